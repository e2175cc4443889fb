"""What a search finds: hits with their places and surroundings, item by item, and how many there are in all."""

from __future__ import annotations

from collections.abc import Sequence

from reader.domain.framework import Band
from reader.domain.query import Query
from reader.domain.record import record, replaced
from reader.domain.search_words import words_of

BEFORE, BEHIND = 60, 110
"""So many characters of a snippet stand before a hit and behind it, at the most."""


@record
class Hit:
    """One place that was looked for, with what stands around it.

    In the transcript ``field`` is empty; ``number`` is the slice that the hit begins in, ``start`` and ``end`` are its
    characters in the whole text, ``ms`` is the time of its cue where known, ``score`` that of its slice. Elsewhere
    ``field`` names the text of the item (``title``, ``summary``, ...) that the characters are counted in.

    ``snippet`` is what stands around it; ``marks`` are the first character and the one behind the last of everything
    in it that was looked for.
    """

    number: int
    start: int
    end: int
    ms: int | None
    speaker: str
    score: int | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
    field: str = ""


@record
class FoundItem:
    """An item with its first hits, those in its fields before those in the transcript, each in the order of the text.

    Where several words are looked for, the hits shown are those that stand nearest to each other. ``occurrences`` is
    the number of all hits, ``in_fields`` of those in its fields; ``slices`` are the numbers of all slices with a hit.
    An item that answers a query without words has none.
    """

    item_id: int
    slug: str
    title: str
    show: str
    date: str
    hits: tuple[Hit, ...]
    occurrences: int
    in_fields: int
    slices: tuple[int, ...]

    @property
    def is_of_slices(self) -> bool:
        """Whether its hits are slices as a whole: no words were looked for where they may stand."""
        return self.occurrences == len(self.slices) > 0 and not any(hit.marks for hit in self.hits)


@record
class Totals:
    """How much there is in all: of the ``done`` items that were looked at so far, of ``of`` that may have hits.

    ``in_fields`` of the ``occurrences`` are in the fields of items, the others in slices. ``certain`` is the number of
    items that are known to answer before any is looked at: where it is ``of``, it is their exact number.
    """

    certain: int = 0
    items: int = 0
    slices: int = 0
    occurrences: int = 0
    in_fields: int = 0
    done: int = 0
    of: int = 0

    @property
    def exact(self) -> bool:
        """Whether everything was counted."""
        return self.done >= self.of

    def with_more(self, items: int, slices: int, occurrences: int, in_fields: int, done: int) -> Totals:
        """These and what was counted since."""
        return replaced(
            self, items=self.items + items, slices=self.slices + slices, done=self.done + done,
            occurrences=self.occurrences + occurrences, in_fields=self.in_fields + in_fields,
        )  # fmt: skip


@record
class Suggestion:
    """Another word for one that nothing has: ``word`` was asked for, ``instead`` is there; ``text`` is the whole query
    with it, and has hits.
    """

    word: str
    instead: str
    text: str


@record
class Places:
    """All hits in the transcript of one item, in order: first characters, those behind the last, numbers of slices."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()


@record
class Results:
    """What a search has found so far.

    ``items`` are the first ones, best first; ``more`` says that further ones may follow. ``waiting`` is the number of
    transcripts that are not indexed yet and were not looked through.
    """

    query: Query
    items: tuple[FoundItem, ...]
    totals: Totals
    more: bool = False
    waiting: int = 0
    suggestions: tuple[Suggestion, ...] = ()


def bands_named(words: Sequence[str], bands: Sequence[Band]) -> list[Band]:
    """The bands whose id or name begins with these words; the last one may be only begun."""
    return [band for band in bands if any(begins(words_of(name), words) for name in (band.id, band.name))]


def begins(words: Sequence[str], with_words: Sequence[str]) -> bool:
    """Whether a row of words begins with another, the last of which may be only begun."""
    whole = len(with_words) - 1
    return (
        len(words) > whole
        and list(words[:whole]) == list(with_words[:whole])
        and words[whole].startswith(with_words[whole])
    )


def has_row(words: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row of words stands anywhere among others; the last of them may be only begun."""
    return any(begins(words[at:], row) for at in range(len(words) - len(row) + 1))


def window(text: str, start: int, end: int) -> tuple[int, int]:
    """The characters that are shown around a hit: whole words, as far as there is room."""
    first = max(0, start - BEFORE)
    if first:
        space = text.find(" ", first, start)
        first = space + 1 if space >= 0 else start
    last = min(len(text), end + BEHIND)
    if last < len(text):
        space = text.rfind(" ", end, last)
        last = space if space >= 0 else end
    return first, last
