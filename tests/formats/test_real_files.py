"""The readers on real files that nobody on this project wrote."""

from __future__ import annotations

import json
import re
import time
from functools import cache
from pathlib import Path

import pytest

from reader.domain.parsed import ParsedFile
from reader.domain.slicing import cut
from reader.errors import InputError
from reader.formats.cleaning import clean
from reader.formats.encoding import decode
from reader.formats.reading import parse_bytes
from reader.formats.report import Report
from reader.formats.webvtt import read_blocks
from tests.formats.test_hostile import assert_clear, assert_sane

EPISODES = 58
TRANSCRIPTS = 299

# Where this program reads on purpose what the suite leaves out or reads otherwise: `120:00.000` is 120 minutes and
# not hours, a caption whose id is `-->` is a caption, and control characters go.
OTHERWISE = {"minimum-spots-over-sixty", "id", "spec-example"}


@cache
def parsed(path: Path) -> ParsedFile:
    return parse_bytes(path.read_bytes(), path.name)


def turn_lines(text: str) -> list[tuple[str, str]]:
    """Name and time of each turn in an episode, found without the readers."""
    return re.findall(r"^\*\*([^*:\n]+?)(?::\*\*|\*\* \(([\d:]+)\):\s*$)", text, re.MULTILINE)


def milliseconds(clock: str) -> int:
    parts = [int(part) for part in clock.split(":")]
    return (parts[-1] + 60 * parts[-2] + 3600 * (parts[0] if len(parts) == 3 else 0)) * 1000


def test_episodes_have_the_titles_and_dates_of_their_front_matter(shared: Path) -> None:
    files = sorted((shared / "data" / "axrp").glob("*.markdown"))
    assert len(files) == EPISODES
    for path in files:
        source = path.read_text(encoding="utf-8")
        title = re.search(r'^title:\s*"(.*)"\s*$', source, re.MULTILINE)
        date = re.search(r"^date:\s*(\d{4}-\d\d-\d\d)", source, re.MULTILINE)
        assert title
        assert date
        found = parsed(path).metadata
        assert (found.title, found.date) == (title.group(1), date.group(1)), path.name
        assert not {"title", "date"} & found.drafts
        assert found.summary
        assert "summary" in found.drafts
        link = re.search(r"^\[YouTube link\]\((.*?)\)", source, re.MULTILINE)
        assert found.link == (link.group(1) if link else "")
        assert len(parsed(path).video_id) == (11 if link else 0)


def test_episodes_have_the_speakers_and_times_of_their_turns(shared: Path) -> None:
    untimed = 0
    for path in sorted((shared / "data" / "axrp").glob("*.markdown")):
        source = path.read_text(encoding="utf-8")
        expected = turn_lines(source)
        transcript = parsed(path).transcript
        assert_sane(parsed(path))
        assert list(transcript.speakers) == list(dict.fromkeys(name for name, _ in expected)), path.name
        times = [milliseconds(clock) for _, clock in expected if clock]
        times += [milliseconds(clock) for clock in re.findall(r"^\(([\d:]+)\):\s*$", source, re.MULTILINE)]
        assert sorted(cue.start_ms for cue in transcript.cues if cue.start_ms is not None) == sorted(times), path.name
        untimed += not transcript.has_times
        headings = len(re.findall(r"^#+ \S", source.partition(f"**{expected[0][0]}")[2], re.MULTILINE))
        chapters = [part for cue in transcript.cues if cue.chapter for part in cue.chapter.split(" · ")]
        assert headings <= len(chapters) <= headings + 1, path.name
        text = transcript.text
        assert "](" not in text
        assert not re.search(r"(?<!s)\*\*", text), path.name
        assert "<a " not in text
        assert "Topics we discuss" not in text
    assert untimed == 37


