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

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from typing import NamedTuple

from reader.domain.words import Words, fold


class Match(NamedTuple):
    """Pattern number ``pattern`` at the tokens ``first`` to ``last`` (last included)."""

    pattern: int
    first: int
    last: int


class _Candidate(NamedTuple):
    """A pattern that may begin with a given word; ``rest`` are the words that must follow."""

    pattern: int
    rest: tuple[str, ...]
    rank: tuple[int, int, int, int]


class _Beginning(NamedTuple):
    """What may begin with one word in one family.

    ``alone`` is the pattern that the word is by itself, or -1. ``phrases`` are the longer ones, best first, by their
    second word; those whose second word is a stem stand in every list, and under the empty word by themselves.
    """

    family: int
    alone: int
    phrases: dict[str, tuple[_Candidate, ...]] | None


NO_PATTERN = -1
LOOKED_AT = 4
"""How many characters at the start of a word are looked at first; they rule out most words."""

_Entry = tuple[_Beginning, ...]
"""What a token means to the families; empty for most tokens."""


class _Family:
    """The patterns of one family, by the first word."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._exact: dict[str, list[_Candidate]] = {}
        self._stems: dict[str, list[_Candidate]] = {}
        self._endings: dict[str, list[_Candidate]] = {}
        for number, pattern in enumerate(patterns):
            self._add(number, pattern)

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

    @property
    def beginnings(self) -> set[str]:
        """One of these stands at the start of each word that a pattern may begin with, or one of the ``endings`` at
        its end.
        """
        return {start[:LOOKED_AT] for start in (*self._exact, *self._stems)}

    @property
    def endings(self) -> set[str]:
        """See ``beginnings``."""
        return set(self._endings)

    def beginning(self, number: int, word: str) -> _Beginning | None:
        """What may begin with ``word`` in this family, which has this number."""
        found = list(self._exact.get(word, ()))
        for length in range(1, len(word) + 1):
            found += self._stems.get(word[:length], ())
            if self._endings:
                found += self._endings.get(word[-length:], ())
        if not found:
            return None
        found.sort(key=lambda candidate: candidate.rank)
        alone = next((candidate.pattern for candidate in found if not candidate.rest), NO_PATTERN)
        phrases = [candidate for candidate in found if candidate.rest]
        return _Beginning(number, alone, _by_second_word(phrases) if phrases else None)


def _by_second_word(phrases: Sequence[_Candidate]) -> dict[str, tuple[_Candidate, ...]]:
    seconds = {"", *(candidate.rest[0] for candidate in phrases if "*" not in candidate.rest[0])}
    return {second: tuple(c for c in phrases if c.rest[0] == second or "*" in c.rest[0]) for second in sorted(seconds)}


class _Lookup(dict[str, _Entry]):
    """Tokens and what they mean, each worked out when it is first met."""

    MOST_TOKENS = 300_000
    """Past this many tokens all are forgotten, so that memory stays bounded however much text goes through."""

    def __init__(self, families: Sequence[_Family]) -> None:
        super().__init__()
        self._families = families
        beginnings = set[str]().union(*(family.beginnings for family in families))
        self._beginnings = {beginning for beginning in beginnings if len(beginning) == LOOKED_AT}
        self._short_beginnings = tuple(beginnings - self._beginnings)
        self._endings = tuple(set[str]().union(*(family.endings for family in families)))

    def __missing__(self, token: str) -> _Entry:
        if len(self) >= self.MOST_TOKENS:
            self.clear()
        word = fold(token.strip("'"))
        entry: _Entry = ()
        if (
            word[:LOOKED_AT] in self._beginnings
            or word.startswith(self._short_beginnings)
            or word.endswith(self._endings)
        ):
            by_family = (family.beginning(number, word) for number, family in enumerate(self._families))
            entry = tuple(found for found in by_family if found)
        self[token] = entry
        return entry


class PatternFinder:
    """Finds the patterns of several families, each by itself, in one pass over a text. For one thread at a time."""

    def __init__(self, *families: Iterable[str]) -> None:
        self._lookup = _Lookup([_Family(tuple(patterns)) for patterns in families])
        self._family_count = len(families)

    def find(self, words: Words) -> list[list[Match]]:
        """For each family its matches, from left to right, without overlap."""
        tokens = words.tokens
        entries = list(map(self._lookup.__getitem__, tokens))
        found: list[list[Match]] = [[] for _ in range(self._family_count)]
        free = [0] * self._family_count
        for index in compress(range(len(tokens)), entries):
            for family, alone, phrases in entries[index]:
                if index < free[family]:
                    continue
                phrase = _phrase_at(words, index, phrases) if phrases else None
                if phrase is not None:
                    found[family].append(phrase)
                    free[family] = phrase.last + 1
                elif alone != NO_PATTERN:
                    found[family].append(Match(alone, index, index))
        return found


def _phrase_at(words: Words, index: int, phrases: Mapping[str, tuple[_Candidate, ...]]) -> Match | None:
    """The best phrase that begins at the token at ``index``."""
    tokens = words.tokens
    if index + 1 == len(tokens):
        return None
    second = tokens[index + 1]
    if not (second.isascii() and second.isalnum()):
        second = fold(second.strip("'"))
    for pattern, rest, _ in phrases.get(second) or phrases[""]:
        if _follows(words, index, rest):
            return Match(pattern, index, index + len(rest))
    return None


def _follows(words: Words, index: int, rest: tuple[str, ...]) -> bool:
    """Whether these words follow the token at ``index`` in a phrase."""
    tokens = words.tokens
    if index + len(rest) >= len(tokens):
        return False
    for at, expected in enumerate(rest, start=index + 1):
        if not _fits(expected, fold(tokens[at].strip("'"))):
            return False
    end = words.span(index)[1]
    for at in range(index + 1, index + len(rest) + 1):
        start, next_end = words.span(at)
        if not words.joined(end, start):
            return False
        end = next_end
    return True


def _fits(pattern_word: str, word: str) -> bool:
    if pattern_word.endswith("*"):
        return word.startswith(pattern_word[:-1])
    if pattern_word.startswith("*"):
        return word.endswith(pattern_word[1:])
    return pattern_word == word
