"""The command line. Heavy parts are imported where a command needs them, Qt only to open the window or to draw it."""

from __future__ import annotations

import argparse
import codecs
import gc
import os
import sys
from collections.abc import Callable, Sequence

from reader import __version__
from reader.cli_arguments import (
    WRONG_CALL,
    Parser,
    add_beside,
    add_content,
    add_framework,
    add_import,
    add_json,
    add_library,
    add_nothing,
    add_open,
    add_score,
    add_search,
    add_show,
    add_snapshot,
)
from reader.cli_output import (
    ALL_WELL,
    INTERRUPTED,
    PIPE_CLOSED,
    SOME_FAILED,
    complain,
    library_path,
    open_named_library,
    run_through,
    write_json,
    write_lines,
)
from reader.errors import NotFoundError, ReaderError

TYPE_CHECKING = False  # as in typing, whose import would cost a tenth of the time of `reader --help`
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from reader.domain.framework import Framework
    from reader.services.importing import ImportEntry, ImportReport

RARELY, USUALLY = 50_000, gc.get_threshold()
"""After how many new objects Python looks for garbage."""

PLAIN = "reader-plain"
PLAIN_FORMS = {"\u2212": "-", "–": "-", "—": "-", "·": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "..."}

DESCRIPTION = "Read conversations by their perspective: import transcripts, score them slice by slice, look them up."
EPILOG = "Exit codes: 0 all well, 1 some input failed, 2 wrong call. Without a command the window opens."


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Without ``argv``, the process is there for this command alone."""
    if argv is None:
        # Commands make many objects and hardly any garbage: looking for it less often saves a tenth of a short run.
        gc.set_threshold(RARELY)
    codecs.register_error(PLAIN, _plainer)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=PLAIN)
    try:
        given = sys.argv[1:] if argv is None else argv
        arguments = _parser(given).parse_args(given)
        code: int = arguments.run(arguments)
        sys.stdout.flush()
        if argv is None and arguments.run is not _open:
            # Nothing left is looked through once more when Python ends.
            gc.freeze()
    except ReaderError as error:
        complain(str(error))
        return SOME_FAILED
    except KeyboardInterrupt:
        complain("Interrupted.")
        return INTERRUPTED
    except BrokenPipeError:
        # Nobody reads on. Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return code


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """For terminals that cannot show a character: the nearest one that every terminal has."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    unknown = error.object[error.start : error.end]
    return "".join(PLAIN_FORMS.get(character, "?") for character in unknown), error.end


# ------------------------------------------------------------------------------------------- arguments


def _parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    """The parser for these arguments. Where they start with a command, it knows no other one: that is quicker."""
    library = Parser(add_help=False)
    add_library(library)
    parser = Parser(prog="reader", description=DESCRIPTION, epilog=EPILOG, parents=[library])
    parser.add_argument("--version", action="version", version=f"Perspective Reader {__version__}")
    parser.set_defaults(run=_open, files=[], demo=False)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser, prog="reader")
    named = argv[0] if argv else ""
    for name, (run, add_arguments, text) in _COMMANDS.items():
        if name == named or named not in _COMMANDS:
            added = commands.add_parser(name, help=text, description=text, parents=[library])
            added.set_defaults(run=run)
            if named not in ("-h", "--help"):
                add_arguments(added)
    return parser


# -------------------------------------------------------------------------------------------- commands


