"""Scoring many texts at once: the rules of :mod:`reader.domain.scoring`, the arithmetic done by numpy.

The figures are the same to the last bit: sums are taken in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reader.domain.contexts import ContextRules
from reader.domain.framework import Term, round_half_away
from reader.domain.hits import NO_EVIDENCE, Hit, LaterHits, SliceScore
from reader.domain.lexicon import Found, Match, PatternFinder, best
from reader.domain.many_words import ManyWords, fits
from reader.domain.record import record
from reader.domain.striking import Struck
from reader.domain.vocabulary import Numbers, Vocabulary

BATCH = 50_000
"""Characters that are looked at together; with many more, the processor's cache is too small for them."""
LOOKED_AT = 4
"""How many cues before a hit are looked at to tell whether one is near; where that one is, those before it may be."""

_Floats = NDArray[np.float64]
_Integers = NDArray[np.int64]

_hit: Callable[[Iterable[Any]], Hit] = partial(tuple.__new__, Hit)
"""Makes a hit of its fields in half the time that ``Hit(*fields)`` takes."""


class _Matches:
    """The matches of one family, from left to right, without overlap: the numbers of the patterns, and the first and
    the last word of each.
    """

    def __init__(self, words: ManyWords, family: int, phrases: list[Found], numbers: Numbers) -> None:
        """``phrases`` are those that stand in the text; ``numbers`` are those of the family's patterns by rank."""
        self.firsts, ranks = words.alone(family)
        self.lasts = self.firsts
        taken = best(phrases)
        if taken:
            firsts, of_phrases, lasts = np.array(taken).T
            # Wherever a phrase stands, the words in it do not match by themselves.
            phrase_before = np.searchsorted(firsts, self.firsts, "right") - 1
            free = (phrase_before < 0) | (self.firsts > lasts[phrase_before])
            self.firsts = np.concatenate([self.firsts[free], firsts])
            order = np.argsort(self.firsts)
            self.lasts = np.concatenate([self.lasts[free], lasts])[order]
            self.firsts = self.firsts[order]
            ranks = np.concatenate([ranks[free], of_phrases])[order]
        self.patterns = numbers[ranks]

    def keep(self, chosen: NDArray[np.bool_]) -> None:
        """Forget all but these."""
        self.firsts, self.lasts, self.patterns = self.firsts[chosen], self.lasts[chosen], self.patterns[chosen]

    def __len__(self) -> int:
        return len(self.firsts)

    def listed(self) -> list[Match]:
        """One by one."""
        return list(zip(self.patterns.tolist(), self.firsts.tolist(), self.lasts.tolist(), strict=True))


@record(slots=False)
class Batch:
    """Texts that were scored together: their indices (``texts``), their scores before rounding (``exact``), and by hit
    the text (counted within the batch), the number of the term, start and end in the text, factor and points.
    ``lenses`` are the numbers of the patterns of lenses that stand in the texts.
    """

    terms: Sequence[Term]
    texts: list[int]
    of_text: _Integers
    patterns: Numbers
    starts: _Integers
    ends: _Integers
    factors: _Floats
    points: _Floats
    exact: _Floats
    lenses: Numbers

    def scores(self) -> list[SliceScore]:
        """The score of each text; the hits are made when somebody looks at them."""
        borders = np.searchsorted(self.of_text, np.arange(len(self.texts) + 1)).tolist()
        return [
            SliceScore(round_half_away(score), score, LaterHits(self._hits, start, end)) if end > start else NO_EVIDENCE
            for score, start, end in zip(self.exact.tolist(), borders, borders[1:], strict=False)
        ]

    def _hits(self) -> list[Hit]:
        return self._made

    @cached_property
    def _made(self) -> list[Hit]:
        terms = [self.terms[pattern] for pattern in self.patterns.tolist()]
        fields = zip(
            [term.pattern for term in terms],
            self.starts.tolist(),
            self.ends.tolist(),
            [term.weight for term in terms],
            self.factors.tolist(),
            self.points.tolist(),
            [term.emphasis for term in terms],
            strict=True,
        )
        return list(map(_hit, fields))


