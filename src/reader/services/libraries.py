"""Several libraries: what is known of each, copying one, and moving one."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.domain.progress import Progress
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.library.copying import CopyPlan as CopyPlan
    from reader.library.copying import Glance as Glance


def glance_at(path: Path) -> Glance | None:
    """What a library file holds, without opening it; None where it is not there. Never raises for what a file is."""
    from reader.library import copying

    try:
        return copying.glance(path) if path.is_file() else None
    except (ReaderError, OSError):
        return None


def plan_copy(path: Path, target: Path) -> CopyPlan:
    """See whether a library can be copied or moved to ``target``.

    Raises LibraryError where something is there already, the folder cannot be written, or the disk has no room.
    """
    from reader.library import copying

    return copying.plan_copy(path, target)


def copy_library(path: Path, target: Path) -> Generator[Progress, None, Path]:
    """Copy a library, open or closed, and check the copy; its path. Stopped in the middle, it leaves nothing.

    Raises LibraryError, DamagedLibraryError; the library itself is never touched.
    """
    from reader.library import copying

    for done, total in copying.copy_library(path, target):
        yield Progress(done, total, target.name)
    return target


def copy_for_moving(path: Path, target: Path) -> Generator[Progress, None, Path]:
    """Copy a closed library that is to stand at ``target`` from now on; :func:`remove_moved` ends the move, once the
    new one was opened. Raises LibraryBusyError where another program has it open, and like :func:`copy_library`.
    """
    from reader.library import copying

    copying.plan_copy(path, target)
    copying.free_for_moving(path)
    return (yield from copy_library(path, target))


def remove_moved(path: Path, moved_to: Path) -> Path | None:
    """Remove the file that a library was moved from; return the folder of its backups, which stays where it is.

    Raises LibraryError, LibraryBusyError; nothing is removed then.
    """
    from reader.library import copying

    return copying.remove_moved(path, moved_to)
