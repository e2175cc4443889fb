"""The episode arc under real mouse and key events: every click lands on its slice."""

from __future__ import annotations

import random

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from reader.domain.hits import Hit, SliceScore
from reader.gui.charts.arc import EpisodeArc
from reader.gui.theme.palette import Palette, load_palette
from tests.gui.charts.items import FRAMEWORK, profile, slices, wavy

LEFT = Qt.MouseButton.LeftButton


def show(arc: EpisodeArc, scores: list[int], hits: list[int] | None = None) -> list[int]:
    """Show these scores; returns the list that each later click adds its slice to."""
    arc.show_profile(profile(scores, hits), FRAMEWORK, slices(len(scores)))
    clicked: list[int] = []
    arc.slice_clicked.connect(clicked.append)
    return clicked


def click(arc: EpisodeArc, x: float, y: float) -> None:
    QTest.mouseClick(arc.viewport(), LEFT, pos=QPoint(int(x), int(y)))


def picture(arc: EpisodeArc) -> QImage:
    return arc.grab().toImage()


# -- the mouse


@pytest.mark.parametrize("count", [1, 2, 7, 60, 124, 357, 700])
def test_a_click_anywhere_in_a_column_selects_its_slice(arc: EpisodeArc, count: int) -> None:
    clicked = show(arc, wavy(count))
    chance = random.Random(count)
    width = arc.viewport().width()
    for _ in range(40):
        number = chance.randint(1, count)
        pixel = int((number - 0.5) * width / count)
        click(arc, pixel, chance.choice([4, 40, 60, 100]))
        assert clicked[-1] == number
        assert arc.current == number


def test_the_first_and_last_pixel_of_a_column_belong_to_it(arc: EpisodeArc) -> None:
    clicked = show(arc, wavy(124))
    width = arc.viewport().width()
    edges = [int(np.ceil(n * width / 124 - 0.5)) for n in range(125)]
    for number in (1, 2, 50, 51, 123, 124):
        for pixel in (edges[number - 1], edges[number] - 1):
            click(arc, pixel, 30)
            assert clicked[-1] == number


def test_where_slices_share_a_pixel_the_click_opens_the_bar_that_is_seen(arc: EpisodeArc) -> None:
    scores = [0] * 50_000
    scores[20_000], scores[20_020] = 90, -80
    clicked = show(arc, scores)
    pixel = int(20_000.5 * arc.viewport().width() / 50_000)
    click(arc, pixel, 10)
    click(arc, pixel, 120)
    assert clicked == [20_001, 20_021]


def test_every_click_counts_at_once_also_the_second_of_a_double_click(arc: EpisodeArc) -> None:
    clicked = show(arc, wavy(10))
    place = QPoint(int(arc.viewport().width() * 0.35), 50)
    QTest.mousePress(arc.viewport(), LEFT, pos=place)
    assert clicked == []
    QTest.mouseRelease(arc.viewport(), LEFT, pos=place)
    assert clicked == [4]
    QTest.mouseDClick(arc.viewport(), LEFT, pos=place)
    QTest.mouseRelease(arc.viewport(), LEFT, pos=place)
    assert clicked == [4, 4]


