"""`reader framework` and `reader score --framework`, and a second framework from end to end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.formats.framework_file import parse_framework, read_framework
from reader.paths import resource
from reader.services.frameworks import own_path
from tests.cli.conftest import Reader, process
from tests.formats.broken_frameworks import BROKEN
from tests.formats.small_framework import SMALL
from tests.services.monetary_passages import APART, SET

MONETARY = read_framework(resource("frameworks", "monetary-policy.toml"))
SIDES = ["hawkish", "neutral", "dovish"]
KNOWN_FAILURE = "If we do not crush inflation now"
"""Told in the framework's own account of itself."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_the_list_is_a_table(reader: Reader, file: Path) -> None:
    reader("framework", "import", file)
    ran = reader("framework", "list")
    head, *lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert head.split() == ["Id", "Name", "Version", "Terms", "From"]
    assert [line.split()[0] for line in lines] == ["risk-opportunity", "monetary-policy", "small"]
    assert [line[head.index("From") :] for line in lines] == ["the program", "the program", "you"]


def test_the_list_tells_broken_files_and_fails(reader: Reader, file: Path) -> None:
    reader("framework", "import", file)
    own_path("bad").write_text("[axis", encoding="utf-8")
    ran = reader("framework", "list")
    assert ran.code == 1
    assert "small" in ran.out
    assert ran.err.startswith("bad.toml, line 1: this is not valid TOML")
    entry = reader("framework", "list", "--json").value[-2]
    assert list(entry) == ["id", "name", "version", "terms", "path", "built_in", "problem"]
    assert entry["problem"].startswith("bad.toml, line 1")


def test_show_is_the_methodology(reader: Reader) -> None:
    ran = reader("framework", "show", "monetary-policy")
    assert ran.code == 0
    assert ran.out.startswith("# Monetary policy\n")
    assert "| Dovish | +16 | +100 |" in ran.out
    facts = reader("framework", "show", "monetary-policy", "--json").value
    assert (facts["id"], len(facts["terms"])) == ("monetary-policy", len(MONETARY.terms))
    assert facts["axis"] == {"negative": "Hawkish", "middle": "Neutral", "positive": "Dovish"}


def test_check_tells_what_is_in_a_sound_file(reader: Reader, file: Path) -> None:
    ran = reader("framework", "check", file)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{file}: sound. small 1, 3 terms, 1 lens, fingerprint ")


def test_check_tells_each_problem_in_a_line_and_looks_at_the_other_files_too(reader: Reader, file: Path) -> None:
    bad = file.with_name("bad.toml")
    bad.write_text(SMALL.replace('"ease" = 1.5', '"ease" = 0\n"e*" = 1\n"f*g" = 1'), encoding="utf-8")
    ran = reader("framework", "check", bad, file.with_name("absent.toml"), file)
    assert ran.code == 1
    assert ran.out.startswith(f"{file}: sound.")
    ease, middle, absent = ran.err.splitlines()
    assert ease.startswith('bad.toml, line 75: the weight of "ease" is 0.')
    assert middle.startswith('bad.toml, line 77: the term "f*g" is no word or phrase.')
    assert absent == "absent.toml does not exist. Check the name and the folder."


@pytest.mark.parametrize(("old", "new", "at", "said"), BROKEN.values(), ids=BROKEN)
def test_check_tells_any_mistake_in_one_line(
    reader: Reader, file: Path, old: str, new: str, at: str, said: str
) -> None:
    file.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    for command in ("check", "import"):
        ran = reader("framework", command, file)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("mine.toml, line ")
        assert ran.err.endswith(f": {' '.join(said.split())}\n")
    assert [entry["id"] for entry in reader("framework", "list", "--json").value] == [
        "risk-opportunity",
        "monetary-policy",
    ]


def test_import_export_duplicate_remove(reader: Reader, file: Path) -> None:
    assert reader("framework", "import", file).out == f"Kept small 1: {own_path('small')}\n"
    file.write_text(SMALL.replace('version = "1"', 'version = "2"'), encoding="utf-8")
    refused = reader("framework", "import", file)
    assert refused.code == 1
    assert "There is another framework small already." in refused.err
    assert reader("framework", "import", file, "--replace").out == f"Kept small 2: {own_path('small')}\n"
    out = file.with_name("out.toml")
    assert reader("framework", "export", "small", out).out == f"Written: {out}\n"
    assert out.read_bytes() == file.read_bytes()
    again = reader("framework", "export", "small", out)
    assert (again.code, again.err) == (1, f"{out} exists already. Use --replace, or name another file.\n")
    assert reader("framework", "export", "risk-opportunity", out, "--replace").code == 0
    assert reader("framework", "duplicate", "small", "copy", "--name", "My copy").code == 0
    assert parse_framework(own_path("copy").read_bytes(), "copy").name == "My copy"
    assert reader("framework", "remove", "copy").code == 0
    assert not own_path("copy").exists()
    refused = reader("framework", "remove", "risk-opportunity")
    assert refused.code == 1
    assert "comes with the program" in refused.err


