"""What the command line loads: every module costs time that somebody waits."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {
    "PySide6", "alembic", "chardet", "dataclasses", "html", "inspect", "json", "msgspec", "numpy", "platformdirs",
    "shutil", "sqlalchemy", "sqlite3", "threading", "tomllib", "unicodedata", "zipfile",
}  # fmt: skip
RUN = """
import sys
from reader.cli import main
sys.argv = ["reader", *sys.argv[1:]]
try:
    code = main()
finally:
    sys.stderr.write(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
sys.exit(code)
"""


def loaded(*arguments: str) -> set[str]:
    variables = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", RUN, *arguments]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, encoding="utf-8", check=True)
    return set(done.stderr.split())


def test_the_help_loads_nothing_heavy() -> None:
    assert not loaded("--help") & HEAVY


@pytest.mark.parametrize(
    "text",
    ["There is hope. There is danger.", "1\n00:00:01,000 --> 00:00:03,000\nThere is hope.\n"],
    ids=["plain text", "captions"],
)
def test_scoring_a_second_file_loads_nothing_heavy(tmp_path: Path, text: str) -> None:
    file = tmp_path / "talk.txt"
    file.write_text(text, encoding="utf-8")
    loaded("score", str(file))  # reads the framework and keeps it
    assert not loaded("score", str(file)) & HEAVY
