"""How figures, times and dates are written in the interface and in reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.domain.confidence import parts_of
from reader.domain.framework import Framework, round_half_away
from reader.domain.interval import LEAST_SLICES

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    leaning = next((band.name for band in framework.bands if band.id == profile.leaning), profile.leaning)
    lens = f", primarily in the {profile.lens} lens" if profile.lens else ""
    if profile.second_lens:
        lens += f", with {profile.second_lens} close behind"
    return f"{leaning} leaning{lens}. Evidence mode: {profile.evidence_mode}. Confidence: {profile.confidence}."


def lens_explained(profile: Profile) -> tuple[str, ...]:
    """Sentences that say how the lens was found."""
    if not profile.lens:
        return ("No words of any lens were found.",)
    lines = [f"{share(profile.lens_share)} of the words that show a lens are of {profile.lens}."]
    if profile.second_lens:
        lines.append(f"{profile.second_lens} comes close to it.")
    return tuple(lines)


_CAPTIONS = {
    "edited": "The transcript was edited by people.",
    "good": "Captions of good quality.",
    "fair": "Captions of fair quality: names and technical terms may be mis-heard.",
    "poor": "Captions of poor quality: their recogniser doubts many of the words.",
    "unknown": "Nothing is known of the quality of the captions.",
}
_HELD_DOWN = {
    "slices": "the number of slices",
    "evidence": "the share of slices with evidence",
    "interval": "the width of the interval",
    "captions": "the quality of the captions",
}


def confidence_explained(profile: Profile) -> tuple[str, ...]:
    """Sentences that say what the confidence rests on, and what holds it down."""
    figures = profile.figures
    if not figures.slices:
        return ("There is no transcript, so nothing to rely on.",)
    with_evidence = sum(map(bool, profile.hit_counts))
    evidence = share(with_evidence / figures.slices)
    lines = [f"{count('slice', figures.slices)}, {with_evidence:,} of them with evidence ({evidence})."]
    if figures.slices < LEAST_SLICES:
        lines.append("Too few slices to tell how far the mean could be another one.")
    else:
        interval = f"{integer(profile.mean_low)} to {integer(profile.mean_high)}"
        lines.append(f"The mean is {integer(figures.mean)}, its 95% bootstrap interval {interval}.")
    lines.append(_CAPTIONS[profile.caption_quality])
    if profile.confidence != "high":
        down = [_HELD_DOWN[part] for part, level in parts_of(profile).items() if level == profile.confidence]
        if down:
            lines.append(f"{profile.confidence.capitalize()} because of {listed(down)}.")
    return tuple(lines)


def share(part: float) -> str:
    """A share (0 to 1) in whole percent; ``<1%`` and ``>99%`` where rounding would say none or all."""
    percent = round_half_away(100 * part)
    if percent == 0 and part > 0:
        return "<1%"
    return ">99%" if percent == 100 and part < 1 else f"{percent}%"


def listed(names: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def card_figures(median: float, mean: float, slices: int) -> str:
    """The short figures of a card: ``Med 0 · avg −3 · 102 slices``."""
    return f"Med {integer(median)} · avg {integer(mean)} · {count('slice', slices)}"
