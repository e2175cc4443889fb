"""Queries: what each form means, that nothing that can be typed fails, and that a query written out means the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.query import (
    All,
    Any,
    Dated,
    InBand,
    InField,
    Node,
    Not,
    Scored,
    SpokenBy,
    Words,
    filter_text,
    has_place,
    is_place,
    narrowed,
    with_words,
    written,
)
from reader.domain.query_reading import LONGEST, MOST_PARTS, read_query

RISK, HOPE = Words(("risk",)), Words(("hope",))


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("", All(())),
        ("Risk", RISK),
        ("risk hope", All((RISK, HOPE))),
        ("risk AND hope", All((RISK, HOPE))),
        ('"labor market"', Words(("labor", "market"))),
        ("“labor market”", Words(("labor", "market"))),
        ("well-being", Words(("well", "being"))),
        ("auto*", Words(("auto",), True)),
        ('"labor mark*"', Words(("labor", "mark"), True)),
        ('"labor mark"*', Words(("labor", "mark"), True)),
        ("risk OR hope", Any((RISK, HOPE))),
        ("a risk OR hope b", All((Words(("a",)), Any((RISK, HOPE)), Words(("b",))))),
        ("NOT risk", Not(RISK)),
        ("-risk hope", All((Not(RISK), HOPE))),
        ("NOT risk OR hope", Any((Not(RISK), HOPE))),
        ("-(risk hope)", Not(All((RISK, HOPE)))),
        ("(risk OR hope) -risk", All((Any((RISK, HOPE)), Not(RISK)))),
        ("or not and", All((Words(("or",)), Words(("not",)), Words(("and",))))),
        ("show:axrp", InField("show", ("axrp",))),
        ('SHOW:"Practical AI"', InField("show", ("practical", "ai"))),
        ("tag: labor", InField("tag", ("labor",))),
        ("band:risk", InBand(("risk",))),
        ('speaker:"Ada Brook" risk', All((SpokenBy(("ada", "brook")), RISK))),
        ("score:<-30", Scored(-100, -31)),
        ("score:<= −30", Scored(-100, -30)),
        ("score:>20", Scored(21, 100)),
        ("score:>=20", Scored(20, 100)),
        ("score:=5", Scored(5, 5)),
        ("score:-7", Scored(-7, -7)),
        ("score:-20..0", Scored(-20, 0)),
        ("score:..0", Scored(-100, 0)),
        ("score:0..-20", Scored(-20, 0)),
        ("score:<-150", Scored(-100, -101)),
        ("score:>=1000", Scored(101, 100)),
        ("score:150..", Scored(101, 100)),
        ("date:2025..2024-06", Dated("2024-06", "2025")),
        ("date:2025", Dated("2025", "2025")),
        ("date:2024..2025-06", Dated("2024", "2025-06")),
        ("date:>=2024", Dated("2024", "")),
        ("date:<=2024-05-06", Dated("", "2024-05-06")),
        ("date:<2024", Dated("", "2024", True)),
        ("date:>2024", Dated("2024", "", True)),
        ("(risk band:low) OR hope", Any((All((RISK, InBand(("low",)))), HOPE))),
        ("(risk band:low) hope", All((All((RISK, InBand(("low",)))), HOPE))),
        ("(risk a) hope", All((RISK, Words(("a",)), HOPE))),
        ("reason:why", Words(("reason", "why"))),
        ("https://example.org", Words(("https", "example", "org"))),
    ],
)
def test_what_is_typed_means_this(text: str, root: Node) -> None:
    read = read_query(text)
    assert read.root == root
    assert read.notes == ()
    assert read_query(written(root)).root == root


@pytest.mark.parametrize(
    ("text", "root", "told"),
    [
        ('"labor market', Words(("labor", "market")), "never closed"),
        ("(risk", RISK, "never closed"),
        ("risk)", RISK, "never opened"),
        ("OR", All(()), "OR needs something"),
        ("risk OR", RISK, "OR needs something"),
        ("OR risk", RISK, "OR needs something"),
        ("AND risk", RISK, "AND needs something"),
        ("risk NOT", RISK, "behind NOT"),
        ("NOT OR risk", RISK, "behind NOT"),
        ("()", All(()), ""),
        ("*", All(()), "no letter or digit"),
        ("risk ?!", RISK, "no letter or digit"),
        ("score:high risk", RISK, "A score is written"),
        ("date:June risk", RISK, "A date is written"),
        ("show:", All(()), "Nothing stands behind show:"),
        ('show:"?"', All(()), "no letter or digit"),
        ("has:notes risk", RISK, "has: cannot be looked for yet"),
    ],
)
def test_what_makes_no_sense_is_noted_and_left_out(text: str, root: Node, told: str) -> None:
    read = read_query(text)
    assert read.root == root
    assert told in " ".join(note.text for note in read.notes)
    assert all(0 <= note.start < note.end <= len(text) for note in read.notes)


def test_while_somebody_types_the_last_word_may_go_on() -> None:
    assert read_query("the lab", typing=True).root == All((Words(("the",)), Words(("lab",), True)))
    assert read_query("the lab ", typing=True).root == All((Words(("the",)), Words(("lab",))))
    assert read_query("the l", typing=True).root == All((Words(("the",)), Words(("l",))))
    assert read_query('"the lab', typing=True).root == Words(("the", "lab"), True)
    assert read_query('"the lab"', typing=True).root == Words(("the", "lab"))
    for unfinished in ('"the lab', "risk OR", "(risk", "risk -", "show:", "NOT", 'risk "'):
        assert read_query(unfinished, typing=True).notes == ()


def test_a_query_has_its_limits() -> None:
    read = read_query("a " * 1000)
    assert len(read.wanted) == 1
    assert isinstance(read.root, All)
    assert len(read.root.parts) == MOST_PARTS
    assert len(read_query("x" * (LONGEST + 10)).notes) == 1
    assert read_query("(" * 1500 + "risk").root == RISK
    for deep in ("NOT " * 400 + "risk", "(NOT " * 300 + "risk"):
        assert sum("too deep" in note.text for note in read_query(deep).notes) == 1


@given(st.text(max_size=60) | st.text(alphabet='ab "()*-:<>.0125é“” ORNT', max_size=60), st.booleans())
def test_nothing_that_can_be_typed_fails(text: str, typing: bool) -> None:
    read = read_query(text, typing=typing)
    assert all(0 <= note.start <= note.end <= len(text) and note.text for note in read.notes)
    if read.is_empty and text.strip() and not typing:
        assert read.notes or not text.strip("() \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0")
    written(read.root)


_words = st.lists(st.sampled_from(["risk", "hope", "ai", "12", "日", "not"]), min_size=1, max_size=3).map(tuple)
_leaves = st.one_of(
    st.builds(Words, _words, st.booleans()),
    st.builds(InField, st.sampled_from(["show", "tag", "lens", "shelf", "thread"]), _words),
    st.builds(SpokenBy, _words),
    st.builds(InBand, _words),
    st.tuples(st.integers(-100, 100), st.integers(-100, 100)).map(lambda ends: Scored(*sorted(ends))),
    st.builds(Dated, st.sampled_from(["2024", "2024-05"]), st.sampled_from(["", "2025", "2025-06-07"])),
    st.builds(Dated, st.just(""), st.just("2025"), st.booleans()),
)


def _row(kind: type[All | Any], nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """As reading makes them: of two parts or more, none of which is one of the same kind."""

    def may_stand(parts: list[Node]) -> bool:
        return not any(isinstance(part, kind) and (kind is Any or not has_place(part)) for part in parts)

    return st.lists(nodes, min_size=2, max_size=3).filter(may_stand).map(lambda parts: kind(tuple(parts)))


_nodes = st.recursive(
    _leaves, lambda nodes: st.one_of(_row(All, nodes), _row(Any, nodes), st.builds(Not, nodes)), max_leaves=8
)


@given(_nodes)
def test_a_query_written_out_means_the_same(root: Node) -> None:
    text = written(root)
    if len(text) < LONGEST and text.count(":") + text.count(" ") < MOST_PARTS // 2:
        read = read_query(text)
        assert read.root == root
        assert read.notes == ()


@given(st.sampled_from(["show", "tag", "speaker", "band"]), st.text(max_size=20))
def test_a_click_on_any_value_makes_a_filter_that_is_read(field: str, value: str) -> None:
    read = read_query(filter_text(field, f"x {value}"))
    assert len(read.notes) == 0
    assert not isinstance(read.root, All | Any | Words)


def test_wanted_words_are_those_that_are_not_left_out() -> None:
    assert read_query("risk NOT hope show:x risk OR (hope a)").wanted == (RISK, HOPE, Words(("a",)))


def test_places_are_told_from_items() -> None:
    assert is_place(read_query("band:low OR NOT score:>3").root)
    assert not is_place(read_query("band:low risk").root)
    assert has_place(read_query("band:low risk").root)
    assert not has_place(read_query("show:low risk").root)


def test_a_query_is_narrowed_as_a_whole() -> None:
    read = narrowed(read_query("risk OR hope"), InBand(("low",)))
    assert read.root == All((Any((RISK, HOPE)), InBand(("low",))))
    assert narrowed(read_query(""), InBand(("low",))).root == All((InBand(("low",)),))


def test_words_are_put_in_the_place_of_others() -> None:
    root = with_words(read_query("risk OR (hope -risk) show:risk").root, RISK, HOPE)
    assert root == read_query("hope OR (hope -hope) show:risk").root
