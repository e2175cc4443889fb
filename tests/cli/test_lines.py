"""`reader score --lines`: a filter that streams, whatever the length of its input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, process

LINES = 50_000
ALLOWED_GROWTH_KB = 20_000


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "reader", "score", "--lines", *arguments]


@pytest.fixture
def variables() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT / "src")}


def test_lines_come_out_in_the_promised_form() -> None:
    ran = process("score", "--lines", stdin=b'{"id": "a", "text": "A real danger."}\n{"id": 2, "text": "So."}')
    assert (ran.returncode, ran.stderr) == (0, b"")
    first, second = (json.loads(line) for line in ran.stdout.splitlines())
    assert list(first) == ["id", "score", "band", "hits"]
    assert (first["id"], first["band"]) == ("a", "risk-forward")
    (hit,) = first["hits"]
    assert list(hit) == ["term", "start", "end", "weight", "factor", "contribution"]
    assert (hit["start"], hit["end"]) == (7, 13)
    assert second == {"id": 2, "score": 0, "band": "mixed", "hits": []}


def test_a_file_or_a_dash_may_be_named(tmp_path: Path) -> None:
    line = b'{"id": 1, "text": "hope"}\n'
    path = tmp_path / "in.jsonl"
    path.write_bytes(line)
    from_file = process("score", "--lines", path)
    assert from_file.returncode == 0
    assert process("score", "--lines", "-", stdin=line).stdout == from_file.stdout != b""


def test_bad_lines_go_to_standard_error_with_their_number_and_the_rest_goes_on() -> None:
    ran = process("score", "--lines", stdin=b'{"id": 1, "text": "a"}\noops\n{"id": 3}\n{"id": 4, "text": "b"}\n')
    assert ran.returncode == 1
    assert [json.loads(line)["id"] for line in ran.stdout.splitlines()] == [1, 4]
    complaints = ran.stderr.decode().splitlines()
    assert [complaint.split(" was")[0] for complaint in complaints] == ["Line 2", "Line 3"]


def test_no_input_gives_no_output() -> None:
    ran = process("score", "--lines", stdin=b"")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")


def test_each_answer_comes_before_the_next_line_is_asked_for(variables: dict[str, str]) -> None:
    running = subprocess.Popen(command(), env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert running.stdin is not None
    assert running.stdout is not None
    for number in range(3):
        running.stdin.write(json.dumps({"id": number, "text": "a danger"}).encode() + b"\n")
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["id"] == number
    running.stdin.close()
    assert running.wait(30) == 0
    running.stdout.close()


@pytest.mark.slow
def test_memory_stays_the_same_over_50_000_lines_of_ever_new_words(variables: dict[str, str], tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.jsonl"
        with open(path, "w", encoding="utf-8") as file:
            for number in range(count):
                text = f"hope {' '.join(f'w{number}x{word}' for word in range(9))} danger"
                file.write(json.dumps({"id": number, "text": text}) + "\n")
        running = subprocess.Popen(command(str(path)), env=variables, stdout=subprocess.PIPE)
        assert running.stdout is not None
        answered = sum(chunk.count(b"\n") for chunk in iter(lambda: running.stdout.read(1 << 16), b""))  # type: ignore[union-attr]
        running.stdout.close()
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        assert (running.returncode, answered) == (0, count)
        return usage.ru_maxrss

    few = peak(LINES // 10)
    many = peak(LINES)
    assert many < few + ALLOWED_GROWTH_KB, f"{few} kB for a tenth of the lines, {many} kB for all"
