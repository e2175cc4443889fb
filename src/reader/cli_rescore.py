"""``reader rescore``: scoring anew what the framework in force has left behind."""

from __future__ import annotations

import sys

from reader.cli_output import (
    ALL_WELL,
    INTERRUPTED,
    SOME_FAILED,
    complain,
    open_named_library,
    run_through,
    write_json,
    write_lines,
)

TYPE_CHECKING = False  # as in typing
if TYPE_CHECKING:
    import argparse

    from reader.domain.progress import Progress
    from reader.library.database import Library

CLEAR_LINE = "\r\x1b[K"


def run(arguments: argparse.Namespace) -> int:
    """Score the library's items anew where their figures are out of date; returns the exit code."""
    from reader.domain.wording import count
    from reader.services.framework_choice import choice_of
    from reader.services.rescoring import stale_count

    with open_named_library(arguments) as library:
        choice = choice_of(library)
        waiting = stale_count(library)
        try:
            scored = rescored(library)
        except KeyboardInterrupt:
            done = waiting - stale_count(library)
            complain(f"Interrupted after {count('item', done)}; what was scored by then stays.")
            return INTERRUPTED
        left = stale_count(library)
    label = choice.framework.label
    if arguments.json:
        facts = {"framework": label, "fingerprint": choice.fingerprint, "scored": scored, "stale": left}
        write_json(facts | {"problem": choice.problem})
    elif scored or not left:
        write_lines([f"{count('item', scored)} scored anew by {label}." if scored else "Every item is up to date."])
    if choice.problem:
        complain(choice.problem)
    if left:
        complain(f"{count('item', left)} could not be scored anew; `reader check` says why.")
    return SOME_FAILED if left or choice.problem else ALL_WELL


def rescored(library: Library) -> int:
    """Score anew what is out of date, telling how it goes on where a person looks on; returns the number of items."""
    from reader.services.rescoring import rescore

    watched = sys.stderr.isatty()
    try:
        return len(run_through(rescore(library), _tell if watched else lambda step: None).item_ids)
    finally:
        if watched:
            sys.stderr.write(CLEAR_LINE)


def _tell(step: Progress) -> None:
    """The step in the last line of the terminal, over the one before."""
    from reader.services.plain_text import printable

    told = f"{min(step.done + 1, step.total):,} of {step.total:,}  {printable(step.text)}"
    sys.stderr.write(CLEAR_LINE + told[: _width() - 1])
    sys.stderr.flush()


def _width() -> int:
    import os

    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
