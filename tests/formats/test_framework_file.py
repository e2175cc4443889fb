"""Framework files: what is read, and what each kind of mistake says, with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.domain.framework import WHOLE_SENTENCE, ContextRule, Term, fingerprint
from reader.errors import FrameworkError
from reader.formats.framework_file import parse_framework, read_framework
from reader.formats.toml_table import MOST_PROBLEMS
from reader.paths import resource
from tests.formats.broken_frameworks import BROKEN
from tests.formats.small_framework import SMALL

SHIPPED = sorted(resource("frameworks").glob("*.toml"))


def told(source: str | bytes) -> tuple[str, ...]:
    """The problems of a framework file, as it tells them."""
    with pytest.raises(FrameworkError) as error:
        parse_framework(source, "mine.toml")
    return error.value.problems


def line_of(text: str, source: str = SMALL) -> int:
    return source[: source.index(text)].count("\n") + 1


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_the_frameworks_of_the_program_are_whole(path: Path) -> None:
    framework = read_framework(path)
    assert framework.id == path.stem
    assert framework.description
    assert [band.tone for band in framework.bands] == ["negative", "middle", "positive"]
    assert len(framework.terms) > 250
    assert len(framework.lenses) > 5
    assert {"negation", "hedge", "intensifier"} <= {rule.kind for rule in framework.context_rules}


def test_everything_in_a_file_is_read() -> None:
    framework = parse_framework(SMALL, "small.toml")
    assert framework.terms == (
        Term("rate hike*", -2.0, "tightening", "of rates"),
        Term("hike*", -1.5, "tightening", "own", ("tax hike*", "went on a hike")),
        Term("ease", 1.5, "easing"),
    )
    assert framework.context_rules == (
        ContextRule("negation", ("not", "*n't", "no longer"), -0.2, 3, 1, ("but",)),
        ContextRule("reported", ("she said",), 0.5, WHOLE_SENTENCE, WHOLE_SENTENCE),
        ContextRule("question", (), 0.6, 0),
    )
    assert (framework.description, framework.making) == ("What it is.", "By hand.\n\nTwice.\n")
    (check,) = framework.checks
    assert (check.what, check.on, check.figures) == ("First", "ten texts", (("rank", 0.7), ("texts", 10.0)))
    assert (framework.resistance, framework.slicing.target) == (0.1, 800)


def test_what_may_be_left_out_may_be_left_out() -> None:
    start, slicing, bands = SMALL.index("[slicing]"), SMALL.index("[[bands]]"), SMALL.index("[[context]]")
    lexicon, making = SMALL.index("[[lenses]]"), SMALL.index("[making]")
    bare = SMALL[:start] + SMALL[slicing:bands] + SMALL[lexicon:making]
    framework = parse_framework(bare.replace('description = "What it is."\n', ""), "small.toml")
    assert framework.context_rules == framework.checks == ()
    assert (framework.description, framework.making, framework.slicing.target) == ("", "", 1000)


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter() -> None:
    written = b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()
    assert parse_framework(written, "a") == parse_framework(SMALL, "b")


def test_notes_texts_and_checks_leave_the_fingerprint_alone() -> None:
    mark = fingerprint(parse_framework(SMALL, "a"))
    changed = (
        SMALL.replace("By hand.", "By a script.").replace("of rates", "of all rates").replace("rank = 0.7", "rank = 1")
    )
    assert fingerprint(parse_framework(changed, "a")) == mark
    assert fingerprint(parse_framework(SMALL.replace('"ease" = 1.5', '"ease" = 1.4'), "a")) != mark


@pytest.mark.parametrize(("old", "new", "at", "said"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_is_told_with_its_line(old: str, new: str, at: str, said: str) -> None:
    assert old in SMALL
    broken = SMALL.replace(old, new, 1)
    line = line_of(at, broken if at in broken else SMALL)
    assert told(broken) == (f"mine.toml, line {line}: {said}",)


def test_two_bands_only() -> None:
    middle = SMALL[SMALL.index('[[bands]]\nid = "neutral"') : SMALL.index('[[bands]]\nid = "dovish"')]
    assert told(SMALL.replace(middle, "").replace("least = 10", "least = -9")) == (
        f"mine.toml, line {line_of('[[bands]]')}: there are only 2 bands. Write at least three: one for each pole, and "
        "a middle.",
    )


def test_an_empty_lexicon() -> None:
    lexicon = SMALL[SMALL.index("[[lexicon]]") : SMALL.index("[making]")]
    assert told(SMALL.replace(lexicon, "[[lexicon]]\n[lexicon.terms]\n")) == (
        f"mine.toml, line {line_of('[[lexicon]]')}: the lexicon has no terms. Write at least one under "
        "[lexicon.terms].",
    )


def test_all_problems_are_told_at_once_in_the_order_of_their_lines() -> None:
    broken = SMALL
    for old, new in (
        ("resistance = 0.1", "resistance = 0"),
        ('"ease" = 1.5', '"ease" = 0'),
        ("least = -9", "least = -8"),
    ):
        broken = broken.replace(old, new)
    with pytest.raises(FrameworkError) as error:
        parse_framework(broken, "mine.toml")
    lines = [int(re.findall(r"line (\d+):", problem)[0]) for problem in error.value.problems]
    assert lines == sorted(lines)
    assert len(lines) == 3
    assert str(error.value) == (
        f"mine.toml has 3 problems, the first in line {lines[0]}: normalisation.resistance must be above 0, not 0. "
        "The built-in frameworks use about 0.1."
    )


def test_so_many_problems_and_no_more_are_told() -> None:
    many = "".join(f'"word {number}" = 0\n' for number in range(MOST_PROBLEMS + 7))
    problems = told(SMALL.replace('"ease" = 1.5\n', many))
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1] == "mine.toml: 7 more problems are not listed. Mend these first."


def test_a_file_in_another_encoding_is_refused_with_the_line() -> None:
    latin = SMALL.replace("What it is.", "Was für ein Rahmen.").replace("’", "'").encode("latin-1")
    assert told(latin) == (
        f"mine.toml, line {line_of('description')}: this is not UTF-8 text. Save the file as UTF-8 in your editor.",
    )
    assert told(SMALL.encode("utf-16"))[0].startswith("mine.toml, line 1: this is not UTF-8 text.")


def test_no_file_breaks_the_reader() -> None:
    for source in (
        "",
        "\n",
        "[[lexicon]]",
        "bands = 3",
        "[[bands]]\n" * 4,
        "a = " + "[" * 5000,
        '[lexicon.terms]\n"a" = 1',
    ):
        assert told(source)


def test_files_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    def said(path: Path) -> str:
        with pytest.raises(FrameworkError) as error:
            read_framework(path)
        return str(error.value)

    assert said(tmp_path / "absent.toml") == "absent.toml does not exist. Check the name and the folder."
    (tmp_path / "folder.toml").mkdir()
    assert said(tmp_path / "folder.toml") == "folder.toml is a folder. Name the framework file in it."
    (tmp_path / "large.toml").write_bytes(b"#" * 5_000_001)
    assert said(tmp_path / "large.toml") == "large.toml is too large for a framework: 5.0 MB. 5 MB is the most."
    assert "cannot be read" in said(tmp_path / "a\0b.toml")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SMALL, encoding="utf-8")

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(FrameworkError, match=r"^mine\.toml may not be read by you\. Ask its owner"):
        read_framework(path)


def test_the_example_of_the_reference_is_read() -> None:
    reference = resource("frameworks", "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", reference, re.DOTALL)
    framework = parse_framework(example, "tides.toml")
    assert framework.id == "tides"
    assert {rule.kind for rule in framework.context_rules} == {
        "negation", "hedge", "intensifier", "reported", "question",
    }  # fmt: skip
    assert any(term.exceptions and term.note for term in framework.terms)
    assert framework.making
    assert framework.checks
