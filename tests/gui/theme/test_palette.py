"""Every colour that carries words or meaning can be seen, in both themes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from reader.gui.theme.palette import (
    THEME_NAMES,
    TONES,
    Palette,
    contrast,
    load_palette,
    read_palette,
    score_scale,
)
from reader.paths import resource

TEXT = 4.5
GRAPHIC = 3.0

GROUNDS = ("window", "pane", "raised", "field", "hover", "selection", "current_slice")
TEXTS = (
    "text", "text_muted", "text_faint", "heading", "accent_text", "warning", "error", "success",
    "negative_text", "middle_text", "positive_text",
)  # fmt: skip
PAIRS = (
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("on_accent_soft", "accent_soft"),
    ("on_error_soft", "error_soft"),
    ("on_find_current", "find_current_ground"),
    ("text", "find_ground"),
    ("text", "hit_negative_ground"),
    ("text", "hit_positive_ground"),
    ("chart_text", "tooltip"),
    ("chart_text", "chart_panel"),
    ("chart_text", "chart_chip"),
    ("chart_text", "chart_hover"),
    ("chart_muted", "chart_panel"),
)
GRAPHICS = (
    *(("focus", ground) for ground in ("window", "pane", "raised", "field", "selection")),
    *(("line_strong", ground) for ground in ("window", "pane", "raised", "field")),
    *((name, "chart_panel") for name in ("chart_focus", "chart_cursor", "chart_outline", "chart_empty")),
    *((name, "chart_panel") for name in ("marker_negative", "marker_outline", "marker_positive")),
    ("marker_outline", "marker_median"),
    *(("hit_underline", ground) for ground in ("window", "pane", "current_slice")),
)


@pytest.fixture(params=THEME_NAMES)
def palette(request: pytest.FixtureRequest) -> Palette:
    return load_palette(request.param)


def test_all_text_reaches_its_contrast_on_every_ground(palette: Palette) -> None:
    colours = palette.colours()
    pairs = [*((text, ground) for text in TEXTS for ground in GROUNDS), *PAIRS]
    found = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in found.items() if ratio < TEXT} == {}


def test_rings_lines_and_marks_reach_theirs(palette: Palette) -> None:
    colours = palette.colours()
    found = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in GRAPHICS}
    assert {pair: ratio for pair, ratio in found.items() if ratio < GRAPHIC} == {}


def test_every_score_can_be_read_as_text_and_seen_as_a_bar(palette: Palette) -> None:
    for score in range(-100, 101):
        for ground in GROUNDS:
            assert contrast(palette.score_text_colour(score), palette.colours()[ground]) >= TEXT, (score, ground)
        assert contrast(palette.score_colour(score), palette.chart_panel) >= GRAPHIC, score


def test_score_colours_run_from_amber_through_cyan_to_white(palette: Palette) -> None:
    assert palette.score_colour(-100) == palette.negative
    assert palette.score_colour(0) == palette.middle
    assert palette.score_colour(100) == palette.positive
    places = [place for place, _ in score_scale(palette)]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0.0, 1.0)


def test_tones_have_a_colour_for_the_panel_and_one_for_the_page(palette: Palette) -> None:
    for tone in TONES:
        assert contrast(palette.tone_colour(tone), palette.chart_panel) >= GRAPHIC
        assert contrast(palette.tone_text_colour(tone), palette.window) >= TEXT
    with pytest.raises(ValueError, match="sideways"):
        palette.tone_colour("sideways")


def test_charts_look_alike_in_both_themes() -> None:
    light, dark = (load_palette(name).colours() for name in THEME_NAMES)
    on_panel = [name for name in light if name.startswith(("chart_", "marker_")) or name in TONES]
    assert {name: light[name] for name in on_panel} == {name: dark[name] for name in on_panel}


def test_contrast_is_the_one_of_wcag() -> None:
    assert contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('focus = "', 'focal = "', "focal, focus"),
        ('text = "#', 'text = "##', "text"),
    ],
)
def test_a_theme_file_with_a_wrong_colour_is_told_by_name(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "odd.toml"
    path.write_text(resource("themes", "dark.toml").read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=told):
        read_palette(path)
