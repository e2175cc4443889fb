"""The demo library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.paths import resource
from reader.services import editing
from reader.services.browsing import list_items
from reader.services.checking import check
from reader.services.demo import demo_missing, import_demo, remove_demo, sample_requests, sample_slugs
from reader.services.reading import open_item
from tests.services.conftest import imported, ran, write_talk

if TYPE_CHECKING:
    from pathlib import Path

    from reader.services.opening import Library

SAMPLES = 8
LEAST_WORDS = 2500
HOPEFUL = [("clinics-that-read-x-rays-overnight", "Health"), ("crop-disease-from-a-phone-camera", "Science")]


def test_the_samples_are_eight_whole_conversations(library: Library) -> None:
    report = ran(import_demo(library))
    assert [entry.sentence for entry in report.entries if entry.outcome != "imported"] == []
    items = [open_item(library, slug) for slug in sample_slugs(library)]
    assert len(items) == SAMPLES
    for item in items:
        assert item.sample
        assert len(item.transcript.text.split()) >= LEAST_WORDS
        metadata = item.metadata
        assert all((metadata.title, metadata.show, metadata.shelf, metadata.date, metadata.tags))
        assert all((metadata.summary, metadata.why_it_matters, metadata.editor_note))
        assert not metadata.drafts
    assert len({item.metadata.shelf for item in items}) == SAMPLES
    assert len({item.metadata.show for item in items}) >= 5
    assert len({item.provenance.format_id for item in items}) >= 6
    assert check(library) == []


def test_the_samples_lean_to_either_side_and_over_several_lenses(library: Library) -> None:
    ran(import_demo(library))
    items = list_items(library)
    assert len({item.lens for item in items}) >= 4
    assert {item.leaning for item in items} == {"risk-forward", "mixed", "opportunity-forward"}
    shares = [open_item(library, item.slug).profile.figures.shares for item in items]
    assert sum(of["opportunity-forward"] > of["risk-forward"] for of in shares) >= 2
    assert sum(of["risk-forward"] > of["opportunity-forward"] for of in shares) >= 3


@pytest.mark.parametrize(("slug", "lens"), HOPEFUL)
def test_the_hopeful_samples_lean_to_opportunity_and_keep_one_dark_stretch(
    library: Library, slug: str, lens: str
) -> None:
    ran(import_demo(library))
    profile = open_item(library, slug).profile
    figures = profile.figures
    assert (profile.leaning, profile.lens) == ("opportunity-forward", lens)
    assert figures.shares["opportunity-forward"] >= 50
    assert figures.shares["risk-forward"] < figures.shares["opportunity-forward"] / 2
    assert figures.least <= -20


def test_every_file_of_the_folder_is_listed_and_the_other_way_round() -> None:
    listed = [request.path.name for request in sample_requests()]
    there = {path.name for path in resource("demo").iterdir() if path.name != "library.toml"}
    assert set(listed) == there
    assert len(listed) == len(there)


def test_samples_are_missing_only_where_nothing_ever_was(library: Library, tmp_path: Path) -> None:
    assert demo_missing(library)
    imported(library, write_talk(tmp_path, "own.md"))
    assert not demo_missing(library)
    editing.delete_items(library, library.items.ids())
    assert not demo_missing(library)


def test_the_samples_are_removed_in_one_step_that_undo_takes_back(library: Library, tmp_path: Path) -> None:
    ran(import_demo(library))
    imported(library, write_talk(tmp_path, "own.md"))
    change = remove_demo(library)
    assert len(change.item_ids) == SAMPLES
    assert [item.slug for item in list_items(library)] == ["own"]
    assert sample_slugs(library) == []
    editing.undo(library)
    assert len(list_items(library)) == SAMPLES + 1


def test_bringing_the_samples_in_again_adds_nothing(library: Library) -> None:
    ran(import_demo(library))
    assert {entry.outcome for entry in ran(import_demo(library)).entries} == {"unchanged"}
    assert library.items.count() == SAMPLES
