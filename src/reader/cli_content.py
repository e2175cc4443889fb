"""``reader content``: the folder that a library is tied to, what differs, taking in and writing back."""

from __future__ import annotations

from reader.cli_output import ALL_WELL, SOME_FAILED, complain, open_named_library, run_through, write_json, write_lines

TYPE_CHECKING = False  # as in typing
if TYPE_CHECKING:
    import argparse

    from reader.domain.content import ContentPlan, ContentReport
    from reader.library.database import Library


def run(arguments: argparse.Namespace) -> int:
    """Do what the call asks of the content folder; returns the exit code, which is 1 while there are conflicts."""
    with open_named_library(arguments, create=arguments.action == "tie") as library:
        return _ACTIONS[arguments.action](library, arguments)


def _tie(library: Library, arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from reader.services.content_folder import tie

    write_lines([f"The library is tied to {tie(library, Path(arguments.folder))}."])
    return ALL_WELL


def _untie(library: Library, _arguments: argparse.Namespace) -> int:
    from reader.services.content_folder import untie

    untie(library)
    write_lines(["The library is tied to no folder."])
    return ALL_WELL


def _status(library: Library, arguments: argparse.Namespace) -> int:
    from reader.services.content_telling import plan_facts, plan_lines

    plan = _look(library)
    if arguments.json:
        write_json(plan_facts(plan))
    else:
        write_lines(plan_lines(plan))
    return _code(plan)


def _pull(library: Library, _arguments: argparse.Namespace) -> int:
    from reader.services.content_taking import take_in, takeable
    from reader.services.content_telling import report_lines

    plan = _look(library)
    keys = takeable(plan)
    taken = run_through(take_in(library, plan, keys), lambda step: None)
    write_lines(report_lines(taken.report, "taken in"))
    return _told(library, taken.report)


def _push(library: Library, arguments: argparse.Namespace) -> int:
    from reader.services.content_telling import report_lines
    from reader.services.content_writing import writable, write_back

    plan = _look(library)
    keys = writable(plan, new=arguments.new, rename=arguments.rename)
    report = run_through(write_back(library, plan, keys, rename=arguments.rename), lambda step: None)
    write_lines(report_lines(report, "written back"))
    return _told(library, report)


def _slug(library: Library, arguments: argparse.Namespace) -> int:
    from reader.services.content_slugs import change_slug

    change_slug(library, library.items.id_of(arguments.slug), arguments.new_slug)
    write_lines([f"{arguments.slug} is {arguments.new_slug} now."])
    return ALL_WELL


_ACTIONS = {"tie": _tie, "untie": _untie, "status": _status, "pull": _pull, "push": _push, "slug": _slug}


def _look(library: Library) -> ContentPlan:
    from reader.services.content_folder import look

    plan: ContentPlan = run_through(look(library), lambda step: None)
    return plan


def _told(library: Library, report: ContentReport) -> int:
    """Complain of what could not be done and of what a person has to decide; returns the exit code."""
    from reader.domain.content import BROKEN, CLASH, MISREAD, RENAMED, STRAY
    from reader.services.content_telling import entry_words, refusals

    plan = _look(library)
    for sentence in refusals(report):
        complain(sentence)
    for entry in plan.entries:
        if entry.conflicts:
            complain(f"{entry.slug}: {entry_words(entry)}; decide in the window, or make both sides alike.")
        elif entry.state in (BROKEN, CLASH, MISREAD, RENAMED, STRAY):
            complain(f"{entry.slug}: {entry.sentence}")
    return SOME_FAILED if report.refused else _code(plan)


def _code(plan: ContentPlan) -> int:
    from reader.domain.content import BROKEN, CLASH, MISREAD

    wrong = any(entry.conflicts or entry.state in (BROKEN, CLASH, MISREAD) for entry in plan.entries)
    return SOME_FAILED if wrong else ALL_WELL
