"""Making a library file, telling its schema, and bringing an older one up to date.

The number of the schema stands in SQLite's ``user_version``, so that opening costs one look and no Alembic; Alembic's
own table is kept beside it for the migrations. Migration ``0007`` leads to schema 7.
"""

from __future__ import annotations

import glob
import os
import sqlite3
import time
import uuid
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, inspect

from reader.errors import DamagedLibraryError, LibraryError, NewerLibraryError
from reader.library.columns import DAMAGE_ADVICE
from reader.library.connections import BUSY_TIMEOUT_MS, connect, make_engine
from reader.library.faults import damaged, told_apart
from reader.library.tables import VIRTUAL_NAMES, metadata

VERSION = 4
"""The schema this program reads and writes."""

APPLICATION_ID = 0x50525244
"""Marks a SQLite file as a library of this program ("PRRD")."""

MIGRATIONS = Path(__file__).parent / "migrations"

_SQLITE_HEADER = b"SQLite format 3\x00"
_HEADER_LENGTH = 100
_DRAFT_AGE_S = 3600


def revision(version: int) -> str:
    """Alembic's name of the migration that leads to schema ``version``."""
    return f"{version:04d}"


def version_of(path: Path, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> int:
    """The schema number of an existing file; 0 for a library that holds no tables yet.

    Raises DamagedLibraryError for anything that is not a library of this program, NewerLibraryError for one written by
    a newer version, LibraryError where the file cannot be read and written.
    """
    with told_apart(path):
        _require_file(path)
        connection = connect(path, busy_timeout_ms=busy_timeout_ms)
        try:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            present = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        finally:
            connection.close()
    if version > VERSION:
        raise NewerLibraryError(
            f"The library {path.name} was written by a newer version of this program.",
            "Install that version to open it, or open another library; nothing was changed.",
        )
    if version == VERSION and not (metadata.tables.keys() | VIRTUAL_NAMES) <= present:
        raise damaged(path, "some of its tables are missing")
    return version


def _require_file(path: Path) -> None:
    """Refuse what SQLite would take for an empty database, would change though it is another's, or cannot write.

    The application's mark is read from the file itself (bytes 68 to 71): it never changes after a library was made.
    """
    if path.is_dir():
        raise LibraryError(f"{path} is a folder, not a library file.", "Choose the library file inside it.")
    with path.open("rb") as file:
        header = file.read(_HEADER_LENGTH)
    if not header:
        raise DamagedLibraryError(f"The library file {path.name} is empty.", DAMAGE_ADVICE)
    if not header.startswith(_SQLITE_HEADER):
        raise DamagedLibraryError(f"{path.name} is not a library of this program.", DAMAGE_ADVICE)
    if len(header) < _HEADER_LENGTH:
        raise damaged(path, "the file is cut short")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise DamagedLibraryError(
            f"{path.name} is a database of another program, not a library.",
            "Choose another file; this one was left as it was.",
        )
    for place in (path, path.parent):
        if not os.access(place, os.W_OK):
            raise LibraryError(
                f"{place} can be read but not written.",
                "Allow writing to the library file and its folder, or copy the library elsewhere and open the copy.",
            )


def create(path: Path) -> None:
    """Make a new library at ``path``, whole or not at all; does nothing where another process was quicker.

    Raises LibraryError where the place cannot be written.
    """
    with told_apart(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part_from_old_log(path)
        _sweep_drafts(path)
        draft = path.with_name(f".{path.name}.new-{uuid.uuid4().hex[:12]}")
        try:
            draft.touch(exist_ok=False)
            _fill(draft)
            _move_into_place(draft, path)
        finally:
            for leftover in (draft, beside(draft, "-wal"), beside(draft, "-shm"), beside(draft, "-journal")):
                leftover.unlink(missing_ok=True)


def part_from_old_log(path: Path) -> None:
    """Rename a write-ahead log whose library is gone: SQLite would play it into the new file."""
    for suffix in ("-wal", "-shm"):
        orphan = beside(path, suffix)
        if orphan.exists() and not path.exists():
            orphan.rename(path.with_name(f"{path.name}.orphan-{uuid.uuid4().hex[:12]}{suffix}"))


def _sweep_drafts(path: Path) -> None:
    """Remove unfinished new libraries that a killed process left; young ones may belong to a living one."""
    for draft in path.parent.glob(f".{glob.escape(path.name)}.new-*"):
        if time.time() - draft.stat().st_mtime > _DRAFT_AGE_S:
            draft.unlink(missing_ok=True)


def _fill(path: Path) -> None:
    engine = make_engine(path, "BEGIN IMMEDIATE", read_only=False, pool_size=1, busy_timeout_ms=0)
    try:
        with engine.begin() as connection:
            metadata.create_all(connection, checkfirst=False)
            connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                                       "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))")  # fmt: skip
            connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (revision(VERSION),))
            mark(connection, VERSION)
    finally:
        engine.dispose()


def _move_into_place(draft: Path, path: Path) -> None:
    """Give the finished file its name unless that name is taken by now."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:
        # A file system without hard links: of two processes in the same instant, the later one wins.
        if not path.exists():
            os.replace(draft, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make new names in ``folder`` survive a power cut, where the system offers that."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def mark(connection: Connection, version: int) -> None:
    """Write the marks by which a library and its schema are known, inside the caller's transaction."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {int(version)}")


def migrate(path: Path, *, busy_timeout_ms: int) -> None:
    """Bring an older library to ``VERSION`` in one transaction: a failure or a kill leaves it as it was.

    The caller has made a backup. Raises LibraryError where the disk or another process is in the way.
    """
    engine = make_engine(
        path, "BEGIN IMMEDIATE", read_only=False, pool_size=1, busy_timeout_ms=busy_timeout_ms, foreign_keys=False
    )
    try:
        with told_apart(path), engine.begin() as connection:
            if connection.exec_driver_sql("PRAGMA user_version").scalar_one() >= VERSION:
                return
            _run_migrations(connection)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken or not metadata.tables.keys() <= set(inspect(connection).get_table_names()):
                raise damaged(path, "it could not be brought to the present schema and was left as it is")
            mark(connection, VERSION)
    finally:
        engine.dispose()


def _run_migrations(connection: Connection) -> None:
    # Alembic is imported only here: most starts meet a library of the present schema.
    command, config = _alembic()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _alembic() -> tuple[ModuleType, Any]:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    return command, config


def beside(path: Path, suffix: str) -> Path:
    """The file that SQLite keeps beside a database, such as its write-ahead log."""
    return path.with_name(path.name + suffix)


def checked_by(connection: sqlite3.Connection, pragma: str = "integrity_check") -> list[str]:
    """What SQLite's own check finds wrong, in its words; empty for a sound file."""
    found = [str(row[0]) for row in connection.execute(f"PRAGMA {pragma}")]
    return [] if found == ["ok"] else found
