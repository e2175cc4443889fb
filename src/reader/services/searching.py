"""Searching a library: results as they come, all hits of an item, the next one, and help with words that nothing has.

While somebody types, every change of the text begins a new :class:`Search` with ``typing=True``, whose
:meth:`Search.run` is a job; the one before is stopped with :meth:`Search.stop` and its job cancelled. Each step of
``run`` is a :class:`Results` to be shown in the place of the one before: first the best items with their hits, then
again and again with more of it counted, until ``totals.exact``. ::

    search = Search(library, "labor band:risk")
    for results in search.run():
        show(results)
    for item in search.more():            # when somebody scrolls on
        add(item)
    search.places(item_id)                # all hits of an opened item, to be marked
    search.next_hit(item_id, start)       # across items, in the order of the results
"""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from copy import copy
from typing import TYPE_CHECKING

from reader.domain.progress import Progress
from reader.domain.query import InBand, Note, Query, Words, bands_in, narrowed, with_words, written
from reader.domain.query_filters import mistyped_fields
from reader.domain.query_reading import read_query
from reader.domain.record import record, replaced
from reader.domain.searching import FoundItem, Places, Results, Suggestion, Totals, bands_named
from reader.services.framework_choice import framework_of

if TYPE_CHECKING:
    from reader.library.database import Library
    from reader.library.search_reading import Prepared

PAGE = 20
"""So many items are shown at first, and each time that somebody asks for more."""
HITS = 3
"""So many hits of each item are shown."""
STEP_S = 0.03
"""About so long goes on what is done between two steps."""
FIRST_STEP, LEAST_STEP, MOST_STEP = 16, 4, 256
"""Numbers of items that are looked at in one step."""

MOST_SUGGESTIONS = 3
SHORT_WORD = 4
"""Words up to this length are mistyped by one letter, longer ones by up to two."""
_MOST_LIKE = 12


@record
class FoundPlace:
    """One hit as a place to go to: an item, a slice of it, and the characters in its transcript."""

    item_id: int
    number: int
    start: int
    end: int


