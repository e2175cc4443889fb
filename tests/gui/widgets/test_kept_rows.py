"""Rows that are used again: nothing of the time before is left on them, and Tab follows what stands there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.widgets.kept_rows import KeptRows
from reader.gui.widgets.labels import SelectableLabel, selectable_label


def _column(qtbot: QtBot) -> tuple[QWidget, KeptRows]:
    body = QWidget()
    qtbot.addWidget(body)
    return body, KeptRows(QVBoxLayout(body))


def _fill(rows: KeptRows, kinds: str) -> list[QWidget]:
    rows.begin()
    placed = [rows.place(kind, QPushButton) for kind in kinds]
    rows.end()
    return list(placed)


def test_rows_of_a_kind_are_used_again_in_their_order(qtbot: QtBot) -> None:
    _body, rows = _column(qtbot)
    first = _fill(rows, "aba")
    again = _fill(rows, "abba")
    assert again[0] is first[0]
    assert again[1] is first[1]
    assert again[3] is first[2]
    assert again[2] not in first


def test_what_is_left_over_is_hidden_and_comes_back_when_it_is_needed(qtbot: QtBot) -> None:
    body, rows = _column(qtbot)
    body.show()
    first = _fill(rows, "abc")
    _fill(rows, "a")
    assert [row.isVisible() for row in first] == [True, False, False]
    assert _fill(rows, "cab") == [first[2], first[0], first[1]]
    assert all(row.isVisible() for row in first)


def test_tab_follows_the_order_in_which_rows_stand(qtbot: QtBot) -> None:
    body, rows = _column(qtbot)
    _fill(rows, "ab")
    placed = _fill(rows, "acb")
    body.show()
    body.activateWindow()
    placed[0].setFocus()
    reached = [body.focusWidget()]
    for _press in range(2):
        QTest.keyClick(body.focusWidget() or body, Qt.Key.Key_Tab)
        reached.append(body.focusWidget())
    assert reached == placed


def test_other_words_are_not_marked(qtbot: QtBot) -> None:
    one: SelectableLabel = selectable_label("text")
    qtbot.addWidget(one)
    one.show_text("The words before")
    one.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    one.setSelection(0, 5)
    one.show_text("Other words")
    assert not one.hasSelectedText()
    assert one.text() == "Other words"
