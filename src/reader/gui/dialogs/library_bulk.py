"""One thing for many conversations: tags added or removed, or shelf, thread or show set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QFormLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from reader.domain.wording import count
from reader.gui.dialogs.base import Dialog
from reader.gui.widgets.labels import button, label

UNDONE = "Undo (Ctrl+Z) takes it back."
SHOWN = 10


class AddTagsDialog(Dialog):
    """Asks for tags; those that are known are completed."""

    chosen = Signal(list)

    def __init__(self, number: int, known: Sequence[str], parent: QWidget | None) -> None:
        super().__init__("Add tags", parent, f"Add tags to {count('conversation', number)}", UNDONE)
        self.setMinimumWidth(460)
        self.field = QLineEdit()
        self.field.setAccessibleName("Tags, parted by commas")
        self.field.setPlaceholderText("Tags, parted by commas")
        self._known = list(known)
        self._add = button("Add", main=True)
        self.add(self.field)
        if known:
            most = ", ".join(self._known[:SHOWN])
            self.add(label("muted", f"In use: {most}{'…' if len(self._known) > SHOWN else ''}", wraps=True))
        self.add_buttons(self.close_button("Cancel"), self._add)
        completer = LastTagCompleter(self._known, self.field)
        self.field.setCompleter(completer)
        self.field.textChanged.connect(self._show_state)
        self._add.clicked.connect(self._accept)
        self._show_state()
        self.field.setFocus()

    def tags(self) -> list[str]:
        """What stands in the field."""
        found = (" ".join(part.split()) for part in self.field.text().split(","))
        return list(dict.fromkeys(tag for tag in found if tag))

    def _show_state(self) -> None:
        self._add.setEnabled(bool(self.tags()))

    def _accept(self) -> None:
        tags = self.tags()
        self.accept()
        self.chosen.emit(tags)


class LastTagCompleter(QCompleter):
    """Completes the tag behind the last comma."""

    def __init__(self, known: Sequence[str], field: QLineEdit) -> None:
        super().__init__(list(known), field)
        self._field = field
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: object) -> str:
        before = self._field.text().rpartition(",")[0]
        tag = super().pathFromIndex(index)  # type: ignore[arg-type]
        return f"{before}, {tag}" if before else str(tag)


class RemoveTagsDialog(Dialog):
    """Shows the tags that the chosen conversations have, with how many have each."""

    chosen = Signal(list)

    def __init__(self, number: int, found: Mapping[str, int], parent: QWidget | None) -> None:
        sentence = UNDONE if found else "None of them has a tag."
        super().__init__("Remove tags", parent, f"Remove tags from {count('conversation', number)}", sentence)
        self.setMinimumWidth(420)
        self.list = QListWidget()
        self.list.setAccessibleName("Tags")
        for tag, having in sorted(found.items(), key=lambda pair: (-pair[1], pair[0].casefold())):
            entry = QListWidgetItem(f"{tag}  ·  {having:,}")
            entry.setData(Qt.ItemDataRole.UserRole, tag)
            entry.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            entry.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(entry)
        self.list.setVisible(bool(found))
        self._remove = button("Remove", main=True)
        self.add(self.list, 1)
        self.add_buttons(self.close_button("Cancel"), self._remove)
        self.list.itemChanged.connect(self._show_state)
        self._remove.clicked.connect(self._accept)
        self._show_state()
        if found:
            self.list.setCurrentRow(0)
            self.list.setFocus()

    def tags(self) -> list[str]:
        """The tags that are ticked."""
        entries = (self.list.item(row) for row in range(self.list.count()))
        return [
            entry.data(Qt.ItemDataRole.UserRole) for entry in entries if entry.checkState() == Qt.CheckState.Checked
        ]

    def _show_state(self) -> None:
        self._remove.setEnabled(bool(self.tags()))

    def _accept(self) -> None:
        tags = self.tags()
        self.accept()
        self.chosen.emit(tags)


class SetFieldDialog(Dialog):
    """Asks for one value for all; an empty one takes away what is there."""

    chosen = Signal(str)

    def __init__(self, field: str, number: int, known: Sequence[str], now: Mapping[str, int], parent: QWidget | None):
        heading = f"Set the {field} of {count('conversation', number)}"
        super().__init__(f"Set {field}", parent, heading, _told_now(field, now))
        self.setMinimumWidth(460)
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.addItems(list(known))
        self.box.setCurrentText(next(iter(now)) if len(now) == 1 else "")
        self.box.setAccessibleName(field.capitalize())
        self._hint = label("muted")
        self._field = field
        self._now = next(iter(now)) if len(now) == 1 else None
        self._set = button("Set", main=True)
        form = QFormLayout()
        form.addRow(field.capitalize(), self.box)
        self.add(form)
        self.add(self._hint)
        self.add_buttons(self.close_button("Cancel"), self._set)
        self.box.editTextChanged.connect(self._show_state)
        self._set.clicked.connect(self._accept)
        self._show_state()
        self.box.setFocus()

    def _show_state(self) -> None:
        wanted = " ".join(self.box.currentText().split())
        empty = not wanted
        self._set.setEnabled(wanted != self._now)
        self._set.setText(f"Take the {self._field} away" if empty else "Set")
        self._hint.setText(f"Without a name they stand on no {self._field}. {UNDONE}" if empty else UNDONE)

    def _accept(self) -> None:
        text = " ".join(self.box.currentText().split())
        self.accept()
        self.chosen.emit(text)


def _told_now(field: str, now: Mapping[str, int]) -> str:
    """What they have at present: ``Now: AXRP (12), no show (3)``."""
    pairs = sorted(now.items(), key=lambda pair: -pair[1])
    parts = [f"{value or f'no {field}'} ({number:,})" for value, number in pairs[:5]]
    more = f" and {len(pairs) - 5:,} more" if len(pairs) > 5 else ""
    return f"Now: {', '.join(parts)}{more}."
