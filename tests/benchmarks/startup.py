"""How soon the command line answers, against a bare Python started by the same command."""

from __future__ import annotations

import compileall
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.common import ROOT, SHARED, Row, alternating_seconds, run_python

RUNS = 21
COMMAND = "import sys; from reader.cli import main; sys.argv[0] = 'reader'; sys.exit(main())"
"""What the installed command ``reader`` does."""
BIG = "from pathlib import Path; from reader.services import frameworks; frameworks.resource = lambda *_: Path({!r}); "
"""Goes before ``COMMAND`` to put another framework in force."""

SEED_PAGE = SHARED / "seed" / "page.txt"
SEED_LINE = 63
"""The line of that page with the words of two hours: 124 slices."""
MORE_TERMS = 1200
"""So many terms more than the built-in framework has, which makes some 3,000."""


def measure() -> Iterator[Row]:
    """Ratios of `reader --help` and `reader score` to `python -c pass`."""
    # Installing a program compiles it; in a checkout, the environment may keep Python from doing so.
    compileall.compile_dir(ROOT / "src" / "reader", quiet=2)
    demo = ROOT / "resources" / "demo" / "the-year-the-forecasts-were-wrong.txt"
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)

        def starts(*arguments: str) -> Callable[[], object]:
            return lambda: run_python(["-c", *arguments], home)

        works = {
            "bare Python": starts("pass"),
            "reader --help": starts(COMMAND, "--help"),
            "reader score FILE": starts(COMMAND, "score", str(demo)),
            "reader score FILE, framework of 3,000 terms": starts(
                BIG.format(str(_big_framework(home))) + COMMAND, "score", str(demo)
            ),
        }
        if SEED_PAGE.exists():
            long = home / "long.txt"
            long.write_text(SEED_PAGE.read_text(encoding="utf-8").split("\n")[SEED_LINE - 1], encoding="utf-8")
            works["reader score FILE of 124 slices"] = starts(COMMAND, "score", str(long))
        bare, *seconds = alternating_seconds(list(works.values()), runs=RUNS)
    yield Row("bare Python", bare * 1000, "ms")
    for name, taken in zip(list(works)[1:], seconds, strict=True):
        yield Row(name, taken / bare, "x bare", 3 if "--help" in name else 8, note=f"{taken * 1000:.0f} ms")


def _big_framework(folder: Path) -> Path:
    built_in = (ROOT / "resources" / "frameworks" / "risk-opportunity.toml").read_text(encoding="utf-8")
    terms = "".join(f'"madeup{number:04x} word*" = {1 + number % 3}\n' for number in range(MORE_TERMS))
    path = folder / "big.toml"
    path.write_text(f"{built_in}\n[[lexicon]]\n[lexicon.terms]\n{terms}", encoding="utf-8")
    return path
