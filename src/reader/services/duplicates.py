"""Finding the same conversation twice, such as its captions and its edited transcript."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.domain.duplicates import candidates, compared, is_same, shingles, sketch
from reader.domain.progress import Progress
from reader.domain.record import record
from reader.errors import DamagedLibraryError, NotFoundError

if TYPE_CHECKING:
    from reader.domain.change import Change
    from reader.domain.duplicates import Alike, Hashes, Words
    from reader.library.database import Library

STEP = 50
"""Transcripts that are looked at between two steps of progress."""
BEFORE, WITHIN, BEHIND = 6, 14, 6
"""Words of a passage that differs: before it, of it, and behind it."""


@record
class Side:
    """One of two conversations that may be the same. ``caption_kind`` is as in :class:`reader.domain.item.Provenance`.

    ``passage`` is its text where the two first differ, with a few words around; ``differs`` are the characters of it
    (start, end) that the other one has otherwise, or not at all.
    """

    item_id: int
    slug: str
    title: str
    show: str
    date: str
    source: str
    caption_kind: str
    duration_ms: int | None
    words: int
    passage: str
    differs: tuple[int, int]


@record
class Duplicate:
    """Two conversations that look like the same; ``likeness`` (0 to 1) is the share of the shorter one's words that
    stand in the other one too, in the same order.
    """

    one: Side
    other: Side
    likeness: float


@record
class Duplicates:
    """What was found, the most alike first. ``waiting`` conversations could not be looked at: nothing of them is
    indexed yet (``services.searching.complete_index`` does that). ``damaged`` ones were left out.
    """

    pairs: tuple[Duplicate, ...]
    looked_at: int
    waiting: int
    damaged: int = 0


def find_duplicates(library: Library) -> Generator[Progress, None, Duplicates]:
    """Look for the same conversation twice in the whole library; pairs that somebody set apart are left out.

    What is deleted meanwhile, or damaged, is left out.
    """
    ids = library.items.ids()
    sketches: dict[int, Hashes] = {}
    damaged: set[int] = set()
    for item_id, words in library.pairs.streams(ids, damaged):
        if len(sketches) % STEP == 0:
            yield Progress(len(sketches), len(ids), "Looking at the words")
        sketches[item_id] = sketch(shingles(words))
    yield Progress(len(ids), len(ids), "Looking for the same")
    apart = library.pairs.apart()
    likely = [pair for pair in candidates(sketches) if pair not in apart]
    found: list[Duplicate] = []
    for at, (one, other) in enumerate(likely):
        if at % STEP == 0:
            yield Progress(at, len(likely), "Comparing word by word")
        with suppress(NotFoundError):  # gone meanwhile
            pair = _duplicate(library, one, other)
            if pair is not None:
                found.append(pair)
    found.sort(key=lambda pair: (-pair.likeness, pair.one.title.casefold(), pair.one.item_id))
    return Duplicates(tuple(found), len(sketches), len(ids) - len(sketches) - len(damaged), len(damaged))


def compare_two(library: Library, one: int, other: int) -> Duplicate:
    """How two items compare, however unlike they are. Raises NotFoundError, DamagedLibraryError."""
    words = _words(library, one, other)
    alike = compared(words[one], words[other]) if len(words) == 2 else None
    return _told(library, one, other, alike, words)


def set_apart(library: Library, one: int, other: int) -> Change:
    """Keep that two items are not the same, as a command that undo takes back. Raises NotFoundError."""
    return library.pairs.set_apart(one, other)


def _duplicate(library: Library, one: int, other: int) -> Duplicate | None:
    words = _words(library, one, other)
    if len(words) < 2:
        return None  # gone meanwhile
    alike = compared(words[one], words[other])
    if not is_same(alike, len(words[one]), len(words[other])):
        return None
    return _told(library, one, other, alike, words)


def _words(library: Library, one: int, other: int) -> dict[int, Words]:
    return dict(library.pairs.streams([one, other]))


def _told(library: Library, one: int, other: int, alike: Alike | None, words: dict[int, Words]) -> Duplicate:
    first = _side(library, one, alike.first if alike else None, len(words.get(one, ())))
    second = _side(library, other, alike.second if alike else None, len(words.get(other, ())))
    return Duplicate(first, second, alike.likeness if alike else 0.0)


def _side(library: Library, item_id: int, parting: tuple[int, int] | None, words: int) -> Side:
    item = library.pairs.item(item_id)
    passage, differs = "", (0, 0)
    if parting is not None and words:
        with suppress(DamagedLibraryError):  # opening the conversation says what is wrong
            passage, differs = _passage(library, item_id, *parting)
    return Side(
        item.id, item.slug, item.title, item.show, item.date, item.source, item.caption_kind, item.duration_ms, words,
        passage, differs,
    )  # fmt: skip


def _passage(library: Library, item_id: int, start: int, end: int) -> tuple[str, tuple[int, int]]:
    """The text around the words from ``start`` to ``end``, and which characters of it are theirs."""
    text, starts = library.pairs.text(item_id)
    ends = (*starts.tolist(), len(text))
    first = max(start - BEFORE, 0)
    shown_end = min(end, start + WITHIN)
    last = min(shown_end + BEHIND, len(starts))
    begin = ends[first]
    shown = _on_one_line(text[begin : ends[last]].rstrip())
    differs = text[ends[start] : ends[shown_end]].rstrip()
    lead, tail = "… " if first else "", " …" if last < len(starts) else ""
    at = len(lead) + ends[start] - begin
    return f"{lead}{shown}{tail}", (at, at + len(differs))


def _on_one_line(text: str) -> str:
    """The text with a space for everything that is no letter on a line: as long as before."""
    return "".join(" " if letter.isspace() else letter for letter in text)
