"""All frameworks: which one this library uses, and what can be done with each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reader.domain.wording import count
from reader.errors import FrameworkError, ReaderError
from reader.gui.dialogs.base import Dialog
from reader.gui.dialogs.framework_name import FrameworkNameDialog
from reader.gui.dialogs.framework_tree import FrameworkTree
from reader.gui.dialogs.question import QuestionDialog
from reader.gui.file_prompts import FilePrompts
from reader.gui.jobs import JobGroup, Jobs
from reader.gui.widgets.labels import button, label, restyle

if TYPE_CHECKING:
    from reader.services.frameworks import FrameworkEntry

NAME_FILTER = "Frameworks (*.toml);;All files (*)"
MOST_PROBLEMS = 12
"""Problems of a file that are listed; the rest are counted."""


class FrameworksDialog(Dialog):
    """Does with the files what they are there for by itself; what touches the library or the window it asks for."""

    outlives_library = True

    use_requested = Signal(str)
    edit_requested = Signal(str)
    methodology_requested = Signal(str)
    compare_requested = Signal(str)
    entries_shown = Signal()
    file_changed = Signal(str)
    """The file of a framework was replaced or removed; carries its id."""

    def __init__(self, jobs: Jobs, prompts: FilePrompts, in_use: str, parent: QWidget | None) -> None:
        super().__init__("Frameworks", parent)
        self.setObjectName("frameworks_dialog")
        self._jobs = jobs
        self._reading = JobGroup(jobs)
        self._working = self._closes_after = False
        self._prompts = prompts
        self._in_use = in_use
        self._wanted = in_use
        self.entries: list[FrameworkEntry] = []
        self.list = FrameworkTree()
        self.details = label("muted", wraps=True, selectable=True)
        self.outcome = label("text", wraps=True, selectable=True)
        self.buttons: dict[str, QPushButton] = {}
        self._assemble()
        self.list.currentItemChanged.connect(lambda *_: self._show_state())
        self.list.itemActivated.connect(lambda *_: self._edit())
        self.reload()
        self.fit(900, 560)

    def _assemble(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(6)
        for name, text, call in self._verbs():
            if not name:
                side.addSpacing(10)
                continue
            self.buttons[name] = button(text, kind="danger" if name == "remove" else "")
            self.buttons[name].clicked.connect(lambda _checked=False, call=call: call())
            side.addWidget(self.buttons[name])
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.list, 1)
        left.addWidget(self.details)
        left.addWidget(self.outcome)
        row.addLayout(left, 1)
        row.addLayout(side)
        self.add(row, 1)
        self.add_buttons(self.close_button())  # not the default one: Enter is for the list

    def _verbs(self) -> tuple[tuple[str, str, Callable[[], object]], ...]:
        return (
            ("use", "Use for this library", self._use),
            ("edit", "Edit…", self._edit),
            ("duplicate", "Duplicate…", self._duplicate),
            ("check", "Check", self._check),
            ("", "", self.reload),
            ("methodology", "Methodology", lambda: self._ask(self.methodology_requested)),
            ("compare", "Compare…", lambda: self._ask(self.compare_requested)),
            ("", "", self.reload),
            ("import", "Import…", self._import),
            ("export", "Export…", self._export),
            ("remove", "Remove", self._remove),
        )

    # -- what is shown

    @property
    def chosen(self) -> FrameworkEntry | None:
        """The framework that the buttons are about."""
        return self.list.chosen

    def choose(self, framework_id: str) -> None:
        """Go to a framework by its id."""
        self.list.choose(framework_id)

    def set_in_use(self, framework_id: str) -> None:
        """The library uses this framework now."""
        self._in_use = framework_id
        self._show_entries(self.entries)

    def reload(self, wanted: str = "") -> None:
        """Read the folder anew; ``wanted`` is chosen then."""
        from reader.services import frameworks

        self._wanted = wanted or (self.chosen.id if self.chosen is not None else self._wanted)
        if not self.entries:
            self._show_state()
            self.details.setText("Reading…")
        self._reading.start(frameworks.list_frameworks, done=self._show_entries, failed=self._tell)

    def _show_entries(self, entries: Sequence[FrameworkEntry]) -> None:
        wanted = self.chosen.id if self.chosen is not None and entries is self.entries else self._wanted
        self.entries = list(entries)
        self.list.show_entries(self.entries, self._in_use, wanted)
        self._show_state()
        self.entries_shown.emit()

    def _show_state(self) -> None:
        entry = self.chosen
        self.say("")
        sound = entry is not None and not entry.problem
        own = entry is not None and not entry.built_in
        used = entry is not None and entry.id == self._in_use
        for name, can in (
            ("use", sound and not used),
            ("edit", sound),
            ("duplicate", sound),
            ("check", entry is not None),
            ("methodology", sound),
            ("compare", sound),
            ("import", True),
            ("export", entry is not None),
            ("remove", own and not used),
        ):
            self.buttons[name].setEnabled(can and not self._working)
        self.buttons["remove"].setToolTip("This library uses it: choose another one first." if own and used else "")
        self.buttons["edit"].setToolTip("" if own else "It comes with the program: a copy is made and edited.")
        if entry is None:
            self.details.setText("")
            return
        self.details.setText(f"{entry.id} · {entry.path}")
        if entry.problem:
            self.say(entry.problem, problem=True)

    def say(self, text: str, *, problem: bool = False) -> None:
        """Tell how something went; empty takes it away."""
        self.outcome.setText(text)
        self.outcome.setVisible(bool(text))
        role = "error" if problem else "text"
        if self.outcome.property("role") != role:
            self.outcome.setProperty("role", role)
            restyle(self.outcome)

    def _tell(self, error: BaseException) -> None:
        """A failure of the file, the disk or the person is a sentence here; anything else is the program's."""
        if not isinstance(error, ReaderError):
            self._jobs.failed.emit(error)
            return
        problems = error.problems if isinstance(error, FrameworkError) else (str(error),)
        lines = list(problems[:MOST_PROBLEMS])
        if len(problems) > MOST_PROBLEMS:
            lines.append(f"and {len(problems) - MOST_PROBLEMS} more")
        self.say("\n".join(lines), problem=True)

    # -- verbs

    def _run(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Do something with the files; the dialog stays until it is done."""
        self._working = True
        self._show_state()
        self._jobs.start(
            work,
            done=lambda result: self._ended(lambda: done(result)),
            failed=lambda error: self._ended(lambda: self._tell(error)),
        )

    def _ended(self, tell: Callable[[], object]) -> None:
        self._working = False
        self._show_state()
        tell()
        if self._closes_after:
            self.reject()

    def done(self, result: int) -> None:
        """Close, as soon as nothing is done any more."""
        if self._working:
            self._closes_after = True
            return
        self._reading.silence()
        super().done(result)

    def _ask(self, wish: Any) -> None:
        if self.chosen is not None:
            wish.emit(self.chosen.id)

    def _use(self) -> None:
        self._ask(self.use_requested)

    def _edit(self) -> None:
        entry = self.chosen
        if entry is None or entry.problem:
            return
        if entry.built_in:
            self._duplicate(then_edit=True)
        else:
            self.edit_requested.emit(entry.id)

    def _duplicate(self, then_edit: bool = False) -> None:
        entry = self.chosen
        if entry is None:
            return
        dialog = FrameworkNameDialog(entry.name, [one.id for one in self.entries], then_edit, self)
        source = entry.id
        dialog.named.connect(lambda new_id, name: self._copy(source, new_id, name, then_edit))
        dialog.open()

    def _copy(self, source: str, new_id: str, name: str, then_edit: bool) -> None:
        from reader.services import framework_files

        self._run(
            lambda: framework_files.duplicate_framework(source, new_id, name),
            lambda entry: self._copied(entry, then_edit),
        )

    def _copied(self, entry: FrameworkEntry, then_edit: bool) -> None:
        self.reload(entry.id)
        if then_edit:
            self.edit_requested.emit(entry.id)

    def _check(self) -> None:
        from reader.services import framework_files

        entry = self.chosen
        if entry is not None:
            path = entry.path
            self._run(lambda: framework_files.check_framework_file(path), self._found_sound)

    def _found_sound(self, framework: Any) -> None:
        parts = (
            count("term", len(framework.terms)),
            count("lens", len(framework.lenses), "lenses"),
            count("context rule", len(framework.context_rules)),
            count("band", len(framework.bands)),
        )
        self.say(f"Nothing is wrong with it: {', '.join(parts)}.")

    def _import(self) -> None:
        self._prompts.open_file(self, "Import a framework", NAME_FILTER, self.import_file)

    def import_file(self, path: Path, replace: bool = False) -> None:
        """Bring a file in; where one of this id is there already, ask first."""
        from reader.services import framework_files, frameworks

        def work() -> Any:
            found = framework_files.check_framework_file(path)
            own = frameworks.own_path(found.id)
            asks = own.exists() and not replace and own.read_bytes() != path.read_bytes()
            return found if asks else framework_files.import_framework(path, replace=replace)

        self._run(work, lambda result: self._imported(path, result))

    def _imported(self, path: Path, result: Any) -> None:
        if hasattr(result, "built_in"):
            self._wanted = result.id
            self.reload(result.id)
            self.file_changed.emit(result.id)
            return
        question = QuestionDialog(
            "Import",
            f"“{result.id}” is here already. Replace it?",
            "The file of before is kept beside the new one. A library that uses it is scored anew.",
            "Replace",
            self,
        )
        question.confirmed.connect(lambda: self.import_file(path, replace=True))
        question.open()

    def _export(self) -> None:
        entry = self.chosen
        if entry is not None:
            source = entry.id
            self._prompts.save_file(
                self, "Export the framework", f"{source}.toml", NAME_FILTER, lambda path: self._write(source, path)
            )

    def _write(self, framework_id: str, path: Path) -> None:
        from reader.services import framework_files

        self._run(
            lambda: framework_files.export_framework(framework_id, path), lambda place: self.say(f"Written to {place}.")
        )

    def _remove(self) -> None:
        entry = self.chosen
        if entry is None or entry.built_in or entry.id == self._in_use:
            return
        source = entry.id
        question = QuestionDialog(
            "Remove",
            f"Remove “{entry.name}”?",
            "Its file is moved into a folder beside the others, where you can take it back from.",
            "Remove",
            self,
        )
        question.confirmed.connect(lambda: self._put_away(source))
        question.open()

    def _put_away(self, framework_id: str) -> None:
        from reader.services import framework_files

        self._run(lambda: framework_files.remove_framework(framework_id), lambda _none: self._removed(framework_id))

    def _removed(self, framework_id: str) -> None:
        self._wanted = self._in_use
        self.list.clear()
        self.reload(self._in_use)
        self.file_changed.emit(framework_id)
