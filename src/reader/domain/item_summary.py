"""What lists and cards show of an item."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ItemSummary:
    """One item as lists and cards show it.

    ``scores`` holds one integer per slice, ``evidence`` says for each slice whether it has any hit. ``leaning`` is a
    band id, empty where there is no slice. ``duration_ms`` is None where the transcript has no times. ``sample`` marks
    the demo library's items.
    ``stale`` figures are not those of the framework in force: they may even be of another axis, with other bands.
    ``second_lens`` and ``lens_share`` as in :class:`reader.domain.profile.Profile`. ``media`` is the path of its sound
    or video file, ``has_sound`` whether it names one; ``notes`` counts the notes on it, ``listened`` is the share of it
    that was heard (0 to 1).
    """

    id: int
    slug: str
    title: str
    show: str
    shelf: str
    thread: str
    date: str
    tags: tuple[str, ...]
    sample: bool
    duration_ms: int | None
    characters: int
    median: float
    mean: float
    p10: float
    p90: float
    leaning: str
    lens: str
    confidence: str
    basis: str
    scores: NDArray[np.int8]
    evidence: NDArray[np.bool_]
    stale: bool = False
    second_lens: str = ""
    lens_share: float = 0.0
    has_sound: bool = False
    notes: int = 0
    listened: float = 0.0
    media: str = ""
