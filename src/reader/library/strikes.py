"""Keeping and lifting exceptions from the lexicon: each is one command of the journal, with the figures it brings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from reader.domain.change import Change
from reader.domain.striking import PLACE, Strike
from reader.errors import NotFoundError
from reader.library.connections import Connections
from reader.library.figures import is_in_force, put_figures
from reader.library.items import not_found
from reader.library.journal import perform
from reader.library.records import InForce, KeptStrike, NewFigures, OutdatedFiguresError
from reader.library.steps import strike_step
from reader.library.storing import now, storable
from reader.library.strike_rows import (
    find_strike,
    next_strike_id,
    read_strike,
    same_strike,
    strikes_of_item,
    strikes_of_lexicon,
)
from reader.library.tables import items, strikes

KEEP_STRIKE = "keep_strike"
LIFT_STRIKE = "lift_strike"


class Strikes:
    """The exceptions of one library. May be used from any thread."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of_item(self, item_id: int, framework_id: str) -> tuple[Strike, ...]:
        """The exceptions of an item from one framework, at places and in the whole item, the oldest first."""
        with self._connections.read() as connection:
            return strikes_of_item(connection, item_id, framework_id)

    def of_lexicon(self, framework_id: str) -> tuple[Strike, ...]:
        """The exceptions from the lexicon of one framework, the oldest first."""
        with self._connections.read() as connection:
            return strikes_of_lexicon(connection, framework_id)

    def items_with_any(self, framework_id: str) -> list[int]:
        """Ids of the items that are there and have exceptions from one framework."""
        query = (
            select(strikes.c.item_id)
            .join_from(strikes, items, items.c.id == strikes.c.item_id)
            .where(strikes.c.framework_id == framework_id, items.c.deleted.is_(None))
            .distinct()
            .order_by(strikes.c.item_id)
        )
        with self._connections.read() as connection:
            return list(connection.execute(query).scalars())

    def find(self, strike_id: int) -> KeptStrike:
        """The exception with this id. Raises NotFoundError."""
        with self._connections.read() as connection:
            found = find_strike(connection, strike_id)
        if found is None:
            raise _no_strike()
        return found

    def keep(self, strike: Strike, label: str, in_force: InForce, figures: NewFigures | None = None) -> Change:
        """Keep an exception; without ``figures`` it is one from the lexicon, else one of the item that they are of.

        Does nothing where it is kept already. Raises OutdatedFiguresError where the figures do not fit any more,
        NotFoundError where the item is gone.
        """

        def keep(connection: Connection) -> Change:
            item_id = figures.item_id if figures else None
            _require_in_force(connection, in_force, figures)
            if same_strike(connection, in_force.framework_id, item_id, strike):
                return perform(connection, KEEP_STRIKE, label, [])
            strike_id = next_strike_id(connection)
            row = _row(strike, in_force.framework_id, figures)
            change = perform(connection, KEEP_STRIKE, label, [strike_step(item_id, strike_id, None, row)])
            if figures is not None:
                struck = tuple(strike_id if known == 0 else known for known in figures.struck)
                _require_put(connection, in_force, replace(figures, struck=struck))
            return change

        return self._connections.write(keep)

    def lift(self, strike_id: int, label: str, in_force: InForce, figures: NewFigures | None = None) -> Change:
        """Lift an exception, whose term counts again. ``figures`` are the item's without it; None where those that it
        shows do not depend on it.

        Raises OutdatedFiguresError and NotFoundError like :meth:`keep`.
        """

        def lift(connection: Connection) -> Change:
            _require_in_force(connection, in_force, figures)
            found, row = find_strike(connection, strike_id), read_strike(connection, strike_id)
            if found is None:
                raise _no_strike()
            change = perform(connection, LIFT_STRIKE, label, [strike_step(found.item_id, strike_id, row, None)])
            if figures is not None:
                _require_put(connection, in_force, figures)
            return change

        return self._connections.write(lift)


def _require_in_force(connection: Connection, in_force: InForce, figures: NewFigures | None) -> None:
    if figures is not None:
        there = select(items.c.id).where(items.c.id == figures.item_id, items.c.deleted.is_(None))
        if connection.execute(there).scalar() is None:
            raise not_found(figures.item_id)
    if not is_in_force(connection, in_force):
        raise OutdatedFiguresError


def _require_put(connection: Connection, in_force: InForce, figures: NewFigures) -> None:
    if not put_figures(connection, in_force, [figures]):
        raise OutdatedFiguresError


def _row(strike: Strike, framework_id: str, figures: NewFigures | None) -> dict[str, Any]:
    """The row of an exception. What the journal keeps of it is this, so that it can come back as it was."""
    return {
        "item_id": figures.item_id if figures else None,
        "transcript_id": figures.transcript_id if figures and strike.scope == PLACE else None,
        "framework_id": framework_id,
        "scope": strike.scope,
        "term": storable(strike.term),
        "cue": strike.cue,
        "offset": strike.offset,
        "quote": storable(strike.quote),
        "made": now(),
    }


def _no_strike() -> NotFoundError:
    return NotFoundError("This exception is not there any more.", "It may have been lifted; undo brings it back.")
