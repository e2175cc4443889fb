"""The command line. Heavy parts are imported where a command needs them, Qt only to open the window or to draw it."""

from __future__ import annotations

import argparse
import codecs
import gc
import os
import sys
from collections.abc import Callable, Sequence

from reader import __version__
from reader.errors import LibraryError, NotFoundError, ReaderError

TYPE_CHECKING = False  # as in typing, whose import would cost a tenth of the time of `reader --help`
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, NoReturn

    from reader.library.database import Library
    from reader.services.importing import ImportEntry, ImportReport

ALL_WELL, SOME_FAILED, WRONG_CALL, PIPE_CLOSED, INTERRUPTED = 0, 1, 2, 141, 130

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
        _complain(str(error))
        return SOME_FAILED
    except KeyboardInterrupt:
        _complain("Interrupted.")
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


class _HelpFormatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        # Left to itself it would import shutil, with five modules of compression, to ask for the width.
        super().__init__(prog, width=_terminal_width() - 2)


def _terminal_width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80 if sys.__stdout__ else 80
    except (OSError, ValueError):
        return 80


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": _HelpFormatter} | options)

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_CALL, f"{self.prog}: {message}; see {self.prog} --help\n")


def _parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    """The parser for these arguments. Where they start with a command, it knows no other one: that is quicker."""
    library = _Parser(add_help=False)
    library.add_argument(
        "--library", metavar="PATH", default=argparse.SUPPRESS, help="the library to use instead of the user's own"
    )
    parser = _Parser(prog="reader", description=DESCRIPTION, epilog=EPILOG, parents=[library])
    parser.add_argument("--version", action="version", version=f"Perspective Reader {__version__}")
    parser.set_defaults(run=_open, files=[], demo=False)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser, prog="reader")
    named = argv[0] if argv else ""
    for name, (run, add_arguments, text) in _COMMANDS.items():
        if name == named or named not in _COMMANDS:
            added = commands.add_parser(name, help=text, description=text, parents=[library])
            added.set_defaults(run=run)
            add_arguments(added)
    return parser


def _add_nothing(_parser: argparse.ArgumentParser) -> None:
    """The command takes no arguments of its own."""


def _add_open(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", metavar="FILE", default=[])
    parser.add_argument("--demo", action="store_true", help="bring in the sample conversations first")


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument(
        "--update", action="store_true", help="let changed files replace the transcripts they belong to"
    )
    _add_json(parser)


def _add_show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", metavar="SLUG", help="as `reader list` gives it")
    _add_json(parser)


def _add_score(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help="a transcript; with --lines: a file of JSON lines, or -"
    )
    parser.add_argument(
        "--lines", action="store_true", help='JSON lines {"id", "text"} in, one line with score and hits out for each'
    )
    _add_json(parser)


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def _add_snapshot(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--item", metavar="SLUG", help="the item to show")
    parser.add_argument("--slice", type=_slice_number, default=0, metavar="N", help="the slice to go to")
    parser.add_argument("--theme", choices=("light", "dark"), default="dark")
    parser.add_argument(
        "--size", type=_size, default=(1440, 900), metavar="WxH", help="of the window, default 1440x900"
    )
    parser.add_argument("--scale", type=_scale, default=1.0, metavar="FACTOR", help="of the screen, default 1")
    parser.add_argument("--demo", action="store_true", help="bring in the sample conversations first")
    parser.add_argument("--out", required=True, metavar="FILE.png")


def _slice_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) < 1_000_000:
        raise argparse.ArgumentTypeError("slices are numbered from 1")
    return int(text)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit() and all(200 <= int(side) <= 16_000 for side in (width, height))):
        raise argparse.ArgumentTypeError("write it as 1440x900, each side from 200 to 16000")
    return int(width), int(height)


def _scale(text: str) -> float:
    try:
        factor = float(text)
    except ValueError:
        factor = 0.0
    if not 0.5 <= factor <= 4:
        raise argparse.ArgumentTypeError("write a number from 0.5 to 4")
    return factor


# -------------------------------------------------------------------------------------------- commands


