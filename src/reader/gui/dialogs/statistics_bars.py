"""A small bar for each value of something: its words, how many conversations, and a click that shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from reader.domain.wording import count
from reader.gui.widgets.labels import label
from reader.gui.widgets.tool_tips import plain_tool_tip

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette
    from reader.services.statistics import Group, Row

BAR = 8
"""Height of a bar in pixels; it stands in the middle of its line."""
LABEL_PART = 0.6
"""The part of a line that its words may take at most."""
MARGIN = 6


class BarRow(QAbstractButton):
    """One line."""

    def __init__(
        self, row: Row, most: int, tone: str, palette: Palette, words: Sequence[str], parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.row = row
        self._words = words
        self._share = row.number / most if most else 0.0
        self._tone = tone
        self._palette = palette
        self.setText(row.label)
        self.setAccessibleName(f"{row.label}: {count('conversation', row.number)}")
        self.setToolTip(plain_tool_tip(self.accessibleName()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.can_narrow = row.value is not None and row.number > 0
        self.setEnabled(self.can_narrow)
        if self.can_narrow:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(260, self.fontMetrics().height() + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, whole = self._palette, QRectF(self.rect())
        if self.underMouse() and self.can_narrow:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.hover)
            painter.drawRoundedRect(whole, 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(palette.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), 4, 4)
        metrics = self.fontMetrics()
        number = f"{self.row.number:,}"
        number_width = metrics.horizontalAdvance("00,000")
        needed = max(map(metrics.horizontalAdvance, self._words)) + 3 * MARGIN
        label_width = min(needed, round(whole.width() * LABEL_PART))
        painter.setPen(palette.text if self.can_narrow else palette.text_faint)
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, label_width - 2 * MARGIN)
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(MARGIN, 0, label_width - MARGIN, whole.height()), centre, words)
        right = QRectF(whole.width() - number_width - MARGIN, 0, number_width, whole.height())
        painter.setPen(palette.text_muted)
        painter.drawText(right, centre | Qt.AlignmentFlag.AlignRight, number)
        self._paint_bar(painter, label_width, right.left() - 8, whole.height())

    def _paint_bar(self, painter: QPainter, left: float, right: float, height: float) -> None:
        width = max(right - left, 0.0)
        top = (height - BAR) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._palette.line)
        painter.drawRoundedRect(QRectF(left, top, width, BAR), BAR / 2, BAR / 2)
        if self._share > 0:
            painter.setBrush(self._colour())
            painter.drawRoundedRect(QRectF(left, top, max(width * self._share, BAR), BAR), BAR / 2, BAR / 2)

    def _colour(self) -> QColor:
        return self._palette.tone_text_colour(self._tone) if self._tone else self._palette.accent


class BarGroup(QWidget):
    """The lines of one group under its title."""

    chosen = Signal(str, str)
    """A facet and a value of it."""

    def __init__(self, group: Group, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[BarRow] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addWidget(label("heading", group.title))
        most = max((row.number for row in group.rows), default=0)
        for row, tone in zip(group.rows, _tones(group), strict=True):
            made = BarRow(row, most, tone, palette, [one.label for one in group.rows])
            made.clicked.connect(lambda _checked=False, one=row: self.chosen.emit(one.facet, one.value))
            layout.addWidget(made)
            self.rows.append(made)


def _tones(group: Group) -> Sequence[str]:
    return group.tones or ("",) * len(group.rows)
