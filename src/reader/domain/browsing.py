"""How a list of items is filtered and sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from reader.domain.facets import FacetChoice, passes
from reader.domain.item_summary import ItemSummary


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
