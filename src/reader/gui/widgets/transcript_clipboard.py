"""Passages of the transcript as text to take away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMetaType, QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication

from reader.domain.paragraphs import plain_text, plain_text_by_slice
from reader.domain.slicing import Slice
from reader.gui.widgets.transcript_source import TranscriptItem, heading_of

Passage = Callable[[TranscriptItem, int, int], str]
TEXT_FORMATS = ("text/plain", "text/plain;charset=utf-8")


class LaterText(QMimeData):
    """Text that is put together when somebody asks for it: a selection is offered often and seldom pasted."""

    def __init__(self, make: Callable[[], str]) -> None:
        super().__init__()
        self._make = make
        self._text: str | None = None

    def formats(self) -> list[str]:
        return [TEXT_FORMATS[0]]

    def hasFormat(self, mime_type: str) -> bool:
        return mime_type in TEXT_FORMATS

    def retrieveData(self, mime_type: str, _type: QMetaType) -> str | None:  # type: ignore[override]
        if mime_type not in TEXT_FORMATS:
            return None
        if self._text is None:
            self._text = self._make()
        return self._text


def passage(item: TranscriptItem, start: int, end: int) -> str:
    """A passage with speakers' names."""
    return plain_text(item.transcript, item.slices, start, end)


def passage_by_slice(item: TranscriptItem, start: int, end: int) -> str:
    """A passage with the heading of each slice: its number, time, score and band."""

    def heading(piece: Slice) -> str:
        return heading_of(item, piece.number - 1).plain()

    return plain_text_by_slice(item.transcript, item.slices, start, end, heading)


def copy_text(text: str) -> None:
    """Put text on the clipboard."""
    QGuiApplication.clipboard().setText(text)


def offer_selection(make: Callable[[], str]) -> None:
    """Offer text for pasting with the middle mouse button, where the system knows that (X11, Wayland)."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.supportsSelection():
        clipboard.setMimeData(LaterText(make), QClipboard.Mode.Selection)
