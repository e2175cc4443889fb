"""The methodology: made from the framework, right in its figures, harmless whatever the framework says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from reader.domain.framework import Check, Framework, Lens, Term, fingerprint
from reader.domain.record import replaced
from reader.domain.striking import ITEM, Strike
from reader.formats.framework_file import parse_framework, read_framework
from reader.paths import resource
from reader.services.framework_choice import choose_framework
from reader.services.framework_files import save_framework
from reader.services.markdown_text import embedded, number, plain
from reader.services.methodology import methodology
from reader.services.opening import open_library
from reader.services.reading import open_item
from reader.services.striking import keep_strike
from tests.formats.making_frameworks import frameworks
from tests.formats.small_framework import SMALL
from tests.services.conftest import imported

if TYPE_CHECKING:
    from reader.services.opening import Library
    from reader.services.reading import OpenItem

FRAMEWORK = parse_framework(SMALL, "small.toml")
SHIPPED = sorted(resource("frameworks").glob("*.toml"))
SECTIONS = [
    "The axis", "The cuts", "What is a hit", "Context", "The score of a slice", "The figures of an item",
    "The headline", "Fragility", "How near two conversations are", "Related conversations",
    "Counterbalance: the mirror rule", "The counterbalance reel", "Lenses", "The terms in force", "Exceptions",
    "Checks", "How the lexicon was made", "What the spectrum cannot tell",
]  # fmt: skip
TALK = """---
title: On *rates*
---

**Ada Brook** (00:00:00):
It did not hike. A rate hike followed. It will ease, she said. Will it ease? No tax hikes.

**Cy Dunn** (00:01:00):
Yes.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.sqlite") as opened:
        yield opened


@pytest.fixture
def item(library: Library, tmp_path: Path) -> OpenItem:
    path = tmp_path / "talk.md"
    path.write_text(TALK, encoding="utf-8")
    save_framework(FRAMEWORK)
    choose_framework(library, "small")
    imported(library, path)
    return open_item(library, "on-rates")


