"""Points of the small pictures mean the slice that is seen there: laws, held to naive readings of the pictures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from reader.gui.charts.small import bar_column
from reader.gui.charts.small_hits import band_tick_at, strip_hit_at, trail_bar_at
from reader.gui.charts.strip_geometry import StripFigures

RECT = QRectF(10, 10, 158, 24)
INNER = 150

lists = st.lists(st.integers(-100, 100), min_size=1, max_size=900)
scales = st.sampled_from([1.0, 1.25, 2.0])


def arrays(scores: list[int]) -> tuple[np.ndarray, np.ndarray]:
    values = np.array(scores, dtype=np.int8)
    return values, values != 0


def sharing(count: int, pixel: int, width: int) -> list[int]:
    """The slices whose middle lies in a pixel column, from 1."""
    return [n + 1 for n in range(count) if int((n + 0.5) * (width / count)) == pixel]


@given(lists, st.floats(0.001, 0.999), scales, st.booleans())
def test_a_bar_of_a_trail_is_the_one_that_is_seen(scores: list[int], across: float, scale: float, upper: bool) -> None:
    place = QPointF(14 + INNER * across, 12 if upper else 32)
    number = trail_bar_at(RECT, place, *arrays(scores), scale)
    width = round(INNER * scale)
    if len(scores) <= width:
        assert abs(INNER * across / INNER * len(scores) - (number - 0.5)) <= 0.5 + len(scores) / width
        return
    pixel = min(int((place.x() - 10) * scale) - round(4 * scale), width - 1)
    there = sharing(len(scores), pixel, width)
    seen = [scores[n - 1] for n in there]
    wanted = max(seen) if (upper and max(seen) > 0) or (not upper and min(seen) >= 0) else min(seen)
    assert number in there
    assert scores[number - 1] == wanted


@given(lists, st.floats(0.001, 0.999), scales)
def test_a_tick_of_slice_bands_is_the_slice_that_gives_it_its_colour(
    scores: list[int], across: float, scale: float
) -> None:
    place = QPointF(14 + INNER * across, 20)
    number = band_tick_at(RECT, place, *arrays(scores), scale)
    width = round(INNER * scale)
    if len(scores) > width:
        pixel = min(int((place.x() - 10) * scale) - round(4 * scale), width - 1)
        there = sharing(len(scores), pixel, width)
        seen = [scores[n - 1] for n in there]
        farthest = min(seen) if -min(seen) > max(seen) else max(seen)
        assert number in there
        assert scores[number - 1] == farthest


@given(st.integers(1, 150), st.data())
def test_the_column_of_a_bar_is_where_a_click_means_it(count: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, count))
    middle = bar_column(RECT, number, count).center()
    for find in (trail_bar_at, band_tick_at):
        assert find(RECT, middle, *arrays([5] * count), 1.0) == number


@pytest.mark.parametrize("place", [QPointF(5, 20), QPointF(50, 40), QPointF(200, 20)])
def test_beside_a_picture_there_is_nothing(place: QPointF) -> None:
    figures = StripFigures(-10, -5, 0, 5, 10)
    assert trail_bar_at(RECT, place, *arrays([1, 2]), 1.0) == 0
    assert band_tick_at(RECT, place, *arrays([1, 2]), 1.0) == 0
    assert strip_hit_at(RECT, place, figures) is None


def test_without_slices_there_is_nothing() -> None:
    assert trail_bar_at(RECT, QPointF(50, 20), *arrays([]), 1.0) == 0
    assert band_tick_at(RECT, QPointF(50, 20), *arrays([]), 1.0) == 0


def x_of(score: float) -> float:
    return 17 + (158 - 14) * (score + 100) / 200


def test_filled_markers_lie_over_hollow_ones() -> None:
    here, other = StripFigures(-40, -20, 0, 20, 40), StripFigures(-40, -20, 10, 60, 80)
    for score, part, of_other in ((-40, "negative", False), (0, "median", False), (10, "median", True)):
        hit = strip_hit_at(RECT, QPointF(x_of(score), 22), here, other)
        assert hit is not None
        assert (hit.part, hit.other) == (part, of_other)
    alone = strip_hit_at(RECT, QPointF(x_of(10), 22), here)
    assert alone is not None
    assert (alone.part, alone.on_track) == ("band", True)


def test_the_line_under_the_track_is_the_band_of_the_other() -> None:
    here, other = StripFigures(-90, -80, -70, -60, -50), StripFigures(-10, 0, 30, 60, 90)
    below = strip_hit_at(RECT, QPointF(x_of(45), 28.5), here, other)
    on_track = strip_hit_at(RECT, QPointF(x_of(45), 22), here, other)
    assert below is not None
    assert on_track is not None
    assert (below.part, below.other) == ("band", True)
    assert (on_track.part, on_track.other) == ("track", False)
    assert below.slice_of([0, 45, 50, 45]) == 2
    assert below.slice_of([0, 45, 50, 45], after=2) == 4
