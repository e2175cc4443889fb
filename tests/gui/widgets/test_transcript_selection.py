"""Selecting with mouse and keys, and what is copied."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QClipboard, QContextMenuEvent, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from reader.gui.widgets import transcript_clipboard
from reader.gui.widgets.transcript_clipboard import LaterText
from reader.gui.widgets.transcript_selection import word_at
from reader.gui.widgets.transcript_view import TranscriptView
from tests.gui.widgets.transcript_items import TURNS, StandInItem, captions, item_of, shown

LEFT = Qt.MouseButton.LeftButton
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


def place(view: TranscriptView, position: int) -> QPoint:
    rect = view.position_rect(position)
    return QPoint(rect.left(), rect.center().y())


def send(
    view: TranscriptView, kind: QEvent.Type, point: QPoint, button=LEFT, held=LEFT, keys=Qt.KeyboardModifier.NoModifier
) -> None:  # type: ignore[no-untyped-def]
    where = QPointF(point)
    event = QMouseEvent(kind, where, QPointF(view.viewport().mapToGlobal(point)), button, held, keys)
    QApplication.sendEvent(view.viewport(), event)


def press(view: TranscriptView, point: QPoint, keys=Qt.KeyboardModifier.NoModifier) -> None:  # type: ignore[no-untyped-def]
    send(view, QEvent.Type.MouseButtonPress, point, keys=keys)


def drag(view: TranscriptView, point: QPoint) -> None:
    send(view, QEvent.Type.MouseMove, point, Qt.MouseButton.NoButton)


def release(view: TranscriptView, point: QPoint) -> None:
    send(view, QEvent.Type.MouseButtonRelease, point, LEFT, Qt.MouseButton.NoButton)


def double_click(view: TranscriptView, point: QPoint) -> None:
    press(view, point)
    release(view, point)
    send(view, QEvent.Type.MouseButtonDblClick, point)


def at(item: StandInItem, words: str) -> int:
    return item.transcript.text.index(words)


def selected(view: TranscriptView) -> str:
    return view.text_layout.item.transcript.text[view.selection.start : view.selection.end]


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_dragging_across_paragraphs_and_slices(qtbot: QtBot, view: TranscriptView, item: StandInItem) -> None:
    assert len(item.slices) == 2
    start, end = at(item, "good"), at(item, "second") + 6
    press(view, place(view, start))
    drag(view, place(view, at(item, "Nice")))
    drag(view, place(view, end))
    release(view, place(view, end))
    assert (view.selection.anchor, view.selection.caret) == (start, end)
    qtbot.keyClick(view, Qt.Key.Key_C, CTRL)
    hope = "There is hope for all of us. " * 36
    assert clipboard() == (f"good to have you.\nBen: Nice to be here. {hope}Done.\nA second")


def test_dragging_backwards(view: TranscriptView, item: StandInItem) -> None:
    start, end = at(item, "Welcome"), at(item, "show")
    press(view, place(view, end))
    drag(view, place(view, start))
    assert (view.selection.anchor, view.selection.caret) == (end, start)
    assert selected(view) == "Welcome to the "


def test_a_trembling_hand_is_a_click_and_no_drag(view: TranscriptView, item: StandInItem) -> None:
    point = place(view, at(item, "show"))
    cues: list[int] = []
    view.cue_clicked.connect(cues.append)
    press(view, point)
    drag(view, point + QPoint(1, 0))
    release(view, point + QPoint(1, 0))
    assert view.selection.is_empty
    assert cues == [0]


def test_a_drag_is_no_click(view: TranscriptView, item: StandInItem) -> None:
    told: list[int] = []
    view.cue_clicked.connect(told.append)
    view.slice_reached.connect(told.append)
    press(view, place(view, at(item, "A second")))
    drag(view, place(view, at(item, "harm")))
    release(view, place(view, at(item, "harm")))
    assert told == []


def test_double_click_selects_a_word_and_drags_by_words(view: TranscriptView, item: StandInItem) -> None:
    point = place(view, at(item, "it's") + 1)
    double_click(view, point)
    assert selected(view) == "it's"
    drag(view, place(view, at(item, "have") + 2))
    assert selected(view) == "it's good to have"
    drag(view, place(view, at(item, "Welcome") + 3))
    assert selected(view) == "Welcome to the show, it's"
    release(view, point)


def test_triple_click_selects_a_paragraph(view: TranscriptView, item: StandInItem) -> None:
    point = place(view, at(item, "second"))
    double_click(view, point)
    release(view, point)
    press(view, point)
    release(view, point)
    assert selected(view) == "A second thought about harm."
    view.copy()
    assert clipboard() == "Ben: A second thought about harm."


def test_a_whole_first_paragraph_is_copied_with_its_speaker_and_chapter(
    view: TranscriptView, item: StandInItem
) -> None:
    view.select(0, len("Welcome to the show, it's good to have you."))
    view.copy()
    assert clipboard() == "Beginnings\nAda: Welcome to the show, it's good to have you."


def test_shift_click_extends(view: TranscriptView, item: StandInItem) -> None:
    press(view, place(view, at(item, "Welcome")))
    release(view, place(view, at(item, "Welcome")))
    press(view, place(view, at(item, "show")), keys=SHIFT)
    release(view, place(view, at(item, "show")))
    assert selected(view) == "Welcome to the "
    press(view, place(view, at(item, "it's")), keys=SHIFT)
    assert selected(view) == "Welcome to the show, "


def test_dragging_below_the_view_scrolls_on(qtbot: QtBot) -> None:
    view = shown(qtbot, item_of(captions(600)), 600, 300)
    press(view, QPoint(100, 100))
    drag(view, QPoint(100, 340))
    first = view.selection.caret
    qtbot.waitUntil(lambda: view.scroll_bar.value() > 200, timeout=5000)
    assert view.selection.caret > first
    drag(view, QPoint(100, 200))
    value = view.scroll_bar.value()
    qtbot.wait(80)
    assert view.scroll_bar.value() == value
    drag(view, QPoint(100, -60))
    qtbot.waitUntil(lambda: view.scroll_bar.value() < value - 50, timeout=5000)
    release(view, QPoint(100, -60))
    value = view.scroll_bar.value()
    qtbot.wait(80)
    assert view.scroll_bar.value() == value


def test_another_item_ends_a_drag(view: TranscriptView, item: StandInItem) -> None:
    press(view, place(view, at(item, "Shall")))
    drag(view, place(view, at(item, "Nice")))
    view.show_item(item_of(captions(30)))
    drag(view, QPoint(200, 300))
    release(view, QPoint(200, 300))
    assert view.selection.is_empty
    view.clear("Nothing is open.")
    press(view, QPoint(50, 50))
    drag(view, QPoint(200, 300))
    release(view, QPoint(200, 300))


def test_select_all_and_copy(qtbot: QtBot, view: TranscriptView, item: StandInItem) -> None:
    qtbot.keyClick(view, Qt.Key.Key_A, CTRL)
    assert selected(view) == item.transcript.text
    qtbot.keyClick(view, Qt.Key.Key_C, CTRL)
    assert clipboard().startswith("Beginnings\nAda: Welcome")
    assert clipboard().endswith("Done.\nA second thought about harm.\nAda: Shall we go on?")


def test_copy_with_time_and_slice(view: TranscriptView, item: StandInItem) -> None:
    first, second = item.slices
    view.select(second.start - 6, second.start + 10)
    view.copy_with_slices()
    scores = [item.profile.scores[0], item.profile.scores[1]]
    assert scores[0] > 0
    text = item.transcript.text
    sections = clipboard().split("\n\n")
    assert (
        sections[0] == f"Slice 1 · 0:00 · +{scores[0]} · Opportunity-forward\n{text[first.end - 6 : first.end].strip()}"
    )
    assert sections[1].startswith("Slice 2 · 0:05 · ")
    assert sections[1].endswith(f"\n{text[second.start : second.start + 10].strip()}")


def test_nothing_selected_copies_nothing(qtbot: QtBot, view: TranscriptView) -> None:
    QGuiApplication.clipboard().setText("before")
    qtbot.keyClick(view, Qt.Key.Key_C, CTRL)
    view.copy_with_slices()
    assert clipboard() == "before"


def test_the_selection_clipboard_is_filled_when_somebody_asks(
    view: TranscriptView, item: StandInItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[tuple[QMimeData, QClipboard.Mode]] = []

    class Clipboard:
        def supportsSelection(self) -> bool:
            return True

        def setMimeData(self, data: QMimeData, mode: QClipboard.Mode) -> None:
            offered.append((data, mode))

    monkeypatch.setattr(transcript_clipboard.QGuiApplication, "clipboard", Clipboard)
    press(view, place(view, at(item, "Welcome")))
    drag(view, place(view, at(item, "show")))
    assert offered == []
    release(view, place(view, at(item, "show")))
    data, mode = offered[0]
    assert mode is QClipboard.Mode.Selection
    assert data.text() == "Welcome to the "


def test_later_text_is_made_once_and_only_as_text() -> None:
    made: list[int] = []
    data = LaterText(lambda: made.append(1) or "spoken 😀")  # type: ignore[func-returns-value]
    assert data.hasText()
    assert not data.hasHtml()
    assert made == []
    assert data.text() == "spoken 😀"
    assert data.text() == "spoken 😀"
    assert made == [1]


def test_the_context_menu(qtbot: QtBot, view: TranscriptView, item: StandInItem) -> None:
    menu = view.context_menu(2)
    names = [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]
    assert names == ["Why this score", "Copy", "Copy with time and slice", "Select slice 2", "Select all"]
    entries = dict(zip(names, (one for one in menu.actions() if not one.isSeparator()), strict=True))
    assert not entries["Copy"].isEnabled()
    entries["Select slice 2"].trigger()
    piece = item.slices[1]
    assert selected(view) == item.transcript.text[piece.start : piece.end]
    copy = next(one for one in view.context_menu(2).actions() if one.text() == "&Copy")
    assert copy.isEnabled()


def test_a_right_click_keeps_a_selection_it_hits_and_drops_one_it_misses(
    qtbot: QtBot, view: TranscriptView, item: StandInItem
) -> None:
    def ask(position: int) -> None:
        point = place(view, position) + QPoint(2, 0)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point))
        QApplication.sendEvent(view.viewport(), event)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        menu.close()

    view.select(at(item, "Welcome"), at(item, "show"))
    ask(at(item, "to the"))
    assert selected(view) == "Welcome to the "
    ask(at(item, "second"))
    assert view.selection.is_empty


@pytest.mark.parametrize(
    ("text", "offset", "word"),
    [
        ("say it's so", 5, "it's"),
        ("say it’s so", 4, "it’s"),
        ("one two", 3, " "),
        ("one two", 7, "two"),
        ("😀 two", 3, "two"),
        ("", 0, ""),
    ],
)
def test_words(text: str, offset: int, word: str) -> None:
    start, end = word_at(text, offset)
    assert text[start:end] == word