def test_other_buttons_and_long_drags_select_nothing(arc: EpisodeArc) -> None:
    clicked = show(arc, wavy(10))
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        right = Qt.MouseButton.RightButton
        event = QMouseEvent(kind, QPointF(100, 50), QPointF(100, 50), right, right, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(arc.viewport(), event)
    QTest.mousePress(arc.viewport(), LEFT, pos=QPoint(100, 50))
    QTest.mouseMove(arc.viewport(), QPoint(400, 50))
    QTest.mouseRelease(arc.viewport(), LEFT, pos=QPoint(400, 50))
    assert clicked == []
    assert not arc.is_zoomed


def test_hovering_tells_the_slice_with_its_hits(arc: EpisodeArc) -> None:
    show(arc, [-37, 12, 0, 0], hits=[4, 1, 0, 2])
    hits = tuple(
        Hit(term, 0, 1, -1.0, 1.0, points)
        for term, points in (("harm*", -8), ("evil", -20), ("harm*", -8), ("bad", -1))
    )
    arc.set_hit_source(lambda number: SliceScore(-37, -37.0, hits if number == 1 else ()))
    told: list[str] = []
    hovered: list[int] = []
    arc.hover_text_changed.connect(told.append)
    arc.slice_hovered.connect(hovered.append)
    QTest.mouseMove(arc.viewport(), QPoint(20, 50))
    assert told[-1] == "slice 1 of 4 · 0:00 · −37 · “evil”, “harm…” ×2, “bad”"
    QTest.mouseMove(arc.viewport(), QPoint(arc.viewport().width() // 2 + 20, 50))
    assert told[-1] == "slice 3 of 4 · 2:00 · 0 · no hits"
    assert hovered == [1, 3]
    QApplication.sendEvent(arc, QEvent(QEvent.Type.Leave))
    assert told[-1] == ""
    assert hovered == [1, 3, 0]
    arc.set_current(2)
    assert arc.hover_text.startswith("slice 2 of 4")


# -- the keyboard


def test_keys_walk_the_slices(arc: EpisodeArc) -> None:
    clicked = show(arc, wavy(50))
    steps = [
        (Qt.Key.Key_Right, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_PageDown, 12), (Qt.Key.Key_Left, 11),
        (Qt.Key.Key_PageUp, 1), (Qt.Key.Key_Left, 1), (Qt.Key.Key_End, 50), (Qt.Key.Key_Right, 50),
        (Qt.Key.Key_Home, 1), (Qt.Key.Key_Return, 1), (Qt.Key.Key_Enter, 1),
    ]  # fmt: skip
    for key, _ in steps:
        QTest.keyClick(arc, key)
    assert clicked == [number for _, number in steps]


def test_a_key_of_the_chart_wins_over_a_shortcut_of_the_window_but_ctrl_stays_free(arc: EpisodeArc) -> None:
    show(arc, wavy(5))
    for key, held, taken in (
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, True),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier, False),
        (Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.NoModifier, False),
    ):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, held)
        event.ignore()
        QApplication.sendEvent(arc, event)
        assert event.isAccepted() is taken


def test_the_focus_ring_is_for_the_keyboard(arc: EpisodeArc, palette: Palette, qtbot: QtBot) -> None:
    show(arc, wavy(20))
    arc.activateWindow()
    qtbot.waitUntil(arc.isActiveWindow)
    arc.clearFocus()
    arc.setFocus(Qt.FocusReason.TabFocusReason)
    assert arc.has_focus_ring
    assert picture(arc).pixelColor(200, 0) == palette.chart_focus
    click(arc, 100, 40)
    assert not arc.has_focus_ring
    QTest.keyClick(arc, Qt.Key.Key_Right)
    assert arc.has_focus_ring
    menu = QMenu(arc)
    menu.addAction("x")
    menu.popup(arc.mapToGlobal(QPoint(5, 5)))
    menu.close()
    arc.setFocus(Qt.FocusReason.PopupFocusReason)
    assert arc.has_focus_ring, "a menu in between does not lose it"


# -- zoom


def test_zooming_keeps_the_current_slice_in_view_and_clicks_land(arc: EpisodeArc) -> None:
    clicked = show(arc, wavy(400))
    arc.set_current(300)
    for _ in range(5):
        QTest.keyClick(arc, Qt.Key.Key_Plus)
    assert arc.is_zoomed
    assert arc.span.first <= 299
    assert arc.span.end >= 300
    width = arc.viewport().width()
    for number in range(int(arc.span.first) + 2, int(arc.span.end) - 1):
        click(arc, (number - 0.5 - arc.span.first) * width / arc.span.size, 50)
        assert clicked[-1] == number
    arc.set_current(10)
    assert arc.span.first <= 9 <= arc.span.end
    QTest.keyClick(arc, Qt.Key.Key_Minus)
    QTest.keyClick(arc, Qt.Key.Key_Escape)
    assert not arc.is_zoomed


def test_zoom_is_told_and_can_be_asked_for(arc: EpisodeArc) -> None:
    show(arc, wavy(100))
    told: list[bool] = []
    arc.zoom_changed.connect(told.append)
    arc.zoom_in()
    arc.zoom_in()
    arc.zoom_out()
    arc.zoom_reset()
    arc.zoom_out()
    assert told == [True, False]


