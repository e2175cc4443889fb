"""The score of a text under a framework, with every hit that it is the sum of.

Each hit counts ``weight x factor``, where the factor is the product of the context rules that apply to it. With these
products ``p`` and the number of words ``n`` of the text::

    score = 100 * sum(p) / (sum(|p|) + resistance * n)

so that a hit's contribution is ``100 * p / (sum(|p|) + resistance * n)`` and the contributions add up to the score.
The score stays within +-100, the same text twice keeps its score (numerator and denominator both double), words
without a hit draw it towards 0, and the order of sentences does not matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.domain.framework import ContextRule, Framework, Term
from reader.domain.hits import Hit, SliceScore
from reader.domain.lexicon import Matches, PatternSet
from reader.domain.words import Flags, Ints, Vocabulary, Words

NEGATION = "negation"


@dataclass(frozen=True, slots=True)
class PartScores:
    """The scores of the parts (slices) of one text, and their hits as columns.

    ``exact`` and ``scores`` have one entry per part; ``terms`` (index into the framework's), ``starts`` and ``ends``
    (characters of the whole text), ``parts``, ``factors`` and ``contributions`` (score points) one per hit.
    """

    exact: NDArray[np.float64]
    scores: NDArray[np.int8]
    hit_counts: Ints
    terms: Ints
    starts: Ints
    ends: Ints
    parts: Ints
    factors: NDArray[np.float64]
    contributions: NDArray[np.float64]


class Scorer:
    """A framework made ready for scoring. For one thread at a time."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.vocabulary = Vocabulary()
        self._terms = PatternSet(self.vocabulary, [term.pattern for term in framework.terms])
        self._weights = np.array([term.weight for term in framework.terms], dtype=np.float64)
        self._rules = [(rule, PatternSet(self.vocabulary, rule.patterns)) for rule in framework.context_rules]
        self._negated_limit = max((abs(r.factor) for r in framework.context_rules if r.kind == NEGATION), default=1.0)

    @property
    def is_full(self) -> bool:
        """Whether so many spellings were met that a new scorer should take over, to keep memory bounded."""
        return len(self.vocabulary) > Vocabulary.MOST_WORDS

    def score(self, text: str) -> SliceScore:
        """Score one text; hits in the order of their places."""
        scored = self.score_words(Words.of(text, self.vocabulary))
        return self.slice_score(scored, 0, 0)

    def score_parts(self, text: str, part_ends: Sequence[int]) -> PartScores:
        """Score the parts of a text, each for itself."""
        return self.score_words(Words.of(text, self.vocabulary, part_ends))

    def score_words(self, words: Words) -> PartScores:
        """Score a text that has been split into words of this scorer's vocabulary already."""
        matches = self._terms.find(words)
        factors = self._factors(words, matches)
        products = self._weights[matches.patterns] * factors
        parts = words.parts[matches.first]
        count = words.part_count
        pull = self.framework.resistance * np.bincount(words.parts, minlength=count)
        total = np.bincount(parts, weights=np.abs(products), minlength=count) + pull
        scale = np.divide(100.0, total, out=np.zeros(count), where=total > 0)
        contributions = products * scale[parts]
        exact = np.bincount(parts, weights=contributions, minlength=count).astype(np.float64)
        return PartScores(
            exact=exact,
            scores=rounded(exact),
            hit_counts=np.bincount(parts, minlength=count).astype(np.int32),
            terms=matches.patterns,
            starts=words.starts[matches.first],
            ends=words.ends[matches.last],
            parts=parts,
            factors=factors,
            contributions=contributions,
        )

    def slice_score(self, scored: PartScores, part: int, offset: int) -> SliceScore:
        """One part's score with its hits; their places are counted from ``offset``, the start of the part."""
        first, last = np.searchsorted(scored.parts, (part, part + 1)).tolist()
        hits = tuple(
            _hit(self.framework.terms[term], start - offset, end - offset, factor, contribution)
            for term, start, end, factor, contribution in zip(
                scored.terms[first:last].tolist(),
                scored.starts[first:last].tolist(),
                scored.ends[first:last].tolist(),
                scored.factors[first:last].tolist(),
                scored.contributions[first:last].tolist(),
                strict=True,
            )
        )
        return SliceScore(int(scored.scores[part]), float(scored.exact[part]), hits)

    def _factors(self, words: Words, matches: Matches) -> NDArray[np.float64]:
        """Product of the context rules that hold for each match. A negated hit never counts at full weight or more."""
        factors = np.ones(len(matches))
        negated = np.zeros(len(matches), dtype=bool)
        if not len(matches):
            return factors
        for rule, cues in self._rules:
            applies = _near(words, cues.find(words), matches, rule)
            factors[applies] *= rule.factor
            if rule.kind == NEGATION:
                negated |= applies
        limit = self._negated_limit
        factors[negated] = np.clip(factors[negated], -limit, limit)
        return factors


def _hit(term: Term, start: int, end: int, factor: float, contribution: float) -> Hit:
    return Hit(term.pattern, start, end, term.weight, factor, contribution, term.emphasis)


def _near(words: Words, cues: Matches, matches: Matches, rule: ContextRule) -> Flags:
    """For each match, whether a cue of the rule begins near enough, in its sentence, and does not reach into it."""
    applies = np.zeros(len(matches), dtype=bool)
    if not len(cues):
        return applies
    lengths = np.zeros(len(words), dtype=np.int32)
    lengths[cues.first] = cues.last - cues.first + 1
    for distance in range(1, rule.before + 1):
        applies |= _cue_at(words, lengths, matches.first, -distance, distance)
    for distance in range(1, rule.after + 1):
        applies |= _cue_at(words, lengths, matches.last, distance, len(words))
    return applies


def _cue_at(words: Words, lengths: Ints, anchors: Ints, step: int, longest: int) -> Flags:
    """Whether a cue of at most ``longest`` words begins ``step`` words from each anchor, in the same sentence."""
    places = anchors + step
    inside = (places >= 0) & (places < len(words))
    places = np.where(inside, places, 0)
    found = lengths[places]
    same_sentence = words.sentences[places] == words.sentences[anchors]
    return np.asarray(inside & same_sentence & (found > 0) & (found <= longest))


def rounded(exact: NDArray[np.float64]) -> NDArray[np.int8]:
    """Scores as the integers shown: nearest, halves away from 0."""
    return np.asarray(np.sign(exact) * np.floor(np.abs(exact) + 0.5), dtype=np.int8)
