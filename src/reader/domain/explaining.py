"""The ledger of a slice: its hits one by one, each in its sentence, with the sum that ends in the score shown; and what
taking one of them out does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from reader.domain.hits import Hit, SliceScore
from reader.domain.record import record
from reader.domain.scoring import Applied
from reader.domain.slicing import sentence_ends
from reader.domain.words import Words

LONGEST_SENTENCE = 280
"""Characters past which a sentence is shown in part: captions without full stops run on for a whole slice."""


@record
class LedgerLine:
    """One hit: what it adds, and what the sum is then.

    ``sentence`` is the part of the slice around the hit, without white space at either end; the hit stands in it from
    ``start`` to ``end``, and it stands in the slice from ``hit.start - start`` on. ``applied`` are the context rules
    that made the factor, with places in the slice. ``cut_before`` and ``cut_after`` say that the sentence goes on there
    and was too long to be shown as a whole. ``running`` is the sum of the contributions up to here, in score points.
    """

    hit: Hit
    sentence: str
    start: int
    end: int
    applied: tuple[Applied, ...]
    running: float
    cut_before: bool = False
    cut_after: bool = False


@record
class Ledger:
    """How a slice's score comes about: ``exact`` is 100 times the sum of weight times factor, divided by ``size`` (the
    same sum without signs) plus ``resistance`` times ``words``; ``score`` is that as an integer.
    """

    number: int
    lines: tuple[LedgerLine, ...]
    words: int
    resistance: float
    size: float
    exact: float
    score: int


@record
class StrikeEffect:
    """What an exception would do to a slice and to its item. Bands and leanings are band ids.

    ``place`` is the item's rank in the library by mean, counted from 1 at the negative pole, of ``of`` items; 0 where
    there are no others to compare with.
    """

    number: int
    score_before: int
    score_after: int
    band_before: str
    band_after: str
    median_before: float
    median_after: float
    mean_before: float
    mean_after: float
    leaning_before: str
    leaning_after: str
    place_before: int
    place_after: int
    of: int


def ledger_of(
    number: int, text: str, scored: SliceScore, contexts: Sequence[tuple[Applied, ...]], resistance: float
) -> Ledger:
    """The ledger of the slice with this text.

    ``contexts`` go with ``scored.hits`` one by one; ``resistance`` is the framework's.
    """
    ends = sentence_ends(text)
    lines = []
    running = 0.0
    for hit, applied in zip(scored.hits, contexts, strict=True):
        running += hit.contribution
        first, last = _sentence_around(text, ends, hit)
        start, end = _shown(text, first, last, hit, applied)
        lines.append(
            LedgerLine(
                hit,
                text[start:end],
                hit.start - start,
                hit.end - start,
                applied,
                running,
                cut_before=start > first,
                cut_after=end < last,
            )
        )
    size = sum(abs(hit.weight * hit.factor) for hit in scored.hits)
    return Ledger(number, tuple(lines), len(Words(text)), resistance, size, scored.exact, scored.score)


def _sentence_around(text: str, ends: Sequence[int], hit: Hit) -> tuple[int, int]:
    """Start and end of the sentence that the hit stands in, without white space at either end."""
    before = bisect_right(ends, hit.start) - 1
    behind = bisect_left(ends, hit.end)
    start = ends[before] if before >= 0 else 0
    end = ends[behind] if behind < len(ends) else len(text)
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end


def _shown(text: str, first: int, last: int, hit: Hit, applied: Sequence[Applied]) -> tuple[int, int]:
    """The part of a sentence that is shown: all of it, or whole words around the hit and its cues."""
    if last - first <= LONGEST_SENTENCE:
        return first, last
    start = min([hit.start, *(cue.start for cue in applied if cue.start >= first)])
    end = max([hit.end, *(cue.end for cue in applied if cue.end <= last)])
    spare = max(0, LONGEST_SENTENCE - (end - start)) // 2
    start = max(first, start - spare)
    while start > first and not text[start - 1].isspace():
        start -= 1
    end = min(last, end + spare)
    while end < last and not text[end].isspace():
        end += 1
    return start, end
