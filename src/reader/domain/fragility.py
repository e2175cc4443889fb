"""How much a bar depends on one term, or on where the cuts fall.

For each slice two things are tried. One term is dropped: all its hits in that slice are struck out, as an exception
would do it, and the score is reckoned again; each term in turn. And the cuts are moved by tenths of a slice, up to half
a slice either way (``domain.shifting``); a moved slice speaks for a bar where the two share at least half of the
characters of the longer one. The bar's range goes from the least to the greatest of all these scores and its own.

A slice hinges on a term if its score without it falls into another band. Where several do, the one is named whose loss
moves the score most; of equal ones the one that stands first.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Generator, Sequence

from reader.domain.framework import Framework, round_half_away
from reader.domain.headline import leaning
from reader.domain.record import record
from reader.domain.scoring import Scorer
from reader.domain.shifting import Shifter
from reader.domain.slicing import Slice
from reader.domain.statistics import figures
from reader.domain.striking import Strike, struck_in
from reader.domain.transcript import Transcript
from reader.domain.words import Words


@record
class Fragility:
    """``least`` and ``greatest`` (signed bytes, type code ``b``) are the ends of each slice's range, its own score
    included. ``hinges`` has for each slice the term that it hinges on, or an empty text. The item's ``leaning`` (a band
    id) is the same in ``holding`` of the ``cuts`` moved cuts; an item of one slice has no cut to move.
    """

    least: array[int]
    greatest: array[int]
    hinges: tuple[str, ...]
    cuts: int
    holding: int
    leaning: str


@record
class _Found:
    """What a stretch of text holds: its number of words, and of each hit the term with weight times factor."""

    words: int
    terms: tuple[str, ...]
    products: tuple[float, ...]


class _Stretches:
    """Scores stretches of one transcript, sentence by sentence, each only once.

    A hit and its context never reach over a sentence end, so that a stretch holds what its parts between sentence ends
    hold. Only parts that end inside a sentence are looked at for one stretch alone.
    """

    def __init__(
        self, scorer: Scorer, transcript: Transcript, strikes: Sequence[Strike], parted: Sequence[int]
    ) -> None:
        """``parted`` are the positions, ascending, at which sentences end and some stretch does."""
        self._scorer = scorer
        self._resistance = scorer.framework.resistance
        self._transcript = transcript
        self._strikes = strikes
        self._parted = parted
        self._known: dict[tuple[int, int], _Found] = {}

    def score(self, start: int, end: int) -> int:
        """The score of a stretch."""
        found = self.found(start, end)
        return _score(found.products, found.words * self._resistance)

    def found(self, start: int, end: int) -> _Found:
        """What a stretch holds."""
        parted = self._parted
        inner = parted[bisect_right(parted, start) : bisect_left(parted, end)]
        if not inner:
            return self._part(start, end)
        parts = [self._part(*piece) for piece in zip([start, *inner], [*inner, end], strict=True)]
        return _Found(
            sum(part.words for part in parts),
            tuple(term for part in parts for term in part.terms),
            tuple(product for part in parts for product in part.products),
        )

    def _part(self, start: int, end: int) -> _Found:
        known = self._known.get((start, end))
        if known is None:
            text = self._transcript.text[start:end]
            struck = struck_in(Slice(0, start, end, 0, 0, None), self._transcript, self._strikes)
            hits = self._scorer.score(text, struck).hits
            known = _Found(len(Words(text)), tuple(h.term for h in hits), tuple(h.weight * h.factor for h in hits))
            self._known[start, end] = known
        return known

    def dropped(self, start: int, end: int) -> dict[str, int]:
        """For each term of a stretch, in order, the score without it."""
        found = self.found(start, end)
        resisting = found.words * self._resistance
        pairs = list(zip(found.terms, found.products, strict=True))
        return {
            dropped: _score([product for term, product in pairs if term != dropped], resisting)
            for dropped in dict.fromkeys(found.terms)
        }


def _score(products: Sequence[float], resisting: float) -> int:
    """The score that weights times factors make, reckoned as the scorer does, to the last bit."""
    whole = sum(map(abs, products)) + resisting
    scale = 100.0 / whole if whole else 0.0
    exact = 0.0
    for product in products:
        exact += product * scale
    return round_half_away(exact)


def fragility_of(
    scorer: Scorer, transcript: Transcript, slices: Sequence[Slice], strikes: Sequence[Strike] = ()
) -> Generator[tuple[int, int], None, Fragility]:
    """Try all that is tried; gives the number of steps done and of all after each of them."""
    framework = scorer.framework
    shifter = Shifter(transcript, [part.end for part in slices], framework.slicing)
    distances = shifter.distances if len(slices) > 1 else ()
    steps = len(distances) + 1
    moved = [shifter.moved(distance) for distance in distances]
    stretches = _Stretches(scorer, transcript, strikes, _sentence_cuts(transcript.text, slices, moved, shifter))
    scores = [stretches.score(part.start, part.end) for part in slices]
    least, greatest, hinges = _without_one_term(stretches, slices, scores, framework)
    yield 1, steps
    item_leaning = leaning(figures(scores, framework), framework)
    holding = 0
    for done, cuts in enumerate(moved, start=2):
        shifted = [stretches.score(start, end) for start, end in zip([0, *cuts], cuts, strict=False)]
        _widen(least, greatest, slices, cuts, shifted)
        holding += leaning(figures(shifted, framework), framework) == item_leaning
        yield done, steps
    return Fragility(least, greatest, tuple(hinges), len(moved), holding, item_leaning)


def _sentence_cuts(text: str, slices: Sequence[Slice], moved: Sequence[Sequence[int]], shifter: Shifter) -> list[int]:
    """The cuts at which a sentence ends. White space behind a sentence end belongs to the slice before the cut."""
    ends = set(shifter.sentence_ends)
    cuts = {part.end for part in slices}.union(*moved)
    return sorted(cut for cut in cuts if _said_until(text, cut) in ends)


def _said_until(text: str, position: int) -> int:
    while position and text[position - 1].isspace():
        position -= 1
    return position


def _without_one_term(
    stretches: _Stretches, slices: Sequence[Slice], scores: Sequence[int], framework: Framework
) -> tuple[array[int], array[int], list[str]]:
    """The ranges of the slices when one term is dropped, and what they hinge on."""
    least, greatest = array("b", scores), array("b", scores)
    hinges = []
    for at, part in enumerate(slices):
        band = framework.band_of(scores[at])
        hinge, most = "", 0
        for term, score in stretches.dropped(part.start, part.end).items():
            least[at] = min(least[at], score)
            greatest[at] = max(greatest[at], score)
            if abs(score - scores[at]) > most and framework.band_of(score) is not band:
                hinge, most = term, abs(score - scores[at])
        hinges.append(hinge)
    return least, greatest, hinges


def _widen(
    least: array[int], greatest: array[int], slices: Sequence[Slice], cuts: Sequence[int], scores: Sequence[int]
) -> None:
    """Widen the ranges by the scores of moved slices."""
    at = 0
    start = 0
    for end, score in zip(cuts, scores, strict=True):
        while slices[at].end <= start:
            at += 1
        for near in range(at, len(slices)):
            part = slices[near]
            if part.start >= end:
                break
            shared = min(part.end, end) - max(part.start, start)
            if 2 * shared >= max(part.end - part.start, end - start):
                least[near] = min(least[near], score)
                greatest[near] = max(greatest[near], score)
        start = end
