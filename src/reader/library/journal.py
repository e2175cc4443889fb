"""The journal: every command a person gave, on disk, in the transaction of the write itself, so that undo survives.

Commands stand in the order in which they were given. The last ``done`` one is undone next, the first ``undone`` one
redone next. A new command after an undo marks the undone ones ``dropped``: they stay to be read, not to be redone.
"""

from __future__ import annotations

import json
import weakref
from collections.abc import Iterable, Sequence
from typing import Protocol

from sqlalchemy import Connection, func, insert, select, update

from reader.domain.change import Change
from reader.errors import ReaderError
from reader.library.connections import Connections
from reader.library.figures import put_figures
from reader.library.records import HistoryEntry, InForce, NewFigures
from reader.library.steps import STEP_KINDS, State, Step
from reader.library.storing import now, storable
from reader.library.tables import commands, steps

DONE = "done"
UNDONE = "undone"
DROPPED = "dropped"


class Growing(Protocol):
    """A command that still grows: an import under way."""

    @property
    def command_id(self) -> int | None:
        """Id of the command, once it is written."""


class Journal:
    """Undo, redo and history of one library."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._growing: weakref.WeakSet[Growing] = weakref.WeakSet()

    def undo(self, in_force: InForce | None = None, figures: Sequence[NewFigures] = ()) -> Change | None:
        """Take back the last command; None where there is none.

        ``figures``, made by ``in_force`` for the state of before the command, take the place of the present ones where
        they fit. Raises ReaderError, and changes nothing, where an item is not as the command left it or an import is
        under way.
        """
        return self._connections.write(self._undo, in_force, figures)

    def redo(self, in_force: InForce | None = None, figures: Sequence[NewFigures] = ()) -> Change | None:
        """Do the command again that was undone last; None where there is none.

        ``figures`` and ReaderError as in :meth:`undo`.
        """
        return self._connections.write(self._redo, in_force, figures)

    def next_undo(self) -> list[Step]:
        """The steps that :meth:`undo` would take back; none where there is nothing."""
        with self._connections.read() as connection:
            found = _next_undo(connection)
            return _steps_of(connection, found[0]) if found else []

    def next_redo(self) -> list[Step]:
        """The steps that :meth:`redo` would do again; none where there is nothing."""
        with self._connections.read() as connection:
            found = _next_redo(connection)
            return _steps_of(connection, found[0]) if found else []

    def undo_label(self) -> str | None:
        """What :meth:`undo` would take back, for a menu; None where there is nothing."""
        with self._connections.read() as connection:
            found = _next_undo(connection)
        return found[1] if found else None

    def redo_label(self) -> str | None:
        """What :meth:`redo` would do again, for a menu; None where there is nothing."""
        with self._connections.read() as connection:
            found = _next_redo(connection)
        return found[1] if found else None

    def entries(self, limit: int = 100, item_id: int | None = None) -> list[HistoryEntry]:
        """The last ``limit`` commands, newest first; only those that touched one item where that is given."""
        touched = func.count(func.distinct(steps.c.item_id))
        query = (
            select(commands.c.id, commands.c.kind, commands.c.label, commands.c.made, commands.c.state, touched)
            .join_from(commands, steps, steps.c.command_id == commands.c.id, isouter=True)
            .group_by(commands.c.id)
            .order_by(commands.c.id.desc())
            .limit(limit)
        )
        if item_id is not None:
            query = query.where(commands.c.id.in_(select(steps.c.command_id).where(steps.c.item_id == item_id)))
        with self._connections.read() as connection:
            return [HistoryEntry(*row) for row in connection.execute(query)]

    def watch(self, growing: Growing) -> None:
        """Refuse to undo this command until :meth:`unwatch`, or until nobody holds it any more."""
        self._growing.add(growing)

    def unwatch(self, growing: Growing) -> None:
        """The command grows no more."""
        self._growing.discard(growing)

    def _undo(
        self, connection: Connection, in_force: InForce | None, figures: Sequence[NewFigures]
    ) -> Change | None:  # fmt: skip
        found = _next_undo(connection)
        if found is None:
            return None
        command_id, label = found
        if any(growing.command_id == command_id for growing in self._growing):
            raise ReaderError(f"“{label}” is still under way.", "Wait until it has ended, or cancel it; then undo it.")
        taken_back = _steps_of(connection, command_id)
        for step in reversed(taken_back):
            _set(connection, step, step.after, step.before, label)
        _put(connection, command_id, UNDONE)
        if in_force is not None:
            put_figures(connection, in_force, figures)
        return change_of(label, taken_back)

    def _redo(
        self, connection: Connection, in_force: InForce | None, figures: Sequence[NewFigures]
    ) -> Change | None:  # fmt: skip
        found = _next_redo(connection)
        if found is None:
            return None
        command_id, label = found
        done_again = _steps_of(connection, command_id)
        for step in done_again:
            _set(connection, step, step.before, step.after, label)
        _put(connection, command_id, DONE)
        if in_force is not None:
            put_figures(connection, in_force, figures)
        return change_of(label, done_again)


def record(connection: Connection, kind: str, label: str, made: Sequence[Step]) -> int:
    """Write a new command, whose steps the caller has applied in this transaction; return its id."""
    connection.execute(update(commands).where(commands.c.state == UNDONE).values(state=DROPPED))
    row = connection.execute(insert(commands).values(kind=kind, label=storable(label), made=now(), state=DONE))
    command_id = int(row.inserted_primary_key[0])  # type: ignore[index]
    append(connection, command_id, made)
    return command_id


def perform(connection: Connection, kind: str, label: str, made: Sequence[Step]) -> Change:
    """Apply these steps and write them as one command; without steps nothing is written."""
    for step in made:
        STEP_KINDS[step.kind].apply(connection, step.item_id, step.after)
    if made:
        record(connection, kind, label, made)
    return change_of(label, made)


def append(connection: Connection, command_id: int, made: Sequence[Step]) -> None:
    """Let a command grow by steps that the caller has applied in this transaction."""
    query = select(func.coalesce(func.max(steps.c.position), -1)).where(steps.c.command_id == command_id)
    first = connection.execute(query).scalar_one() + 1
    rows = [
        {
            "command_id": command_id,
            "position": at,
            "item_id": step.item_id,
            "kind": step.kind,
            "before": json.dumps(step.before),
            "after": json.dumps(step.after),
        }
        for at, step in enumerate(made, start=first)
    ]
    if rows:
        connection.execute(insert(steps), rows)


def is_done(connection: Connection, command_id: int) -> bool:
    """False for a command that was undone or dropped since, or is gone."""
    return connection.execute(select(commands.c.state).where(commands.c.id == command_id)).scalar() == DONE


def drop_without_steps(connection: Connection) -> None:
    """Mark the commands dropped whose items are all gone for good: there is nothing left to undo."""
    with_steps = select(steps.c.command_id)
    connection.execute(update(commands).where(commands.c.id.not_in(with_steps)).values(state=DROPPED))


def change_of(label: str, made: Iterable[Step]) -> Change:
    """What these steps change, for views."""
    made = tuple(made)
    kinds = [STEP_KINDS[step.kind] for step in made]
    return Change(
        label,
        frozenset(step.item_id for step in made if step.item_id is not None),
        listed=any(kind.listed for kind in kinds),
        rescored=any(kind.rescored for kind in kinds),
        framework=any(kind.framework for kind in kinds),
        collections=any(kind.collections for kind in kinds),
    )


def _next_undo(connection: Connection) -> tuple[int, str] | None:
    query = select(commands.c.id, commands.c.label).where(commands.c.state == DONE).order_by(commands.c.id.desc())
    row = connection.execute(query.limit(1)).one_or_none()
    return (row[0], row[1]) if row else None


def _next_redo(connection: Connection) -> tuple[int, str] | None:
    query = select(commands.c.id, commands.c.label).where(commands.c.state == UNDONE).order_by(commands.c.id)
    row = connection.execute(query.limit(1)).one_or_none()
    return (row[0], row[1]) if row else None


def _steps_of(connection: Connection, command_id: int) -> list[Step]:
    query = (
        select(steps.c.kind, steps.c.item_id, steps.c.before, steps.c.after)
        .where(steps.c.command_id == command_id)
        .order_by(steps.c.position)
    )
    return [Step(row[0], row[1], json.loads(row[2]), json.loads(row[3])) for row in connection.execute(query)]


def _set(connection: Connection, step: Step, expected: State, wanted: State, label: str) -> None:
    kind = STEP_KINDS[step.kind]
    if kind.current(connection, step.item_id, expected) != expected:
        raise ReaderError(
            f"“{label}” cannot be undone or redone: an item was changed otherwise since.",
            "Nothing was changed. Look at the history, or restore a backup.",
        )
    kind.apply(connection, step.item_id, wanted)


def _put(connection: Connection, command_id: int, state: str) -> None:
    connection.execute(update(commands).where(commands.c.id == command_id).values(state=state))
