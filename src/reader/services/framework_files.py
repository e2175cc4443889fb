"""Keeping framework files: the user's own are checked, saved, copied, brought in, given out and put away.

Those that come with the program are never changed. A file is written beside its place and then put there in one step,
so that a failure at any moment leaves the one before as it was.
"""

from __future__ import annotations

import os
from pathlib import Path

from reader.domain.framework import Framework
from reader.domain.record import replaced
from reader.errors import FrameworkError
from reader.formats.framework_file import parse_framework, read_framework
from reader.formats.framework_source import read_source
from reader.formats.framework_writer import write_framework
from reader.services.frameworks import (
    FrameworkEntry,
    entry_of,
    framework_path,
    is_built_in,
    load_framework,
    own_path,
    users_folder,
)

BACKUP_ENDING = ".bak"
"""Of the file beside a framework that holds what was there before the last change."""
REMOVED = "removed"
"""Folder of the files that were put away."""


def check_framework_file(path: Path) -> Framework:
    """Read a framework file anew. Raises FrameworkError, with all the problems that were found."""
    return read_framework(path)


def save_framework(framework: Framework) -> FrameworkEntry:
    """Keep a framework of the user's own. Raises FrameworkError where it breaks the schema or the disk refuses."""
    # Half a character, which some inputs let through, is told as what it is when the text is read back.
    source = write_framework(framework).encode("utf-8", "surrogatepass")
    kept = parse_framework(source, f"{framework.id}.toml")
    _refuse_built_in(kept.id)
    return _keep(kept.id, source)


def duplicate_framework(framework_id: str, new_id: str, new_name: str = "") -> FrameworkEntry:
    """Copy a framework to a new one of the user's own. Raises FrameworkError."""
    framework = load_framework(framework_id)
    if framework_path(new_id) is not None:
        raise FrameworkError(f"There is a framework {new_id} already.", "Choose another id.")
    return save_framework(replaced(framework, id=new_id, name=new_name or f"{framework.name} (copy)", struck=()))


def import_framework(path: Path, *, replace: bool = False) -> FrameworkEntry:
    """Bring a framework file in, as it stands. One of the user's own with the same id gives way only to ``replace``.

    Raises FrameworkError.
    """
    source = read_source(path)
    framework_id = parse_framework(source, path.name).id
    if is_built_in(framework_id):
        raise FrameworkError(
            f"{path.name} has the id {framework_id}, which is that of a framework that comes with the program.",
            "Give it another id.",
        )
    own = own_path(framework_id)
    if own.exists() and not replace and read_source(own) != source:
        raise FrameworkError(
            f"There is another framework {framework_id} already.", "Replace it, or give this one another id."
        )
    return _keep(framework_id, source)


def export_framework(framework_id: str, target: Path) -> Path:
    """Write the file of a framework to another place, a folder or a file; returns where it stands.

    Raises FrameworkError.
    """
    path = _known_path(framework_id)
    place = target / path.name if target.is_dir() else target
    if place.exists() and place.samefile(path):
        raise FrameworkError(f"{place.name} is the framework's own file.", "Name another place.")
    _write(place, read_source(path))
    return place


def remove_framework(framework_id: str) -> None:
    """Put a framework of the user's own away, into a folder beside the others. Raises FrameworkError."""
    _refuse_built_in(framework_id)
    path = _known_path(framework_id)
    folder = users_folder() / REMOVED
    number, place = 1, folder / path.name
    try:
        folder.mkdir(exist_ok=True)
        while place.exists():
            number += 1
            place = folder / f"{path.stem}-{number}.toml"
        path.rename(place)
    except OSError as error:
        raise _refused(path, "removed", error) from error


def _known_path(framework_id: str) -> Path:
    path = framework_path(framework_id)
    if path is None:
        raise FrameworkError(f"There is no framework {framework_id}.", "Look at the list of frameworks for its id.")
    return path


def _refuse_built_in(framework_id: str) -> None:
    if is_built_in(framework_id):
        raise FrameworkError(
            f"The framework {framework_id} comes with the program and stays as it is.",
            "Duplicate it under another id, and change the copy.",
        )


def _keep(framework_id: str, source: bytes) -> FrameworkEntry:
    """Put a file that was found good in its place, what stood there before beside it."""
    path = own_path(framework_id)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_bytes() if path.exists() else source
    except OSError as error:
        raise _refused(path, "saved", error) from error
    if before != source:
        _write(path.with_name(path.name + BACKUP_ENDING), before)
    _write(path, source)
    return entry_of(path)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    # A link stays a link: what it leads to is written.
    place = Path(os.path.realpath(path))
    making = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        try:
            with open(making, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            making.replace(place)
        finally:
            making.unlink(missing_ok=True)
    except OSError as error:
        raise _refused(path, "saved", error) from error


def _refused(path: Path, done: str, error: OSError) -> FrameworkError:
    return FrameworkError(
        f"{path.name} could not be {done} in {path.parent}: {error.strerror or error}.",
        "Check that the disk has room and that you may write there.",
    )
