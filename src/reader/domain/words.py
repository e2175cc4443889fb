"""The words of a text as columns: where they stand, which words they are, what may join them.

A word is a run of letters, digits, underscores and combining marks, with single apostrophes (straight or curly)
inside it. Words are compared by :func:`fold`: NFC, case folding, straight apostrophes. Positions always refer to the
text as given.

Each distinct spelling gets a number from a :class:`Vocabulary`, so that everything that depends on a word alone is
worked out once per spelling and then looked up for whole texts at a time.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]
_Keys = NDArray[np.uint64]

_APOSTROPHES = (0x27, 0x2019)
_SENTENCE_BREAKS = tuple(map(ord, ".?!…。！？"))
_OTHER, _WORD, _APOSTROPHE, _SPACE, _HYPHEN, _BREAK = range(6)

_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64
_SPREAD = np.uint64(0xD6E8FEB86659FD93)
_TABLE_BITS = 20


def fold(word: str) -> str:
    """The form in which words are compared."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.replace("’", "'").replace("ʼ", "'")).casefold()


def _kind(character: str) -> int:
    """What a character does in a text."""
    code = ord(character)
    if code in _APOSTROPHES:
        return _APOSTROPHE
    if character.isalnum() or character == "_" or 0x300 <= code <= 0x36F:
        return _WORD
    if character.isspace():
        return _SPACE
    if code in _SENTENCE_BREAKS:
        return _BREAK
    return _HYPHEN if character == "-" else _OTHER


_ASCII_KINDS = np.array([_kind(chr(code)) for code in range(128)], dtype=np.uint8)
_ASCII_LETTERS = np.array(
    [ord(chr(code).lower()) if _kind(chr(code)) in (_WORD, _APOSTROPHE) else 0 for code in range(128)], dtype=np.uint64
)


class Vocabulary:
    """Numbers for spellings, from 0 in the order in which they are first met. For one thread at a time.

    ``folded[number]`` is the compared form of a spelling. Spellings are told apart by a 64-bit key of their characters.
    """

    MOST_WORDS = 400_000
    """Past this many spellings its owner should start a new one, so that memory stays bounded."""

    def __init__(self) -> None:
        self.folded: list[str] = []
        self._keys = np.zeros(1024, dtype=np.uint64)
        self._slots = np.full(1 << _TABLE_BITS, -1, dtype=np.int32)
        self._displaced: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self.folded)

    def numbers_of(self, text: str, keys: _Keys, starts: Ints, ends: Ints) -> Ints:
        """The numbers of the words of ``text`` with these keys and places; new spellings are taken in."""
        slots = (keys * _SPREAD) >> np.uint64(64 - _TABLE_BITS)
        numbers: Ints = self._slots[slots]
        unsure = np.flatnonzero((numbers < 0) | (self._keys[numbers] != keys))
        for at in unsure.tolist():
            key = int(keys[at])
            number = self._displaced.get(key)
            if number is None:
                slot = int(slots[at])
                number = int(self._slots[slot])
                if number < 0 or int(self._keys[number]) != key:
                    number = self._take_in(text[starts[at] : ends[at]], key, slot)
            numbers[at] = number
        return numbers

    def _take_in(self, word: str, key: int, slot: int) -> int:
        number = len(self.folded)
        self.folded.append(fold(word))
        if number == len(self._keys):
            self._keys = np.concatenate([self._keys, np.zeros_like(self._keys)])
        self._keys[number] = key
        if self._slots[slot] < 0:
            self._slots[slot] = number
        else:
            self._displaced[key] = number
        return number


class _Powers:
    """Powers of the key's base and of its inverse modulo 2**64, as many as the longest text so far needed."""

    def __init__(self) -> None:
        self._of_base = np.ones(1, dtype=np.uint64)
        self._of_inverse = np.ones(1, dtype=np.uint64)
        self._inverse = pow(_BASE, -1, 1 << 64)

    def up_to(self, length: int) -> tuple[_Keys, _Keys]:
        """The first ``length`` powers of the base and of its inverse."""
        if len(self._of_base) < length:
            size = 1 << max(12, (length - 1).bit_length())
            self._of_base = _powers(_BASE, size)
            self._of_inverse = _powers(self._inverse, size)
        return self._of_base[:length], self._of_inverse[:length]


def _powers(base: int, size: int) -> _Keys:
    factors = np.full(size, base, dtype=np.uint64)
    factors[0] = 1
    return np.multiply.accumulate(factors)


