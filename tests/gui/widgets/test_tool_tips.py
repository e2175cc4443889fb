"""What a file says is shown in tool tips as it says it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.tool_tips import plain_tool_tip

MARKUP = "<b>Bold</b> <img src='https://example.org/x.png'> claims & <script>alert(1)</script>"


@pytest.mark.parametrize("text", [MARKUP, "a < b and c > d", "A plain title", ""])
def test_a_tool_tip_reads_as_the_text(qtbot: QtBot, text: str) -> None:
    del qtbot
    document = QTextDocument()
    tip = plain_tool_tip(text)
    if tip == text:
        document.setPlainText(tip)
    else:
        document.setHtml(tip)
    assert document.toPlainText() == text


def test_a_long_title_with_markup_is_shown_as_text(qtbot: QtBot) -> None:
    label = ElidedLabel(MARKUP)
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert "<img" not in label.toolTip()
    assert "&lt;img" in label.toolTip()
