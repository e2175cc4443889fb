"""What keeps a framework from being used: each case told at its place, in a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from reader.domain.framework import WHOLE_SENTENCE, Band, ContextRule, Framework, Lens, Term
from reader.domain.framework_problems import clean_id, clean_pattern, problems
from reader.domain.record import replaced
from reader.domain.slicing import SlicingRules
from reader.errors import FrameworkError
from reader.formats.framework_file import parse_framework
from reader.formats.framework_writer import write_framework
from reader.services.frameworks import built_in_framework

SOUND = Framework(
    id="tides",
    version="1.0",
    name="Tides",
    negative_pole="Ebb",
    middle="Slack",
    positive_pole="Flood",
    bands=(
        Band("ebb", "Ebb", -100, -12, "negative"),
        Band("slack", "Slack", -11, 11, "middle"),
        Band("flood", "Flood", 12, 100, "positive"),
    ),
    lenses=(Lens("sea", "Sea", ("sea", "wave*")),),
    terms=(Term("rise", 1.0), Term("fall", -1.0, exceptions=("fall asleep",))),
    context_rules=(ContextRule("negation", ("not",), -0.2, 3), ContextRule("question", (), 0.6, 0)),
    resistance=0.1,
)
BANDS = SOUND.bands


def bands(**changes: Any) -> tuple[Band, ...]:
    """The bands with fields of the middle one changed."""
    return (BANDS[0], replaced(BANDS[1], **changes), BANDS[2])


BROKEN: list[tuple[dict[str, Any], str, int, str]] = [
    ({"name": " "}, "name", -1, ""),
    ({"version": ""}, "version", -1, ""),
    ({"middle": ""}, "middle", -1, ""),
    ({"id": "Two Words"}, "id", -1, ""),
    ({"bands": BANDS[:2]}, "bands", -1, ""),
    ({"bands": bands(least=-10)}, "bands", 1, "greatest"),
    ({"bands": bands(name="")}, "bands", 1, "name"),
    ({"bands": bands(id="ebb")}, "bands", 0, "name"),
    ({"bands": bands(tone="positive")}, "bands", 1, "tone"),
    ({"bands": (replaced(BANDS[0], tone="middle"), *BANDS[1:])}, "bands", 0, "tone"),
    ({"bands": (*BANDS[:2], replaced(BANDS[2], greatest=90))}, "bands", 2, "greatest"),
    ({"terms": ()}, "terms", -1, ""),
    ({"terms": (Term("rise", 0.0),)}, "terms", 0, "weight"),
    ({"terms": (Term("rise", 11.0),)}, "terms", 0, "weight"),
    ({"terms": (Term("rise", float("nan")),)}, "terms", 0, "weight"),
    ({"terms": (Term("rise", 1.0), Term("rise", 2.0))}, "terms", 0, "pattern"),
    ({"terms": (Term("rise", 1.0, exceptions=("sea level",)),)}, "terms", 0, "exceptions"),
    ({"terms": (Term("rise", 1.0, exceptions=("rise",)),)}, "terms", 0, "exceptions"),
    ({"terms": (Term("rise", 1.0, exceptions=("rise up",)), Term("rise up", 2.0))}, "terms", 0, "exceptions"),
    ({"lenses": ()}, "lenses", -1, ""),
    ({"lenses": (Lens("sea", "", ("sea",)),)}, "lenses", 0, "name"),
    ({"lenses": (Lens("sea", "Sea", ()),)}, "lenses", 0, "patterns"),
    ({"lenses": (Lens("sea", "Sea", ("sea",)), Lens("land", "Land", ("sea",)))}, "lenses", 1, "patterns"),
    ({"lenses": (Lens("sea", "Sea", ("sea",)), Lens("land", "sea", ("land",)))}, "lenses", 0, "name"),
    ({"context_rules": (ContextRule("negation", ("not",), -1.0, 3),)}, "context_rules", 0, "factor"),
    ({"context_rules": (ContextRule("hedge", ("may",), 1.5, 3),)}, "context_rules", 0, "factor"),
    ({"context_rules": (ContextRule("hedge", (), 0.5, 3),)}, "context_rules", 0, "patterns"),
    ({"context_rules": (ContextRule("hedge", ("may",), 0.5, 0),)}, "context_rules", 0, "before"),
    ({"context_rules": (ContextRule("hedge", ("may",), 0.5, 3, 0, ("but not",)),)}, "context_rules", 0, "stops"),
    ({"resistance": 0.0}, "resistance", -1, ""),
    ({"slicing": SlicingRules(900, 1000, 1050)}, "slicing", -1, ""),
]


def test_what_is_sound_has_no_problem() -> None:
    assert problems(SOUND) == ()
    assert problems(built_in_framework()) == ()


@pytest.mark.parametrize(("changes", "place", "at", "field"), BROKEN)
def test_each_fault_is_told_at_its_place(changes: dict[str, Any], place: str, at: int, field: str) -> None:
    found = problems(replaced(SOUND, **changes))
    assert (place, at, field) in [(problem.place, problem.at, problem.field) for problem in found]
    assert all(problem.text.strip()[0].isupper() or problem.text[0] in "“0" for problem in found)


@pytest.mark.parametrize(("changes", "place", "at", "field"), BROKEN)
def test_no_fault_passes_here_that_a_file_is_refused_for(
    changes: dict[str, Any], place: str, at: int, field: str
) -> None:
    del place, at, field
    broken = replaced(SOUND, **changes)
    with pytest.raises(FrameworkError):
        parse_framework(write_framework(broken), "tides.toml")


def test_what_passes_here_can_be_written_and_read_again() -> None:
    far = ContextRule("reported", ("said",), 0.5, WHOLE_SENTENCE, 2, ("but",))
    framework = replaced(SOUND, context_rules=(*SOUND.context_rules, far))
    assert problems(framework) == ()
    assert parse_framework(write_framework(framework), "tides.toml") == framework


@pytest.mark.parametrize(
    ("written", "pattern"),
    [("Rate-Hike*", "rate hike*"), ("  don’t   panic ", "don't panic"), ("*ISM", "*ism"), ("Straße", "strasse")],
)
def test_patterns_are_taken_as_the_search_compares_them(written: str, pattern: str) -> None:
    assert clean_pattern(written) == pattern


@pytest.mark.parametrize("written", ["", "  ", "*", "a*b", "rate, hike", "'"])
def test_what_no_text_can_hold_is_no_pattern(written: str) -> None:
    with pytest.raises(ValueError, match="Write words of letters"):
        clean_pattern(written)


@pytest.mark.parametrize(
    ("name", "expected"), [("Risk & reward", "risk-reward"), ("Zürich 2", "zurich-2"), ("…", ""), ("A  -- B", "a-b")]
)
def test_ids_are_made_from_names(name: str, expected: str) -> None:
    assert clean_id(name) == expected
