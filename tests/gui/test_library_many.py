"""Many conversations at once on the library page: chosen, tagged, put on a shelf, exported, deleted; and taken back."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from reader.gui.dialogs.confirm import ConfirmDeleteDialog
from reader.gui.dialogs.library_bulk import AddTagsDialog, RemoveTagsDialog, SetFieldDialog
from reader.gui.main_window import MainWindow
from reader.gui.pages.library_page import LibraryPage
from tests.gui.conftest import PATIENCE_MS
from tests.gui.making import TITLES

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def library(window: MainWindow) -> LibraryPage:
    window.resize(1440, 900)
    page = window.library_page
    assert page is not None
    window.navigator.show_library()
    page.view.clearSelection()
    QTest.qWait(30)
    return page


def click_row(page: LibraryPage, row: int, modifiers: Qt.KeyboardModifier) -> None:
    rows = page.table.rows
    place = rows.visualRect(rows.model().index(row, 0)).topLeft() + QPoint(40, 20)
    QTest.mouseClick(rows.viewport(), LEFT, modifiers, place)


def choose_three(page: LibraryPage) -> list[int]:
    click_row(page, 0, CTRL)
    click_row(page, 2, CTRL)
    click_row(page, 3, CTRL)
    return page.chosen_ids()


def press(page: LibraryPage, text: str) -> None:
    QTest.mouseClick(page.selection.buttons[text], LEFT)


def dialog_of(window: MainWindow, kind: type[QDialog]) -> QDialog:
    found = window.findChild(kind)
    assert found is not None
    return found


def accept(dialog: QDialog, text: str) -> None:
    QTest.mouseClick(next(b for b in dialog.findChildren(QPushButton) if b.text().startswith(text)), LEFT)


def test_click_shift_and_ctrl_choose_and_a_bar_says_how_many(window: MainWindow, library: LibraryPage) -> None:
    assert not library.selection.isVisible()
    ids = choose_three(library)
    assert ids == [window.model.rows[row].id for row in (0, 2, 3)]
    assert window.navigator.page == "library"  # choosing opens nothing
    assert library.selection.isVisible()
    assert library.selection._count.text() == "3 chosen"
    click_row(library, 5, SHIFT)
    assert library.chosen_ids() == [window.model.rows[row].id for row in (0, 2, 3, 4, 5)]  # on from the last one
    library.view.setFocus()
    QTest.keyClick(library.view, Qt.Key.Key_A, CTRL)
    assert library.selection._count.text() == f"{len(TITLES)} chosen"
    press(library, "Choose none")
    assert not library.selection.isVisible()
    assert library.chosen_ids() == []


def test_what_is_chosen_stays_so_in_the_cards_and_when_the_order_changes(
    window: MainWindow, library: LibraryPage
) -> None:
    ids = set(choose_three(library))
    library.head.cards.click()
    assert set(library.chosen_ids()) == ids
    window.model.set_sorting("title", False)
    assert set(library.chosen_ids()) == ids
    assert library.selection._count.text() == "3 chosen"
    library.head.table.click()
    assert set(library.chosen_ids()) == ids


def test_tags_are_added_to_all_and_taken_back(qtbot: QtBot, window: MainWindow, library: LibraryPage) -> None:
    ids = choose_three(library)
    press(library, "Add tags…")
    dialog = dialog_of(window, AddTagsDialog)
    assert isinstance(dialog, AddTagsDialog)
    QTest.keyClicks(dialog.field, "to listen,  counter   weight ,to listen")
    accept(dialog, "Add")

    def tagged() -> set[int]:
        return {item.id for item in window.model.items if {"to listen", "counter weight"} <= set(item.tags)}

    qtbot.waitUntil(lambda: tagged() == set(ids), timeout=PATIENCE_MS)
    assert set(library.chosen_ids()) == set(ids)
    qtbot.waitUntil(lambda: "2 tags of 3 items" in window.action_set["undo"].text(), timeout=PATIENCE_MS)
    window.action_set["undo"].trigger()
    qtbot.waitUntil(lambda: not tagged(), timeout=PATIENCE_MS)


def test_only_tags_that_they_have_are_offered_for_removing(
    qtbot: QtBot, window: MainWindow, library: LibraryPage
) -> None:
    ids = choose_three(library)
    had = {tag for item in window.model.items if item.id in ids for tag in item.tags}
    press(library, "Remove tags…")
    dialog = dialog_of(window, RemoveTagsDialog)
    assert isinstance(dialog, RemoveTagsDialog)
    offered = {dialog.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(dialog.list.count())}
    assert offered == had
    assert dialog.list.item(0).text() == "test  ·  3"
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    accept(dialog, "Remove")
    qtbot.waitUntil(
        lambda: all("test" not in item.tags for item in window.model.items if item.id in ids), timeout=PATIENCE_MS
    )
    assert all("test" in item.tags for item in window.model.items if item.id not in ids)


def test_a_shelf_is_set_for_all_becomes_a_facet_and_a_column_and_is_undone(
    qtbot: QtBot, window: MainWindow, library: LibraryPage
) -> None:
    ids = choose_three(library)
    press(library, "Set shelf…")
    dialog = dialog_of(window, SetFieldDialog)
    assert isinstance(dialog, SetFieldDialog)
    dialog.box.setEditText("Civilisational risk")
    accept(dialog, "Set")
    shelf = library.facets.groups["shelf"]
    qtbot.waitUntil(shelf.isVisible, timeout=PATIENCE_MS)
    assert [(e.name, e.number) for e in shelf.list.values.entries] == [("Civilisational risk", 3), ("No shelf", 3)]
    assert "Shelf" in [action.text() for action in library.table.headings.columns_menu().actions()]
    qtbot.waitUntil(lambda: "shelf" in window.action_set["undo"].text(), timeout=PATIENCE_MS)
    window.action_set["undo"].trigger()
    qtbot.waitUntil(lambda: not shelf.isVisible(), timeout=PATIENCE_MS)
    assert set(library.chosen_ids()) == set(ids)


def test_deleting_asks_first_and_undo_brings_them_back(qtbot: QtBot, window: MainWindow, library: LibraryPage) -> None:
    choose_three(library)
    press(library, "Delete…")
    accept(dialog_of(window, ConfirmDeleteDialog), "Delete")
    qtbot.waitUntil(lambda: len(window.model.items) == len(TITLES) - 3, timeout=PATIENCE_MS)
    assert not library.selection.isVisible()
    qtbot.waitUntil(lambda: "Delete" in window.action_set["undo"].text(), timeout=PATIENCE_MS)
    window.action_set["undo"].trigger()
    qtbot.waitUntil(lambda: len(window.model.items) == len(TITLES), timeout=PATIENCE_MS)


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_what_is_chosen_is_exported_in_the_order_of_the_list(
    qtbot: QtBot, window: MainWindow, library: LibraryPage, tmp_path: Path, ending: str
) -> None:
    flow = window.flows.library
    target = tmp_path / f"out.{ending}"
    flow.prompts.save_file = lambda *args: args[-1](target)  # type: ignore[method-assign]
    ids = choose_three(library)
    with qtbot.waitSignal(flow.told, timeout=PATIENCE_MS) as told:
        press(library, "Export…")
    assert "3 conversations" in told.args[0]
    text = target.read_text(encoding="utf-8-sig")
    rows = json.loads(text) if ending == "json" else list(csv.DictReader(text.splitlines()))
    by_id = {item.id: item for item in window.model.items}
    assert [row["title"] for row in rows] == [by_id[item_id].title for item_id in ids]
    assert [int(row["slices"]) for row in rows] == [len(by_id[item_id].scores) for item_id in ids]


def test_choosing_none_of_what_a_filter_left_out(window: MainWindow, library: LibraryPage) -> None:
    """What is not shown is not chosen: nothing is done to conversations that nobody sees."""
    ids = choose_three(library)
    QTest.keyClicks(library.narrow_field, window.model.rows[0].title)
    assert library.chosen_ids() == ids[:1]
    assert not library.selection.isVisible()


def test_the_open_conversation_does_not_look_chosen_among_those_that_are(
    qtbot: QtBot, window: MainWindow, library: LibraryPage
) -> None:
    rows = library.table.rows
    rows.set_open_item(window.model.rows[0].id)
    rows.clearSelection()
    for row in (1, 2):
        rows.selectionModel().select(window.model.index(row), QItemSelectionModel.SelectionFlag.Select)
    picture = rows.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()

    def colours(row: int) -> tuple[int, int]:
        """Of the bar at the left edge, and of the ground beside it."""
        rect = rows.visualRect(window.model.index(row))
        return tuple(picture.pixel(int(x * ratio), int((rect.top() + 3) * ratio)) for x in (1, 8))  # type: ignore[return-value]

    assert colours(0)[0] != colours(3)[0]  # its bar
    assert colours(0)[1] == colours(3)[1]
    assert colours(1)[1] == colours(2)[1] != colours(0)[1]
