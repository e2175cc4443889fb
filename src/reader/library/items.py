"""Items as they are stored: finding, listing and opening them.

Writing an item goes through two other doors, both of which keep the journal::

    run = library.imports.begin("Import 3 files", total=3)
    item_id, slug = run.add(NewItem.of(metadata, provenance, transcript, slices, profile))
    changed = run.update(item_id, new_item)      # a newer transcript of an item that is there; the older one is kept
    run.finish()                                 # -> Change; each add and update was committed on its own

    library.edits.edit_metadata([item_id], title="Another title")   # -> Change
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import numpy as np
from sqlalchemy import Connection, Row, bindparam, func, select, text

from reader.domain.assessment import Assessment, basis_with, share_heard
from reader.domain.item import METADATA_FIELDS, Metadata, Provenance
from reader.domain.item_summary import ItemSummary
from reader.domain.profile import Figures, Profile
from reader.domain.striking import Strike
from reader.errors import NotFoundError
from reader.library.assessment_rows import assessments
from reader.library.columns import broken
from reader.library.connections import Connections
from reader.library.packing import PackedTranscript, unpack_counts, unpack_slices, unpack_transcript
from reader.library.records import InForce, ItemOrigin, StoredItem, Tombstone
from reader.library.strike_rows import strikes_of_item, struck_by_item, struck_ids
from reader.library.tables import items, profile_parts, profiles, tags, transcript_parts, transcripts

TEXT_FIELDS = tuple(name for name in METADATA_FIELDS if name != "tags")
PROVENANCE_FIELDS = tuple(field.name for field in fields(Provenance))
FIGURE_FIELDS = ("slices", "median", "mean", "least", "greatest", "p10", "p90")
HEADLINE_FIELDS = (
    "leaning", "lens", "lens_share", "second_lens", "confidence", "mean_low", "mean_high", "evidence_share",
    "caption_quality", "evidence_mode", "basis", "fingerprint",
)  # fmt: skip

_PART = 500
_live = items.c.deleted.is_(None)

_SUMMARIES = (
    select(
        items.c.id,
        items.c.slug,
        items.c.title,
        items.c.show,
        items.c.shelf,
        items.c.thread,
        items.c.date,
        items.c.sample,
        transcripts.c.duration_ms,
        transcripts.c.characters,
        profiles.c.median,
        profiles.c.mean,
        profiles.c.p10,
        profiles.c.p90,
        profiles.c.leaning,
        profiles.c.lens,
        profiles.c.confidence,
        profiles.c.basis,
        profiles.c.scores,
        profiles.c.evidence,
        (profiles.c.fingerprint != bindparam("fingerprint")).label("by_another"),
        profiles.c.struck,
        profiles.c.second_lens,
        profiles.c.lens_share,
        items.c.media,
        (items.c.editor_note != "").label("noted"),
    )
    .join_from(items, transcripts, transcripts.c.id == items.c.transcript_id)
    .join(profiles, profiles.c.id == items.c.profile_id)
    # Nearly all items are there: the plus keeps SQLite from sorting what an index of those gives.
    .where(text("+items.deleted IS NULL"))
    .order_by(items.c.id)
)
_TAGS = select(tags.c.item_id, tags.c.name).order_by(tags.c.item_id, tags.c.position)
_versions = transcripts.alias()
_WHOLE = (
    select(
        items, transcripts, transcript_parts, profiles, profile_parts,
        select(func.count()).where(_versions.c.item_id == items.c.id).scalar_subquery().label("versions"),
    )
    .join_from(items, transcripts, transcripts.c.id == items.c.transcript_id)
    .join(transcript_parts, transcript_parts.c.transcript_id == transcripts.c.id)
    .join(profiles, profiles.c.id == items.c.profile_id)
    .join(profile_parts, profile_parts.c.profile_id == profiles.c.id)
    .where(_live)
)  # fmt: skip


class Items:
    """The items of a library that are there (tombstones are not). May be used from any thread."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def summaries(
        self, in_force: InForce | None = None, item_ids: Sequence[int] | None = None
    ) -> list[ItemSummary]:  # fmt: skip
        """All items as lists show them, or those of these ids, in the order in which they were added.

        With ``in_force`` they also tell whose figures are out of date.
        """
        tags_query, items_query = _TAGS, _SUMMARIES
        if item_ids is not None:
            tags_query = tags_query.where(tags.c.item_id.in_(item_ids))
            items_query = items_query.where(items.c.id.in_(item_ids))
        # In parts, and tags as tuples: the garbage collector walks all objects alive, again and again.
        tags_of: dict[int, tuple[str, ...]] = {}
        found: list[ItemSummary] = []
        with self._connections.read() as connection:
            for part in connection.execute(tags_query).partitions(_PART):
                for item_id, name in part:
                    tags_of[item_id] = (*tags_of.get(item_id, ()), name)
            struck_of = struck_by_item(connection, in_force.framework_id) if in_force else None
            assessed = assessments(connection, item_ids)
            rows = connection.execute(items_query, {"fingerprint": in_force.fingerprint if in_force else None})
            for some in rows.partitions(_PART):
                found += [_summary(row, tags_of.get(row[0], ()), struck_of, assessed.get(row[0])) for row in some]
        return found

    def count(self, *, sample: bool | None = None, deleted: bool = False) -> int:
        """Number of items that are there, of samples or others only where asked; with tombstones where ``deleted``."""
        query = select(func.count()).select_from(items)
        if not deleted:
            query = query.where(_live)
        if sample is not None:
            query = query.where(items.c.sample == int(sample))
        with self._connections.read() as connection:
            return connection.execute(query).scalar_one()

    def ids(self, *, sample: bool | None = None) -> list[int]:
        """Ids of the items that are there, ascending."""
        query = select(items.c.id).where(_live).order_by(items.c.id)
        if sample is not None:
            query = query.where(items.c.sample == int(sample))
        with self._connections.read() as connection:
            return list(connection.execute(query).scalars())

    def id_of(self, key: str | int) -> int:
        """The id of the item with this slug or id. Raises NotFoundError."""
        column = items.c.id if isinstance(key, int) else items.c.slug
        with self._connections.read() as connection:
            found = connection.execute(select(items.c.id).where(column == key, _live)).scalar()
        if found is None:
            raise not_found(key)
        return int(found)

    def load(self, key: str | int) -> StoredItem:
        """The whole item with this slug or id.

        Raises NotFoundError, and DamagedLibraryError where what is stored is not what was stored once.
        """
        return self.load_with_strikes(key, "")[0]

    def load_with_strikes(self, key: str | int, framework_id: str) -> tuple[StoredItem, tuple[Strike, ...]]:
        """The whole item, and its own exceptions from one framework, of the same moment. Raises like :meth:`load`."""
        column = items.c.id if isinstance(key, int) else items.c.slug
        with self._connections.read() as connection:
            row = connection.execute(_WHOLE.where(column == key)).one_or_none()
            if row is None:
                there = connection.execute(select(items.c.id).where(column == key, _live)).scalar()
                raise not_found(key) if there is None else broken("its transcript or its profile is missing")
            names = connection.execute(
                select(tags.c.name).where(tags.c.item_id == row[0]).order_by(tags.c.position)
            ).scalars()
            tag_names = tuple(names)
            strikes = strikes_of_item(connection, row[0], framework_id) if framework_id else ()
            assessment = assessments(connection, [row[0]]).get(row[0])
        return _stored(row, tag_names, assessment), strikes

    def metadata(self, item_id: int) -> Metadata:
        """The facts about one item. Raises NotFoundError."""
        with self._connections.read() as connection:
            return read_metadata(connection, item_id)

    def origins(self) -> list[ItemOrigin]:
        """Where every item comes from, in the order in which they were added."""
        query = (
            select(
                items.c.id, items.c.slug, items.c.title, items.c.show,
                transcripts.c.source, transcripts.c.video_id, transcripts.c.sha256,
            )
            .join_from(items, transcripts, transcripts.c.id == items.c.transcript_id)
            .where(_live)
            .order_by(items.c.id)
        )  # fmt: skip
        with self._connections.read() as connection:
            return [ItemOrigin(*row) for row in connection.execute(query)]

    def tombstones(self) -> list[Tombstone]:
        """Deleted items that can still be brought back, the last deleted first."""
        query = (
            select(items.c.id, items.c.slug, items.c.title, items.c.deleted)
            .where(items.c.deleted.is_not(None))
            .order_by(items.c.deleted.desc(), items.c.id.desc())
        )
        with self._connections.read() as connection:
            return [Tombstone(*row) for row in connection.execute(query)]

    def with_sha256(self, sha256: str) -> int | None:
        """Id of the first item whose transcript comes from a file with this checksum; None where there is none."""
        query = (
            select(items.c.id)
            .join_from(transcripts, items, items.c.transcript_id == transcripts.c.id)
            .where(transcripts.c.sha256 == sha256, _live)
            .order_by(items.c.id)
        )
        with self._connections.read() as connection:
            return connection.execute(query).scalars().first()