_POWERS = _Powers()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, column by column; all arrays have one entry per word.

    ``starts`` and ``ends`` are characters, ``numbers`` those of the vocabulary. ``joined`` tells whether a word may
    follow the one before it inside a phrase: parted by white space only or by one hyphen. ``sentences`` counts
    sentence ends before a word, so that two words with the same number stand in one sentence. ``parts`` numbers the
    part of the text a word is in.
    """

    vocabulary: Vocabulary
    starts: Ints
    ends: Ints
    numbers: Ints
    joined: Flags
    sentences: Ints
    parts: Ints
    part_count: int

    def __len__(self) -> int:
        return len(self.starts)

    @classmethod
    def of(cls, text: str, vocabulary: Vocabulary, part_ends: Sequence[int] | None = None) -> Words:
        """Find the words of a text.

        ``part_ends`` are the ascending ends of parts that are to be taken each for itself (the slices of a
        transcript): no phrase and no sentence reaches over such a border. Without them the whole text is one part.
        """
        kinds, letters = _characters(text)
        starts, ends = _word_borders(kinds)
        borders = np.array(part_ends if part_ends is not None else [len(text)], dtype=np.int32)
        if len(starts) == 0:
            nothing = np.zeros(0, dtype=np.int32)
            return cls(vocabulary, nothing, nothing, nothing, nothing.astype(bool), nothing, nothing, len(borders))
        parts = np.searchsorted(borders, starts, side="right").astype(np.int32)
        breaks = np.flatnonzero(kinds == _BREAK)
        return cls(
            vocabulary=vocabulary,
            starts=starts,
            ends=ends,
            numbers=vocabulary.numbers_of(text, _keys(letters, starts), starts, ends),
            joined=_joined(kinds, starts, ends, parts),
            sentences=np.searchsorted(breaks, starts).astype(np.int32) + parts,
            parts=parts,
            part_count=len(borders),
        )


def _characters(text: str) -> tuple[NDArray[np.uint8], _Keys]:
    """What each character does, and its value in keys: 0 outside words, ASCII capitals like small letters."""
    if text.isascii():
        codes = np.frombuffer(text.encode("ascii"), dtype=np.uint8)
        return _ASCII_KINDS[codes], _ASCII_LETTERS[codes]
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    foreign = wide > 127
    narrow = np.where(foreign, 0, wide)
    kinds, letters = _ASCII_KINDS[narrow], _ASCII_LETTERS[narrow]
    values, places = np.unique(wide[foreign], return_inverse=True)
    foreign_kinds = np.array([_kind(chr(value)) for value in values.tolist()], dtype=np.uint8)
    in_words = (foreign_kinds == _WORD) | (foreign_kinds == _APOSTROPHE)
    kinds[foreign] = foreign_kinds[places]
    letters[foreign] = np.where(in_words, values, 0).astype(np.uint64)[places]
    return kinds, letters


def _word_borders(kinds: NDArray[np.uint8]) -> tuple[Ints, Ints]:
    """Starts and ends of the words: runs of word characters and of apostrophes that stand between two of them."""
    inside = np.zeros(len(kinds) + 2, dtype=np.int8)
    is_word = kinds == _WORD
    inside[1:-1] = is_word
    apostrophes = np.flatnonzero(kinds == _APOSTROPHE)
    if len(apostrophes):
        within = apostrophes[(inside[apostrophes] == 1) & (inside[apostrophes + 2] == 1)]
        inside[within + 1] = 1
    steps = np.diff(inside)
    return np.flatnonzero(steps == 1).astype(np.int32), np.flatnonzero(steps == -1).astype(np.int32)


def _keys(letters: _Keys, starts: Ints) -> _Keys:
    """A 64-bit key for each word: the polynomial of its letters, taken from the place where the word starts.

    An apostrophe behind a word counts as one more letter of it; that only makes another spelling of the same word.
    """
    powers, inverses = _POWERS.up_to(len(letters))
    return np.asarray(np.add.reduceat(letters * powers, starts) * inverses[starts], dtype=np.uint64)


def _joined(kinds: NDArray[np.uint8], starts: Ints, ends: Ints, parts: Ints) -> Flags:
    """Whether each word may follow the one before it in a phrase."""
    joined = np.zeros(len(starts), dtype=bool)
    gaps = starts[1:] - ends[:-1]
    between = kinds[ends[:-1]]
    one = gaps == 1
    joined[1:] = one & ((between == _SPACE) | (between == _HYPHEN))
    for at in np.flatnonzero(~one & (between == _SPACE)).tolist():
        joined[at + 1] = bool((kinds[ends[at] : starts[at + 1]] == _SPACE).all())
    joined[1:] &= parts[1:] == parts[:-1]
    return joined
