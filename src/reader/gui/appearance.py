"""How the window looks and which keys it has: applies the preferences, and keeps what the menus change of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from reader.errors import SettingsError
from reader.gui.shortcuts import ActionSet
from reader.gui.theme.manager import ThemeManager
from reader.settings import TEXT_SIZES, Settings


class Appearance(QObject):
    """Theme, text font and keys of one window."""

    text_font_changed = Signal(str, int, int)
    """Family ("" is the program's own), points, characters a line."""
    failed = Signal(object)

    def __init__(self, settings: Settings, theme: ThemeManager, actions: ActionSet, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._theme = theme
        self._actions = actions
        self.kept = True

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the actions of looks do."""
        return {
            "theme_system": lambda: self._choose_theme("system"),
            "theme_light": lambda: self._choose_theme("light"),
            "theme_dark": lambda: self._choose_theme("dark"),
            "text_bigger": lambda: self._set_text_size(self._settings.text_size + 1),
            "text_smaller": lambda: self._set_text_size(self._settings.text_size - 1),
            "text_reset": lambda: self._set_text_size(Settings().text_size),
        }

    def apply(self) -> None:
        """Show the preferences as they are."""
        settings = self._settings
        self._theme.set_choice(settings.theme)
        self._actions[f"theme_{settings.theme}"].setChecked(True)
        self._actions.apply_keys(settings.keys)
        self._actions["text_bigger"].setEnabled(settings.text_size < TEXT_SIZES[-1])
        self._actions["text_smaller"].setEnabled(settings.text_size > TEXT_SIZES[0])
        self.text_font_changed.emit(settings.text_font, settings.text_size, settings.text_measure)

    def save(self) -> None:
        """Keep the preferences. A disk that refuses is told to the person."""
        if not self.kept:
            return
        try:
            self._settings.save()
        except SettingsError as error:
            self.failed.emit(error)

    def apply_and_save(self) -> None:
        """Show the preferences and keep them."""
        self.apply()
        self.save()

    def keep_sorting(self, key: str, descending: bool) -> None:
        """The person sorted the list otherwise."""
        self._settings.list_sort, self._settings.list_descending = key, descending
        self.save()

    def _choose_theme(self, choice: str) -> None:
        self._settings.theme = choice
        self.apply_and_save()

    def _set_text_size(self, points: int) -> None:
        if points in TEXT_SIZES:
            self._settings.text_size = points
            self.apply_and_save()