class Search:
    """One search of a library. Its methods may be called from any thread, but one at a time, apart from :meth:`stop`.

    Once it is stopped, :meth:`run` ends early, and the others find nothing. Raises DamagedLibraryError where what is
    stored of an item is damaged.
    """

    def __init__(
        self, library: Library, text: str, *, typing: bool = False, bands: Sequence[str] = (), most_hits: int = HITS
    ) -> None:  # fmt: skip
        """``typing``: the last word may still go on. ``bands``: besides what the text says, hits only in this band."""
        from reader.library.search_reading import Scope, Stop

        framework = framework_of(library)
        self._library = library
        self._most_hits = most_hits
        self._scope = Scope(framework.id, framework.bands)
        self._stop = Stop()
        self._prepared: Prepared | None = None
        self._shown = 0
        self._bands = tuple(InBand(_words(band)) for band in bands)
        self._read = read_query(text, typing=typing)
        self._mistyped = mistyped_fields(text)
        self.query = self._with_notes(narrowed(self._read, *self._bands))

    def run(self, most: int = PAGE) -> Generator[Results, None, Results]:
        """Search: the first ``most`` items, then all counted, then, where there is nothing, suggestions."""
        results = Results(self.query, (), Totals())
        with self._until_stopped():
            if not self.query.is_empty:
                for step in self._steps(most):
                    results = step
                    yield results
        return results

    def more(self, most: int = PAGE) -> tuple[FoundItem, ...]:
        """The next items; none at the end."""
        found: list[FoundItem] = []
        with self._until_stopped():
            for items in self._next_items(most):
                found += items
        return tuple(found)

    def item(self, item_id: int, most_hits: int) -> FoundItem | None:
        """One item with so many of its hits; None where it does not answer."""
        with self._until_stopped():
            return next(iter(self._library.searches.found(self._ready(), [item_id], most_hits, self._stop)), None)
        return None

    def places(self, item_id: int) -> Places:
        """All hits in the transcript of an item, whether or not it was shown yet."""
        with self._until_stopped():
            return self._library.searches.places(self._ready(), item_id, self._stop)
        return Places()

    def next_hit(self, item_id: int, start: int) -> FoundPlace | None:
        """The first hit behind a place, in this item or one that stands behind it in the results; None at the end."""
        return self._hit_from(item_id, start, forward=True)

    def hit_before(self, item_id: int, start: int) -> FoundPlace | None:
        """The last hit before a place, in this item or one that stands before it in the results; None at the start."""
        return self._hit_from(item_id, start, forward=False)

    def beside(self) -> Search:
        """The same search once more, to be asked for :meth:`more` and the like while this one still counts.

        It goes on behind the items that this one has shown. Each of the two has to be stopped by itself.
        """
        from reader.library.search_reading import Stop

        other = copy(self)
        other._stop = Stop()
        return other

    def stop(self) -> None:
        """Break off whatever is under way. May be called from any thread."""
        self._stop.stop()

    # ------------------------------------------------------------------------------------------- steps

    @staticmethod
    def _until_stopped() -> suppress:
        """What goes on in the block ends where the search is stopped."""
        from reader.library.search_reading import SearchStopped

        return suppress(SearchStopped)

    def _ready(self) -> Prepared:
        if self._prepared is None:
            self._prepared = self._library.searches.prepare(self.query, self._scope, self._stop)
        return self._prepared

    def _steps(self, most: int) -> Iterator[Results]:
        prepared = self._ready()
        totals = Totals(prepared.certain, of=len(prepared.item_ids))
        results = Results(self.query, (), totals, totals.of > 0, prepared.waiting)
        for items in self._next_items(most):
            more = self._shown < totals.of
            results = replaced(results, items=(*results.items, *items), more=more)
            yield results
        for counted in self._counted(totals):
            results = replaced(results, totals=counted)
            yield results
        if not results.totals.items:
            yield replaced(results, suggestions=tuple(self._suggestions()), more=False)

    def _next_items(self, most: int) -> Iterator[list[FoundItem]]:
        """The next ``most`` items that do answer, in as many steps as it takes to find them."""
        item_ids = self._ready().item_ids
        size, left = most, most
        while left and self._shown < len(item_ids):
            # More than are wanted are looked at only where so far hardly any did answer.
            part = item_ids[self._shown : self._shown + size].tolist()
            found = self._library.searches.found(self._ready(), part, self._most_hits, self._stop)
            if len(found) > left:
                self._shown += part.index(found[left - 1].item_id) + 1
                found = found[:left]
            else:
                self._shown += len(part)
            left -= len(found)
            size = min(2 * size, MOST_STEP) if len(found) < len(part) // 2 else max(left, 1)
            yield found

    def _counted(self, totals: Totals) -> Iterator[Totals]:
        prepared = self._ready()
        size = FIRST_STEP
        while not totals.exact:
            began = time.perf_counter()
            part = prepared.item_ids[totals.done : totals.done + size].tolist()
            counted = self._library.searches.counted(prepared, part, self._stop)
            totals = totals.with_more(
                len(counted),
                sum(one.slices for one in counted),
                sum(one.occurrences for one in counted),
                sum(one.in_fields for one in counted),
                len(part),
            )
            size = _next_size(size, time.perf_counter() - began)
            yield totals

    def _hit_from(self, item_id: int, start: int, *, forward: bool) -> FoundPlace | None:
        with self._until_stopped():
            item_ids = self._ready().item_ids.tolist()
            if item_id in item_ids:
                at = item_ids.index(item_id)
                return self._first_hit(item_ids[at:] if forward else item_ids[at::-1], start, forward=forward)
        return None

    def _first_hit(self, item_ids: Sequence[int], start: int, *, forward: bool) -> FoundPlace | None:
        """The nearest hit beyond a place in the first of these items, else in those behind it."""
        for other in item_ids:
            places = self._library.searches.places(self._ready(), other, self._stop)
            if other != item_ids[0]:
                which = 0 if forward else len(places.starts) - 1
            else:
                which = bisect_right(places.starts, start) if forward else bisect_left(places.starts, start) - 1
            if 0 <= which < len(places.starts):
                return FoundPlace(other, places.numbers[which], places.starts[which], places.ends[which])
        return None

    # ------------------------------------------------------------------------------------- help and notes

    def _with_notes(self, query: Query) -> Query:
        """The query with a note for each band that the framework does not have, and for each filter of a name that is
        none but nearly.
        """
        unknown = [node for node in bands_in(query.root) if not bands_named(node.words, self._scope.bands)]
        names = ", ".join(band.id for band in self._scope.bands)
        notes = [
            Note(f"No band begins with “{' '.join(node.words)}”: there are {names}.", 0, len(query.text))
            for node in dict.fromkeys(unknown)
        ]
        notes += [
            Note(
                f"There is no filter {one.name}: (did you mean {one.instead}:?), so these are words.",
                one.start,
                one.end,
            )
            for one in self._mistyped
        ]
        return replaced(query, notes=(*query.notes, *notes))

    def _suggestions(self) -> Iterator[Suggestion]:
        """Other words for those that nothing has, if the query then finds something."""
        left = MOST_SUGGESTIONS
        for one in self._mistyped[:MOST_SUGGESTIONS]:
            text = f"{self._read.text[: one.start]}{one.instead}{self._read.text[one.end :]}"
            if self._finds(narrowed(read_query(text), *self._bands)):
                left -= 1
                yield Suggestion(f"{one.name}:", f"{one.instead}:", text)
        for words in self.query.wanted:
            for at, word in enumerate(words.words):
                if left and not self._frequency(word, begun=words.begun and at == len(words.words) - 1):
                    for instead in self._like(word):
                        row = (*words.words[:at], instead, *words.words[at + 1 :])
                        other = replaced(self._read, root=with_words(self._read.root, words, Words(row)))
                        if left and self._finds(narrowed(other, *self._bands)):
                            left -= 1
                            yield Suggestion(word, instead, written(other.root))

    def _like(self, word: str) -> list[str]:
        """Words that are nearly this one and that items have: the nearest first, of these the most frequent."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        most = 1 if len(word) <= SHORT_WORD else 2
        vocabulary = self._library.searches.vocabulary(max(len(word) - most, 1), len(word) + most, self._stop)
        near = extract(word, vocabulary, scorer=OSA.distance, score_cutoff=most, limit=_MOST_LIKE)
        there = [(int(distance), -self._frequency(found), found) for found, distance, _ in near]
        return [found for _, frequency, found in sorted(there) if frequency]

    def _frequency(self, word: str, *, begun: bool = False) -> int:
        """How many items have a word."""
        return len(self._prepared_for(Query(word, Words((word,), begun))).item_ids)

    def _finds(self, query: Query) -> bool:
        prepared = self._prepared_for(query)
        for first in range(0, len(prepared.item_ids), MOST_STEP):
            part = prepared.item_ids[first : first + MOST_STEP].tolist()
            if self._library.searches.counted(prepared, part, self._stop):
                return True
        return False

    def _prepared_for(self, query: Query) -> Prepared:
        return self._library.searches.prepare(query, self._scope, self._stop)


def search(library: Library, text: str, *, typing: bool = False, most: int = PAGE) -> Generator[Results, None, Results]:
    """Search in one go: see :meth:`Search.run`."""
    return (yield from Search(library, text, typing=typing).run(most))


def waiting_count(library: Library) -> int:
    """How many transcripts are not indexed yet, and so not searched."""
    return len(library.indexing.waiting())


def complete_index(library: Library) -> Generator[Progress, None, int]:
    """Index what is not yet; returns the number of transcripts.

    That is so only after a library was brought to a new format. May run beside everything else; closing the generator
    stops it, and the next call does the rest. Raises LibraryError where the library cannot be written.
    """
    waiting = library.indexing.waiting()
    total, done = len(waiting), 0
    for part in library.indexing.in_parts(waiting):
        yield Progress(done, total, "Preparing the search")
        library.indexing.index(part)
        done += len(part)
    yield Progress(total, total, "")
    return total


def _words(text: str) -> tuple[str, ...]:
    from reader.domain.search_words import words_of

    return tuple(words_of(text))


def _next_size(size: int, seconds: float) -> int:
    """So many items that the next step takes about as long as it should."""
    return int(min(max(size * STEP_S / max(seconds, 1e-4), LEAST_STEP), 2 * size, MOST_STEP))
