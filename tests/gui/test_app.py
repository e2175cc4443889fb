"""Start and end of the program: first start, trouble with the library, closing while work is under way."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from reader.app import Program
from reader.errors import DamagedLibraryError
from reader.gui.bare_colours import bare_colours
from reader.gui.dialogs.library_trouble import LibraryTroubleDialog
from reader.gui.dialogs.problem import ProblemDialog
from reader.gui.theme.manager import ThemeManager
from reader.gui.theme.palette import load_palette
from reader.gui.window_frame import WindowFrame
from reader.services import browsing, reading
from reader.services.importing import ImportRequest
from reader.services.opening import open_library
from reader.settings import Settings
from tests.gui.conftest import PATIENCE_MS, StartProgram, finish
from tests.gui.making import TITLES, srt


def started_in_trouble(
    qtbot: QtBot, qapp: QApplication, theme: ThemeManager, path: Path
) -> tuple[Program, LibraryTroubleDialog]:
    program = Program(qapp, path, theme=theme)
    with qtbot.waitSignal(program.trouble, timeout=PATIENCE_MS) as told:
        program.start()
    return program, told.args[0]


def test_the_first_start_brings_the_samples_and_one_line_of_what_to_do(start_program: StartProgram) -> None:
    window = start_program(None).window
    assert window.model.total == 8
    assert all(item.sample for item in window.model.items)
    assert window.hint.isVisible()
    assert window.findChildren(QDialog) == []
    assert window.navigator.item is not None


def test_the_samples_go_in_one_step_and_come_back_with_undo(qtbot: QtBot, start_program: StartProgram) -> None:
    window = start_program(None).window
    window.action_set["remove_samples"].trigger()
    qtbot.waitUntil(lambda: window.model.total == 0, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not window.action_set["remove_samples"].isEnabled(), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: window.navigator.page == "library", timeout=PATIENCE_MS)
    assert not window.hint.isVisible()
    window.operations.undo()
    qtbot.waitUntil(lambda: window.model.total == 8, timeout=PATIENCE_MS)


def test_a_closed_hint_stays_closed(start_program: StartProgram) -> None:
    first = start_program(None)
    first.window.hint.closed.emit()
    assert not first.window.hint.isVisible()
    finish(first)
    assert not start_program(None).window.hint.isVisible()


def test_the_window_is_shown_before_the_library_is_opened(
    qtbot: QtBot, qapp: QApplication, theme: ThemeManager, library_path: Path
) -> None:
    program = Program(qapp, library_path, theme=theme)
    program.start()
    assert program.window.isVisible()
    assert program.library is None
    with qtbot.waitSignal(program.library_opened, timeout=PATIENCE_MS):
        pass
    finish(program)


@pytest.mark.parametrize(
    "content", [b"this is no database at all, sorry" * 100, b"SQLite format 3\x00" + b"\x00" * 5000]
)
def test_a_damaged_library_gives_a_sentence_and_ways_out(
    qtbot: QtBot, qapp: QApplication, theme: ThemeManager, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "library.sqlite"
    path.write_bytes(content)
    program, dialog = started_in_trouble(qtbot, qapp, theme, path)
    dialog.anew_requested.disconnect()
    dialog.anew_requested.connect(lambda: program._start_anew(path))
    with qtbot.waitSignal(program.library_opened, timeout=PATIENCE_MS):
        dialog._choose(dialog.anew_requested)
    kept = [
        other for other in tmp_path.iterdir() if other != path and other.is_file() and other.read_bytes() == content
    ]
    assert len(kept) == 1
    finish(program)


def test_a_backup_can_be_restored_at_the_start(
    qtbot: QtBot, qapp: QApplication, theme: ThemeManager, library_path: Path
) -> None:
    with open_library(library_path) as library:
        library.backup("before a test")
    library_path.write_bytes(b"ruined" * 1000)
    program, dialog = started_in_trouble(qtbot, qapp, theme, library_path)
    assert dialog._list.count() == 1
    with qtbot.waitSignal(program.library_opened, timeout=PATIENCE_MS):
        dialog._choose_backup()
    assert {item.title for item in program.window.model.items} == set(TITLES)
    finish(program)


def test_a_newer_library_is_left_alone(
    qtbot: QtBot, qapp: QApplication, theme: ThemeManager, library_path: Path
) -> None:
    with sqlite3.connect(library_path) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = library_path.read_bytes()
    program, dialog = started_in_trouble(qtbot, qapp, theme, library_path)
    assert any("newer" in words.text() for words in dialog.findChildren(QLabel))
    with qtbot.waitSignal(program.window.closed, timeout=PATIENCE_MS):
        dialog.close()
    assert library_path.read_bytes() == before
    finish(program)


def test_another_library_can_be_opened_and_comes_again_at_the_next_start(
    qtbot: QtBot, start_program: StartProgram, library_path: Path, tmp_path: Path
) -> None:
    program = start_program(library_path)
    other = tmp_path / "other.sqlite"
    with open_library(other):
        pass
    with qtbot.waitSignal(program.library_opened, timeout=PATIENCE_MS):
        program._open_chosen(other)
    assert program.window.library is not None
    assert program.window.library.path == other
    assert Settings.load().last_library == str(other)
    assert not program.window.navigator.history.can_go_back


def test_closing_in_the_middle_of_an_import_leaves_whole_items_only(
    qtbot: QtBot, start_program: StartProgram, library_path: Path, tmp_path: Path
) -> None:
    program = start_program(library_path)
    requests = []
    for number in range(80):
        path = tmp_path / f"talk-{number}.srt"
        path.write_text(srt("r.h." * 12 + "." * number), encoding="utf-8")
        requests.append(ImportRequest(path))
    program.window.operations.import_files(requests)
    qtbot.waitUntil(
        lambda: any(job.progress and job.progress.done > 1 for job in program.jobs.running), timeout=PATIENCE_MS
    )
    program.window.close()
    with open_library(library_path) as library:
        items = browsing.list_items(library)
        assert len(TITLES) < len(items) <= len(TITLES) + 80
        assert all(len(item.scores) for item in items)


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_the_bare_frame_wears_the_colours_of_the_theme(theme_name: str) -> None:
    palette = load_palette(theme_name)
    assert bare_colours(theme_name) == {"window": palette.window, "pane": palette.pane, "line": palette.line}


def test_the_bare_frame_stays_until_what_was_built_in_it_is_visible(qtbot: QtBot) -> None:
    frame = WindowFrame()
    qtbot.addWidget(frame)
    frame.paint_bare(bare_colours("dark"))
    frame.show()
    bare = frame.grab().toImage()
    central = QWidget()
    frame.setCentralWidget(central)
    assert not central.isVisible()
    assert frame.grab().toImage() == bare
    qtbot.waitUntil(central.isVisible)
    assert frame.grab().toImage() != bare


def test_where_the_first_conversation_cannot_be_opened_the_library_is_shown(
    qtbot: QtBot, qapp: QApplication, theme: ThemeManager, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(library: object, item_id: object) -> None:
        raise DamagedLibraryError("A stored item is damaged.", "Restore a backup.")

    monkeypatch.setattr(reading, "open_item", refuse)
    program = Program(qapp, library_path, theme=theme)
    program.start()
    qtbot.waitUntil(lambda: program.window.findChild(ProblemDialog) is not None, timeout=PATIENCE_MS)
    program.window.findChild(ProblemDialog).reject()
    assert program.window.navigator.page == "library"
    assert program.window.library_page is not None
    assert program.window.library_page.table.isVisible()
    finish(program)
