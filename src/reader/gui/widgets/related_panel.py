"""The related view of the side column: what counterbalances the open conversation, and what is related to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from reader.gui.widgets import related_words as words
from reader.gui.widgets.card_layout import MARGIN
from reader.gui.widgets.card_view import Card
from reader.gui.widgets.flow_layout import FlowLayout
from reader.gui.widgets.labels import label, link_button, set_role
from reader.gui.widgets.related_section import RelatedSection

if TYPE_CHECKING:
    from reader.domain.framework import Band
    from reader.domain.item_summary import ItemSummary
    from reader.domain.relating import Counterbalance, Pick
    from reader.gui.theme.palette import Palette

LINK_LEFT = 2
"""With the padding of a link, where headings and cards begin."""
LOOKING = "Comparing with the other conversations…"


class RelatedPanel(QScrollArea):
    """Says that it is on its way, what was found, or why there is nothing. Finding it is the window's."""

    shown = Signal()
    """It came to the screen, where it has to show something now."""
    slice_clicked = Signal(int, int)
    """Item id and slice number of a place on a small picture."""
    item_opened = Signal(int)
    reel_requested = Signal()
    methodology_requested = Signal()
    again_requested = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("related_panel")
        self.setAccessibleName("Related conversations and counterbalance")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.reel = link_button("Counterbalance reel")
        self.how = link_button("How this works")
        self.again = link_button("Try again")
        self.state = label("muted", wraps=True)
        self.waiting = label("faint", wraps=True)
        self.counterbalance = RelatedSection(words.COUNTERBALANCE, palette)
        self.related = RelatedSection(words.RELATED, palette)
        self._assemble()
        self._wire()
        self.show_looking()

    def _assemble(self) -> None:
        self.reel.setToolTip("One-sided moments here, each beside the nearest opposite one elsewhere")
        self.how.setToolTip("The mirror rule, and how nearness is told")
        links = QWidget()
        row = FlowLayout(links, gap=14, row_gap=0)
        row.setContentsMargins(LINK_LEFT, 0, 0, 0)
        row.addWidget(self.reel)
        row.addWidget(self.how)
        body = QWidget()
        body.setObjectName("related_body")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 4, 0, 24)
        layout.setSpacing(12)
        layout.addWidget(links)
        said = QVBoxLayout()
        said.setContentsMargins(MARGIN, 0, 12, 0)
        for part in (self.state, self.again, self.waiting):
            said.addWidget(part)
        layout.addLayout(said)
        layout.addWidget(self.counterbalance)
        layout.addWidget(self.related)
        layout.addStretch(1)
        self.setWidget(body)

    def _wire(self) -> None:
        for section in (self.counterbalance, self.related):
            section.slice_clicked.connect(self.slice_clicked)
            section.item_opened.connect(self.item_opened)
        self.reel.clicked.connect(self.reel_requested)
        self.how.clicked.connect(self.methodology_requested)
        self.again.clicked.connect(self.again_requested)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 80)

    # -- what it shows

    def sizeHint(self) -> QSize:
        # That of its contents would be reckoned anew with every item that is opened, while this is not even shown.
        return QSize(300, 400)

    def show_looking(self) -> None:
        """The picks are on their way."""
        self._say(LOOKING)

    def show_nothing(self, why: str) -> None:
        """There is nothing to show, for this reason."""
        self._say(why)

    def show_problem(self, message: str, advice: str) -> None:
        """It could not be worked out."""
        self._say(f"{message} {advice}".strip(), problem=True)

    def _say(self, text: str, *, problem: bool = False) -> None:
        set_role(self.state, "error" if problem else "muted")
        self.state.setText(text)
        self.state.show()
        self.again.setVisible(problem)
        for section in (self.counterbalance, self.related):
            section.show_cards("", (), ())
            section.hide()
        self.waiting.hide()

    def show_found(
        self,
        own: ItemSummary,
        counterbalance: Counterbalance | None,
        related: Sequence[Pick],
        waiting: int,
        bands: Sequence[Band],
    ) -> None:
        """Show these picks beside the open item; ``counterbalance`` is None where it has no evidence itself."""
        self.state.hide()
        self.again.hide()
        picks = counterbalance.picks if counterbalance is not None else ()
        line = words.counterbalance_words(counterbalance) if counterbalance is not None else words.NO_EVIDENCE
        self.counterbalance.show_cards(line, [_card(pick, own) for pick in picks], bands)
        line = words.RELATED_RULE if related else words.NONE_RELATED
        self.related.show_cards(line, [_card(pick) for pick in related], bands)
        self.counterbalance.show()
        self.related.show()
        self.show_waiting(waiting)

    def show_waiting(self, number: int) -> None:
        """Say how many conversations are not compared yet."""
        text = words.waiting_words(number)
        self.waiting.setText(text)
        self.waiting.setVisible(bool(text) and self.related.isVisibleTo(self))

    def take_focus(self) -> None:
        """Give the keyboard to the first cards, or else to the links."""
        for section in (self.counterbalance, self.related):
            if section.cards.isVisibleTo(self):
                section.cards.setFocus(Qt.FocusReason.ShortcutFocusReason)
                if not section.cards.currentIndex().isValid():
                    section.cards.setCurrentIndex(section.cards.model().index(0, 0))
                return
        self.reel.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self.counterbalance.apply_palette(palette)
        self.related.apply_palette(palette)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()


def _card(pick: Pick, beside: ItemSummary | None = None) -> Card:
    why = " · ".join(pick.why)
    return Card(pick.item, why[:1].upper() + why[1:], beside)