def section(text: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    return text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def value(written: str) -> float:
    return float(written.replace("−", "-").replace("*", "").strip())


def rows(text: str) -> list[list[str]]:
    """The rows of the first table, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_it_tells_everything_in_the_framework(path: Path) -> None:
    framework = read_framework(path)
    text = methodology(framework)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS
    assert text.startswith(f"# {framework.name}\n")
    assert fingerprint(framework) in text
    for pole in (framework.negative_pole, framework.middle.lower(), framework.positive_pole):
        assert pole in section(text, "The axis")
    in_force = section(text, "The terms in force")
    for term in framework.terms:
        assert f"`{term.pattern}` {number(term.weight)}" in in_force
        for phrase in term.exceptions:
            assert f"`{phrase}`" in in_force
    for lens in framework.lenses:
        assert lens.name in section(text, "Lenses")
    for rule in framework.context_rules:
        assert all(f"`{pattern}`" in section(text, "Context") for pattern in rule.patterns)
    for check in framework.checks:
        assert plain(check.what) in section(text, "Checks")
    assert "another state" not in section(text, "Checks")


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_figures_have_true_minus_signs(path: Path) -> None:
    text = methodology(read_framework(path))
    made = text.replace(section(text, "How the lexicon was made"), "")
    assert not re.search(r"(?<![\w`-])-\d", re.sub(r"`[^`]*`", "", made))


def test_no_pole_of_another_framework_is_named() -> None:
    words = methodology(FRAMEWORK).lower()
    assert "risk" not in words
    assert "opportunit" not in words


def test_the_worked_example_adds_up_and_ends_in_the_score_shown(item: OpenItem) -> None:
    example = section(methodology(item.framework, item, 1), "The score of a slice").split("### A worked example")[1]
    scored = item.slice_score(1)
    assert "Slice 1 of 1 of “On \\*rates\\*”, from 0:00:" in example
    table = rows(example)
    assert len(table) == len(scored.hits) >= 3
    for (_, term, weight, factor, product, contribution), hit in zip(table, scored.hits, strict=True):
        assert term == f"`{hit.term}`"
        assert value(weight) == pytest.approx(hit.weight, abs=5e-4)
        assert value(product) == pytest.approx(hit.weight * hit.factor, abs=5e-4)
        assert value(contribution) == pytest.approx(hit.contribution, abs=5e-3)
        assert value(re.split(r" = ", factor)[-1].split(" ")[0]) == pytest.approx(hit.factor, abs=5e-4)
    top, size, words = (value(line.rsplit(" ", 1)[1]) for line in example.splitlines() if line.startswith("- "))
    assert top == pytest.approx(sum(value(row[4]) for row in table), abs=0.01)
    assert 100 * top / (size + words) == pytest.approx(scored.exact, abs=0.05)
    band = item.framework.band_of(scored.score).name
    assert f"rounded **{str(scored.score).replace('-', '−')}**: {band}." in example
    assert "(negation: “not”)" in example
    assert "(reported: “she said”)" in example
    assert "(question: “?”)" in example
    assert "tax" not in "".join(row[1] for row in table)


def test_struck_hits_are_missing_from_the_example(library: Library, item: OpenItem) -> None:
    term = item.slice_score(1).hits[0].term
    keep_strike(library, item.id, Strike(ITEM, term))
    struck = open_item(library, item.slug)
    example = section(methodology(struck.framework, struck, 1), "The score of a slice")
    assert len(rows(example)) == len(struck.slice_score(1).hits) < len(item.slice_score(1).hits)


def test_the_open_item_is_told_its_own_figures(item: OpenItem) -> None:
    text = methodology(item.framework, item, 1)
    assert "In “On \\*rates\\*”: Across 1 full-transcript segment: median" in section(text, "The figures of an item")
    assert "Confidence: low" in section(text, "The headline")
    assert "In “" not in methodology(item.framework)


def test_a_slice_that_is_not_there_gives_the_first_with_a_hit(item: OpenItem) -> None:
    for asked in (0, 99, -1):
        assert "Slice 1 of 1" in methodology(item.framework, item, asked)


def test_an_item_without_any_hit_gives_an_example_of_the_framework_itself(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "plain.md"
    path.write_text("**Ada Brook** (00:00:00):\nWell.\n", encoding="utf-8")
    imported(library, path)
    example = section(methodology(FRAMEWORK, open_item(library, "plain"), 1), "The score of a slice")
    assert "A text made of the framework's own terms:" in example
    assert len(rows(example)) >= 3
    assert "(negation: “not”)" in example


def test_another_framework_is_worked_out_on_the_open_item(library: Library, item: OpenItem) -> None:
    choose_framework(library, "monetary-policy")
    opened = open_item(library, item.slug)
    own, other = (section(methodology(f, opened, 1), "The score of a slice") for f in (opened.framework, FRAMEWORK))
    assert "Slice 1 of 1 of" in own
    assert "Slice 1 of 1 of" in other
    assert [row[1] for row in rows(other)] == [f"`{hit.term}`" for hit in item.slice_score(1).hits]
    assert rows(own) != rows(other)


def test_struck_terms_are_told_apart(item: OpenItem) -> None:
    struck = methodology(FRAMEWORK.without(["ease"]))
    assert "Struck out of the lexicon of this library: `ease` 1.5." in section(struck, "Exceptions")
    assert "`ease`" not in section(struck, "The terms in force")
    assert "2 terms, by what they speak of." in struck
    assert "Struck out" not in methodology(FRAMEWORK)


def test_figures_of_another_state_are_told_as_such() -> None:
    def checks(mark: str) -> str:
        return section(methodology(replaced(FRAMEWORK, checks=(Check("A", "B", (("r", 0.5),), mark),))), "Checks")

    assert "these figures were measured" in checks("")
    assert "measured with another state of this framework (fingerprint `0123456789abcdef`)" in checks(
        "0123456789abcdef"
    )
    assert "measured" not in checks(fingerprint(FRAMEWORK))
    assert rows(checks("")) == [["r", "0.5"]]
    assert "No figures were recorded" in section(methodology(replaced(FRAMEWORK, checks=())), "Checks")


HOSTILE = "<img src=x> | *a* _b_ [c](d) `e` # \\ ![f](g) &amp; ~~h~~"


def test_whatever_a_framework_says_is_shown_as_it_is_written() -> None:
    framework = replaced(
        FRAMEWORK,
        name=HOSTILE,
        description=HOSTILE,
        version=HOSTILE,
        negative_pole=HOSTILE,
        middle=HOSTILE,
        positive_pole=HOSTILE,
        bands=tuple(replaced(band, name=HOSTILE) for band in FRAMEWORK.bands),
        lenses=(Lens("a", HOSTILE, ("b",)),),
        terms=(Term("ease", 1.0, HOSTILE, HOSTILE), Term("rate", -1.0, HOSTILE, "")),
        checks=(Check(HOSTILE, HOSTILE, ((HOSTILE, 1.0),)),),
        making=f"# Heading\n\n{HOSTILE}\n\n```\n<b># code</b>\n```\n",
    )
    text = methodology(framework)
    outside = re.sub(r"```.*?```|`[^`\n]*`", "", text.replace("\\`", ""), flags=re.DOTALL)
    assert not re.search(r"(?<!\\)<(?!=)", outside)
    assert not re.search(r"(?<!\\)!\[", outside)
    for line in text.splitlines():
        if line.startswith("| "):
            assert len(re.split(r"(?<!\\)\|", line)) in (4, 5, 8), line
    assert "\n### Heading\n" in text
    assert "<b># code</b>" in text


def test_markdown_that_is_brought_along_stands_below_its_heading() -> None:
    assert embedded("# a\n\n##### b\n\nno # c", below=2) == "### a\n\n###### b\n\nno # c"
    assert embedded("`<b>` <b> a < b ![x](y) `", below=2) == "`<b>` \\<b> a < b \\![x](y) `"


@pytest.mark.parametrize(
    ("figure", "told"), [(-1.35, "−1.35"), (2.0, "2"), (-0.0001, "0"), (0.12345, "0.123"), (-100.0, "−100"), (10, "10")]
)
def test_numbers(figure: float, told: str) -> None:
    assert number(figure) == told


@given(frameworks())
@settings(max_examples=30)
def test_any_framework_has_a_methodology_whose_example_is_right(framework: Framework) -> None:
    text = methodology(framework)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS
    assert "## What the spectrum cannot tell" in text


def test_the_mirror_rule_is_written_from_its_constants(monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.domain import likeness, ranking, reel

    def section() -> str:
        return methodology(FRAMEWORK)

    before = section()
    assert "## Counterbalance: the mirror rule" in before
    assert "one at −12 looks for +12" in before
    for module, name, value in (
        (ranking, "OTHER_LENS", 77.0), (ranking, "OTHER_WORDS", 78.0), (ranking, "SAME_MATTER", 0.79),
        (ranking, "CHANCE", 0.084),
        (ranking, "LEAST_NEARNESS", 0.83), (likeness, "PRIOR", 771), (likeness, "MOST_WEIGHED", 772),
        (likeness, "MOST_STORED", 773), (reel, "LEAST_WORDS", 774), (reel, "LEAST_NEARNESS", 0.86),
    ):  # fmt: skip
        with monkeypatch.context() as other:
            other.setattr(module, name, value)
            changed = section()
            assert f"{value:g}" in changed, name
            assert f"{value:g}" not in before, name
