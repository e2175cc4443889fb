"""Where jumps land, and what stays where it is."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFont, QImage
from pytestqt.qtbot import QtBot

from reader.gui.widgets.transcript_style import HEADING_TOP
from reader.gui.widgets.transcript_view import TranscriptView
from tests.gui.widgets.transcript_items import StandInItem, conversation, item_of, long_item, refined, shown, small_item


def text_start(item: StandInItem, number: int) -> int:
    piece = item.slices[number - 1]
    text = item.transcript.text[piece.start : piece.end]
    return piece.start + len(text) - len(text.lstrip())


def assert_landed(view: TranscriptView, item: StandInItem, number: int) -> None:
    """The heading stands at the top margin, and the first line below it is the slice's own."""
    assert view.heading_rect(number).top() == HEADING_TOP
    assert view.slice_at_top() == number
    start = text_start(item, number)
    assert view.first_visible_position() == start
    line = view.position_rect(start)
    below_heading = view.heading_rect(number).bottom()
    assert below_heading < line.top() < below_heading + 4 * line.height()
    point = line.center() + QPoint(4, 0)
    assert view.cue_at_point(point) == item.transcript.cue_at(start)


@pytest.fixture(scope="module")
def captions_item() -> StandInItem:
    return small_item(300)


@pytest.fixture(scope="module")
def talk() -> StandInItem:
    return item_of(conversation(240))


@pytest.fixture(scope="module")
def very_long() -> StandInItem:
    return long_item()


@pytest.mark.parametrize(("width", "height"), [(700, 600), (330, 400), (1900, 1000)])
@pytest.mark.parametrize(("points", "family"), [(9, ""), (16, "DejaVu Sans")])
def test_jumps_land_on_the_heading(
    qtbot: QtBot, captions_item: StandInItem, talk: StandInItem, width: int, height: int, points: int, family: str
) -> None:
    chance = random.Random(width + points)
    for item in (captions_item, talk):
        view = shown(qtbot, item, width, height)
        view.set_text_font(family, points, 66)
        for number in [1, len(item.slices), *chance.sample(range(1, len(item.slices) + 1), 20)]:
            view.go_to_slice(number)
            assert_landed(view, item, number)
            assert view.current_slice == number
        view.hide()


def test_200_jumps_in_a_very_long_item(qtbot: QtBot, very_long: StandInItem) -> None:
    view = shown(qtbot, very_long)
    chance = random.Random(7)
    for count, number in enumerate(chance.choices(range(1, len(very_long.slices) + 1), k=200)):
        view.go_to_slice(number)
        if count % 40 == 0:
            qtbot.wait(30)
        assert_landed(view, very_long, number)
    assert view.text_layout.cached_blocks <= 64


def test_the_last_slice_can_stand_at_the_top(qtbot: QtBot, captions_item: StandInItem) -> None:
    view = shown(qtbot, captions_item, 700, 1400)
    last = len(captions_item.slices)
    view.go_to_slice(last)
    assert_landed(view, captions_item, last)
    assert view.scroll_bar.value() == view.scroll_bar.maximum()
    view.scroll_by(500)
    assert_landed(view, captions_item, last)


def test_what_is_painted_at_the_top_is_the_slice(qtbot: QtBot, talk: StandInItem) -> None:
    """Rendered pixels of a jump are those of an item that has been scrolled through and measured."""
    one, other = shown(qtbot, talk), shown(qtbot, talk)
    refined(qtbot, other)
    for number in (2, 57, len(talk.slices)):
        pictures = []
        for view in (one, other):
            view.go_to_slice(number)
            picture = QImage(view.viewport().size() * 1.5, QImage.Format.Format_RGB32)
            picture.setDevicePixelRatio(1.5)
            view.viewport().render(picture)
            pictures.append(picture)
        assert pictures[0] == pictures[1]


def test_a_jump_before_the_view_is_shown_lands_too(qtbot: QtBot, talk: StandInItem) -> None:
    view = shown(qtbot, None)
    view.hide()
    view.resize(100, 90)
    view.show_item(talk)
    view.go_to_slice(40)
    view.resize(720, 500)
    view.show()
    assert_landed(view, talk, 40)


def test_resizing_keeps_the_slice_at_the_top(qtbot: QtBot, talk: StandInItem) -> None:
    view = shown(qtbot, talk)
    view.go_to_slice(31)
    for width, height in [(420, 600), (1300, 300), (333, 800), (700, 600)]:
        view.resize(width, height)
        assert_landed(view, talk, 31)
        qtbot.wait(20)
        assert_landed(view, talk, 31)


def test_resizing_keeps_the_line_at_the_top_and_does_not_drift(qtbot: QtBot) -> None:
    item = small_item(60)
    view = shown(qtbot, item)
    for number in (10, 30, 50):
        view.go_to_slice(number)
        view.scroll_by(150)
        first = view.first_visible_position()
        assert first > item.slices[number - 1].start
        y = view.position_rect(first).top()
        for width in [*range(700, 380, -17), *range(380, 701, 13), 700]:
            view.resize(width, 600)
            assert view.position_rect(first).top() == y
        assert view.first_visible_position() == first


