"""The bullets: what they say is true of the figures, whatever the figures are."""

from __future__ import annotations

import re
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.evidence import BALANCE_POINTS, Evidence, balances, gathered
from reader.domain.framework import Band, Framework
from reader.domain.reasons import BALANCED_SHARE, EMPHASIS_SHARE, PEAK_DISTANCE, SPARSE_SHARE, emphases, reasons
from reader.domain.record import replaced
from reader.domain.scoring import Scorer
from reader.domain.statistics import figures
from tests.domain.test_scoring import TEXT

SUBJECTS = ("", "safety", "labor market", "benefits", "enthusiasm")
SLICES = st.lists(st.tuples(st.integers(-100, 100), st.integers(0, 12)), min_size=1, max_size=60)
STRENGTHS = st.dictionaries(st.sampled_from(SUBJECTS), st.floats(0, 5000), max_size=5)


@st.composite
def found(draw: st.DrawFn) -> Evidence:
    """Evidence as scoring could give it: no score without a hit."""
    slices = draw(SLICES)
    hits = [number or int(score != 0) for score, number in slices]
    strengths = draw(STRENGTHS) if any(hits) else {}
    balanced = draw(st.integers(0, sum(number > 1 for number in hits)))
    return Evidence(array("b", [score for score, _ in slices]), array("i", hits), strengths, (), balanced)


def told(evidence: Evidence, framework: Framework, second_lens: str = "", scored: str = "") -> tuple[str, ...]:
    return reasons(evidence, figures(evidence.scores, framework), framework, second_lens, scored)


def hawks(framework: Framework) -> Framework:
    """The same with other poles, to see that none is hard-wired."""
    bands = (
        Band("hawkish", "Hawkish", -100, -20, "negative"),
        Band("neutral", "Neutral", -19, 19, "middle"),
        Band("dovish", "Dovish", 20, 100, "positive"),
    )
    return replaced(framework, negative_pole="Hawkish", middle="Neutral", positive_pole="Dovish", bands=bands)


@given(found())
def test_a_peak_is_named_only_where_one_is(small_framework: Framework, evidence: Evidence) -> None:
    scores = list(evidence.scores)
    median = figures(scores, small_framework).median
    bullets = " ".join(told(evidence, small_framework))
    below = [score for score in scores if median - score >= PEAK_DISTANCE]
    above = [score for score in scores if score - median >= PEAK_DISTANCE]
    assert ("much more risk-forward" in bullets) == (bool(below) and min(scores) < 0)
    assert ("much less opportunity-forward" in bullets) == (bool(below) and min(scores) >= 0)
    assert ("much more opportunity-forward" in bullets) == (bool(above) and max(scores) > 0)
    assert ("much less risk-forward" in bullets) == (bool(above) and max(scores) <= 0)
    assert len(re.findall(r"a stretch much", bullets)) == (len(below) == 1) + (len(above) == 1)
    assert len(re.findall(r"stretches much", bullets)) == (len(below) > 1) + (len(above) > 1)


@given(found())
def test_what_is_emphasized_passes_the_bar_and_comes_strongest_first(
    small_framework: Framework, evidence: Evidence
) -> None:
    total = sum(evidence.strengths.values())
    named = [bullet.removeprefix("Emphasizes ") for bullet in told(evidence, small_framework) if "Emphasizes" in bullet]
    assert len(named) == len(set(named)) <= 2
    strengths = [evidence.strengths[subject] for subject in named]
    assert strengths == sorted(strengths, reverse=True)
    assert all(strength >= EMPHASIS_SHARE * total > 0 for strength in strengths)
    rest = [strength for subject, strength in evidence.strengths.items() if subject and subject not in named]
    assert not named or all(strength <= min(strengths) or len(named) < 2 for strength in rest)
    assert "" not in named


@given(found())
def test_figures_in_the_bullets_are_the_figures(small_framework: Framework, evidence: Evidence) -> None:
    stats = figures(evidence.scores, small_framework)
    bullets = told(evidence, small_framework)
    slices = "slice" if stats.slices == 1 else "slices"
    (whole,) = [bullet for bullet in bullets if bullet.startswith("Full transcript")]
    assert whole.startswith(f"Full transcript scored in {stats.slices} sequential {slices} (median slice ")
    assert float(whole[whole.index("median slice ") + 13 : -2].replace("\u2212", "-")) == pytest.approx(
        stats.median, abs=0.5
    )
    with_hits = sum(map(bool, evidence.hit_counts))
    sparse = [bullet for bullet in bullets if "of the lexicon" in bullet]
    assert bool(sparse) == (with_hits < SPARSE_SHARE * stats.slices)
    if sparse and with_hits:
        verb = "holds" if with_hits == 1 else "hold"
        assert sparse == [f"Only {with_hits} of {stats.slices} {slices} {verb} words of the lexicon."]
    balance = [bullet for bullet in bullets if "balance" in bullet]
    assert bool(balance) == (evidence.balanced >= max(1, BALANCED_SHARE * stats.slices))
    if balance:
        number = "1 slice" if evidence.balanced == 1 else f"{evidence.balanced} slices"
        assert balance == [f"Risk-forward and opportunity-forward words balance each other in {number}."]


