"""Items as lists know them, for tests of cards and of the scatter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from reader.domain.item_summary import ItemSummary
from tests.gui.charts.items import FRAMEWORK, profile


def summary(
    number: int, scores: Sequence[int], title: str = "", date: str = "2025-06-06", **others: object
) -> ItemSummary:
    """An item of these scores; a slice of score 0 has no hit."""
    figures = profile(scores).figures
    values = np.array(scores, dtype=np.int8)
    made = ItemSummary(
        id=number,
        slug=f"item-{number}",
        title=title or f"Talk number {number}",
        show="Night Desk",
        shelf="",
        thread="",
        date=date,
        tags=(),
        sample=False,
        duration_ms=3_661_000,
        characters=1000 * len(scores),
        median=figures.median,
        mean=figures.mean,
        p10=figures.p10,
        p90=figures.p90,
        leaning=FRAMEWORK.band_of(figures.mean).id if scores else "",
        lens="Society",
        confidence="high",
        basis="Transcript-informed",
        scores=values,
        evidence=values != 0,
    )
    return replace(made, **others)  # type: ignore[arg-type]


def library(count: int, seed: int = 1, undated: float = 0.1) -> list[ItemSummary]:
    """So many items of all dates, lengths and leanings."""
    chance = np.random.default_rng(seed)
    made = []
    for number in range(1, count + 1):
        scores = np.clip(chance.normal(chance.normal(0, 20), 15, int(chance.integers(3, 150))), -100, 100)
        day = f"20{chance.integers(18, 27)}-{chance.integers(1, 13):02}-{chance.integers(1, 29):02}"
        made.append(summary(number, [int(score) for score in scores], date="" if chance.random() < undated else day))
    return made
