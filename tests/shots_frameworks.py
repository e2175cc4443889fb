"""Pictures of everything about frameworks: list, editor, comparison, methodology, and a library with old figures.

Called by ``tests.shots`` once for each theme, size and scale, each in a process of its own.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.shots import LONG_ITEM, OUT, rest, wait_for

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reader.domain.progress import Progress
    from reader.gui.main_window import MainWindow

PARTS = ("terms", "axis", "lenses", "rules")
FILLED_MS = 1600


def draw(theme: str, library: Path, size: tuple[int, int], tag: str) -> None:
    """Open each of them as a person does, and keep its picture."""
    from PySide6.QtWidgets import QApplication

    from reader.app import Program
    from reader.services import framework_files, frameworks
    from reader.settings import Settings, WindowState

    if frameworks.framework_path("own-words") is None:
        framework_files.duplicate_framework("monetary-policy", "own-words", "Own words")
        broken = frameworks.users_folder() / "broken.toml"
        broken.write_text('id = "broken"\nversion = "1"\nname = "Half a framework"\n', encoding="utf-8")
    application = QApplication(sys.argv[:1])
    state = WindowState(last_item=LONG_ITEM, samples_hint_closed=True)
    program = Program(application, library, settings=Settings(theme=theme), state=state)
    wait_for(program.library_opened.connect, program.start)
    window = program.window
    window.resize(*size)
    rest(FILLED_MS)

    def keep(name: str, part: QWidget) -> None:
        part.grab().save(str(OUT / f"{name}-{theme}-{tag}.png"))

    _draw_list(window, keep)
    _draw_editor(window, keep, (min(1240, size[0] - 40), min(780, size[1] - 60)))
    window.action_set["methodology"].trigger()
    rest(FILLED_MS)
    keep("methodology", window)
    view = window.framework_flow.pages.methodology.view
    view.show_heading("worked example")
    rest()
    keep("methodology-example", window)
    window.framework_flow.open_compare("monetary-policy")
    rest(FILLED_MS)
    keep("compare", window)
    _draw_old_figures(window, keep)
    window.close()


def _draw_list(window: MainWindow, keep) -> None:  # type: ignore[no-untyped-def]
    window.framework_flow.open_list()
    rest(FILLED_MS)
    dialog = window.framework_flow.list
    assert dialog is not None
    keep("frameworks", dialog)
    dialog.choose("broken")
    rest()
    keep("frameworks-broken", dialog)
    dialog.close()
    rest()


def _draw_editor(window: MainWindow, keep, size: tuple[int, int]) -> None:  # type: ignore[no-untyped-def]
    window.framework_flow.edit("own-words")
    rest(FILLED_MS)
    editor = window.framework_flow.editor
    assert editor is not None
    editor.resize(*size)
    editor.terms.model.add("auditor*", -4.0)
    editor.terms.table.selectRow(editor.terms.model.row_of("auditor*"))
    for part, page in zip(PARTS, (editor.terms, editor.axis, editor.lenses, editor.rules), strict=True):
        editor.tabs.setCurrentWidget(page)
        rest(FILLED_MS if part == "terms" else 300)
        keep(f"editor-{part}", editor)
    editor.draft.change("middle", middle="")
    editor.tabs.setCurrentWidget(editor.axis)
    rest()
    keep("editor-problem", editor)
    editor.draft.undo_stack.setClean()
    editor.close()
    rest()


def _draw_old_figures(window: MainWindow, keep) -> None:  # type: ignore[no-untyped-def]
    """A library that is just being scored anew: some of its figures are old."""
    from reader.domain.progress import Progress
    from reader.gui.rescoring import PHRASE

    window.navigator.show_focus()
    rest()

    def slow() -> Iterator[Progress]:
        while True:
            yield Progress(3, 8, "")
            time.sleep(0.05)

    job = window.jobs.start(slow, label="Re-scoring", phrase=PHRASE)
    items = [replace(item, stale=number % 3 > 0) for number, item in enumerate(window.model.items)]
    window.model.set_items(items)
    rest(900)
    keep("old-figures", window)
    window.navigator.show_library()
    rest()
    keep("old-figures-library", window)
    job.cancel()
    window.status.show_stale(5)
    rest(900)
    keep("old-figures-stopped", window)


if __name__ == "__main__":
    _, theme_name, library_path, size_text, scale_tag = sys.argv
    OUT.mkdir(parents=True, exist_ok=True)
    wide, high = size_text.split("x")
    draw(theme_name, Path(library_path), (int(wide), int(high)), f"{size_text}{scale_tag}")