def test_the_wheel_zooms_with_ctrl_only_and_otherwise_scrolls_the_page(qtbot: QtBot, palette: Palette) -> None:
    page = QWidget()
    page.resize(500, 3000)
    arc = EpisodeArc(palette, page)
    arc.resize(500, 160)
    show(arc, wavy(300))
    scroll = QScrollArea()
    scroll.setWidget(page)
    scroll.resize(520, 400)
    qtbot.addWidget(scroll)
    scroll.show()
    qtbot.waitExposed(scroll)

    def wheel(delta: int, held: Qt.KeyboardModifier) -> None:
        QTest.wheelEvent(scroll.windowHandle(), QPointF(250, 30), QPoint(0, delta), QPoint(), held)
        QApplication.sendPostedEvents()

    wheel(-120, Qt.KeyboardModifier.NoModifier)
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().value() > 0)
    assert not arc.is_zoomed
    before = scroll.verticalScrollBar().value()
    under = arc.slice_at(QPointF(250, 40))
    wheel(240, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: arc.is_zoomed)
    assert scroll.verticalScrollBar().value() == before
    assert abs(arc.slice_at(QPointF(250, 40)) - under) <= 1


def test_dragging_pans_while_zoomed(arc: EpisodeArc) -> None:
    clicked = show(arc, wavy(400))
    arc.set_current(200)
    for _ in range(6):
        arc.zoom_in()
    before = arc.span
    QTest.mousePress(arc.viewport(), LEFT, pos=QPoint(300, 50))
    QTest.mouseMove(arc.viewport(), QPoint(200, 50))
    QTest.mouseMove(arc.viewport(), QPoint(100, 50))
    QTest.mouseRelease(arc.viewport(), LEFT, pos=QPoint(100, 50))
    assert arc.span.first == pytest.approx(before.first + 200 * before.size / arc.viewport().width())
    assert clicked == []


# -- the picture


def column_extent(image: QImage, x: int, colours: set[str]) -> tuple[int, int]:
    rows = [y for y in range(image.height()) if image.pixelColor(x, y).name() in colours]
    return (min(rows), max(rows)) if rows else (-1, -1)


def test_bars_are_painted_where_clicks_find_them(arc: EpisodeArc, palette: Palette) -> None:
    show(arc, [-100, 50, 0, 100, -20])
    image = picture(arc)
    width = arc.viewport().width()
    heights = []
    for number, score in enumerate([-100, 50, 0, 100, -20], start=1):
        middle = int((number - 0.5) * width / 5)
        top, bottom = column_extent(image, middle, {palette.score_colour(score).name()})
        heights.append(bottom - top + 1 if score else 0)
    assert heights[0] == pytest.approx(heights[3], abs=1)
    assert heights[1] == pytest.approx(heights[3] / 2, abs=1)
    assert heights[4] == pytest.approx(heights[0] / 5, abs=1)


def test_pixel_columns_keep_the_extremes_of_all_slices_under_them(arc: EpisodeArc) -> None:
    scores = wavy(20_000, seed=3)
    show(arc, scores)
    whole = picture(arc)
    width = arc.viewport().width()
    groups: dict[int, list[int]] = {}
    for index, score in enumerate(scores):
        groups.setdefault(int((index + 0.5) * width / len(scores)), []).append(score)
    extremes = [score for x in range(width) for score in (min(groups[x]), max(groups[x]))]
    show(arc, extremes)
    assert picture(arc) == whole, "two slices a pixel, the extremes, make the same picture as all of them"


def test_a_slice_without_hits_looks_different_from_a_balanced_one(arc: EpisodeArc, palette: Palette) -> None:
    show(arc, [0, 0], hits=[0, 3])
    image = picture(arc)
    width = arc.viewport().width()
    without, balanced = (column_extent(image, int(width * at), {palette.middle.name()}) for at in (0.25, 0.75))
    assert without == (-1, -1)
    assert balanced != (-1, -1)


