"""The named colours of a theme, read from ``resources/themes``, and the colours of scores."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtGui import QColor

from reader.paths import resource

THEME_NAMES = ("light", "dark")

FULL_TINT = 70
"""Score points from 0 at which a bar has the full colour of its pole."""

TONES = ("negative", "middle", "positive")


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme by name.

    ``window``, ``pane``, ``raised``, ``field``, ``hover``, ``selection``, ``current_slice`` and ``tooltip``
    are grounds that text stands on; ``line`` parts, ``line_strong`` outlines controls. ``on_...`` is the text
    colour for the ground of that name. Everything that starts with ``chart_``, ``negative``, ``middle``,
    ``positive`` and the markers belong to the deep panel of the charts; ``..._text`` of the tones are for the
    theme's own grounds.
    """

    name: str
    dark: bool

    window: QColor
    pane: QColor
    raised: QColor
    field: QColor
    hover: QColor
    selection: QColor
    current_slice: QColor
    line: QColor
    line_strong: QColor
    tooltip: QColor

    text: QColor
    text_muted: QColor
    text_faint: QColor
    text_disabled: QColor
    heading: QColor

    accent: QColor
    accent_hover: QColor
    accent_pressed: QColor
    on_accent: QColor
    accent_text: QColor
    accent_soft: QColor
    on_accent_soft: QColor
    focus: QColor
    warning: QColor
    error: QColor
    error_soft: QColor
    on_error_soft: QColor
    success: QColor

    hit_underline: QColor
    hit_negative_ground: QColor
    hit_positive_ground: QColor
    find_ground: QColor
    find_current_ground: QColor
    on_find_current: QColor

    chart_panel: QColor
    chart_text: QColor
    chart_muted: QColor
    chart_line: QColor
    chart_grid: QColor
    chart_hover: QColor
    chart_focus: QColor
    chart_cursor: QColor
    chart_outline: QColor
    chart_empty: QColor
    chart_chip: QColor
    negative: QColor
    middle: QColor
    positive: QColor
    marker_negative: QColor
    marker_median: QColor
    marker_positive: QColor
    marker_outline: QColor

    negative_text: QColor
    middle_text: QColor
    positive_text: QColor

    def score_colour(self, score: float) -> QColor:
        """Colour of a score on the charts' deep panel: amber, through cyan at 0, to white."""
        return self._tinted(score, self.negative, self.middle, self.positive)

    def score_text_colour(self, score: float) -> QColor:
        """The same tint as text, readable on every ground of the theme itself."""
        return self._tinted(score, self.negative_text, self.middle_text, self.positive_text)

    @staticmethod
    def _tinted(score: float, negative: QColor, middle: QColor, positive: QColor) -> QColor:
        pole = negative if score < 0 else positive
        return QColor.fromRgb(_tinted_rgb(score, middle.rgb(), pole.rgb()))

    def tone_colour(self, tone: str) -> QColor:
        """Colour of ``negative``, ``middle`` or ``positive`` on the charts' deep panel."""
        return self._of_tone(tone, "")

    def tone_text_colour(self, tone: str) -> QColor:
        """Colour of a tone for words and dots on the theme's own grounds."""
        return self._of_tone(tone, "_text")

    def _of_tone(self, tone: str, suffix: str) -> QColor:
        if tone not in TONES:
            raise ValueError(f"no tone {tone!r}")
        colour: QColor = getattr(self, tone + suffix)
        return colour

    def colours(self) -> dict[str, QColor]:
        """Every colour by its name."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name not in ("name", "dark")}


def tint(score: float) -> float:
    """How far a score is coloured towards its pole, 0 to 1; rises quickest around 0, where most scores lie."""
    return math.sin(math.pi / 2 * min(abs(score) / FULL_TINT, 1.0))


@lru_cache(maxsize=4096)
def _tinted_rgb(score: float, middle: int, pole: int) -> int:
    """Mixing colours takes longer than painting with them, and a chart asks for the same few again and again."""
    return mixed(QColor.fromRgb(middle), QColor.fromRgb(pole), tint(score)).rgb()


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """``one`` with ``share`` (0 to 1) of ``other``."""
    rest = 1.0 - share
    return QColor(
        round(one.red() * rest + other.red() * share),
        round(one.green() * rest + other.green() * share),
        round(one.blue() * rest + other.blue() * share),
    )


def score_scale(palette: Palette, step: int = 5) -> list[tuple[float, QColor]]:
    """The colours of the axis as gradient stops: place from 0 (least score) to 1 (greatest), and colour."""
    from reader.domain.framework import GREATEST_SCORE, LEAST_SCORE  # not before the window's first paint

    span = GREATEST_SCORE - LEAST_SCORE
    return [
        ((score - LEAST_SCORE) / span, palette.score_colour(score))
        for score in range(LEAST_SCORE, GREATEST_SCORE + 1, step)
    ]


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of two colours as WCAG 2 defines it: 1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@cache
def load_palette(name: str) -> Palette:
    """The theme that comes with the program under this name (one of ``THEME_NAMES``)."""
    return read_palette(resource("themes", f"{name}.toml"))


def read_palette(path: Path) -> Palette:
    """Read a theme file. Raises ValueError where a colour is missing, unknown or not a colour."""
    content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    given: dict[str, str] = {}
    for section in content.values():
        if isinstance(section, dict):
            given |= section
    declared = [field.name for field in fields(Palette) if field.name not in ("name", "dark")]
    if wrong := sorted(set(declared) ^ set(given)):
        raise ValueError(f"{path.name}: missing or unknown colours: {', '.join(wrong)}")
    colours = {name: QColor(value) for name, value in given.items()}
    if invalid := sorted(name for name, colour in colours.items() if not colour.isValid()):
        raise ValueError(f"{path.name}: not a colour: {', '.join(invalid)}")
    return Palette(name=content["name"], dark=content["dark"], **colours)
