"""The built-in framework as shipped: what it makes of plain sentences, its terms, and what it says of itself."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from reader.domain.framework import Framework, fingerprint
from reader.domain.scoring import Scorer
from reader.formats.framework_file import read_framework
from reader.paths import resource
from tests.frameworks import sentences

CLEAR = 15
"""Score from which a single sentence is clearly on one side."""
NEAR_ZERO = 8
STOP_WORDS = """
a about after again all also am an and any are as at be because been before being between both but by did do does
doing down during each few for from further had has have having he her here hers him his how i if in into is it its
itself just me most my no nor not of off on once only or other our out over own same she should so some such than that
the their them then there these they this those through to too under until up very was we were what when where which
while who whom why will with would you your yeah um uh like know mean really think going gonna kind sort thing things
lot
"""
SPEAKER = re.compile(r"^\*\*([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)+):?\*\*", re.MULTILINE)
SHOWS = ("axrp", "practical ai", "changelog", "the gradient", "lesswrong")


@pytest.fixture(scope="module")
def framework() -> Framework:
    return read_framework(resource("frameworks", "risk-opportunity.toml"))


@pytest.fixture(scope="module")
def scorer(framework: Framework) -> Scorer:
    return Scorer(framework)


@pytest.mark.parametrize("text", sentences.RISK)
def test_danger_and_harm_lean_to_risk(scorer: Scorer, text: str) -> None:
    assert scorer.score(text).score <= -CLEAR


@pytest.mark.parametrize("text", sentences.OPPORTUNITY)
def test_benefit_and_progress_lean_to_opportunity(scorer: Scorer, text: str) -> None:
    assert scorer.score(text).score >= CLEAR


@pytest.mark.parametrize("text", sentences.NEITHER)
def test_technique_and_small_talk_lean_nowhere(scorer: Scorer, text: str) -> None:
    assert abs(scorer.score(text).score) <= NEAR_ZERO


@pytest.mark.parametrize(("plain", "negated"), sentences.NEGATED)
def test_what_is_negated_never_counts_in_full(scorer: Scorer, plain: str, negated: str) -> None:
    assert scorer.score(plain).score
    for hit in scorer.score(negated).hits:
        assert abs(hit.factor) < 0.5
    assert scorer.score(negated).score * scorer.score(plain).score <= 0


@pytest.mark.parametrize(("plain", "weaker"), sentences.WEAKER)
def test_hedged_asked_reported_and_averted_counts_less(scorer: Scorer, plain: str, weaker: str) -> None:
    assert 0 < _strongest(scorer, weaker) < _strongest(scorer, plain)


@pytest.mark.parametrize(("plain", "stronger"), sentences.STRONGER)
def test_stressed_counts_more(scorer: Scorer, plain: str, stronger: str) -> None:
    assert _strongest(scorer, stronger) > _strongest(scorer, plain)


@pytest.mark.parametrize(("plain", "with_cue"), sentences.UNTOUCHED)
def test_a_cue_ends_where_the_sentence_turns(scorer: Scorer, plain: str, with_cue: str) -> None:
    assert _strongest(scorer, with_cue) == _strongest(scorer, plain)


def test_there_are_enough_sentences() -> None:
    assert len({*sentences.RISK, *sentences.OPPORTUNITY, *sentences.NEITHER}) >= 60


def test_it_says_how_it_was_made_and_its_checks_are_of_this_very_lexicon(framework: Framework) -> None:
    assert framework.version == "1.0"
    for word in ("How good it is", "The seed page", "Known failures", "Limits"):
        assert f"**{word}.**" in framework.making
    assert len(framework.checks) >= 3
    assert {check.fingerprint for check in framework.checks} == {fingerprint(framework)}


def test_every_term_is_a_judged_one_with_its_sign_and_its_exceptions(framework: Framework) -> None:
    path = Path(__file__).parents[2] / "resources" / "frameworks" / "making" / "terms.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        judged = {row["pattern"]: row for row in csv.DictReader(file, delimiter="\t")}
    for term in framework.terms:
        row = judged[term.pattern]
        size = abs(float(row["weight"]))
        assert term.weight * float(row["weight"]) > 0, term.pattern
        assert abs(term.weight) <= 2 * size + 0.5 + 1e-9, term.pattern
        assert term.exceptions == tuple(filter(None, row["exceptions"].split("|")))
        assert term.emphasis == row["emphasis"]
        assert term.emphasis


def test_no_term_is_made_of_stop_words(framework: Framework) -> None:
    stop = frozenset(STOP_WORDS.split())
    assert [term.pattern for term in framework.terms if stop.issuperset(term.pattern.split())] == []


def test_no_term_is_a_name_of_a_speaker_or_a_show(framework: Framework, shared: Path) -> None:
    """A word that is somebody's name may be a term only where it mostly is not a name ("hope", "will")."""
    names: set[str] = set()
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for path in (shared / "data").glob("*/*.m*"):
        text = path.read_text(encoding="utf-8")
        names.update(name.casefold() for name in SPEAKER.findall(text))
        for word in re.findall(r"[^\W\d_]+", text):
            (capital if word[0].isupper() else small)[word.casefold()] += 1
    assert len(names) > 300
    parts = {part for name in names for part in name.split()}
    for term in framework.terms:
        pattern = term.pattern.replace("*", "")
        assert not any(name in f" {pattern} " for name in (f" {full} " for full in names)), pattern
        assert not any(show in pattern for show in SHOWS), pattern
        for word in pattern.split():
            assert word not in parts or small[word] > capital[word], pattern


def test_each_term_is_found(framework: Framework, scorer: Scorer) -> None:
    """No term is hidden behind another one or behind an exception."""
    for term in framework.terms:
        text = term.pattern.replace("*", "")
        assert term.pattern in {hit.term for hit in scorer.score(text).hits} or "*" in term.pattern, term.pattern


def _strongest(scorer: Scorer, text: str) -> float:
    return max(abs(hit.weight * hit.factor) for hit in scorer.score(text).hits)
