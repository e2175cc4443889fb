"""How the deep panel of the charts is arranged: perspective map on the left, episode arc on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reader.gui.charts.arc import EpisodeArc
from reader.gui.charts.strip import SpectrumStrip
from reader.gui.widgets.chart_head import ChartHead
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.labels import label, link_button
from reader.gui.widgets.legend import Legend
from reader.gui.widgets.slice_bands import SliceBands

if TYPE_CHECKING:
    from reader.domain.framework import Framework
    from reader.gui.theme.palette import Palette

TINY_HEIGHT = 140
LEAST_HEIGHT = 176
USUAL_HEIGHT = 236
WORD_GAP = 12
HEADING_HEIGHT = 30
LEAST_MAP_WIDTH = 190
NARROW = 640
"""Width in pixels below which the arc needs the room more than the words under the strip."""
ROOMY = 860
"""Width in pixels from which the explanation of the strip stands beside it; below, it is the strip's tool tip."""


class ChartFrame(QFrame):
    """The parts of the panel with their places, and what is left out where there is little room."""

    height_wanted = Signal()
    """:meth:`wanted_height` may be another now."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chart_panel")
        self.setProperty("panel", "chart")
        self.strip = SpectrumStrip(palette)
        self.arc = EpisodeArc(palette)
        self.bands = SliceBands(palette)
        self._figures = label("muted", wraps=True, selectable=True)
        self._explanation = label("faint", wraps=True)
        self._how = link_button("How this works")
        self.legend = Legend(palette)
        self._bands_text = ElidedLabel(role="faint")
        self._foot = QWidget()
        self.head = ChartHead()
        self._tools = self.head.tools
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 10)
        layout.setSpacing(24)
        self._map = QWidget()
        self._map.setLayout(self._map_side())
        layout.addWidget(self._map, 30)
        layout.addLayout(self._arc_side(), 70)
        self._compact = self._tiny = False
        self._words_width = LEAST_MAP_WIDTH

    def _map_side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(4)
        heading = label("strong", "Perspective map")
        heading.setMinimumHeight(HEADING_HEIGHT)
        side.addWidget(heading)
        side.addWidget(self.strip)
        side.addWidget(self._figures)
        side.addWidget(self._explanation)
        side.addWidget(self._how)
        side.addStretch(1)
        return side

    def _arc_side(self) -> QVBoxLayout:
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self._bands_text, 1)
        foot.addWidget(self.legend)
        side = QVBoxLayout()
        side.setSpacing(4)
        side.addWidget(self.head)
        side.addWidget(self.arc, 1)
        side.addWidget(self.bands)
        side.addWidget(self._foot)
        return side

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        for chart in (self.strip, self.arc, self.bands, self.legend, self.head):
            chart.apply_palette(palette)

    def set_compact(self, compact: bool) -> None:
        """Leave out what can be read elsewhere, where the window is low."""
        self._compact = compact
        self._show_extras()

    def set_tiny(self, tiny: bool) -> None:
        """Leave out even the sentence of figures, where there is hardly any height; the strip's tool tip has it."""
        self._tiny = tiny
        self._show_extras()

    def _show_extras(self) -> None:
        self._figures.setHidden(self._tiny)
        self.strip.setToolTip("\n\n".join((self._figures.text(), self._explanation.text())))
        self._map.setMinimumWidth(self._words_width if self.width() >= NARROW else LEAST_MAP_WIDTH)
        self._explanation.setVisible(self.width() >= ROOMY and not self._compact)
        self._foot.setVisible(not self._compact)
        self._keep_height()

    def wanted_height(self) -> int:
        """Height in pixels at which everything shown has its room."""
        usual = LEAST_HEIGHT if self._compact else USUAL_HEIGHT
        return max(TINY_HEIGHT if self._tiny else usual, self.minimumHeight())

    def _keep_map_width(self, framework: Framework) -> None:
        """The words under the strip are never cut."""
        metrics = QFontMetrics(self.strip.small_font())
        pole = max(metrics.horizontalAdvance(name) for name in (framework.negative_pole, framework.positive_pole))
        self._words_width = 2 * (pole + WORD_GAP) + metrics.horizontalAdvance(framework.middle)
        self._show_extras()

    def _keep_height(self) -> None:
        """Never be lower than the words on the left need at this width."""
        layout = self.layout()
        if layout is not None and self.width() > 0:
            least = TINY_HEIGHT if self._tiny else LEAST_HEIGHT
            self.setMinimumHeight(max(least, layout.minimumHeightForWidth(self.width())))
            self.height_wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._show_extras()
