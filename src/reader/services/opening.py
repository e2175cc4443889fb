"""Opening the library, and the ways out where it cannot be opened: backups, or a new start beside the old file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.paths import default_library

if TYPE_CHECKING:
    from reader.library.database import Library as Library
    from reader.library.records import Backup as Backup

# SQLAlchemy takes a good part of a second to import. Everything here is imported when it is called, so that a window
# can be on screen, or a command can print its help, before that.


def open_library(path: Path | None = None) -> Library:
    """Open the library at ``path``, or the default one; made where there is none. The caller closes it.

    Raises NewerLibraryError, DamagedLibraryError, LibraryBusyError, LibraryError.
    """
    from reader.library.database import Library

    return Library.open(path or default_library())


def list_backups(path: Path) -> list[Backup]:
    """Backups of the library at ``path``, the newest first; needs no sound library."""
    from reader.library.backup import backups

    return backups(path)


def restore_backup(path: Path, backup: Backup) -> Path | None:
    """Put a backup in the place of the (closed) library; return where the library of before is kept now, if any.

    Raises LibraryBusyError where somebody has it open, DamagedLibraryError where the backup is damaged.
    """
    from reader.library.backup import restore

    return restore(path, backup)


def set_aside(path: Path) -> Path:
    """Rename the (closed) library, so that a new one can be started; return its new path. Never deletes.

    Raises LibraryBusyError where somebody has it open.
    """
    from reader.library import backup

    return backup.set_aside(path)


def is_network_folder(path: Path) -> bool:
    """True where ``path`` stands on a share of another computer, where two programs should not open one library."""
    from reader.library import places

    return places.is_network_folder(path)
