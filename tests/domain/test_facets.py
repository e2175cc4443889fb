"""Facet masks, live counts and orders in columns, held to a naive scan of the items."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.browsing import SORT_KEYS, ListFilter, narrowed, ordered
from reader.domain.facets import (
    BEGUN,
    FACETS,
    HEARD,
    NO,
    NOWHERE,
    UNHEARD,
    YES,
    FacetChoice,
    FacetTable,
    counts,
    values_of,
    year_of,
)
from reader.domain.item_summary import ItemSummary
from reader.domain.item_table import ItemTable

BANDS = ("risk-forward", "mixed", "opportunity-forward")
WORDS = ("", "Alpha", "alpha", "Ward Round", "Étude")

items = st.builds(
    ItemSummary,
    id=st.just(0),
    slug=st.just(""),
    title=st.sampled_from(("alpha", "Alpha", "beta", "Étude", "Zum Glück")),
    show=st.sampled_from(WORDS),
    shelf=st.sampled_from(WORDS),
    thread=st.sampled_from(("", "One")),
    date=st.sampled_from(("", "2024", "2024-05", "2025-01-02", "soon", "202")),
    tags=st.lists(st.sampled_from(("a", "b", "c", "")), max_size=4).map(tuple),
    sample=st.booleans(),
    duration_ms=st.none() | st.integers(0, 2),
    characters=st.integers(0, 3),
    median=st.sampled_from((-2.0, 0.0, 7.5)),
    mean=st.sampled_from((-2.0, 0.0, 7.5)),
    p10=st.just(0.0),
    p90=st.just(0.0),
    leaning=st.sampled_from((*BANDS, "hawkish", "")),
    lens=st.sampled_from(("", "Society", "Governance")),
    confidence=st.just("low"),
    basis=st.just(""),
    scores=st.integers(0, 3).map(lambda number: np.zeros(number, np.int8)),
    evidence=st.just(np.zeros(0, np.bool_)),
    has_sound=st.booleans(),
    notes=st.integers(0, 2),
    listened=st.sampled_from((0.0, 0.5, 0.97, 1.0)),
)


def numbered(found: list[ItemSummary]) -> list[ItemSummary]:
    return [replace(item, id=place + 1, slug=f"item-{place % 7}-{place}") for place, item in enumerate(found)]


libraries = st.lists(items, max_size=12).map(numbered)
choices = st.builds(
    FacetChoice,
    show=st.frozensets(st.sampled_from((*WORDS, "Nowhere")), max_size=2),
    band=st.frozensets(st.sampled_from(BANDS), max_size=2),
    tag=st.frozensets(st.sampled_from(("a", "b", "")), max_size=2),
    year=st.frozensets(st.sampled_from(("2024", "2025", "")), max_size=2),
    sound=st.frozensets(st.sampled_from((YES, NO)), max_size=2),
    listened=st.frozensets(st.sampled_from((HEARD, BEGUN, UNHEARD)), max_size=1),
)
filters = st.builds(
    ListFilter,
    text=st.sampled_from(("", " ", "a", "alpha", "ALPHA ward", "étude")),
    facets=choices,
    brushed=st.none() | st.frozensets(st.integers(1, 14), max_size=6),
)


def has_any(item: ItemSummary, facet: str, wanted: frozenset[str]) -> bool:
    return not wanted or any(value in wanted for value in values_of(item, facet))


def naive_counts(library: list[ItemSummary], chosen: FacetChoice, facet: str) -> dict[str, int]:
    """Each item one by one: every value of the facet that occurs, with the items that all other facets leave."""
    result = {value: 0 for item in library for value in values_of(item, facet)}
    for item in library:
        if all(has_any(item, other, chosen.of(other)) for other in FACETS if other != facet):
            for value in values_of(item, facet):
                result[value] += 1
    return result


@given(libraries, filters)
def test_what_the_columns_leave_is_what_a_scan_leaves(library: list[ItemSummary], chosen: ListFilter) -> None:
    mask = ItemTable(library).mask(chosen)
    expected = {item.id for item in narrowed(library, chosen)}
    assert {item.id for item, left in zip(library, mask, strict=True) if left} == expected
    assert expected == {
        item.id
        for item in library
        if all(has_any(item, facet, chosen.facets.of(facet)) for facet in FACETS)
        and (chosen.brushed is None or item.id in chosen.brushed)
        and all(word in f"{item.title} {item.show}".casefold() for word in chosen.text.casefold().split())
    }


@given(libraries, choices)
def test_each_facet_is_counted_under_the_choices_of_all_the_others(
    library: list[ItemSummary], chosen: FacetChoice
) -> None:
    found = counts(library, chosen)
    for facet, numbers in found.items():
        assert numbers == naive_counts(library, chosen, facet)
    for facet in set(FACETS) - set(found):
        assert all(value in NOWHERE for item in library for value in values_of(item, facet))


@given(libraries, filters)
def test_words_and_brush_hold_for_every_count(library: list[ItemSummary], chosen: ListFilter) -> None:
    within = narrowed(library, replace(chosen, facets=FacetChoice()))
    for facet, numbers in ItemTable(library).counts(chosen).items():
        expected = naive_counts(within, chosen.facets, facet)
        assert {value: number for value, number in numbers.items() if number} == {
            value: number for value, number in expected.items() if number
        }


@given(libraries, choices, st.sampled_from(FACETS))
def test_a_count_is_what_choosing_that_value_alone_brings(
    library: list[ItemSummary], chosen: FacetChoice, facet: str
) -> None:
    table = FacetTable(library)
    for value, number in table.counts(chosen).get(facet, {}).items():
        assert int(table.mask(chosen.having(facet, {value})).sum()) == number


@given(libraries, st.sampled_from(SORT_KEYS), st.booleans())
def test_orders_in_columns_are_those_of_a_plain_sort(library: list[ItemSummary], key: str, down: bool) -> None:
    order = ItemTable(library, BANDS).order(key, down)
    assert [library[place].id for place in order] == [item.id for item in ordered(library, key, down, BANDS)]


@given(choices)
def test_pairs_tell_the_whole_choice(chosen: FacetChoice) -> None:
    built = FacetChoice()
    for facet, value in chosen.pairs():
        built = built.toggled(facet, value)
    assert built == chosen
    assert bool(chosen) == (built != FacetChoice())
    for facet, value in chosen.pairs():
        built = built.toggled(facet, value)
    assert built == FacetChoice()


def test_years() -> None:
    assert [year_of(date) for date in ("2025-06-06", "2025")] == ["2025", "2025"]
    assert {year_of(date) for date in ("", "soon", "202", "20x5-01")} == {""}
