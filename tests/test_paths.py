"""Where the program finds what it brings along."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader import paths


def test_resources_are_found_in_a_checkout() -> None:
    assert paths.resource("frameworks", "risk-opportunity.toml").is_file()


def test_resources_are_found_in_a_frozen_bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resource("themes") == tmp_path / "resources" / "themes"


def test_one_variable_moves_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    folders = [
        paths.data_folder(),
        paths.config_folder(),
        paths.state_folder(),
        paths.cache_folder(),
        paths.default_library().parent,
    ]
    assert all(folder.is_relative_to(tmp_path) for folder in folders)


def test_without_it_the_users_own_folders_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)
    assert paths.data_folder().name == paths.APP_NAME


@pytest.mark.parametrize("variables", [{}, {"XDG_DATA_HOME": "/data", "XDG_CACHE_HOME": "/c"}, {"XDG_DATA_HOME": "no"}])
def test_on_linux_they_are_those_of_platformdirs(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    asked = (paths.data_folder, paths.config_folder, paths.state_folder, paths.cache_folder)
    quick = [folder() for folder in asked]
    monkeypatch.setattr(paths, "ON_LINUX", False)
    assert quick == [folder() for folder in asked]
