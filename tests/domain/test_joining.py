"""What becomes of the facts about two items that are joined."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.domain.item import METADATA_FIELDS, Metadata
from reader.domain.joining import CHOSEN_ONE, joined, joined_fields

texts = st.sampled_from(("", "a", "b", "a b"))
facts = st.builds(
    Metadata,
    **{name: texts for name in METADATA_FIELDS if name != "tags"},
    tags=st.lists(st.sampled_from("xyz"), unique=True).map(tuple),
    drafts=st.frozensets(st.sampled_from(METADATA_FIELDS)),
)


def test_empty_fields_are_filled_tags_united_and_notes_stand_below_each_other() -> None:
    kept = Metadata(title="Fog", show="Desk", tags=("a", "b"), editor_note="Heard twice.")
    other = Metadata(title="Fog (captions)", date="2025-06", tags=("b", "c"), editor_note="Check names.", link="x:y")
    assert joined(kept, other) == Metadata(
        title="Fog", show="Desk", date="2025-06", link="x:y", tags=("a", "b", "c"),
        editor_note="Heard twice.\n\nCheck names.",
    )  # fmt: skip
    how = {field.name: field.how for field in joined_fields(kept, other)}
    assert how == {
        "title": "kept", "show": "kept", "date": "filled", "link": "filled", "tags": "united", "editor_note": "below",
    }  # fmt: skip


def test_a_person_may_want_the_other_ones() -> None:
    kept, other = Metadata(title="Fog", date="2025"), Metadata(title="Fog, edited", date="2025-06-06")
    assert joined(kept, other, {"date": True}) == Metadata(title="Fog", date="2025-06-06")
    assert [field.name for field in joined_fields(kept, other) if field.choosable] == ["title", "date"]


def test_a_draft_gives_way_to_what_a_person_confirmed() -> None:
    kept = Metadata(title="Fog", summary="Drafted.", drafts=frozenset({"summary", "title"}))
    other = Metadata(title="fog talk", summary="Written.", drafts=frozenset({"title"}))
    result = joined(kept, other)
    assert (result.summary, result.title) == ("Written.", "Fog")
    assert result.drafts == {"title"}
    assert joined(kept, other, {"summary": False}).summary == "Drafted."


@given(facts)
def test_joining_with_what_is_alike_or_empty_changes_nothing(one: Metadata) -> None:
    known = frozenset(name for name in one.drafts if getattr(one, name))
    cleaned = Metadata(**{name: getattr(one, name) for name in METADATA_FIELDS}, drafts=known)
    assert joined(cleaned, cleaned) == cleaned
    assert joined(cleaned, Metadata()) == cleaned
    assert joined(Metadata(), cleaned) == cleaned


@given(facts, facts, st.dictionaries(st.sampled_from(METADATA_FIELDS), st.booleans()))
def test_nothing_is_lost_that_a_preview_does_not_show(one: Metadata, other: Metadata, chosen: dict[str, bool]) -> None:
    result = joined(one, other, chosen)
    assert set(result.tags) == {*one.tags, *other.tags}
    assert one.editor_note in result.editor_note
    assert other.editor_note in result.editor_note
    shown = {field.name: field for field in joined_fields(one, other, chosen)}
    for name in CHOSEN_ONE:
        value = getattr(result, name)
        assert value in (getattr(one, name), getattr(other, name))
        if getattr(one, name) or getattr(other, name):
            assert value
            assert (shown[name].kept, shown[name].other, shown[name].result) == (
                getattr(one, name), getattr(other, name), value,
            )  # fmt: skip
    assert result.drafts <= {name for name in METADATA_FIELDS if getattr(result, name)}
