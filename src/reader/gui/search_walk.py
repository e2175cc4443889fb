"""From hit to hit through conversations: where a search has led to, marked in the text, and on to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from reader.gui.navigator import Navigator
from reader.gui.search_session import SearchSession
from reader.gui.widgets.search_marks import SearchMarks
from reader.gui.widgets.search_words import here_sentence, hit_noun, whole_sentence

if TYPE_CHECKING:
    from reader.domain.searching import Places, Results
    from reader.gui.pages.item_page import ItemPage
    from reader.services.searching import FoundPlace

AT_END, AT_START = "the last one", "the first one"


class Target(NamedTuple):
    """Where to go: an item, a slice of it (0: where it was left), and the characters of a hit (-1: the first one in
    that slice, if any).
    """

    item_id: int
    number: int = 0
    start: int = -1
    end: int = -1


class SearchWalk(QObject):
    """Keeps the bar over the transcript, the marks in it and the search that they come from in step."""

    def __init__(self, navigator: Navigator, parent: QObject) -> None:
        super().__init__(parent)
        self._navigator = navigator
        self._page: ItemPage | None = None
        self._session: SearchSession | None = None
        self._target: Target | None = None
        self._at = (-1, -1)
        self.is_on = False

    def use_page(self, page: ItemPage) -> None:
        """Lead through this page, once it is built."""
        self._page = page
        bar = page.transcript.search_bar
        bar.next_requested.connect(lambda: self.step(forward=True))
        bar.previous_requested.connect(lambda: self.step(forward=False))
        bar.closed.connect(self.stop)
        page.transcript.view.item_changed.connect(self._item_changed)
        self._navigator.item_shown.connect(self._item_shown)

    def use_session(self, session: SearchSession | None) -> None:
        """This is what is searched for from now on: what was found before is no more marked."""
        self.stop()
        self._session = session
        if session is not None:
            session.results_came.connect(lambda _results: self._tell())

    def go(self, target: Target) -> None:
        """Open an item at a hit."""
        self._target = target
        self._navigator.open_item(target.item_id, target.number)

    def step(self, forward: bool) -> None:
        """On to the next hit, or back to the one before, in whatever conversation it is."""
        session, page = self._session, self._page
        if session is None or page is None or page.item is None:
            return
        view, item_id = page.transcript.view, page.item.id
        place = self._at[0]
        if not view.is_at(*self._at):
            place = view.reading_place() - 1 if forward else view.reading_place()
        session.step(item_id, place, forward, lambda found: self._stepped(item_id, found, forward))

    def stop(self) -> None:
        """Take the marks away: somebody is done with the search, or asks for something else."""
        self.is_on = False
        self._target = None
        self._at = (-1, -1)
        if self._page is not None:
            self._page.transcript.view.mark_places(SearchMarks())
            self._page.transcript.search_bar.hide()

    # -- private

    def _stepped(self, item_id: int, found: FoundPlace | None, forward: bool) -> None:
        page, results = self._page, self._session.results if self._session is not None else None
        if page is None or page.item is None or page.item.id != item_id:
            return
        if found is None:
            foreign = results is not None and results.items and not page.transcript.view.search_marks.starts
            if foreign and results is not None and all(item.item_id != item_id for item in results.items):
                # A conversation that is not among the results: the walk begins at the best of those.
                self._go_to_best(results)
                return
            self._tell(AT_END if forward else AT_START)
        elif found.item_id == item_id:
            self._point_at(found.start, found.end)
        else:
            self.go(Target(found.item_id, found.number, found.start, found.end))

    def _go_to_best(self, results: Results) -> None:
        best = results.items[0]
        hit = next((hit for hit in best.hits if not hit.field), None)
        self.go(Target(best.item_id, hit.number, hit.start, hit.end) if hit else Target(best.item_id))

    def _item_changed(self) -> None:
        """Another item is shown, or the same one anew: whatever was marked in it is gone."""
        if self.is_on:
            self._at = (-1, -1)
            self._ask_places()

    def _item_shown(self) -> None:
        target, self._target = self._target, None
        page = self._page
        if target is None or page is None or target.item_id != self._navigator.item_id:
            return
        was_on, self.is_on = self.is_on, self._session is not None
        page.take_focus()
        if target.start >= 0:
            self._point_at(target.start, target.end)
        else:
            self._at = (-1, -1)
        if target.start < 0 or not was_on or not page.transcript.view.search_marks.starts:
            self._ask_places(target.number if target.start < 0 else 0)
        self._tell()

    def _ask_places(self, number: int = 0) -> None:
        """Learn all hits of the open item; then go to the first one of a slice (0: stay)."""
        session, item_id = self._session, self._navigator.item_id
        if session is not None and item_id:
            session.places(item_id, lambda places: self._take_places(item_id, places, number))

    def _take_places(self, item_id: int, places: Places, number: int) -> None:
        page = self._page
        if page is None or not self.is_on or self._navigator.item_id != item_id:
            return
        page.transcript.view.mark_places(SearchMarks(places.starts, places.ends))
        if number and number in places.numbers:
            at = places.numbers.index(number)
            self._point_at(places.starts[at], places.ends[at])
        self._tell()

    def _point_at(self, start: int, end: int) -> None:
        assert self._page is not None
        self._at = (start, end)
        self._page.transcript.view.point_at(start, end)
        self._tell()

    def _tell(self, note: str = "") -> None:
        page, results = self._page, self._session.results if self._session is not None else None
        if page is None or results is None or not self.is_on:
            return
        marks = page.transcript.view.search_marks
        here = here_sentence(hit_noun(results), marks.index_of(self._at[0]) + 1, len(marks))
        page.transcript.search_bar.say(here, whole_sentence(results), note)
