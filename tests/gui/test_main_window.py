"""The window on a real library: opening, finding, going back, editing, deleting, undoing."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from reader.app import Program
from reader.domain.browsing import ListFilter
from reader.domain.item_summary import ItemSummary
from reader.gui.dialogs.confirm import ConfirmDeleteDialog
from reader.gui.main_window import MainWindow
from reader.gui.pages.item_page import ItemPage
from reader.services import browsing, editing
from tests.gui.conftest import PATIENCE_MS, StartProgram, finish, open_title
from tests.gui.making import TITLES


def row_place(window: MainWindow, title: str) -> QPoint:
    item = next(item for item in window.model.items if item.title == title)
    view = window.pane.view
    index = window.model.index(window.model.row_of(item.id))
    view.scrollTo(index)
    return view.visualRect(index).center()


def stored_titles(window: MainWindow) -> set[str]:
    assert window.library is not None
    return {item.title for item in browsing.list_items(window.library)}


def test_the_topmost_item_is_open_at_the_first_start(window: MainWindow) -> None:
    item = window.navigator.item
    assert item is not None
    assert item.metadata.title == TITLES[-1]
    assert window.windowTitle().startswith(TITLES[-1])
    assert window.pane.view.chosen_ids() == [item.id]


def test_a_click_in_the_list_opens_the_item(qtbot: QtBot, window: MainWindow) -> None:
    place = row_place(window, "Harbour lights")
    with qtbot.waitSignal(window.navigator.item_shown, timeout=PATIENCE_MS):
        QTest.mouseClick(window.pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.navigator.item is not None
    assert window.navigator.item.metadata.title == "Harbour lights"


def test_arrows_and_enter_open_from_the_list(qtbot: QtBot, window: MainWindow) -> None:
    window.pane.view.setFocus()
    QTest.keyClick(window.pane.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.navigator.item_shown, timeout=PATIENCE_MS):
        QTest.keyClick(window.pane.view, Qt.Key.Key_Return)
    assert window.navigator.item is not None
    assert window.navigator.item.metadata.title == TITLES[-2]


def test_ctrl_click_chooses_several_without_opening(window: MainWindow) -> None:
    before = window.navigator.item_id
    place = row_place(window, "Harbour lights")
    QTest.mouseClick(window.pane.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place)
    assert window.navigator.item_id == before
    assert len(window.pane.view.chosen_ids()) == 2


def test_typing_over_the_list_narrows_it_and_enter_opens_the_first(qtbot: QtBot, window: MainWindow) -> None:
    window.action_set["show_list"].setChecked(False)
    window.action_set["find_conversation"].trigger()
    field = window.pane.narrow_field
    assert field.isVisible()
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "hour har")
    assert [item.title for item in window.model.rows] == ["Harbour lights"]
    with qtbot.waitSignal(window.navigator.item_shown, timeout=PATIENCE_MS):
        QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert len(window.model.rows) == len(TITLES)


def test_nothing_found_says_so_and_offers_the_way_back(window: MainWindow) -> None:
    QTest.keyClicks(window.pane.narrow_field, "xyzzy")
    words = [part.text() for part in window.pane.findChildren(type(window.top_bar._slash)) if part.isVisible()]
    assert "Nothing found" in words
    window.pane.clear_requested.emit()
    assert len(window.model.rows) == len(TITLES)
    assert window.pane.narrow_field.text() == ""


def test_on_the_library_page_the_same_key_narrows_its_list_and_from_the_results_leads_to_it(window: MainWindow) -> None:
    page = window.library_page
    assert page is not None
    for show in (window.navigator.show_library, window.action_set["search"].trigger):
        show()
        window.action_set["find_conversation"].trigger()
        assert window.navigator.page == "library"
        assert QApplication.focusWidget() is page.narrow_field
    QTest.keyClicks(page.narrow_field, "harbour")
    assert [item.title for item in window.model.rows] == ["Harbour lights"]
    assert window.pane.narrow_field.text() == "harbour"


def test_words_of_no_title_can_be_searched_in_all_that_was_said(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClicks(window.pane.narrow_field, "catastrophe")

    def offers() -> list[QPushButton]:
        found = window.pane.findChildren(QPushButton)
        return [made for made in found if made.text() == "Search every word" and made.isVisible()]

    qtbot.waitUntil(lambda: len(offers()) == 1)
    offers()[0].click()
    assert window.navigator.page == "search"
    assert window.top_bar.field.text() == "catastrophe"
    qtbot.waitUntil(lambda: bool(window.flows.search.page.rows.found), timeout=PATIENCE_MS)


def test_chips_narrow_by_show_and_by_leaning_with_counts(window: MainWindow) -> None:
    bar = window.pane.filter_bar
    menu: QMenu = bar._shows.menu()
    menu.aboutToShow.emit()
    entries = {action.text().split("\t")[0]: action for action in menu.actions()}
    assert entries["Open Hour"].text() == "Open Hour\t3"
    entries["Open Hour"].trigger()
    assert {item.show for item in window.model.rows} == {"Open Hour"}
    assert window.model.filter.facets.show == frozenset({"Open Hour"})
    bar._bands.menu().aboutToShow.emit()
    leaning = next(action for action in bar._bands.menu().actions() if action.text().startswith("Risk-forward"))
    leaning.trigger()
    assert {item.leaning for item in window.model.rows} == {"risk-forward"}
    assert bar._clear.isVisible()
    bar._clear.click()
    assert window.model.filter == ListFilter()


def test_sorting_is_kept_for_the_next_start(window: MainWindow) -> None:
    menu = window.pane.filter_bar._order.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "By title").trigger()
    assert [item.title for item in window.model.rows] == sorted(TITLES)
    assert (window.settings.list_sort, window.settings.list_descending) == ("title", False)


def test_back_and_forward_by_keys_buttons_and_mouse(qtbot: QtBot, window: MainWindow) -> None:
    open_title(qtbot, window, "Bridges in fog")
    open_title(qtbot, window, "Kites over water")
    shown = window.navigator.item_shown
    with qtbot.waitSignal(shown, timeout=PATIENCE_MS):
        QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.navigator.item is not None
    assert window.navigator.item.metadata.title == "Bridges in fog"
    with qtbot.waitSignal(shown, timeout=PATIENCE_MS):
        QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.navigator.item.metadata.title == "Kites over water"
    with qtbot.waitSignal(shown, timeout=PATIENCE_MS):
        QTest.mouseClick(window.pane.view.viewport(), Qt.MouseButton.BackButton)
    assert window.navigator.item.metadata.title == "Bridges in fog"
    with qtbot.waitSignal(shown, timeout=PATIENCE_MS):
        QTest.mouseClick(window.item_page.transcript.view.viewport(), Qt.MouseButton.ForwardButton)
    assert window.navigator.item.metadata.title == "Kites over water"


def test_the_library_page_shows_the_same_items_and_leads_back_to_the_item(qtbot: QtBot, window: MainWindow) -> None:
    item_id = window.navigator.item_id
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.navigator.page == "library"
    assert not window.pane.isVisible()
    page = window.library_page
    assert page is not None
    assert page.view.model() is window.model
    window.navigator.show_focus()
    assert window.navigator.page == "item"
    assert window.navigator.item_id == item_id
    window.navigator.back()
    assert window.navigator.page == "library"


def test_an_edit_is_stored_shown_and_undone_by_ctrl_z(qtbot: QtBot, window: MainWindow, page: ItemPage) -> None:
    item_id = window.navigator.item_id
    window.operations.edit([item_id], {"title": "Bridges in sun"})
    qtbot.waitUntil(lambda: page.item is not None and page.item.metadata.title == "Bridges in sun", timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: "Bridges in sun" in [item.title for item in window.model.rows], timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: "title" in window.action_set["undo"].text(), timeout=PATIENCE_MS)
    window.pane.view.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.item is not None and page.item.metadata.title == "Bridges in fog", timeout=PATIENCE_MS)
    assert "Bridges in fog" in stored_titles(window)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.waitUntil(window.action_set["redo"].isEnabled, timeout=PATIENCE_MS)
    QTest.keyClick(window, Qt.Key.Key_Z, both)
    qtbot.waitUntil(lambda: page.item is not None and page.item.metadata.title == "Bridges in sun", timeout=PATIENCE_MS)


def test_ctrl_z_in_a_text_field_undoes_the_typing_and_not_the_library(qtbot: QtBot, window: MainWindow) -> None:
    assert window.library is not None
    window.operations.edit([window.navigator.item_id], {"show": "Another"})
    qtbot.waitUntil(lambda: "show" in window.action_set["undo"].text(), timeout=PATIENCE_MS)
    before = editing.undo_label(window.library)
    window.top_bar.field.setFocus()
    QTest.keyClicks(window.top_bar.field, "tides")
    QTest.keyClick(window.top_bar.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(50)
    assert editing.undo_label(window.library) == before


def test_the_menu_names_what_undo_would_do(qtbot: QtBot, window: MainWindow) -> None:
    window.operations.edit([window.navigator.item_id], {"title": "Tides at night"})
    qtbot.waitUntil(lambda: "title" in window.action_set["undo"].text().lower(), timeout=PATIENCE_MS)


def test_deleting_the_open_item_leads_to_the_library_and_undo_brings_it_back(
    qtbot: QtBot, window: MainWindow, page: ItemPage
) -> None:
    window.commands.delete([window.navigator.item_id])
    qtbot.waitUntil(lambda: window.navigator.page == "library", timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: len(window.model.rows) == len(TITLES) - 1, timeout=PATIENCE_MS)
    assert page.item is None
    window.operations.undo()
    qtbot.waitUntil(lambda: len(window.model.rows) == len(TITLES), timeout=PATIENCE_MS)
    assert stored_titles(window) == set(TITLES)


def test_several_are_deleted_only_after_a_question(qtbot: QtBot, window: MainWindow) -> None:
    ids = [item.id for item in window.model.rows[:3]]
    window.commands.delete(ids)
    dialog = window.findChild(ConfirmDeleteDialog)
    assert dialog is not None
    assert stored_titles(window) == set(TITLES)
    dialog.confirmed.emit()
    dialog.close()
    qtbot.waitUntil(lambda: len(window.model.rows) == len(TITLES) - 3, timeout=PATIENCE_MS)


def test_a_theme_chosen_in_the_menu_is_worn_and_kept(window: MainWindow) -> None:
    window.action_set["theme_light"].trigger()
    assert not window.theme.palette.dark
    assert window.settings.theme == "light"
    assert type(window.settings).load().theme == "light"
    window.action_set["theme_dark"].trigger()
    assert window.theme.palette.dark


def test_text_grows_and_shrinks_within_limits(window: MainWindow) -> None:
    size = window.settings.text_size
    QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert window.settings.text_size == size + 1
    for _ in range(40):
        window.action_set["text_bigger"].trigger()
    assert window.settings.text_size == 32
    assert not window.action_set["text_bigger"].isEnabled()
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert window.settings.text_size == size


@pytest.mark.parametrize("action_id", ["show_list", "show_reading", "show_charts"])
def test_panes_can_be_hidden_and_stay_hidden_after_a_restart(
    start_program: StartProgram, program: Program, action_id: str
) -> None:
    program.window.action_set[action_id].trigger()
    path = program.window.library.path
    finish(program)
    window = start_program(path).window
    pane = {"show_list": window.pane, "show_reading": window.item_page.reading, "show_charts": window.item_page.charts}
    assert not pane[action_id].isVisible()
    window.action_set[action_id].trigger()
    assert pane[action_id].isVisible()


def test_a_restart_opens_the_same_item_at_the_same_slice(
    qtbot: QtBot, start_program: StartProgram, program: Program
) -> None:
    window = program.window
    open_title(qtbot, window, "Kites over water")
    window.item_page.go_to_slice(3, "chart")
    path = window.library.path
    finish(program)
    again = start_program(path).window
    assert again.navigator.item.metadata.title == "Kites over water"
    assert again.item_page.slice_number == 3
    assert again.item_page.transcript.view.slice_at_top() == 3


def test_each_item_is_opened_where_it_was_left(qtbot: QtBot, window: MainWindow, page: ItemPage) -> None:
    page.go_to_slice(5, "chart")
    open_title(qtbot, window, "Kites over water")
    open_title(qtbot, window, "Bridges in fog")
    assert page.slice_number == 5


def test_an_edit_is_undone_after_a_restart(qtbot: QtBot, start_program: StartProgram, program: Program) -> None:
    window = program.window
    item_id = window.navigator.item_id
    window.operations.edit([item_id], {"title": "Tides at dawn"})
    qtbot.waitUntil(lambda: "Tides at dawn" in stored_titles(window), timeout=PATIENCE_MS)
    path = window.library.path
    finish(program)
    again = start_program(path).window
    qtbot.waitUntil(again.action_set["undo"].isEnabled, timeout=PATIENCE_MS)
    again.action_set["undo"].trigger()
    qtbot.waitUntil(lambda: stored_titles(again) == set(TITLES), timeout=PATIENCE_MS)
    again.operations.redo()
    qtbot.waitUntil(lambda: "Tides at dawn" in stored_titles(again), timeout=PATIENCE_MS)


def test_the_list_stays_where_it_is_and_keeps_its_choice_while_items_change(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1100, 560)
    qtbot.wait(30)
    view = window.pane.view
    view.clearSelection()
    for row in (2, 3):
        view.selectionModel().select(window.model.index(row), QItemSelectionModel.SelectionFlag.Select)
    chosen = view.chosen_ids()
    view.verticalScrollBar().setValue(40)
    window.operations.edit([window.model.rows[5].id], {"summary": "Another one."})
    with qtbot.waitSignal(window.changes.list_refreshed, timeout=PATIENCE_MS):
        pass
    assert view.chosen_ids() == chosen
    assert view.verticalScrollBar().value() == 40
    QTest.keyClicks(window.pane.narrow_field, "o")
    assert view.verticalScrollBar().value() == 0


def test_a_moved_splitter_is_kept_and_an_unmoved_one_follows_the_window(
    qtbot: QtBot, start_program: StartProgram, program: Program
) -> None:
    window = program.window
    columns, rows = window.item_page.columns, window.item_page.rows
    columns.moveSplitter(420, 1)
    moved = columns.sizes()
    path = window.library.path
    finish(program)
    again = start_program(path).window
    qtbot.wait(30)
    assert abs(again.item_page.columns.sizes()[0] - moved[0]) <= 2
    assert rows is not again.item_page.rows
    before = again.item_page.rows.sizes()[0]
    again.resize(again.width(), 640)
    qtbot.wait(30)
    assert again.item_page.rows.sizes()[0] < before


def test_the_status_line_says_when_all_is_saved(qtbot: QtBot, window: MainWindow) -> None:
    assert window.status._saved.text() == "All changes saved"
    window.operations.edit([window.navigator.item_id], {"summary": "Saved soon."})
    assert window.status._saved.text() == "Saving…"
    qtbot.waitUntil(lambda: window.status._saved.text() == "All changes saved", timeout=PATIENCE_MS)
    assert "Edit summary" in window.status.message


def test_a_list_that_was_asked_for_earlier_and_comes_later_is_not_shown(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, begun = threading.Event(), threading.Event()
    real = browsing.list_items

    def listed(library: Any) -> list[ItemSummary]:
        items = real(library)
        if not begun.is_set():
            begun.set()
            gate.wait(PATIENCE_MS / 1000)
            return items[:2]
        return items

    monkeypatch.setattr(browsing, "list_items", listed)
    ended: list[str] = []
    window.changes.refresh_list(lambda: ended.append("slow"))
    assert begun.wait(PATIENCE_MS / 1000)
    window.changes.refresh_list(lambda: ended.append("quick"))
    qtbot.waitUntil(lambda: ended == ["quick"], timeout=PATIENCE_MS)
    gate.set()
    qtbot.waitUntil(lambda: ended == ["quick", "slow"], timeout=PATIENCE_MS)
    assert len(window.model.rows) == len(TITLES)
