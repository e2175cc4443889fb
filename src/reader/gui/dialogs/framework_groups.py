"""What lenses and context rules share in the editor: a list at the left, the fields of the chosen one at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from reader.domain.framework_problems import clean_pattern
from reader.domain.record import replaced
from reader.gui.dialogs.framework_draft import Draft
from reader.gui.dialogs.framework_fields import ProblemField, show_text
from reader.gui.widgets.labels import button


class GroupPage(QWidget):
    """What lenses and rules have in common. ``place`` is the framework's field that holds them."""

    place = ""
    one = ""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self.list = QListWidget()
        self.list.setAccessibleName(f"{self.one.capitalize()} to edit")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add_button = button("Add")
        self.add_button.setAccessibleName(f"Add a {self.one}")
        self.remove_button = button("Remove")
        self.remove_button.setAccessibleName(f"Remove this {self.one}")
        self._form_box = QWidget()
        self.form = QFormLayout(self._form_box)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setHorizontalSpacing(14)
        self.form.setVerticalSpacing(8)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        side = QVBoxLayout()
        side.addWidget(self.list, 1)
        side.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(side, 2)
        layout.addWidget(self._form_box, 3)
        self.build_form()
        self.list.currentRowChanged.connect(lambda _row: self._show_entry())
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        draft.changed.connect(self._follow)
        self._follow()
        self.list.setCurrentRow(0)

    # -- what lenses and rules differ in

    def build_form(self) -> None:
        """Make the fields of one entry."""
        raise NotImplementedError

    def show_fields(self, entry: Any, at: int) -> None:
        """Show an entry in the fields."""
        raise NotImplementedError

    def name_of(self, entry: Any) -> str:
        """An entry in the list."""
        raise NotImplementedError

    def new_entry(self) -> Any:
        """What the button adds."""
        raise NotImplementedError

    # -- what they share

    @property
    def entries(self) -> tuple[Any, ...]:
        """The lenses or rules of the draft."""
        found: tuple[Any, ...] = getattr(self._draft.framework, self.place)
        return found

    def show_entry(self, at: int) -> None:
        """Go to the entry with this number."""
        self.list.setCurrentRow(max(at, 0))

    def set_fields(self, what: str, typing: str = "", **fields: Any) -> None:
        """Change the chosen entry."""
        at = self.list.currentRow()
        if not 0 <= at < len(self.entries):
            return
        changed = (*self.entries[:at], replaced(self.entries[at], **fields), *self.entries[at + 1 :])
        label = f"{what} of {self.one} {at + 1}"
        self._draft.change(label, f"{label} {typing}" if typing else "", **{self.place: changed})

    def take_words(self, box: ProblemField, name: str) -> None:
        """Take the words of a field, one a line, as soon as all of them can be taken."""
        field = box.field
        assert isinstance(field, QPlainTextEdit)
        try:
            patterns = words_of(field.toPlainText())
        except ValueError as error:
            box.say(str(error))
            return
        self.set_fields("words", name, **{name: patterns})
        box.say(self._draft.problem_at(self.place, self.list.currentRow(), name))

    def _follow(self) -> None:
        names = [self._marked(entry, at) for at, entry in enumerate(self.entries)]
        if names != [self.list.item(row).text() for row in range(self.list.count())]:
            row = self.list.currentRow()
            with QSignalBlocker(self.list):
                if len(names) == self.list.count():
                    for at, name in enumerate(names):
                        self.list.item(at).setText(name)
                else:
                    self.list.clear()
                    self.list.addItems(names)
                    self.list.setCurrentRow(min(max(row, 0), len(names) - 1))
        self._show_entry()

    def _marked(self, entry: Any, at: int) -> str:
        return self.name_of(entry) + ("  ⚠" if self._draft.problem_at(self.place, at) else "")

    def _show_entry(self) -> None:
        at = self.list.currentRow()
        there = 0 <= at < len(self.entries)
        self._form_box.setEnabled(there)
        self.remove_button.setEnabled(there)
        if there:
            self.show_fields(self.entries[at], at)

    def _add(self) -> None:
        self._put(f"add a {self.one}", (*self.entries, self.new_entry()))
        self.list.setCurrentRow(len(self.entries) - 1)
        first = self.form.itemAt(0, QFormLayout.ItemRole.FieldRole)
        field = first.widget() if first is not None else None
        if field is not None:
            field.setFocus()

    def _remove(self) -> None:
        at = self.list.currentRow()
        self._put(f"remove {self.one} {at + 1}", (*self.entries[:at], *self.entries[at + 1 :]))

    def _put(self, what: str, entries: tuple[Any, ...]) -> None:
        self._draft.change(what, "", **{self.place: entries})


def words_of(text: str) -> tuple[str, ...]:
    """The patterns written one a line or parted by commas, each once. Raises ValueError with a sentence."""
    lines = [word for line in text.splitlines() for word in line.split(",")]
    return tuple(dict.fromkeys(clean_pattern(word) for word in lines if word.strip()))


def show_words(field: QPlainTextEdit, patterns: Sequence[str]) -> None:
    """Show patterns one a line, unless the field holds the same words already in the writing of who types."""
    try:
        same = words_of(field.toPlainText()) == tuple(patterns)
    except ValueError:
        same = field.hasFocus()
    if not same:
        show_text(field, "\n".join(patterns))


def free_id(wanted: str, taken: Sequence[str]) -> str:
    """``wanted``, or with a number behind it, so that nobody else has it."""
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
