"""Importing transcripts: looking for files, previewing one, and bringing many into the library."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.domain.framework import Framework
from reader.domain.item import Metadata
from reader.domain.parsed import ParsedFile
from reader.errors import ReaderError
from reader.formats.encoding import ENCODINGS
from reader.formats.limits import MAX_FILE_BYTES
from reader.formats.reading import parse_bytes
from reader.services.drafting import drafted_metadata
from reader.services.files import read_file
from reader.services.framework_choice import choice_of
from reader.services.import_report import ImportEntry, ImportProgress, ImportReport, ImportRequest, Outcome
from reader.services.landing import Landing, updated_metadata
from reader.services.preparing import Prepared, Refused, Task, lost, preparer
from reader.services.recognising import ExistingItem, KnownItems
from reader.services.worker_pool import Pool, PoolError, cores

if TYPE_CHECKING:
    from reader.library.database import Library

__all__ = [
    "ENCODINGS",
    "ExistingItem", "ImportEntry", "ImportProgress", "ImportReport", "ImportRequest", "Outcome", "Preview", "gather",
    "import_files",
    "known_items", "preview",
]  # fmt: skip

FOLDER_ENDINGS = frozenset((
    ".srt", ".vtt", ".webvtt", ".json", ".json3", ".txt", ".text", ".transcript", ".md", ".markdown", ".mdown", ".mkd",
))  # fmt: skip
"""What is taken for a transcript in a folder; a file that a person names is looked at whatever it is called."""
PROJECT_PAPERS = frozenset(("readme", "license", "licence", "copying", "changelog", "contributing", "requirements"))

POOL_FILES = 4
POOL_BYTES = 1_000_000
"""From so many files, or bytes, on, worker processes do the reading; below it they would cost more than they save."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What importing a file would bring. Either ``parsed`` or ``error`` is there.

    ``existing`` is the item that the file is recognised as; ``unchanged`` says that it was made from these very bytes.
    """

    path: Path
    parsed: ParsedFile | None
    error: ReaderError | None
    metadata: Metadata
    existing: ExistingItem | None = None
    unchanged: bool = False


def gather(paths: Sequence[Path]) -> list[Path]:
    """The files to import: named files as they are, folders with all transcripts in them, sorted by name.

    Folders and all below them are searched for ordinary files with the endings of ``FOLDER_ENDINGS``; hidden ones, and
    those named like the papers of a project (README, LICENSE), are left out. No file comes twice.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(_files_in(path)))
        else:
            found[path] = None
    return list(found)


def _files_in(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here, name)
            wanted = path.suffix.casefold() in FOLDER_ENDINGS and path.stem.casefold() not in PROJECT_PAPERS
            if wanted and not name.startswith(".") and path.is_file():
                yield path


def preview(
    library: Library | None, path: Path, encoding: str | None = None, known: KnownItems | None = None
) -> Preview:
    """Read a file without storing anything. A bad file gives a preview with an error.

    ``known`` saves asking the library anew for each of many files (see :func:`known_items`). The metadata of a file
    that is recognised are those that an update would give its item.
    """
    try:
        data = read_file(path)
        parsed = parse_bytes(data, path.name, encoding)
    except ReaderError as error:
        return Preview(path, None, error, Metadata(title=path.stem))
    metadata = drafted_metadata(parsed, path)
    if library is None:
        return Preview(path, parsed, None, metadata)
    known = known or known_items(library)
    same = known.same_file(hashlib.sha256(data).hexdigest())
    existing = same or known.same_conversation(path.name, parsed.video_id, metadata)
    if existing is not None:
        metadata = updated_metadata(library.items.metadata(existing.id), metadata)
    return Preview(path, parsed, None, metadata, existing, unchanged=same is not None)


def known_items(library: Library) -> KnownItems:
    """What the library holds now, for previews of many files."""
    return KnownItems(library.items.origins())


def import_files(library: Library, requests: Sequence[ImportRequest]) -> Generator[ImportProgress, None, ImportReport]:
    """Import files one after the other, each in a transaction of its own; a bad file does not stop the others.

    Yields after each file, and about ten times a second while waiting for one. Closing the generator cancels: what was
    stored by then stays, as whole items. Raises LibraryError where the library cannot be written.
    """
    total = len(requests)
    yield ImportProgress(0, total, "Looking at the files")
    choice = choice_of(library)
    landing = Landing(library, choice)
    digests = []
    for request in requests:
        digests.append(_digest(request.path))
        yield ImportProgress(0, total, "Looking at the files")
    fresh = landing.to_read(requests, digests)
    tasks = [Task(requests[index].path, requests[index].encoding) for index in fresh]
    answers = _answers(tasks, choice.framework)
    try:
        for index, (request, digest) in enumerate(zip(requests, digests, strict=True)):
            text = f"Importing {request.path.name}"
            entry = landing.settled(request, digest)
            while entry is None:
                answer = next(answers)
                if answer is None:
                    yield ImportProgress(index, total, text)
                else:
                    entry = landing.landed(request, digest, answer)
            yield ImportProgress(index + 1, total, text, entry)
    finally:
        answers.close()
        change = landing.finish()
    return ImportReport(tuple(landing.entries), change)


def _digest(path: Path) -> str:
    """Checksum of a file's bytes; empty where it cannot be had, which reading the file will tell why."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_FILE_BYTES:
            return ""
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def _answers(tasks: Sequence[Task], framework: Framework) -> Generator[Prepared | Refused | None]:
    """Make the files ready, in order: in worker processes where that pays, else here. None while waiting."""
    answered = 0
    if _pool_pays(tasks):
        try:
            with Pool(min(cores(), len(tasks)), preparer, framework, lost) as pool:
                for answer in pool.answers(tasks):
                    answered += answer is not None
                    yield answer
        except PoolError:
            pass  # the rest is done here, more slowly
    yield from map(preparer(framework), tasks[answered:])


def _pool_pays(tasks: Sequence[Task]) -> bool:
    return len(tasks) >= POOL_FILES or sum(_size(task.path) for task in tasks) >= POOL_BYTES


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0
