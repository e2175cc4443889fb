"""The score of a text under a framework, with every hit that it is the sum of.

Each hit counts ``weight x factor``, where the factor is the product of the context rules that apply to it (see
:mod:`reader.domain.contexts`). With these products ``p`` and the number of words ``n`` of the text::

    score = 100 * sum(p) / (sum(|p|) + resistance * n)

so that a hit's contribution is ``100 * p / (sum(|p|) + resistance * n)`` and the contributions add up to the score.
The score stays within +-100, the same text twice keeps its score (numerator and denominator both double), words
without a hit draw it towards 0, and the order of sentences does not matter.

Hits are the matches of the lexicon's terms (see :mod:`reader.domain.lexicon`), with two exceptions. The exceptions of
all terms take part in the search like terms; where one of them is the match, there is no hit. And what is struck out,
in the framework or by an exception of the library, is found as ever, covers its words, and then is no hit.
"""

from __future__ import annotations

from collections.abc import Iterable

from reader.domain.contexts import ContextRules
from reader.domain.framework import Framework, Term, round_half_away
from reader.domain.hits import Hit, SliceScore
from reader.domain.lexicon import Match, PatternFinder
from reader.domain.record import record
from reader.domain.striking import NOTHING_STRUCK, Struck
from reader.domain.words import Words

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

    def __init__(self, framework: Framework, *, lenses: bool = False) -> None:
        """``lenses``: find the lenses' patterns in the same pass, for those who ask how many there are."""
        self.framework = framework
        self._context = ContextRules(framework.context_rules)
        patterns = [term.pattern for term in framework.terms]
        exceptions = [phrase for term in framework.terms for phrase in term.exceptions]
        out = frozenset(framework.struck)
        # By pattern, None for what is found but is no hit.
        self._terms: list[Term | None] = [term if term.pattern not in out else None for term in framework.terms]
        self._terms += [None] * len(exceptions)
        self._lens_of = [number for number, lens in enumerate(framework.lenses) for _ in lens.patterns]
        of_lenses = [pattern for lens in framework.lenses if lenses for pattern in lens.patterns]
        self._finder = PatternFinder(patterns + exceptions, self._context.patterns, of_lenses)

    def score(self, text: str, struck: Struck = NOTHING_STRUCK) -> SliceScore:
        """Score one text; hits in the order of their places."""
        return self.score_words(Words(text), struck)

    def score_words(
        self, words: Words, struck: Struck = NOTHING_STRUCK, lens_counts: list[int] | None = None
    ) -> SliceScore:
        """Score a text that has been split into words already, without the hits that are struck out.

        The matches of each lens are added to ``lens_counts``, which has one entry per lens; none are found unless the
        scorer was made to.
        """
        matches, cues, of_lenses = self._finder.find(words)
        if lens_counts is not None:
            for pattern, _, _ in of_lenses:
                lens_counts[self._lens_of[pattern]] += 1
        counting = self._counting(words, matches, struck)
        if not counting:
            return NO_EVIDENCE
        holding = self._context.holding(words, [match for _, match in counting], cues)
        found = []
        total = self.framework.resistance * len(words)
        for (term, (_, first, last)), rules in zip(counting, holding, strict=True):
            factor = self._context.factor(rules) if rules else 1.0
            product = term.weight * factor
            total += abs(product)
            found.append((term, words.span(first, last), factor, product))
        scale = 100.0 / total if total else 0.0
        hits = []
        exact = 0.0
        for term, (start, end), factor, product in found:
            contribution = product * scale
            exact += contribution
            hits.append(Hit(term.pattern, start, end, term.weight, factor, contribution, term.emphasis))
        return SliceScore(round_half_away(exact), exact, tuple(hits))

    def contexts(self, text: str, struck: Struck = NOTHING_STRUCK) -> tuple[tuple[Applied, ...], ...]:
        """For each of the text's hits the context rules that hold for it, in the framework's order.

        Their factors make the hit's factor when they are multiplied, except where a negated hit is held below its full
        weight.
        """
        words = Words(text)
        matches, cues, _ = self._finder.find(words)
        hits = [match for _, match in self._counting(words, matches, struck)]
        rules = self._context.rules
        contexts = []
        for (_, _, last), holding in zip(hits, self._context.holding(words, hits, cues), strict=True):
            told = []
            for number, cue in sorted(holding.items()):
                mark = words.question_mark(last) if cue is None else -1
                place = (mark, mark + 1) if cue is None else words.span(cue[1], cue[2])
                told.append(Applied(rules[number].kind, rules[number].factor, *place))
            contexts.append(tuple(told))
        return tuple(contexts)

    def _counting(self, words: Words, matches: Iterable[Match], struck: Struck) -> list[tuple[Term, Match]]:
        """The matches that are hits, with their terms."""
        terms = self._terms
        counting = [(term, match) for match in matches if (term := terms[match[0]])]
        if struck:
            counting = [
                (term, match) for term, match in counting if not struck.holds(words.start(match[1]), term.pattern)
            ]
        return counting
