"""Drawing an item's profile from its slices: figures, leaning, lens, confidence, evidence mode and the reasons for
them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.domain.framework import Framework
from reader.domain.hits import SliceScore
from reader.domain.lexicon import PatternSet, Words
from reader.domain.profile import Figures, Profile
from reader.domain.scoring import Scorer
from reader.domain.slicing import Slice
from reader.domain.statistics import figures
from reader.domain.transcript import Transcript
from reader.domain.wording import integer

METADATA_ONLY = "Metadata only"
TRANSCRIPT_INFORMED = "Transcript-informed"
EVIDENCE_MODES = ("interview", "panel", "talk", "reading")

LEANING_SHARE = 40
"""Percent of slices in one outer band from which an item leans that way, if that is also twice the opposite share."""
PEAK_DISTANCE = 20
"""Score points between the median and an extreme slice from which the reasons point to the trail's peaks."""
EMPHASIS_SHARE = 0.12
"""Share of an item's evidence from which a subject counts as emphasized."""

_SPOKEN = frozenset(("i", "you", "we", "i'm", "you're", "we're", "yeah", "um", "uh", "okay"))


class LensCounter:
    """Counts the patterns of each lens of a framework."""

    def __init__(self, framework: Framework) -> None:
        self._names: list[str] = []
        patterns: list[str] = []
        for lens in framework.lenses:
            patterns += lens.patterns
            self._names += [lens.name] * len(lens.patterns)
        self._patterns = PatternSet(patterns)

    def count(self, words: Words) -> Counter[str]:
        """Number of matches for each lens name in one text."""
        return Counter(self._names[match.pattern] for match in self._patterns.find(words))


@dataclass(frozen=True, slots=True)
class Profiler:
    """A framework made ready for profiling whole items."""

    scorer: Scorer
    lenses: LensCounter

    @classmethod
    def of(cls, framework: Framework) -> Profiler:
        """Make a framework ready."""
        return cls(Scorer(framework), LensCounter(framework))

    def profile(self, transcript: Transcript, slices: Sequence[Slice], evidence_mode: str = "") -> Profile:
        """Score all slices and draw the profile; ``evidence_mode`` overrides the inferred one where it is given."""
        text = transcript.text
        framework = self.scorer.framework
        scored: list[SliceScore] = []
        lens_counts: Counter[str] = Counter()
        spoken = total_words = 0
        for part in slices:
            words = Words.of(text[part.start : part.end])
            scored.append(self.scorer.score_words(words))
            lens_counts.update(self.lenses.count(words))
            spoken += sum(word in _SPOKEN for word in words.folded)
            total_words += len(words)
        scores = np.array([s.score for s in scored], dtype=np.int8)
        hit_counts = np.array([len(s.hits) for s in scored], dtype=np.int32)
        stats = figures(scores, framework)
        return Profile(
            framework=f"{framework.id} {framework.version}",
            scores=scores,
            hit_counts=hit_counts,
            figures=stats,
            leaning=leaning(stats, framework),
            lens=lens_counts.most_common(1)[0][0] if lens_counts else "",
            confidence=confidence(stats.slices, int(np.count_nonzero(hit_counts))),
            evidence_mode=evidence_mode or infer_evidence_mode(transcript, spoken, total_words),
            basis=TRANSCRIPT_INFORMED if stats.slices else METADATA_ONLY,
            reasons=reasons(stats, scored, framework),
        )


def leaning(stats: Figures, framework: Framework) -> str:
    """Band id of an item: that of its median slice, unless that is the middle and one outer band holds at least
    ``LEANING_SHARE`` percent of the slices and at least twice the share of the opposite one."""
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


def infer_evidence_mode(transcript: Transcript, spoken_words: int, words: int) -> str:
    """Interview, panel, talk or reading: from the speakers where they are known, else from questions and spoken
    words."""
    speakers = Counter(cue.speaker for cue in transcript.cues if cue.speaker)
    regular = [name for name, turns in speakers.items() if turns >= max(3, 0.03 * speakers.total())]
    if len(regular) > 3:
        return "panel"
    if len(regular) > 1:
        return "interview"
    if words and spoken_words / words < 0.01:
        return "reading"
    questions = len(re.findall(r"\?", transcript.text))
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
    strength: Counter[str] = Counter()
    total = 0.0
    for slice_score in scored:
        for hit in slice_score.hits:
            total += abs(hit.contribution)
            if hit.emphasis:
                strength[hit.emphasis] += abs(hit.contribution)  # type: ignore[assignment]
    return [name for name, value in strength.most_common(2) if value >= EMPHASIS_SHARE * total > 0]
