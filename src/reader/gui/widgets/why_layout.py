"""Where things stand in a row of the panel "Why this score": sentence, figures, and what can be clicked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QTextCharFormat, QTextLayout, QTextOption

from reader.gui.theme.fonts import with_tabular_figures
from reader.gui.widgets.transcript_scripts import UnitMap
from reader.gui.widgets.why_rows import WhyRow

LEFT = 12
RIGHT = 4
GUTTER = 28
"""Width of the strip at the right in which a row's button stands."""
ABOVE = 8
GAP = 4
BUTTON = 20
MOST_LINES = 4
ELLIPSIS = "…"


class WhyFonts:
    """Fonts of the rows, drawn from the view's font."""

    def __init__(self, base: QFont) -> None:
        self.text = QFont(base)
        self.small = with_tabular_figures(base)
        self.small.setPointSizeF(base.pointSizeF() * 0.9)
        self.strong = QFont(self.small)
        self.strong.setWeight(QFont.Weight.Bold)
        self.section = QFont(self.small)
        self.section.setWeight(QFont.Weight.DemiBold)
        self.struck = QFont(base)
        self.struck.setStrikeOut(True)
        self.text_metrics = QFontMetrics(self.text)
        self.small_metrics = QFontMetrics(self.small)
        self.strong_metrics = QFontMetrics(self.strong)
        self.line = self.text_metrics.lineSpacing() + 1
        self.small_line = self.small_metrics.lineSpacing() + 2
        self.points = self.strong_metrics.horizontalAdvance("−00.00") + 8
        """Width of a column of score points."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A laid out row; rectangles count from its top left corner. ``text`` is broken into lines at ``text_rect``.

    ``cues`` is empty where there are none; ``beside`` says that they stand behind the weight, in the same line.
    """

    height: int
    text: QTextLayout
    text_rect: QRect
    figures: QRect
    cues: QRect
    adds: QRect
    running: QRect
    button: QRect
    beside: bool = True

    def is_button(self, place: QPointF) -> bool:
        """Whether a point, from the row's top left corner, is on its button."""
        return bool(self.button.adjusted(-4, -6, 4, 6).contains(place.toPoint()))


def lay_out(row: WhyRow, width: int, fonts: WhyFonts, mark: QTextCharFormat) -> Laid:
    """Lay a row out over a width in pixels; ``mark`` is how the hit in its sentence looks."""
    if row.kind == "hit":
        return _lay_out_hit(row, width, fonts, mark)
    if row.kind == "exception":
        return _lay_out_exception(row, width, fonts)
    inner = max(width - LEFT - RIGHT - 8, 40)
    font = fonts.section if row.kind == "section" else fonts.small
    text = _broken(row.text, font, inner, fonts.small_line)
    above = ABOVE + 6 if row.kind == "section" else ABOVE
    rect = QRect(LEFT, above, inner, text.lineCount() * fonts.small_line)
    none = QRect()
    return Laid(rect.bottom() + 1 + (4 if row.kind == "section" else ABOVE), text, rect, none, none, none, none, none)


def _lay_out_hit(row: WhyRow, width: int, fonts: WhyFonts, mark: QTextCharFormat) -> Laid:
    assert row.line is not None
    inner = max(width - LEFT - GUTTER, 60)
    words, start, end = shown_sentence(row, MOST_LINES * inner // max(fonts.text_metrics.averageCharWidth(), 1))
    text = _broken(words, fonts.text, inner, fonts.line, (start, end, mark))
    rect = QRect(LEFT, ABOVE, inner, text.lineCount() * fonts.line)
    y = rect.bottom() + 1 + GAP
    adds = QRect(LEFT + inner - 2 * fonts.points, y, fonts.points, fonts.small_line)
    running = adds.translated(fonts.points, 0)
    room = adds.left() - LEFT - 8
    weight = fonts.small_metrics.horizontalAdvance(row.figures) + 10
    beside = not row.cues or weight + fonts.small_metrics.horizontalAdvance(row.cues) <= room
    figures = QRect(LEFT, y, min(weight, room), fonts.small_line)
    cues = QRect(LEFT + weight, y, room - weight, fonts.small_line)
    if not beside:
        cues = QRect(LEFT, y + fonts.small_line, inner, fonts.small_line)
    bottom = y + fonts.small_line * (1 if beside else 2)
    button = QRect(width - RIGHT - BUTTON, ABOVE, BUTTON, BUTTON)
    return Laid(bottom + ABOVE, text, rect, figures, cues if row.cues else QRect(), adds, running, button, beside)


def _lay_out_exception(row: WhyRow, width: int, fonts: WhyFonts) -> Laid:
    back = fonts.small_metrics.horizontalAdvance(BRING_BACK) + 4
    inner = max(width - LEFT - RIGHT - 8, 60)
    text = _broken(row.text, fonts.struck, max(inner - back - 12, 40), fonts.line, most=1)
    rect = QRect(LEFT, ABOVE - 2, max(inner - back - 12, 40), fonts.line)
    note = QRect(LEFT, rect.bottom() + 1, inner, fonts.small_line)
    button = QRect(LEFT + inner - back, ABOVE - 2, back, fonts.line)
    none = QRect()
    return Laid(note.bottom() + ABOVE, text, rect, none, note, none, none, button)


BRING_BACK = "Bring back"


def shown_sentence(row: WhyRow, most: int) -> tuple[str, int, int]:
    """A sentence with its hit's place: as a whole, or so many characters of it around the hit, cut between words."""
    line = row.line
    assert line is not None
    text, start, end = line.sentence, line.start, line.end
    first, last = 0, len(text)
    if last > most:
        first = max(0, min(start - (most - (end - start)) // 2, last - most))
        last = min(last, first + most)
        if first:
            first = min(text.find(" ", first) + 1 or first, start)
        if last < len(text):
            last = max(text.rfind(" ", 0, last), end)
    before = ELLIPSIS if first or line.cut_before else ""
    after = ELLIPSIS if last < len(text) or line.cut_after else ""
    shift = len(before) - first
    return f"{before}{text[first:last].strip()}{after}", start + shift, end + shift


def _broken(
    words: str,
    font: QFont,
    width: int,
    pitch: int,
    marked: tuple[int, int, QTextCharFormat] | None = None,
    most: int = 0,
) -> QTextLayout:
    """Words broken into lines of a width, ``pitch`` apart."""
    if most == 1:
        words = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, width)
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    if marked is not None:
        units = UnitMap(words)
        span = QTextLayout.FormatRange()
        span.start = units.to_units(marked[0])
        span.length = units.to_units(marked[1]) - span.start
        span.format = marked[2]
        layout.setFormats([span])
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += pitch
    layout.endLayout()
    return layout


def mark_format(ground: QColor, text: QColor, underline: QColor) -> QTextCharFormat:
    """How a hit looks in its sentence: as in the transcript."""
    made = QTextCharFormat()
    made.setBackground(ground)
    made.setForeground(text)
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    made.setUnderlineColor(underline)
    return made
