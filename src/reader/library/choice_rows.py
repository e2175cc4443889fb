"""Rows of what was chosen for a library, within the caller's transaction."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from reader.library.tables import choices, items, profiles

FRAMEWORK = "framework"


def chosen_framework(connection: Connection) -> str:
    """Id of the framework that was chosen for this library; empty where none was."""
    return connection.execute(select(choices.c.value).where(choices.c.name == FRAMEWORK)).scalar() or ""


def set_framework(connection: Connection, framework_id: str) -> None:
    """Choose a framework, and put in force what is stored of its figures; items without any keep those they show."""
    if framework_id:
        row = insert(choices).values(name=FRAMEWORK, value=framework_id)
        connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": framework_id}))
    else:
        connection.execute(delete(choices).where(choices.c.name == FRAMEWORK))
    of_framework = (
        select(profiles.c.id)
        .where(profiles.c.transcript_id == items.c.transcript_id, profiles.c.framework_id == framework_id)
        .scalar_subquery()
    )
    connection.execute(update(items).values(profile_id=func.coalesce(of_framework, items.c.profile_id)))
