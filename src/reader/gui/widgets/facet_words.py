"""What facets and their values are called."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.domain.browsing import ListFilter

FACET_NAMES = {
    "show": "Show", "shelf": "Shelf", "thread": "Thread", "band": "Leaning", "lens": "Lens", "tag": "Tag",
    "year": "Year", "sound": "Sound", "notes": "Notes", "listened": "Heard",
}  # fmt: skip
_WITHOUT = {
    "show": "No show", "shelf": "No shelf", "thread": "No thread", "lens": "No lens", "tag": "No tag",
    "year": "No date", "band": "No leaning",
}  # fmt: skip
_WHETHER = {
    ("sound", "yes"): "With sound", ("sound", "no"): "Without sound",
    ("notes", "yes"): "With notes", ("notes", "no"): "Without notes",
    ("listened", "heard"): "Heard", ("listened", "begun"): "Begun", ("listened", "unheard"): "Not heard",
}  # fmt: skip

BandName = Callable[[str], str]
"""Gives the name of a band by its id."""


def value_name(facet: str, value: str, band_name: BandName) -> str:
    """A value as lists show it."""
    if facet == "band" and value:
        return band_name(value)
    return _WHETHER.get((facet, value)) or value or _WITHOUT.get(facet, "None")


def chip_text(facet: str, value: str, band_name: BandName) -> str:
    """A value as a chip shows it: with its facet, where it does not tell that itself."""
    name = value_name(facet, value, band_name)
    return name if not value or (facet, value) in _WHETHER else f"{FACET_NAMES[facet]}: {name}"


def filter_words(chosen: ListFilter, band_name: BandName) -> str:
    """All that a filter narrows by, as one phrase: ``Show: AXRP; Year: 2025; the words “risk”``."""
    parts = [chip_text(facet, value, band_name) for facet, value in chosen.facets.pairs()]
    if chosen.text.strip():
        parts.append(f"the words “{' '.join(chosen.text.split())}”")
    if chosen.brushed is not None:
        parts.append(f"{len(chosen.brushed):,} brushed")
    return "; ".join(parts)
