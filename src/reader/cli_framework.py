"""``reader framework``: listing, showing, checking and keeping frameworks, and choosing one for a library."""

from __future__ import annotations

from pathlib import Path

from reader.cli_output import ALL_WELL, SOME_FAILED, complain, open_named_library, write_json, write_lines
from reader.errors import FrameworkError

TYPE_CHECKING = False  # as in typing
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from reader.services.frameworks import FrameworkEntry

HEADS = ("Id", "Name", "Version", "Terms", "From")


def run(arguments: argparse.Namespace) -> int:
    """Run the action that the call names; returns the exit code."""
    return _ACTIONS[arguments.action](arguments)


def _list(arguments: argparse.Namespace) -> int:
    from reader.services.frameworks import list_frameworks
    from reader.services.plain_text import table

    entries = list_frameworks()
    if arguments.json:
        write_json([_entry_facts(entry) for entry in entries])
    else:
        rows = [
            (entry.id, entry.name, entry.version, f"{entry.terms:,}", "the program" if entry.built_in else "you")
            for entry in entries
            if not entry.problem
        ]
        write_lines(table(HEADS, rows, right=frozenset((3,))))
        for entry in entries:
            if entry.problem:
                complain(entry.problem)
    return SOME_FAILED if any(entry.problem for entry in entries) else ALL_WELL


def _entry_facts(entry: FrameworkEntry) -> dict[str, object]:
    return {
        "id": entry.id,
        "name": entry.name,
        "version": entry.version,
        "terms": entry.terms,
        "path": str(entry.path),
        "built_in": entry.built_in,
        "problem": entry.problem,
    }


def _show(arguments: argparse.Namespace) -> int:
    from reader.services.frameworks import load_framework

    framework = load_framework(arguments.id)
    if arguments.json:
        from reader.services.describing import framework_facts

        write_json(framework_facts(framework))
    else:
        from reader.services.methodology import methodology

        write_lines([methodology(framework).rstrip("\n")])
    return ALL_WELL


def _check(arguments: argparse.Namespace) -> int:
    from reader.domain.framework import fingerprint
    from reader.domain.wording import count
    from reader.services.framework_files import check_framework_file

    failed = False
    for file in arguments.files:
        try:
            framework = check_framework_file(Path(file))
        except FrameworkError as error:
            failed = True
            for problem in error.problems:
                complain(problem)
            continue
        parts = f"{count('term', len(framework.terms))}, {count('lens', len(framework.lenses), 'lenses')}"
        write_lines([f"{file}: sound. {framework.label}, {parts}, fingerprint {fingerprint(framework)}"])
    return SOME_FAILED if failed else ALL_WELL


def _import(arguments: argparse.Namespace) -> int:
    from reader.services.framework_files import import_framework

    try:
        entry = import_framework(Path(arguments.file), replace=arguments.replace)
    except FrameworkError as error:
        for problem in error.problems:
            complain(problem)
        return SOME_FAILED
    write_lines([f"Kept {entry.id} {entry.version}: {entry.path}"])
    return ALL_WELL


def _export(arguments: argparse.Namespace) -> int:
    from reader.services.framework_files import export_framework

    target = Path(arguments.file)
    if target.is_file() and not arguments.replace:
        raise FrameworkError(f"{target} exists already.", "Use --replace, or name another file.")
    write_lines([f"Written: {export_framework(arguments.id, target)}"])
    return ALL_WELL


def _duplicate(arguments: argparse.Namespace) -> int:
    from reader.services.framework_files import duplicate_framework

    entry = duplicate_framework(arguments.id, arguments.new_id, arguments.name)
    write_lines([f"Kept {entry.id} {entry.version}: {entry.path}"])
    return ALL_WELL


def _remove(arguments: argparse.Namespace) -> int:
    from reader.services.framework_files import REMOVED, remove_framework
    from reader.services.frameworks import users_folder

    remove_framework(arguments.id)
    write_lines([f"Put away {arguments.id} into {users_folder() / REMOVED}"])
    return ALL_WELL


def _use(arguments: argparse.Namespace) -> int:
    from reader.cli_rescore import rescored
    from reader.domain.wording import count
    from reader.services.framework_choice import choose_framework
    from reader.services.frameworks import load_framework
    from reader.services.rescoring import stale_count

    framework = load_framework(arguments.id)
    with open_named_library(arguments) as library:
        choose_framework(library, framework.id)
        if arguments.rescore:
            rescored(library)
        stale = stale_count(library)
    write_lines([f"The library is read by {framework.name} ({framework.label})."])
    if stale:
        figures = "has figures" if stale == 1 else "have figures"
        write_lines(
            [f"{count('item', stale)} still {figures} of another one: `reader rescore` brings them up to date."]
        )
    return ALL_WELL


_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "list": _list,
    "show": _show,
    "check": _check,
    "import": _import,
    "export": _export,
    "duplicate": _duplicate,
    "remove": _remove,
    "use": _use,
}
