"""The column beside the transcript: what a person or the figures say about the item, section by section."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reader.domain.wording import confidence_explained, count, date_long, lens_explained, reading_sentence
from reader.gui.widgets.caveats import assessment_line, caveat_of
from reader.gui.widgets.chips import Chip, ChipRow
from reader.gui.widgets.kept_rows import KeptRows
from reader.gui.widgets.labels import Role, SelectableLabel, label, link_button, selectable_label
from reader.gui.widgets.tool_tips import plain_tool_tip

if TYPE_CHECKING:
    from reader.services.reading import OpenItem

MOST_WIDTH = 680
"""Width in pixels past which lines get too long to read."""


MODES = {
    "interview": "somebody asks, one or two others answer",
    "panel": "several people talk among themselves",
    "talk": "one voice speaks freely",
    "reading": "a written text is read out",
}


class ReadingColumn(QScrollArea):
    """Sections that have something to say; the others are left out."""

    edit_requested = Signal()
    link_requested = Signal(str)
    related_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading_column")
        self.setAccessibleName("About this conversation")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = QWidget()
        self._body.setObjectName("reading_body")
        self._body.setMaximumWidth(MOST_WIDTH)
        self._layout = QVBoxLayout(self._body)
        self._layout.setContentsMargins(0, 0, 16, 24)
        self._layout.setSpacing(4)
        self._rows = KeptRows(self._layout)
        self._link = ""
        self.setWidget(self._body)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 80)

    def show_item(self, item: OpenItem) -> None:
        """Show this item from the top."""
        self._body.hide()  # or each section that comes in has the whole page laid out anew
        self._rows.begin()
        self._add_prose(item, "why_it_matters", "Why this matters")
        self._add_prose(item, "summary", "Summary")
        self._add_reading(item)
        self._add_prose(item, "editor_note", "Editor note")
        self._add_tags(item)
        self._add_related()
        self._add_links(item)
        self._add_provenance(item)
        if not item.metadata.why_it_matters and not item.metadata.summary:
            self._add_invitation()
        self._rows.end()
        self._layout.addStretch(1)
        self._body.show()
        self.verticalScrollBar().setValue(0)

    def update_item(self, item: OpenItem) -> None:
        """Show what changed of the same item; the reader stays where they were, and so does the keyboard."""
        place, held = self.verticalScrollBar().value(), QApplication.focusWidget()
        holds = held is not None and self._body.isAncestorOf(held)
        self.show_item(item)
        self._body.adjustSize()
        self.verticalScrollBar().setValue(place)
        if holds and held is not None and held.isVisibleTo(self):
            held.setFocus(Qt.FocusReason.OtherFocusReason)

    def _heading(self, text: str, draft: bool = False) -> None:
        first = not self._layout.count()
        row = self._rows.place("draft heading" if draft else "heading", partial(HeadingRow, draft))
        row.show_heading(text, first)

    def _text(self, text: str, role: Role = "text") -> SelectableLabel:
        row = self._rows.place(role, partial(selectable_label, role))
        row.show_text(text)
        return row

    def _add_prose(self, item: OpenItem, field: str, heading: str) -> None:
        text = getattr(item.metadata, field)
        if text:
            self._heading(heading, field in item.metadata.drafts)
            for paragraph in text.split("\n\n"):
                self._text(paragraph.strip())

    def _add_reading(self, item: OpenItem) -> None:
        self._heading("Reading")
        if not item.profile.figures.slices:
            self._text("There is no transcript to read figures from.", "muted")
            return
        sentence = self._rows.place("sentence", partial(selectable_label, "text"))
        sentence.show_text(reading_sentence(item.profile, item.framework))
        explained = reading_explained(item)
        sentence.setToolTip(plain_tool_tip("\n".join(explained)))
        sentence.setAccessibleDescription(" ".join(explained))
        for reason in item.profile.reasons:
            self._rows.place("bullet", BulletRow).words.show_text(reason)

    def _add_tags(self, item: OpenItem) -> None:
        if item.metadata.tags:
            self._heading("Tags", "tags" in item.metadata.drafts)
            self._rows.place("tags", ChipRow).show_chips([Chip(tag, "Tag") for tag in item.metadata.tags])

    def _add_related(self) -> None:
        self._heading("Beside this one")
        self._rows.place("related", self._related_link)

    def _related_link(self) -> QPushButton:
        opener = link_button("Related, counterbalance")
        opener.setMinimumWidth(1)  # in a narrow column it gives way, not the words around it
        opener.clicked.connect(self.related_requested)
        return opener

    def _add_links(self, item: OpenItem) -> None:
        link = item.metadata.link
        if link.startswith(("https://", "http://")):
            self._heading("On the web", "link" in item.metadata.drafts)
            opener = self._rows.place("web", self._web_link)
            opener.setToolTip(plain_tool_tip(link))
            opener.setAccessibleDescription(link)
            self._link = link
            self._text(link, "faint")

    def _web_link(self) -> QPushButton:
        opener = link_button("Open on the web")
        opener.clicked.connect(lambda: self.link_requested.emit(self._link))
        return opener

    def _add_provenance(self, item: OpenItem) -> None:
        source = item.provenance
        self._heading("The transcript’s source")
        self._text(caveat_of(item), "muted")
        facts = [
            assessment_line(item),
            f"{source.format_name} · {count('cue', len(item.transcript.cues))}",
            f"File {source.source}" + (f" · {source.encoding}" if source.encoding else ""),
            f"Video {source.video_id}" if source.video_id else "",
            f"Stored {date_long(source.stored)}" if source.stored else "",
            f"SHA-256 {source.sha256[:16]}…" if source.sha256 else "",
            f"Framework {item.profile.framework}",
        ]
        for fact in facts:
            if fact:
                self._text(fact, "muted")

    def _add_invitation(self) -> None:
        self._heading("Your words")
        self._text("Why it matters, a summary and an editor note can be written down here.", "muted")
        self._rows.place("edit", self._edit_link)

    def _edit_link(self) -> QPushButton:
        write = link_button("Edit details")
        write.setAccessibleName("Write why it matters, a summary or a note")
        write.clicked.connect(self.edit_requested)
        return write


class HeadingRow(QWidget):
    """The heading of a section, with a mark where what follows is a ``draft``."""

    def __init__(self, draft: bool = False) -> None:
        super().__init__()
        self._text = label("heading")
        self._line = QHBoxLayout(self)
        self._line.setSpacing(8)
        self._line.addWidget(self._text)
        if draft:
            mark = ChipRow()
            mark.show_chips([Chip("draft", "Filled in by the program; nobody has confirmed it yet", "warning")])
            self._line.addWidget(mark, 1)
        else:
            self._line.addStretch(1)

    def show_heading(self, text: str, first: bool) -> None:
        """Show this heading; the ``first`` one of the column needs no room above it."""
        self._text.setText(text)
        self._line.setContentsMargins(0, 0 if first else 10, 0, 0)


class BulletRow(QWidget):
    """A bullet and its ``words``."""

    def __init__(self) -> None:
        super().__init__()
        self.words = selectable_label("text")
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 0, 0, 0)
        line.setSpacing(8)
        dot = label("text", "•")
        dot.setAlignment(Qt.AlignmentFlag.AlignTop)
        line.addWidget(dot)
        line.addWidget(self.words, 1)


def reading_explained(item: OpenItem) -> list[str]:
    """Sentences that say what each part of the reading rests on."""
    profile = item.profile
    mode = profile.evidence_mode
    origin = "set by hand" if item.metadata.evidence_mode else "told from turns, questions and spoken words"
    meaning = f": {MODES[mode]}" if mode in MODES else ""
    return [
        *lens_explained(profile),
        f"Evidence mode, {mode}{meaning} ({origin}; the details can set another).",
        f"Confidence, {profile.confidence}:",
        *confidence_explained(profile),
    ]
