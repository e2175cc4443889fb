"""The written rules of matching and scoring, followed word by word and pattern by pattern: slow, and easy to check."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from reader.domain.framework import ContextRule, Framework
from reader.domain.slicing import sentence_ends
from reader.domain.striking import NOTHING_STRUCK, Struck
from reader.domain.words import fold

WORD_RULE = re.compile(r"[\w\u0300-\u036f]+(?:['’ʼ][\w\u0300-\u036f]+)*")

Place = tuple[int, int, int]
"""A pattern's number, and its first and last word."""


class NaiveText:
    """A text as a plain regular expression splits it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = list(WORD_RULE.finditer(text))
        self.folded = [fold(word.group()) for word in self.words]
        self.ends = sentence_ends(text)

    def sentence(self, word: int) -> int:
        """The number of the sentence in which a word stands."""
        return bisect_right(self.ends, self.words[word].start())

    def is_question(self, word: int) -> bool:
        """Whether the sentence of a word ends with a question mark."""
        at = bisect_left(self.ends, self.words[word].end())
        if at == len(self.ends):
            return False
        signs = re.search(r"([.?!…。！？]+)[\"'”’»)\]」』]*\Z", self.text[: self.ends[at]])
        return signs is not None and ("?" in signs[1] or "？" in signs[1])


class NaiveFinder:
    """Tries every pattern at every word, keeps the longest, and goes on behind it."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self.patterns = patterns
        self._split = [pattern.split() for pattern in patterns]
        firsts = [(number, words[0]) for number, words in enumerate(self._split)]
        self._exact = [(number, first) for number, first in firsts if "*" not in first]
        self._stems = [(number, first[:-1]) for number, first in firsts if first.endswith("*")]
        self._endings = [(number, first[1:]) for number, first in firsts if first.startswith("*")]
        self._by_first_word: dict[str, list[int]] = {}  # the same word has the same answer

    def find(self, text: NaiveText) -> list[Place]:
        found = []
        index = 0
        while index < len(text.words):
            fitting = [number for number in self._beginning_with(text.folded[index]) if self._fits(number, text, index)]
            if not fitting:
                index += 1
                continue
            best = max(fitting, key=self._goodness)
            found.append((best, index, index + len(self._split[best]) - 1))
            index += len(self._split[best])
        return found

    def _beginning_with(self, word: str) -> list[int]:
        if word not in self._by_first_word:
            self._by_first_word[word] = [
                *(number for number, first in self._exact if word == first),
                *(number for number, beginning in self._stems if word.startswith(beginning)),
                *(number for number, ending in self._endings if word.endswith(ending)),
            ]
        return self._by_first_word[word]

    def _fits(self, number: int, text: NaiveText, index: int) -> bool:
        expected = self._split[number]
        there = text.words[index : index + len(expected)]
        if len(there) < len(expected):
            return False
        gaps = [text.text[a.end() : b.start()] for a, b in pairwise(there)]
        if any(gap != "-" and not gap.isspace() for gap in gaps):
            return False
        return all(map(fits_word, expected, text.folded[index : index + len(expected)]))

    def _goodness(self, number: int) -> tuple[int, bool, int, int]:
        words = self._split[number]
        return len(words), "*" not in words[0], len(words[0]), -number


def fits_word(expected: str, word: str) -> bool:
    if expected.endswith("*"):
        return word.startswith(expected[:-1])
    if expected.startswith("*"):
        return word.endswith(expected[1:])
    return word == expected


class NaiveScorer:
    """Scores a text as the docstrings of ``scoring`` and ``contexts`` say, rule by rule and cue by cue."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        exceptions = [phrase for term in framework.terms for phrase in term.exceptions]
        self._terms = NaiveFinder([*(term.pattern for term in framework.terms), *exceptions])
        self._cues = NaiveFinder([pattern for rule in framework.context_rules for pattern in rule.patterns])
        self._rule_of = [rule for rule in framework.context_rules for _ in rule.patterns]

    def hits(self, given: str, struck: Struck = NOTHING_STRUCK) -> list[tuple[str, int, int, float, float]]:
        """Term, start, end, weight and factor of each hit."""
        text = NaiveText(given)
        cues = [(self._rule_of[number], first, last) for number, first, last in self._cues.find(text)]
        hits = []
        for number, first, last in self._terms.find(text):
            if number >= len(self.framework.terms):
                continue
            term = self.framework.terms[number]
            start, end = text.words[first].start(), text.words[last].end()
            if term.pattern in (*self.framework.struck, *struck.terms) or (start, term.pattern) in struck.places:
                continue
            hits.append((term.pattern, start, end, term.weight, self._factor(text, first, last, cues)))
        return hits

    def _factor(self, text: NaiveText, first: int, last: int, cues: Sequence[tuple[ContextRule, int, int]]) -> float:
        factor = 1.0
        negated = False
        reaching = [rule for rule, *cue in cues if self._reaches(text, rule, cue, (first, last))]
        for rule in self.framework.context_rules:
            if any(rule is one for one in reaching) or (rule.kind == "question" and text.is_question(last)):
                factor *= rule.factor
                negated = negated or rule.kind == "negation"
        limit = max((abs(rule.factor) for rule in self.framework.context_rules if rule.kind == "negation"), default=1.0)
        return max(-limit, min(limit, factor)) if negated else factor

    @staticmethod
    def _reaches(text: NaiveText, rule: ContextRule, cue: Sequence[int], hit: tuple[int, int]) -> bool:
        if cue[1] < hit[0]:
            near, between, words = hit[0] - cue[0] <= rule.before, (cue[1] + 1, hit[0]), (cue[1], hit[0])
        elif cue[0] > hit[1]:
            near, between, words = cue[0] - hit[1] <= rule.after, (hit[1] + 1, cue[0]), (hit[1], cue[0])
        else:
            return False
        if not near or text.sentence(words[0]) != text.sentence(words[1]):
            return False
        return not set(text.folded[slice(*between)]) & set(rule.stops)


def naive_exact(framework: Framework, text: str, hits: Sequence[tuple[str, int, int, float, float]]) -> float:
    """The score before rounding, by the formula of ``scoring``."""
    products = [weight * factor for _, _, _, weight, factor in hits]
    size = sum(map(abs, products)) + framework.resistance * len(WORD_RULE.findall(text))
    return 100 * sum(products) / size if products and size else 0.0
