"""Which conversations stand beside an open one, and in which order: two rules on plain arrays.

**Related.** Those of the same editorial thread come first, then those on the same shelf, then the others; within each,
the nearer in what they speak of. Of the others only those that share a telling word are related at all.

**Counterbalance**, the mirror rule. The target is the mirrored score on the same axis: a conversation at -12 looks for
+12. Those on the other side of the middle are compared in steps of ``STEP`` score points by how far they are from the
target; within a step the same lens comes first, then the nearer in what they speak of, then the closer to the target.
A conversation is never its own counterbalance, and what has no evidence, or is scored on another axis, is left out.
Where nothing stands on the other side, those on this side are ranked in the same way, and it is said.

The score of a conversation is here its mean: medians are whole for most and often 0, and would tie.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from reader.domain.browsing import ItemSummary

STEP = 5.0
"""Score points within which one distance from the target is as good as another."""
NO_NAME = -1

Codes = NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]


class Standing:
    """What the rules ask of all items, as arrays in the order of the items.

    ``threads``, ``shelves`` and ``lenses`` are numbers that stand for names, ``NO_NAME`` where there is none;
    ``scores`` are means in score points; ``counts`` says whether there is evidence, on the axis in force.
    """

    def __init__(self, items: Sequence[ItemSummary]) -> None:
        number = len(items)
        self.items = items
        self.ids = np.fromiter((item.id for item in items), np.int64, number)
        self.threads = _codes([item.thread for item in items])
        self.shelves = _codes([item.shelf for item in items])
        self.lenses = _codes([item.lens for item in items])
        self.scores = np.fromiter((item.mean for item in items), np.float64, number)
        self.counts = np.fromiter((not item.stale and bool(item.evidence.any()) for item in items), np.bool_, number)
        self._place_of = {item.id: place for place, item in enumerate(items)}

    def place_of(self, item_id: int) -> int:
        """The place of an item, or -1."""
        return self._place_of.get(item_id, -1)


def related_places(own: int, threads: Codes, shelves: Codes, nearness: Floats, most: int) -> Places:
    """The places of the items related to the one at ``own``, the best first; equal ones in their order."""
    tiers = np.where(_same(threads, own), 2.0, np.where(_same(shelves, own), 1.0, 0.0))
    worth = 2 * tiers + np.minimum(nearness, 1.0)
    worth[own] = 0.0
    return _best(worth, most, worth > 0)


def mirrored(score: float) -> float:
    """The score that counterbalances another one on the same axis."""
    return -score if score else 0.0


def counterbalance_places(
    own: int, scores: Floats, lenses: Codes, nearness: Floats, counts: Flags, most: int
) -> tuple[Places, bool]:
    """The places of the items that counterbalance the one at ``own``, the best first, and whether they stand on the
    other side. For one in the very middle every side is the other one.
    """
    target = mirrored(float(scores[own]))
    candidates = counts.copy()
    candidates[own] = False
    across = candidates & (scores * target > 0) if target else candidates
    opposite = bool(across.any())
    distance = np.abs(scores - target)
    # Ranks are added up by weights that keep them apart: steps, then the lens, then nearness, then the rest of a step.
    steps, rest = np.divmod(distance, STEP)
    worth = -4 * steps + 2 * _same(lenses, own) + np.minimum(nearness, 1.0) - 1e-6 * rest
    return _best(worth, most, across if opposite else candidates), opposite


def _best(worth: Floats, most: int, allowed: Flags) -> Places:
    """The places of the greatest values, the greatest first; equal ones in their order."""
    places = np.flatnonzero(allowed)
    values = worth[places]
    if len(places) > 4 * most > 0:
        border = np.partition(values, len(values) - most)[len(values) - most]
        above = np.flatnonzero(values > border)
        level = np.flatnonzero(values == border)[: most - len(above)]
        chosen = np.sort(np.concatenate((above, level)))
        places, values = places[chosen], values[chosen]
    return places[np.argsort(-values, kind="stable")[:most]]


def _same(codes: Codes, own: int) -> Flags:
    """Whose name is that of ``own``; nobody's where it has none."""
    same: Flags = (codes == codes[own]) & (codes[own] != NO_NAME)
    return same


def _codes(names: Sequence[str]) -> Codes:
    numbers: dict[str, int] = {"": NO_NAME}
    return np.fromiter((numbers.setdefault(name, len(numbers)) for name in names), np.int32, len(names))
