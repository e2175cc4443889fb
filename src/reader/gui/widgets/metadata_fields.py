"""The kinds of fields of the metadata form: a line, a text, a date, tags, a choice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLabel, QLineEdit, QPlainTextEdit, QWidget

from reader.gui.widgets.labels import label, restyle

Kind = Literal["line", "text", "date", "tags", "mode"]

EVIDENCE_MODES = ("", "interview", "panel", "talk", "reading")

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """How a field of the metadata is called and edited."""

    label: str
    kind: Kind = "line"
    hint: str = ""


SPECS: dict[str, FieldSpec] = {
    "title": FieldSpec("Title"),
    "show": FieldSpec("Show"),
    "shelf": FieldSpec("Shelf", hint="The category it stands on"),
    "thread": FieldSpec("Thread", hint="A named editorial series"),
    "date": FieldSpec("Date", "date", "2025-06-06, 2025-06 or 2025"),
    "tags": FieldSpec("Tags", "tags", "Parted by commas"),
    "add_tags": FieldSpec("Add tags", "tags", "Parted by commas"),
    "remove_tags": FieldSpec("Remove tags", "tags", "Parted by commas"),
    "link": FieldSpec("Link", hint="https://…"),
    "media": FieldSpec("Media file", hint="Path of its sound or video"),
    "evidence_mode": FieldSpec("Evidence mode", "mode"),
    "why_it_matters": FieldSpec("Why this matters", "text"),
    "summary": FieldSpec("Summary", "text"),
    "editor_note": FieldSpec("Editor note", "text"),
}


class ValueField(QObject):
    """One field: shows a value, tells whether a person changed it, and to what."""

    edited = Signal()
    widget: QWidget
    problem: QLabel | None = None

    @property
    def modified(self) -> bool:
        """True once a person changed the field."""
        raise NotImplementedError

    @property
    def valid(self) -> bool:
        """False where the value cannot be kept."""
        return True

    def value(self) -> Any:
        """The value as :class:`Metadata` has it."""
        raise NotImplementedError

    def show_value(self, value: Any, placeholder: str) -> None:
        """Show a value, or nothing but the placeholder for None."""
        raise NotImplementedError

    def suggest(self, values: Sequence[str]) -> None:
        """Offer values while a person types."""


class LineField(ValueField):
    """One line of text."""

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self._spec = spec
        self.line = QLineEdit()
        self.widget = self.line
        self.line.textEdited.connect(self.edited)

    @property
    def modified(self) -> bool:
        return self.line.isModified()

    def value(self) -> Any:
        return self.line.text().strip()

    def show_value(self, value: Any, placeholder: str) -> None:
        self.line.setText("" if value is None else self.written(value))
        self.line.setCursorPosition(0)
        self.line.setPlaceholderText(placeholder or self._spec.hint)
        self.line.setModified(False)

    def written(self, value: Any) -> str:
        """How a value is written in the line."""
        return str(value)

    def suggest(self, values: Sequence[str]) -> None:
        completer = QCompleter(list(values), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._take_suggestion)
        self.line.setCompleter(completer)

    def _take_suggestion(self) -> None:
        self.line.setModified(True)
        self.edited.emit()


class TagsField(LineField):
    """Tags, parted by commas."""

    def value(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(tag.strip() for tag in self.line.text().split(",") if tag.strip()))

    def written(self, value: Any) -> str:
        return ", ".join(value)


class DateField(LineField):
    """A date as exact as it is known, with a sentence below while it is none."""

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__(spec)
        self.problem = label("error", "Write the date as 2025-06-06, 2025-06 or 2025.")
        self.problem.hide()
        self.edited.connect(self._show_validity)

    @property
    def valid(self) -> bool:
        return not self.modified or is_date(self.line.text().strip())

    def show_value(self, value: Any, placeholder: str) -> None:
        super().show_value(value, placeholder)
        self._show_validity()

    def _show_validity(self) -> None:
        assert self.problem is not None
        self.problem.setVisible(not self.valid)
        if bool(self.line.property("invalid")) == self.valid:
            self.line.setProperty("invalid", "false" if self.valid else "true")
            restyle(self.line)


class TextField(ValueField):
    """Several lines of text; Tab goes on to the next field."""

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self._hint = spec.hint
        self.text = QPlainTextEdit()
        self.text.setProperty("field", "true")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(64)
        self.widget = self.text
        self.text.modificationChanged.connect(lambda _changed: self.edited.emit())

    @property
    def modified(self) -> bool:
        return self.text.document().isModified()

    def value(self) -> str:
        return self.text.toPlainText().strip()

    def show_value(self, value: Any, placeholder: str) -> None:
        self.text.setPlainText("" if value is None else str(value))
        self.text.setPlaceholderText(placeholder or self._hint)
        self.text.document().setModified(False)


class ModeField(ValueField):
    """The evidence mode; the first entry leaves it to the program."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QComboBox()
        self.widget = self.box
        self._modified = False
        for mode in EVIDENCE_MODES:
            self.box.addItem(mode.capitalize() if mode else "As the program infers it", mode)
        self.box.activated.connect(self._choose)

    @property
    def modified(self) -> bool:
        return self._modified

    def value(self) -> str:
        return str(self.box.currentData() or "")

    def show_value(self, value: Any, placeholder: str) -> None:
        self.box.setPlaceholderText(placeholder)
        self.box.setCurrentIndex(-1 if value is None else max(self.box.findData(value), 0))
        self._modified = False

    def _choose(self) -> None:
        self._modified = True
        self.edited.emit()


def make_field(name: str) -> ValueField:
    """The field for the metadata of this name."""
    spec = SPECS[name]
    if spec.kind == "text":
        return TextField(spec)
    if spec.kind == "mode":
        return ModeField()
    kinds = {"line": LineField, "tags": TagsField, "date": DateField}
    return kinds[spec.kind](spec)


def is_date(text: str) -> bool:
    """True for an empty text and for dates as ``Metadata`` keeps them."""
    if not text:
        return True
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
