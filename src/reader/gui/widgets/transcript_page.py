"""The page on which the transcript stands: scrolling, resizing, measuring in idle time, painting."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from reader.gui.theme.palette import Palette
from reader.gui.widgets.transcript_layout import Placed, TranscriptLayout
from reader.gui.widgets.transcript_painting import SliceMarks, SlicePainter
from reader.gui.widgets.transcript_scroll_bar import TickedScrollBar
from reader.gui.widgets.transcript_source import TranscriptItem
from reader.gui.widgets.transcript_style import TextStyle

DEFAULT_POINTS = 11
DEFAULT_MEASURE = 72
REFINE_EVERY_MS = 12
REFINE_SECONDS = 0.003
LONG_WAY = 2.0
"""Heights of the view beyond which the scroll bar leads to a place by its estimate, and not by real pixels."""


class TranscriptPage(QAbstractScrollArea):
    """Shows one laid out item or a message. What is drawn over the text is for subclasses to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text_layout: TranscriptLayout | None = None
        self._style = TextStyle("", DEFAULT_POINTS, DEFAULT_MEASURE, self.font())
        self._painter: SlicePainter | None = None
        self._centred = False
        self._message, self._advice = "", ""
        self._syncing = False
        self._tops_of_drag: NDArray[np.int64] | None = None
        self._wheel_rest = 0.0
        self._refining = QTimer(self)
        self._refining.setInterval(REFINE_EVERY_MS)
        self._refining.timeout.connect(self._refine)
        self._build()

    def _build(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(160, 80)
        self.scroll_bar = TickedScrollBar(self)
        self.setVerticalScrollBar(self.scroll_bar)
        self.scroll_bar.setAccessibleName("Place in the transcript")
        self.scroll_bar.sliderPressed.connect(self._drag_began)
        self.scroll_bar.sliderReleased.connect(self._drag_ended)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # What is shown, and how

    def apply_palette(self, palette: Palette) -> None:
        """Take the colours of a theme."""
        self._painter = SlicePainter(palette)
        self.scroll_bar.set_colours(palette.accent, palette.focus)
        if self.text_layout is not None:
            self.text_layout.set_label_colour(palette.text_muted)
        self.viewport().update()

    def set_text_font(self, family: str, points: float, measure: int = DEFAULT_MEASURE) -> None:
        """Set the text in another font (empty family: the bundled serif), size in points and measure in characters.

        What stands at the top of the view stays there.
        """
        self._style = TextStyle(family, points, measure, self.font())
        if self.text_layout is not None:
            self.text_layout.set_style(self._style)
        self._arrange()

    def set_centred(self, centred: bool) -> None:
        """Put the column in the middle of the view instead of at its left edge."""
        self._centred = centred
        self._take_view_size()
        self._arrange()

    def _lay_out(self, item: TranscriptItem) -> None:
        self._message, self._advice = "", ""
        self._tops_of_drag = None
        colour = self._painter.palette.text_muted if self._painter else self.palette().color(QPalette.ColorRole.Text)
        self.text_layout = TranscriptLayout(item, self._style, colour)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._take_view_size()

    def _lay_out_message(self, text: str, advice: str) -> None:
        self._message, self._advice = text, advice
        self._tops_of_drag = None
        self.text_layout = None
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().unsetCursor()
        self._arrange()

    @property
    def message(self) -> str:
        """What an empty view says, with its advice; empty where an item is shown."""
        return f"{self._message} {self._advice}".strip()

    # Scrolling

    def scroll_by(self, distance: int) -> None:
        """Scroll by pixels as a person does (down where positive)."""
        if self.text_layout is not None and distance:
            self.text_layout.scroll_by(distance)
            self._arrange()
            self._user_scrolled()

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        layout = self.text_layout
        if self._syncing or layout is None:
            return
        value = self.scroll_bar.value()
        if self._tops_of_drag is not None:
            layout.scroll_to(value, self._tops_of_drag)
        elif abs(dy) > LONG_WAY * layout.view_height:
            layout.scroll_to(value, layout.heights.tops)
        else:
            layout.scroll_by(-dy)
        self._arrange()
        self._user_scrolled()

    def _drag_began(self) -> None:
        if self.text_layout is not None:
            self._tops_of_drag = self.text_layout.heights.tops

    def _drag_ended(self) -> None:
        self._tops_of_drag = None
        self._arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.text_layout is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        if not event.pixelDelta().isNull():
            distance = float(-event.pixelDelta().y())
        else:
            lines = -event.angleDelta().y() / 120 * QApplication.wheelScrollLines()
            distance = lines * self._style.pitch
        self._wheel_rest += distance
        whole = int(self._wheel_rest)
        self._wheel_rest -= whole
        self.scroll_by(whole)
        event.accept()

    def _user_scrolled(self) -> None:
        """A person has scrolled; for subclasses."""

    def _arrange(self) -> None:
        """Lay out what is in view, bring the scroll bar into step, and paint."""
        layout = self.text_layout
        if layout is not None and self.viewport().height() > 0:
            for _placed in layout.visible():
                pass
            self._sync_scroll_bar(layout)
            if self.isVisible():
                self._refining.start()
        self.viewport().update()

    def _sync_scroll_bar(self, layout: TranscriptLayout) -> None:
        if self._tops_of_drag is not None:
            return
        self._syncing = True
        self.scroll_bar.setPageStep(max(layout.view_height - 2 * layout.style.pitch, 1))
        self.scroll_bar.setSingleStep(layout.style.pitch)
        self.scroll_bar.setRange(0, layout.maximum)
        self.scroll_bar.setValue(layout.value)
        self._syncing = False

    def _refine(self) -> None:
        layout = self.text_layout
        if layout is None or not self.isVisible() or self._tops_of_drag is not None:
            self._refining.stop()
            return
        if not layout.refine(REFINE_SECONDS):
            self._refining.stop()
        self._sync_scroll_bar(layout)

    # Events

    def _take_view_size(self) -> None:
        if self.text_layout is not None:
            size = self.viewport().size()
            self.text_layout.set_view(size.width(), size.height(), self._centred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_view_size()
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_text_font(self._style.family, self._style.points, self._style.measure)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._refining.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        clip = event.rect()
        if self._painter is None:
            painter.fillRect(clip, self.palette().color(QPalette.ColorRole.Base))
            return
        painter.fillRect(clip, self._painter.palette.window)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = self.text_layout
        if layout is None:
            self._painter.paint_message(painter, self.viewport().rect(), self._message, self._advice, self._style)
            return
        for placed in layout.visible():
            if QRect(0, placed.y, layout.width, placed.block.height).intersects(clip):
                self._painter.paint(painter, placed, self._marks(placed), layout.style, layout.column, clip)
        self._paint_caret(painter)

    def _marks(self, placed: Placed) -> SliceMarks:
        """What is drawn over one slice."""
        raise NotImplementedError

    def _paint_caret(self, painter: QPainter) -> None:
        """Draw the caret; for subclasses."""
