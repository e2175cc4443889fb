"""How figures, times and dates are written in the interface and in reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.domain.framework import Framework, round_half_away

if TYPE_CHECKING:  # brings numpy, which the window does without until its first paint
    from reader.domain.profile import Figures, Profile

MINUS = "\u2212"
EN_DASH = "\u2013"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def integer(value: float) -> str:
    """A figure as an integer with a true minus sign: ``−6``, ``0``, ``12``."""
    rounded = round_half_away(value)
    return f"{MINUS}{-rounded}" if rounded < 0 else str(rounded)


def signed(value: float) -> str:
    """A score with its sign: ``−37``, ``0``, ``+9``."""
    rounded = round_half_away(value)
    return f"+{rounded}" if rounded > 0 else integer(rounded)


def clock(ms: int) -> str:
    """A place in the sound as ``0:07`` or ``2:07:50``; fractions of a second are cut off."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def date_long(iso: str) -> str:
    """``2025-06-06`` as ``6 Jun 2025``, ``2025-06`` as ``Jun 2025``; anything else unchanged."""
    parts = iso.split("-")
    if not all(part.isdigit() for part in parts) or not 2 <= len(parts) <= 3:
        return iso
    month = int(parts[1])
    if not 1 <= month <= len(MONTHS):
        return iso
    day = f"{int(parts[2])} " if len(parts) == 3 else ""
    return f"{day}{MONTHS[month - 1]} {parts[0]}"


def count(noun: str, number: int, plural: str = "") -> str:
    """``1 slice``, ``3,301 cues``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def spread(least: float, greatest: float) -> str:
    """A range of figures: ``−38 to 0``."""
    return f"{integer(least)} to {integer(greatest)}"


def figures_sentence(figures: Figures, framework: Framework) -> str:
    """The sentence of figures under the perspective map."""
    if not figures.slices:
        return "No transcript, so no figures."
    shares = ", ".join(f"{figures.shares[band.id]}% {band.name.lower()}" for band in framework.bands)
    segments = "full-transcript segment" if figures.slices == 1 else "full-transcript segments"
    return (
        f"Across {figures.slices:,} {segments}: median {integer(figures.median)} · mean {integer(figures.mean)} · "
        f"spread {spread(figures.least, figures.greatest)} (p10{EN_DASH}p90 {spread(figures.p10, figures.p90)}) · "
        f"{shares} slices."
    )


def reading_sentence(profile: Profile, framework: Framework) -> str:
    """The reading: leaning, lens, evidence mode, confidence."""
    leaning = next(band.name for band in framework.bands if band.id == profile.leaning)
    lens = f", primarily in the {profile.lens} lens" if profile.lens else ""
    return f"{leaning} leaning{lens}. Evidence mode: {profile.evidence_mode}. Confidence: {profile.confidence}."


def card_figures(median: float, mean: float, slices: int) -> str:
    """The short figures of a card: ``Med 0 · avg −3 · 102 slices``."""
    return f"Med {integer(median)} · avg {integer(mean)} · {count('slice', slices)}"
