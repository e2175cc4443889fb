"""The figures of one conversation of a comparison: who it is and its strip, and its arc with slice bands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from reader.domain.wording import card_figures, figures_sentence, spread
from reader.gui.charts.arc import EpisodeArc
from reader.gui.charts.strip import SpectrumStrip
from reader.gui.theme.icons import icon
from reader.gui.widgets.beside_badge import BesideBadge
from reader.gui.widgets.chips import Chip, ChipRow
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.item_header import OLD_FIGURES, origin_line
from reader.gui.widgets.legend import Legend
from reader.gui.widgets.slice_bands import SliceBands

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette
    from reader.services.reading import OpenItem

WIDTH = 288
"""Width in pixels left of the arc: the same in all rows, so that the arcs lie exactly below each other."""
LEAST_ARC_HEIGHT = 64


class BesideRow(QFrame):
    """Tells which slice was clicked on any of its pictures."""

    slice_clicked = Signal(int)
    remove_requested = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "chart")
        self.badge = BesideBadge(palette, on_chart=True)
        self.title = ElidedLabel(role="strong")
        self.origin = ElidedLabel(role="muted")
        self.leaning = ChipRow()
        self.strip = SpectrumStrip(palette)
        self.arc = EpisodeArc(palette)
        self.bands = SliceBands(palette)
        self.figures = ElidedLabel(role="muted")
        self.legend = Legend(palette)
        self.remove = QToolButton()
        self.remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.arc.setMinimumHeight(LEAST_ARC_HEIGHT)
        self._assemble()
        for picture in (self.strip, self.arc, self.bands):
            picture.slice_clicked.connect(self.slice_clicked)
        self.remove.clicked.connect(self.remove_requested)
        self.apply_palette(palette)

    def _assemble(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.badge)
        head.addWidget(self.title, 1)
        head.addWidget(self.remove)
        about = QWidget()
        about.setFixedWidth(WIDTH)
        left = QVBoxLayout(about)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(4)
        left.addLayout(head)
        left.addWidget(self.origin)
        left.addWidget(self.strip)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(3)
        right.addWidget(self.arc, 1)
        right.addWidget(self.bands)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.leaning)
        foot.addWidget(self.figures, 1)
        foot.addWidget(self.legend)
        right.addLayout(foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 7, 12, 7)
        layout.setSpacing(18)
        layout.addWidget(about)
        layout.addLayout(right, 1)

    def hasHeightForWidth(self) -> bool:
        """The chips keep to one line: where there is little height, all rows shrink to their least."""
        return False

    def name(self, number: int, title: str) -> None:
        """Name the conversation, which has this number from 1 in the comparison."""
        self.badge.show_number(number)
        self.legend.setVisible(number == 1)
        self.title.setText(title)
        self.arc.setAccessibleName(f"Episode arc {number}: {title}")
        self.strip.setAccessibleName(f"Perspective map {number}: {title}")
        self.bands.setAccessibleName(f"Slice bands {number}: {title}")
        self.remove.setAccessibleName(f"Take out of the comparison: {title}")
        self.remove.setToolTip("Take out of the comparison (Ctrl+W)")

    def show_item(self, item: OpenItem) -> None:
        """Show its figures."""
        profile, framework = item.profile, item.framework
        self.arc.show_profile(profile, framework, item.slices)
        self.arc.set_hit_source(item.slice_score)
        self.strip.show_profile(profile, framework, item.slices)
        self.bands.show_profile(profile, framework)
        self.legend.show_bands(framework.bands)
        self.origin.setText(origin_line(item))
        figures = profile.figures
        sentence = figures_sentence(figures, framework)
        self.strip.setToolTip(sentence)
        short = card_figures(figures.median, figures.mean, figures.slices) if figures.slices else sentence
        percentiles = f"{short} · p10–p90 {spread(figures.p10, figures.p90)}" if figures.slices else sentence
        self.figures.setText(sentence, percentiles, short)
        chips = [
            Chip(f"{band.name} leaning", "Leaning", band.tone) for band in framework.bands if band.id == profile.leaning
        ]
        if item.stale:
            chips.append(Chip("Old figures", "Figures", "warning", (OLD_FIGURES,)))
        self.leaning.show_chips(chips if figures.slices else [])

    def show_state(self, text: str, problem: bool = False) -> None:
        """Show words instead of figures: that it is on its way, or why there are none."""
        self.arc.set_hit_source(None)
        self.arc.clear(text, problem)
        self.strip.clear()
        self.strip.setToolTip("")
        self.bands.show_profile(None, None)
        self.origin.setText("")
        self.figures.setText("")
        self.leaning.show_chips([])

    def set_current(self, number: int) -> None:
        """Show the cursor at this slice (0: none)."""
        self.arc.set_current(number)
        self.strip.set_current(number)
        self.bands.set_current(number)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self.remove.setIcon(icon("close", palette, "chart_muted"))
        for part in (self.badge, self.arc, self.strip, self.bands, self.legend):
            part.apply_palette(palette)
