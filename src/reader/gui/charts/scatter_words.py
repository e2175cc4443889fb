"""The scatter in words: one point, and the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.domain.wording import count, date_long, integer, listed, spread

if TYPE_CHECKING:
    from reader.domain.framework import Band
    from reader.domain.item_summary import ItemSummary
    from reader.gui.charts.scatter_geometry import Up


def point_words(item: ItemSummary, bands: Sequence[Band], up: Up) -> str:
    """``Owain Evans on LLM Psychology · AXRP · 6 Jun 2025 · mean −7 · 124 slices · Mixed``."""
    leaning = next((band.name for band in bands if band.id == item.leaning), item.leaning)
    figure = f"{up} {integer(item.mean if up == 'mean' else item.median)}"
    stands = "old figures" if item.stale else leaning
    when = date_long(item.date) or "no date"
    parts = (item.title, item.show, when, figure, count("slice", len(item.scores)), stands)
    return " · ".join(part for part in parts if part)


def point_words_short(item: ItemSummary, bands: Sequence[Band], up: Up) -> str:
    """What of a point must not be cut: ``mean −7 · Mixed · Owain Evans on LLM Psychology``."""
    stands = next((band.name for band in bands if band.id == item.leaning), item.leaning)
    figure = f"{up} {integer(item.mean if up == 'mean' else item.median)}"
    return f"{figure} · {'old figures' if item.stale else stands} · {item.title}"


def cloud_sentence(items: Sequence[ItemSummary], bands: Sequence[Band], up: Up) -> str:
    """All points in a sentence: how many, from when to when, how many of each band, how far the scores reach."""
    if not items:
        return "There is no conversation with a transcript."
    leanings = Counter("" if item.stale else item.leaning for item in items)
    of_bands = listed([f"{leanings[band.id]:,} {band.name.lower()}" for band in bands])
    old = f", {leanings['']:,} with old figures" if leanings[""] else ""
    scores = [item.mean if up == "mean" else item.median for item in items]
    dates = [item.date for item in items if item.date]
    when = f" from {date_long(min(dates))} to {date_long(max(dates))}" if len(set(dates)) > 1 else ""
    when = when or (f" on {date_long(dates[0])}" if dates else "")
    undated = f", {len(items) - len(dates):,} without a date" if len(dates) < len(items) else ""
    reach = f"{up} {spread(min(scores), max(scores))}"
    return f"{count('conversation', len(items))}{when}{undated}: {of_bands}{old}; {reach}."
