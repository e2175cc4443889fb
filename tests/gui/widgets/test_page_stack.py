from __future__ import annotations

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.widgets.page_stack import PageStack


def page(width: int) -> QWidget:
    made, inside = QWidget(), QWidget()
    inside.setMinimumWidth(width)
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(inside)
    return made


def test_a_wide_page_takes_no_room_from_the_pane_while_another_one_is_shown(qtbot: QtBot) -> None:
    panes, pane, stack = QSplitter(), QWidget(), PageStack()
    qtbot.addWidget(panes)
    for part in (pane, stack):
        panes.addWidget(part)
    panes.setChildrenCollapsible(False)
    pane.setMinimumWidth(50)
    for made in (page(200), page(700)):
        stack.addWidget(made)
    panes.resize(800, 200)
    panes.show()
    panes.setSizes([300, 500])
    assert pane.width() > 290
    stack.setCurrentIndex(1)
    qtbot.waitUntil(lambda: pane.width() < 110)
    assert stack.widget(1).width() >= 690
