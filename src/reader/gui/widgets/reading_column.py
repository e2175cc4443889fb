"""The column beside the transcript: what a person or the figures say about the item, section by section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from reader.domain.wording import confidence_explained, count, date_long, lens_explained, reading_sentence
from reader.gui.widgets.caveats import assessment_line, caveat_of
from reader.gui.widgets.chips import Chip, ChipRow
from reader.gui.widgets.flow_layout import clear_layout
from reader.gui.widgets.labels import Role, label, link_button
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
        self.setWidget(self._body)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 80)

    def show_item(self, item: OpenItem) -> None:
        """Show this item from the top."""
        self._body.hide()  # or each section that comes in has the whole page laid out anew
        clear_layout(self._layout)
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
        self._layout.addStretch(1)
        self._body.show()
        self.verticalScrollBar().setValue(0)

    def update_item(self, item: OpenItem) -> None:
        """Show what changed of the same item; the reader stays where they were."""
        place = self.verticalScrollBar().value()
        self.show_item(item)
        self._body.adjustSize()
        self.verticalScrollBar().setValue(place)

    def _heading(self, text: str, draft: bool = False) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 10 if self._layout.count() else 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(label("heading", text))
        if draft:
            mark = ChipRow()
            mark.show_chips([Chip("draft", "Filled in by the program; nobody has confirmed it yet", "warning")])
            line.addWidget(mark, 1)
        else:
            line.addStretch(1)
        self._layout.addWidget(row)

    def _text(self, text: str, role: Role = "text") -> QLabel:
        made = label(role, text, wraps=True, selectable=True)
        self._layout.addWidget(made)
        return made

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
        sentence = self._text(reading_sentence(item.profile, item.framework))
        explained = reading_explained(item)
        sentence.setToolTip(plain_tool_tip("\n".join(explained)))
        sentence.setAccessibleDescription(" ".join(explained))
        for reason in item.profile.reasons:
            self._add_bullet(reason)

    def _add_bullet(self, text: str) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(4, 0, 0, 0)
        line.setSpacing(8)
        dot = label("text", "•")
        dot.setAlignment(Qt.AlignmentFlag.AlignTop)
        line.addWidget(dot)
        line.addWidget(label("text", text, wraps=True, selectable=True), 1)
        self._layout.addWidget(row)

    def _add_tags(self, item: OpenItem) -> None:
        if item.metadata.tags:
            self._heading("Tags", "tags" in item.metadata.drafts)
            row = ChipRow()
            row.show_chips([Chip(tag, "Tag") for tag in item.metadata.tags])
            self._layout.addWidget(row)

    def _add_related(self) -> None:
        self._heading("Beside this one")
        opener = link_button("Related, counterbalance")
        opener.setMinimumWidth(1)  # in a narrow column it gives way, not the words around it
        opener.clicked.connect(self.related_requested)
        self._layout.addWidget(opener)

    def _add_links(self, item: OpenItem) -> None:
        link = item.metadata.link
        if link.startswith(("https://", "http://")):
            self._heading("On the web", "link" in item.metadata.drafts)
            opener = link_button("Open on the web")
            opener.setToolTip(plain_tool_tip(link))
            opener.setAccessibleDescription(link)
            opener.clicked.connect(lambda: self.link_requested.emit(link))
            self._layout.addWidget(opener)
            self._text(link, "faint")

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
        write = link_button("Edit details")
        write.setAccessibleName("Write why it matters, a summary or a note")
        write.clicked.connect(self.edit_requested)
        self._layout.addWidget(write)


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
