"""What an import is asked for, and what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reader.domain.change import Change
from reader.domain.item import Metadata
from reader.domain.parsed import Remark
from reader.domain.progress import Progress
from reader.services.preparing import Recognised

Outcome = Literal["imported", "updated", "unchanged", "exists", "failed"]


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """One file to import.

    ``encoding`` overrides the detected one; ``metadata``, where a person has entered it, overrides what the file tells;
    ``update`` lets a file replace the transcript of the conversation it is recognised as; ``sample`` marks an item of
    the demo library, ``slug`` is the name it should get there.
    """

    path: Path
    encoding: str | None = None
    metadata: Metadata | None = None
    update: bool = False
    sample: bool = False
    slug: str = ""


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """What became of one file.

    ``outcome``: ``imported`` and ``updated``; ``unchanged``: the library has this very file; ``exists``: the library
    has this conversation with other content, and the request did not allow an update; ``failed``. ``slug`` and
    ``title`` are those of the item, where there is one. ``fault`` is a traceback where the program is to blame.
    """

    path: Path
    outcome: Outcome
    slug: str
    title: str
    sentence: str
    recognised: Recognised | None = None
    remarks: tuple[Remark, ...] = ()
    fault: str = ""

    @property
    def taken(self) -> bool:
        """Whether the file's content is in the library now."""
        return self.outcome not in ("exists", "failed")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of all files, in the order asked for; ``change`` is None where nothing was stored."""

    entries: tuple[ImportEntry, ...]
    change: Change | None = None

    @property
    def all_well(self) -> bool:
        """Whether the content of every file is in the library now."""
        return all(entry.taken for entry in self.entries)

    def number(self, outcome: Outcome) -> int:
        """How many files had this outcome."""
        return sum(entry.outcome == outcome for entry in self.entries)


@dataclass(frozen=True, slots=True)
class ImportProgress(Progress):
    """A step of an import; ``entry`` is the file that has just been dealt with, None while waiting for one.

    Whoever cancels an import has the report of what landed in the entries seen so far.
    """

    entry: ImportEntry | None = None
