"""Changes a person makes: checked, labelled, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import NotFoundError, ReaderError
from reader.library.database import Library
from reader.services import editing
from reader.services.opening import open_library
from tests.library.making import add, new_item


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.sqlite") as opened:
        yield opened


@pytest.fixture
def item_id(library: Library) -> int:
    return add(library, new_item(1, title="Talk", tags=("a",)), label="Import 1 file")[0]


def test_fields_are_set_and_cleaned(library: Library, item_id: int) -> None:
    change = editing.edit_metadata(
        library, [item_id], title="  A \n new  title ", summary=" Two\n\nparagraphs \n", tags=[" x  y ", "", "x y", "z"]
    )
    assert change.label == "Edit 3 fields"
    metadata = library.items.metadata(item_id)
    assert metadata.title == "A new title"
    assert metadata.summary == "Two\n\nparagraphs"
    assert metadata.tags == ("x y", "z")


@pytest.mark.parametrize("date", ["2025", "2025-06", "2025-06-06", "2024-02-29", ""])
def test_dates_may_be_as_exact_as_they_are_known(library: Library, item_id: int, date: str) -> None:
    editing.edit_metadata(library, [item_id], date=date)
    assert library.items.metadata(item_id).date == date


@pytest.mark.parametrize(
    "changes",
    [
        {"date": "6 June 2025"},
        {"date": "2025-02-30"},
        {"date": "2025-13"},
        {"date": "0000"},
        {"date": "2025-6-6"},
        {"title": "  "},
        {"evidence_mode": "guess"},
    ],
)
def test_values_a_field_cannot_have_are_refused(library: Library, item_id: int, changes: dict[str, str]) -> None:
    before = library.items.metadata(item_id)
    with pytest.raises(ReaderError) as caught:
        editing.edit_metadata(library, [item_id], **changes)
    assert caught.value.message.endswith(".")
    assert caught.value.advice
    assert library.items.metadata(item_id) == before
    assert editing.undo_label(library) == "Import 1 file"


def test_unknown_fields_are_our_bug(library: Library, item_id: int) -> None:
    with pytest.raises(TypeError):
        editing.edit_metadata(library, [item_id], colour="red")
    with pytest.raises(TypeError):
        editing.add_tags(library, [item_id], "one text")


def test_commands_are_named_for_a_menu(library: Library, item_id: int) -> None:
    (other,) = add(library, new_item(2, title="Other"))
    both = [item_id, other]
    assert editing.edit_metadata(library, both, why_it_matters="x").label == "Edit why this matters of 2 items"
    assert editing.edit_metadata(library, [other], date="2020", show="S").label == "Edit date and show"
    assert editing.add_tags(library, [other], ["one"]).label == "Add tag “one”"
    assert editing.remove_tags(library, [other], ["one", "two"]).label == "Remove 2 tags"
    assert editing.delete_items(library, [other]).label == "Delete “Other”"
    assert editing.restore_items(library, [other]).label == "Restore “Other”"
    assert editing.delete_items(library, both).label == "Delete 2 items"


def test_everything_is_taken_back_and_done_again(library: Library, item_id: int) -> None:
    editing.edit_metadata(library, [item_id], title="B")
    editing.add_tags(library, [item_id], ["b"])
    editing.delete_items(library, [item_id])
    assert [entry.label for entry in editing.history(library, 3)] == ["Delete “B”", "Add tag “b”", "Edit title"]
    assert [stone.id for stone in editing.deleted_items(library)] == [item_id]
    for _ in range(3):
        assert editing.undo(library) is not None
    assert library.items.metadata(item_id).title == "Talk"
    assert editing.redo_label(library) == "Edit title"
    for _ in range(3):
        assert editing.redo(library) is not None
    assert editing.redo(library) is None
    assert library.items.count() == 0
    assert len(editing.history(library, item_id=item_id)) == 4


def test_what_was_purged_is_gone(library: Library, item_id: int) -> None:
    editing.delete_items(library, [item_id])
    editing.purge_items(library, [item_id])
    assert editing.deleted_items(library) == []
    assert editing.undo(library) is None
    with pytest.raises(NotFoundError):
        editing.restore_items(library, [item_id])


def test_many_are_edited_in_one_step_and_keep_what_was_not_named(library: Library) -> None:
    ids = add(
        library,
        new_item(1, title="One", tags=("a", "b"), show="Desk", thread="x"),
        new_item(2, title="Two", tags=("b", "c"), show="Hour", thread="y"),
    )
    before = [library.items.metadata(item_id) for item_id in ids]
    change = editing.edit_metadata(library, ids, add_tags=["new", "c"], remove_tags=["b"], shelf="Fog", thread="z")
    assert change.label == "Edit 3 fields of 2 items"
    assert change.item_ids == set(ids)
    seen = [library.items.metadata(item_id) for item_id in ids]
    assert [one.tags for one in seen] == [("a", "new", "c"), ("c", "new")]
    assert [(one.show, one.shelf, one.thread) for one in seen] == [("Desk", "Fog", "z"), ("Hour", "Fog", "z")]
    editing.undo(library)
    assert [library.items.metadata(item_id) for item_id in ids] == before
    assert editing.undo_label(library) == "Import"
