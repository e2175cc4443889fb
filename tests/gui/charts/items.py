"""Profiles and slices for tests of the charts."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np

from reader.domain.framework import Band, Framework
from reader.domain.profile import Profile
from reader.domain.slicing import Slice
from reader.domain.statistics import figures

FRAMEWORK = Framework(
    id="test",
    version="1",
    name="Test",
    negative_pole="Risk-forward",
    middle="Mixed",
    positive_pole="Opportunity-forward",
    bands=(
        Band("risk-forward", "Risk-forward", -100, -15, "negative"),
        Band("mixed", "Mixed", -14, 14, "middle"),
        Band("opportunity-forward", "Opportunity-forward", 15, 100, "positive"),
    ),
    lenses=(),
    terms=(),
    context_rules=(),
    resistance=0.1,
)


def profile(scores: Sequence[int], hits: Sequence[int] | None = None) -> Profile:
    """A profile of these scores; slices with a score have one hit unless ``hits`` counts otherwise."""
    values = np.array(scores, dtype=np.int8)
    counts = np.array(hits, dtype=np.int32) if hits is not None else (values != 0).astype(np.int32)
    return Profile(
        framework="test 1",
        scores=array("b", values.tolist()),
        hit_counts=array("i", counts.tolist()),
        figures=figures(values, FRAMEWORK),
        leaning="mixed",
        lens="Society",
        confidence="high",
        evidence_mode="interview",
        basis="Transcript-informed",
        reasons=(),
    )


def slices(count: int) -> tuple[Slice, ...]:
    """So many slices, one a minute."""
    return tuple(Slice(n + 1, n * 1000, (n + 1) * 1000, n, n, n * 60_000) for n in range(count))


def wavy(count: int, seed: int = 1) -> list[int]:
    """Scores that wander about 0, some of them 0."""
    made = np.random.default_rng(seed).normal(-6, 25, count)
    return [int(score) for score in np.clip(np.where(np.abs(made) < 6, 0, made), -100, 100)]
