"""Making one conversation of two that are the same: what becomes of the facts about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from reader.domain.item import METADATA_FIELDS, Metadata
from reader.domain.record import record, replaced

NOTHING_CHOSEN: Mapping[str, bool] = {}

How = Literal["same", "kept", "filled", "united", "below", "other"]
"""What becomes of a field: both have the same; that of the item that stays; filled from the other one, as it was empty
or only a draft; both together (tags); the other one's below (notes); the other one's, as a person wished."""

UNITED = "tags"
BELOW = "editor_note"
CHOSEN_ONE = tuple(name for name in METADATA_FIELDS if name not in (UNITED, BELOW))
"""Fields that have one value: where both have another one, a person may choose."""


@record
class JoinedField:
    """What becomes of one field, and what both items have in it."""

    name: str
    kept: Any
    other: Any
    result: Any
    how: How

    @property
    def choosable(self) -> bool:
        """Whether both have something in it, and only one can stay."""
        return self.name in CHOSEN_ONE and bool(self.kept) and bool(self.other) and self.kept != self.other


def joined_fields(
    kept: Metadata, other: Metadata, chosen: Mapping[str, bool] = NOTHING_CHOSEN
) -> tuple[JoinedField, ...]:
    """What becomes of each field that either has. ``chosen`` says by name where a person wants that of the other one
    (True), or that of the item that stays (False).

    Empty fields are filled from the other item, tags are united, editor notes stand one below the other. A draft gives
    way to what a person wrote or confirmed.
    """
    found = []
    for name in METADATA_FIELDS:
        ours, theirs = getattr(kept, name), getattr(other, name)
        if ours or theirs:
            result, how = _become(name, kept, other, chosen.get(name))
            found.append(JoinedField(name, ours, theirs, result, how))
    return tuple(found)


def joined(kept: Metadata, other: Metadata, chosen: Mapping[str, bool] = NOTHING_CHOSEN) -> Metadata:
    """The facts about the item that stays, by :func:`joined_fields`. A field is a draft where what it holds was one."""
    fields = joined_fields(kept, other, chosen)
    drafts = {field.name for field in fields if field.name in _sources(field, kept, other)}
    return replaced(kept, **{field.name: field.result for field in fields}, drafts=frozenset(drafts))


def _become(name: str, kept: Metadata, other: Metadata, wanted: bool | None) -> tuple[Any, How]:
    ours, theirs = getattr(kept, name), getattr(other, name)
    if ours == theirs or not theirs:
        return ours, "same" if ours == theirs else "kept"
    if not ours:
        return theirs, "filled"
    if name == UNITED:
        united = tuple(dict.fromkeys((*ours, *theirs)))
        return (ours, "kept") if united == ours else (united, "united")
    if name == BELOW:
        return (ours, "kept") if theirs in ours else (f"{ours}\n\n{theirs}", "below")
    if wanted is not None:
        return (theirs, "other") if wanted else (ours, "kept")
    is_draft = name in kept.drafts and name not in other.drafts
    return (theirs, "filled") if is_draft else (ours, "kept")


def _sources(field: JoinedField, kept: Metadata, other: Metadata) -> frozenset[str]:
    """The drafts that count for a field: of whomever its content is."""
    if field.how == "same":
        return kept.drafts & other.drafts
    if field.how == "kept":
        return kept.drafts
    return other.drafts if field.how in ("filled", "other") else kept.drafts | other.drafts
