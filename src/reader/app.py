"""The desktop program: settings, window, library, and what happens between the start and the end."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from reader.errors import LibraryError, ReaderError
from reader.gui.bare_colours import bare_colours
from reader.gui.main_window import MainWindow
from reader.paths import default_library, resource
from reader.settings import Settings, WindowState

if TYPE_CHECKING:
    from reader.domain.item_summary import ItemSummary
    from reader.domain.profiling import Profiler
    from reader.gui.crash import FailureDesk
    from reader.gui.jobs import Jobs
    from reader.gui.library_moving import LibraryMoving
    from reader.gui.theme.manager import ThemeManager
    from reader.services.framework_choice import FrameworkChoice
    from reader.services.opening import Backup, Library

# Only what the bare frame needs is imported up here. The rest follows behind the first paint, off the GUI thread.

PAINT_PATIENCE_MS = 2000
"""A window that never paints (started minimised) opens its library after this time all the same."""

SWITCH_S = 0.001
"""How soon a busy thread lets the GUI thread in."""
NETWORK_WARNING = "This library lies on a network share: open it on one computer at a time."


class Opened(NamedTuple):
    """What the window needs of a library that was opened."""

    library: Library
    items: Sequence[ItemSummary]
    choice: FrameworkChoice
    profiler: Profiler
    samples_missing: bool
    on_network: bool


class Program(QObject):
    """One running program: a window, its jobs, and the library that is open.

    ``theme``, ``jobs`` and ``failures`` are there once it is ``built``, shortly after the first paint.
    """

    built = Signal()
    library_opened = Signal()
    trouble = Signal(object)
    """The library cannot be opened; carries the dialog with the ways out."""

    theme: ThemeManager
    jobs: Jobs
    failures: FailureDesk

    def __init__(
        self,
        application: QApplication,
        library_path: Path | None = None,
        files: Sequence[Path] = (),
        *,
        theme: ThemeManager | None = None,
        settings: Settings | None = None,
        state: WindowState | None = None,
        catches_failures: bool = False,
    ) -> None:
        super().__init__()
        self._application = application
        self.settings = settings or Settings.load()
        self.state = state or WindowState.load()
        self.window = MainWindow(self.settings, self.state)
        self.library: Library | None = None
        self._given_theme = theme
        self._catches_failures = catches_failures
        self._path = library_path or self._last_library()
        self._files = list(files)
        self._waiting: Library | None = None
        self._moving: LibraryMoving | None = None
        self._asked = 0
        self._stage = 0
        # A timer of its own, not `singleShot`: that one would still call on a program that has ended, half gone.
        self._patience = QTimer(self, singleShot=True, interval=PAINT_PATIENCE_MS)
        self._patience.timeout.connect(self._begin)

    def _last_library(self) -> Path:
        last = Path(self.settings.last_library) if self.settings.last_library else None
        return last if last is not None and last.is_file() else default_library()

    # -- start and end

    def start(self) -> None:
        """Show the bare frame; all else follows once it has painted."""
        dark = self._application.palette().window().color().lightness() < 128
        choice = self.settings.theme
        self.window.paint_bare(bare_colours(choice if choice != "system" else "dark" if dark else "light"))
        self.window.installEventFilter(self)
        self.window.show()
        self._patience.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint."""
        if event.type() == QEvent.Type.Paint:
            self.window.removeEventFilter(self)
            # Not in the very next turn: that one brings the picture to the screen.
            QTimer.singleShot(0, lambda: QTimer.singleShot(0, self._begin))
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        if self._stage:
            return
        self._stage = 1
        self._patience.stop()
        from reader.gui.crash import FailureDesk
        from reader.gui.jobs import Jobs

        self.jobs = Jobs(self)
        self.failures = FailureDesk(self)
        self.failures.set_window(lambda: self.window)
        if self._catches_failures:
            self.failures.install()
        self.jobs.failed.connect(self.failures.report)
        self.window.closed.connect(self.end)
        self._application.aboutToQuit.connect(self.end)
        self.jobs.start(import_parts, done=lambda _none: self._build())

    def _build(self) -> None:
        from reader.gui.window_parts import ThemeManager

        self.theme = self._given_theme or ThemeManager(self._application, self.settings.theme)
        self.window.build(self.theme, self.jobs)
        self.window.open_library_requested.connect(self._choose_library)
        self.window.flows.libraries.open_requested.connect(self._open_chosen)
        self.window.flows.libraries.move_requested.connect(self._move)
        self.built.emit()
        self.open(self._path)

    def end(self) -> None:
        """End all jobs and close the library; called when the window closes, and once more on quitting."""
        if self._stage == 2:
            return
        self._patience.stop()
        if self._stage == 1:
            self._application.aboutToQuit.disconnect(self.end)
            self.jobs.shutdown()
            for library in (self.library, self._waiting):
                if library is not None:
                    library.close()
            self.library = self._waiting = None
            if self._moving is not None:
                self._moving.let_go()
        self._stage = 2
        self._application.quit()

    # -- opening

    def open(self, path: Path) -> None:
        """Open a library and show it; the one that was open before is closed. The one asked for last counts."""
        self._path = path
        self._asked += 1
        number = self._asked
        self.jobs.start(
            lambda: opened(path),
            done=lambda found: self._show(found, number),
            failed=lambda error: self._show_trouble(path, error) if number == self._asked else None,
        )

    def _show(self, found: Opened, number: int) -> None:
        from reader.gui.garbage import keep_all_for_good
        from reader.services.frameworks import adopt

        self._waiting = None
        if number != self._asked:
            found.library.close()
            return
        writing = [job for job in self.jobs.running if job.writes] if self.library is not None else []
        if writing:  # what was asked of the library that goes is done first
            self._waiting = found.library
            writing[-1].ended.connect(lambda: QTimer.singleShot(0, self, lambda: self._show(found, number)))
            return
        before, self.library = self.library, found.library
        if before is not None:
            self.state.change_library(before.path, found.library.path)
            self.window.detach()
            before.close()
        adopt(found.profiler)
        self.window.attach(found.library, found.items, found.choice)
        if found.samples_missing:
            self.window.start_page.say("Making the sample conversations ready…")
            self.window.operations.import_ended.connect(self._samples_in)
            self.window.operations.import_samples()
        else:
            self.window.pane.set_waiting(False)
            self._open_something()
        if self._files:
            self.window.import_flow.look_at(self._files)
            self._files = []
        if found.on_network:
            self.window.status.tell(NETWORK_WARNING)
        if before is None:
            keep_all_for_good()
        self.library_opened.emit()
        if self._moving is not None and found.library.path == self._moving.target:
            self._moving.finish()

    def _open_chosen(self, path: Path) -> None:
        """Open a library that the person chose, and open it again at the next start."""
        busy = next((job.label for job in self.jobs.running if job.writes and job.label), "")
        if self.library is not None and busy:
            advice = "Open another one once that has ended, or stop it in the line at the bottom."
            self.failures.report(LibraryError(f"The library is being written: {busy}.", advice))
            return
        self.settings.last_library = "" if path == default_library() else str(path)
        self.window.appearance.save()
        self.open(path)

    def _move(self, target: Path) -> None:
        """Let the open library stand somewhere else: nothing of it is shown or written until it is there."""
        from reader.gui.library_moving import LibraryMoving

        library = self.library
        if library is None:
            return
        self.library = None
        self.window.detach()
        self.window.start_page.say("Moving the library…")
        self._moving = moving = LibraryMoving(self.jobs, library, target, self)
        moving.copied.connect(lambda: self._open_chosen(target))
        moving.given_up.connect(self._not_moved)
        moving.moved.connect(lambda backups: self._moved(moving.path, backups))
        moving.left_behind.connect(lambda error: self._moved(moving.path, None, error))
        moving.start()

    def _not_moved(self, error: BaseException | None) -> None:
        """The library is where it was."""
        assert self._moving is not None
        path, self._moving = self._moving.path, None
        if error is not None:
            self.failures.report(error)
        self._open_chosen(path)

    def _moved(self, path: Path, backups: Path | None, error: BaseException | None = None) -> None:
        self._moving = None
        if error is not None:
            self.failures.report(error)
        else:
            self.window.flows.libraries.tell_moved(path, backups)

    def _open_something(self) -> None:
        """The item that was open last, else the topmost of the list; an empty library shows the library page."""
        items = self.window.model.items
        if any(item.slug == self.state.last_item for item in items):
            self.window.navigator.open_item(self.state.last_item)
        elif items:
            self.window.navigator.open_item(self.window.model.rows[0].id)
        else:
            self.window.navigator.show_library(visit=False)

    def _samples_in(self) -> None:
        """Wait for the list that holds them: one that was asked for earlier may still be empty."""
        self.window.operations.import_ended.disconnect(self._samples_in)
        self.window.changes.refresh_list(self._samples_ready)

    def _samples_ready(self) -> None:
        """The samples are in, or somebody stopped them: either way the list is what it is now."""
        self.window.pane.set_waiting(False)
        self._open_something()

    # -- trouble

    def _show_trouble(self, path: Path, error: BaseException) -> None:
        if self._moving is not None:
            self._not_moved(error)
            return
        if not isinstance(error, ReaderError):
            self.failures.report(error)
            return
        if self.library is not None:  # another library was asked for; the one that is open stays
            self.failures.report(error)
            return
        from reader.gui.dialogs.library_trouble import LibraryTroubleDialog
        from reader.services import opening

        dialog = LibraryTroubleDialog(path, error, opening.list_backups(path), self.window)
        dialog.retry_requested.connect(lambda: self.open(path))
        dialog.other_requested.connect(self._choose_library)
        dialog.restore_requested.connect(lambda backup: self._restore(path, backup))
        dialog.anew_requested.connect(lambda: self._start_anew(path))
        dialog.quit_requested.connect(self.window.close)
        dialog.open()
        self.trouble.emit(dialog)

    def _restore(self, path: Path, backup: Backup) -> None:
        from reader.services import opening

        self._mend(path, lambda: opening.restore_backup(path, backup))

    def _start_anew(self, path: Path) -> None:
        from reader.services import opening

        self._mend(path, lambda: opening.set_aside(path))

    def _mend(self, path: Path, work: object) -> None:
        self.jobs.start(
            work,  # type: ignore[arg-type]
            done=lambda _result: self.open(path),
            failed=lambda error: self._show_trouble(path, error),
            writes=True,
        )

    def _choose_library(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self.window, "Open library, or name a new one", str(self._path.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Open")
        dialog.setNameFilter("Libraries (*.sqlite)")
        dialog.setDefaultSuffix("sqlite")
        dialog.fileSelected.connect(lambda name: self._open_chosen(Path(name)))
        dialog.rejected.connect(self._nothing_chosen)
        dialog.open()

    def _nothing_chosen(self) -> None:
        if self.library is None:
            self.open(self._path)


def opened(path: Path) -> Opened:
    """Open a library, and import on this thread what the window needs to show it. Raises ReaderError."""
    from reader.services import browsing, demo, framework_choice, frameworks, opening

    library = opening.open_library(path)
    try:
        items = browsing.list_items(library)
        missing = demo.demo_missing(library)
        choice = framework_choice.choice_of(library)
        profiler = frameworks.new_profiler(choice.framework)
        import_pages()
    except BaseException:
        library.close()
        raise
    return Opened(library, items, choice, profiler, missing, opening.is_network_folder(path))


def import_parts() -> None:
    """Import what the window is built of."""
    import reader.gui.window_parts  # noqa: F401


def import_pages() -> None:
    """Import the pages with pyqtgraph; building them afterwards is quick."""
    import reader.gui.pages.compare_page
    import reader.gui.pages.item_page
    import reader.gui.pages.library_page
    import reader.gui.pages.methodology_page  # noqa: F401


def run(library_path: Path | None = None, files: Sequence[Path] = ()) -> int:
    """Run the program until its window is closed; returns the exit code."""
    import signal

    from PySide6.QtGui import QIcon

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.setswitchinterval(SWITCH_S)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("perspective-reader")
    application.setApplicationDisplayName("Perspective Reader")
    application.setDesktopFileName("perspective-reader")
    application.setWindowIcon(QIcon(str(resource("icons", "perspective-reader-256.png"))))
    program = Program(application, library_path, files, catches_failures=True)
    program.start()
    code = application.exec()
    program.end()
    return code


def main() -> int:
    """Start the program on the files named on the command line, if any."""
    return run(None, [Path(name) for name in sys.argv[1:]])
