"""Backups of a library, bringing one back, and setting a file aside. Nothing in here ever loses the present file."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import uuid
from datetime import UTC, datetime
from pathlib import Path

from reader.errors import DamagedLibraryError, LibraryError, NewerLibraryError
from reader.library import schema
from reader.library.connections import connect
from reader.library.faults import library_error, told_apart
from reader.library.records import Backup
from reader.library.slugs import slugify

KEPT = 10
"""Number of backups that stay; older ones go when a new one is made."""

_NAME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)\.(\d{3})Z--(.+)\.sqlite$")


def backup_folder(path: Path) -> Path:
    """Where the backups of the library at ``path`` stand."""
    return path.with_name(f"{path.name}.backups")


def backup(path: Path, reason: str) -> Path:
    """Copy the library as it is at this moment, check the copy, and keep it; return its path.

    ``reason`` is a few words ("before an import of 300 files"). Others may read and write meanwhile. Raises
    DamagedLibraryError where the copy fails its check (it is not kept then), LibraryError where the disk is in the way.
    """
    folder = backup_folder(path)
    with told_apart(path):
        _make_folder(folder)
        draft = folder / f".draft-{uuid.uuid4().hex[:12]}"
        try:
            draft.touch(exist_ok=False)
            _copy(path, draft)
            require_sound(draft, path.name)
            final = _free_name(folder, reason)
            os.replace(draft, final)
            schema.sync_folder(folder)
        finally:
            draft.unlink(missing_ok=True)
        _prune(path)
    return final


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"No backup can be made in {folder}, so nothing was changed.",
            "See that nothing of that name is in the way, that you may write there, and that the disk has room.",
        ) from error


def backups(path: Path) -> list[Backup]:
    """The backups of the library at ``path``, the newest first."""
    folder = backup_folder(path)
    with told_apart(path):
        if not folder.is_dir():
            return []
        found = []
        for file in folder.iterdir():
            match = _NAME.match(file.name)
            if match:
                day, hour, minute, second, _, reason = match.groups()
                made = f"{day}T{hour}:{minute}:{second}Z"
                found.append(Backup(file, made, reason.replace("-", " "), file.stat().st_size))
    return sorted(found, key=lambda entry: entry.path.name, reverse=True)


def restore(path: Path, chosen: Backup) -> Path | None:
    """Put a backup in the place of the library at ``path``; return where the library of before was set aside, if any.

    The library must be closed. Raises LibraryBusyError where somebody still has it open, DamagedLibraryError where the
    backup itself is damaged, NewerLibraryError where it needs a newer program; nothing is changed then.
    """
    with told_apart(path):
        require_sound(chosen.path, chosen.path.name)
        draft = path.with_name(f".{path.name}.restoring-{uuid.uuid4().hex[:12]}")
        try:
            _copy_file(chosen.path, draft)
            aside = _keep(path) if path.exists() else None
            for suffix in ("-wal", "-shm"):
                schema.beside(path, suffix).unlink(missing_ok=True)
            os.replace(draft, path)
            schema.sync_folder(path.parent)
        finally:
            draft.unlink(missing_ok=True)
    return aside


def set_aside(path: Path) -> Path:
    """Rename the library at ``path``, so that a new one can take its place; return its new path. Never deletes.

    Raises LibraryBusyError where somebody still has it open, LibraryError where there is no such file.
    """
    with told_apart(path):
        settle(path)
        aside = _aside_name(path)
        # The log goes first: a main file whose log is missing is whole up to its last check point; a log whose file is
        # missing would be played into the next library of that name.
        log = schema.beside(path, "-wal")
        if log.exists():
            log.rename(schema.beside(aside, "-wal"))
        schema.beside(path, "-shm").unlink(missing_ok=True)
        path.rename(aside)
        schema.sync_folder(path.parent)
    return aside


def _copy(path: Path, target: Path) -> None:
    """Copy through SQLite's backup API; the copy is one file without a write-ahead log."""
    source = connect(path)
    try:
        copy = sqlite3.connect(target, isolation_level=None)
        try:
            source.backup(copy)
            copy.execute("PRAGMA synchronous = FULL")
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()
        finally:
            copy.close()
    finally:
        source.close()
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def require_sound(path: Path, name: str) -> None:
    """Read a library file through without changing it. Raises DamagedLibraryError, NewerLibraryError."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        application_id = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        problems = schema.checked_by(connection)
    except sqlite3.Error as error:
        problems = [str(error)]
        application_id, version = schema.APPLICATION_ID, 0
    finally:
        connection.close()
    if application_id != schema.APPLICATION_ID:
        raise DamagedLibraryError(f"{name} is not a library of this program.", "Choose another backup.")
    if problems:
        raise DamagedLibraryError(
            f"{name} failed its check ({problems[0]}).", "Restore another backup; nothing was changed."
        )
    if version > schema.VERSION:
        raise NewerLibraryError(f"{name} was written by a newer version of this program.", "Install that version.")


def _copy_file(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def settle(path: Path) -> None:
    """Fold the log of a closed library into its file. Raises LibraryBusyError where somebody has it open.

    A damaged library stays as it is, with its log beside it.
    """
    try:
        schema.version_of(path, busy_timeout_ms=200)
        connection = connect(path, busy_timeout_ms=200)
        try:
            # Leaving the log needs the file for oneself: this is also the test whether anybody has it open.
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        finally:
            connection.close()
    except (DamagedLibraryError, NewerLibraryError):
        return
    except sqlite3.Error as error:
        if not isinstance(library_error(error, path), DamagedLibraryError):
            raise


def _keep(path: Path) -> Path:
    """Give the library (and its log, if any) a second name under which it stays when its first name is taken over."""
    settle(path)
    aside = _aside_name(path)
    for suffix in ("-wal", ""):
        if schema.beside(path, suffix).exists():
            _second_name(schema.beside(path, suffix), schema.beside(aside, suffix))
    return aside


def _second_name(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except OSError:
        # A file system without hard links.
        _copy_file(path, target)


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S.%f")[:-3] + "Z"


def _aside_name(path: Path) -> Path:
    return path.with_name(f"{path.stem}.set-aside-{_stamp()}-{uuid.uuid4().hex[:4]}{path.suffix}")


def _free_name(folder: Path, reason: str) -> Path:
    while (target := folder / f"{_stamp()}--{slugify(reason)}.sqlite").exists():
        pass
    return target


def _prune(path: Path) -> None:
    for old in backups(path)[KEPT:]:
        old.path.unlink(missing_ok=True)
