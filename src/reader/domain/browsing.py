"""What lists and cards show of an item, and how a list is filtered and sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from reader.domain.facets import FacetChoice, passes


@dataclass(frozen=True, slots=True)
class ItemSummary:
    """One item as lists and cards show it.

    ``scores`` holds one integer per slice, ``evidence`` says for each slice whether it has any hit. ``leaning`` is a
    band id. ``duration_ms`` is None where the transcript has no times. ``sample`` marks the demo library's items.
    ``stale`` figures are not those of the framework in force: they may even be of another axis, with other bands.
    ``second_lens`` and ``lens_share`` as in :class:`reader.domain.profile.Profile`. ``media`` is the path of its sound
    or video file, ``has_sound`` whether it names one; ``notes`` counts the notes on it, ``listened`` is the share of it
    that was heard (0 to 1).
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
    has_sound: bool = False
    notes: int = 0
    listened: float = 0.0
    media: str = ""


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What a list is narrowed to; empty fields narrow nothing. ``text`` is looked for in title and show.

    ``brushed`` are ids of items picked one by one, as in the scatter; None: none are, and so it narrows nothing.
    """

    text: str = ""
    facets: FacetChoice = field(default_factory=FacetChoice)
    brushed: frozenset[int] | None = None

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.facets or self.brushed is not None)


def narrowed(items: Iterable[ItemSummary], chosen: ListFilter) -> list[ItemSummary]:
    """The items that pass the filter, in their order. Every word of ``text`` must occur in title or show."""
    words = chosen.text.casefold().split()
    return [
        item
        for item in items
        if passes(item, chosen.facets)
        and (chosen.brushed is None or item.id in chosen.brushed)
        and contains_all(searched_text(item), words)
    ]


def searched_text(item: ItemSummary) -> str:
    """What the words of a filter are looked for in."""
    return f"{item.title} {item.show}".casefold()


def contains_all(folded: str, words: Sequence[str]) -> bool:
    """Whether every word occurs, as part of a word too."""
    return all(word in folded for word in words)


SORT_VALUES: Mapping[str, Callable[[ItemSummary], str | float | None]] = {
    "show": lambda item: item.show.casefold() or None,
    "shelf": lambda item: item.shelf.casefold() or None,
    "thread": lambda item: item.thread.casefold() or None,
    "lens": lambda item: item.lens.casefold() or None,
    "date": lambda item: item.date or None,
    "length": attrgetter("characters"),
    "duration": attrgetter("duration_ms"),
    "slices": lambda item: len(item.scores),
    "median": attrgetter("median"),
    "mean": attrgetter("mean"),
    "notes": attrgetter("notes"),
    "listened": attrgetter("listened"),
    "sound": attrgetter("has_sound"),
    "added": attrgetter("id"),
}
"""What items are sorted by; None where it is not known."""
SORT_KEYS = ("title", "leaning", *SORT_VALUES)


def sort_value(key: str, bands: Sequence[str]) -> Callable[[ItemSummary], str | float | None]:
    """What items are sorted by under a key other than the title. Leanings stand in the order of ``bands``."""
    if key != "leaning":
        return SORT_VALUES[key]
    places: dict[str, float] = {band: place for place, band in enumerate(bands)}
    return lambda item: places.get(item.leaning)


def ordered(
    items: Iterable[ItemSummary], key: str, descending: bool = False, bands: Sequence[str] = ()
) -> list[ItemSummary]:
    """The items sorted by one of ``SORT_KEYS``; equal ones by title. Items of which it is not known stand last, in
    either direction. ``bands`` are the ids of the axis' bands in order, by which leanings are sorted.
    """
    by_title = sorted(items, key=lambda item: (item.title.casefold(), item.slug))
    if key == "title":
        return by_title[::-1] if descending else by_title
    value_of = sort_value(key, bands)
    known = [item for item in by_title if value_of(item) is not None]
    unknown = [item for item in by_title if value_of(item) is None]
    return sorted(known, key=value_of, reverse=descending) + unknown  # type: ignore[arg-type]
