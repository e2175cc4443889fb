"""Two conversations that may be the same, side by side: the facts, and where their texts first part."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from reader.domain.wording import clock, count, date_long
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.labels import label, link_button

if TYPE_CHECKING:
    from reader.services.duplicates import Duplicate, Side

KINDS = {
    "edited": "Edited by people",
    "captions": "Captions",
    "automatic": "Automatic captions",
    "recognised": "Speech recognition",
    "text": "Plain text",
}
"""Kinds of transcripts as the interface names them."""


class SideCard(QWidget):
    """One of the two."""

    open_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._item_id = 0
        self._title = ElidedLabel(role="strong")
        self._where = ElidedLabel(role="muted")
        self._kind = ElidedLabel(role="muted")
        self.passage = QLabel()
        self.passage.setTextFormat(Qt.TextFormat.RichText)
        self.passage.setWordWrap(True)
        whole = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        whole.setHeightForWidth(True)
        self.passage.setSizePolicy(whole)
        self.passage.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.passage.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._open = link_button("Open")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 10)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self._where)
        layout.addWidget(self._kind)
        layout.addSpacing(6)
        layout.addWidget(label("eyebrow", "Where they first differ"))
        layout.addWidget(self.passage, 1)
        layout.addWidget(self._open, alignment=Qt.AlignmentFlag.AlignLeft)
        self._open.clicked.connect(lambda: self.open_requested.emit(self._item_id))

    def show_side(self, side: Side) -> None:
        """Show this conversation."""
        self._item_id = side.item_id
        self._title.setText(side.title)
        self._where.setText(
            " · ".join(part for part in (side.show, date_long(side.date)) if part) or "No show, no date"
        )
        length = clock(side.duration_ms) if side.duration_ms is not None else "no times"
        kind = KINDS.get(side.caption_kind, side.caption_kind)
        self._kind.setText(f"{kind} · {length} · {count('word', side.words)} · {side.source}")
        self._open.setAccessibleName(f"Open {side.title}")
        self.passage.setText(marked(side.passage, side.differs))


class Sides(QWidget):
    """Both, one beside the other."""

    open_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = (SideCard(), SideCard())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for card in self.cards:
            layout.addWidget(card, 1)
            card.open_requested.connect(self.open_requested)

    def show_pair(self, pair: Duplicate) -> None:
        """Show these two."""
        for card, side in zip(self.cards, (pair.one, pair.other), strict=True):
            card.show_side(side)


def marked(passage: str, differs: tuple[int, int]) -> str:
    """The passage as rich text, what the other one has otherwise in bold; nothing there is said so."""
    if not passage:
        return "<i>Nothing differs.</i>"
    start, end = differs
    before, own, behind = passage[:start], passage[start:end], passage[end:]
    inner = f"<b>{escape(own)}</b>" if own else "<i>(nothing here)</i> "
    return f"{escape(before)}{inner}{escape(behind)}"
