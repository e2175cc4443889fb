"""Scoring the 357 real files: no hit differs from the written rules, and every slice's ledger adds up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.domain.framework import Framework, round_half_away
from reader.domain.hits import SliceScore
from reader.domain.lexicon import PatternFinder
from reader.domain.scoring import Scorer
from reader.domain.slicing import cut
from reader.domain.words import Words
from reader.formats.framework_file import read_framework
from reader.formats.reading import parse_bytes
from reader.paths import resource
from tests.domain.naive import NaiveScorer, naive_exact

FILES = 357
EVERY = 40
"""One slice of so many is looked at where looking at all of them takes long."""


@pytest.fixture(scope="module")
def framework() -> Framework:
    return read_framework(resource("frameworks", "risk-opportunity.toml"))


@pytest.fixture(scope="module")
def slices(shared: Path) -> list[str]:
    """The text of every slice of the real files."""
    files = [*(shared / "data" / "axrp").glob("*.markdown"), *(shared / "data" / "practical-ai").glob("*.md")]
    assert len(files) == FILES
    texts = []
    for path in sorted(files):
        transcript = parse_bytes(path.read_bytes(), path.name, None).transcript
        texts += [transcript.text[part.start : part.end] for part in cut(transcript)]
    return texts


@pytest.fixture(scope="module")
def scored(framework: Framework, slices: list[str]) -> list[SliceScore]:
    return Scorer(framework).score_many(slices)


def test_the_ledger_of_every_slice_adds_up(slices: list[str], scored: list[SliceScore]) -> None:
    assert len(scored) == len(slices) > 10_000
    for text, one in zip(slices, scored, strict=True):
        total = 0.0
        end = 0
        for hit in one.hits:
            total += hit.contribution
            assert end <= hit.start < hit.end <= len(text)
            end = hit.end
        assert total == one.exact
        assert one.score == round_half_away(one.exact)
        assert abs(one.score) <= 100


def test_every_hit_stands_where_its_place_says(slices: list[str], scored: list[SliceScore]) -> None:
    known: set[tuple[str, str]] = set()
    for text, one in zip(slices, scored, strict=True):
        for hit in one.hits:
            known.add((hit.term, text[hit.start : hit.end]))
    assert len(known) > 1_000
    finders = {term: PatternFinder([term]) for term, _ in known}
    for term, quoted in known:
        words = Words(quoted)
        assert finders[term].find(words) == [[(0, 0, len(words) - 1)]], (term, quoted)
        assert words.span(0, len(words) - 1) == (0, len(quoted))


def test_text_by_text_gives_the_same_as_all_at_once(
    framework: Framework, slices: list[str], scored: list[SliceScore]
) -> None:
    scorer = Scorer(framework)
    differing = [text for text, one in zip(slices[::EVERY], scored[::EVERY], strict=True) if scorer.score(text) != one]
    assert differing == []
    for text, one in zip(slices, scored, strict=True):
        if not text.isascii():
            assert scorer.score(text) == one


def check_against_the_rules(framework: Framework, sample: Iterator[tuple[str, SliceScore]]) -> None:
    naive = NaiveScorer(framework)
    for text, one in sample:
        expected = naive.hits(text)
        assert [tuple(hit[:5]) for hit in one.hits] == expected, text
        assert one.exact == pytest.approx(naive_exact(framework, text, expected), abs=1e-9)


def test_no_hit_of_a_sample_differs_from_the_written_rules(
    framework: Framework, slices: list[str], scored: list[SliceScore]
) -> None:
    check_against_the_rules(framework, zip(slices[::EVERY], scored[::EVERY], strict=True))


@pytest.mark.slow
def test_no_hit_of_a_third_of_all_real_talk_differs_from_the_written_rules(
    framework: Framework, slices: list[str], scored: list[SliceScore]
) -> None:
    check_against_the_rules(framework, zip(slices[1::3], scored[1::3], strict=True))
