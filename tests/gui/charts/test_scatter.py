"""The scatter under real mouse and key events."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QFont, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.domain.item_summary import ItemSummary
from reader.gui.charts.scatter import LibraryScatter
from reader.gui.theme.fonts import register_fonts
from reader.gui.theme.palette import Palette, load_palette
from tests.gui.charts.items import FRAMEWORK
from tests.gui.charts.summaries import library, summary

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def scatter(qtbot: QtBot, palette: Palette) -> LibraryScatter:
    register_fonts()
    made = LibraryScatter(palette)
    qtbot.addWidget(made)
    made.resize(900, 220)
    made.show()
    return made


def show(scatter: LibraryScatter, items: Sequence[ItemSummary]) -> tuple[list[int], list[frozenset[int]]]:
    """Show these items; returns the lists that openings and brushings are added to."""
    scatter.set_items(items, FRAMEWORK.bands)
    opened: list[int] = []
    brushed: list[frozenset[int]] = []
    scatter.item_opened.connect(opened.append)
    scatter.brushed.connect(brushed.append)
    return opened, brushed


def mouse(scatter: LibraryScatter, kind: QEvent.Type, place: QPoint, held: Qt.KeyboardModifier) -> None:
    where = QPointF(place)
    buttons = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
    event = QMouseEvent(kind, where, scatter.viewport().mapToGlobal(where), button, buttons, held)
    QApplication.sendEvent(scatter.viewport(), event)


def drag(scatter: LibraryScatter, start: QPoint, end: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    mouse(scatter, QEvent.Type.MouseButtonPress, start, held)
    for step in (1, 2, 3, 4):
        mouse(scatter, QEvent.Type.MouseMove, start + (end - start) * step / 4, held)
    mouse(scatter, QEvent.Type.MouseButtonRelease, end, held)


def click(scatter: LibraryScatter, place: QPointF, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(scatter.viewport(), LEFT, held, place.toPoint())


def naive(scatter: LibraryScatter, items: Sequence[ItemSummary], start: QPoint, end: QPoint) -> frozenset[int]:
    """What lies in the rectangle, by a look at every point."""
    left, right = sorted((start.x(), end.x()))
    top, bottom = sorted((start.y(), end.y()))
    found = set()
    for item in items:
        place = scatter.place_of(item.id)
        assert place is not None
        if left <= place.x() <= right and top <= place.y() <= bottom:
            found.add(item.id)
    return frozenset(found)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("size", [10, 20])
def test_a_drag_chooses_what_lies_in_its_rectangle(scatter: LibraryScatter, seed: int, size: int) -> None:
    scatter.setFont(QFont(scatter.font().family(), size))
    items = library(200, seed)
    _, brushed = show(scatter, items)
    scatter.set_axes(("date", "length")[seed % 2], ("mean", "median")[seed // 2])  # type: ignore[arg-type]
    chance = random.Random(seed)
    sizes = set()
    for _ in range(6):
        start, end = (QPoint(chance.randrange(60, 880), chance.randrange(10, 200)) for _ in range(2))
        before = scatter.chosen
        drag(scatter, start, end)
        assert scatter.chosen == naive(scatter, items, start, end)
        if scatter.chosen != before:
            assert brushed[-1] == scatter.chosen
        sizes.add(len(scatter.chosen))
    assert max(sizes) > 10


def test_shift_adds_a_rectangle_and_a_click_beside_all_points_lets_go(scatter: LibraryScatter) -> None:
    items = library(100, 5)
    _, brushed = show(scatter, items)
    first, second = (QPoint(100, 20), QPoint(300, 180)), (QPoint(500, 20), QPoint(700, 180))
    drag(scatter, *first)
    drag(scatter, *second, SHIFT)
    both = naive(scatter, items, *first) | naive(scatter, items, *second)
    assert scatter.chosen == both
    empty = next(
        QPointF(x, y) for y in range(12, 200, 4) for x in range(70, 800, 7) if not scatter.points_at(QPointF(x, y))
    )
    click(scatter, empty)
    assert scatter.chosen == frozenset()
    assert brushed[-1] == frozenset()


def test_escape_lets_go(scatter: LibraryScatter) -> None:
    _, brushed = show(scatter, library(30))
    drag(scatter, QPoint(60, 5), QPoint(890, 215))
    assert scatter.chosen
    QTest.keyClick(scatter, Qt.Key.Key_Escape)
    assert brushed[-1] == frozenset()


def test_escape_breaks_off_a_drag(scatter: LibraryScatter) -> None:
    _, brushed = show(scatter, library(30))
    mouse(scatter, QEvent.Type.MouseButtonPress, QPoint(60, 5), NONE)
    mouse(scatter, QEvent.Type.MouseMove, QPoint(500, 100), NONE)
    QTest.keyClick(scatter, Qt.Key.Key_Escape)
    mouse(scatter, QEvent.Type.MouseMove, QPoint(800, 200), NONE)
    mouse(scatter, QEvent.Type.MouseButtonRelease, QPoint(800, 200), NONE)
    assert (scatter.chosen, brushed) == (frozenset(), [])


def test_a_click_on_a_point_opens_it(scatter: LibraryScatter) -> None:
    items = [summary(n, [n * 20 - 60, 5], date=f"20{10 + 2 * n}-03-01") for n in range(1, 6)]
    opened, brushed = show(scatter, items)
    for item in items:
        place = scatter.place_of(item.id)
        assert place is not None
        click(scatter, place)
    assert opened == [1, 2, 3, 4, 5]
    assert brushed == []


def test_clicks_at_the_same_place_go_through_the_points_there(scatter: LibraryScatter) -> None:
    opened, _ = show(scatter, [summary(n, [10, 10]) for n in (7, 8, 9)])
    place = scatter.place_of(7)
    assert place is not None
    for _ in range(4):
        click(scatter, place)
    assert opened == [7, 8, 9, 7]
    QTest.mouseMove(scatter.viewport(), place.toPoint())
    assert "2 others beneath" in scatter.hover_text


def test_faint_points_yield_to_those_in_the_list(scatter: LibraryScatter) -> None:
    opened, _ = show(scatter, [summary(n, [10, 10]) for n in (7, 8)])
    scatter.set_shown({8})
    place = scatter.place_of(7)
    assert place is not None
    click(scatter, place)
    assert opened == [8]


def test_shift_and_a_click_choose_one_more_or_less(scatter: LibraryScatter) -> None:
    opened, brushed = show(scatter, [summary(1, [50], date="2020-01-01"), summary(2, [-50], date="2024-01-01")])
    one, two = scatter.place_of(1), scatter.place_of(2)
    assert one is not None
    assert two is not None
    click(scatter, one, SHIFT)
    click(scatter, two, SHIFT)
    click(scatter, one, SHIFT)
    assert brushed == [frozenset({1}), frozenset({1, 2}), frozenset({2})]
    assert opened == []


def test_points_outside_the_list_are_faint(scatter: LibraryScatter, palette: Palette) -> None:
    show(scatter, [summary(1, [80, 80], date="2020-01-01"), summary(2, [80, 80], date="2024-01-01")])

    def colours() -> list[str]:
        picture = scatter.viewport().grab().toImage()
        places = [scatter.place_of(number) for number in (1, 2)]
        return [picture.pixelColor(place.toPoint()).name() for place in places if place is not None]

    strong = colours()
    assert strong[0] == strong[1]
    scatter.set_shown({2})
    faint = colours()
    assert faint[1] == strong[1]
    assert faint[0] not in (strong[0], palette.chart_panel.name())
    scatter.set_shown(None)
    scatter.set_brush({1})
    assert colours()[0] == strong[0]
    assert colours()[1] == faint[0]


def test_bands_differ_in_shape_too(scatter: LibraryScatter, palette: Palette) -> None:
    show(scatter, [summary(n, [score] * 9, date=f"20{10 + n}-01-01") for n, score in enumerate((-40, 0, 40), 1)])
    picture = scatter.viewport().grab().toImage()

    def widths(number: int) -> tuple[int, int]:
        """How wide the point is in its upper and in its lower half."""
        place = scatter.place_of(number)
        assert place is not None
        rows = []
        for dy in (-3, 3):
            y = round(place.y()) + dy
            row = range(round(place.x()) - 14, round(place.x()) + 15)
            rows.append(sum(picture.pixelColor(x, y).value() > 120 for x in row))
        return rows[0], rows[1]

    down, disc, up = widths(1), widths(2), widths(3)
    assert down[0] > down[1] + 2
    assert up[1] > up[0] + 2
    assert abs(disc[0] - disc[1]) <= 1


def test_the_keyboard_walks_chooses_and_opens(scatter: LibraryScatter) -> None:
    items = [summary(n, [n * 10 - 30, 3], f"Talk {n}", date=f"20{10 + n}-03-01") for n in range(1, 6)]
    opened, brushed = show(scatter, items)
    scatter.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(scatter, Qt.Key.Key_Right)
    assert scatter.focused_id == 1
    assert scatter.spoken_value().startswith("Talk 1 · Night Desk · 1 Mar 2011 · mean −9")
    QTest.keyClick(scatter, Qt.Key.Key_Right)
    QTest.keyClick(scatter, Qt.Key.Key_Space)
    assert brushed[-1] == frozenset({2})
    assert scatter.spoken_value().endswith("chosen")
    QTest.keyClick(scatter, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(scatter, Qt.Key.Key_Right, SHIFT)
    assert brushed[-1] == frozenset({2, 3, 4})
    QTest.keyClick(scatter, Qt.Key.Key_Up)
    assert scatter.focused_id == 5
    QTest.keyClick(scatter, Qt.Key.Key_Home)
    QTest.keyClick(scatter, Qt.Key.Key_Return)
    assert opened == [1]
    QTest.keyClick(scatter, Qt.Key.Key_End)
    assert scatter.focused_id == 5
    QTest.keyClick(scatter, Qt.Key.Key_Escape)
    assert brushed[-1] == frozenset()


def test_assistive_technology_hears_the_whole_and_each_point(scatter: LibraryScatter) -> None:
    show(scatter, [summary(1, [-50], "Fog", "2020-01-01"), summary(2, [0], "Glass", ""), summary(3, [], "Empty")])
    spoken = QAccessible.queryAccessibleInterface(scatter)
    assert spoken.text(QAccessible.Text.Name) == "The library at a glance"
    whole = (
        "2 conversations on 1 Jan 2020, 1 without a date: "
        "1 risk-forward, 1 mixed and 0 opportunity-forward; mean −50 to 0."
    )
    assert spoken.text(QAccessible.Text.Description).startswith(whole)
    assert spoken.text(QAccessible.Text.Value) == whole
    spoken.valueInterface().setCurrentValue(1)
    assert spoken.text(QAccessible.Text.Value) == "Glass · Night Desk · no date · mean 0 · 1 slice · Mixed"


def test_what_is_chosen_from_outside_is_told_to_nobody(scatter: LibraryScatter) -> None:
    _, brushed = show(scatter, library(20))
    scatter.set_brush({3, 4, 99})
    assert scatter.chosen == {3, 4}
    assert brushed == []


def test_other_items_keep_focus_and_choice_as_far_as_they_are_there(scatter: LibraryScatter) -> None:
    items = library(20)
    show(scatter, items)
    scatter.set_brush({3, 4})
    scatter.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(scatter, Qt.Key.Key_End)
    at = scatter.focused_id
    scatter.set_items([item for item in items[::-1] if item.id != 3], FRAMEWORK.bands)
    assert scatter.chosen == {4}
    assert scatter.focused_id == at


def test_without_points_words_say_why(scatter: LibraryScatter) -> None:
    scatter.set_items([], FRAMEWORK.bands)
    assert scatter.message == "The library is empty."
    scatter.set_items([summary(1, [])], FRAMEWORK.bands)
    assert scatter.message == "No conversation here has a transcript yet."
    scatter.set_items(library(3), FRAMEWORK.bands)
    assert scatter.message is None


def test_old_figures_are_a_ring(scatter: LibraryScatter) -> None:
    show(scatter, [summary(1, [60] * 9, date="2020-01-01", stale=True), summary(2, [60] * 9, date="2024-01-01")])
    picture = scatter.viewport().grab().toImage()
    middles = [
        picture.pixelColor(place.toPoint()).value() for n in (1, 2) if (place := scatter.place_of(n)) is not None
    ]
    assert middles[0] < 70 < middles[1]
    assert "old figures" in scatter.words_of(1)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_panel_is_deep_in_both_themes(scatter: LibraryScatter, theme: str) -> None:
    scatter.apply_palette(load_palette(theme))
    show(scatter, library(5))
    picture = scatter.viewport().grab().toImage()
    assert picture.pixelColor(3, 3).name() == load_palette(theme).chart_panel.name()


def test_without_any_date_there_is_no_axis_of_dates_and_the_points_have_all_the_room(scatter: LibraryScatter) -> None:
    items = [summary(n, [n % 40 - 20] * 4, date="") for n in range(1, 41)]
    show(scatter, items)
    assert scatter._item.ticks == []
    across = [place.x() for item in items if (place := scatter.place_of(item.id)) is not None]
    assert max(across) - min(across) > 0.8 * scatter.viewport().width()
    scatter.set_axes("length", "mean")
    assert scatter._item.ticks
    scatter.set_axes("date", "mean")
    show(scatter, [*items, summary(99, [1, 2])])
    assert scatter._item.ticks


def test_one_point_and_points_of_one_day_stand_within_the_plot(scatter: LibraryScatter) -> None:
    for items in ([summary(1, [5])], [summary(n, [n]) for n in range(1, 30)]):
        opened, _ = show(scatter, items)
        places = [scatter.place_of(item.id) for item in items]
        assert all(place is not None and scatter.viewport().rect().contains(place.toPoint()) for place in places)
        assert places[0] is not None
        click(scatter, places[0])
        assert opened
