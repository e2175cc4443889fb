"""Lines of text for painters: broken at words to a width, the last line ending in an ellipsis where it does not fit."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption


def wrapped(text: str, font: QFont, width: int, most: int) -> tuple[str, ...]:
    """The text in at most ``most`` lines of ``width`` pixels."""
    return _wrapped(text, font.toString(), max(width, 1), most)


@lru_cache(maxsize=4096)
def _wrapped(text: str, font_key: str, width: int, most: int) -> tuple[str, ...]:
    font = QFont()
    font.fromString(font_key)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start, end = line.textStart(), line.textStart() + line.textLength()
        if len(lines) == most - 1 and end < len(text):
            rest = text[start:].strip()
            lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
        else:
            lines.append(text[start:end].strip())
    layout.endLayout()
    return tuple(lines)


def draw_lines(painter: QPainter, lines: tuple[str, ...], rect: QRect, font: QFont, colour: QColor) -> int:
    """Draw lines from the top of ``rect``; returns the y just below them."""
    painter.setFont(font)
    painter.setPen(colour)
    metrics = QFontMetrics(font)
    height = metrics.lineSpacing() + 1
    for number, line in enumerate(lines):
        place = QRect(rect.left(), rect.top() + number * height, rect.width(), height)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)
    return rect.top() + len(lines) * height
