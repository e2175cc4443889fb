"""The real program as a fixture: the real window, offscreen, on a real library of small transcripts."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from reader.app import Program
from reader.gui.garbage import collect_as_needed
from reader.gui.main_window import MainWindow
from reader.gui.pages.item_page import ItemPage
from reader.gui.theme.manager import ThemeManager
from reader.settings import Settings, WindowState
from tests.gui.making import make_library

PATIENCE_MS = 20_000

StartProgram = Callable[..., Program]


@pytest.fixture(scope="package", autouse=True)
def garbage_kept_here() -> Iterator[None]:
    """What one test leaves behind goes between two tests, never in the middle of another one's events."""
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def garbage_collected() -> Iterator[None]:
    yield
    collect_as_needed()


@pytest.fixture(scope="session")
def stored_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    return make_library(folder / "library.sqlite", folder / "sources")


@pytest.fixture
def library_path(stored_library: Path, tmp_path: Path) -> Path:
    """A library of its own for one test."""
    target = tmp_path / "library.sqlite"
    shutil.copy(stored_library, target)
    return target


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> ThemeManager:
    return ThemeManager(qapp, "dark")


@pytest.fixture
def start_program(qtbot: QtBot, qapp: QApplication, theme: ThemeManager) -> Iterator[StartProgram]:
    """Start the program on a library and wait until an item (or the library page) stands on the screen."""
    programs: list[Program] = []

    def start(path: Path | None, *, size: tuple[int, int] = (1280, 860), files: tuple[Path, ...] = ()) -> Program:
        settings, state = Settings.load(), WindowState.load()
        settings.theme = "dark" if settings.theme == "system" else settings.theme
        program = Program(qapp, path, files, theme=theme, settings=settings, state=state)
        programs.append(program)
        program.window.resize(*size)
        with qtbot.waitSignal(program.built, timeout=PATIENCE_MS):
            program.start()
        qtbot.waitUntil(lambda: program.window.navigator.page != "start", timeout=PATIENCE_MS)
        program.window.activateWindow()
        # A chord of an earlier test may still count as held, and would make of choosing a row a toggling of it.
        QTest.keyRelease(program.window, Qt.Key.Key_Control)
        qtbot.waitUntil(program.window.isActiveWindow, timeout=PATIENCE_MS)
        return program

    yield start
    for program in programs:
        finish(program)


def finish(program: Program) -> None:
    """Close a program as a person does, and let go of its window. Does nothing the second time."""
    if not isValid(program.window):
        return
    program.window.close()
    program.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def program(start_program: StartProgram, library_path: Path) -> Program:
    return start_program(library_path)


@pytest.fixture
def window(program: Program) -> MainWindow:
    return program.window


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> ItemPage:
    """The item page with "Bridges in fog" open."""
    open_title(qtbot, window, "Bridges in fog")
    assert window.item_page is not None
    return window.item_page


def open_title(qtbot: QtBot, window: MainWindow, title: str) -> None:
    """Open the item of this title as a click in the list does, and wait until it is shown."""
    found = next(item for item in window.model.items if item.title == title)
    with qtbot.waitSignal(window.navigator.item_shown, timeout=PATIENCE_MS):
        window.pane.item_opened.emit(found.id)
