"""Paints the rows of the panel "Why this score"."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.gui.theme.icons import icon
from reader.gui.theme.palette import Palette
from reader.gui.widgets.why_layout import BRING_BACK, LEFT, Laid, WhyFonts, lay_out, mark_format
from reader.gui.widgets.why_rows import ROW_ROLE, WhyRow, WhyRows
from reader.gui.widgets.why_words import points

BAR = 3
KEPT = 600
RULE_GAP = 2


class WhyDelegate(QStyledItemDelegate):
    """Keeps the laid out rows, so that scrolling only paints."""

    def __init__(self, rows: WhyRows, palette: Palette, view: QListView) -> None:
        super().__init__(view)
        self._rows = rows
        self._view = view
        self._palette = palette
        self._fonts = WhyFonts(view.font())
        self._laid: OrderedDict[tuple[int, int], tuple[WhyRow, Laid]] = OrderedDict()
        self._icons: dict[str, QIcon] = {}
        self.hovered_button = -1
        """The row on whose button the mouse is; -1 for none."""

    def apply_palette(self, palette: Palette) -> None:
        """Paint with these colours from now on."""
        self._palette = palette
        self._laid.clear()
        self._icons.clear()

    def set_font(self, font: QFont) -> None:
        """Paint in this font from now on."""
        self._fonts = WhyFonts(font)
        self._laid.clear()

    def laid(self, row: WhyRow) -> Laid:
        """A row as it is laid out now."""
        width = self._view.viewport().width()
        key = (id(row), width)
        found = self._laid.get(key)
        if found is None or found[0] is not row:
            found = self._laid[key] = (row, lay_out(row, width, self._fonts, self._mark(row)))
            if len(self._laid) > KEPT:
                self._laid.popitem(last=False)
        return found[1]

    def _mark(self, row: WhyRow) -> QTextCharFormat:
        palette = self._palette
        negative = row.line is not None and row.line.hit.contribution < 0
        ground = palette.hit_negative_ground if negative else palette.hit_positive_ground
        return mark_format(ground, palette.text, palette.hit_underline if negative else palette.accent_text)

    def _side_colour(self, row: WhyRow) -> QColor:
        """The colour of a hit's side, as it is underlined in the transcript."""
        negative = row.line is not None and row.line.hit.contribution < 0
        return self._palette.negative_text if negative else self._palette.accent_text

    @property
    def fonts(self) -> WhyFonts:
        """The fonts of the rows."""
        return self._fonts

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option
        return QSize(80, self.laid(index.data(ROW_ROLE)).height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: WhyRow = index.data(ROW_ROLE)
        laid = self.laid(row)
        painter.save()
        self._paint_ground(painter, option, row)
        painter.translate(option.rect.topLeft())
        paints = {"hit": self._paint_hit, "exception": self._paint_exception}.get(row.kind)
        if paints is None:
            strong = row.kind == "sum"
            painter.setPen(self._palette.text if strong else self._palette.text_muted)
            laid.text.draw(painter, QPointF(laid.text_rect.topLeft()))
            if strong:
                painter.fillRect(LEFT, RULE_GAP, laid.text_rect.width(), 1, self._palette.line_strong)
        else:
            paints(painter, option, index.row(), row, laid)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, row: WhyRow) -> None:
        if row.kind in ("section", "sum"):
            self._paint_focus(painter, option)
            return
        state = option.state
        area = QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(self._palette.selection)
            painter.drawRoundedRect(area, 4, 4)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._palette.hover)
            painter.drawRoundedRect(area, 4, 4)
        if row.line is not None:
            painter.setBrush(self._side_colour(row))
            painter.drawRoundedRect(QRectF(option.rect.left(), area.top() + 6, BAR, area.height() - 12), 1.5, 1.5)
        self._paint_focus(painter, option)

    def _paint_focus(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state = option.state
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._palette.focus, 2))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 2, -1, -2), 4, 4)

    def _paint_hit(self, painter: QPainter, option: QStyleOptionViewItem, number: int, row: WhyRow, laid: Laid) -> None:
        line = row.line
        assert line is not None
        palette = self._palette
        tried = self._rows.tried is row
        painter.setPen(palette.text_muted if tried else palette.text)
        laid.text.draw(painter, QPointF(laid.text_rect.topLeft()))
        small = QFont(self._fonts.small)
        small.setStrikeOut(tried)
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(small)
        painter.setPen(palette.text_muted)
        painter.drawText(laid.figures, middle, row.figures)
        metrics = self._fonts.small_metrics
        cues = metrics.elidedText(row.cues, Qt.TextElideMode.ElideRight, laid.cues.width())
        painter.drawText(laid.cues, middle, cues)
        painter.drawText(laid.running, right, points(line.running))
        strong = QFont(self._fonts.strong)
        strong.setStrikeOut(tried)
        painter.setFont(strong)
        painter.setPen(self._side_colour(row))
        painter.drawText(laid.adds, right, points(line.hit.contribution))
        self._paint_button(painter, option, number, laid.button)

    def _paint_button(self, painter: QPainter, option: QStyleOptionViewItem, number: int, button: QRect) -> None:
        """The small "strike out" at the right: on every row, plain where the mouse or the keys are."""
        on_button = number == self.hovered_button
        on_row = bool(option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected))
        if on_button:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._palette.error_soft)
            painter.drawRoundedRect(QRectF(button).adjusted(-2, -2, 2, 2), 4, 4)
        colour = "on_error_soft" if on_button else "text" if on_row else "text_faint"
        if colour not in self._icons:
            self._icons[colour] = icon("strike-out", self._palette, colour)
        self._icons[colour].paint(painter, button.adjusted(2, 2, -2, -2))

    def _paint_exception(
        self, painter: QPainter, option: QStyleOptionViewItem, number: int, row: WhyRow, laid: Laid
    ) -> None:
        del option
        palette = self._palette
        painter.setPen(palette.text_muted)
        laid.text.draw(painter, QPointF(laid.text_rect.topLeft()))
        metrics = self._fonts.small_metrics
        painter.setFont(self._fonts.small)
        painter.setPen(palette.warning if row.orphaned else palette.text_faint)
        note = metrics.elidedText(row.note, Qt.TextElideMode.ElideRight, laid.cues.width())
        painter.drawText(laid.cues, Qt.AlignmentFlag.AlignVCenter, note)
        link = QFont(self._fonts.small)
        link.setUnderline(True)
        painter.setFont(link)
        painter.setPen(palette.accent_hover if number == self.hovered_button and palette.dark else palette.accent_text)
        painter.drawText(laid.button, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, BRING_BACK)
