"""The deep panel with the perspective map on the left and the episode arc on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from reader.domain.wording import count, figures_sentence, spread
from reader.gui.charts.arc import EpisodeArc
from reader.gui.charts.strip import SpectrumStrip
from reader.gui.theme.icons import icon
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.labels import label, link_button
from reader.gui.widgets.legend import Legend
from reader.gui.widgets.slice_bands import SliceBands

if TYPE_CHECKING:
    from reader.domain.framework import Framework
    from reader.gui.theme.palette import Palette
    from reader.services.reading import OpenItem

AXIS_TEXTS = (
    "early → late · height = spectrum position · colour = band",
    "early → late · height = position",
    "early → late",
)
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


class ChartPanel(QFrame):
    """Shows one item's profile and where the cursor stands; clicks are passed on as facts."""

    slice_clicked = Signal(int)
    methodology_requested = Signal()
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
        self._tools: dict[str, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 10)
        layout.setSpacing(24)
        self._map = QWidget()
        self._map.setLayout(self._map_side())
        layout.addWidget(self._map, 30)
        layout.addLayout(self._arc_side(), 70)
        self._compact = self._tiny = False
        self._words_width = LEAST_MAP_WIDTH
        self._connect()
        self.apply_palette(palette)

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
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(label("strong", "Episode arc"))
        self._axis_text = ElidedLabel(role="faint")
        self._axis_text.setText(*AXIS_TEXTS)
        top.addWidget(self._axis_text, 1)
        for name, text, call in (
            ("zoom-out", "Zoom out", self.arc.zoom_out),
            ("zoom-in", "Zoom in", self.arc.zoom_in),
            ("zoom-reset", "Show the whole arc", self.arc.zoom_reset),
            ("fit", "Fit the axis to this item's scores", self.arc.set_fit),
        ):
            self._tools[name] = self._tool(text, call)
            top.addWidget(self._tools[name])
        self._tools["fit"].setCheckable(True)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self._bands_text, 1)
        foot.addWidget(self.legend)
        side = QVBoxLayout()
        side.setSpacing(4)
        side.addLayout(top)
        side.addWidget(self.arc, 1)
        side.addWidget(self.bands)
        side.addWidget(self._foot)
        return side

    def _tool(self, name: str, call: object) -> QToolButton:
        made = QToolButton()
        made.setToolTip(name)
        made.setAccessibleName(name)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(call)
        return made

    def _connect(self) -> None:
        self.strip.slice_clicked.connect(self.slice_clicked)
        self.arc.slice_clicked.connect(self.slice_clicked)
        self.bands.slice_clicked.connect(self.slice_clicked)
        self._how.clicked.connect(self.methodology_requested)

    def show_item(self, item: OpenItem) -> None:
        """Show this item's profile."""
        self.strip.show_profile(item.profile, item.framework, item.slices)
        self.arc.show_profile(item.profile, item.framework, item.slices)
        self.arc.set_hit_source(item.slice_score)
        self.bands.show_item(item)
        self.legend.show_framework(item.framework)
        figures = item.profile.figures
        self._figures.setText(figures_sentence(figures, item.framework))
        self._explanation.setText(explanation(item.framework))
        self._keep_map_width(item.framework)
        facts = f"Slice bands · {count('slice', figures.slices)} · p10–p90 {spread(figures.p10, figures.p90)}"
        self._bands_text.setText(facts)
        self.bands.setToolTip(facts)
        self._keep_height()

    def clear(self) -> None:
        """Show no item."""
        self.strip.clear()
        self.arc.clear()
        self.arc.set_hit_source(None)
        self.bands.show_item(None)
        self._figures.setText("")
        self._explanation.setText("")

    def set_current(self, number: int) -> None:
        """Show the cursor at this slice."""
        self.strip.set_current(number)
        self.arc.set_current(number)
        self.bands.set_current(number)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        for chart in (self.strip, self.arc, self.bands, self.legend):
            chart.apply_palette(palette)
        for name, tool in self._tools.items():
            tool.setIcon(icon(name, palette, "chart_muted"))

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


def explanation(framework: Framework) -> str:
    """What the three markers mean, in the words of the framework."""
    return (
        f"The amber marker is the most {framework.negative_pole.lower()} slice, the white one the most "
        f"{framework.positive_pole.lower()}, the black one the median. Click the band, a marker or the track to "
        "read there."
    )
