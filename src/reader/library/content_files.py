"""The content folder as the library knows it: which folder, what was agreed on, and taking files in.

Taking in is an import that grows file by file, each committed on its own; all of it is one command of the journal. The
agreement is part of that command: undone, the folder has news again. Tying a folder, and what writing to it agrees on,
are no commands: the files outside the library do not come back by an undo.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from reader.domain.change import Change
from reader.domain.item import Metadata
from reader.library.assessment_rows import Assessed, AssessmentRow, assessed_items, assessments, put_assessment
from reader.library.connections import Connections
from reader.library.content_rows import (
    ContentRow,
    agreement_state,
    content_row,
    content_rows,
    current_slug,
    put_content_row,
    tie_folder,
    tied_folder,
    untie_folder,
)
from reader.library.imports import BULK_IMPORT, ImportRun
from reader.library.items import TEXT_FIELDS, read_metadata
from reader.library.journal import Journal, perform
from reader.library.records import NewItem
from reader.library.steps import STEP_KINDS, Step, agreement_step, arrival_step, metadata_step, slug_step, version_step
from reader.library.storing import insert_item, insert_version, metadata_state, now, point_to, write_metadata
from reader.library.tables import items, tags, transcripts

TAKE_IN = "take_in_content"
CHANGE_SLUG = "change_slug"


@dataclass(frozen=True, slots=True)
class ContentItem:
    """An item as far as the content folder asks. ``sha256`` is that of its transcript's source; ``row`` is its file."""

    id: int
    slug: str
    sample: bool
    deleted: bool
    metadata: Metadata
    sha256: str
    video_id: str
    stored: str
    cues: int
    row: ContentRow | None


@dataclass(frozen=True, slots=True)
class Taking:
    """What is taken in of one file. ``changes`` are fields of the metadata; ``new`` brings a transcript, or the whole
    item where ``item_id`` is 0. ``agreed`` are the fields that are alike from now on.
    """

    path: str
    agreed: Mapping[str, Any]
    item_id: int = 0
    changes: Mapping[str, Any] | None = None
    new: NewItem | None = None
    slug: str = ""


class ContentFiles:
    """The content folder of one library. May be used from any thread."""

    def __init__(self, connections: Connections, journal: Journal, backup: Callable[[str], object]) -> None:
        self._connections = connections
        self._journal = journal
        self._backup = backup

    def begin(self, label: str, total: int) -> TakingRun:
        """Begin to take in ``total`` files; ``label`` names the command. Nothing is written yet."""
        reason = f"before taking in {total:,} files of the content folder" if total > BULK_IMPORT else ""
        return TakingRun(self._connections, self._journal, self._backup, label, TAKE_IN, reason)

    def folder(self) -> str:
        """The folder that the library is tied to; empty where it is to none."""
        with self._connections.read() as connection:
            return tied_folder(connection)

    def tie(self, folder: str) -> None:
        """Tie the library to a folder."""
        self._connections.write(tie_folder, folder)

    def untie(self) -> None:
        """Tie it to none."""
        self._connections.write(untie_folder)

    def items(self) -> list[ContentItem]:
        """All items, deleted ones too, in the order in which they were added."""
        facts = (
            select(items, transcripts.c.sha256, transcripts.c.video_id, transcripts.c.stored, transcripts.c.cues)
            .join_from(items, transcripts, transcripts.c.id == items.c.transcript_id)
            .order_by(items.c.id)
        )
        names: dict[int, tuple[str, ...]] = {}
        with self._connections.read() as connection:
            for item_id, name in connection.execute(
                select(tags.c.item_id, tags.c.name).order_by(tags.c.item_id, tags.c.position)
            ):
                names[item_id] = (*names.get(item_id, ()), name)
            rows = content_rows(connection)
            return [_content_item(row._mapping, names, rows) for row in connection.execute(facts)]

    def settle(self, rows: Mapping[int, ContentRow]) -> None:
        """Keep what file and library have in common now. Items that are gone for good are passed over."""
        if not rows:
            return

        def settle(connection: Connection) -> None:
            there = set(connection.execute(select(items.c.id)).scalars())
            for item_id, row in rows.items():
                if item_id in there:
                    put_content_row(connection, item_id, row)

        self._connections.write(settle)

    def forget(self, item_ids: Iterable[int]) -> None:
        """These items have no file in the folder any more."""

        def forget(connection: Connection) -> None:
            for item_id in item_ids:
                put_content_row(connection, item_id, None)

        self._connections.write(forget)

    def assessed(self) -> frozenset[int]:
        """Ids of the items that have an assessment, deleted ones too."""
        with self._connections.read() as connection:
            return frozenset(assessments(connection))

    def assessed_items(self) -> list[Assessed]:
        """All items with what is kept of their assessments."""
        with self._connections.read() as connection:
            return assessed_items(connection)

    def settle_assessments(self, rows: Mapping[int, AssessmentRow | None]) -> None:
        """Keep what the assessments say now; None: there is none any more. Items gone for good are passed over."""

        def settle(connection: Connection) -> None:
            there = set(connection.execute(select(items.c.id)).scalars())
            for item_id, row in rows.items():
                if item_id in there:
                    put_assessment(connection, item_id, row)

        if rows:
            self._connections.write(settle)

    def change_slug(self, item_id: int, slug: str) -> Change:
        """Give an item another slug, as one command. Raises NotFoundError, and ReaderError where it is taken."""

        def change(connection: Connection) -> Change:
            read_metadata(connection, item_id)
            before = current_slug(connection, item_id)
            made = [slug_step(item_id, before, slug)] if before != slug else []
            return perform(connection, CHANGE_SLUG, f"Change the slug to {slug}", made)

        return self._connections.write(change)


