"""All items of a library as columns, so that 10,000 of them are narrowed, counted and sorted within a few milliseconds.

Made once for each list of items; what it needs of them is looked up when it is first asked for, and kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reader.domain.browsing import ListFilter, contains_all, searched_text, sort_value
from reader.domain.facets import FacetTable, Mask
from reader.domain.item_summary import ItemSummary

Places = NDArray[np.intp]
"""Places of items in the list that the table was made of."""


class ItemTable:
    """``bands`` are the ids of the axis' bands in order: leanings are sorted by them."""

    def __init__(self, items: Sequence[ItemSummary], bands: Sequence[str] = ()) -> None:
        self.items = items
        self.facets = FacetTable(items)
        self._bands = tuple(bands)
        self._orders: dict[tuple[str, bool], Places] = {}

    @property
    def bands(self) -> tuple[str, ...]:
        """The bands that leanings are sorted by."""
        return self._bands

    def prepare(self, key: str, descending: bool = False) -> None:
        """Look up now what a list in this order asks for, where nobody waits for it."""
        self.order(key, descending)
        self.counts(ListFilter())
        _ = self._searched, self.ids

    # -- narrowing

    def mask(self, chosen: ListFilter) -> Mask:
        """Which items a filter leaves."""
        return self.facets.mask(chosen.facets) & self.within(chosen)

    def within(self, chosen: ListFilter) -> Mask:
        """Which items the words of a filter and its brush leave, whatever its facets say."""
        return self._with_words(chosen.text) & self._brushed(chosen.brushed)

    def counts(self, chosen: ListFilter) -> dict[str, dict[str, int]]:
        """How many items each value of each facet leaves, under the rest of the filter."""
        return self.facets.counts(chosen.facets, self.within(chosen))

    def _with_words(self, text: str) -> Mask:
        words = text.casefold().split()
        if not words:
            return np.ones(len(self.items), np.bool_)
        found = [words[0] in folded for folded in self._searched]
        if len(words) > 1:
            found = [one and contains_all(folded, words) for one, folded in zip(found, self._searched, strict=True)]
        return np.array(found, np.bool_)

    def _brushed(self, ids: frozenset[int] | None) -> Mask:
        if ids is None:
            return np.ones(len(self.items), np.bool_)
        return np.isin(self.ids, np.fromiter(ids, np.int64, len(ids)))

    @cached_property
    def ids(self) -> NDArray[np.int64]:
        """Ids of the items."""
        return np.fromiter((item.id for item in self.items), np.int64, len(self.items))

    @cached_property
    def _searched(self) -> list[str]:
        return [searched_text(item) for item in self.items]

    # -- sorting

    def order(self, key: str, descending: bool = False) -> Places:
        """The items sorted by one of ``browsing.SORT_KEYS``, as :func:`reader.domain.browsing.ordered` tells."""
        found = self._orders.get((key, descending))
        if found is None:
            found = self._orders[(key, descending)] = self._sorted(key, descending)
        return found

    def _sorted(self, key: str, descending: bool) -> Places:
        if key == "title":
            return self._by_title[::-1] if descending else self._by_title
        values = list(map(sort_value(key, self._bands), self.items))
        known = [value is not None for value in values]
        ranks = {value: rank for rank, value in enumerate(sorted({value for value in values if value is not None}))}
        places = np.fromiter((0 if value is None else ranks[value] for value in values), np.intp, len(values))
        return np.lexsort((self._title_ranks, -places if descending else places, ~np.array(known, np.bool_)))

    @cached_property
    def _by_title(self) -> Places:
        # One text for title and slug: comparing pairs would take three times as long.
        texts = [f"{item.title.casefold()}\0{item.slug}" for item in self.items]
        return np.array(sorted(range(len(texts)), key=texts.__getitem__), np.intp)

    @cached_property
    def _title_ranks(self) -> Places:
        ranks = np.empty(len(self.items), np.intp)
        ranks[self._by_title] = np.arange(len(self.items))
        return ranks
