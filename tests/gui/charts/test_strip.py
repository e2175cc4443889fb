"""The spectrum strip under real mouse and key events."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from reader.domain.pointing import nearest_slices, slice_at_track, slice_of_marker
from reader.gui.charts.strip import STOPS, SpectrumStrip
from reader.gui.charts.strip_geometry import MARKERS
from reader.gui.theme.palette import Palette
from tests.gui.charts.items import FRAMEWORK, profile, slices, wavy

LEFT = Qt.MouseButton.LeftButton


def show(strip: SpectrumStrip, scores: list[int]) -> list[int]:
    """Show these scores; returns the list that each later click adds its slice to."""
    strip.show_profile(profile(scores), FRAMEWORK, slices(len(scores)))
    clicked: list[int] = []
    strip.slice_clicked.connect(clicked.append)
    return clicked


def click(strip: SpectrumStrip, x: float, y: float | None = None) -> None:
    row = strip.track.center().y() if y is None else y
    QTest.mouseClick(strip.viewport(), LEFT, pos=QPoint(int(x), int(row)))


def value_at(strip: SpectrumStrip, x: int) -> float:
    return -100 + 200 * (x - strip.track.left()) / strip.track.width()


@pytest.mark.parametrize("seed", range(6))
def test_a_click_on_a_marker_opens_its_slice(strip: SpectrumStrip, seed: int) -> None:
    scores = wavy(80, seed)
    scores[7], scores[50], scores[60] = -90, -90, 95
    clicked = show(strip, scores)
    for marker in MARKERS:
        click(strip, strip.marker_rect(marker).center().x())
        assert clicked[-1] == slice_of_marker(marker, scores)
    assert clicked[:2] == [8, 61]


@pytest.mark.parametrize("seed", range(6))
def test_a_click_on_band_or_track_opens_the_nearest_slice(strip: SpectrumStrip, seed: int) -> None:
    scores = wavy(60, seed)
    clicked = show(strip, scores)
    chance = random.Random(seed)
    seen = set()
    for _ in range(60):
        x = chance.randrange(int(strip.track.left()), int(strip.track.right()))
        part = strip.part_at(QPointF(x, strip.track.center().y()))
        if part not in ("band", "track"):
            continue
        seen.add(part)
        before = clicked[-1] if clicked else 0
        click(strip, x)
        nearest = nearest_slices(value_at(strip, x), scores).tolist()
        assert clicked[-1] == slice_at_track(value_at(strip, x), scores, before)
        assert clicked[-1] in nearest
    assert seen == {"band", "track"}


def test_clicking_there_again_goes_on_to_the_next_such_slice_and_around(strip: SpectrumStrip) -> None:
    clicked = show(strip, [-60, 10, 40, 10, -60, 10, 90])
    for _ in range(4):
        click(strip, strip.x_of(16))
    assert clicked == [2, 4, 6, 2]
    click(strip, strip.x_of(45))
    click(strip, strip.x_of(16))
    assert clicked[4:] == [3, 2], "elsewhere in between starts it anew"


def test_reading_on_in_between_does_not_lose_the_place(strip: SpectrumStrip) -> None:
    clicked = show(strip, [-60, 10, 40, 10, -60, 10, 90])
    click(strip, strip.x_of(16))
    strip.set_current(7)
    click(strip, strip.x_of(16))
    assert clicked == [2, 4]


def test_a_second_click_counts_without_delay(strip: SpectrumStrip) -> None:
    clicked = show(strip, [-60, 10, 40, 10, -60, 10, 90])
    place = QPoint(int(strip.x_of(16)), int(strip.track.center().y()))
    QTest.mouseClick(strip.viewport(), LEFT, pos=place)
    QTest.mouseDClick(strip.viewport(), LEFT, pos=place)
    QTest.mouseRelease(strip.viewport(), LEFT, pos=place)
    assert clicked == [2, 4]


def test_of_markers_in_one_place_the_topmost_takes_the_click_and_the_others_their_tips(strip: SpectrumStrip) -> None:
    clicked = show(strip, [-5, -5, -4, -5])
    middle = strip.marker_rect("median")
    assert strip.part_at(middle.center()) == "median"
    tip = strip.marker_rect("negative")
    assert strip.part_at(QPointF(tip.center().x(), tip.top() + 1)) == "negative"
    assert tip.top() < strip.marker_rect("positive").top() < middle.top()
    QTest.keyClick(strip, Qt.Key.Key_Home)
    for _ in STOPS:
        QTest.keyClick(strip, Qt.Key.Key_Return)
        QTest.keyClick(strip, Qt.Key.Key_Right)
    assert clicked == [1, 1, 1, 3, 3], "the keyboard reaches each"


def test_markers_near_each_other_are_taken_by_the_nearest(strip: SpectrumStrip) -> None:
    show(strip, [-4, 0, 0, 3])
    for marker in MARKERS:
        at = strip.marker_rect(marker).center()
        assert strip.part_at(at) == marker


def test_words_and_empty_room_are_not_clickable(strip: SpectrumStrip) -> None:
    clicked = show(strip, wavy(30))
    click(strip, 40, strip.height() - 3)
    assert clicked == []


def test_extreme_scores_have_room_inside_the_widget(strip: SpectrumStrip) -> None:
    show(strip, [-100, 100])
    assert strip.marker_rect("negative").left() >= 0
    assert strip.marker_rect("positive").right() <= strip.viewport().width()


# -- hovering


def test_hovering_says_what_is_there(strip: SpectrumStrip) -> None:
    show(strip, [-40, -10, 0, 0, 0, 10, 60])
    hovered: list[int] = []
    strip.slice_hovered.connect(hovered.append)

    def said(x: float) -> str:
        QTest.mouseMove(strip.viewport(), QPoint(int(x), int(strip.track.center().y())))
        return strip.hover_text

    assert said(strip.marker_rect("negative").center().x()) == "most risk-forward: slice 1 of 7, −40"
    assert said(strip.marker_rect("positive").center().x()) == "most opportunity-forward: slice 7 of 7, +60"
    assert said(strip.marker_rect("median").center().x()) == "median 0: slice 3 of 7, 0"
    assert said(strip.x_of(-15)).startswith("p10–p90 −22 to 30 · at −15: nearest is slice 2 of 7")
    assert said(strip.x_of(85)).endswith("nearest is slice 7 of 7, +60")
    assert hovered[:4] == [1, 7, 3, 2]
    QApplication.sendEvent(strip, QEvent(QEvent.Type.Leave))
    assert strip.hover_text == ""
    assert hovered[-1] == 0


def test_the_tool_tip_says_the_same(strip: SpectrumStrip) -> None:
    show(strip, [-40, 0, 60])
    at = strip.marker_rect("negative").center().toPoint()
    event = QHelpEvent(QEvent.Type.ToolTip, at, strip.viewport().mapToGlobal(at))
    QApplication.sendEvent(strip.viewport(), event)
    assert QToolTip.text() == "most risk-forward: slice 1 of 3, −40"
    QToolTip.hideText()


# -- the keyboard


def test_keys_move_between_the_stops_and_enter_opens(strip: SpectrumStrip) -> None:
    scores = [-40, -10, 0, 0, 10, 60]
    clicked = show(strip, scores)
    assert strip.stop == "median"
    QTest.keyClick(strip, Qt.Key.Key_End)
    assert strip.stop == "positive"
    assert strip.hover_text == "most opportunity-forward: slice 6 of 6, +60"
    for _ in range(6):
        QTest.keyClick(strip, Qt.Key.Key_Left)
    assert strip.stop == "negative"
    QTest.keyClick(strip, Qt.Key.Key_Return)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.stop == "p10"
    QTest.keyClick(strip, Qt.Key.Key_Enter)
    assert clicked == [1, slice_at_track(profile(scores).figures.p10, scores)]


def test_enter_again_on_a_border_of_the_band_goes_to_the_next_such_slice(strip: SpectrumStrip) -> None:
    clicked = show(strip, [0, -30, -30, -30, 0, 0, 0, 0, 0, 0, 0])
    QTest.keyClick(strip, Qt.Key.Key_Home)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    for _ in range(4):
        QTest.keyClick(strip, Qt.Key.Key_Return)
    assert clicked == [2, 3, 4, 2]


def test_the_stop_is_ringed_while_the_keyboard_is_here(strip: SpectrumStrip, palette: Palette, qtbot: QtBot) -> None:
    show(strip, [-40, 0, 60])
    strip.activateWindow()
    qtbot.waitUntil(strip.isActiveWindow)

    def ringed() -> bool:
        beside = strip.marker_rect("median").center() - QPointF(6, 0)
        return strip.grab().toImage().pixelColor(beside.toPoint()).name() == palette.chart_focus.name()

    strip.clearFocus()
    assert not ringed()
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    assert ringed()
    click(strip, 30)
    assert not ringed()


# -- the picture


def test_markers_are_painted_at_their_scores(strip: SpectrumStrip, palette: Palette) -> None:
    show(strip, [-40, 0, 60])
    image = strip.grab().toImage()
    for marker, colour in (
        ("negative", palette.marker_negative),
        ("median", palette.marker_median),
        ("positive", palette.marker_positive),
    ):
        assert image.pixelColor(strip.marker_rect(marker).center().toPoint()).name() == colour.name()


def test_the_band_is_darker_than_the_track_beside_it(strip: SpectrumStrip) -> None:
    show(strip, [*range(-50, 51, 5), 90])
    image = strip.grab().toImage()
    row = int(strip.track.center().y())
    figures = profile([*range(-50, 51, 5), 90]).figures
    inside = image.pixelColor(int(strip.x_of(figures.p90)) - 3, row)
    outside = image.pixelColor(int(strip.x_of(figures.p90)) + 4, row)
    assert inside.lightness() < outside.lightness() - 30


def test_the_current_slice_has_a_caret_under_the_track(strip: SpectrumStrip, palette: Palette) -> None:
    show(strip, [-40, 0, 60, 30])
    row = int(strip.track.center().y() + 36 / 2 + 4)

    def caret(image: QImage) -> list[int]:
        return [x for x in range(image.width()) if image.pixelColor(x, row).name() == palette.chart_outline.name()]

    assert caret(strip.grab().toImage()) == []
    strip.set_current(4)
    places = caret(strip.grab().toImage())
    assert sum(places) / len(places) == pytest.approx(strip.x_of(30), abs=1)
    strip.set_current(0)
    assert caret(strip.grab().toImage()) == []


def test_states_are_painted_words_that_do_nothing(strip: SpectrumStrip) -> None:
    clicked = show(strip, [1, 2])
    for text in ("Loading…", ""):
        strip.clear(text)
        assert strip.message == text
        click(strip, 100)
        QTest.keyClick(strip, Qt.Key.Key_Return)
        QTest.mouseMove(strip.viewport(), QPoint(80, 20))
        strip.grab()
    assert clicked == []
    show(strip, [])
    assert "No transcript" in (strip.message or "")
    show(strip, [3])
    assert strip.message is None


# -- assistive technology


def test_a_screen_reader_learns_name_description_and_value(strip: SpectrumStrip) -> None:
    show(strip, [-40, 0, 60])
    interface = QAccessible.queryAccessibleInterface(strip)
    assert interface.text(QAccessible.Text.Name) == "Perspective map"
    assert "Enter opens" in interface.text(QAccessible.Text.Description)
    QTest.keyClick(strip, Qt.Key.Key_Home)
    assert interface.text(QAccessible.Text.Value) == "most risk-forward: slice 1 of 3, −40"
    value = interface.valueInterface()
    value.setCurrentValue(4)
    assert strip.stop == "positive"
    assert interface.state().focusable
