"""Making an item's profile: its slices are scored, and the headline is drawn from what was found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from reader.domain.evidence import Evidence, gathered
from reader.domain.framework import Framework, fingerprint
from reader.domain.headline import profile_of
from reader.domain.lexicon import PatternFinder
from reader.domain.profile import Profile
from reader.domain.scoring import Scorer
from reader.domain.slicing import Slice
from reader.domain.striking import Strike, struck_in
from reader.domain.transcript import Transcript
from reader.domain.words import Words


class LensCounter:
    """Counts the patterns of each lens of a framework."""

    def __init__(self, framework: Framework) -> None:
        self._lens_of = [number for number, lens in enumerate(framework.lenses) for _ in lens.patterns]
        self._finder = PatternFinder(pattern for lens in framework.lenses for pattern in lens.patterns)

    def count(self, words: Words, counts: list[int]) -> None:
        """Add the matches in one text to ``counts``, which has one entry per lens."""
        for match in self._finder.find(words)[0]:
            counts[self._lens_of[match.pattern]] += 1


class Profiler:
    """A framework made ready for profiling whole items. For one thread at a time."""

    def __init__(self, framework: Framework) -> None:
        self.scorer = Scorer(framework)
        self._lenses = LensCounter(framework)

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
            transcript,
            found,
            self.framework,
            self.fingerprint,
            evidence_mode=evidence_mode,
            caption_kind=caption_kind,
        )

    def evidence(self, transcript: Transcript, slices: Sequence[Slice], strikes: Sequence[Strike] = ()) -> Evidence:
        """Score all slices; ``strikes`` are the exceptions of this item."""
        text = transcript.text
        lens_counts = [0] * len(self.framework.lenses)
        scored = []
        for part in slices:
            words = Words(text[part.start : part.end])
            scored.append(self.scorer.score_words(words, struck_in(part, transcript, strikes)))
            self._lenses.count(words, lens_counts)
        return gathered(scored, lens_counts)
