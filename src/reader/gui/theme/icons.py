"""Small line icons: SVG drawings in ``resources/icons/ui``, drawn sharp at any size in a colour of the
palette.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader.gui.theme.palette import Palette
from reader.paths import resource


def icon(name: str, palette: Palette, colour: str = "text_muted") -> QIcon:
    """The icon ``name`` in the palette's colour of that name; greyed where its widget is disabled.

    Take it anew when the palette changes. Raises FileNotFoundError for an unknown icon.
    """
    tint: QColor = getattr(palette, colour)
    return QIcon(_LineIcon(name, tint.name(), palette.text_disabled.name()))


@lru_cache(maxsize=256)
def _drawing(name: str, colour: str) -> QSvgRenderer:
    svg = resource("icons", "ui", f"{name}.svg").read_bytes()
    return QSvgRenderer(QByteArray(svg.replace(b"currentColor", colour.encode())))


class _LineIcon(QIconEngine):
    """Draws its SVG at the very size that is asked for, so that it is sharp at every scaling of the screen."""

    def __init__(self, name: str, colour: str, disabled: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self._disabled = disabled
        _drawing(name, colour)

    def clone(self) -> QIconEngine:
        copy = _LineIcon(self._name, self._colour, self._disabled)
        _clones.append(copy)
        return copy

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        del state
        colour = self._disabled if mode == QIcon.Mode.Disabled else self._colour
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _drawing(self._name, colour).render(painter, QRectF(rect))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap


_clones: list[_LineIcon] = []
"""Qt owns a cloned engine, but Python would let go of its half: these references keep both alive."""
