"""The row above the episode arc: what it shows, of whom, and its tools."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from reader.gui.theme.icons import icon
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.labels import label

if TYPE_CHECKING:
    from reader.domain.speaking import SpeakerShare
    from reader.gui.theme.palette import Palette

EVERYBODY = "All speakers"
MOST_NAMED = 18
"""Characters of a name on the button; the menu has it as a whole."""

TOOLS = (
    ("zoom-out", "Zoom out"),
    ("zoom-in", "Zoom in"),
    ("zoom-reset", "Show the whole arc"),
    ("fit", "Fit the axis to this item's scores"),
    ("whiskers", "Show how fragile each bar is"),
)
CHECKABLE = ("fit", "whiskers")


class ChartHead(QWidget):
    """Tells which speaker was chosen; the tools are connected by their owner."""

    speaker_chosen = Signal(str)
    """Name of a speaker; "" for all."""
    speakers_asked = Signal()
    """Somebody looks at the menu of speakers, and nobody has counted their words yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ElidedLabel(role="faint")
        self._speaker_button = QToolButton()
        self._names: tuple[str, ...] = ()
        self._shares: dict[str, float] = {}
        self._speaker = ""
        self.tools = {name: self._tool(text) for name, text in TOOLS}
        for name in CHECKABLE:
            self.tools[name].setCheckable(True)
        self._assemble()

    def _assemble(self) -> None:
        button = self._speaker_button
        button.setMenu(QMenu(button))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip("Whose words arc, strip and figures are drawn from")
        button.menu().aboutToShow.connect(self._fill)
        button.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(label("strong", "Episode arc"))
        layout.addWidget(self._words, 1)
        layout.addWidget(button)
        for tool in self.tools.values():
            layout.addWidget(tool)

    def _tool(self, name: str) -> QToolButton:
        made = QToolButton()
        made.setToolTip(name)
        made.setAccessibleName(name)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        for name, tool in self.tools.items():
            tool.setIcon(icon(name, palette, "chart_muted"))

    def say(self, *wordings: str) -> None:
        """Show these words, in a shorter wording where there is no room."""
        self._words.setText(*wordings)

    # -- speakers

    def show_speakers(self, names: Sequence[str]) -> None:
        """Offer these speakers; a single one is no choice."""
        self._names, self._shares = tuple(names), {}
        self._speaker_button.setVisible(len(self._names) > 1)
        self.show_speaker("")

    def show_shares(self, shares: Sequence[SpeakerShare]) -> None:
        """How much each of them says, known from now on."""
        self._shares = {one.name: one.share for one in shares if one.name}
        self._names = tuple(self._shares)
        if self._speaker_button.menu().isVisible():
            self._fill()

    def show_speaker(self, name: str) -> None:
        """The speaker that is chosen; "" for all."""
        self._speaker = name
        text = name or EVERYBODY
        short = text if len(text) <= MOST_NAMED else text[: MOST_NAMED - 1].rstrip() + "…"
        self._speaker_button.setText(f"{short.replace('&', '&&')} ▾")
        self._speaker_button.setAccessibleName(f"Speaker: {text}")

    @property
    def speaker_menu(self) -> QMenu:
        """The menu of speakers; filled when it opens."""
        return self._speaker_button.menu()

    def _fill(self) -> None:
        menu = self._speaker_button.menu()
        menu.clear()
        group = QActionGroup(menu)
        for name in ("", *self._names):
            share = f"\t{round(100 * self._shares[name])}%" if name in self._shares else ""
            action = menu.addAction((name.replace("&", "&&").replace("\t", " ") or EVERYBODY) + share)
            action.setCheckable(True)
            action.setChecked(name == self._speaker)
            action.triggered.connect(lambda _checked=False, name=name: self.speaker_chosen.emit(name))
            group.addAction(action)
            if not name:
                menu.addSeparator()
        if not self._shares:
            self.speakers_asked.emit()
