"""The transcript with its heading: where it comes from, what to beware of, and the find bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from reader.domain.wording import count, date_long
from reader.gui.widgets.caveats import assessment_line, caveat_of
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.find_bar import FindBar
from reader.gui.widgets.labels import label, link_button
from reader.gui.widgets.search_hit_bar import SearchHitBar
from reader.gui.widgets.transcript_view import TranscriptView

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette
    from reader.services.reading import OpenItem


class TranscriptPanel(QWidget):
    """Heading, caveat, find bar and text."""

    slice_reached = Signal(int)
    versions_requested = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("transcript_panel")
        self.view = TranscriptView()
        self.find_bar = FindBar(self.view)
        self.search_bar = SearchHitBar()
        self._source = ElidedLabel()
        self._caveat = label("faint", wraps=True)
        self.versions = link_button("")
        self.versions.setToolTip("Other versions of this transcript: read them, put one in force")
        self.versions.hide()
        self._find = QToolButton()
        self._find.setText("Find")
        self._find.setToolTip("Find in this transcript")
        self._assemble()
        self.apply_palette(palette)
        self.view.slice_reached.connect(self.slice_reached)
        self._find.clicked.connect(self.open_find)
        self.versions.clicked.connect(self.versions_requested)

    def _assemble(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(10)
        head.addWidget(label("strong", "Transcript"))
        head.addWidget(self._source, 1)
        head.addWidget(self.versions)
        head.addWidget(self._find)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._caveat)
        layout.addWidget(self.search_bar)
        layout.addWidget(self.find_bar)
        layout.addWidget(self.view, 1)

    def show_item(self, item: OpenItem) -> None:
        """Show this item's transcript from its first slice."""
        self.show_head(item)
        self.view.show_item(item)

    def update_item(self, item: OpenItem) -> None:
        """Show other figures of the same text, which stays where it is."""
        self.show_head(item)
        self.view.update_item(item)

    def clear(self) -> None:
        """Show no item."""
        self._source.setText("")
        self.versions.hide()
        self._caveat.setText("")
        self.view.clear()

    def show_head(self, item: OpenItem) -> None:
        """Show where the transcript comes from, and how many versions of it there are."""
        self._source.setText(*provenance_lines(item))
        self._caveat.setText(f"{caveat_of(item)} {assessment_line(item)}")
        self.versions.setText(count("version", item.versions))
        self.versions.setVisible(item.versions > 1)

    def set_compact(self, compact: bool) -> None:
        """Leave the caveat to the column beside the text, where the window is low."""
        self._caveat.setHidden(compact)

    def open_find(self) -> None:
        """Show the find bar and put the cursor into it."""
        self.find_bar.open()

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self.view.apply_palette(palette)
        self.find_bar.apply_palette(palette)

    def find_next(self) -> None:
        """Go to the next place found, here or by the search that led here; without one, open the find bar."""
        if self.find_bar.isVisible():
            self.view.find_next()
        elif self.search_bar.isVisible():
            self.search_bar.next_requested.emit()
        else:
            self.open_find()

    def find_previous(self) -> None:
        """Go to the place found before, here or by the search that led here; without one, open the find bar."""
        if self.find_bar.isVisible():
            self.view.find_previous()
        elif self.search_bar.isVisible():
            self.search_bar.previous_requested.emit()
        else:
            self.open_find()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search_bar.isVisible():
            self.search_bar.close_bar()
        else:
            super().keyPressEvent(event)


def provenance_lines(item: OpenItem) -> tuple[str, ...]:
    """``YouTube captions · video 3D4pgIKR4cQ · 3,301 cues · stored 2 Apr 2026``, and shorter wordings of it."""
    source = item.provenance
    kind, cues = source.format_name, count("cue", len(item.transcript.cues))
    stored = f"stored {date_long(source.stored)}" if source.stored else ""
    video = f"video {source.video_id}" if source.video_id else ""
    wordings = ((kind, video, cues, stored), (kind, cues, stored), (cues, stored), (cues,))
    return tuple(" · ".join(part for part in parts if part) for parts in wordings)
