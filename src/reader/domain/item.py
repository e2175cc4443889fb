"""An item of the library: the facts about one conversation, apart from its transcript."""

from __future__ import annotations

from typing import Any

from reader.domain.record import record, replaced

METADATA_FIELDS = (
    "title", "show", "shelf", "thread", "date", "link", "media", "tags", "why_it_matters", "summary", "editor_note",
    "evidence_mode",
)  # fmt: skip


@record
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
    drafts: frozenset[str] = frozenset()

    def edited(self, **changes: Any) -> Metadata:
        """Return a copy with these fields set by a person: they are no drafts any more."""
        return replaced(self, **changes, drafts=self.drafts - changes.keys())

    def filled_from(self, other: Metadata) -> Metadata:
        """Return a copy whose empty fields are taken from ``other``, with their draft marks."""
        taken = {name: getattr(other, name) for name in METADATA_FIELDS
                 if not getattr(self, name) and getattr(other, name)}  # fmt: skip
        return replaced(self, **taken, drafts=self.drafts | (other.drafts & taken.keys()))


@record
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
