"""The content folder and the library compared: what differs, on which side it changed, and what can be done about it.

Three states count for each field of an item: that of the folder, that of the library, and the one that both last had in
common. What changed on one side only can go to the other; what changed on both is a conflict that a person decides.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from reader.domain.item import METADATA_FIELDS, Metadata
from reader.domain.record import record

SEVERAL_LINES = frozenset(("why_it_matters", "summary", "editor_note"))
TRANSCRIPT, FIGURES, FILE_NAME = "transcript", "figures", "file_name"

FIELD_NAMES = {
    "title": "Title", "show": "Show", "shelf": "Shelf", "thread": "Thread", "date": "Date", "link": "Link",
    "media": "Media file", "tags": "Tags", "why_it_matters": "Why this matters", "summary": "Summary",
    "editor_note": "Editor note", "evidence_mode": "Evidence mode", TRANSCRIPT: "Transcript", FIGURES: "Figures",
    FILE_NAME: "File name",
}  # fmt: skip
"""Every field that can differ, in the order in which they are told, and its name for a person."""

FOLDER, HERE, BOTH = "folder", "here", "both"
"""Where a field changed."""

NEW, CHANGED, GONE, RENAMED, CLASH, BROKEN, DELETED, ONLY_HERE, STRAY, MISREAD = STATES = (
    "new", "changed", "gone", "renamed", "clash", "broken", "deleted", "only_here", "stray", "misread",
)  # fmt: skip
"""How an entry stands: ``new`` in the folder; ``changed`` in some fields; ``gone`` from the folder; ``renamed``, the
library has it under another slug; ``clash``, its name cannot be used; ``broken``, it cannot be read; ``deleted`` from
the library; ``only_here``, the folder has no file of it; ``stray``, an assessment of no
conversation; ``misread``, an assessment that cannot be read."""


@record
class FieldDifference:
    """A field that differs. ``side`` says where it changed; the values are as they are told to a person, ``agreed`` is
    None where folder and library never had it in common.
    """

    name: str
    side: str
    folder: str
    here: str
    agreed: str | None = None


@record
class ContentEntry:
    """One item, or one file of the folder, that differs. ``path`` is that of its file, relative to the folder.

    ``item_id`` is 0 where the library has no such item, ``sentence`` says what is the matter where the fields do not.
    ``seen`` and ``seen_transcript`` are the checksums of its files as they were looked at: what is done about them
    later is done to that state only.
    """

    slug: str
    title: str
    state: str
    path: str
    item_id: int = 0
    fields: tuple[FieldDifference, ...] = ()
    sentence: str = ""
    seen: str = ""
    seen_transcript: str = ""

    @property
    def key(self) -> str:
        """What names the entry among all of one look."""
        return self.path or self.slug

    @property
    def conflicts(self) -> tuple[FieldDifference, ...]:
        """The fields that changed on both sides."""
        return tuple(field for field in self.fields if field.side == BOTH)

    @property
    def comes(self) -> bool:
        """Whether there is something to take in without a question."""
        return self.state == NEW or any(field.side == FOLDER for field in self.fields)

    @property
    def goes(self) -> bool:
        """Whether there is something to write back to a file that is there, without a question."""
        return any(field.side == HERE for field in self.fields)


@record
class ContentPlan:
    """What a look at the folder found. ``agreeing`` items are alike on both sides; ``files`` were looked at.

    ``assessed`` are ids of the items of which an assessment came, changed or went since the look before.
    """

    folder: str
    entries: tuple[ContentEntry, ...]
    agreeing: int = 0
    files: int = 0
    assessed: frozenset[int] = frozenset()

    @property
    def conflicts(self) -> int:
        """Number of items with a conflict."""
        return sum(bool(entry.conflicts) for entry in self.entries)

    @property
    def news(self) -> int:
        """Number of entries of which the folder has something to tell."""
        quiet = (DELETED, ONLY_HERE, STRAY)
        return sum(
            entry.state not in quiet and (entry.state != CHANGED or entry.comes or bool(entry.conflicts))
            for entry in self.entries
        )

    def entry(self, key: str) -> ContentEntry:
        """The entry of this key. Raises KeyError."""
        for entry in self.entries:
            if entry.key == key:
                return entry
        raise KeyError(key)


Resolutions = Mapping[tuple[str, str], str]
"""How a person decided conflicts: ``folder`` or ``here`` by key of the entry and name of the field."""


def side_of(folder: Any, here: Any, agreed: Any, *, draft: bool = False) -> str:
    """Where a field changed; empty where both sides are alike.

    ``agreed`` is None where they never had it in common: then an empty side gives way, and so does a ``draft`` of the
    program; else it is a conflict.
    """
    if folder == here:
        return ""
    if agreed is None:
        if not here or (draft and folder):
            return FOLDER
        return HERE if not folder else BOTH
    if folder == agreed:
        return HERE
    return FOLDER if here == agreed else BOTH


def side_of_pair(folder: str, here: str, agreed: tuple[str, str]) -> str:
    """The same for what the two sides hold in different forms: ``agreed`` are the checksums that belong together."""
    if folder == agreed[0]:
        return "" if here == agreed[1] else HERE
    return FOLDER if here == agreed[1] else BOTH


def cleaned(name: str, value: Any) -> Any:
    """A value of the metadata as the library keeps it: what folder and library only space differently is alike."""
    if name == "tags":
        tags = (" ".join(_storable(tag).split()) for tag in value)
        return tuple(dict.fromkeys(tag for tag in tags if tag))
    text = _storable(value).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return text.strip() if name in SEVERAL_LINES else " ".join(text.split())


def values_here(metadata: Metadata) -> dict[str, Any]:
    """The fields of an item as they may stand in the folder: a draft that nobody confirmed counts as empty.

    Only the title is there in any case.
    """
    told = {name: cleaned(name, getattr(metadata, name)) for name in METADATA_FIELDS}
    empty: dict[str, Any] = {name: type(value)() for name, value in told.items()}
    return {name: empty[name] if name in metadata.drafts and name != "title" else told[name] for name in told}


def shown(value: Any) -> str:
    """A value as it is told to a person."""
    return ", ".join(value) if isinstance(value, list | tuple) else str(value)


def folded(name: str) -> str:
    """A file name as file systems compare it that do not tell capitals and forms of accents apart."""
    return unicodedata.normalize("NFC", name).casefold()


def _storable(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


@record
class ContentOutcome:
    """What became of one entry that was to be taken in or written back."""

    key: str
    title: str
    done: bool
    sentence: str = ""


@record
class ContentReport:
    """What became of all of them, in the order asked for."""

    outcomes: tuple[ContentOutcome, ...]

    @property
    def done(self) -> int:
        """How many were done."""
        return sum(outcome.done for outcome in self.outcomes)

    @property
    def refused(self) -> tuple[ContentOutcome, ...]:
        """Those that were not."""
        return tuple(outcome for outcome in self.outcomes if not outcome.done)
