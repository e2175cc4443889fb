"""Opening, sharing and closing a library; every fault of file, disk or user is told apart and put into a sentence."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from reader.errors import DamagedLibraryError, LibraryBusyError, LibraryError, NewerLibraryError
from reader.library import schema
from reader.library.checking import check
from reader.library.connections import connect
from reader.library.database import Library
from tests.library.making import add, new_item, picture

as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root to mount or change user"
)


def test_a_new_library_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder with ü #?%" / "library.sqlite"
    with Library.open(path) as library:
        assert library.path == path
        assert library.items.count() == 0
        assert check(library) == []
    assert [file.name for file in path.parent.iterdir()] == ["library.sqlite"]


def test_a_library_opens_again_as_it_was_left(path: Path) -> None:
    with Library.open(path) as library:
        add(library, new_item(1), new_item(2))
        seen = picture(library)
    with Library.open(path) as library:
        assert picture(library) == seen


def test_closing_folds_the_log_into_the_file(path: Path) -> None:
    library = Library.open(path)
    add(library, new_item())
    library.close()
    library.close()
    assert library.closed
    assert [file.name for file in path.parent.iterdir()] == ["library.sqlite"]
    with pytest.raises(LibraryError, match="closed"):
        library.items.count()
    with pytest.raises(LibraryError, match="closed"):
        library.edits.delete_items([1])


def test_every_connection_keeps_the_promises(library: Library, path: Path) -> None:
    def pragmas(connection: Connection) -> dict[str, object]:
        names = ("foreign_keys", "journal_mode", "synchronous", "busy_timeout")
        return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names}

    wanted = {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "busy_timeout": 300}
    assert library.write(pragmas) == wanted
    together = threading.Barrier(6)

    def read() -> dict[str, object]:
        with library.read() as connection:
            together.wait(10)
            return pragmas(connection)

    with ThreadPoolExecutor(6) as pool:
        assert [future.result() for future in [pool.submit(read) for _ in range(6)]] == [wanted] * 6
    bare = connect(path)
    assert bare.execute("PRAGMA foreign_keys").fetchone() == (1,)
    bare.close()


def test_foreign_keys_hold(library: Library) -> None:
    with pytest.raises(IntegrityError):
        library.write(lambda connection: connection.execute(text("INSERT INTO tags VALUES (77, 0, 'x')")))


def test_reading_connections_cannot_write(library: Library) -> None:
    with pytest.raises(LibraryError), library.read() as connection:
        connection.execute(text("DELETE FROM items"))


def test_a_failed_write_reaches_the_caller_and_leaves_nothing(library: Library) -> None:
    add(library, new_item(1))
    before = picture(library)

    def write(connection: Connection) -> None:
        connection.execute(text("UPDATE items SET title = 'half'"))
        raise ValueError("our bug")

    with pytest.raises(ValueError, match="our bug"):
        library.write(write)
    assert picture(library) == before
    add(library, new_item(2))


def test_a_write_inside_a_write_is_refused(library: Library) -> None:
    with pytest.raises(RuntimeError):
        library.write(lambda connection: library.write(lambda inner: None))


def test_a_read_sees_one_state_while_others_write(library: Library) -> None:
    add(library, new_item(1))
    with library.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM items")).scalar() == 1
        add(library, new_item(2))
        assert connection.execute(text("SELECT count(*) FROM items")).scalar() == 1
    assert library.items.count() == 2


def test_many_threads_write_one_after_another(library: Library) -> None:
    (item_id,) = add(library, new_item(tags=()))
    with ThreadPoolExecutor(8) as pool:
        tags = [f"t{n}" for n in range(24)]
        list(pool.map(lambda tag: library.edits.add_tags([item_id], [tag]), tags))
    assert sorted(library.items.metadata(item_id).tags) == sorted(tags)
    for _ in tags:
        library.journal.undo()
    assert library.items.metadata(item_id).tags == ()


def test_two_windows_share_a_library(library: Library, path: Path) -> None:
    with Library.open(path) as other:
        (first,) = add(library, new_item(1))
        (second,) = add(other, new_item(2))
        assert library.items.ids() == other.items.ids() == [first, second]
        assert other.journal.undo() is not None
        assert library.items.ids() == [first]


def test_two_processes_may_make_the_same_library(path: Path) -> None:
    script = "import sys; from pathlib import Path; from reader.library.database import Library\n" \
             "Library.open(Path(sys.argv[1])).close()"  # fmt: skip
    running = [subprocess.Popen([sys.executable, "-c", script, str(path)]) for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    with Library.open(path) as library:
        assert check(library) == []
    assert [file.name for file in path.parent.iterdir()] == ["library.sqlite"]


LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(sys.argv[2])
connection.execute("BEGIN EXCLUSIVE")
connection.execute("UPDATE items SET title = title")
print("locked", flush=True)
sys.stdin.read()
"""


