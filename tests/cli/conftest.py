"""Running the command line: in this process for most tests, as a process of its own where that matters."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.cli import main

ROOT = Path(__file__).resolve().parents[2]
TALK = (
    "**Ada Brook** (00:00:00):\n{}\n\n**Cy Dunn** (00:01:00):\nYes. Nothing else.\n\n**Ada Brook** (00:02:00):\nNo.\n"
)


class Ran:
    """Exit code and what was written."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err

    @property
    def value(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Reader = Callable[..., Ran]


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Programs that a test starts can be interrupted, even where the tests run in the background, which cannot."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def reader(capsys: pytest.CaptureFixture[str]) -> Reader:
    """Run a command in this process."""

    def run(*arguments: object) -> Ran:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        written = capsys.readouterr()
        return Ran(code, written.out, written.err)

    return run


def process(*arguments: object, stdin: bytes | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command as a process of its own."""
    variables = os.environ | {"PYTHONPATH": str(ROOT / "src")} | environment
    command = [sys.executable, "-m", "reader", *map(str, arguments)]
    return subprocess.run(command, env=variables, input=stdin, capture_output=True, check=False)


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A folder with two small talks and a file that is none."""
    folder = tmp_path / "ward-round"
    folder.mkdir()
    (folder / "owls.md").write_text("---\ntitle: On owls\ndate: 2025-01-02\n---\n\n" + TALK.format("A real danger."))
    (folder / "bats.md").write_text("---\ntitle: On bats\n---\n\n" + TALK.format("A great hope. A great success."))
    (folder / "broken.json").write_text('[{"text": "a", "start": 0')
    return folder
