"""Framework files: what is read, and what each kind of mistake says."""

from __future__ import annotations

import pytest

from reader.errors import FrameworkError
from reader.formats.framework_file import parse_framework, read_framework
from reader.paths import resource

BUILT_IN = resource("frameworks", "risk-opportunity.toml")

SMALL = """
id = "small"
version = "1"
name = "Small"
resistance = 0.1
[axis]
negative = "Hawkish"
middle = "Neutral"
positive = "Dovish"
[[bands]]
id = "hawkish"
name = "Hawkish"
least = -100
greatest = -10
tone = "negative"
[[bands]]
id = "neutral"
name = "Neutral"
least = -9
greatest = 9
tone = "middle"
[[bands]]
id = "dovish"
name = "Dovish"
least = 10
greatest = 100
tone = "positive"
[[lenses]]
id = "prices"
name = "Prices"
terms = ["inflation*"]
[[lexicon]]
emphasis = "tightening"
[lexicon.terms]
"Rate-Hike*" = -2
"ease" = 1.5
[[context]]
kind = "negation"
words = ["Not"]
factor = -0.2
before = 3
"""


def test_the_built_in_framework_is_whole() -> None:
    framework = read_framework(BUILT_IN)
    assert [band.id for band in framework.bands] == ["risk-forward", "mixed", "opportunity-forward"]
    assert len(framework.terms) > 300
    assert {rule.kind for rule in framework.context_rules} == {"negation", "hedge", "intensifier"}
    assert {"Society", "Core safety", "Governance"} <= {lens.name for lens in framework.lenses}


def test_patterns_are_folded_and_hyphens_part_words() -> None:
    framework = parse_framework(SMALL, "small.toml")
    assert [term.pattern for term in framework.terms] == ["rate hike*", "ease"]
    assert framework.terms[0].emphasis == "tightening"
    assert framework.context_rules[0].patterns == ("not",)
    assert framework.slicing.target == 1000


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "small"\n', "", "missing required field `id`"),
        ("resistance = 0.1", 'resistance = "much"', "$.resistance"),
        ("resistance = 0.1", "resistance = 0", "resistance must be above 0"),
        ("least = -9", "least = -8", "band 'neutral' must begin at -9"),
        ("greatest = 100", "greatest = 90", "end at 100"),
        ('"ease" = 1.5', '"ease" = 0', "'ease' has weight 0"),
        ('"ease" = 1.5', '"rate hike*" = 1', "stands twice"),
        ('"ease" = 1.5', '"  " = 1', "no word or phrase"),
        ('"ease" = 1.5', '"e*se" = 1', "no word or phrase"),
        ('tone = "middle"', 'tone = "green"', "$.bands[1].tone"),
        ('kind = "negation"', 'kind = "irony"', "$.context[0].kind"),
        ("[axis]", "[axis", "not valid TOML"),
        ("[axis]", "colour = 3\n[axis]", "$.colour is unknown"),
        ('tone = "middle"', 'tone = "middle"\nhue = 3', "$.bands[1].hue is unknown"),
        ('terms = ["inflation*"]\n', "", "missing required field `terms` in $.lenses[0]"),
        ('terms = ["inflation*"]', "terms = [3]", "$.lenses[0].terms must be a list of texts"),
        ("least = -9", "least = -9.5", "$.bands[1].least must be a whole number, not -9.5"),
        ("before = 3", "before = true", "$.context[0].before must be a whole number"),
        ('"ease" = 1.5', '"ease" = "1.5"', "$.lexicon[0].terms.ease must be a number, not '1.5'"),
        ('"ease" = 1.5', '"ease" = nan', "$.lexicon[0].terms.ease must be a number"),
        ("resistance = 0.1", "resistance = inf", "$.resistance must be a number"),
        ("[[context]]", "[context]", "$.context must be tables, each under [[context]]"),
        ('name = "Small"', "name = 3", "$.name must be a text in quotes, not 3"),
        ("[[context]]", "[slicing]\ntarget = []\n[[context]]", "$.slicing.target must be a whole number"),
        ("[axis]", "axis = 1\n[ax]", "$.axis must be a table, not 1"),
    ],
)
def test_a_mistake_is_named_with_its_place(old: str, new: str, said: str) -> None:
    with pytest.raises(FrameworkError) as error:
        parse_framework(SMALL.replace(old, new, 1), "mine.toml")
    assert error.value.message.startswith("mine.toml")
    assert said in error.value.message
    assert error.value.advice


def test_a_file_that_is_no_text_is_refused() -> None:
    with pytest.raises(FrameworkError, match=r"mine\.toml cannot be read") as error:
        parse_framework(b"name = \xff", "mine.toml")
    assert "UTF-8" in error.value.advice
