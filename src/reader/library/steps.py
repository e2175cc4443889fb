"""The kinds of step that commands are made of: how each reads and sets the state of one item.

A step keeps the state before and after it as JSON. Undoing sets the one, redoing the other; both first see that the
item, or the library, still is in the state the step left it in. A new kind of write adds its kind to ``STEP_KINDS`` and
no more.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, update

from reader.library.apart_rows import exists_for_good, is_apart, put_apart
from reader.library.choice_rows import chosen_framework, set_framework
from reader.library.collection_rows import read_collection, write_collection
from reader.library.content_rows import apply_agreement, apply_slug, current_slug
from reader.library.items import TEXT_FIELDS
from reader.library.storing import best_version, point_to, write_metadata
from reader.library.strike_rows import read_strike, write_strike
from reader.library.tables import items, tags

State = dict[str, Any]
"""Plain values that JSON knows."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a command does to one item, or (``item_id`` None) to the library. ``kind`` names a :class:`StepKind`."""

    kind: str
    item_id: int | None
    before: State
    after: State


@dataclass(frozen=True, slots=True)
class StepKind:
    """How a kind of step works.

    ``current(connection, item_id, like)`` reads the item's state in the shape of ``like``; ``apply(connection, item_id,
    state)`` sets it. ``listed``, ``rescored``, ``framework`` and ``collections`` as in
    :class:`reader.domain.change.Change`.
    """

    current: Callable[[Connection, Any, State], State]
    apply: Callable[[Connection, Any, State], None]
    listed: bool = False
    rescored: bool = False
    framework: bool = False
    collections: bool = False


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
    # Libraries of schema 1 also named the figures there, which scoring anew replaces: they do not matter here.
    query = select(items.c.transcript_id).where(items.c.id == item_id)
    return like | {"transcript": connection.execute(query).scalar_one()}


def _apply_version(connection: Connection, item_id: int, state: State) -> None:
    point_to(connection, item_id, best_version(connection, state["transcript"]))


def _current_strike(connection: Connection, item_id: int | None, like: State) -> State:
    return {"id": like["id"], "row": read_strike(connection, like["id"])}


def _apply_strike(connection: Connection, item_id: int | None, state: State) -> None:
    write_strike(connection, state["id"], state["row"])


def _current_framework(connection: Connection, item_id: None, like: State) -> State:
    return {"framework": chosen_framework(connection)}


def _apply_framework(connection: Connection, item_id: None, state: State) -> None:
    set_framework(connection, state["framework"])


def _current_apart(connection: Connection, item_id: int, like: State) -> State:
    if not exists_for_good(connection, like["other"]):
        return like  # nothing can be said of that pair any more: it holds up nothing
    return like | {"apart": is_apart(connection, item_id, like["other"])}


def _apply_apart(connection: Connection, item_id: int, state: State) -> None:
    put_apart(connection, item_id, state["other"], state["apart"])


def _current_slug(connection: Connection, item_id: int, like: State) -> State:
    return {"slug": current_slug(connection, item_id)}


def _apply_slug(connection: Connection, item_id: int, state: State) -> None:
    apply_slug(connection, item_id, state["slug"])


def _any_agreement(connection: Connection, item_id: int, like: State) -> State:
    return like  # a file that was written back since has made another one, which holds up nothing


def _current_collection(connection: Connection, item_id: None, like: State) -> State:
    return {"id": like["id"], "row": read_collection(connection, like["id"])}


def _apply_collection(connection: Connection, item_id: None, state: State) -> None:
    write_collection(connection, state["id"], state["row"])


METADATA = "metadata"
PRESENCE = "presence"
VERSION = "version"
STRIKE = "strike"
LEXICON_STRIKE = "lexicon_strike"
FRAMEWORK = "framework"
COLLECTION = "collection"
SLUG = "slug"
AGREEMENT = "agreement"
APART = "apart"

STEP_KINDS: Mapping[str, StepKind] = {
    METADATA: StepKind(_current_metadata, write_metadata),
    PRESENCE: StepKind(_current_presence, _apply_presence, listed=True),
    VERSION: StepKind(_current_version, _apply_version, rescored=True),
    STRIKE: StepKind(_current_strike, _apply_strike, rescored=True),
    LEXICON_STRIKE: StepKind(_current_strike, _apply_strike, framework=True),
    FRAMEWORK: StepKind(_current_framework, _apply_framework, rescored=True, framework=True),
    COLLECTION: StepKind(_current_collection, _apply_collection, collections=True),
    SLUG: StepKind(_current_slug, _apply_slug),
    AGREEMENT: StepKind(_any_agreement, apply_agreement),
    APART: StepKind(_current_apart, _apply_apart),
}
"""``metadata``: some fields; ``presence``: there or a tombstone; ``version``: the transcript in force, shown with the
best figures stored of it; ``strike``: an exception at a place or in the item; ``lexicon_strike``: one from the lexicon;
``framework``: the one chosen for the library; ``slug``: the item's; ``agreement``: what it and its file in the content
folder have in common; ``apart``: whether somebody said that two items are not the same; ``collection``: a saved filter
of the library page."""


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


def version_step(item_id: int, before: int, after: int) -> Step:
    """The step that puts another version of an item's transcript in force; versions by their ids."""
    return Step(VERSION, item_id, {"transcript": before}, {"transcript": after})


def strike_step(item_id: int | None, strike_id: int, before: State | None, after: State | None) -> Step:
    """The step that keeps or lifts an exception; ``before`` and ``after`` are its row, None where it is not there."""
    kind = LEXICON_STRIKE if item_id is None else STRIKE
    return Step(kind, item_id, {"id": strike_id, "row": before}, {"id": strike_id, "row": after})


def framework_step(before: str, after: str) -> Step:
    """The step that chooses another framework for the library; frameworks by their ids."""
    return Step(FRAMEWORK, None, {"framework": before}, {"framework": after})


def apart_step(item_id: int, other_id: int, wanted: bool) -> Step:
    """The step that says of two items that they are not the same conversation, or says so no longer."""
    return Step(APART, item_id, {"other": other_id, "apart": not wanted}, {"other": other_id, "apart": wanted})


def slug_step(item_id: int, before: str, after: str) -> Step:
    """The step that gives an item another slug."""
    return Step(SLUG, item_id, {"slug": before}, {"slug": after})


def agreement_step(item_id: int, before: State, after: State) -> Step:
    """The step after which an item and its file in the content folder have these fields in common."""
    return Step(AGREEMENT, item_id, before, after)


def collection_step(collection_id: int, before: State | None, after: State | None) -> Step:
    """The step that makes, alters or removes a collection; ``before`` and ``after`` are its row, None where there is
    none.
    """
    return Step(COLLECTION, None, {"id": collection_id, "row": before}, {"id": collection_id, "row": after})
