"""Asking for a file: one place, so that whoever drives the window by program answers instead of a person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[Path], object]


class FilePrompts:
    """Opens the system's file dialogs; they call back with what was chosen, or not at all."""

    def open_file(self, parent: QWidget, title: str, name_filter: str, chosen: Chosen) -> None:
        """Ask for a file that is there."""
        dialog = QFileDialog(parent, title, "", name_filter)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: chosen(Path(name)))
        dialog.open()

    def save_file(self, parent: QWidget, title: str, suggested: str, name_filter: str, chosen: Chosen) -> None:
        """Ask where a file shall be written; an existing one is only chosen after a question."""
        dialog = QFileDialog(parent, title, suggested, name_filter)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(suggested).suffix.lstrip("."))
        dialog.selectFile(suggested)
        dialog.fileSelected.connect(lambda name: chosen(Path(name)))
        dialog.open()

    def new_file(self, parent: QWidget, title: str, suggested: Path, name_filter: str, chosen: Chosen) -> None:
        """Ask for a name that nothing has yet; whoever asked refuses one that is taken."""
        dialog = QFileDialog(parent, title, str(suggested.parent), name_filter)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(suggested.suffix.lstrip("."))
        dialog.selectFile(suggested.name)
        dialog.fileSelected.connect(lambda name: chosen(Path(name)))
        dialog.open()
