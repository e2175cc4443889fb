"""Hits as a person sees them: the best ones of an item with what stands around them, time, speaker and score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reader.domain.search_words import Places as WordPlaces
from reader.domain.search_words import cut_words
from reader.domain.searching import FoundItem, Hit, Places, window
from reader.domain.transcript import Transcript
from reader.library.search_matching import WHOLE_SLICE, FieldHit, ItemText, Matches

_PIECE = 200
_MOST_LENGTH = 1 << 12


@dataclass(frozen=True, slots=True)
class Counted:
    """How much one item has."""

    slices: int
    occurrences: int
    in_fields: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What results say of an item."""

    item_id: int
    slug: str
    title: str
    show: str
    date: str


class HitList:
    """The hits of one item in its transcript, each once, in the order of the text."""

    def __init__(self, item: ItemText, matches: Matches) -> None:
        self.item = item
        self.in_fields = tuple(dict.fromkeys(matches.in_fields))
        self._matches = matches
        if len(matches.firsts) == 1:
            self.firsts = matches.firsts[0]
            self.lengths = np.full(len(self.firsts), matches.lengths[0], np.int32)
        else:
            self.firsts, self.lengths, self._which = _each_once(matches)
        self.slices = item.slices_of(self.firsts) if len(self.firsts) else np.zeros(0, np.int64)

    def counted(self) -> Counted:
        """How many there are."""
        slices = 1 + int(np.count_nonzero(np.diff(self.slices))) if len(self.slices) else 0
        return Counted(slices, len(self.firsts) + len(self.in_fields), len(self.in_fields))

    def starts(self) -> NDArray[np.int64]:
        """Where each begins, in characters."""
        starts: NDArray[np.int64] = self.item.starts[self.firsts].astype(np.int64)
        return starts

    def ends(self, text: str) -> NDArray[np.int64]:
        """Where each ends, in characters. A slice as a whole is only pointed at, by its first word."""
        lasts = self.firsts + np.maximum(self.lengths, 1) - 1
        return np.array([word_end(text, start) for start in self.item.starts[lasts].tolist()], np.int64)

    def nearest_first(self) -> Sequence[int]:
        """The numbers of the hits: those in slices with the most different words of the query first, else in order."""
        different = set(self._matches.parts)
        if len(different) < 2:
            return range(len(self.firsts))
        parts = np.repeat(self._matches.parts, [len(firsts) for firsts in self._matches.firsts])[self._which]
        pairs = np.sort(self.slices * len(different) + np.searchsorted(sorted(different), parts))
        pairs = pairs[_firsts(pairs)]
        wealth = np.bincount(pairs // len(different), minlength=int(self.slices.max()) + 1)
        order: list[int] = np.argsort(-wealth[self.slices], kind="stable").tolist()
        return order


def _each_once(matches: Matches) -> tuple[WordPlaces, NDArray[np.int32], NDArray[np.intp]]:
    """First words and lengths of the hits in order, and where each stands among all that were found."""
    lengths = np.repeat(np.array(matches.lengths, np.int64), [len(firsts) for firsts in matches.firsts])
    firsts = np.concatenate([*matches.firsts, np.zeros(0, np.int32)]).astype(np.int64)
    keys = firsts * _MOST_LENGTH + lengths
    which = np.argsort(keys, kind="stable")
    which = which[_firsts(keys[which])]
    keys = keys[which]
    return (keys // _MOST_LENGTH).astype(np.int32), (keys % _MOST_LENGTH).astype(np.int32), which


def _firsts(ascending: NDArray[Any]) -> NDArray[np.bool_]:
    """Where each value stands for the first time. (``np.unique`` would load a tenth of a second of numpy.)"""
    return np.diff(ascending, prepend=-1) > 0


def word_end(text: str, start: int) -> int:
    """Where the word ends that begins here."""
    for end in range(start, min(start + _PIECE, len(text))):
        if not text[end].isascii():
            break
        if not text[end].isalnum():
            return end
    length = _PIECE
    while True:
        end = start + int(cut_words(text[start : start + length])[1][0])
        if end < start + length or end == len(text):
            return end
        length *= 4


def found_item(facts: Facts, hits: HitList, transcript: Transcript, most: int) -> FoundItem:
    """The item with its hits in its fields, and so many at the most of those in its transcript."""
    counted = hits.counted()
    shown = tuple(_field_hits(hits.item, hits.in_fields))
    return FoundItem(
        facts.item_id,
        facts.slug,
        facts.title,
        facts.show,
        facts.date,
        shown + tuple(_hits(hits, transcript, most)),
        counted.occurrences,
        counted.in_fields,
        tuple((hits.slices[_firsts(hits.slices)] + 1).tolist()),
    )


def places(hits: HitList, text: str) -> Places:
    """All hits in the transcript."""
    return Places(tuple(hits.starts().tolist()), tuple(hits.ends(text).tolist()), tuple((hits.slices + 1).tolist()))


def _hits(hits: HitList, transcript: Transcript, most: int) -> list[Hit]:
    if not len(hits.firsts):
        return []
    text, starts = transcript.text, hits.starts()
    chosen: list[tuple[int, int, int, int]] = []
    for at in hits.nearest_first():
        start = int(starts[at])
        if any(first <= start < last for _, _, first, last in chosen):
            continue
        end = word_end(text, int(hits.item.starts[int(hits.firsts[at]) + max(int(hits.lengths[at]), 1) - 1]))
        # A slice as a whole is shown by how it begins.
        first, last = window(text, start, end)
        chosen.append((at, end, start if hits.lengths[at] == WHOLE_SLICE else first, last))
        if len(chosen) == most:
            break
    return [_hit(hits, transcript, starts, *one) for one in sorted(chosen)]


def _hit(
    hits: HitList, transcript: Transcript, starts: NDArray[np.int64], at: int, end: int, first: int, last: int
) -> Hit:
    start, slice_at = int(starts[at]), int(hits.slices[at])
    cue = transcript.cues[transcript.cue_at(start)]
    scores = hits.item.scores
    score = None
    if scores is not None and slice_at < len(scores):
        score = int.from_bytes(scores[slice_at : slice_at + 1], signed=True)
    low, high = np.searchsorted(starts, (first, last)).tolist()
    near = [one for one in range(low, high) if hits.lengths[one] != WHOLE_SLICE]
    marks = tuple(_merged(_mark(hits, transcript.text, starts, one, first, last) for one in near))
    snippet = transcript.text[first:last]
    return Hit(slice_at + 1, start, end, cue.start_ms, cue.speaker or "", score, snippet, marks)


def _mark(
    hits: HitList, text: str, starts: NDArray[np.int64], at: int, first: int, last: int
) -> tuple[int, int]:  # fmt: skip
    end = word_end(text, int(hits.item.starts[int(hits.firsts[at] + hits.lengths[at]) - 1]))
    return int(starts[at]) - first, min(end, last) - first


def _merged(marks: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Marks in order, those that lie over each other as one."""
    open_start = open_end = -1
    for start, end in marks:
        if start > open_end:
            if open_start >= 0:
                yield open_start, open_end
            open_start = start
        open_end = max(open_end, end)
    if open_start >= 0:
        yield open_start, open_end


def _field_hits(item: ItemText, in_fields: Sequence[FieldHit]) -> Iterator[Hit]:
    """One for each field, around its first hit."""
    for field, text in item.fields.items():
        here = sorted((hit.start, hit.end) for hit in in_fields if hit.field == field)
        if not here:
            continue
        start, end = here[0]
        first, last = (0, len(text)) if field == "title" else window(text, start, end)
        marks = _merged((a - first, min(b, last) - first) for a, b in here if first <= a < last)
        yield Hit(0, start, end, None, "", None, text[first:last], tuple(marks), field)
