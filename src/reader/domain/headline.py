"""The headline of an item, drawn from what scoring found: leaning, lens, confidence, evidence mode, basis, reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.domain.evidence import Evidence
from reader.domain.evidence_mode import infer_evidence_mode
from reader.domain.framework import Framework
from reader.domain.profile import Figures, Profile
from reader.domain.statistics import figures
from reader.domain.transcript import Transcript
from reader.domain.wording import integer

METADATA_ONLY = "Metadata only"
TRANSCRIPT_INFORMED = "Transcript-informed"

LEANING_SHARE = 40
"""Percent of slices in one outer band from which an item leans that way, if that is also twice the opposite
share.
"""
PEAK_DISTANCE = 20
"""Score points between the median and an extreme slice from which the reasons point to the trail's peaks."""
EMPHASIS_SHARE = 0.12
"""Share of an item's evidence from which a subject counts as emphasized."""


def profile_of(
    transcript: Transcript,
    found: Evidence,
    framework: Framework,
    fingerprint: str,
    *,
    evidence_mode: str = "",
    caption_kind: str = "",
) -> Profile:
    """The profile of an item whose slices have been scored.

    ``fingerprint`` is that of the framework; ``evidence_mode`` overrides the inferred one where it is given;
    ``caption_kind`` is that of the provenance.
    """
    stats = figures(found.scores, framework)
    with_evidence = sum(map(bool, found.hit_counts))
    return Profile(
        framework=framework.label,
        scores=found.scores,
        hit_counts=found.hit_counts,
        figures=stats,
        leaning=leaning(stats, framework),
        lens=_greatest_lens(framework, found.lens_counts),
        confidence=confidence(stats.slices, with_evidence),
        evidence_mode=evidence_mode or infer_evidence_mode(transcript),
        basis=TRANSCRIPT_INFORMED if stats.slices else METADATA_ONLY,
        reasons=reasons(stats, found.strengths, framework),
        fingerprint=fingerprint,
    )


def _greatest_lens(framework: Framework, counts: Sequence[int]) -> str:
    """Name of the lens with the most matches; empty where there is none."""
    most = max(counts, default=0)
    return framework.lenses[counts.index(most)].name if most else ""


def leaning(stats: Figures, framework: Framework) -> str:
    """Band id of an item: that of its median slice, unless that is the middle and one outer band holds at
    least ``LEANING_SHARE`` percent of the slices and at least twice the share of the opposite one.
    """
    of_median = framework.band_of(stats.median)
    negative, positive = framework.bands[0], framework.bands[-1]
    if not stats.slices or of_median in (negative, positive):
        return of_median.id
    for band, opposite in ((negative, positive), (positive, negative)):
        share = stats.shares[band.id]
        if share >= LEANING_SHARE and share >= 2 * stats.shares[opposite.id]:
            return band.id
    return of_median.id


def confidence(slices: int, with_evidence: int) -> str:
    """How far the figures can be relied on: by the number of slices and the share of them that has evidence."""
    share = with_evidence / slices if slices else 0.0
    if slices >= 30 and share >= 0.4:
        return "high"
    if slices >= 10 and share >= 0.2:
        return "medium"
    return "low"


def reasons(stats: Figures, strengths: Mapping[str, float], framework: Framework) -> tuple[str, ...]:
    """The bullets under the reading, each of them drawn from the figures."""
    if not stats.slices:
        return ("No transcript: nothing could be scored.",)
    bullets = [f"Emphasizes {emphasis}" for emphasis in _emphases(strengths)]
    bullets.append(
        f"Full transcript scored in {stats.slices:,} sequential {'slice' if stats.slices == 1 else 'slices'} "
        f"(median slice {integer(stats.median)})."
    )
    peaks = []
    if stats.median - stats.least >= PEAK_DISTANCE:
        peaks.append(framework.negative_pole.lower())
    if stats.greatest - stats.median >= PEAK_DISTANCE:
        peaks.append(framework.positive_pole.lower())
    for pole in peaks:
        bullets.append(f"Includes stretches much more {pole} than the typical slice \u2014 see trail peaks.")
    return tuple(bullets)


def _emphases(strengths: Mapping[str, float]) -> list[str]:
    """The one or two subjects that most of the evidence speaks of, strongest first."""
    total = sum(strengths.values())
    named = sorted(((value, name) for name, value in strengths.items() if name), key=lambda pair: -pair[0])[:2]
    return [name for value, name in named if value >= EMPHASIS_SHARE * total > 0]
