"""The words of many texts at once, found by numpy in a third of the time that it takes text by text.

Words get numbers: each word's letters make a number of 64 bits, by which a table tells the word. That two words of a
library share such a number is less likely than one in a thousand million.

numpy takes longer to load than a small file takes to be scored; whoever has but that does without this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from reader.domain.lexicon import NO_PATTERN, Meaning
from reader.domain.words import PLAIN_ASCII, Words, without_signs

_Numbers = NDArray[np.int32]
_Places = NDArray[np.int64]
_Hashes = NDArray[np.uint64]

BETWEEN = " . "
"""Stands between two texts: no phrase and no sentence reaches over it."""

_NOTHING, _APOSTROPHE = 0, ord("'")
_LETTERS = PLAIN_ASCII.replace(b" ", b"\0")
_BASE = 0x9E3779B97F4A7C15
_SLOT_BITS = 17
_SLOT_SHIFT = 64 - _SLOT_BITS
_MIXER = 0xD6E8FEB86659FD93
_ANY = (1 << 64) - 1


class Vocabulary:
    """The words met so far, with their numbers from 1 on and what each of them means. 0 is no word.

    Which words of a text have to be looked at is told from three masks of 64 bits: that of a word has one bit set, by
    what it is, and those of a key word the bits of the words that may stand before or behind it in a phrase.
    """

    MOST_WORDS = 300_000
    """Past this many words all are forgotten, so that memory stays bounded however much text goes through."""

    def __init__(self, meanings: Mapping[str, Meaning]) -> None:
        """``meanings`` tells for every word what it means."""
        self._meanings_of = meanings
        self._powers = self._inverse_powers = np.ones(1, np.uint64)
        self._forget()

    def _forget(self) -> None:
        self.words = [""]
        self.meanings: list[Meaning] = [()]
        self._alone = np.zeros(1, np.bool_)
        self._bits = np.zeros(1, np.uint64)
        self._before = np.zeros(1, np.uint64)
        self._behind = np.zeros(1, np.uint64)
        self._numbers: dict[int, int] = {}
        self._slot_hashes = np.zeros(1 << _SLOT_BITS, np.uint64)
        self._slot_numbers = np.zeros(1 << _SLOT_BITS, np.int32)

    def numbers(self, letters: NDArray[np.uint8], starts: _Places, ends: _Places) -> _Numbers:
        """The numbers of the words that stand at these places; everything between words is 0 in ``letters``."""
        if len(self.words) > self.MOST_WORDS:
            self._forget()
        hashes = self._hashes(letters, starts, ends)
        slots = ((hashes * np.uint64(_MIXER)) >> np.uint64(_SLOT_SHIFT)).astype(np.intp)
        numbers: _Numbers = self._slot_numbers[slots]
        others = np.flatnonzero(self._slot_hashes[slots] != hashes)  # new words, and those whose slot is taken
        for at, hashed in zip(others.tolist(), hashes[others].tolist(), strict=True):
            number = self._numbers.get(hashed)
            if number is None:
                number = self._learn(letters[starts[at] : ends[at]].tobytes().decode("ascii"), hashed)
            numbers[at] = number
        return numbers

    def telling(self, numbers: _Numbers) -> list[int]:
        """Which of these words may be part of a match, where they stand: their indices, in order."""
        telling = self._alone[numbers]
        bits = self._bits[numbers]
        telling[1:] |= (self._before[numbers[1:]] & bits[:-1]) != 0
        telling[:-1] |= (self._behind[numbers[:-1]] & bits[1:]) != 0
        return np.flatnonzero(telling).tolist()

    def _learn(self, word: str, hashed: int) -> int:
        number = len(self.words)
        meaning = self._meanings_of[word]
        self.words.append(word)
        self.meanings.append(meaning)
        if number >= len(self._bits):
            self._grow()
        self._bits[number] = _bit(word)
        for _, alone, neighbours in meaning:
            self._alone[number] |= alone != NO_PATTERN
            for step, table, others in neighbours:
                masks = self._before if step < 0 else self._behind
                masks[number] |= _ANY if others else sum({_bit(neighbour) for neighbour in table})
        self._numbers[hashed] = number
        slot = (hashed * _MIXER & _ANY) >> _SLOT_SHIFT
        if not self._slot_numbers[slot]:
            self._slot_hashes[slot] = hashed
            self._slot_numbers[slot] = number
        return number

    def _grow(self) -> None:
        size = 2 * len(self._bits) + 1000
        self._alone, self._bits, self._before, self._behind = (
            np.concatenate([masks, np.zeros(size - len(masks), masks.dtype)])
            for masks in (self._alone, self._bits, self._before, self._behind)
        )

    def _hashes(self, letters: NDArray[np.uint8], starts: _Places, ends: _Places) -> _Hashes:
        """For each word the sum of its letters times the powers of the base, as if it stood at the very beginning."""
        if len(letters) > len(self._powers):
            size = 1 << len(letters).bit_length()
            self._powers = _powers(_BASE, size)
            self._inverse_powers = _powers(pow(_BASE, -1, 1 << 64), size)
        sums = np.cumsum(letters * self._powers[: len(letters)])
        hashes = (sums[ends - 1] - sums[starts - 1]) * self._inverse_powers[starts]
        return np.asarray(hashes)


def _bit(word: str) -> int:
    return 1 << crc32(word.encode("utf-8", "surrogatepass")) % 64


def _powers(base: int, size: int) -> _Hashes:
    """From the power 0 on, modulo two to the 64."""
    factors = np.full(size, base, np.uint64)
    factors[0] = 1
    return np.cumprod(factors)


def fits(text: str) -> bool:
    """Whether a text can be among many: its words are of ASCII."""
    return text.isascii() or without_signs(text).isascii()


class ManyWords(Words):
    """The words of all these texts, one text after the other, each of which :func:`fits`."""

    def __init__(self, texts: Iterable[str], vocabulary: Vocabulary) -> None:
        pieces = [BETWEEN]
        self.offsets: list[int] = []
        """Where each text begins, in characters."""
        length = len(BETWEEN)
        for text in texts:
            self.offsets.append(length)
            pieces += (text, BETWEEN)
            length += len(text) + len(BETWEEN)
        self.text = "".join(pieces)
        self._vocabulary = vocabulary
        letters = _letters(self.text)
        edges = np.flatnonzero(letters[1:].astype(np.bool_) != letters[:-1].astype(np.bool_)) + 1
        starts, ends = edges[::2], edges[1::2]
        self._numbers = vocabulary.numbers(letters, starts, ends)
        self.behind: list[int] = np.searchsorted(starts, [*self.offsets[1:], length]).tolist()
        """For each text the first word that stands behind it."""
        self._known = vocabulary.words
        self._around = np.pad(self._numbers, 1).data
        self._starts_at = np.ascontiguousarray(starts).data
        self._ends_at = np.ascontiguousarray(ends).data

    def __len__(self) -> int:
        """The number of words."""
        return len(self._numbers)

    def telling(self) -> Iterable[tuple[int, Meaning]]:
        """The words that mean something: their indices, each with its meaning."""
        indices = self._vocabulary.telling(self._numbers)
        numbers = self._numbers[indices].tolist()
        return zip(indices, map(self._vocabulary.meanings.__getitem__, numbers), strict=True)

    def word(self, index: int) -> str:
        """A word as it is compared; empty for those before the first and behind the last."""
        return self._known[self._around[index + 1]]

    def words(self, first: int, behind: int) -> Sequence[str]:
        """The words from one to another, that one not included."""
        return [self._known[number] for number in self._numbers[first:behind].tolist()]

    def start(self, index: int) -> int:
        """Where a word begins, in characters."""
        return self._starts_at[index]

    def end(self, index: int) -> int:
        """Where a word ends, in characters."""
        return self._ends_at[index]


def _letters(text: str) -> NDArray[np.uint8]:
    """The letters of the words, with nothing for all that stands between words."""
    if not text.isascii():
        text = without_signs(text)
    letters = np.frombuffer(bytearray(text.encode("ascii").translate(_LETTERS)), np.uint8)
    apostrophes = np.flatnonzero(letters == _APOSTROPHE)
    if len(apostrophes):
        beside = np.stack([letters[apostrophes - 1], letters[apostrophes + 1]])
        outer = ((beside == _NOTHING) | (beside == _APOSTROPHE)).any(axis=0)
        letters[apostrophes[outer]] = _NOTHING
    return letters
