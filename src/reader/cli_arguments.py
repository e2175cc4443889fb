"""The arguments of each command of the command line, and how calls that break them are told."""

from __future__ import annotations

import argparse
import os
import sys

TYPE_CHECKING = False  # as in typing, whose import would cost a tenth of the time of `reader --help`
if TYPE_CHECKING:
    from typing import Any, NoReturn

WRONG_CALL = 2


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


class Parser(argparse.ArgumentParser):
    """A parser that tells a wrong call in one line, and needs no module just to wrap its help."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": _HelpFormatter} | options)

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_CALL, f"{self.prog}: {message}; see {self.prog} --help\n")


def add_nothing(_parser: argparse.ArgumentParser) -> None:
    """The command takes no arguments of its own."""


def add_open(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``reader open``."""
    parser.add_argument("files", nargs="*", metavar="FILE", default=[])
    parser.add_argument("--demo", action="store_true", help="bring in the sample conversations first")


def add_import(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``reader import``."""
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument(
        "--update", action="store_true", help="let changed files replace the transcripts they belong to"
    )
    add_json(parser)


def add_show(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``reader show``."""
    parser.add_argument("slug", metavar="SLUG", help="as `reader list` gives it")
    add_json(parser)


def add_score(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``reader score``."""
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help="a transcript; with --lines: a file of JSON lines, or -"
    )
    parser.add_argument(
        "--lines", action="store_true", help='JSON lines {"id", "text"} in, one line with score and hits out for each'
    )
    parser.add_argument("--framework", default="", metavar="ID_OR_FILE", help="the framework to score by")
    add_json(parser)


def add_search(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``reader search``."""
    parser.add_argument(
        "query",
        nargs="+",
        metavar="QUERY",
        help='words, "phrases", begin*, NOT, OR, show: shelf: thread: tag: lens: speaker: band: score:<-30 date:2025',
    )
    parser.add_argument(
        "--band", default="", metavar="B", help="hits only in slices of this band, by its first letters"
    )
    parser.add_argument("--limit", type=_limit, default=20, metavar="N", help="of items, default 20")
    add_json(parser)


def add_beside(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``reader related`` and ``reader counterbalance``."""
    parser.add_argument("slug", metavar="SLUG")
    parser.add_argument("--limit", type=_limit, default=8, metavar="N", help="of items, default 8")
    add_json(parser)


def add_framework(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``reader framework`` and of what it can do."""
    actions = parser.add_subparsers(
        title="what to do", metavar="ACTION", dest="action", required=True, parser_class=Parser, prog=parser.prog
    )

    def action(name: str, text: str, *positional: tuple[str, str]) -> argparse.ArgumentParser:
        added = actions.add_parser(name, help=text, description=text)
        for argument, metavar in positional:
            added.add_argument(argument, metavar=metavar)
        return added

    framework_id = ("id", "ID")
    add_json(action("list", "List the frameworks that there are"))
    add_json(action("show", "Show the methodology of a framework as Markdown", framework_id))
    checked = action("check", "Check framework files, and tell each problem with its line")
    checked.add_argument("files", nargs="+", metavar="FILE")
    brought = action("import", "Keep a framework file among your own", ("file", "FILE"))
    brought.add_argument("--replace", action="store_true", help="in the place of the one with the same id")
    given = action("export", "Write a framework to a file", framework_id, ("file", "FILE"))
    given.add_argument("--replace", action="store_true", help="in the place of what stands there")
    copied = action("duplicate", "Copy a framework to one of your own", framework_id, ("new_id", "NEW_ID"))
    copied.add_argument("--name", default="", metavar="NAME", help="of the copy")
    action("remove", "Put one of your own frameworks away", framework_id)
    used = action("use", "Choose the framework of a library", framework_id)
    used.add_argument("--rescore", action="store_true", help="and bring the figures of its items up to date")
    add_library(used)


def add_content(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``reader content`` and of what it can do."""
    actions = parser.add_subparsers(
        title="what to do", metavar="ACTION", dest="action", required=True, parser_class=Parser, prog=parser.prog
    )

    def action(name: str, text: str) -> argparse.ArgumentParser:
        added = actions.add_parser(name, help=text, description=text)
        add_library(added)
        return added

    tied = action("tie", "Tie the library to the folder that holds content/resources")
    tied.add_argument("folder", metavar="DIR")
    action("untie", "Tie it to no folder; items and files stay")
    add_json(action("status", "Show what differs; exit code 1 on conflicts and broken files"))
    action("pull", "Take in what is new or changed in the folder; conflicts are left, exit code 1")
    pushed = action("push", "Write back what changed here; conflicts are left, exit code 1")
    pushed.add_argument("--new", action="store_true", help="also write files of what the folder has not")
    pushed.add_argument("--rename", action="store_true", help="also give files the names of changed slugs")
    named = action("slug", "Give an item another slug")
    named.add_argument("slug", metavar="SLUG")
    named.add_argument("new_slug", metavar="NEW_SLUG")


def add_library(parser: argparse.ArgumentParser) -> None:
    """The library to work on."""
    parser.add_argument(
        "--library", metavar="PATH", default=argparse.SUPPRESS, help="the library to use instead of the user's own"
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """The switch to JSON."""
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def add_snapshot(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``reader snapshot``."""
    parser.add_argument("--item", metavar="SLUG", help="the item to show")
    parser.add_argument("--slice", type=_slice_number, default=0, metavar="N", help="the slice to go to")
    parser.add_argument("--theme", choices=("light", "dark"), default="dark")
    parser.add_argument(
        "--size", type=_size, default=(1440, 900), metavar="WxH", help="of the window, default 1440x900"
    )
    parser.add_argument("--scale", type=_scale, default=1.0, metavar="FACTOR", help="of the screen, default 1")
    parser.add_argument("--demo", action="store_true", help="bring in the sample conversations first")
    parser.add_argument("--out", required=True, metavar="FILE.png")


def _limit(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 100_000:
        raise argparse.ArgumentTypeError("write a number from 1 to 100000")
    return int(text)


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
