"""Writing framework files: what is written is read again as the same framework."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings

from reader.domain.framework import Framework, Term, fingerprint
from reader.domain.record import replaced
from reader.formats.framework_file import parse_framework, read_framework
from reader.formats.framework_writer import WIDTH, write_framework
from reader.paths import resource
from tests.formats.making_frameworks import frameworks
from tests.formats.small_framework import SMALL

SHIPPED = sorted(resource("frameworks").glob("*.toml"))


@given(frameworks())
@settings(max_examples=60)
def test_any_framework_comes_back_as_it_was(framework: Framework) -> None:
    written = write_framework(framework)
    assert parse_framework(written, "a.toml") == framework
    assert write_framework(parse_framework(written, "a.toml")) == written


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_those_of_the_program_come_back_as_they_were(path: Path) -> None:
    framework = read_framework(path)
    again = parse_framework(write_framework(framework), path.name)
    assert again == framework
    assert fingerprint(again) == fingerprint(framework)


def test_a_term_takes_one_line_and_long_lists_several() -> None:
    framework = read_framework(resource("frameworks", "risk-opportunity.toml"))
    lines = write_framework(framework).splitlines()
    plain = sum(not term.exceptions for term in framework.terms)
    assert sum(line.startswith('"') and " = " in line for line in lines) >= len(framework.terms)
    assert plain
    assert all(len(line) <= WIDTH for line in lines if line.startswith(("terms", "words", "    ")))


def test_the_note_of_most_terms_stands_over_their_group() -> None:
    notes = ("both", "both", "own", "")
    terms = tuple(Term(f"word{at}", -1.0, "a", note) for at, note in enumerate(notes))
    framework = replaced(parse_framework(SMALL, "a"), terms=(*terms, Term("word9", 1.0, "a", "both")))
    written = write_framework(framework)
    assert written.count('note = "both"') == 1
    assert '"word2" = { weight = -1, note = "own" }' in written
    assert '"word3" = { weight = -1, note = "" }' in written
    assert parse_framework(written, "a") == framework


@pytest.mark.parametrize(
    "text",
    ['ends in "', 'has """ in it', 'ends in """', "back\\slash", "a\ttab", "\n\nlines\n", " \x7f\x00", "'''", "日本 ’"],
)
def test_any_text_may_tell_how_it_was_made(text: str) -> None:
    framework = replaced(parse_framework(SMALL, "a"), making=text, description=text)
    again = parse_framework(write_framework(framework), "a")
    assert (again.making, again.description) == (text, text)


def test_terms_that_a_library_has_struck_out_stay_in_the_file() -> None:
    framework = parse_framework(SMALL, "a")
    assert write_framework(framework.without(["ease"])) == write_framework(framework)


def test_it_is_plain_toml() -> None:
    content = tomllib.loads(write_framework(parse_framework(SMALL, "a")))
    assert content["lexicon"][0]["terms"]["hike*"] == {
        "weight": -1.5,
        "note": "own",
        "exceptions": ["tax hike*", "went on a hike"],
    }
    assert content["context"][1]["before"] == "sentence"
