"""Finding the terms of a lexicon in a text.

Matching rules, which hold for lexicon terms, lens patterns and context cues alike:

- Words are those of :mod:`reader.domain.words`, compared after NFC, case folding and with straight
apostrophes. - A pattern is one or more words. A word of a pattern ending in ``*`` stands for every word with
that beginning, one starting with ``*`` for every word with that ending. The words of a phrase may be parted
by white space or by one hyphen, nothing else. - At each word the longest pattern wins (most words; then an
exact word before a stem, then the longer stem, then the pattern that stands first); matches do not overlap
and are taken from left to right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress
from typing import NamedTuple

from reader.domain.words import Words, fold


class Match(NamedTuple):
    """Pattern number ``pattern`` at the tokens ``first`` to ``last`` (last included)."""

    pattern: int
    first: int
    last: int


class _Candidate(NamedTuple):
    """A pattern that may begin with a given word; ``rest`` are the words that must follow, ``second`` the
    first of them where it is a whole word (else empty), by which most places are ruled out at once.
    """

    pattern: int
    rest: tuple[str, ...]
    second: str
    rank: tuple[int, int, int, int]


LOOKED_AT = 4
"""How many characters at the start of a word are looked at first; they rule out most words."""

_Entry = tuple[tuple[int, tuple[_Candidate, ...]], ...]
"""What a token means to the families: (family, candidates, best first), or nothing at all."""


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
        second = rest[0] if rest and "*" not in rest[0] else ""
        candidate = _Candidate(number, rest, second, (-len(rest), int("*" in first), -len(first), number))
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

    def candidates(self, word: str) -> tuple[_Candidate, ...]:
        """Patterns that may begin with ``word``, best first; none behind one that needs no further word."""
        found = list(self._exact.get(word, ()))
        for length in range(1, len(word) + 1):
            found += self._stems.get(word[:length], ())
            if self._endings:
                found += self._endings.get(word[-length:], ())
        found.sort(key=lambda candidate: candidate.rank)
        alone = next((place for place, candidate in enumerate(found) if not candidate.rest), len(found))
        return tuple(found[: alone + 1])


class _Lookup(dict[str, _Entry]):
    """Tokens and what they mean, each worked out when it is first met."""

    MOST_TOKENS = 300_000
    """Past this many tokens all are forgotten, so that memory stays bounded however much text goes through.
    """

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
            by_family = ((number, family.candidates(word)) for number, family in enumerate(self._families))
            entry = tuple((number, found) for number, found in by_family if found)
        self[token] = entry
        return entry


class PatternFinder:
    """Finds the patterns of several families, each by itself, in one pass over a text.

    For one thread at a time.
    """

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
            for family, candidates in entries[index]:
                if index < free[family]:
                    continue
                for pattern, rest, second, _ in candidates:
                    if not rest:
                        found[family].append(Match(pattern, index, index))
                        break
                    if not _ruled_out(second, tokens, index + 1) and _follows(words, index, rest):
                        last = index + len(rest)
                        found[family].append(Match(pattern, index, last))
                        free[family] = last + 1
                        break
        return found


def _ruled_out(second: str, tokens: Sequence[str], at: int) -> bool:
    """Whether a plain look at the token there tells already that it is another word than ``second``."""
    if at >= len(tokens):
        return True
    token = tokens[at]
    return bool(second) and token != second and token.isalnum() and token.isascii()


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