def _open(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from reader.app import run

    gc.set_threshold(*USUALLY)
    if arguments.demo:
        _bring_samples(_library_path(arguments))
    named = hasattr(arguments, "library") or arguments.demo
    # Without a name the window opens the library it had open last.
    return run(_library_path(arguments) if named else None, [Path(file) for file in arguments.files])


def _import(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from reader.services.importing import ImportRequest, gather, import_files

    paths = gather([Path(path) for path in arguments.paths])
    requests = [ImportRequest(path, update=arguments.update) for path in paths]
    with _library(arguments, create=True) as library:
        return _told_import(import_files(library, requests), as_json=arguments.json)


def _list(arguments: argparse.Namespace) -> int:
    from reader.domain.browsing import ordered
    from reader.services.browsing import list_items

    with _library(arguments) as library:
        items = ordered(list_items(library), "title")
    if arguments.json:
        from reader.services.describing import summary_facts

        _write_json([summary_facts(item) for item in items])
    else:
        from reader.services.frameworks import framework_in_force
        from reader.services.plain_text import list_lines

        _write_lines(list_lines(items, framework_in_force()))
    return ALL_WELL


def _show(arguments: argparse.Namespace) -> int:
    from reader.services.describing import item_facts
    from reader.services.plain_text import item_lines
    from reader.services.reading import open_item

    with _library(arguments) as library:
        item = open_item(library, arguments.slug)
        if arguments.json:
            _write_json(item_facts(item))
        else:
            _write_lines(item_lines(item))
    return ALL_WELL


def _score(arguments: argparse.Namespace) -> int:
    if arguments.lines:
        return _score_lines(arguments.file or "-")
    if not arguments.file:
        _complain("reader score: name a file, or use --lines; see reader score --help")
        return WRONG_CALL
    from pathlib import Path

    from reader.services.scoring_text import score_file

    path = Path(arguments.file)
    try:
        scored = score_file(path)
    except ReaderError as error:
        _complain(f"{path}: {error}")
        return SOME_FAILED
    if arguments.json:
        from reader.services.describing import file_facts

        _write_json(file_facts(scored))
    else:
        from reader.services.plain_text import file_lines

        _write_lines(file_lines(scored))
    return ALL_WELL


def _score_lines(source: str) -> int:
    from reader.services.scoring_text import score_lines

    failures = 0

    def failed(number: int, sentence: str) -> None:
        nonlocal failures
        failures += 1
        _complain(f"Line {number} was left out: {sentence}")

    try:
        stream = sys.stdin.buffer if source == "-" else open(source, "rb")  # noqa: SIM115 (closed by `with` below)
    except OSError as error:
        _complain(f"{source}: {error.strerror or error}.")
        return SOME_FAILED
    with stream:
        for line in score_lines(stream, failed):
            # A line at a time, so that whoever reads the pipe gets each answer at once.
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    return SOME_FAILED if failures else ALL_WELL


def _check(arguments: argparse.Namespace) -> int:
    from reader.services.checking import check

    with _library(arguments) as library:
        problems = check(library)
    for problem in problems:
        _complain(problem)
    if not problems:
        _write_lines(["The library is sound."])
    return SOME_FAILED if problems else ALL_WELL


def _demo(arguments: argparse.Namespace) -> int:
    from reader.services.demo import import_demo

    with _library(arguments, create=True) as library:
        return _told_import(import_demo(library), as_json=arguments.json)


def _snapshot(arguments: argparse.Namespace) -> int:
    if not arguments.item and not arguments.demo:
        _complain("reader snapshot: name an item with --item, or use --demo; see reader snapshot --help")
        return WRONG_CALL
    from pathlib import Path

    path = _library_path(arguments)
    slug: str = arguments.item
    if arguments.demo:
        first_sample = _bring_samples(path)
        slug = slug or first_sample
    from reader.gui.snapshot import snapshot

    place = Path(arguments.out)
    snapshot(path, slug, arguments.slice, arguments.theme, arguments.size, arguments.scale, place)
    return ALL_WELL


_COMMANDS: dict[str, tuple[Callable[[argparse.Namespace], int], Callable[[argparse.ArgumentParser], None], str]] = {
    "open": (_open, _add_open, "Open the window; files given are offered for import"),
    "import": (_import, _add_import, "Import transcripts: files, or folders with all that is in them"),
    "list": (_list, _add_json, "List the items of the library"),
    "show": (_show, _add_show, "Show one item: figures, reading, metadata"),
    "score": (_score, _add_score, "Score a transcript file without importing it, or, with --lines, texts in a pipe"),
    "check": (_check, _add_nothing, "Check the library from end to end"),
    "demo": (_demo, _add_json, "Bring the sample conversations into the library"),
    "snapshot": (_snapshot, _add_snapshot, "Draw the window with an item into a picture"),
}
"""The commands by name: what runs, what adds the arguments, and what the help says."""


# --------------------------------------------------------------------------------------------- helpers


def _library_path(arguments: argparse.Namespace) -> Path:
    if hasattr(arguments, "library"):
        from pathlib import Path

        return Path(arguments.library)
    from reader.paths import default_library

    return default_library()


def _library(arguments: argparse.Namespace, *, create: bool = False) -> Library:
    """The library to work on; only commands that bring something in may make a new one."""
    path = _library_path(arguments)
    if not create and not path.exists():
        raise _no_library(path)
    from reader.services.opening import open_library

    return open_library(path)


def _no_library(path: Path) -> LibraryError:
    return LibraryError(
        f"There is no library at {path}.", "Import something first, or name another one with --library."
    )


def _bring_samples(path: Path) -> str:
    """Import the samples that the library lacks; returns the slug of the first one."""
    from reader.services.demo import import_demo, sample_slugs
    from reader.services.opening import open_library

    with open_library(path) as library:
        slugs = sample_slugs(library)
        if not slugs:
            _run_through(import_demo(library), lambda step: None)
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
        report: ImportReport = _run_through(steps, tell)
    except KeyboardInterrupt:
        _complain(f"Interrupted after {len(told)} files; what was imported by then is whole.")
        return INTERRUPTED
    if as_json:
        from reader.services.describing import report_facts

        _write_json(report_facts(report))
    else:
        from reader.services.plain_text import report_line

        _write_lines([report_line(report)])
    return ALL_WELL if report.all_well else SOME_FAILED


def _run_through(steps: Any, told: Callable[[Any], None]) -> Any:
    """Run a generator to its end, handing on its steps; returns its result. It is closed whatever happens."""
    try:
        while True:
            told(next(steps))
    except StopIteration as end:
        return end.value
    finally:
        steps.close()


def _tell_entry(entry: ImportEntry) -> None:
    from reader.services.plain_text import entry_lines

    if not entry.taken:
        _complain(f"{entry.path}: {entry.sentence}")
        return
    _write_lines(entry_lines(entry))
    sys.stdout.flush()


def _write_lines(lines: Sequence[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _write_json(value: Any) -> None:
    import json

    readable = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    sys.stdout.write(json.dumps(value, ensure_ascii=not readable, indent=1) + "\n")


def _complain(sentence: str) -> None:
    print(" ".join(sentence.split()), file=sys.stderr)
