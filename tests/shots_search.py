"""Pictures of the search: help, results, by stance, filters, nothing found, a failure, and the hit in its conversation.

``python -m tests.shots_search THEME LIBRARY SIZE [TAG]``; drawn into ``build/shots`` by ``make shot``. The library
has to hold the sample conversations.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.shots import OUT, rest, wait_for

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

WORKING_MS = 900
QUERY = "people"
RECENT = ["labor automation", 'show:"Practical AI" band:risk-forward deception']


def draw(theme: str, library: Path, size: tuple[int, int], tag: str) -> None:
    """Draw every state in turn."""
    from PySide6.QtWidgets import QApplication

    from reader.app import Program
    from reader.settings import Settings, WindowState

    application = QApplication(sys.argv[:1])
    state = WindowState(samples_hint_closed=True, recent_searches=RECENT)
    program = Program(application, library, settings=Settings(theme=theme), state=state)
    program.window.resize(*size)
    wait_for(program.library_opened.connect, program.start)
    rest(WORKING_MS)
    for what, show in STATES.items():
        show(program.window)
        rest(WORKING_MS)
        name = f"search-{what}-{theme}-{size[0]}x{size[1]}{tag}"
        program.window.grab().save(str(OUT / f"{name}.png"))
    program.window.close()


def _search(text: str) -> Callable[[MainWindow], object]:
    return lambda window: window.flows.search.search_for(text)


def _walk(window: MainWindow) -> None:
    page = window.flows.search.page
    window.flows.search.search_for(QUERY)
    rest(WORKING_MS)
    page.row_opened.emit(page.rows.rows[page.rows.first_hit_row()])


STATES: dict[str, Callable[[MainWindow], object]] = {
    "help": lambda window: window.action_set["search"].trigger(),
    "results": _search(QUERY),
    "stance": lambda window: window.flows.search.page.filters.stance.buttons()[1].click(),
    "filters": _search("people NOT tag:intro date:2020.. score:-60..10"),
    "nothing": _search("poeple band:mixed"),
    "problem": lambda window: window.flows.search.page.show_problem("The disk is gone. Plug it in."),
    "walk": _walk,
}


def main(arguments: list[str]) -> int:
    """Draw one theme at one size in this process."""
    theme, library, size, *tag = arguments
    width, height = size.split("x")
    draw(theme, Path(library), (int(width), int(height)), "".join(tag))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
