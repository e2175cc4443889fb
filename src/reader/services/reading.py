"""Opening one item to read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reader.services.frameworks import framework_in_force, profiler_in_force

if TYPE_CHECKING:
    from reader.domain.framework import Framework
    from reader.domain.hits import SliceScore
    from reader.domain.item import Metadata, Provenance
    from reader.domain.profile import Profile
    from reader.domain.slicing import Slice
    from reader.domain.transcript import Transcript
    from reader.library.database import Library

ASSESSMENTS = "content/resources/transcript-assessments"


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item with its transcript and figures. It stays as it is when the library changes.

    ``framework`` is the one in force; ``stale`` says that the profile was made by another one, so that its scores and
    those of :meth:`slice_score` may differ until the item is scored anew.
    """

    id: int
    slug: str
    sample: bool
    metadata: Metadata
    provenance: Provenance
    transcript: Transcript
    slices: tuple[Slice, ...]
    profile: Profile
    framework: Framework
    _scored: dict[int, SliceScore] = field(default_factory=dict, repr=False, compare=False)

    @property
    def stale(self) -> bool:
        """True where the profile was made by another framework than the one in force, or another version of it."""
        return self.profile.framework != self.framework.label

    @property
    def assessment_path(self) -> str:
        """Where a listen-based assessment of this item would stand, relative to the assessments' home."""
        return f"{ASSESSMENTS}/{self.slug}.json"

    def slice_text(self, number: int) -> str:
        """Text of a slice, counted from 1. Raises IndexError for a number that no slice has."""
        part = self._slice(number)
        return self.transcript.text[part.start : part.end]

    def slice_score(self, number: int) -> SliceScore:
        """Score of a slice with every hit, whose places count from the slice's start; scored when first asked for.

        Raises IndexError for a number that no slice has.
        """
        found = self._scored.get(number)
        if found is None:
            found = self._scored[number] = profiler_in_force().scorer.score(self.slice_text(number))
        return found

    def _slice(self, number: int) -> Slice:
        if not 1 <= number <= len(self.slices):
            raise IndexError(f"no slice has the number {number}")
        return self.slices[number - 1]


def open_item(library: Library, slug_or_id: str | int) -> OpenItem:
    """Open the item with this slug or id.

    Raises NotFoundError, and DamagedLibraryError where what is stored of it is damaged.
    """
    stored = library.items.load(slug_or_id)
    profile = stored.profile
    if stored.metadata.evidence_mode:
        profile = replace(profile, evidence_mode=stored.metadata.evidence_mode)
    return OpenItem(
        id=stored.id,
        slug=stored.slug,
        sample=stored.sample,
        metadata=stored.metadata,
        provenance=stored.provenance,
        transcript=stored.transcript,
        slices=stored.slices,
        profile=profile,
        framework=framework_in_force(),
    )


def item_metadata(library: Library, item_ids: Iterable[int]) -> list[Metadata]:
    """The metadata of these items, in their order, without their transcripts. Raises NotFoundError."""
    return [library.items.metadata(item_id) for item_id in item_ids]
