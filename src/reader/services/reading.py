"""Opening one item to read it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from reader.domain.assessment import basis_with
from reader.domain.slicing import cut
from reader.domain.striking import struck_in
from reader.services.content_assessments import assessment_path
from reader.services.framework_choice import choice_of
from reader.services.frameworks import profiler_for

if TYPE_CHECKING:
    from reader.domain.assessment import Assessment
    from reader.domain.framework import Framework
    from reader.domain.hits import SliceScore
    from reader.domain.item import Metadata, Provenance
    from reader.domain.profile import Profile
    from reader.domain.slicing import Slice
    from reader.domain.striking import Strike
    from reader.domain.transcript import Transcript
    from reader.library.database import Library
    from reader.library.records import StoredItem
    from reader.services.framework_choice import FrameworkChoice


class ScoredSlices:
    """A transcript cut into slices that are scored by a framework, each when it is first asked for."""

    __slots__ = ()

    framework: Framework
    transcript: Transcript
    slices: tuple[Slice, ...]
    strikes: tuple[Strike, ...]
    _scored: dict[int, SliceScore]

    def slice_text(self, number: int) -> str:
        """Text of a slice, counted from 1. Raises IndexError for a number that no slice has."""
        part = self._slice(number)
        return self.transcript.text[part.start : part.end]

    def slice_score(self, number: int) -> SliceScore:
        """Score of a slice with every hit, whose places count from the slice's start; scored when first asked for.

        Exceptions are honoured. Raises IndexError for a number that no slice has.
        """
        found = self._scored.get(number)
        if found is None:
            struck = struck_in(self._slice(number), self.transcript, self.strikes)
            found = profiler_for(self.framework).scorer.score(self.slice_text(number), struck)
            self._scored[number] = found
        return found

    def _slice(self, number: int) -> Slice:
        if not 1 <= number <= len(self.slices):
            raise IndexError(f"no slice has the number {number}")
        return self.slices[number - 1]


@dataclass(frozen=True, slots=True)
class OpenItem(ScoredSlices):
    """An item with its transcript and figures. It stays as it is when the library changes.

    ``framework`` is the one in force of its library; ``stale`` says that the profile was made by another state of it,
    so that its scores and those of :meth:`slice_score` may differ until the item is scored anew. ``strikes`` are the
    exceptions that hold for the item: its own, at places and in all of it, then those from the lexicon. ``assessment``
    is the one that the content folder had when it was last looked at, if any. The library keeps so many ``versions`` of
    the transcript.
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
    stale: bool = False
    strikes: tuple[Strike, ...] = ()
    assessment: Assessment | None = None
    versions: int = 1
    _scored: dict[int, SliceScore] = field(default_factory=dict, repr=False, compare=False)
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)
    """What is reckoned of an opened item once, by ``services.explaining``."""

    @property
    def assessment_path(self) -> str:
        """Where a listen-based assessment of this item stands, or would stand, relative to the content folder."""
        return assessment_path(self.slug)


def open_item(library: Library, slug_or_id: str | int) -> OpenItem:
    """Open the item with this slug or id.

    Raises NotFoundError, and DamagedLibraryError where what is stored of it is damaged.
    """
    choice = choice_of(library)
    stored, own = library.items.load_with_strikes(slug_or_id, choice.in_force.framework_id)
    stale = stored.profile.fingerprint != choice.fingerprint or stored.struck != tuple(strike.id for strike in own)
    slices, profile = stored.slices, stored.profile
    if stale and _of_another_axis(stored, choice.framework):
        slices, profile = _scored_anew(stored, own, choice)
        stale = False
    if stored.metadata.evidence_mode:
        profile = replace(profile, evidence_mode=stored.metadata.evidence_mode)
    profile = replace(profile, basis=basis_with(profile.basis, stored.assessment))
    return OpenItem(
        id=stored.id,
        slug=stored.slug,
        sample=stored.sample,
        metadata=stored.metadata,
        provenance=stored.provenance,
        transcript=stored.transcript,
        slices=slices,
        profile=profile,
        framework=choice.framework,
        stale=stale,
        strikes=(*own, *library.strikes.of_lexicon(choice.in_force.framework_id)),
        assessment=stored.assessment,
        versions=stored.versions,
    )


def _of_another_axis(stored: StoredItem, framework: Framework) -> bool:
    """Whether the figures mean something else than those of the framework in force, so that they must not be shown with
    its poles and bands.
    """
    framework_id = stored.profile.framework.partition(" ")[0]
    return framework_id != framework.id or {band.id for band in framework.bands} != set(stored.profile.figures.shares)


def _scored_anew(
    stored: StoredItem, strikes: Sequence[Strike], choice: FrameworkChoice
) -> tuple[tuple[Slice, ...], Profile]:
    """The item cut and scored here and now, which nothing keeps: scoring the whole library anew will store it."""
    slices = cut(stored.transcript, choice.framework.slicing)
    kind = stored.provenance.caption_kind
    return slices, profiler_for(choice.framework).profile(stored.transcript, slices, caption_kind=kind, strikes=strikes)


def item_metadata(library: Library, item_ids: Iterable[int]) -> list[Metadata]:
    """The metadata of these items, in their order, without their transcripts. Raises NotFoundError."""
    return [library.items.metadata(item_id) for item_id in item_ids]
