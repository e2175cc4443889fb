"""The figures of the whole library: how much there is, how it leans, what it takes; each line leads to its items."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from reader.errors import ReaderError
from reader.gui.dialogs.base import Dialog
from reader.gui.dialogs.statistics_bars import BarGroup
from reader.gui.jobs import Jobs
from reader.gui.widgets.flow_layout import clear_layout
from reader.gui.widgets.labels import button, label

if TYPE_CHECKING:
    from reader.domain.framework import Band
    from reader.domain.item_summary import ItemSummary
    from reader.gui.theme.palette import Palette
    from reader.services.opening import Library
    from reader.services.statistics import Overview, Storage


class StatisticsDialog(Dialog):
    """Adds up what the list knows, and asks library and disk for the rest."""

    facet_requested = Signal(str, str)
    """Show the conversations that have this value in this facet."""
    shown = Signal()

    def __init__(
        self,
        jobs: Jobs,
        library: Library,
        items: Sequence[ItemSummary],
        bands: Sequence[Band],
        palette: Palette,
        parent: QWidget | None,
    ) -> None:
        super().__init__("Library statistics", parent)
        self.setObjectName("statistics_dialog")
        self._palette = palette
        self._jobs = jobs
        self._overview: Overview | None = None
        self._storage: Storage | None = None
        self.groups: list[BarGroup] = []
        self._facts = QGridLayout()
        self._columns = (QVBoxLayout(), QVBoxLayout())
        self._outcome = label("muted", "Adding up…")
        self.copy_button = button("Copy as text")
        self.csv_button = button("Copy as CSV")
        self._assemble()
        self.copy_button.clicked.connect(lambda: self._copy(as_csv=False))
        self.csv_button.clicked.connect(lambda: self._copy(as_csv=True))
        self.fit(980, 680)
        self._job = self._start(library, tuple(items), tuple(bands))

    def _start(self, library: Library, items: Sequence[ItemSummary], bands: Sequence[Band]) -> object:
        from reader.services import statistics

        return self._jobs.start(
            lambda: (statistics.overview(items, bands), statistics.storage(library)),
            done=lambda found: self._show(*found),
            failed=self._failed,
        )

    def _assemble(self) -> None:
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(5)
        self._facts.setColumnStretch(1, 1)
        left = QVBoxLayout()
        left.addLayout(self._facts)
        left.addStretch(1)
        inner = QWidget()
        whole = QHBoxLayout(inner)
        whole.setContentsMargins(0, 0, 12, 0)
        whole.setSpacing(28)
        bars = QHBoxLayout()
        bars.setSpacing(24)
        whole.addLayout(left, 3)
        whole.addLayout(bars, 6)
        for column in self._columns:
            column.setSpacing(16)
            bars.addLayout(column, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self.add(area, 1)
        for one in (self.copy_button, self.csv_button):
            one.setEnabled(False)
        self.add_buttons(self.close_button(main=True), left=(self.copy_button, self.csv_button, self._outcome))

    def _show(self, overview: Overview, storage: Storage) -> None:
        from reader.services.statistics import facts

        self._overview, self._storage = overview, storage
        clear_layout(self._facts)
        for row, (name, value) in enumerate(facts(overview, storage)):
            self._facts.addWidget(label("muted", name), row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(label("text", value, wraps=True, selectable=True), row, 1)
        self._show_groups(overview)
        for one in (self.copy_button, self.csv_button):
            one.setEnabled(True)
        self._outcome.setText("" if overview.conversations else "The library is empty.")
        self.shown.emit()

    def _show_groups(self, overview: Overview) -> None:
        heights = [0, 0]
        for group in overview.groups:
            made = BarGroup(group, self._palette)
            made.chosen.connect(self._choose)
            self.groups.append(made)
            shorter = heights.index(min(heights))
            heights[shorter] += len(group.rows) + 2
            self._columns[shorter].addWidget(made)
        for column in self._columns:
            column.addStretch(1)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, ReaderError):
            self._outcome.setText(str(error))
        else:
            self._jobs.failed.emit(error)
        self.shown.emit()

    def _choose(self, facet: str, value: str) -> None:
        self.accept()
        self.facet_requested.emit(facet, value)

    def _copy(self, *, as_csv: bool) -> None:
        from reader.services import statistics

        if self._overview is not None:
            written = (statistics.as_csv if as_csv else statistics.as_text)(self._overview, self._storage)
            QGuiApplication.clipboard().setText(written)
            self._outcome.setText("Copied.")

    def done(self, result: int) -> None:
        """Close, and let go of what is still being added up."""
        if self._overview is None:
            self._job.silence()  # type: ignore[attr-defined]
        super().done(result)
