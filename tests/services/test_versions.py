"""Every version that imports and joinings keep is seen, read and put in force; undo takes it back, restarts keep it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.domain.item import Metadata
from reader.domain.search_words import words_of
from reader.errors import NotFoundError
from reader.services import editing, joining, searching, versions
from reader.services.import_report import ImportRequest
from reader.services.importing import import_files
from reader.services.opening import open_library
from reader.services.reading import open_item
from tests.library.making import picture
from tests.services.conftest import ran
from tests.services.doubles import write_captions, write_edited

if TYPE_CHECKING:
    from reader.services.opening import Library


@pytest.fixture
def joined(library: Library, tmp_path: Path) -> int:
    """An edited transcript that the captions of the same talk were joined into, out of force."""
    files = [
        (write_edited(tmp_path, "edited", 1), Metadata(title="Bridges in fog", show="Desk")),
        (write_captions(tmp_path, "captions", 1), Metadata(title="Bridges (auto)")),
        (write_captions(tmp_path, "other", 2), Metadata(title="Another talk")),
    ]
    ran(import_files(library, [ImportRequest(path, metadata=facts) for path, facts in files]))
    kept, gone = library.items.id_of("bridges-in-fog"), library.items.id_of("bridges-auto")
    joining.join(library, kept, gone, take_transcript=False)
    return kept


def test_joining_keeps_a_version_that_is_seen_and_read(library: Library, joined: int) -> None:
    later, first = versions.versions_of(library, joined)
    assert [(row.number, row.source, row.in_force) for row in (later, first)] == [
        (2, "captions.srt", False),
        (1, "edited.md", True),
    ]
    assert open_item(library, joined).versions == 2
    assert open_item(library, "another-talk").versions == 1
    text = versions.read_version(library, later, first)
    assert text.shared > 0.9
    assert text.differences
    assert text.text.startswith("0:00  ")
    assert versions.read_version(library, first, first).differences == ()


def test_another_version_is_put_in_force_with_its_figures_and_undone(library: Library, joined: int) -> None:
    before = picture(library)
    later, first = versions.versions_of(library, joined)
    change = versions.use_version(library, joined, later.id)
    assert (change.label, change.item_ids, change.rescored) == ("Use version 2 of “Bridges in fog”", {joined}, True)
    item = open_item(library, joined)
    assert item.provenance.source == "captions.srt"
    assert len(item.slices) == len(item.profile.scores)
    assert item.transcript.has_times
    after = picture(library)
    editing.undo(library)
    assert picture(library) == before
    editing.redo(library)
    assert picture(library) == after
    versions.use_version(library, joined, first.id)
    assert picture(library) == before


def test_search_follows_the_version_in_force(library: Library, joined: int) -> None:
    ran(searching.complete_index(library))
    later, first = versions.versions_of(library, joined)
    own, heard = (words_of(library.versions.transcript(row.id).text) for row in (first, later))
    rows = set(zip(own, own[1:], own[2:], strict=False))
    only = next(row for row in zip(heard, heard[1:], heard[2:], strict=False) if row not in rows)

    def hits() -> int:
        return sum(
            found.slug == "bridges-in-fog" for found in ran(searching.search(library, f'"{" ".join(only)}"')).items
        )

    assert hits() == 0
    versions.use_version(library, joined, later.id)
    assert hits() == 1


def test_the_version_in_force_outlives_a_restart_and_so_does_undo(library: Library, joined: int) -> None:
    later, _ = versions.versions_of(library, joined)
    versions.use_version(library, joined, later.id)
    library.close()
    with open_library(library.path) as again:
        assert [row.in_force for row in versions.versions_of(again, joined)] == [True, False]
        editing.undo(again)
        assert [row.in_force for row in versions.versions_of(again, joined)] == [False, True]


def test_what_is_in_force_already_is_no_command(library: Library, joined: int) -> None:
    label = editing.undo_label(library)
    _, first = versions.versions_of(library, joined)
    assert versions.use_version(library, joined, first.id).item_ids == frozenset()
    assert editing.undo_label(library) == label


def test_versions_of_what_is_gone_or_of_another_item_are_refused(library: Library, joined: int) -> None:
    later, _ = versions.versions_of(library, joined)
    other = library.items.id_of("another-talk")
    with pytest.raises(NotFoundError):
        versions.use_version(library, other, later.id)
    editing.delete_items(library, [joined])
    with pytest.raises(NotFoundError):
        versions.versions_of(library, joined)
    with pytest.raises(NotFoundError):
        versions.use_version(library, joined, later.id)
