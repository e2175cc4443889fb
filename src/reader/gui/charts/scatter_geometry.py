"""Where the conversations of a library stand on the scatter, and what a point or a rectangle of it means: plain
arithmetic without Qt.

Points are told apart by their place in the arrays, from 0; -1 means none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from reader.gui.charts.arc_geometry import Axis

if TYPE_CHECKING:
    from reader.domain.framework import Band
    from reader.domain.item_summary import ItemSummary

Across = Literal["date", "length"]
Up = Literal["mean", "median"]
Toward = Literal["left", "right", "up", "down"]
Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

KINDS = ("negative", "middle", "positive", "old")
"""What a point looks like: the tone of its band, or that its figures are old."""
LEAST_RADIUS, MOST_RADIUS = 2.0, 8.0
INK = 0.35
"""Share of the plot that the points may cover if none overlapped; decides how large they are."""
LEAST_DAYS = 60
"""Days that the axis of dates shows at least."""
GOLDEN = 0.6180339887
"""Spreads points over the gutter so that no two neighbours stand close."""


@dataclass(frozen=True, slots=True, eq=False)
class Cloud:
    """The figures that the points stand for, one entry each. ``days`` is NaN where the date is unknown; ``kind`` is an
    index into :data:`KINDS`."""

    ids: NDArray[np.int64]
    days: Floats
    slices: Floats
    mean: Floats
    median: Floats
    kind: NDArray[np.intp]

    @classmethod
    def of(cls, items: Sequence[ItemSummary], bands: Sequence[Band]) -> Cloud:
        """From what lists know of items, all of which have slices."""
        kinds = {band.id: KINDS.index(band.tone) for band in bands}
        old = KINDS.index("old")
        return cls(
            np.array([item.id for item in items], dtype=np.int64),
            np.array([day_of(item.date) for item in items], dtype=np.float64),
            np.array([len(item.scores) for item in items], dtype=np.float64),
            np.array([item.mean for item in items], dtype=np.float64),
            np.array([item.median for item in items], dtype=np.float64),
            np.array([old if item.stale else kinds.get(item.leaning, 1) for item in items], dtype=np.intp),
        )

    def __len__(self) -> int:
        return len(self.ids)

    def across(self, by: Across) -> Floats:
        """Values on the axis across; NaN where there is none."""
        return self.days if by == "date" else self.slices

    def up(self, by: Up) -> Floats:
        """Scores on the axis upwards."""
        return self.mean if by == "mean" else self.median


@dataclass(frozen=True, slots=True)
class Span:
    """The values at the left and the right edge of the plot."""

    first: float
    last: float

    @classmethod
    def around(cls, values: Floats, by: Across) -> Span:
        """The span that shows all these values, with a little room at the ends."""
        known = values[~np.isnan(values)]
        if by == "length":
            return cls(0.0, float(known.max()) * 1.04 if len(known) else 100.0)
        if not len(known):
            today = float(date.today().toordinal())
            return cls(today - LEAST_DAYS, today)
        first, last = float(known.min()), float(known.max())
        spare = max((LEAST_DAYS - (last - first)) / 2, (last - first) * 0.02)
        return cls(first - spare, last + spare)

    def share(self, values: Floats | float) -> Floats | float:
        """Where values stand between the edges: 0 at the left one, 1 at the right one."""
        return (values - self.first) / (self.last - self.first)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where the points stand, in pixels. ``order`` sorts them from left to right, equal ones from top to bottom."""

    x: Floats
    y: Floats
    radius: Floats
    order: Indices
    sorted_x: Floats

    @classmethod
    def at(cls, x: Floats, y: Floats, radius: Floats) -> Places:
        """Points at these places."""
        order = np.lexsort((y, x))
        return cls(x, y, radius, order, x[order])

    @classmethod
    def of(cls, cloud: Cloud, across: Across, up: Up, span: Span, axis: Axis, plot: Area, gutter: Area) -> Places:
        """The points of a cloud in a plot; those without a value across spread over the gutter."""
        values = cloud.across(across)
        known = ~np.isnan(values)
        x = np.where(known, plot.left + np.asarray(span.share(values)) * plot.width, 0.0)
        spread = (np.arange(1, len(cloud) + 1) * GOLDEN) % 1.0
        x = np.where(known, x, gutter.left + spread * gutter.width)
        depth = (axis.greatest - cloud.up(up)) / (axis.greatest - axis.least)
        y = plot.top + np.clip(depth, 0.0, 1.0) * plot.height
        return cls.at(x, y, radii(cloud.slices, plot))

    def covering(self, x: float, y: float, reach: float) -> list[int]:
        """The points whose disc, with ``reach`` pixels around it, covers this place: the nearest first, of equally
        near ones the first."""
        if not len(self.x):
            return []
        far = float(self.radius.max()) + reach
        low, high = np.searchsorted(self.sorted_x, (x - far, x + far + 1e-9))
        near = np.sort(self.order[low:high])
        squares = (self.x[near] - x) ** 2 + (self.y[near] - y) ** 2
        hit = squares <= (self.radius[near] + reach) ** 2
        near, squares = near[hit], squares[hit]
        found: list[int] = near[np.argsort(squares, kind="stable")].tolist()
        return found

    def within(self, area: Area) -> Indices:
        """The points whose middle lies in a rectangle, its edges included."""
        low = np.searchsorted(self.sorted_x, area.left, side="left")
        high = np.searchsorted(self.sorted_x, area.right, side="right")
        some = self.order[low:high]
        inside = (self.y[some] >= area.top) & (self.y[some] <= area.bottom)
        return np.sort(some[inside])

    def rank_of(self, point: int) -> int:
        """How many points stand before this one, from left to right."""
        return int(np.flatnonzero(self.order == point)[0])

    def beside(self, point: int, toward: Toward) -> int:
        """The point that an arrow key leads to; the same one at the end. Left and right pass through all points in
        order; up and down go to the nearest one that is higher or lower, rather one straight above than one aside."""
        if toward in ("left", "right"):
            rank = self.rank_of(point) + (1 if toward == "right" else -1)
            return int(self.order[min(max(rank, 0), len(self.order) - 1)])
        rise = (self.y[point] - self.y) * (1 if toward == "up" else -1)
        cost = np.where(rise > 0.5, rise + 2 * np.abs(self.x - self.x[point]), np.inf)
        best = int(np.argmin(cost))
        return best if np.isfinite(cost[best]) else point


