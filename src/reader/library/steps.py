"""The kinds of step that commands are made of: how each reads and sets the state of one item.

A step keeps the state before and after it as JSON. Undoing sets the one, redoing the other; both first see that the
item still is in the state the step left it in. A new kind of write adds its kind to ``STEP_KINDS`` and no more.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, update

from reader.library.items import TEXT_FIELDS
from reader.library.storing import Version, point_to, write_metadata
from reader.library.tables import items, tags

State = dict[str, Any]
"""Plain values that JSON knows."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a command does to one item. ``kind`` names a :class:`StepKind`."""

    kind: str
    item_id: int
    before: State
    after: State


@dataclass(frozen=True, slots=True)
class StepKind:
    """How a kind of step works.

    ``current(connection, item_id, like)`` reads the item's state in the shape of ``like``; ``apply(connection, item_id,
    state)`` sets it. ``listed`` and ``rescored`` as in :class:`reader.domain.change.Change`.
    """

    current: Callable[[Connection, int, State], State]
    apply: Callable[[Connection, int, State], None]
    listed: bool = False
    rescored: bool = False


def _current_metadata(connection: Connection, item_id: int, like: State) -> State:
    row = connection.execute(select(items).where(items.c.id == item_id)).one()._mapping
    state: State = {name: row[items.c[name]] for name in TEXT_FIELDS if name in like}
    if "tags" in like:
        query = select(tags.c.name).where(tags.c.item_id == item_id).order_by(tags.c.position)
        state["tags"] = list(connection.execute(query).scalars())
    if "drafts" in like:
        state["drafts"] = json.loads(row[items.c.drafts])
    return state


def _current_presence(connection: Connection, item_id: int, like: State) -> State:
    return {"deleted": connection.execute(select(items.c.deleted).where(items.c.id == item_id)).scalar_one()}


def _apply_presence(connection: Connection, item_id: int, state: State) -> None:
    connection.execute(update(items).where(items.c.id == item_id).values(deleted=state["deleted"]))


def _current_version(connection: Connection, item_id: int, like: State) -> State:
    query = select(items.c.transcript_id, items.c.profile_id).where(items.c.id == item_id)
    transcript, profile = connection.execute(query).one()
    return {"transcript": transcript, "profile": profile}


def _apply_version(connection: Connection, item_id: int, state: State) -> None:
    point_to(connection, item_id, Version(state["transcript"], state["profile"]))


METADATA = "metadata"
PRESENCE = "presence"
VERSION = "version"

STEP_KINDS: Mapping[str, StepKind] = {
    METADATA: StepKind(_current_metadata, write_metadata),
    PRESENCE: StepKind(_current_presence, _apply_presence, listed=True),
    VERSION: StepKind(_current_version, _apply_version, rescored=True),
}
"""``metadata``: some fields; ``presence``: there or a tombstone; ``version``: the transcript and profile in force."""


def metadata_step(item_id: int, before: State, after: State) -> Step | None:
    """The step between two whole metadata states, holding only the fields that differ; None where none does."""
    changed = [name for name in after if before[name] != after[name]]
    if not changed:
        return None
    return Step(METADATA, item_id, {name: before[name] for name in changed}, {name: after[name] for name in changed})


def removal_step(item_id: int, time: str) -> Step:
    """The step that makes an item a tombstone."""
    return Step(PRESENCE, item_id, {"deleted": None}, {"deleted": time})


def arrival_step(item_id: int, time: str) -> Step:
    """The step that brings an item; undone, it leaves a tombstone."""
    return Step(PRESENCE, item_id, {"deleted": time}, {"deleted": None})


def version_step(item_id: int, before: Version, after: Version) -> Step:
    """The step that puts another version of an item's transcript in force."""
    return Step(VERSION, item_id, _version_state(before), _version_state(after))


def _version_state(version: Version) -> State:
    return {"transcript": version.transcript, "profile": version.profile}
