"""What goes into a library and comes out of it, as plain values. Rows of the database never leave the package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reader.domain.assessment import Assessment
from reader.domain.item import Metadata, Provenance
from reader.domain.profile import Profile
from reader.domain.slicing import Slice
from reader.domain.striking import Strike
from reader.domain.transcript import Transcript
from reader.library.packing import PackedTranscript, pack_slices, pack_transcript


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item to be stored: its transcript and slices packed already, which may have happened in another process.

    ``slug`` is a wish (it gets a number where it is taken); without one it is made from the title. ``sample`` marks an
    item of the demo library. ``struck`` are the ids of the item's exceptions that the profile honours.
    """

    metadata: Metadata
    provenance: Provenance
    transcript: PackedTranscript
    slices: bytes
    profile: Profile
    sample: bool = False
    slug: str = ""
    struck: tuple[int, ...] = ()

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
    """Everything stored of one item. ``added`` is the time of its import, ISO 8601 in UTC.

    ``transcript_id`` names the version of its transcript that is in force, of so many ``versions``; ``struck`` are the
    ids of the exceptions at places and in the item that its profile honours. ``assessment`` is the one of the content
    folder, which the profile knows nothing of.
    """

    id: int
    slug: str
    sample: bool
    added: str
    metadata: Metadata
    provenance: Provenance
    transcript: Transcript
    slices: tuple[Slice, ...]
    profile: Profile
    transcript_id: int
    struck: tuple[int, ...]
    versions: int = 1
    assessment: Assessment | None = None


@dataclass(frozen=True, slots=True)
class InForce:
    """What the figures of a library have to be made by, as it was at one moment.

    ``chosen`` is the id of the framework that was chosen (empty: none was), ``framework_id`` of the one that is in
    force, which stands in where the chosen one cannot be had. ``struck`` are the ids of the exceptions from its lexicon
    that ``fingerprint`` covers.
    """

    chosen: str
    framework_id: str
    fingerprint: str
    struck: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StaleItem:
    """An item whose figures are out of date; ``characters`` is the length of its transcript."""

    id: int
    title: str
    characters: int


@dataclass(frozen=True, slots=True)
class Unscored:
    """What has to be known of an item to score it anew. ``strikes`` are its exceptions at places and in the item."""

    item_id: int
    title: str
    transcript_id: int
    transcript: PackedTranscript
    caption_kind: str
    strikes: tuple[Strike, ...] = ()


@dataclass(frozen=True, slots=True)
class NewFigures:
    """Figures of an item made anew: right only for this version of its transcript and with these exceptions.

    ``struck`` are the ids of the exceptions they honour, ascending; 0 stands for one that is kept with them.
    """

    item_id: int
    transcript_id: int
    profile: Profile
    slices: bytes
    struck: tuple[int, ...] = ()


class OutdatedFiguresError(Exception):
    """The library is not any more as it was when figures were made: they have to be made anew."""


@dataclass(frozen=True, slots=True)
class KeptStrike:
    """An exception as it is stored; ``item_id`` is None for one from the lexicon."""

    strike: Strike
    item_id: int | None
    framework_id: str


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
    took the place of it). ``items`` is the number of items it touched; 0 where it touched the
    library as a whole.
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
