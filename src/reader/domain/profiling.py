"""Drawing an item's profile from its slices: figures, leaning, lens, confidence, evidence mode and the reasons for
them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from reader.domain.framework import Framework
from reader.domain.lexicon import PatternSet
from reader.domain.profile import Figures, Profile
from reader.domain.scoring import PartScores, Scorer
from reader.domain.slicing import Slice
from reader.domain.statistics import figures
from reader.domain.transcript import Transcript
from reader.domain.wording import integer
from reader.domain.words import Vocabulary, Words

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

    def __init__(self, framework: Framework, vocabulary: Vocabulary) -> None:
        self._names = [lens.name for lens in framework.lenses]
        self._lens_of = np.array([i for i, lens in enumerate(framework.lenses) for _ in lens.patterns], dtype=np.int32)
        self._patterns = PatternSet(vocabulary, [p for lens in framework.lenses for p in lens.patterns])

    def counts(self, words: Words) -> dict[str, int]:
        """Number of matches in a text for each lens name, greatest first; lenses without a match are left out."""
        found = np.bincount(self._lens_of[self._patterns.find(words).patterns], minlength=len(self._names))
        order = np.argsort(-found, kind="stable").tolist()
        return {self._names[index]: int(found[index]) for index in order if found[index]}


class Profiler:
    """A framework made ready for profiling whole items. For one thread at a time."""

    def __init__(self, framework: Framework) -> None:
        self.scorer = Scorer(framework)
        self.lenses = LensCounter(framework, self.scorer.vocabulary)

    @property
    def framework(self) -> Framework:
        """The framework in force."""
        return self.scorer.framework

    def profile(self, transcript: Transcript, slices: Sequence[Slice], evidence_mode: str = "") -> Profile:
        """Score all slices and draw the profile; ``evidence_mode`` overrides the inferred one where it is given."""
        framework = self.framework
        words = Words.of(transcript.text, self.scorer.vocabulary, [part.end for part in slices])
        scored = self.scorer.score_words(words)
        stats = figures(scored.scores, framework)
        lenses = self.lenses.counts(words)
        return Profile(
            framework=f"{framework.id} {framework.version}",
            scores=scored.scores,
            hit_counts=scored.hit_counts,
            figures=stats,
            leaning=leaning(stats, framework),
            lens=next(iter(lenses), ""),
            confidence=confidence(stats.slices, int(np.count_nonzero(scored.hit_counts))),
            evidence_mode=evidence_mode or infer_evidence_mode(transcript, words),
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


def infer_evidence_mode(transcript: Transcript, words: Words) -> str:
    """Interview, panel, talk or reading: from the speakers where they are known, else from questions and spoken
    words."""
    speakers = Counter(cue.speaker for cue in transcript.cues if cue.speaker)
    regular = [name for name, turns in speakers.items() if turns >= max(3, 0.03 * speakers.total())]
    if len(regular) > 3:
        return "panel"
    if len(regular) > 1:
        return "interview"
    spoken = np.array([word in _SPOKEN for word in words.vocabulary.folded], dtype=bool)
    if len(words) and np.count_nonzero(spoken[words.numbers]) < 0.01 * len(words):
        return "reading"
    questions = len(re.findall(r"\?", transcript.text))
    return "interview" if len(regular) == 0 and questions * 2000 >= len(transcript.text) > 0 else "talk"


def reasons(stats: Figures, scored: PartScores, framework: Framework) -> tuple[str, ...]:
    """The bullets under the reading, each of them drawn from the figures."""
    if not stats.slices:
        return ("No transcript: nothing could be scored.",)
    bullets = [f"Emphasizes {emphasis}" for emphasis in _emphases(scored, framework)]
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


def _emphases(scored: PartScores, framework: Framework) -> list[str]:
    """The one or two subjects that most of the evidence speaks of, strongest first."""
    by_term = np.bincount(scored.terms, weights=np.abs(scored.contributions), minlength=len(framework.terms))
    strength: dict[str, float] = {}
    for term, value in zip(framework.terms, by_term.tolist(), strict=True):
        if term.emphasis and value:
            strength[term.emphasis] = strength.get(term.emphasis, 0.0) + value
    least = EMPHASIS_SHARE * float(by_term.sum())
    strongest = sorted(strength.items(), key=lambda pair: -pair[1])[:2]
    return [name for name, value in strongest if value >= least]
