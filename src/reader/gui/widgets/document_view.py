"""A long text to read: its headings at the left, the page in a readable measure, words to be found in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedLayout,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.gui.theme.palette import Palette
from reader.gui.widgets.empty_state import EmptyState
from reader.gui.widgets.labels import label
from reader.gui.widgets.rich_text import Heading, fill

MEASURE = 78
"""Characters of running text in a line, at the most."""
DEEPEST = 3
"""Headings below this level stand in the text only."""
CONTENTS_WIDTH = 230
NARROW = 640
"""Width in pixels below which the contents leave their room to the text."""

_A_LITTLE = QPoint(2, 8)
"""How far below the edge of the view its first line is looked for."""


class DocumentView(QWidget):
    """Shows Markdown. What a link asks for is the owner's business."""

    link_clicked = Signal(str)

    def __init__(self, palette: Palette, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._markdown = ""
        self._headings: list[Heading] = []
        self._document: QTextDocument | None = None
        self.page = Page()
        self.page.setAccessibleName(name)
        self.contents = QListWidget()
        self.contents.setAccessibleName("Contents")
        self.contents.setMaximumWidth(CONTENTS_WIDTH * 2)
        self.finder = PageFinder(self.page)
        self._state = EmptyState()
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._assemble()
        self.contents.itemClicked.connect(lambda _item: self._go_to_heading())
        self.contents.itemActivated.connect(lambda _item: self._go_to_heading())
        self.page.verticalScrollBar().valueChanged.connect(lambda _value: self._mark_heading())
        self.page.anchorClicked.connect(lambda url: self.link_clicked.emit(url.toString()))

    def _assemble(self) -> None:
        text = QWidget()
        side = QVBoxLayout(text)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(4)
        side.addWidget(self.finder)
        side.addWidget(self.page, 1)
        self._columns.setChildrenCollapsible(False)
        self._columns.setHandleWidth(1)
        self._columns.addWidget(self.contents)
        self._columns.addWidget(text)
        self._columns.setStretchFactor(1, 1)
        self._columns.setSizes([CONTENTS_WIDTH, 800])
        self._body = QStackedLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.addWidget(self._state)
        self._body.addWidget(self._columns)

    # -- what it shows

    def show_markdown(self, markdown: str) -> None:
        """Show this text from its start; the same text again stays where it stands."""
        if markdown == self._markdown and self._body.currentWidget() is self._columns:
            return
        self._markdown = markdown
        self._set()
        self._body.setCurrentWidget(self._columns)
        self.page.verticalScrollBar().setValue(0)
        self._mark_heading()

    def show_state(self, heading: str, sentence: str = "") -> None:
        """Show words instead: that it is being made, or why it cannot be."""
        self._markdown = ""
        self._state.say(heading, sentence)
        self._body.setCurrentWidget(self._state)

    @property
    def markdown(self) -> str:
        """The text shown; empty where there is none."""
        return self._markdown

    def show_heading(self, words: str) -> None:
        """Go to the first heading that holds these words; without one stay."""
        found = next((heading for heading in self._headings if words in heading.text), None)
        if found is not None:
            self.page.go_to_block(found.block)

    def open_find(self) -> None:
        """Open the line that finds words."""
        if self._markdown:
            self.finder.open()

    def find_next(self) -> None:
        """Go to the next place found; without a search, open one."""
        self.finder.next() if self.finder.isVisible() else self.open_find()

    def find_previous(self) -> None:
        """Go to the place found before; without a search, open one."""
        self.finder.previous() if self.finder.isVisible() else self.open_find()

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours, at the same place."""
        self._palette = palette
        if self._markdown:
            place = self.page.verticalScrollBar().value()
            self._set()
            self.page.verticalScrollBar().setValue(place)

    # -- private

    def _set(self) -> None:
        document = QTextDocument(self.page)
        self._headings = fill(document, self._markdown, self._palette, self.font())
        self.page.setDocument(document)
        if self._document is not None:
            self._document.deleteLater()
        self._document = document
        self.page.keep_measure(MEASURE)
        self.contents.clear()
        for heading in self._headings:
            if heading.level <= DEEPEST:
                row = QListWidgetItem("\u2003" * max(heading.level - 2, 0) + heading.text)
                row.setData(Qt.ItemDataRole.UserRole, heading.block)
                row.setData(Qt.ItemDataRole.AccessibleTextRole, heading.text)
                row.setToolTip(heading.text)
                self.contents.addItem(row)

    def _go_to_heading(self) -> None:
        row = self.contents.currentItem()
        if row is not None:
            self.page.go_to_block(row.data(Qt.ItemDataRole.UserRole))

    def _mark_heading(self) -> None:
        """Mark where one reads in the contents."""
        top = self.page.block_at_top()
        rows = [row for row in range(self.contents.count()) if self._block_of(row) <= top]
        if rows and not self.contents.hasFocus():
            self.contents.setCurrentRow(rows[-1])

    def _block_of(self, row: int) -> int:
        block: int = self.contents.item(row).data(Qt.ItemDataRole.UserRole)
        return block

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.contents.setVisible(event.size().width() >= NARROW)


class Page(QTextBrowser):
    """The text, in the middle of what room there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._measure = 0

    def keep_measure(self, characters: int) -> None:
        """Let no line hold more than about so many characters."""
        self._measure = characters
        self._centre()

    def go_to_block(self, number: int) -> None:
        """Bring a block to the top."""
        block = self.document().findBlockByNumber(number)
        if block.isValid():
            rect = self.document().documentLayout().blockBoundingRect(block)
            self.verticalScrollBar().setValue(round(rect.top()) - 4)

    def block_at_top(self) -> int:
        """Number of the block at the top."""
        return self.cursorForPosition(self.viewport().rect().topLeft() + _A_LITTLE).blockNumber()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._centre()
        super().resizeEvent(event)

    def _centre(self) -> None:
        wanted = round(self._measure * self.fontMetrics().averageCharWidth() * 1.15)
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        spare = max(room - wanted, 0) // 2 if self._measure else 0
        margins = self.viewportMargins()
        if margins.left() != max(spare, 12):
            self.setViewportMargins(max(spare, 12), 0, max(spare, 12), 0)


class PageFinder(QWidget):
    """Finds words in a page; hidden until it is opened."""

    def __init__(self, page: QTextBrowser, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find on this page")
        self.field.setAccessibleName("Find on this page")
        self.field.setClearButtonEnabled(True)
        self.note = label("muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        row.addWidget(self.note)
        for text, name, call in (
            ("↑", "Previous (Shift+F3)", self.previous),
            ("↓", "Next (F3)", self.next),
            ("×", "Close (Esc)", self.close_finder),
        ):
            made = QToolButton()
            made.setText(text)
            made.setToolTip(name)
            made.setAccessibleName(name.partition(" (")[0])
            made.clicked.connect(lambda _checked=False, call=call: call())
            row.addWidget(made)
        self.field.textEdited.connect(lambda _text: self._search_from_here())
        self.field.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show the line with the keyboard in it."""
        self.show()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next(self) -> None:
        """Go to the next place; behind the last one comes the first."""
        self._find(QTextDocument.FindFlag(0))

    def previous(self) -> None:
        """Go to the place before; before the first one comes the last."""
        self._find(QTextDocument.FindFlag.FindBackward)

    def close_finder(self) -> None:
        """Hide the line and give the keyboard back to the text."""
        self.hide()
        self._page.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.close_finder()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.previous() if back else self.next()
                return True
        return super().eventFilter(watched, event)

    def _search_from_here(self) -> None:
        cursor = self._page.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self._page.setTextCursor(cursor)
        self.next()

    def _find(self, flags: QTextDocument.FindFlag) -> None:
        text = self.field.text()
        if not text:
            self.note.setText("")
            return
        if self._page.find(text, flags):
            self.note.setText("")
            return
        kept = self._page.textCursor()
        backward = bool(flags & QTextDocument.FindFlag.FindBackward)
        cursor = QTextCursor(self._page.document())
        end = QTextCursor.MoveOperation.End if backward else QTextCursor.MoveOperation.Start
        cursor.movePosition(end)
        self._page.setTextCursor(cursor)
        if self._page.find(text, flags):
            self.note.setText("From the end" if backward else "From the start")
        else:
            self._page.setTextCursor(kept)
            self.note.setText("Not found")
