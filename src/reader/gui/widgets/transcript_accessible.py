"""The transcript for screen readers: a document with its whole text, and one child for each slice.

Qt keeps what a factory returns for as long as the view lives. Slices are made when somebody asks for them, are kept
here, and are taken back when another item is shown. Offsets towards Qt are UTF-16 units of the document's text. That
text is as long as the transcript's, with line ends in place of spaces where a line ends on the screen, so that "read
this line" reads that line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
    QAccessibleTextSelectionEvent,
    QColor,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget

from reader.gui.widgets.transcript_scripts import UnitMap
from reader.gui.widgets.transcript_source import heading_of

if TYPE_CHECKING:
    from reader.gui.widgets.transcript_text import TranscriptText
    from reader.gui.widgets.transcript_view import TranscriptView

_state = {"installed": False}


def install() -> None:
    """Tell Qt how to describe transcript views; calling it again does nothing."""
    if not _state["installed"]:
        QAccessible.installFactory(_describe)
        _state["installed"] = True


def _describe(_key: str, thing: QObject | None) -> QAccessibleInterface | None:
    from reader.gui.widgets.transcript_view import TranscriptView

    return TranscriptDocument(thing) if isinstance(thing, TranscriptView) else None


def tell_changed(view: TranscriptView) -> None:
    """Another item or message is shown."""
    if QAccessible.isActive():
        document = QAccessible.queryAccessibleInterface(view)
        if isinstance(document, TranscriptDocument):
            document.forget_slices()
        QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.NameChanged))


def tell_caret(view: TranscriptText) -> None:
    """The caret or the selection has moved."""
    if QAccessible.isActive():
        document = QAccessible.queryAccessibleInterface(view)
        if isinstance(document, TranscriptDocument):
            units = document.words.units
            start, end = units.to_units(view.selection.start), units.to_units(view.selection.end)
            if start != end:
                QAccessible.updateAccessibility(QAccessibleTextSelectionEvent(view, start, end))
            caret = units.to_units(view.selection.caret)
            QAccessible.updateAccessibility(QAccessibleTextCursorEvent(view, caret))


class DocumentText(QAccessibleTextInterface):
    """The text of a view. An empty view's text is its message."""

    def __init__(self, view: TranscriptView) -> None:
        super().__init__()
        self._view = view
        self._text = ""
        self._units: UnitMap | None = None

    @property
    def units(self) -> UnitMap:
        """Characters against UTF-16 units of the text shown now."""
        text = self._plain()
        if self._units is None or text is not self._text:
            self._text, self._units = text, UnitMap(text)
        return self._units

    def _plain(self) -> str:
        layout = self._view.text_layout
        return layout.item.transcript.text if layout else self._view.message

    def _read(self, start: int, end: int) -> str:
        """Characters of the text with line ends: those of the screen around the caret, elsewhere those of slices."""
        text = self._plain()
        parts, at = [], start
        for line_end in sorted(self._line_ends()):
            if at < line_end <= end and text[line_end - 1].isspace():
                parts.append(text[at : line_end - 1])
                at = line_end
        parts.append(text[at:end])
        return "\n".join(parts)

    def _line_ends(self) -> set[int]:
        """Positions behind the white space at which a line ends."""
        layout = self._view.text_layout
        if layout is None:
            return set()
        ends = {piece.end for piece in layout.item.slices[:-1]}
        index = layout.index_at(self._view.selection.caret)
        for near in range(max(index - 1, 0), min(index + 2, layout.count)):
            for laid_out in layout.block(near).paragraphs:
                ends.update(laid_out.line_start(line) for line in range(1, laid_out.line_count))
                ends.add(laid_out.paragraph.end + 1)
        return {end for end in ends if 0 < end <= len(layout.item.transcript.text)}

    def characterCount(self) -> int:
        return self.units.to_units(len(self._plain()))

    def text(self, start: int, end: int) -> str:
        units = self.units
        return self._read(units.to_offset(start), units.to_offset(end))

    def cursorPosition(self) -> int:
        return self.units.to_units(self._view.selection.caret)

    def setCursorPosition(self, position: int) -> None:
        self._view.move_caret(self.units.to_offset(position), False)

    def selectionCount(self) -> int:
        # PySide cannot answer QAccessibleTextInterface.selection(); with a count above 0 Qt would read an answer that
        # nobody gave. Selections are told by events, and by the caret.
        return 0

    def addSelection(self, start: int, end: int) -> None:
        self.setSelection(0, start, end)

    def setSelection(self, _index: int, start: int, end: int) -> None:
        self._view.select(self.units.to_offset(start), self.units.to_offset(end))

    def removeSelection(self, _index: int) -> None:
        self._view.select(self._view.selection.caret, self._view.selection.caret)

    def characterRect(self, offset: int) -> QRect:
        rect = self._view.position_rect(self.units.to_offset(offset))
        return rect.translated(self._view.viewport().mapToGlobal(QPoint(0, 0)))

    def offsetAtPoint(self, point: QPoint) -> int:
        layout = self._view.text_layout
        character = layout.character_at(self._view.viewport().mapFromGlobal(point)) if layout else None
        return -1 if character is None else self.units.to_units(character)

    def scrollToSubstring(self, start: int, _end: int) -> None:
        self._view.go_to_position(self.units.to_offset(start))


