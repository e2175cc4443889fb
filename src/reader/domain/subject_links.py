"""Where another conversation speaks of the same as a slice of this one: how cursors are linked by subject.

Slices are compared as in ``domain.reel``, by the words of each. How rare a word is, is told by the slices of the
conversations that are compared; common words count nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from reader.domain.likeness import Weights, rarity
from reader.domain.record import record
from reader.domain.reel import LEAST_WORDS, MOST_OF_ONE, Ints, SliceWords, telling

LEAST_NEARNESS = 0.12
"""Two slices that are less near do not speak of the same. A reel asks for more: what it pairs is said to be opposite,
here a person follows a talk and sees the words in common. About half the slices of two talks on one subject find one.
"""


@record
class Answer:
    """The slice that speaks of the same, by its ``number`` from 1; ``words`` are the numbers of the words that bring
    both near, the most telling first; ``nearness`` from 0 to 1.
    """

    number: int
    words: tuple[int, ...]
    nearness: float


class SubjectLinks:
    """Conversations by their ids, each with the words of its slices. An answer costs time in proportion to the length
    of the conversation that answers.
    """

    def __init__(self, conversations: Mapping[int, SliceWords], common: NDArray[np.bool_]) -> None:
        """``common`` says for each word number whether it is a common word."""
        having = sum((words.having(len(common)) for words in conversations.values()), np.zeros(len(common), np.int64))
        rare = rarity(having, sum(words.size for words in conversations.values()), common)
        rare[common] = 0
        self._size = len(common)
        self._slices = {item_id: _Slices(words, rare) for item_id, words in conversations.items()}

    def __contains__(self, item_id: int) -> bool:
        return item_id in self._slices

    def answer(self, here: int, number: int, there: int) -> Answer | None:
        """The slice of one conversation that is nearest to a slice (from 1) of another, the earliest of equal ones.

        None where none is near enough to speak of the same, and where either conversation is not known.
        """
        own, other = self._slices.get(here), self._slices.get(there)
        if own is None or other is None or not 1 <= number <= own.size:
            return None
        vector = np.zeros(self._size, np.float32)
        numbers, weights = own.words_of(number - 1)
        vector[numbers] = weights
        products = vector[other.numbers] * other.weights
        near = np.bincount(other.rows, products, other.size)
        near[np.bincount(other.rows, products > 0, other.size) < LEAST_WORDS] = 0
        for row in np.argsort(-near, kind="stable").tolist():
            if near[row] < LEAST_NEARNESS:
                return None
            parts = products[other.span(row)]
            if parts.max() <= MOST_OF_ONE * near[row]:
                return Answer(row + 1, tuple(telling(other.words_of(row)[0], parts)), float(near[row]))
        return None


class _Slices:
    """The slices of one conversation as sparse vectors of length 1."""

    def __init__(self, words: SliceWords, rare: Weights) -> None:
        self.size = words.size
        self.rows, self.numbers = words.rows, words.numbers
        self.weights = words.unit_weights(rare)
        self._begins: Ints = np.searchsorted(words.rows, np.arange(words.size + 1))

    def span(self, row: int) -> slice:
        """Where the words of a slice stand; its place from 0."""
        return slice(int(self._begins[row]), int(self._begins[row + 1]))

    def words_of(self, row: int) -> tuple[Ints, Weights]:
        """The words of a slice with what each counts."""
        span = self.span(row)
        return self.numbers[span], self.weights[span]
