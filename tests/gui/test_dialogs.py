"""The dialogs one by one: what they show, and what they ask for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from reader.domain.item import Metadata
from reader.errors import InputError
from reader.gui.dialogs.confirm import ConfirmDeleteDialog
from reader.gui.dialogs.crash_dialog import CrashDialog
from reader.gui.dialogs.edit_dialog import EditDialog
from reader.gui.dialogs.problem import ProblemDialog
from reader.gui.dialogs.settings_dialog import SettingsDialog
from reader.gui.widgets.metadata_fields import is_date
from reader.settings import Settings

ONE = Metadata(
    title="Bridges", show="Desk", date="2025-01", tags=("a", "b"), summary="Drafted.", drafts=frozenset({"summary"})
)
OTHER = Metadata(title="Gardens", show="Desk", date="2024", tags=("a",))


def editor(qtbot: QtBot, *items: Metadata) -> tuple[EditDialog, list[dict[str, object]]]:
    dialog = EditDialog(items, ["Desk", "Open Hour"], ["Shelf"], None)
    saved: list[dict[str, object]] = []
    dialog.save_requested.connect(saved.append)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    return dialog, saved


def retype(dialog: EditDialog, name: str, text: str) -> None:
    field = dialog.form.field(name)
    assert isinstance(field, (QLineEdit, QPlainTextEdit))
    field.selectAll()
    QTest.keyClicks(field, text)


def words_of(dialog: QLabel | object) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))  # type: ignore[attr-defined]


def test_only_what_a_person_changed_is_saved(qtbot: QtBot) -> None:
    dialog, saved = editor(qtbot, ONE)
    assert not dialog.save_button.isEnabled()
    retype(dialog, "title", "Bridges at night")
    retype(dialog, "tags", "a, c,  c , d")
    dialog.save_button.click()
    assert saved == [{"title": "Bridges at night", "tags": ("a", "c", "d")}]


def test_a_draft_is_marked_and_can_be_confirmed_as_it_is(qtbot: QtBot) -> None:
    dialog, saved = editor(qtbot, ONE)
    marks = dialog.form._confirmations
    assert {name for name, mark in marks.items() if mark.isVisibleTo(dialog)} == {"summary"}
    marks["summary"].click()
    dialog.save_button.click()
    assert saved == [{"summary": "Drafted."}]


def test_several_items_show_what_they_share_and_take_what_is_filled_in(qtbot: QtBot) -> None:
    dialog, saved = editor(qtbot, ONE, OTHER)
    show, day = dialog.form.field("show"), dialog.form.field("date")
    assert isinstance(show, QLineEdit)
    assert isinstance(day, QLineEdit)
    assert show.text() == "Desk"
    assert day.text() == ""
    assert day.placeholderText() == "(several values)"
    assert not dialog.form.field("title").isEnabled()
    retype(dialog, "show", "Open Hour")
    dialog.save_button.click()
    assert saved == [{"show": "Open Hour"}]


def test_tags_of_several_are_added_and_taken_off_never_replaced(qtbot: QtBot) -> None:
    dialog, saved = editor(qtbot, ONE, OTHER)
    removed = dialog.form.field("remove_tags")
    assert isinstance(removed, QLineEdit)
    assert removed.placeholderText() == "They have: a, b"
    assert "tags" not in dialog.form._fields
    retype(dialog, "add_tags", "c, d")
    retype(dialog, "remove_tags", "a")
    retype(dialog, "shelf", "Fog")
    dialog.save_button.click()
    assert saved == [{"add_tags": ("c", "d"), "remove_tags": ("a",), "shelf": "Fog"}]


def test_what_is_no_date_is_told_and_not_saved(qtbot: QtBot) -> None:
    dialog, saved = editor(qtbot, ONE)
    retype(dialog, "date", "2025-13-01")
    assert not dialog.save_button.isEnabled()
    problem = dialog.form._fields["date"].problem
    assert problem is not None
    assert problem.isVisibleTo(dialog)
    retype(dialog, "date", "2025-12-01")
    dialog.save_button.click()
    assert saved == [{"date": "2025-12-01"}]


@pytest.mark.parametrize(
    ("text", "good"),
    [("", True), ("2025", True), ("2025-06", True), ("2025-06-31", False), ("25-06-01", False), ("2024-02-29", True)],
)
def test_dates_are_as_exact_as_they_are_known(text: str, good: bool) -> None:
    assert is_date(text) is good


def test_settings_are_shown_at_once_and_taken_back_by_cancel(qtbot: QtBot) -> None:
    dialog = SettingsDialog(Settings(theme="dark", text_size=12), None)
    qtbot.addWidget(dialog)
    seen: list[Settings] = []
    dialog.previewed.connect(seen.append)
    dialog.open()
    dialog.text_size.setValue(20)
    assert seen[-1].text_size == 20
    dialog.reject()
    assert seen[-1].text_size == 12


def test_keys_are_rebound_and_clashes_hold_the_saving_back(qtbot: QtBot) -> None:
    dialog = SettingsDialog(Settings(), None)
    qtbot.addWidget(dialog)
    saved: list[Settings] = []
    dialog.saved.connect(saved.append)
    dialog.open()
    dialog.keys.choose("next_slice")
    dialog.keys.record("Ctrl+I")
    assert not dialog._save.isEnabled()
    assert "Import" in dialog.keys._clash.text()
    dialog.keys.record("N")
    assert dialog._save.isEnabled()
    dialog._save.click()
    assert saved[0].keys == {"next_slice": "N"}


def test_deleting_lists_the_titles_and_says_that_undo_brings_them_back(qtbot: QtBot) -> None:
    dialog = ConfirmDeleteDialog([f"Talk {number}" for number in range(12)], None)
    qtbot.addWidget(dialog)
    words = words_of(dialog)
    assert "Delete 12 conversations?" in words
    assert "Talk 7" in words
    assert "and 4 more" in words
    assert "Ctrl+Z" in words


def test_a_problem_is_its_sentence_and_its_advice(qtbot: QtBot) -> None:
    dialog = ProblemDialog(InputError("The file <b>x</b> is empty.", "Choose another."), None)
    qtbot.addWidget(dialog)
    words = words_of(dialog)
    assert "The file <b>x</b> is empty." in words
    assert "Choose another." in words
    assert all(part.textFormat() == Qt.TextFormat.PlainText for part in dialog.findChildren(QLabel))


def test_a_crash_report_can_be_copied(qtbot: QtBot) -> None:
    dialog = CrashDialog("Traceback: here", None)
    qtbot.addWidget(dialog)
    copy = next(part for part in dialog.findChildren(type(dialog.close_button())) if part.text() == "Copy report")
    copy.click()
    assert QApplication.clipboard().text() == "Traceback: here"
