"""A form for the facts about one item or several: shows what they share, and tells what a person changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from reader.domain.item import Metadata
from reader.gui.widgets.labels import label
from reader.gui.widgets.metadata_fields import SPECS, ValueField, make_field

MANY = "(several values)"


class MetadataForm(QWidget):
    """Fields of :class:`Metadata`, by name. With several items a field that differs is empty and changes nothing."""

    changed = Signal()
    """A person changed a field or confirmed a draft."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, ValueField] = {}
        self._confirmations: dict[str, QCheckBox] = {}
        self._labels: dict[str, QLabel] = {}
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(14)
        layout.setVerticalSpacing(8)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name in names:
            self._add_row(layout, name)

    def _add_row(self, layout: QFormLayout, name: str) -> None:
        field = make_field(name)
        field.edited.connect(self.changed)
        confirm = QCheckBox("Draft: I have checked it")
        confirm.setToolTip(
            "The program filled this in by itself. Tick it to take the draft mark away, or change the text."
        )
        confirm.setAccessibleName(f"{SPECS[name].label}: draft, I have checked it")
        confirm.toggled.connect(self.changed)
        confirm.hide()
        box = QVBoxLayout()
        box.setSpacing(2)
        box.addWidget(field.widget)
        box.addWidget(confirm)
        if field.problem is not None:
            box.addWidget(field.problem)
        caption = label("muted", SPECS[name].label)
        caption.setBuddy(field.widget)
        field.widget.setAccessibleName(SPECS[name].label)
        layout.addRow(caption, box)
        self._fields[name] = field
        self._confirmations[name] = confirm
        self._labels[name] = caption

    def show_values(self, items: Sequence[Metadata]) -> None:
        """Show what these items have in common; nothing counts as changed after this."""
        for name, field in self._fields.items():
            values = {getattr(item, name, ()) for item in items}  # what is to be added or removed none of them has
            if len(values) == 1:
                field.show_value(values.pop(), "")
            else:
                field.show_value(None, MANY if items else "")
            draft = any(name in item.drafts for item in items)
            confirm = self._confirmations[name]
            confirm.setChecked(False)
            confirm.setVisible(draft and len(values) <= 1)

    def suggest(self, name: str, values: Sequence[str]) -> None:
        """Offer these values while a person types in a field."""
        if name in self._fields:
            self._fields[name].suggest(values)

    def hint(self, name: str, words: str) -> None:
        """Show these words in an empty field; nothing counts as changed after this."""
        self._fields[name].show_value(None, words)

    def set_field_enabled(self, name: str, enabled: bool) -> None:
        """Make a field usable or not."""
        self._fields[name].widget.setEnabled(enabled)
        self._labels[name].setEnabled(enabled)

    def field(self, name: str) -> QWidget:
        """The widget of a field."""
        return self._fields[name].widget

    @property
    def valid(self) -> bool:
        """False while a changed field holds something that cannot be kept."""
        return all(field.valid for field in self._fields.values())

    def changes(self) -> Mapping[str, Any]:
        """The fields that a person changed or confirmed, with their values."""
        return {
            name: field.value()
            for name, field in self._fields.items()
            if field.modified or self._confirmations[name].isChecked()
        }
