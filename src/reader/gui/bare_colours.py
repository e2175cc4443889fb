"""The few colours of a theme that the bare frame needs, read without the theme itself: loading that takes longer than
the window's first paint."""

from __future__ import annotations

from PySide6.QtGui import QColor

from reader.paths import resource

NAMES = ("window", "pane", "line")


def bare_colours(theme: str) -> dict[str, QColor]:
    """``window``, ``pane`` and ``line`` of the theme ``light`` or ``dark``."""
    colours = {}
    for line in resource("themes", f"{theme}.toml").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(" = ")
        if name in NAMES:
            colours[name] = QColor(value.strip('"'))
    return colours
