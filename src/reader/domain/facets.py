"""Facets: what a list of items can be narrowed by, and how many items each value would leave.

Several values of one facet widen each other (AXRP or Practical AI), facets narrow each other (and of 2025). The counts
of a facet are taken under what is chosen in all the others, so that each tells what a click on it would bring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from reader.domain.item_summary import ItemSummary

FACETS = ("show", "shelf", "thread", "band", "lens", "tag", "year", "sound", "notes", "listened")
YES, NO = "yes", "no"
UNHEARD, BEGUN, HEARD = "unheard", "begun", "heard"
NOWHERE = ("", NO, UNHEARD)
"""Values of items that lack what a facet tells of: without any other value, a facet is of no use."""
WHOLE = 0.95
"""The share of an item from which it counts as heard: the last words of a talk are thanks."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """The values chosen in each facet; where none is, the facet narrows nothing. Fields are named as in ``FACETS``."""

    show: frozenset[str] = frozenset()
    shelf: frozenset[str] = frozenset()
    thread: frozenset[str] = frozenset()
    band: frozenset[str] = frozenset()
    lens: frozenset[str] = frozenset()
    tag: frozenset[str] = frozenset()
    year: frozenset[str] = frozenset()
    sound: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    listened: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return any(self.of(facet) for facet in FACETS)

    def of(self, facet: str) -> frozenset[str]:
        """What is chosen in one facet."""
        values: frozenset[str] = getattr(self, facet)
        return values

    def having(self, facet: str, values: Iterable[str]) -> FacetChoice:
        """The same choice with these values, and no others, in one facet."""
        return replace(self, **{facet: frozenset(values)})

    def toggled(self, facet: str, value: str) -> FacetChoice:
        """The same choice with one value more, or less where it was chosen."""
        return self.having(facet, self.of(facet) ^ {value})

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Facet and value of all that is chosen, in a fixed order."""
        for facet in FACETS:
            for value in sorted(self.of(facet), key=str.casefold):
                yield facet, value


assert tuple(field.name for field in fields(FacetChoice)) == FACETS


def year_of(date: str) -> str:
    """The year of an ISO date; empty where it is not known."""
    return date[:4] if date[:4].isdigit() and len(date) >= 4 else ""


def _sound(item: ItemSummary) -> str:
    return YES if item.has_sound else NO


def _notes(item: ItemSummary) -> str:
    return YES if item.notes else NO


def _listened(item: ItemSummary) -> str:
    return HEARD if item.listened >= WHOLE else BEGUN if item.listened > 0 else UNHEARD


_VALUE_OF: Mapping[str, Callable[[ItemSummary], str]] = {
    "show": attrgetter("show"),
    "shelf": attrgetter("shelf"),
    "thread": attrgetter("thread"),
    "band": attrgetter("leaning"),
    "lens": attrgetter("lens"),
    "year": lambda item: year_of(item.date),
    "sound": _sound,
    "notes": _notes,
    "listened": _listened,
}
"""Facets in which each item has one value; empty: none is known."""


def values_of(item: ItemSummary, facet: str) -> tuple[str, ...]:
    """The values that an item has in a facet: one, or any number of tags; an item without tags has the empty one."""
    if facet == "tag":
        return tuple(dict.fromkeys(item.tags)) or ("",)
    return (_VALUE_OF[facet](item),)


def passes(item: ItemSummary, chosen: FacetChoice) -> bool:
    """Whether an item is left by a choice."""
    return all(not chosen.of(facet) or chosen.of(facet).intersection(values_of(item, facet)) for facet in FACETS)


def counts(items: Sequence[ItemSummary], chosen: FacetChoice) -> dict[str, dict[str, int]]:
    """How many items each value of each facet leaves, under what is chosen in all the other facets."""
    return FacetTable(items).counts(chosen)


class FacetTable:
    """Items as columns of small numbers, one column a facet, each made when it is first asked for."""

    def __init__(self, items: Sequence[ItemSummary]) -> None:
        self._items = items
        self._columns: dict[str, _Column] = {}

    def __len__(self) -> int:
        return len(self._items)

    @cached_property
    def offered(self) -> tuple[str, ...]:
        """The facets that tell items apart: those in which any item has something."""
        return tuple(facet for facet in FACETS if any(value not in NOWHERE for value in self._column(facet).values))

    def totals(self, facet: str) -> dict[str, int]:
        """How many items have each value, whatever is chosen."""
        return self._column(facet).counted(None)

    def mask(self, chosen: FacetChoice) -> Mask:
        """Which items a choice leaves."""
        result = np.ones(len(self), np.bool_)
        for facet in FACETS:
            if values := chosen.of(facet):
                result &= self._column(facet).mask(values)
        return result

    def counts(self, chosen: FacetChoice, within: Mask | None = None) -> dict[str, dict[str, int]]:
        """As :func:`counts`, of the facets offered; of the items ``within`` only."""
        active = {facet: ~self._column(facet).mask(chosen.of(facet)) for facet in FACETS if chosen.of(facet)}
        misses = np.zeros(len(self), np.int8)
        if within is not None:
            misses += ~within
        for missed in active.values():
            misses += missed
        whole = misses == 0
        return {
            facet: self._column(facet).counted((misses - active[facet]) == 0 if facet in active else whole)
            for facet in self.offered
        }

    def _column(self, facet: str) -> _Column:
        found = self._columns.get(facet)
        if found is None:
            found = self._columns[facet] = _tag_column(self._items) if facet == "tag" else _column(self._items, facet)
        return found


@dataclass(frozen=True, slots=True)
class _Column:
    """``codes`` are places in ``values``; ``rows`` tells whose they are where an item may have several."""

    values: tuple[str, ...]
    codes: NDArray[np.int32]
    length: int
    rows: NDArray[np.int32] | None = None

    def mask(self, wanted: frozenset[str]) -> Mask:
        is_wanted = np.fromiter((value in wanted for value in self.values), np.bool_, len(self.values))
        hit = is_wanted[self.codes]
        if self.rows is None:
            return hit
        result = np.zeros(self.length, np.bool_)
        result[self.rows[hit]] = True
        return result

    def counted(self, left: Mask | None) -> dict[str, int]:
        codes = self.codes
        if left is not None:
            codes = codes[left if self.rows is None else left[self.rows]]
        numbers = np.bincount(codes, minlength=len(self.values))
        return dict(zip(self.values, numbers.tolist(), strict=True))


def _column(items: Sequence[ItemSummary], facet: str) -> _Column:
    texts = list(map(_VALUE_OF[facet], items))
    return _Column(*_coded(texts), len(items))


def _tag_column(items: Sequence[ItemSummary]) -> _Column:
    texts: list[str] = []
    numbers: list[int] = []
    for item in items:
        own = tuple(dict.fromkeys(item.tags)) or ("",)
        texts += own
        numbers.append(len(own))
    rows = np.repeat(np.arange(len(items), dtype=np.int32), numbers)
    return _Column(*_coded(texts), len(items), rows)


def _coded(texts: list[str]) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    values = tuple(dict.fromkeys(texts))
    code_of = {value: code for code, value in enumerate(values)}
    return values, np.fromiter(map(code_of.__getitem__, texts), np.int32, len(texts))
