"""Collections: filters of the library page that are kept under a name. What passes them is looked up each time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reader.domain.browsing import ListFilter
from reader.domain.facets import FACETS, FacetChoice


@dataclass(frozen=True, slots=True)
class Collection:
    """A named filter. ``made`` is ISO 8601 in UTC."""

    id: int
    name: str
    filter: ListFilter
    made: str = ""


def plain_filter(chosen: ListFilter) -> dict[str, Any]:
    """A filter as values that JSON knows; what narrows nothing is left out."""
    facets = {facet: sorted(chosen.facets.of(facet)) for facet in FACETS if chosen.facets.of(facet)}
    plain: dict[str, Any] = {}
    if words := " ".join(chosen.text.split()):
        plain["text"] = words
    if facets:
        plain["facets"] = facets
    if chosen.brushed is not None:
        plain["brushed"] = sorted(chosen.brushed)
    return plain


def filter_of(plain: Mapping[str, Any]) -> ListFilter:
    """A filter as :func:`plain_filter` wrote it. Facets that this program does not know narrow nothing."""
    choice = FacetChoice()
    for facet, values in plain.get("facets", {}).items():
        if facet in FACETS:
            choice = choice.having(facet, map(str, values))
    brushed = plain.get("brushed")
    return ListFilter(str(plain.get("text", "")), choice, None if brushed is None else frozenset(map(int, brushed)))
