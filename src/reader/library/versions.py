"""The versions of an item's transcript: every one that an import or a joining ever stored, and which is in force."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from reader.domain.change import Change
from reader.domain.transcript import Transcript
from reader.errors import NotFoundError
from reader.library.columns import broken
from reader.library.connections import Connections
from reader.library.items import not_found
from reader.library.journal import perform
from reader.library.packing import PackedTranscript, unpack_transcript
from reader.library.steps import version_step
from reader.library.tables import items, transcript_parts, transcripts

USE_VERSION = "use_version"

_VERSIONS = (
    select(
        transcripts.c.id, transcripts.c.version, transcripts.c.source, transcripts.c.format_name,
        transcripts.c.caption_kind, transcripts.c.video_id, transcripts.c.stored, transcripts.c.characters,
        transcripts.c.cues, transcripts.c.duration_ms, items.c.transcript_id == transcripts.c.id,
    )
    .join_from(items, transcripts, transcripts.c.item_id == items.c.id)
    .where(items.c.deleted.is_(None))
    .order_by(transcripts.c.version.desc())
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Version:
    """One version, ``number`` counted from 1. Facts as in :class:`reader.domain.item.Provenance`."""

    id: int
    number: int
    source: str
    format_name: str
    caption_kind: str
    video_id: str
    stored: str
    characters: int
    cues: int
    duration_ms: int | None
    in_force: bool


class Versions:
    """Shows the versions of the items of one library, and puts them in force. May be used from any thread."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of_item(self, item_id: int) -> list[Version]:
        """All of them, the last stored first. Raises NotFoundError."""
        with self._connections.read() as connection:
            found = [Version(*row) for row in connection.execute(_VERSIONS.where(items.c.id == item_id))]
        if not found:
            raise not_found(item_id)
        return found

    def transcript(self, version_id: int) -> Transcript:
        """The transcript of a version, of whatever item. Raises NotFoundError, DamagedLibraryError."""
        query = (
            select(
                transcript_parts.c.text, transcript_parts.c.cues, transcript_parts.c.words,
                transcripts.c.characters, transcripts.c.cues, transcripts.c.duration_ms,
            )
            .join_from(transcripts, transcript_parts, transcript_parts.c.transcript_id == transcripts.c.id)
            .where(transcripts.c.id == version_id)
        )  # fmt: skip
        with self._connections.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotFoundError("This version of the transcript is gone.", "Open the list of versions anew.")
        return unpack_transcript(PackedTranscript(*row))

    def use(self, item_id: int, version_id: int) -> Change:
        """Put a version in force, as one command; nothing happens where it is. Raises NotFoundError."""

        def use(connection: Connection) -> Change:
            query = (
                select(items.c.title, items.c.transcript_id, transcripts.c.version)
                .join_from(items, transcripts, transcripts.c.item_id == items.c.id)
                .where(items.c.id == item_id, transcripts.c.id == version_id, items.c.deleted.is_(None))
            )
            row = connection.execute(query).one_or_none()
            if row is None:
                raise not_found(item_id)
            title, before, number = row
            if before is None:
                raise broken("its transcript is missing")
            made = [] if before == version_id else [version_step(item_id, before, version_id)]
            return perform(connection, USE_VERSION, f"Use version {number} of “{title}”", made)

        return self._connections.write(use)
