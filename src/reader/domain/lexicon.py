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

from reader.domain.words import Words

Match = tuple[int, int, int]
"""A pattern's number, and the first and last word of the place where it was found."""

NO_PATTERN = -1
STEPS = (-2, -1, 1, 2)
"""Where, from the key of a phrase, the word may stand that is looked at before all others."""
LOOKED_AT = 4
"""How many characters at the start of a word are looked at first; they rule out most words."""

_COMMONEST = """
    the and of that to a you i in is it so this we have for are on but or think like about it's be what with do
    just if can as some at was things how not they really that's there then one people these all kind your
    there's i'm you're more where an out from because which would very going know lot thing get maybe something
    don't those into my we're way up also other could well right when different doing now them say want our good
    me time has were by work use go see much they're bit will us make might their had need even being than over
"""
_COMMONNESS = {word: place for place, word in enumerate(_COMMONEST.split())}
"""Where a word stands among the commonest words of talk; those that do not are less common."""


_Phrase = tuple[int, list[str], int, bool]
"""A pattern of several words: its rank in its family, its words, the number of the one where it is looked for (its
key), and whether more has to be looked at than that its key and the neighbour of this are there.
"""
Phrases = tuple[_Phrase, ...]
_Neighbours = tuple[int, dict[str, Phrases], Phrases]
"""How far off another word of a phrase stands from its key (one of STEPS), the phrases to which it may belong by what
it is, and those to which it may belong whatever it is: that expect a stem there, and so stand among each of the former.
"""
_OfFamily = tuple[int, int, tuple[_Neighbours, ...]]
"""What one word means to one family: the family, the rank of the pattern that the word is by itself (or NO_PATTERN),
and the phrases of which it is the key.
"""
Meaning = tuple[_OfFamily, ...]
"""What a word means to the families; empty for most words."""

Found = tuple[int, int, int]
"""First word, rank of the pattern, last word: the order in which matches are taken."""
Key = tuple[int, int, Phrases]
"""A word that is the key of phrases: its number in the text, the family, and those phrases whose neighbour is there."""


