"""What lists and cards show of an item, and how a list is filtered and sorted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SORT_KEYS = ("title", "show", "date", "length", "median", "mean", "added")


@dataclass(frozen=True, slots=True)
class ItemSummary:
    """One item as lists and cards show it.

    ``scores`` holds one integer per slice, ``evidence`` says for each slice whether it has any hit. ``leaning`` is a
    band id. ``duration_ms`` is None where the transcript has no times. ``sample`` marks the demo library's items.
    ``stale`` figures are not those of the framework in force: they may even be of another axis, with other bands.
    ``second_lens`` and ``lens_share`` as in :class:`reader.domain.profile.Profile`.
    """

    id: int
    slug: str
    title: str
    show: str
    shelf: str
    thread: str
    date: str
    tags: tuple[str, ...]
    sample: bool
    duration_ms: int | None
    characters: int
    median: float
    mean: float
    p10: float
    p90: float
    leaning: str
    lens: str
    confidence: str
    basis: str
    scores: NDArray[np.int8]
    evidence: NDArray[np.bool_]
    stale: bool = False
    second_lens: str = ""
    lens_share: float = 0.0


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What a list is narrowed to; empty fields narrow nothing. ``text`` is looked for in title and show."""

    text: str = ""
    shows: frozenset[str] = frozenset()
    bands: frozenset[str] = frozenset()


def narrowed(items: Iterable[ItemSummary], chosen: ListFilter) -> list[ItemSummary]:
    """The items that pass the filter, in their order. Every word of ``text`` must occur in title or show."""
    words = chosen.text.casefold().split()
    return [
        item
        for item in items
        if (not chosen.shows or item.show in chosen.shows)
        and (not chosen.bands or item.leaning in chosen.bands)
        and _contains_all(f"{item.title} {item.show}", words)
    ]


def _contains_all(text: str, words: Sequence[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)


def ordered(items: Iterable[ItemSummary], key: str, descending: bool = False) -> list[ItemSummary]:
    """The items sorted by one of ``SORT_KEYS``; equal ones by title, undated ones last in either direction."""
    by_title = sorted(items, key=lambda item: (item.title.casefold(), item.slug))
    if key == "title":
        return by_title[::-1] if descending else by_title
    if key == "date":
        dated = [item for item in by_title if item.date]
        undated = [item for item in by_title if not item.date]
        return sorted(dated, key=lambda item: item.date, reverse=descending) + undated
    values = {
        "show": lambda item: item.show.casefold(),
        "length": lambda item: item.characters,
        "median": lambda item: item.median,
        "mean": lambda item: item.mean,
        "added": lambda item: item.id,
    }
    return sorted(by_title, key=values[key], reverse=descending)
