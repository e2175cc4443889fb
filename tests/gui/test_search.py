"""Searching in the window: typed, clicked and walked through as a person does, and held to a look at everything."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import text as sql

from reader.domain.query_reading import read_query
from reader.domain.searching import Results
from reader.errors import LibraryError
from reader.gui import search_flow
from reader.gui.charts.small import PADDING
from reader.gui.main_window import MainWindow
from reader.gui.pages.item_page import ItemPage
from reader.gui.pages.search_page import SearchPage
from reader.gui.preparing import SEARCH
from reader.gui.search_flow import SearchFlow
from reader.gui.widgets.search_layout import trail_rect
from reader.gui.widgets.search_rows import SearchRow
from reader.library.search_reading import Scope
from reader.services import searching
from reader.services.framework_choice import framework_of
from reader.services.opening import open_library
from reader.services.reading import open_item
from tests.gui.conftest import PATIENCE_MS, StartProgram, open_title
from tests.gui.test_access import SIZES, cut_words, unnamed
from tests.library.search_oracle import everything

CTRL, ALT, SHIFT = (getattr(Qt.KeyboardModifier, f"{name}Modifier") for name in ("Control", "Alt", "Shift"))


class Desk:
    """The window with the hands of a person on it."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    @property
    def flow(self) -> SearchFlow:
        return self.window.flows.search

    @property
    def page(self) -> SearchPage:
        return self.flow.page

    @property
    def item_page(self) -> ItemPage:
        assert self.window.item_page is not None
        return self.window.item_page

    @property
    def bar(self) -> str:
        return self.item_page.transcript.search_bar.words.whole_text()

    def until(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so, timeout=PATIENCE_MS)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)

    def settle(self) -> None:
        """Wait until all is counted."""
        self.until(lambda: self.flow.session is not None and not self.flow.session.is_running)
        QApplication.processEvents()

    def search(self, text: str) -> None:
        """Ctrl+K, and type."""
        self.key(Qt.Key.Key_K, CTRL)
        assert QApplication.focusWidget() is self.window.top_bar.field
        QTest.keyClicks(self.window.top_bar.field, text)
        self.settle()

    def click_row(self, row: SearchRow) -> None:
        index = self.page.rows.index(self.page.rows.row_of(row.key))
        self.page.view.scrollTo(index)
        rect = self.page.view.visualRect(index)
        place = QPoint(rect.left() + 260, rect.center().y())
        QTest.mouseClick(self.page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def click_trail(self, row: SearchRow, number: int) -> None:
        """Click on the middle of a slice's bar on the small arc of a row."""
        index = self.page.rows.index(self.page.rows.row_of(row.key))
        self.page.view.scrollTo(index)
        rect = trail_rect(self.page.view.visualRect(index))
        summary = self.page.rows.summary(row.item.item_id)
        assert summary is not None
        x = rect.left() + PADDING + (number - 0.5) * (rect.width() - 2 * PADDING) / len(summary.scores)
        place = QPoint(round(x), round(rect.center().y()))
        QTest.mouseClick(self.page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def rows(self, kind: str) -> list[SearchRow]:
        return [row for row in self.page.rows.rows if row.kind == kind]

    def arrive(self, item_id: int) -> None:
        """Wait until an item stands on the screen with its hits marked."""
        view = self.item_page.transcript.view
        self.until(lambda: self.window.navigator.page == "item" and self.window.navigator.item_id == item_id)
        self.until(lambda: len(view.search_marks) > 0)

    def assert_at(self, number: int, start: int, end: int) -> None:
        """The cursor of charts and text is at this slice, and exactly the hit is selected and in view."""
        view, page = self.item_page.transcript.view, self.item_page
        assert (view.selection.start, view.selection.end) == (start, end)
        assert view.is_at(start, end)
        assert view.position_rect(start).top() >= 0
        assert view.current_slice == page.slice_number == page.cursor_position.slice_number == number
        assert page.charts.arc.current == number


@pytest.fixture
def desk(qtbot: QtBot, window: MainWindow) -> Desk:
    return Desk(qtbot, window)


def counted_by_hand(window: MainWindow, query: str) -> tuple[int, int]:
    """How many hits and conversations a look at everything finds."""
    library = window.library
    assert library is not None
    framework = framework_of(library)
    node = read_query(query).root
    seen = [item.seen(node) for item in everything(library, Scope(framework.id, framework.bands)).values()]
    found = [one for one in seen if one.matched]
    return sum((len(one.hits) or len(one.slices)) + len(one.in_fields) for one in found), len(found)


QUERIES = (
    "catastrophe ", "wonderful breakthrough ", '"evening train"', "catastroph*", "river NOT trust ",
    'show:"Open Hour" harms ', "weather band:mixed", "score:<-30", "speaker:ben destroys ", "gardens ",
)  # fmt: skip


def test_totals_are_those_of_a_look_at_everything(desk: Desk) -> None:
    for query in QUERIES:
        desk.search(query)
        hits, items = counted_by_hand(desk.window, query)
        results = desk.page._results
        assert results is not None
        assert (results.totals.occurrences, results.totals.items) == (hits, items), query
        assert hits > 0
        assert f" of {hits:,} " in desk.page.totals.text()
        assert "at least" not in desk.page.totals.text()
        assert desk.page.totals.text().endswith(f"{items} conversation{'s' * (items > 1)}")


def test_enter_opens_the_first_hit_exactly_with_all_hits_of_the_item_marked(desk: Desk) -> None:
    desk.search("catastrophe")
    row = desk.rows("hit")[0]
    assert row.hit is not None
    desk.key(Qt.Key.Key_Return)
    desk.arrive(row.item.item_id)
    desk.assert_at(row.hit.number, row.hit.start, row.hit.end)
    item = desk.item_page.item
    assert item is not None
    by_hand = [match.start() for match in re.finditer("catastrophe", item.transcript.text)]
    assert list(desk.item_page.transcript.view.search_marks.starts) == by_hand
    hits, items = counted_by_hand(desk.window, "catastrophe")
    assert desk.bar == f"Hit 1 of {len(by_hand)} here · {hits} in {items} conversations"
    assert desk.item_page.transcript.view.hasFocus()


def test_a_click_on_any_snippet_opens_it_there(desk: Desk) -> None:
    desk.search("train")
    desk.until(lambda: len(desk.rows("hit")) >= 6)
    for row in desk.rows("hit")[1::4]:
        assert row.hit is not None
        desk.click_row(row)
        desk.arrive(row.item.item_id)
        desk.assert_at(row.hit.number, row.hit.start, row.hit.end)
        desk.key(Qt.Key.Key_Left, ALT)
        assert desk.window.navigator.page == "search"


def test_ticks_and_bars_of_a_small_arc_open_their_slice(desk: Desk) -> None:
    desk.search("breakthrough")
    row = next(row for row in desk.rows("item") if row.item.title == "Tides at noon")
    summary = desk.page.rows.summary(row.item.item_id)
    assert summary is not None
    ticked = row.item.slices[-1]
    bare = next(number for number in range(1, len(summary.scores) + 1) if number not in row.item.slices)
    desk.click_trail(row, ticked)
    desk.arrive(row.item.item_id)
    view = desk.item_page.transcript.view
    desk.until(lambda: view.selected_text().endswith("breakthrough"))
    first = searching.Search(desk.window.library, "breakthrough").places(row.item.item_id)  # type: ignore[arg-type]
    at = first.numbers.index(ticked)
    desk.assert_at(ticked, first.starts[at], first.ends[at])
    desk.key(Qt.Key.Key_Left, ALT)
    desk.click_trail(row, bare)
    desk.until(lambda: desk.window.navigator.page == "item" and desk.item_page.slice_number == bare)
    assert view.slice_at_top() == bare
    assert desk.bar.startswith(f"{len(first.starts)} hits here")


def test_f3_walks_through_all_hits_of_all_conversations_and_shift_f3_back(desk: Desk) -> None:
    desk.search("breakthrough")
    library = desk.window.library
    assert library is not None
    expected = []
    for row in desk.rows("item"):
        places = searching.Search(library, "breakthrough").places(row.item.item_id)
        expected += [(row.item.item_id, *one) for one in zip(places.numbers, places.starts, places.ends, strict=True)]
    per_item = len(expected) // len(desk.rows("item"))
    assert per_item > 1
    desk.key(Qt.Key.Key_F3)
    desk.arrive(expected[0][0])
    walked = expected[: per_item * 2 + 6]
    for item_id, number, start, end in walked:
        desk.until(lambda item_id=item_id, start=start: (
            desk.window.navigator.item_id == item_id and desk.item_page.transcript.view.selection.start == start
        ))  # fmt: skip
        desk.assert_at(number, start, end)
        desk.key(Qt.Key.Key_F3)
    assert len({one[0] for one in walked}) > 1
    after = expected[len(walked)]
    desk.until(lambda: desk.item_page.transcript.view.selection.start == after[2])
    desk.key(Qt.Key.Key_F3, SHIFT)
    desk.until(lambda: desk.item_page.transcript.view.selection.start == walked[-1][2])
    desk.assert_at(*walked[-1][1:])


def test_the_walk_says_where_it_ends_and_escape_takes_the_marks_away(desk: Desk) -> None:
    desk.search('breakthrough show:"Night Desk"')
    row = desk.rows("hit")[0]
    desk.click_row(row)
    desk.arrive(row.item.item_id)
    desk.key(Qt.Key.Key_F3, SHIFT)
    desk.until(lambda: desk.bar.endswith("the first one"))
    bar, view = desk.item_page.transcript.search_bar, desk.item_page.transcript.view
    desk.key(Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert len(view.search_marks) == 0
    desk.key(Qt.Key.Key_F3)
    assert desk.item_page.transcript.find_bar.isVisible()


def test_a_conversation_opened_otherwise_shows_its_hits_and_f3_leads_on_from_it(desk: Desk) -> None:
    desk.search("glass")
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.window.navigator.page == "item")
    open_title(desk.qtbot, desk.window, "Harbour lights")
    desk.until(lambda: desk.bar.startswith("No hit here"))
    desk.item_page.transcript.search_bar.next_button.click()
    desk.until(lambda: desk.item_page.item is not None and desk.item_page.item.metadata.title == "Gardens of glass")


def test_back_brings_the_results_as_they_were_left(desk: Desk) -> None:
    desk.window.resize(1024, 620)
    desk.search("people")
    desk.key(Qt.Key.Key_Down)
    for _ in range(14):
        desk.key(Qt.Key.Key_Down)
    view = desk.page.view
    row, value = view.current_row, view.verticalScrollBar().value()
    assert row is not None
    assert value > 0
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.window.navigator.page == "item")
    jobs_before = len(desk.window.jobs.running)
    desk.key(Qt.Key.Key_Left, ALT)
    assert desk.window.navigator.page == "search"
    assert (view.current_row, view.verticalScrollBar().value()) == (row, value)
    assert QApplication.focusWidget() is view
    assert len(desk.window.jobs.running) <= jobs_before
    assert desk.window.top_bar.field.text() == "people"


def test_results_come_again_in_their_place_when_the_library_changes(desk: Desk) -> None:
    desk.search("people")
    for _ in range(4):
        desk.key(Qt.Key.Key_Down)
    row = desk.page.view.current_row
    assert row is not None
    desk.window.operations.edit([row.item.item_id], {"title": "People of the sea"})
    desk.until(lambda: any(found.title == "People of the sea" for found in desk.page.rows.found))
    desk.settle()
    assert desk.page.view.current_row is not None
    assert desk.page.view.current_row.key == row.key


def test_results_show_the_scores_that_were_made_anew(desk: Desk) -> None:
    desk.search("people")
    before = [hit.score for found in desk.page.rows.found for hit in found.hits]
    desk.window.operations.choose_framework("monetary-policy")
    desk.until(lambda: desk.window.framework_flow.in_use == "monetary-policy")
    desk.until(lambda: not any(item.stale for item in desk.window.model.items) and desk.window.is_settled)
    scores = {item.id: item.scores for item in desk.window.model.items}

    def are_shown() -> bool:
        found = [(item.item_id, hit) for item in desk.page.rows.found for hit in item.hits if not hit.field]
        return bool(found) and all(hit.score == scores[item_id][hit.number - 1] for item_id, hit in found)

    desk.until(are_shown)
    assert [hit.score for found in desk.page.rows.found for hit in found.hits] != before


def test_by_stance_only_hits_in_slices_of_the_band_are_left(desk: Desk) -> None:
    desk.search("people")
    names = {made.accessibleName(): made for made in desk.page.filters.stance.buttons()}
    assert list(names) == ["All bands", "Risk-forward", "Mixed", "Opportunity-forward"]
    for name in list(names)[1:]:
        names[name].click()
        desk.settle()
        band = next(band for band in desk.window.model.bands if band.name == name)
        query = desk.window.top_bar.field.text()
        assert query == f"people* band:{band.id}"
        hits, _items = counted_by_hand(desk.window, query)
        results = desk.page._results
        assert results is not None
        assert results.totals.occurrences == hits
        assert all(row.hit is not None and row.hit.score is not None for row in desk.rows("hit"))
        scores = {row.hit.score for row in desk.rows("hit") if row.hit is not None}
        assert all(score is not None and band.least <= score <= band.greatest for score in scores)
        library = desk.window.library
        assert library is not None
        for row in desk.rows("item"):
            of_item = open_item(library, row.item.item_id).profile.scores
            assert all(band.least <= of_item[number - 1] <= band.greatest for number in row.item.slices)
    names["All bands"].click()
    desk.settle()
    assert desk.window.top_bar.field.text() == "people*"


def test_menus_write_the_query_and_chips_take_filters_away(desk: Desk) -> None:
    desk.search("people ")
    for field, entry in (("show", "Open Hour"), ("speaker", "Ben"), ("date", "2025"), ("score", "Below 0")):
        menu = desk.page.filters.menus[field].menu()
        menu.aboutToShow.emit()
        next(action for action in menu.actions() if action.text().split("\t")[0] == entry).trigger()
        desk.settle()
    assert desk.window.top_bar.field.text() == 'people show:"Open Hour" speaker:Ben date:2025 score:<0'
    assert {row.item.show for row in desk.rows("item")} == {"Open Hour"}
    assert {row.hit.speaker for row in desk.rows("hit") if row.hit} == {"Ben"}
    names = [chip.accessibleName() for chip in desk.page.chips.chips]
    assert names[0] == "Take away the filter show: Open Hour"
    assert len(names) == 4
    QTest.mouseClick(desk.page.chips.chips[0], Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.window.top_bar.field.text() == "people speaker:Ben date:2025 score:<0"
    assert "Night Desk" in {row.item.show for row in desk.rows("item")}


def test_the_rest_of_an_items_hits_is_shown_at_a_wish(desk: Desk) -> None:
    desk.search("destroys ")
    row = desk.rows("rest")[0]
    desk.click_row(row)
    desk.until(lambda: desk.page.rows.is_expanded(row.item.item_id))
    whole = next(item for item in desk.page.rows.found if item.item_id == row.item.item_id)
    starts = [one.hit.start for one in desk.rows("hit") if one.item.item_id == row.item.item_id and one.hit]
    assert starts == sorted(set(starts))
    assert sum(len(hit.marks) for hit in whole.hits) >= whole.occurrences
    assert all(one.item.item_id != row.item.item_id for one in desk.rows("rest"))


def test_further_items_come_as_one_scrolls_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "PAGE", 2)
    asked: list[int] = []
    more = searching.Search.more

    def counted(self: searching.Search, most: int = 2) -> Any:
        found = more(self, 2)
        asked.append(len(found))
        return found

    monkeypatch.setattr(searching.Search, "more", counted)
    desk.window.resize(1024, 540)
    desk.search("people")
    _hits, items = counted_by_hand(desk.window, "people")
    bar = desk.page.view.verticalScrollBar()
    while len(desk.page.rows.found) < items:
        bar.setValue(bar.maximum())
        before = len(desk.page.rows.found)
        desk.until(lambda before=before: len(desk.page.rows.found) > before)
    ids = [item.item_id for item in desk.page.rows.found]
    assert len(ids) == len(set(ids)) == items
    assert asked[0] == 2


def test_an_outdated_slow_answer_is_never_shown_and_does_not_hold_up_the_next(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, begun, threads = threading.Event(), threading.Event(), set()
    run = searching.Search.run

    def slow(self: searching.Search, most: int = 20) -> Generator[Results, None, Results]:
        threads.add(threading.current_thread())
        if self.query.text == "train":
            begun.set()
            go_on.wait(20)
        return (yield from run(self, most))

    monkeypatch.setattr(searching.Search, "run", slow)
    shown: list[str] = []
    show = desk.page.show_results
    monkeypatch.setattr(desk.page, "show_results", lambda results: (shown.append(results.query.text), show(results)))
    desk.window.top_bar.field.setFocus()
    desk.window.top_bar.field.setText("train")
    desk.until(begun.is_set)
    desk.window.top_bar.field.setText("breakthrough")
    desk.settle()
    assert desk.page._results is not None
    assert desk.page._results.query.text == "breakthrough"
    go_on.set()
    desk.until(lambda: not desk.window.jobs.running)
    assert set(shown) == {"breakthrough"}
    assert {row.item.title for row in desk.rows("item")} == {item.title for item in desk.page.rows.found}
    assert threading.main_thread() not in threads


def test_typing_goes_to_the_results_and_escape_back_to_where_one_was(desk: Desk) -> None:
    open_title(desk.qtbot, desk.window, "Bridges in fog")
    desk.item_page.go_to_slice(7)
    field = desk.window.top_bar.field
    field.setFocus()
    QTest.keyClicks(field, "train")
    assert desk.window.navigator.page == "search"
    assert QApplication.focusWidget() is field
    assert field.text() == "train"
    assert not desk.window.pane.isVisible()
    desk.settle()
    desk.key(Qt.Key.Key_Escape)
    assert desk.window.navigator.page == "item"
    assert desk.item_page.slice_number == 7
    desk.key(Qt.Key.Key_K, CTRL)
    assert field.selectedText() == "train"
    assert desk.page.shows_results


def test_a_typing_error_is_met_with_words_that_are_there(desk: Desk) -> None:
    desk.search("catastrofe ")
    desk.until(lambda: "Did you mean" in desk.page.nothing._sentence.text())
    offer = next(made for made in desk.page.nothing.findChildren(QPushButton) if "catastrophe" in made.text())
    QTest.mouseClick(offer, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.window.top_bar.field.text() == "catastrophe"
    assert desk.rows("hit")


def test_what_was_not_understood_is_said(desk: Desk) -> None:
    desk.search("people band:gloomy ")
    assert "No band begins with “gloomy”" in desk.page.notes.text()
    assert desk.page.notes.isVisible()
    offer = next(made for made in desk.page.nothing.findChildren(QPushButton) if made.isVisible())
    assert offer.text() == "Search all bands"
    offer.click()
    desk.settle()
    assert not desk.page.notes.isVisible()
    assert desk.rows("hit")


def test_a_failure_is_told_with_what_to_do_and_can_be_tried_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: searching.Search, most: int = 20) -> Generator[Results, None, Results]:
        raise LibraryError("The disk is gone.", "Plug it in.")
        yield

    with monkeypatch.context() as patch:
        patch.setattr(searching.Search, "run", broken)
        desk.key(Qt.Key.Key_K, CTRL)
        QTest.keyClicks(desk.window.top_bar.field, "people")
        desk.until(lambda: desk.page.nothing._sentence.text() == "The disk is gone. Plug it in.")
    desk.page.nothing.findChild(QPushButton).click()  # type: ignore[union-attr]
    desk.settle()
    assert desk.rows("hit")


def test_help_and_recent_searches_are_clicked_before_anything_is_typed(
    desk: Desk, qtbot: QtBot, start_program: StartProgram, library_path: Path
) -> None:
    desk.key(Qt.Key.Key_K, CTRL)
    assert desk.page.help.isVisible()
    examples = [made.text() for made in desk.page.help.findChildren(QPushButton)]
    assert 'show:"Open Hour"' in examples
    next(made for made in desk.page.help.findChildren(QPushButton) if made.text() == "date:2025").click()
    desk.settle()
    assert desk.window.top_bar.field.text() == "date:2025"
    assert len(desk.page.rows.found) == 6
    desk.search("harms")
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.window.navigator.page == "item")
    assert desk.window.state.recent_searches == ["harms"]
    desk.window.memory.save()
    finish_window(desk)
    again = Desk(qtbot, start_program(library_path).window)
    again.key(Qt.Key.Key_K, CTRL)
    recent = again.page.help._recent_row.itemAt(0).widget()  # type: ignore[union-attr]
    recent.click()  # type: ignore[attr-defined]
    again.settle()
    assert again.window.top_bar.field.text() == "harms"
    assert again.rows("hit")


def finish_window(desk: Desk) -> None:
    desk.window.close()
    QApplication.processEvents()


def test_an_older_library_is_prepared_in_the_background(
    qtbot: QtBot, start_program: StartProgram, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_library(library_path) as library:
        library.write(lambda connection: connection.execute(sql("DELETE FROM search_texts")))
        assert searching.waiting_count(library) == 6
    monkeypatch.setattr(search_flow, "SEARCH", SEARCH._replace(after_ms=10_000_000))
    desk = Desk(qtbot, start_program(library_path).window)
    desk.search("people")
    desk.until(desk.page.unsearched.isVisible)
    assert desk.page.unsearched.whole_text().startswith("6 conversations are not searched yet")
    started: list[str] = []
    desk.window.jobs.started.connect(lambda job: started.append(f"{job.label} {job.writes}"))
    desk.page.prepare.click()
    desk.until(lambda: not desk.page.unsearched.isVisible() and bool(desk.rows("hit")))
    desk.settle()
    assert f"{SEARCH.label} False" in started
    hits, _items = counted_by_hand(desk.window, "people")
    assert desk.page._results is not None
    assert desk.page._results.totals.occurrences == hits


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_everything_has_a_name_and_no_words_are_cut(desk: Desk, size: tuple[int, int]) -> None:
    desk.window.resize(*size)
    desk.key(Qt.Key.Key_K, CTRL)
    desk.qtbot.wait(50)
    assert unnamed(desk.window) == cut_words(desk.window) == []
    desk.search("people show:night speaker:ann date:2025 ")
    desk.qtbot.wait(50)
    assert unnamed(desk.window) == cut_words(desk.window) == []
    rows, model = desk.page.rows.rows, desk.page.rows
    for at, row in enumerate(rows):
        spoken = model.data(model.index(at), Qt.ItemDataRole.AccessibleTextRole)
        assert (row.hit.snippet if row.hit else row.item.title) in spoken
    desk.key(Qt.Key.Key_Return)
    desk.until(desk.item_page.transcript.search_bar.isVisible)
    desk.qtbot.wait(50)
    assert unnamed(desk.window) == cut_words(desk.item_page.transcript) == []


def test_the_field_and_the_list_are_left_and_entered_by_arrows(desk: Desk) -> None:
    desk.search("people")
    desk.key(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is desk.page.view
    row = desk.page.view.current_row
    assert row is not None
    assert row.kind == "hit"
    for _ in range(2):
        desk.key(Qt.Key.Key_Up)
    assert QApplication.focusWidget() is desk.window.top_bar.field
