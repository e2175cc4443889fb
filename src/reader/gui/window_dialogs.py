"""The dialogs that the window opens by itself: settings, help, editing, deleting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from reader.gui.shortcuts import ActionSet
from reader.settings import Settings

if TYPE_CHECKING:
    from reader.domain.item import Metadata
    from reader.domain.item_summary import ItemSummary


class WindowDialogs(QObject):
    """Opens dialogs over the window and passes on what they ask for."""

    settings_previewed = Signal()
    settings_saved = Signal()
    edit_confirmed = Signal(list, dict)
    delete_confirmed = Signal(list)

    def __init__(self, settings: Settings, actions: ActionSet, window: QWidget) -> None:
        super().__init__(window)
        self._settings = settings
        self._actions = actions
        self._window = window

    def close_all(self) -> None:
        """Close what is about the open library: that one goes."""
        for dialog in self._window.findChildren(QDialog):
            if not getattr(dialog, "outlives_library", False):
                dialog.close()

    def open_settings(self) -> None:
        """Preferences."""
        from reader.gui.dialogs.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._settings, self._window)
        dialog.previewed.connect(lambda chosen: self._take(chosen, self.settings_previewed.emit))
        dialog.saved.connect(lambda chosen: self._take(chosen, self.settings_saved.emit))
        dialog.open()

    def _take(self, chosen: Settings, tell: Callable[[], None]) -> None:
        for declared in fields(Settings):
            setattr(self._settings, declared.name, getattr(chosen, declared.name))
        tell()

    def open_shortcuts(self) -> None:
        """All keys."""
        from reader.gui.dialogs.shortcuts_dialog import ShortcutsDialog

        ShortcutsDialog(self._settings.keys, self._window).open()

    def open_about(self, library_path: str) -> None:
        """What this program is."""
        from reader.gui.dialogs.about import AboutDialog

        AboutDialog(library_path, self._window).open()

    def open_palette(self) -> None:
        """Every action by its name."""
        from reader.gui.dialogs.action_palette import ActionPalette, offers_of

        ActionPalette(offers_of(self._actions), self._window).open()

    def open_editor(self, item_ids: Sequence[int], facts: Sequence[Metadata], items: Sequence[ItemSummary]) -> None:
        """The details of one or several items; ``items`` are all of the library, for suggestions."""
        from reader.gui.dialogs.edit_dialog import EditDialog

        shows = sorted({item.show for item in items if item.show})
        shelves = sorted({item.shelf for item in items if item.shelf})
        dialog = EditDialog(facts, shows, shelves, self._window)
        ids = list(item_ids)
        dialog.save_requested.connect(lambda changes: self.edit_confirmed.emit(ids, changes))
        dialog.open()

    def confirm_delete(self, items: Sequence[ItemSummary]) -> None:
        """Ask before several are deleted; a single one goes at once, for it can be undone."""
        from reader.gui.dialogs.confirm import ConfirmDeleteDialog

        ids = [item.id for item in items]
        if len(ids) == 1:
            self.delete_confirmed.emit(ids)
        elif ids:
            dialog = ConfirmDeleteDialog([item.title for item in items], self._window)
            dialog.confirmed.connect(lambda: self.delete_confirmed.emit(ids))
            dialog.open()
