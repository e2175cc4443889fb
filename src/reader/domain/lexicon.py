"""Finding the terms of a lexicon in a text.

Matching rules, which hold for lexicon terms, lens patterns and context cues alike:

- Words are those of :mod:`reader.domain.words`, compared after NFC, case folding and with straight apostrophes.
- A pattern is one or more words. A word of a pattern ending in ``*`` stands for every word with that beginning, one
  starting with ``*`` for every word with that ending. The words of a phrase may be parted by white space or by one
  hyphen, nothing else.
- At each word the longest pattern wins (most words; then an exact word before a stem, then the longer stem, then the
  pattern that stands first); matches do not overlap and are taken from left to right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from reader.domain.words import Ints, Vocabulary, Words

_NONE = -1


@dataclass(frozen=True, slots=True)
class Matches:
    """Matches from left to right, one entry each: pattern ``patterns[i]`` at the words ``first[i]`` to ``last[i]``
    (last included)."""

    patterns: Ints
    first: Ints
    last: Ints

    def __len__(self) -> int:
        return len(self.patterns)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A pattern that may begin with a given word; ``rest`` are the words that must follow."""

    pattern: int
    rest: tuple[str, ...]
    rank: tuple[int, int, int, int]


class PatternSet:
    """Patterns made ready for matching texts whose words have numbers from one vocabulary.

    For each spelling it is worked out once which pattern it is by itself and whether it may begin or continue a phrase;
    finding is then a look-up for the whole text, and only places where a phrase may begin are looked at one by one.
    """

    def __init__(self, vocabulary: Vocabulary, patterns: Iterable[str]) -> None:
        self.patterns: tuple[str, ...] = tuple(patterns)
        self._vocabulary = vocabulary
        self._exact: dict[str, list[_Candidate]] = {}
        self._stems: dict[str, list[_Candidate]] = {}
        self._endings: dict[str, list[_Candidate]] = {}
        self._second_words: set[str] = set()
        for number, pattern in enumerate(self.patterns):
            self._add(number, pattern)
        self._phrases: dict[int, list[_Candidate]] = {}
        self._single = np.full(1024, _NONE, dtype=np.int32)
        self._begins = np.zeros(1024, dtype=bool)
        self._continues = np.zeros(1024, dtype=bool)
        self._known = 0

    def _add(self, number: int, pattern: str) -> None:
        words = pattern.split()
        if not words:
            raise ValueError(f"pattern {number} has no words")
        first, rest = words[0], tuple(words[1:])
        candidate = _Candidate(number, rest, (-len(rest), int("*" in first), -len(first), number))
        if first.endswith("*"):
            self._stems.setdefault(first[:-1], []).append(candidate)
        elif first.startswith("*"):
            self._endings.setdefault(first[1:], []).append(candidate)
        else:
            self._exact.setdefault(first, []).append(candidate)
        if rest:
            self._second_words.add(rest[0])

    def find(self, words: Words) -> Matches:
        """All matches, from left to right, without overlap."""
        self._learn_new_words()
        numbers = words.numbers
        single = self._single[numbers]
        phrases = self._phrases_in(words) if self._phrases else []
        if not phrases:
            at = np.flatnonzero(single != _NONE).astype(np.int32)
            return Matches(single[at], at, at)
        last = np.arange(len(numbers), dtype=np.int32)
        for pattern, first, end in phrases:
            single[first : end + 1] = _NONE
            single[first] = pattern
            last[first] = end
        at = np.flatnonzero(single != _NONE).astype(np.int32)
        return Matches(single[at], at, last[at])

    def _phrases_in(self, words: Words) -> list[tuple[int, int, int]]:
        """The phrases that win, as pattern, first and last word."""
        numbers = words.numbers
        if len(numbers) < 2:
            return []
        may_begin = self._begins[numbers[:-1]] & self._continues[numbers[1:]] & words.joined[1:]
        found = []
        free_from = 0
        for index in np.flatnonzero(may_begin).tolist():
            if index < free_from:
                continue
            for candidate in self._phrases[int(numbers[index])]:
                if self._follows(words, index, candidate.rest):
                    end = index + len(candidate.rest)
                    found.append((candidate.pattern, index, end))
                    free_from = end + 1
                    break
        return found

    def _follows(self, words: Words, index: int, rest: tuple[str, ...]) -> bool:
        if index + len(rest) >= len(words):
            return False
        folded = self._vocabulary.folded
        return all(
            words.joined[at] and _fits(expected, folded[words.numbers[at]])
            for at, expected in enumerate(rest, start=index + 1)
        )

    def _learn_new_words(self) -> None:
        """Work out, for spellings met since the last time, what they are by themselves and in phrases."""
        count = len(self._vocabulary)
        if self._known == count:
            return
        while len(self._single) < count:
            self._single = np.concatenate([self._single, np.full_like(self._single, _NONE)])
            self._begins = np.concatenate([self._begins, np.zeros_like(self._begins)])
            self._continues = np.concatenate([self._continues, np.zeros_like(self._continues)])
        for number in range(self._known, count):
            word = self._vocabulary.folded[number]
            candidates = self._candidates(word)
            if candidates:
                alone = [candidate for candidate in candidates if not candidate.rest]
                longer = [candidate for candidate in candidates if candidate.rest]
                if alone:
                    self._single[number] = alone[0].pattern
                if longer:
                    self._begins[number] = True
                    self._phrases[number] = longer
            self._continues[number] = any(_fits(second, word) for second in self._second_words_like(word))
        self._known = count

    def _candidates(self, word: str) -> list[_Candidate]:
        """Patterns that may begin with ``word``, best first."""
        found = list(self._exact.get(word, ()))
        for length in range(1, len(word) + 1):
            found += self._stems.get(word[:length], ())
            found += self._endings.get(word[-length:], ())
        found.sort(key=lambda candidate: candidate.rank)
        return found

    def _second_words_like(self, word: str) -> Iterable[str]:
        """Second words of phrases that ``word`` may be, without a walk over all of them."""
        for length in range(1, len(word) + 1):
            if word[:length] + "*" in self._second_words:
                yield word[:length] + "*"
            if "*" + word[-length:] in self._second_words:
                yield "*" + word[-length:]
        if word in self._second_words:
            yield word


def _fits(pattern_word: str, word: str) -> bool:
    if pattern_word.endswith("*"):
        return word.startswith(pattern_word[:-1])
    if pattern_word.startswith("*"):
        return word.endswith(pattern_word[1:])
    return pattern_word == word
