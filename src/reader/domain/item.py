"""An item of the library: the facts about one conversation, apart from its transcript."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any

METADATA_FIELDS = (
    "title", "show", "shelf", "thread", "date", "link", "media", "tags", "why_it_matters", "summary", "editor_note",
    "evidence_mode",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a conversation. Unknown text fields are empty.

    ``date`` is ISO 8601, as exact as it is known (``2025-06-06``, ``2025-06``, ``2025``). ``link`` is a web address,
    ``media`` the path of a sound or video file. ``evidence_mode`` is empty while the program infers it. ``drafts``
    names the fields that the program filled in by itself and no person has confirmed.
    """

    title: str = ""
    show: str = ""
    shelf: str = ""
    thread: str = ""
    date: str = ""
    link: str = ""
    media: str = ""
    tags: tuple[str, ...] = ()
    why_it_matters: str = ""
    summary: str = ""
    editor_note: str = ""
    evidence_mode: str = ""
    drafts: frozenset[str] = field(default=frozenset())

    def edited(self, **changes: Any) -> Metadata:
        """Return a copy with these fields set by a person: they are no drafts any more."""
        return replace(self, **changes, drafts=self.drafts - changes.keys())

    def filled_from(self, other: Metadata) -> Metadata:
        """Return a copy whose empty fields are taken from ``other``, with their draft marks."""
        taken = {f.name: getattr(other, f.name) for f in fields(self)
                 if f.name != "drafts" and not getattr(self, f.name) and getattr(other, f.name)}  # fmt: skip
        return replace(self, **taken, drafts=self.drafts | (other.drafts & taken.keys()))


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a transcript comes from: shown under its heading and kept for checks.

    ``source`` is the file's name, ``video_id`` the id on the publishing site (may be empty), ``stored`` the ISO date
    of the import, ``sha256`` the checksum of the file's bytes, ``caption_kind`` one of ``edited``, ``captions``,
    ``automatic``, ``recognised`` (speech recognition) or ``text``.
    """

    source: str
    format_id: str
    format_name: str
    encoding: str
    sha256: str
    stored: str
    caption_kind: str = "text"
    video_id: str = ""
