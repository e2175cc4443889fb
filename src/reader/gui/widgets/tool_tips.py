"""Tool tips that show what a file says just as it says it."""

from __future__ import annotations

from PySide6.QtGui import Qt


def plain_tool_tip(text: str) -> str:
    """The text for a tool tip. Qt takes what looks like markup for markup; such a text is escaped."""
    return Qt.convertFromPlainText(text) if Qt.mightBeRichText(text) else text
