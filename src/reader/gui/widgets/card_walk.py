"""How the keys of slices walk a card: pure rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.domain.pointing import one_sided_after, one_sided_before

if TYPE_CHECKING:
    from reader.domain.browsing import ItemSummary
    from reader.domain.framework import Framework
    from reader.gui.charts.small import HasBands

WALKING = ("[", "]", "{", "}")


def walked(key: str, at: int, item: ItemSummary, bands: HasBands) -> int:
    """The slice that a key leads to from slice ``at`` (0: from none, that is from the first or the last); 0 where there
    is none. At the end, and where no further slice is one-sided, it stays."""
    count = len(item.scores)
    forth = key in ("]", "}")
    start = at or (0 if forth else count + 1)
    if key in ("[", "]"):
        return min(max(start + (1 if forth else -1), min(count, 1)), count)
    find = one_sided_after if forth else one_sided_before
    axis: Framework = bands  # type: ignore[assignment]  # of a framework, only the bands are asked for
    return find(start, item.scores, axis) or at
