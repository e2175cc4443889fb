"""What a write changed: returned by every command, so that views refresh just what they show of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """``label`` names the command for a person ("Edit title"); ``item_ids`` are the items it touched.

    ``listed`` is True where items came into or went out of the list; ``rescored`` where figures may have changed;
    ``framework`` where the framework in force or its lexicon did, so that all figures may be out of date;
    ``collections`` where the saved filters of the library page did.
    """

    label: str
    item_ids: frozenset[int]
    listed: bool = False
    rescored: bool = False
    framework: bool = False
    collections: bool = False
