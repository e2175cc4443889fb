"""Every command: what it writes, where, and its exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader import __version__
from tests.cli.conftest import ROOT, Reader, process
from tests.formats.hostile import REFUSED

PROFILE_KEYS = [
    "title", "slices", "median", "mean", "least", "greatest", "p10", "p90", "shares", "leaning", "lens", "confidence",
    "evidence_mode", "basis", "reasons", "scores",
]  # fmt: skip


def test_import_tells_each_file_and_fails_for_the_bad_one(reader: Reader, talks: Path) -> None:
    ran = reader("import", talks)
    assert ran.code == 1
    assert ran.out == "imported   on-bats\nimported   on-owls\n3 files: 2 imported, 1 failed\n"
    assert ran.err.startswith(f"{talks / 'broken.json'}: ")
    assert ran.err.count("\n") == 1


def test_hostile_files_give_one_sentence_each_and_good_ones_go_in(reader: Reader, talks: Path) -> None:
    (talks / "broken.json").unlink()
    for name, data in REFUSED.items():
        (talks / name).write_bytes(data)
    ran = reader("import", *sorted(talks.iterdir()))
    assert ran.code == 1
    complaints = ran.err.splitlines()
    assert len(complaints) == len(REFUSED) >= 40
    assert {Path(complaint.split(": ")[0]).name for complaint in complaints} == set(REFUSED)
    assert "Traceback" not in ran.err
    assert ran.out.endswith(f"{len(REFUSED) + 2} files: 2 imported, {len(REFUSED)} failed\n")


def test_import_again_changes_nothing_and_all_is_well(reader: Reader, talks: Path) -> None:
    (talks / "broken.json").unlink()
    assert reader("import", talks).code == 0
    again = reader("import", talks)
    assert (again.code, again.err) == (0, "")
    assert again.out.endswith("2 files: 2 unchanged\n")


def test_a_changed_file_is_held_back_until_an_update_is_asked_for(reader: Reader, talks: Path) -> None:
    owls = talks / "owls.md"
    reader("import", owls)
    owls.write_text(owls.read_text() + "\n**Cy Dunn** (00:03:00):\nOne more.\n")
    held = reader("import", owls)
    assert held.code == 1
    assert "on-owls" in held.err
    assert "update" in held.err
    assert "held back" in held.out
    updated = reader("import", owls, "--update")
    assert (updated.code, updated.out) == (0, "updated    on-owls\n1 file: 1 updated\n")
    assert reader("show", "on-owls", "--json").value["cues"] == 4


def test_import_in_json_gives_a_report(reader: Reader, talks: Path) -> None:
    ran = reader("import", talks, "--json")
    assert ran.code == 1
    assert ran.value["counts"] == {"imported": 2, "updated": 0, "unchanged": 0, "exists": 0, "failed": 1}
    bats, broken, owls = ran.value["files"]
    assert (bats["slug"], bats["format"], bats["cues"], bats["speakers"]) == (
        "on-bats", "markdown", 3, ["Ada Brook", "Cy Dunn"],
    )  # fmt: skip
    assert (broken["outcome"], broken["slug"]) == ("failed", "")
    assert owls["outcome"] == "imported"
    assert {"kind", "line", "text"} == set(owls["remarks"][0])


def test_import_of_an_empty_folder_says_so(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = reader("import", tmp_path / "empty")
    assert (ran.code, ran.out) == (0, "0 files: nothing to import\n")


def test_list_is_a_table_by_title(reader: Reader, talks: Path) -> None:
    reader("import", talks)
    ran = reader("list")
    head, *rows = ran.out.splitlines()
    assert head.split() == ["Slug", "Title", "Show", "Date", "Length", "Slices", "Median", "Mean", "Leaning"]
    assert [row.split()[0] for row in rows] == ["on-bats", "on-owls"]
    for row in rows:
        assert row[head.index("Title") :].startswith("On ")
        assert row[head.index("Leaning") :] in ("Mixed", "Risk-forward", "Opportunity-forward")
    assert "−" in rows[1]


def test_list_in_json(reader: Reader, talks: Path) -> None:
    reader("import", talks)
    bats, owls = reader("list", "--json").value
    assert (bats["slug"], owls["date"], owls["show"], owls["slices"]) == ("on-bats", "2025-01-02", "Ward Round", 1)
    assert bats["median"] > 0 > owls["median"]


def test_show_tells_figures_reading_and_facts(reader: Reader, talks: Path) -> None:
    reader("import", talks)
    ran = reader("show", "on-owls")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[:2] == ["On owls", "Ward Round · 2 Jan 2025 · 2:00"]
    assert lines[3].startswith("Across 1 full-transcript segment: median −")
    assert "leaning" in lines[4]
    assert "Evidence mode: " in lines[4]
    assert any(line.startswith("Summary: A conversation between") and line.endswith("(draft)") for line in lines)
    assert any("owls.md" in line and "3 cues" in line for line in lines)


def test_show_and_score_in_json_agree_and_have_the_promised_keys(reader: Reader, talks: Path) -> None:
    reader("import", talks)
    shown = reader("show", "on-owls", "--json").value
    scored = reader("score", talks / "owls.md", "--json").value
    assert list(shown)[: len(PROFILE_KEYS)] == PROFILE_KEYS
    assert list(scored)[: len(PROFILE_KEYS)] == PROFILE_KEYS
    assert {key: shown[key] for key in PROFILE_KEYS} == {key: scored[key] for key in PROFILE_KEYS}
    assert set(shown["shares"]) == {"risk-forward", "mixed", "opportunity-forward"}
    assert (shown["slug"], shown["date"], shown["source"], shown["cues"]) == ("on-owls", "2025-01-02", "owls.md", 3)
    assert shown["assessment_path"] == "content/resources/transcript-assessments/on-owls.json"


def test_score_leaves_the_library_alone(reader: Reader, talks: Path, own_home: Path) -> None:
    ran = reader("score", talks / "owls.md")
    assert ran.code == 0
    assert ran.out.startswith("On owls\n")
    assert not any(own_home.iterdir())


def test_check_finds_a_sound_library_sound(reader: Reader, talks: Path) -> None:
    reader("import", talks)
    assert (reader("check").code, reader("check").out) == (0, "The library is sound.\n")


def test_check_tells_what_is_wrong(reader: Reader, talks: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    path.write_bytes(b"no database at all, but long enough to be looked at" * 20)
    ran = reader("check", "--library", path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


def test_demo_brings_the_samples_in_once(reader: Reader) -> None:
    assert reader("demo").out.endswith("8 files: 8 imported\n")
    assert reader("demo").out.endswith("8 files: 8 unchanged\n")
    assert all(item["sample"] for item in reader("list", "--json").value)


def test_the_library_may_be_named_before_or_after_the_command(reader: Reader, talks: Path, tmp_path: Path) -> None:
    path = tmp_path / "own" / "mine.sqlite"
    path.parent.mkdir()
    assert reader("--library", path, "import", talks / "owls.md").code == 0
    assert reader("list", "--library", path, "--json").value == reader("--library", path, "list", "--json").value
    assert reader("list").code == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("list",), "There is no library"),
        (("show", "x"), "There is no library"),
        (("check",), "There is no library"),
        (("score", "nowhere.srt"), "nowhere.srt: This file does not exist."),
        (("score", "--lines", "nowhere.jsonl"), "nowhere.jsonl: "),
        (("import", "nowhere.srt"), "nowhere.srt: This file does not exist."),
    ],
)
def test_input_that_fails_gives_one_sentence_and_exit_code_1(
    arguments: tuple[str, ...], says: str, reader: Reader
) -> None:
    ran = reader(*arguments)
    assert ran.code == 1
    assert ran.err.startswith(says)
    assert ran.err.count("\n") == 1


def test_an_unknown_item_is_told(reader: Reader, talks: Path) -> None:
    reader("import", talks)
    ran = reader("show", "no-such-talk")
    assert (ran.code, ran.out) == (1, "")
    assert "no-such-talk" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate",),
        ("import",),
        ("show",),
        ("score",),
        ("list", "--nonsense"),
        ("snapshot", "--out", "x.png"),
        ("snapshot", "--item", "x"),
        ("snapshot", "--item", "x", "--out", "x.png", "--size", "big"),
        ("snapshot", "--item", "x", "--out", "x.png", "--slice", "0"),
        ("snapshot", "--item", "x", "--out", "x.png", "--scale", "99"),
        ("snapshot", "--item", "x", "--out", "x.png", "--theme", "pink"),
        ("list", "--library"),
    ],
)
def test_a_wrong_call_gives_one_sentence_and_exit_code_2(arguments: tuple[str, ...], reader: Reader) -> None:
    ran = reader(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "--help" in ran.err


def test_version_and_help(reader: Reader) -> None:
    assert reader("--version").out == f"Perspective Reader {__version__}\n"
    text = reader("--help").out
    for name in ("open", "import", "list", "show", "score", "check", "demo", "snapshot"):
        assert f"\n    {name} " in text


# ------------------------------------------------------------------------------------ as real processes


def test_help_and_score_load_neither_qt_nor_a_database() -> None:
    script = (
        "import sys; from reader.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print('LOADED', *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    demo = ROOT / "resources" / "demo" / "the-year-the-forecasts-were-wrong.txt"

    def loaded(*arguments: str) -> set[str]:
        variables = os.environ | {"PYTHONPATH": str(ROOT / "src")}
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments], env=variables, capture_output=True, text=True, check=True
        )
        return set(done.stdout.rpartition("LOADED ")[2].split())

    heavy = {"PySide6", "sqlalchemy", "alembic", "pyqtgraph", "sqlite3", "multiprocessing"}
    assert not loaded("--help") & (heavy | {"numpy", "msgspec", "chardet", "platformdirs"})
    assert not loaded("score", str(demo)) & heavy


def test_the_window_s_parts_are_not_loaded_by_other_commands(talks: Path) -> None:
    script = (
        "import sys; from reader.cli import main\n"
        "main(['import', sys.argv[1]]); main(['list']); main(['show', 'on-owls']); main(['check'])\n"
        "assert 'PySide6' not in sys.modules and 'pyqtgraph' not in sys.modules"
    )
    variables = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, "-c", script, str(talks)], env=variables, capture_output=True, check=True)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_terminal_gets_readable_text(encoding: str, talks: Path) -> None:
    process("import", talks)
    ran = process("show", "on-owls", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert ran.returncode == 0
    text = ran.stdout.decode(encoding)
    assert "median " in text
    assert "?" not in text
    if encoding == "ascii":
        assert "median -" in text
    listed = process("list", "--json", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert len(json.loads(listed.stdout.decode(encoding))) == 2


def test_control_characters_of_a_file_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "evil.md"
    path.write_text('---\ntitle: "a\x1b[31m\x07red"\n---\n\n**Ada:** Hello you.\n\n**Cy:** Yes.\n')
    assert process("import", path).returncode == 0
    for arguments in (("list",), ("score", path)):
        assert b"\x1b" not in process(*arguments).stdout


def test_a_reader_that_stops_reading_is_no_trouble(talks: Path) -> None:
    lines = "".join(json.dumps({"id": number, "text": "hope " * 200}) + "\n" for number in range(3000))
    path = talks / "lines.jsonl"
    path.write_text(lines)
    variables = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "reader", "score", "--lines", str(path)]
    running = subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.readline()
    running.stdout.close()
    assert running.wait(60) == 141
    assert running.stderr.read() == b""
    running.stderr.close()


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_ends_an_import_with_one_line_and_whole_items(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number}.md").write_text(f"**Ada:** Subject {number}. {'Hope. ' * 3000}\n\n**Cy:** Yes.\n")
    path = tmp_path / "library.sqlite"
    variables = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "reader", "import", "--library", str(path), str(folder)]
    running = subprocess.Popen(
        command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.readline()
    os.killpg(running.pid, signal.SIGINT)
    _, complaint = running.communicate(timeout=30)
    assert running.returncode == 130
    assert complaint.count(b"\n") == 1
    assert b"Interrupted" in complaint
    time.sleep(0.1)
    checked = process("check", "--library", path)
    assert checked.stdout == b"The library is sound.\n"
