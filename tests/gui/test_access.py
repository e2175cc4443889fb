"""Everything can be reached and read: names for screen readers, no cut words, keys that work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLabel,
    QMenuBar,
    QPushButton,
    QScrollBar,
    QSplitterHandle,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.gui.pages.item_page import ItemPage
from reader.gui.widgets.elided_label import ElidedLabel
from reader.services import framework_files

SIZES = [(1024, 700), (1440, 900), (2560, 1440)]


def visible(root: QWidget) -> Iterator[QWidget]:
    for part in root.findChildren(QWidget):
        if part.isVisibleTo(root) and part.window() is root.window():
            yield part


def name_of(part: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(part)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def unnamed(root: QWidget) -> list[str]:
    """Parts that take the focus but tell a screen reader no name."""
    left_out = (QScrollBar, QSplitterHandle, QMenuBar, QTabBar)
    found = []
    for part in visible(root):
        inside = part.parent().__class__.__name__ in ("QComboBoxPrivateContainer",) or part.objectName().startswith(
            "qt_"
        )
        takes_focus = part.focusPolicy() != Qt.FocusPolicy.NoFocus and part.focusProxy() is None
        if takes_focus and not inside and not isinstance(part, left_out) and not name_of(part).strip():
            found.append(f"{type(part).__name__} {part.objectName()!r} in {type(part.parent()).__name__}")
    return found


def words_of(part: QLabel) -> str:
    """What a label shows, without its markup."""
    rich = part.textFormat() == Qt.TextFormat.RichText
    return QTextDocumentFragment.fromHtml(part.text()).toPlainText() if rich else part.text()


def cut_words(root: QWidget) -> list[str]:
    """Labels and buttons whose words do not fit into them. Titles in lists may be elided; they have a tool tip."""
    found = []
    for part in visible(root):
        if isinstance(part, ElidedLabel):
            if "…" in part.text() and "…" not in part.whole_text():
                found.append(f"elided: {part.whole_text()}")
        elif isinstance(part, QLabel) and part.text():
            metrics = QFontMetrics(part.font())
            flags = int(Qt.TextFlag.TextWordWrap) if part.wordWrap() else 0
            needed = metrics.boundingRect(
                QRect(0, 0, max(part.width(), 1), 10_000), flags, words_of(part).replace("&", "")
            )
            if needed.height() > part.height() + 3 or (not part.wordWrap() and needed.width() > part.width() + 3):
                found.append(f"label: {part.text()} {needed.size().toTuple()} in {part.size().toTuple()}")
        elif (
            isinstance(part, (QPushButton, QToolButton))
            and part.text()
            and part.width() < part.minimumSizeHint().width()
        ):
            found.append(f"button: {part.text()}")
    return found


def test_everything_on_the_item_page_that_takes_the_focus_has_a_name(window: MainWindow, page: ItemPage) -> None:
    page.transcript.open_find()
    assert unnamed(window) == []


def test_everything_on_the_library_page_that_takes_the_focus_has_a_name(window: MainWindow) -> None:
    window.navigator.show_library()
    assert unnamed(window) == []


def open_page(qtbot: QtBot, window: MainWindow, action_id: str) -> None:
    """Open the methodology or the comparison and wait until it is filled."""
    window.action_set[action_id].trigger()
    pages = window.framework_flow.pages
    qtbot.waitUntil(lambda: bool(pages.methodology.view.markdown) or pages.compare.rows[0].seen is not None)
    qtbot.wait(80)


@pytest.mark.parametrize("action_id", ["methodology", "compare"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_pages_about_frameworks_have_names_and_no_cut_words(
    qtbot: QtBot, window: MainWindow, page: ItemPage, size: tuple[int, int], action_id: str
) -> None:
    window.resize(*size)
    open_page(qtbot, window, action_id)
    assert unnamed(window) == []
    assert cut_words(window) == []


@pytest.mark.parametrize("size", [(984, 640), (1240, 780)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_part_of_the_editor_has_names_and_no_cut_words(
    qtbot: QtBot, window: MainWindow, page: ItemPage, size: tuple[int, int]
) -> None:
    framework_files.duplicate_framework("risk-opportunity", "own-words", "Own words")
    window.framework_flow.edit("own-words")
    qtbot.waitUntil(lambda: window.framework_flow.editor is not None)
    editor = window.framework_flow.editor
    assert editor is not None
    editor.resize(*size)
    qtbot.waitUntil(lambda: editor.effect.values["Mean"][1].text() != "–")
    for part in range(editor.tabs.count()):
        editor.tabs.setCurrentIndex(part)
        qtbot.wait(50)
        assert unnamed(editor) == []
        assert cut_words(editor) == []
    editor.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_no_words_are_cut_on_the_item_page(
    qtbot: QtBot, window: MainWindow, page: ItemPage, size: tuple[int, int]
) -> None:
    window.resize(*size)
    qtbot.wait(80)
    assert cut_words(window) == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_no_words_are_cut_on_the_library_page(qtbot: QtBot, window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.navigator.show_library()
    qtbot.wait(80)
    assert cut_words(window) == []


DIALOGS = (
    "settings", "shortcuts", "about", "frameworks", "all_actions", "edit_details",
    "bin", "duplicates", "statistics", "libraries", "versions",
)  # fmt: skip


@pytest.mark.parametrize("action_id", DIALOGS)
def test_dialogs_have_names_no_cut_words_and_close_with_escape(
    qtbot: QtBot, window: MainWindow, page: ItemPage, action_id: str
) -> None:
    window.action_set[action_id].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(QDialog)))
    dialog = window.findChildren(QDialog)[-1]
    qtbot.waitExposed(dialog)
    qtbot.wait(50)
    assert unnamed(dialog) == []
    # What is found only now is laid out a moment later.
    with suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: cut_words(dialog) == [], timeout=2_000)
    assert cut_words(dialog) == []
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)


def test_tab_comes_round_through_the_whole_window(window: MainWindow, page: ItemPage) -> None:
    window.top_bar.field.setFocus()
    seen: list[QWidget] = []
    for _ in range(80):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in seen:
            break
        seen.append(focused)
    reached = {type(part).__name__ for part in seen}
    assert {"ItemView", "EpisodeArc", "SpectrumStrip", "TranscriptView", "QToolButton"} <= reached
    assert window.top_bar.field in seen


def test_buttons_without_words_have_tool_tips(window: MainWindow, page: ItemPage) -> None:
    silent = [
        type(part).__name__
        for part in visible(window)
        if isinstance(part, QAbstractButton) and not part.text() and not part.toolTip()
        and not isinstance(part.parent(), QAbstractScrollArea) and part.parent() is not window.top_bar.field
    ]  # fmt: skip
    assert silent == []
