"""Where the whiskers on the bars of the arc stand: how far a score may move, in whole device pixels, without Qt.

A whisker reaches from the least to the greatest score of a slice. Its ends lie on the very rows at which bars of these
scores would end. Where bars are wide it is a thin line with caps and a dark rim, so that it stands out from bar and
panel; where they are narrow, what it adds to the bar is painted beyond its end, and what it may take away is shaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reader.gui.charts.arc_geometry import Axis, Columns, Shape, bar_places

Rows = NDArray[np.float64]

WIDE = 4.0
"""Width of a bar in logical pixels from which its whisker is a line of its own."""
CAP = 5.0
"""Length of a cap in logical pixels."""


@dataclass(frozen=True, slots=True)
class Whiskers:
    """What to paint, as rows of x, y, width, height: lines with their caps, the dark rims below them, and on narrow
    bars the parts outside and inside of the bar.
    """

    lines: Rows
    halos: Rows
    outside: Rows
    inside: Rows


def whiskers(
    shown: Columns,
    ranges: tuple[NDArray[Any], NDArray[Any]],
    ends: Sequence[Columns],
    axis: Axis,
    form: Shape,
    scale: float,
) -> Whiskers:
    """The whiskers of all columns of bars.

    ``ranges`` are least and greatest score of each slice, ``ends`` the same laid out over the columns. A slice whose
    score cannot move has none.
    """
    least, greatest = ends[0].least, ends[1].greatest
    left, width = bar_places(shown, form)
    thin = max(round(scale), 1)
    none = np.zeros((0, 4))
    if not shown.shared and len(width) and width.max() >= WIDE * scale:
        moves = least < greatest
        top, bottom = row_of(greatest[moves], axis, form), row_of(least[moves], axis, form)
        middle = left[moves] + np.floor((width[moves] - thin) / 2)
        lines = _rows(middle, top, thin, bottom - top + 1)
        cap = np.minimum(width[moves], round(CAP * scale))
        beside = left[moves] + np.floor((width[moves] - cap) / 2)
        caps = [_rows(beside, top, cap, thin), _rows(beside, bottom - thin + 1, cap, thin)]
        halos = np.concatenate((lines, *caps)) + np.array((-thin, -thin, 2.0 * thin, 2.0 * thin))
        return Whiskers(np.concatenate((lines, *caps)), halos, none, none)
    return Whiskers(none, none, _outside(shown, least, greatest, axis, form), _inside(shown, ranges, axis, form))


def row_of(scores: NDArray[Any], axis: Axis, form: Shape) -> NDArray[np.float64]:
    """The pixel row at which a bar of each score ends; the zero line's for 0."""
    unit = form.height / (axis.greatest - axis.least)
    values = scores.astype(np.float64)
    rise = np.minimum(np.maximum(np.rint(values * unit), 1), form.zero)
    fall = np.minimum(np.maximum(np.rint(-values * unit), 1), form.height - form.zero - 1)
    return np.where(values > 0, form.zero - rise, np.where(values < 0, form.zero + fall, float(form.zero)))


def _outside(shown: Columns, least: NDArray[Any], greatest: NDArray[Any], axis: Axis, form: Shape) -> Rows:
    """From the end of each bar on to where its score may go."""
    left, width = bar_places(shown, form)
    up = (greatest > shown.greatest) & (greatest > 0)
    down = (least < shown.least) & (least < 0)
    top = row_of(greatest[up], axis, form)
    above = row_of(np.maximum(shown.greatest[up], 0), axis, form)
    bottom = row_of(least[down], axis, form)
    below = row_of(np.minimum(shown.least[down], 0), axis, form)
    parts = (
        _rows(left[up], top, width[up], above - top),
        _rows(left[down], below + 1, width[down], bottom - below),
    )
    return _not_flat(np.concatenate(parts))


def _inside(shown: Columns, ranges: tuple[NDArray[Any], NDArray[Any]], axis: Axis, form: Shape) -> Rows:
    """From the end of each bar back to where its score may go."""
    left, width = bar_places(shown, form)
    up, down = shown.greatest > 0, shown.least < 0
    kept_up = np.maximum(ranges[0][shown.greatest_slice[up] - 1], 0)
    kept_down = np.minimum(ranges[1][shown.least_slice[down] - 1], 0)
    top, inner_top = row_of(shown.greatest[up], axis, form), row_of(kept_up, axis, form)
    bottom, inner_bottom = row_of(shown.least[down], axis, form), row_of(kept_down, axis, form)
    parts = (
        _rows(left[up], top, width[up], inner_top - top),
        _rows(left[down], inner_bottom + 1, width[down], bottom - inner_bottom),
    )
    return _not_flat(np.concatenate(parts))


def _not_flat(rows: Rows) -> Rows:
    return rows[rows[:, 3] > 0]


def _rows(x: NDArray[Any], y: NDArray[Any], width: Any, height: Any) -> Rows:
    made = np.empty((len(x), 4))
    for at, values in enumerate((x, y, width, height)):
        made[:, at] = values
    return made