class _Family:
    """The patterns of one family, the best first, by the word at which they are looked for.

    A phrase is looked for at the word that is likely to be the rarest: most phrases begin with a common word.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        split = [pattern.split() for pattern in patterns]
        if not all(split):
            raise ValueError(f"pattern {split.index([])} has no words")
        self.numbers = sorted(range(len(patterns)), key=lambda number: _order(split[number]))
        """The number of the pattern of each rank."""
        self._exact: dict[str, list[_Phrase]] = {}
        self._stems: dict[str, list[_Phrase]] = {}
        self._endings: dict[str, list[_Phrase]] = {}
        for rank, number in enumerate(self.numbers):
            self._add(rank, split[number])
        self._short_stems = sorted({len(stem) for stem in self._stems if len(stem) < LOOKED_AT})
        self._long_stems: dict[str, tuple[int, ...]] = {}
        for length, start in sorted({(len(stem), stem[:LOOKED_AT]) for stem in self._stems if len(stem) >= LOOKED_AT}):
            self._long_stems[start] = (*self._long_stems.get(start, ()), length)
        self._ending_lengths = sorted(set(map(len, self._endings)))

    def _add(self, rank: int, words: list[str]) -> None:
        key = max(range(len(words)), key=lambda at: _rarity(words[at])) if len(words) > 1 else 0
        word = words[key]
        phrase = (rank, words, key, len(words) > 2 or ("*" in word and all("*" in other for other in words)))
        if word.endswith("*"):
            self._stems.setdefault(word[:-1], []).append(phrase)
        elif word.startswith("*"):
            self._endings.setdefault(word[1:], []).append(phrase)
        else:
            self._exact.setdefault(word, []).append(phrase)

    @property
    def words(self) -> Iterable[str]:
        """Each word that is a key is one of these, or begins as one of the ``beginnings``, or ends as one of the
        ``endings``.
        """
        return self._exact

    @property
    def beginnings(self) -> set[str]:
        """See ``words``; cut to a few characters."""
        return {start[:LOOKED_AT] for start in self._stems}

    @property
    def endings(self) -> Iterable[str]:
        """See ``words``."""
        return self._endings

    def meaning(self, number: int, word: str) -> _OfFamily | None:
        """What ``word`` means to this family, which has this number."""
        found = list(self._exact.get(word, ()))
        for length in (*self._short_stems, *self._long_stems.get(word[:LOOKED_AT], ())):
            found += self._stems.get(word[:length], ()) if length <= len(word) else ()
        for length in self._ending_lengths:
            found += self._endings.get(word[-length:], ()) if length <= len(word) else ()
        if not found:
            return None
        alone = min((rank for rank, words, _, _ in found if len(words) == 1), default=NO_PATTERN)
        phrases = [phrase for phrase in found if len(phrase[1]) > 1]
        if not phrases:
            return number, alone, ()
        by_step: dict[int, list[_Phrase]] = {}
        for phrase in phrases:
            by_step.setdefault(_step(phrase[1], phrase[2]), []).append(phrase)
        return number, alone, tuple(_by_neighbour(step, of_step) for step, of_step in sorted(by_step.items()))


def _order(words: Sequence[str]) -> tuple[int, bool, int]:
    """Less for a better pattern."""
    return -len(words), "*" in words[0], -len(words[0])


def _rarity(word: str) -> tuple[bool, int, int]:
    """More for a word at which a phrase is better looked for: a stem, so that the words around are exact, or one that
    is likely to be rarer.
    """
    return "*" in word, _COMMONNESS.get(word, len(_COMMONNESS)), len(word)


def _step(words: Sequence[str], key: int) -> int:
    """How far from the key the other word of a phrase stands that is likely to be the rarest."""
    steps = [step for step in STEPS if 0 <= key + step < len(words)]
    return max(steps, key=lambda step: ("*" not in words[key + step], _rarity(words[key + step])))


def _by_neighbour(step: int, phrases: Sequence[_Phrase]) -> _Neighbours:
    """The phrases by the word that stands so far from their key."""
    expected = [words[key + step] for _, words, key, _ in phrases]
    others = tuple(phrase for phrase, word in zip(phrases, expected, strict=True) if "*" in word)
    table = {
        neighbour: tuple(p for p, word in zip(phrases, expected, strict=True) if word == neighbour or "*" in word)
        for neighbour in expected
        if "*" not in neighbour
    }
    return step, table, others


class _Lookup(dict[str, Meaning]):
    """Words and what they mean, each worked out when it is first met."""

    MOST_WORDS = 100_000
    """Past this many words all are forgotten, so that memory stays bounded however much text goes through."""

    def __init__(self, families: Sequence[_Family]) -> None:
        super().__init__()
        self._families = families
        self._words = set[str]().union(*(family.words for family in families))
        beginnings = set[str]().union(*(family.beginnings for family in families))
        self._beginnings = {beginning for beginning in beginnings if len(beginning) == LOOKED_AT}
        self._short_beginnings = tuple(beginnings - self._beginnings)
        self._endings = tuple(set[str]().union(*(family.endings for family in families)))

    def __missing__(self, word: str) -> Meaning:
        if len(self) >= self.MOST_WORDS:
            self.clear()
        meaning: Meaning = ()
        if (
            word in self._words
            or word[:LOOKED_AT] in self._beginnings
            or word.startswith(self._short_beginnings)
            or word.endswith(self._endings)
        ):
            by_family = [family.meaning(number, word) for number, family in enumerate(self._families)]
            meaning = tuple([found for found in by_family if found])
        self[word] = meaning
        return meaning


class PatternFinder:
    """Finds the patterns of several families, each by itself, in one pass over a text. For one thread at a time."""

    def __init__(self, *families: Iterable[str]) -> None:
        made = [_Family(tuple(patterns)) for patterns in families]
        self.meanings = _Lookup(made)
        """What a word means to the families."""
        self.numbers = [family.numbers for family in made]
        """For each family the numbers of its patterns by rank."""

    def find(self, words: Words) -> list[list[Match]]:
        """For each family its matches, from left to right, without overlap."""
        meanings = list(map(self.meanings.__getitem__, words.tokens))
        found: list[list[Found]] = [[] for _ in self.numbers]
        keys: list[Key] = []
        around = ["", "", *words.tokens, "", ""]
        for index in compress(range(len(meanings)), meanings):
            for family, alone, neighbours in meanings[index]:
                if alone != NO_PATTERN:
                    found[family].append((index, alone, index))
                for step, table, others in neighbours:
                    phrases = table.get(around[index + 2 + step], others)
                    if phrases:
                        keys.append((index, family, phrases))
        for of_family, longer in zip(found, self.find_phrases(words, keys), strict=True):
            of_family.extend(longer)
        return [
            [(numbers[rank], first, last) for first, rank, last in best(of_family)]
            for of_family, numbers in zip(found, self.numbers, strict=True)
        ]

    def find_phrases(self, words: Words, keys: Iterable[Key]) -> list[list[Found]]:
        """For each family its phrases, whichever stand in the text, where the words are known that are keys of some."""
        found: list[list[Found]] = [[] for _ in self.numbers]
        count = len(words)
        for index, family, phrases in keys:
            for rank, expected, key, looked_at in phrases:
                first = index - key
                behind = first + len(expected)
                if first < 0 or behind > count or not words.joined(first, behind - 1):
                    continue
                if looked_at and not all(map(_fits, expected, words.words(first, behind))):
                    continue
                found[family].append((first, rank, behind - 1))
        return found


def best(found: list[Found]) -> list[Found]:
    """The best match at each word, from left to right, without overlap."""
    found.sort()
    taken = []
    free = 0
    for match in found:
        if match[0] >= free:
            taken.append(match)
            free = match[2] + 1
    return taken


def _fits(pattern_word: str, word: str) -> bool:
    if pattern_word == word:
        return True
    if pattern_word.endswith("*"):
        return word.startswith(pattern_word[:-1])
    if pattern_word.startswith("*"):
        return word.endswith(pattern_word[1:])
    return False
