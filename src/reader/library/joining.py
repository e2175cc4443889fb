"""Joining two items: one stays and gets the transcript of the other as a version of its own; the other goes to the bin.

All of it is one command. The copied version stays where it is when the command is undone, out of force, as that of an
import does; a second joining finds it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, insert, select

from reader.domain.change import Change
from reader.domain.item import Metadata
from reader.domain.striking import ITEM, PLACE
from reader.library.columns import broken
from reader.library.connections import Connections
from reader.library.items import read_metadata
from reader.library.journal import perform
from reader.library.search_index import index_transcript
from reader.library.steps import Step, metadata_step, removal_step, strike_step, version_step
from reader.library.storing import metadata_state, now
from reader.library.strike_rows import next_strike_id, read_strike
from reader.library.tables import items, profile_parts, profiles, strikes, transcript_parts, transcripts

JOIN_ITEMS = "join_items"


@dataclass(frozen=True, slots=True)
class OwnStrikes:
    """How many exceptions an item has: in all of it, and at places of its transcript."""

    in_item: int
    at_places: int


class Joining:
    """Joins items of one library. May be used from any thread."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def strikes(self, item_id: int) -> OwnStrikes:
        """The exceptions of an item, from any framework."""
        query = select(strikes.c.scope, func.count()).where(strikes.c.item_id == item_id).group_by(strikes.c.scope)
        with self._connections.read() as connection:
            found: dict[str, int] = {row[0]: row[1] for row in connection.execute(query)}
        return OwnStrikes(found.get(ITEM, 0), found.get(PLACE, 0))

    def join(self, kept_id: int, other_id: int, metadata: Metadata, *, take_transcript: bool) -> Change:
        """Make one item of two, whose facts are these; with ``take_transcript`` the other one's transcript is in force.

        Exceptions that hold in all of the other item come along, those at places only with the transcript that they are
        places of. Raises NotFoundError where either is gone.
        """

        def join(connection: Connection) -> Change:
            before = read_metadata(connection, kept_id)
            gone = read_metadata(connection, other_id)
            own, theirs = _in_force(connection, kept_id), _in_force(connection, other_id)
            version = _version_like(connection, kept_id, theirs) or _copied(connection, kept_id, theirs)
            made: list[Step] = []
            if take_transcript and version != own:
                made.append(version_step(kept_id, own, version))
            facts = metadata_step(kept_id, metadata_state(before), metadata_state(metadata))
            made += [facts] if facts is not None else []
            made += _carried(connection, kept_id, other_id, version if take_transcript else None)
            made.append(removal_step(other_id, now()))
            change = perform(connection, JOIN_ITEMS, f"Join “{gone.title}” into “{before.title}”", made)
            # The item that stays has one more version, even where no step is about it.
            return replace(change, item_ids=change.item_ids | {kept_id})

        return self._connections.write(join)


def _in_force(connection: Connection, item_id: int) -> int:
    found = connection.execute(select(items.c.transcript_id).where(items.c.id == item_id)).scalar()
    if found is None:
        raise broken("its transcript is missing")
    return int(found)


def _version_like(connection: Connection, item_id: int, transcript_id: int) -> int | None:
    """The version of an item that holds this very transcript already."""
    wanted = connection.execute(
        select(transcripts.c.sha256, transcript_parts.c.text, transcript_parts.c.cues)
        .join_from(transcripts, transcript_parts, transcript_parts.c.transcript_id == transcripts.c.id)
        .where(transcripts.c.id == transcript_id)
    ).one()
    query = (
        select(transcripts.c.id)
        .join_from(transcripts, transcript_parts, transcript_parts.c.transcript_id == transcripts.c.id)
        .where(
            transcripts.c.item_id == item_id, transcripts.c.sha256 == wanted[0],
            transcript_parts.c.text == wanted[1], transcript_parts.c.cues == wanted[2],
        )
        .order_by(transcripts.c.version.desc())
    )  # fmt: skip
    return connection.execute(query).scalars().first()


def _copied(connection: Connection, item_id: int, transcript_id: int) -> int:
    """Store a transcript, with all its figures, as the next version of another item; return its id."""
    number = select(func.coalesce(func.max(transcripts.c.version), 0)).where(transcripts.c.item_id == item_id)
    row = dict(connection.execute(select(transcripts).where(transcripts.c.id == transcript_id)).one()._mapping)
    del row["id"]
    row |= {"item_id": item_id, "version": connection.execute(number).scalar_one() + 1}
    copy_id = int(connection.execute(insert(transcripts).values(**row)).inserted_primary_key[0])  # type: ignore[index]
    parts = dict(
        connection.execute(select(transcript_parts).where(transcript_parts.c.transcript_id == transcript_id))
        .one()
        ._mapping
    )
    connection.execute(insert(transcript_parts).values(**parts | {"transcript_id": copy_id}))
    index_transcript(connection, copy_id, parts["text"], parts["cues"])
    _copy_figures(connection, transcript_id, copy_id)
    return copy_id


def _copy_figures(connection: Connection, transcript_id: int, copy_id: int) -> None:
    """Copy the figures by every framework. Where they honour exceptions they count as out of date from then on."""
    found = connection.execute(select(profiles).where(profiles.c.transcript_id == transcript_id)).all()
    for stored in found:
        row = dict(stored._mapping)
        profile_id = row.pop("id")
        result = connection.execute(insert(profiles).values(**row | {"transcript_id": copy_id}))
        parts = connection.execute(select(profile_parts).where(profile_parts.c.profile_id == profile_id)).one()
        new_id = int(result.inserted_primary_key[0])  # type: ignore[index]
        connection.execute(insert(profile_parts).values(**dict(parts._mapping) | {"profile_id": new_id}))


def _carried(connection: Connection, kept_id: int, other_id: int, version: int | None) -> Sequence[Step]:
    """The steps that give exceptions of one item to the other; those at places only where ``version`` has them."""
    ours = set(_known(connection, kept_id))
    made: list[Step] = []
    number = next_strike_id(connection)
    for strike_id in connection.execute(select(strikes.c.id).where(strikes.c.item_id == other_id)).scalars().all():
        row = read_strike(connection, strike_id)
        if row is None or (row["scope"] == PLACE and version is None):
            continue
        known = (row["framework_id"], row["scope"], row["term"], row["cue"], row["offset"], row["quote"])
        if known in ours:
            continue
        carried = row | {"item_id": kept_id, "transcript_id": version if row["scope"] == PLACE else None}
        made.append(strike_step(kept_id, number, None, carried))
        number += 1
    return made


def _known(connection: Connection, item_id: int) -> list[tuple[object, ...]]:
    query = select(
        strikes.c.framework_id, strikes.c.scope, strikes.c.term, strikes.c.cue, strikes.c.offset, strikes.c.quote
    ).where(strikes.c.item_id == item_id)
    return [tuple(row) for row in connection.execute(query)]