def radii(slices: Floats, plot: Area) -> Floats:
    """The radius of each point: its area stands for the length; the longest is as large as the crowd allows."""
    if not len(slices):
        return np.zeros(0)
    room = max(plot.width * plot.height, 1.0) * INK / len(slices)
    most = min(max(float(np.sqrt(room / np.pi)) * 1.4, LEAST_RADIUS + 1.5), MOST_RADIUS)
    shares = np.sqrt(slices / max(float(slices.max()), 1.0))
    return np.maximum(np.round(shares * most * 2) / 2, LEAST_RADIUS)


def day_of(iso: str) -> float:
    """The day of ``2025-06-06``, the first one of ``2025-06`` or ``2025``; NaN for what is no date."""
    parts = [*iso.split("-"), "1", "1"][:3]
    try:
        return float(date(*map(int, parts)).toordinal())
    except ValueError:
        return float("nan")


def date_ticks(span: Span, most: int) -> list[tuple[float, str]]:
    """Days to mark on the axis of dates, at most ``most`` (at least one), and their words: years, or months."""
    first, last = (date.fromordinal(max(int(value), 1)) for value in (span.first, span.last))
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60, 120, 240) if months // step <= max(most - 1, 1)), 600)
    ticks = []
    for month in range((first.year * 12 + first.month - 1) // step * step, last.year * 12 + last.month + 1, step):
        day = date(max(month // 12, 1), month % 12 + 1, 1)
        if span.first <= day.toordinal() <= span.last:
            ticks.append((float(day.toordinal()), str(day.year) if step >= 12 else f"{day:%b %Y}"))
    return ticks


def length_ticks(span: Span, most: int) -> list[tuple[float, str]]:
    """Lengths in slices to mark on the axis, at most ``most`` besides 0, and their words."""
    steps = (unit * 10**power for power in range(6) for unit in (1, 2, 5))
    step = next((step for step in steps if span.last / step <= most), 1_000_000)
    values = range(0, int(span.last) + 1, step)
    return [(float(value), f"{value:,} slices" if value == values[-1] else f"{value:,}") for value in values]
