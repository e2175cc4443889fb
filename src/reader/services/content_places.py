"""The content folder on disk: what stands where in it, and writing files so that they are whole at any moment."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from reader.errors import InputError, ReaderError
from reader.services.files import read_file

RESOURCES = "content/resources"
TRANSCRIPTS = f"{RESOURCES}/transcripts"
ASSESSMENTS = f"{RESOURCES}/transcript-assessments"
FOLDERS = (RESOURCES, TRANSCRIPTS, ASSESSMENTS)
MAKING = ".writing"
"""Ending of a file that is being written, in the folder it will stand in."""


class ChangedSinceError(ReaderError):
    """The file is not any more as it was looked at."""


def root_of(chosen: Path) -> Path:
    """The folder that is meant where a person chose one inside of it: ``content``, or ``content/resources``."""
    path = chosen.expanduser().absolute()
    if path.name == "resources" and path.parent.name == "content":
        return path.parent.parent
    if path.name == "content" and (path / "resources").is_dir():
        return path.parent
    return path


def require_folder(root: Path) -> None:
    """Raise ReaderError where the folder is not there, or may not be looked into."""
    try:
        with os.scandir(root):
            pass
        if (root / RESOURCES).is_dir():
            with os.scandir(root / RESOURCES):
                pass
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputError(
            f"The content folder {root} is not there.", "Connect its disk, or choose another folder."
        ) from error
    except OSError as error:
        raise InputError(
            f"The content folder {root} cannot be read: {error.strerror or error}.",
            "Ask its owner for access, or choose another folder.",
        ) from error


def resource_files(root: Path) -> list[str]:
    """The resource files, by their paths relative to the folder, sorted."""
    try:
        with os.scandir(root / RESOURCES) as found:
            names = [one.name for one in found if one.name.endswith(".json") and one.is_file()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [f"{RESOURCES}/{name}" for name in sorted(names) if not name.startswith(".")]


def stamp_of(root: Path) -> tuple[tuple[str, int, int], ...]:
    """A cheap picture of the folder: names, sizes and times of all its files. Another one means: look."""
    return tuple(sorted(_stamps(root)))


def _stamps(root: Path) -> Iterator[tuple[str, int, int]]:
    for folder in FOLDERS:
        try:
            with os.scandir(root / folder) as found:
                for one in found:
                    if one.is_file() and not one.name.startswith("."):
                        about = one.stat()
                        yield f"{folder}/{one.name}", about.st_size, about.st_mtime_ns
        except OSError:
            yield folder, -1, -1


def inside(root: Path, relative: str) -> Path:
    """A path of the folder; links that lead out of it are refused. Raises ReaderError."""
    path = root / relative
    if not path.resolve().is_relative_to(root.resolve()):
        raise InputError(f"{relative} leads out of the content folder.", "Put the file itself there, not a link.")
    return path


def read(root: Path, relative: str) -> bytes:
    """All bytes of a file of the folder. Raises ReaderError."""
    return read_file(inside(root, relative))


def checksum(data: bytes) -> str:
    """The checksum by which files are told apart."""
    return hashlib.sha256(data).hexdigest()


def replace_file(root: Path, relative: str, data: bytes, seen: str) -> None:
    """Put these bytes in the place of a file that still has the checksum ``seen``; its permissions stay.

    Whatever happens, the file is whole: the old one or the new one. Raises ChangedSinceError, ReaderError.
    """
    path = inside(root, relative).resolve()
    try:
        mode = os.stat(path).st_mode & 0o7777
    except FileNotFoundError as error:
        raise ChangedSinceError(f"{relative} is not there any more.", "Look at the folder again.") from error
    except OSError as error:
        raise _not_written(relative, error) from error
    if not mode & 0o222:
        raise ReaderError(f"{relative} is write-protected.", "Take the protection away, or leave it as it is.")
    making = _made(path, relative, data, mode)
    try:
        if checksum(read_file(path)) != seen:
            raise ChangedSinceError(
                f"{relative} was changed by somebody else since it was looked at.", "Look at the folder again."
            )
        try:
            os.replace(making, path)
            _settle(path.parent)
        except OSError as error:
            raise _not_written(relative, error) from error
    finally:
        making.unlink(missing_ok=True)


def create_file(root: Path, relative: str, data: bytes) -> None:
    """Write a file that is not there yet, with its folder. Raises ChangedSinceError where one is there; ReaderError."""
    path = inside(root, relative)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_written(relative, error) from error
    making = _made(path, relative, data, None)
    try:
        _place(making, path, relative)
    finally:
        making.unlink(missing_ok=True)


def rename_file(root: Path, relative: str, target: str) -> None:
    """Give a file another name. Raises ChangedSinceError where that name is taken, ReaderError."""
    path, new = inside(root, relative), inside(root, target)
    if new.exists():
        raise ChangedSinceError(f"{target} is there already.", "Rename or remove that file first.")
    try:
        os.rename(path, new)
        _settle(new.parent)
    except OSError as error:
        raise _not_written(relative, error) from error


def _made(path: Path, relative: str, data: bytes, mode: int | None) -> Path:
    """The bytes in a file beside the one that they are for, safe on disk."""
    making = path.with_name(f".{path.name}.{os.getpid()}{MAKING}")
    try:
        for left in path.parent.glob(f".{_plain(path.name)}.*{MAKING}"):
            left.unlink(missing_ok=True)  # of a program that was ended in the middle
        with open(making, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(making, mode)
    except OSError as error:
        making.unlink(missing_ok=True)
        raise _not_written(relative, error) from error
    return making


def _place(making: Path, path: Path, relative: str) -> None:
    """Give the file its name, unless another one has it."""
    try:
        try:
            os.link(making, path)
        except FileExistsError as error:
            raise ChangedSinceError(f"{relative} is there already.", "Look at the folder again.") from error
        except OSError:
            # The file system knows no second names. Between look and rename nobody is kept out there.
            if path.exists():
                raise ChangedSinceError(f"{relative} is there already.", "Look at the folder again.") from None
            os.replace(making, path)
        _settle(path.parent)
    except OSError as error:
        raise _not_written(relative, error) from error


def _settle(folder: Path) -> None:
    """See to it that a new name in a folder outlives a power cut, where the system can promise that."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _plain(name: str) -> str:
    """A file name without meaning as a pattern."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)


def _not_written(relative: str, error: OSError) -> ReaderError:
    return ReaderError(
        f"{relative} could not be written: {error.strerror or error}.",
        "Check that the disk has room and that you may write there. Nothing was changed in the file.",
    )
