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

from collections.abc import Iterable, Sequence
from itertools import compress

from reader.domain.record import record
from reader.domain.words import Words

Match = tuple[int, int, int]
"""A pattern's number, and the first and last word of the place where it was found."""


@record
class _Candidate:
    """A pattern that may begin with a given word; ``rest`` are the words that must follow, ``exact`` says that none of
    these is a stem. The best has the least ``rank``.
    """

    pattern: int
    rest: list[str]
    exact: bool
    rank: tuple[int, int, int, int]


_Candidates = tuple[_Candidate, ...]
_Beginning = tuple[int, int, dict[str, _Candidates], _Candidates]
"""What may begin with one word: the family, the pattern that the word is by itself (or NO_PATTERN), the longer ones by
their second word, and those whose second word is a stem (which also stand among each of the former); best first.
"""

NO_PATTERN = -1
LOOKED_AT = 4
"""How many characters at the start of a word are looked at first; they rule out most words."""

_Entry = tuple[_Beginning, ...]
"""What a word means to the families; empty for most words."""


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
        first, rest = words[0], words[1:]
        rank = (-len(rest), int("*" in first), -len(first), number)
        candidate = _Candidate(number, rest, not any("*" in word for word in rest), rank)
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
        stems = tuple(candidate for candidate in phrases if "*" in candidate.rest[0])
        seconds = {candidate.rest[0] for candidate in phrases} - {candidate.rest[0] for candidate in stems}
        by_second = {
            second: tuple(c for c in phrases if c.rest[0] == second or "*" in c.rest[0]) for second in sorted(seconds)
        }
        return number, alone, by_second, stems


class _Lookup(dict[str, _Entry]):
    """Words and what they mean, each worked out when it is first met."""

    MOST_WORDS = 300_000
    """Past this many words all are forgotten, so that memory stays bounded however much text goes through."""

    def __init__(self, families: Sequence[_Family]) -> None:
        super().__init__()
        self._families = families
        beginnings = set[str]().union(*(family.beginnings for family in families))
        self._beginnings = {beginning for beginning in beginnings if len(beginning) == LOOKED_AT}
        self._short_beginnings = tuple(beginnings - self._beginnings)
        self._endings = tuple(set[str]().union(*(family.endings for family in families)))

    def __missing__(self, word: str) -> _Entry:
        if len(self) >= self.MOST_WORDS:
            self.clear()
        entry: _Entry = ()
        if (
            word[:LOOKED_AT] in self._beginnings
            or word.startswith(self._short_beginnings)
            or word.endswith(self._endings)
        ):
            by_family = (family.beginning(number, word) for number, family in enumerate(self._families))
            entry = tuple(found for found in by_family if found)
        self[word] = entry
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
        following = [*tokens[1:], ""]
        found: list[list[Match]] = [[] for _ in range(self._family_count)]
        free = [0] * self._family_count
        for index in compress(range(len(tokens)), entries):
            for family, alone, phrases, stems in entries[index]:
                if index < free[family]:
                    continue
                candidates = phrases.get(following[index], stems)
                last = _last_word(words, index, candidates, found[family]) if candidates else NO_PATTERN
                if last > index:
                    free[family] = last + 1
                elif alone != NO_PATTERN:
                    found[family].append((alone, index, index))
        return found


def _last_word(words: Words, index: int, candidates: _Candidates, found: list[Match]) -> int:
    """Add the best phrase that begins at the word at ``index``; returns its last word, or NO_PATTERN."""
    tokens = words.tokens
    for candidate in candidates:
        last = index + len(candidate.rest)
        follow = tokens[index + 1 : last + 1]
        if (follow == candidate.rest if candidate.exact else _fit(candidate.rest, follow)) and words.joined(
            index, last
        ):
            found.append((candidate.pattern, index, last))
            return last
    return NO_PATTERN


def _fit(expected: Sequence[str], words: Sequence[str]) -> bool:
    return len(expected) == len(words) and all(map(_fits, expected, words))


def _fits(pattern_word: str, word: str) -> bool:
    if pattern_word.endswith("*"):
        return word.startswith(pattern_word[:-1])
    if pattern_word.startswith("*"):
        return word.endswith(pattern_word[1:])
    return pattern_word == word
