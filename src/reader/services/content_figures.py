"""The figures of an item as a resource file shows them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from reader.domain.statistics import figures
from reader.domain.wording import integer

if TYPE_CHECKING:
    from reader.domain.framework import Framework
    from reader.domain.item_summary import ItemSummary


def figures_here(summary: ItemSummary, framework: Framework) -> dict[str, Any]:
    """The figures of an item whose scores are those of this framework, by the keys of the schema in their order."""
    from reader.services.describing import plain_number

    scores = [int(score) for score in summary.scores]
    stats = figures(scores, framework)
    return {
        "framework": framework.id,
        "framework_version": framework.version,
        "slices": stats.slices,
        "median": plain_number(stats.median),
        "mean": plain_number(stats.mean),
        "least": stats.least,
        "greatest": stats.greatest,
        "p10": plain_number(stats.p10),
        "p90": plain_number(stats.p90),
        "shares": dict(stats.shares),
        "leaning": summary.leaning,
        "lens": summary.lens,
        "confidence": summary.confidence,
        "basis": summary.basis,
        "scores": scores,
    }


def digest(profile: Mapping[str, Any]) -> str:
    """A checksum of figures; how their numbers are spelled does not matter."""
    plain = json.dumps(_plain(dict(profile)), sort_keys=True)
    return hashlib.sha256(plain.encode("utf-8")).hexdigest()[:16]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def told(profile: Mapping[str, Any]) -> str:
    """Figures in a line: ``risk-opportunity 1.0 · median 0 · mean −6 · 124 slices``."""
    parts = [f"{profile.get('framework', '')} {profile.get('framework_version', '')}".strip()]
    parts += [f"{key} {integer(float(profile[key]))}" for key in ("median", "mean", "p10", "p90") if key in profile]
    if "slices" in profile:
        parts.append(f"{int(profile['slices'])} slices")
    return " · ".join(part for part in parts if part)