def test_one_episode_against_its_source(shared: Path) -> None:
    found = parsed(shared / "data" / "axrp" / "2025-06-06-episode-42-owain-evans-llm-psychology.markdown")
    cues = found.transcript.cues
    assert found.metadata.title == "42 - Owain Evans on LLM Psychology"
    assert found.metadata.date == "2025-06-06"
    assert found.video_id == "3D4pgIKR4cQ"
    assert len(cues) == 261
    assert found.transcript.speakers == ("Daniel Filan", "Owain Evans")
    assert (cues[0].start_ms, cues[1].start_ms, cues[1].text) == (9000, 34_000, "Okay, Owain, welcome to the podcast.")
    assert cues[1].speaker == "Daniel Filan"
    assert cues[3].chapter == "Why introspection?"
    assert sum(1 for cue in cues if cue.chapter) == 17
    assert '"Looking Inward: Language Models Can Learn About Themselves by Introspection". So' in cues[3].text
    assert found.metadata.summary.startswith('Earlier this year, the paper "Emergent Misalignment"')


def test_practical_ai_speakers_and_times(shared: Path) -> None:
    files = sorted((shared / "data" / "practical-ai").glob("*.md"))
    assert len(files) == TRANSCRIPTS
    speakers: set[str] = set()
    for path in files:
        source = path.read_text(encoding="utf-8")
        found = parsed(path)
        assert_sane(found)
        speakers |= set(found.transcript.speakers)
        breaks = source.count("**Break")
        spoken_times = [
            line
            for line in re.findall(r"^.*\\\[\d\d:\d\d\\\].*$", source, re.MULTILINE)
            if not re.match(r"\*\*(?:Break|Intro|Outro|Selection|Song|Prompt)", line)
        ]
        timed = sum(1 for cue in found.transcript.cues if cue.start_ms is not None)
        assert timed >= len(spoken_times) * 0.97 - 1, path.name
        assert bool(breaks) == any("no person" in remark.text and "Break" in remark.text for remark in found.remarks)
        assert not re.search(r"\[\d\d:\d\d\]|\*\*Break|&#\d+;|\\\[", found.transcript.text), path.name
        assert found.metadata.show == "Practical AI"
        assert found.metadata.drafts == {"title", "show"}
        said = re.sub(r"\*\*[^*]+:?\*\*:?", "", source)
        assert len(found.transcript.text.split()) > 0.97 * len(said.split()), path.name
    assert {"Daniel Whitenack", "Chris Benson", "Lucy D'Agostino McGowan"} <= speakers
    assert not {"Break", "Intro", "Outro"} & speakers
    assert all(name[0].isupper() and len(name.split()) <= 4 for name in speakers)
    assert len(speakers) > 250


def test_speed_of_all_real_markdown(shared: Path) -> None:
    files = [*(shared / "data" / "axrp").glob("*.markdown"), *(shared / "data" / "practical-ai").glob("*.md")]
    contents = [(path.name, path.read_bytes()) for path in files]
    start = time.perf_counter()
    for name, data in contents:
        parse_bytes(data, name)
    seconds = time.perf_counter() - start
    # It takes about 2 s for 18 MB where nothing else runs; the bound leaves room for a busy machine.
    assert sum(len(data) for _, data in contents) / seconds > 2_000_000


def test_the_huge_paragraph_of_the_page_makes_its_slices(shared: Path) -> None:
    line = (shared / "seed" / "page.txt").read_text(encoding="utf-8").split("\n")[62]
    found = parse_bytes(line.encode(), "captions.txt")
    assert found.format_id == "text"
    assert len(found.transcript.cues) == 1
    assert found.transcript.text == " ".join(line.split())
    assert len(cut(found.transcript)) == 124


def test_the_webvtt_suite_of_vtt_js(shared: Path) -> None:
    compared = 0
    for path in sorted((shared / "data" / "webvtt" / "vtt.js").rglob("*.json")):
        if path.stem in OTHERWISE and path.parent.name in ("cue-times", "integration"):
            continue
        expected = json.loads(path.read_text(encoding="utf-8"))
        expected = expected["cues"] if isinstance(expected, dict) else expected
        report = Report()
        text = clean(decode(path.with_suffix(".vtt").read_bytes()).text.removeprefix("\ufeff"), report)
        captions = read_blocks(text, report).captions
        assert [(c.start_ms, c.end_ms, "\n".join(c.lines)) for c in captions] == [
            (round(cue["startTime"] * 1000), round(cue["endTime"] * 1000), cue["text"]) for cue in expected
        ], path
        compared += 1
    assert compared == 74


