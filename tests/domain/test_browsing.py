"""Narrowing and sorting a list of items."""

from __future__ import annotations

import numpy as np
import pytest

from reader.domain.browsing import SORT_KEYS, ListFilter, narrowed, ordered
from reader.domain.facets import FacetChoice
from reader.domain.item_summary import ItemSummary


def summary(number: int, title: str, show: str = "Fault Lines", date: str = "", leaning: str = "mixed") -> ItemSummary:
    return ItemSummary(
        id=number, slug=f"item-{number}", title=title, show=show, shelf="", thread="", date=date, tags=(), sample=False,
        duration_ms=None, characters=1000 * number, median=float(-number), mean=float(number), p10=0.0, p90=0.0,
        leaning=leaning, lens="", confidence="low", basis="",
        scores=np.zeros(1, np.int8), evidence=np.zeros(1, np.bool_),
    )  # fmt: skip


ITEMS = [
    summary(1, "beta", date="2025-01-02", leaning="risk-forward"),
    summary(2, "Alpha", show="Ward Round"),
    summary(3, "Étude in risk", date="2024-12-31"),
    summary(4, "alpha", date="2025-01-02"),
]


def ids(items: list[ItemSummary]) -> list[int]:
    return [item.id for item in items]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (ListFilter(), [1, 2, 3, 4]),
        (ListFilter(text="ALPHA"), [2, 4]),
        (ListFilter(text="alpha ward"), [2]),
        (ListFilter(text="étude"), [3]),
        (ListFilter(text="nothing like it"), []),
        (ListFilter(facets=FacetChoice(show=frozenset({"Ward Round"}))), [2]),
        (ListFilter(brushed=frozenset({4, 1, 99})), [1, 4]),
        (ListFilter(brushed=frozenset()), []),
        (ListFilter(facets=FacetChoice(band=frozenset({"risk-forward"})), text="fault"), [1]),
    ],
)
def test_narrowed(chosen: ListFilter, expected: list[int]) -> None:
    assert ids(narrowed(ITEMS, chosen)) == expected


@pytest.mark.parametrize(
    ("key", "descending", "expected"),
    [
        ("title", False, [2, 4, 1, 3]),
        ("title", True, [3, 1, 4, 2]),
        ("date", True, [4, 1, 3, 2]),
        ("date", False, [3, 4, 1, 2]),
        ("length", True, [4, 3, 2, 1]),
        ("median", False, [4, 3, 2, 1]),
        ("mean", True, [4, 3, 2, 1]),
        ("added", False, [1, 2, 3, 4]),
        ("show", False, [4, 1, 3, 2]),
    ],
)
def test_ordered(key: str, descending: bool, expected: list[int]) -> None:
    assert ids(ordered(ITEMS, key, descending)) == expected


def test_every_sort_key_works_and_loses_nothing() -> None:
    for key in SORT_KEYS:
        assert sorted(ids(ordered(ITEMS, key))) == [1, 2, 3, 4]
