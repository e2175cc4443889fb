"""How figures, times and dates are written."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.evidence import Evidence
from reader.domain.fragility import Fragility
from reader.domain.fragility_wording import fragility_explained
from reader.domain.framework import Framework
from reader.domain.headline import profile_of
from reader.domain.profile import Profile
from reader.domain.record import replaced
from reader.domain.statistics import figures
from reader.domain.wording import (
    card_figures,
    clock,
    confidence_explained,
    count,
    date_long,
    figures_sentence,
    integer,
    lens_explained,
    listed,
    reading_sentence,
    share,
    signed,
)


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


def profile(framework: Framework, scores: list[int], hits: list[int] | None = None, **changes: Any) -> Profile:
    counts = hits if hits is not None else [1] * len(scores)
    found = Evidence(array("b", scores), array("i", counts), {}, (40, 10))
    made = profile_of(found, framework, "f" * 16, evidence_mode="interview", caption_quality="fair")
    return replaced(made, **changes)


def test_the_reading(small_framework: Framework) -> None:
    one = profile(small_framework, [0] * 40)
    assert reading_sentence(one, small_framework) == (
        "Mixed leaning, primarily in the Society lens. Evidence mode: interview. Confidence: high."
    )
    assert reading_sentence(replaced(one, second_lens="Health"), small_framework) == (
        "Mixed leaning, primarily in the Society lens, with Health close behind. "
        "Evidence mode: interview. Confidence: high."
    )
    assert reading_sentence(replaced(one, lens="", leaning="hawkish"), small_framework) == (
        "hawkish leaning. Evidence mode: interview. Confidence: high."
    )


def test_the_lens_explained(small_framework: Framework) -> None:
    one = profile(small_framework, [0])
    assert lens_explained(one) == ("80% of the words that show a lens are of Society.",)
    assert lens_explained(replaced(one, second_lens="Health"))[1:] == ("Health comes close to it.",)
    assert lens_explained(replaced(one, lens="")) == ("No words of any lens were found.",)


def test_the_confidence_explained(small_framework: Framework) -> None:
    high = profile(small_framework, [-6] * 124, [1] * 90 + [0] * 34)
    assert confidence_explained(high) == (
        "124 slices, 90 of them with evidence (73%).",
        "The mean is \u22126, its 95% bootstrap interval \u22126 to \u22126.",
        "Captions of fair quality: names and technical terms may be mis-heard.",
    )
    low = profile(small_framework, [0] * 8, [1, 0, 0, 0, 0, 0, 0, 0])
    assert confidence_explained(low)[-1] == (
        "Low because of the number of slices and the share of slices with evidence."
    )
    assert "Too few slices" in confidence_explained(profile(small_framework, [5, 6]))[1]
    poor = profile(small_framework, [0] * 40, caption_quality="poor", confidence="medium")
    assert confidence_explained(poor)[-1] == "Medium because of the quality of the captions."
    assert confidence_explained(profile(small_framework, [])) == ("There is no transcript, so nothing to rely on.",)


@given(st.lists(st.integers(-100, 100), min_size=1, max_size=60), st.data())
def test_a_confidence_below_high_says_why(small_framework: Framework, scores: list[int], data: st.DataObject) -> None:
    hits = [data.draw(st.integers(1 if score else 0, 2)) for score in scores]
    one = profile(small_framework, scores, hits)
    sentences = confidence_explained(one)
    assert sentences[-1].startswith(f"{one.confidence.capitalize()} because") == (one.confidence != "high")
    assert all(sentence.endswith(".") for sentence in sentences)


@pytest.mark.parametrize(
    ("hinges", "cuts", "holding", "expected"),
    [
        (["risk", "", "doom*"], 10, 10, ("2 of 3 slices hinge on one word: without it another band.",
                                         "The leaning (Mixed) holds in all 10 shifted cuts.")),
        (["risk", "", ""], 10, 7, ("1 of 3 slices hinges on one word: without it another band.",
                                   "The leaning (Mixed) holds in 7 of 10 shifted cuts.")),
        (["", ""], 10, 0, ("No slice hinges on one word.",
                           "The leaning (Mixed) holds in 0 of 10 shifted cuts.")),
        (["risk"], 0, 0, ("1 of 1 slice hinges on one word: without it another band.",)),
    ],
)  # fmt: skip
def test_the_fragility_explained(
    small_framework: Framework, hinges: list[str], cuts: int, holding: int, expected: tuple[str, ...]
) -> None:
    found = Fragility(array("b"), array("b"), tuple(hinges), cuts, holding, "mixed")
    assert fragility_explained(found, small_framework) == expected


@pytest.mark.parametrize(
    ("part", "text"),
    [(0, "0%"), (0.001, "<1%"), (0.005, "1%"), (0.734, "73%"), (0.996, ">99%"), (1, "100%")],
)
def test_share(part: float, text: str) -> None:
    assert share(part) == text


def test_listed() -> None:
    assert [listed(names) for names in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == ["", "a", "a and b", "a, b and c"]
