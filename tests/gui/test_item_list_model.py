from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from reader.domain.browsing import ItemSummary, ListFilter
from reader.gui.widgets.item_list_model import ITEM_ROLE, ItemListModel
from reader.services.frameworks import framework_in_force


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
    made.set_bands(framework_in_force().bands)
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
