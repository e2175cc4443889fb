"""Rows, snippets, ticks and marks of a search, each by itself."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFont, QTextCharFormat
from pytestqt.qtbot import QtBot

from reader.domain.query_reading import read_query
from reader.domain.record import replaced
from reader.domain.searching import FoundItem, Hit, Results, Totals
from reader.domain.wording import count
from reader.gui.widgets.item_list_model import ItemListModel
from reader.gui.widgets.search_layout import (
    SearchFonts,
    Snippets,
    place_rect,
    snippet_rect,
    tick_at,
    tick_places,
    trail_rect,
    words_rect,
)
from reader.gui.widgets.search_marks import SearchMarks
from reader.gui.widgets.search_rows import SearchRows
from reader.gui.widgets.search_words import band_of, here_sentence, hit_place, item_hits, totals_sentence
from reader.services.frameworks import built_in_framework


def hit(start: int, snippet: str = "so we see", marks: tuple[tuple[int, int], ...] = ((3, 5),), field: str = "") -> Hit:
    return Hit(start // 1000 + 1, start, start + 2, 65_000, "Ann", -12, snippet, marks, field)


def found(number: int, hits: int, occurrences: int = 0) -> FoundItem:
    made = tuple(hit(1000 * at) for at in range(hits))
    return FoundItem(number, f"item-{number}", f"Item {number}", "Desk", "2025-01-02", made, occurrences or hits, 0,
                     tuple(range(1, hits + 1)))  # fmt: skip


def kinds(rows: SearchRows) -> list[tuple[str, int]]:
    return [(row.kind, row.item.item_id) for row in rows.rows]


@pytest.fixture
def rows(qtbot: QtBot) -> SearchRows:
    model = ItemListModel()
    model.set_bands(built_in_framework().bands)
    return SearchRows(model)


def test_each_item_stands_over_its_hits_and_the_offer_of_the_rest(rows: SearchRows) -> None:
    rows.show([found(1, 2), found(2, 1, 9)])
    rows.add([found(3, 1)])
    assert kinds(rows) == [
        ("item", 1), ("hit", 1), ("hit", 1), ("item", 2), ("hit", 2), ("rest", 2), ("item", 3), ("hit", 3)
    ]  # fmt: skip
    assert rows.rows[5].text == "Show 8 more"


def test_all_hits_of_an_item_take_the_place_of_the_first_ones(rows: SearchRows) -> None:
    rows.show([found(1, 1, 4), found(2, 1)])
    rows.expand(found(1, 4))
    assert kinds(rows) == [("item", 1), *[("hit", 1)] * 4, ("item", 2), ("hit", 2)]
    rows.expand(found(1, 3, 500))
    assert rows.rows[4].text == "497 more in the conversation"
    rows.expand(found(7, 3))
    assert len(rows.found) == 2


def test_a_hit_in_the_title_needs_no_row_of_its_own(rows: SearchRows) -> None:
    item = found(1, 0, 1)
    title, summary = hit(0, "Item 1", ((0, 4),), "title"), hit(0, "On items", ((3, 8),), "summary")
    rows.show([FoundItem(*item._values[:5], (title, summary), 2, 2, ())])  # type: ignore[attr-defined]
    assert [row.kind for row in rows.rows] == ["item", "field"]
    assert hit_place(summary) == "Summary"


def test_totals_say_at_least_until_they_are_exact() -> None:
    items = (found(1, 2), found(2, 1, 9))
    query = read_query("see")
    begun = Results(query, items, Totals(2, of=40), True)
    assert totals_sentence(begun, items) == "3 of at least 11 hits shown · at least 2 conversations"
    done = Results(query, items, Totals(2, 40, 60, 345, 1, 40, 40), True)
    assert totals_sentence(done, items) == "3 of 345 hits shown · 40 conversations"
    places = Results(read_query("score:<0"), items, Totals(2, 2, 11, 11, 0, 2, 2))
    assert totals_sentence(places, items) == "3 of 11 slices shown · 2 conversations"
    whole = Results(read_query("show:desk"), (), Totals(1, 1, 0, 0, 0, 1, 1))
    assert totals_sentence(whole, (found(1, 0),)) == "1 of 1 conversation shown"
    assert totals_sentence(Results(query, (), Totals()), ()) == ""
    assert totals_sentence(Results(query, (), Totals(of=3)), ()) == "Searching…"
    assert here_sentence("hit", 3, 17) == "Hit 3 of 17 here"
    assert here_sentence("hit", 0, 1) == "1 hit here"


def test_where_slices_are_the_hits_an_item_has_so_many_slices() -> None:
    item = found(1, 2)
    assert item_hits(item).startswith("2 hits")
    unmarked = tuple(replaced(hit, marks=()) for hit in item.hits)
    assert item_hits(replaced(item, hits=unmarked, occurrences=len(item.slices))) == count("slice", len(item.slices))


def test_every_score_has_its_band() -> None:
    framework = built_in_framework()
    for score in range(-100, 101):
        assert band_of(score, framework.bands) == framework.band_of(score)


@pytest.mark.parametrize("width", [90, 240, 700, 2000])
@pytest.mark.parametrize("lead", ["", "We met 😀😀 there and "])
def test_marks_of_a_snippet_stand_on_their_words(qtbot: QtBot, width: int, lead: str) -> None:
    text = f"{lead}risk is one thing, and another risk is a longer one that nobody has seen before in all this time"
    marks = tuple((at, at + 4) for at in range(len(text)) if text.startswith("risk", at))
    layout = Snippets().laid(hit(500, text, marks), QFont(), width, (QTextCharFormat(), QTextCharFormat()))
    assert layout.lineCount() <= 2
    units = layout.text().encode("utf-16-le")
    spoken, *marked = (
        units[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le") for one in layout.formats()
    )
    assert spoken == "Ann:"
    assert len(marked) <= 2
    assert all("risk".startswith(word.rstrip("…")) for word in marked)
    if width > 200:
        assert marked[0] == "risk"


@pytest.mark.parametrize("width", [360, 760, 1400])
def test_the_parts_of_a_row_do_not_overlap(qtbot: QtBot, width: int) -> None:
    fonts = SearchFonts(QFont())
    row = QRect(0, 100, width, fonts.height("item"))
    assert words_rect(row).right() < trail_rect(row).left()
    assert row.top() <= trail_rect(row).top()
    assert trail_rect(row).bottom() <= row.bottom()
    row = QRect(0, 100, width, fonts.height("hit"))
    assert place_rect(row, fonts).right() < snippet_rect(row, fonts).left()


@pytest.mark.parametrize("count", [3, 124, 5000])
def test_a_click_on_a_tick_means_the_nearest_slice_with_a_hit(count: int) -> None:
    dice = random.Random(count)
    rect = QRectF(100, 10, 300, 34)
    slices = tuple(sorted(dice.sample(range(1, count + 1), min(count, 9))))
    for number in slices:
        x = 104 + (number - 0.5) * 292 / count
        nearest = min(slices, key=lambda one: abs(104 + (one - 0.5) * 292 / count - x))
        assert tick_at(rect, slices, count, 4, x) == nearest == number
    assert len(tick_places(rect, slices, count, 4)) <= len(slices)
    assert all(104 <= place < 396 for place in tick_places(rect, slices, count, 4))
    assert tick_at(rect, (), count, 4, 200) == 0
    assert tick_at(rect, (1,), 5000, 4, 390) == 0


def test_marks_in_a_part_of_the_text_are_those_that_reach_into_it() -> None:
    dice = random.Random(7)
    starts = sorted(dice.sample(range(2000), 90))
    ends = [start + dice.choice((3, 8, 40)) for start in starts]
    marks = SearchMarks(starts, ends)
    for _ in range(300):
        first = dice.randrange(2000)
        last = first + dice.randrange(1, 200)
        by_hand = [(a, b) for a, b in zip(starts, ends, strict=True) if a < last and b > first]
        assert marks.between(first, last) == by_hand
    assert marks.index_of(starts[5]) == 5
    assert marks.index_of(-1) == -1
    assert SearchMarks().between(0, 100) == []
