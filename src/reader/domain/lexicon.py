"""Finding the terms of a lexicon in a text.

Matching rules, which hold for lexicon terms, lens patterns and context cues alike:

- A word is a run of letters, digits, underscores and combining marks, with apostrophes inside it. Words are compared
  after NFC, case folding and with curly apostrophes made straight; positions always refer to the text as given.
- A pattern is one or more words. A word of a pattern ending in ``*`` stands for every word with that beginning, one
  starting with ``*`` for every word with that ending. The words of a phrase may be parted by white space or by one
  hyphen, nothing else.
- At each word the longest pattern wins (most words; then an exact word before a stem, then the longer stem); matches
  do not overlap and are taken from left to right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[\w\u0300-\u036f]+(?:['’ʼ][\w\u0300-\u036f]+)*")
_SENTENCE_BREAK = re.compile(r"[.?!…。！？]")


def fold(word: str) -> str:
    """The form in which words are compared."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.replace("’", "'").replace("ʼ", "'")).casefold()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: folded forms and where they stand (characters, end excluded)."""

    text: str
    folded: list[str]
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, text: str) -> Words:
        """Split a text into its words."""
        folded: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in _WORD.finditer(text):
            folded.append(fold(match.group()))
            starts.append(match.start())
            ends.append(match.end())
        return cls(text, folded, starts, ends)

    def __len__(self) -> int:
        return len(self.folded)

    def joined(self, index: int) -> bool:
        """Whether the word at ``index`` may follow the one before it inside a phrase."""
        gap = self.text[self.ends[index - 1] : self.starts[index]]
        return gap in {" ", "-"} or gap.isspace()

    def sentence_break_between(self, first: int, second: int) -> bool:
        """Whether a sentence ends between the words at two indices, ``first`` before ``second``."""
        return _SENTENCE_BREAK.search(self.text, self.ends[first], self.starts[second]) is not None


@dataclass(frozen=True, slots=True)
class Match:
    """Pattern number ``pattern`` found at the words ``first`` to ``last`` (last included)."""

    pattern: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A pattern that may begin with a given word; ``rest`` are the words that must follow."""

    pattern: int
    rest: tuple[str, ...]
    rank: tuple[int, int, int]


class PatternSet:
    """Patterns made ready for matching. A word seen once is looked up in one step from then on."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self.patterns: tuple[str, ...] = tuple(patterns)
        self._exact: dict[str, list[_Candidate]] = {}
        self._stems: dict[str, list[_Candidate]] = {}
        self._endings: dict[str, list[_Candidate]] = {}
        for number, pattern in enumerate(self.patterns):
            self._add(number, pattern)
        self._known: dict[str, tuple[_Candidate, ...]] = {}

    def _add(self, number: int, pattern: str) -> None:
        words = pattern.split()
        if not words:
            raise ValueError(f"pattern {number} has no words")
        first = words[0]
        rest = tuple(words[1:])
        candidate = _Candidate(number, rest, (-len(rest), int("*" in first), -len(first)))
        if first.endswith("*"):
            self._stems.setdefault(first[:-1], []).append(candidate)
        elif first.startswith("*"):
            self._endings.setdefault(first[1:], []).append(candidate)
        else:
            self._exact.setdefault(first, []).append(candidate)

    def _candidates(self, word: str) -> tuple[_Candidate, ...]:
        """Patterns that may begin with ``word``, best first; remembered for the next time."""
        found = list(self._exact.get(word, ()))
        for length in range(1, len(word) + 1):
            found += self._stems.get(word[:length], ())
            found += self._endings.get(word[-length:], ())
        found.sort(key=lambda candidate: candidate.rank)
        result = tuple(found)
        self._known[word] = result
        return result

    def match_at(self, words: Words, index: int) -> Match | None:
        """The longest pattern that begins at the word at ``index``."""
        word = words.folded[index]
        candidates = self._known.get(word)
        if candidates is None:
            candidates = self._candidates(word)
        for candidate in candidates:
            last = index + len(candidate.rest)
            if last < len(words) and self._follows(words, index, candidate.rest):
                return Match(candidate.pattern, index, last)
        return None

    @staticmethod
    def _follows(words: Words, index: int, rest: Sequence[str]) -> bool:
        return all(
            _fits(expected, words.folded[at]) and words.joined(at) for at, expected in enumerate(rest, start=index + 1)
        )

    def find(self, words: Words) -> list[Match]:
        """All matches, from left to right, without overlap."""
        matches = []
        known = self._known
        skip_to = 0
        for index, word in enumerate(words.folded):
            candidates = known.get(word)
            if candidates is None:
                candidates = self._candidates(word)
            if not candidates or index < skip_to:
                continue
            match = self.match_at(words, index)
            if match is not None:
                matches.append(match)
                skip_to = match.last + 1
        return matches


def _fits(pattern_word: str, word: str) -> bool:
    if pattern_word.endswith("*"):
        return word.startswith(pattern_word[:-1])
    if pattern_word.startswith("*"):
        return word.endswith(pattern_word[1:])
    return pattern_word == word
