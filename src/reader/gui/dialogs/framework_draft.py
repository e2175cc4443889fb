"""A framework being edited: every change is a step that can be taken back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from reader.domain.framework import Framework
from reader.domain.framework_problems import Problem, problems
from reader.domain.record import replaced

TYPING = 1
"""Id of the steps that may become one: letters typed into one field after another."""


class Draft(QObject):
    """Holds the framework as it is now. Nothing is written; whoever shows a part of it follows ``changed``."""

    changed = Signal()

    def __init__(self, framework: Framework, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._framework = framework
        self._problems: tuple[Problem, ...] | None = None
        self.undo_stack = QUndoStack(self)

    @property
    def framework(self) -> Framework:
        """The framework as it is now."""
        return self._framework

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps it from being saved."""
        if self._problems is None:
            self._problems = problems(self._framework)
        return self._problems

    def problem_at(self, place: str, at: int = -1, *fields: str) -> str:
        """The sentence for one place, or empty. ``at`` -1 takes the first of that place; ``fields`` narrow it."""
        found = (
            p.text for p in self.problems if p.place == place and at in (-1, p.at) and (not fields or p.field in fields)
        )
        return next(found, "")

    @property
    def is_dirty(self) -> bool:
        """True where something is not saved."""
        return not self.undo_stack.isClean()

    def change(self, label: str, typing: str = "", **fields: Any) -> None:
        """Set fields of the framework as one step. Steps of the same ``typing`` that follow each other become one."""
        after = replaced(self._framework, **fields)
        if after != self._framework:
            self.undo_stack.push(_Step(self, label, typing, self._framework, after))

    def end_typing(self) -> None:
        """The next letter begins a new step."""
        command = self.undo_stack.command(self.undo_stack.index() - 1)
        if isinstance(command, _Step):
            command.typing = ""

    def put(self, framework: Framework) -> None:
        """Be this framework from now on; called by the steps."""
        self._framework = framework
        self._problems = None
        self.changed.emit()


class _Step(QUndoCommand):
    """From one framework to another. They share what they have in common, so that a step is small."""

    def __init__(self, draft: Draft, label: str, typing: str, before: Framework, after: Framework) -> None:
        super().__init__(label)
        self._draft = draft
        self.typing = typing
        self._before = before
        self._after = after

    def id(self) -> int:
        return TYPING if self.typing else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Step) or other.typing != self.typing:
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)
        return True

    def redo(self) -> None:
        self._draft.put(self._after)

    def undo(self) -> None:
        self._draft.put(self._before)
