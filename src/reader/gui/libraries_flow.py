"""Several libraries, in the window: the recent ones, the list of all, copying, moving, and showing the folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from reader.errors import ReaderError
from reader.gui.appearance import Appearance
from reader.gui.file_prompts import FilePrompts
from reader.gui.flow import Flow
from reader.gui.jobs import Job, Jobs
from reader.gui.shortcuts import ActionSet
from reader.gui.theme.manager import ThemeManager
from reader.settings import Settings

if TYPE_CHECKING:
    from reader.gui.dialogs.libraries_dialog import LibrariesDialog
    from reader.services.libraries import CopyPlan
    from reader.services.opening import Library

FILTER = "Libraries (*.sqlite)"
IN_MENU = 9
"""Recent libraries in the menu; the dialog has them all."""
ACTIONS = ("open_folder", "copy_library", "move_library")
"""Actions that need an open library."""
ONE_AT_A_TIME = "That folder lies on a network share: open the library on one computer at a time."


class LibrariesFlow(Flow):
    """Knows which libraries were opened; opening and moving the open one are wishes to the program."""

    open_requested = Signal(object)
    """A path: of a library that is there, or of a new one."""
    choose_requested = Signal()
    move_requested = Signal(object)
    """Where the open library shall stand from now on; it was seen to that it can."""

    def __init__(
        self,
        jobs: Jobs,
        settings: Settings,
        appearance: Appearance,
        theme: ThemeManager,
        actions: ActionSet,
        window: QWidget,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._settings = settings
        self._appearance = appearance
        self._theme = theme
        self._actions = actions
        self._window = window
        self.prompts = FilePrompts()
        self.show_folder: Callable[[Path], object] = show_folder
        self.dialog: LibrariesDialog | None = None
        self._looking: Job | None = None
        self.menu = QMenu("Open &recent", window)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self.fill_menu)

    def use_menu_bar(self, bar: QMenuBar) -> None:
        """Put the recent libraries below the action that opens one."""
        action = self._actions["open_library"]
        for menu in (entry.menu() for entry in bar.actions()):
            if isinstance(menu, QMenu) and action in menu.actions():
                behind = menu.actions()[menu.actions().index(action) + 1 :]
                menu.insertMenu(behind[0], self.menu)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        return {
            "new_library": self.make_new,
            "libraries": self.open_list,
            "open_folder": lambda: self._about_open(self._show_folder),
            "copy_library": lambda: self._about_open(self.copy),
            "move_library": self.move,
        }

    def set_library(self, library: Library | None) -> None:
        super().set_library(library)
        for action_id in ACTIONS:
            self._actions[action_id].setEnabled(library is not None)
        if self.dialog is not None:
            self.dialog.close()
        if library is not None:
            self._settings.remember_library(library.path, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
            self._appearance.save()

    # -- opening

    def fill_menu(self) -> None:
        """The libraries that were opened last, but the open one."""
        self.menu.clear()
        current = self._library.path if self._library is not None else None
        paths = [Path(path) for path in self._settings.recent_libraries if Path(path) != current][:IN_MENU]
        for number, path in enumerate(paths, start=1):
            action = self.menu.addAction(f"&{number}  {path.stem.replace('&', '&&')}")
            action.setToolTip(str(path))
            action.triggered.connect(lambda _checked=False, path=path: self.open(path))
        if not paths:
            self.menu.addAction("No other library").setEnabled(False)
        self.menu.addSeparator()
        self.menu.addAction(self._actions["libraries"])
        self._jobs.start(lambda: [path.is_file() for path in paths], done=lambda there: self._grey(paths, there))

    def _grey(self, paths: list[Path], there: list[bool]) -> None:
        """What is not there cannot be opened. Looking may take long on a disk that sleeps, so the menu came first."""
        missing = {str(path) for path, is_there in zip(paths, there, strict=True) if not is_there}
        for action in self.menu.actions():
            if action.toolTip() in missing:
                action.setText(f"{action.text()} (not there)")
                action.setEnabled(False)

    def open(self, path: Path) -> None:
        """Open a library that is there. The one asked for last counts."""
        if self._looking is not None:
            self._looking.silence()
        self._looking = self._jobs.start(path.is_file, done=lambda there: self._open_or_tell(path, there))

    def _open_or_tell(self, path: Path, there: bool) -> None:
        self._looking = None
        if there:
            self.open_requested.emit(path)
            return
        self._tell(ReaderError(f"The library {path} is not there.", "Look for it in File, Libraries: “Find it…”."))

    def make_new(self) -> None:
        """A new library under a name that nothing has yet."""
        suggested = self._beside("New library.sqlite")
        self.prompts.new_file(self._window, "New library", suggested, FILTER, self._make)

    def _make(self, path: Path) -> None:
        def look(taken: bool) -> None:
            if taken:
                self._tell(ReaderError(f"{path} is there already.", "Choose another name, or open it."))
            else:
                self.open_requested.emit(path)

        self._jobs.start(path.exists, done=look)

    # -- the list

    def open_list(self) -> None:
        """All libraries that were opened."""
        from reader.gui.dialogs.libraries_dialog import LibrariesDialog

        if self.dialog is not None:
            return
        current = self._library.path if self._library is not None else None
        dim = self._theme.palette.text_faint
        dialog = LibrariesDialog(self._jobs, self._settings.recent_libraries, current, dim, self._window)
        dialog.open_requested.connect(self.open)
        dialog.new_requested.connect(self.make_new)
        dialog.other_requested.connect(self.choose_requested)
        dialog.find_requested.connect(self._find)
        dialog.forget_requested.connect(self._forget)
        dialog.folder_requested.connect(self._show_folder)
        dialog.copy_requested.connect(self.copy)
        dialog.move_requested.connect(self.move)
        dialog.finished.connect(self._list_closed)
        self.dialog = dialog
        dialog.open()

    def _list_closed(self) -> None:
        self.dialog = None

    def _find(self, missing: Path) -> None:
        """Somebody knows where a library is that was not there."""

        def found(path: Path) -> None:
            opened = self._settings.recent_libraries.get(str(missing), "")
            self._settings.recent_libraries = {
                str(path) if known == str(missing) else known: at
                for known, at in self._settings.recent_libraries.items()
                if known != str(path)
            } or {str(path): opened}
            self._keep()

        self.prompts.open_file(self.dialog or self._window, f"Find {missing.name}", FILTER, found)

    def _forget(self, path: Path) -> None:
        self._settings.forget_library(path)
        self._keep()

    def _keep(self) -> None:
        self._appearance.save()
        if self.dialog is not None:
            self.dialog.show_recent(self._settings.recent_libraries)

    # -- copying and moving

    def copy(self, path: Path) -> None:
        """Copy a library to a place that a person chooses."""
        suggested = path.with_name(f"{path.stem} copy{path.suffix}")
        self.prompts.new_file(
            self._over(), "Copy the library", suggested, FILTER, lambda target: self._plan(path, target, self._copy)
        )

    def move(self) -> None:
        """Move the open library to a place that a person chooses."""
        library = self._library
        busy = next((job.label for job in self._jobs.running if job.writes and job.label), "")
        if library is None:
            return
        if busy:
            self._tell(ReaderError(f"The library is being written: {busy}.", "Move it once that has ended."))
            return
        self.prompts.new_file(
            self._over(), "Move the library", library.path, FILTER,
            lambda target: self._plan(library.path, target, self._ask_move),
        )  # fmt: skip

    def _plan(self, path: Path, target: Path, go: Callable[[CopyPlan], None]) -> None:
        from reader.services import libraries

        self._jobs.start(lambda: libraries.plan_copy(path, target), done=go, failed=self._tell)

    def _ask_move(self, plan: CopyPlan) -> None:
        from reader.gui.dialogs.question import QuestionDialog

        told = (
            f"It is copied and checked first; then the file in {plan.path.parent} is removed. Its backups stay there."
        )
        question = QuestionDialog(
            "Move the library",
            f"Move the library to {plan.target}?",
            f"{told} {ONE_AT_A_TIME}" if plan.on_network else told,
            "Move",
            self._over(),
        )
        question.confirmed.connect(lambda: self.move_requested.emit(plan.target))
        question.open()

    def _copy(self, plan: CopyPlan) -> None:
        from reader.services import libraries

        self._jobs.start(
            lambda: libraries.copy_library(plan.path, plan.target),
            done=lambda target: self._copied(plan, target),
            failed=self._tell,
            cancelled=lambda: self.told.emit("Copying stopped: nothing was left behind"),
            label="Copying the library",
            phrase="Copying the library: {done} of {total} pages",
            writes=True,
        )

    def _copied(self, plan: CopyPlan, target: Path) -> None:
        from reader.gui.dialogs.libraries_told import ToldDialog

        told = f"The copy was checked and is whole: {target}"
        dialog = ToldDialog(
            "The library was copied",
            f"{told}\n{ONE_AT_A_TIME}" if plan.on_network else told,
            "Open the copy",
            self._over(),
        )
        dialog.asked.connect(lambda: self.open(target))
        dialog.open()

    def tell_moved(self, path: Path, backups: Path | None) -> None:
        """The open library stands somewhere else now; ``path`` is where it was."""
        from reader.gui.dialogs.libraries_told import ToldDialog

        self._settings.forget_library(path)
        self._appearance.save()
        library = self._library
        told = f"It stands in {library.path} now." if library is not None else ""
        if backups is not None:
            told += f"\nIts backups are still in {backups}."
        dialog = ToldDialog("The library was moved", told, "Open its folder", self._window)
        if library is not None:
            dialog.asked.connect(lambda: self.show_folder(library.path.parent))
        dialog.open()

    # -- private

    def _about_open(self, call: Callable[[Path], object]) -> None:
        if self._library is not None:
            call(self._library.path)

    def _show_folder(self, path: Path) -> None:
        if self.show_folder(path.parent) is False:
            self._tell(ReaderError("No file manager could be opened here.", f"The library stands in {path.parent}."))

    def _over(self) -> QWidget:
        return self.dialog or self._window

    def _beside(self, name: str) -> Path:
        from reader.paths import default_library

        path = self._library.path if self._library is not None else default_library()
        return path.with_name(name)

    def _tell(self, error: BaseException) -> None:
        if not isinstance(error, ReaderError):
            self._jobs.failed.emit(error)
            return
        from reader.gui.dialogs.problem import ProblemDialog

        ProblemDialog(error, self._over()).open()


def show_folder(folder: Path) -> bool:
    """Show a folder in the system's file manager; False where there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
