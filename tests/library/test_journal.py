"""Everything a person did can be taken back and done again, in order, after a restart too."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from reader.domain.change import Change
from reader.errors import NotFoundError, ReaderError
from reader.library.checking import check
from reader.library.database import Library
from tests.library.making import add, new_item, picture


def test_an_edit_is_undone_and_redone(library: Library) -> None:
    (item_id,) = add(library, new_item(title="Before", drafts=frozenset(("title", "date"))))
    change = library.edits.edit_metadata([item_id], title="After")
    assert change == Change("Edit title", frozenset((item_id,)))
    assert library.items.metadata(item_id).drafts == {"date"}
    assert library.journal.undo_label() == "Edit title"
    assert library.journal.undo() == change
    assert library.items.metadata(item_id).title == "Before"
    assert library.items.metadata(item_id).drafts == {"title", "date"}
    assert library.journal.redo_label() == "Edit title"
    assert library.journal.redo() == change
    assert library.items.metadata(item_id).title == "After"


def test_nothing_to_undo_is_no_error(library: Library) -> None:
    assert library.journal.undo() is None
    assert library.journal.redo() is None
    assert library.journal.undo_label() is None
    assert library.journal.redo_label() is None
    assert library.journal.entries() == []


def test_an_edit_that_changes_nothing_leaves_no_trace(library: Library) -> None:
    (item_id,) = add(library, new_item(title="Same"), label="Import")
    assert library.edits.edit_metadata([item_id], title="Same") == Change("Edit title", frozenset())
    assert library.edits.remove_tags([item_id], ["absent"]).item_ids == frozenset()
    assert library.journal.undo_label() == "Import"


def test_confirming_a_draft_is_an_edit(library: Library) -> None:
    (item_id,) = add(library, new_item(title="Same", drafts=frozenset(("title",))))
    assert library.edits.edit_metadata([item_id], title="Same").item_ids == {item_id}
    assert library.items.metadata(item_id).drafts == frozenset()


def test_one_command_for_many_items(library: Library) -> None:
    ids = add(library, *(new_item(n, show=f"Show {n}") for n in range(3)))
    change = library.edits.edit_metadata(ids, show="One show", thread="T")
    assert change == Change("Edit show and thread of 3 items", frozenset(ids))
    library.journal.undo()
    assert [library.items.metadata(item_id).show for item_id in ids] == ["Show 0", "Show 1", "Show 2"]


def test_an_edit_of_a_missing_item_changes_none(library: Library) -> None:
    (item_id,) = add(library, new_item(title="Before"))
    with pytest.raises(NotFoundError):
        library.edits.edit_metadata([item_id, 99], title="After")
    assert library.items.metadata(item_id).title == "Before"
    with pytest.raises(NotFoundError):
        library.edits.delete_items([item_id, 99])
    assert library.items.count() == 1


def test_tags_are_added_and_removed(library: Library) -> None:
    first, second = add(library, new_item(1, tags=("a",)), new_item(2, tags=("b", "a")))
    library.edits.add_tags([first, second], ["b", "c"])
    assert library.items.metadata(first).tags == ("a", "b", "c")
    assert library.items.metadata(second).tags == ("b", "a", "c")
    change = library.edits.remove_tags([first, second], ["a"])
    assert change.label == "Remove tag “a” of 2 items"
    assert library.items.metadata(second).tags == ("b", "c")
    library.journal.undo()
    assert library.items.metadata(second).tags == ("b", "a", "c")
    library.journal.undo()
    assert library.items.metadata(second).tags == ("b", "a")
    assert check(library) == []


def test_deleting_is_a_tombstone(library: Library) -> None:
    first, second = add(library, new_item(1, title="One"), new_item(2, title="Two"))
    change = library.edits.delete_items([first])
    assert change == Change("Delete “One”", frozenset((first,)), listed=True)
    assert [tombstone.title for tombstone in library.items.tombstones()] == ["One"]
    assert [summary.id for summary in library.items.summaries()] == [second]
    library.journal.undo()
    assert [summary.id for summary in library.items.summaries()] == [first, second]
    with pytest.raises(NotFoundError):
        library.edits.restore_items([first])


def test_tombstones_come_back_without_undoing_the_rest(library: Library) -> None:
    first, second = add(library, new_item(1, title="One"), new_item(2))
    library.edits.delete_items([first])
    library.edits.edit_metadata([second], title="Later")
    assert library.edits.restore_items([first]).label == "Restore “One”"
    assert library.items.metadata(second).title == "Later"
    seen = picture(library)
    for _ in range(4):
        library.journal.undo()
    assert library.items.count() == 0
    for _ in range(4):
        library.journal.redo()
    assert picture(library) == seen


def test_samples_go_in_one_command(library: Library) -> None:
    own, *samples = add(library, new_item(1), new_item(2, sample=True), new_item(3, sample=True))
    change = library.edits.remove_samples()
    assert change.item_ids == frozenset(samples)
    assert library.items.ids() == [own]
    assert library.edits.remove_samples().item_ids == frozenset()
    library.journal.undo()
    assert library.items.count() == 3


def test_an_import_is_one_command(library: Library) -> None:
    with library.imports.begin("Import 3 files", 3) as run:
        ids = [run.add(new_item(n))[0] for n in range(3)]
        assert run.finish() == Change("Import 3 files", frozenset(ids), listed=True)
    assert library.journal.undo_label() == "Import 3 files"
    assert library.journal.undo() == Change("Import 3 files", frozenset(ids), listed=True)
    assert library.items.count() == 0
    library.journal.redo()
    assert library.items.ids() == ids


def test_an_import_without_any_item_leaves_no_trace(library: Library) -> None:
    with library.imports.begin("Import 3 files", 3) as run:
        pass
    assert run.finish().item_ids == frozenset()
    assert library.journal.entries() == []


def test_an_update_keeps_the_older_transcript(library: Library) -> None:
    (item_id,) = add(library, new_item(1, title="Talk", summary="By hand"))
    before = picture(library)
    with library.imports.begin("Update “Talk”", 1, kind="update_item") as run:
        newer = new_item(2, cues=70)
        merged = replace(newer, metadata=replace(newer.metadata, title="Talk", summary="By hand", show="Found"))
        assert run.update(item_id, merged) == "talk"
        assert run.finish() == Change("Update “Talk”", frozenset((item_id,)), rescored=True)
    stored = library.items.load(item_id)
    assert len(stored.transcript.cues) == 70
    assert stored.provenance.source == "talk-2.vtt"
    assert (stored.metadata.summary, stored.metadata.show, stored.slug) == ("By hand", "Found", "talk")
    after = picture(library)
    library.journal.undo()
    assert picture(library) == before
    library.journal.redo()
    assert picture(library) == after
    assert check(library) == []


def test_an_update_of_a_missing_item_is_refused(library: Library) -> None:
    with library.imports.begin("Update", 1) as run, pytest.raises(NotFoundError):
        run.update(5, new_item())
    assert library.journal.entries() == []
    assert check(library) == []


def test_an_import_under_way_is_not_undone(library: Library) -> None:
    with library.imports.begin("Import 2 files", 2) as run:
        run.add(new_item(1))
        with pytest.raises(ReaderError, match="still under way"):
            library.journal.undo()
        run.add(new_item(2))
    assert len(library.journal.undo().item_ids) == 2  # type: ignore[union-attr]


def test_an_import_given_up_can_be_undone(library: Library) -> None:
    run = library.imports.begin("Import 2 files", 2)
    run.add(new_item(1))
    del run
    assert library.journal.undo() is not None


def test_other_commands_may_come_between_the_items_of_an_import(library: Library) -> None:
    with library.imports.begin("Import 2 files", 2) as run:
        first, _ = run.add(new_item(1, title="One"))
        library.edits.edit_metadata([first], title="Edited")
        run.add(new_item(2))
    assert [entry.label for entry in library.journal.entries()] == ["Edit title", "Import 2 files"]
    library.journal.undo()
    assert library.items.metadata(first).title == "One"
    library.journal.undo()
    assert library.items.count() == 0


def test_a_run_undone_by_another_window_goes_on_as_a_command_of_its_own(library: Library, path: Path) -> None:
    with library.imports.begin("Import 2 files", 2) as run, Library.open(path) as other:
        run.add(new_item(1))
        assert other.journal.undo() is not None
        run.add(new_item(2))
    assert library.items.count() == 1
    assert [entry.state for entry in library.journal.entries()] == ["done", "dropped"]
    library.journal.undo()
    assert library.items.count() == 0
    assert check(library) == []


def test_a_new_command_drops_what_was_undone(library: Library) -> None:
    (item_id,) = add(library, new_item(title="A"))
    library.edits.edit_metadata([item_id], title="B")
    library.journal.undo()
    library.edits.edit_metadata([item_id], show="C")
    assert library.journal.redo_label() is None
    assert library.journal.redo() is None
    states = [(entry.label, entry.state) for entry in library.journal.entries()]
    assert states == [("Edit show", "done"), ("Edit title", "dropped"), ("Import", "done")]


def test_history_tells_what_was_done_to_one_item(library: Library) -> None:
    first, second = add(library, new_item(1), new_item(2))
    library.edits.edit_metadata([second], title="B")
    library.edits.add_tags([first], ["x"])
    entries = library.journal.entries(item_id=second)
    assert [(entry.kind, entry.items) for entry in entries] == [("edit_metadata", 1), ("import_items", 2)]
    assert len(library.journal.entries(limit=1)) == 1


def test_undo_survives_a_restart(path: Path) -> None:
    with Library.open(path) as library:
        (item_id,) = add(library, new_item(title="A"))
        library.edits.edit_metadata([item_id], title="B")
        library.edits.edit_metadata([item_id], title="C")
        library.journal.undo()
    with Library.open(path) as library:
        assert library.journal.redo_label() == "Edit title"
        assert library.journal.undo() is not None
        assert library.items.metadata(item_id).title == "A"
    with Library.open(path) as library:
        library.journal.redo()
        library.journal.redo()
        assert library.items.metadata(item_id).title == "C"
        assert library.journal.redo() is None


def test_an_item_changed_behind_the_journal_is_left_alone(library: Library) -> None:
    first, second = add(library, new_item(1, title="A"), new_item(2, title="A"))
    library.edits.edit_metadata([first, second], title="B")
    library.write(lambda connection: connection.execute(text(f"UPDATE items SET title = 'X' WHERE id = {first}")))
    with pytest.raises(ReaderError, match="changed otherwise"):
        library.journal.undo()
    assert library.items.metadata(second).title == "B"
    assert library.journal.undo_label() == "Edit title of 2 items"


def test_purging_takes_tombstones_for_good(library: Library) -> None:
    first, second = add(library, new_item(1), new_item(2))
    with pytest.raises(NotFoundError):
        library.edits.purge([first])
    library.edits.delete_items([first])
    library.edits.purge([first])
    assert library.items.tombstones() == []
    assert library.items.count(deleted=True) == 1
    assert library.journal.undo_label() == "Import"
    assert library.journal.undo().item_ids == {second}  # type: ignore[union-attr]
    assert check(library) == []


def _one_command(library: Library, chance: random.Random, number: int) -> None:
    ids = library.items.ids()
    some = chance.sample(ids, chance.randint(1, len(ids))) if ids else []
    choice = chance.randrange(7)
    if choice == 0 or len(ids) < 2:
        add(library, *(new_item(number * 10 + n, title=f"T{number % 3}", cues=20) for n in range(chance.randint(1, 3))))
    elif choice == 1:
        library.edits.edit_metadata(some, title=f"Title {number}", summary=chance.choice("ab"))
    elif choice == 2:
        library.edits.add_tags(some, chance.sample("abcd", 2))
    elif choice == 3:
        library.edits.remove_tags(some, chance.sample("abcd", 2))
    elif choice == 4:
        library.edits.delete_items(some[:2])
    elif choice == 5 and library.items.tombstones():
        library.edits.restore_items([library.items.tombstones()[0].id])
    else:
        with library.imports.begin("Update", 1) as run:
            run.update(some[0], new_item(number * 10, cues=chance.randint(0, 30), drafts=frozenset(("title",))))


@pytest.mark.parametrize("seed", range(6))
def test_any_walk_of_commands_leads_back_and_forth(path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Library, "backup", lambda self, reason: path)
    chance = random.Random(seed)
    library = Library.open(path)
    pictures = [picture(library)]
    for number in range(14):
        _one_command(library, chance, number)
        if chance.random() < 0.2:
            library.close()
            library = Library.open(path)
        if picture(library) != pictures[-1]:
            pictures.append(picture(library))
        assert check(library) == []
    for expected in reversed(pictures[:-1]):
        while picture(library) != expected:
            assert library.journal.undo() is not None
    assert library.journal.undo() is None
    library.close()
    library = Library.open(path)
    for expected in pictures[1:]:
        while picture(library) != expected:
            assert library.journal.redo() is not None
    assert library.journal.redo() is None
    assert check(library) == []
    library.close()
