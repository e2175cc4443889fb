"""The versions of a transcript: seeing each, where it differs from the one in force, and putting another in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.domain.slicing import cut
from reader.domain.version_text import version_text
from reader.services.framework_choice import choice_of

if TYPE_CHECKING:
    from reader.domain.change import Change
    from reader.domain.version_text import VersionText as VersionText
    from reader.library.database import Library
    from reader.library.versions import Version as Version


def versions_of(library: Library, item_id: int) -> list[Version]:
    """All versions of an item's transcript, the last stored first. Raises NotFoundError."""
    return library.versions.of_item(item_id)


def read_version(library: Library, version: Version, in_force: Version | None) -> VersionText:
    """A version as it is read, compared with the one in force. Raises NotFoundError, DamagedLibraryError."""
    transcript = library.versions.transcript(version.id)
    slices = cut(transcript, choice_of(library).framework.slicing)
    other = library.versions.transcript(in_force.id) if in_force is not None and in_force.id != version.id else None
    return version_text(transcript, slices, other)


def use_version(library: Library, item_id: int, version_id: int) -> Change:
    """Put a version in force, as a command that undo takes back. Raises NotFoundError."""
    return library.versions.use(item_id, version_id)
