"""Watching the content folder: one quiet signal some time after something in it changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

REST_MS = 700
"""How long a folder has to rest: an editor that saves, or a checkout of a repository, touches many files at once."""
MOST_FILES = 2_000
"""So many files are watched one by one, for what is written into them in place. Systems have few such watches; where
there are more files, a look when the window comes to the front finds what the folders do not tell."""


class FolderWatch(QObject):
    """Watches folders, and files in them. Where the system cannot watch, nothing is told: the window looks anyway."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.changed)
        self._watcher.directoryChanged.connect(lambda _path: self._rest.start())
        self._watcher.fileChanged.connect(lambda _path: self._rest.start())

    @property
    def watched(self) -> list[str]:
        """The paths that are watched."""
        return [*self._watcher.directories(), *self._watcher.files()]

    def watch(self, folders: Sequence[Path], files: Sequence[Path]) -> None:
        """Watch these, and nothing else. Files that were replaced since are watched anew."""
        wanted = [str(path) for path in (*folders, *files[:MOST_FILES])]
        left = set(self.watched) - set(wanted)
        if left:
            self._watcher.removePaths(list(left))
        new = [path for path in wanted if path not in set(self.watched)]
        if new:
            self._watcher.addPaths(new)

    def rest(self) -> None:
        """Nothing that came up to now has to be told: it was the program itself."""
        self._rest.stop()

    def stop(self) -> None:
        """Watch nothing."""
        self._rest.stop()
        if self.watched:
            self._watcher.removePaths(self.watched)
