"""The importer on the 357 real files, checked against their sources by other means than the program's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.services.browsing import list_items
from reader.services.checking import check
from reader.services.importing import ImportEntry, ImportReport
from reader.services.reading import OpenItem, open_item

if TYPE_CHECKING:
    from reader.services.opening import Library

EPISODES, TRANSCRIPTS = 58, 299
UNTIMED_EPISODES = 37

Real = tuple["Library", ImportReport]


@pytest.fixture(scope="module")
def entries(real_library: Real) -> dict[str, ImportEntry]:
    return {entry.path.name: entry for entry in real_library[1].entries}


def seconds(clock: str) -> int:
    total = 0
    for part in clock.split(":"):
        total = total * 60 + int(part)
    return total


def test_all_files_are_imported_and_the_library_is_sound(real_library: Real) -> None:
    library, report = real_library
    assert [entry.sentence for entry in report.entries if entry.outcome != "imported"] == []
    assert len(report.entries) == EPISODES + TRANSCRIPTS
    assert library.items.count() == EPISODES + TRANSCRIPTS
    assert check(library) == []


def test_titles_and_dates_of_all_episodes_are_those_of_the_front_matter(
    real_library: Real, entries: dict[str, ImportEntry], shared: Path
) -> None:
    files = sorted((shared / "data" / "axrp").glob("*.markdown"))
    assert len(files) == EPISODES
    for path in files:
        head = path.read_text(encoding="utf-8").split("---")[1]
        title = re.search(r'^title: +"?(.+?)"? *$', head, re.MULTILINE)
        date = re.search(r"^date: +(\d{4}-\d\d-\d\d)", head, re.MULTILINE)
        assert title
        assert date
        found = open_item(real_library[0], entries[path.name].slug).metadata
        assert (found.title, found.date) == (title[1], date[1])
        assert found.show == "AXRP"


def test_speakers_and_times_of_episodes_are_those_of_the_source(
    real_library: Real, entries: dict[str, ImportEntry], shared: Path
) -> None:
    untimed = 0
    for path in sorted((shared / "data" / "axrp").glob("*.markdown")):
        source = path.read_text(encoding="utf-8")
        transcript = open_item(real_library[0], entries[path.name].slug).transcript
        named = re.findall(r"^\*\*([^*\n:]+?)(?::\*\*|\*\*:|\*\* \(([\d:]+)\):)", source, re.MULTILINE)
        assert list(transcript.speakers) == list(dict.fromkeys(name for name, _ in named))
        clocks = [clock for _, clock in named if clock] + re.findall(r"^\(([\d:]+)\): *$", source, re.MULTILINE)
        starts = [cue.start_ms for cue in transcript.cues if cue.start_ms is not None]
        assert sorted(starts) == sorted(seconds(clock) * 1000 for clock in clocks)
        untimed += not starts
    assert untimed == UNTIMED_EPISODES


def test_the_turns_of_practical_ai_are_those_of_the_source(
    real_library: Real, entries: dict[str, ImportEntry], shared: Path
) -> None:
    for number in (1, 50, 95, 150, 222, 280):
        name = f"practical-ai-{number}.md"
        source = (shared / "data" / "practical-ai" / name).read_text(encoding="utf-8")
        item = open_item(real_library[0], entries[name].slug)
        named = re.findall(r"^\*\*([^*\n]+?):\*\*", source, re.MULTILINE)
        people = dict.fromkeys(name for name in named if name not in ("Break", "Intro", "Outro", "Jingle"))
        assert list(item.transcript.speakers) == list(people), name
        assert item.metadata.show == "Practical AI"
        assert {"title", "show"} <= item.metadata.drafts
        clocks = re.findall(r"\\\[(\d+:\d\d(?::\d\d)?)(?:\.\d+)?\\\]", source)
        starts = {cue.start_ms // 1000 for cue in item.transcript.cues if cue.start_ms is not None}
        assert len(starts - {seconds(clock) for clock in clocks}) == 0, name


def test_slices_cover_each_text_and_their_figures_are_one(real_library: Real) -> None:
    library, _ = real_library
    for summary in list_items(library)[::24]:
        item = open_item(library, summary.slug)
        assert "".join(item.slice_text(part.number) for part in item.slices) == item.transcript.text
        assert summary.scores.tolist() == item.profile.scores.tolist()
        assert (summary.median, summary.mean) == (item.profile.figures.median, item.profile.figures.mean)
        rescored = [item.slice_score(number).score for number in range(1, min(12, len(item.slices)) + 1)]
        assert rescored == item.profile.scores[: len(rescored)].tolist()


def test_what_was_left_out_is_told_with_its_line(entries: dict[str, ImportEntry], shared: Path) -> None:
    remarks = entries["practical-ai-95.md"].remarks
    lines = (shared / "data" / "practical-ai" / "practical-ai-95.md").read_text(encoding="utf-8").splitlines()
    breaks = [remark for remark in remarks if "Break" in remark.text]
    assert breaks
    assert all("Break" in lines[remark.line - 1] for remark in breaks)


def test_an_opened_item_is_the_one_of_its_file(real_library: Real, entries: dict[str, ImportEntry]) -> None:
    name = "2025-06-06-episode-42-owain-evans-llm-psychology.markdown"
    item: OpenItem = open_item(real_library[0], entries[name].slug)
    assert item.slug == "42-owain-evans-on-llm-psychology"
    assert item.provenance.source == name
    assert item.provenance.video_id == "3D4pgIKR4cQ"
    assert item.transcript.cues[1].text == "Okay, Owain, welcome to the podcast."
