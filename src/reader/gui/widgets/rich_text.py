"""Markdown set as a page: headings, measure, tables and code in the fonts and colours of the theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from reader.gui.theme.fonts import INTERFACE_FAMILY, TEXT_FAMILY
from reader.gui.theme.palette import Palette

HEADING_SIZES = {1: 1.75, 2: 1.3, 3: 1.1}
LINE_HEIGHT = 122
TEXT_SIZE = 1.12
"""Size of running text, as a part of the interface's size."""
TABLE_SIZE = 0.95
CODE_SIZE = 0.95


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level from 1, its words, and the number of its block in the document."""

    level: int
    text: str
    block: int


def fill(document: QTextDocument, markdown: str, palette: Palette, font: QFont) -> list[Heading]:
    """Set Markdown into a document; returns its headings in order. ``font`` is the interface's."""
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(f"a {{ color: {palette.accent_text.name()}; }}")
    document.setMarkdown(markdown, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    document.setDocumentMargin(8)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    headings = []
    for block in _running_text(document):
        level = block.blockFormat().headingLevel()
        if level:
            headings.append(Heading(level, block.text(), block.blockNumber()))
        _dress(block, level, palette, font)
    for table in _tables(document.rootFrame()):
        _dress_table(table, palette, font)
    cursor.endEditBlock()
    document.clearUndoRedoStacks()
    return headings


def _running_text(document: QTextDocument) -> Iterator[QTextBlock]:
    """The blocks outside of tables. Tables have thousands of cells, which take the document's own font."""
    frames = document.rootFrame().begin()
    while not frames.atEnd():
        block = frames.currentBlock()
        if frames.currentFrame() is None and block.isValid():
            yield block
        frames += 1


def _tables(frame: QTextFrame) -> list[QTextTable]:
    return [child for child in frame.childFrames() if isinstance(child, QTextTable)]


def _dress(block: QTextBlock, level: int, palette: Palette, font: QFont) -> None:
    size = font.pointSizeF()
    shape, look = QTextBlockFormat(), QTextCharFormat()
    is_code = block.blockFormat().hasProperty(QTextBlockFormat.Property.BlockCodeFence.value) or block.blockFormat(
    ).hasProperty(QTextBlockFormat.Property.BlockCodeLanguage.value)  # fmt: skip
    if level:
        shape.setTopMargin(0 if level == 1 else size * (2.2 if level == 2 else 1.5))
        shape.setBottomMargin(size * 0.5)
        look.setFontFamilies([INTERFACE_FAMILY])
        look.setFontPointSize(size * HEADING_SIZES.get(level, 1.0))
        look.setFontWeight(QFont.Weight.Bold if level < 3 else QFont.Weight.DemiBold)
        look.setForeground(palette.heading)
    elif is_code:
        shape.setLeftMargin(size)
        shape.setBackground(palette.raised)
        look.setFontFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
        look.setFontPointSize(size * CODE_SIZE)
    else:
        in_list = block.textList() is not None
        shape.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        shape.setBottomMargin(size * (0.25 if in_list else 0.8))
        look.setFontFamilies([TEXT_FAMILY])
        look.setFontPointSize(size * TEXT_SIZE)
    cursor = QTextCursor(block)
    cursor.mergeBlockFormat(shape)
    code = [] if is_code else list(_inline_code(block))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(look)
    _dress_code(cursor, code, palette, font)


def _inline_code(block: QTextBlock) -> Iterator[tuple[int, int]]:
    """Start and end of what is set as code within a block."""
    fragments = block.begin()
    while not fragments.atEnd():
        fragment = fragments.fragment()
        if fragment.charFormat().fontFixedPitch():
            yield fragment.position(), fragment.position() + fragment.length()
        fragments += 1


def _dress_code(cursor: QTextCursor, places: list[tuple[int, int]], palette: Palette, font: QFont) -> None:
    """Terms stand in the interface's letters on a ground of their own: a lexicon is words, not code."""
    look = QTextCharFormat()
    look.setFontFamilies([INTERFACE_FAMILY])
    look.setFontFixedPitch(False)
    look.setFontPointSize(font.pointSizeF())
    look.setBackground(palette.hover)
    look.setForeground(palette.heading)
    for start, end in places:
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(look)


def _aligned(side: Qt.AlignmentFlag) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setAlignment(side)
    return shape


def _dress_table(table: QTextTable, palette: Palette, font: QFont) -> None:
    shape = table.format()
    shape.setBorderCollapse(True)
    shape.setBorder(1)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(palette.line)
    shape.setCellPadding(5)
    shape.setCellSpacing(0)
    shape.setTopMargin(4)
    shape.setBottomMargin(font.pointSizeF() * 1.2)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(shape)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        look = cell.format()
        look.setBackground(palette.raised)
        cell.setFormat(look)
        if table.rows() > 1:  # figures stand at the right, and so do their headings
            below = table.cellAt(1, column).firstCursorPosition().blockFormat()
            cell.firstCursorPosition().mergeBlockFormat(_aligned(below.alignment()))
    for row in range(table.rows()):
        for column in range(table.columns()):
            cursor = table.cellAt(row, column).firstCursorPosition()
            _dress_code(cursor, list(_inline_code(cursor.block())), palette, font)
