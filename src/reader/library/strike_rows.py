"""Rows of exceptions, within the caller's transaction, and how figures name those that they honour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text

from reader.domain.striking import LEXICON, Strike
from reader.library.columns import broken
from reader.library.records import KeptStrike
from reader.library.tables import strikes

COLUMNS = ("item_id", "transcript_id", "framework_id", "scope", "term", "cue", "offset", "quote", "made")
_ALL = select(
    strikes.c.scope, strikes.c.term, strikes.c.cue, strikes.c.offset, strikes.c.quote, strikes.c.id
).order_by(strikes.c.id)  # fmt: skip
_OF_FRAMEWORK = _ALL.where(strikes.c.framework_id == bindparam("framework"))
_OF_ITEM = _OF_FRAMEWORK.where(strikes.c.item_id == bindparam("item"))
_OF_LEXICON = _OF_FRAMEWORK.where(strikes.c.scope == LEXICON)


def struck_text(ids: Iterable[int]) -> str:
    """Ids of exceptions as figures keep them: ascending, parted by spaces."""
    return " ".join(map(str, sorted(ids)))


def struck_ids(kept: str) -> tuple[int, ...]:
    """The ids that :func:`struck_text` wrote. Raises DamagedLibraryError for anything else."""
    try:
        return tuple(map(int, kept.split()))
    except ValueError as error:
        raise broken("its figures name exceptions that cannot be read") from error


def struck_by_item(connection: Connection, framework_id: str) -> dict[int, str]:
    """The exceptions at places and in the item that figures by this framework have to honour, for items with any."""
    query = select(strikes.c.item_id, strikes.c.id).where(
        strikes.c.framework_id == framework_id, strikes.c.scope != LEXICON
    )
    found: dict[int, list[int]] = {}
    for item_id, strike_id in connection.execute(query):
        found.setdefault(item_id, []).append(strike_id)
    return {item_id: struck_text(ids) for item_id, ids in found.items()}


def strikes_of_item(connection: Connection, item_id: int, framework_id: str) -> tuple[Strike, ...]:
    """The exceptions of one item from one framework, in the order in which they were made."""
    found = connection.execute(_OF_ITEM, {"item": item_id, "framework": framework_id})
    return tuple(Strike(*row) for row in found)


def strikes_of_lexicon(connection: Connection, framework_id: str) -> tuple[Strike, ...]:
    """The exceptions from the lexicon of one framework, in the order in which they were made."""
    return tuple(Strike(*row) for row in connection.execute(_OF_LEXICON, {"framework": framework_id}))


def find_strike(connection: Connection, strike_id: int) -> KeptStrike | None:
    """The exception with this id; None where it is not there (any more)."""
    query = _ALL.add_columns(strikes.c.item_id, strikes.c.framework_id).where(strikes.c.id == strike_id)
    row = connection.execute(query).one_or_none()
    return None if row is None else KeptStrike(Strike(*row[:6]), row[6], row[7])


def same_strike(connection: Connection, framework_id: str, item_id: int | None, strike: Strike) -> bool:
    """Whether this very exception is kept already."""
    query = select(func.count()).where(
        strikes.c.framework_id == framework_id, strikes.c.item_id.is_(item_id), strikes.c.scope == strike.scope,
        strikes.c.term == strike.term, strikes.c.cue == strike.cue, strikes.c.offset == strike.offset,
        strikes.c.quote == strike.quote,
    )  # fmt: skip
    return connection.execute(query).scalar_one() > 0


def next_strike_id(connection: Connection) -> int:
    """An id that no exception had yet, not even one that is gone."""
    last = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = 'strikes'")).scalar()
    return int(last or 0) + 1


def read_strike(connection: Connection, strike_id: int) -> dict[str, Any] | None:
    """The row of an exception as plain values that JSON knows; None where it is not there."""
    query = select(*(strikes.c[name] for name in COLUMNS)).where(strikes.c.id == strike_id)
    row = connection.execute(query).one_or_none()
    return None if row is None else dict(zip(COLUMNS, row, strict=True))


def write_strike(connection: Connection, strike_id: int, row: dict[str, Any] | None) -> None:
    """Make an exception be there with these values, or (None) not be there."""
    connection.execute(delete(strikes).where(strikes.c.id == strike_id))
    if row is not None:
        connection.execute(insert(strikes).values(id=strike_id, **row))
