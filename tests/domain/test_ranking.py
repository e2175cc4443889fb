"""The laws of both rankings."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.likeness import Likeness, TellingWords
from reader.domain.ranking import (
    CHANCE,
    LEAST_NEARNESS,
    NOTHING,
    OTHER_LENS,
    OTHER_WORDS,
    SAME_MATTER,
    Ranked,
    RankingTable,
    codes_of,
    mirror_costs,
    mirror_order,
    mirrored,
    on_side_of,
    related_order,
    same_as,
)  # fmt: skip

SCORE = st.integers(-400, 400).map(lambda quarters: quarters / 4)
NEARNESS = st.integers(0, 100).map(lambda percent: percent / 100)
ITEM = st.tuples(SCORE, st.booleans(), NEARNESS, st.booleans())
ITEMS = st.lists(ITEM, max_size=30)


def mirror(items: list[tuple[float, bool, float, bool]], target: float, ids: Any = None, most: int = 8) -> Any:
    """Ids and whether they are opposite; items are (score, same lens, nearness, candidate)."""
    ids = np.arange(len(items)) if ids is None else np.array(ids, np.int64)
    scores, lens, near, allowed = (np.array([item[at] for item in items]) for at in range(4))
    order, opposite = mirror_order(
        ids, scores.astype(float), target, lens.astype(bool), near.astype(float), allowed.astype(bool), most
    )
    return ids[order].tolist(), opposite


# ------------------------------------------------------------------------------------------ mirror rule


@given(SCORE)
def test_the_target_is_the_score_on_the_other_side(score: float) -> None:
    assert mirrored(score) == -score
    assert mirrored(mirrored(score)) == score
    assert str(mirrored(0.0)) == "0.0"


def test_minus_twelve_looks_for_plus_twelve() -> None:
    items = [(score, True, 0.0, True) for score in (-12.0, 30.0, 12.0, 3.0, 11.0)]
    assert mirror(items, mirrored(-12)) == ([2, 4, 3, 1], True)


@given(ITEMS, SCORE, st.integers(0, 12))
def test_order_is_that_of_the_costs(items: list[Any], target: float, most: int) -> None:
    def cost(at: int) -> float:
        score, same, near, _ = items[at]
        unlike = min(max((SAME_MATTER - near) / (SAME_MATTER - CHANCE), 0), 1)
        return abs(score - target) + OTHER_LENS * (not same) + OTHER_WORDS * unlike

    allowed = [at for at, item in enumerate(items) if item[3]]
    side = [at for at in allowed if on_side_of(np.array([items[at][0]]), target)[0]]
    expected = sorted(side or allowed, key=lambda at: (round(cost(at), 9), at))[:most]
    found, opposite = mirror(items, target, most=most)
    assert opposite == bool(side)
    # Costs that differ by less than a float can tell may stand either way.
    assert [round(cost(at), 6) for at in found] == [round(cost(at), 6) for at in expected]


@given(ITEMS, SCORE)
def test_turning_all_signs_round_changes_no_order(items: list[Any], target: float) -> None:
    turned = [(-score, *rest) for score, *rest in items]
    assert mirror(items, target) == mirror(turned, -target)


@given(ITEMS, SCORE, st.randoms())
def test_the_order_given_makes_no_difference(items: list[Any], target: float, chance: Any) -> None:
    order = list(range(len(items)))
    chance.shuffle(order)
    assert mirror(items, target) == mirror([items[at] for at in order], target, order)


@given(SCORE, SCORE, NEARNESS, st.booleans())
def test_at_equal_distance_the_same_lens_comes_first(target: float, away: float, near: float, below: bool) -> None:
    score = target - away if below else target + away
    costs = mirror_costs(np.array([score, score]), target, np.array([False, True]), np.array([near, near]))
    assert costs[0] - costs[1] == pytest.approx(OTHER_LENS)


@given(SCORE, st.lists(SCORE, min_size=2, max_size=9), NEARNESS, st.booleans())
def test_farther_from_the_target_never_costs_less(target: float, scores: list[float], near: float, lens: bool) -> None:
    ordered = np.array(sorted(scores, key=lambda score: abs(score - target)))
    size = len(ordered)
    costs = mirror_costs(ordered, target, np.full(size, lens), np.full(size, near))
    assert (np.diff(costs) >= 0).all()


@given(st.lists(NEARNESS, min_size=2, max_size=9))
def test_nearer_words_never_cost_more(near: list[float]) -> None:
    size = len(near)
    costs = mirror_costs(np.zeros(size), 5.0, np.ones(size, np.bool_), np.array(sorted(near)))
    assert (np.diff(costs) <= 0).all()


@pytest.mark.parametrize(
    ("target", "scores", "expected"),
    [
        (12.0, (3.0, 0.5, 0.4, 0.0, -3.0), (True, True, False, False, False)),
        (-12.0, (3.0, -0.4, -0.5, -30.0), (False, False, True, True)),
        (0.4, (3.0, -30.0, 0.0), (True, True, True)),
    ],
)
def test_sides_are_those_of_the_rounded_scores(target: float, scores: Any, expected: Any) -> None:
    assert tuple(on_side_of(np.array(scores), target).tolist()) == expected


def test_only_the_other_side_is_picked_and_else_it_is_said() -> None:
    both = [(1.0, False, 0.0, True), (-13.0, True, 1.0, True)]
    assert mirror(both, 12.0) == ([0], True)
    assert mirror(both[1:], 12.0) == ([0], False)
    assert mirror([], 12.0) == ([], False)


# ---------------------------------------------------------------------------------------------- related


@given(st.lists(st.tuples(st.booleans(), NEARNESS, st.booleans()), max_size=40), st.integers(0, 10))
def test_related_order(items: list[Any], most: int) -> None:
    ids = np.arange(len(items)) * 3
    together, near, allowed = (np.array([item[at] for item in items]) for at in range(3))
    found = related_order(ids, together.astype(bool), near.astype(float), allowed.astype(bool), most).tolist()
    chosen = [at for at, (one, n, ok) in enumerate(items) if ok and (one or n >= LEAST_NEARNESS)]
    assert found == sorted(chosen, key=lambda at: (not items[at][0], -items[at][1], at))[:most]


# ------------------------------------------------------------------------------------------------ table


@st.composite
def tables(draw: Any) -> RankingTable:
    size = draw(st.integers(1, 25))
    words = TellingWords.empty(size)
    for row in range(size):
        own = sorted(draw(st.sets(st.integers(1, 12), max_size=6)))
        words.put(row, np.array(own, np.int32), np.full(len(own), 3, np.uint16))
    codes = st.lists(st.integers(NOTHING, 3), min_size=size, max_size=size)
    return RankingTable(
        np.cumsum(draw(st.lists(st.integers(1, 4), min_size=size, max_size=size))),
        *(np.array(draw(codes), np.int64) for _ in range(3)),
        np.array(draw(st.lists(SCORE, min_size=size, max_size=size))),
        np.array(draw(st.lists(st.booleans(), min_size=size, max_size=size)), np.bool_),
        Likeness(words, np.zeros(13, np.bool_)),
    )


@given(tables())
def test_nothing_stands_beside_itself_and_nothing_without_evidence_counterbalances(table: RankingTable) -> None:
    for row in range(len(table.ids)):
        beside, against = table.related(row, 30), table.counterbalance(row, 30)
        nearest = table.nearest(row, 30)
        assert row not in beside.rows + against.rows + nearest.rows
        assert sorted((*nearest.rows, row)) == list(range(len(table.ids)))
        assert all(table.scored[other] for other in against.rows)
        if not table.scored[row]:
            assert against == Ranked((), ())
            continue
        assert against.target == mirrored(float(table.means[row]))
        others = [other for other in np.flatnonzero(table.scored) if other != row]
        sides = on_side_of(table.means[others], against.target)
        assert against.opposite == bool(sides.any())
        assert len(against.rows) == (int(sides.sum()) if against.opposite else len(others))


@given(tables())
def test_fewer_are_the_first_of_more(table: RankingTable) -> None:
    for row in range(len(table.ids)):
        for rank in (table.related, table.counterbalance, table.nearest):
            assert rank(row, 3).rows == rank(row, 30).rows[:3]


def test_rows_are_found_by_id() -> None:
    table = RankingTable(
        np.array([2, 5, 9]), *(np.zeros(3, np.int64) for _ in range(3)), np.zeros(3), np.ones(3, np.bool_),
        Likeness(TellingWords.empty(3), np.zeros(1, np.bool_)),
    )  # fmt: skip
    assert [table.row_of(item_id) for item_id in (1, 2, 3, 5, 9, 10)] == [None, 0, None, 1, 2, None]


def test_names_are_the_same_without_case_and_none_is_like_no_other() -> None:
    codes = codes_of(["Work", "", "work ", "Health", ""])
    assert same_as(codes, 0).tolist() == [True, False, True, False, False]
    assert same_as(codes, 1).tolist() == [False] * 5