def _lock(path: Path, pragma: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", LOCK, str(path), pragma], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "locked\n"
    return process


def test_a_write_waits_and_then_says_who_is_in_the_way(library: Library, path: Path) -> None:
    add(library, new_item())
    with _lock(path, "SELECT 1") as process:
        started = time.monotonic()
        with pytest.raises(LibraryBusyError) as caught:
            add(library, new_item(2))
        assert 0.2 < time.monotonic() - started < 5
        assert caught.value.advice
        assert library.items.count() == 1
        with Library.open(path) as other:
            assert other.items.count() == 1
        process.communicate("")
    add(library, new_item(2))


def test_a_library_held_for_good_is_busy_at_opening(path: Path) -> None:
    Library.open(path).close()
    with _lock(path, "PRAGMA locking_mode = EXCLUSIVE") as process:
        with pytest.raises(LibraryBusyError):
            Library.open(path, busy_timeout_ms=100).items.count()
        process.communicate("")


def test_a_newer_schema_is_refused_and_left_alone(path: Path) -> None:
    Library.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    with pytest.raises(NewerLibraryError) as caught:
        Library.open(path)
    assert "newer version" in caught.value.message
    assert caught.value.advice
    assert not (path.parent / "library.sqlite.backups").exists()


def _zeros(path: Path) -> None:
    path.write_bytes(b"\0" * 20_000)


def _text(path: Path) -> None:
    path.write_text("WEBVTT\n\nnot a database at all")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _cut_in_the_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60])


def _cut_in_the_middle(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _header_garbage(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:16] + b"\xff" * 40 + whole[56:])


def _first_page_garbage(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xa5" * (4096 - 100) + whole[4096:])


@pytest.mark.parametrize(
    "damage",
    [_zeros, _text, _empty, _cut_in_the_header, _cut_in_the_middle, _header_garbage, _first_page_garbage],
)
def test_a_damaged_file_is_told_at_opening_and_left_alone(path: Path, damage: Callable[[Path], None]) -> None:
    with Library.open(path) as library:
        add(library, *(new_item(n) for n in range(5)))
    damage(path)
    left = path.read_bytes()
    with pytest.raises(DamagedLibraryError) as caught:
        Library.open(path)
    assert caught.value.message.endswith(".")
    assert caught.value.advice
    assert path.read_bytes() == left


def test_a_damaged_middle_is_told_whenever_it_is_met(path: Path) -> None:
    with Library.open(path) as library:
        add(library, *(new_item(n, cues=200) for n in range(20)))
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM")  # a page that holds nothing has nothing to lose
    whole = path.read_bytes()
    pages = len(whole) // 4096
    told = 0
    for page in range(1, pages, max(1, pages // 25)):
        path.write_bytes(whole[: page * 4096] + b"\xa5" * 4096 + whole[(page + 1) * 4096 :])
        told += _met(path)
        for leftover in path.parent.glob("library.sqlite-*"):
            leftover.unlink()
    assert told > 15


def _met(path: Path) -> bool:
    """Whether the damage was told, by an error of the right kind or by the check; anything else fails the test."""
    try:
        library = Library.open(path)
    except DamagedLibraryError:
        return True
    try:
        library.items.summaries()
        for item_id in library.items.ids():
            library.items.load(item_id)
        library.journal.undo()
    except DamagedLibraryError:
        return True
    finally:
        problems = check(library)
        library.close()
    assert problems, "neither use nor check noticed a page of garbage"
    return True


def test_a_database_of_another_program_is_left_as_it_is(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (text)")
    connection.close()
    left = path.read_bytes()
    with pytest.raises(DamagedLibraryError, match="another program"):
        Library.open(path)
    assert path.read_bytes() == left


def test_missing_tables_are_damage(path: Path) -> None:
    Library.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE steps")
    connection.close()
    with pytest.raises(DamagedLibraryError):
        Library.open(path)


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="is a folder"):
        Library.open(tmp_path)


def test_a_place_inside_a_file_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError):
        Library.open(tmp_path / "file" / "library.sqlite")


def test_a_log_without_its_library_is_not_played_into_a_new_one(path: Path) -> None:
    library = Library.open(path)
    add(library, new_item())
    log = path.with_name("library.sqlite-wal").read_bytes()
    library.close()
    path.unlink()
    path.with_name("library.sqlite-wal").write_bytes(log)
    with Library.open(path) as fresh:
        assert fresh.items.count() == 0
        assert check(fresh) == []
    (orphan,) = path.parent.glob("*.orphan-*")
    assert orphan.read_bytes() == log


def test_unfinished_new_libraries_are_swept(path: Path) -> None:
    old, young = path.with_name(".library.sqlite.new-a"), path.with_name(".library.sqlite.new-b")
    for draft in (old, young):
        draft.write_bytes(b"draft")
    os.utime(old, (0, 0))
    Library.open(path).close()
    assert not old.exists()
    assert young.exists()


@as_root
def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    mount = tmp_path / "small"
    mount.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(mount)], check=True)
    try:
        path = mount / "library.sqlite"
        library = Library.open(path)
        stored = 0
        run = library.imports.begin("Import", 1)

        def store_until_it_fails() -> None:
            nonlocal stored
            for number in range(500):
                run.add(new_item(number, cues=400))
                stored += 1

        with pytest.raises(LibraryError, match="full") as caught:
            store_until_it_fails()
        run.finish()
        assert type(caught.value) is LibraryError
        assert caught.value.advice
        assert 0 < stored < 500
        assert library.items.count() == stored
        with pytest.raises(LibraryError, match="full"):
            library.backup("before nothing")
        library.close()
        with Library.open(path) as library:
            assert library.items.count() == stored
            assert check(library) == []
        assert list((mount / "library.sqlite.backups").iterdir()) == []
    finally:
        subprocess.run(["umount", str(mount)], check=True)


