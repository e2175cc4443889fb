"""How near two conversations, or two slices, are in what they speak of.

Each is a vector over its telling words: those that are no common words of talk, the most frequent ones first. A word
that occurs ``n`` times in one of ``N`` texts, ``d`` of which have it, weighs ::

    (1 + ln n) * (1 + ln((1 + N) / (1 + d)))

Only the ``MOST_TELLING`` heaviest are kept; the vector has length 1, and nearness is the cosine, from 0 to 1. (Salton
and Buckley, "Term-weighting approaches in automatic text retrieval", 1988: the logarithm keeps a word that is said a
hundred times from being all there is, the second factor makes words rarer in the library weigh more; its ones keep it
from vanishing in a library of a few.)
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reader.domain.common_words import COMMON_WORDS

RULES = 1
"""The number of the rules by which telling words are chosen: with another one, they are chosen anew."""
MOST_CHOSEN = 128
"""So many words of a conversation are chosen; which of them are the heaviest changes with the library."""
MOST_TELLING = 64
SHORTEST = 3
MOST_COUNTED = 0xFFFF

Words = NDArray[np.uint32]
Counts = NDArray[np.uint16]
Nearness = NDArray[np.float64]


def telling(words: Sequence[str], counts: NDArray[np.int64], most: int = MOST_CHOSEN) -> NDArray[np.int64]:
    """Which of the words of a text (by their places in ``words``) tell what it speaks of, at the most so many.

    ``counts`` says how often each occurs. Of equally frequent ones the first are taken.
    """
    told = np.fromiter(map(_is_telling, words), np.bool_, len(words))
    places = np.flatnonzero(told)
    return places[np.argsort(-counts[places], kind="stable")[:most]]


def _is_telling(word: str) -> bool:
    return len(word) >= SHORTEST and word not in COMMON_WORDS and not word[0].isdigit()


class Likeness:
    """The vectors of some texts, by their keys. Never changes; may be used from any thread."""

    def __init__(self, keys: Sequence[int], words: Sequence[Words], counts: Sequence[Counts]) -> None:
        """``words`` and ``counts``: for each text the ids of its telling words, without repetition, and how often each
        occurs.
        """
        self.keys = np.asarray(keys, np.int64)
        """The keys, ascending; what stands at their places is a text's row."""
        order = np.argsort(self.keys, kind="stable")
        self.keys = self.keys[order]
        lengths = np.fromiter((len(words[at]) for at in order), np.int64, len(order))
        rows = np.repeat(np.arange(len(order)), lengths)
        ids = np.concatenate([np.zeros(0, np.uint32), *(words[at] for at in order)])
        times = np.concatenate([np.zeros(0, np.uint16), *(counts[at] for at in order)])
        self._of_texts(rows, ids, times)
        self._of_words()

    def __len__(self) -> int:
        return len(self.keys)

    def row_of(self, key: int) -> int:
        """The row of a text, or -1 where it is not there."""
        row = int(np.searchsorted(self.keys, key))
        return row if row < len(self.keys) and self.keys[row] == key else -1

    def rows_of(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of texts, -1 for each that is not there."""
        if not len(self.keys):
            return np.full(len(keys), -1, np.int64)
        rows = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[rows] == keys, rows, -1)

    def nearness(self, row: int) -> Nearness:
        """How near all texts are to the one of this row, by their rows."""
        first, last = self._bounds[row : row + 2]
        ids, weights = self._ids[first:last], self._weights[first:last]
        starts, ends = self._postings[ids], self._postings[ids + 1]
        lengths = ends - starts
        if not lengths.sum():
            return np.zeros(len(self))
        # The places of all postings of these words, run by run.
        behind = np.cumsum(lengths)
        places = np.arange(behind[-1]) + np.repeat(starts - (behind - lengths), lengths)
        products = self._posting_weights[places] * np.repeat(weights, lengths)
        return np.minimum(np.bincount(self._posting_rows[places], products, len(self)), 1.0)

    def shared(self, row: int, other: int, most: int) -> Words:
        """The telling words that both have, those first that make them nearest."""
        ids, weights = self._row(row)
        other_ids, other_weights = self._row(other)
        found, here, there = np.intersect1d(ids, other_ids, assume_unique=True, return_indices=True)
        order = np.argsort(-(weights[here] * other_weights[there]), kind="stable")[:most]
        return found[order].astype(np.uint32)

    def _row(self, row: int) -> tuple[NDArray[np.int64], Nearness]:
        first, last = self._bounds[row : row + 2]
        return self._ids[first:last], self._weights[first:last]

    def _of_texts(self, rows: NDArray[np.int64], ids: Words, counts: Counts) -> None:
        """The vectors text by text, cut to their heaviest words."""
        number = len(self.keys)
        texts_with = np.bincount(ids, minlength=1)
        rarity = 1 + np.log((1 + number) / (1 + texts_with))
        weights = (1 + np.log(np.maximum(counts, 1))) * rarity[ids]
        order = np.lexsort((ids, -weights, rows))
        rows, ids, weights = rows[order], ids[order], weights[order]
        firsts = np.searchsorted(rows, np.arange(number))
        kept = np.arange(len(rows)) - firsts[rows] < MOST_TELLING
        rows, ids, weights = rows[kept], ids[kept], weights[kept]
        lengths = np.sqrt(np.bincount(rows, weights**2, number))
        self._weights = weights / lengths[rows]
        self._ids = ids.astype(np.int64)
        self._rows = rows
        self._bounds = np.searchsorted(rows, np.arange(number + 1))

    def _of_words(self) -> None:
        """The same word by word."""
        order = np.argsort(self._ids, kind="stable")
        self._posting_rows = self._rows[order]
        self._posting_weights = self._weights[order]
        most = int(self._ids.max()) if len(self._ids) else 0
        self._postings = np.searchsorted(self._ids[order], np.arange(most + 2))
