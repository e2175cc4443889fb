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

from collections.abc import Iterable, Iterator, Sequence

from reader.domain.contexts import ContextRules
from reader.domain.framework import Framework, round_half_away
from reader.domain.hits import Hit, SliceScore
from reader.domain.lexicon import Match, PatternFinder
from reader.domain.record import record
from reader.domain.striking import NOTHING_STRUCK, Struck
from reader.domain.words import Words

TYPE_CHECKING = False  # as in typing
if TYPE_CHECKING:
    from reader.domain.vocabulary import Vocabulary

NO_EVIDENCE = SliceScore(0, 0.0, ())
BATCH = 50_000
"""Characters."""


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
        self._terms = [(term.pattern, term.weight, term.emphasis) for term in framework.terms]
        self._hits = frozenset(number for number, pattern in enumerate(patterns) if pattern not in out)
        """The numbers of the patterns whose matches are hits."""
        self._lens_of = [number for number, lens in enumerate(framework.lenses) for _ in lens.patterns]
        of_lenses = [pattern for lens in framework.lenses if lenses for pattern in lens.patterns]
        self._vocabulary: Vocabulary | None = None
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
        (scored,) = self._scored(words, self._finder.find(words), [(0, len(words), struck)], lens_counts)
        return scored

    def score_many(
        self, texts: Sequence[str], struck: Sequence[Struck] | None = None, lens_counts: list[int] | None = None
    ) -> list[SliceScore]:
        """Score many texts: the same figures in a part of the time, for those who have numpy loaded anyway.

        ``struck`` is what is struck out of each text; see :meth:`score_words`.
        """
        from reader.domain.many_words import ManyWords, fits
        from reader.domain.vocabulary import Vocabulary

        if self._vocabulary is None:
            self._vocabulary = Vocabulary(self._finder.meanings)
        out = struck or [NOTHING_STRUCK] * len(texts)
        scored: dict[int, SliceScore] = {}
        for batch in _batches(texts):
            together = [at for at in batch if fits(texts[at])]
            if not together:
                continue
            words = ManyWords([texts[at] for at in together], self._vocabulary)
            parts = zip(words.offsets, words.behind, [out[at] for at in together], strict=True)
            found = self._finder.find_at(words, words.telling())
            scored.update(zip(together, self._scored(words, found, parts, lens_counts), strict=True))
        for at, text in enumerate(texts):
            if at not in scored:
                scored[at] = self.score_words(Words(text), out[at], lens_counts)
        return [scored[at] for at in range(len(texts))]

    def _scored(
        self,
        words: Words,
        found: list[list[Match]],
        parts: Iterable[tuple[int, int, Struck]],
        lens_counts: list[int] | None,
    ) -> list[SliceScore]:
        """Score the parts of a text, for each of which is given where it begins, in characters, which word is the first
        behind it, and what is struck out of it.
        """
        matches, cues, of_lenses = found
        if lens_counts is not None:
            for pattern, _, _ in of_lenses:
                lens_counts[self._lens_of[pattern]] += 1
        hits = [match for match in matches if match[0] in self._hits]
        holding = self._context.holding(words, hits, cues)
        factors = [self._context.factor(rules) if rules else 1.0 for rules in holding]
        spans = words.spans(hits)
        scored = []
        at = since = 0
        for offset, behind, struck in parts:
            until = at
            while until < len(hits) and hits[until][1] < behind:
                until += 1
            counting = []
            for (pattern, _, _), (start, end), factor in zip(
                hits[at:until], spans[at:until], factors[at:until], strict=True
            ):
                term, weight, emphasis = self._terms[pattern]
                if not (struck and struck.holds(start - offset, term)):
                    counting.append((term, start - offset, end - offset, weight, factor, weight * factor, emphasis))
            scored.append(self._sum(counting, behind - since) if counting else NO_EVIDENCE)
            at, since = until, behind
        return scored

    def _sum(self, counting: Iterable[tuple[str, int, int, float, float, float, str]], count: int) -> SliceScore:
        """The score that these hits make in a text of ``count`` words. They are those of :class:`Hit`, with the product
        of weight and factor in the place of the contribution.
        """
        size = self.framework.resistance * count
        for _, _, _, _, _, product, _ in counting:
            size += abs(product)
        scale = 100.0 / size if size else 0.0
        hits = []
        exact = 0.0
        for term, start, end, weight, factor, product, emphasis in counting:
            contribution = product * scale
            exact += contribution
            hits.append(Hit(term, start, end, weight, factor, contribution, emphasis))
        return SliceScore(round_half_away(exact), exact, tuple(hits))

    def contexts(self, text: str, struck: Struck = NOTHING_STRUCK) -> tuple[tuple[Applied, ...], ...]:
        """For each of the text's hits the context rules that hold for it, in the framework's order.

        Their factors make the hit's factor when they are multiplied, except where a negated hit is held below its full
        weight.
        """
        words = Words(text)
        matches, cues, _ = self._finder.find(words)
        hits = [
            (pattern, first, last)
            for pattern, first, last in matches
            if pattern in self._hits and not struck.holds(words.start(first), self._terms[pattern][0])
        ]
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


def _batches(texts: Sequence[str]) -> Iterator[range]:
    """The indices of the texts, so many at a time that the processor keeps what it works on near at hand."""
    start = size = 0
    for at, text in enumerate(texts):
        size += len(text)
        if size >= BATCH:
            yield range(start, at + 1)
            start, size = at + 1, 0
    if start < len(texts):
        yield range(start, len(texts))
