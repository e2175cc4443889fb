"""Where the bars of the episode arc stand: plain arithmetic on pixels, without Qt.

Positions across count whole device pixels from the left edge of the plot; slices count from 1, "places" from
0 (slice 1 lies between place 0.0 and place 1.0).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reader.domain.framework import GREATEST_SCORE, LEAST_SCORE

Integers = NDArray[np.intp]

LEVEL_STEP = 5
"""Score points that share one colour, so that a repaint changes the brush a few dozen times at most."""
FEWEST_SHOWN = 12.0
"""Slices that stay in view at the closest zoom."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The scores at the lower and the upper edge of the plot."""

    least: int = LEAST_SCORE
    greatest: int = GREATEST_SCORE

    @classmethod
    def fitted(cls, least: int, greatest: int) -> Axis:
        """The axis from ``least`` to ``greatest``, rounded outwards to multiples of 5, with both sides of 0
        on it.
        """
        bottom = min(least, -LEVEL_STEP) // LEVEL_STEP * LEVEL_STEP
        top = -(-max(greatest, LEVEL_STEP) // LEVEL_STEP) * LEVEL_STEP
        return cls(int(bottom), int(top))

    @property
    def is_whole(self) -> bool:
        """False for a fitted axis, which the chart then says."""
        return self == Axis()

    def depth(self, score: float) -> float:
        """Place of a score down the plot: 0 at the upper edge, 1 at the lower."""
        return (self.greatest - score) / (self.greatest - self.least)


@dataclass(frozen=True, slots=True)
class Span:
    """The part of an item's slices that is in view: ``size`` places from place ``first`` on."""

    count: int
    first: float = 0.0
    size: float = 0.0

    @classmethod
    def whole(cls, count: int) -> Span:
        """All slices."""
        return cls(count, 0.0, float(count))

    @property
    def is_whole(self) -> bool:
        """True where nothing lies outside the view."""
        return self.size >= self.count

    @property
    def end(self) -> float:
        """The place at the right edge."""
        return self.first + self.size

    def zoomed(self, factor: float, anchor: float) -> Span:
        """Zoom in (``factor`` above 1) or out, with place ``anchor`` staying where it is as far as the ends
        allow.
        """
        if not self.count:
            return self
        size = min(max(self.size / factor, min(FEWEST_SHOWN, self.count)), float(self.count))
        return replace(self, size=size)._starting(anchor - (anchor - self.first) * size / self.size)

    def moved(self, by: float) -> Span:
        """Pan by so many places."""
        return self._starting(self.first + by)

    def showing(self, number: int) -> Span:
        """Panned as little as it takes for a slice to be in view, with a little room around it."""
        room = min(2.0, max(0.0, (self.size - 1) / 2))
        if number - 1 - room < self.first:
            return self._starting(number - 1 - room)
        if number + room > self.end:
            return self._starting(number + room - self.size)
        return self

    def _starting(self, first: float) -> Span:
        return replace(self, first=min(max(first, 0.0), max(0.0, self.count - self.size)))

    def edge(self, place: float, width: int) -> float:
        """Position of a place across a plot of ``width`` pixels."""
        return (place - self.first) * width / self.size


@dataclass(frozen=True, slots=True)
class Columns:
    """One bar per entry, left to right: a slice, or where several share a pixel column, what they reach
    together.

    ``left`` and ``right`` bound the column of pixels; ``least`` and ``greatest`` are the extreme scores in
    it, met first in the slices ``least_slice`` and ``greatest_slice``; ``evidence`` tells whether any of them
    has a hit, ``present`` whether any of them is there at all (None: all are).
    """

    width: int
    span: Span
    shared: bool
    left: Integers
    right: Integers
    least: NDArray[np.int16]
    greatest: NDArray[np.int16]
    least_slice: Integers
    greatest_slice: Integers
    evidence: NDArray[np.bool_]

    def slice_at(self, pixel: int, upper: bool = False) -> int:
        """The slice that a click on a pixel column means; 0 outside the plot.

        Where slices share the column it is the one whose bar is seen there: above the zero line (``upper``)
        the greatest, below it the least; on a side without a bar, the one that reaches farthest.
        """
        if not 0 <= pixel < self.width or not self.span.count:
            return 0
        if self.shared:
            if upper:
                return int((self.greatest_slice if self.greatest[pixel] > 0 else self.least_slice)[pixel])
            return int((self.least_slice if self.least[pixel] < 0 else self.greatest_slice)[pixel])
        at = int(self.span.first + (pixel + 0.5) * self.span.size / self.width) - self.first
        at = min(max(at, 0), len(self.left) - 1)
        if pixel < self.left[at]:
            at -= 1
        elif pixel >= self.right[at]:
            at += 1
        return self.first + at + 1

    @property
    def first(self) -> int:
        """Index of the first slice that is at least partly in view."""
        return int(self.span.first)


def columns(scores: NDArray[Any], evidence: NDArray[np.bool_], span: Span, width: int) -> Columns:
    """Lay the slices in view out over ``width`` pixels: one column each while they fit, else one per pixel."""
    values = np.asarray(scores, dtype=np.int16)
    first = int(span.first)
    last = min(int(np.ceil(span.end)), span.count)
    if width <= 0 or last <= first:
        return _no_columns(span, width)
    if span.size > width:
        return _shared_columns(values, evidence, span, width, first, last)
    edges = np.ceil((np.arange(first, last + 1) - span.first) * (width / span.size) - 0.5).astype(np.intp)
    edges = np.clip(edges, 0, width)
    shown = values[first:last]
    numbers = np.arange(first + 1, last + 1)
    return Columns(width, span, False, edges[:-1], edges[1:], shown, shown, numbers, numbers, evidence[first:last])


def _no_columns(span: Span, width: int) -> Columns:
    none = np.zeros(0, dtype=np.intp)
    score = np.zeros(0, dtype=np.int16)
    return Columns(max(width, 0), span, False, none, none, score, score, none, none, np.zeros(0, dtype=np.bool_))


def _shared_columns(
    values: NDArray[np.int16], evidence: NDArray[np.bool_], span: Span, width: int, first: int, last: int
) -> Columns:
    """One column per pixel.

    Each slice belongs to the pixel under its middle; none is empty, as there are more slices.
    """
    pixels = ((np.arange(first, last) + 0.5 - span.first) * (width / span.size)).astype(np.intp)
    np.clip(pixels, 0, width - 1, out=pixels)
    left = np.arange(width)
    starts = np.minimum(np.searchsorted(pixels, left), last - first - 1)
    shown = values[first:last]
    least = np.minimum.reduceat(shown, starts)
    greatest = np.maximum.reduceat(shown, starts)
    return Columns(
        width=width,
        span=span,
        shared=True,
        left=left,
        right=left + 1,
        least=least,
        greatest=greatest,
        least_slice=_earliest(shown, least, starts, pixels) + first + 1,
        greatest_slice=_earliest(shown, greatest, starts, pixels) + first + 1,
        evidence=np.logical_or.reduceat(evidence[first:last], starts),
    )


def _earliest(values: NDArray[np.int16], wanted: NDArray[np.int16], starts: Integers, pixels: Integers) -> Integers:
    """Index of the first value in each pixel column that is the wanted one of that column."""
    met = np.flatnonzero(values == wanted[pixels])
    return met[np.searchsorted(met, starts)]


@dataclass(frozen=True, slots=True)
class Shape:
    """How bars are drawn, in device pixels: the plot's ``height``, the row of the zero line, what parts
    neighbours, the greatest width of a bar, and half the height of the mark of a slice that has no bar.
    """

    height: int
    zero: int
    gap: int
    widest: int
    mark: int


@dataclass(frozen=True, slots=True)
class Rectangles:
    """What to paint: rectangles (rows of x, y, width, height) by colour level, and the two marks for a score
    of 0.
    """

    bars: dict[int, NDArray[np.float64]]
    balanced: NDArray[np.float64]
    hollow: NDArray[np.float64]


def shape(axis: Axis, height: int, slot: float, scale: float) -> Shape:
    """The shape of bars in a plot of ``height`` device pixels with ``slot`` of them per slice, at ``scale``
    per logical one.
    """
    roomy = slot / scale
    gap = 0.0 if roomy < 3 else 1.0 if roomy < 10 else 2.0 if roomy < 24 else 4.0
    return Shape(
        height=height,
        zero=min(max(round(axis.depth(0) * height), 0), height - 1),
        gap=max(round(gap * scale), 1) if gap else 0,
        widest=round(48 * scale),
        mark=max(round(2 * scale), 1),
    )


def rectangles(shown: Columns, axis: Axis, form: Shape, there: NDArray[np.bool_] | None = None) -> Rectangles:
    """The rectangles of all columns: a bar up for a positive extent, a bar down for a negative one, marks
    where both are 0; nothing where ``there`` is False.

    The zero line takes one pixel row, ``form.zero``; every score but 0 reaches at least one row beyond it.
    """
    left, width = bar_places(shown, form)
    up = shown.greatest > 0
    down = shown.least < 0
    flat = ~(up | down) if there is None else ~(up | down) & there
    scale = form.height / (axis.greatest - axis.least)
    rise = np.maximum(np.rint(shown.greatest * scale), 1)
    fall = np.maximum(np.rint(-shown.least.astype(np.float64) * scale), 1)
    rise = np.minimum(rise, form.zero)
    fall = np.minimum(fall, form.height - form.zero - 1)
    bars = np.concatenate(
        (
            _rows(left[up], form.zero - rise[up], width[up], rise[up]),
            _rows(left[down], np.full(int(down.sum()), form.zero + 1.0), width[down], fall[down]),
        )
    )
    levels = np.rint(np.concatenate((shown.greatest[up], shown.least[down])) / LEVEL_STEP).astype(np.intp)
    return Rectangles(
        bars={int(level): bars[levels == level] for level in np.unique(levels)},
        balanced=_marks(left, width, flat & shown.evidence, form.zero, form.mark),
        hollow=_marks(left, width, flat & ~shown.evidence, form.zero, max(form.mark // 2, 1)),
    )


def bar_places(shown: Columns, form: Shape) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Left edges and widths of the bars inside their columns.

    Where there is a gap all bars are equally wide.
    """
    room = (shown.right - shown.left).astype(np.float64)
    if not form.gap:
        return shown.left.astype(np.float64), room
    slot = shown.width / shown.span.size
    width = np.minimum(room, min(max(float(np.floor(slot)) - form.gap, 1.0), form.widest))
    left = shown.left.astype(np.float64) + np.floor((room - width) / 2)
    return left, width


def _marks(
    left: NDArray[np.float64], width: NDArray[np.float64], chosen: NDArray[np.bool_], zero: int, half: int
) -> NDArray[np.float64]:
    count = int(chosen.sum())
    return _rows(left[chosen], np.full(count, float(zero - half)), width[chosen], np.full(count, 2.0 * half + 1))


def _rows(*parts: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.stack([np.asarray(part, dtype=np.float64) for part in parts], axis=1)
