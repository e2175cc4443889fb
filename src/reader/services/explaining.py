"""Explaining an opened item's figures: why a score is what it is, what a strike would change, how much hangs on one
word, what one speaker says, and what another framework would make of it.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.domain.explaining import Ledger, StrikeEffect, ledger_of
from reader.domain.fragility import Fragility, fragility_of
from reader.domain.headline import leaning
from reader.domain.progress import Progress
from reader.domain.slicing import cut
from reader.domain.speaking import SpeakerShare, profile_of_speaker, shares
from reader.domain.speaking import speaks_in as _speaks_in
from reader.domain.statistics import figures
from reader.domain.striking import PLACE, Strike, place_of, struck_in
from reader.domain.words import fold
from reader.services.frameworks import profiler_for
from reader.services.reading import ScoredSlices

if TYPE_CHECKING:
    from reader.domain.framework import Framework
    from reader.domain.hits import SliceScore
    from reader.domain.item_summary import ItemSummary
    from reader.domain.profile import Profile
    from reader.domain.scoring import Scorer
    from reader.domain.slicing import Slice
    from reader.domain.transcript import Transcript
    from reader.services.reading import OpenItem

FRAGILITY, SHARES = "fragility", "shares"


def explain(item: OpenItem, number: int) -> Ledger:
    """The ledger of a slice, counted from 1. Raises IndexError for a number that no slice has."""
    text = item.slice_text(number)
    scorer = profiler_for(item.framework).scorer
    struck = struck_in(item.slices[number - 1], item.transcript, item.strikes)
    return ledger_of(number, text, item.slice_score(number), scorer.contexts(text, struck), item.framework.resistance)


def strike_effect(item: OpenItem, number: int, strike: Strike, others: Sequence[ItemSummary]) -> StrikeEffect:
    """What happens to slice ``number`` and to the item when this exception is kept.

    Only the slices are scored again that the exception touches. ``others`` are the library's items; the item itself may
    be among them. An exception from the lexicon would move other items too: here they keep the scores they have.
    """
    framework = item.framework
    scorer = profiler_for(framework).scorer
    before = list(item.profile.scores) if not item.stale else _scores(item, scorer)
    after = before.copy()
    strikes = (*item.strikes, strike)
    for part in _touched(item, strike):
        text = item.transcript.text[part.start : part.end]
        after[part.number - 1] = scorer.score(text, struck_in(part, item.transcript, strikes)).score
    figures_before, figures_after = figures(before, framework), figures(after, framework)
    means = [other.mean for other in others if other.id != item.id]
    return StrikeEffect(
        number=number,
        score_before=before[number - 1],
        score_after=after[number - 1],
        band_before=framework.band_of(before[number - 1]).id,
        band_after=framework.band_of(after[number - 1]).id,
        median_before=figures_before.median,
        median_after=figures_after.median,
        mean_before=figures_before.mean,
        mean_after=figures_after.mean,
        leaning_before=leaning(figures_before, framework),
        leaning_after=leaning(figures_after, framework),
        place_before=_place(figures_before.mean, means),
        place_after=_place(figures_after.mean, means),
        of=len(means) + 1 if means else 0,
    )


def _scores(item: OpenItem, scorer: Scorer) -> list[int]:
    """The scores of all slices with the framework in force."""
    text = item.transcript.text
    return [
        scorer.score(text[part.start : part.end], struck_in(part, item.transcript, item.strikes)).score
        for part in item.slices
    ]


def _touched(item: OpenItem, strike: Strike) -> list[Slice]:
    """The slices that the exception may touch: that of its place, or all that hold the first word of its term."""
    if strike.scope == PLACE:
        start = place_of(strike, item.transcript)
        return [part for part in item.slices if start is not None and part.start <= start < part.end]
    first = strike.term.partition(" ")[0]
    before = "" if first.startswith("*") else r"(?<!\w)"
    behind = "" if first.endswith("*") else r"(?!\w)"
    may_hold = re.compile(before + re.escape(fold(first.strip("*"))) + behind).search
    text = item.transcript.text
    return [part for part in item.slices if may_hold(fold(text[part.start : part.end]))]


def _place(mean: float, others: Sequence[float]) -> int:
    """The rank of a mean among others, from the least; 0 where there are none. Equal ones share a place."""
    return 1 + sum(other < mean for other in others) if others else 0


def fragility(item: OpenItem) -> Generator[Progress, None, Fragility]:
    """How much each bar, and the leaning, hang on one term and on the cuts. Reckoned once for an opened item."""
    known = item._kept.get(FRAGILITY)
    if known is None:
        steps = fragility_of(profiler_for(item.framework).scorer, item.transcript, item.slices, item.strikes)
        while known is None:
            try:
                done, total = next(steps)
            except StopIteration as end:
                known = item._kept[FRAGILITY] = end.value
            else:
                yield Progress(done, total, "Trying other cuts")
    found: Fragility = known
    return found


def speakers(item: OpenItem) -> tuple[SpeakerShare, ...]:
    """Who speaks how much, the one who says most first; empty where no speaker is known."""
    known = item._kept.get(SHARES)
    if known is None:
        known = item._kept[SHARES] = shares(item.transcript)
    found: tuple[SpeakerShare, ...] = known
    return found


def speaks_in(item: OpenItem, name: str) -> list[bool]:
    """For each slice whether this speaker says enough in it to be scored there."""
    return _speaks_in(item.transcript, item.slices, name)


def of_speaker(item: OpenItem, name: str) -> Profile:
    """The profile of one speaker: the same slices and numbering, what others say left out.

    Slices in which they say too little have score 0 and no evidence, and stay out of the figures.
    """
    key = ("speaker", name)
    known = item._kept.get(key)
    if known is None:
        profiler = profiler_for(item.framework)
        known = item._kept[key] = profile_of_speaker(
            profiler, item.transcript, item.slices, name, item.profile, item.strikes
        )
    found: Profile = known
    return found


@dataclass(frozen=True, slots=True)
class Compared(ScoredSlices):
    """An opened item under another framework: what charts and lists need to show it beside the item itself."""

    framework: Framework
    transcript: Transcript
    slices: tuple[Slice, ...]
    profile: Profile
    strikes: tuple[Strike, ...] = ()
    _scored: dict[int, SliceScore] = field(default_factory=dict, repr=False, compare=False)


def compared(item: OpenItem, framework: Framework) -> Compared:
    """The item's transcript, cut and scored as another framework asks for.

    The item's exceptions are about the terms of its own framework: they hold for another version of that, and for no
    other framework.
    """
    transcript = item.transcript
    same = framework.slicing == item.framework.slicing and not item.stale
    slices = item.slices if same else cut(transcript, framework.slicing)
    strikes = item.strikes if framework.id == item.framework.id else ()
    profile = profiler_for(framework).profile(
        transcript,
        slices,
        item.profile.evidence_mode,
        caption_kind=item.provenance.caption_kind,
        strikes=strikes,
    )
    return Compared(framework, transcript, slices, profile, strikes)
