"""How far an item's figures can be relied on, and what they rest on.

Four things count, and the weakest decides: the number of slices, the share of them with evidence, the width of the 95 %
bootstrap interval of the mean, and the quality of the captions.
"""

from __future__ import annotations

from reader.domain.profile import Profile
from reader.domain.transcript import Transcript

LEVELS = ("low", "medium", "high")

SLICES = (10, 30)
"""Slices for medium and for high confidence. 30 slices are about three quarters of an hour of talk."""
EVIDENCE_SHARE = (0.2, 0.4)
"""Share of slices with a hit for medium and for high."""
INTERVAL_WIDTH = (30.0, 15.0)
"""Score points between the ends of the interval for medium and for high."""
POOR_CAPTIONS = "medium"
"""The most that poor captions allow."""

DOUBTFUL = 0.5
"""A word that its recogniser gives a lower confidence than this is doubtful."""
DOUBTFUL_SHARE = (0.05, 0.15)
"""Up to the first share of doubtful words recognised captions are good, up to the second fair, beyond it poor."""

_OF_KIND = {"edited": "edited", "captions": "good", "automatic": "fair", "recognised": "fair"}
"""By the kind of captions, where their words have no confidence; plain text does not tell where it is from."""
_WITHOUT_CONFIDENCE = ("edited", "captions", "text")


def caption_quality(transcript: Transcript, kind: str) -> str:
    """``edited``, ``good``, ``fair``, ``poor`` or ``unknown``.

    By the share of doubtful words where a recogniser left its confidence in them, else by the kind of captions (that of
    ``Provenance.caption_kind``).
    """
    if kind not in _WITHOUT_CONFIDENCE:
        sure = [
            word.confidence >= DOUBTFUL for cue in transcript.cues for word in cue.words if word.confidence is not None
        ]
        if sure:
            share = sure.count(False) / len(sure)
            return "good" if share <= DOUBTFUL_SHARE[0] else "fair" if share <= DOUBTFUL_SHARE[1] else "poor"
    return _OF_KIND.get(kind, "unknown")


def confidence(slices: int, evidence_share: float, interval_width: float, captions: str) -> str:
    """``high``, ``medium`` or ``low``: the least that one of the parts allows."""
    return min(parts(slices, evidence_share, interval_width, captions).values(), key=LEVELS.index)


def parts(slices: int, evidence_share: float, interval_width: float, captions: str) -> dict[str, str]:
    """What each part allows: ``slices``, ``evidence``, ``interval``, ``captions``."""
    return {
        "slices": _level(slices, SLICES),
        "evidence": _level(evidence_share, EVIDENCE_SHARE),
        "interval": _level(-interval_width, tuple(-width for width in INTERVAL_WIDTH)),
        "captions": POOR_CAPTIONS if captions == "poor" else "high",
    }


def parts_of(profile: Profile) -> dict[str, str]:
    """What each part allows in a profile that has been made."""
    width = profile.mean_high - profile.mean_low
    return parts(profile.figures.slices, profile.evidence_share, width, profile.caption_quality)


def _level(value: float, bars: tuple[float, ...]) -> str:
    return LEVELS[sum(value >= bar for bar in bars)]
