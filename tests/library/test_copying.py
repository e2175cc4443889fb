"""A library is copied whole or not at all, and moving never leaves less than it began with."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from reader.errors import LibraryBusyError, LibraryError, ReaderError
from reader.library import copying, schema
from reader.library.checking import check
from reader.library.database import Library
from tests.library.making import add, new_item, picture

as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root to mount")


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def run_through(steps: Any) -> list[tuple[int, int]]:
    return list(steps)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_copy_of_an_open_library_is_the_library(library: Library, path: Path, tmp_path: Path) -> None:
    add(library, new_item(1), new_item(2))
    library.edits.delete_items(library.items.ids()[1:])
    seen = picture(library)
    target = tmp_path / "elsewhere ü #?%" / "copy.sqlite"
    target.parent.mkdir()
    steps = run_through(copying.copy_library(path, target))
    assert steps[-1][0] == steps[-1][1] > 0
    add(library, new_item(3))
    assert names(target.parent) == ["copy.sqlite"]
    with Library.open(target) as opened:
        assert picture(opened) == seen
        assert check(opened) == []
        opened.journal.undo()
        assert opened.items.count() == 2


def test_nothing_is_ever_overwritten(library: Library, path: Path, tmp_path: Path) -> None:
    target = tmp_path / "other.sqlite"
    target.write_text("mine", encoding="utf-8")
    for taken in (target, path):
        with pytest.raises(LibraryError, match="is there already") as caught:
            copying.plan_copy(path, taken)
        assert caught.value.advice
    copy = copying.copy_library(path, tmp_path / "late.sqlite")
    next(copy)
    (tmp_path / "late.sqlite").write_text("quicker", encoding="utf-8")
    with pytest.raises(LibraryError, match="is there already"):
        run_through(copy)
    assert target.read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "late.sqlite").read_text(encoding="utf-8") == "quicker"
    assert not [name for name in names(tmp_path) if name.startswith(".")]


def test_a_log_that_another_library_left_is_not_played_into_the_copy(
    library: Library, path: Path, tmp_path: Path
) -> None:
    add(library, new_item(1))
    target = tmp_path / "copy.sqlite"
    schema.beside(target, "-wal").write_bytes(b"left by somebody")
    run_through(copying.copy_library(path, target))
    assert not schema.beside(target, "-wal").exists()
    with Library.open(target) as opened:
        assert picture(opened) == picture(library)


def test_a_copy_that_is_stopped_leaves_nothing(library: Library, path: Path, tmp_path: Path) -> None:
    add(library, *(new_item(number, cues=400) for number in range(8)))
    folder = tmp_path / "there"
    folder.mkdir()
    copy = copying.copy_library(path, folder / "copy.sqlite")
    next(copy)
    copy.close()
    assert names(folder) == []


@pytest.mark.parametrize("where", ["missing/copy.sqlite", "file/copy.sqlite"])
def test_a_folder_that_is_not_there_is_told(library: Library, path: Path, tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(LibraryError):
        copying.plan_copy(path, tmp_path / where)


def test_too_little_room_is_told_before_anything_is_written(
    library: Library, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying.shutil, "disk_usage", lambda _folder: Usage(10**9, 10**9, 50_000))
    with pytest.raises(LibraryError, match=r"no room for the copy: it takes 0\.\d MB, 0\.1 MB are free|are free"):
        copying.plan_copy(path, tmp_path / "copy.sqlite")
    assert not (tmp_path / "copy.sqlite").exists()


@as_root
def test_a_disk_that_fills_up_meanwhile_leaves_the_library_and_no_half_of_a_copy(
    library: Library, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(library, *(new_item(number, cues=400) for number in range(8)))
    seen = picture(library)
    monkeypatch.setattr(copying.shutil, "disk_usage", lambda _folder: Usage(10**9, 0, 10**9))
    mount = tmp_path / "small"
    mount.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=120k", "tmpfs", str(mount)], check=True)
    try:
        with pytest.raises(LibraryError, match="full"):
            run_through(copying.copy_library(path, mount / "copy.sqlite"))
        assert names(mount) == []
    finally:
        subprocess.run(["umount", str(mount)], check=True)
    assert picture(library) == seen


@as_root
def test_a_folder_that_cannot_be_written_is_told(library: Library, path: Path, tmp_path: Path) -> None:
    mount = tmp_path / "disk"
    mount.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(mount)], check=True)
    try:
        with pytest.raises(LibraryError, match="can be read but not written"):
            copying.plan_copy(path, mount / "copy.sqlite")
    finally:
        subprocess.run(["umount", str(mount)], check=True)


COPIER = """
import sys, time
from pathlib import Path
from reader.library import copying

