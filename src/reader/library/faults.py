"""One place that tells what a database or disk error means: a :class:`LibraryError` with a sentence, or a bug.

SQLite's error code decides, never the text of the message. Codes: https://sqlite.org/rescode.html
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from reader.errors import DamagedLibraryError, LibraryBusyError, LibraryError
from reader.library.columns import DAMAGE_ADVICE

_DAMAGED_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_DAMAGED_EXTENDED_CODES = {sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS}
_BUSY_CODES = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_ADVICE_BY_CODE: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_FULL: (
        "The disk that holds the library is full; the last change was not saved.",
        "Free some space on it and try again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "The library is on a place that can be read but not written.",
        "Allow writing to the file and its folder, or copy the library elsewhere and open the copy.",
    ),
    sqlite3.SQLITE_PERM: ("The library may not be opened by this user.", "Allow access to the file and its folder."),
    sqlite3.SQLITE_CANTOPEN: (
        "The library file cannot be opened.",
        "See that its folder exists and may be read and written by you.",
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk reported a failure while the library was read or written; the last change was not saved.",
        "See that the disk is connected and has space and room for a file of this size, then try again.",
    ),
    sqlite3.SQLITE_TOOBIG: ("The text is too long to be stored.", "Split the file and import its parts."),
}
_ADVICE_BY_ERRNO: dict[int, tuple[str, str]] = {
    errno.ENOSPC: _ADVICE_BY_CODE[sqlite3.SQLITE_FULL],
    errno.EDQUOT: _ADVICE_BY_CODE[sqlite3.SQLITE_FULL],
    errno.EFBIG: _ADVICE_BY_CODE[sqlite3.SQLITE_FULL],
    errno.EROFS: _ADVICE_BY_CODE[sqlite3.SQLITE_READONLY],
    errno.EACCES: _ADVICE_BY_CODE[sqlite3.SQLITE_READONLY],
    errno.EPERM: _ADVICE_BY_CODE[sqlite3.SQLITE_READONLY],
    errno.ENOENT: _ADVICE_BY_CODE[sqlite3.SQLITE_CANTOPEN],
    errno.EEXIST: _ADVICE_BY_CODE[sqlite3.SQLITE_CANTOPEN],
    errno.ENOTDIR: _ADVICE_BY_CODE[sqlite3.SQLITE_CANTOPEN],
    errno.EISDIR: _ADVICE_BY_CODE[sqlite3.SQLITE_CANTOPEN],
    errno.ENAMETOOLONG: _ADVICE_BY_CODE[sqlite3.SQLITE_CANTOPEN],
    errno.EIO: _ADVICE_BY_CODE[sqlite3.SQLITE_IOERR],
}


def damaged(path: Path, detail: str) -> DamagedLibraryError:
    """The error for a library whose content cannot be trusted; ``detail`` ends the sentence."""
    return DamagedLibraryError(f"The library {path.name} is damaged: {detail}.", DAMAGE_ADVICE)


def busy(path: Path) -> LibraryBusyError:
    """The error for a library that another process holds for writing."""
    return LibraryBusyError(
        f"The library {path.name} is being written by another program.",
        "Wait until that has ended, or close the other window, then try again.",
    )


def library_error(error: BaseException, path: Path) -> LibraryError | None:
    """What ``error`` means for the library at ``path``; None where it is no fault of file, disk or user."""
    if isinstance(error, DBAPIError):
        return library_error(error.orig, path) if error.orig is not None else None
    if isinstance(error, sqlite3.Error):
        return _from_code(getattr(error, "sqlite_errorcode", None), error, path)
    if isinstance(error, OSError) and error.errno in _ADVICE_BY_ERRNO:
        message, advice = _ADVICE_BY_ERRNO[error.errno]
        return LibraryError(message, f"{advice} ({path})")
    return None


def _from_code(code: int | None, error: sqlite3.Error, path: Path) -> LibraryError | None:
    if code is None:
        # The one error that sqlite3 raises by itself while reading a row: stored text that is no UTF-8.
        unreadable = isinstance(error, sqlite3.OperationalError)
        return damaged(path, "it holds text that cannot be decoded") if unreadable else None
    primary = code & 0xFF
    if primary == sqlite3.SQLITE_NOTADB:
        return DamagedLibraryError(f"{path.name} is not a library of this program.", DAMAGE_ADVICE)
    if primary in _DAMAGED_CODES or code in _DAMAGED_EXTENDED_CODES:
        return damaged(path, "parts of the file are unreadable")
    if primary in _BUSY_CODES:
        return busy(path)
    if primary in _ADVICE_BY_CODE:
        message, advice = _ADVICE_BY_CODE[primary]
        return LibraryError(message, f"{advice} ({path})")
    return None


@contextmanager
def told_apart(path: Path) -> Iterator[None]:
    """Turn faults of file, disk or user that come out of the block into :class:`LibraryError`; let bugs pass."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        known = library_error(error, path)
        if known is None:
            raise
        raise known from error
