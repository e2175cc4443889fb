"""One of the two frameworks of a comparison: which one, the item's arc under it, its figures and leaning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reader.domain.wording import figures_sentence
from reader.gui.charts.arc import EpisodeArc
from reader.gui.widgets.chips import Chip, ChipRow
from reader.gui.widgets.labels import label, link_button
from reader.gui.widgets.legend import Legend

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette
    from reader.services.explaining import Compared
    from reader.services.frameworks import FrameworkEntry

LEAST_ARC_HEIGHT = 78


class CompareRow(QFrame):
    """Tells which framework is wanted and which slice was clicked."""

    framework_chosen = Signal(str)
    slice_clicked = Signal(int)
    methodology_requested = Signal(str)

    def __init__(self, name: str, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "chart")
        self.seen: Compared | None = None
        self.picker = QComboBox()
        self.picker.setAccessibleName(f"{name} framework")
        self.picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.arc = EpisodeArc(palette)
        self.arc.setAccessibleName(f"{name} arc")
        self.arc.setMinimumHeight(LEAST_ARC_HEIGHT)
        self.legend = Legend(palette)
        self.figures = label("muted", wraps=True, selectable=True)
        self.leaning = ChipRow()
        self._how = link_button("How this works")
        self._assemble()
        self.picker.activated.connect(lambda _at: self.framework_chosen.emit(self.picker.currentData()))
        self.arc.slice_clicked.connect(self.slice_clicked)
        self._how.clicked.connect(lambda: self.methodology_requested.emit(self.framework_id))

    def _assemble(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.picker)
        top.addWidget(self.leaning, 1)
        top.addWidget(self.legend)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.figures, 1)
        foot.addWidget(self._how)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 8)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.arc, 1)
        layout.addLayout(foot)

    @property
    def framework_id(self) -> str:
        """Id of the framework picked; empty where there is none."""
        return self.picker.currentData() or ""

    def offer(self, entries: Sequence[FrameworkEntry], chosen: str) -> None:
        """Offer these frameworks, with one of them picked."""
        self.picker.clear()
        for entry in entries:
            self.picker.addItem(entry.name, entry.id)
        self.picker.setCurrentIndex(self.picker.findData(chosen))

    def show_seen(self, seen: Compared) -> None:
        """Show the item under this framework."""
        self.seen = seen
        self.arc.show_profile(seen.profile, seen.framework, seen.slices)
        self.arc.set_hit_source(seen.slice_score)
        self.legend.show_bands(seen.framework.bands)
        self.figures.setText(figures_sentence(seen.profile.figures, seen.framework))
        bands = [band for band in seen.framework.bands if band.id == seen.profile.leaning]
        self.leaning.show_chips([Chip(f"{band.name} leaning", "Leaning", band.tone) for band in bands])

    def show_state(self, text: str, problem: bool = False) -> None:
        """Show words instead of the arc."""
        self.seen = None
        self.arc.set_hit_source(None)
        self.arc.clear(text, problem)
        self.figures.setText("")
        self.leaning.show_chips([])

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self.arc.apply_palette(palette)
        self.legend.apply_palette(palette)
