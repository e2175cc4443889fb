from __future__ import annotations

import pytest

from reader.domain.query_filters import filters_of, finished, mistyped_fields, with_filter, without, without_field
from reader.domain.query_reading import read_query


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("labor market", []),
        ("labor show:axrp", [("show", "axrp", False)]),
        ('labor show:"Practical AI" band:risk', [("show", "Practical AI", False), ("band", "risk", False)]),
        ("score:<-30 -tag:intro NOT lens:society", [("score", "<-30", False), ("tag", "intro", True),
                                                    ("lens", "society", True)]),
        ("(show:axrp hope) date:2025", [("date", "2025", False)]),
        ("show:axrp OR show:fli fear", []),
        ("fear show:axrp OR hope tag:a", [("tag", "a", False)]),
        ("hope OR NOT show:axrp", []),
        ("has:sound shows:x show:", []),
        ('"show:axrp"', []),
    ],
)  # fmt: skip
def test_filters_are_those_that_hold_for_all(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert [(one.field, one.value, one.left_out) for one in filters_of(text)] == expected


@pytest.mark.parametrize(
    "text", ['labor show:"Practical AI" band:risk', "-tag:intro hope", "NOT  score:<-30 fear date:2025"]
)
def test_each_can_be_taken_away_alone_and_the_rest_stays_what_it_was(text: str) -> None:
    for gone in filters_of(text):
        rest = without(text, gone)
        assert [one.text for one in filters_of(rest)] == [one.text for one in filters_of(text) if one != gone]
        assert not read_query(rest).notes
        assert read_query(rest).wanted == read_query(text).wanted


def test_a_click_adds_a_filter_once_and_replaces_what_only_one_can_hold_of() -> None:
    text = with_filter("labor", "show", "Practical AI")
    assert text == 'labor show:"Practical AI"'
    assert with_filter(text, "show", "Practical AI") == text
    assert with_filter(text, "tag", "intro") == f"{text} tag:intro"
    assert with_filter("band:risk labor", "band", "mixed") == "labor band:mixed"
    assert with_filter("-band:risk labor", "band", "mixed") == "-band:risk labor band:mixed"
    assert with_filter("", "date", "2025") == "date:2025"


def test_a_field_is_taken_away_as_a_whole() -> None:
    assert without_field("band:risk labor band:mixed show:axrp", "band") == "labor show:axrp"
    assert without_field("-band:risk", "band") == "-band:risk"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("labor automat", "labor automat*"),
        ("labor ", "labor"),
        ("a", "a"),
        ("automat*", "automat*"),
        ('"labor mark', '"labor mark"*'),
        ('"labor market"', '"labor market"'),
        ("fear (hope OR drea", "fear (hope OR drea*)"),
        ("fear band:ri", "fear band:ri"),
    ],
)
def test_a_query_that_is_just_typed_can_be_written_to_its_end(text: str, expected: str) -> None:
    assert finished(text) == expected
    assert read_query(expected).root == read_query(text, typing=True).root


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shw:axrp", [("shw", "show")]),
        ("hope -bands:risk", [("bands", "band")]),
        ('Speker:"Ann Li" (lense:labor)', [("Speker", "speaker"), ("lense", "lens")]),
        ('show:axrp "shw:axrp" reason:why http://example.org', []),
        ("sow", []),
    ],
)
def test_names_of_filters_may_be_nearly_right(text: str, expected: list[tuple[str, str]]) -> None:
    found = mistyped_fields(text)
    assert [(one.name, one.instead) for one in found] == expected
    assert [text[one.start : one.end] for one in found] == [name for name, _ in expected]
