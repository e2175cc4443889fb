"""The score of a text under a framework, with every hit that it is the sum of.

Each hit counts ``weight x factor``, where the factor is the product of the context rules that apply to it. With these
products ``p`` and the number of words ``n`` of the text::

    score = 100 * sum(p) / (sum(|p|) + resistance * n)

so that a hit's contribution is ``100 * p / (sum(|p|) + resistance * n)`` and the contributions add up to the score.
The score stays within +-100, the same text twice keeps its score (numerator and denominator both double), words
without a hit draw it towards 0, and the order of sentences does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.domain.framework import ContextRule, Framework, round_half_away
from reader.domain.hits import Hit, SliceScore
from reader.domain.lexicon import Match, PatternSet, Words

NEGATION = "negation"
NO_EVIDENCE = SliceScore(0, 0.0, ())


class Scorer:
    """A framework made ready for scoring. Not tied to a thread, but to be used by one thread at a time."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self._terms = PatternSet(term.pattern for term in framework.terms)
        self._rules = [(rule, PatternSet(rule.patterns)) for rule in framework.context_rules]

    def score(self, text: str) -> SliceScore:
        """Score one text; hits in the order of their places."""
        return self.score_words(Words.of(text))

    def score_words(self, words: Words) -> SliceScore:
        """Score a text that has been split into words already."""
        matches = self._terms.find(words)
        if not matches:
            return NO_EVIDENCE
        factors = [self._factor(words, match) for match in matches]
        terms = self.framework.terms
        products = [terms[m.pattern].weight * factor for m, factor in zip(matches, factors, strict=True)]
        total = sum(abs(p) for p in products) + self.framework.resistance * len(words)
        scale = 100.0 / total if total else 0.0
        hits = tuple(
            Hit(
                term=terms[match.pattern].pattern,
                start=words.starts[match.first],
                end=words.ends[match.last],
                weight=terms[match.pattern].weight,
                factor=factor,
                contribution=product * scale,
                emphasis=terms[match.pattern].emphasis,
            )
            for match, factor, product in zip(matches, factors, products, strict=True)
        )
        exact = sum(hit.contribution for hit in hits)
        return SliceScore(round_half_away(exact), exact, hits)

    def _factor(self, words: Words, match: Match) -> float:
        """Product of the context rules that hold for a match. A negated hit never counts at full weight or more."""
        factor = 1.0
        negated = False
        for rule, cues in self._rules:
            if any(_cue_at(words, cues, index, match) for index in _window(words, match, rule)):
                factor *= rule.factor
                negated = negated or rule.kind == NEGATION
        if negated:
            limit = max(abs(rule.factor) for rule, _ in self._rules if rule.kind == NEGATION)
            return max(-limit, min(limit, factor))
        return factor


def _cue_at(words: Words, cues: PatternSet, index: int, match: Match) -> bool:
    """Whether a cue begins at the word at ``index`` and does not reach into the match."""
    found = cues.match_at(words, index)
    return found is not None and (found.last < match.first or found.first > match.last)


def _window(words: Words, match: Match, rule: ContextRule) -> Iterator[int]:
    """Indices of the words at which a cue of this rule may begin: near the match and in its sentence."""
    for index in range(match.first - 1, max(-1, match.first - 1 - rule.before), -1):
        if words.sentence_break_between(index, index + 1):
            break
        yield index
    for index in range(match.last + 1, min(len(words), match.last + 1 + rule.after)):
        if words.sentence_break_between(index - 1, index):
            break
        yield index
