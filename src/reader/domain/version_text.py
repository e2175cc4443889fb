"""A version of a transcript to be read beside the one in force: its text in lines, and where the two differ."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from reader.domain.duplicates import Words, partings
from reader.domain.paragraphs import paragraphs_of
from reader.domain.record import record
from reader.domain.search_words import Places, cut_and_folded
from reader.domain.slicing import Slice
from reader.domain.transcript import Transcript
from reader.domain.wording import clock

LONGEST = 240
"""Characters of a passage of the other version that are told."""
_APOSTROPHES = "'’"


@record
class Difference:
    """A passage that the other version has otherwise: the characters from ``start`` to ``end`` of the text as it is
    laid out (none where only the other one has something there), and what stands there in the other one.
    """

    start: int
    end: int
    other: str


@record
class VersionText:
    """A version as it is read. ``shared`` (0 to 1) is the share of its words that the one in force has too, in the same
    order.
    """

    text: str
    differences: tuple[Difference, ...] = ()
    shared: float = 1.0


class _Layout:
    """A transcript in lines: one for each paragraph, with the time of its slice and the speaker before it."""

    def __init__(self, transcript: Transcript, slices: Sequence[Slice]) -> None:
        self._froms: list[int] = []
        self._tos: list[int] = []
        lines: list[str] = []
        at = 0
        for piece in slices:
            time = "" if piece.start_ms is None else f"{clock(piece.start_ms)}  "
            for paragraph in paragraphs_of(transcript, piece):
                if paragraph.chapter:
                    lines.append(paragraph.chapter)
                    at += len(paragraph.chapter) + 1
                head = time + (f"{paragraph.speaker}: " if paragraph.named else "")
                time = ""
                self._froms.append(paragraph.start)
                self._tos.append(at + len(head))
                lines.append(head + transcript.text[paragraph.start : paragraph.end])
                at += len(lines[-1]) + 1
        self.text = "\n".join(lines)

    def place(self, position: int) -> int:
        """Where a character of the transcript stands here."""
        line = bisect_right(self._froms, position) - 1
        return self._tos[line] + position - self._froms[line] if line >= 0 else 0


def version_text(transcript: Transcript, slices: Sequence[Slice], in_force: Transcript | None) -> VersionText:
    """Lay a version out, and compare it with the one in force (None: it is that one)."""
    layout = _Layout(transcript, slices)
    if in_force is None:
        return VersionText(layout.text)
    own, starts, ends = _words(transcript.text)
    others, other_starts, other_ends = _words(in_force.text)
    one, other = _numbered(own, others)
    differences, differing = [], 0
    for ours, theirs in partings(one, other):
        differing += ours[1] - ours[0]
        start, end = _shown(layout, ours, starts, ends, transcript.text)
        differences.append(Difference(start, end, _passage(in_force.text, theirs, other_starts, other_ends)))
    return VersionText(layout.text, tuple(differences), 1 - differing / max(len(own), 1))


def _words(text: str) -> tuple[list[str], Places, Places]:
    """The words as they are compared, and their places. Captions leave apostrophes out: "I'll" is one word, "ill"."""
    words, starts, ends = cut_and_folded(text)
    goes_on = [at for at in np.flatnonzero(starts[1:] == ends[:-1] + 1).tolist() if text[int(ends[at])] in _APOSTROPHES]
    for at in reversed(goes_on):
        words[at] += words[at + 1]
    behind = [at + 1 for at in goes_on]
    for at in reversed(behind):
        del words[at]
    return words, np.delete(starts, behind), np.delete(ends, goes_on)


def _numbered(one: Sequence[str], other: Sequence[str]) -> tuple[Words, Words]:
    numbers = {word: number for number, word in enumerate(dict.fromkeys((*one, *other)))}
    return tuple(np.fromiter(map(numbers.__getitem__, words), np.uint32, len(words)) for words in (one, other))  # type: ignore[return-value]


def _shown(layout: _Layout, words: tuple[int, int], starts: Places, ends: Places, text: str) -> tuple[int, int]:
    first, last = words
    if first < last:
        return layout.place(int(starts[first])), layout.place(int(ends[last - 1]) - 1) + 1
    # Nothing of its own: the place behind the word before.
    at = layout.place(int(ends[first - 1]) - 1) + 1 if first else 0
    return at, at


def _passage(text: str, words: tuple[int, int], starts: Places, ends: Places) -> str:
    first, last = words
    if first >= last:
        return ""
    told = " ".join(text[int(starts[first]) : int(ends[last - 1])].split())
    return told if len(told) <= LONGEST else f"{told[:LONGEST].rstrip()}…"
