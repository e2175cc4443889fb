"""Words by number, so that numpy can tell those that matter among very many.

A word's number is looked up by 64 bits made of its letters. No two words of up to eight letters have the same ones; for
two longer words of a library it is less likely than one in a thousand million.
"""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from reader.domain.lexicon import NO_PATTERN, STEPS, Key, Meaning, Phrases
from reader.domain.slicing import may_be_abbreviation
from reader.domain.words import fold

Letters = NDArray[np.uint8]
Places = NDArray[np.int64]
Numbers = NDArray[np.int32]
Flags = NDArray[np.uint8]
_Bits = NDArray[np.uint64]

KEY, ABBREVIATION = 64, 128
"""Flags of words: that it is the key of a phrase, and that a full stop behind it may belong to it."""

EIGHT = 8
"""So many letters fit into 64 bits; the letters of a text have to go on for so many behind its last word."""

_SLOT_BITS = 17
_SLOT_SHIFT = 64 - _SLOT_BITS
_MIXER, _OTHER_MIXER = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93
_FIRST_LETTERS: _Bits = np.array([(1 << 8 * count) - 1 for count in range(EIGHT + 1)], np.uint64)
"""By how many letters are to be looked at; the first is the lowest."""
_ANY = (1 << 64) - 1
_STEPS = np.array(STEPS)


class Vocabulary:
    """The words met so far, with their numbers from 1 on and what each of them means. 0 is no word.

    Which words of a text have to be looked at for phrases is told from masks of 64 bits: that of a word has one bit
    set, by what it is, and those of a key word the bits of the words that may stand one or two words off in a phrase.
    """

    MOST_WORDS = 100_000
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
        self._ranks = np.full((self._families, 1), NO_PATTERN, np.int32)
        self._is = np.zeros(1, np.uint8)
        self._bits = np.zeros(1, np.uint64)
        self._expected = np.zeros((1, len(STEPS)), np.uint64)
        self._tables: list[dict[int, list[tuple[int, dict[str, Phrases], Phrases]]]] = [{} for _ in STEPS]
        self._numbers: dict[int, int] = {}
        self._slot_hashes = np.zeros(1 << _SLOT_BITS, np.uint64)
        self._slot_numbers = np.zeros(1 << _SLOT_BITS, np.int32)

    def numbers(self, letters: Letters, starts: Places, ends: Places) -> Numbers:
        """The numbers of the words that stand at these places, in Latin-1, the letters of ASCII small."""
        if len(self.words) > self.MOST_WORDS:
            self._forget()
        hashes = _hashes(letters, starts, ends)
        slots = (hashes >> np.uint64(_SLOT_SHIFT)).view(np.int64)
        numbers: Numbers = self._slot_numbers.take(slots)
        others = np.flatnonzero(self._slot_hashes.take(slots) != hashes)  # new words, and those whose slot is taken
        for at, hashed in zip(others.tolist(), hashes[others].tolist(), strict=True):
            number = self._numbers.get(hashed)
            if number is None:
                number = self._learn(letters[starts[at] : ends[at]].tobytes().decode("latin-1"), hashed)
            numbers[at] = number
        return numbers

    def flags(self, numbers: Numbers) -> Flags:
        """What is known of each of these words: ``1 << family`` where it matches a pattern of that family by itself,
        KEY, ABBREVIATION.
        """
        return np.asarray(self._is.take(numbers))

    def ranks(self, family: int, numbers: Numbers) -> Numbers:
        """The ranks of the patterns of a family that these words match by themselves."""
        return np.asarray(self._ranks[family].take(numbers))

    def keys(self, numbers: Numbers, places: Places) -> list[Key]:
        """Those of the words at ``places``, which are keys of phrases, around which such a phrase may stand.

        ``numbers`` go on for two with 0 at either end, and ``places`` count from the first word.
        """
        of_keys = numbers[places + 2]
        others = numbers[np.add.outer(places + 2, _STEPS)]
        keys, steps = np.nonzero(self._expected.take(of_keys, axis=0) & self._bits.take(others))
        tables, words = self._tables, self.words
        return [
            (index, family, phrases)
            for index, number, step, other in zip(
                places[keys].tolist(), of_keys[keys].tolist(), steps.tolist(), others[keys, steps].tolist(), strict=True
            )
            for family, table, by_stem in tables[step][number]
            if (phrases := table.get(words[other], by_stem))
        ]

    def _learn(self, written: str, hashed: int) -> int:
        word = fold(written)
        number = len(self.words)
        meaning = self._meanings_of[word]
        self.words.append(word)
        if number >= len(self._bits):
            self._grow()
        self._bits[number] = _bit(word)
        flags = ABBREVIATION if may_be_abbreviation(word) else 0
        for family, alone, neighbours in meaning:
            self._ranks[family, number] = alone
            flags |= (1 << family if alone != NO_PATTERN else 0) | (KEY if neighbours else 0)
            for step, table, others in neighbours:
                bits = _ANY if others else sum({_bit(neighbour) for neighbour in table})
                self._expected[number, STEPS.index(step)] |= bits
                self._tables[STEPS.index(step)].setdefault(number, []).append((family, table, others))
        if flags:
            self._is[number] = flags
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
        self._expected = np.pad(self._expected, ((0, more), (0, 0)))
        self._bits = np.pad(self._bits, (0, more))
        self._is = np.pad(self._is, (0, more))


def _bit(word: str) -> int:
    return 1 << crc32(word.encode("utf-8", "surrogatepass")) % 64


def _hashes(letters: Letters, starts: Places, ends: Places) -> _Bits:
    """64 bits for each word, from its letters, eight at a time."""
    eights: _Bits = np.ndarray(len(letters) - EIGHT + 1, "<u8", letters, 0, (1,))  # those from each place on
    lengths = ends - starts
    mixer = np.uint64(_MIXER)
    hashes: _Bits = (eights[starts] & _FIRST_LETTERS.take(lengths, mode="clip")) * mixer
    longer = np.flatnonzero(lengths > EIGHT)
    done = EIGHT
    while len(longer):
        more = eights[starts[longer] + done] & _FIRST_LETTERS[np.minimum(lengths[longer] - done, EIGHT)]
        mixed = hashes[longer]
        hashes[longer] = (mixed ^ (mixed >> np.uint64(29))) * mixer + more * np.uint64(_OTHER_MIXER)
        done += EIGHT
        longer = longer[lengths[longer] > done]
    return hashes
