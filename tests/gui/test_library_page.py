"""The library page in the real window: headings sort, facets narrow, chips take away, collections are kept, columns are
chosen; with the mouse and with keys alone."""

from __future__ import annotations

import threading
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.domain.browsing import ListFilter, narrowed, ordered
from reader.domain.facets import FacetChoice, FacetTable
from reader.domain.item_summary import ItemSummary
from reader.domain.item_table import ItemTable
from reader.errors import LibraryError
from reader.gui.dialogs.library_name import CollectionNameDialog
from reader.gui.main_window import MainWindow
from reader.gui.pages.library_page import LibraryPage
from reader.gui.widgets.facet_list import FacetEntry
from reader.gui.widgets.library_columns import COLUMNS
from reader.services import browsing
from reader.services.importing import ImportRequest
from tests.gui.conftest import PATIENCE_MS, StartProgram, finish
from tests.gui.making import SHOWS, TITLES

LEFT = Qt.MouseButton.LeftButton


def library_page(window: MainWindow) -> LibraryPage:
    page = window.library_page
    assert page is not None
    window.navigator.show_library()
    QTest.qWait(30)
    return page


@pytest.fixture
def library(window: MainWindow) -> LibraryPage:
    window.resize(1440, 900)
    return library_page(window)


def titles(window: MainWindow) -> list[str]:
    return [item.title for item in window.model.rows]


def click_heading(page: LibraryPage, name: str, by: QPoint | None = None) -> None:
    headings = page.table.headings
    QTest.mouseClick(headings.viewport(), LEFT, pos=by or headings.section_rect(name).center())


def entries(page: LibraryPage, facet: str) -> dict[str, FacetEntry]:
    return {entry.name: entry for entry in page.facets.groups[facet].list.values.entries}


def click_value(page: LibraryPage, facet: str, name: str) -> None:
    view = page.facets.groups[facet].list
    row = [entry.name for entry in view.values.entries].index(name)
    page.facets.ensureWidgetVisible(view)
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(view.values.index(row)).center())


def chip_texts(page: LibraryPage) -> list[str]:
    return [chip.text().replace("  ×", "") for chip in page.chips.chips()]


def said(page: LibraryPage) -> str:
    return " ".join(part.text() for part in page._empty.findChildren(QLabel))


# -- the headings


def test_a_click_on_a_heading_sorts_by_it_and_again_the_other_way(window: MainWindow, library: LibraryPage) -> None:
    bands = [band.id for band in window.model.bands]
    for name, key, first in (("title", "title", False), ("mean", "mean", True), ("leaning", "leaning", False)):
        for down in (first, not first):
            click_heading(library, name)
            assert window.model.sorting == (key, down)
            assert titles(window) == [item.title for item in ordered(window.model.items, key, down, bands)]
    assert (window.settings.list_sort, window.settings.list_descending) == ("leaning", True)


def test_every_column_that_can_be_sorted_is_and_pictures_are_not(window: MainWindow, library: LibraryPage) -> None:
    for column in COLUMNS:
        if column.id in ("title", "show", "lens", "strip", "trail", "slices", "date", "length", "added"):
            library.table.headings.show_column(column.id, True)
            window.model.set_sorting("median", False)
            click_heading(library, column.id)
            assert window.model.sorting[0] == (column.sort or "median"), column.id