def test_the_axis_is_fixed_until_fit_is_asked_for_and_then_it_says_so(arc: EpisodeArc, palette: Palette) -> None:
    show(arc, [-20, 10, 5])
    fixed = picture(arc)
    low = column_extent(fixed, arc.viewport().width() // 6, {palette.score_colour(-20).name()})
    arc.set_fit(True)
    assert arc.fit
    fitted = picture(arc)
    tall = column_extent(fitted, arc.viewport().width() // 6, {palette.score_colour(-20).name()})
    assert tall[1] - tall[0] > 3 * (low[1] - low[0])
    chip = palette.chart_chip.name()
    assert any(fitted.pixelColor(x, 8).name() == chip for x in range(fitted.width() - 150, fitted.width()))
    assert not any(fixed.pixelColor(x, 8).name() == chip for x in range(fixed.width()))
    arc.set_fit(False)
    assert picture(arc) == fixed


def test_the_current_slice_is_framed(arc: EpisodeArc, palette: Palette) -> None:
    show(arc, wavy(124))
    before = picture(arc)
    arc.set_current(60)
    after = picture(arc)
    middle = int(59.5 * arc.viewport().width() / 124)
    changed = [x for x in range(after.width()) if after.pixelColor(x, 20) != before.pixelColor(x, 20)]
    assert min(changed) < middle < max(changed)
    assert max(changed) - min(changed) <= 14
    assert {after.pixelColor(x, 20).name() for x in changed} >= {
        palette.chart_outline.name(), palette.chart_cursor.name()
    }  # fmt: skip


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 3.0])
def test_bars_have_sharp_edges_at_every_scaling(arc: EpisodeArc, palette: Palette, scale: float) -> None:
    show(arc, [40, -40, 40, -40, 40, -40, 40])
    image = QImage((QSize(arc.viewport().size()) * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    arc.viewport().render(image)
    row = round(60 * scale)
    seen = {image.pixelColor(x, row).name() for x in range(image.width())}
    assert palette.score_colour(40).name() in seen
    assert seen <= {palette.score_colour(40).name(), palette.chart_panel.name(), palette.chart_line.name()}


# -- states


def test_loading_empty_and_failed_states_are_painted_words(arc: EpisodeArc) -> None:
    clicked = show(arc, wavy(9))
    blank = QColor(load_palette("dark").chart_panel).name()
    pictures = []
    for text, problem in (("", False), ("Loading…", False), ("The figures could not be read.", True)):
        arc.clear(text, problem)
        assert arc.message == text
        image = picture(arc)
        colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        assert (colours == {blank}) is (text == "")
        pictures.append(image)
        click(arc, 300, 60)
        QTest.keyClick(arc, Qt.Key.Key_Right)
    assert clicked == []
    show(arc, [])
    assert "No transcript" in (arc.message or "")
    show(arc, [5])
    assert arc.message is None


def test_a_new_item_starts_whole_and_without_a_current_slice(arc: EpisodeArc) -> None:
    show(arc, wavy(100))
    arc.set_current(90)
    arc.zoom_in()
    show(arc, wavy(20))
    assert (arc.current, arc.is_zoomed, arc.hover_text) == (0, False, "")
    arc.set_current(500)
    assert arc.current == 20


def test_the_theme_can_change(arc: EpisodeArc) -> None:
    show(arc, wavy(10))
    dark = picture(arc)
    arc.apply_palette(load_palette("light"))
    assert picture(arc) == dark, "charts keep their panel"


def test_small_and_large_sizes_are_painted_without_complaint(arc: EpisodeArc) -> None:
    for count in (1, 3, 5000):
        show(arc, wavy(count))
        arc.set_current(count)
        arc.set_fit(count == 3)
        for size in (QSize(1, 1), QSize(20, 12), QSize(200, 60), QSize(3800, 600)):
            arc.resize(size)
            picture(arc)


# -- assistive technology


@pytest.mark.parametrize("number", [1, 2, 9])
def test_the_cursor_leaves_what_is_written_at_the_ends_of_the_axis_as_it_is(arc: EpisodeArc, number: int) -> None:
    show(arc, wavy(124))
    before = picture(arc)
    arc.set_current(number)
    after = picture(arc)
    assert before != after
    words = arc._names.ends()
    assert [text.split("\u2002")[0] for _place, text in words] == ["+100", "\u2212100"]
    for place, _text in words:
        area = place.toRect()
        assert before.copy(area) == after.copy(area)


def test_a_screen_reader_learns_name_description_and_value(arc: EpisodeArc) -> None:
    scores = wavy(124)
    scores[118] = -37
    clicked = show(arc, scores)
    interface = QAccessible.queryAccessibleInterface(arc)
    assert interface.text(QAccessible.Text.Name) == "Episode arc"
    assert "Arrow keys" in interface.text(QAccessible.Text.Description)
    assert interface.role() == QAccessible.Role.Slider
    arc.set_current(119)
    assert interface.text(QAccessible.Text.Value) == "slice 119 of 124, score −37, risk-forward"
    value = interface.valueInterface()
    assert (value.minimumValue(), value.currentValue(), value.maximumValue()) == (1, 119, 124)
    value.setCurrentValue(500)
    assert clicked == [124]
    arc.clear("Loading…")
    assert interface.text(QAccessible.Text.Value) == "Loading…"


def test_interfaces_survive_their_charts(qtbot: QtBot, palette: Palette) -> None:
    del qtbot
    for _ in range(20):
        arc = EpisodeArc(palette)
        show(arc, [1, 2, 3])
        assert QAccessible.queryAccessibleInterface(arc).childCount() == 0
        arc.deleteLater()
        del arc
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