@pytest.mark.parametrize("arguments", [(), ("no-such",), ("show",), ("check",), ("duplicate", "a"), ("list", "extra")])
def test_wrong_calls(reader: Reader, arguments: tuple[str, ...]) -> None:
    ran = reader("framework", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "--help" in ran.err


def test_help_names_every_action(reader: Reader) -> None:
    told = reader("framework", "--help").out
    for action in ("list", "show", "check", "import", "export", "duplicate", "remove", "use"):
        assert f"    {action} " in told


def test_an_unknown_framework(reader: Reader, talks: Path) -> None:
    for call in (("framework", "show", "x"), ("score", talks / "owls.md", "--framework", "x")):
        ran = reader(*call)
        assert (ran.code, ran.out) == (1, "")
        assert "There is no framework x. There are: risk-opportunity, monetary-policy." in ran.err


def test_using_a_framework(reader: Reader, talks: Path) -> None:
    (talks / "broken.json").unlink()
    reader("import", talks)
    ran = reader("framework", "use", "monetary-policy")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "The library is read by Monetary policy (monetary-policy 1.0).\n"
        "2 items still have figures of another one: `reader rescore` brings them up to date.\n"
    )
    ran = reader("framework", "use", "monetary-policy", "--rescore")
    assert ran.out == "The library is read by Monetary policy (monetary-policy 1.0).\n"
    facts = reader("show", "on-owls", "--json").value
    assert (facts["framework"], facts["stale"], list(facts["shares"])) == ("monetary-policy 1.0", False, SIDES)
    refused = reader("framework", "use", "absent")
    assert refused.code == 1
    assert reader("show", "on-owls", "--json").value["framework"] == "monetary-policy 1.0"
    assert reader("framework", "use", "risk-opportunity", "--library", talks / "no.sqlite").code == 1


# --------------------------------------------------------------------------- the second framework, end to end


def test_the_monetary_framework_scores_a_file(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text("\n\n".join(text for side, text in SET if side == "hawkish"), encoding="utf-8")
    told = reader("score", path, "--framework", "monetary-policy", "--json").value
    assert (told["framework"], told["leaning"], list(told["shares"])) == ("monetary-policy 1.0", "hawkish", SIDES)
    assert told["median"] < -15
    assert told["lens"]
    in_words = reader("score", path, "--framework", "monetary-policy").out
    assert "Hawkish leaning" in in_words
    assert "isk-forward" not in in_words


def test_the_monetary_framework_reads_passages_as_a_careful_reader_does() -> None:
    passages = (*SET, *APART)
    lines = "".join(json.dumps({"id": at, "text": text}) + "\n" for at, (_, text) in enumerate(passages)).encode()
    ran = process("score", "--lines", "--framework", "monetary-policy", stdin=lines)
    assert (ran.returncode, ran.stderr) == (0, b"")
    bands = [json.loads(line)["band"] for line in ran.stdout.splitlines()]
    wrong = [text for (side, text), band in zip(passages, bands, strict=True) if side != band]
    assert len(SET) >= 24
    assert {side for side, _ in SET} == set(SIDES)
    assert [text for text in wrong if KNOWN_FAILURE not in text] == []
    # The figures in the framework's own checks are these.
    right = [dict(check.figures)["in the band of their label"] for check in MONETARY.checks[:2]]
    assert right == [len(SET), len(APART) - len(wrong)]


def test_lines_by_a_file_of_ones_own(file: Path) -> None:
    line = json.dumps({"id": 1, "text": "It will not ease. A rate hike."}).encode()
    ran = process("score", "--lines", "--framework", file, stdin=line)
    found = json.loads(ran.stdout)
    assert (found["band"], [hit["term"] for hit in found["hits"]]) == ("hawkish", ["ease", "rate hike*"])
    file.write_text("[axis", encoding="utf-8")
    ran = process("score", "--lines", "--framework", file, stdin=line)
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.startswith(b"mine.toml, line 1: this is not valid TOML")
