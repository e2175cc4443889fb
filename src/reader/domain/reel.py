"""Which passages answer each other: the most one-sided slices of a conversation, each with the slice elsewhere that
leans the other way and speaks of the same.

Slices are compared as conversations are (``domain.likeness``), by the words of each. How rare a word is, is told by the
slices that are looked at; common words count nothing, and the telling words of the open conversation, which are its
subject, ``SUBJECT`` times as much. Of the most one-sided slices those are taken that find an answer; they stand in the
order of how one-sided they are. Each slice elsewhere is used once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.domain.likeness import NO_WORD, Numbers, Weights, rarity

Ints = NDArray[np.int64]

LEAST_NEARNESS = 0.18
"""Two slices that are less near do not speak of the same."""
LEAST_WORDS = 3
"""Nor do two with fewer telling words in common."""
MOST_OF_ONE = 0.75
"""Nor do two where one word makes up more than this share of their nearness."""
SUBJECT = 2.0
"""So many times as much a word counts in a slice that is a telling one of the whole open conversation."""
OF_CONVERSATIONS = 0.5
"""How much the nearness of their conversations counts beside that of the slices."""
OF_STRENGTH = 0.5
"""The share of the worth of a pair that hangs on how one-sided its slices are."""
TELLING_SHARE = 0.05
"""A word is told if it makes up so much of the nearness of two slices."""


@dataclass(frozen=True, slots=True)
class SliceWords:
    """The words of many slices: the word ``numbers[at]`` occurs ``counts[at]`` times in the slice ``rows[at]``."""

    rows: Ints
    numbers: Ints
    counts: Ints
    size: int

    @classmethod
    def of(cls, numbers: Numbers, begins: Ints, ends: Ints) -> SliceWords:
        """From the words of a transcript; its slices begin and end at these places among them."""
        lengths = ends - begins
        rows = np.repeat(np.arange(len(begins)), lengths)
        inside = numbers[int(begins[0]) : int(ends[-1])].astype(np.int64) if len(begins) else np.zeros(0, np.int64)
        told = inside != NO_WORD
        width = int(inside.max(initial=0)) + 1
        keys, counts = np.unique(rows[told] * width + inside[told], return_counts=True)
        return cls(keys // width, keys % width, counts, len(begins))

    def only(self, marks: NDArray[np.bool_]) -> SliceWords:
        """Those of the marked slices, numbered anew."""
        kept = marks[self.rows]
        places = np.cumsum(marks) - 1
        return SliceWords(
            places[self.rows[kept]], self.numbers[kept], self.counts[kept], int(np.count_nonzero(marks))
        )  # fmt: skip

    @classmethod
    def joined(cls, parts: Sequence[SliceWords]) -> SliceWords:
        """The slices of several transcripts, one behind the other."""
        shifts = np.cumsum([0, *(part.size for part in parts)])
        rows = [part.rows + shift for part, shift in zip(parts, shifts.tolist(), strict=False)]
        none = np.zeros(0, np.int64)
        return cls(
            np.concatenate([none, *rows]),
            np.concatenate([none, *(part.numbers for part in parts)]),
            np.concatenate([none, *(part.counts for part in parts)]),
            int(shifts[-1]),
        )

    def having(self, words: int) -> Ints:
        """For each of so many words how many slices have it."""
        return np.bincount(self.numbers, minlength=words)

    def unit_weights(self, rare: Weights) -> Weights:
        """What each word counts in its slice, a vector of length 1; ``rare`` says how much each number counts."""
        weights = rare[self.numbers] * (1 + np.log(self.counts)).astype(np.float32)
        lengths = np.sqrt(np.bincount(self.rows, weights.astype(np.float64) ** 2, self.size))
        return (weights / np.maximum(lengths[self.rows], 1e-9)).astype(np.float32)


class SliceVectors:
    """Slices as vectors of length 1 over the words that the first of them have."""

    def __init__(
        self, here: SliceWords, there: SliceWords, having: Ints, slices: int, common: NDArray[np.bool_], subject: Ints
    ) -> None:
        """``having`` says how many of so many ``slices`` have each word, ``common`` as in :class:`Lexemes`; ``subject``
        are the telling words of the open conversation.
        """
        rare = rarity(having, slices, common)
        rare[subject] *= np.float32(SUBJECT)
        rare[common] = 0
        self.words: Ints = np.unique(here.numbers)
        self._columns = np.full(len(common), -1, np.int64)
        self._columns[self.words] = np.arange(len(self.words))
        self.here = self._vectors(here, rare)
        self.there = self._vectors(there, rare)

    def _vectors(self, words: SliceWords, rare: Weights) -> Weights:
        vectors = np.zeros((words.size, len(self.words)), np.float32)
        columns = self._columns[words.numbers]
        inside = columns >= 0
        vectors[words.rows[inside], columns[inside]] = words.unit_weights(rare)[inside]
        return vectors

    def nearness(self) -> Weights:
        """How near each slice of the first is to each of the others; 0 where they share too few words."""
        shared = (self.here > 0).astype(np.float32) @ (self.there > 0).astype(np.float32).T
        near: Weights = np.where(shared >= LEAST_WORDS, self.here @ self.there.T, np.float32(0))
        return near

    def hangs_on_one(self, here: int, there: int) -> bool:
        """Whether it is hardly more than one word that brings two slices near."""
        parts = self.here[here] * self.there[there]
        return bool(parts.max(initial=0) > MOST_OF_ONE * parts.sum())

    def shared(self, here: int, there: int, most: int) -> list[int]:
        """Numbers of the words that bring two slices near, the most telling first."""
        return telling(self.words, self.here[here] * self.there[there])[:most]


def telling(numbers: Ints, parts: Weights) -> list[int]:
    """Those of these words that tell why two slices are near, the most telling first; ``parts`` is what each adds."""
    order = np.argsort(-parts, kind="stable")
    least = TELLING_SHARE * float(parts.sum())
    return [int(numbers[at]) for at in order.tolist() if parts[at] > 0 and parts[at] >= least]


def one_sided(scores: NDArray[np.int8], evidence: NDArray[np.bool_], middle: NDArray[np.bool_]) -> Ints:
    """The slices with evidence outside the middle, the most one-sided first, then early to late; by their places.

    ``middle`` says for each score from -100 to 100 whether its band is a middle one.
    """
    strengths = np.abs(scores.astype(np.int64))
    there = np.flatnonzero(evidence & ~middle[scores.astype(np.int64) + 100] & (strengths > 0))
    return there[np.argsort(-strengths[there], kind="stable")]


def answered(
    nearness: Weights,
    likeness: Weights,
    scores: Ints,
    others: Ints,
    most: int,
    unfit: Callable[[int, int], bool] = lambda row, column: False,
) -> list[tuple[int, int]]:  # fmt: skip
    """Which column of ``nearness`` answers which row, as pairs in the order of the rows; none twice, at most ``most``.

    Rows are slices with these ``scores``, columns slices elsewhere with the scores ``others``; ``likeness`` is how near
    the conversation of each column is; pairs that are ``unfit`` are left out.
    """
    if not nearness.size or most <= 0:
        return []
    opposite = np.sign(scores)[:, np.newaxis] * np.sign(others)[np.newaxis, :] < 0
    sizes = np.abs(scores)[:, np.newaxis] / max(int(np.abs(scores).max()), 1)
    answers = np.minimum(np.abs(others)[np.newaxis, :] / np.maximum(np.abs(scores), 1)[:, np.newaxis], 1)
    strength = 1 - OF_STRENGTH + OF_STRENGTH * sizes * answers
    worth = np.where(
        opposite & (nearness >= LEAST_NEARNESS), (nearness + OF_CONVERSATIONS * likeness) * strength, 0.0
    )  # fmt: skip
    pairs: list[tuple[int, int]] = []
    while len(pairs) < most:
        row, column = divmod(int(worth.argmax()), worth.shape[1])
        if worth[row, column] <= 0:
            break
        if unfit(row, column):
            worth[row, column] = 0
            continue
        pairs.append((row, column))
        worth[row, :] = 0
        worth[:, column] = 0
    return sorted(pairs)
