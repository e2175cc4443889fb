"""What stands on the search page before anything is typed: how to ask, with examples to click, and recent searches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from reader.domain.query import filter_text
from reader.gui.widgets.flow_layout import FlowLayout, clear_layout
from reader.gui.widgets.labels import label, link_button

if TYPE_CHECKING:
    from reader.gui.widgets.item_list_model import ItemListModel

WORDS = (
    ("labor automation", "Conversations that have both words, anywhere"),
    ('"labor market"', "These words, one behind the other"),
    ("automat*", "Any ending: automated, automation"),
    ("hope OR fear", "One of the two is enough"),
    ("risk NOT nuclear", "Leaves out conversations that have this word; brackets group"),
)
LONGEST_RECENT = 48
SEARCHED = "Titles, summaries, notes and every word that was said are searched."


class SearchHelp(QScrollArea):
    """Scrolls where the window is low."""

    chosen = Signal(str)
    """A query that a person clicked on."""

    def __init__(self, items: ItemListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = items
        self._recent = QWidget()
        self._recent_heading = label("heading", "Searched lately")
        self._recent_row = FlowLayout(self._recent, gap=6, row_gap=6)
        self._examples = QWidget()
        self._grid = QGridLayout(self._examples)
        self._assemble()

    def _assemble(self) -> None:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(22, 10, 22, 16)
        layout.setSpacing(10)
        layout.addWidget(self._recent_heading)
        layout.addWidget(self._recent)
        layout.addSpacing(8)
        layout.addWidget(label("heading", "How to ask"))
        layout.addWidget(self._examples)
        layout.addWidget(label("faint", SEARCHED, wraps=True))
        layout.addStretch(1)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def show_recent(self, queries: Sequence[str]) -> None:
        """Offer these searches again, the last one first; and examples from this library."""
        clear_layout(self._recent_row)
        for query in queries:
            made = QToolButton()
            short = query if len(query) <= LONGEST_RECENT else f"{query[: LONGEST_RECENT - 1]}…"
            made.setText(short.replace("&", "&&"))
            made.setProperty("chip", "plain")
            made.setAccessibleName(f"Search again: {query}")
            made.clicked.connect(lambda _checked=False, query=query: self.chosen.emit(query))
            self._recent_row.addWidget(made)
        for part in (self._recent, self._recent_heading):
            part.setVisible(bool(queries))
        if self.isVisible():
            self._fill_examples()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill_examples()  # of the library as it is now

    def _fill_examples(self) -> None:
        clear_layout(self._grid)
        for row, (query, meaning) in enumerate((*WORDS, *self._filters())):
            made = link_button(query)
            made.setAccessibleName(f"Search: {query}")
            made.setAccessibleDescription(meaning)
            made.clicked.connect(lambda _checked=False, query=query: self.chosen.emit(query))
            self._grid.addWidget(made, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label("muted", meaning, wraps=True), row, 1)

    def _filters(self) -> Iterator[tuple[str, str]]:
        """Examples of filters with values that this library has."""
        shows = self._items.show_counts()
        show = shows[0][0] if shows else "Practical AI"
        yield filter_text("show", show), "One show; likewise shelf:, thread:, tag: and lens:"
        yield "speaker:ann", "Only what this person says, where the speakers are known"
        bands = self._items.bands
        if bands:
            names = ", ".join(band.id for band in bands)
            yield f"risk band:{bands[0].id}", f"By stance: hits only in slices of one band ({names})"
        yield "score:<-30", "Slices of such a score; also score:>=20 and score:-20..0"
        years = sorted({item.date[:4] for item in self._items.items if item.date}, reverse=True)
        year = years[0] if years else "2025"
        yield f"date:{year}", f"A time; also date:{year}-06, date:2024..{year} and date:>=2025-03"
