"""Bars and pixels: what is painted where, and what a pixel means, against sums done slice by slice."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.gui.charts.arc_geometry import FEWEST_SHOWN, Axis, Columns, Span, columns, rectangles, shape

SCORES = st.lists(st.integers(-100, 100), min_size=1, max_size=400)


def laid_out(scores: list[int], width: int, span: Span | None = None) -> Columns:
    values = np.array(scores, dtype=np.int8)
    return columns(values, values != 0, span or Span.whole(len(scores)), width)


@given(SCORES, st.integers(1, 300))
def test_every_pixel_column_keeps_the_extremes_of_its_slices(scores: list[int], width: int) -> None:
    shown = laid_out(scores, width)
    if len(scores) <= width:
        assert shown.least.tolist() == shown.greatest.tolist() == scores
        return
    groups: dict[int, list[int]] = {}
    for index in range(len(scores)):
        groups.setdefault(int((index + 0.5) * width / len(scores)), []).append(index)
    assert shown.left.tolist() == sorted(groups)
    for pixel, members in groups.items():
        held = [scores[index] for index in members]
        assert (shown.least[pixel], shown.greatest[pixel]) == (min(held), max(held))
        assert shown.least_slice[pixel] == members[held.index(min(held))] + 1
        assert shown.greatest_slice[pixel] == members[held.index(max(held))] + 1
        assert shown.evidence[pixel] == any(held)


@given(SCORES, st.integers(1, 900), st.booleans())
def test_a_pixel_means_the_slice_whose_bar_is_painted_there(scores: list[int], width: int, upper: bool) -> None:
    shown = laid_out(scores, width)
    for pixel in range(width):
        number = shown.slice_at(pixel, upper)
        at = next(i for i in range(len(shown.left)) if shown.left[i] <= pixel < shown.right[i])
        assert number in (shown.least_slice[at], shown.greatest_slice[at])
        if shown.shared and (shown.greatest[at] > 0 if upper else shown.least[at] < 0):
            assert number == (shown.greatest_slice[at] if upper else shown.least_slice[at])
    assert shown.slice_at(-1) == shown.slice_at(width) == 0


@given(
    count=st.integers(1, 3000),
    width=st.integers(1, 900),
    factor=st.floats(0.2, 40),
    anchor=st.floats(0, 1),
    moved=st.floats(-500, 500),
)
def test_a_zoomed_part_is_laid_out_without_holes(
    count: int, width: int, factor: float, anchor: float, moved: float
) -> None:
    span = Span.whole(count).zoomed(factor, anchor * count).moved(moved)
    assert span.first >= 0
    assert span.end <= count + 1e-6
    assert min(FEWEST_SHOWN, count) <= span.size <= count
    shown = laid_out([1] * count, width, span)
    assert shown.left[0] == 0
    assert shown.right[-1] == width
    assert shown.left[1:].tolist() == shown.right[:-1].tolist()
    assert (np.diff(shown.least_slice) >= 0).all()
    for pixel in (0, width // 2, width - 1):
        number = shown.slice_at(pixel)
        assert span.first - 1 <= number - 1 <= span.end
        if not shown.shared:
            at = number - shown.first - 1
            assert shown.left[at] <= pixel < shown.right[at]


@given(st.integers(1, 500), st.floats(1, 50), st.integers(1, 500))
def test_showing_a_slice_pans_no_more_than_it_must(count: int, factor: float, number: int) -> None:
    number = min(number, count)
    span = Span.whole(count).zoomed(factor, count / 2)
    shown = span.showing(number)
    assert shown.first <= number - 1 + 1e-9
    assert number <= shown.end + 1e-9
    assert shown.size == span.size
    if span.first + 3 < number < span.end - 3:
        assert shown == span


def test_zooming_keeps_the_place_under_the_mouse() -> None:
    span = Span.whole(1000).zoomed(4, 500)
    closer = span.zoomed(2, 450)
    assert (450 - span.first) / span.size == pytest.approx((450 - closer.first) / closer.size)
    assert closer.zoomed(1 / 1000, 10) == Span.whole(1000)


@given(SCORES, st.integers(20, 900), st.integers(20, 300), st.sampled_from([1.0, 1.25, 1.5, 2.0, 3.0]))
def test_bars_stay_inside_and_their_lengths_follow_the_scores(
    scores: list[int], width: int, height: int, scale: float
) -> None:
    shown = laid_out(scores, width)
    form = shape(Axis(), height, width / len(scores), scale)
    made = rectangles(shown, Axis(), form)
    ups, downs = int((shown.greatest > 0).sum()), int((shown.least < 0).sum())
    assert sum(len(rows) for rows in made.bars.values()) == ups + downs
    assert len(made.balanced) + len(made.hollow) == int(((shown.greatest <= 0) & (shown.least >= 0)).sum())
    for level, rows in made.bars.items():
        assert (rows == np.rint(rows)).all(), "whole pixels only"
        assert (rows[:, 0] >= 0).all()
        assert (rows[:, 0] + rows[:, 2] <= width).all()
        assert (rows[:, 1] >= 0).all()
        assert (rows[:, 1] + rows[:, 3] <= height).all()
        assert (rows[:, 2:] >= 1).all(), "the least score has a bar"
        expected = abs(level) * 5 / 200 * height
        assert (np.abs(rows[:, 3] - expected) <= 2.5 / 200 * height + 1.5).all()


def test_a_slice_without_hits_is_marked_otherwise_than_one_in_balance() -> None:
    values = np.zeros(3, dtype=np.int8)
    shown = columns(values, np.array([True, False, True]), Span.whole(3), 90)
    made = rectangles(shown, Axis(), shape(Axis(), 100, 30, 1))
    assert (len(made.balanced), len(made.hollow)) == (2, 1)
    assert made.balanced[0, 3] > made.hollow[0, 3]


def test_a_fitted_axis_holds_the_scores_and_both_sides_of_zero() -> None:
    assert Axis.fitted(-38, 10) == Axis(-40, 10)
    assert Axis.fitted(0, 0) == Axis(-5, 5)
    assert Axis.fitted(12, 33) == Axis(-5, 35)
    assert Axis.fitted(-100, 100) == Axis()
    assert Axis().is_whole
    assert not Axis.fitted(-38, 10).is_whole


def test_nothing_to_show_makes_no_columns() -> None:
    for shown in (laid_out([], 100), laid_out([1, 2], 0)):
        assert len(shown.left) == 0
        assert shown.slice_at(0) == 0


def test_fifty_thousand_slices_need_a_few_dozen_colours_at_most() -> None:
    scores = np.random.default_rng(1).integers(-100, 101, 50_000).astype(np.int8)
    shown = columns(scores, scores != 0, Span.whole(len(scores)), 1000)
    made = rectangles(shown, Axis(), shape(Axis(), 200, 0.02, 1))
    assert len(made.bars) <= 41
    assert sum(len(rows) for rows in made.bars.values()) <= 2000
