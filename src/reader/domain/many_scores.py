"""Scoring many texts at once: the rules of :mod:`reader.domain.scoring`, the arithmetic done by numpy.

The figures are the same to the last bit: sums are taken in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reader.domain.contexts import ContextRules
from reader.domain.framework import Term, round_half_away
from reader.domain.hits import NO_EVIDENCE, Hit, SliceScore
from reader.domain.lexicon import Match, PatternFinder
from reader.domain.many_words import ManyWords, fits
from reader.domain.striking import Struck
from reader.domain.vocabulary import Vocabulary

BATCH = 50_000
"""Characters that are looked at together; with many more, the processor's cache is too small for them."""

_Floats = NDArray[np.float64]
_Integers = NDArray[np.int64]

_hit: Callable[[Iterable[Any]], Hit] = partial(tuple.__new__, Hit)
"""Makes a hit of its fields in half the time that ``Hit(*fields)`` takes."""


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
        self._vocabulary = Vocabulary(finder.meanings, finder.families)
        self._names = [term.pattern for term in terms]
        self._weights = np.array([term.weight for term in terms])
        self._emphases = [term.emphasis for term in terms]
        self._hits = frozenset(hits)
        self._resistance = resistance

    def score(
        self, texts: Sequence[str], struck: Sequence[Struck]
    ) -> Iterator[tuple[list[int], list[SliceScore], list[Match]]]:
        """Some of the texts at a time: their indices, their scores, and the matches of the lenses in them. Texts that
        cannot be looked at together with others are left out.
        """
        for batch in _batches(texts):
            together = [at for at in batch if fits(texts[at])]
            if together:
                words = ManyWords([texts[at] for at in together], self._vocabulary)
                matches, cues, lenses = self._finder.find_phrases(words, *words.looked_up())
                out = {number: struck[at] for number, at in enumerate(together) if struck[at]}
                yield together, self._scored(words, matches, cues, out), lenses

    def _scored(
        self, words: ManyWords, matches: Sequence[Match], cues: Sequence[Match], struck: dict[int, Struck]
    ) -> list[SliceScore]:
        """The score of each text, where something is struck out of those in ``struck``."""
        hits = [match for match in matches if match[0] in self._hits]
        if not hits:
            return [NO_EVIDENCE] * len(words.offsets)
        patterns, *places = zip(*hits, strict=True)
        firsts, lasts = map(np.array, places)
        of_text = np.searchsorted(words.behind, firsts, "right")
        offsets = words.offsets[of_text]
        starts, ends = words.starts[firsts] - offsets, words.ends[lasts] - offsets
        names = list(map(self._names.__getitem__, patterns))
        weights = self._weights[np.array(patterns)]
        factors = np.array(self._factors(words, hits, cues, firsts, lasts))
        counting = None
        if struck:
            counting = np.array(
                [
                    not (number in struck and struck[number].holds(start, name))
                    for number, start, name in zip(of_text.tolist(), starts.tolist(), names, strict=True)
                ]
            )
        contributions, exact = self._contributions(words, weights * factors, of_text, counting)
        fields = (
            names,
            starts.tolist(),
            ends.tolist(),
            weights.tolist(),
            factors.tolist(),
            contributions.tolist(),
            list(map(self._emphases.__getitem__, patterns)),
        )
        made = list(map(_hit, zip(*fields, strict=True)))
        if counting is not None:
            made = [hit for hit, counts in zip(made, counting.tolist(), strict=True) if counts]
            of_text = of_text[counting]
        borders = np.searchsorted(of_text, np.arange(len(words.offsets) + 1)).tolist()
        return [
            SliceScore(round_half_away(score), score, tuple(made[start:end])) if end > start else NO_EVIDENCE
            for score, start, end in zip(exact.tolist(), borders, borders[1:], strict=False)
        ]

    def _contributions(
        self, words: ManyWords, products: _Floats, of_text: _Integers, counting: NDArray[np.bool_] | None
    ) -> tuple[_Floats, _Floats]:
        """What each hit contributes to its text's score, and these scores before rounding."""
        if counting is not None:
            products = np.where(counting, products, 0.0)
        texts = len(words.offsets)
        resisting = self._resistance * np.diff(words.behind, prepend=0)
        sizes = np.bincount(of_text, np.abs(products), texts) + resisting
        scales = np.divide(100.0, sizes, out=np.zeros(texts), where=sizes > 0)
        contributions = products * scales[of_text]
        exact: _Floats = np.bincount(of_text, contributions, texts).astype(np.float64, copy=False)
        return contributions, exact

    def _factors(
        self,
        words: ManyWords,
        hits: Sequence[Match],
        cues: Sequence[Match],
        firsts: _Integers,
        lasts: _Integers,
    ) -> list[float]:
        """The factor of each hit; only those that have a cue near them, or stand in a question, are looked at."""
        context = self._context
        factors = [1.0] * len(hits)
        near = asked = np.zeros(len(hits), np.bool_)
        behind = np.zeros(len(hits), np.int64)
        if cues:
            places = np.array([first for _, first, _ in cues])
            behind = np.searchsorted(places, firsts)
            before_it = places[behind - 1]
            near = (before_it < firsts) & (firsts - before_it <= context.before)
            if context.after:
                behind_it = places[np.minimum(behind, len(places) - 1)]
                near |= (behind_it > lasts) & (behind_it - lasts <= context.after)
        if context.questions:
            asked = words.asked(lasts)
        for at in np.flatnonzero(near | asked).tolist():
            if near[at]:
                holding = context.holding(words, hits[at], cues, int(behind[at]), bool(asked[at]))
                factors[at] = context.factor(holding)
            else:
                factors[at] = context.of_question
        return factors


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
