"""Figures and what they were made by: which items wait to be scored anew, and putting new figures in force."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, or_, select, update

from reader.library.choice_rows import chosen_framework
from reader.library.columns import broken
from reader.library.connections import Connections
from reader.library.items import not_found
from reader.library.packing import PackedTranscript
from reader.library.records import InForce, NewFigures, OutdatedFiguresError, StaleItem, Unscored
from reader.library.storing import Version, point_to, store_profile
from reader.library.strike_rows import strikes_of_item, strikes_of_lexicon, struck_by_item, struck_text
from reader.library.tables import items, profiles, strikes, transcript_parts, transcripts

_live = items.c.deleted.is_(None)
_IN_FORCE = select(items.c.transcript_id).where(items.c.id == bindparam("item"), _live)
_UNSCORED = (
    select(
        items.c.title, items.c.transcript_id, transcripts.c.caption_kind,
        transcript_parts.c.text, transcript_parts.c.cues, transcript_parts.c.words,
        transcripts.c.characters, transcripts.c.cues, transcripts.c.duration_ms,
    )
    .join_from(items, transcripts, transcripts.c.id == items.c.transcript_id, isouter=True)
    .join(transcript_parts, transcript_parts.c.transcript_id == transcripts.c.id, isouter=True)
    .where(items.c.id == bindparam("item"), _live)
)  # fmt: skip


class FiguresOfItems:
    """The figures of a library's items. May be used from any thread."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def stale_count(self, in_force: InForce) -> int:
        """How many items have figures that are out of date."""
        return len(self.stale_items(in_force))

    def stale_items(self, in_force: InForce) -> list[StaleItem]:
        """The items whose figures are out of date, in the order in which they were added."""
        with self._connections.read() as connection:
            return _stale(connection, in_force)

    def put_stored(self, in_force: InForce) -> frozenset[int]:
        """Put figures in force that were made before and fit again, for items whose present ones do not; their ids."""
        return self._connections.write(_put_stored, in_force)

    def unscored(self, item_id: int, framework_id: str) -> Unscored:
        """What scoring an item anew needs of it. Raises NotFoundError, DamagedLibraryError."""
        with self._connections.read() as connection:
            return _unscored(connection, item_id, framework_id)

    def put(self, in_force: InForce, made: Sequence[NewFigures]) -> frozenset[int]:
        """Put new figures in force, in one transaction; return the ids of the items that they fitted.

        Those of an item that was changed or deleted meanwhile are left out. Raises OutdatedFiguresError where the
        framework or its lexicon is another one by now.
        """
        return self._connections.write(_put, in_force, made)


def put_figures(connection: Connection, in_force: InForce, made: Sequence[NewFigures]) -> frozenset[int]:
    """Put those figures in force that fit, in the caller's transaction; return the ids of their items."""
    if not is_in_force(connection, in_force):
        return frozenset()
    put = set()
    for figures in made:
        if _fits(connection, in_force, figures):
            profile_id = store_profile(
                connection, figures.transcript_id, figures.profile, figures.slices, figures.struck
            )  # fmt: skip
            point_to(connection, figures.item_id, Version(figures.transcript_id, profile_id))
            put.add(figures.item_id)
    return frozenset(put)


def is_in_force(connection: Connection, in_force: InForce) -> bool:
    """Whether the library's choice and the exceptions from the lexicon are still these."""
    if chosen_framework(connection) != in_force.chosen:
        return False
    return tuple(strike.id for strike in strikes_of_lexicon(connection, in_force.framework_id)) == in_force.struck


def _fits(connection: Connection, in_force: InForce, figures: NewFigures) -> bool:
    if connection.execute(_IN_FORCE, {"item": figures.item_id}).scalar() != figures.transcript_id:
        return False
    kept = strikes_of_item(connection, figures.item_id, in_force.framework_id)
    return struck_text(strike.id for strike in kept) == struck_text(figures.struck)


def _put(connection: Connection, in_force: InForce, made: Sequence[NewFigures]) -> frozenset[int]:
    if not is_in_force(connection, in_force):
        raise OutdatedFiguresError
    return put_figures(connection, in_force, made)


def _stale(connection: Connection, in_force: InForce) -> list[StaleItem]:
    with_strikes = select(strikes.c.item_id).where(strikes.c.framework_id == in_force.framework_id)
    query = (
        select(
            items.c.id, items.c.title, transcripts.c.characters,
            profiles.c.fingerprint, profiles.c.struck,
        )
        .join_from(items, profiles, profiles.c.id == items.c.profile_id)
        .join(transcripts, transcripts.c.id == items.c.transcript_id)
        .where(
            _live,
            or_(
                profiles.c.fingerprint != in_force.fingerprint,
                profiles.c.struck != "",
                items.c.id.in_(with_strikes.where(strikes.c.item_id.is_not(None))),
            ),
        )
        .order_by(items.c.id)
    )  # fmt: skip
    struck = struck_by_item(connection, in_force.framework_id)
    return [
        StaleItem(*row[:3])
        for row in connection.execute(query)
        if row[3] != in_force.fingerprint or row[4] != struck.get(row[0], "")
    ]


def _put_stored(connection: Connection, in_force: InForce) -> frozenset[int]:
    if not is_in_force(connection, in_force):
        return frozenset()
    stale = {item.id for item in _stale(connection, in_force)}
    struck = struck_by_item(connection, in_force.framework_id)
    others = (
        select(items.c.id, profiles.c.id, profiles.c.struck)
        .join_from(items, profiles, profiles.c.transcript_id == items.c.transcript_id)
        .where(_live, profiles.c.fingerprint == in_force.fingerprint, profiles.c.id != items.c.profile_id)
    )
    fitting = {
        item_id: profile_id
        for item_id, profile_id, of_profile in connection.execute(others)
        if item_id in stale and of_profile == struck.get(item_id, "")
    }
    for item_id, profile_id in fitting.items():
        connection.execute(update(items).where(items.c.id == item_id).values(profile_id=profile_id))
    return frozenset(fitting)


def _unscored(connection: Connection, item_id: int, framework_id: str) -> Unscored:
    row = connection.execute(_UNSCORED, {"item": item_id}).one_or_none()
    if row is None:
        raise not_found(item_id)
    if row[3] is None:
        raise broken("its transcript is missing")
    kept = strikes_of_item(connection, item_id, framework_id)
    return Unscored(item_id, row[0], row[1], PackedTranscript(*row[3:]), row[2], kept)
