"""Laws of the scatter's geometry, held to naive readings of it."""

from __future__ import annotations

import itertools
import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.gui.charts.arc_geometry import Axis
from reader.gui.charts.scatter_geometry import (
    MOST_RADIUS,
    Area,
    Cloud,
    Places,
    Span,
    date_ticks,
    day_of,
    length_ticks,
    radii,
)
from tests.gui.charts.items import FRAMEWORK
from tests.gui.charts.summaries import library, summary

PLOT = Area(50, 8, 650, 188)
GUTTER = Area(670, 8, 720, 188)

place = st.floats(0, 700).map(lambda value: round(value * 4) / 4)
points = st.lists(st.tuples(place, place, st.sampled_from([2.0, 3.5, 8.0])), max_size=40)


def places_of(made: list[tuple[float, float, float]]) -> Places:
    columns = np.array(made, dtype=np.float64).reshape(-1, 3)
    return Places.at(columns[:, 0], columns[:, 1], columns[:, 2])


@given(points, place, place, place, place)
def test_a_brush_takes_the_points_that_a_look_at_each_would_take(
    made: list[tuple[float, float, float]], one: float, other: float, top: float, bottom: float
) -> None:
    left, right, top, bottom = *sorted((one, other)), *sorted((top, bottom))
    naive = [n for n, (x, y, _) in enumerate(made) if left <= x <= right and top <= y <= bottom]
    assert places_of(made).within(Area(left, top, right, bottom)).tolist() == naive


@given(points, place, place, st.sampled_from([0.0, 3.0]))
def test_the_points_at_a_place_are_those_that_a_look_at_each_finds_nearest_first(
    made: list[tuple[float, float, float]], x: float, y: float, reach: float
) -> None:
    squares = [((px - x) ** 2 + (py - y) ** 2, n, radius) for n, (px, py, radius) in enumerate(made)]
    naive = [n for square, n, radius in sorted(squares) if square <= (radius + reach) ** 2]
    assert places_of(made).covering(x, y, reach) == naive


@given(points.filter(bool))
def test_right_passes_through_every_point_once_and_left_comes_back(made: list[tuple[float, float, float]]) -> None:
    places = places_of(made)
    at = int(places.order[0])
    walked = [at]
    for _ in range(len(made) - 1):
        at = places.beside(at, "right")
        walked.append(at)
    assert sorted(walked) == list(range(len(made)))
    assert [places.x[n] for n in walked] == sorted(x for x, _, _ in made)
    assert places.beside(at, "right") == at
    assert all(places.beside(after, "left") == before for before, after in itertools.pairwise(walked))


@given(points.filter(bool), st.data())
def test_up_leads_to_a_higher_point_or_stays(made: list[tuple[float, float, float]], data: st.DataObject) -> None:
    places = places_of(made)
    at = data.draw(st.integers(0, len(made) - 1))
    for toward, sign in (("up", -1), ("down", 1)):
        to = places.beside(at, toward)  # type: ignore[arg-type]
        if to != at:
            assert (places.y[to] - places.y[at]) * sign > 0
        else:
            assert not any((y - made[at][1]) * sign > 0.5 for _, y, _ in made)


def test_points_stand_at_their_date_and_score() -> None:
    items = [
        summary(1, [-100], date="2020-01-01"),
        summary(2, [100], date="2021-01-01"),
        summary(3, [50, 50], date="2022-01-01"),
        summary(4, [0], date=""),
    ]
    cloud = Cloud.of(items, FRAMEWORK.bands)
    span = Span.around(cloud.days, "date")
    places = Places.of(cloud, "date", "mean", span, Axis(), PLOT, GUTTER)
    assert places.y.tolist() == [188, 8, 8 + 180 / 4, 98]
    days = [date(year, 1, 1).toordinal() for year in (2020, 2021, 2022)]
    assert (places.x[1] - places.x[0]) / (places.x[2] - places.x[0]) == pytest.approx(
        (days[1] - days[0]) / (days[2] - days[0])
    )
    assert PLOT.left <= places.x[0] < places.x[2] <= PLOT.right
    assert GUTTER.left <= places.x[3] <= GUTTER.right
    assert cloud.kind.tolist() == [0, 2, 2, 1]


@pytest.mark.parametrize("count", [1, 8, 357])
def test_every_point_stands_in_the_plot_or_in_the_gutter(count: int) -> None:
    cloud = Cloud.of(library(count), FRAMEWORK.bands)
    for across in ("date", "length"):
        span = Span.around(cloud.across(across), across)
        places = Places.of(cloud, across, "median", span, Axis(), PLOT, GUTTER)
        in_plot = (places.x >= PLOT.left) & (places.x <= PLOT.right)
        in_gutter = (places.x >= GUTTER.left) & (places.x <= GUTTER.right)
        assert (in_plot ^ in_gutter).all()
        assert (in_gutter == np.isnan(cloud.across(across))).all()
        assert ((places.y >= PLOT.top) & (places.y <= PLOT.bottom)).all()


def test_a_fitted_axis_spreads_the_same_points() -> None:
    cloud = Cloud.of([summary(1, [-20]), summary(2, [20])], FRAMEWORK.bands)
    span = Span.around(cloud.days, "date")
    wide = Places.of(cloud, "date", "mean", span, Axis.fitted(-20, 20), PLOT, GUTTER)
    assert wide.y.tolist() == [188, 8]


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=60))
def test_longer_is_never_smaller(lengths: list[int]) -> None:
    made = radii(np.array(lengths, dtype=np.float64), PLOT)
    assert made.max() <= MOST_RADIUS
    for at, length in enumerate(lengths):
        assert all(made[other] <= made[at] for other, shorter in enumerate(lengths) if shorter <= length)


@pytest.mark.parametrize(
    ("iso", "day"),
    [("2025-06-06", date(2025, 6, 6)), ("2025-06", date(2025, 6, 1)), ("2025", date(2025, 1, 1))],
)
def test_dates_may_be_whole_months_or_years(iso: str, day: date) -> None:
    assert day_of(iso) == day.toordinal()


@pytest.mark.parametrize("iso", ["", "soon", "2025-13-01", "2025-02-30", "June 2025", "2025-06-06T10:00"])
def test_what_is_no_date_has_no_day(iso: str) -> None:
    assert math.isnan(day_of(iso))


@given(st.integers(700_000, 740_000), st.integers(1, 20_000), st.integers(2, 15))
def test_marks_of_dates_are_few_in_order_and_within_the_axis(first: int, days: int, most: int) -> None:
    span = Span(first, first + days)
    ticks = date_ticks(span, most)
    values = [value for value, _ in ticks]
    assert values == sorted(set(values))
    assert len(ticks) <= most + 1
    assert all(span.first <= value <= span.last for value in values)
    assert all(date.fromordinal(int(value)).day == 1 for value in values)


@given(st.integers(1, 90_000), st.integers(2, 15))
def test_marks_of_lengths_are_few_and_round(last: int, most: int) -> None:
    ticks = length_ticks(Span(0, last), most)
    assert 1 <= len(ticks) <= most + 1
    assert ticks[0][0] == 0
    assert ticks[-1][1].endswith(" slices")
    assert all(value <= last for value, _ in ticks)
