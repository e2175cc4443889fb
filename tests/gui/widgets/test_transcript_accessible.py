"""The transcript as a screen reader meets it."""

from __future__ import annotations

import gc
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot

from reader.domain.transcript import Cue
from reader.gui.widgets.find_bar import FindBar
from reader.gui.widgets.transcript_source import heading_of
from reader.gui.widgets.transcript_view import TranscriptView
from tests.gui.widgets.transcript_items import StandInItem, captions, item_of, shown, small_item

NAME, VALUE, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description


@pytest.fixture
def item() -> StandInItem:
    return small_item(40)


@pytest.fixture
def view(qtbot: QtBot, item: StandInItem) -> TranscriptView:
    return shown(qtbot, item)


@pytest.fixture
def document(view: TranscriptView) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(view)


def test_the_document_says_what_it_is(view: TranscriptView, document: QAccessibleInterface) -> None:
    assert document.isValid()
    assert document.text(NAME) == "Transcript"
    assert document.role() == QAccessible.Role.Document
    assert document.state().focusable
    assert document.object() is view
    view.go_to_slice(3)
    assert document.text(DESCRIPTION) == heading_of(view.text_layout.item, 2).spoken()


def test_every_slice_is_a_child(view: TranscriptView, document: QAccessibleInterface, item: StandInItem) -> None:
    assert document.childCount() == len(item.slices)
    view.go_to_slice(12)
    child = document.child(11)
    assert child.isValid()
    assert child.parent() is document
    assert document.indexOfChild(child) == 11
    assert child.role() == QAccessible.Role.Paragraph
    assert child.text(NAME) == heading_of(item, 11).spoken()
    assert child.text(NAME).startswith("Slice 12, 0:1") or child.text(NAME).startswith("Slice 12, ")
    assert "score" in child.text(NAME)
    assert child.text(VALUE) == item.slice_text(12).strip()
    assert child.state().selected
    assert child.state().readOnly
    assert not child.state().offscreen
    assert document.child(30).state().offscreen
    assert document.child(len(item.slices)) is None


def test_children_are_where_they_are_drawn(view: TranscriptView, document: QAccessibleInterface) -> None:
    view.go_to_slice(5)
    point = view.viewport().mapToGlobal(view.heading_rect(5).center())
    assert document.childAt(point.x(), point.y()).text(NAME).startswith("Slice 5, ")
    assert document.child(4).rect().contains(point)
    assert document.childAt(-500, -500) is None


def test_the_text_is_the_transcript_with_line_ends(
    view: TranscriptView, document: QAccessibleInterface, item: StandInItem
) -> None:
    words = document.textInterface()
    whole = item.transcript.text
    assert words.characterCount() == len(whole)
    read = words.text(0, len(whole))
    assert read.replace("\n", " ") == whole
    assert read[item.slices[20].end - 1] == "\n"
    first_line = read.split("\n")[0]
    assert len(first_line) < 100
    second = len(first_line) + 1
    assert view.position_rect(second).top() > view.position_rect(0).top()


def test_the_caret_through_the_text_interface(
    qtbot: QtBot, view: TranscriptView, document: QAccessibleInterface, item: StandInItem
) -> None:
    words = document.textInterface()
    position = item.slices[25].start + 100
    words.setCursorPosition(position)
    assert words.cursorPosition() == view.selection.caret == position
    rect = words.characterRect(position)
    inside = view.viewport().mapFromGlobal(rect.center())
    assert view.viewport().rect().contains(inside)
    assert words.offsetAtPoint(rect.center() + QPoint(3, 0)) == position
    words.setSelection(0, 5, 25)
    assert (view.selection.start, view.selection.end) == (5, 25)
    words.removeSelection(0)
    assert view.selection.is_empty
    words.scrollToSubstring(item.slices[9].start, item.slices[9].start + 5)
    assert view.current_slice == 10


def test_offsets_are_utf_16_units(qtbot: QtBot) -> None:
    view = shown(qtbot, item_of([Cue("😀 smile 😀 end", 0)]))
    words = QAccessible.queryAccessibleInterface(view).textInterface()
    assert words.characterCount() == 15
    assert words.text(3, 8) == "smile"
    view.select(10, 10)
    assert words.cursorPosition() == 12


def test_messages_can_be_heard(view: TranscriptView, document: QAccessibleInterface) -> None:
    view.clear("The transcript could not be read.", "Open the item again.")
    said = "The transcript could not be read. Open the item again."
    assert document.text(DESCRIPTION) == said
    assert document.childCount() == 0
    words = document.textInterface()
    assert words.text(0, words.characterCount()) == said


def test_old_slices_are_no_longer_valid(qtbot: QtBot, view: TranscriptView, document: QAccessibleInterface) -> None:
    QAccessible.setActive(True)
    try:
        for index in range(20):
            QAccessible.uniqueId(document.child(index))
        view.show_item(item_of(captions(60)))
        gc.collect()
        assert document.childCount() == len(view.text_layout.item.slices)
        assert document.child(0).text(NAME).startswith("Slice 1, 0:00")
        view.setFocus()
        qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        view.clear("Nothing is open.")
        assert document.childCount() == 0
    finally:
        QAccessible.setActive(False)


def test_a_view_can_go_while_its_description_is_held(qtbot: QtBot) -> None:
    view = TranscriptView()
    held = QAccessible.queryAccessibleInterface(view)
    assert held.isValid()
    view.deleteLater()
    qtbot.wait(10)
    del held
    gc.collect()


def test_the_first_view_of_a_session_with_a_screen_reader_is_described() -> None:
    script = (
        "from PySide6.QtGui import QAccessible\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from reader.gui.widgets.transcript_view import TranscriptView\n"
        "application = QApplication([])\n"
        "QAccessible.setActive(True)\n"
        "view = TranscriptView()\n"
        "view.clear('Nothing is open.')\n"
        "document = QAccessible.queryAccessibleInterface(view)\n"
        "print(document.text(QAccessible.Text.Description))\n"
    )
    sources = [path for path in sys.path if path]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sources)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "Nothing is open."
    assert done.returncode == 0


def test_every_control_of_the_find_bar_has_a_name(qtbot: QtBot, view: TranscriptView) -> None:
    bar = FindBar(view)
    qtbot.addWidget(bar)
    bar.show()
    interface = QAccessible.queryAccessibleInterface(bar)
    names = [interface.child(index).text(NAME) for index in range(interface.childCount())]
    assert all(names)
    assert {"Find in this transcript", "Match case", "Whole words", "Next", "Previous", "Close"} <= set(names)
