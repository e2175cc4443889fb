"""Words by number, so that numpy can tell those that matter among very many.

A word's number is looked up by 64 bits made of its letters. No two words of up to eight letters have the same ones; for
two longer words of a library it is less likely than one in a thousand million.
"""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from reader.domain.lexicon import NO_PATTERN, Key, Meaning
from reader.domain.slicing import may_be_abbreviation

Letters = NDArray[np.uint8]
Places = NDArray[np.int64]
Numbers = NDArray[np.int32]
Flags = NDArray[np.bool_]
_Bits = NDArray[np.uint64]

EIGHT = 8
"""So many letters fit into 64 bits; the letters of a text have to go on for so many behind its last word."""

_SLOT_BITS = 17
_SLOT_SHIFT = 64 - _SLOT_BITS
_MIXER, _OTHER_MIXER = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93
_FIRST_LETTERS: _Bits = np.array([(1 << 8 * count) - 1 for count in range(EIGHT + 1)], np.uint64)
"""By how many letters are to be looked at; the first is the lowest."""
_ANY = (1 << 64) - 1


class Vocabulary:
    """The words met so far, with their numbers from 1 on and what each of them means. 0 is no word.

    Which words of a text have to be looked at is told from three masks of 64 bits: that of a word has one bit set, by
    what it is, and those of a key word the bits of the words that may stand before or behind it in a phrase.
    """

    MOST_WORDS = 300_000
    """Past this many words all are forgotten, so that memory stays bounded however much text goes through."""

    def __init__(self, meanings: Mapping[str, Meaning], families: int) -> None:
        """``meanings`` tells for every word what it means to the so many families of patterns (see
        :mod:`reader.domain.lexicon`).
        """
        self._meanings_of = meanings
        self._families = families
        self._forget()

    def _forget(self) -> None:
        self.words = [""]
        self._meanings: list[Meaning] = [()]
        self._ranks = np.full((self._families, 1), NO_PATTERN, np.int32)
        self._may_abbreviate = np.zeros(1, np.bool_)
        self._bits = np.zeros(1, np.uint64)
        self._before = np.zeros(1, np.uint64)
        self._behind = np.zeros(1, np.uint64)
        self._numbers: dict[int, int] = {}
        self._slot_hashes = np.zeros(1 << _SLOT_BITS, np.uint64)
        self._slot_numbers = np.zeros(1 << _SLOT_BITS, np.int32)

    def numbers(self, letters: Letters, starts: Places, ends: Places) -> Numbers:
        """The numbers of the words that stand at these places, in small letters of ASCII."""
        if len(self.words) > self.MOST_WORDS:
            self._forget()
        hashes = _hashes(letters, starts, ends)
        slots = (hashes >> np.uint64(_SLOT_SHIFT)).astype(np.intp)
        numbers: Numbers = self._slot_numbers[slots]
        others = np.flatnonzero(self._slot_hashes[slots] != hashes)  # new words, and those whose slot is taken
        for at, hashed in zip(others.tolist(), hashes[others].tolist(), strict=True):
            number = self._numbers.get(hashed)
            if number is None:
                number = self._learn(letters[starts[at] : ends[at]].tobytes().decode("ascii"), hashed)
            numbers[at] = number
        return numbers

    def ranks(self, family: int, numbers: Numbers) -> Numbers:
        """For each of these words the rank of the pattern of a family that it matches by itself, or NO_PATTERN."""
        return np.asarray(self._ranks[family][numbers])

    def keys(self, numbers: Numbers) -> list[Key]:
        """Those of these words that are the key of a phrase which may stand there, in order."""
        bits = self._bits[numbers]
        telling = np.zeros(len(numbers), np.bool_)
        telling[1:] = (self._before[numbers[1:]] & bits[:-1]) != 0
        telling[:-1] |= (self._behind[numbers[:-1]] & bits[1:]) != 0
        places = np.flatnonzero(telling)
        return [
            (index, family, neighbours)
            for index, number in zip(places.tolist(), numbers[places].tolist(), strict=True)
            for family, _, neighbours in self._meanings[number]
            if neighbours
        ]

    def may_abbreviate(self, numbers: Numbers) -> Flags:
        """Whether a full stop behind each of these words may belong to it."""
        return np.asarray(self._may_abbreviate[numbers])

    def _learn(self, word: str, hashed: int) -> int:
        number = len(self.words)
        meaning = self._meanings_of[word]
        self.words.append(word)
        self._meanings.append(meaning)
        if number >= len(self._bits):
            self._grow()
        self._may_abbreviate[number] = may_be_abbreviation(word)
        self._bits[number] = _bit(word)
        for family, alone, neighbours in meaning:
            self._ranks[family, number] = alone
            for step, table, others in neighbours:
                masks = self._before if step < 0 else self._behind
                masks[number] |= _ANY if others else sum({_bit(neighbour) for neighbour in table})
        self._numbers[hashed] = number
        slot = hashed >> _SLOT_SHIFT
        if not self._slot_numbers[slot]:
            self._slot_hashes[slot] = hashed
            self._slot_numbers[slot] = number
        return number

    def _grow(self) -> None:
        size = 2 * len(self._bits) + 1000
        more = size - len(self._bits)
        self._ranks = np.pad(self._ranks, ((0, 0), (0, more)), constant_values=NO_PATTERN)
        for name in ("_may_abbreviate", "_bits", "_before", "_behind"):
            setattr(self, name, np.pad(getattr(self, name), (0, more)))


def _bit(word: str) -> int:
    return 1 << crc32(word.encode("utf-8", "surrogatepass")) % 64


def _hashes(letters: Letters, starts: Places, ends: Places) -> _Bits:
    """64 bits for each word, from its letters, eight at a time."""
    eights: _Bits = np.ndarray(len(letters) - EIGHT + 1, "<u8", letters, 0, (1,))  # those from each place on
    lengths = ends - starts
    mixer = np.uint64(_MIXER)
    hashes: _Bits = (eights[starts] & _FIRST_LETTERS[np.minimum(lengths, EIGHT)]) * mixer
    longer = np.flatnonzero(lengths > EIGHT)
    done = EIGHT
    while len(longer):
        more = eights[starts[longer] + done] & _FIRST_LETTERS[np.minimum(lengths[longer] - done, EIGHT)]
        mixed = hashes[longer]
        hashes[longer] = (mixed ^ (mixed >> np.uint64(29))) * mixer + more * np.uint64(_OTHER_MIXER)
        done += EIGHT
        longer = longer[lengths[longer] > done]
    return hashes
