"""The bands of an axis in the editor: a row for each, and the borders between them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reader.domain.framework import GREATEST_SCORE, LEAST_SCORE, Band
from reader.domain.framework_problems import FEWEST_BANDS, TONES, clean_id
from reader.domain.record import replaced
from reader.domain.wording import signed
from reader.gui.dialogs.framework_draft import Draft
from reader.gui.dialogs.framework_fields import no_wheel, show_text
from reader.gui.widgets.labels import button, label, restyle
from reader.gui.widgets.number_fields import WholeField

TONE_NAMES = {"negative": "Negative pole's", "middle": "Middle's", "positive": "Positive pole's"}
MOST_BANDS = 9


@dataclass(frozen=True, slots=True)
class _Row:
    name: QLineEdit
    least: QLabel
    greatest: WholeField
    tone: QComboBox
    remove: QPushButton


class BandsEditor(QWidget):
    """Changing a border moves the end of one band and the beginning of the next, so that no gap can arise."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._rows: list[_Row] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self.add_button = button("Split the last band")
        self.problem = label("error", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(self._grid)
        layout.addWidget(self.problem)
        layout.addWidget(self.add_button, alignment=Qt.AlignmentFlag.AlignLeft)
        for column, text in enumerate(("Name", "From", "To", "Colour")):
            self._grid.addWidget(label("faint", text), 0, column)
        self.add_button.clicked.connect(self._split)
        draft.changed.connect(self._show)
        self._show()

    @property
    def rows(self) -> int:
        """How many bands are shown."""
        return len(self._rows)

    def greatest_field(self, number: int) -> WholeField:
        """The upper border of a band, counted from 0."""
        return self._rows[number].greatest

    def name_field(self, number: int) -> QLineEdit:
        """The name of a band, counted from 0."""
        return self._rows[number].name

    # -- private

    def _show(self) -> None:
        bands = self._draft.framework.bands
        while len(self._rows) < len(bands):
            self._add_row(len(self._rows))
        while len(self._rows) > len(bands):
            self._drop_row()
        for number, (row, band) in enumerate(zip(self._rows, bands, strict=True)):
            show_text(row.name, band.name)
            row.least.setText(signed(band.least))
            held = row.greatest.blockSignals(True)
            row.greatest.setValue(band.greatest)
            row.greatest.blockSignals(held)
            row.greatest.setEnabled(number < len(bands) - 1)
            row.tone.setCurrentIndex(max(row.tone.findData(band.tone), 0))
            row.remove.setEnabled(len(bands) > FEWEST_BANDS)
            self._mark(row, number)
        self.add_button.setEnabled(len(bands) < MOST_BANDS and bands[-1].least < GREATEST_SCORE)
        self.problem.setText(self._draft.problem_at("bands"))
        self.problem.setVisible(bool(self.problem.text()))

    def _mark(self, row: _Row, number: int) -> None:
        wrong = "true" if self._draft.problem_at("bands", number) else "false"
        for field in (row.name, row.greatest):
            if field.property("invalid") != wrong:
                field.setProperty("invalid", wrong)
                restyle(field)

    def _add_row(self, number: int) -> None:
        row = _Row(QLineEdit(), label("muted"), WholeField(), QComboBox(), button("Remove", kind="quiet"))
        row.greatest.setRange(LEAST_SCORE, GREATEST_SCORE)
        row.greatest.setKeyboardTracking(False)
        for tone in TONES:
            row.tone.addItem(TONE_NAMES[tone], tone)
        no_wheel(row.greatest, row.tone)
        for part, what in ((row.name, "Name"), (row.greatest, "Upper border"), (row.tone, "Colour")):
            part.setAccessibleName(f"{what} of band {number + 1}")
        row.remove.setAccessibleName(f"Remove band {number + 1}")
        row.name.textEdited.connect(lambda text: self._rename(number, text))
        row.greatest.valueChanged.connect(lambda value: self._move_border(number, value))
        row.tone.activated.connect(lambda _at: self._set(number, "colour", tone=row.tone.currentData()))
        row.remove.clicked.connect(lambda: self._remove(number))
        for column, cell in enumerate((row.name, row.least, row.greatest, row.tone, row.remove)):
            self._grid.addWidget(cell, number + 1, column)
        self._rows.append(row)

    def _drop_row(self) -> None:
        row = self._rows.pop()
        for part in (row.name, row.least, row.greatest, row.tone, row.remove):
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()

    def _set(self, number: int, what: str, typing: str = "", **fields: object) -> None:
        bands = list(self._draft.framework.bands)
        bands[number] = replaced(bands[number], **fields)
        self._draft.change(f"{what} of band {number + 1}", typing, bands=tuple(bands))

    def _rename(self, number: int, name: str) -> None:
        self._set(number, "name", f"band {number}", name=name)

    def _move_border(self, number: int, value: int) -> None:
        bands = list(self._draft.framework.bands)
        if number >= len(bands) - 1:
            return
        value = min(max(value, bands[number].least), bands[number + 1].greatest - 1)
        bands[number] = replaced(bands[number], greatest=value)
        bands[number + 1] = replaced(bands[number + 1], least=value + 1)
        self._draft.change(f"border of band {number + 1}", f"border {number}", bands=tuple(bands))
        self._show()

    def _split(self) -> None:
        """Cut the last band in the middle; the upper half becomes a band of its own."""
        bands = self._draft.framework.bands
        last = bands[-1]
        cut = (last.least + last.greatest) // 2
        taken = {band.id for band in bands}
        name = f"{last.name} 2"
        new_id = next(found for found in (f"{clean_id(last.name)}-{n}" for n in range(2, 99)) if found not in taken)
        upper = Band(new_id, name, cut + 1, last.greatest, last.tone)
        self._draft.change("add a band", bands=(*bands[:-1], replaced(last, greatest=cut), upper))

    def _remove(self, number: int) -> None:
        """Take a band out; its neighbour takes its place on the axis."""
        bands = list(self._draft.framework.bands)
        gone = bands.pop(number)
        if number:
            bands[number - 1] = replaced(bands[number - 1], greatest=gone.greatest)
        else:
            bands[0] = replaced(bands[0], least=gone.least)
        self._draft.change(f"remove band “{gone.name}”", bands=tuple(bands))
