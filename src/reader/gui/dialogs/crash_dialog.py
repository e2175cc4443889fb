"""What a person sees when the program itself went wrong: an apology and a report to copy."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from reader.gui.dialogs.base import Dialog
from reader.gui.widgets.labels import button


class CrashDialog(Dialog):
    """Shows the report; nothing is sent anywhere."""

    outlives_library = True

    quit_requested = Signal()

    def __init__(self, report: str, parent: QWidget | None) -> None:
        super().__init__(
            "Something went wrong",
            parent,
            "Perspective Reader made a mistake.",
            "This is a fault of the program, not yours. What you had saved is safe. The report below helps to mend it; "
            "nothing is sent unless you send it.",
        )
        self._report = QPlainTextEdit(report)
        self._report.setReadOnly(True)
        self._report.setProperty("field", "true")
        self._report.setAccessibleName("Report")
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._report.setTabChangesFocus(True)
        self.add(self._report, 1)
        copy = button("Copy report")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self._report.toPlainText()))
        leave = button("Quit")
        leave.clicked.connect(self.quit_requested)
        self.add_buttons(leave, self.close_button("Go on", main=True), left=(copy,))
        self.fit(680, 460)

    @property
    def report(self) -> str:
        """The whole report."""
        return self._report.toPlainText()
