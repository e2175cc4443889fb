"""The rules of the headline: leaning, lens, basis, and the figures that go with them."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.confidence import confidence
from reader.domain.evidence import Evidence
from reader.domain.framework import Framework
from reader.domain.headline import BASES, CLOSE_LENS, Lenses, basis, leaning, lenses, profile_of
from reader.domain.interval import mean_interval
from reader.domain.profile import Figures
from reader.domain.statistics import figures

SCORES = st.lists(st.integers(-100, 100), max_size=80)


def stats(median: float, risk: int, opportunity: int) -> Figures:
    shares = {"risk-forward": risk, "mixed": 100 - risk - opportunity, "opportunity-forward": opportunity}
    return Figures(50, median, median, -50, 50, -20, 20, shares)


@pytest.mark.parametrize(
    ("median", "risk", "opportunity", "expected"),
    [
        (0, 10, 10, "mixed"),
        (-20, 60, 0, "risk-forward"),
        (14, 0, 55, "opportunity-forward"),
        (0, 45, 5, "risk-forward"),
        (0, 45, 30, "mixed"),
        (3, 4, 40, "opportunity-forward"),
        (0, 39, 0, "mixed"),
    ],
)
def test_leaning(small_framework: Framework, median: float, risk: int, opportunity: int, expected: str) -> None:
    assert leaning(stats(median, risk, opportunity), small_framework) == expected


@given(SCORES)
def test_the_leaning_turned_round_is_that_of_the_scores_turned_round(
    small_framework: Framework, scores: list[int]
) -> None:
    """The bands of this framework are the same on both sides; so is the rule, but for shares rounded to 100. Nothing
    leans nowhere.
    """
    opposite = {
        "risk-forward": "opportunity-forward", "mixed": "mixed", "opportunity-forward": "risk-forward", "": ""
    }  # fmt: skip
    there = figures(scores, small_framework)
    back = figures([-score for score in scores], small_framework)
    turned = {opposite[band]: share for band, share in there.shares.items()}
    if turned == back.shares:
        assert leaning(back, small_framework) == opposite[leaning(there, small_framework)]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 0), Lenses()),
        ((), Lenses()),
        ((3, 0), Lenses("Society", 1.0)),
        ((1, 4), Lenses("Health", 0.8)),
        ((4, 5), Lenses("Health", 5 / 9, "Society")),
        ((5, 5), Lenses("Society", 0.5, "Health")),
        ((100, 79), Lenses("Society", 100 / 179)),
    ],
)
def test_lenses(small_framework: Framework, counts: tuple[int, ...], expected: Lenses) -> None:
    assert lenses(counts, small_framework) == expected


@given(st.lists(st.integers(0, 200), min_size=2, max_size=2))
def test_a_second_lens_is_close_to_the_first(small_framework: Framework, counts: list[int]) -> None:
    found = lenses(counts, small_framework)
    by_name = {lens.name: number for lens, number in zip(small_framework.lenses, counts, strict=True)}
    if found.first:
        assert by_name[found.first] == max(counts)
        assert found.share == pytest.approx(max(counts) / sum(counts))
        assert bool(found.second) == (min(counts) >= CLOSE_LENS * max(counts))
        assert found.second != found.first
    else:
        assert not any(counts)


def test_the_basis() -> None:
    assert (basis(0), basis(12), basis(12, listened=True)) == BASES


@given(SCORES, st.data())
def test_a_profile_holds_what_it_was_drawn_from(
    small_framework: Framework, scores: list[int], data: st.DataObject
) -> None:
    hits = [data.draw(st.integers(1 if score else 0, 9)) for score in scores]
    found = Evidence(array("b", scores), array("i", hits), {"safety": 3.0}, (2, 1))
    profile = profile_of(found, small_framework, "f" * 16, evidence_mode="talk", caption_quality="fair")
    assert profile.figures == figures(scores, small_framework)
    assert (profile.mean_low, profile.mean_high) == mean_interval(scores)
    assert profile.evidence_share == pytest.approx(sum(map(bool, hits)) / len(hits) if hits else 0)
    width = profile.mean_high - profile.mean_low
    assert profile.confidence == confidence(len(scores), profile.evidence_share, width, "fair")
    assert profile.basis == ("Transcript-informed" if scores else "Metadata only")
    assert (profile.framework, profile.fingerprint) == ("small 1", "f" * 16)
    assert (profile.evidence_mode, profile.caption_quality) == ("talk", "fair")
