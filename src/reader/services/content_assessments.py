"""Assessments that somebody wrote into the content folder: which item each is of, and what the library keeps of it.

They are read and checked, never written. What they say is kept with the library at each look, so that item page, lists,
figures, exports and the command line say the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.domain.assessment import Assessment
from reader.domain.content import MISREAD, STRAY, ContentEntry
from reader.errors import InputError, LibraryError, ReaderError
from reader.services.content_places import ASSESSMENTS, RESOURCES, read

if TYPE_CHECKING:
    from reader.library.assessment_rows import Assessed, AssessmentRow
    from reader.library.database import Library

_Stamp = tuple[int, int]
"""Size and time of a file."""


@dataclass(frozen=True, slots=True)
class AssessmentNews:
    """``changed`` are ids of the items of which an assessment came, changed or went; ``entries`` tell of the files that
    cannot be used.
    """

    changed: frozenset[int] = frozenset()
    entries: tuple[ContentEntry, ...] = ()


def assessment_path(slug: str) -> str:
    """Where the assessment of an item stands, relative to the content folder."""
    return f"{ASSESSMENTS}/{slug}.json"


def take_assessments(library: Library, root: Path) -> AssessmentNews:
    """Keep what the assessments of the folder say now. Files that are as they were are not read again.

    Raises ReaderError where they cannot be looked at.
    """
    there = dict(_files(root))
    items = library.content.assessed_items()
    mine = _matched(items, there)
    changed: dict[int, AssessmentRow | None] = {}
    entries = []
    for item in items:
        row = _read(root, mine[item.id], there[mine[item.id]], item.row) if item.id in mine else None
        if row != item.row:
            changed[item.id] = row
        if row is not None and row.assessment.problem and not item.deleted:
            entries.append(_misread(item, row.assessment))
    library.content.settle_assessments(changed)
    strays = sorted(set(there) - set(mine.values()))
    entries += [_stray(name) for name in strays if not (root / RESOURCES / f"{name}.json").is_file()]
    return AssessmentNews(frozenset(changed), tuple(entries))


def take_assessments_if_there(library: Library) -> None:
    """Keep what the assessments say now, for commands that only list and show. Where the folder is away or cannot be
    looked at, or the library cannot be written now, what was known stays: ``reader content status`` tells of that.
    """
    folder = library.content.folder()
    if not folder or not Path(folder).is_dir():
        return
    try:
        take_assessments(library, Path(folder))
    except (InputError, LibraryError):
        return


def _files(root: Path) -> Iterator[tuple[str, _Stamp]]:
    """The assessment files by their names without the ending."""
    try:
        with os.scandir(root / ASSESSMENTS) as found:
            for one in found:
                if one.name.endswith(".json") and not one.name.startswith(".") and one.is_file():
                    about = one.stat()
                    yield one.name.removesuffix(".json"), (about.st_size, about.st_mtime_ns)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise InputError(
            f"The assessments in {ASSESSMENTS} cannot be read: {error.strerror or error}.",
            "Ask the owner of the folder for access.",
        ) from error


def _matched(items: Sequence[Assessed], there: dict[str, _Stamp]) -> dict[int, str]:
    """Which file is of which item. Named as its resource file is counts first, which keeps its name while the slug
    changes here; then its slug.
    """
    found: dict[int, str] = {}
    by_resource = {item.id: item.resource.rpartition("/")[2].removesuffix(".json") for item in items}
    for names in (by_resource, {item.id: item.slug for item in items}):
        taken = set(found.values())
        found |= {
            item_id: name
            for item_id, name in names.items()
            if item_id not in found and name in there and name not in taken
        }
    return found


def _read(root: Path, name: str, stamp: _Stamp, before: AssessmentRow | None) -> AssessmentRow:
    from reader.formats.content_file import read_assessment
    from reader.library.assessment_rows import AssessmentRow

    path = assessment_path(name)
    as_before = before is not None and (before.assessment.path, before.size, before.modified_ns) == (path, *stamp)
    if before is not None and as_before and not before.assessment.problem:
        return before
    try:
        told = read_assessment(read(root, path), f"{name}.json")
    except ReaderError as error:
        return AssessmentRow(Assessment(path, problem=str(error)), *stamp)
    return AssessmentRow(Assessment(path, told.basis, told.assessor, told.assessed, told.listened), *stamp)


def _misread(item: Assessed, assessment: Assessment) -> ContentEntry:
    return ContentEntry(item.slug, item.title, MISREAD, assessment.path, item.id, sentence=assessment.problem)


def _stray(name: str) -> ContentEntry:
    sentence = (
        f"No conversation is named {name}, so that this assessment counts for none. Name it as the file of its "
        "conversation is named."
    )
    return ContentEntry(name, name, STRAY, assessment_path(name), sentence=sentence)
