"""What a framework is called and measures, in the editor: names, poles, bands, resistance and slicing."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from reader.domain.framework_problems import GREATEST_RESISTANCE, LONGEST_SLICE, SHORTEST_SLICE
from reader.domain.record import replaced
from reader.gui.dialogs.framework_bands import BandsEditor
from reader.gui.dialogs.framework_draft import Draft
from reader.gui.dialogs.framework_fields import ProblemField, no_wheel, show_text, text_field
from reader.gui.widgets.labels import label
from reader.gui.widgets.number_fields import NumberField

LINES = {
    "name": "Name",
    "version": "Version",
    "negative_pole": "Negative pole",
    "middle": "Middle",
    "positive_pole": "Positive pole",
}
LENGTHS = {"least": "Least", "target": "Target", "greatest": "Greatest"}


class AxisPage(QScrollArea):
    """Every field follows the draft, so that undo shows where it was."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self.fields: dict[str, ProblemField] = {}
        self.bands = BandsEditor(draft)
        self.resistance = NumberField()
        self.lengths = {name: QSpinBox() for name in LENGTHS}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Axis and measures")
        self._assemble()
        self._connect()
        self._show()

    def _assemble(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(2, 12, 12, 8)
        layout.setSpacing(10)
        form = _form()
        for name, text in LINES.items():
            self.fields[name] = ProblemField(QLineEdit(), text)
        self.fields["description"] = ProblemField(text_field(3), "Description")
        for name in ("name", "version", "description"):
            form.addRow(LINES.get(name, "Description"), self.fields[name])
        form.addRow(label("heading", "Axis"))
        for name in ("negative_pole", "middle", "positive_pole"):
            form.addRow(LINES[name], self.fields[name])
        form.addRow(label("heading", "Bands"))
        form.addRow(self.bands)
        form.addRow(label("heading", "Measures"))
        self._add_measures(form)
        layout.addLayout(form)
        layout.addStretch(1)
        self.setWidget(body)

    def _add_measures(self, form: QFormLayout) -> None:
        self.resistance.setRange(0.001, GREATEST_RESISTANCE)
        self.resistance.setDecimals(3)
        self.resistance.setSingleStep(0.01)
        self.resistance.setMaximumWidth(140)
        self.fields["resistance"] = ProblemField(self.resistance, "Resistance")
        form.addRow("Resistance", self.fields["resistance"])
        form.addRow("", label("faint", "How strongly each word of a slice draws its score towards 0.", wraps=True))
        row, slicing = QWidget(), QHBoxLayout()
        slicing.setContentsMargins(0, 0, 0, 0)
        for name, field in self.lengths.items():
            field.setRange(SHORTEST_SLICE, LONGEST_SLICE)
            field.setGroupSeparatorShown(True)
            field.setSingleStep(50)
            field.setAccessibleName(f"{LENGTHS[name]} length of a slice in characters")
            slicing.addWidget(label("muted", LENGTHS[name]))
            slicing.addWidget(field, 1)
        row.setLayout(slicing)
        self.fields["slicing"] = ProblemField(row, "Slice lengths")
        form.addRow("Slice lengths", self.fields["slicing"])
        form.addRow("", label("faint", "In characters. Other cuts make other slices, with other numbers.", wraps=True))
        no_wheel(self.resistance, *self.lengths.values())

    def _connect(self) -> None:
        for name in (*LINES, "description"):
            field = self.fields[name].field
            if isinstance(field, QLineEdit):
                field.textEdited.connect(lambda text, n=name: self._type(n, text))
            elif isinstance(field, QPlainTextEdit):
                field.textChanged.connect(lambda n=name, f=field: self._type(n, f.toPlainText()))
        self.resistance.valueChanged.connect(lambda value: self._type("resistance", round(value, 3)))
        for name, box in self.lengths.items():
            box.valueChanged.connect(lambda value, n=name: self._set_length(n, value))
        self._draft.changed.connect(self._show)

    def show_place(self, place: str, at: int) -> None:
        """Put the keyboard into the field of this place."""
        if place == "bands":
            self.bands.name_field(max(at, 0)).setFocus()
        elif place in self.fields:
            self.fields[place].setFocus()

    def _type(self, name: str, value: object) -> None:
        self._draft.change(LINES.get(name, name).lower(), name, **{name: value})

    def _set_length(self, name: str, value: int) -> None:
        slicing = replaced(self._draft.framework.slicing, **{name: value})
        self._draft.change("slice lengths", f"slicing {name}", slicing=slicing)

    def _show(self) -> None:
        framework = self._draft.framework
        for name in (*LINES, "description"):
            field = self.fields[name].field
            if isinstance(field, (QLineEdit, QPlainTextEdit)):
                show_text(field, getattr(framework, name))
        with QSignalBlocker(self.resistance):
            self.resistance.setValue(framework.resistance)
        for name, box in self.lengths.items():
            with QSignalBlocker(box):
                box.setValue(getattr(framework.slicing, name))
        for name, place in self.fields.items():
            place.say(self._draft.problem_at(name))


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(14)
    form.setVerticalSpacing(8)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form
