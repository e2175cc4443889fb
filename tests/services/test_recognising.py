"""When a file belongs to an item that is there, and when it does not."""

from __future__ import annotations

import pytest

from reader.domain.item import Metadata
from reader.services.recognising import ExistingItem, KnownItems

TALK = ExistingItem(7, "a-talk", "A Talk", "The Show", "ep1.srt", "abcdefghijk", "sha-1")


@pytest.fixture
def known() -> KnownItems:
    return KnownItems([TALK])


def test_the_same_bytes_are_the_same_file(known: KnownItems) -> None:
    assert known.same_file("sha-1") is TALK
    assert known.same_file("sha-2") is None


@pytest.mark.parametrize(
    ("source", "video", "metadata"),
    [
        ("other.vtt", "abcdefghijk", Metadata(title="Else")),
        ("other.vtt", "", Metadata(title="a  talk", show="THE SHOW")),
        ("EP1.srt", "", Metadata(title="Renamed", show="The Show")),
        ("ep1.srt", "", Metadata(title="A talk", show="Unknown")),
    ],
    ids=["video", "title and show", "file name and show", "file name and stated title"],
)
def test_a_conversation_is_recognised_by(source: str, video: str, metadata: Metadata, known: KnownItems) -> None:
    assert known.same_conversation(source, video, metadata) is TALK


@pytest.mark.parametrize(
    ("source", "video", "metadata"),
    [
        ("other.vtt", "", Metadata(title="A Talk", show="Another Show")),
        ("ep1.srt", "", Metadata(title="Other", show="Another Show")),
        ("ep1.srt", "", Metadata(title="A Talk", show="Another", drafts=frozenset({"title"}))),
        ("ep1.srt", "zzzzzzzzzzz", Metadata(title="A Talk", show="The Show")),
    ],
    ids=["same title elsewhere", "same file name elsewhere", "title drafted from the name", "another video"],
)
def test_a_conversation_stays_apart_with(source: str, video: str, metadata: Metadata, known: KnownItems) -> None:
    assert known.same_conversation(source, video, metadata) is None


def test_an_updated_item_is_known_by_its_new_file_only(known: KnownItems) -> None:
    newer = ExistingItem(7, "a-talk", "A Talk, corrected", "The Show", "ep1-v2.srt", "", "sha-2")
    known.replace(TALK, newer)
    assert known.same_file("sha-1") is None
    assert known.same_file("sha-2") is newer
    assert known.same_conversation("x", "", Metadata(title="A Talk", show="The Show")) is None
    assert known.same_conversation("x", "", Metadata(title="A talk, corrected", show="the show")) is newer
