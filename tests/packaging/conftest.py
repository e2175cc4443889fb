"""The scripts of packaging/ are no package; the tests load them from their files."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "packaging")


@pytest.fixture
def system_packages() -> ModuleType:
    """packaging/system_packages.py"""
    return importlib.import_module("system_packages")


@pytest.fixture
def setup_environment() -> ModuleType:
    """packaging/setup_environment.py"""
    return importlib.import_module("setup_environment")


@pytest.fixture
def debian_package() -> ModuleType:
    """packaging/debian_package.py"""
    return importlib.import_module("debian_package")


@pytest.fixture
def root() -> Path:
    """The project's top folder."""
    return ROOT
