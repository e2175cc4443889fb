"""What an edit does to the open item: its arc under the edited framework above the present one, and the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from reader.domain.framework import Framework
from reader.domain.wording import count, integer
from reader.errors import ReaderError
from reader.gui.charts.arc import EpisodeArc
from reader.gui.dialogs.framework_draft import Draft
from reader.gui.dialogs.framework_terms_model import TermHits
from reader.gui.jobs import Job, JobGroup, Jobs
from reader.gui.theme.palette import Palette
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.empty_state import EmptyState
from reader.gui.widgets.labels import label
from reader.gui.widgets.legend import Legend

if TYPE_CHECKING:
    from reader.services.explaining import Compared
    from reader.services.reading import OpenItem

PAUSE_MS = 220
"""How long the hand has to rest before the effect is worked out."""
FIGURES = ("Median", "Mean", "Leaning")


@dataclass(frozen=True, slots=True)
class Effect:
    """The open item under one state of the draft, and how often each term is found in it."""

    seen: Compared
    hits: Mapping[str, TermHits]


class EffectPanel(QWidget):
    """Follows a draft. Each edit replaces the computation of the one before."""

    effect_shown = Signal()
    hits_found = Signal(object)
    """How often each term is found in the open item, by pattern."""

    def __init__(
        self, jobs: Jobs, draft: Draft, item: OpenItem | None, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._own = JobGroup(jobs)
        self._draft = draft
        self._item = item
        self._job: Job | None = None
        self._shown: Effect | None = None
        self._saved = draft.framework
        self._term = ""
        self.edited_arc, self.present_arc = EpisodeArc(palette), EpisodeArc(palette)
        self.legend = Legend(palette)
        self.values: dict[str, tuple[QLabel, QLabel]] = {}
        self.term_line = label("muted", wraps=True)
        self._state = label("faint", wraps=True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._assemble()
        self._soon.timeout.connect(self._compute)
        draft.changed.connect(self._draft_changed)
        for one, other in ((self.edited_arc, self.present_arc), (self.present_arc, self.edited_arc)):
            one.slice_clicked.connect(other.set_current)
        if item is not None:
            self._start()

    def _assemble(self) -> None:
        self._body = QStackedLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        empty = EmptyState()
        empty.say("No conversation is open", "Open one first, to see here what an edit does to its arc and figures.")
        panel = QFrame()
        panel.setProperty("panel", "chart")
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(6)
        title = ElidedLabel(self._item.metadata.title if self._item else "", role="strong")
        layout.addWidget(title)
        layout.addWidget(self._state)
        for text, name, arc in (
            ("Edited", "Arc under the edited framework", self.edited_arc),
            ("As saved", "Arc under the framework as saved", self.present_arc),
        ):
            layout.addWidget(label("faint", text))
            arc.setAccessibleName(name)
            arc.setMinimumHeight(104)
            layout.addWidget(arc, 1)
        layout.addWidget(self.legend)
        layout.addSpacing(4)
        layout.addLayout(self._figures())
        layout.addWidget(self.term_line)
        self._body.addWidget(empty)
        self._body.addWidget(panel)
        self._body.setCurrentIndex(1 if self._item is not None else 0)

    def _figures(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(len(FIGURES), 1)
        for row, text in ((1, "As saved"), (2, "Edited")):
            grid.addWidget(label("faint", text), row, 0)
        for column, name in enumerate(FIGURES, start=1):
            before, after = label("muted", "–"), label("strong", "–")
            before.setAccessibleName(f"{name} as saved")
            after.setAccessibleName(f"{name} edited")
            side = Qt.AlignmentFlag.AlignLeft if name == "Leaning" else Qt.AlignmentFlag.AlignRight
            for row, part in ((0, label("faint", name)), (1, before), (2, after)):
                grid.addWidget(part, row, column, side)
            self.values[name] = (before, after)
        return grid

    # -- what the editor asks

    def show_term(self, pattern: str) -> None:
        """Tell how often this term is found in the open item (empty: none)."""
        self._term = pattern
        self._show_term()

    def take_saved(self, framework: Framework) -> None:
        """The framework was saved like this: the present arc is now under it."""
        self._saved = framework
        self._start()

    def end(self) -> None:
        """Work nothing out any more."""
        self._soon.stop()
        self._own.silence()

    # -- private

    def _start(self) -> None:
        """The arc of the framework as saved, then that of the draft."""
        item, framework = self._item, self._saved
        if item is None:
            return
        for arc in (self.edited_arc, self.present_arc):
            arc.clear("Scoring…")
        self._own.start(
            lambda: effect_of(item, framework), done=lambda e: self._show_present(framework, e), failed=self._failed
        )
        self._compute()

    def _draft_changed(self) -> None:
        if self._item is not None:
            self._soon.start()

    def _compute(self) -> None:
        item, framework = self._item, self._draft.framework
        if item is None:
            return
        if self._job is not None:
            self._job.silence()
            self._job = None
        if self._draft.problems:
            self._state.setText("Mend what is marked; the arc below is of the last sound state.")
            return
        self._state.setText("Working out what this does…")
        self._job = self._own.start(
            lambda: effect_of(item, framework), done=lambda effect: self._show(framework, effect), failed=self._failed
        )

    def _show_present(self, framework: Framework, effect: Effect) -> None:
        if framework is not self._saved:
            return
        self._show_arc(self.present_arc, effect.seen)
        self._show_values(0, effect.seen)

    def _show(self, framework: Framework, effect: Effect) -> None:
        self._job = None
        if framework is not self._draft.framework:
            return
        self._shown = effect
        self._state.setText("")
        self.legend.show_bands(framework.bands)
        self._show_arc(self.edited_arc, effect.seen)
        self._show_values(1, effect.seen)
        self._show_term()
        self.hits_found.emit(effect.hits)
        self.effect_shown.emit()

    def _show_arc(self, arc: EpisodeArc, seen: Compared) -> None:
        current = arc.current
        arc.show_profile(seen.profile, seen.framework, seen.slices)
        arc.set_hit_source(seen.slice_score)
        arc.set_current(current)

    def _show_values(self, column: int, seen: Compared) -> None:
        figures = seen.profile.figures
        leaning = next((band.name for band in seen.framework.bands if band.id == seen.profile.leaning), "–")
        for name, text in zip(FIGURES, (integer(figures.median), integer(figures.mean), leaning), strict=True):
            self.values[name][column].setText(text)

    def _show_term(self) -> None:
        if self._shown is None or not self._term:
            self.term_line.setText("")
            return
        found = self._shown.hits.get(self._term)
        if found is None:
            self.term_line.setText(f"“{self._term}” is not found in this conversation.")
        else:
            self.term_line.setText(f"“{self._term}”: {count('hit', found.hits)} in {count('slice', found.slices)}.")

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._state.setText("")
        if isinstance(error, ReaderError):
            self.edited_arc.clear(str(error), problem=True)
        else:
            self._jobs.failed.emit(error)


def effect_of(item: OpenItem, framework: Framework) -> Effect:
    """The item under a framework, and how often each of its terms is found in it."""
    from reader.services import explaining

    seen = explaining.compared(item, framework)
    hits: Counter[str] = Counter()
    slices: Counter[str] = Counter()
    for part in seen.slices:
        found = [hit.term for hit in seen.slice_score(part.number).hits]
        hits.update(found)
        slices.update(set(found))
    return Effect(seen, {term: TermHits(number, slices[term]) for term, number in hits.items()})
