"""Changing the slug of the open conversation from the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from reader.gui.jobs import Jobs
from reader.gui.navigator import Navigator
from reader.gui.operations import Operations

if TYPE_CHECKING:
    from reader.services.opening import Library


class SlugChange:
    """Opens the dialog, answers its questions, and passes on what a person wants."""

    def __init__(self, jobs: Jobs, operations: Operations, navigator: Navigator, window: QWidget) -> None:
        self._jobs = jobs
        self._operations = operations
        self._navigator = navigator
        self._window = window

    def open(self, library: Library | None) -> None:
        """Ask for another slug of the open conversation."""
        from reader.gui.dialogs.slug_dialog import SlugDialog
        from reader.services.content_slugs import slug_problem, suggested_slug

        item = self._navigator.item
        if item is None or library is None:
            return
        dialog = SlugDialog(item.metadata.title, item.slug, suggested_slug(item.metadata.title), self._window)

        def check(slug: str) -> None:
            self._jobs.start(
                lambda: slug_problem(library, item.id, slug),
                done=lambda problem: dialog.show_problem(slug, problem) if dialog.is_open else None,
            )

        dialog.check_requested.connect(check)
        dialog.change_requested.connect(lambda slug: self._operations.change_slug(item.id, slug))
        dialog.open()