def _open(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from reader.app import run

    gc.set_threshold(*USUALLY)
    if arguments.demo:
        _bring_samples(library_path(arguments))
    named = hasattr(arguments, "library") or arguments.demo
    # Without a name the window opens the library it had open last.
    return run(library_path(arguments) if named else None, [Path(file) for file in arguments.files])


def _import(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from reader.services.importing import ImportRequest, gather, import_files

    paths = gather([Path(path) for path in arguments.paths])
    requests = [ImportRequest(path, update=arguments.update) for path in paths]
    with open_named_library(arguments, create=True) as library:
        return _told_import(import_files(library, requests), as_json=arguments.json)


def _list(arguments: argparse.Namespace) -> int:
    from reader.domain.browsing import ordered
    from reader.services.browsing import list_items
    from reader.services.content_assessments import take_assessments_if_there
    from reader.services.framework_choice import framework_of

    with open_named_library(arguments) as library:
        take_assessments_if_there(library)
        framework = framework_of(library)
        items = ordered(list_items(library), "title")
    if arguments.json:
        from reader.services.describing import summary_facts

        write_json([summary_facts(item) for item in items])
    else:
        from reader.services.plain_text import list_lines

        write_lines(list_lines(items, framework))
    return ALL_WELL


def _show(arguments: argparse.Namespace) -> int:
    from reader.services.content_assessments import take_assessments_if_there
    from reader.services.describing import item_facts
    from reader.services.plain_text import item_lines
    from reader.services.reading import open_item

    with open_named_library(arguments) as library:
        take_assessments_if_there(library)
        item = open_item(library, arguments.slug)
        if arguments.json:
            write_json(item_facts(item))
        else:
            write_lines(item_lines(item))
    return ALL_WELL


def _score(arguments: argparse.Namespace) -> int:
    if arguments.lines:
        return _score_lines(arguments.file or "-", arguments.framework)
    if not arguments.file:
        complain("reader score: name a file, or use --lines; see reader score --help")
        return WRONG_CALL
    from pathlib import Path

    from reader.services.scoring_text import score_file

    path = Path(arguments.file)
    try:
        scored = score_file(path, framework=_named_framework(arguments.framework))
    except ReaderError as error:
        complain(f"{path}: {error}")
        return SOME_FAILED
    if arguments.json:
        from reader.services.describing import file_facts

        write_json(file_facts(scored))
    else:
        from reader.services.plain_text import file_lines

        write_lines(file_lines(scored))
    return ALL_WELL


def _named_framework(key: str) -> Framework:
    """The framework that a call names by id or file, else the built-in one."""
    from reader.services.frameworks import built_in_framework, load_framework

    return load_framework(key) if key else built_in_framework()


def _score_lines(source: str, framework_key: str) -> int:
    from reader.services.scoring_text import score_lines

    framework = _named_framework(framework_key)
    failures = 0

    def failed(number: int, sentence: str) -> None:
        nonlocal failures
        failures += 1
        complain(f"Line {number} was left out: {sentence}")

    try:
        stream = sys.stdin.buffer if source == "-" else open(source, "rb")  # noqa: SIM115 (closed by `with` below)
    except OSError as error:
        complain(f"{source}: {error.strerror or error}.")
        return SOME_FAILED
    with stream:
        for line in score_lines(stream, failed, framework):
            # A line at a time, so that whoever reads the pipe gets each answer at once.
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    return SOME_FAILED if failures else ALL_WELL


def _framework(arguments: argparse.Namespace) -> int:
    from reader.cli_framework import run

    return run(arguments)


def _rescore(arguments: argparse.Namespace) -> int:
    from reader.cli_rescore import run

    return run(arguments)


def _search(arguments: argparse.Namespace) -> int:
    from reader.cli_search import run

    return run(arguments)


def _related(arguments: argparse.Namespace) -> int:
    from reader.cli_relating import run_related

    return run_related(arguments)


def _counterbalance(arguments: argparse.Namespace) -> int:
    from reader.cli_relating import run_counterbalance

    return run_counterbalance(arguments)


def _content(arguments: argparse.Namespace) -> int:
    from reader.cli_content import run

    return run(arguments)


def _check(arguments: argparse.Namespace) -> int:
    from reader.services.checking import check, remarks

    with open_named_library(arguments) as library:
        problems = check(library)
        told = remarks(library) if not problems else []
    for problem in problems:
        complain(problem)
    if not problems:
        write_lines(["The library is sound.", *told])
    return SOME_FAILED if problems else ALL_WELL


def _demo(arguments: argparse.Namespace) -> int:
    from reader.services.demo import import_demo

    with open_named_library(arguments, create=True) as library:
        return _told_import(import_demo(library), as_json=arguments.json)


def _snapshot(arguments: argparse.Namespace) -> int:
    if not arguments.item and not arguments.demo:
        complain("reader snapshot: name an item with --item, or use --demo; see reader snapshot --help")
        return WRONG_CALL
    from pathlib import Path

    path = library_path(arguments)
    slug: str = arguments.item
    if arguments.demo:
        first_sample = _bring_samples(path)
        slug = slug or first_sample
    from reader.gui.snapshot import snapshot

    place = Path(arguments.out)
    snapshot(path, slug, arguments.slice, arguments.theme, arguments.size, arguments.scale, place)
    return ALL_WELL


_COMMANDS: dict[str, tuple[Callable[[argparse.Namespace], int], Callable[[argparse.ArgumentParser], None], str]] = {
    "open": (_open, add_open, "Open the window; files given are offered for import"),
    "import": (_import, add_import, "Import transcripts: files, or folders with all that is in them"),
    "list": (_list, add_json, "List the items of the library"),
    "show": (_show, add_show, "Show one item: figures, reading, metadata"),
    "score": (_score, add_score, "Score a transcript file without importing it, or, with --lines, texts in a pipe"),
    "framework": (_framework, add_framework, "List, show, check and keep frameworks, and choose one for a library"),
    "rescore": (_rescore, add_json, "Score anew what the framework in force has left behind"),
    "search": (_search, add_search, "Search titles, summaries, notes and transcripts"),
    "related": (_related, add_beside, "Tell what is related to an item: shelf, thread, and what is said"),
    "counterbalance": (_counterbalance, add_beside, "Tell what stands on the other side of an item's score"),
    "content": (_content, add_content, "Tie the library to a site's folder, take in what it has, and write back"),
    "check": (_check, add_nothing, "Check the library from end to end"),
    "demo": (_demo, add_json, "Bring the sample conversations into the library"),
    "snapshot": (_snapshot, add_snapshot, "Draw the window with an item into a picture"),
}
"""The commands by name: what runs, what adds the arguments, and what the help says."""


# --------------------------------------------------------------------------------------------- helpers


def _bring_samples(path: Path) -> str:
    """Import the samples that the library lacks; returns the slug of the first one."""
    from reader.services.demo import import_demo, sample_slugs
    from reader.services.opening import open_library

    with open_library(path) as library:
        slugs = sample_slugs(library)
        if not slugs:
            run_through(import_demo(library), lambda step: None)
            slugs = sample_slugs(library)
    if not slugs:
        raise NotFoundError("The sample conversations could not be imported.", "Try `reader demo` to see why.")
    return slugs[0]


def _told_import(steps: Any, *, as_json: bool) -> int:
    """Run an import and tell each file's outcome; entries are written as they land."""
    told: list[ImportEntry] = []

    def tell(step: Any) -> None:
        if step.entry is not None:
            told.append(step.entry)
            if not as_json:
                _tell_entry(step.entry)

    try:
        report: ImportReport = run_through(steps, tell)
    except KeyboardInterrupt:
        from reader.domain.wording import count

        complain(f"Interrupted after {count('file', len(told))}; what was imported by then is whole.")
        return INTERRUPTED
    if as_json:
        from reader.services.describing import report_facts

        write_json(report_facts(report))
    else:
        from reader.services.plain_text import report_line

        write_lines([report_line(report)])
    return ALL_WELL if report.all_well else SOME_FAILED


def _tell_entry(entry: ImportEntry) -> None:
    from reader.services.plain_text import entry_lines

    if not entry.taken:
        complain(f"{entry.path}: {entry.sentence}")
        return
    write_lines(entry_lines(entry))
    sys.stdout.flush()
