"""The same transcript with its cuts moved: how much of a figure depends on where the slices happen to end.

All inner cuts are moved by one distance, and each then goes to the nearest place where a slice may end. Cutting anew
from another start would not do: such cuts fall in with the old ones after some dozens of slices, and the rest of a long
transcript would never be put to the test.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from reader.domain.slicing import SlicingRules, sentence_ends
from reader.domain.transcript import Transcript

STEPS = 5
"""Into how many equal steps half a slice is parted, either way."""


class Shifter:
    """Moves the cuts of one transcript."""

    def __init__(self, transcript: Transcript, cuts: Sequence[int], rules: SlicingRules) -> None:
        """``cuts`` are the end positions of its slices, ascending."""
        self._text = transcript.text
        self._cuts = cuts
        self._sentence_ends = sentence_ends(self._text)
        self._cue_ends = [
            start + length for start, length in zip(transcript.cue_starts, _lengths(transcript), strict=True)
        ]
        self._window = (rules.greatest - rules.least) // 2
        self.distances = tuple(
            sign * rules.target * step // (2 * STEPS) for step in range(1, STEPS + 1) for sign in (-1, 1)
        )
        """In characters: a tenth of a slice either way, two tenths, up to half a slice."""

    @property
    def sentence_ends(self) -> Sequence[int]:
        """Positions just behind each sentence end of the transcript, ascending."""
        return self._sentence_ends

    def moved(self, distance: int) -> list[int]:
        """The end positions of the slices when the inner cuts are moved by ``distance`` characters."""
        end = len(self._text)
        cuts: list[int] = []
        for cut in self._cuts[:-1]:
            moved = self._place_near(cut + distance)
            if (cuts[-1] if cuts else 0) < moved < end:
                cuts.append(moved)
        return [*cuts, end] if end else []

    def _place_near(self, position: int) -> int:
        """The nearest sentence end; else the cue end, else the space before; with the white space that follows it."""
        text = self._text
        position = min(max(position, 0), len(text))
        place = self._nearest_sentence_end(position)
        if place is None:
            at = bisect_right(self._cue_ends, position) - 1
            if at >= 0 and self._cue_ends[at] > position - self._window:
                place = self._cue_ends[at]
            else:
                place = position
                while 0 < place < len(text) and not text[place].isspace():
                    place -= 1
        while place < len(text) and text[place].isspace():
            place += 1
        return place

    def _nearest_sentence_end(self, position: int) -> int | None:
        ends = self._sentence_ends
        at = bisect_left(ends, position)
        near = [end for end in ends[max(0, at - 1) : at + 1] if abs(end - position) <= self._window]
        return min(near, key=lambda end: abs(end - position), default=None)


def _lengths(transcript: Transcript) -> list[int]:
    """The lengths of the cues' texts, without building the cues."""
    starts = [*transcript.cue_starts, len(transcript.text) + 1]
    return [following - start - 1 for start, following in pairwise(starts)]
