"""What all tests share: the folder of real data, and a home of their own for everything the program keeps."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("reader", deadline=None)
settings.load_profile("reader")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real transcripts, labelled slices and the seed page; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"the folder of real data is absent: {SHARED}")
    return SHARED


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Libraries, preferences and window state of each test go to a folder of its own."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("READER_HOME", str(home))
    return home
