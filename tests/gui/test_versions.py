"""The versions of a transcript in the real window: the way to them, reading them, putting one in force, undoing it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reader.domain.item import Metadata
from reader.gui.dialogs.versions_dialog import VersionsDialog
from reader.gui.main_window import MainWindow
from reader.services import joining
from reader.services.import_report import ImportRequest
from reader.services.importing import import_files
from reader.services.opening import open_library
from tests.gui.conftest import PATIENCE_MS, StartProgram, open_title
from tests.services.doubles import write_captions, write_edited

TITLE, OTHER = "Fog talk", "Another talk"
Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def until(qtbot: QtBot) -> Until:
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)


@pytest.fixture
def window(start_program: StartProgram, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window on an edited transcript with the captions of the same talk joined into it."""
    files = [
        (write_edited(tmp_path, "edited", 1), Metadata(title=TITLE)),
        (write_captions(tmp_path, "captions", 1), Metadata(title="fog talk auto")),
        (write_captions(tmp_path, "other", 2), Metadata(title=OTHER)),
    ]
    path = tmp_path / "versions.sqlite"
    with open_library(path) as library:
        for _ in import_files(library, [ImportRequest(file, metadata=facts) for file, facts in files]):
            pass
        kept, gone = library.items.id_of("fog-talk"), library.items.id_of("fog-talk-auto")
        joining.join(library, kept, gone, take_transcript=False)
    window = start_program(path).window
    open_title(qtbot, window, TITLE)
    return window


def shown_source(window: MainWindow) -> str:
    return window.navigator.item.provenance.source if window.navigator.item else ""


def press(one: QPushButton) -> None:
    assert one.isEnabled(), one.text()
    QTest.mouseClick(one, Qt.MouseButton.LeftButton)


@pytest.fixture
def dialog(window: MainWindow, until: Until) -> VersionsDialog:
    """The dialog, opened by a click on the number of versions above the transcript."""
    assert window.item_page is not None
    press(window.item_page.transcript.versions)
    dialog = window.flows.keeping.versions
    assert dialog is not None
    until(lambda: dialog.chosen and dialog.text.toPlainText())
    return dialog


def test_the_number_of_versions_stands_above_the_transcript_where_there_are_several(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.item_page is not None
    link = window.item_page.transcript.versions
    assert link.isVisible()
    assert link.text() == "2 versions"
    open_title(qtbot, window, OTHER)
    assert not link.isVisible()


def test_the_version_out_of_force_is_read_from_difference_to_difference(dialog: VersionsDialog) -> None:
    assert [(row.number, row.in_force) for row in dialog._model.rows] == [(2, False), (1, True)]
    assert dialog.chosen is not None
    assert dialog.chosen.number == 2, "what can be put in force stands ready"
    assert "of its words are as in the one in force" in dialog.outcome.text()
    assert dialog.text.told.text().startswith("Difference 1 of ")
    first = dialog.text.textCursor().position()
    press(dialog.next_button)
    assert dialog.text.told.text().startswith("Difference 2 of ")
    assert dialog.text.textCursor().position() > first
    press(dialog.before_button)
    press(dialog.before_button)
    last = int(dialog.text.told.text().split(" of ")[1].split(" ")[0])
    assert dialog.text.told.text().startswith(f"Difference {last} of {last}"), "before the first comes the last"


def test_keys_lead_through_the_differences_and_none_changes_anything(
    window: MainWindow, dialog: VersionsDialog, qtbot: QtBot
) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_F3)
    assert dialog.text.at == 1
    QTest.keyClick(dialog, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.text.at == 0
    place = dialog.view.visualRect(dialog.view.model().index(0, 0)).center()
    QTest.mouseDClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    for part in (dialog.view, dialog.text, dialog.next_button):
        part.setFocus()
        QTest.keyClick(part, Qt.Key.Key_Return)
    qtbot.wait(50)
    assert dialog.isVisible()
    assert [row.in_force for row in dialog._model.rows] == [False, True]
    assert shown_source(window) == "edited.md"


def test_the_one_in_force_has_nothing_to_compare_and_cannot_be_put_in_force(
    dialog: VersionsDialog, until: Until
) -> None:
    dialog.view.setFocus()
    QTest.keyClick(dialog.view, Qt.Key.Key_Down)
    until(lambda: "Version 1 is in force" in dialog.outcome.text())
    assert not dialog.use_button.isEnabled()
    assert not dialog.next_button.isEnabled()
    assert not dialog.text.told.isVisible()


def test_another_version_is_put_in_force_is_shown_and_undone(
    window: MainWindow, dialog: VersionsDialog, until: Until
) -> None:
    press(dialog.use_button)
    until(lambda: dialog._model.rows and dialog._model.rows[0].in_force)
    until(lambda: shown_source(window) == "captions.srt")
    (item,) = [item for item in window.model.items if item.title == TITLE]
    until(lambda: next(one for one in window.model.items if one.id == item.id).duration_ms)
    dialog.close()
    until(lambda: "Use version 2" in window.action_set["undo"].text())
    window.action_set["undo"].trigger()
    until(lambda: shown_source(window) == "edited.md")
    window.action_set["redo"].trigger()
    until(lambda: shown_source(window) == "captions.srt")


def test_the_open_item_says_at_once_that_a_joining_gave_it_a_version(window: MainWindow, until: Until) -> None:
    assert window.item_page is not None
    link = window.item_page.transcript.versions
    ids = {item.title: item.id for item in window.model.items}
    window.operations.join(ids[TITLE], ids[OTHER], take_transcript=False, chosen={})
    until(lambda: link.text() == "3 versions")
    assert shown_source(window) == "edited.md"


def test_deleting_the_conversation_empties_the_list_and_says_why(
    window: MainWindow, dialog: VersionsDialog, until: Until
) -> None:
    window.operations.delete([dialog.item_id])
    until(lambda: not dialog._model.rows)
    assert "No item" in dialog.outcome.text()
    assert not dialog.use_button.isEnabled()


def test_an_item_of_one_version_says_so(window: MainWindow, qtbot: QtBot, until: Until) -> None:
    open_title(qtbot, window, OTHER)
    window.action_set["versions"].trigger()
    dialog = window.flows.keeping.versions
    assert dialog is not None
    until(lambda: "It is the only one." in dialog.outcome.text())
    assert dialog.chosen is not None
    assert not dialog.use_button.isEnabled()