copying.PAGES = 5
for step in copying.copy_library(Path(sys.argv[1]), Path(sys.argv[2])):
    print(*step, flush=True)
    time.sleep(0.02)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a system with SIGKILL")
def test_a_kill_while_copying_leaves_the_library_untouched(library: Library, path: Path, tmp_path: Path) -> None:
    add(library, *(new_item(number, cues=400) for number in range(8)))
    seen = picture(library)
    library.close()
    before = path.read_bytes()
    folder = tmp_path / "there"
    folder.mkdir()
    root = str(Path(__file__).resolve().parents[2] / "src")
    process = subprocess.Popen(
        [sys.executable, "-c", COPIER, str(path), str(folder / "copy.sqlite")],
        stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": root},
    )  # fmt: skip
    assert process.stdout is not None
    for _ in range(4):
        process.stdout.readline()
    process.kill()
    process.wait()
    process.stdout.close()
    assert not (folder / "copy.sqlite").exists()
    assert path.read_bytes() == before
    # What was left half done is out of the way of the next one, and is swept away once it is old.
    left = next(folder.glob(".copy.sqlite.new-*"))
    old = time.time() - 2 * 3600
    os.utime(left, (old, old))
    run_through(copying.copy_library(path, folder / "copy.sqlite"))
    with Library.open(folder / "copy.sqlite") as opened:
        assert picture(opened) == seen


# -- moving


def test_what_was_moved_is_removed_with_its_log_and_its_backups_stay(
    library: Library, path: Path, tmp_path: Path
) -> None:
    add(library, new_item(1))
    library.backup("before a test")
    seen = picture(library)
    library.close()
    target = tmp_path / "moved.sqlite"
    copying.free_for_moving(path)
    run_through(copying.copy_library(path, target))
    with Library.open(target) as opened:
        assert picture(opened) == seen
        assert copying.remove_moved(path, target) == tmp_path / "library.sqlite.backups"
        assert picture(opened) == seen
    assert [name for name in names(tmp_path) if name.startswith("library.sqlite")] == ["library.sqlite.backups"]


def test_a_library_that_somebody_has_open_is_not_moved(library: Library, path: Path, tmp_path: Path) -> None:
    add(library, new_item(1))
    with pytest.raises(LibraryBusyError):
        copying.free_for_moving(path)
    run_through(copying.copy_library(path, tmp_path / "copy.sqlite"))
    with pytest.raises(LibraryBusyError):
        copying.remove_moved(path, tmp_path / "copy.sqlite")
    assert library.items.count() == 1


def test_the_only_file_is_never_removed(library: Library, path: Path, tmp_path: Path) -> None:
    library.close()
    same = tmp_path / "same.sqlite"
    same.symlink_to(path)
    for there in (same, path, tmp_path / "nothing.sqlite"):
        with pytest.raises(ReaderError):
            copying.remove_moved(path, there)
    not_one = tmp_path / "text.sqlite"
    not_one.write_text("no library", encoding="utf-8")
    with pytest.raises(ReaderError):
        copying.remove_moved(path, not_one)
    assert path.exists()


# -- a glance


def test_a_glance_tells_how_much_a_file_holds_and_changes_nothing(library: Library, path: Path) -> None:
    ids = add(library, new_item(1), new_item(2), new_item(3))
    library.edits.delete_items(ids[:1])
    assert copying.glance(path).items == 2
    library.close()
    before = names(path.parent)
    assert copying.glance(path).items == 2
    assert copying.glance(path).size == path.stat().st_size
    assert names(path.parent) == before


def test_a_glance_at_what_is_no_library_says_so(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    for content in (b"", b"no database", b"SQLite format 3\x00" + bytes(200)):
        other.write_bytes(content)
        assert copying.glance(other).items is None
    with pytest.raises(LibraryError):
        copying.glance(tmp_path / "missing.sqlite")
