"""How the window was left, kept and restored: place, panes, splitters, the open item and the position in each."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from reader.errors import SettingsError
from reader.gui.shortcuts import ActionSet
from reader.settings import WindowState

if TYPE_CHECKING:
    from collections.abc import Mapping

SAVE_AFTER_MS = 1500

_log = logging.getLogger(__name__)


class WindowMemory(QObject):
    """Writes the state a moment after it changed, so that even a killed program finds its place again."""

    def __init__(self, window: QMainWindow, state: WindowState, actions: ActionSet) -> None:
        super().__init__(window)
        self._window = window
        self._state = state
        self._actions = actions
        self._panes: dict[str, QWidget] = {}
        self._splitters: dict[str, QSplitter] = {}
        self._kept = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)

    def keep_nothing(self) -> None:
        """Write nothing from now on (pictures of the window leave no trace)."""
        self._kept = False

    def watch(self, panes: Mapping[str, QWidget], *splitters: QSplitter) -> None:
        """Restore these panes (by the action that shows them) and splitters, and keep them from now on."""
        for splitter in splitters:
            name = splitter.objectName()
            self._splitters[name] = splitter
            sizes = self._state.splitters.get(name, [])
            if len(sizes) == splitter.count() and sum(sizes) > 0:
                splitter.setSizes(sizes)
                splitter.setProperty("chosen", True)
            splitter.splitterMoved.connect(lambda _place, _index, s=splitter: self._splitter_moved(s))
        for action_id, pane in panes.items():
            self._panes[action_id] = pane
            shown = action_id not in self._state.hidden_panes
            self._actions[action_id].setChecked(shown)
            pane.setVisible(shown)
            self._actions[action_id].toggled.connect(lambda shown, a=action_id: self._show_pane(a, shown))

    def _show_pane(self, action_id: str, shown: bool) -> None:
        self._panes[action_id].setVisible(shown)
        hidden = [name for name in self._panes if not self._actions[name].isChecked()]
        self._state.hidden_panes = hidden
        self.touch()

    def _splitter_moved(self, splitter: QSplitter) -> None:
        """From now on its sizes are the person's choice."""
        splitter.setProperty("chosen", True)
        self.touch()

    def touch(self) -> None:
        """Something changed: write it soon."""
        if self._kept:
            self._timer.start()

    def save(self) -> None:
        """Write the state now. A disk that refuses costs the place in the text, never the window."""
        self._timer.stop()
        if not self._kept:
            return
        self._state.geometry = bytes(self._window.saveGeometry().toBase64().data()).decode("ascii")
        for name, splitter in self._splitters.items():
            if splitter.property("chosen") and all(splitter.sizes()):
                self._state.splitters[name] = splitter.sizes()
        try:
            self._state.save()
        except SettingsError as error:
            _log.warning("%s", error)