def read_metadata(connection: Connection, item_id: int) -> Metadata:
    """The facts about one item that is there, within a transaction. Raises NotFoundError."""
    row = connection.execute(select(items).where(items.c.id == item_id, _live)).one_or_none()
    if row is None:
        raise not_found(item_id)
    names = connection.execute(select(tags.c.name).where(tags.c.item_id == item_id).order_by(tags.c.position)).scalars()
    return _metadata(row, tuple(names))


def not_found(key: str | int) -> NotFoundError:
    """The error for an item that is not in the library (any more)."""
    named = f"the number {key}" if isinstance(key, int) else f"the name {key!r}"
    return NotFoundError(f"No item with {named} is in the library.", "It may have been deleted; undo brings it back.")


def checksum(scores: bytes, slices: bytes, hit_counts: bytes) -> int:
    """What is stored beside a profile to tell damage from content."""
    return zlib.crc32(hit_counts, zlib.crc32(slices, zlib.crc32(scores)))


def _summary(
    row: Row[*tuple[Any, ...]], tag_names: tuple[str, ...], struck_of: Mapping[int, str] | None,
    assessment: Assessment | None,
) -> ItemSummary:  # fmt: skip
    # By place, and taken apart at once: names would double the cost of a list of 10,000 items.
    (
        item_id, slug, title, show, shelf, thread, date, sample, duration_ms, characters, median, mean, p10, p90,
        leaning, lens, confidence, basis, scores, evidence, by_another, struck, second_lens, lens_share,
        media, noted,
    ) = row  # fmt: skip
    stale = struck_of is not None and (by_another == 1 or struck != struck_of.get(item_id, ""))
    return ItemSummary(
        item_id, slug, title, show, shelf, thread, date, tag_names, sample == 1, duration_ms, characters,
        median, mean, p10, p90, leaning if scores else "", lens, confidence, basis_with(basis, assessment),
        np.frombuffer(scores, np.int8), np.frombuffer(evidence, np.bool_), stale, second_lens, lens_share,
        media != "", noted, share_heard(assessment), media,
    )  # fmt: skip


