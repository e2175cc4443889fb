"""The head of an item: where it comes from, its title, and what is known of it in chips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reader.domain.wording import (
    clock,
    confidence_explained,
    count,
    date_long,
    integer,
    lens_explained,
    share,
)
from reader.gui.widgets.chips import Chip, ChipRow
from reader.gui.widgets.labels import label, link_button

if TYPE_CHECKING:
    from reader.domain.framework import Framework
    from reader.domain.profile import Profile
    from reader.services.reading import OpenItem


class ItemHeader(QWidget):
    """Shows one item's origin, title, chips and tags."""

    edit_requested = Signal()
    methodology_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("item_header")
        self._origin = label("muted", wraps=True)
        self._title = label("title", wraps=True, selectable=True)
        self._chips = ChipRow(help_name="How these figures come about")
        self._chips.help_requested.connect(self.methodology_requested)
        self._edit = link_button("Edit details")
        self._edit.clicked.connect(self.edit_requested)
        self._item: OpenItem | None = None
        self._compact = False
        top = QHBoxLayout()
        top.addWidget(self._origin, 1)
        top.addWidget(self._edit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(top)
        layout.addWidget(self._title)
        layout.addSpacing(4)
        layout.addWidget(self._chips)

    def show_item(self, item: OpenItem) -> None:
        """Show this item."""
        self._origin.setText(origin_line(item))
        self._title.setText(item.metadata.title or "Untitled conversation")
        self._item = item
        self._show_chips()

    def set_compact(self, compact: bool) -> None:
        """Leave the tags to the column below, where the window is low."""
        if compact != self._compact:
            self._compact = compact
            self._show_chips()

    def _show_chips(self) -> None:
        if self._item is not None:
            self._chips.show_chips(chips_of(self._item), () if self._compact else self._item.metadata.tags)


def origin_line(item: OpenItem) -> str:
    """Show, shelf, thread, date and length, as far as they are known: ``AXRP · 6 Jun 2025 · 2:14:27``."""
    facts = item.metadata
    duration = item.transcript.duration_ms
    length = clock(duration) if duration else count("word", len(item.transcript.text.split()))
    return " · ".join(part for part in (facts.show, facts.shelf, facts.thread, date_long(facts.date), length) if part)


BASES = {
    "Metadata only": "There is no transcript: nothing was scored.",
    "Transcript-informed": "Drawn from the words of the transcript. Nobody has assessed the conversation by ear yet.",
    "Listen-based": "Somebody has listened to the conversation and assessed it.",
}
OLD_FIGURES = "They are of another state of the framework and are being scored anew in the background."


def chips_of(item: OpenItem) -> list[Chip]:
    """Leaning, lens, confidence and basis, each with what it rests on, and marks for samples and drafts."""
    profile = item.profile
    leaning = leaning_explained(profile, item.framework)
    chips = [Chip(b.name, "Leaning", b.tone, leaning) for b in item.framework.bands if b.id == profile.leaning]
    if profile.lens:
        chips.append(Chip(lens_text(profile), "Lens", explanation=lens_explained(profile)))
    confidence = f"{profile.confidence.capitalize()} confidence"
    chips.append(Chip(confidence, "Confidence", explanation=confidence_explained(profile)))
    chips.append(Chip(profile.basis, "Basis", explanation=(BASES[profile.basis],) if profile.basis in BASES else ()))
    if item.stale:
        chips.append(Chip("Old figures", "Figures", "warning", (OLD_FIGURES,)))
    if item.sample:
        chips.append(Chip("Sample", "Comes with the program"))
    if "title" in item.metadata.drafts:
        chips.append(Chip("Title is a draft", "Taken from the file; edit the details to confirm it", "warning"))
    return chips


def lens_text(profile: Profile) -> str:
    """``Society 41%``, with the second lens where it comes close: ``Society 41%, then Governance``."""
    own = f"{profile.lens} {share(profile.lens_share)}" if profile.lens_share else profile.lens
    return f"{own}, then {profile.second_lens}" if profile.second_lens else own


def leaning_explained(profile: Profile, framework: Framework) -> tuple[str, ...]:
    """Sentences that say where the leaning comes from."""
    figures = profile.figures
    if not figures.slices:
        return ("There is no transcript to lean.",)
    shares = ", ".join(
        f"{figures.shares[band.id]}% {band.name.lower()}" for band in framework.bands if band.id in figures.shares
    )
    return (
        f"The median slice scores {integer(figures.median)}, the mean is {integer(figures.mean)}.",
        f"Slices: {shares}." if shares else f"{figures.slices:,} slices.",
    )
