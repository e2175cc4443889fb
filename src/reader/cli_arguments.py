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
    add_json(parser)


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
