"""The statistics of slice scores: the one function that feeds strip, arc, sentence, cards, exports and command line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.domain.framework import Framework
from reader.domain.profile import Figures


def figures(scores: Iterable[int], framework: Framework) -> Figures:
    """Statistics of the integer scores of an item's slices.

    Percentiles interpolate linearly between ranks. An empty item has zeros throughout and no shares.
    """
    ranked = sorted(map(int, scores))
    if not ranked:
        return Figures(0, 0.0, 0.0, 0, 0, 0.0, 0.0, {band.id: 0 for band in framework.bands})
    counts = dict.fromkeys((band.id for band in framework.bands), 0)
    for score in ranked:
        counts[framework.band_of(score).id] += 1
    return Figures(
        slices=len(ranked),
        median=percentile(ranked, 50),
        mean=sum(ranked) / len(ranked),
        least=ranked[0],
        greatest=ranked[-1],
        p10=percentile(ranked, 10),
        p90=percentile(ranked, 90),
        shares=dict(zip(counts, whole_percents(list(counts.values())), strict=True)),
    )


def percentile(ranked: Sequence[int], percent: int) -> float:
    """The value below which ``percent`` of the ascending values lie, interpolated linearly between ranks."""
    whole, part = divmod(percent * (len(ranked) - 1), 100)
    if not part:
        return float(ranked[whole])
    return ranked[whole] + (ranked[whole + 1] - ranked[whole]) * part / 100


def whole_percents(counts: Sequence[int]) -> list[int]:
    """Whole percentages of the counts that add up to 100 (largest remainders; ties to the earlier). All 0 for none."""
    total = sum(counts)
    if total == 0:
        return [0] * len(counts)
    floors = [count * 100 // total for count in counts]
    remainders = [count * 100 % total for count in counts]
    order = sorted(range(len(counts)), key=lambda index: (-remainders[index], index))
    for index in order[: 100 - sum(floors)]:
        floors[index] += 1
    return floors
