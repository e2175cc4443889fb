"""Assessments of the content folder as the library keeps them, within the caller's transaction.

They are kept when the folder is looked at, so that lists, figures and exports say the same without reading a file, and
while the folder's disk is away. They are facts of the folder: no command of the journal sets them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, select
from sqlalchemy.dialects.sqlite import insert

from reader.domain.assessment import Assessment
from reader.library.content_rows import RESOURCE
from reader.library.tables import content_files, items

ASSESSMENT = "assessment"

_files, _others = content_files.alias(), content_files.alias()
_ROWS: Select[Any] = select(_files.c.item_id, _files.c.path, _files.c.agreed).where(_files.c.kind == ASSESSMENT)
# Those of all items are found by the index of the key alone: the rows of resource files are long.
_ALL_ROWS = _ROWS.where(_files.c.item_id.in_(select(_others.c.item_id).where(_others.c.kind == ASSESSMENT)))


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """An assessment as it was read, with the size and time of its file then."""

    assessment: Assessment
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Assessed:
    """An item as far as assessments ask: its slug, its resource file (empty: none), and what is kept."""

    id: int
    slug: str
    title: str
    resource: str
    deleted: bool
    row: AssessmentRow | None


def assessments(connection: Connection, item_ids: Sequence[int] | None = None) -> dict[int, Assessment]:
    """The assessments of all items that have one, or of those of these ids."""
    query = _ALL_ROWS if item_ids is None else _ROWS.where(_files.c.item_id.in_(item_ids))
    return {row[0]: _read(row).assessment for row in connection.execute(query)}


def assessed_items(connection: Connection) -> list[Assessed]:
    """All items, deleted ones too, in the order in which they were added."""
    rows = {row[0]: _read(row) for row in connection.execute(_ALL_ROWS)}
    query = (
        select(items.c.id, items.c.slug, items.c.title, content_files.c.path, items.c.deleted)
        .join_from(
            items,
            content_files,
            (content_files.c.item_id == items.c.id) & (content_files.c.kind == RESOURCE),
            isouter=True,
        )
        .order_by(items.c.id)
    )
    return [
        Assessed(item_id, slug, title, path or "", deleted is not None, rows.get(item_id))
        for item_id, slug, title, path, deleted in connection.execute(query)
    ]


def put_assessment(connection: Connection, item_id: int, row: AssessmentRow | None) -> None:
    """Keep an assessment in the place of the one that is there; None takes it away."""
    if row is None:
        connection.execute(
            delete(content_files).where(content_files.c.item_id == item_id, content_files.c.kind == ASSESSMENT)
        )
        return
    told = row.assessment
    agreed = {
        "basis": told.basis,
        "assessor": told.assessor,
        "assessed": told.assessed,
        "listened": told.listened,
        "problem": told.problem,
        "size": row.size,
        "modified_ns": row.modified_ns,
    }
    values = {"path": told.path, "sha256": "", "agreed": json.dumps(agreed)}
    statement = insert(content_files).values(item_id=item_id, kind=ASSESSMENT, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["item_id", "kind"], set_=values))


def _read(row: Row[*tuple[Any, ...]]) -> AssessmentRow:
    told = json.loads(row[2])
    size, modified_ns = told.pop("size"), told.pop("modified_ns")
    return AssessmentRow(Assessment(row[1], **told), size, modified_ns)
