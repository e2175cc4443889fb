"""The score of a text under a framework, with every hit that it is the sum of.

Each hit counts ``weight x factor``, where the factor is the product of the context rules that apply to it. With these
products ``p`` and the number of words ``n`` of the text::

    score = 100 * sum(p) / (sum(|p|) + resistance * n)

so that a hit's contribution is ``100 * p / (sum(|p|) + resistance * n)`` and the contributions add up to the score.
The score stays within +-100, the same text twice keeps its score (numerator and denominator both double), words
without a hit draw it towards 0, and the order of sentences does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.domain.framework import ContextRule, Framework, round_half_away
from reader.domain.hits import Hit, SliceScore
from reader.domain.lexicon import Match, PatternFinder
from reader.domain.record import record
from reader.domain.striking import NOTHING_STRUCK, Struck
from reader.domain.words import Words, fold

NEGATION = "negation"
QUESTION = "question"
NO_EVIDENCE = SliceScore(0, 0.0, ())


@record
class Applied:
    """A context rule that holds for a hit. ``start`` and ``end`` are the characters of its cue; for a question those of
    the question mark.
    """

    kind: str
    factor: float
    start: int
    end: int


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
        spans = [_span(words, match) for match in matches]
        applied = self._applied(words, matches, spans, cues)
        factors = [self._product(rules) if rules else 1.0 for rules in applied]
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

    def contexts(self, text: str, struck: Struck = NOTHING_STRUCK) -> tuple[tuple[Applied, ...], ...]:
        """For each of the text's hits the context rules that hold for it, in the framework's order.

        Their factors make the hit's factor when they are multiplied, except where a negated hit is held below its full
        weight.
        """
        words = Words(text)
        matches, cues = self._finder.find(words)
        matches = self._counting(words, matches, struck)
        spans = [_span(words, match) for match in matches]
        contexts = []
        for span, rules in zip(spans, self._applied(words, matches, spans, cues), strict=True):
            told = []
            for number, cue in sorted(rules.items()):
                place = _span(words, cue) if cue else words.question_mark(span[1])
                told.append(Applied(self._rules[number].kind, self._rules[number].factor, *place))
            contexts.append(tuple(told))
        return tuple(contexts)

    def _counting(self, words: Words, matches: Sequence[Match], struck: Struck) -> list[Match]:
        """The matches that are hits: of terms, not of exceptions, and not struck out."""
        terms = self.framework.terms
        own = len(terms)
        out = self._struck_terms
        counting = [match for match in matches if match.pattern < own and terms[match.pattern].pattern not in out]
        if struck:
            counting = [m for m in counting if not struck.holds(words.span(m.first)[0], terms[m.pattern].pattern)]
        return counting

    def _applied(
        self, words: Words, matches: Sequence[Match], spans: Sequence[tuple[int, int]], cues: Sequence[Match]
    ) -> list[dict[int, Match | None]]:
        """The numbers of the rules that hold for each match, each with its first cue; questions have none."""
        applied = []
        passed = 0
        for match, span in zip(matches, spans, strict=True):
            while passed < len(cues) and match.first - cues[passed].first > self._reach:
                passed += 1
            rules: dict[int, Match | None] = {}
            for cue in cues[passed:]:
                if cue.first - match.last > self._reach:
                    break
                number = self._rule_of[cue.pattern]
                rule = self._rules[number]
                if (
                    number not in rules
                    and _in_reach(cue, match, rule)
                    and _in_sentence(words, cue, match, span)
                    and not (rule.stops and self._stopped(words, cue, match, number))
                ):
                    rules[number] = cue
            if self._questions and words.question_mark(span[1])[1]:
                rules.update(dict.fromkeys(self._questions))
            applied.append(rules)
        return applied

    def _stopped(self, words: Words, cue: Match, match: Match, number: int) -> bool:
        """Whether a word stands between the two that ends the rule's reach."""
        between = words.tokens[cue.last + 1 : match.first] or words.tokens[match.last + 1 : cue.first]
        return not self._stops[number].isdisjoint(fold(token.strip("'")) for token in between)

    def _product(self, applied: Iterable[int]) -> float:
        """The factor that these rules make together. A negated hit never counts at full weight or more."""
        factor = 1.0
        negated = False
        for number in sorted(applied):
            rule = self._rules[number]
            factor *= rule.factor
            negated = negated or rule.kind == NEGATION
        limit = self._negated_limit
        return max(-limit, min(limit, factor)) if negated else factor


def _span(words: Words, match: Match) -> tuple[int, int]:
    """Start and end of a match in characters."""
    start, end = words.span(match.first)
    return start, end if match.first == match.last else words.span(match.last)[1]


def _in_reach(cue: Match, match: Match, rule: ContextRule) -> bool:
    """Whether a cue begins near enough to a match and does not reach into it."""
    if cue.last < match.first:
        return match.first - cue.first <= rule.before
    return 0 < cue.first - match.last <= rule.after


def _in_sentence(words: Words, cue: Match, match: Match, span: tuple[int, int]) -> bool:
    if cue.last < match.first:
        return words.in_one_sentence(cue.first, span[0], match.first)
    return words.sentence_goes_on(span[1], match.last, cue.first)