class TakingRun(ImportRun):
    """Files of the content folder taken in, as one command of the journal."""

    def take(self, taking: Taking) -> int:
        """Take one file in, whole and committed on return; returns the item's id.

        Raises NotFoundError where the item is gone, ReaderError where its slug is another's, LibraryError.
        """
        self._prepare()
        return self._committed(self._take, taking)

    def _take(self, connection: Connection, taking: Taking) -> tuple[int, list[Step], int]:
        made: list[Step] = []
        item_id = taking.item_id
        if not item_id:
            assert taking.new is not None
            item_id, slug = insert_item(connection, taking.new)
            made.append(arrival_step(item_id, now()))
            if slug != taking.new.slug:
                # The numbered slug that an import would get is no use here: the file's name is the slug.
                STEP_KINDS["slug"].apply(connection, item_id, {"slug": taking.new.slug})
        else:
            read_metadata(connection, item_id)
            made += _slug_changed(connection, item_id, taking.slug)
            made += _version_changed(connection, item_id, taking.new)
            made += _metadata_changed(connection, item_id, taking.changes or {})
        row = content_row(connection, item_id)
        before = agreement_state(row, taking.agreed)
        after = {"path": taking.path, "agreed": dict(taking.agreed)}
        agreement = agreement_step(item_id, before, after)
        STEP_KINDS[agreement.kind].apply(connection, item_id, agreement.after)
        made.append(agreement)
        return item_id, made, self._write_command(connection, made)


def _slug_changed(connection: Connection, item_id: int, slug: str) -> list[Step]:
    before = current_slug(connection, item_id)
    if not slug or slug == before:
        return []
    step = slug_step(item_id, before, slug)
    STEP_KINDS[step.kind].apply(connection, item_id, step.after)
    return [step]


def _version_changed(connection: Connection, item_id: int, new: NewItem | None) -> list[Step]:
    if new is None:
        return []
    before = connection.execute(select(items.c.transcript_id).where(items.c.id == item_id)).scalar_one()
    version = insert_version(connection, item_id, new)
    point_to(connection, item_id, version)
    return [version_step(item_id, before, version.transcript)]


def _metadata_changed(connection: Connection, item_id: int, changes: Mapping[str, Any]) -> list[Step]:
    metadata = read_metadata(connection, item_id)
    step = metadata_step(item_id, metadata_state(metadata), metadata_state(metadata.edited(**changes)))
    if step is None:
        return []
    write_metadata(connection, item_id, step.after)
    return [step]


def _content_item(
    row: Mapping[Any, Any], names: Mapping[int, tuple[str, ...]], rows: Mapping[int, ContentRow]
) -> ContentItem:  # fmt: skip
    item_id = row[items.c.id]
    return ContentItem(
        id=item_id,
        slug=row[items.c.slug],
        sample=row[items.c.sample] == 1,
        deleted=row[items.c.deleted] is not None,
        metadata=Metadata(
            **{name: row[items.c[name]] for name in TEXT_FIELDS},
            tags=names.get(item_id, ()),
            drafts=frozenset(json.loads(row[items.c.drafts])),
        ),
        sha256=row[transcripts.c.sha256],
        video_id=row[transcripts.c.video_id],
        stored=row[transcripts.c.stored],
        cues=row[transcripts.c.cues],
        row=rows.get(item_id),
    )
