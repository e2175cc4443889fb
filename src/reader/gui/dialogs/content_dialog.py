"""The content folder in the window: what differs, what is taken in, what is written back, and what a person decides."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QTreeView,
    QWidget,
)

from reader.domain.content import FILE_NAME, ContentPlan
from reader.domain.progress import Progress
from reader.domain.wording import count
from reader.gui.dialogs.base import Dialog
from reader.gui.dialogs.content_entry import EntryView
from reader.gui.dialogs.content_rows import ContentRows
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.empty_state import EmptyState
from reader.gui.widgets.labels import button, label, set_role
from reader.gui.widgets.row_focus import RowFocusDelegate

UNTIED = "Tie this library to the folder of a site, to share titles, notes and transcripts with it as files."
MOST_TOLD = 4


class ContentDialog(Dialog):
    """Shows what it is told and asks for what a person wants; looks at no file itself."""

    folder_requested = Signal()
    untie_requested = Signal()
    look_requested = Signal()
    help_requested = Signal()
    cancel_requested = Signal()
    take_in_requested = Signal(object, object)
    """Keys of the entries, and decisions on conflicts."""
    write_back_requested = Signal(object, object, bool)
    """The same, and whether files get the names of changed slugs."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("Content folder", parent)
        self.plan: ContentPlan | None = None
        self.rows = ContentRows(self)
        self.list = QTreeView()
        self.entry = EntryView()
        self.empty = EmptyState()
        self.summary = label("muted", wraps=True)
        self.outcome = label("text", wraps=True, selectable=True)
        self.buttons: dict[str, QPushButton] = {}
        self._path = ElidedLabel(role="strong")
        self._progress = QProgressBar()
        self._doing = ElidedLabel()
        self._working = False
        self._assemble()
        self._connect()
        self.say("")
        self.show_working(None)
        self.fit(1040, 700)

    # -- building

    def _assemble(self) -> None:
        for name, text in (
            ("folder", "Change folder…"), ("untie", "Untie"), ("help", "Help"), ("look", "Look again"),
            ("cancel", "Cancel"), ("take", "Take in"), ("write", "Write back"),
        ):  # fmt: skip
            self.buttons[name] = button(text)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._path, 1)
        top.addWidget(self.buttons["folder"])
        top.addWidget(self.buttons["untie"])
        self.add(top)
        self.add(self.summary)
        body = QWidget()
        self._body = QStackedLayout(body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.addWidget(self.empty)
        self._body.addWidget(self._columns())
        self.add(body, 1)
        self.add(self.outcome)
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(180)
        self._progress.setAccessibleName("Progress")
        working = QHBoxLayout()
        working.setSpacing(10)
        for part, stretch in ((self._doing, 1), (self._progress, 0), (self.buttons["cancel"], 0)):
            working.addWidget(part, stretch)
        self.add(working)
        self.add_buttons(
            self.buttons["write"],
            self.buttons["take"],
            self.close_button(),
            left=(self.buttons["help"], self.buttons["look"]),
        )

    def _columns(self) -> QSplitter:
        self.list.setModel(self.rows)
        self.list.setAccessibleName("What differs")
        self.list.setRootIsDecorated(False)
        self.list.setItemsExpandable(False)
        self.list.setUniformRowHeights(True)
        self.list.setItemDelegate(RowFocusDelegate(self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(1, self.fontMetrics().horizontalAdvance("Title, Summary, Tags") + 28)
        columns = QSplitter(Qt.Orientation.Horizontal)
        columns.setObjectName("content_columns")
        columns.setChildrenCollapsible(False)
        columns.addWidget(self.list)
        columns.addWidget(self.entry)
        columns.setSizes([480, 500])
        columns.setHandleWidth(17)
        return columns

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._show_chosen)
        self.rows.ticks_changed.connect(self._show_buttons)
        self.entry.decided.connect(self._decide)
        self.buttons["folder"].clicked.connect(self.folder_requested)
        self.buttons["untie"].clicked.connect(self.untie_requested)
        self.buttons["look"].clicked.connect(self.look_requested)
        self.buttons["help"].clicked.connect(self.help_requested)
        self.buttons["cancel"].clicked.connect(self.cancel_requested)
        self.buttons["take"].clicked.connect(self._take_in)
        self.buttons["write"].clicked.connect(self._write_back)

    # -- what is shown

    def show_untied(self) -> None:
        """The library is tied to no folder."""
        self._show_folder("")
        self._show_empty("No folder is tied", UNTIED, ("Choose folder…", self.folder_requested.emit))

    def show_looking(self, folder: str) -> None:
        """The folder is being looked at; what was found before stays until then."""
        self._show_folder(folder)
        if self.plan is None:
            self._show_empty("Looking…", "Every file is compared with its conversation.")

    def show_problem(self, folder: str, sentence: str) -> None:
        """The folder cannot be looked at."""
        self._show_folder(folder)
        self._show_empty(
            "The folder cannot be used",
            sentence,
            ("Look again", self.look_requested.emit),
            ("Choose folder…", self.folder_requested.emit),
        )

    def show_plan(self, plan: ContentPlan, summary: str) -> None:
        """Show what a look found."""
        self._show_folder(plan.folder)
        if not plan.entries:
            held = count("conversation", plan.agreeing)
            sentence = f"{held}, alike on both sides." if plan.agreeing else "Neither side has anything to share yet."
            self._show_empty("Everything agrees", sentence)
            return
        chosen = self._chosen_key()
        self.plan = plan
        self.summary.setText(summary)
        self.rows.show_plan(plan)
        for row in self.rows.headings():
            self.list.setFirstColumnSpanned(row, self.list.rootIndex(), True)
        self._body.setCurrentIndex(1)
        if not self.isVisible() or self.focusWidget() in (None, *self.empty.findChildren(QPushButton)):
            self.list.setFocus()
        row = self.rows.row_of(chosen)
        self.list.setCurrentIndex(self.rows.index(row if row >= 0 else 1, 0))
        self._show_chosen()
        self._show_buttons()

    def _show_empty(self, heading: str, sentence: str, *offers: tuple[str, object]) -> None:
        self.plan = None
        self.summary.setText("")
        self.empty.say(heading, sentence, *offers)  # type: ignore[arg-type]
        self._body.setCurrentIndex(0)
        self._show_buttons()

    def _show_folder(self, folder: str) -> None:
        self._path.setText(folder)
        for name in ("folder", "untie", "look"):
            self.buttons[name].setVisible(bool(folder))

    def show_working(self, progress: Progress | None) -> None:
        """Something is being done; None: nothing is any more."""
        self._working = progress is not None
        for part in (self._doing, self._progress, self.buttons["cancel"]):
            part.setVisible(self._working)
        if progress is not None:
            self._progress.setRange(0, progress.total)
            self._progress.setValue(progress.done)
            self._doing.setText(progress.text)
        self._show_buttons()

    def say(self, text: str, *problems: str) -> None:
        """Tell how something went, and what could not be done."""
        shown = [*problems[:MOST_TOLD], f"and {len(problems) - MOST_TOLD:,} more"][: len(problems[: MOST_TOLD + 1])]
        self.outcome.setText("\n".join(part for part in (text, *shown) if part))
        self.outcome.setVisible(bool(self.outcome.text()))
        set_role(self.outcome, "error" if problems else "text")

    def _show_buttons(self) -> None:
        plan = self.plan
        for name, verb, keys in (
            ("take", "Take in", self.rows.decisions.take(plan) if plan else []),
            ("write", "Write back", self.rows.decisions.write(plan) if plan else []),
        ):
            self.buttons[name].setText(f"{verb} {len(keys):,}" if keys else verb)
            self.buttons[name].setEnabled(bool(keys) and not self._working)
        for name in ("folder", "untie", "look"):
            self.buttons[name].setEnabled(not self._working)

    # -- private slots

    def _chosen_key(self) -> str:
        entry = self.rows.entry_at(self.list.currentIndex().row())
        return entry.key if entry is not None else ""

    def _show_chosen(self) -> None:
        entry = self.rows.entry_at(self.list.currentIndex().row())
        self.entry.show_entry(entry, self.rows.decisions.sides)

    def _decide(self, name: str, side: str) -> None:
        entry = self.rows.entry_at(self.list.currentIndex().row())
        if entry is not None:
            self.rows.decide(entry, name, side)

    def _take_in(self) -> None:
        if self.plan is not None:
            keys = self.rows.decisions.take(self.plan)
            self.take_in_requested.emit(keys, dict(self.rows.decisions.sides))

    def _write_back(self) -> None:
        if self.plan is None:
            return
        keys = self.rows.decisions.write(self.plan)
        named = [key for key in keys if any(one.name == FILE_NAME for one in self.plan.entry(key).fields)]
        if not named:
            self._ask_for_writing(keys, False)
            return
        question = RenameQuestion(len(named), self)
        question.answered.connect(lambda rename: self._ask_for_writing(keys, rename))
        question.open()

    def _ask_for_writing(self, keys: list[str], rename: bool) -> None:
        self.write_back_requested.emit(keys, dict(self.rows.decisions.sides), rename)


class RenameQuestion(Dialog):
    """Asks before files of the folder get other names."""

    answered = Signal(bool)

    def __init__(self, number: int, parent: QWidget | None) -> None:
        what = "Rename its file too?" if number == 1 else f"Rename {number:,} files too?"
        super().__init__(
            "Write back",
            parent,
            what,
            "The slug was changed here. The file is named by it, and its assessment with it; links of the site to the "
            "old name lead nowhere then.",
        )
        self.setMinimumWidth(460)
        self.rename, self.keep = button("Rename"), button("Keep the names")
        self.rename.clicked.connect(lambda: self._answer(True))
        self.keep.clicked.connect(lambda: self._answer(False))
        self.add_buttons(self.close_button("Cancel", main=True), self.keep, self.rename)

    def _answer(self, rename: bool) -> None:
        self.accept()
        self.answered.emit(rename)
