"""The fonts that come with the program: Inter for the interface, Noto Serif for text."""

from __future__ import annotations

import logging

from PySide6.QtGui import QFont, QFontDatabase

from reader.paths import resource

INTERFACE_FAMILY = "Inter"
TEXT_FAMILY = "Noto Serif"
LEAST_INTERFACE_SIZE = 9.75

_log = logging.getLogger(__name__)


def register_fonts() -> None:
    """Make the bundled fonts known to Qt. Needs a QGuiApplication; calling it again does nothing."""
    known = set(QFontDatabase.families())
    if {INTERFACE_FAMILY, TEXT_FAMILY} <= known and _registered:
        return
    for path in sorted(resource("fonts").glob("*.[ot]tf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            _log.warning("font %s could not be loaded", path.name)
        else:
            _registered.add(path.name)


_registered: set[str] = set()


def interface_font(size: float = 0.0) -> QFont:
    """The interface's font with figures of equal width.

    ``size`` is in points; 0 takes the size that the person set in the system.
    """
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font = QFont()
    font.setFamilies([INTERFACE_FAMILY, *system.families()])
    font.setPointSizeF(size or max(system.pointSizeF(), LEAST_INTERFACE_SIZE))
    return with_tabular_figures(font)


def text_font(family: str, size: float) -> QFont:
    """The font of the transcript: ``family`` (empty: the bundled serif) at ``size`` points, with figures of
    equal width.
    """
    font = QFont()
    font.setFamilies([name for name in (family, TEXT_FAMILY) if name])
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(size)
    return with_tabular_figures(font)


def with_tabular_figures(font: QFont) -> QFont:
    """The same font, its figures all equally wide so that they do not dance as they change."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result
