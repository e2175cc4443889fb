"""Copying a whole library to another place, and removing the file that it was moved from."""

from __future__ import annotations

import os
import queue
import shutil
import sqlite3
import threading
import uuid
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from reader.errors import DamagedLibraryError, LibraryError
from reader.library import backup, schema
from reader.library.connections import connect
from reader.library.faults import told_apart
from reader.library.places import is_network_folder

PAGES = 2_000
"""Pages (of 4 kB) that are copied between two steps."""
SPARE = 1_000_000
"""So many bytes have to stay free beside the copy."""
_COUNTED = ("items", "transcripts", "commands", "steps")


@dataclass(frozen=True, slots=True)
class CopyPlan:
    """A copy that can be made: from where to where, of how many bytes, how many are free there, and whether the place
    is a share of another computer.
    """

    path: Path
    target: Path
    size: int
    free: int
    on_network: bool


@dataclass(frozen=True, slots=True)
class Glance:
    """What a library file tells without being opened: ``items`` is None where it cannot be read as one."""

    path: Path
    size: int
    items: int | None


class _StoppedError(Exception):
    """Somebody wants no copy any more."""


def plan_copy(path: Path, target: Path) -> CopyPlan:
    """See whether the library at ``path`` can be copied to ``target``.

    Raises LibraryError where something is there already, the folder cannot be written, or the disk has no room.
    """
    path, target = path.absolute(), target.absolute()
    with told_apart(target):
        if target.exists() or target.is_symlink():
            raise LibraryError(f"{target} is there already.", "Choose another name: nothing is ever overwritten.")
        if not target.parent.is_dir():
            raise LibraryError(f"The folder {target.parent} is not there.", "Make it first, or choose another one.")
        if not os.access(target.parent, os.W_OK):
            raise LibraryError(f"{target.parent} can be read but not written.", "Choose another folder.")
        free = shutil.disk_usage(target.parent).free
    with told_apart(path):
        size = sum(file.stat().st_size for file in _files(path))
    if size + SPARE > free:
        raise LibraryError(
            f"There is no room for the copy: it takes {_megabytes(size)}, {_megabytes(free)} are free.",
            "Free some space there, or choose another place.",
        )
    return CopyPlan(path, target, size, free, is_network_folder(target.parent))


def copy_library(path: Path, target: Path) -> Generator[tuple[int, int], None, None]:
    """Copy the library as it is at one moment, check the copy, and give it its name; yields pages done and in all.

    Until the very end there is nothing under that name; what is unfinished is removed. Raises LibraryError like
    :func:`plan_copy`, and where the disk gives out; DamagedLibraryError where the copy fails its check.
    """
    plan = plan_copy(path, target)
    draft = plan.target.with_name(f".{plan.target.name}.new-{uuid.uuid4().hex[:12]}")
    try:
        with told_apart(draft):
            draft.touch(exist_ok=False)
        yield from _copied(plan.path, draft)
        with told_apart(plan.target):
            _sync(draft)
            backup.require_sound(draft, plan.target.name)
            _require_same(plan.path, draft)
            schema.part_from_old_log(plan.target)
            _name(draft, plan.target)
    finally:
        for leftover in (draft, *(schema.beside(draft, suffix) for suffix in ("-wal", "-shm", "-journal"))):
            leftover.unlink(missing_ok=True)


def free_for_moving(path: Path) -> None:
    """Fold the log of a closed library into its file. Raises LibraryBusyError where somebody has it open."""
    with told_apart(path):
        backup.settle(path)


def remove_moved(path: Path, moved_to: Path) -> Path | None:
    """Remove the file of a library that stands at ``moved_to`` now; return the folder of its backups, which stays.

    Raises LibraryError, and removes nothing, where the new one is not a sound library, or is the same file.
    """
    with told_apart(path):
        if moved_to.samefile(path):
            raise LibraryError(f"{path} and {moved_to} are one file.", "Nothing was removed.")
        schema.version_of(moved_to)
        backup.settle(path)
        # The main file goes last: a log without its file would be played into the next library of that name.
        for suffix in ("-wal", "-shm", ""):
            schema.beside(path, suffix).unlink(missing_ok=True)
        schema.sync_folder(path.parent)
    folder = backup.backup_folder(path)
    return folder if folder.is_dir() else None


def glance(path: Path) -> Glance:
    """What a library file holds, without opening it for writing. Raises LibraryError where it is not there."""
    with told_apart(path):
        size = sum(file.stat().st_size for file in _files(path))
    # Without a log nobody writes it: nothing has to be made beside it to read it.
    mode = "mode=ro" if schema.beside(path, "-wal").exists() else "mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, timeout=0.2)
    except sqlite3.Error:
        return Glance(path, size, None)
    try:
        if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
            return Glance(path, size, None)
        found = connection.execute("SELECT count(*) FROM items WHERE deleted IS NULL").fetchone()[0]
        return Glance(path, size, int(found))
    except sqlite3.Error:
        return Glance(path, size, None)
    finally:
        connection.close()


def _files(path: Path) -> list[Path]:
    """The library's file and what of it stands in its log."""
    log = schema.beside(path, "-wal")
    return [path, log] if log.exists() else [path]


def _copied(path: Path, draft: Path) -> Generator[tuple[int, int], None, None]:
    """Copy through SQLite's backup API on a thread of its own, so that whoever waits can stop it between two steps."""
    told: queue.SimpleQueue[tuple[int, int] | None] = queue.SimpleQueue()
    failures: list[BaseException] = []
    stop = threading.Event()

    def tell(_status: int, remaining: int, total: int) -> None:
        if stop.is_set():
            raise _StoppedError
        told.put((total - remaining, total))

    def work() -> None:
        try:
            _copy(path, draft, tell)
        except BaseException as error:  # it is raised again by whoever waits
            failures.append(error)
        told.put(None)

    thread = threading.Thread(target=work, name="library copy", daemon=True)
    thread.start()
    try:
        while (step := told.get()) is not None:
            yield step
    finally:
        stop.set()
        thread.join()
    if failures:
        with told_apart(draft):
            raise failures[0]


def _copy(path: Path, draft: Path, tell: object) -> None:
    source = connect(path)
    try:
        copy = sqlite3.connect(draft, isolation_level=None)
        try:
            source.backup(copy, pages=PAGES, progress=tell, sleep=0.001)  # type: ignore[arg-type]
            copy.execute("PRAGMA synchronous = FULL")
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()
        finally:
            copy.close()
    finally:
        source.close()


def _require_same(path: Path, copy: Path) -> None:
    """Raises DamagedLibraryError where the copy does not hold as much as the original."""
    if _counts(connect(path)) != _counts(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro&immutable=1", uri=True)):
        raise DamagedLibraryError("The copy is not what the library holds.", "Nothing was changed; try again.")


def _counts(connection: sqlite3.Connection) -> list[int]:
    try:
        return [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _COUNTED]
    finally:
        connection.close()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _name(draft: Path, target: Path) -> None:
    """Give the finished file its name; one that was taken meanwhile is never taken over."""
    try:
        os.link(draft, target)
    except FileExistsError:
        raise LibraryError(f"{target} is there already.", "Choose another name.") from None
    except OSError:
        # A file system without hard links.
        if target.exists():
            raise LibraryError(f"{target} is there already.", "Choose another name.") from None
        os.replace(draft, target)
    schema.sync_folder(target.parent)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