def _metadata(row: Row[Any], tag_names: tuple[str, ...]) -> Metadata:
    stored = row._mapping
    return Metadata(
        **{name: stored[items.c[name]] for name in TEXT_FIELDS},
        tags=tag_names,
        drafts=frozenset(json.loads(stored[items.c.drafts])),
    )


def _stored(row: Row[Any], tag_names: tuple[str, ...], assessment: Assessment | None) -> StoredItem:
    stored = row._mapping
    packed = PackedTranscript(
        text=stored[transcript_parts.c.text],
        cues=stored[transcript_parts.c.cues],
        words=stored[transcript_parts.c.words],
        characters=stored[transcripts.c.characters],
        cue_count=stored[transcripts.c.cues],
        duration_ms=stored[transcripts.c.duration_ms],
    )
    transcript = unpack_transcript(packed)
    slices = unpack_slices(stored[profile_parts.c.slices])
    profile = _profile(row)
    if not len(slices) == len(profile.scores) == len(profile.hit_counts) == profile.figures.slices:
        raise broken("its slices and their scores differ in number")
    if (slices[-1].end if slices else 0) != len(transcript.text):
        raise broken("its slices do not cover its text")
    return StoredItem(
        id=stored[items.c.id],
        slug=stored[items.c.slug],
        sample=stored[items.c.sample] == 1,
        added=stored[items.c.added],
        metadata=_metadata(row, tag_names),
        provenance=Provenance(**{name: stored[transcripts.c[name]] for name in PROVENANCE_FIELDS}),
        transcript=transcript,
        slices=slices,
        profile=profile,
        transcript_id=stored[transcripts.c.id],
        struck=struck_ids(stored[profiles.c.struck]),
        versions=stored["versions"],
        assessment=assessment,
    )


def _profile(row: Row[Any]) -> Profile:
    stored = row._mapping
    scores, counts = stored[profiles.c.scores], stored[profile_parts.c.hit_counts]
    if checksum(scores, stored[profile_parts.c.slices], counts) != stored[profile_parts.c.checksum]:
        raise broken("its scores are not those that were stored")
    figures = Figures(
        **{name: stored[profiles.c[name]] for name in FIGURE_FIELDS}, shares=json.loads(stored[profiles.c.shares])
    )
    return Profile(
        framework=framework_name(stored[profiles.c.framework_id], stored[profiles.c.framework_version]),
        scores=array("b", scores),
        hit_counts=unpack_counts(counts),
        figures=figures,
        **{name: stored[profiles.c[name]] for name in HEADLINE_FIELDS},
        reasons=tuple(json.loads(stored[profiles.c.reasons])),
    )


def framework_name(framework_id: str, version: str) -> str:
    """A framework as profiles name it."""
    return f"{framework_id} {version}".strip()