def test_another_font_keeps_the_line_at_the_top(qtbot: QtBot, talk: StandInItem) -> None:
    view = shown(qtbot, talk)
    view.go_to_slice(50)
    view.scroll_by(240)
    first = view.first_visible_position()
    y = view.position_rect(first).top()
    for points in (12, 15, 8, 11):
        view.set_text_font("", points, 72)
        assert view.position_rect(first).top() == y


def test_another_interface_font_reaches_the_headings(qtbot: QtBot, talk: StandInItem) -> None:
    view = shown(qtbot, talk)
    view.go_to_slice(9)
    view.setFont(QFont("DejaVu Sans Mono", 12))
    assert view.text_layout.style.heading.family() == "DejaVu Sans Mono"
    assert_landed(view, talk, 9)


def test_measuring_moves_nothing_in_view(qtbot: QtBot, talk: StandInItem) -> None:
    view = shown(qtbot, talk)
    view.go_to_slice(len(talk.slices) // 2)
    view.scroll_by(123)
    position = view.first_visible_position()
    y = view.position_rect(position).top()
    measured = view.text_layout.heights.measured_count
    ys = set()

    def done() -> bool:
        ys.add(view.position_rect(position).top())
        heights = view.text_layout.heights
        return heights.measured_count == len(heights)

    qtbot.waitUntil(done, timeout=20_000)
    assert view.text_layout.heights.measured_count > measured
    assert ys == {y}
    assert view.scroll_bar.value() == view.text_layout.value
    assert view.scroll_bar.maximum() == view.text_layout.maximum


def test_scrolling_up_and_down_over_unmeasured_text_returns_to_the_same_place(qtbot: QtBot, talk: StandInItem) -> None:
    view = shown(qtbot, talk)
    view.go_to_slice(60)
    for distance in (-37, -200, -580, -15):
        before = view.first_visible_position()
        y = view.position_rect(before).top()
        view.scroll_by(distance)
        assert view.position_rect(before).top() == y - distance
    view.scroll_by(37 + 200 + 580 + 15)
    assert_landed(view, talk, 60)


def test_the_scroll_bar_reaches_every_part(qtbot: QtBot, talk: StandInItem) -> None:
    view = shown(qtbot, talk)
    bar = view.scroll_bar
    bar.setValue(bar.maximum())
    assert view.slice_at_top() == len(talk.slices)
    bar.setValue(bar.maximum() // 2)
    assert abs(view.slice_at_top() - len(talk.slices) / 2) < len(talk.slices) * 0.1
    bar.setValue(0)
    assert view.slice_at_top() == 1
    assert view.heading_rect(1).top() == HEADING_TOP


def test_dragging_the_slider_goes_one_way(qtbot: QtBot, talk: StandInItem) -> None:
    view = shown(qtbot, talk)
    bar = view.scroll_bar
    bar.setSliderDown(True)
    places = []
    for value in range(0, bar.maximum(), 97):
        bar.setSliderPosition(value)
        places.append((view.slice_at_top(), view.first_visible_position()))
        assert bar.value() == value
    bar.setSliderDown(False)
    assert places == sorted(places)
    assert bar.value() == view.text_layout.value


def test_go_to_position_puts_its_line_at_the_top(qtbot: QtBot, talk: StandInItem) -> None:
    view = shown(qtbot, talk)
    position = talk.slices[20].start + 500
    view.go_to_position(position)
    assert view.position_rect(position).top() == 0
    assert view.current_slice == 21
    view.go_to_position(view.first_visible_position())
    assert view.position_rect(position).top() == 0


def test_the_column_keeps_its_measure(qtbot: QtBot, talk: StandInItem) -> None:
    view = shown(qtbot, talk, 1600, 600)
    column = view.text_layout.column
    characters = column.text_width / view.text_layout.style.character_width
    assert 71 <= characters <= 73
    assert column.panel_left < 20
    view.set_centred(True)
    column = view.text_layout.column
    assert abs((column.panel_left + column.panel_width / 2) - view.viewport().width() / 2) <= 1
    view.resize(300, 600)
    column = view.text_layout.column
    assert column.panel_left + column.panel_width <= view.viewport().width()
    view.set_text_font("", 11, 200)
    view.resize(1600, 600)
    assert view.text_layout.column.text_width / view.text_layout.style.character_width < 82


def test_leading_is_one_and_a_half(qtbot: QtBot, talk: StandInItem) -> None:
    view = shown(qtbot, talk)
    for points in (9, 11, 14, 20):
        view.set_text_font("", points, 72)
        pixels = points * view.logicalDpiY() / 72
        assert abs(view.text_layout.style.pitch - 1.5 * pixels) <= 1


def test_layouts_kept_are_bounded(qtbot: QtBot, very_long: StandInItem) -> None:
    view = shown(qtbot, very_long, 700, 2000)
    for _ in range(120):
        view.scroll_by(900)
    assert view.text_layout.cached_blocks <= 64


def test_only_slices_in_view_are_asked_for_hits(qtbot: QtBot) -> None:
    item = small_item(200, seed=3)
    view = shown(qtbot, item)
    refined(qtbot, view)
    view.go_to_slice(150)
    view.viewport().grab()
    assert len(set(item.scored)) < 12
    assert 150 in item.scored
