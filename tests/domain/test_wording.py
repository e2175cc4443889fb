"""How figures, times and dates are written."""

from __future__ import annotations

import numpy as np
import pytest

from reader.domain.framework import Framework
from reader.domain.statistics import figures
from reader.domain.wording import card_figures, clock, count, date_long, figures_sentence, integer, signed


def test_the_sentence_of_figures(small_framework: Framework) -> None:
    stats = figures(np.array([-38, -20, 0, 0, 0, 0]), small_framework)
    assert figures_sentence(stats, small_framework) == (
        "Across 6 full-transcript segments: median 0 · mean −10 · spread −38 to 0 (p10–p90 −29 to 0) · "
        "33% risk-forward, 67% mixed, 0% opportunity-forward slices."
    )


def test_an_item_without_slices_says_so(small_framework: Framework) -> None:
    assert figures_sentence(figures([], small_framework), small_framework) == "No transcript, so no figures."


@pytest.mark.parametrize(("value", "text"), [(9, "+9"), (0, "0"), (-37, "−37"), (-0.4, "0"), (0.5, "+1")])
def test_signed(value: float, text: str) -> None:
    assert signed(value) == text


def test_integer_has_a_true_minus_sign() -> None:
    assert integer(-6.2) == "\u22126"


@pytest.mark.parametrize(("ms", "text"), [(0, "0:00"), (7_999, "0:07"), (61_000, "1:01"), (7_670_000, "2:07:50")])
def test_clock(ms: int, text: str) -> None:
    assert clock(ms) == text


@pytest.mark.parametrize(
    ("iso", "text"),
    [("2025-06-06", "6 Jun 2025"), ("2025-06", "Jun 2025"), ("2025", "2025"), ("", ""), ("2025-13-01", "2025-13-01"),
     ("spring", "spring")],
)  # fmt: skip
def test_date_long(iso: str, text: str) -> None:
    assert date_long(iso) == text


def test_count_and_card() -> None:
    assert count("cue", 3301) == "3,301 cues"
    assert count("slice", 1) == "1 slice"
    assert card_figures(0, -3.4, 102) == "Med 0 · avg −3 · 102 slices"
