"""The bin, duplicates, joining and statistics in the real window, by real clicks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from reader.app import Program
from reader.domain.item import Metadata
from reader.gui.dialogs.bin_dialog import BinDialog
from reader.gui.dialogs.duplicates_dialog import DuplicatesDialog
from reader.gui.dialogs.duplicates_join import JoinDialog
from reader.gui.dialogs.edit_dialog import EditDialog
from reader.gui.dialogs.question import QuestionDialog
from reader.gui.dialogs.rows_model import RowsView
from reader.gui.dialogs.statistics_dialog import StatisticsDialog
from reader.gui.main_window import MainWindow
from reader.services.import_report import ImportRequest
from reader.services.importing import import_files
from reader.services.opening import open_library
from tests.gui.conftest import PATIENCE_MS, StartProgram
from tests.gui.making import TITLES
from tests.services.doubles import write_captions, write_edited

EDITED, CAPTIONS = "Fog talk", "fog talk auto"


def press(button: QPushButton) -> None:
    assert button.isEnabled(), button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def click_row(view: RowsView, number: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    place = view.visualRect(view.model().index(number, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, QPoint(place.x(), place.y()))


def asked(parent: QWidget, kind: type[QDialog] = QuestionDialog) -> QDialog:
    found = [child for child in parent.findChildren(kind) if child.isVisible()]
    assert len(found) == 1
    return found[0]


def words_of(dialog: QWidget) -> str:
    return "\n".join(child.text() for child in dialog.findChildren(QLabel))


def confirm(parent: QWidget) -> str:
    """Press the button that does it; what was asked."""
    dialog = asked(parent)
    words = words_of(dialog)
    press(next(one for one in dialog.findChildren(QPushButton) if one.property("kind") == "danger"))
    return words


def titles(window: MainWindow) -> set[str]:
    return {item.title for item in window.model.items}


Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def until(qtbot: QtBot) -> Until:
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)


def delete(window: MainWindow, until: Until, *wanted: str) -> None:
    for title in wanted:
        (item_id,) = [item.id for item in window.model.items if item.title == title]
        window.operations.delete([item_id])
        until(lambda title=title: title not in titles(window))


# -- the bin


@pytest.fixture
def bin_dialog(window: MainWindow, until: Until) -> BinDialog:
    """The bin, opened from the menu, with three conversations in it, the last deleted first."""
    delete(window, until, *TITLES[:3])
    until(lambda: window.action_set["bin"].text() == "&Bin (3)…")
    window.action_set["bin"].trigger()
    dialog = window.flows.keeping.bin
    assert dialog is not None
    until(lambda: len(dialog._model.rows) == 3)
    return dialog


def shown(dialog: BinDialog) -> list[str]:
    return [row.title for row in dialog._model.rows]


def test_an_empty_bin_says_what_it_is_for(window: MainWindow, until: Until) -> None:
    window.action_set["bin"].trigger()
    dialog = window.flows.keeping.bin
    assert dialog is not None
    until(lambda: dialog._empty._heading.text() == "The bin is empty")
    assert not dialog.empty_button.isEnabled()
    assert not dialog.restore_button.isEnabled()


def test_one_and_several_are_restored_from_the_bin(window: MainWindow, bin_dialog: BinDialog, until: Until) -> None:
    assert shown(bin_dialog) == [*reversed(TITLES[:3])]
    click_row(bin_dialog.view, 0)
    click_row(bin_dialog.view, 2, Qt.KeyboardModifier.ControlModifier)
    assert bin_dialog.restore_button.text() == "Restore 2"
    press(bin_dialog.restore_button)
    until(lambda: shown(bin_dialog) == [TITLES[1]])
    until(lambda: titles(window) == set(TITLES) - {TITLES[1]})
    bin_dialog.view.setFocus()
    QTest.keyClick(bin_dialog.view, Qt.Key.Key_Return)
    until(lambda: titles(window) == set(TITLES))
    until(lambda: window.action_set["bin"].text() == "&Bin…")
    bin_dialog.close()
    window.action_set["undo"].trigger()
    until(lambda: titles(window) == set(TITLES) - {TITLES[1]})


def test_what_takes_long_is_told_and_nothing_else_can_be_asked_for_meanwhile(
    window: MainWindow, bin_dialog: BinDialog, until: Until
) -> None:
    bin_dialog.view.selectAll()
    press(bin_dialog.restore_button)
    assert bin_dialog.outcome.text() == "Restoring 3 conversations…"
    assert not bin_dialog.restore_button.isEnabled()
    assert not bin_dialog.empty_button.isEnabled()
    until(lambda: shown(bin_dialog) == [])
    assert not bin_dialog.outcome.isVisible()
    window.action_set["undo"].trigger()
    until(lambda: len(shown(bin_dialog)) == 3)
    assert bin_dialog.empty_button.isEnabled()


def test_a_restoring_that_fails_leaves_the_bin_usable(window: MainWindow, bin_dialog: BinDialog, until: Until) -> None:
    gone = [row.id for row in bin_dialog._model.rows]
    window.operations.restore(gone[:1])
    until(lambda: len(shown(bin_dialog)) == 2)
    bin_dialog.restore_requested.emit(gone[:1])
    bin_dialog._show_working("Restoring…")
    until(lambda: not bin_dialog._working)
    assert bin_dialog.restore_button.isEnabled()


def test_chosen_rows_stay_chosen_and_the_next_one_takes_the_place_of_what_is_gone(
    window: MainWindow, bin_dialog: BinDialog, until: Until
) -> None:
    delete(window, until, TITLES[3], TITLES[4])
    until(lambda: len(shown(bin_dialog)) == 5)
    bin_dialog.view.choose(1, 2)
    delete(window, until, TITLES[5])
    until(lambda: len(shown(bin_dialog)) == 6)
    assert [row.title for row in bin_dialog.view.chosen] == [TITLES[3], TITLES[2]]
    bin_dialog.view.choose(2)
    press(bin_dialog.restore_button)
    until(lambda: len(shown(bin_dialog)) == 5)
    assert [row.title for row in bin_dialog.view.chosen] == [shown(bin_dialog)[2]]


def test_words_narrow_the_bin(bin_dialog: BinDialog) -> None:
    QTest.keyClicks(bin_dialog.field, "harb")
    assert shown(bin_dialog) == [TITLES[2]]
    bin_dialog.field.setText("nothing like it")
    assert bin_dialog._empty.isVisible()
    assert bin_dialog.empty_button.isEnabled(), "emptying is about all of it"


def test_what_is_removed_for_good_asks_and_tells_where_the_backup_is(
    window: MainWindow, bin_dialog: BinDialog, until: Until
) -> None:
    click_row(bin_dialog.view, 1)
    press(bin_dialog.purge_button)
    assert f"“{TITLES[1]}”" in confirm(bin_dialog)
    until(lambda: shown(bin_dialog) == [TITLES[2], TITLES[0]])
    until(bin_dialog.outcome.isVisible)
    backup = Path(bin_dialog.outcome.text().split(": ", 1)[1])
    assert backup.is_file()
    bin_dialog.close()
    for expected in (TITLES[2], TITLES[0]):
        until(lambda expected=expected: expected in window.action_set["undo"].text())
        window.action_set["undo"].trigger()
        until(lambda expected=expected: expected in titles(window))
    assert titles(window) == set(TITLES) - {TITLES[1]}


def test_emptying_names_the_count_and_undo_goes_on_with_what_was_before(
    window: MainWindow, bin_dialog: BinDialog, until: Until
) -> None:
    bin_dialog.field.setText("harbour")
    press(bin_dialog.empty_button)
    question = asked(bin_dialog)
    assert "Remove 3 conversations for good?" in words_of(question)
    assert "library.sqlite.backups" in words_of(question)
    question.close()
    assert bin_dialog._model.total == 3, "no is no"
    press(bin_dialog.empty_button)
    confirm(bin_dialog)
    until(lambda: bin_dialog._model.total == 0)
    assert "3 conversations removed for good" in bin_dialog.outcome.text()
    bin_dialog.close()
    until(lambda: "Delete" not in window.action_set["undo"].text())
    assert titles(window) == set(TITLES[3:])


# -- duplicates


def talks(path: Path, folder: Path, *, twice: bool) -> Path:
    """A library of talks that differ in their words, one of them twice."""
    files = [
        (write_edited(folder, "edited", 1), Metadata(title=EDITED, show="Night Desk", tags=("a",))),
        (write_captions(folder, "other", 2), Metadata(title="Another talk", show="Night Desk")),
    ]
    if twice:
        facts = Metadata(title=CAPTIONS, date="2025-06", tags=("b",), show="Desk")
        files.append((write_captions(folder, "captions", 1), facts))
    with open_library(path) as library:
        for _ in import_files(library, [ImportRequest(file, metadata=facts) for file, facts in files]):
            pass
    return path


@pytest.fixture
def twice(start_program: StartProgram, tmp_path: Path) -> MainWindow:
    """The window on a library that holds one talk twice."""
    return start_program(talks(tmp_path / "twice.sqlite", tmp_path, twice=True)).window


@pytest.fixture
def pairs(twice: MainWindow, until: Until) -> DuplicatesDialog:
    twice.action_set["duplicates"].trigger()
    dialog = twice.flows.keeping.duplicates
    assert dialog is not None
    until(lambda: dialog.pair)
    return dialog


def test_a_library_without_duplicates_says_so(start_program: StartProgram, tmp_path: Path, until: Until) -> None:
    window = start_program(talks(tmp_path / "once.sqlite", tmp_path, twice=False)).window
    window.action_set["duplicates"].trigger()
    dialog = window.flows.keeping.duplicates
    assert dialog is not None
    until(lambda: dialog._empty._heading.text() == "Nothing is here twice")
    assert not dialog.join_button.isEnabled()


def test_a_pair_stands_side_by_side_and_each_opens(twice: MainWindow, pairs: DuplicatesDialog, until: Until) -> None:
    first, second = pairs.sides.cards
    assert (first._title.whole_text(), second._title.whole_text()) == (EDITED, CAPTIONS)
    assert "Edited by people" in first._kind.whole_text()
    assert "<b>" in first.passage.text()
    press(second._open)
    until(lambda: twice.navigator.item is not None and twice.navigator.item.metadata.title == CAPTIONS)
    assert twice.navigator.page == "item"
    assert twice.flows.keeping.duplicates is None


def test_not_the_same_takes_the_pair_away_until_it_is_undone(
    twice: MainWindow, pairs: DuplicatesDialog, until: Until
) -> None:
    press(pairs.apart_button)
    until(lambda: pairs.pair is None and pairs._empty.isVisible())
    twice.operations.undo()
    until(lambda: pairs.pair)


def test_joining_shows_what_becomes_of_it_and_is_undone(
    twice: MainWindow, pairs: DuplicatesDialog, until: Until
) -> None:
    press(pairs.join_button)
    dialog = twice.flows.keeping.joining
    assert isinstance(dialog, JoinDialog)
    until(lambda: dialog.preview)
    assert dialog.stays[0].isChecked()
    assert dialog.transcript[0].isChecked(), "the edited transcript"
    QTest.mouseClick(dialog.transcript[1], Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    until(lambda: dialog.preview and dialog.preview.take_transcript)
    show = next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == "Show")
    assert [show.itemText(at) for at in range(show.count())] == ["Night Desk", "Desk"]
    show.setFocus()
    QTest.keyClick(show, Qt.Key.Key_Down)
    show.activated.emit(1)
    until(lambda: {field.name: field.how for field in dialog.preview.fields}["show"] == "other")
    press(dialog.join_button)
    until(lambda: CAPTIONS not in titles(twice))
    (item,) = [item for item in twice.model.items if item.title == EDITED]
    assert (item.show, item.date, item.tags) == ("Desk", "2025-06", ("a", "b"))
    assert item.duration_ms, "the timed captions are in force"
    until(lambda: twice.action_set["bin"].text() == "&Bin (1)…")
    pairs.close()
    twice.action_set["undo"].trigger()
    until(lambda: CAPTIONS in titles(twice))
    (item,) = [item for item in twice.model.items if item.title == EDITED]
    assert (item.show, item.date, item.duration_ms) == ("Night Desk", "", None)


def test_a_pair_is_gone_as_soon_as_one_of_it_is(
    twice: MainWindow, pairs: DuplicatesDialog, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairs, "look", lambda: None)
    assert pairs.pair is not None
    twice.operations.delete([pairs.pair.other.item_id])
    until(lambda: pairs.pair is None)
    assert not pairs.join_button.isEnabled()


def test_titles_and_links_of_any_length_stay_inside_the_joining(
    twice: MainWindow, pairs: DuplicatesDialog, until: Until
) -> None:
    (item_id,) = [item.id for item in twice.model.items if item.title == CAPTIONS]
    link = f"https://example.org/{'a-very-long-address-' * 12}"
    twice.operations.edit([item_id], {"title": "Bed & breakfast, once more and again " * 9, "link": link})
    until(lambda: CAPTIONS not in titles(twice))
    until(lambda: pairs.pair and pairs.pair.other.title.startswith("Bed"))
    press(pairs.join_button)
    dialog = twice.flows.keeping.joining
    assert dialog is not None
    until(lambda: dialog.preview and dialog.stays[1].text())
    assert dialog.stays[1].text().startswith("Bed && breakfast")
    assert dialog.stays[1].text().endswith("…")
    assert dialog.minimumSizeHint().width() <= dialog.width() <= 800
    area = dialog.findChild(QScrollArea)
    assert area is not None
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()


def test_what_is_joined_and_gone_meanwhile_cannot_be_joined(
    twice: MainWindow, pairs: DuplicatesDialog, until: Until
) -> None:
    press(pairs.join_button)
    dialog = twice.flows.keeping.joining
    assert dialog is not None
    until(lambda: dialog.preview)
    twice.operations.delete([dialog.other_id])
    until(lambda: not dialog.join_button.isEnabled())
    until(lambda: "may have been deleted" in words_of(dialog))


# -- statistics


@pytest.fixture
def figures(window: MainWindow, until: Until) -> StatisticsDialog:
    window.action_set["statistics"].trigger()
    dialog = window.flows.keeping.statistics
    assert dialog is not None
    until(lambda: dialog.groups)
    return dialog


def test_a_bar_leads_to_the_conversations_it_stands_for(
    window: MainWindow, figures: StatisticsDialog, until: Until
) -> None:
    rows = {row.text(): row for group in figures.groups for row in group.rows}
    assert rows["Open Hour"].row.number == 3
    QTest.mouseClick(rows["Open Hour"], Qt.MouseButton.LeftButton)
    until(lambda: window.navigator.page == "library")
    assert {item.title for item in window.model.rows} == set(TITLES[2:5])
    assert window.flows.keeping.statistics is None


def test_bars_are_reached_by_keyboard_and_speak(figures: StatisticsDialog) -> None:
    row = next(row for group in figures.groups for row in group.rows if row.text() == "Night Desk")
    assert row.accessibleName() == "Night Desk: 2 conversations"
    row.setFocus()
    chosen: list[tuple[str, str]] = []
    figures.facet_requested.connect(lambda facet, value: chosen.append((facet, value)))
    QTest.keyClick(row, Qt.Key.Key_Space)
    assert chosen == [("show", "Night Desk")]


def test_titles_of_any_length_are_whole_among_the_figures(window: MainWindow, until: Until) -> None:
    oldest = min(window.model.items, key=lambda item: item.date)
    title = "A title that goes on " * 40
    window.operations.edit([oldest.id], {"title": title})
    until(lambda: title.strip() in titles(window))
    window.action_set["statistics"].trigger()
    dialog = window.flows.keeping.statistics
    assert dialog is not None
    until(lambda: dialog.groups)
    (words,) = [part for part in dialog.findChildren(QLabel) if title.strip() in part.text()]
    until(lambda: words.height() >= words.heightForWidth(words.width()))
    assert dialog.width() <= 1000


def test_figures_are_copied_as_text_and_csv(figures: StatisticsDialog) -> None:
    press(figures.copy_button)
    assert "Conversations: 6\n" in QGuiApplication.clipboard().text()
    press(figures.csv_button)
    assert "Show,Open Hour,3\n" in QGuiApplication.clipboard().text()


def test_dialogs_close_with_their_library(
    program: Program, figures: StatisticsDialog, tmp_path: Path, until: Until
) -> None:
    program._open_chosen(tmp_path / "other.sqlite")
    until(lambda: program.window.flows.keeping.statistics is None)


# -- many at once


def test_many_are_edited_in_one_step_and_what_differs_is_left_alone(window: MainWindow, until: Until) -> None:
    view = window.pane.view
    for number, modifier in ((0, Qt.KeyboardModifier.NoModifier), (4, Qt.KeyboardModifier.ControlModifier)):
        place = view.visualRect(window.model.index(number, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, place)
    ids = [window.model.rows[number].id for number in (0, 4)]
    assert sorted(window.commands.chosen_ids()) == sorted(ids)
    before = {item.id: (item.show, item.date, item.tags, item.shelf) for item in window.model.items}
    window.action_set["edit_details"].trigger()
    until(lambda: any(child.isVisible() for child in window.findChildren(EditDialog)))
    dialog = next(child for child in window.findChildren(EditDialog) if child.isVisible())
    date = dialog.form.field("date")
    assert isinstance(date, QLineEdit)
    assert (date.text(), date.placeholderText()) == ("", "(several values)")
    for name, words in (("shelf", "Fog"), ("add_tags", "new"), ("remove_tags", "test")):
        QTest.keyClicks(dialog.form.field(name), words)
    press(dialog.save_button)
    until(lambda: all(item.shelf == "Fog" for item in window.model.items if item.id in ids))
    for item in window.model.items:
        show, day, tags, shelf = before[item.id]
        if item.id in ids:
            assert (item.show, item.date) == (show, day)
            assert item.tags == (*(tag for tag in tags if tag != "test"), "new")
        else:
            assert (item.show, item.date, item.tags, item.shelf) == (show, day, tags, shelf)
    until(lambda: "Edit shelf and tags of 2 items" in window.action_set["undo"].text())
    window.action_set["undo"].trigger()
    until(lambda: {item.id: (item.show, item.date, item.tags, item.shelf) for item in window.model.items} == before)
