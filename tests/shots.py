"""Pictures of the windows and dialogs, to be looked at: ``make shot`` draws them into ``build/shots/``.

The windows come from ``reader snapshot``, in both themes and several sizes and scales; the dialogs from the
real program, opened as a person opens them, on the sample conversations.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.app import Program

OUT = Path("build/shots")
LONG_ITEM = "who-audits-the-auditors"
WINDOWS = (("1440x900", "1"), ("1024x700", "1"), ("1920x1080", "1.5"), ("3840x2160", "1"))
SETTLE_MS = 400


def draw_windows(library: Path) -> None:
    """The item page at every size, in both themes, at a slice in the middle of the talk."""
    for theme in ("dark", "light"):
        for size, scale in WINDOWS:
            name = f"item-{theme}-{size}" + (f"-at-{scale}" if scale != "1" else "")
            what = ("--library", library, "--demo", "--item", LONG_ITEM, "--slice", 9)
            how = ("--theme", theme, "--size", size, "--scale", scale, "--out", OUT / f"{name}.png")
            reader("snapshot", *what, *how)


def reader(*words: object) -> None:
    subprocess.run([sys.executable, "-m", "reader", *map(str, words)], check=True)


def draw_dialogs(library: Path, theme: str) -> None:
    """Every dialog that a person may meet, and the library page, in one theme."""
    from PySide6.QtWidgets import QApplication

    from reader.app import Program
    from reader.settings import Settings, WindowState

    application = QApplication(sys.argv[:1])
    program = Program(application, library, settings=Settings(theme=theme), state=WindowState())
    wait_for(program.library_opened.connect, program.start)
    window = program.window
    window.resize(1440, 900)
    rest()
    for name, open_dialog in dialogs(program, library).items():
        open_dialog()
        rest()
        for dialog in application.topLevelWidgets():
            if dialog is not window and dialog.isVisible() and dialog.parent() is window:
                dialog.grab().save(str(OUT / f"{name}-{theme}.png"))
                dialog.close()
        rest()
    window.navigator.show_library()
    rest()
    window.grab().save(str(OUT / f"library-{theme}.png"))
    if window.library_page is not None:
        window.library_page.show_view("cards")
        rest()
        window.grab().save(str(OUT / f"library-cards-{theme}.png"))
    window.close()


def draw_frameworks(theme: str, library: Path) -> None:
    """Everything about frameworks, at a usual and a small size, and the small one on a fine screen."""
    for size, scale in (("1440x900", "1"), ("1024x700", "1"), ("1024x700", "2")):
        command = [sys.executable, "-m", "tests.shots_frameworks", theme, str(library), size]
        tag = f"-at-{scale}" if scale != "1" else ""
        subprocess.run([*command, tag], env={**os.environ, "QT_SCALE_FACTOR": scale}, check=True)


def draw_why(theme: str, library: Path) -> None:
    """Why this score, at a usual and a small size, and the usual one on a fine screen; each with its own library."""
    for size, scale in (("1440x900", "1"), ("1024x700", "1"), ("1440x900", "2")):
        own = library.with_name(f"why-{theme}-{size}-{scale}.sqlite")
        shutil.copy(library, own)
        tag = f"-at-{scale}" if scale != "1" else ""
        command = [sys.executable, "-m", "tests.shots_why", theme, str(own), size, tag]
        subprocess.run(command, env={**os.environ, "QT_SCALE_FACTOR": scale}, check=True)


def draw_search(theme: str, library: Path) -> None:
    """The search, at a usual and a small size, and the small one on a fine screen."""
    for size, scale in (("1440x900", "1"), ("1024x700", "1"), ("1024x700", "2")):
        tag = f"-at-{scale}" if scale != "1" else ""
        command = [sys.executable, "-m", "tests.shots_search", theme, str(library), size, tag]
        subprocess.run(command, env={**os.environ, "QT_SCALE_FACTOR": scale}, check=True)


def draw_finding(theme: str, library: Path) -> None:
    """What stands beside a conversation, and the reel, at a usual and a small size."""
    for size in ("1440x900", "1024x700"):
        subprocess.run([sys.executable, "-m", "tests.shots_finding", theme, str(library), size], check=True)


def dialogs(program: Program, library: Path) -> dict[str, Callable[[], object]]:
    """How each dialog is opened, by the name of its picture."""
    from reader.errors import DamagedLibraryError, InputError
    from reader.gui.dialogs.crash_dialog import CrashDialog
    from reader.gui.dialogs.library_trouble import LibraryTroubleDialog
    from reader.gui.dialogs.problem import ProblemDialog
    from reader.paths import resource

    window = program.window
    items = list(window.model.items)
    damaged = DamagedLibraryError("library.sqlite is damaged.", "Restore a backup, or start anew; the file is kept.")
    unknown = InputError("talk.mp3 is a sound file, not a transcript.", "Import its captions instead.")
    report = "Traceback (most recent call last):\n  …\nValueError: an example"
    return {
        "settings": window.dialogs.open_settings,
        "shortcuts": window.dialogs.open_shortcuts,
        "actions": window.dialogs.open_palette,
        "about": lambda: window.dialogs.open_about(str(library)),
        "edit-one": lambda: window.commands.edit([items[0].id]),
        "edit-many": lambda: window.commands.edit([item.id for item in items[:3]]),
        "delete-many": lambda: window.dialogs.confirm_delete(items[:3]),
        "bin": window.flows.keeping.open_bin,
        "duplicates": window.flows.keeping.open_duplicates,
        "statistics": window.flows.keeping.open_statistics,
        "versions": window.flows.keeping.open_versions,
        "libraries": window.flows.libraries.open_list,
        "import": lambda: window.import_flow.look_at([resource("demo"), Path("pyproject.toml")]),
        "library-trouble": lambda: LibraryTroubleDialog(library, damaged, [], window).open(),
        "problem": lambda: ProblemDialog(unknown, window).open(),
        "crash": lambda: CrashDialog(report, window).open(),
    }


def wait_for(connect: Callable[[Callable[[], None]], object], start: Callable[[], None]) -> None:
    """Start something and wait until its signal comes."""
    from PySide6.QtCore import QEventLoop

    loop = QEventLoop()
    connect(loop.quit)
    start()
    loop.exec()


def rest(milliseconds: int = SETTLE_MS) -> None:
    """Let the window come to rest."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main(arguments: list[str]) -> int:
    """Draw all pictures; ``dialogs THEME LIBRARY`` draws those of one theme in this process."""
    OUT.mkdir(parents=True, exist_ok=True)
    if arguments:
        draw_dialogs(Path(arguments[2]), arguments[1])
        return 0
    with tempfile.TemporaryDirectory() as home:
        os.environ["READER_HOME"] = home
        library = Path(home) / "demo.sqlite"
        draw_windows(library)
        for theme in ("dark", "light"):
            subprocess.run([sys.executable, "-m", "tests.shots", "dialogs", theme, str(library)], check=True)
            draw_frameworks(theme, library)
            draw_why(theme, library)
            draw_search(theme, library)
    print(f"{len(list(OUT.glob('*.png')))} pictures are in {OUT}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
