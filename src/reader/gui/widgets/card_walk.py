"""How the actions that walk slices walk those of a card or a row: pure rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reader.domain.pointing import one_sided_after, one_sided_before

if TYPE_CHECKING:
    from reader.domain.framework import Framework
    from reader.domain.item_summary import ItemSummary
    from reader.gui.charts.small import HasBands

Step = Literal["next_slice", "previous_slice", "next_one_sided", "previous_one_sided"]
STEPS: tuple[Step, ...] = ("previous_slice", "next_slice", "previous_one_sided", "next_one_sided")


def walked(step: Step, at: int, item: ItemSummary, bands: HasBands) -> int:
    """The slice that a step leads to from slice ``at`` (0: from none, that is from the first or the last); 0 where
    there is none. At the end, and where no further slice is one-sided, it stays."""
    count = len(item.scores)
    forth = step in ("next_slice", "next_one_sided")
    at = min(at, count)
    start = at or (0 if forth else count + 1)
    if step in ("next_slice", "previous_slice"):
        return min(max(start + (1 if forth else -1), min(count, 1)), count)
    find = one_sided_after if forth else one_sided_before
    axis: Framework = bands  # type: ignore[assignment]  # of a framework, only the bands are asked for
    return find(start, item.scores, axis) or at
