"""Putting the rows of an item into the library, within the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as upsert

from reader.domain.item import Metadata, Provenance
from reader.domain.profile import Profile
from reader.library.choice_rows import chosen_framework
from reader.library.columns import broken
from reader.library.items import FIGURE_FIELDS, HEADLINE_FIELDS, PROVENANCE_FIELDS, TEXT_FIELDS, checksum
from reader.library.packing import PackedTranscript, pack_counts
from reader.library.records import NewItem
from reader.library.search_index import index_fields, index_transcript
from reader.library.slugs import numbered, slugify
from reader.library.strike_rows import struck_text
from reader.library.tables import (
    SEARCHED_FIELDS,
    items,
    profile_parts,
    profiles,
    tags,
    transcript_parts,
    transcripts,
)


def _upsert(table: Table, *key: str) -> Insert:
    """Put a row in the place of the one with the same key, or beside the others where there is none."""
    statement = upsert(table)
    others = {column.name: statement.excluded[column.name] for column in table.c if column.name not in ("id", *key)}
    return statement.on_conflict_do_update(index_elements=key, set_=others)


# Made once: putting a statement together takes longer than running it, and scoring anew runs these for each item.
_PUT_PROFILE = _upsert(profiles, "transcript_id", "framework_id").returning(profiles.c.id)
_PUT_PARTS = _upsert(profile_parts, "profile_id")
_POINT = (
    update(items)
    .where(items.c.id == bindparam("of_item"))
    .values(transcript_id=bindparam("transcript"), profile_id=bindparam("profile"))
)


@dataclass(frozen=True, slots=True)
class Version:
    """Ids of a stored transcript and of the profile made from it."""

    transcript: int
    profile: int


def now() -> str:
    """The time as the library writes it: ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def storable(text: str) -> str:
    """``text`` with anything that has no form in UTF-8 (halves of surrogate pairs) replaced."""
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text


def insert_item(connection: Connection, new: NewItem) -> tuple[int, str]:
    """Store a whole new item; return its id and slug."""
    slug = _free_slug(connection, slugify(new.slug or new.metadata.title))
    row = connection.execute(
        insert(items).values(
            slug=slug, sample=int(new.sample), added=now(), drafts="[]", **dict.fromkeys(TEXT_FIELDS, "")
        )
    )  # fmt: skip
    item_id = int(row.inserted_primary_key[0])  # type: ignore[index]
    write_metadata(connection, item_id, metadata_state(new.metadata))
    version = insert_version(connection, item_id, new)
    point_to(connection, item_id, version)
    return item_id, slug


def insert_version(connection: Connection, item_id: int, new: NewItem) -> Version:
    """Store transcript and profile as the next version of an item, without putting them in force."""
    query = select(func.coalesce(func.max(transcripts.c.version), 0)).where(transcripts.c.item_id == item_id)
    number = connection.execute(query).scalar_one() + 1
    transcript_id = _insert_transcript(connection, item_id, number, new.provenance, new.transcript)
    return Version(transcript_id, store_profile(connection, transcript_id, new.profile, new.slices, new.struck))


def point_to(connection: Connection, item_id: int, version: Version) -> None:
    """Put a stored version of an item in force."""
    connection.execute(
        _POINT, {"of_item": item_id, "transcript": version.transcript, "profile": version.profile}
    )  # fmt: skip


def best_version(connection: Connection, transcript_id: int) -> Version:
    """A stored transcript with the figures of it that fit best: by the chosen framework, else the newest.

    Raises DamagedLibraryError where there are none.
    """
    by_chosen = profiles.c.framework_id == chosen_framework(connection)
    query = (
        select(profiles.c.id)
        .where(profiles.c.transcript_id == transcript_id)
        .order_by(by_chosen.desc(), profiles.c.made.desc(), profiles.c.id.desc())
        .limit(1)
    )
    found = connection.execute(query).scalar()
    if found is None:
        raise broken("a version of its transcript is missing")
    return Version(transcript_id, int(found))


def metadata_state(metadata: Metadata) -> dict[str, object]:
    """Metadata as the journal and :func:`write_metadata` take it: plain values that JSON knows."""
    state: dict[str, object] = {name: storable(getattr(metadata, name)) for name in TEXT_FIELDS}
    state["tags"] = list(dict.fromkeys(storable(tag) for tag in metadata.tags))
    state["drafts"] = sorted(metadata.drafts)
    return state


def write_metadata(connection: Connection, item_id: int, state: dict[str, object]) -> None:
    """Set the fields of an item that ``state`` names, as :func:`metadata_state` gives them."""
    columns = {name: value for name, value in state.items() if name not in ("tags", "drafts")}
    if "drafts" in state:
        columns["drafts"] = json.dumps(state["drafts"])
    if columns:
        connection.execute(update(items).where(items.c.id == item_id).values(**columns))
    if not columns.keys().isdisjoint(SEARCHED_FIELDS):
        index_fields(connection, item_id)
    names = state.get("tags")
    if isinstance(names, list):
        connection.execute(delete(tags).where(tags.c.item_id == item_id))
        if names:
            rows = [{"item_id": item_id, "position": at, "name": name} for at, name in enumerate(names)]
            connection.execute(insert(tags), rows)


def _free_slug(connection: Connection, slug: str) -> str:
    # Everything from "slug" to "slug-9...": a hyphen sorts just before a full stop.
    query = select(items.c.slug).where((items.c.slug == slug) | items.c.slug.between(f"{slug}-", f"{slug}."))
    return numbered(slug, set(connection.execute(query).scalars()))


def _insert_transcript(
    connection: Connection, item_id: int, number: int, provenance: Provenance, packed: PackedTranscript
) -> int:
    row = connection.execute(
        insert(transcripts).values(
            item_id=item_id,
            version=number,
            **{name: storable(getattr(provenance, name)) for name in PROVENANCE_FIELDS},
            characters=packed.characters,
            cues=packed.cue_count,
            duration_ms=packed.duration_ms,
        )
    )
    transcript_id = int(row.inserted_primary_key[0])  # type: ignore[index]
    connection.execute(
        insert(transcript_parts).values(
            transcript_id=transcript_id, text=packed.text, cues=packed.cues, words=packed.words
        )
    )  # fmt: skip
    index_transcript(connection, transcript_id, packed.text, packed.cues)
    return transcript_id


def store_profile(
    connection: Connection, transcript_id: int, profile: Profile, slices: bytes, struck: Sequence[int]
) -> int:
    """Store the figures of a transcript in the place of those by the same framework; return their id.

    One row for each framework: going back to an earlier one costs nothing, and scoring again and again no room.
    """
    scores = profile.scores.tobytes()
    counts = pack_counts(profile.hit_counts)
    framework_id, _, version = profile.framework.partition(" ")
    values = {
        "transcript_id": transcript_id,
        "framework_id": framework_id,
        "framework_version": version,
        "struck": struck_text(struck),
        "made": now(),
        **{name: getattr(profile.figures, name) for name in FIGURE_FIELDS},
        "shares": json.dumps(dict(profile.figures.shares)),
        **{name: getattr(profile, name) for name in HEADLINE_FIELDS},
        "reasons": json.dumps(profile.reasons),
        "scores": scores,
        "evidence": bytes(count > 0 for count in profile.hit_counts),
    }
    profile_id = int(connection.execute(_PUT_PROFILE, values).scalar_one())
    parts = {"slices": slices, "hit_counts": counts, "checksum": checksum(scores, slices, counts)}
    connection.execute(_PUT_PARTS, {"profile_id": profile_id, **parts})
    return profile_id
