"""The content folder in the window: looking at it, watching it, the dialog, and changing slugs."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.domain.change import Change
from reader.errors import ReaderError
from reader.gui.content_watch import FolderWatch
from reader.gui.flow import Flow
from reader.gui.jobs import Job, Jobs
from reader.gui.navigator import Navigator
from reader.gui.operations import Operations
from reader.gui.slug_change import SlugChange
from reader.gui.theme.manager import ThemeManager

if TYPE_CHECKING:
    from reader.domain.content import ContentPlan, ContentReport
    from reader.domain.progress import Progress
    from reader.gui.dialogs.content_dialog import ContentDialog
    from reader.services.content_folder import Stamp
    from reader.services.content_taking import TakenIn
    from reader.services.opening import Library

FIRST_LOOK_MS = 1_500
"""How long after a library was opened its folder is looked at first: what a person opened comes before it."""


class Looked:
    """What a look found, with the picture of the folder just before it, and all paths to be watched."""

    def __init__(self, plan: ContentPlan, stamp: Stamp, folders: list[Path]) -> None:
        self.plan = plan
        self.stamp = stamp
        self.folders = folders
        self.files = [Path(plan.folder, name) for name, size, _ in stamp if size >= 0]


class ContentFlow(Flow):
    """Looks when something changed, and tells; takes in and writes back when a person wants it."""

    news_counted = Signal(int)
    """How many changes of the folder wait for a person."""
    looked = Signal()
    """A look has ended, whatever it found."""

    def __init__(
        self, jobs: Jobs, operations: Operations, navigator: Navigator, theme: ThemeManager, window: QWidget
    ) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._operations = operations
        self._theme = theme
        self._window = window
        self.slugs = SlugChange(jobs, operations, navigator, window)
        self._watch = FolderWatch(self)
        self._seen: Any = None
        self._stamp: Stamp | None = None
        self._looking: Job | None = None
        self._doing: Job | None = None
        self._wanted_again = False
        self.plan: ContentPlan | None = None
        self.dialog: ContentDialog | None = None
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.setInterval(FIRST_LOOK_MS)
        self._first.timeout.connect(self.look)
        self._watch.changed.connect(self.look_if_changed)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        return {"content_folder": self.open_dialog, "change_slug": lambda: self.slugs.open(self._library)}

    def set_library(self, library: Library | None) -> None:
        super().set_library(library)
        if self._looking is not None:
            self._looking.silence()
        self._looking, self._seen, self._stamp, self.plan = None, None, None, None
        self._wanted_again = False
        self._watch.stop()
        self.news_counted.emit(0)
        self._first.stop()
        if library is not None:
            self._first.start()
        elif self.dialog is not None:
            self.dialog.close()

    def take_change(self, change: Change) -> None:
        """What changed here may have to go to the folder: the dialog shows that at once, else nobody asks."""
        if self.dialog is not None and self._doing is None:
            self.look()

    def watch_window(self) -> None:
        """Look when the window comes to the front: not every system tells what happens in a folder."""
        self._window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and self._stamp is not None:
            self.look_if_changed()
        return super().eventFilter(watched, event)

    # -- looking

    def look_if_changed(self) -> None:
        """Look, unless the folder is as it was at the last look."""
        library, before = self._library, self._stamp
        if library is None or self._doing is not None:
            return
        from reader.services import content_folder

        def is_changed() -> bool:
            root = content_folder.folder_of(library)
            return root is not None and content_folder.stamp(root) != before

        self._jobs.start(is_changed, done=lambda changed: self.look() if changed else None)

    def look(self) -> None:
        """Compare folder and library. A look that is under way is followed by another one."""
        library = self._library
        if library is None or self._doing is not None:
            return
        if self._looking is not None:
            self._wanted_again = True
            return
        from reader.services import content_folder
        from reader.services.content_looking import SeenFiles

        if self._seen is None:
            self._seen = SeenFiles()
        seen = self._seen

        def work() -> Generator[Progress, None, Looked | None]:
            root = content_folder.folder_of(library)
            if root is None:
                return None
            stamp = content_folder.stamp(root)
            plan = yield from content_folder.look(library, seen)
            return Looked(plan, stamp, content_folder.watched_folders(root))

        if self.dialog is not None and self.plan is not None:
            self.dialog.show_looking(self.plan.folder)
        self._looking = self._jobs.start(work, done=self._take_look, failed=self._look_failed)

    def _take_look(self, found: Looked | None) -> None:
        self._looking = None
        if found is None:
            self._watch.stop()
            self.plan, self._stamp = None, None
        else:
            self.plan, self._stamp = found.plan, found.stamp
            self._watch.watch(found.folders, found.files)
            self._tell_assessed(found.plan.assessed)
        self.news_counted.emit(found.plan.news if found is not None else 0)
        self._show()
        self._look_ended()

    def _tell_assessed(self, item_ids: frozenset[int]) -> None:
        """Assessments came, changed or went: page and lists show what they say. No command did that, so no undo."""
        if item_ids:
            self._operations.changed.emit(Change("Assessments", item_ids))

    def _look_failed(self, error: BaseException) -> None:
        self._looking = None
        self.plan = None
        self.news_counted.emit(0)
        if not isinstance(error, ReaderError):
            self._jobs.failed.emit(error)
        elif self.dialog is not None:
            self.dialog.show_problem(self._folder(), str(error))
        else:
            self.told.emit(str(error))
        self._look_ended()

    def _look_ended(self) -> None:
        self.looked.emit()
        if self._wanted_again:
            self._wanted_again = False
            self.look()

    def _folder(self) -> str:
        return self._library.content.folder() if self._library is not None else ""

    # -- the dialog

    def open_dialog(self) -> None:
        """Show what differs."""
        from reader.gui.dialogs.content_dialog import ContentDialog

        if self._library is None or self.dialog is not None:
            return
        dialog = ContentDialog(self._window)
        dialog.folder_requested.connect(self.choose_folder)
        dialog.untie_requested.connect(self._untie)
        dialog.look_requested.connect(self.look)
        dialog.help_requested.connect(self.open_help)
        dialog.cancel_requested.connect(self._cancel)
        dialog.take_in_requested.connect(self._take_in)
        dialog.write_back_requested.connect(self._write_back)
        dialog.finished.connect(self._dialog_closed)
        self.dialog = dialog
        if self.plan is not None:
            self._show()
        else:
            dialog.show_looking("")
        dialog.open()
        self._first.stop()
        self.look()

    def _dialog_closed(self) -> None:
        self.dialog = None

    def _show(self) -> None:
        if self.dialog is None:
            return
        if self.plan is None:
            self.dialog.show_untied()
            return
        from reader.services.content_telling import summary_line

        self.dialog.show_plan(self.plan, summary_line(self.plan))

    def open_help(self) -> None:
        """How the files are made."""
        from reader.gui.dialogs.content_help import ContentHelpDialog

        ContentHelpDialog(self._theme.palette, self.dialog or self._window).open()

    # -- tying

    def choose_folder(self) -> None:
        """Ask for the folder of a site."""
        parent = self.dialog or self._window
        chooser = QFileDialog(parent, "Choose the folder of a site: the one that holds content/resources")
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.fileSelected.connect(lambda name: self.tie(Path(name)))
        chooser.open()

    def tie(self, folder: Path) -> None:
        """Tie the library to a folder, and look at it."""
        from reader.services import content_folder

        library = self._library
        if library is not None:
            self._settle(lambda: content_folder.tie(library, folder))

    def _untie(self) -> None:
        from reader.services import content_folder

        library = self._library
        if library is not None:
            self._settle(lambda: content_folder.untie(library))

    def _settle(self, work: Callable[[], object]) -> None:
        library = self._library
        if library is None:
            return

        def settle() -> frozenset[int]:
            forgotten = library.content.assessed()
            work()
            return forgotten - library.content.assessed()

        def settled(forgotten: frozenset[int]) -> None:
            self.plan, self._seen, self._stamp = None, None, None
            self._tell_assessed(forgotten)
            self.look()

        self._jobs.start(settle, done=settled, failed=self._settle_failed, writes=True)

    def _settle_failed(self, error: BaseException) -> None:
        if isinstance(error, ReaderError) and self.dialog is not None:
            self.dialog.say("", str(error))
        else:
            self._jobs.failed.emit(error)

    # -- taking in and writing back

    def _take_in(self, keys: list[str], sides: dict[tuple[str, str], str]) -> None:
        from reader.services.content_taking import take_in

        plan = self.plan
        if plan is not None:
            self._do(lambda library: take_in(library, plan, keys, sides), "Taking in", self._taken)

    def _write_back(self, keys: list[str], sides: dict[tuple[str, str], str], rename: bool) -> None:
        from reader.services.content_writing import write_back

        plan = self.plan
        if plan is not None:
            self._do(
                lambda library: write_back(library, plan, keys, sides, rename=rename), "Writing back", self._written
            )

    def _do(self, call: Callable[[Library], Any], label: str, done: Callable[[Any], object]) -> None:
        if self._doing is not None:
            return
        if self.dialog is not None:
            self.dialog.say("")
        self._doing = self._operations.run(
            call,
            label,
            progress=lambda step: self.dialog.show_working(step) if self.dialog is not None else None,
            ended=self._done,
            done=done,
        )

    def _done(self) -> None:
        """Done, stopped or failed: what it did to the folder itself is no news."""
        self._doing = None
        self._watch.rest()
        if self.dialog is not None:
            self.dialog.show_working(None)
        self.look()

    def _taken(self, taken: TakenIn) -> None:
        self._tell(taken.report, "taken in")

    def _written(self, report: ContentReport) -> None:
        self._tell(report, "written back")

    def _tell(self, report: ContentReport, verb: str) -> None:
        from reader.services.content_telling import refusals, report_lines

        line = " ".join(report_lines(report, verb))
        if self.dialog is not None:
            self.dialog.say(line, *refusals(report))
        if line:
            self.told.emit(line)

    def _cancel(self) -> None:
        if self._doing is not None:
            self._doing.cancel()
