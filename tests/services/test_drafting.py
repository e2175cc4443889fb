"""What is drafted from names and facts, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.domain.transcript import Cue, Transcript
from reader.formats.reading import parse_bytes
from reader.services.drafting import drafted_metadata, length, show_from_name, show_of, summary_of


@pytest.mark.parametrize(
    ("name", "show"),
    [
        ("axrp", "AXRP"),
        ("npr", "NPR"),
        ("ward", "Ward"),
        ("world", "World"),
        ("practical-ai", "Practical AI"),
        ("the_long_table", "The Long Table"),
        ("state-of-the-union", "State of the Union"),
        ("The Long Table", "The Long Table"),
        ("80000-hours", "80000 Hours"),
        ("ward round", "Ward Round"),
        ("Größe", "Größe"),
    ],
)
def test_a_show_is_read_from_a_folder_name(name: str, show: str) -> None:
    assert show_from_name(name) == show


@pytest.mark.parametrize("folder", ["Downloads", "transcripts", "2024", "tmp", "01_02"])
def test_folders_whose_name_says_nothing_give_no_show(folder: str, tmp_path: Path) -> None:
    assert show_of(tmp_path / folder / "talk.srt") == ""


def test_the_home_folder_is_no_show(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "ada")
    assert show_of(tmp_path / "ada" / "talk.srt") == ""


@pytest.mark.parametrize(
    ("ms", "words"),
    [(40_000, "40 s"), (59_600, "1 min"), (840_000, "14 min"), (8_040_000, "2 h 14 min"), (3_599_000, "1 h 0 min")],
)
def test_lengths_are_written_in_words(ms: int, words: str) -> None:
    assert length(ms) == words


def talk(*speakers: str | None, times: bool = True) -> Transcript:
    return Transcript.from_cues(
        Cue("Some words here.", start_ms=at * 60_000 if times else None, speaker=speaker)
        for at, speaker in enumerate(speakers)
    )


@pytest.mark.parametrize(
    ("transcript", "kind", "summary"),
    [
        (talk("Ada", "Cy", "Ada", "Cy"), "captions", "A conversation between Ada and Cy, 3 min, 4 captions."),
        (talk("Ada", "Cy", "Ada", "Cy"), "edited", "A conversation between Ada and Cy, 3 min, 12 words."),
        (talk(*"ABCABC"), "edited", "A conversation between A, B and C, 5 min, 18 words."),
        (talk(*"ABCDABCD"), "edited", "A conversation of 4 speakers, 7 min, 24 words."),
        (talk("Ada", "Ada", times=False), "text", "A talk by Ada, 6 words."),
        (talk(None, times=False), "text", "A transcript without speaker names, 3 words."),
        (Transcript(), "text", ""),
    ],
)
def test_a_summary_states_facts_only(transcript: Transcript, kind: str, summary: str) -> None:
    assert summary_of(transcript, kind) == summary


def test_a_voice_heard_once_is_not_named_in_the_summary() -> None:
    speakers = ["Ada", "Cy"] * 30 + ["Announcer"]
    assert summary_of(talk(*speakers), "edited").startswith("A conversation between Ada and Cy,")


def test_only_title_show_and_summary_are_drafted_and_marked(tmp_path: Path) -> None:
    path = tmp_path / "ward-round" / "night shift.txt"
    parsed = parse_bytes(b"Just some words. And some more.", path.name)
    found = drafted_metadata(parsed, path)
    assert (found.show, found.summary) == ("Ward Round", "A transcript without speaker names, 6 words.")
    assert found.title.casefold() == "night shift"
    assert {"title", "show", "summary"} == found.drafts
    assert (found.why_it_matters, found.editor_note, found.shelf, found.tags) == ("", "", "", ())


def test_what_the_file_states_is_no_draft(tmp_path: Path) -> None:
    source = b"---\ntitle: A real title\nshow: Real Show\n---\n\n**Ada:** Hello.\n\n**Cy:** Yes.\n"
    found = drafted_metadata(parse_bytes(source, "x.md"), tmp_path / "folder" / "x.md")
    assert (found.title, found.show) == ("A real title", "Real Show")
    assert found.drafts == {"summary"}
