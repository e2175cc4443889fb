"""The context rules in the editor: what negates, hedges, strengthens or reports."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from reader.domain.framework import WHOLE_SENTENCE, ContextRule
from reader.domain.framework_problems import KINDS
from reader.domain.wording import MINUS
from reader.gui.dialogs.framework_fields import ProblemField, no_wheel, text_field
from reader.gui.dialogs.framework_groups import GroupPage, show_words
from reader.gui.widgets.number_fields import NumberField, WholeField

KIND_NAMES = {
    "negation": "Negation",
    "hedge": "Hedge",
    "intensifier": "Intensifier",
    "reported": "Reported speech",
    "question": "Question",
}
SHORT = 140
FARTHEST = 50
"""Words that a rule reaches, short of the whole sentence."""


class RulesPage(GroupPage):
    """The context rules of a draft."""

    place, one = "context_rules", "rule"

    def build_form(self) -> None:
        self.kind = QComboBox()
        for kind in KINDS:
            self.kind.addItem(KIND_NAMES[kind], kind)
        self.kind.setAccessibleName("Kind of the rule")
        self.factor = NumberField()
        self.factor.setMaximumWidth(SHORT)
        self.factor.setRange(-10, 10)
        self.factor.setSingleStep(0.1)
        self.factor_box = ProblemField(self.factor, "Factor")
        self.before, self.after = _reach("Words before a hit"), _reach("Words behind a hit")
        self.whole_before, self.whole_after = QCheckBox("whole sentence"), QCheckBox("whole sentence")
        self.words = text_field(5, grows=True)
        self.words_box = ProblemField(self.words, "Words of the rule, one a line")
        self.stops = text_field(3)
        self.stops_box = ProblemField(self.stops, "Words that end its reach, one a line")
        no_wheel(self.factor, self.before, self.after, self.kind)
        self.form.addRow("Kind", self.kind)
        self.form.addRow("Factor", self.factor_box)
        for text, box, whole in (("Before", self.before, self.whole_before), ("Behind", self.after, self.whole_after)):
            whole.setAccessibleName(f"{text}: the whole sentence")
            self.form.addRow(text, _beside(box, whole))
        self.form.addRow("Words", self.words_box)
        self.form.addRow("Stops at", self.stops_box)
        self.kind.activated.connect(self._choose_kind)
        self.factor.valueChanged.connect(lambda value: self.set_fields("factor", "factor", factor=round(value, 2)))
        for name, box, whole in (("before", self.before, self.whole_before), ("after", self.after, self.whole_after)):
            box.valueChanged.connect(lambda value, n=name: self.set_fields("reach", n, **{n: value}))
            whole.clicked.connect(lambda on, n=name: self.set_fields("reach", "", **{n: WHOLE_SENTENCE if on else 3}))
        self.words.textChanged.connect(lambda: self.take_words(self.words_box, "patterns"))
        self.stops.textChanged.connect(lambda: self.take_words(self.stops_box, "stops"))

    def _choose_kind(self) -> None:
        """A question has neither words nor reach; another kind that was one gets a reach again."""
        kind = self.kind.currentData()
        entry = self.entries[self.list.currentRow()]
        if kind == "question":
            self.set_fields("kind", kind=kind, patterns=(), before=0, after=0, stops=())
        else:
            self.set_fields("kind", kind=kind, before=entry.before or (0 if entry.after else 3))

    def show_fields(self, entry: Any, at: int) -> None:
        parts = (self.kind, self.factor, self.before, self.after)
        held = [part.blockSignals(True) for part in parts]
        self.kind.setCurrentIndex(max(self.kind.findData(entry.kind), 0))
        self.factor.setValue(entry.factor)
        question = entry.kind == "question"
        pairs = ((self.before, self.whole_before, entry.before), (self.after, self.whole_after, entry.after))
        for box, whole, reach in pairs:
            is_whole = reach > FARTHEST
            box.setValue(min(reach, FARTHEST))
            box.setEnabled(not is_whole and not question)
            whole.setChecked(is_whole)
            whole.setEnabled(not question)
        for part, before in zip(parts, held, strict=True):
            part.blockSignals(before)
        show_words(self.words, entry.patterns)
        show_words(self.stops, entry.stops)
        self.words.setEnabled(not question)
        self.stops.setEnabled(not question)
        self.factor_box.say(self._draft.problem_at(self.place, at, "factor"))
        self.words_box.say(self._draft.problem_at(self.place, at, "patterns", "before"))
        self.stops_box.say(self._draft.problem_at(self.place, at, "stops"))

    def name_of(self, entry: Any) -> str:
        words = ", ".join(entry.patterns[:3]) + ("…" if len(entry.patterns) > 3 else "")
        factor = f"{entry.factor:g}".replace("-", MINUS)
        return " · ".join(part for part in (KIND_NAMES.get(entry.kind, entry.kind), f"× {factor}", words) if part)

    def new_entry(self) -> ContextRule:
        return ContextRule("hedge", (), 0.7, 3)


def _reach(name: str) -> WholeField:
    made = WholeField()
    made.setRange(0, FARTHEST)
    made.setAccessibleName(name)
    return made


def _beside(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    for part in parts:
        row.addWidget(part, alignment=Qt.AlignmentFlag.AlignVCenter)
    row.addStretch(1)
    return row
