"""One side of a pair: which conversation, where in it, its score, and the words of the slice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reader.domain.wording import clock, signed
from reader.gui.widgets.chips import Chip, ChipRow
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.labels import button, label
from reader.gui.widgets.reel_text import ReelText
from reader.gui.widgets.reel_trail import ReelTrail

if TYPE_CHECKING:
    from reader.domain.framework import Band
    from reader.domain.item_summary import ItemSummary
    from reader.domain.relating import ReelSide
    from reader.gui.theme.palette import Palette


class ReelSideView(QWidget):
    """Asks for its conversation to be opened at this slice, or at another one of its small arc."""

    open_requested = Signal(int, int)
    """Item id and slice number."""

    def __init__(self, place: str, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._side: ReelSide | None = None
        self.title = ElidedLabel(role="strong")
        self.origin = ElidedLabel(role="muted")
        self.facts = ChipRow()
        self.trail = ReelTrail(palette)
        self.text = ReelText(palette)
        self.open = button("Open here")
        self._assemble()
        self.open.clicked.connect(self._open)
        self.trail.slice_clicked.connect(self._open_at)

    def _assemble(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(label("eyebrow", self._place))
        head.addWidget(self.title)
        head.addWidget(self.origin)
        foot = QHBoxLayout()
        foot.addWidget(self.facts, 1)
        foot.addWidget(self.open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.trail)
        layout.addLayout(foot)
        layout.addWidget(self.text, 1)

    @property
    def side(self) -> ReelSide | None:
        """What is shown."""
        return self._side

    def show_side(
        self, side: ReelSide, item: ItemSummary | None, words: Sequence[str], bands: Sequence[Band]
    ) -> None:  # fmt: skip
        """Show one side of a pair. ``item`` is its whole conversation, where the list knows it."""
        self._side = side
        time = clock(side.start_ms) if side.start_ms is not None else ""
        place = f"slice {side.number:,}" + (f" of {len(item.scores):,}" if item is not None else "")
        self.title.setText(side.title)
        self.origin.setText(" · ".join(part for part in (side.show, side.speaker, time, place) if part))
        band = band_of(side.score, bands)
        leaning = f"{band.name} {signed(side.score)}" if band is not None else signed(side.score)
        self.facts.show_chips(
            [Chip(leaning, "Band and score of the slice", band.tone if band is not None else "plain")]
        )
        self.trail.show_slice(item, side.number)
        self.trail.setVisible(item is not None)
        self.text.show_text(side.text, words)
        self.text.setAccessibleName(f"{self._place}: {side.title}, {place}, {leaning}")
        self.open.setAccessibleName(f"Open {side.title} at slice {side.number}")
        self.open.setToolTip("Open this conversation at this slice")

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self.trail.apply_palette(palette)
        self.text.apply_palette(palette)

    def _open(self) -> None:
        if self._side is not None:
            self._open_at(self._side.number)

    def _open_at(self, number: int) -> None:
        if self._side is not None:
            self.open_requested.emit(self._side.item_id, number)


def band_of(score: int, bands: Sequence[Band]) -> Band | None:
    """The band that a score falls into."""
    return next((band for band in bands if score <= band.greatest), None)
