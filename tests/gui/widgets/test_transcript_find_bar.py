"""Finding from the person's side: the bar, the marks, the walk from hit to hit."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.domain.transcript import Cue
from reader.gui.theme.palette import load_palette
from reader.gui.widgets.find_bar import FindBar
from reader.gui.widgets.transcript_find import FindQuery
from reader.gui.widgets.transcript_finder import WENT_ROUND_BACKWARD, WENT_ROUND_FORWARD
from reader.gui.widgets.transcript_view import TranscriptView
from tests.gui.widgets.transcript_items import StandInItem, captions, item_of, long_item, shown, small_item

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def item() -> StandInItem:
    cues = captions(800)
    cues[30] = Cue("Here is a zebra.", 72_000)
    cues[31] = Cue("Crossing the road.", 73_000, new_paragraph=True)
    cues[400] = Cue("another Zebra’s stripes", 960_000)
    cues[700] = Cue("zebras at last", 1_680_000)
    return item_of(cues)


@pytest.fixture
def bar(qtbot: QtBot, item: StandInItem) -> Iterator[FindBar]:
    view = shown(qtbot, item, 640, 500)
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    bar = FindBar(view)
    bar.apply_palette(load_palette("dark"))
    layout.addWidget(bar)
    layout.addWidget(view)
    window.resize(660, 600)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    view.setFocus()
    yield bar
    window.close()


def view_of(bar: FindBar) -> TranscriptView:
    return bar._view


def type_in(qtbot: QtBot, bar: FindBar, text: str) -> None:
    bar.open()
    qtbot.keyClicks(bar.field, text)
    qtbot.waitUntil(lambda: not view_of(bar).finder.session.is_running)


def selected(bar: FindBar) -> str:
    view = view_of(bar)
    return view.text_layout.item.transcript.text[view.selection.start : view.selection.end]


def in_view(bar: FindBar) -> bool:
    view = view_of(bar)
    rect = view.position_rect(view.selection.start)
    return rect.top() >= 0 and rect.bottom() <= view.viewport().height()


def test_typing_goes_to_the_first_hit_and_counts_all(qtbot: QtBot, bar: FindBar, item: StandInItem) -> None:
    type_in(qtbot, bar, "zebra")
    assert bar.count_label.text() == "1 of 3"
    assert selected(bar) == "zebra"
    assert view_of(bar).selection.start == item.transcript.text.index("zebra")
    assert in_view(bar)


def test_walking_forward_goes_round_with_a_note(qtbot: QtBot, bar: FindBar) -> None:
    type_in(qtbot, bar, "zebra")
    notes = []
    for _ in range(4):
        qtbot.keyClick(bar.field, Qt.Key.Key_F3)
        notes.append((bar.count_label.text(), bar.note_label.text(), selected(bar), in_view(bar)))
    assert notes == [
        ("2 of 3", "", "Zebra", True),
        ("3 of 3", "", "zebra", True),
        ("1 of 3", WENT_ROUND_FORWARD, "zebra", True),
        ("2 of 3", "", "Zebra", True),
    ]


def test_walking_backward_by_keys_and_buttons(qtbot: QtBot, bar: FindBar) -> None:
    type_in(qtbot, bar, "zebra")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    assert bar.count_label.text() == "3 of 3"
    assert bar.note_label.text() == WENT_ROUND_BACKWARD
    qtbot.keyClick(bar.field, Qt.Key.Key_F3, SHIFT)
    assert bar.count_label.text() == "2 of 3"
    qtbot.mouseClick(bar.previous_button, Qt.MouseButton.LeftButton)
    assert bar.count_label.text() == "1 of 3"
    qtbot.mouseClick(bar.next_button, Qt.MouseButton.LeftButton)
    assert bar.count_label.text() == "2 of 3"


def test_f3_works_in_the_text_too(qtbot: QtBot, bar: FindBar) -> None:
    type_in(qtbot, bar, "zebra")
    view_of(bar).setFocus()
    qtbot.keyClick(view_of(bar), Qt.Key.Key_F3)
    assert bar.count_label.text() == "2 of 3"
    qtbot.keyClick(view_of(bar), Qt.Key.Key_F3, SHIFT)
    assert bar.count_label.text() == "1 of 3"


def test_the_search_starts_from_the_current_place(qtbot: QtBot, bar: FindBar, item: StandInItem) -> None:
    view_of(bar).go_to_slice(item.slices[-1].number // 2)
    assert view_of(bar).first_visible_position() > item.transcript.text.index("zebra")
    type_in(qtbot, bar, "zebra")
    assert bar.count_label.text() == "2 of 3"


def test_after_scrolling_the_walk_goes_on_from_what_is_in_view(qtbot: QtBot, bar: FindBar, item: StandInItem) -> None:
    type_in(qtbot, bar, "zebra")
    view_of(bar).go_to_slice(len(item.slices))
    view_of(bar).find_previous()
    assert bar.count_label.text() == "3 of 3"


def test_a_growing_query_is_looked_for_from_where_it_began(qtbot: QtBot, bar: FindBar, item: StandInItem) -> None:
    type_in(qtbot, bar, "z")
    first = view_of(bar).selection.start
    qtbot.keyClicks(bar.field, "ebra")
    assert view_of(bar).selection.start == first
    qtbot.keyClicks(bar.field, "s")
    assert bar.count_label.text() == "1 of 1"


def test_switches(qtbot: QtBot, bar: FindBar) -> None:
    type_in(qtbot, bar, "zebra")
    bar.match_case.click()
    assert bar.count_label.text().endswith("of 2")
    bar.whole_words.click()
    assert bar.count_label.text() == "1 of 1"
    bar.match_case.click()
    assert bar.count_label.text().endswith("of 2")


def test_hits_across_a_paragraph_end_and_curly_signs(qtbot: QtBot, bar: FindBar) -> None:
    type_in(qtbot, bar, "zebra. crossing")
    assert bar.count_label.text() == "1 of 1"
    bar.field.setText("zebra's")
    assert bar.count_label.text() == "1 of 1"
    assert selected(bar) == "Zebra’s"


def test_nothing_found_says_so_and_stays(qtbot: QtBot, bar: FindBar) -> None:
    before = view_of(bar).scroll_bar.value()
    type_in(qtbot, bar, "okapi")
    assert bar.count_label.text() == "Not found"
    assert not bar.next_button.isEnabled()
    assert view_of(bar).scroll_bar.value() == before
    bar.field.clear()
    assert bar.count_label.text() == ""


def test_escape_closes_and_gives_the_focus_back(qtbot: QtBot, bar: FindBar) -> None:
    type_in(qtbot, bar, "zebra")
    with qtbot.waitSignal(bar.closed):
        qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert view_of(bar).hasFocus()
    assert view_of(bar).scroll_bar.ticks().rows == ()
    assert selected(bar) == "zebra"


def test_opening_with_a_selection_looks_for_it(qtbot: QtBot, bar: FindBar, item: StandInItem) -> None:
    start = item.transcript.text.index("Zebra’s")
    view_of(bar).select(start, start + 5)
    view_of(bar).show_passage(start, start + 5)
    bar.open()
    assert bar.field.text() == "Zebra"
    assert bar.count_label.text() == "2 of 3"
    assert bar.field.hasFocus()


def test_opening_again_searches_again_without_scrolling(qtbot: QtBot, bar: FindBar, item: StandInItem) -> None:
    type_in(qtbot, bar, "zebra")
    bar.close_bar()
    view_of(bar).go_to_slice(12)
    view_of(bar).select(0, 0)
    bar.open()
    assert view_of(bar).slice_at_top() == 12
    assert bar.count_label.text() == "3 places"


def test_opening_again_on_what_was_found_marks_it_again(qtbot: QtBot, bar: FindBar) -> None:
    type_in(qtbot, bar, "zebra")
    bar.close_bar()
    bar.open()
    assert view_of(bar).scroll_bar.ticks().rows
    assert bar.count_label.text() == "1 of 3"
    view_of(bar).find_next()
    assert bar.count_label.text() == "2 of 3"


def test_editing_the_query_elsewhere_starts_from_there(qtbot: QtBot, bar: FindBar, item: StandInItem) -> None:
    type_in(qtbot, bar, "zebr")
    view_of(bar).go_to_slice(len(item.slices) // 2)
    qtbot.keyClicks(bar.field, "a")
    assert bar.count_label.text() == "2 of 3"


def test_another_item_is_searched_without_scrolling(qtbot: QtBot, bar: FindBar) -> None:
    type_in(qtbot, bar, "zebra")
    view_of(bar).show_item(item_of([*captions(100), Cue("a zebra"), *captions(100)]))
    assert bar.count_label.text() == "1 place"
    assert view_of(bar).scroll_bar.value() == 0
    view_of(bar).clear("Nothing is open.")
    assert bar.count_label.text() == "Not found"


def test_finding_moves_the_cursor(qtbot: QtBot, bar: FindBar, item: StandInItem) -> None:
    reached: list[int] = []
    view_of(bar).slice_reached.connect(reached.append)
    type_in(qtbot, bar, "zebra")
    view_of(bar).find_next()
    wanted = next(p.number for p in item.slices if p.end > item.transcript.text.index("Zebra’s"))
    assert reached[-1] == wanted
    assert view_of(bar).current_slice == wanted


def test_ticks_stand_where_the_hits_are(qtbot: QtBot, bar: FindBar, item: StandInItem) -> None:
    type_in(qtbot, bar, "zebra")
    view = view_of(bar)
    ticks = view.scroll_bar.ticks()
    assert len(ticks.rows) == 3
    height = view.scroll_bar.height()
    for row, word in zip(ticks.rows, ("zebra", "Zebra", "zebras"), strict=True):
        part = item.transcript.text.index(word) / len(item.transcript.text)
        assert abs(row / height - part) < 0.15
    assert ticks.current == ticks.rows[0]


def test_all_hits_in_view_are_marked(qtbot: QtBot) -> None:
    item = small_item(10)
    view = shown(qtbot, item)
    plain = view.viewport().grab().toImage()
    view.finder.start(FindQuery("the"), keep_place=True)
    marked = view.viewport().grab().toImage()
    text, at, count = item.transcript.text, 0, 0
    while (at := text.find("the", at + 1)) >= 0:
        rect = view.position_rect(at)
        if rect.bottom() > view.viewport().height():
            break
        point = rect.topLeft() + QPoint(2, rect.height() // 5)
        assert plain.pixelColor(point) != marked.pixelColor(point)
        count += 1
    assert count > 10


def test_five_million_characters_do_not_hold_the_keys_up(qtbot: QtBot) -> None:
    item = long_item()
    view = shown(qtbot, item)
    bar = FindBar(view)
    qtbot.addWidget(bar)
    bar.open()
    slowest = 0.0
    for letters in ("e", "ev", "evi", "evid"):
        before = perf_counter()
        bar.field.setText(letters)
        slowest = max(slowest, perf_counter() - before)
    qtbot.waitUntil(lambda: not view.finder.session.is_running, timeout=20_000)
    assert view.finder.session.count == item.transcript.text.lower().count("evid")
    assert bar.count_label.text() == f"1 of {view.finder.session.count:,}"
    assert slowest < 0.1
