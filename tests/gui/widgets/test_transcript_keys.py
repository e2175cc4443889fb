"""Keys in the transcript: the caret's way, and which keys are the text's own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.gui.widgets.transcript_view import TranscriptView
from tests.gui.widgets.transcript_items import TURNS, StandInItem, captions, item_of, shown

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def item() -> StandInItem:
    return item_of(TURNS)


@pytest.fixture
def view(qtbot: QtBot, item: StandInItem) -> TranscriptView:
    view = shown(qtbot, item, 640, 900)
    view.setFocus()
    return view


def at(item: StandInItem, words: str) -> int:
    return item.transcript.text.index(words)


def selected(view: TranscriptView) -> str:
    return view.text_layout.item.transcript.text[view.selection.start : view.selection.end]


def caret_after(
    qtbot: QtBot, view: TranscriptView, start: int, key: Qt.Key, keys=Qt.KeyboardModifier.NoModifier
) -> int:  # type: ignore[no-untyped-def]
    view.select(start, start)
    qtbot.keyClick(view, key, keys)
    return view.selection.caret


def test_sideways_by_characters_and_words(qtbot: QtBot, view: TranscriptView, item: StandInItem) -> None:
    show = at(item, "show")
    assert caret_after(qtbot, view, show, Qt.Key.Key_Right) == show + 1
    assert caret_after(qtbot, view, show, Qt.Key.Key_Left) == show - 1
    assert caret_after(qtbot, view, show, Qt.Key.Key_Right, CTRL) > show + 3
    assert caret_after(qtbot, view, show + 2, Qt.Key.Key_Left, CTRL) == show
    assert caret_after(qtbot, view, 0, Qt.Key.Key_Left) == 0
    end = len(item.transcript.text)
    assert caret_after(qtbot, view, end, Qt.Key.Key_Right) == end


def test_sideways_from_paragraph_to_paragraph_and_slice_to_slice(
    qtbot: QtBot, view: TranscriptView, item: StandInItem
) -> None:
    end = len("Welcome to the show, it's good to have you.")
    assert caret_after(qtbot, view, end, Qt.Key.Key_Right) == end + 1
    assert caret_after(qtbot, view, end + 1, Qt.Key.Key_Left) == end
    border = item.slices[1].start
    assert caret_after(qtbot, view, border, Qt.Key.Key_Left) == border - 1
    assert caret_after(qtbot, view, border - 1, Qt.Key.Key_Right) == border


def test_up_and_down_keep_the_column(qtbot: QtBot, view: TranscriptView, item: StandInItem) -> None:
    start = at(item, "Nice") + 30
    view.select(start, start)
    x = view.position_rect(start).left()
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Down)
        assert abs(view.position_rect(view.selection.caret).left() - x) < 8
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.selection.caret == start


def test_down_goes_over_a_short_line_and_back_to_the_column(
    qtbot: QtBot, view: TranscriptView, item: StandInItem
) -> None:
    line_start = at(item, "Shall")
    view.select(line_start + 5, line_start + 5)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.selection.caret == len(item.transcript.text)
    view.select(3, 3)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.selection.caret == 0


def test_home_and_end_of_line_and_text(qtbot: QtBot, view: TranscriptView, item: StandInItem) -> None:
    inside = at(item, "Nice") + 200
    home = caret_after(qtbot, view, inside, Qt.Key.Key_Home)
    end = caret_after(qtbot, view, inside, Qt.Key.Key_End)
    assert home < inside < end
    assert view.position_rect(home).top() == view.position_rect(inside).top() == view.position_rect(end).top()
    assert caret_after(qtbot, view, home, Qt.Key.Key_Home) == home
    assert caret_after(qtbot, view, inside, Qt.Key.Key_Home, CTRL) == 0
    assert caret_after(qtbot, view, inside, Qt.Key.Key_End, CTRL) == len(item.transcript.text)


def test_shift_selects(qtbot: QtBot, view: TranscriptView, item: StandInItem) -> None:
    view.select(0, 0)
    qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT | CTRL)
    assert selected(view).strip() == "Welcome"
    qtbot.keyClick(view, Qt.Key.Key_End, SHIFT | CTRL)
    assert selected(view) == item.transcript.text
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.selection.is_empty
    assert view.selection.caret == 0


def test_pages(qtbot: QtBot) -> None:
    long = item_of(captions(900))
    view = shown(qtbot, long, 600, 400)
    view.setFocus()
    seen = [view.selection.caret]
    for _ in range(10):
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
        seen.append(view.selection.caret)
        rect = view.position_rect(view.selection.caret)
        assert rect.top() >= 0
        assert rect.bottom() <= view.viewport().height()
    assert seen == sorted(set(seen))
    for _ in range(10):
        qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.selection.caret <= seen[1]
    for _ in range(200):
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.selection.caret == len(long.transcript.text)


def test_ctrl_end_brings_the_caret_into_view(qtbot: QtBot) -> None:
    long = item_of(captions(900))
    view = shown(qtbot, long, 600, 400)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_End, CTRL)
    rect = view.position_rect(view.selection.caret)
    assert 0 <= rect.top() < rect.bottom() <= view.viewport().height()
    qtbot.keyClick(view, Qt.Key.Key_Home, CTRL)
    assert view.slice_at_top() == 1


def test_the_caret_is_seen_only_with_the_focus(qtbot: QtBot, view: TranscriptView, item: StandInItem) -> None:
    def caret_pixel() -> object:
        rect = view.position_rect(view.selection.caret)
        return view.viewport().grab().toImage().pixelColor(rect.left(), rect.top() + 1)

    view.select(5, 5)
    with_focus = caret_pixel()
    view.clearFocus()
    assert with_focus != caret_pixel()


def test_keys_of_the_text_win_over_shortcuts_of_the_window(view: TranscriptView) -> None:
    for key, held, wanted in [
        (Qt.Key.Key_C, CTRL, True),
        (Qt.Key.Key_Home, CTRL, True),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, True),
        (Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.NoModifier, False),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier, False),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier, False),
        (Qt.Key.Key_Z, CTRL, False),
    ]:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, held)
        event.ignore()
        QApplication.sendEvent(view, event)
        assert event.isAccepted() is wanted


def test_tab_leaves_the_text(qtbot: QtBot, view: TranscriptView) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, event)
    assert view.selection.caret == 0
