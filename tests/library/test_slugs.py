"""Slugs are short, safe as file names, and stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.slugs import MOST_BYTES, MOST_CHARACTERS, numbered, slugify


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Owain Evans on What's Next", "owain-evans-on-whats-next"),
        ("  Crème brûlée: 50 % — off!  ", "creme-brulee-50-off"),
        ("日本語のタイトル", "日本語のタイトル"),
        ("a_b__c", "a-b-c"),
        ("?!", "item"),
        ("", "item"),
        ("CON", "con-item"),
        ("../../etc/passwd", "etc-passwd"),
        ("Straße", "strasse"),
    ],
)
def test_titles_become_slugs(title: str, slug: str) -> None:
    assert slugify(title) == slug


@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_title_gives_a_file_name(title: str) -> None:
    slug = slugify(title)
    assert 0 < len(slug) <= MOST_CHARACTERS + 5
    assert len(slug.encode()) <= MOST_BYTES + 5
    assert not set(slug) & set('/\\:*?"<>|. \n\0')
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert slugify(slug) == slug


def test_taken_slugs_get_a_number() -> None:
    assert numbered("talk", set()) == "talk"
    assert numbered("talk", {"talk"}) == "talk-2"
    assert numbered("talk", {"talk", "talk-2", "talk-4"}) == "talk-3"
