"""The right side of the import preview: what was recognised in the chosen file, and its metadata to edit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.domain.wording import clock, count
from reader.gui.dialogs.import_rows import Facts, Row
from reader.gui.widgets.labels import label
from reader.gui.widgets.metadata_form import MetadataForm

FIELDS = ("title", "show", "shelf", "date")
SHOWN_SPEAKERS = 6


class ImportDetails(QScrollArea):
    """Shows one row, or what several have in common; changes are told, not made."""

    metadata_changed = Signal()
    encoding_chosen = Signal(str)

    def __init__(self, encodings: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.form = MetadataForm(FIELDS)
        self.encoding = QComboBox()
        self.encoding.setAccessibleName("Encoding")
        self._encodings = list(encodings)
        self._heading = label("strong", wraps=True)
        self._problem = label("error", wraps=True, selectable=True)
        self._existing = label("warning", wraps=True)
        self._recognised = label("text", wraps=True)
        self._encoding_row = QWidget()
        self._cues = self._text_box("First captions")
        self._remarks = self._text_box("What was repaired or left out")
        self._remarks_heading = label("heading")
        self._cues_heading = label("heading", "First captions")
        self._assemble()
        self.form.changed.connect(self.metadata_changed)
        self.encoding.activated.connect(lambda: self.encoding_chosen.emit(self.encoding.currentData()))

    def _text_box(self, name: str) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setReadOnly(True)
        made.setAccessibleName(name)
        made.setProperty("field", "true")
        made.setTabChangesFocus(True)
        made.setMinimumHeight(90)
        made.setMaximumHeight(200)
        return made

    def _assemble(self) -> None:
        row = QFormLayout(self._encoding_row)
        row.setContentsMargins(0, 0, 0, 0)
        caption = label("muted", "Encoding")
        caption.setBuddy(self.encoding)
        line = QHBoxLayout()
        line.addWidget(self.encoding)
        self._unsure = label("warning", "guessed: check the captions below")
        line.addWidget(self._unsure)
        line.addStretch(1)
        row.addRow(caption, line)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(4, 0, 12, 8)
        layout.setSpacing(8)
        for part in (
            self._heading, self._problem, self._existing, self._recognised, self._encoding_row, self.form,
            self._cues_heading, self._cues, self._remarks_heading, self._remarks,
        ):  # fmt: skip
            layout.addWidget(part)
        layout.addStretch(1)
        self.setWidget(body)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show the chosen rows."""
        one = rows[0] if len(rows) == 1 else None
        usable = [row for row in rows if row.usable]
        self._heading.setText(
            one.path.name if one else f"{count('file', len(rows))} chosen" if rows else "No file chosen"
        )
        self._show_error(one)
        self._show_existing(one)
        self._show_facts(one.facts if one else None, one.chosen_encoding if one else None)
        self.form.setVisible(bool(usable))
        self.form.show_values([row.metadata for row in usable])
        self.form.set_field_enabled("title", len(usable) == 1)

    def _show_error(self, row: Row | None) -> None:
        self._problem.setVisible(row is not None and row.error is not None)
        if row is not None and row.error is not None:
            self._problem.setText(f"{row.error.message}\n{row.error.advice}".strip())

    def _show_existing(self, row: Row | None) -> None:
        existing = row.existing if row is not None else None
        self._existing.setVisible(existing is not None)
        if row is not None and existing is not None:
            same = "This very file is in the library already" if row.unchanged else "This will update"
            self._existing.setText(f"{same}: {existing.title}.")

    def _show_facts(self, facts: Facts | None, chosen_encoding: str | None) -> None:
        for part in (self._recognised, self._cues_heading, self._cues):
            part.setVisible(facts is not None)
        self._encoding_row.setVisible(facts is not None or chosen_encoding is not None)
        if chosen_encoding is not None or facts is not None:
            self._fill_encodings(chosen_encoding or (facts.encoding if facts else ""))
        self._unsure.setVisible(facts is not None and not facts.encoding_sure and chosen_encoding is None)
        remarks = facts.remarks if facts else ()
        self._remarks_heading.setVisible(bool(remarks))
        self._remarks.setVisible(bool(remarks))
        if facts is None:
            return
        self._recognised.setText(recognised_line(facts))
        self._cues.setPlainText("\n".join(cue_line(*cue) for cue in facts.first_cues))
        self._remarks_heading.setText(count("remark", len(remarks)))
        self._remarks.setPlainText("\n".join(remark_line(remark.kind, remark.line, remark.text) for remark in remarks))

    def _fill_encodings(self, current: str) -> None:
        self.encoding.clear()
        if current not in dict(self._encodings):
            self.encoding.addItem(current, current)
        for name, readable in self._encodings:
            self.encoding.addItem(readable, name)
        self.encoding.setCurrentIndex(self.encoding.findData(current))


def recognised_line(facts: Facts) -> str:
    """``SubRip · 312 cues · 4,210 words · 0:32:10 · 2 speakers: Ann, Ben``."""
    times = clock(facts.duration_ms) if facts.duration_ms is not None else "no times"
    parts = [facts.format_name, count("cue", facts.cues), count("word", facts.words), times]
    if facts.word_times:
        parts.append("times of single words")
    if facts.speakers:
        names = ", ".join(facts.speakers[:SHOWN_SPEAKERS]) + (" …" if len(facts.speakers) > SHOWN_SPEAKERS else "")
        parts.append(f"{count('speaker', len(facts.speakers))}: {names}")
    else:
        parts.append("no speakers named")
    return " · ".join(parts)


def cue_line(start_ms: int | None, speaker: str | None, text: str) -> str:
    """One cue as a line of the preview."""
    time = f"{clock(start_ms)}  " if start_ms is not None else ""
    name = f"{speaker}: " if speaker else ""
    return f"{time}{name}{text}"


def remark_line(kind: str, line: int, text: str) -> str:
    """One remark as a line: ``Line 12, repaired: …``."""
    place = f"Line {line:,}, {kind}" if line else kind.capitalize()
    return f"{place}: {text}"
