"""The words of one slice of a pair, with those that both slices have in common marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from reader.gui.theme.fonts import text_font
from reader.gui.widgets.reel_marks import marked_places

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette

LEADING = 116
"""Distance of lines in percent of their height."""
STEPPING = (Qt.Key.Key_Space, Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_Return, Qt.Key.Key_Enter)
"""Keys of the page, whichever part of it has the keyboard."""


class ReelText(QTextEdit):
    """Text to read and to copy from; keys that step through the pairs are left to the page."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._places: tuple[tuple[int, int], ...] = ()
        self.setObjectName("reel_text")
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        interaction = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(interaction)
        self.document().setDocumentMargin(0)
        self.set_text_font("", 13.0)

    @property
    def marked(self) -> tuple[str, ...]:
        """The words that are marked."""
        text = self.toPlainText()
        return tuple(text[start:end] for start, end in self._places)

    def set_text_font(self, family: str, points: float) -> None:
        """Set the text in this font."""
        self.document().setDefaultFont(text_font(family, points))
        self._mark()

    def show_text(self, text: str, words: Sequence[str]) -> None:
        """Show a text from its top with these words marked."""
        self.setPlainText(text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        form = QTextBlockFormat()
        form.setLineHeight(LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(form)
        self._places = marked_places(self.toPlainText(), words)
        self._mark()
        self.verticalScrollBar().setValue(0)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self._palette = palette
        self._mark()

    def _mark(self) -> None:
        ground = QColor(self._palette.find_ground)
        marks = []
        for start, end in self._places:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.document())
            mark.cursor.setPosition(start)
            mark.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            form = QTextCharFormat()
            form.setBackground(ground)
            form.setForeground(self._palette.text)
            mark.format = form
            marks.append(mark)
        self.setExtraSelections(marks)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in STEPPING and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
            return
        super().keyPressEvent(event)