class ManyScorer:
    """The parts of a scorer made ready for many texts at once. For one thread at a time."""

    def __init__(
        self,
        finder: PatternFinder,
        context: ContextRules,
        terms: Sequence[Term],
        hits: Iterable[int],
        resistance: float,
    ) -> None:
        """The ``finder`` finds terms, cues and patterns of lenses; ``hits`` are the numbers of those of the first that
        count.
        """
        self._finder = finder
        self._context = context
        self._vocabulary = Vocabulary(finder.meanings, len(finder.numbers))
        self._numbers = [np.array(numbers, np.int32) for numbers in finder.numbers]
        self._terms = terms
        self._weights = np.array([term.weight for term in terms])
        self._is_hit = np.zeros(len(finder.numbers[0]), np.bool_)
        self._is_hit[list(hits)] = True
        self._reach = np.array([context.rules[number].before for number in context.rule_of])
        self._resistance = resistance

    def batches(self, texts: Sequence[str], struck: Sequence[Struck]) -> Iterator[Batch]:
        """Score some of the texts at a time. Those that cannot be looked at together with others are left out."""
        for indices in _batches(texts):
            together = [at for at in indices if fits(texts[at])]
            if together:
                words = ManyWords([texts[at] for at in together], self._vocabulary)
                yield self._batch(together, words, [struck[at] for at in together])

    def _batch(self, texts: list[int], words: ManyWords, struck: list[Struck]) -> Batch:
        """The texts with these indices, which ``words`` are those of."""
        phrases = self._finder.find_phrases(words, words.keys())
        hits, cues, lenses = (
            _Matches(words, family, phrases[family], numbers) for family, numbers in enumerate(self._numbers)
        )
        hits.keep(self._is_hit[hits.patterns])
        of_text = np.searchsorted(words.behind, hits.firsts, "right")
        if any(struck):
            left = self._left(words, hits, of_text, struck)
            hits.keep(left)
            of_text = of_text[left]
        offsets = words.offsets[of_text]
        factors = self._factors(words, hits, cues)
        points, exact = self._points(words, self._weights[hits.patterns] * factors, of_text)
        starts, ends = words.starts[hits.firsts] - offsets, words.ends[hits.lasts] - offsets
        return Batch(self._terms, texts, of_text, hits.patterns, starts, ends, factors, points, exact, lenses.patterns)

    def _left(self, words: ManyWords, hits: _Matches, of_text: _Integers, struck: list[Struck]) -> NDArray[np.bool_]:
        """Which hits are not struck out."""
        starts = words.starts[hits.firsts] - words.offsets[of_text]
        each = zip(of_text.tolist(), starts.tolist(), hits.patterns.tolist(), strict=True)
        return np.array(
            [not struck[text].holds(start, self._terms[pattern].pattern) for text, start, pattern in each], np.bool_
        )

    def _points(self, words: ManyWords, products: _Floats, of_text: _Integers) -> tuple[_Floats, _Floats]:
        """What each hit contributes to its text's score, and these scores before rounding."""
        texts = len(words.offsets)
        sizes = np.bincount(of_text, np.abs(products), texts) + self._resistance * np.diff(words.behind, prepend=0)
        scales = np.divide(100.0, sizes, out=np.zeros(texts), where=sizes > 0)
        points = products * scales[of_text]
        exact: _Floats = np.bincount(of_text, points, texts).astype(np.float64, copy=False)
        return points, exact

    def _factors(self, words: ManyWords, hits: _Matches, cues: _Matches) -> _Floats:
        """The factor of each hit; only those that have a cue near them, or stand in a question, are looked at."""
        context = self._context
        factors = np.ones(len(hits))
        asked = np.zeros(len(hits), np.bool_)
        if context.questions:
            asked = words.asked(hits.lasts)
            factors[asked] = context.of_question
        if not len(cues):
            return factors
        behind = np.searchsorted(cues.firsts, hits.firsts)
        near = np.flatnonzero(self._near(words, hits, cues, behind))
        if len(near):
            listed = cues.listed()
            chosen = zip(
                hits.patterns[near].tolist(), hits.firsts[near].tolist(), hits.lasts[near].tolist(), strict=True
            )
            factors[near] = [
                context.factor(context.holding(words, hit, listed, before, question))
                for hit, before, question in zip(chosen, behind[near].tolist(), asked[near].tolist(), strict=True)
            ]
        return factors

    def _near(self, words: ManyWords, hits: _Matches, cues: _Matches, behind: _Integers) -> NDArray[np.bool_]:
        """Which hits have a cue near enough that a rule may hold for them. ``behind`` is for each the number of cues
        that begin before it.
        """
        context = self._context
        near = np.zeros(len(hits), np.bool_)
        for nth in range(1, LOOKED_AT + 1):
            cue = np.maximum(behind - nth, 0)
            distance = hits.firsts - cues.firsts[cue]
            reach = self._reach[cues.patterns[cue]] if nth < LOOKED_AT else context.before
            near |= (behind >= nth) & (distance <= reach)
        if context.after:
            cue = np.minimum(behind, len(cues) - 1)
            near |= (behind < len(cues)) & (cues.firsts[cue] - hits.lasts <= context.after)
        return near


def _batches(texts: Sequence[str]) -> Iterator[range]:
    """The indices of the texts, so many at a time as are looked at together."""
    start = size = 0
    for at, text in enumerate(texts):
        size += len(text)
        if size >= BATCH:
            yield range(start, at + 1)
            start, size = at + 1, 0
    if start < len(texts):
        yield range(start, len(texts))
