"""Which conversations stand beside an open one, and in what order: pure functions on arrays, one entry a conversation.

**Related**: those on the same shelf or in the same editorial thread first, and among them, as among the others, the
nearest by what is said (``domain.likeness``).

**The mirror rule** picks what counterbalances a conversation. Its target is the mean score of the conversation with the
sign turned round: one at −12 looks for +12. Each candidate costs its distance from the target, in score points; another
lens costs ``OTHER_LENS`` points more, and unlikeness of what is said up to ``OTHER_WORDS`` points more. The cheapest
come first; those on the target's side of 0 come before all others. The conversation itself, those without evidence and
those whose figures are of another axis are never picked.

It is the mean that is mirrored, not the median: the median of whole scores is 0 or the same small number for many a
long conversation (the page's own example has a median of 0 and a mean of −6), so that the one would be its own mirror
and the others would all look for the same. The mean also hears the one-sided stretches, which want a counterweight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.domain.framework import round_half_away
from reader.domain.likeness import Likeness

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
Marks = NDArray[np.bool_]
Order = NDArray[np.int64]

OTHER_LENS = 4.0
"""Score points that another lens costs."""
OTHER_WORDS = 16.0
"""Score points that it costs to have no telling word in common; the less, the nearer what is said."""
CHANCE, SAME_MATTER = 0.03, 0.1
"""Up to the first nearness two conversations have only by chance some words in common; from the second on they count as
being on the same matter, which costs nothing. Of the pairs among 357 real talks about AI two thirds are less near than
the first, and one in a hundred is as near as the second.
"""
LEAST_NEARNESS = 0.05
"""Below this nearness, and on no shelf or thread in common, nothing is related."""
NOTHING = -1
"""The code of no shelf, no thread, no lens: it is the same as no other one."""


def mirrored(score: float) -> float:
    """The score that counterbalances this one: as far from 0 on the other side."""
    return -score if score else 0.0


def on_side_of(scores: Floats, target: float) -> Marks:
    """Which scores, rounded as they are shown, stand on the target's side of 0. A target of 0 has every score on it."""
    side = np.sign(round_half_away(target))
    if not side:
        return np.ones(len(scores), np.bool_)
    return np.asarray(scores * side >= 0.5)


def mirror_costs(scores: Floats, target: float, same_lens: Marks, nearness: Floats) -> Floats:
    """What each conversation costs as a counterbalance, in score points."""
    unlike = np.clip((SAME_MATTER - nearness) / (SAME_MATTER - CHANCE), 0, 1)
    costs: Floats = np.abs(scores - target) + OTHER_LENS * ~same_lens + OTHER_WORDS * unlike
    return costs


def mirror_order(
    ids: Codes, scores: Floats, target: float, same_lens: Marks, nearness: Floats, candidates: Marks, most: int
) -> tuple[Order, bool]:
    """The places of the best counterbalances, best first, and whether they stand on the other side.

    Where no candidate does, they are the nearest to it that there are. Equal ones stand by id.
    """
    opposite = candidates & on_side_of(scores, target)
    there = bool(opposite.any())
    chosen = np.flatnonzero(opposite if there else candidates)
    costs = mirror_costs(scores[chosen], target, same_lens[chosen], nearness[chosen])
    return _least(costs, chosen, ids, most), there


def related_order(ids: Codes, together: Marks, nearness: Floats, candidates: Marks, most: int) -> Order:
    """The places of the conversations that are related, best first; ``together``: on one shelf or in one thread.

    Equal ones stand by id.
    """
    chosen = np.flatnonzero(candidates & (together | (nearness >= LEAST_NEARNESS)))
    # No nearness is above 1: what is together stands before all that is not.
    costs = 2.0 * ~together[chosen] - nearness[chosen]
    return _least(costs, chosen, ids, most)


def same_as(codes: Codes, row: int) -> Marks:
    """Which entries have the code of this one; none where it has none."""
    return codes == codes[row] if codes[row] != NOTHING else np.zeros(len(codes), np.bool_)


def _least(costs: Floats, places: Order, ids: Codes, most: int) -> Order:
    """The places of the lowest costs in order, equal ones by id."""
    if most <= 0:
        return places[:0]
    if len(costs) > 4 * most:
        # Only what can be among the first is put in order.
        kept = np.flatnonzero(costs <= np.partition(costs, most - 1)[most - 1])
        costs, places = costs[kept], places[kept]
    return places[np.lexsort((ids[places], costs))][:most]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Picks by their rows, best first, with the nearness of each. ``target`` and ``opposite`` as in
    :class:`reader.domain.relating.Counterbalance`.
    """

    rows: tuple[int, ...]
    nearness: tuple[float, ...]
    target: float = 0.0
    opposite: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class RankingTable:
    """All that ranking asks of a library, a row for each conversation. Never changed.

    ``shelves``, ``threads`` and ``lenses`` are codes, ``NOTHING`` for none. ``scored`` marks those with evidence on the
    axis of the framework in force; of the others no mean is looked at.
    """

    ids: Codes
    shelves: Codes
    threads: Codes
    lenses: Codes
    means: Floats
    scored: Marks
    likeness: Likeness

    def row_of(self, item_id: int) -> int | None:
        """The row of an item; None where it is not there."""
        row = int(np.searchsorted(self.ids, item_id))
        return row if row < len(self.ids) and self.ids[row] == item_id else None

    def related(self, row: int, most: int) -> Ranked:
        """What is related to a conversation."""
        nearness = self.likeness.to_all(row)
        together = same_as(self.shelves, row) | same_as(self.threads, row)
        return _ranked(related_order(self.ids, together, nearness, self._others(row), most), nearness)

    def nearest(self, row: int, most: int) -> Ranked:
        """The conversations that are nearest by what is said, wherever they stand."""
        nearness = self.likeness.to_all(row)
        others = np.flatnonzero(self._others(row))
        return _ranked(_least(-nearness[others], others, self.ids, most), nearness)

    def counterbalance(self, row: int, most: int) -> Ranked:
        """What counterbalances a conversation; nothing where it has no evidence itself."""
        if not self.scored[row]:
            return Ranked((), ())
        return self.counterbalance_as(row, float(self.means[row]), same_as(self.lenses, row), most)

    def counterbalance_as(self, row: int, mean: float, same_lens: Marks, most: int) -> Ranked:
        """What would counterbalance a conversation that had this mean, and its lens in common with these."""
        nearness = self.likeness.to_all(row)
        target = mirrored(mean)
        rows, opposite = mirror_order(
            self.ids, self.means, target, same_lens, nearness, self.scored & self._others(row), most
        )
        return _ranked(rows, nearness, target, opposite)

    def _others(self, row: int) -> Marks:
        others = np.ones(len(self.ids), np.bool_)
        others[row] = False
        return others


def codes_of(names: Sequence[str]) -> Codes:
    """Names as codes, the same for the same name; ``NOTHING`` for an empty one. Case makes no difference."""
    known: dict[str, int] = {"": NOTHING}
    return np.array([known.setdefault(name.strip().casefold(), len(known)) for name in names], np.int64)


def _ranked(rows: Order, nearness: Floats, target: float = 0.0, opposite: bool = False) -> Ranked:
    return Ranked(tuple(rows.tolist()), tuple(nearness[rows].tolist()), target, opposite)
