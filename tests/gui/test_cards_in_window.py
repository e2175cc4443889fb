"""Cards and scatter in the real window: a click on a small picture lands on that slice of that conversation."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.gui.charts.small import PADDING
from reader.gui.main_window import MainWindow
from reader.gui.pages.library_page import LibraryPage
from reader.gui.widgets.card_view import CardView
from tests.gui.conftest import PATIENCE_MS

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def library_page(qtbot: QtBot, window: MainWindow) -> LibraryPage:
    window.navigator.show_library()
    qtbot.waitUntil(lambda: window.navigator.page == "library", timeout=PATIENCE_MS)
    page = window.library_page
    assert page is not None
    return page


@pytest.fixture
def cards(qtbot: QtBot, library_page: LibraryPage) -> CardView:
    library_page.show_view("cards")
    qtbot.waitUntil(library_page.cards.isVisible, timeout=PATIENCE_MS)
    return library_page.cards


def open_by_click(qtbot: QtBot, window: MainWindow, cards: CardView, row: int, place: QPoint) -> tuple[str, int, int]:
    """Click there; returns title, slice of the cursor and slice at the top of the text."""
    with qtbot.waitSignal(window.navigator.item_shown, timeout=PATIENCE_MS):
        QTest.mouseClick(cards.viewport(), LEFT, pos=place)
    page = window.item_page
    assert page is not None
    assert page.item is not None
    qtbot.waitUntil(lambda: page.transcript.view.slice_at_top() > 0, timeout=PATIENCE_MS)
    return page.item.metadata.title, page.slice_number, page.transcript.view.slice_at_top()


@pytest.mark.parametrize("part", ["trail", "bands"])
def test_a_click_on_a_card_lands_on_that_slice(qtbot: QtBot, window: MainWindow, cards: CardView, part: str) -> None:
    item = next(one for one in window.model.rows if one.title == "Bridges in fog")
    row, count = window.model.row_of(item.id), len(item.scores)
    number = count // 2
    cards.scrollTo(window.model.index(row))
    area = cards.part_rect(row, part)
    across = area.left() + PADDING + (number - 0.5) * (area.width() - 2 * PADDING) / count
    landed = open_by_click(qtbot, window, cards, row, QPoint(int(across), area.center().y()))
    assert landed == ("Bridges in fog", number, number)


def test_a_marker_of_a_card_lands_on_its_slice(qtbot: QtBot, window: MainWindow, cards: CardView) -> None:
    item = next(one for one in window.model.rows if one.title == "Bridges in fog")
    row = window.model.row_of(item.id)
    cards.scrollTo(window.model.index(row))
    area = cards.part_rect(row, "strip")
    least = int(item.scores.min())
    across = area.left() + 7 + (area.width() - 14) * (least + 100) / 200
    landed = open_by_click(qtbot, window, cards, row, QPoint(round(across), area.center().y()))
    assert landed[:2] == ("Bridges in fog", item.scores.tolist().index(least) + 1)


def test_a_brush_narrows_the_cards_and_letting_go_brings_them_back(
    qtbot: QtBot, window: MainWindow, library_page: LibraryPage, cards: CardView
) -> None:
    scatter = library_page.scatter.scatter
    chosen = [item for item in window.model.items if item.mean < 0]
    others = [item for item in window.model.items if item.mean >= 0]
    assert chosen
    assert others
    view = scatter.viewport()
    zero = next(place.y() for item in others if (place := scatter.place_of(item.id)) is not None and item.mean == 0)
    start, end = QPoint(1, int(zero) + 2), QPoint(view.width() - 1, view.height() - 1)
    QTest.mousePress(view, LEFT, pos=start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT, pos=end)
    expected = set()
    for item in window.model.items:
        place = scatter.place_of(item.id)
        if place is not None and place.y() >= start.y():
            expected.add(item.id)
    assert expected
    qtbot.waitUntil(lambda: {item.id for item in window.model.rows} == expected, timeout=PATIENCE_MS)
    assert cards.model().rowCount() == len(expected)
    scatter.setFocus()
    QTest.keyClick(scatter, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(window.model.rows) == len(window.model.items), timeout=PATIENCE_MS)


def test_a_click_on_a_point_opens_its_conversation(qtbot: QtBot, window: MainWindow, library_page: LibraryPage) -> None:
    item = next(one for one in window.model.items if one.title == "Maps of snow")
    place = library_page.scatter.scatter.place_of(item.id)
    assert place is not None
    with qtbot.waitSignal(window.navigator.item_shown, timeout=PATIENCE_MS):
        QTest.mouseClick(library_page.scatter.scatter.viewport(), LEFT, pos=place.toPoint())
    assert window.item_page is not None
    assert window.item_page.item is not None
    assert window.item_page.item.metadata.title == "Maps of snow"


def test_the_keys_of_slices_walk_the_card_and_enter_lands_there(
    qtbot: QtBot, window: MainWindow, cards: CardView
) -> None:
    item = next(one for one in window.model.rows if one.title == "Bridges in fog")
    cards.setCurrentIndex(window.model.index(window.model.row_of(item.id)))
    cards.setFocus()
    QTest.keyClicks(cards, "]]]")
    with qtbot.waitSignal(window.navigator.item_shown, timeout=PATIENCE_MS):
        QTest.keyClick(cards, Qt.Key.Key_Return)
    assert window.item_page is not None
    assert window.item_page.slice_number == 3


@pytest.mark.parametrize("name", ["table", "cards"])
def test_keys_walk_the_slices_of_a_row_or_card_whatever_they_are_bound_to(
    qtbot: QtBot, window: MainWindow, library_page: LibraryPage, name: str
) -> None:
    library_page.show_view(name)
    view = library_page.view
    qtbot.waitUntil(view.isVisible, timeout=PATIENCE_MS)
    window.settings.keys = {"next_slice": "Ctrl+Alt+N", "previous_slice": "b"}
    window.appearance.apply()
    item = next(one for one in window.model.rows if one.title == "Bridges in fog")
    view.setCurrentIndex(window.model.index(window.model.row_of(item.id)))
    view.setFocus()
    assert view.accessibleDescription().startswith(f"Arrow keys move between the {view.one}s")
    assert f"its slices with {QKeySequence('b').toString()} and Ctrl+Alt+N" in view.accessibleDescription()
    QTest.keyClicks(view, "]")
    assert view.marks.mark is None
    QTest.keyClick(view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    window.action_set["next_slice"].trigger()
    window.action_set["next_slice"].trigger()
    QTest.keyClicks(view, "b")
    with qtbot.waitSignal(window.navigator.item_shown, timeout=PATIENCE_MS):
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.item_page is not None
    assert window.item_page.slice_number == 2


def test_two_quick_clicks_on_a_picture_of_the_table_open_that_slice(
    qtbot: QtBot, window: MainWindow, library_page: LibraryPage
) -> None:
    library_page.show_view("table")
    rows = library_page.table.rows
    item = next(one for one in window.model.rows if one.title == "Bridges in fog")
    place = rows.picture_rect(window.model.row_of(item.id), "trail").center().toPoint()
    told: list[tuple[int, int]] = []
    opened: list[int] = []
    library_page.slice_opened.connect(lambda item_id, number: told.append((item_id, number)))
    library_page.item_opened.connect(opened.append)
    with qtbot.waitSignal(window.navigator.item_shown, timeout=PATIENCE_MS):
        QTest.mouseClick(rows.viewport(), LEFT, pos=place)
        QTest.mouseDClick(rows.viewport(), LEFT, pos=place)
        QTest.mouseRelease(rows.viewport(), LEFT, pos=place)
    assert opened == []
    assert set(told) == {told[0]}
    assert told[0][0] == item.id


def test_the_slice_under_the_mouse_is_marked_and_told_in_the_table(
    window: MainWindow, library_page: LibraryPage
) -> None:
    library_page.show_view("table")
    rows = library_page.table.rows
    item = next(one for one in window.model.rows if one.title == "Bridges in fog")
    row = window.model.row_of(item.id)
    rest = rows.viewport().grab(rows.cell_rect(row)).toImage()
    QTest.mouseMove(rows.viewport(), rows.picture_rect(row, "trail").center().toPoint())
    assert rows.marks.mark is not None
    assert rows.marks.mark.item.id == item.id
    assert rows.viewport().grab(rows.cell_rect(row)).toImage() != rest
    QTest.mouseMove(rows.viewport(), rows.cell_rect(row).topLeft() + QPoint(20, 20))
    assert rows.marks.mark is None
