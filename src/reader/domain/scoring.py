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

from reader.domain.framework import ContextRule, Framework, round_half_away
from reader.domain.hits import Hit, SliceScore
from reader.domain.lexicon import Match, PatternFinder
from reader.domain.striking import NOTHING_STRUCK, Struck
from reader.domain.words import Words, fold

NEGATION = "negation"
QUESTION = "question"
NO_EVIDENCE = SliceScore(0, 0.0, ())


class Scorer:
    """A framework made ready for scoring. For one thread at a time."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self._rules = framework.context_rules
        self._rule_of = [number for number, rule in enumerate(self._rules) for _ in rule.patterns]
        self._stops = [frozenset(rule.stops) for rule in self._rules]
        self._questions = [number for number, rule in enumerate(self._rules) if rule.kind == QUESTION]
        self._reach = max((max(rule.before, rule.after) for rule in self._rules), default=0)
        self._negated_limit = max((abs(r.factor) for r in self._rules if r.kind == NEGATION), default=1.0)
        self._struck_terms = frozenset(framework.struck)
        # Exceptions take part in the search like terms, behind them: a longer phrase wins, and then is no hit.
        self._finder = PatternFinder(
            [
                *(term.pattern for term in framework.terms),
                *(phrase for term in framework.terms for phrase in term.exceptions),
            ],
            (pattern for rule in self._rules for pattern in rule.patterns),
        )

    def score(self, text: str, struck: Struck = NOTHING_STRUCK) -> SliceScore:
        """Score one text; hits in the order of their places."""
        return self.score_words(Words(text), struck)

    def score_words(self, words: Words, struck: Struck = NOTHING_STRUCK) -> SliceScore:
        """Score a text that has been split into words already, without the hits that are struck out."""
        matches, cues = self._finder.find(words)
        if not matches:
            return NO_EVIDENCE
        terms = self.framework.terms
        matches = self._counting(words, matches, struck)
        spans = [
            words.span(first) if first == last else (words.span(first)[0], words.span(last)[1])
            for _, first, last in matches
        ]
        factors = self._factors(words, matches, spans, cues)
        products = [terms[match.pattern].weight * factor for match, factor in zip(matches, factors, strict=True)]
        total = sum(map(abs, products)) + self.framework.resistance * len(words)
        scale = 100.0 / total if total else 0.0
        hits = []
        exact = 0.0
        for match, span, factor, product in zip(matches, spans, factors, products, strict=True):
            term = terms[match.pattern]
            contribution = product * scale
            exact += contribution
            hits.append(Hit(term.pattern, *span, term.weight, factor, contribution, term.emphasis))
        return SliceScore(round_half_away(exact), exact, tuple(hits)) if hits else NO_EVIDENCE

    def _counting(self, words: Words, matches: Sequence[Match], struck: Struck) -> list[Match]:
        """The matches that are hits: of terms, not of exceptions, and not struck out."""
        terms = self.framework.terms
        own = len(terms)
        out = self._struck_terms
        counting = [match for match in matches if match.pattern < own and terms[match.pattern].pattern not in out]
        if struck:
            counting = [m for m in counting if not struck.holds(words.span(m.first)[0], terms[m.pattern].pattern)]
        return counting

    def _factors(
        self, words: Words, matches: Sequence[Match], spans: Sequence[tuple[int, int]], cues: Sequence[Match]
    ) -> list[float]:
        """Product of the context rules that hold for each match. A negated hit never counts at full weight or more."""
        factors = []
        passed = 0
        for match, span in zip(matches, spans, strict=True):
            while passed < len(cues) and match.first - cues[passed].first > self._reach:
                passed += 1
            applied: set[int] = set()
            for cue in cues[passed:]:
                if cue.first - match.last > self._reach:
                    break
                number = self._rule_of[cue.pattern]
                rule = self._rules[number]
                if (
                    number not in applied
                    and _in_reach(cue, match, rule)
                    and _in_sentence(words, cue, match, span)
                    and not (rule.stops and self._stopped(words, cue, match, number))
                ):
                    applied.add(number)
            if self._questions and words.in_question(span[1]):
                applied.update(self._questions)
            factors.append(self._product(applied) if applied else 1.0)
        return factors

    def _stopped(self, words: Words, cue: Match, match: Match, number: int) -> bool:
        """Whether a word stands between the two that ends the rule's reach."""
        between = words.tokens[cue.last + 1 : match.first] or words.tokens[match.last + 1 : cue.first]
        return not self._stops[number].isdisjoint(fold(token.strip("'")) for token in between)

    def _product(self, applied: set[int]) -> float:
        """The factor that these rules make together."""
        factor = 1.0
        negated = False
        for number in sorted(applied):
            rule = self._rules[number]
            factor *= rule.factor
            negated = negated or rule.kind == NEGATION
        limit = self._negated_limit
        return max(-limit, min(limit, factor)) if negated else factor


def _in_reach(cue: Match, match: Match, rule: ContextRule) -> bool:
    """Whether a cue begins near enough to a match and does not reach into it."""
    if cue.last < match.first:
        return match.first - cue.first <= rule.before
    return 0 < cue.first - match.last <= rule.after


def _in_sentence(words: Words, cue: Match, match: Match, span: tuple[int, int]) -> bool:
    if cue.last < match.first:
        return words.in_one_sentence(cue.first, span[0], match.first)
    return words.sentence_goes_on(span[1], match.last, cue.first)
