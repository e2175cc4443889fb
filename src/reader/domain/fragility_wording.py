"""How fragile a reading is, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.domain.wording import count

if TYPE_CHECKING:
    from reader.domain.fragility import Fragility
    from reader.domain.framework import Framework


def fragility_explained(fragility: Fragility, framework: Framework) -> tuple[str, ...]:
    """Sentences that say how much an item hangs on single words and on where the cuts fall."""
    hinging = sum(map(bool, fragility.hinges))
    if hinging:
        verb = "hinges" if hinging == 1 else "hinge"
        lines = [f"{hinging:,} of {count('slice', len(fragility.hinges))} {verb} on one word: without it another band."]
    else:
        lines = ["No slice hinges on one word."]
    if fragility.cuts:
        name = next(band.name for band in framework.bands if band.id == fragility.leaning)
        held = "all" if fragility.holding == fragility.cuts else f"{fragility.holding} of"
        lines.append(f"The leaning ({name}) holds in {held} {fragility.cuts} shifted cuts.")
    return tuple(lines)
