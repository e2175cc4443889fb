"""The application's stylesheet: the template in ``resources/themes`` filled with a palette and a font size."""

from __future__ import annotations

from string import Template

from reader.gui.theme.palette import Palette, mixed
from reader.paths import resource

SMALL = 0.9
"""Size of secondary words, as a part of the interface's size."""
TITLE = 1.65
"""Size of a page's title, as a part of the interface's size."""


def stylesheet(palette: Palette, size: float) -> str:
    """The stylesheet for a palette and an interface size in points.

    Raises KeyError for an unknown name in the template.
    """
    template = resource("themes", "application.qss").read_text(encoding="utf-8")
    return Template(template).substitute(_values(palette, size))


def _values(palette: Palette, size: float) -> dict[str, str]:
    colours = {name: colour.name() for name, colour in palette.colours().items()}
    return colours | {
        "on_tooltip": palette.chart_text.name(),
        "tooltip_line": palette.chart_line.name(),
        "focus_on_accent": (palette.heading if palette.dark else palette.on_accent).name(),
        "menu_line": (palette.chart_line if palette.dark else palette.line).name(),
        "panel_line": (palette.line if palette.dark else palette.chart_panel).name(),
        "scroll_handle": mixed(palette.window, palette.line_strong, 0.55).name(),
        "size_small": f"{size * SMALL:.1f}pt",
        "size_title": f"{size * TITLE:.1f}pt",
        "chip_radius": f"{round(size * 1.15)}px",
        "icons": resource("icons", "ui").as_posix(),
    }
