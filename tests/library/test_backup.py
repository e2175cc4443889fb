"""Backups are whole, checked, few, and can be brought back without losing what is there."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reader.errors import DamagedLibraryError, LibraryBusyError, LibraryError, NewerLibraryError
from reader.library import backup, schema
from reader.library.checking import check
from reader.library.database import Library
from tests.library.making import add, new_item, picture


def _reasons(path: Path) -> list[str]:
    return [entry.reason for entry in backup.backups(path)]


def test_a_backup_is_the_library_as_it_was(library: Library, path: Path) -> None:
    add(library, new_item(1), new_item(2))
    seen = picture(library)
    copy = library.backup("before a test")
    add(library, new_item(3))
    assert [file.name for file in backup.backup_folder(path).iterdir()] == [copy.name]
    (entry,) = backup.backups(path)
    assert (entry.path, entry.reason, entry.size) == (copy, "before a test", copy.stat().st_size)
    assert entry.made.endswith("Z")
    elsewhere = path.with_name("elsewhere.sqlite")
    shutil.copy(copy, elsewhere)
    with Library.open(elsewhere) as opened:
        assert picture(opened) == seen
        assert check(opened) == []


def test_a_backup_is_made_while_others_write(library: Library) -> None:
    (item_id,) = add(library, new_item(1))
    with library.read():
        library.backup("while reading")
    library.write(lambda connection: library.backup("while writing"))
    library.edits.edit_metadata([item_id], title="Still writable")


def test_few_backups_stay(library: Library, path: Path) -> None:
    add(library, new_item())
    for number in range(backup.KEPT + 3):
        library.backup(f"number {number}")
    assert _reasons(path) == [f"number {number}" for number in range(backup.KEPT + 2, 2, -1)]


def test_bulk_changes_are_preceded_by_one_backup(library: Library, path: Path) -> None:
    first_run = library.imports.begin("Import 30 files", 30)
    ids = [first_run.add(new_item(number, cues=5, sample=number < 2))[0] for number in range(30)]
    first_run.finish()
    assert _reasons(path) == [], "an empty library has nothing to keep"
    library.edits.edit_metadata(ids[:20], show="x")
    library.edits.delete_items(ids[20:21])
    assert _reasons(path) == []
    library.edits.edit_metadata([*ids[:20], ids[25]], show="y")
    library.edits.add_tags([*ids[:20], ids[25]], ["t"])
    library.edits.delete_items(ids[21:23])
    library.edits.remove_samples()
    with library.imports.begin("Import 21 files", 21) as run:
        for number in range(100, 121):
            run.add(new_item(number, cues=5))
    library.edits.purge(ids[20:21])
    assert _reasons(path) == [
        "before removing 1 item for good",
        "before an import of 21 files",
        "before removing 2 items",
        "before removing 2 items",
        "before an edit of 21 items",
        "before an edit of 21 items",
    ]
    copy = backup.backups(path)[1].path
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM items").fetchone() == (30,)


def test_a_backup_of_a_damaged_library_is_not_kept(path: Path) -> None:
    with Library.open(path) as library:
        add(library, *(new_item(n, cues=200) for n in range(5)))
    whole = path.read_bytes()
    page = 4096 * (len(whole) // 4096 // 2)
    path.write_bytes(whole[:page] + b"\xa5" * 4096 + whole[page + 4096 :])
    with pytest.raises(DamagedLibraryError) as caught:
        backup.backup(path, "before a test")
    assert caught.value.advice
    assert list(backup.backup_folder(path).iterdir()) == []


def test_a_backup_is_brought_back_and_the_present_kept(path: Path) -> None:
    with Library.open(path) as library:
        (item_id,) = add(library, new_item(1, title="Old"))
        seen = picture(library)
        library.backup("before the change")
        library.edits.edit_metadata([item_id], title="New")
        later = picture(library)
    (chosen,) = backup.backups(path)
    aside = backup.restore(path, chosen)
    assert aside is not None
    with Library.open(path) as library:
        assert picture(library) == seen
        assert library.journal.undo_label() == "Import"
    with Library.open(aside) as library:
        assert picture(library) == later
    assert chosen.path.exists()
    assert not list(path.parent.glob(".library.sqlite.restoring-*"))


@pytest.mark.parametrize("damage", [b"", b"garbage" * 500])
def test_a_damaged_library_is_replaced_and_kept(path: Path, damage: bytes) -> None:
    with Library.open(path) as library:
        add(library, new_item(1))
        seen = picture(library)
        library.backup("before the damage")
    path.write_bytes(damage)
    aside = backup.restore(path, backup.backups(path)[0])
    assert aside is not None
    assert aside.read_bytes() == damage
    with Library.open(path) as library:
        assert picture(library) == seen


def test_a_lost_library_is_brought_back(path: Path) -> None:
    with Library.open(path) as library:
        add(library, new_item(1))
        library.backup("before the loss")
    path.unlink()
    assert backup.restore(path, backup.backups(path)[0]) is None
    with Library.open(path) as library:
        assert library.items.count() == 1


def test_file_systems_without_links_keep_the_present_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(source: object, target: object) -> None:
        raise OSError("not supported")

    monkeypatch.setattr(os, "link", no_links)
    with Library.open(path) as library:
        add(library, new_item(1))
        library.backup("before a test")
    left = path.read_bytes()
    aside = backup.restore(path, backup.backups(path)[0])
    assert aside is not None
    with Library.open(aside) as kept:
        assert kept.items.count() == 1
    assert len(aside.read_bytes()) == len(left)


def test_an_open_library_is_not_replaced(library: Library, path: Path) -> None:
    add(library, new_item(1))
    library.backup("before a test")
    for replaces in (lambda: backup.restore(path, backup.backups(path)[0]), lambda: backup.set_aside(path)):
        with pytest.raises(LibraryBusyError):
            replaces()
    assert library.items.count() == 1
    assert not list(path.parent.glob("*set-aside*"))
    add(library, new_item(2))


def test_a_damaged_backup_is_not_brought_back(path: Path) -> None:
    with Library.open(path) as library:
        add(library, *(new_item(n, cues=200) for n in range(5)))
        library.backup("before a test")
    (chosen,) = backup.backups(path)
    whole = chosen.path.read_bytes()
    left = path.read_bytes()
    for damage in (whole[: len(whole) // 2], whole[:8192] + b"\xa5" * 9000 + whole[17192:], b"", b"text" * 999):
        chosen.path.write_bytes(damage)
        with pytest.raises(DamagedLibraryError):
            backup.restore(path, chosen)
    chosen.path.unlink()
    with pytest.raises(LibraryError):
        backup.restore(path, chosen)
    assert path.read_bytes() == left


def test_a_backup_from_a_newer_program_is_refused(path: Path) -> None:
    with Library.open(path) as library:
        add(library, new_item(1))
        library.backup("before a test")
    (chosen,) = backup.backups(path)
    with closing(sqlite3.connect(chosen.path)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    with pytest.raises(NewerLibraryError):
        backup.restore(path, chosen)


def test_setting_aside_makes_room_and_keeps_everything(path: Path) -> None:
    with Library.open(path) as library:
        add(library, new_item(1))
        seen = picture(library)
    aside = backup.set_aside(path)
    assert not path.exists()
    with Library.open(path) as library:
        assert library.items.count() == 0
    with Library.open(aside) as library:
        assert picture(library) == seen


def test_the_log_of_a_killed_program_goes_along(path: Path, tmp_path: Path) -> None:
    library = Library.open(path)
    add(library, new_item(1))
    killed = tmp_path / "killed"
    killed.mkdir()
    for file in path.parent.glob("library.sqlite*"):
        if file.is_file():
            shutil.copy(file, killed / file.name)
    seen = picture(library)
    library.close()
    assert (killed / "library.sqlite-wal").stat().st_size > 0
    aside = backup.set_aside(killed / "library.sqlite")
    assert [file.name for file in killed.iterdir()] == [aside.name]
    with Library.open(aside) as opened:
        assert picture(opened) == seen


def test_a_damaged_library_is_set_aside_with_its_log(path: Path) -> None:
    path.write_bytes(b"garbage" * 999)
    path.with_name("library.sqlite-wal").write_bytes(b"log")
    aside = backup.set_aside(path)
    assert aside.read_bytes() == b"garbage" * 999
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"log"
    assert sorted(path.parent.iterdir()) == [aside, aside.with_name(aside.name + "-wal")]


def test_nothing_to_set_aside_is_told(path: Path) -> None:
    with pytest.raises(LibraryError):
        backup.set_aside(path)


def test_other_files_among_the_backups_are_passed_over(library: Library, path: Path) -> None:
    add(library, new_item())
    entry = replace(backup.backups(path)[0]) if backup.backups(path) else library.backup("before a test")
    assert entry
    (backup.backup_folder(path) / "notes.txt").write_text("mine")
    assert len(backup.backups(path)) == 1


def test_where_no_backup_can_be_made_its_folder_is_named_and_nothing_is_changed(library: Library, path: Path) -> None:
    ids = add(library, new_item(1), new_item(2))
    folder = backup.backup_folder(path)
    folder.write_text("in the way")
    before = picture(library)
    with pytest.raises(LibraryError, match="No backup can be made in") as told:
        library.edits.delete_items(ids)
    assert str(folder) in str(told.value)
    assert picture(library) == before
