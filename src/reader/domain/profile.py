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
    numpy takes either as it is. ``leaning`` is a band id, ``lens`` a lens name (empty where there is no
    evidence), ``confidence`` one of ``high``, ``medium``, ``low``; ``evidence_mode`` one of ``interview``,
    ``panel``, ``talk``, ``reading``; ``basis`` one of ``Metadata only``, ``Transcript-informed``,
    ``Listen-based``. ``framework`` is ``id version``.
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
