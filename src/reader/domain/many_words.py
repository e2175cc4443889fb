"""The words of many texts at once, found by numpy in a part of the time that it takes text by text.

numpy takes longer to load than a small file takes to be scored; whoever has but that does without this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from reader.domain.lexicon import Meaning
from reader.domain.vocabulary import EIGHT, Flags, Letters, Places, Vocabulary
from reader.domain.words import PLAIN_ASCII, Words, without_signs

BETWEEN = " . "
"""Stands between two texts: no phrase and no sentence reaches over it."""

_NOTHING, _FULL_STOP, _EXCLAMATION, _QUESTION, _SIGN, _HYPHEN = range(6)
"""What stands between words: white space, the signs at the end of a sentence, any other, a hyphen."""
_GOES_ON, _ENDS, _ASKS, _PERHAPS = range(4)
"""Whether a sentence ends between two words."""
_MAY_END = bytes([0, 1, 1, 1]).ljust(256)
_APOSTROPHE = ord("'")


def _kind(code: int) -> int:
    """What a byte becomes: itself in a word (capitals made small), else one of the above."""
    if PLAIN_ASCII[code] != ord(" "):
        return PLAIN_ASCII[code]
    character = chr(code)
    if character.isspace():
        return _NOTHING
    return {".": _FULL_STOP, "!": _EXCLAMATION, "?": _QUESTION, "-": _HYPHEN}.get(character, _SIGN)


_KINDS = bytes(map(_kind, range(128))).ljust(256)


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
        kinds = _kinds(self.text)
        of_words = kinds > _HYPHEN
        edges = np.flatnonzero(of_words[1:] != of_words[:-1]) + 1
        starts, ends = edges[::2].copy(), edges[1::2].copy()
        self._numbers = vocabulary.numbers(kinds, starts, ends)
        self.behind: list[int] = np.searchsorted(starts, [*self.offsets[1:], length]).tolist()
        """For each text the first word that stands behind it."""
        self._known = vocabulary.words
        self._around = np.pad(self._numbers, 1).data
        self._start_of, self._end_of = starts.data, ends.data
        gaps = _gaps(kinds, starts, ends, vocabulary.may_abbreviate(self._numbers))
        self._parted, self._ended = (state.tobytes() for state in gaps)
        self._may_end = self._ended.translate(_MAY_END)

    def __len__(self) -> int:
        """The number of words."""
        return len(self._numbers)

    def telling(self) -> Iterable[tuple[int, Meaning]]:
        """The words that may be part of a match: their indices, each with its meaning."""
        indices = self._vocabulary.telling(self._numbers)
        numbers = self._numbers[indices].tolist()
        return zip(indices, map(self._vocabulary.meanings.__getitem__, numbers), strict=True)

    def word(self, index: int) -> str:
        """A word as it is compared; empty for those before the first and behind the last."""
        return self._known[self._around[index + 1]]

    def words(self, first: int, behind: int) -> Sequence[str]:
        """The words from one to another, that one not included."""
        return [self._known[number] for number in self._around[first + 1 : behind + 1]]

    def start(self, index: int) -> int:
        """Where a word begins, in characters."""
        return self._start_of[index]

    def end(self, index: int) -> int:
        """Where a word ends, in characters."""
        return self._end_of[index]

    def spans(self, places: Iterable[tuple[int, int, int]]) -> list[tuple[int, int]]:
        """The spans of places, each given by anything and the numbers of its first and last word."""
        starts, ends = self._start_of, self._end_of
        return [(starts[first], ends[last]) for _, first, last in places]

    def joined(self, first: int, last: int) -> bool:
        """Whether nothing but white space or one hyphen stands between each word and the next, from one to another."""
        return self._parted.find(1, first, last) < 0

    def in_one_sentence(self, first: int, last: int) -> bool:
        """Whether two words, the first of them before the last, stand in one sentence."""
        gap = self._may_end.find(1, first, last)
        return gap < 0 or (self._ended[gap] == _PERHAPS and super().in_one_sentence(first, last))

    def question_mark(self, index: int) -> int:
        """Where the question mark stands that ends the sentence of this word; -1 where it ends otherwise."""
        gap = self._may_end.find(1, index)
        if gap < 0 or self._ended[gap] == _ENDS:
            return -1
        return super().question_mark(index) if self._ended[gap] == _PERHAPS else self.text.index("?", self._end_of[gap])


def _kinds(text: str) -> Letters:
    """The letters of the words, small, and what kind of sign stands between them, for every character; then some more
    of nothing.
    """
    if not text.isascii():
        text = without_signs(text)
    kinds = np.frombuffer(bytearray(text.encode("ascii").translate(_KINDS)) + bytes(EIGHT), np.uint8)
    apostrophes = np.flatnonzero(kinds == _APOSTROPHE)
    beside = np.stack([kinds[apostrophes - 1], kinds[apostrophes + 1]])
    kinds[apostrophes[(beside <= _APOSTROPHE).any(axis=0)]] = _SIGN
    return kinds


def _gaps(kinds: Letters, starts: Places, ends: Places, may_abbreviate: Flags) -> tuple[Letters, Letters]:
    """For each word what stands between it and the next: whether anything but white space or one hyphen does, and
    whether a sentence ends there (_GOES_ON, _ENDS, _ASKS, or _PERHAPS where that takes a closer look).

    ``may_abbreviate`` says of each word whether a full stop behind it may belong to it.
    """
    parted = np.zeros(len(starts), np.uint8)
    ended = np.zeros(len(starts), np.uint8)
    signs = np.flatnonzero((kinds > _NOTHING) & (kinds <= _HYPHEN))
    before = np.searchsorted(starts, signs) - 1
    signs, before = signs[before >= 0], before[before >= 0]
    parted[before] = 1
    hyphens = np.flatnonzero((starts[1:] - ends[:-1] == 1) & (kinds[ends[:-1]] == _HYPHEN))
    parted[hyphens] = 0
    of_end = kinds[signs] <= _QUESTION
    marks, before = signs[of_end][::-1], before[of_end][::-1]  # the last first, so that the first one of a gap counts
    surely = (kinds[marks] != _FULL_STOP) | (marks > ends[before])
    surely |= ~may_abbreviate[before]
    surely &= kinds[marks + 1] == _NOTHING
    ended[before] = np.where(surely, np.where(kinds[marks] == _QUESTION, _ASKS, _ENDS), _PERHAPS)
    return parted, ended
