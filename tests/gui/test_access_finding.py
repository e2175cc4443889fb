"""Every page and dialog for finding one's way: all that takes the keyboard has a name, and Tab comes to all of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QMenuBar,
    QRadioButton,
    QScrollBar,
    QSplitterHandle,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.gui.pages.item_page import ItemPage
from tests.gui.conftest import PATIENCE_MS
from tests.gui.test_access import cut_words, name_of, unnamed, visible

MOST_STOPS = 80


def tab_stops(root: QWidget) -> list[QWidget]:
    """What Tab has to come to. Of buttons that exclude each other it comes to one; arrows lead to the others."""
    left_out = (QScrollBar, QSplitterHandle, QMenuBar, QTabBar)
    return [
        part
        for part in visible(root)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.isEnabled()
        and part.focusProxy() is None
        and not isinstance(part, left_out)
        and not part.objectName().startswith("qt_")
        and not (isinstance(part, QAbstractButton) and _one_of_many(part) and not part.isChecked())
    ]


def _one_of_many(button: QAbstractButton) -> bool:
    group = button.group()
    return isinstance(button, QRadioButton) or (group is not None and group.exclusive())


def not_reached(root: QWidget) -> list[str]:
    """Names of what Tab does not come to, beginning where the keyboard is."""
    seen: list[QWidget] = []
    for _ in range(MOST_STOPS):
        QTest.keyClick(QApplication.focusWidget() or root, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is None or focused in seen:
            break
        seen.append(focused)
    return [f"{type(part).__name__} {name_of(part)!r}" for part in tab_stops(root) if part not in seen]


def some_ids(window: MainWindow) -> list[int]:
    return [item.id for item in window.model.rows[:3]]


PAGES: dict[str, Callable[[MainWindow], object]] = {
    "related": lambda window: window.action_set["show_related"].trigger(),
    "reel": lambda window: window.action_set["reel"].trigger(),
    "side by side": lambda window: window.flows.side_by_side.compare(some_ids(window)),
    "results": lambda window: window.flows.search.search_for("dangerous"),
    "how to search": lambda window: window.flows.search.search_for(""),
    "table": lambda window: window.action_set["library"].trigger(),
    "cards": lambda window: window.library_page.show_view("cards"),  # type: ignore[union-attr]
    "several chosen": lambda window: window.library_page.view.selectAll(),  # type: ignore[union-attr]
}


def test_every_page_is_named_and_reached_by_tab(qtbot: QtBot, window: MainWindow, page: ItemPage) -> None:
    window.resize(1024, 700)
    for name, show in PAGES.items():
        show(window)
        qtbot.waitUntil(lambda: window.is_settled, timeout=PATIENCE_MS)
        assert unnamed(window) == [], name
        qtbot.waitUntil(lambda: not any(not words.startswith("elided") for words in cut_words(window)))
        assert not_reached(window) == [], name


DIALOGS: dict[str, Callable[[MainWindow], object]] = {
    "bin": lambda window: window.flows.keeping.open_bin(),
    "duplicates": lambda window: window.flows.keeping.open_duplicates(),
    "joining": lambda window: window.flows.keeping.open_joining(*some_ids(window)[:2]),
    "statistics": lambda window: window.flows.keeping.open_statistics(),
    "libraries": lambda window: window.action_set["libraries"].trigger(),
    "content folder": lambda window: window.action_set["content_folder"].trigger(),
    "slug": lambda window: window.action_set["change_slug"].trigger(),
    "versions": lambda window: window.action_set["versions"].trigger(),
    "add beside": lambda window: window.flows.side_by_side.open_chooser(),
    "tags": lambda window: window.flows.library.add_tags(),
    "shelf": lambda window: window.flows.library.set_field("shelf"),
    "collection": lambda window: window.flows.library.save(),
}


def test_every_dialog_is_named_and_reached_by_tab_and_closes_with_escape(
    qtbot: QtBot, window: MainWindow, page: ItemPage
) -> None:
    for name, show in DIALOGS.items():
        show(window)
        qtbot.waitUntil(lambda: window.is_settled, timeout=PATIENCE_MS)
        (dialog,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
        dialog.activateWindow()
        qtbot.waitUntil(lambda: dialog.isActiveWindow() and QApplication.focusWidget() is not None)  # noqa: B023
        assert unnamed(dialog) == [], name
        assert not_reached(dialog) == [], name
        with qtbot.waitSignal(dialog.finished, timeout=PATIENCE_MS):
            QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)
