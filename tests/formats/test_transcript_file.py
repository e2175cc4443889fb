"""Transcripts written for others read back as they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.transcript import Cue, Transcript
from reader.formats import transcript_file
from reader.formats.reading import parse_bytes

EVERY = 12
"""One real file of so many is tried: all of them were, once, and all came back."""

WORDS = st.lists(
    st.sampled_from(
        (
            "hope",
            "*",
            "_danger_",
            "[are]",
            "R&D",
            "&amp;",
            "a<b",
            "#1",
            "`x`",
            "1.",
            "-",
            "C:\\dir",
            "and",
            "[x](y)",
            "é",
        )
    ),
    min_size=1,
    max_size=8,
).map(" ".join)
NAMES = st.sampled_from(("Ada Brook", "Cy Dunn", "Filan (after the fact)"))


def reread(transcript: Transcript) -> Transcript:
    data = transcript_file.written(transcript).encode("utf-8")
    return parse_bytes(data, f"talk{transcript_file.ending_of(transcript)}").transcript


def told(transcript: Transcript) -> list[tuple[object, ...]]:
    return [(cue.text, cue.speaker, cue.start_ms, cue.chapter) for cue in transcript.cues]


@st.composite
def turns(draw: st.DrawFn, timed: bool) -> Transcript:
    cues, time = [], 0
    for number, text in enumerate(draw(st.lists(WORDS, min_size=2, max_size=6))):
        time += draw(st.integers(1, 90)) * 500
        chapter = f"Part {number}" if draw(st.booleans()) else None
        cues.append(Cue(f"So {text}", time if timed else None, None, draw(NAMES), chapter=chapter))
    return Transcript.from_cues(cues)


@settings(max_examples=60)
@given(st.booleans().flatmap(turns))
def test_turns_come_back_with_speakers_times_and_chapters(transcript: Transcript) -> None:
    assert transcript_file.ending_of(transcript) == ".md"
    assert told(reread(transcript)) == told(transcript)


@settings(max_examples=40)
@given(st.lists(WORDS, min_size=1, max_size=5))
def test_captions_come_back_with_both_times(texts: list[str]) -> None:
    cues = [Cue(f"So {text}", n * 2000, n * 2000 + 1999, ("Ada", "Cy")[n % 2]) for n, text in enumerate(texts)]
    read = reread(Transcript.from_cues(cues))
    assert [(c.text, c.start_ms, c.end_ms, c.speaker) for c in read.cues] == [
        (c.text, c.start_ms, c.end_ms, c.speaker) for c in cues
    ]


def test_text_without_anything_else_stays_text() -> None:
    transcript = Transcript.from_cues([Cue("One * two_three [x]."), Cue("Another & more.")])
    assert transcript_file.ending_of(transcript) == ".txt"
    assert reread(transcript).text == transcript.text


def test_escaped_brackets_outlive_a_character_reference() -> None:
    data = b"**Ada:** There \\[are\\] techniques, R&amp;D \\*required\\*.\n\n**Cy:** Yes.\n"
    assert parse_bytes(data, "talk.md").transcript.cues[0].text == "There [are] techniques, R&D *required*."


def test_real_transcripts_come_back(shared: Path) -> None:
    files = sorted(path for name in ("axrp", "practical-ai") for path in (shared / "data" / name).rglob("*.m*"))
    assert files
    for path in files[::EVERY]:
        transcript = parse_bytes(path.read_bytes(), path.name).transcript
        assert told(reread(transcript)) == told(transcript), path.name


@pytest.mark.parametrize("ends", [True, False])
def test_the_ending_follows_what_is_known(ends: bool) -> None:
    transcript = Transcript.from_cues([Cue("Words.", 0, 900 if ends else None)])
    assert transcript_file.ending_of(transcript) == (".vtt" if ends else ".md")
