from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.gui.widgets.labels import label


def test_the_words_of_a_label_can_be_marked_with_the_mouse(qtbot: QtBot) -> None:
    made = label("text", "a control room", wraps=True, selectable=True)
    qtbot.addWidget(made)
    made.resize(300, 40)
    made.show()
    height = made.heightForWidth(300)
    QApplication.sendEvent(made, QEnterEvent(QPointF(4, 20), QPointF(4, 20), QPointF(4, 20)))
    QTest.mouseDClick(made, Qt.MouseButton.LeftButton, pos=QPoint(3, 20))
    assert made.selectedText() == "a"
    assert abs(made.heightForWidth(300) - height) <= 2


def test_other_labels_take_no_marks(qtbot: QtBot) -> None:
    made = label("text", "a control room")
    qtbot.addWidget(made)
    made.show()
    QApplication.sendEvent(made, QEnterEvent(QPointF(4, 8), QPointF(4, 8), QPointF(4, 8)))
    assert not made.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
