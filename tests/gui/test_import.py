"""Importing through the window: every way in leads to the same preview, and nothing is stored before its button."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from reader.gui.dialogs.import_dialog import ImportDialog
from reader.gui.dialogs.import_report import ImportReportDialog
from reader.gui.main_window import MainWindow
from reader.services import browsing
from tests.gui.conftest import PATIENCE_MS, StartProgram
from tests.gui.making import TITLES, srt, write_transcripts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new talk, an empty file, one in an old encoding, and one that the library has already."""
    made = tmp_path / "incoming"
    made.mkdir()
    (made / "a-new-talk.srt").write_text(srt("rr..hh.." * 3), encoding="utf-8")
    (made / "empty.srt").write_bytes(b"")
    (made / "old-words.txt").write_bytes("Café und Brötchen, sagte sie. ".encode("cp1252") * 80)
    write_transcripts(tmp_path / "again")
    (tmp_path / "again" / "harbour-lights.srt").rename(made / "harbour-lights.srt")
    return made


def drop(window: MainWindow, *paths: Path) -> bool:
    """Drop files onto the window; tells whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys, action = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(400, 400), action, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 400), action, data, buttons, keys))
    return True


def preview_of(qtbot: QtBot, window: MainWindow, *paths: Path) -> ImportDialog:
    assert drop(window, *paths)
    dialog = window.import_flow.preview
    assert dialog is not None
    if dialog._job is not None:
        with qtbot.waitSignal(dialog.finished_reading, timeout=PATIENCE_MS):
            pass
    return dialog


def row_of(dialog: ImportDialog, name: str) -> int:
    return next(number for number, row in enumerate(dialog.model.rows) if row.path.name == name)


def stored(window: MainWindow) -> dict[str, str]:
    assert window.library is not None
    return {item.title: item.show for item in browsing.list_items(window.library)}


def test_a_folder_dropped_on_the_window_is_previewed_and_nothing_is_stored(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    dialog = preview_of(qtbot, window, folder)
    states = {row.path.name: row.state for row in dialog.model.rows}
    assert states == {
        "a-new-talk.srt": "New",
        "empty.srt": "Cannot be read",
        "harbour-lights.srt": "Already here",
        "old-words.txt": "New",
    }
    assert dialog.import_button.text() == "Import 2 files"
    dialog.close()
    assert set(stored(window)) == set(TITLES)


def test_the_details_tell_what_was_recognised(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    dialog = preview_of(qtbot, window, folder)
    dialog.table.selectRow(row_of(dialog, "a-new-talk.srt"))
    details = dialog.details
    for expected in ("SubRip", "24 cues", "2 speakers: Ann, Ben", "3:12"):
        assert expected in details._recognised.text()
    assert "Ann: This could be a dangerous failure" in details._cues.toPlainText()
    dialog.table.selectRow(row_of(dialog, "empty.srt"))
    assert details._problem.isVisibleTo(dialog)
    assert "empty" in details._problem.text().lower()


def test_another_encoding_reads_the_file_again(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    dialog = preview_of(qtbot, window, folder / "old-words.txt", folder / "a-new-talk.srt")
    dialog.table.selectRow(0)
    box = dialog.details.encoding
    for encoding, words in (("cp1251", "Cafй und Brцtchen"), ("utf-8", ""), ("cp1252", "Café und Brötchen")):
        assert box.isVisibleTo(dialog)
        box.setCurrentIndex(box.findData(encoding))
        box.activated.emit(box.currentIndex())
        qtbot.waitUntil(lambda: dialog.model.rows[0].chosen_encoding == encoding, timeout=PATIENCE_MS)  # noqa: B023
        assert words in dialog.details._cues.toPlainText()


def test_an_edit_is_set_for_all_chosen_files(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    dialog = preview_of(qtbot, window, folder)
    dialog.table.selectAll()
    show = dialog.details.form.field("show")
    show.setFocus()
    qtbot.keyClicks(show, "Late Shift")
    assert {row.metadata.show for row in dialog.model.rows if row.usable} == {"Late Shift"}
    assert not dialog.details.form.field("title").isEnabled()


def test_a_date_that_is_none_holds_the_import_back(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    dialog = preview_of(qtbot, window, folder / "a-new-talk.srt")
    day = dialog.details.form.field("date")
    qtbot.keyClicks(day, "last week")
    assert not dialog.import_button.isEnabled()
    day.selectAll()
    qtbot.keyClicks(day, "2024-05")
    assert dialog.import_button.isEnabled()


def test_importing_stores_shows_and_reports(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    dialog = preview_of(qtbot, window, folder)
    dialog.table.selectRow(row_of(dialog, "a-new-talk.srt"))
    title = dialog.details.form.field("title")
    title.selectAll()
    qtbot.keyClicks(title, "A brand new talk")
    with qtbot.waitSignal(window.operations.imported, timeout=PATIENCE_MS):
        dialog.import_button.click()
    qtbot.waitUntil(lambda: len(window.model.rows) == len(TITLES) + 2, timeout=PATIENCE_MS)
    assert "A brand new talk" in stored(window)
    report = window.findChild(ImportReportDialog)
    assert report is not None
    assert "2 imported" in report.windowTitle() + report.text + window.status.message
    report.close()


def test_one_file_is_opened_once_it_is_in(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    dialog = preview_of(qtbot, window, folder / "a-new-talk.srt")
    dialog.import_button.click()
    qtbot.waitUntil(
        lambda: window.navigator.item is not None and window.navigator.item.slug == "a-new-talk", timeout=PATIENCE_MS
    )


def test_a_file_that_is_here_in_another_version_is_offered_as_an_update(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    changed = tmp_path / "harbour-lights.srt"
    changed.write_text(srt("hhhhhhhhhhhhrr"), encoding="utf-8")
    dialog = preview_of(qtbot, window, changed)
    assert dialog.model.rows[0].state in ("New", "Update")
    dialog.close()


def test_an_update_of_the_open_conversation_is_shown_at_once(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    new = tmp_path / "fresh-talk.srt"
    new.write_text(srt("rr..hh.."), encoding="utf-8")
    preview_of(qtbot, window, new).import_button.click()
    qtbot.waitUntil(lambda: _open_slices(window, "fresh-talk") > 0, timeout=PATIENCE_MS)
    before = _open_slices(window, "fresh-talk")
    new.write_text(srt("rr..hh.." * 4), encoding="utf-8")
    dialog = preview_of(qtbot, window, new)
    assert dialog.model.rows[0].state == "Update"
    dialog.import_button.click()
    qtbot.waitUntil(lambda: _open_slices(window, "fresh-talk") > before, timeout=PATIENCE_MS)
    assert window.navigator.item is not None
    assert window.navigator.item.versions == 2


def _open_slices(window: MainWindow, slug: str) -> int:
    item = window.navigator.item
    return len(item.slices) if item is not None and item.slug == slug else 0


def test_files_named_at_the_start_go_through_the_same_gate(
    qtbot: QtBot, start_program: StartProgram, library_path: Path, folder: Path
) -> None:
    window = start_program(library_path, files=(folder / "a-new-talk.srt",)).window
    qtbot.waitUntil(lambda: window.import_flow.preview is not None, timeout=PATIENCE_MS)
    dialog = window.import_flow.preview
    assert dialog is not None
    qtbot.waitUntil(lambda: [row.path.name for row in dialog.model.rows] == ["a-new-talk.srt"], timeout=PATIENCE_MS)
    dialog.close()


def test_what_is_no_file_is_not_taken(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("just words")
    enter = QDragEnterEvent(
        QPoint(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()
    assert window.findChildren(QDialog) == []


def test_closing_the_preview_ends_the_reading(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(60):
        (many / f"talk-{number}.srt").write_text(srt("r.h." * 20), encoding="utf-8")
    assert drop(window, many)
    dialog = window.import_flow.preview
    assert dialog is not None
    dialog.close()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=PATIENCE_MS)
    assert window.import_flow.preview is None
