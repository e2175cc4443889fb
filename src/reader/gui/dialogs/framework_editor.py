"""The editor of a framework: its parts in tabs, and beside them what an edit does to the open item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QSplitter, QTabWidget, QWidget

from reader.domain.framework import Framework
from reader.domain.framework_problems import Problem
from reader.domain.wording import count
from reader.errors import ReaderError
from reader.gui.dialogs.base import Dialog
from reader.gui.dialogs.framework_axis import AxisPage
from reader.gui.dialogs.framework_draft import Draft
from reader.gui.dialogs.framework_effect import EffectPanel
from reader.gui.dialogs.framework_fields import UndoKeys
from reader.gui.dialogs.framework_groups import GroupPage
from reader.gui.dialogs.framework_lenses import LensesPage
from reader.gui.dialogs.framework_rules import RulesPage
from reader.gui.dialogs.framework_terms import TermsPage
from reader.gui.dialogs.unsaved import UnsavedDialog
from reader.gui.jobs import Jobs
from reader.gui.theme.palette import Palette
from reader.gui.widgets.labels import button, label, link_button

if TYPE_CHECKING:
    from reader.services.frameworks import FrameworkEntry
    from reader.services.reading import OpenItem


class FrameworkEditor(Dialog):
    """Edits one framework of the person's own. Nothing is written before Save."""

    outlives_library = True

    saved = Signal(object)
    """The framework was written; carries its :class:`FrameworkEntry`."""
    methodology_requested = Signal(object)
    """Carries the framework as it stands in the editor."""

    def __init__(
        self, jobs: Jobs, framework: Framework, item: OpenItem | None, palette: Palette, parent: QWidget | None
    ) -> None:
        super().__init__(f"[*]Edit framework – {framework.name}", parent)
        self.setObjectName("framework_editor")
        self._jobs = jobs
        self._saving = False
        self._closes_after = False
        self.draft = Draft(framework, self)
        self.terms = TermsPage(self.draft)
        self.axis = AxisPage(self.draft)
        self.lenses = LensesPage(self.draft)
        self.rules = RulesPage(self.draft)
        self.effect = EffectPanel(jobs, self.draft, item, palette)
        self.tabs = QTabWidget()
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.problem_link = link_button("")
        self.problem = label("error", wraps=True)
        self.undo_button, self.redo_button = button("Undo"), button("Redo")
        self.methodology_button = button("Methodology", kind="quiet")
        self.save_button = button("Save")
        self._close_button = button("Close")
        self._undo_keys = UndoKeys(self)
        self._assemble()
        self._connect()
        self._undo_keys.watch(self)
        self._show_state()
        self.fit(1240, 780)

    def _assemble(self) -> None:
        self.tabs.setAccessibleName("Parts of the framework")
        self.tabs.setDocumentMode(True)
        for page, name in (
            (self.terms, "Terms"),
            (self.axis, "Axis and bands"),
            (self.lenses, "Lenses"),
            (self.rules, "Context"),
        ):
            self.tabs.addTab(page, name)
        self.columns.setObjectName("editor_columns")
        self.columns.setChildrenCollapsible(False)
        self.columns.setHandleWidth(17)
        self.columns.addWidget(self.tabs)
        self.columns.addWidget(self.effect)
        self.columns.setStretchFactor(0, 3)
        self.columns.setStretchFactor(1, 2)
        self.tabs.setMinimumWidth(480)
        self.columns.setSizes([780, 440])
        self.add(self.columns, 1)
        self.add(self.problem)
        self.add(self.problem_link)
        left = (self.undo_button, self.redo_button, self.methodology_button)
        self.add_buttons(self._close_button, self.save_button, left=left)
        self.save_button.setProperty("kind", "primary")

    def _connect(self) -> None:
        stack = self.draft.undo_stack
        self.draft.changed.connect(self._show_state)
        stack.cleanChanged.connect(self._show_state)
        self.undo_button.clicked.connect(stack.undo)
        self.redo_button.clicked.connect(stack.redo)
        self.save_button.clicked.connect(self.save)
        self._close_button.clicked.connect(self.reject)
        self.methodology_button.clicked.connect(lambda: self.methodology_requested.emit(self.draft.framework))
        self.problem_link.clicked.connect(self._go_to_problem)
        self.tabs.currentChanged.connect(lambda _at: self.draft.end_typing())
        self.terms.term_chosen.connect(self.effect.show_term)
        self.effect.hits_found.connect(self.terms.show_hits)
        for keys, slot in (
            (QKeySequence.StandardKey.Undo, stack.undo),
            (QKeySequence.StandardKey.Redo, stack.redo),
            (QKeySequence.StandardKey.Save, self.save),
            (QKeySequence.StandardKey.Find, self._find),
        ):
            action = QAction(self)
            action.setShortcuts(keys)
            action.triggered.connect(lambda _checked=False, call=slot: call())
            self.addAction(action)

    # -- what it does

    def save(self) -> None:
        """Write the framework, unless something is wrong with it."""
        if self._saving or self.draft.problems or not self.draft.is_dirty:
            return
        from reader.services import framework_files

        framework = self.draft.framework
        self._saving = True
        self._show_state()
        self._jobs.start(
            lambda: framework_files.save_framework(framework),
            done=lambda entry: self._saved(framework, entry),
            failed=self._not_saved,
        )

    def _saved(self, framework: Framework, entry: FrameworkEntry) -> None:
        self._saving = False
        self.problem.setText("")
        if framework is self.draft.framework:
            self.draft.undo_stack.setClean()
        self.draft.end_typing()
        self.setWindowTitle(f"[*]Edit framework – {framework.name}")
        self.effect.take_saved(framework)
        self._show_state()
        self.saved.emit(entry)
        if self._closes_after:
            self.reject()

    def _not_saved(self, error: BaseException) -> None:
        self._saving = self._closes_after = False
        self._show_state()
        if isinstance(error, ReaderError):
            self.problem.setText(str(error))
            self.problem.show()
        else:
            self._jobs.failed.emit(error)

    def reject(self) -> None:
        """Close; what is not saved is asked about first."""
        if not self.draft.is_dirty:
            super().reject()
            return
        question = UnsavedDialog(self.draft.framework.name, bool(self.draft.problems), self)
        question.save_requested.connect(self._save_and_close)
        question.discard_requested.connect(self._discard)
        question.open()

    def _save_and_close(self) -> None:
        self._closes_after = True
        self.save()

    def _discard(self) -> None:
        self.draft.undo_stack.setClean()
        super().reject()

    def done(self, result: int) -> None:
        """Closing ends what is worked out."""
        self.effect.end()
        super().done(result)

    # -- private

    def _show_state(self) -> None:
        stack, problems = self.draft.undo_stack, self.draft.problems
        self.setWindowModified(self.draft.is_dirty)
        for made, verb, can, what in (
            (self.undo_button, "Undo", stack.canUndo(), stack.undoText()),
            (self.redo_button, "Redo", stack.canRedo(), stack.redoText()),
        ):
            made.setEnabled(can)
            made.setToolTip(f"{verb}: {what}" if can else "")
            made.setAccessibleDescription(what)
        self.save_button.setEnabled(self.draft.is_dirty and not problems and not self._saving)
        self.save_button.setText("Saving…" if self._saving else "Save" if self.draft.is_dirty else "Saved")
        self.problem_link.setVisible(bool(problems))
        if problems:
            more = f"  ({count('more place', len(problems) - 1)})" if len(problems) > 1 else ""
            self.problem_link.setText(f"{problems[0].text}{more}")
            self.problem_link.setAccessibleName(f"Go to: {problems[0].text}")
        self.problem.setVisible(bool(self.problem.text()))

    def _go_to_problem(self) -> None:
        if self.draft.problems:
            self.show_place(self.draft.problems[0])

    def show_place(self, problem: Problem) -> None:
        """Show the field that a problem is about."""
        pages: dict[str, TermsPage | GroupPage] = {
            "terms": self.terms, "lenses": self.lenses, "context_rules": self.rules,
        }  # fmt: skip
        page = pages.get(problem.place)
        if page is None:
            self.tabs.setCurrentWidget(self.axis)
            self.axis.show_place(problem.place, problem.at)
            return
        self.tabs.setCurrentWidget(page)
        if problem.at >= 0:
            page.show_entry(problem.at)

    def _find(self) -> None:
        self.tabs.setCurrentWidget(self.terms)
        self.terms.find_field.setFocus()
        self.terms.find_field.selectAll()
