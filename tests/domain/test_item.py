"""Metadata: what a person set, what was drafted."""

from __future__ import annotations

from reader.domain.item import Metadata


def test_an_edited_field_is_no_draft_any_more() -> None:
    drafted = Metadata(title="practical ai 230", show="Practical AI", drafts=frozenset({"title", "show"}))
    edited = drafted.edited(title="Models everywhere")
    assert edited.title == "Models everywhere"
    assert edited.drafts == {"show"}


def test_empty_fields_are_filled_and_keep_their_draft_marks() -> None:
    stated = Metadata(title="Stated", drafts=frozenset())
    drafts = Metadata(
        title="Drafted", show="Drafted show", link="https://example.org", drafts=frozenset({"title", "show"})
    )
    filled = stated.filled_from(drafts)
    assert (filled.title, filled.show, filled.link) == ("Stated", "Drafted show", "https://example.org")
    assert filled.drafts == {"show"}
