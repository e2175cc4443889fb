"""Changing a slug: the one name of an item that stays when its title is edited, and that links and files go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.library.slugs import MOST_CHARACTERS, slugify

if TYPE_CHECKING:
    from reader.domain.change import Change
    from reader.library.database import Library


def slug_problem(library: Library, item_id: int, slug: str) -> str:
    """Why an item cannot have this slug; empty where it can."""
    if not slug:
        return "Write a slug."
    fitting = slugify(slug)
    if len(slug) > MOST_CHARACTERS:
        return f"A slug has at most {MOST_CHARACTERS} characters: for instance {fitting}."
    if fitting != slug:
        return (
            f"A slug has small letters, digits and single hyphens, and is no name of a device: for instance {fitting}."
        )
    holder = next((item for item in library.content.items() if item.slug == slug and item.id != item_id), None)
    if holder is None:
        return ""
    where = ", which was deleted" if holder.deleted else ""
    return f"“{holder.metadata.title}”{where} has this slug."


def change_slug(library: Library, item_id: int, slug: str) -> Change:
    """Give an item another slug, as a command that undo takes back. Its file in the content folder keeps its name
    until that is written back.

    Raises ReaderError where the slug is unfit or taken, NotFoundError.
    """
    problem = slug_problem(library, item_id, slug)
    if problem:
        raise ReaderError(problem, "Choose another one.")
    return library.content.change_slug(item_id, slug)


def suggested_slug(title: str) -> str:
    """The slug that a new item of this title would get."""
    return slugify(title)
