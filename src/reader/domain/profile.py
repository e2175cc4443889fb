"""The profile of an item: the figures of its slices and the headline drawn from them."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from reader.domain.record import record


@record
class Figures:
    """Statistics over slice scores, in score points, not rounded. ``shares`` maps band id to whole percents,
    sum 100.
    """

    slices: int
    median: float
    mean: float
    least: int
    greatest: int
    p10: float
    p90: float
    shares: Mapping[str, int]


@record
class Profile:
    """Everything the headline of an item shows.

    ``scores`` (signed bytes, type code ``b``) and ``hit_counts`` (type code ``i``) have one entry per slice;
    numpy takes either as it is. ``leaning`` is a band id (empty where there is no slice), ``lens`` a lens name (empty
    where there is no evidence), ``confidence`` one of ``high``, ``medium``, ``low``; ``evidence_mode`` one of
    ``interview``, ``panel``, ``talk``, ``reading``; ``basis`` one of ``Metadata only``, ``Transcript-informed``,
    ``Listen-based``. ``framework`` is ``id version``, ``fingerprint`` that of its content (``domain.framework``).

    ``lens_share`` is the lens's share of what all lenses found (0 to 1); ``second_lens`` is the next one where it
    comes close, else empty. ``mean_low`` and ``mean_high`` are the ends of the 95 % bootstrap interval of the mean, in
    score points; ``evidence_share`` the share of slices with a hit (0 to 1); ``caption_quality`` one of ``edited``,
    ``good``, ``fair``, ``poor``, ``unknown``.
    """

    framework: str
    scores: array[int]
    hit_counts: array[int]
    figures: Figures
    leaning: str
    lens: str
    confidence: str
    evidence_mode: str
    basis: str
    reasons: tuple[str, ...]
    fingerprint: str = ""
    lens_share: float = 0.0
    second_lens: str = ""
    mean_low: float = 0.0
    mean_high: float = 0.0
    evidence_share: float = 0.0
    caption_quality: str = "unknown"