@pytest.mark.parametrize("folder", ["webvtt/vtt.js", "subtitles", "speech-json", "ttml"])
def test_every_file_of_the_suites_is_read_or_refused(shared: Path, folder: str) -> None:
    read = 0
    for path in sorted(p for p in (shared / "data" / folder).rglob("*") if p.is_file()):
        try:
            assert_sane(parsed(path))
            read += 1
        except InputError as error:
            assert_clear(error)
    assert read or folder == "ttml"


TRICKY = {
    "no_index.srt": [(1000, 3000, "Hello"), (3000, 5500, "Second")],
    "dot_ms.srt": [(1500, 3250, "Hello"), (3250, 5500, "Second")],
    "blank_inside.srt": [(1000, 3000, "Hello world after blank"), (3000, 5500, "Second")],
    "huge_hours.srt": [(359_999_000, 360_001_000, "Hello"), (442_800_000, 442_802_000, "Second")],
    "numeric_text.srt": [(1000, 3000, "The year was 1984"), (3000, 5500, "42")],
    "no_blank.vtt": [(1000, 3000, "Hello"), (3000, 5500, "Second")],
    "no_header.vtt": [(1000, 3000, "Hello"), (3000, 5500, "Second")],
    "srt_commas.vtt": [(1000, 3000, "Hello"), (3000, 5500, "Second")],
    "note_style.vtt": [(1000, 3000, "Hello"), (3000, 5500, "Second")],
    "overlap.vtt": [(500, 1500, "unsorted"), (1000, 6000, "long"), (2000, 4000, "over")],
    "huge_hours.vtt": [(360_001_000, 360_003_000, "Hello"), (4_442_403_000, 4_442_405_500, "Second")],
}


@pytest.mark.parametrize("name", TRICKY)
def test_tricky_files(shared: Path, name: str) -> None:
    cues = parsed(shared / "data" / "subtitles" / "tricky" / name).transcript.cues
    assert [(cue.start_ms, cue.end_ms, cue.text) for cue in cues] == TRICKY[name]


@pytest.mark.parametrize("name", ["bom_crlf", "cp1252", "cr_only", "no_blank", "utf16"])
def test_one_text_in_many_encodings_and_line_ends(shared: Path, name: str) -> None:
    found = parsed(shared / "data" / "subtitles" / "tricky" / f"{name}.srt")
    assert [cue.text for cue in found.transcript.cues] == [
        "Hello world",
        "Second line wrapped — naïve “quotes”",
        "Third",
    ]
    assert found.encoding_sure == (name != "cp1252")


def test_other_suites(shared: Path) -> None:
    subtitles = shared / "data" / "subtitles"
    assert len(parsed(subtitles / "tricky" / "wpt_arrows.vtt").transcript.cues) == 6
    assert len(parsed(subtitles / "tricky" / "wpt_newlines.vtt").transcript.cues) == 4
    rolling = parsed(subtitles / "tricky" / "yt_rolling.vtt")
    assert rolling.format_id == "youtube-vtt"
    assert rolling.transcript.text == (
        "hello everybody in this episode I'll be speaking with Owain Evans Owain is the research lead at Truthful AI "
        "an AI safety research nonprofit [Music] >> thanks for having"
    )
    assert (
        parsed(subtitles / "webvtt-py" / "youtube_dl.vtt").transcript.text
        == "yeah what this will happen is I'm telling"
    )
    assert parsed(subtitles / "gb2312.srt").transcript.cues[0].text == "宇宙守护神 保护我们远离邪恶"
    whisper = parsed(shared / "data" / "speech-json" / "test" / "whisper_timestamped.json")
    assert whisper.has_words
    assert whisper.has_confidence
    assert len(whisper.transcript.cues) == 4
