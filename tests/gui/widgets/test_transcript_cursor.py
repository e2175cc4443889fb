"""The one cursor: what the view tells of a person's way through the text, and what it keeps to itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from reader.domain.framework import ContextRule, Framework
from reader.domain.hits import Hit
from reader.gui.widgets.transcript_source import heading_of, hit_sentence
from reader.gui.widgets.transcript_view import TranscriptView
from tests.gui.widgets.transcript_items import FRAMEWORK, StandInItem, captions, item_of, shown


@pytest.fixture(scope="module")
def item() -> StandInItem:
    return item_of(captions(1500))


@pytest.fixture
def view(qtbot: QtBot, item: StandInItem) -> TranscriptView:
    return shown(qtbot, item)


@pytest.fixture
def reached(view: TranscriptView) -> list[int]:
    numbers: list[int] = []
    view.slice_reached.connect(numbers.append)
    return numbers


def turn_wheel(view: TranscriptView, pixels: int = 0, notches: int = 0, held: object = None) -> None:
    centre = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        centre,
        QPointF(view.viewport().mapToGlobal(centre.toPoint())),
        QPoint(0, -pixels),
        QPoint(0, -120 * notches),
        Qt.MouseButton.NoButton,
        held or Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def line_point(view: TranscriptView, position: int) -> QPoint:
    return view.position_rect(position).center() + QPoint(3, 0)


def test_calls_emit_nothing(view: TranscriptView, reached: list[int], item: StandInItem) -> None:
    view.go_to_slice(12)
    view.set_current(14)
    view.go_to_position(item.slices[30].start)
    view.resize(500, 500)
    view.set_text_font("", 15, 60)
    view.select(4000, 4100)
    view.show_item(item)
    assert reached == []


def test_scrolling_tells_each_slice_that_comes_to_the_reading_line(view: TranscriptView, reached: list[int]) -> None:
    for _ in range(40):
        turn_wheel(view, pixels=40)
    assert reached == list(range(2, reached[-1] + 1))
    assert view.current_slice == reached[-1]
    assert len(reached) >= 4


def test_wheel_notches_scroll_by_lines(view: TranscriptView) -> None:
    before = view.scroll_bar.value()
    turn_wheel(view, notches=1)
    lines = (view.scroll_bar.value() - before) / view.text_layout.style.pitch
    assert lines == QApplication.wheelScrollLines()


def test_wheel_with_ctrl_is_left_to_the_window(view: TranscriptView) -> None:
    turn_wheel(view, notches=3, held=Qt.KeyboardModifier.ControlModifier)
    assert view.scroll_bar.value() == 0


def test_a_small_scroll_after_a_jump_or_a_click_keeps_the_current_slice(
    view: TranscriptView, reached: list[int], item: StandInItem
) -> None:
    view.go_to_slice(20)
    turn_wheel(view, pixels=3)
    turn_wheel(view, pixels=-6)
    assert reached == []
    view.set_current(21)
    turn_wheel(view, pixels=3)
    assert view.current_slice == 21


def test_set_current_shows_a_slice_without_scrolling(view: TranscriptView) -> None:
    view.go_to_slice(10)
    value = view.scroll_bar.value()
    view.set_current(90)
    assert (view.current_slice, view.scroll_bar.value()) == (90, value)


def test_a_click_tells_slice_cue_and_hit(
    qtbot: QtBot, view: TranscriptView, reached: list[int], item: StandInItem
) -> None:
    number = next(n for n in range(10, 60) if item.slice_score(n).hits)
    view.go_to_slice(number)
    view.set_current(1)
    hit = item.slice_score(number).hits[0]
    start = item.slices[number - 1].start + hit.start
    cues: list[int] = []
    hits: list[tuple[int, int]] = []
    view.cue_clicked.connect(cues.append)
    view.hit_clicked.connect(lambda *place: hits.append(place))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=line_point(view, start))
    assert reached == [number]
    assert cues == [item.transcript.cue_at(start)]
    assert hits == [(number, 0)]


def test_a_click_on_a_heading_tells_the_slice_alone(qtbot: QtBot, view: TranscriptView, reached: list[int]) -> None:
    cues: list[int] = []
    view.cue_clicked.connect(cues.append)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.heading_rect(2).topLeft() + QPoint(20, 5))
    assert reached == [2]
    assert cues == []


def test_cue_at_point_is_none_beside_the_text(view: TranscriptView) -> None:
    assert view.cue_at_point(QPoint(2, 60)) is None
    assert view.cue_at_point(view.heading_rect(1).center()) is None


def test_moving_the_caret_out_of_a_slice_tells_the_next_one(
    qtbot: QtBot, view: TranscriptView, reached: list[int]
) -> None:
    view.setFocus()
    for _ in range(40):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert reached == list(range(2, reached[-1] + 1))
    assert len(reached) >= 2


def test_numbers_outside_the_item_are_ignored(view: TranscriptView) -> None:
    view.go_to_slice(5)
    view.go_to_slice(0)
    view.go_to_slice(10_000)
    assert view.slice_at_top() == 5


def test_keys_of_the_window_are_left_to_it(qtbot: QtBot, view: TranscriptView) -> None:
    from PySide6.QtGui import QKeyEvent

    for key, text in [
        (Qt.Key.Key_BracketLeft, "["),
        (Qt.Key.Key_Space, " "),
        (Qt.Key.Key_Escape, ""),
        (Qt.Key.Key_Tab, ""),
    ]:
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        view.keyPressEvent(event)
        assert not event.isAccepted()


def test_a_hit_explains_itself(qtbot: QtBot, view: TranscriptView, item: StandInItem) -> None:
    number = next(n for n in range(1, 60) if item.slice_score(n).hits)
    view.go_to_slice(number)
    hit = item.slice_score(number).hits[0]
    point = line_point(view, item.slices[number - 1].start + hit.start)
    event = QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    assert QToolTip.text() == hit_sentence(hit, FRAMEWORK)
    QToolTip.hideText()


@pytest.mark.parametrize(
    ("hit", "sentence"),
    [
        (Hit("harm", 0, 4, -2, 1, -7.04), "harm · weight −2 · contribution −7"),
        (Hit("harm", 0, 4, -2, 0.5, -3.5), "harm · weight −2 · factor 0.5 (hedged) · contribution −3.5"),
        (Hit("harm", 0, 4, -2, -0.2, 1.4), "harm · weight −2 · factor −0.2 (negated) · contribution 1.4"),
        (Hit("hope", 0, 4, 1.5, -0.1, -0.5), "hope · weight 1.5 · factor −0.1 · contribution −0.5"),
    ],
)
def test_sentences_of_hits(hit: Hit, sentence: str) -> None:
    assert hit_sentence(hit, FRAMEWORK) == sentence


def test_an_unknown_kind_of_context_is_not_named() -> None:
    rules = (ContextRule("irony", ("sure",), 0.5, 3),)
    framework = Framework(
        "x", "1", "X", "Bad", "Mixed", "Good", FRAMEWORK.bands, (), FRAMEWORK.terms, rules, resistance=0.1
    )
    sentence = hit_sentence(Hit("harm", 0, 4, -2, 0.5, -3.5), framework)
    assert sentence == "harm · weight −2 · factor 0.5 · contribution −3.5"


def test_headings_say_the_band_in_words(item: StandInItem) -> None:
    headings = [heading_of(item, index) for index in range(len(item.slices))]
    risky = next(heading for heading in headings if heading.points <= -12)
    assert risky.score.startswith("−")
    assert risky.plain().endswith("· Risk-forward")
    assert risky.spoken().endswith(f"score {risky.score}, risk-forward")
    silent = next((heading for heading in headings if not heading.has_hits), None)
    if silent is not None:
        assert silent.band == "Mixed, no hits"


def test_messages_take_the_place_of_text(view: TranscriptView, reached: list[int], item: StandInItem) -> None:
    view.go_to_slice(7)
    view.clear("Loading the transcript…", "This takes a moment.")
    assert view.message == "Loading the transcript… This takes a moment."
    assert view.first_visible_position() == 0
    assert view.slice_at_top() == 0
    assert view.current_slice == 0
    assert view.cue_at_point(QPoint(50, 50)) is None
    view.go_to_slice(3)
    view.select_all()
    view.copy()
    turn_wheel(view, pixels=50)
    view.find_next()
    assert view.viewport().grab().toImage().pixelColor(2, 2) == view.viewport().grab().toImage().pixelColor(5, 5)
    view.show_item(item)
    assert view.message == ""
    assert view.slice_at_top() == 1
    assert reached == []


def test_an_item_without_text_says_so(view: TranscriptView) -> None:
    view.show_item(item_of([]))
    assert view.message == "This item has no transcript."
