"""Fields of the framework editor: each can say what is wrong with it, and leaves undo to the editor."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from reader.gui.widgets.labels import label, restyle

_UNDOING = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class ProblemField(QWidget):
    """A field with room below it for what is wrong."""

    def __init__(self, field: QWidget, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.problem = label("error", wraps=True)
        self.problem.hide()
        field.setAccessibleName(name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(field, 1)
        layout.addWidget(self.problem)
        self.setFocusProxy(field)
        if not isinstance(field, QPlainTextEdit) or field.maximumHeight() == field.minimumHeight():
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def say(self, problem: str) -> None:
        """Show what is wrong; empty: nothing is."""
        if problem == self.problem.text() and self.problem.isHidden() != bool(problem):
            return
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.field.setProperty("invalid", "true" if problem else "false")
        self.field.setAccessibleDescription(problem)
        restyle(self.field)


class UndoKeys(QObject):
    """Takes undo and redo away from the fields that it watches: the editor's own steps hold all of them."""

    def watch(self, root: QWidget) -> None:
        """Watch every field in here that is there now."""
        for kind in (QLineEdit, QPlainTextEdit):
            for field in root.findChildren(kind):
                field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and any(event.matches(key) for key in _UNDOING):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.ignore()
                return True
            return event.type() == QEvent.Type.KeyPress
        return super().eventFilter(watched, event)


def text_field(lines: int, grows: bool = False) -> QPlainTextEdit:
    """A field of so many lines, that Tab leaves."""
    made = QPlainTextEdit()
    made.setProperty("field", "true")
    made.setTabChangesFocus(True)
    height = made.fontMetrics().lineSpacing() * lines + 20
    made.setMinimumHeight(height)
    if not grows:
        made.setMaximumHeight(height)
    return made


def show_text(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    """Show a text without telling anybody, and without moving the cursor of who types it."""
    held = field.blockSignals(True)
    if isinstance(field, QLineEdit):
        if field.text() != text:
            field.setText(text)
    elif field.toPlainText() != text:
        field.setPlainText(text)
    field.blockSignals(held)


def no_wheel(*fields: QAbstractSpinBox | QComboBox) -> None:
    """Let the wheel scroll the page, not the figure that happens to lie under it."""
    keeper = _WheelKeeper(fields[0])
    for field in fields:
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(keeper)


class _WheelKeeper(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)