class TranscriptDocument(QAccessibleWidget):
    """A transcript view: its name, its text, its slices."""

    def __init__(self, view: TranscriptView) -> None:
        super().__init__(view, QAccessible.Role.Document, "Transcript")
        self._view = view
        self.words = DocumentText(view)
        self._slices: dict[int, AccessibleSlice] = {}

    def forget_slices(self) -> None:
        """Take the slices of the item before back from Qt."""
        for kept in self._slices.values():
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(kept))
        self._slices.clear()

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return self._view.accessibleName()
        if kind == QAccessible.Text.Description:
            layout, number = self._view.text_layout, self._view.current_slice
            if layout is None or not number:
                return self._view.message
            return heading_of(layout.item, number - 1).spoken()
        return ""

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        return self.words if kind == QAccessible.InterfaceType.TextInterface else None

    def childCount(self) -> int:
        layout = self._view.text_layout
        return layout.count if layout else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not 0 <= index < self.childCount():
            return None
        if index not in self._slices:
            self._slices[index] = AccessibleSlice(self, self._view, index)
        return self._slices[index]

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        layout = self._view.text_layout
        point = self._view.viewport().mapFromGlobal(QPoint(x, y))
        if layout is None or not self._view.viewport().rect().contains(point):
            return None
        placed = layout.placed_at(point.y())
        return None if placed is None else self.child(placed.index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.index if isinstance(child, AccessibleSlice) else -1

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return None


class AccessibleSlice(QAccessibleInterface):
    """One slice: its heading as a name, its text as a value."""

    def __init__(self, document: TranscriptDocument, view: TranscriptView, index: int) -> None:
        super().__init__()
        self._document = document
        self._view = view
        self.index = index

    def isValid(self) -> bool:
        layout = self._view.text_layout
        return layout is not None and self.index < layout.count

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self._document.window()

    def parent(self) -> QAccessibleInterface:
        return self._document

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Paragraph

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.readOnly = True
        state.multiLine = True
        state.selected = self.index + 1 == self._view.current_slice
        state.offscreen = not self._view.viewport().rect().intersects(self._local_rect())
        return state

    def text(self, kind: QAccessible.Text) -> str:
        layout = self._view.text_layout
        if layout is None or not self.isValid():
            return ""
        if kind == QAccessible.Text.Name:
            return heading_of(layout.item, self.index).spoken()
        if kind == QAccessible.Text.Value:
            piece = layout.item.slices[self.index]
            return layout.item.transcript.text[piece.start : piece.end].strip()
        return ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """A transcript cannot be written in."""

    def rect(self) -> QRect:
        return self._local_rect().translated(self._view.viewport().mapToGlobal(QPoint(0, 0)))

    def _local_rect(self) -> QRect:
        layout = self._view.text_layout
        if layout is None or not self.isValid():
            return QRect()
        height = layout.heights.top(self.index + 1) - layout.heights.top(self.index)
        return QRect(layout.column.panel_left, layout.y_of(self.index), layout.column.panel_width, height)

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def interface_cast(self, _kind: QAccessible.InterfaceType) -> Any:
        return None

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()
