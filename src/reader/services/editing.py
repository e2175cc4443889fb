"""What a person changes: metadata, tags, deleting, and taking it all back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from reader.domain.item import METADATA_FIELDS
from reader.errors import ReaderError
from reader.services.striking import figures_after

if TYPE_CHECKING:
    from reader.domain.change import Change
    from reader.library.database import Library
    from reader.library.records import HistoryEntry as HistoryEntry
    from reader.library.records import Tombstone as Tombstone

_SEVERAL_LINES = {"why_it_matters", "summary", "editor_note"}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def edit_metadata(
    library: Library,
    item_ids: Sequence[int],
    *,
    add_tags: Iterable[str] = (),
    remove_tags: Iterable[str] = (),
    **changes: Any,
) -> Change:
    """Set fields of :class:`reader.domain.item.Metadata` on each of the items, as one command; tags can also be added
    to those that each one has, and taken off.

    White space around values goes. Before an edit of more than 20 items the library is backed up. Raises
    ReaderError for a value that a field cannot have, NotFoundError for an item that is gone, TypeError for an
    unknown field.
    """
    unknown = changes.keys() - set(METADATA_FIELDS)
    if unknown:
        raise TypeError(f"no such fields: {', '.join(sorted(unknown))}")
    return library.edits.edit_metadata(
        item_ids,
        add_tags=_clean_tags(add_tags),
        remove_tags=_clean_tags(remove_tags),
        **{name: _checked(name, value) for name, value in changes.items()},
    )


def add_tags(library: Library, item_ids: Sequence[int], tags: Iterable[str]) -> Change:
    """Add these tags to each of the items, as one command. Raises NotFoundError."""
    return library.edits.add_tags(item_ids, _clean_tags(tags))


def remove_tags(library: Library, item_ids: Sequence[int], tags: Iterable[str]) -> Change:
    """Take these tags off each of the items, as one command. Raises NotFoundError."""
    return library.edits.remove_tags(item_ids, _clean_tags(tags))


def delete_items(library: Library, item_ids: Sequence[int]) -> Change:
    """Delete items, as one command that undo takes back; more than one are backed up first.

    Raises NotFoundError.
    """
    return library.edits.delete_items(item_ids)


def restore_items(library: Library, item_ids: Sequence[int]) -> Change:
    """Bring deleted items back without undoing what came after. Raises NotFoundError."""
    return library.edits.restore_items(item_ids)


def deleted_items(library: Library) -> list[Tombstone]:
    """Deleted items that can still be brought back, the last deleted first."""
    return library.items.tombstones()


def purge_items(library: Library, item_ids: Sequence[int]) -> None:
    """Remove deleted items for good: only the backup made just before has them then. Raises NotFoundError."""
    library.edits.purge(item_ids)


def undo(library: Library) -> Change | None:
    """Take back the last command; None where there is none.

    Raises ReaderError where it cannot be taken back.
    """
    return library.journal.undo(*figures_after(library, library.journal.next_undo(), "before"))


def redo(library: Library) -> Change | None:
    """Do the command again that was undone last; None where there is none.

    Raises ReaderError where that fails.
    """
    return library.journal.redo(*figures_after(library, library.journal.next_redo(), "after"))


def undo_label(library: Library) -> str | None:
    """Name of the command that :func:`undo` would take back."""
    return library.journal.undo_label()


def redo_label(library: Library) -> str | None:
    """Name of the command that :func:`redo` would do again."""
    return library.journal.redo_label()


def history(library: Library, limit: int = 100, item_id: int | None = None) -> list[HistoryEntry]:
    """The last commands, newest first; only those that touched one item where that is given."""
    return library.journal.entries(limit, item_id)


def _checked(name: str, value: Any) -> Any:
    if name == "tags":
        return _clean_tags(value)
    text = str(value).strip() if name in _SEVERAL_LINES else " ".join(str(value).split())
    if name == "title" and not text:
        raise ReaderError("An item needs a title.", "Enter one, or leave the title as it was.")
    if name == "date" and text:
        _require_date(text)
    if name == "evidence_mode" and text:
        _require_evidence_mode(text)
    return text


def _require_evidence_mode(text: str) -> None:
    from reader.domain.evidence_mode import EVIDENCE_MODES

    if text not in EVIDENCE_MODES:
        raise ReaderError(f"“{text}” is no evidence mode.", f"Choose one of {', '.join(EVIDENCE_MODES)}.")


def _require_date(text: str) -> None:
    match = _DATE.fullmatch(text)
    year, month, day = match.groups(default="1") if match else ("0", "1", "1")
    try:
        date(int(year), int(month), int(day))
    except ValueError as error:
        raise ReaderError(f"“{text}” is no date.", "Write it like 2025-06-06, 2025-06 or 2025.") from error


def _clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    if isinstance(tags, str):
        raise TypeError("tags are a sequence of texts, not one text")
    return tuple(dict.fromkeys(tag for tag in (" ".join(name.split()) for name in tags) if tag))
