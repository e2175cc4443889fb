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

from collections.abc import Sequence

from reader.domain.contexts import ContextRules
from reader.domain.framework import Framework, round_half_away
from reader.domain.hits import NO_EVIDENCE, Hit, SliceScore
from reader.domain.lexicon import Match, PatternFinder
from reader.domain.record import record
from reader.domain.striking import NOTHING_STRUCK, Struck
from reader.domain.words import Words

TYPE_CHECKING = False  # as in typing
if TYPE_CHECKING:
    from reader.domain.many_scores import ManyScorer


@record
class Applied:
    """A context rule that holds for a hit. ``start`` and ``end`` are the characters of its cue; for a question those of
    the question mark.
    """

    kind: str
    factor: float
    start: int
    end: int


def contributions(products: Sequence[float], resisting: float) -> tuple[list[float], float]:
    """What hits contribute to a score by their weights times factors, in score points, and the score before rounding.

    ``resisting`` is the number of words times the resistance.
    """
    # Added up by hand: from Python 3.12 on ``sum`` rounds otherwise than numpy, which does this for many texts.
    size = 0.0
    for product in products:
        size += abs(product)
    size += resisting
    scale = 100.0 / size if size else 0.0
    made = [product * scale for product in products]
    exact = 0.0
    for contribution in made:
        exact += contribution
    return made, exact


class Scorer:
    """A framework made ready for scoring. For one thread at a time."""

    def __init__(self, framework: Framework, *, lenses: bool = False) -> None:
        """``lenses``: find the lenses' patterns in the same pass, for those who ask how many there are."""
        self.framework = framework
        self._context = ContextRules(framework.context_rules)
        patterns = [term.pattern for term in framework.terms]
        exceptions = [phrase for term in framework.terms for phrase in term.exceptions]
        out = frozenset(framework.struck)
        self._hits = frozenset(number for number, pattern in enumerate(patterns) if pattern not in out)
        """The numbers of the patterns whose matches are hits."""
        self._lens_of = [number for number, lens in enumerate(framework.lenses) for _ in lens.patterns]
        of_lenses = [pattern for lens in framework.lenses if lenses for pattern in lens.patterns]
        self._finder = PatternFinder(patterns + exceptions, self._context.patterns, of_lenses)
        self._many: ManyScorer | None = None

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
        matches, cues, lenses = self._finder.find(words)
        if lens_counts is not None:
            self.count_lenses([pattern for pattern, _, _ in lenses], lens_counts)
        hits = self._counting(words, matches, struck)
        if not hits:
            return NO_EVIDENCE
        terms = [self.framework.terms[pattern] for pattern, _, _ in hits]
        factors = [self._context.factor(holding) for holding in self._context.holding_each(words, hits, cues)]
        products = [term.weight * factor for term, factor in zip(terms, factors, strict=True)]
        points, exact = contributions(products, self.framework.resistance * len(words))
        made = [
            Hit(term.pattern, *words.span(first, last), term.weight, factor, contribution, term.emphasis)
            for term, (_, first, last), factor, contribution in zip(terms, hits, factors, points, strict=True)
        ]
        return SliceScore(round_half_away(exact), exact, tuple(made))

    def score_many(
        self, texts: Sequence[str], struck: Sequence[Struck] | None = None, lens_counts: list[int] | None = None
    ) -> list[SliceScore]:
        """Score many texts: the same figures in a part of the time, for those who have numpy loaded anyway.

        ``struck`` is what is struck out of each text; see :meth:`score_words`.
        """
        out = struck or [NOTHING_STRUCK] * len(texts)
        scored: dict[int, SliceScore] = {}
        for batch in self.many.batches(texts, out):
            scored.update(zip(batch.texts, batch.scores(), strict=True))
            if lens_counts is not None:
                self.count_lenses(batch.lenses.tolist(), lens_counts)
        for at, text in enumerate(texts):
            if at not in scored:
                scored[at] = self.score_words(Words(text), out[at], lens_counts)
        return [scored[at] for at in range(len(texts))]

    @property
    def many(self) -> ManyScorer:
        """The same for many texts at once. Loads numpy."""
        if self._many is None:
            from reader.domain.many_scores import ManyScorer

            of = self.framework
            self._many = ManyScorer(self._finder, self._context, of.terms, self._hits, of.resistance)
        return self._many

    def contexts(self, text: str, struck: Struck = NOTHING_STRUCK) -> tuple[tuple[Applied, ...], ...]:
        """For each of the text's hits the context rules that hold for it, in the framework's order.

        Their factors make the hit's factor when they are multiplied, except where a negated hit is held below its full
        weight.
        """
        words = Words(text)
        matches, cues, _ = self._finder.find(words)
        hits = self._counting(words, matches, struck)
        rules = self._context.rules
        contexts = []
        for (_, _, last), holding in zip(hits, self._context.holding_each(words, hits, cues), strict=True):
            told = []
            for number, cue in sorted(holding.items()):
                mark = words.question_mark(last) if cue is None else -1
                place = (mark, mark + 1) if cue is None else words.span(cue[1], cue[2])
                told.append(Applied(rules[number].kind, rules[number].factor, *place))
            contexts.append(tuple(told))
        return tuple(contexts)

    def count_lenses(self, patterns: Sequence[int], lens_counts: list[int]) -> None:
        """Add these patterns of lenses, by number, to ``lens_counts``, which has one entry per lens."""
        for pattern in patterns:
            lens_counts[self._lens_of[pattern]] += 1

    def _counting(self, words: Words, matches: Sequence[Match], struck: Struck) -> list[Match]:
        """The matches that are hits: of terms, not of exceptions, and not struck out."""
        hits = [match for match in matches if match[0] in self._hits]
        if struck:
            terms = self.framework.terms
            hits = [hit for hit in hits if not struck.holds(words.start(hit[1]), terms[hit[0]].pattern)]
        return hits
