"""The methodology in the window: reached from every figure, told from what is in force, searched, saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from reader.gui.dialogs.framework_methodology import FrameworkMethodologyDialog
from reader.gui.main_window import MainWindow
from reader.gui.pages.item_page import ItemPage
from reader.gui.pages.methodology_page import MethodologyPage
from reader.gui.theme.palette import load_palette
from reader.gui.widgets.document_view import DocumentView
from reader.services import framework_files, methodology
from reader.services.frameworks import built_in_framework
from tests.gui.conftest import PATIENCE_MS
from tests.gui.dialogs.conftest import Answers


def page_of(window: MainWindow) -> MethodologyPage:
    return window.framework_flow.pages.methodology


def opened(qtbot: QtBot, window: MainWindow) -> DocumentView:
    """Press F1 and wait for the text."""
    QTest.keyClick(window, Qt.Key.Key_F1)
    view = page_of(window).view
    qtbot.waitUntil(lambda: bool(view.markdown), timeout=PATIENCE_MS)
    return view


def press_link(window: MainWindow, root: object) -> None:
    found = [b for b in root.findChildren(QPushButton) if b.text() == "How this works" and b.isVisible()]  # type: ignore[attr-defined]
    assert found
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def from_list_menu(window: MainWindow) -> None:
    view = window.pane.view
    view.customContextMenuRequested.emit(QPoint(20, 20))
    menu = view.findChildren(QMenu)[-1]
    found = next(action for action in menu.actions() if action.text() == "How these figures come about")
    menu.close()
    found.trigger()


def from_library_page(window: MainWindow) -> None:
    window.navigator.show_library()
    press_link(window, window.library_page)


WAYS: dict[str, Callable[[MainWindow], None]] = {
    "chart panel": lambda window: press_link(window, window.item_page),
    "list menu": from_list_menu,
    "library page": from_library_page,
    "menu": lambda window: window.action_set["methodology"].trigger(),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_place_that_shows_a_figure_leads_there_and_back(
    qtbot: QtBot, window: MainWindow, page: ItemPage, way: str
) -> None:
    WAYS[way](window)
    assert window.navigator.page == "methodology"
    qtbot.waitUntil(lambda: bool(page_of(window).view.markdown), timeout=PATIENCE_MS)
    before = "library" if way == "library page" else "item"
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE_MS)
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.navigator.page == before
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.navigator.page == "methodology"


def test_it_is_what_the_service_says_of_the_open_slice(qtbot: QtBot, window: MainWindow, page: ItemPage) -> None:
    page.go_to_slice(2, "chart")
    view = opened(qtbot, window)
    assert page.item is not None
    assert view.markdown == methodology.methodology(page.item.framework, page.item, 2)
    shown = view.page.toPlainText()
    for band in page.item.framework.bands:
        assert band.name in shown
    assert "`" not in shown
    assert "**" not in shown


def test_it_is_made_anew_when_the_cursor_or_the_item_is_another(
    qtbot: QtBot, window: MainWindow, page: ItemPage
) -> None:
    page.go_to_slice(2, "chart")
    before = opened(qtbot, window).markdown
    window.navigator.show_focus()
    page.go_to_slice(23, "chart")
    QTest.keyClick(window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: page_of(window).view.markdown not in ("", before), timeout=PATIENCE_MS)


def test_the_contents_lead_to_each_heading_and_follow_the_reading(
    qtbot: QtBot, window: MainWindow, page: ItemPage
) -> None:
    view = opened(qtbot, window)
    names = [view.contents.item(row).text().strip() for row in range(view.contents.count())]
    assert {"The axis", "The cuts", "The score of a slice", "The terms in force"} <= set(names)
    row = names.index("The score of a slice")
    place = view.contents.visualItemRect(view.contents.item(row)).center()
    QTest.mouseClick(view.contents.viewport(), Qt.MouseButton.LeftButton, pos=place)
    block = view.page.document().findBlockByNumber(view.page.block_at_top())
    assert block.text() == "The score of a slice"
    view.page.setFocus()
    view.page.verticalScrollBar().setValue(0)
    assert view.contents.currentRow() == 0


def test_ctrl_f_finds_on_the_page_round_its_end_and_says_what_is_not_there(
    qtbot: QtBot, window: MainWindow, page: ItemPage
) -> None:
    view = opened(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is view.finder.field
    QTest.keyClicks(view.finder.field, "resistance")
    first = view.page.textCursor().position()
    assert view.page.textCursor().selectedText().lower() == "resistance"
    QTest.keyClick(window, Qt.Key.Key_F3)
    QTest.keyClick(window, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert view.page.textCursor().position() == first
    for _ in range(40):
        view.find_next()
        if view.finder.note.text():
            break
    assert view.finder.note.text() == "From the start"
    view.finder.field.clear()
    QTest.keyClicks(view.finder.field, "xyzzy")
    assert view.finder.note.text() == "Not found"
    QTest.keyClick(view.finder.field, Qt.Key.Key_Escape)
    assert not view.finder.isVisible()
    assert view.page.hasFocus()


def test_lines_keep_a_readable_measure_in_a_wide_window(qtbot: QtBot, window: MainWindow, page: ItemPage) -> None:
    window.resize(2400, 900)
    view = opened(qtbot, window)
    qtbot.wait(50)
    width = view.page.viewport().width()
    characters = width / view.page.fontMetrics().averageCharWidth()
    assert 60 <= characters <= 100


def test_both_themes_set_it_in_their_own_colours_at_the_same_place(
    qtbot: QtBot, window: MainWindow, page: ItemPage
) -> None:
    view = opened(qtbot, window)
    view.page.verticalScrollBar().setValue(600)
    for theme in ("light", "dark"):
        window.action_set[f"theme_{theme}"].trigger()
        heading = view.page.document().firstBlock().begin().fragment().charFormat().foreground().color()
        assert heading == load_palette(theme).heading
        assert view.page.verticalScrollBar().value() == 600


def test_it_is_saved_as_markdown(qtbot: QtBot, window: MainWindow, page: ItemPage, tmp_path: Path) -> None:
    view = opened(qtbot, window)
    answers = Answers()
    answers.path = tmp_path / "how.md"
    window.framework_flow.prompts = answers
    QTest.mouseClick(page_of(window)._save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: answers.path is not None and answers.path.is_file(), timeout=PATIENCE_MS)
    assert answers.path.read_text(encoding="utf-8") == view.markdown
    assert answers.suggested == ["risk-opportunity.md"]
    qtbot.waitUntil(lambda: "how.md" in window.status.message, timeout=PATIENCE_MS)


def test_a_disk_that_refuses_the_file_is_a_sentence(
    qtbot: QtBot, window: MainWindow, page: ItemPage, tmp_path: Path
) -> None:
    opened(qtbot, window)
    answers = Answers()
    answers.path = tmp_path / "no-folder" / "how.md"
    window.framework_flow.prompts = answers
    with qtbot.waitSignal(window.jobs.failed, timeout=PATIENCE_MS) as caught:
        QTest.mouseClick(page_of(window)._save, Qt.MouseButton.LeftButton)
    assert "how.md could not be written" in str(caught.args[0])


def test_that_of_another_framework_is_shown_over_the_list(qtbot: QtBot, window: MainWindow, page: ItemPage) -> None:
    framework_files.duplicate_framework(built_in_framework().id, "own-words", "Own words")
    window.action_set["frameworks"].trigger()
    dialog = window.framework_flow.list
    assert dialog is not None
    qtbot.waitUntil(lambda: len(dialog.entries) > 1, timeout=PATIENCE_MS)
    dialog.choose("own-words")
    QTest.mouseClick(dialog.buttons["methodology"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(FrameworkMethodologyDialog)), timeout=PATIENCE_MS)
    shown = dialog.findChild(FrameworkMethodologyDialog)
    assert shown is not None
    qtbot.waitUntil(lambda: "Own words" in shown.view.markdown, timeout=PATIENCE_MS)
    shown.close()
    dialog.close()
