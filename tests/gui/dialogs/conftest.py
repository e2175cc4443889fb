"""What the tests of frameworks share: jobs, answers instead of file dialogs, and an open item."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.gui.file_prompts import Chosen, FilePrompts
from reader.gui.jobs import Jobs
from reader.services.opening import open_library
from reader.services.reading import OpenItem, open_item

PATIENCE_MS = 20_000


class Answers(FilePrompts):
    """Answers the file dialogs with a path, and keeps what was asked."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.suggested: list[str] = []

    def open_file(self, parent: QWidget, title: str, name_filter: str, chosen: Chosen) -> None:
        del parent, title, name_filter
        if self.path is not None:
            chosen(self.path)

    def save_file(self, parent: QWidget, title: str, suggested: str, name_filter: str, chosen: Chosen) -> None:
        del parent, title, name_filter
        self.suggested.append(suggested)
        if self.path is not None:
            chosen(self.path)


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    failures: list[BaseException] = []
    made.failed.connect(failures.append)
    yield made
    made.shutdown()
    assert failures == []


@pytest.fixture
def item(library_path: Path) -> Iterator[OpenItem]:
    """The item of the file bridges-in-fog.srt."""
    with open_library(library_path) as library:
        yield open_item(library, "bridges-in-fog")
