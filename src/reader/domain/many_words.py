"""The words of many texts at once, found by numpy in a part of the time that it takes text by text.

numpy takes longer to load than a small file takes to be scored; whoever has but that does without this module.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reader.domain.lexicon import Key
from reader.domain.vocabulary import ABBREVIATION, EIGHT, KEY, Flags, Letters, Numbers, Places, Vocabulary
from reader.domain.words import PLAIN_BYTES, Words, without_signs

BETWEEN = " . "
"""Stands between two texts: no phrase and no sentence reaches over it."""

_NOTHING, _FULL_STOP, _EXCLAMATION, _QUESTION, _CLOSING, _SIGN, _HYPHEN = range(7)
"""What stands between words: white space, the signs at the end of a sentence, those that may follow them there, any
other, a hyphen.
"""
_KIND_OF_SIGN = {
    ".": _FULL_STOP,
    "!": _EXCLAMATION,
    "?": _QUESTION,
    '"': _CLOSING,
    ")": _CLOSING,
    "]": _CLOSING,
    "-": _HYPHEN,
}
_GOES_ON, _ENDS, _ASKS, _PERHAPS = range(4)
"""Whether a sentence ends between two words."""
_MAY_END = bytes([0, 1, 1, 1]).ljust(256)
_TWO = np.zeros(2, np.int32)
_APOSTROPHE = ord("'")


def _kind(code: int) -> int:
    """What a byte becomes: itself in a word (capitals made small), else one of the above."""
    if PLAIN_BYTES[code] != ord(" "):
        return PLAIN_BYTES[code]
    character = chr(code)
    if character.isspace():
        return _NOTHING
    return _KIND_OF_SIGN.get(character, _SIGN)


_KINDS = bytes(map(_kind, range(256)))


def fits(text: str) -> bool:
    """Whether a text can be among many: its letters are those of western Europe."""
    if text.isascii():
        return True
    try:
        without_signs(text).encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


class ManyWords(Words):
    """The words of all these texts, one text after the other, each of which :func:`fits`."""

    def __init__(self, texts: Sequence[str], vocabulary: Vocabulary) -> None:
        lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + len(BETWEEN)
        self.offsets = np.cumsum(lengths) - lengths + len(BETWEEN)
        """Where each text begins, in characters."""
        self.text = BETWEEN.join(["", *texts, " " * EIGHT])
        kinds = _kinds(self.text)
        of_words = kinds > _HYPHEN
        edges = np.flatnonzero(of_words[1:] != of_words[:-1]) + 1
        self.starts, self.ends = edges[::2].copy(), edges[1::2].copy()
        """Where each word begins and ends, in characters."""
        self.behind = np.searchsorted(self.starts, self.offsets + lengths - len(BETWEEN))
        """For each text the first word that stands behind it."""
        self._vocabulary = vocabulary
        self._numbers = vocabulary.numbers(kinds, self.starts, self.ends)
        self._known = vocabulary.words
        self._padded = np.concatenate([_TWO, self._numbers, _TWO])
        self._around = self._padded.data
        self._flags = vocabulary.flags(self._numbers)
        self._start_of, self._end_of = self.starts.data, self.ends.data
        self._parted, ended = _gaps(kinds, self.starts, self.ends, self._flags)
        self._ends_at = np.flatnonzero(ended)
        self._how_ended = ended
        self._ended = ended.tobytes()
        self._may_end = self._ended.translate(_MAY_END)

    def __len__(self) -> int:
        """The number of words."""
        return len(self._numbers)

    def keys(self) -> list[Key]:
        """The words that are keys of phrases which may stand there."""
        places = np.flatnonzero(self._flags & KEY)
        return self._vocabulary.keys(self._padded, places)

    def alone(self, family: int) -> tuple[Places, Numbers]:
        """The words that match a pattern of a family by themselves, and the ranks of these."""
        places = np.flatnonzero(self._flags & (1 << family))
        return places, self._vocabulary.ranks(family, self._numbers[places])

    def word(self, index: int) -> str:
        """A word as it is compared; empty for those before the first and behind the last."""
        return self._known[self._around[index + 2]]

    def words(self, first: int, behind: int) -> Sequence[str]:
        """The words from one to another, that one not included."""
        return [self._known[number] for number in self._around[first + 2 : behind + 2]]

    def start(self, index: int) -> int:
        """Where a word begins, in characters."""
        return self._start_of[index]

    def end(self, index: int) -> int:
        """Where a word ends, in characters."""
        return self._end_of[index]

    def joined(self, first: int, last: int) -> bool:
        """Whether nothing but white space or one hyphen stands between each word and the next, from one to another."""
        return self._parted.find(1, first, last) < 0

    def in_one_sentence(self, first: int, last: int) -> bool:
        """Whether two words, the first of them before the last, stand in one sentence."""
        gap = self._may_end.find(1, first, last)
        return gap < 0 or (self._ended[gap] == _PERHAPS and super().in_one_sentence(first, last))

    def asked(self, indices: Places) -> NDArray[np.bool_]:
        """Which of these words stand in a sentence that ends with a question mark."""
        if not len(self._ends_at):
            return np.zeros(len(indices), np.bool_)
        gaps = np.append(self._ends_at, len(self._how_ended))[np.searchsorted(self._ends_at, indices)]
        states = np.append(self._how_ended, _GOES_ON)[gaps]
        asked: NDArray[np.bool_] = states == _ASKS
        perhaps: dict[int, bool] = {}
        for at in np.flatnonzero(states == _PERHAPS).tolist():
            gap = int(gaps[at])
            if gap not in perhaps:
                perhaps[gap] = super().question_mark(gap) >= 0
            asked[at] = perhaps[gap]
        return asked

    def question_mark(self, index: int) -> int:
        """Where the question mark stands that ends the sentence of this word; -1 where it ends otherwise."""
        gap = self._may_end.find(1, index)
        if gap < 0 or self._ended[gap] == _ENDS:
            return -1
        return super().question_mark(index) if self._ended[gap] == _PERHAPS else self.text.index("?", self._end_of[gap])


def _kinds(text: str) -> Letters:
    """The letters of the words, small, and what kind of sign stands between them, for every character."""
    if not text.isascii():
        text = without_signs(text)
    kinds = np.frombuffer(text.encode("latin-1").translate(_KINDS), np.uint8).copy()
    apostrophes = np.flatnonzero(kinds == _APOSTROPHE)
    outer = (kinds[apostrophes - 1] <= _APOSTROPHE) | (kinds[apostrophes + 1] <= _APOSTROPHE)
    kinds[apostrophes[outer]] = _CLOSING
    return kinds


def _gaps(kinds: Letters, starts: Places, ends: Places, flags: Flags) -> tuple[bytes, Letters]:
    """For each word what stands between it and the next: whether anything but white space or one hyphen does, and
    whether a sentence ends there (_GOES_ON, _ENDS, _ASKS, or _PERHAPS where that takes a closer look).

    ``flags`` are those of the words.
    """
    parted = np.zeros(len(starts), np.uint8)
    ended = np.zeros(len(starts), np.uint8)
    signs = np.flatnonzero(kinds - np.uint8(1) < _HYPHEN)  # what is 0 becomes 255
    before = np.searchsorted(starts, signs) - 1
    signs, before = signs[before >= 0], before[before >= 0]
    parted[before] = 1
    hyphen = kinds[signs] == _HYPHEN
    hyphens = signs[hyphen]
    alone = (kinds[hyphens - 1] > _HYPHEN) & (kinds[hyphens + 1] > _HYPHEN)
    parted[before[hyphen][alone]] = 0
    of_end = kinds[signs] <= _QUESTION
    marks, before = signs[of_end][::-1], before[of_end][::-1]  # the last first, so that the first one of a gap counts
    last = marks.copy()
    asks = kinds[marks] == _QUESTION
    for _ in range(2):
        more = (kinds[last + 1] > _NOTHING) & (kinds[last + 1] <= _QUESTION)
        last += more
        asks |= kinds[last] == _QUESTION
    single = (last == marks) & (kinds[marks] == _FULL_STOP)
    last += kinds[last + 1] == _CLOSING
    of_word = single & (last == marks) & (marks == ends[before]) & (flags[before] >= ABBREVIATION)
    surely = (kinds[last + 1] == _NOTHING) & ~of_word
    ended[before] = np.where(surely, np.where(asks, _ASKS, _ENDS), _PERHAPS)
    return parted.tobytes(), ended
