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
from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import pairwise

from reader.domain.framework import Framework, round_half_away
from reader.domain.headline import leaning
from reader.domain.record import record
from reader.domain.scoring import Scorer, contributions
from reader.domain.shifting import Shifter
from reader.domain.slicing import Slice
from reader.domain.statistics import figures
from reader.domain.striking import Strike, struck_in
from reader.domain.transcript import Transcript
from reader.domain.words import Words

PARTS_AT_ONCE = 500
"""Parts of a transcript that are read before it is told how far the work is: some hundredths of a second."""
WHOLE, READING = 1000, 600
"""The whole work, and the part of it that reading the transcript takes."""


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
    terms: Sequence[str]
    products: Sequence[float]

    def __add__(self, following: _Found) -> _Found:
        """What two stretches hold, one behind the other."""
        return _Found(
            self.words + following.words,
            [*self.terms, *following.terms],
            [*self.products, *following.products],
        )


class _Stretches:
    """Scores stretches of one transcript, and reads every sentence only once.

    A hit and its context never reach over a sentence end, so that a stretch holds what its parts between sentence ends
    hold. Parts that end inside a sentence are read for one stretch alone.
    """

    def __init__(
        self,
        scorer: Scorer,
        transcript: Transcript,
        strikes: Sequence[Strike],
        sentence_cuts: Sequence[int],
        stretches: Iterable[tuple[int, int]],
    ) -> None:
        """``stretches`` are all that will be asked for; ``sentence_cuts`` are positions, ascending, at which sentences
        end and some stretch does.
        """
        self._scorer = scorer
        self._resistance = scorer.framework.resistance
        self._transcript = transcript
        self._strikes = strikes
        self._borders = sorted({0, *sentence_cuts, len(transcript.text)})
        self._words_before, self._hits_before = [0], [0]
        self._terms: list[str] = []
        self._products: list[float] = []
        self._alone: dict[tuple[int, int], _Found] = {}
        self._to_read = {part for stretch in stretches for part in self._parts(*stretch) if not self._is_whole(*part)}

    def read_through(self) -> Iterator[tuple[int, int]]:
        """Read the whole transcript, before any stretch is asked for; gives how many of all parts are read."""
        parts, alone = list(pairwise(self._borders)), list(self._to_read)
        together = len(parts) + len(alone)
        for some in _bunches(parts):
            for found in self._read(some):
                self._words_before.append(self._words_before[-1] + found.words)
                self._terms += found.terms
                self._products += found.products
                self._hits_before.append(len(self._terms))
            yield len(self._words_before) - 1, together
        for some in _bunches(alone):
            self._alone.update(zip(some, self._read(some), strict=True))
            yield len(parts) + len(self._alone), together

    def score(self, start: int, end: int) -> int:
        """The score of a stretch."""
        found = self._found(start, end)
        return _score(found.products, found.words * self._resistance)

    def dropped(self, start: int, end: int) -> dict[str, int]:
        """For each term of a stretch, in order, the score without it."""
        found = self._found(start, end)
        resisting = found.words * self._resistance
        pairs = list(zip(found.terms, found.products, strict=True))
        return {
            dropped: _score([product for term, product in pairs if term != dropped], resisting)
            for dropped in dict.fromkeys(found.terms)
        }

    def _found(self, start: int, end: int) -> _Found:
        """What a stretch holds."""
        found = _Found(0, (), ())
        for part in self._parts(start, end):
            held = self._between(*part) if self._is_whole(*part) else self._alone[part]
            found = found + held if found.words else held
        return found

    def _parts(self, start: int, end: int) -> list[tuple[int, int]]:
        """What a stretch is made of: what stands before its first border, up to its last, and behind that."""
        borders = self._borders
        first, last = bisect_left(borders, start), bisect_right(borders, end) - 1
        inner = {borders[first], borders[last]} if first <= last else set()
        return list(pairwise(sorted({start, end} | inner)))

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether a part begins and ends at borders."""
        borders = self._borders
        return borders[bisect_left(borders, start)] == start and borders[bisect_left(borders, end)] == end

    def _between(self, start: int, end: int) -> _Found:
        """What stands between two borders."""
        first, last = bisect_left(self._borders, start), bisect_left(self._borders, end)
        hits = slice(self._hits_before[first], self._hits_before[last])
        return _Found(self._words_before[last] - self._words_before[first], self._terms[hits], self._products[hits])

    def _read(self, parts: Sequence[tuple[int, int]]) -> list[_Found]:
        """What each of these parts holds."""
        texts = [self._transcript.text[start:end] for start, end in parts]
        struck = [struck_in(Slice(0, start, end, 0, 0, None), self._transcript, self._strikes) for start, end in parts]
        return [
            _Found(len(Words(text)), [hit.term for hit in one.hits], [hit.weight * hit.factor for hit in one.hits])
            for text, one in zip(texts, self._scorer.score_many(texts, struck), strict=True)
        ]


def _bunches(parts: Sequence[tuple[int, int]]) -> Iterator[Sequence[tuple[int, int]]]:
    """As many of the parts at a time as are read together."""
    return (parts[first : first + PARTS_AT_ONCE] for first in range(0, len(parts), PARTS_AT_ONCE))


def _score(products: Sequence[float], resisting: float) -> int:
    """The score that weights times factors make, reckoned as the scorer does, to the last bit."""
    return round_half_away(contributions(products, resisting)[1])


def fragility_of(
    scorer: Scorer, transcript: Transcript, slices: Sequence[Slice], strikes: Sequence[Strike] = ()
) -> Generator[tuple[int, int], None, Fragility]:
    """Try all that is tried; gives now and then how much of all is done, in thousandths."""
    framework = scorer.framework
    shifter = Shifter(transcript, [part.end for part in slices], framework.slicing)
    distances = shifter.distances if len(slices) > 1 else ()
    moved = [shifter.moved(distance) for distance in distances]
    asked = [(part.start, part.end) for part in slices] + [pair for cuts in moved for pair in pairwise([0, *cuts])]
    sentence_cuts = _sentence_cuts(transcript.text, slices, moved, shifter)
    stretches = _Stretches(scorer, transcript, strikes, sentence_cuts, asked)
    for read, parts in stretches.read_through():
        yield READING * read // parts, WHOLE
    scores = [stretches.score(part.start, part.end) for part in slices]
    least, greatest, hinges = _without_one_term(stretches, slices, scores, framework)
    item_leaning = leaning(figures(scores, framework), framework)
    holding = 0
    for done, cuts in enumerate(moved):
        yield READING + (WHOLE - READING) * done // len(moved), WHOLE
        shifted = [stretches.score(start, end) for start, end in pairwise([0, *cuts])]
        _widen(least, greatest, slices, cuts, shifted)
        holding += leaning(figures(shifted, framework), framework) == item_leaning
    return Fragility(least, greatest, tuple(hinges), len(moved), holding, item_leaning)


def _sentence_cuts(text: str, slices: Sequence[Slice], moved: Sequence[Sequence[int]], shifter: Shifter) -> list[int]:
    """The cuts at which a sentence ends. White space behind it belongs to the slice before the cut."""
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
