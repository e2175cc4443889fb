"""An opened item shows what was stored, and scores its slices as its profile says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.domain.item import Metadata, Provenance
from reader.domain.slicing import cut
from reader.domain.transcript import Cue, Transcript
from reader.errors import NotFoundError
from reader.library.database import Library
from reader.library.records import NewItem
from reader.services.editing import edit_metadata
from reader.services.frameworks import built_in_framework, profiler_for
from reader.services.opening import open_library
from reader.services.reading import open_item
from tests.library.making import add, new_item

TEXT = (
    "There is a real danger that this goes wrong, and the risk is not small.",
    "But there is hope too: it could cure diseases and bring great benefits.",
    "We talked about the weather for a while.",
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.sqlite") as opened:
        yield opened


def _scored_item(evidence_mode: str = "") -> NewItem:
    transcript = Transcript.from_cues(
        Cue(TEXT[at % 3 if at < 60 else 2], at * 4000, at * 4000 + 3900) for at in range(90)
    )
    slices = cut(transcript, built_in_framework().slicing)
    profile = profiler_for(built_in_framework()).profile(transcript, slices, evidence_mode)
    provenance = Provenance("a.srt", "srt", "SubRip", "utf-8", "0" * 64, "2026-11-20")
    return NewItem.of(Metadata(title="A talk"), provenance, transcript, slices, profile)


def test_slices_score_as_the_profile_says(library: Library) -> None:
    add(library, _scored_item())
    item = open_item(library, "a-talk")
    assert not item.stale
    assert len(item.slices) == len(item.profile.scores) > 3
    for part in item.slices:
        scored = item.slice_score(part.number)
        assert scored.score == item.profile.scores[part.number - 1]
        assert len(scored.hits) == item.profile.hit_counts[part.number - 1]
        text = item.slice_text(part.number)
        assert text == item.transcript.text[part.start : part.end]
        for hit in scored.hits:
            assert text[hit.start : hit.end].strip()
        assert item.slice_score(part.number) is scored
    assert any(item.slice_score(part.number).hits for part in item.slices)


def test_slices_that_do_not_exist_are_no_slices(library: Library) -> None:
    add(library, _scored_item())
    item = open_item(library, "a-talk")
    for number in (0, -1, len(item.slices) + 1):
        with pytest.raises(IndexError):
            item.slice_text(number)
        with pytest.raises(IndexError):
            item.slice_score(number)


def test_an_item_opens_by_slug_and_by_id(library: Library) -> None:
    (item_id,) = add(library, _scored_item())
    item = open_item(library, item_id)
    assert (item.id, item.slug) == (item_id, "a-talk")
    assert item.assessment_path == "content/resources/transcript-assessments/a-talk.json"
    with pytest.raises(NotFoundError):
        open_item(library, "another-talk")


def test_figures_of_another_state_of_the_framework_are_stale(library: Library) -> None:
    scored = _scored_item()
    (item_id,) = add(library, replace(scored, profile=replace(scored.profile, fingerprint="another")))
    item = open_item(library, item_id)
    assert item.profile.fingerprint == "another"
    assert item.stale


def test_figures_of_another_framework_are_made_anew(library: Library) -> None:
    (item_id,) = add(library, new_item())
    item = open_item(library, item_id)
    assert not item.stale
    assert item.profile.framework == built_in_framework().label
    assert [item.slice_score(part.number).score for part in item.slices] == item.profile.scores.tolist()


def test_a_chosen_evidence_mode_stands_over_the_inferred_one(library: Library) -> None:
    (item_id,) = add(library, _scored_item("panel"))
    assert open_item(library, item_id).profile.evidence_mode == "panel"
    edit_metadata(library, [item_id], evidence_mode="reading")
    assert open_item(library, item_id).profile.evidence_mode == "reading"
    library.journal.undo()
    assert open_item(library, item_id).profile.evidence_mode == "panel"


def test_an_opened_item_outlives_its_library(library: Library) -> None:
    (item_id,) = add(library, _scored_item())
    item = open_item(library, item_id)
    library.close()
    assert item.transcript.cues[-1].text == TEXT[2]
    assert item.slice_score(1).score == item.profile.scores[0]
    assert replace(item, slug="other") != item
