"""The headline of an item, drawn from what scoring found: leaning, lens, confidence, basis, and their reasons."""

from __future__ import annotations

from collections.abc import Sequence

from reader.domain.confidence import confidence
from reader.domain.evidence import Evidence
from reader.domain.framework import Framework
from reader.domain.interval import mean_interval
from reader.domain.profile import Figures, Profile
from reader.domain.reasons import reasons
from reader.domain.record import record
from reader.domain.statistics import figures

METADATA_ONLY, TRANSCRIPT_INFORMED, LISTEN_BASED = BASES = ("Metadata only", "Transcript-informed", "Listen-based")

LEANING_SHARE = 40
"""Percent of slices in one outer band from which an item leans that way, if that is also twice the opposite
share.
"""
CLOSE_LENS = 0.8
"""A second lens is close to the first if its words are found at least so often for each one of the first."""


def profile_of(
    found: Evidence,
    framework: Framework,
    fingerprint: str,
    *,
    evidence_mode: str,
    caption_quality: str = "unknown",
    scored: str = "",
) -> Profile:
    """The profile of an item whose slices have been scored.

    ``fingerprint`` is that of the framework, ``caption_quality`` as in ``domain.confidence``. ``scored`` says for the
    reasons what was scored, where that is not the full transcript.
    """
    stats = figures(found.scores, framework)
    low, high = mean_interval(found.scores)
    evidence_share = sum(map(bool, found.hit_counts)) / stats.slices if stats.slices else 0.0
    lens = lenses(found.lens_counts, framework)
    return Profile(
        framework=framework.label,
        scores=found.scores,
        hit_counts=found.hit_counts,
        figures=stats,
        leaning=leaning(stats, framework),
        lens=lens.first,
        confidence=confidence(stats.slices, evidence_share, high - low, caption_quality),
        evidence_mode=evidence_mode,
        basis=basis(stats.slices),
        reasons=reasons(found, stats, framework, lens.second, scored),
        fingerprint=fingerprint,
        lens_share=lens.share,
        second_lens=lens.second,
        mean_low=low,
        mean_high=high,
        evidence_share=evidence_share,
        caption_quality=caption_quality,
    )


def leaning(stats: Figures, framework: Framework) -> str:
    """Band id of an item: that of its median slice, unless that is the middle and one outer band holds at
    least ``LEANING_SHARE`` percent of the slices and at least twice the share of the opposite one. Empty where there is
    no slice.
    """
    if not stats.slices:
        return ""
    of_median = framework.band_of(stats.median)
    negative, positive = framework.bands[0], framework.bands[-1]
    if of_median in (negative, positive):
        return of_median.id
    for band, opposite in ((negative, positive), (positive, negative)):
        share = stats.shares[band.id]
        if share >= LEANING_SHARE and share >= 2 * stats.shares[opposite.id]:
            return band.id
    return of_median.id


@record
class Lenses:
    """The lens that an item speaks through, by name, with its share of all that lenses found (0 to 1), and the next one
    where it is close. Names are empty where there is none.
    """

    first: str = ""
    share: float = 0.0
    second: str = ""


def lenses(counts: Sequence[int], framework: Framework) -> Lenses:
    """The lenses by how often their patterns were found; of equal ones the framework's earlier one comes first."""
    total = sum(counts)
    if not total:
        return Lenses()
    ranked = sorted(range(len(counts)), key=lambda number: -counts[number])
    first = ranked[0]
    close = len(ranked) > 1 and counts[ranked[1]] >= CLOSE_LENS * counts[first]
    second = framework.lenses[ranked[1]].name if close else ""
    return Lenses(framework.lenses[first].name, counts[first] / total, second)


def basis(slices: int, listened: bool = False) -> str:
    """What an item's reading rests on: one of ``BASES``. ``listened`` says that somebody listened and assessed it."""
    if listened:
        return LISTEN_BASED
    return TRANSCRIPT_INFORMED if slices else METADATA_ONLY
