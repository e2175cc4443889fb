"""Assessments that somebody wrote into the content folder: whether an item has one, and what it rests on.

They are read and checked, never written.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.domain.headline import LISTEN_BASED
from reader.domain.record import record
from reader.errors import ReaderError
from reader.services.content_places import ASSESSMENTS, read

if TYPE_CHECKING:
    from reader.library.database import Library


@record
class Assessment:
    """An assessment file. ``problem`` says why it cannot be read; it counts for nothing then."""

    path: str
    basis: str = ""
    assessor: str = ""
    assessed: str = ""
    listened: float | None = None
    problem: str = ""

    @property
    def is_listened(self) -> bool:
        """Whether it says that somebody listened."""
        return self.basis == LISTEN_BASED


def assessment_path(slug: str) -> str:
    """Where the assessment of an item stands, relative to the content folder."""
    return f"{ASSESSMENTS}/{slug}.json"


def assessment_of(library: Library, slug: str) -> Assessment | None:
    """The assessment of the item with this slug; None where there is none, or the library is tied to no folder."""
    folder = library.content.folder()
    relative = assessment_path(slug)
    if not folder or not (Path(folder) / relative).is_file():
        return None
    from reader.formats.content_file import read_assessment

    try:
        found = read_assessment(read(Path(folder), relative), f"{slug}.json")
    except ReaderError as error:
        return Assessment(relative, problem=str(error))
    return Assessment(relative, found.basis, found.assessor, found.assessed, found.listened)
