"""Cards under real mouse and key events: every bar, tick and marker opens its slice of its conversation."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QToolTip
from pytestqt.qtbot import QtBot

from reader.domain.browsing import ListFilter
from reader.domain.pointing import nearest_slices
from reader.gui.charts.small import PADDING
from reader.gui.theme.fonts import register_fonts
from reader.gui.theme.palette import load_palette
from reader.gui.widgets import card_text
from reader.gui.widgets.card_layout import LEAST_WIDTH, MARGIN, scale_of
from reader.gui.widgets.card_view import Card, CardView
from reader.gui.widgets.item_list_model import ItemListModel
from tests.gui.charts.items import FRAMEWORK, wavy
from tests.gui.charts.summaries import library, summary

LEFT = Qt.MouseButton.LeftButton
PALETTE = load_palette("dark")
CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


class Told:
    """What a view has told."""

    def __init__(self, view: CardView) -> None:
        self.slices: list[tuple[int, int]] = []
        self.items: list[int] = []
        view.slice_clicked.connect(lambda item_id, number: self.slices.append((item_id, number)))
        view.item_opened.connect(self.items.append)


@pytest.fixture
def view(qtbot: QtBot) -> CardView:
    register_fonts()
    made = CardView(PALETTE, FRAMEWORK.bands)
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    return made


@pytest.fixture
def model() -> ItemListModel:
    made = ItemListModel()
    made.set_bands(FRAMEWORK.bands)
    made.set_sorting("added", False)
    return made


def at_size(view: CardView, share: float) -> None:
    font = QFont(view.font())
    font.setPointSizeF(10 * share)
    view.setFont(font)


def click(view: CardView, place: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(view.viewport(), LEFT, held, place)


def bar_middle(area: QRect, number: int, count: int) -> int:
    """The n-th of so many equal parts of a picture that is inset by its padding."""
    return int(area.left() + PADDING + (number - 0.5) * (area.width() - 2 * PADDING) / count)


def pixels_of(view: CardView, area: QRect, colour: QColor) -> list[QPoint]:
    """Where a colour is seen in a part of the view, as a person would look for it."""
    picture = view.viewport().grab().toImage()
    return [
        QPoint(x, y)
        for x in range(area.left() + 1, area.right())
        for y in range(area.top() + 1, area.bottom())
        if picture.pixelColor(x, y) == colour
    ]


# -- where clicks land


@pytest.mark.parametrize("share", [1.0, 2.0])
@pytest.mark.parametrize("part", ["trail", "bands"])
def test_a_click_on_a_bar_opens_its_slice_of_its_conversation(view: CardView, share: float, part: str) -> None:
    at_size(view, share)
    items = [summary(10 + n, wavy(count, n)) for n, count in enumerate((1, 2, 7, 40, 102, 124))]
    view.set_cards([Card(item) for item in items])
    told = Told(view)
    chance = random.Random(7)
    expected = []
    for row, item in enumerate(items):
        view.scrollTo(view.model().index(row, 0))
        area = view.part_rect(row, part)
        assert view.viewport().rect().contains(area)
        for number in {1, len(item.scores), *(chance.randint(1, len(item.scores)) for _ in range(6))}:
            click(view, QPoint(bar_middle(area, number, len(item.scores)), area.center().y()))
            expected.append((item.id, number))
    assert told.slices == expected
    assert told.items == []


@pytest.mark.parametrize("share", [1.0, 2.0])
@pytest.mark.parametrize("count", [12, 60, 4000])
def test_a_bar_that_is_seen_opens_the_slice_that_it_stands_for(view: CardView, share: float, count: int) -> None:
    """The only white bar of a trail is looked for in the picture; where slices share pixels it is still its own."""
    at_size(view, share)
    number = count * 2 // 3
    scores = [-30 - n % 7 for n in range(count)]
    scores[number - 1] = 100
    view.set_cards([Card(summary(1, [5, 6])), Card(summary(2, scores))])
    told = Told(view)
    for part, colour in (("trail", PALETTE.score_colour(100)), ("bands", PALETTE.positive)):
        area = view.part_rect(1, part)
        seen = pixels_of(view, area, colour)
        assert seen
        click(view, seen[len(seen) // 2])
    assert told.slices == [(2, number)] * 2


@pytest.mark.parametrize("share", [1.0, 2.0])
@pytest.mark.parametrize("seed", range(3))
def test_a_click_on_the_strip_opens_marker_or_nearest_slice(view: CardView, share: float, seed: int) -> None:
    at_size(view, share)
    scores = wavy(80, seed)
    scores[20], scores[50] = -96, 97
    view.set_cards([Card(summary(3, [1, 2, 3])), Card(summary(4, scores))])
    told = Told(view)
    area = view.part_rect(1, "strip")

    def x_of(score: float) -> int:
        return round(area.left() + 7 + (area.width() - 14) * (score + 100) / 200)

    for score, number in ((-96, 21), (97, 51)):
        click(view, QPoint(x_of(score), area.center().y()))
        assert told.slices[-1] == (4, number)
    median = sorted(scores)[39] / 2 + sorted(scores)[40] / 2
    for x in range(x_of(-80), x_of(80), 9):
        if abs(x - x_of(median)) > 6:
            value = -100 + 200 * (x - area.left() - 7) / (area.width() - 14)
            before = told.slices[-1][1]
            click(view, QPoint(x, area.center().y()))
            nearest = nearest_slices(value, scores).tolist()
            again = nearest.index(before) + 1 if before in nearest else 0
            assert told.slices[-1] == (4, nearest[again % len(nearest)])


def test_clicks_at_the_same_place_of_the_track_go_through_the_slices_of_that_score(view: CardView) -> None:
    view.set_cards(
        [Card(summary(1, [40, -40, -40, 40, -60, 40, 90, -40])), Card(summary(2, [40, 40, -40, -60, -50, 90]))]
    )
    told = Told(view)

    def place(row: int) -> QPoint:
        area = view.part_rect(row, "strip")
        return QPoint(round(area.left() + 7 + (area.width() - 14) * 0.72), area.center().y())

    for row in (0, 0, 0, 0, 1, 1, 0):
        click(view, place(row))
    assert told.slices == [(1, 1), (1, 4), (1, 6), (1, 1), (2, 1), (2, 2), (1, 1)]


def test_two_quick_clicks_are_two_clicks(view: CardView) -> None:
    view.set_cards([Card(summary(1, [40, -90, 40, 90, -80, -70]))])
    told = Told(view)
    area = view.part_rect(0, "strip")
    place = QPoint(round(area.left() + 7 + (area.width() - 14) * 0.72), area.center().y())
    click(view, place)
    QTest.mouseDClick(view.viewport(), LEFT, pos=place)
    QTest.mouseRelease(view.viewport(), LEFT, pos=place)
    assert told.slices == [(1, 1), (1, 3)]


def test_hollow_markers_belong_to_the_conversation_beside(view: CardView) -> None:
    pick, here = summary(1, [60, 70, 80, 75]), summary(2, [-70, -20, 10, -20])
    view.set_cards([Card(pick, "both on bread", here)])
    told = Told(view)
    area = view.part_rect(0, "strip")
    for score in (-70, 60, 10, 80):
        click(view, QPoint(round(area.left() + 7 + (area.width() - 14) * (score + 100) / 200), area.center().y()))
    assert told.slices == [(2, 1), (1, 1), (2, 3), (1, 3)]


def test_a_click_elsewhere_on_a_card_opens_the_conversation_and_between_cards_nothing(view: CardView) -> None:
    view.set_cards([Card(summary(n, [1, 2])) for n in (5, 6, 7, 8)])
    told = Told(view)
    for row, dy in ((1, 24), (3, 24), (2, view.cell().height() - 14)):
        click(view, view.cell_rect(row).topLeft() + QPoint(40, dy))
    click(view, view.cell_rect(1).topLeft() + QPoint(1, 1))
    assert told.items == [6, 8, 7]
    assert told.slices == []


def test_a_press_here_and_a_release_there_opens_nothing(view: CardView) -> None:
    view.set_cards([Card(summary(n, wavy(30, n))) for n in (1, 2)])
    told = Told(view)
    one, two = (view.part_rect(row, "trail").center() for row in (0, 1))
    QTest.mousePress(view.viewport(), LEFT, pos=one)
    QTest.mouseRelease(view.viewport(), LEFT, pos=two)
    assert (told.items, told.slices) == ([], [])


def test_conversations_without_slices_open_as_a_whole(view: CardView) -> None:
    view.set_cards([Card(summary(9, []), beside=summary(1, [5]))])
    told = Told(view)
    for part in ("strip", "bands", "trail"):
        click(view, view.part_rect(0, part).center())
    assert (told.items, told.slices) == ([9, 9, 9], [])


# -- what is shown


def test_cards_fill_the_width_and_none_overlap(view: CardView, model: ItemListModel) -> None:
    model.set_items(library(60))
    view.set_source(model)
    for width in (240, 500, 900, 1440, 3840):
        view.resize(width, 700)
        columns, cell = view.columns, view.cell()
        assert columns * cell.width() <= view.viewport().width()
        assert view.viewport().width() - columns * cell.width() < cell.width()
        rects = [view.cell_rect(row) for row in range(12)]
        assert not any(one.intersects(other) for n, one in enumerate(rects) for other in rects[:n])


def test_a_jump_lands_on_its_card_at_once(qtbot: QtBot, model: ItemListModel) -> None:
    """Cold: before anything was laid out or painted."""
    model.set_items([summary(n, [n % 50, 3]) for n in range(1, 3001)])
    view = CardView(PALETTE)
    qtbot.addWidget(view)
    view.resize(900, 640)
    view.set_source(model)
    view.set_open_item(2500)
    view.show()
    rect = view.visualRect(model.index(model.row_of(2500)))
    assert view.viewport().rect().contains(rect)
    told = Told(view)
    click(view, rect.topLeft() + QPoint(40, 24))
    assert told.items == [2500]


def test_a_narrowed_list_shows_its_cards_from_the_top(view: CardView, model: ItemListModel) -> None:
    model.set_items([summary(n, [1], "Fog" if n % 10 == 0 else "Glass") for n in range(1, 201)])
    view.set_source(model)
    view.scrollTo(model.index(150))
    model.set_filter(ListFilter(text="fog"))
    assert view.verticalScrollBar().value() == 0
    told = Told(view)
    click(view, view.cell_rect(1).topLeft() + QPoint(40, 24))
    assert told.items == [20]


def test_every_word_and_picture_stands_within_the_card(view: CardView) -> None:
    for share in (1.0, 1.25, 2.0):
        at_size(view, share)
        for with_more in (False, True):
            why, beside = ("same thread", summary(2, [1])) if with_more else ("", None)
            view.set_cards([Card(summary(1, [1, 2]), why, beside)])
            layout = view._layout()
            rows = [getattr(layout, name) for name in layout.__slots__ if name not in ("cell", "card")]
            shown = [rect for rect in rows if not rect.isEmpty()]
            assert len(shown) == (9 if with_more else 7)
            assert all(layout.card.contains(rect) for rect in shown)
            assert all(above.bottom() < below.top() for above, below in itertools.pairwise(shown))


def test_old_figures_are_faint_and_said(view: CardView) -> None:
    scores = [60] * 20
    view.set_cards([Card(summary(1, scores)), Card(summary(2, scores, stale=True))])
    new, old = (view.viewport().grab(view.part_rect(row, "trail")).toImage() for row in (0, 1))
    assert new != old
    spoken = view.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "old figures" in spoken
    assert "leaning" not in spoken


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_palette_is_taken_over(view: CardView, theme: str) -> None:
    view.set_cards([Card(summary(1, [60] * 9))])
    view.viewport().grab()
    palette = load_palette(theme)
    view.apply_palette(palette)
    picture = view.viewport().grab().toImage()
    assert picture.pixelColor(view.cell_rect(0).topLeft() + QPoint(16, 12)) == palette.raised
    assert picture.pixelColor(view.part_rect(0, "trail").center() + QPoint(0, -5)) == palette.score_colour(60)


def test_the_store_of_pictures_is_bounded(
    view: CardView, model: ItemListModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.gui.widgets.card_delegate.MOST_BYTES", 3_000_000)
    model.set_items(library(200))
    view.set_source(model)
    for row in range(0, 200, 6):
        view.scrollTo(model.index(row))
        view.viewport().grab()
    delegate = view._cards_of
    kept = sum(pixmap.width() * pixmap.height() * 4 for pixmap, _ in delegate._pictures.values())
    assert kept == delegate._bytes <= 3_000_000


def test_an_empty_view_says_why(view: CardView) -> None:
    view.set_cards([])
    before = view.viewport().grab().toImage()
    view.set_empty_text("Nothing speaks of the same things.")
    assert view.viewport().grab().toImage() != before


def test_a_view_among_others_wants_the_height_of_all_its_cards(qtbot: QtBot) -> None:
    view = CardView(PALETTE, FRAMEWORK.bands, fills=True)
    qtbot.addWidget(view)
    least = round(LEAST_WIDTH * scale_of(view.font())) + 2 * MARGIN
    view.resize(2 * least + 40, 400)
    view.set_cards([Card(summary(n, [n])) for n in range(1, 6)])
    view.show()
    assert view.columns == 2
    assert view.sizeHint().height() == 3 * view.cell().height()
    assert view.minimumSizeHint().height() == 3 * view.cell().height()


def test_the_keyboard_scrolls_the_page_that_a_view_fills(qtbot: QtBot) -> None:
    page, view = QScrollArea(), CardView(PALETTE, FRAMEWORK.bands, fills=True)
    qtbot.addWidget(page)
    page.setWidgetResizable(True)
    page.setWidget(view)
    page.resize(320, 400)
    view.set_cards([Card(summary(n, [n])) for n in range(1, 9)])
    page.show()
    qtbot.waitUntil(lambda: view.height() == 8 * view.cell().height())
    view.take_focus()
    QTest.keyClick(view, Qt.Key.Key_End)
    seen = QRect(view.viewport().mapTo(page, view.cell_rect(7).topLeft()), view.cell())
    assert page.rect().contains(seen.center())


def test_cards_of_another_conversation_stand_from_the_top_and_none_is_chosen(view: CardView) -> None:
    many = [Card(summary(n, [n])) for n in range(1, 40)]
    view.set_cards(many)
    click(view, view.cell_rect(1).topLeft() + QPoint(40, 24))
    view.verticalScrollBar().setValue(500)
    view.set_cards([Card(card.item, "rescored") for card in many])
    assert (view.chosen_ids(), view.verticalScrollBar().value()) == ([2], 500)
    view.set_cards(many[::-1])
    assert (view.chosen_ids(), view.verticalScrollBar().value()) == ([], 0)


# -- hovering


def test_the_mouse_over_a_bar_says_what_a_click_would_open(view: CardView) -> None:
    scores = [10, -20, 30, -37, 50, 0]
    view.set_cards([Card(summary(1, scores))])
    area = view.part_rect(0, "trail")
    rest = view.viewport().grab(view.cell_rect(0)).toImage()
    place = QPoint(bar_middle(area, 4, 6), area.center().y())
    QTest.mouseMove(view.viewport(), place)
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert view.viewport().grab(view.cell_rect(0)).toImage() != rest
    QApplication.sendEvent(
        view.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
    )
    assert QToolTip.text() == "Slice 4 of 6 · −37\nClick to open it there"
    beside = view.cell_rect(0).topLeft() + QPoint(40, 24)
    QTest.mouseMove(view.viewport(), beside)
    assert view.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
    QApplication.sendEvent(
        view.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, beside, view.viewport().mapToGlobal(beside))
    )
    assert QToolTip.text() == "Talk number 1\nClick to open it"
    view.name_keys({"next_slice": "N", "previous_slice": "B"})
    QApplication.sendEvent(
        view.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, beside, view.viewport().mapToGlobal(beside))
    )
    assert QToolTip.text() == "Talk number 1\nClick to open it; walk its slices with B and N"
    strip = view.part_rect(0, "strip")
    marker = view.hit_at(QPoint(round(strip.left() + 7 + (strip.width() - 14) * 63 / 200), strip.center().y()))
    assert marker is not None
    assert marker.words() == "Most risk-forward: slice 4 of 6 · −37"
    silent = view.hit_at(QPoint(bar_middle(area, 6, 6), area.center().y()))
    assert silent is not None
    assert silent.words() == "Slice 6 of 6 · no hits"


# -- keys


def press(view: CardView, *keys: Qt.Key | str) -> None:
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(view, key)
        else:
            QTest.keyClick(view, key)


def test_arrow_keys_move_between_cards_and_enter_opens(view: CardView) -> None:
    view.set_cards([Card(summary(n, [n])) for n in range(1, 12)])
    told = Told(view)
    columns = view.columns
    assert columns == 3
    view.take_focus()
    key = Qt.Key
    steps = (
        (key.Key_Right, 1),
        (key.Key_Down, 4),
        (key.Key_Left, 3),
        (key.Key_Left, 2),
        (key.Key_Up, 2),
        (key.Key_End, 10),
        (key.Key_Down, 10),
        (key.Key_Up, 7),
        (key.Key_Right, 8),
        (key.Key_Down, 10),
        (key.Key_Home, 0),
    )
    for pressed, row in steps:
        press(view, pressed)
        assert view.currentIndex().row() == row
    press(view, key.Key_Return)
    assert told.items == [1]


def test_steps_walk_the_slices_of_a_card_and_enter_opens_there(view: CardView) -> None:
    view.set_cards([Card(summary(1, [3])), Card(summary(2, [0, 50, 3, -60, 0]))])
    told = Told(view)
    enter, names = Qt.Key.Key_Return, {
        "]": "next_slice", "[": "previous_slice", "}": "next_one_sided", "{": "previous_one_sided",
    }  # fmt: skip

    def walk(signs: str) -> None:
        for sign in signs:
            view.walk(names[sign])  # type: ignore[arg-type]

    view.take_focus()
    press(view, Qt.Key.Key_Right)
    for signs in ("]]", "[[[", "}}"):
        walk(signs)
        press(view, enter)
    assert told.slices == [(2, 2), (2, 1), (2, 4)]
    walk("}{")
    press(view, enter)
    assert told.slices[-1] == (2, 2)
    press(view, Qt.Key.Key_Escape, enter)
    assert told.items == [2]
    walk("]")
    press(view, Qt.Key.Key_Left, enter)
    assert told.items == [2, 1]
    walk("[")
    press(view, enter)
    assert told.slices[-1] == (1, 1)


def test_the_slice_that_the_keys_reached_stays_when_the_list_is_read_anew(view: CardView, model: ItemListModel) -> None:
    items = [summary(n, [n, 5, 9]) for n in (1, 2, 3)]
    model.set_items(items)
    view.set_source(model)
    view.setCurrentIndex(model.index(1))
    for _ in range(3):
        view.walk("next_slice")
    told = Told(view)
    model.set_items([summary(9, [1]), *(summary(n, [n, 5, 9], "Renamed") for n in (1, 2, 3))])
    press(view, Qt.Key.Key_Return)
    assert told.slices == [(2, 3)]


def test_several_cards_are_chosen_as_in_the_list(view: CardView, model: ItemListModel) -> None:
    model.set_items([summary(n, [n]) for n in range(1, 20)])
    view.set_source(model)
    told = Told(view)

    def card(row: int) -> QPoint:
        return view.cell_rect(row).topLeft() + QPoint(40, 24)

    click(view, card(1))
    click(view, card(4), CTRL)
    assert view.chosen_ids() == [2, 5]
    click(view, card(1))
    click(view, card(6), SHIFT)
    assert view.chosen_ids() == [2, 3, 4, 5, 6, 7]
    click(view, card(4))
    click(view, card(2), SHIFT)
    assert view.chosen_ids() == [3, 4, 5]
    click(view, view.part_rect(3, "trail").center(), CTRL)
    assert view.chosen_ids() == [3, 5]
    assert told.slices == []
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_A, CTRL)
    assert len(view.chosen_ids()) == 19
    wished: list[list[int]] = []
    view.delete_requested.connect(wished.append)
    click(view, card(0))
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert wished == [[1, 2]]


def test_the_menu_is_that_of_the_list(view: CardView) -> None:
    view.set_cards([Card(summary(n, [n])) for n in (1, 2)])
    view.selectionModel().select(view.model().index(1, 0), QItemSelectionModel.SelectionFlag.Select)
    view.customContextMenuRequested.emit(view.cell_rect(1).center())
    menu = view.findChild(QMenu)
    assert menu is not None
    assert {"Open", "Edit details…", "Delete"} <= {action.text() for action in menu.actions()}
    menu.close()


def test_a_view_in_a_page_offers_what_the_page_can_do(qtbot: QtBot) -> None:
    view = CardView(PALETTE, FRAMEWORK.bands, fills=True)
    qtbot.addWidget(view)
    view.resize(560, 400)
    view.set_cards([Card(summary(1, [1]))])
    view.show()
    view.customContextMenuRequested.emit(view.cell_rect(0).center())
    menu = view.findChild(QMenu)
    assert menu is not None
    offered = {action.text() for action in menu.actions()}
    assert {"Open", "Copy title"} <= offered
    assert not {"Edit details…", "Delete"} & offered
    menu.close()
    del menu
    qtbot.waitUntil(lambda: view.findChild(QMenu) is None)


# -- for assistive technology


def test_each_card_is_a_sentence(view: CardView) -> None:
    item = summary(1, [0, -20, 14], "Bridges in fog")
    view.set_cards([Card(item, "both on bread")])
    spoken = QAccessible.queryAccessibleInterface(view)
    assert spoken.text(QAccessible.Text.Name) == "Conversations"
    view.name_keys({"next_slice": "]", "previous_slice": "[", "next_one_sided": "N"})
    assert spoken.text(QAccessible.Text.Description) == (
        "Arrow keys move between the cards, Enter opens one. Walk its slices with [ and ], its one-sided slices with N."
    )
    assert spoken.childCount() == 1
    assert spoken.child(0).text(QAccessible.Text.Name) == (
        "Bridges in fog, Night Desk, 6 Jun 2025, Mixed leaning, 1:01:01 long, Society lens, "
        "median 0, mean −2, 3 slices, both on bread."
    )


def test_cards_of_a_shared_list_say_the_same(view: CardView, model: ItemListModel) -> None:
    model.set_items([summary(1, [0, -20, 14], "Bridges in fog")])
    view.set_source(model)
    cell = QAccessible.queryAccessibleInterface(view).child(0)
    assert cell.text(QAccessible.Text.Name) == "Bridges in fog, Night Desk, 6 Jun 2025, Mixed leaning"
    assert cell.text(QAccessible.Text.Description) == "1:01:01 long, Society lens, median 0, mean −2, 3 slices"


# -- a fine screen

ON_A_FINE_SCREEN = """
import sys
sys.path[:0] = {path!r}
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
app = QApplication([])
from reader.gui.theme.palette import load_palette
from reader.gui.widgets.card_view import Card, CardView
from tests.gui.charts.items import FRAMEWORK
from tests.gui.charts.summaries import summary
palette = load_palette("dark")
view = CardView(palette, FRAMEWORK.bands)
view.resize(900, 640)
scores = [-30 - n % 7 for n in range(900)]
scores[599] = 100
view.set_cards([Card(summary(1, [5])), Card(summary(2, scores))])
view.show()
clicked = []
view.slice_clicked.connect(lambda item_id, number: clicked.append((item_id, number)))
picture = view.viewport().grab().toImage()
assert picture.devicePixelRatio() == 2.0, picture.devicePixelRatio()
for part, colour in (("trail", palette.score_colour(100)), ("bands", palette.positive)):
    area = view.part_rect(1, part)
    seen = [
        (x, y)
        for x in range(2 * area.left() + 2, 2 * area.right())
        for y in range(2 * area.top() + 2, 2 * area.bottom())
        if picture.pixelColor(x, y) == colour
    ]
    x, y = seen[len(seen) // 2]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x // 2, y // 2))
    assert abs(clicked[-1][1] - 600) <= 3, clicked
    assert clicked[-1][0] == 2
"""


def test_clicks_land_on_a_fine_screen_too() -> None:
    root = Path(__file__).resolve().parents[3]
    code = ON_A_FINE_SCREEN.format(path=[str(root), str(root / "src")])
    environment = {**os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("width", [260, 900])
def test_a_card_shows_shelf_notes_listening_and_sound_where_there_are_any(view: CardView, width: int) -> None:
    view.resize(width, 640)
    plain = summary(1, [-19] * 119)
    more = summary(2, [-19] * 119, plain.title, notes=4, listened=0.35, has_sound=True, shelf="Civil risk")
    view.set_cards([Card(plain), Card(more)])
    areas = [view._layout().figures.translated(view.cell_rect(row).topLeft()) for row in (0, 1)]
    right = [area.adjusted(area.width() - 30, 0, 0, 0) for area in areas]
    bare, worked = (view.viewport().grab(area).toImage() for area in right)
    assert bare != worked
    assert card_text.leaning("Mixed", more) == "Mixed · Society · Civil risk"
    assert card_text.work(more) == ("4 notes · 35% heard · ♪", "✎ 4  35%  ♪")
    assert card_text.work(plain) == ("", "")
    spoken = view.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("shelf Civil risk, median −19, mean −19, 119 slices, 4 notes, 35% heard, with sound.")


def test_of_show_date_and_length_only_the_show_is_cut() -> None:
    long = summary(1, [5], show="An extraordinarily long name of a show", date="2025-06-06", duration_ms=8_067_000)
    asked: list[str] = []

    def shortened(show: str, rest: str) -> str:
        asked.append(rest)
        return f"{show[:8]}…"

    assert card_text.origin(long, shortened) == "An extra… · 6 Jun 2025 · 2:14:27"
    assert asked == [" · 6 Jun 2025 · 2:14:27"]


def test_without_a_transcript_there_is_neither_leaning_nor_picture(view: CardView, model: ItemListModel) -> None:
    bare = summary(1, [])
    view.set_cards([Card(bare)])
    assert view._own.leaning_text(bare) == "No leaning"
    assert "no leaning, " in view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    ground = view.viewport().grab().toImage().pixelColor(view.cell_rect(0).topLeft() + QPoint(16, 12))
    for part in ("strip", "bands", "trail"):
        assert not pixels_of(view, view.part_rect(0, part), PALETTE.chart_panel)
    assert ground == PALETTE.raised
    model.set_items([bare, summary(2, [0])])
    assert model.table.facets.totals("band") == {"": 1, "mixed": 1}
