"""``reader content``: what it writes, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Reader

RESOURCES = "content/resources"


@pytest.fixture
def site(tmp_path: Path, reader: Reader) -> Path:
    folder = tmp_path / "site"
    (folder / RESOURCES / "transcripts").mkdir(parents=True)
    (folder / RESOURCES / "transcripts" / "owls.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:02.000\nA danger.\n")
    facts = {"title": "On owls", "summary": "Owls.", "transcript": {"path": f"{RESOURCES}/transcripts/owls.vtt"}}
    (folder / RESOURCES / "owls.json").write_text(json.dumps(facts))
    ran = reader("content", "tie", folder)
    assert (ran.code, ran.out) == (0, f"The library is tied to {folder}.\n")
    return folder


def edit(site: Path, **facts: str) -> None:
    path = site / RESOURCES / "owls.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | facts))


def test_a_site_comes_in_and_changes_go_back(reader: Reader, site: Path) -> None:
    ran = reader("content", "status")
    assert ran.code == 0
    assert ran.out.splitlines()[1:] == ["  owls  new in the folder", "0 agree, 1 to take in."]
    assert reader("content", "pull").out == "1 file taken in.\n"
    edit(site, summary="Owls at night.")
    assert reader("content", "status").out.splitlines()[1] == "  owls  in the folder: summary"
    assert reader("content", "pull").code == 0
    assert reader("show", "owls", "--json").value["title"] == "On owls"
    assert reader("content", "push").out == "0 files written back.\n"
    ran = reader("content", "slug", "owls", "all-owls")
    assert (ran.code, ran.out) == (0, "owls is all-owls now.\n")
    assert reader("content", "push", "--rename").out == "1 file written back.\n"
    assert (site / RESOURCES / "all-owls.json").is_file()
    assert reader("content", "status").out.splitlines()[1:] == ["1 agree."]


def test_what_has_no_transcript_has_no_figures_and_leans_nowhere(reader: Reader, site: Path) -> None:
    (site / RESOURCES / "bats.json").write_text('{"title": "Bats"}')
    reader("content", "pull")
    line = next(line for line in reader("list").out.splitlines() if line.startswith("bats"))
    assert line.split() == ["bats", "Bats", "0"]
    bats = next(one for one in reader("list", "--json").value if one["slug"] == "bats")
    assert (bats["leaning"], bats["slices"]) == ("", 0)
    assert reader("show", "bats", "--json").value["leaning"] == ""


def test_an_assessment_counts_in_lists_as_soon_as_it_is_there(reader: Reader, site: Path) -> None:
    reader("content", "pull")
    folder = site / RESOURCES / "transcript-assessments"
    folder.mkdir()
    (folder / "owls.json").write_text('{"assessor": "Ada", "listened": 0.5}')
    (owls,) = reader("list", "--json").value
    assert (owls["basis"], owls["listened"]) == ("Listen-based", 0.5)
    assert f"Assessed (by Ada, 50% heard): {RESOURCES}/transcript-assessments/owls.json." in reader("show", "owls").out


def test_an_assessment_that_cannot_be_read_is_told_as_such(reader: Reader, site: Path) -> None:
    reader("content", "pull")
    folder = site / RESOURCES / "transcript-assessments"
    folder.mkdir()
    (folder / "owls.json").write_text('{"listened": 7}')
    ran = reader("content", "status")
    assert ran.code == 1
    assert "  owls  assessment cannot be read" in ran.out


def test_broken_files_and_unfit_slugs_are_told_on_the_error_stream(reader: Reader, site: Path) -> None:
    (site / RESOURCES / "bad.json").write_text("{")
    ran = reader("content", "pull")
    assert (ran.code, ran.out) == (1, "1 file taken in.\n")
    assert ran.err == "bad: bad.json, line 1: the file ends in the middle of a value. It is cut off: fetch it again.\n"
    ran = reader("content", "slug", "owls", "Owls!")
    assert (ran.code, ran.out) == (1, "")
    assert "for instance owls." in ran.err


def test_conflicts_are_left_and_give_exit_code_1(reader: Reader, site: Path, tmp_path: Path) -> None:
    reader("content", "pull")
    from reader.paths import default_library
    from reader.services.editing import edit_metadata
    from reader.services.opening import open_library

    with open_library(default_library()) as library:
        edit_metadata(library, library.items.ids(), summary="Ours.")
    edit(site, summary="Theirs.")
    for command in ("pull", "push"):
        ran = reader("content", command)
        assert ran.code == 1
        assert "owls: conflict: summary; decide in the window" in ran.err
    ran = reader("content", "status", "--json")
    assert ran.code == 1
    (entry,) = ran.value["entries"]
    assert entry["fields"] == [
        {"field": "summary", "side": "both", "folder": "Theirs.", "here": "Ours.", "agreed": "Owls."}
    ]
    assert json.loads((site / RESOURCES / "owls.json").read_text())["summary"] == "Theirs."


def test_what_only_the_library_has_goes_out_when_asked(reader: Reader, site: Path, talks: Path) -> None:
    (talks / "broken.json").unlink()
    assert reader("import", talks).code == 0
    assert reader("content", "push").out == "0 files written back.\n"
    assert reader("content", "push", "--new").out == "2 files written back.\n"
    assert sorted(path.name for path in (site / RESOURCES).glob("*.json")) == [
        "on-bats.json",
        "on-owls.json",
        "owls.json",
    ]


def test_without_a_folder_and_without_an_action_the_way_is_told(reader: Reader, site: Path) -> None:
    assert reader("content", "untie").code == 0
    ran = reader("content", "status")
    assert (ran.code, ran.out) == (1, "")
    assert "reader content tie DIR" in ran.err
    assert reader("content").code == 2
    assert reader("content", "tie", site / "nowhere").code == 1
