"""Making an item's profile: its slices are scored, and the headline is drawn from what was found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from reader.domain.confidence import caption_quality
from reader.domain.evidence import Evidence, gathered
from reader.domain.evidence_mode import infer_evidence_mode
from reader.domain.framework import Framework, fingerprint
from reader.domain.headline import profile_of
from reader.domain.profile import Profile
from reader.domain.scoring import Scorer
from reader.domain.slicing import Slice
from reader.domain.striking import Strike, struck_in
from reader.domain.transcript import Transcript
from reader.domain.words import Words


class Profiler:
    """A framework made ready for profiling whole items. For one thread at a time."""

    def __init__(self, framework: Framework, *, many: bool = False, marked: bool = True) -> None:
        """``many``: score all slices of an item at once, with numpy. The figures are the same.

        ``marked``: profiles say which state of the framework they were made by, as those do that are kept.
        """
        self.scorer = Scorer(framework, lenses=True)
        self._many = many
        self._marked = marked

    @property
    def framework(self) -> Framework:
        """The framework in force."""
        return self.scorer.framework

    @cached_property
    def fingerprint(self) -> str:
        """That of the framework."""
        return fingerprint(self.framework)

    def profile(
        self,
        transcript: Transcript,
        slices: Sequence[Slice],
        evidence_mode: str = "",
        *,
        caption_kind: str = "",
        strikes: Sequence[Strike] = (),
    ) -> Profile:
        """Score all slices and draw the profile.

        ``evidence_mode`` overrides the inferred one where it is given; ``caption_kind`` is that of the provenance;
        ``strikes`` are the exceptions of this item.
        """
        found = self.evidence(transcript, slices, strikes)
        return profile_of(
            found,
            self.framework,
            self.fingerprint if self._marked else "",
            evidence_mode=evidence_mode or infer_evidence_mode(transcript),
            caption_quality=caption_quality(transcript, caption_kind),
        )

    def evidence(self, transcript: Transcript, slices: Sequence[Slice], strikes: Sequence[Strike] = ()) -> Evidence:
        """Score all slices; ``strikes`` are the exceptions of this item."""
        texts = [transcript.text[part.start : part.end] for part in slices]
        struck = [struck_in(part, transcript, strikes) for part in slices]
        if self._many:
            from reader.domain.many_evidence import evidence_of

            return evidence_of(self.scorer, texts, struck)
        lens_counts = [0] * len(self.framework.lenses)
        each = zip(texts, struck, strict=True)
        return gathered([self.scorer.score_words(Words(text), out, lens_counts) for text, out in each], lens_counts)