@as_root
def test_a_full_disk_leaves_no_half_of_a_new_library(tmp_path: Path) -> None:
    mount = tmp_path / "tiny"
    mount.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", str(mount)], check=True)
    try:
        with pytest.raises(LibraryError, match="full"):
            Library.open(mount / "library.sqlite")
        assert list(mount.iterdir()) == []
    finally:
        subprocess.run(["umount", str(mount)], check=True)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


AS_ANOTHER_USER = """
import os, sys
from pathlib import Path
from reader.errors import LibraryError
from reader.library.database import Library
Library  # imported while the files of the program may still be read
import sqlalchemy.dialects.sqlite
os.setgid(65534); os.setuid(65534)
try:
    Library.open(Path(sys.argv[1]))
except LibraryError as error:
    print(type(error).__name__, "|", error.message, "|", error.advice)
"""


@as_root
@pytest.mark.parametrize("what", ["file", "folder", "new"])
def test_a_place_that_cannot_be_written_is_told(open_folder: Path, what: str) -> None:
    folder = open_folder / "place"
    path = folder / "library.sqlite"
    Library.open(path).close()
    folder.chmod(0o777 if what == "file" else 0o555)
    path.chmod(0o644 if what == "file" else 0o666)
    if what == "new":
        path.unlink()
    told = subprocess.run(
        [sys.executable, "-c", AS_ANOTHER_USER, str(path)], capture_output=True, text=True, check=True
    ).stdout
    assert told.startswith("LibraryError |"), told
    assert "can be read but not written" in told
    assert "llow" in told.split("|")[2]


@as_root
def test_a_read_only_disk_is_told(tmp_path: Path) -> None:
    mount = tmp_path / "disk"
    mount.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(mount)], check=True)
    try:
        Library.open(mount / "library.sqlite").close()
        subprocess.run(["mount", "-o", "remount,ro", str(mount)], check=True)
        with pytest.raises(LibraryError, match="can be read but not written"):
            Library.open(mount / "library.sqlite")
        with pytest.raises(LibraryError, match="can be read but not written"):
            Library.open(mount / "other.sqlite")
    finally:
        subprocess.run(["umount", str(mount)], check=True)
