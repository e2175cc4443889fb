"""The content folder of a library: tying it, and looking at what differs. Nothing is taken in or written by a look."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.domain.content import ContentPlan
from reader.domain.progress import Progress
from reader.errors import InputError
from reader.services.content_places import FOLDERS, require_folder, root_of, stamp_of

if TYPE_CHECKING:
    from reader.library.database import Library
    from reader.services.content_looking import SeenFiles

__all__ = ["Stamp", "folder_of", "look", "stamp", "tie", "untie", "watched_folders"]

Stamp = tuple[tuple[str, int, int], ...]


def folder_of(library: Library) -> Path | None:
    """The folder that the library is tied to; None where it is to none."""
    folder = library.content.folder()
    return Path(folder) if folder else None


def tie(library: Library, folder: Path) -> Path:
    """Tie the library to the folder that holds ``content/resources``; that may be named itself. Returns the folder.

    Nothing is read or written yet; the folders below are made when something is first written. This is no command of
    the journal: it changes no item. Raises ReaderError where the folder is not there or cannot be read.
    """
    root = root_of(folder)
    require_folder(root)
    library.content.tie(str(root))
    return root


def untie(library: Library) -> None:
    """Tie the library to no folder. Items and files stay as they are; what was agreed on is forgotten."""
    library.content.untie()


def required_folder(library: Library) -> Path:
    """The folder that the library is tied to, there and readable. Raises ReaderError."""
    root = folder_of(library)
    if root is None:
        raise InputError(
            "This library is tied to no content folder.",
            "Choose one with File > Content folder…, or with `reader content tie DIR`.",
        )
    require_folder(root)
    return root


def look(library: Library, seen: SeenFiles | None = None) -> Generator[Progress, None, ContentPlan]:
    """Compare folder and library. ``seen`` keeps what was read, so that a later look reads only what changed.

    What both sides have in common is remembered; nothing else is written. Raises ReaderError where the folder is not
    there or cannot be read.
    """
    from reader.services.content_looking import Look, SeenFiles

    root = required_folder(library)
    return (yield from Look(library, root, seen if seen is not None else SeenFiles()).run())


def stamp(root: Path) -> Stamp:
    """A cheap picture of the folder. Where it is the same as before, nothing has to be looked at."""
    return stamp_of(root)


def watched_folders(root: Path) -> list[Path]:
    """The folders in which something may happen; of those that are not there yet, the next one above."""
    found: dict[Path, None] = {}
    for folder in FOLDERS:
        path = root / folder
        while not path.is_dir() and path not in (root, path.parent):
            path = path.parent
        found[path] = None
    return list(found)
