"""What goes into a library and comes out of it, as plain values. Rows of the database never leave the package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reader.domain.item import Metadata, Provenance
from reader.domain.profile import Profile
from reader.domain.slicing import Slice
from reader.domain.transcript import Transcript
from reader.library.packing import PackedTranscript, pack_slices, pack_transcript


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item to be stored: its transcript and slices packed already, which may have happened in another process.

    ``slug`` is a wish (it gets a number where it is taken); without one it is made from the title. ``sample`` marks an
    item of the demo library.
    """

    metadata: Metadata
    provenance: Provenance
    transcript: PackedTranscript
    slices: bytes
    profile: Profile
    sample: bool = False
    slug: str = ""

    @classmethod
    def of(
        cls, metadata: Metadata, provenance: Provenance, transcript: Transcript, slices: tuple[Slice, ...],
        profile: Profile, *, sample: bool = False, slug: str = "",
    ) -> NewItem:  # fmt: skip
        """Return a new item whose transcript and slices are packed here."""
        packed = pack_transcript(transcript)
        return cls(metadata, provenance, packed, pack_slices(slices), profile, sample, slug)


@dataclass(frozen=True, slots=True)
class StoredItem:
    """Everything stored of one item. ``added`` is the time of its import, ISO 8601 in UTC."""

    id: int
    slug: str
    sample: bool
    added: str
    metadata: Metadata
    provenance: Provenance
    transcript: Transcript
    slices: tuple[Slice, ...]
    profile: Profile


@dataclass(frozen=True, slots=True)
class ItemOrigin:
    """An item as far as needed to recognise its conversation in another file; ``sha256`` is that of its file."""

    id: int
    slug: str
    title: str
    show: str
    source: str
    video_id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One command of the journal, newest first in lists.

    ``made`` is ISO 8601 in UTC. ``state`` is ``done``, ``undone`` (it can be redone) or ``dropped`` (a later command
    took the place of it). ``items`` is the number of items it touched.
    """

    id: int
    kind: str
    label: str
    made: str
    state: str
    items: int


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A deleted item that can still be brought back; ``deleted`` is the time, ISO 8601 in UTC."""

    id: int
    slug: str
    title: str
    deleted: str


@dataclass(frozen=True, slots=True)
class Backup:
    """A checked copy of a library. ``made`` is ISO 8601 in UTC, ``reason`` what it precedes, ``size`` is in bytes."""

    path: Path
    made: str
    reason: str
    size: int
