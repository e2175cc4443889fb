"""Frameworks in the window: the list, the editor, the choice for the library, comparing, and the methodology."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from reader.errors import ReaderError
from reader.gui.cursor import PageName
from reader.gui.file_prompts import FilePrompts
from reader.gui.jobs import Jobs
from reader.gui.navigator import MorePage, Navigator
from reader.gui.theme.manager import ThemeManager

if TYPE_CHECKING:
    from reader.domain.framework import Band, Framework
    from reader.domain.profiling import Profiler
    from reader.gui.dialogs.framework_editor import FrameworkEditor
    from reader.gui.dialogs.framework_list import FrameworksDialog
    from reader.gui.pages.compare_page import ComparePage
    from reader.gui.pages.methodology_page import MethodologyPage
    from reader.services.framework_choice import FrameworkChoice
    from reader.services.opening import Library


class FrameworkPages(NamedTuple):
    """The pages that are about frameworks."""

    methodology: MethodologyPage
    compare: ComparePage


MARKDOWN_FILTER = "Markdown (*.md);;All files (*)"


class FrameworkFlow(QObject):
    """Opens what belongs to frameworks and passes on what it asks for."""

    use_requested = Signal(str)
    """The library shall use the framework of this id."""
    taken = Signal(object)
    """What is in force now: a :class:`FrameworkChoice`."""
    told = Signal(str)
    pages: FrameworkPages

    def __init__(self, jobs: Jobs, navigator: Navigator, theme: ThemeManager, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._navigator = navigator
        self._theme = theme
        self._window = window
        self._library: Library | None = None
        self._choice: FrameworkChoice | None = None
        self.prompts = FilePrompts()
        self.list: FrameworksDialog | None = None
        self.editor: FrameworkEditor | None = None

    def build_pages(self) -> dict[PageName, MorePage]:
        """Build the pages that this fills: not before the window's first paint."""
        from reader.gui.pages.compare_page import ComparePage
        from reader.gui.pages.methodology_page import MethodologyPage

        methodology, compare = MethodologyPage(self._theme.palette), ComparePage(self._theme.palette)
        methodology.save_requested.connect(self.save_text)
        methodology.frameworks_requested.connect(self.open_list)
        methodology.link_requested.connect(lambda link: QDesktopServices.openUrl(QUrl(link)))
        compare.framework_chosen.connect(self.score_side)
        compare.methodology_requested.connect(self.open_methodology_of)
        compare.read_requested.connect(lambda number: self._navigator.open_item(self._navigator.item_id, number))
        self.pages = FrameworkPages(methodology, compare)
        return {"methodology": methodology, "compare": compare}

    # -- the library and what is in force

    def set_library(self, library: Library | None) -> None:
        """Speak of this library's frameworks from now on."""
        self._library, self._choice = library, None

    def set_choice(self, choice: FrameworkChoice) -> None:
        """This is in force in the library."""
        self._choice = choice
        if choice.problem:
            self.told.emit(choice.problem)

    @property
    def in_use(self) -> str:
        """Id of the framework that the library uses; empty without a library."""
        return self._choice.id if self._choice is not None else ""

    @property
    def bands(self) -> Sequence[Band]:
        """The bands of the axis in force; none without a library."""
        return self._choice.framework.bands if self._choice is not None else ()

    def take_anew(self) -> None:
        """The framework in force may be another now."""
        library = self._library
        if library is None:
            return
        from reader.services import framework_choice, frameworks

        def work() -> tuple[FrameworkChoice, Profiler]:
            choice = framework_choice.choice_of(library)
            return choice, frameworks.new_profiler(choice.framework)

        self._jobs.start(work, done=lambda found: self._took(library, *found))

    def _took(self, library: Library, choice: FrameworkChoice, profiler: Profiler) -> None:
        from reader.services import frameworks

        if library is not self._library:
            return
        frameworks.adopt(profiler)
        self._choice = choice
        if self.list is not None:
            self.list.set_in_use(choice.id)
        self.taken.emit(choice)
        if choice.problem:
            self.told.emit(choice.problem)
        if self._navigator.page == "methodology":
            self.show_methodology()
        elif self._navigator.page == "compare":
            self.fill_compare()

    # -- the list and the editor

    def open_list(self) -> None:
        """All frameworks."""
        from reader.gui.dialogs.framework_list import FrameworksDialog

        if self._library is None or self.list is not None:
            return
        dialog = FrameworksDialog(self._jobs, self.prompts, self.in_use, self._window)
        dialog.use_requested.connect(self.use_requested)
        dialog.edit_requested.connect(self.edit)
        dialog.methodology_requested.connect(self.open_methodology_of)
        dialog.compare_requested.connect(self._compare_with)
        dialog.file_changed.connect(self._file_changed)
        dialog.finished.connect(self._list_closed)
        self.list = dialog
        dialog.open()

    def _list_closed(self) -> None:
        self.list = None

    def edit(self, framework_id: str) -> None:
        """Edit a framework of the person's own."""
        self._load(framework_id, self._open_editor)

    def _open_editor(self, framework: Framework) -> None:
        from reader.gui.dialogs.framework_editor import FrameworkEditor

        if self.editor is not None:
            return
        parent = self.list or self._window
        editor = FrameworkEditor(self._jobs, framework, self._navigator.item, self._theme.palette, parent)
        editor.saved.connect(lambda entry: self._file_changed(entry.id))
        editor.methodology_requested.connect(lambda draft: self._open_methodology(draft, editor))
        editor.finished.connect(self._editor_closed)
        self.editor = editor
        editor.open()

    def _editor_closed(self) -> None:
        self.editor = None

    def _file_changed(self, framework_id: str) -> None:
        if self.list is not None:
            self.list.reload()
        if framework_id == self.in_use:
            self.take_anew()

    def _load(self, framework_id: str, done: Callable[[Framework], None]) -> None:
        from reader.services import frameworks

        self._jobs.start(lambda: frameworks.load_framework(framework_id), done=done)

    # -- methodology

    def show_methodology(self, heading: str = "") -> None:
        """Fill the methodology page with what is in force, worked out on the open item; go to the heading with these
        words."""
        choice = self._choice
        if choice is None:
            return
        page, framework = self.pages.methodology, choice.framework
        page.show_making(described(framework))
        self._jobs.start(
            lambda: self._text_of(framework),
            done=lambda text: self._show_methodology(described(framework), text, heading),
            failed=lambda error: self._not_made(error, page.show_problem),
        )

    def _show_methodology(self, name: str, text: str, heading: str) -> None:
        self.pages.methodology.show_text(name, text)
        if heading:
            self.pages.methodology.view.show_heading(heading)

    def _text_of(self, framework: Framework) -> str:
        from reader.services.methodology import methodology

        item, number = self._navigator.item, self._navigator.slice_number
        fits = item is not None and item.framework.id == framework.id
        return methodology(framework, item if fits else None, number if fits else 0)

    def _not_made(self, error: BaseException, show: Callable[[str], object]) -> None:
        if isinstance(error, ReaderError):
            show(str(error))
        else:
            self._jobs.failed.emit(error)

    def open_methodology_of(self, framework_id: str) -> None:
        """The methodology of a framework, whether or not it is in force."""
        self._load(framework_id, lambda framework: self._open_methodology(framework, self.list or self._window))

    def _open_methodology(self, framework: Framework, parent: QWidget) -> None:
        """The methodology of a framework that is not in force, or not yet, over the dialog that asked."""
        from reader.gui.dialogs.framework_methodology import FrameworkMethodologyDialog

        dialog = FrameworkMethodologyDialog(described(framework), self._theme.palette, parent)
        dialog.save_requested.connect(lambda text: self.save_text(text, f"{framework.id}.md", dialog))
        dialog.open()
        self._jobs.start(
            lambda: self._text_of(framework),
            done=lambda text: dialog.show_text(text) if dialog.is_open else None,
            failed=lambda error: self._not_made(error, dialog.show_problem),
        )

    def save_text(self, markdown: str, suggested: str = "", parent: QWidget | None = None) -> None:
        """Save a methodology as a Markdown file."""
        name = suggested or (f"{self.in_use}.md" if self.in_use else "methodology.md")
        self.prompts.save_file(
            parent or self._window,
            "Save the methodology",
            name,
            MARKDOWN_FILTER,
            lambda path: self._write(path, markdown),
        )

    def _write(self, path: Path, markdown: str) -> None:
        from reader.services.files import write_text

        self._jobs.start(
            lambda: write_text(path, markdown), done=lambda place: self.told.emit(f"The methodology is in {place}")
        )

    # -- comparing

    def _compare_with(self, framework_id: str) -> None:
        if self.list is not None:
            self.list.close()
        self.open_compare(framework_id)

    def open_compare(self, with_id: str = "") -> None:
        """Show the open item under the library's framework and another one."""
        self._navigator.show_page("compare")
        self.fill_compare(with_id)

    def fill_compare(self, with_id: str = "") -> None:
        """Read which frameworks there are, and score the open item under two of them."""
        from reader.services import frameworks

        page = self.pages.compare
        page.show_item(self._navigator.item, self._navigator.slice_number)
        if self._navigator.item is not None:
            self._jobs.start(frameworks.list_frameworks, done=lambda entries: self._offer(entries, with_id))

    def _offer(self, entries: list[Any], with_id: str) -> None:
        page = self.pages.compare
        sound = [entry for entry in entries if not entry.problem]
        if not sound:
            return
        ids = [entry.id for entry in sound]
        upper = self.in_use if self.in_use in ids else ids[0]
        before = page.framework_id(1)
        wishes = (with_id, before, *ids)
        lower = next((wish for wish in wishes if wish in ids and wish != upper), upper)
        page.offer(sound, upper, lower)
        for side in (0, 1):
            self.score_side(side, page.framework_id(side))

    def score_side(self, side: int, framework_id: str) -> None:
        """Score the open item under the framework that was picked at one side."""
        page, item, choice = self.pages.compare, self._navigator.item, self._choice
        if item is None or choice is None:
            return
        in_force = choice.framework if framework_id == choice.framework.id else None

        def work() -> Any:
            from reader.services import explaining, frameworks

            seen = explaining.compared(item, in_force or frameworks.load_framework(framework_id))
            for part in seen.slices:
                seen.slice_score(part.number)
            return seen

        def is_wanted() -> bool:
            return page.framework_id(side) == framework_id and page.item_id == item.id

        page.rows[side].show_state("Scoring…")
        self._jobs.start(
            work,
            done=lambda seen: page.show_side(side, seen) if is_wanted() else None,
            failed=lambda error: self._not_made(error, lambda sentence: page.show_problem(side, sentence)),
        )


def described(framework: Framework) -> str:
    """Name and version: ``Risk and opportunity · version 1.0``."""
    return f"{framework.name} · version {framework.version}"
