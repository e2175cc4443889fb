"""The bullets under the reading: a few plain statements, each of them drawn from the figures.

Which is said when stands in ``reasons``; no two of them can contradict each other or the figures. Only the poles of the
framework in force are named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.domain.evidence import Evidence
from reader.domain.framework import Framework
from reader.domain.profile import Figures
from reader.domain.wording import count, integer

EMPHASIS_SHARE = 0.12
"""Share of an item's evidence from which a subject counts as emphasized."""
EMPHASIS_POINTS = 0.5
"""Score points that a subject must make besides, per slice on average: one word in two hours is no emphasis."""
PEAK_DISTANCE = 20
"""Score points between the median and a slice from which that slice is a peak of the trail."""
BALANCED_SHARE = 0.05
"""Share of the slices in which the two poles must balance before it is worth a bullet."""
SPARSE_SHARE = 0.4
"""Share of slices with evidence below which the reasons say how few there are."""

NO_TRANSCRIPT = "No transcript: nothing could be scored."


def reasons(
    found: Evidence, stats: Figures, framework: Framework, second_lens: str = "", scored: str = ""
) -> tuple[str, ...]:
    """The bullets, in the order in which they are shown.

    ``second_lens`` is the lens that comes close to the first. ``scored`` says what was scored where that is not the
    full transcript.
    """
    if not stats.slices:
        return (NO_TRANSCRIPT,)
    bullets = [f"Emphasizes {subject}" for subject in emphases(found.strengths, stats.slices)]
    if second_lens:
        bullets.append(f"Speaks nearly as much through the {second_lens} lens")
    scored = scored or f"Full transcript scored in {count('sequential slice', stats.slices)}"
    bullets.append(f"{scored} (median slice {integer(stats.median)}).")
    with_hits = sum(map(bool, found.hit_counts))
    if with_hits < SPARSE_SHARE * stats.slices:
        bullets.append(_sparse(with_hits, stats.slices))
    if found.balanced >= max(1, BALANCED_SHARE * stats.slices):
        bullets.append(_balance(found.balanced, framework))
    bullets += _peaks(found.scores, stats, framework)
    return tuple(bullets)


def emphases(strengths: Mapping[str, float], slices: int) -> list[str]:
    """The one or two subjects that most of the evidence speaks of, strongest first."""
    total = sum(strengths.values())
    bar = max(EMPHASIS_SHARE * total, EMPHASIS_POINTS * slices)
    named = sorted((-points, subject) for subject, points in strengths.items() if subject)
    return [subject for points, subject in named[:2] if -points >= bar > 0]


def _peaks(scores: Sequence[int], stats: Figures, framework: Framework) -> list[str]:
    """Slices far from the median, either way.

    A peak on the near side of the axis is not called after the far pole: where the typical slice is at +60, one at +35
    is less opportunity-forward, not risk-forward.
    """
    negative, positive = framework.negative_pole.lower(), framework.positive_pole.lower()
    below = sum(stats.median - score >= PEAK_DISTANCE for score in scores)
    above = sum(score - stats.median >= PEAK_DISTANCE for score in scores)
    peaks = []
    if below:
        peaks.append((below, f"more {negative}" if stats.least < 0 else f"less {positive}"))
    if above:
        peaks.append((above, f"more {positive}" if stats.greatest > 0 else f"less {negative}"))
    return [
        f"Includes {'a stretch' if n == 1 else 'stretches'} much {way} than the typical slice \u2014 see trail peaks."
        for n, way in peaks
    ]


def _balance(number: int, framework: Framework) -> str:
    poles = f"{framework.negative_pole} and {framework.positive_pole.lower()} words"
    return f"{poles} balance each other in {count('slice', number)}."


def _sparse(with_hits: int, slices: int) -> str:
    if not with_hits:
        return "No slice holds a word of the lexicon."
    return (
        f"Only {with_hits:,} of {count('slice', slices)} {'holds' if with_hits == 1 else 'hold'} words of the lexicon."
    )
