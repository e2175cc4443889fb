"""The head of the panel "Why this score": which slice it is about, and the score that is explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from reader.domain.wording import clock, signed
from reader.gui.widgets.flow_layout import FlowLayout
from reader.gui.widgets.labels import label, restyle

if TYPE_CHECKING:
    from reader.domain.explaining import Ledger
    from reader.services.reading import OpenItem


class WhyHead(QWidget):
    """``Slice 9 · 9:45``, and the score with its band."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slice = label("strong")
        self._time = label("muted")
        self.score = QLabel()
        self.score.setTextFormat(Qt.TextFormat.PlainText)
        self.score.setProperty("chip", "plain")
        facts = FlowLayout(self, gap=10, row_gap=2)
        for fact in (self._slice, self._time, self.score):
            facts.addWidget(fact)

    def show_ledger(self, item: OpenItem | None, ledger: Ledger | None) -> None:
        """Name the slice of this ledger; None shows nothing."""
        for fact in (self._slice, self._time, self.score):
            fact.setVisible(ledger is not None)
        if item is None or ledger is None:
            return
        start = item.slices[ledger.number - 1].start_ms
        band = item.framework.band_of(ledger.score)
        self._slice.setText(f"Slice {ledger.number:,}")
        self._time.setText(clock(start) if start is not None else "")
        self._time.setVisible(start is not None)
        self.score.setText(f"{signed(ledger.score)}  {band.name}")
        self.score.setAccessibleName(f"Score {signed(ledger.score)}, {band.name.lower()}")
        look = band.tone if ledger.lines else "plain"
        if self.score.property("chip") != look:
            self.score.setProperty("chip", look)
            restyle(self.score)
