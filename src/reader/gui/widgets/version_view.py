"""The text of a version, with the passages marked that the version in force has otherwise."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from reader.gui.widgets.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.domain.version_text import Difference, VersionText
    from reader.gui.theme.palette import Palette

NOTHING = "nothing"


class VersionView(QPlainTextEdit):
    """Shows one; :meth:`step` leads from difference to difference. ``told`` says what the other one has there."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._places: list[tuple[int, int]] = []
        self._differences: Sequence[Difference] = ()
        self._at = -1
        self._marks = _Marks(self.document(), palette)
        self.told = label("text", wraps=True, selectable=True)
        self.told.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setReadOnly(True)
        self.setAccessibleName("Text of the version")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)

    @property
    def at(self) -> int:
        """Which difference is shown, from 0; -1 where none is."""
        return self._at

    def show_version(self, version: VersionText) -> None:
        """Show this one at its first difference."""
        self._differences, self._at = version.differences, -1
        self._places = self._marks.places = _in_units(version)
        self.setPlainText(version.text)
        self.setExtraSelections([])
        if version.differences:
            self.step(1)

    def clear(self) -> None:
        """Show nothing."""
        self._differences, self._at = (), -1
        self._places = self._marks.places = []
        self.setExtraSelections([])
        super().clear()

    def step(self, by: int) -> None:
        """Go to another difference; behind the last one comes the first."""
        found = self._differences
        if not found:
            return
        self._at = (self._at + by) % len(found)
        one = found[self._at]
        other = f"“{one.other}”" if one.other else NOTHING
        self.told.setText(f"Difference {self._at + 1:,} of {len(found):,} · in force: {other}")
        self._point_at(*self._places[self._at])

    def _point_at(self, start: int, end: int) -> None:
        at = QTextCursor(self.document())
        at.setPosition(start)
        cursor = QTextCursor(at)
        # What is missing here has no place of its own: the letter before it is marked, or the first one of all.
        cursor.setPosition(start if end > start else max(start - 1, 0))
        cursor.setPosition(max(end, 1), QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor  # type: ignore[attr-defined]
        look = mark.format  # type: ignore[attr-defined]
        look.setBackground(self._palette.find_current_ground)
        look.setForeground(self._palette.on_find_current)
        self.setExtraSelections([mark])
        self.setTextCursor(at)
        self.centerCursor()


class _Marks(QSyntaxHighlighter):
    """Marks every difference."""

    def __init__(self, document: QTextDocument, palette: Palette) -> None:
        super().__init__(document)
        self.places: list[tuple[int, int]] = []
        self._look = QTextCharFormat()
        self._look.setBackground(palette.find_ground)

    def highlightBlock(self, text: str) -> None:
        begin = self.currentBlock().position()
        end = begin + len(text)
        at = max(bisect_right(self.places, (begin, 0)) - 1, 0)
        while at < len(self.places) and self.places[at][0] < end:
            start, stop = self.places[at]
            if stop > begin:
                self.setFormat(max(start, begin) - begin, min(stop, end) - max(start, begin), self._look)
            at += 1


def _in_units(version: VersionText) -> list[tuple[int, int]]:
    """The differences as Qt counts: in units of UTF-16."""
    text = version.text
    wide = [] if text.isascii() else [at for at, letter in enumerate(text) if letter > "\uffff"]
    return [
        (one.start + bisect_left(wide, one.start), one.end + bisect_left(wide, one.end)) for one in version.differences
    ]
