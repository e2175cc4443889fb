"""The built-in framework on the labelled slices, and against the script that made it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from reader.domain.framework import Framework
from reader.domain.scoring import Scorer
from reader.formats.framework_file import read_framework
from reader.paths import resource

MAKING = Path(__file__).parents[2] / "resources" / "frameworks" / "making"
LEAST_SPEARMAN, LEAST_MACRO_F1 = 0.72, 0.65
LABEL_BAND = 20
ROUNDING = 0.05
"""The step in which weights are written; another version of the libraries may round one of them the other way."""


@pytest.fixture(scope="module")
def framework() -> Framework:
    return read_framework(resource("frameworks", "risk-opportunity.toml"))


def test_the_shipped_framework_reaches_the_bars(framework: Framework, shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "gold" / "slices.jsonl").read_text(encoding="utf-8").splitlines()]
    scorer = Scorer(framework)
    scores = [scorer.score(row["text"]).score for row in rows]
    found = [framework.bands.index(framework.band_of(score)) for score in scores]
    labels = [row["score"] for row in rows]
    truth = [0 if label <= -LABEL_BAND else 2 if label >= LABEL_BAND else 1 for label in labels]
    assert _correlation(_ranks(scores), _ranks(labels)) >= LEAST_SPEARMAN
    assert sum(_f1(truth, found, band) for band in range(3)) / 3 >= LEAST_MACRO_F1


def test_its_own_checks_tell_of_figures_above_the_bars(framework: Framework) -> None:
    held_out = [dict(check.figures) for check in framework.checks if check.what == "Held out by talk"]
    assert len(held_out) == 2
    assert all(figures["Spearman"] >= LEAST_SPEARMAN for figures in held_out)
    assert all(figures["band macro-F1"] >= LEAST_MACRO_F1 for figures in held_out)


def test_the_seed_page_stays_near_its_own_figures(framework: Framework, shared: Path) -> None:
    """Where we differ, the text about the making says why: the median and the shares."""
    figures = next(dict(check.figures) for check in framework.checks if check.what == "Seed page")
    assert figures["mean"] == pytest.approx(-6, abs=3)
    assert figures["least"] == pytest.approx(-38, abs=12)
    assert figures["p10"] == pytest.approx(-21, abs=7)
    assert figures["p90"] == pytest.approx(0, abs=5)
    assert figures["% opportunity-forward"] <= 8
    assert -6 <= figures["median"] <= 0
    assert figures["% risk-forward"] < 40


def test_the_file_is_what_the_script_makes(framework: Framework, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("scipy")
    pytest.importorskip("sklearn")
    monkeypatch.syspath_prepend(str(MAKING))
    from fit_lexicon import material_of, with_lexicon  # type: ignore[import-not-found]
    from recipe import make  # type: ignore[import-not-found]

    made = with_lexicon(framework, make(material_of(framework)))
    for name in ("fit_lexicon", "recipe", "fitting", "labelled", "gold"):
        sys.modules.pop(name, None)
    assert [(band.least, band.greatest) for band in made.bands] == [(b.least, b.greatest) for b in framework.bands]
    assert [term.pattern for term in made.terms] == [term.pattern for term in framework.terms]
    for term, shipped in zip(made.terms, framework.terms, strict=True):
        assert term.weight == pytest.approx(shipped.weight, abs=ROUNDING + 1e-9)


def _ranks(values: list[int]) -> list[float]:
    """Ranks from 1; equal values share their mean rank."""
    ordered = sorted(values)
    first = {value: ordered.index(value) for value in set(values)}
    count = {value: ordered.count(value) for value in set(values)}
    return [first[value] + (count[value] + 1) / 2 for value in values]


def _correlation(ours: list[float], theirs: list[float]) -> float:
    mean, other = sum(ours) / len(ours), sum(theirs) / len(theirs)
    both = sum((a - mean) * (b - other) for a, b in zip(ours, theirs, strict=True))
    return both / (sum((a - mean) ** 2 for a in ours) * sum((b - other) ** 2 for b in theirs)) ** 0.5


def _f1(truth: list[int], found: list[int], band: int) -> float:
    right = sum(t == f == band for t, f in zip(truth, found, strict=True))
    return 2 * right / (truth.count(band) + found.count(band))