@given(found())
def test_no_bullet_contradicts_another(small_framework: Framework, evidence: Evidence) -> None:
    bullets = told(evidence, small_framework)
    assert len(bullets) == len(set(bullets))
    text = " ".join(bullets)
    assert not ("more risk-forward than" in text and "less opportunity-forward than" in text)
    assert not ("more opportunity-forward than" in text and "less risk-forward than" in text)
    if "No slice holds" in text:
        assert len(bullets) == 2
    assert text.count("of the lexicon") <= 1


@given(found(), st.sampled_from(["", "Core safety"]))
def test_only_the_poles_of_the_framework_are_named(
    small_framework: Framework, evidence: Evidence, second_lens: str
) -> None:
    text = " ".join(told(evidence, hawks(small_framework), second_lens)).lower()
    assert "risk" not in text
    assert "opportunity" not in text
    assert ("speaks nearly as much through the core safety lens" in text) == bool(second_lens)


def test_the_manner_of_the_page(small_framework: Framework) -> None:
    scores = [0] * 100 + [-25] * 24
    evidence = Evidence(array("b", scores), array("i", [1] * 124), {"safety": 300.0, "labor market": 200.0}, ())
    assert told(evidence, small_framework) == (
        "Emphasizes safety",
        "Emphasizes labor market",
        "Full transcript scored in 124 sequential slices (median slice 0).",
        "Includes stretches much more risk-forward than the typical slice \u2014 see trail peaks.",
    )


def test_one_hit_in_two_hours_is_no_emphasis() -> None:
    assert emphases({"safety": 12.0}, 124) == []
    assert emphases({"safety": 62.0}, 124) == ["safety"]
    assert emphases({}, 10) == []


def test_equal_subjects_are_named_in_the_order_of_the_alphabet() -> None:
    assert emphases({"safety": 9.0, "benefits": 9.0, "": 50.0}, 3) == ["benefits", "safety"]


def test_another_coverage_can_be_told(small_framework: Framework) -> None:
    evidence = Evidence(array("b", [0, 0]), array("i", [1, 1]), {}, ())
    assert told(evidence, small_framework, scored="Ada scored in 2 of 9 slices") == (
        "Ada scored in 2 of 9 slices (median slice 0).",
    )


def test_nothing_scored_is_all_there_is_to_say(small_framework: Framework) -> None:
    assert told(Evidence(array("b"), array("i"), {}, ()), small_framework) == (
        "No transcript: nothing could be scored.",
    )


@pytest.mark.parametrize(
    ("negative", "positive", "expected"),
    [(5, 5, True), (4.9, 5, False), (20, 30, True), (20, 31, False), (0, 0, False), (30, 20, True)],
)
def test_balancing(negative: float, positive: float, expected: bool) -> None:
    assert balances(negative, positive) is expected


@given(st.lists(TEXT, max_size=8))
def test_evidence_is_gathered_from_the_hits(small_framework: Framework, texts: list[str]) -> None:
    scorer = Scorer(small_framework)
    scored = [scorer.score(text) for text in texts]
    evidence = gathered(scored, (1, 2))
    assert list(evidence.scores) == [one.score for one in scored]
    assert list(evidence.hit_counts) == [len(one.hits) for one in scored]
    points = [(hit.emphasis, abs(hit.contribution)) for one in scored for hit in one.hits]
    for subject in {subject for subject, _ in points}:
        assert evidence.strengths[subject] == pytest.approx(sum(p for name, p in points if name == subject))
    sides = [
        (sum(-h.contribution for h in one.hits if h.contribution < 0),
         sum(h.contribution for h in one.hits if h.contribution > 0))
        for one in scored
    ]  # fmt: skip
    sure = [min(a, b) - max(BALANCE_POINTS, max(a, b) / 1.5) for a, b in sides]
    assert sum(x > 1e-9 for x in sure) <= evidence.balanced <= sum(x > -1e-9 for x in sure)
