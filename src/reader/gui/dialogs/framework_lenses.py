"""The lenses in the editor: the subjects, and the words that show them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit

from reader.domain.framework import Lens
from reader.domain.framework_problems import clean_id
from reader.gui.dialogs.framework_fields import ProblemField, show_text, text_field
from reader.gui.dialogs.framework_groups import GroupPage, free_id, show_words


class LensesPage(GroupPage):
    """The lenses of a draft."""

    place, one = "lenses", "lens"

    def build_form(self) -> None:
        self.name = QLineEdit()
        self.name_box = ProblemField(self.name, "Name of the lens")
        self.words = text_field(8, grows=True)
        self.words_box = ProblemField(self.words, "Words of the lens, one a line")
        self.form.addRow("Name", self.name_box)
        self.form.addRow("Words", self.words_box)
        self.name.textEdited.connect(self._rename)
        self.words.textChanged.connect(lambda: self.take_words(self.words_box, "patterns"))

    def show_fields(self, entry: Any, at: int) -> None:
        show_text(self.name, entry.name)
        show_words(self.words, entry.patterns)
        self.name_box.say(self._draft.problem_at(self.place, at, "name"))
        self.words_box.say(self._draft.problem_at(self.place, at, "patterns"))

    def name_of(self, entry: Any) -> str:
        return entry.name or "(no name)"

    def new_entry(self) -> Lens:
        return Lens(free_id("lens", [lens.id for lens in self.entries]), "New lens", ())

    def _rename(self, name: str) -> None:
        at = self.list.currentRow()
        others = [lens.id for number, lens in enumerate(self.entries) if number != at]
        self.set_fields("name", "name", name=name, id=free_id(clean_id(name) or "lens", others))