def test_headings_are_worked_with_keys_alone(window: MainWindow, library: LibraryPage) -> None:
    headings = library.table.headings
    headings.setFocus(Qt.FocusReason.TabFocusReason)
    names = [column.id for column in headings.shown]
    QTest.keyClick(headings, Qt.Key.Key_Right)
    QTest.keyClick(headings, Qt.Key.Key_Return)
    assert window.model.sorting[0] == names[1]
    width = headings.section_rect(names[1]).width()
    QTest.keyClick(headings, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert headings.section_rect(names[1]).width() == width + 16
    QTest.keyClick(headings, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert [column.id for column in headings.shown][:3] == [names[0], names[2], names[1]]


def test_columns_are_chosen_moved_and_widened_and_found_so_again(
    start_program: StartProgram, library_path: Path
) -> None:
    first = start_program(library_path, size=(1440, 900))
    page = library_page(first.window)
    headings = page.table.headings
    actions: dict[str, QAction] = {action.text(): action for action in headings.columns_menu().actions()}
    assert "Sound" not in actions  # nothing here has any
    actions["Show"].trigger()
    actions["Trail"].trigger()
    strip = headings.section_rect("strip")
    drag(page, QPoint(strip.right() - 1, strip.center().y()), 40)
    widths = {column.id: headings.section_rect(column.id).width() for column in headings.shown}
    assert widths["strip"] == strip.width() + 40
    lens = headings.section_rect("lens")
    drag(page, lens.center(), headings.section_rect("strip").center().x() - lens.center().x() + 20)
    names = [column.id for column in headings.shown]
    assert names.index("lens") > names.index("strip")
    assert "show" in names
    assert "trail" not in names
    page.head.cards.click()
    page.head.scatter.click()
    finish(first)

    second = library_page(start_program(library_path, size=(1440, 900)).window)
    assert [column.id for column in second.table.headings.shown] == names
    assert second.table.headings.section_rect("strip").width() == widths["strip"]
    assert second.view is second.cards
    assert not second.parts_shown()["scatter"]


def drag(page: LibraryPage, start: QPoint, by: int) -> None:
    port = page.table.headings.viewport()
    QTest.mousePress(port, LEFT, pos=start)
    for part in (by // 3, by // 2, by):
        QTest.mouseMove(port, start + QPoint(part, 0))
    QTest.mouseRelease(port, LEFT, pos=start + QPoint(by, 0))


# -- facets


def test_a_click_on_a_facet_narrows_and_the_counts_are_right(window: MainWindow, library: LibraryPage) -> None:
    assert {name: entry.number for name, entry in entries(library, "show").items()} == {
        "Open Hour": 3, "Night Desk": 2, "No show": 1,
    }  # fmt: skip
    click_value(library, "show", "Open Hour")
    assert {item.show for item in window.model.rows} == {"Open Hour"}
    click_value(library, "show", "Night Desk")  # several within one facet widen each other
    assert len(window.model.rows) == 5
    click_value(library, "band", "Risk-forward")  # facets narrow each other
    expected = [item for item in window.model.items if item.show and item.leaning == "risk-forward"]
    assert sorted(titles(window)) == sorted(item.title for item in expected)
    assert entries(library, "band")["Mixed"].number == sum(
        bool(item.show) and item.leaning == "mixed" for item in window.model.items
    )
    assert entries(library, "show")["Open Hour"].number == sum(item.show == "Open Hour" for item in expected)
    assert chip_texts(library) == ["Show: Night Desk", "Show: Open Hour", "Leaning: Risk-forward"]


def test_a_chip_takes_its_value_away_and_clear_all_takes_everything(window: MainWindow, library: LibraryPage) -> None:
    click_value(library, "show", "Open Hour")
    click_value(library, "year", "2025")
    QTest.keyClicks(library.narrow_field, "kites")
    assert chip_texts(library) == ["Show: Open Hour", "Year: 2025", "“kites”"]
    QTest.mouseClick(library.chips.chips()[0], LEFT)
    assert chip_texts(library) == ["Year: 2025", "“kites”"]
    clear = next(button for button in library.chips.findChildren(QPushButton) if button.text() == "Clear all")
    QTest.mouseClick(clear, LEFT)
    assert window.model.filter == ListFilter()
    assert library.narrow_field.text() == ""
    assert not library.chips.isVisible()


def test_facets_are_worked_with_keys_alone(window: MainWindow, library: LibraryPage) -> None:
    view = library.facets.groups["show"].list
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert window.model.filter.facets.show == {"Night Desk"}
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert not window.model.filter


def test_a_facet_that_nobody_has_is_not_offered_and_one_folds(window: MainWindow, library: LibraryPage) -> None:
    groups = library.facets.groups
    assert not any(groups[name].isVisible() for name in ("shelf", "thread", "sound", "notes", "listened"))
    assert groups["tag"].isVisible()
    QTest.mouseClick(groups["tag"].heading, LEFT)
    assert not groups["tag"].list.isVisible()
    assert window.state.library_folded == ["tag"]


def test_many_values_have_more_and_a_field(qtbot: QtBot, window: MainWindow, library: LibraryPage) -> None:
    tags = [f"tag {number:02}" for number in range(20)]
    window.operations.add_tags([window.model.rows[0].id], tags)
    qtbot.waitUntil(lambda: len(window.model.rows[0].tags) > 20, timeout=PATIENCE_MS)
    group = library.facets.groups["tag"]
    assert group.list.values.rowCount() == 6
    assert not group.field.isVisible()
    QTest.mouseClick(group.more, LEFT)
    assert group.list.values.rowCount() > 20
    assert group.field.hasFocus()
    QTest.keyClicks(group.field, "17")
    assert [entry.value for entry in group.list.values.entries] == ["tag 17"]
    click_value(library, "tag", "tag 17")
    assert len(window.model.rows) == 1
    QTest.keyClicks(group.field, "zzz")
    assert group.nothing.isVisible()
    QTest.mouseClick(group.more, LEFT)
    shown = [entry.value for entry in group.list.values.entries]
    assert len(shown) == 7
    assert "tag 17" in shown  # what is chosen stays in sight


def test_nothing_left_says_what_it_is_narrowed_to_and_leads_back(window: MainWindow, library: LibraryPage) -> None:
    click_value(library, "show", "No show")
    QTest.keyClicks(library.narrow_field, "gardens")
    assert not window.model.rows
    assert "No conversation passes all of these" in said(library)
    assert "No show" in said(library)
    assert "“gardens”" in said(library)
    back = next(button for button in library._empty.findChildren(QPushButton) if button.text() == "Clear all")
    QTest.mouseClick(back, LEFT)
    assert len(window.model.rows) == len(TITLES)


# -- collections


def save_collection(qtbot: QtBot, window: MainWindow, page: LibraryPage, name: str) -> None:
    save = next(button for button in page.chips.findChildren(QPushButton) if button.text().startswith("Save"))
    QTest.mouseClick(save, LEFT)
    dialog = window.findChild(CollectionNameDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.name, name)
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name in entries(page, "collections"), timeout=PATIENCE_MS)


def test_a_collection_is_saved_found_after_a_restart_and_chosen(
    qtbot: QtBot, start_program: StartProgram, library_path: Path
) -> None:
    first = start_program(library_path)
    page = library_page(first.window)
    click_value(page, "show", "Open Hour")
    click_value(page, "band", "Mixed")
    expected = titles(first.window)
    assert 0 < len(expected) < len(TITLES)
    save_collection(qtbot, first.window, page, "Calm hours")
    assert entries(page, "collections")["Calm hours"].chosen
    qtbot.waitUntil(lambda: "Calm hours" in first.window.action_set["undo"].text(), timeout=PATIENCE_MS)
    finish(first)

    window = start_program(library_path).window
    page = library_page(window)
    qtbot.waitUntil(lambda: "Calm hours" in entries(page, "collections"), timeout=PATIENCE_MS)
    assert entries(page, "collections")["Calm hours"].number == len(expected)
    click_value(page, "collections", "Calm hours")
    assert titles(window) == expected
    assert chip_texts(page) == ["Show: Open Hour", "Leaning: Mixed"]
    click_value(page, "collections", "All")
    assert len(window.model.rows) == len(TITLES)
    window.action_set["undo"].trigger()  # of the session before
    qtbot.waitUntil(lambda: list(entries(page, "collections")) == ["All", "Bin"], timeout=PATIENCE_MS)
    qtbot.waitUntil(window.action_set["redo"].isEnabled, timeout=PATIENCE_MS)
    window.action_set["redo"].trigger()
    qtbot.waitUntil(lambda: "Calm hours" in entries(page, "collections"), timeout=PATIENCE_MS)


def test_a_collection_is_updated_renamed_and_deleted(qtbot: QtBot, window: MainWindow, library: LibraryPage) -> None:
    click_value(library, "show", "Open Hour")
    save_collection(qtbot, window, library, "Some")
    (kept,) = window.flows.library.collections
    click_value(library, "year", "2025")
    assert not entries(library, "collections")["Some"].chosen
    library.facets.update_requested.emit(kept.id)
    qtbot.waitUntil(lambda: entries(library, "collections")["Some"].chosen, timeout=PATIENCE_MS)
    view = library.facets.groups["collections"].list
    view.setFocus()
    view.setCurrentIndex(view.values.index(1))
    QTest.keyClick(view, Qt.Key.Key_F2)
    dialog = window.findChild(CollectionNameDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.name, "Others")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Others" in entries(library, "collections"), timeout=PATIENCE_MS)
    view.setFocus()
    view.setCurrentIndex(view.values.index(1))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: list(entries(library, "collections")) == ["All", "Bin"], timeout=PATIENCE_MS)
    assert len(window.model.items) == len(TITLES)


def test_the_bin_stands_below_the_collections_and_opens(
    qtbot: QtBot, window: MainWindow, library: LibraryPage
) -> None:  # fmt: skip
    assert entries(library, "collections")["Bin"].number == 0
    for number in range(8):
        window.operations.save_collection(
            f"Kept {number}", ListFilter(facets=FacetChoice(show=frozenset({"Open Hour"})))
        )
    window.operations.delete([window.model.rows[0].id, window.model.rows[1].id])
    qtbot.waitUntil(lambda: entries(library, "collections")["Bin"].number == 2, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: "more… (3)" in library.facets.groups["collections"].more.text(), timeout=PATIENCE_MS)
    assert list(entries(library, "collections"))[-1] == "Bin"
    view = library.facets.groups["collections"].list
    view.setFocus()
    view.setCurrentIndex(view.values.index(len(view.values.entries) - 1))
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
        QTest.keyClick(view, key)  # it is no collection
    assert len(window.flows.library.collections) == 8
    click_value(library, "collections", "Bin")
    dialog = window.flows.keeping.bin
    assert dialog is not None
    assert dialog.isVisible()
    dialog.close()
    window.action_set["undo"].trigger()
    qtbot.waitUntil(lambda: entries(library, "collections")["Bin"].number == 0, timeout=PATIENCE_MS)


def test_in_a_narrow_window_nothing_of_the_head_lies_over_another(window: MainWindow, library: LibraryPage) -> None:
    for width in (760, 800, 960, 1024, 1440):
        window.resize(width, 640)
        QTest.qWait(30)
        head = library.head
        parts = [part for part in head.findChildren(QWidget) if part.parent() is head and part.isVisible()]
        spans = sorted((part.geometry().left(), part.geometry().right()) for part in parts)
        assert all(left > before for (_start, before), (left, _end) in pairwise(spans)), (width, spans)
        assert spans[-1][1] < head.width()
        assert library.width() <= window.width()
        assert head.columns.isVisible()


def test_a_narrow_window_folds_the_facets_until_they_are_asked_for(
    qtbot: QtBot, window: MainWindow, library: LibraryPage
) -> None:
    def resize(width: int) -> None:
        window.resize(width, 640)
        qtbot.waitUntil(lambda: library.width() == width, timeout=PATIENCE_MS)

    click_value(library, "show", "Night Desk")
    resize(800)
    assert not library.facets.isVisible()
    assert not library.head.facets.isChecked()
    assert {item.show for item in window.model.rows} == {"Night Desk"}  # folding takes no filter away
    QTest.mouseClick(library.head.facets, LEFT)
    assert library.facets.isVisible()
    resize(840)  # what somebody asked for stays
    assert library.facets.isVisible()
    QTest.mouseClick(library.head.facets, LEFT)
    assert not library.facets.isVisible()
    QTest.mouseClick(library.head.facets, LEFT)
    resize(1440)
    resize(800)
    assert not library.facets.isVisible()
    assert "facets" not in window.state.library_hidden  # the window folded them, nobody did
    resize(1024)  # the smallest window that has to be whole has them
    assert library.facets.isVisible()
    QTest.mouseClick(library.head.facets, LEFT)
    resize(800)
    resize(1440)
    assert not library.facets.isVisible()
    assert "facets" in window.state.library_hidden


def test_a_list_read_anew_is_counted_and_sorted_off_the_window(
    qtbot: QtBot, window: MainWindow, library: LibraryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[bool] = []
    sort, column = ItemTable._sorted, FacetTable._column

    def sorted_there(self: ItemTable, key: str, descending: bool) -> object:
        made.append(threading.current_thread() is threading.main_thread())
        return sort(self, key, descending)

    def column_there(self: FacetTable, facet: str) -> object:
        if facet not in self._columns:
            made.append(threading.current_thread() is threading.main_thread())
        return column(self, facet)

    monkeypatch.setattr(ItemTable, "_sorted", sorted_there)
    monkeypatch.setattr(FacetTable, "_column", column_there)
    with qtbot.waitSignal(window.changes.list_refreshed, timeout=PATIENCE_MS):
        window.changes.refresh_list()
    assert made
    assert not any(made)


def test_what_comes_in_grows_the_list_and_moves_nothing_in_it(
    qtbot: QtBot, window: MainWindow, library: LibraryPage, tmp_path: Path
) -> None:
    window.resize(1024, 560)
    click_heading(library, "title")
    rows = library.table.rows
    chosen = [window.model.rows[2].id, window.model.rows[4].id]
    flags = QItemSelectionModel.SelectionFlag.Select
    rows.clearSelection()
    for item_id in chosen:
        rows.selectionModel().select(window.model.index(window.model.row_of(item_id)), flags)
    rows.verticalScrollBar().setValue(40)
    place = rows.verticalScrollBar().value()
    assert place > 0
    files = []
    for number in range(5):
        files.append(tmp_path / f"zz {number}.txt")
        files[-1].write_text(f"The harvest of field {number} was good and the roads were safe. " * 40)
    before = len(window.model.items)
    window.operations.import_files([ImportRequest(file) for file in files])
    qtbot.waitUntil(lambda: len(window.model.rows) == before + 5, timeout=PATIENCE_MS)
    assert sorted(rows.chosen_ids()) == sorted(chosen)
    assert rows.verticalScrollBar().value() == place
    assert library.isVisible()


def test_the_pane_offers_the_collections_too(qtbot: QtBot, window: MainWindow, library: LibraryPage) -> None:
    bar = window.pane.filter_bar
    assert bar._kept.isHidden()
    click_value(library, "show", "Night Desk")
    save_collection(qtbot, window, library, "Nights")
    window.navigator.show_focus()
    assert bar._kept.isVisible()
    bar._clear.click()
    menu = bar._kept.menu()
    menu.aboutToShow.emit()
    entry = next(action for action in menu.actions() if action.text().startswith("Nights"))
    assert entry.text() == f"Nights\t{SHOWS.count('Night Desk')}"
    entry.trigger()
    assert {item.show for item in window.model.rows} == {"Night Desk"}


def test_a_name_that_is_taken_is_refused_before_it_is_sent(
    qtbot: QtBot, window: MainWindow, library: LibraryPage
) -> None:
    click_value(library, "show", "Night Desk")
    save_collection(qtbot, window, library, "Nights")
    window.flows.library.save()
    dialog = window.findChildren(QDialog)[-1]
    assert isinstance(dialog, CollectionNameDialog)
    QTest.keyClicks(dialog.name, "nights")
    assert not dialog._save.isEnabled()
    dialog.reject()


# -- the views


def test_scatter_table_and_cards_show_the_same_and_a_brush_narrows_like_a_facet(
    qtbot: QtBot, window: MainWindow, library: LibraryPage
) -> None:
    ids = frozenset(item.id for item in window.model.items[:3])
    library.scatter.set_brush(ids)
    library.scatter.brushed.emit(ids)
    assert chip_texts(library) == ["3 brushed"]
    assert {item.id for item in window.model.rows} == ids
    QTest.mouseClick(library.head.cards, LEFT)
    assert library.cards.isVisible()
    assert library.cards.model() is window.model
    click_value(library, "show", "Night Desk")
    assert titles(window) == [
        item.title for item in ordered(narrowed(window.model.items, window.model.filter), "date", True)
    ]
    QTest.mouseClick(library.chips.chips()[-1], LEFT)
    assert window.model.filter.brushed is None
    assert not library.scatter.scatter.chosen
    QTest.mouseClick(library.head.table, LEFT)
    assert library.table.isVisible()


def test_the_chip_of_a_brush_counts_what_is_still_there(qtbot: QtBot, window: MainWindow, library: LibraryPage) -> None:
    ids = frozenset(item.id for item in window.model.items[:3])
    library.scatter.set_brush(ids)
    library.scatter.brushed.emit(ids)
    gone = window.model.rows[0].id
    window.operations.delete([gone])
    qtbot.waitUntil(lambda: window.model.item_of(gone) is None, timeout=PATIENCE_MS)
    assert chip_texts(library) == ["2 brushed"]
    window.action_set["undo"].trigger()
    qtbot.waitUntil(lambda: len(window.model.rows) == 3, timeout=PATIENCE_MS)
    assert chip_texts(library) == ["3 brushed"]


@pytest.mark.parametrize("name", ["trail", "bands", "strip"])
def test_a_click_on_a_small_picture_of_a_row_opens_that_slice(
    qtbot: QtBot, window: MainWindow, library: LibraryPage, name: str
) -> None:
    library.table.headings.show_column("bands", True)
    rows = library.table.rows
    row = titles(window).index("Kites over water")
    item = window.model.rows[row]
    rect = rows.picture_rect(row, name)
    count = len(item.scores)
    wanted = count // 3 if name != "strip" else int(item.scores.argmin()) + 1
    if name == "strip":
        place = next(
            QPoint(x, round(rect.center().y()))
            for x in range(int(rect.left()), int(rect.right()))
            if (hit := rows.hit_at(QPoint(x, round(rect.center().y())))) is not None and hit.what == "Most risk-forward"
        )
    else:
        inner = rect.adjusted(4, 0, -4, 0)
        place = QPoint(int(inner.left() + (wanted - 0.5) * inner.width() / count), round(rect.center().y()))
    with qtbot.waitSignal(window.navigator.item_shown, timeout=PATIENCE_MS):
        QTest.mouseClick(rows.viewport(), LEFT, pos=place)
    assert window.navigator.item_id == item.id
    assert window.navigator.slice_number == wanted


def test_a_click_beside_the_pictures_opens_the_conversation(
    qtbot: QtBot, window: MainWindow, library: LibraryPage
) -> None:
    rows = library.table.rows
    row = titles(window).index("Maps of snow")
    place = rows.visualRect(window.model.index(row)).topLeft() + QPoint(60, 20)
    with qtbot.waitSignal(window.navigator.item_shown, timeout=PATIENCE_MS):
        QTest.mouseClick(rows.viewport(), LEFT, pos=place)
    assert window.navigator.item is not None
    assert window.navigator.item.metadata.title == "Maps of snow"


# -- when there is nothing to show


def test_an_empty_library_offers_to_import_and_one_that_is_filled_says_so(
    qtbot: QtBot, window: MainWindow, library: LibraryPage
) -> None:
    window.model.set_items([])
    assert "The library is empty" in said(library)
    assert [button.text() for button in library._empty.findChildren(QPushButton) if button.isVisible()] == ["Import…"]
    library.set_waiting(True)
    assert "on their way" in said(library)


def test_a_list_that_cannot_be_read_says_why_and_is_read_again(
    qtbot: QtBot, window: MainWindow, library: LibraryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_library: object) -> list[ItemSummary]:
        raise LibraryError("The library is on a drive that is gone.", "Plug it in.")

    with monkeypatch.context() as broken:
        broken.setattr(browsing, "list_items", refuse)
        window.changes.refresh_list()
        qtbot.waitUntil(lambda: "drive that is gone" in said(library), timeout=PATIENCE_MS)
    assert "Plug it in" in said(library)
    again = next(button for button in library._empty.findChildren(QPushButton) if button.text() == "Read again")
    QTest.mouseClick(again, LEFT)
    qtbot.waitUntil(library.table.isVisible, timeout=PATIENCE_MS)
    assert len(window.model.rows) == len(TITLES)
