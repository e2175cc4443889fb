"""``reader search``: what it writes, and its exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Reader


@pytest.fixture(autouse=True)
def library(reader: Reader, talks: Path) -> None:
    (talks / "broken.json").unlink()
    assert reader("import", talks).code == 0


def test_hits_are_marked_counted_and_placed(reader: Reader) -> None:
    ran = reader("search", "danger")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "on-owls  On owls  (1 hit, 1 slice)"
    assert lines[1].startswith("  #1 0:00 Ada Brook ")
    assert "A real [danger]." in lines[1]
    assert lines[-1] == "1 hit in 1 slice of 1 item."


def test_hits_in_titles_are_told_apart(reader: Reader) -> None:
    ran = reader("search", "bats OR great")
    assert "  title  On [bats]" in ran.out
    assert ran.out.endswith("3 hits in 1 slice of 1 item, 1 hit of them in titles and notes.\n")


def test_slices_that_are_the_hits_are_counted_as_slices(reader: Reader) -> None:
    lines = reader("search", "speaker:ada").out.splitlines()
    assert lines[0] == "on-owls  On owls  (1 slice)"
    assert lines[-1] == "2 slices of 2 items."


def test_json_has_the_same(reader: Reader) -> None:
    ran = reader("search", "great", "--json")
    assert ran.code == 0
    assert {key: ran.value[key] for key in ("items", "slices", "hits", "hits_in_fields", "more", "notes")} == {
        "items": 1, "slices": 1, "hits": 2, "hits_in_fields": 0, "more": False, "notes": [],
    }  # fmt: skip
    (item,) = ran.value["found"]
    assert (item["slug"], item["slices"]) == ("on-bats", [1])
    (best,) = item["best"]
    assert [best["snippet"][start:end] for start, end in best["marks"]] == ["great", "great"]
    assert (best["slice"], best["time_ms"], best["speaker"]) == (1, 0, "Ada Brook")


def test_a_band_narrows_and_an_unknown_one_is_told(reader: Reader) -> None:
    everywhere = reader("search", "a", "--json").value
    both = everywhere["hits"] - everywhere["hits_in_fields"]
    apart = [reader("search", "a", "--band", band, "--json").value["hits"] for band in ("risk", "mixed", "opp")]
    assert sum(apart) == both == 3
    unknown = reader("search", "a", "--band", "hawk")
    assert unknown.code == 0
    assert unknown.out == "Nothing was found.\n"
    assert unknown.err.startswith("No band begins with “hawk”")


def test_the_number_of_items_is_limited_not_their_count(reader: Reader) -> None:
    ran = reader("search", "real OR great", "--limit", 1)
    assert ran.out.endswith("3 hits in 2 slices of 2 items.\nThe first 1 item shown; more with --limit.\n")
    assert reader("search", "a", "--limit", "0").code == 2


def test_mistyped_words_are_helped(reader: Reader) -> None:
    assert reader("search", "dagner").out == "Nothing was found.\nDid you mean danger?\n"


def test_words_of_the_shell_with_spaces_are_phrases(reader: Reader) -> None:
    assert reader("search", "real danger", "--json").value["hits"] == 2
    assert reader("search", "real danger", "yes", "--json").value["hits"] == 2
    assert (
        reader("search", "great success", "nothing else", "--json").value["query"] == '"great success" "nothing else"'
    )


def test_nothing_asked_for_is_a_failure(reader: Reader) -> None:
    ran = reader("search", "?")
    assert (ran.code, ran.out) == (1, "Nothing was asked for.\n")
    assert ran.err == "There is no letter or digit in this; it was left out.\n"
    assert reader("search").code == 2


def test_without_a_library_there_is_nothing_to_search(reader: Reader, tmp_path: Path) -> None:
    ran = reader("search", "--library", tmp_path / "none.sqlite", "a")
    assert ran.code == 1
    assert not (tmp_path / "none.sqlite").exists()
