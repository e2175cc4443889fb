"""What became of an import, file by file; can be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from reader.domain.wording import count
from reader.gui.dialogs.base import Dialog
from reader.gui.dialogs.import_details import remark_line
from reader.gui.widgets.labels import button

if TYPE_CHECKING:
    from reader.services.import_report import ImportEntry, ImportReport, Outcome

OUTCOMES: dict[Outcome, str] = {
    "imported": "imported",
    "updated": "updated",
    "unchanged": "unchanged",
    "exists": "left as it was",
    "failed": "failed",
}


class ImportReportDialog(Dialog):
    """Shows the report of one import."""

    open_requested = Signal(str)

    def __init__(self, report: ImportReport, parent: QWidget | None) -> None:
        super().__init__("Import report", parent, headline(report))
        self._text = QPlainTextEdit(report_text(report))
        self._text.setReadOnly(True)
        self._text.setProperty("field", "true")
        self._text.setAccessibleName("Report, file by file")
        self._text.setTabChangesFocus(True)
        self.add(self._text, 1)
        copy = button("Copy report")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self._text.toPlainText()))
        self.add_buttons(self.close_button(main=True), left=(copy,))
        self.fit(680, 460)

    @property
    def text(self) -> str:
        """The whole report."""
        return self._text.toPlainText()


def headline(report: ImportReport) -> str:
    """``56 imported · 1 updated · 1 failed``."""
    numbers = [(report.number(outcome), words) for outcome, words in OUTCOMES.items()]
    return " · ".join(f"{number:,} {words}" for number, words in numbers if number) or "Nothing was imported."


def report_text(report: ImportReport) -> str:
    """All entries, failures first, each with its sentence and remarks."""
    entries = sorted(report.entries, key=lambda entry: entry.taken)
    return "\n\n".join(_entry_text(entry) for entry in entries)


def _entry_text(entry: ImportEntry) -> str:
    lines = [f"{entry.path.name}: {OUTCOMES[entry.outcome]}" + (f" as “{entry.title}”" if entry.title else "")]
    if entry.sentence:
        lines.append(f"  {entry.sentence}")
    lines += [f"  {remark_line(remark.kind, remark.line, remark.text)}" for remark in entry.remarks]
    return "\n".join(lines)


def worth_showing(report: ImportReport) -> bool:
    """False where all went well with nothing to tell: then a line in the status bar does."""
    return not report.all_well or len(report.entries) > 1 or any(entry.remarks for entry in report.entries)


def status_line(report: ImportReport) -> str:
    """The report in one line for the status bar."""
    if len(report.entries) == 1:
        entry = report.entries[0]
        return f"{entry.title or entry.path.name}: {OUTCOMES[entry.outcome]}"
    return f"{count('file', len(report.entries))}: {headline(report)}"
