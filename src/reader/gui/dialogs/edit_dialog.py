"""The details of one conversation, or of several at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from reader.domain.item import Metadata
from reader.domain.wording import count
from reader.gui.dialogs.base import Dialog
from reader.gui.widgets.labels import button, label
from reader.gui.widgets.metadata_form import MetadataForm

FIELDS = (
    "title", "show", "shelf", "thread", "date", "tags", "link", "media", "evidence_mode", "why_it_matters", "summary",
    "editor_note",
)  # fmt: skip

OF_MANY = tuple(new for name in FIELDS for new in (("add_tags", "remove_tags") if name == "tags" else (name,)))
"""With more than one chosen, tags are added to those that each has and taken off, never replaced."""
MOST_TAGS = 12
"""Tags that are named in the field that removes them."""

EACH_ITS_OWN = ("title", "link", "media")
"""Fields that several conversations do not share; with more than one chosen they cannot be set."""


class EditDialog(Dialog):
    """Tells which fields a person changed or confirmed; writes nothing itself."""

    save_requested = Signal(dict)

    def __init__(self, items: Sequence[Metadata], shows: Sequence[str], shelves: Sequence[str], parent: QWidget | None):
        many = len(items) > 1
        super().__init__("Edit details", parent)
        self.form = MetadataForm(OF_MANY if many else FIELDS)
        self.form.show_values(items)
        self.form.suggest("show", shows)
        self.form.suggest("shelf", shelves)
        if many:
            whole = count("conversation", len(items))
            self.add(label("strong", f"{whole}: what you fill in here is set for all of them", wraps=True))
            for name in EACH_ITS_OWN:
                self.form.set_field_enabled(name, False)
            self._offer_tags(items)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.form.setContentsMargins(0, 0, 12, 0)
        area.setWidget(self.form)
        self.add(area, 1)
        self.save_button = button("Save", main=True)
        self.save_button.clicked.connect(self._save)
        self.add_buttons(self.close_button("Cancel"), self.save_button)
        self.form.changed.connect(self._show_state)
        self._show_state()
        self.fit(640, 720)
        self.form.field("show" if many else "title").setFocus()

    def _offer_tags(self, items: Sequence[Metadata]) -> None:
        """Say which tags there are to take off."""
        tags = sorted({tag for item in items for tag in item.tags}, key=str.casefold)
        more = f" and {len(tags) - MOST_TAGS} more" if len(tags) > MOST_TAGS else ""
        self.form.hint("remove_tags", f"They have: {', '.join(tags[:MOST_TAGS])}{more}" if tags else "They have none")
        self.form.set_field_enabled("remove_tags", bool(tags))

    def _show_state(self) -> None:
        self.save_button.setEnabled(self.form.valid and bool(self.form.changes()))

    def _save(self) -> None:
        changes = dict(self.form.changes())
        self.accept()
        self.save_requested.emit(changes)
