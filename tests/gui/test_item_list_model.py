from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from reader.domain.browsing import ListFilter
from reader.domain.facets import FacetChoice
from reader.domain.item_summary import ItemSummary
from reader.domain.item_table import ItemTable
from reader.gui.widgets.item_list_model import ITEM_ROLE, ItemListModel
from reader.services.frameworks import built_in_framework, load_framework


def summary(number: int, title: str, show: str = "Night Desk", leaning: str = "mixed", **others: object) -> ItemSummary:
    scores = np.array([0, -20, 30], dtype=np.int8)
    item = ItemSummary(
        id=number,
        slug=f"item-{number}",
        title=title,
        show=show,
        shelf="",
        thread="",
        date=f"2025-01-{number % 28 + 1:02}",
        tags=(),
        sample=False,
        duration_ms=60_000,
        characters=3000,
        median=0.0,
        mean=3.3,
        p10=-16.0,
        p90=24.0,
        leaning=leaning,
        lens="Society",
        confidence="high",
        basis="Transcript-informed",
        scores=scores,
        evidence=scores != 0,
    )
    return replace(item, **others)


@pytest.fixture
def model() -> ItemListModel:
    made = ItemListModel()
    made.set_bands(built_in_framework().bands)
    made.set_items(
        [
            summary(1, "Bridges in fog"),
            summary(2, "Gardens of glass", "Open Hour", "risk-forward"),
            summary(3, "Harbour lights", "Open Hour"),
        ]
    )
    return made


def titles(model: ItemListModel) -> list[str]:
    return [model.data(model.index(row)) for row in range(model.rowCount())]


def test_the_newest_stand_on_top_at_first(model: ItemListModel) -> None:
    assert titles(model) == ["Harbour lights", "Gardens of glass", "Bridges in fog"]


def test_words_are_found_in_title_and_show_alike(model: ItemListModel) -> None:
    model.set_filter(ListFilter(text="open gl"))
    assert titles(model) == ["Gardens of glass"]
    model.set_filter(ListFilter())
    assert len(titles(model)) == 3


def test_counts_are_of_the_whole_library_whatever_is_shown(model: ItemListModel) -> None:
    model.set_filter(ListFilter(text="bridges"))
    assert model.show_counts() == [("Open Hour", 2), ("Night Desk", 1)]
    assert model.band_counts() == {"risk-forward": 1, "mixed": 2, "opportunity-forward": 0}


def test_an_item_knows_its_row(model: ItemListModel) -> None:
    assert model.row_of(1) == 2
    model.set_sorting("title", False)
    assert model.row_of(1) == 0
    model.set_filter(ListFilter(text="gardens"))
    assert model.row_of(1) == -1
    found = model.item_of(1)
    assert found is not None
    assert found.title == "Bridges in fog"


def test_a_row_is_spoken_in_one_sentence(model: ItemListModel) -> None:
    spoken = model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Gardens of glass, Open Hour, 3 Jan 2025, Risk-forward leaning"


def test_a_row_gives_its_item(model: ItemListModel) -> None:
    assert model.data(model.index(0), ITEM_ROLE).id == 3
    assert model.data(model.index(99), ITEM_ROLE) is None


def test_old_figures_are_named_as_such_and_never_by_a_band_of_another_axis(model: ItemListModel) -> None:
    old = summary(4, "Kites over water", stale=True)
    foreign = summary(5, "Maps of snow", leaning="hawkish", stale=True)
    model.set_items([summary(1, "Bridges in fog"), old, foreign])
    assert [model.leaning_text(item) for item in model.items] == ["Mixed", "Mixed · old", "Old figures"]
    assert "old figures" in model.spoken(old)
    tip = model.data(model.index(model.row_of(4)), Qt.ItemDataRole.ToolTipRole)
    assert "made anew" in tip
    assert sum(model.band_counts().values()) == 2


def test_other_bands_replace_those_of_before_and_take_their_filter_along(model: ItemListModel) -> None:
    narrowed = 0

    def count() -> None:
        nonlocal narrowed
        narrowed += 1

    model.narrowed.connect(count)
    model.set_filter(ListFilter(text="a", facets=FacetChoice(band=frozenset({"mixed"}))))
    model.set_bands(load_framework("monetary-policy").bands)
    assert model.filter == ListFilter(text="a")
    assert list(model.band_counts()) == ["hawkish", "neutral", "dovish"]
    assert narrowed == 2
    model.set_bands(load_framework("monetary-policy").bands)
    assert narrowed == 2


def test_a_table_made_elsewhere_is_taken_as_it_is_or_made_anew_for_other_bands(model: ItemListModel) -> None:
    items = list(model.items)[:2]
    bands = [band.id for band in model.bands]
    ready = ItemTable(items, tuple(bands))
    model.set_table(ready)
    assert model.table is ready
    assert {item.id for item in model.rows} == {item.id for item in items}
    model.set_table(ItemTable(items, ("another",)))
    assert model.table.bands == tuple(bands)
