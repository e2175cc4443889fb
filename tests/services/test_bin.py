"""The bin: what was deleted comes back, or goes for good with a backup, and undo stays right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.errors import NotFoundError
from reader.services import bin as bins
from reader.services import editing
from reader.services.opening import open_library
from tests.library.making import add, new_item, picture

if TYPE_CHECKING:
    from reader.services.opening import Library


@pytest.fixture
def ids(library: Library) -> list[int]:
    return add(library, *(new_item(number) for number in range(4)), label="Import 4 files")


def binned(library: Library) -> list[int]:
    return [item.id for item in bins.bin_contents(library)]


def test_the_bin_tells_what_was_deleted_when_how_and_how_large_it_is(library: Library, ids: list[int]) -> None:
    assert bins.bin_contents(library) == []
    editing.delete_items(library, ids[:1])
    editing.delete_items(library, ids[1:3])
    found = bins.bin_contents(library)
    assert [(item.id, item.title, item.how) for item in found] == [
        (ids[2], "Talk 2", "Delete 2 items"),
        (ids[1], "Talk 1", "Delete 2 items"),
        (ids[0], "Talk 0", "Delete “Talk 0”"),
    ]
    assert all(item.deleted.endswith("Z") and item.size > 500 and item.show == "A show" for item in found)
    assert bins.bin_count(library) == 3


def test_an_import_that_was_undone_lies_in_the_bin_too(library: Library, ids: list[int]) -> None:
    editing.undo(library)
    assert {item.how for item in bins.bin_contents(library)} == {"Undone: Import 4 files"}
    bins.purge(library, ids[:2])
    editing.redo(library)
    assert library.items.ids() == ids[2:]


def test_what_is_removed_for_good_is_in_the_backup_that_is_told(library: Library, ids: list[int]) -> None:
    before = picture(library)
    editing.delete_items(library, ids[:2])
    purged = bins.purge(library, ids[:2])
    assert purged.count == 2
    assert purged.backup is not None
    assert bins.bin_contents(library) == []
    with open_library(purged.backup) as kept:
        editing.undo(kept)
        assert picture(kept) == before


def test_undo_and_redo_go_on_with_what_is_left(library: Library, ids: list[int]) -> None:
    editing.edit_metadata(library, ids, show="Another show")
    editing.delete_items(library, ids[:3])
    bins.purge(library, ids[:1])
    deleted = picture(library)
    assert editing.undo_label(library) == "Delete 3 items"
    editing.undo(library)
    assert library.items.ids() == ids[1:]
    editing.undo(library)
    assert {library.items.metadata(item_id).show for item_id in ids[1:]} == {"A show"}
    editing.redo(library)
    editing.redo(library)
    assert picture(library) == deleted
    assert editing.redo(library) is None


def test_commands_whose_items_are_all_gone_are_not_offered(library: Library, ids: list[int], tmp_path: Path) -> None:
    editing.edit_metadata(library, ids[1:2], title="Kept")
    editing.edit_metadata(library, ids[:1], title="Gone")
    editing.delete_items(library, ids[:1])
    bins.purge(library, ids[:1])
    assert editing.undo_label(library) == "Edit title"
    editing.undo(library)
    assert library.items.metadata(ids[1]).title == "Talk 1"
    assert editing.redo_label(library) == "Edit title"


def test_restoring_is_a_command_of_its_own(library: Library, ids: list[int]) -> None:
    editing.delete_items(library, ids[:3])
    bins.restore_items(library, ids[1:3])
    assert binned(library) == ids[:1]
    editing.undo(library)
    assert sorted(binned(library)) == ids[:3]


def test_nothing_is_removed_where_one_is_not_in_the_bin(library: Library, ids: list[int]) -> None:
    editing.delete_items(library, ids[:1])
    with pytest.raises(NotFoundError):
        bins.purge(library, [ids[0], ids[1]])
    assert binned(library) == ids[:1]
    assert not (library.path.with_name(f"{library.path.name}.backups")).exists(), "no backup for nothing"
