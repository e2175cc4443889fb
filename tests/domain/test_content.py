"""Where a field changed: laws of the three-way comparison."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.domain.content import BOTH, FOLDER, HERE, cleaned, side_of, side_of_pair, values_here
from reader.domain.item import METADATA_FIELDS, Metadata

VALUES = st.sampled_from(("", "a", "b", "c"))
TOLD = st.none() | VALUES
SWAPPED = {FOLDER: HERE, HERE: FOLDER, BOTH: BOTH, "": ""}


@given(VALUES, VALUES, VALUES)
def test_the_sides_are_alike_before_the_law(folder: str, here: str, agreed: str) -> None:
    assert side_of(here, folder, agreed) == SWAPPED[side_of(folder, here, agreed)]


@given(VALUES, VALUES, TOLD)
def test_only_what_changed_is_told(folder: str, here: str, agreed: str | None) -> None:
    side = side_of(folder, here, agreed)
    assert (side == "") == (folder == here)
    if agreed is not None:
        assert (side == BOTH) == (agreed not in (folder, here) and folder != here)
        assert side != FOLDER or here == agreed
        assert side != HERE or folder == agreed


@given(VALUES, VALUES)
def test_without_an_agreement_nothing_that_says_something_gives_way(folder: str, here: str) -> None:
    side = side_of(folder, here, None)
    if folder and here and folder != here:
        assert side == BOTH
    assert side != FOLDER or not here
    assert side != HERE or not folder


def test_a_draft_gives_way_at_a_first_meeting_only() -> None:
    assert side_of("theirs", "ours", None, draft=True) == FOLDER
    assert side_of("theirs", "ours", "old", draft=True) == BOTH


@given(VALUES, VALUES, st.tuples(VALUES, VALUES))
def test_pairs_follow_the_same_law(folder: str, here: str, agreed: tuple[str, str]) -> None:
    side = side_of_pair(folder, here, agreed)
    changed = (folder != agreed[0], here != agreed[1])
    assert side == {(False, False): "", (True, False): FOLDER, (False, True): HERE, (True, True): BOTH}[changed]


@given(st.text(), st.sampled_from(METADATA_FIELDS))
def test_cleaning_twice_is_cleaning_once(text: str, name: str) -> None:
    value = (text, text) if name == "tags" else text
    once = cleaned(name, value)
    assert cleaned(name, once) == once
    assert "\r" not in "".join(once)


def test_drafts_stay_at_home_but_for_the_title() -> None:
    told = values_here(Metadata(title="T", summary="S", show="W", drafts=frozenset(("title", "summary"))))
    assert (told["title"], told["summary"], told["show"]) == ("T", "", "W")
