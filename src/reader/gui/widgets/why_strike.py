"""Striking a hit out on trial: what it would change, how far it should go, and whether to keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reader.domain.striking import LEXICON, PLACE, SCOPES
from reader.domain.wording import integer, signed
from reader.gui.widgets.labels import button, label, set_role
from reader.gui.widgets.why_words import SCOPES as SCOPE_NAMES
from reader.gui.widgets.why_words import change_words, place_words

if TYPE_CHECKING:
    from reader.domain.explaining import StrikeEffect
    from reader.domain.framework import Framework

FACTS = ("Slice", "Band", "Median", "Mean", "Leaning", "In the library")
WORKING = "Working out what would change…"


class WhyStrike(QFrame):
    """Shows the effects as they come in, one for each scope. Nothing is kept before a person says so."""

    keep_asked = Signal(str)
    """The scope that was chosen."""
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("why_strike")
        self.setProperty("panel", "raised")
        self._framework: Framework | None = None
        self._effects: dict[str, StrikeEffect] = {}
        self._heading = label("strong", wraps=True)
        self._note = label("faint", wraps=True)
        self._group = QButtonGroup(self)
        self._scopes = {scope: QRadioButton(SCOPE_NAMES[scope]) for scope in SCOPES}
        self._facts = {name: (label("muted", name), label("muted", wraps=True)) for name in FACTS}
        self._keep = button("Strike out", kind="primary")
        self._cancel = button("Cancel")
        self._inner = QWidget()
        self._body = QScrollArea()
        self._assemble()
        self._connect()
        self.hide()

    def _assemble(self) -> None:
        inner = self._inner
        content = QVBoxLayout(inner)
        content.setContentsMargins(0, 0, 8, 0)
        content.setSpacing(2)
        content.addWidget(self._heading)
        for choice in self._scopes.values():
            self._group.addButton(choice)
            content.addWidget(choice)
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for number, (name, value) in enumerate(self._facts.values()):
            grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, number, 1)
        content.addLayout(grid)
        content.addWidget(self._note)
        content.addStretch(1)
        self._body.setWidget(inner)
        self._body.setWidgetResizable(True)
        self._body.setFrameShape(QFrame.Shape.NoFrame)
        self._body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._keep)
        row.addWidget(self._cancel)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 8, 10)
        layout.setSpacing(8)
        layout.addWidget(self._body, 1)
        layout.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _connect(self) -> None:
        self._keep.clicked.connect(lambda: self.keep_asked.emit(self.scope))
        self._cancel.clicked.connect(self.cancelled)
        self._group.buttonClicked.connect(lambda _choice: self._show_effect())
        self._group.buttonToggled.connect(lambda _choice, on: self._show_effect() if on else None)

    # -- what the panel asks

    @property
    def scope(self) -> str:
        """The scope that is chosen: ``place``, ``item`` or ``lexicon``."""
        return next((scope for scope, choice in self._scopes.items() if choice.isChecked()), PLACE)

    def ask(self, words: str, framework: Framework) -> None:
        """Ask about these words of the text; the effects follow."""
        self._framework = framework
        self._effects = {}
        for choice in self._scopes.values():
            choice.setAccessibleDescription("")
        self._heading.setText(f"Strike out “{words}”?")
        self._scopes[PLACE].setChecked(True)
        self._show_effect()
        self.show()
        self._scopes[PLACE].setFocus()

    def show_effect(self, scope: str, effect: StrikeEffect) -> None:
        """What striking out would change within a scope."""
        self._effects[scope] = effect
        spoken = ", ".join(f"{name.lower()} {text}" for name, (text, _changed) in self._lines(effect).items())
        self._scopes[scope].setAccessibleDescription(spoken)
        if scope == self.scope:
            self._show_effect()

    def show_trouble(self) -> None:
        """The effects could not be worked out; the hit can be struck out all the same."""
        if self.scope not in self._effects:
            self._note.setText("What would change could not be worked out.")

    # -- private

    def _show_effect(self) -> None:
        effect = self._effects.get(self.scope)
        self._note.setText(WORKING if effect is None else self._remark())
        self._note.setVisible(bool(self._note.text()))
        facts = self._lines(effect) if effect is not None else {}
        for name, (heading, value) in self._facts.items():
            text, changed = facts.get(name, ("", False))
            heading.setVisible(bool(text))
            value.setVisible(bool(text))
            value.setText(text)
            set_role(value, "strong" if changed else "muted")
        self._body.updateGeometry()
        self.updateGeometry()

    def _remark(self) -> str:
        if self.scope == LEXICON:
            return "The term counts nowhere any more. All other conversations are scored anew, in the background."
        return ""

    def _lines(self, effect: StrikeEffect) -> dict[str, tuple[str, bool]]:
        """The facts with whether each of them changes."""
        framework = self._framework
        assert framework is not None
        names = {band.id: band.name for band in framework.bands}
        pairs = {
            "Slice": (signed(effect.score_before), signed(effect.score_after)),
            "Band": (names[effect.band_before], names[effect.band_after]),
            "Median": (integer(effect.median_before), integer(effect.median_after)),
            "Mean": (f"{effect.mean_before:.2f}", f"{effect.mean_after:.2f}"),
            "Leaning": (names[effect.leaning_before], names[effect.leaning_after]),
        }
        pairs["Mean"] = (_minus(pairs["Mean"][0]), _minus(pairs["Mean"][1]))
        lines = {name: (change_words(*pair), pair[0] != pair[1]) for name, pair in pairs.items()}
        if effect.place_before:
            before, after = (
                integer(effect.place_before),
                place_words(effect.place_after, effect.of, framework.negative_pole),
            )
            moved = effect.place_before != effect.place_after
            lines["In the library"] = (f"{before} → {after}" if moved else f"{after}, as before", moved)
        return lines

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep_asked.emit(self.scope)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        inner = self._inner
        height = inner.heightForWidth(max(self.width() - 28, 160)) if inner.hasHeightForWidth() else -1
        wanted = max(height, inner.minimumSizeHint().height())
        return QSize(220, wanted + self._keep.sizeHint().height() + 40)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 110)


def _minus(figure: str) -> str:
    return figure.replace("-", "−")
