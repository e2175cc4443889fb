"""Drawing an item's profile from its slices: figures, leaning, lens, confidence, evidence mode and the
reasons for them.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from reader.domain.framework import Framework, fingerprint
from reader.domain.hits import SliceScore
from reader.domain.lexicon import PatternFinder
from reader.domain.profile import Figures, Profile
from reader.domain.scoring import Scorer
from reader.domain.slicing import Slice
from reader.domain.statistics import figures
from reader.domain.striking import Strike, struck_in
from reader.domain.transcript import Transcript
from reader.domain.wording import integer
from reader.domain.words import Words

METADATA_ONLY = "Metadata only"
TRANSCRIPT_INFORMED = "Transcript-informed"
EVIDENCE_MODES = ("interview", "panel", "talk", "reading")

LEANING_SHARE = 40
"""Percent of slices in one outer band from which an item leans that way, if that is also twice the opposite
share.
"""
PEAK_DISTANCE = 20
"""Score points between the median and an extreme slice from which the reasons point to the trail's peaks."""
EMPHASIS_SHARE = 0.12
"""Share of an item's evidence from which a subject counts as emphasized."""

_SPOKEN = frozenset(("i", "you", "we", "i'm", "you're", "we're", "yeah", "um", "uh", "okay"))


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
        framework = self.framework
        text = transcript.text
        lens_counts = [0] * len(framework.lenses)
        scored = []
        for part in slices:
            words = Words(text[part.start : part.end])
            scored.append(self.scorer.score_words(words, struck_in(part, transcript, strikes)))
            self._lenses.count(words, lens_counts)
        stats = figures((s.score for s in scored), framework)
        with_evidence = sum(s.has_evidence for s in scored)
        return Profile(
            framework=framework.label,
            scores=array("b", [s.score for s in scored]),
            hit_counts=array("i", [len(s.hits) for s in scored]),
            figures=stats,
            leaning=leaning(stats, framework),
            lens=_greatest_lens(framework, lens_counts),
            confidence=confidence(stats.slices, with_evidence),
            evidence_mode=evidence_mode or infer_evidence_mode(transcript),
            basis=TRANSCRIPT_INFORMED if stats.slices else METADATA_ONLY,
            reasons=reasons(stats, scored, framework),
            fingerprint=self.fingerprint,
        )


def _greatest_lens(framework: Framework, counts: Sequence[int]) -> str:
    """Name of the lens with the most matches; empty where there is none."""
    most = max(counts, default=0)
    return framework.lenses[counts.index(most)].name if most else ""


def leaning(stats: Figures, framework: Framework) -> str:
    """Band id of an item: that of its median slice, unless that is the middle and one outer band holds at
    least ``LEANING_SHARE`` percent of the slices and at least twice the share of the opposite one.
    """
    of_median = framework.band_of(stats.median)
    negative, positive = framework.bands[0], framework.bands[-1]
    if not stats.slices or of_median in (negative, positive):
        return of_median.id
    for band, opposite in ((negative, positive), (positive, negative)):
        share = stats.shares[band.id]
        if share >= LEANING_SHARE and share >= 2 * stats.shares[opposite.id]:
            return band.id
    return of_median.id


def confidence(slices: int, with_evidence: int) -> str:
    """How far the figures can be relied on: by the number of slices and the share of them that has evidence."""
    share = with_evidence / slices if slices else 0.0
    if slices >= 30 and share >= 0.4:
        return "high"
    if slices >= 10 and share >= 0.2:
        return "medium"
    return "low"


def infer_evidence_mode(transcript: Transcript) -> str:
    """Interview, panel, talk or reading: from the speakers where they are known, else from questions and
    spoken words.
    """
    speakers = Counter(cue.speaker for cue in transcript.cues if cue.speaker)
    regular = [name for name, turns in speakers.items() if turns >= max(3, 0.03 * speakers.total())]
    if len(regular) > 3:
        return "panel"
    if len(regular) > 1:
        return "interview"
    words = transcript.text.lower().split()
    if words and sum(map(_SPOKEN.__contains__, words)) < 0.01 * len(words):
        return "reading"
    questions = transcript.text.count("?")
    return "interview" if len(regular) == 0 and questions * 2000 >= len(transcript.text) > 0 else "talk"


def reasons(stats: Figures, scored: Sequence[SliceScore], framework: Framework) -> tuple[str, ...]:
    """The bullets under the reading, each of them drawn from the figures."""
    if not stats.slices:
        return ("No transcript: nothing could be scored.",)
    bullets = [f"Emphasizes {emphasis}" for emphasis in _emphases(scored)]
    bullets.append(
        f"Full transcript scored in {stats.slices:,} sequential {'slice' if stats.slices == 1 else 'slices'} "
        f"(median slice {integer(stats.median)})."
    )
    peaks = []
    if stats.median - stats.least >= PEAK_DISTANCE:
        peaks.append(framework.negative_pole.lower())
    if stats.greatest - stats.median >= PEAK_DISTANCE:
        peaks.append(framework.positive_pole.lower())
    for pole in peaks:
        bullets.append(f"Includes stretches much more {pole} than the typical slice \u2014 see trail peaks.")
    return tuple(bullets)


def _emphases(scored: Sequence[SliceScore]) -> list[str]:
    """The one or two subjects that most of the evidence speaks of, strongest first."""
    strength: dict[str, float] = {}
    total = 0.0
    for slice_score in scored:
        for hit in slice_score.hits:
            value = abs(hit.contribution)
            total += value
            if hit.emphasis:
                strength[hit.emphasis] = strength.get(hit.emphasis, 0.0) + value
    strongest = sorted(strength.items(), key=lambda pair: -pair[1])[:2]
    return [name for name, value in strongest if value >= EMPHASIS_SHARE * total > 0]
