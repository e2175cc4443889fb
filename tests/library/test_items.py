"""What is stored comes back whole; slugs stay apart; lists show what was stored."""

from __future__ import annotations

import numpy as np
import pytest

from reader.domain.item import METADATA_FIELDS
from reader.errors import NotFoundError
from reader.library.checking import check
from reader.library.database import Library
from reader.library.packing import unpack_transcript
from tests.library.making import add, new_item, same_slices


def test_an_item_comes_back_as_it_was_stored(library: Library) -> None:
    new = new_item(
        3, sample=True, shelf="Risk", thread="AXRP", link="https://example.org/a?b=ü", media="/tmp/a.mp3",
        tags=("b", "a", "ü"), why_it_matters="Because\nof it.", summary="S", editor_note="N", evidence_mode="panel",
        drafts=frozenset(("title", "date")),
    )  # fmt: skip
    (item_id,) = add(library, new)
    for key in (item_id, "talk-3"):
        stored = library.items.load(key)
        assert stored.metadata == new.metadata
        assert stored.provenance == new.provenance
        assert stored.transcript == unpack_transcript(new.transcript)
        assert stored.sample
        assert np.array_equal(stored.profile.scores, new.profile.scores)
        assert np.array_equal(stored.profile.hit_counts, new.profile.hit_counts)
        assert stored.profile.figures == new.profile.figures
        assert stored.profile.reasons == new.profile.reasons
        assert stored.profile.framework == new.profile.framework
    assert same_slices(new, library, item_id)
    assert check(library) == []


def test_an_item_without_a_transcript_can_be_stored(library: Library) -> None:
    (item_id,) = add(library, new_item(cues=0))
    assert library.items.load(item_id).slices == ()
    assert library.items.summaries()[0].scores.tolist() == []
    assert check(library) == []


def test_the_list_shows_what_was_stored(library: Library) -> None:
    first, second = new_item(1, tags=("x", "y"), shelf="S", thread="T"), new_item(2, sample=True)
    ids = add(library, first, second)
    shown = library.items.summaries()
    assert [summary.id for summary in shown] == ids
    summary = shown[0]
    assert (summary.slug, summary.title, summary.show, summary.shelf, summary.thread, summary.date) == (
        "talk-1", "Talk 1", "A show", "S", "T", "2025-06-06",
    )  # fmt: skip
    assert summary.tags == ("x", "y")
    assert [s.sample for s in shown] == [False, True]
    assert summary.duration_ms == first.transcript.duration_ms
    assert summary.characters == first.transcript.characters
    figures = first.profile.figures
    assert (summary.median, summary.mean, summary.p10, summary.p90) == (
        figures.median, figures.mean, figures.p10, figures.p90,
    )  # fmt: skip
    assert (summary.leaning, summary.lens, summary.confidence) == ("middle", "Society", "medium")
    assert summary.basis == "Transcript-informed"
    assert np.array_equal(summary.scores, first.profile.scores)
    assert summary.evidence.dtype == np.bool_
    assert np.array_equal(summary.evidence, np.asarray(first.profile.hit_counts) > 0)


def test_same_titles_get_slugs_of_their_own(library: Library) -> None:
    ids = add(library, *(new_item(number, title="Same title") for number in range(4)), new_item(9, title="Same"))
    slugs = [library.items.load(item_id).slug for item_id in ids]
    assert slugs == ["same-title", "same-title-2", "same-title-3", "same-title-4", "same"]


def test_a_slug_outlives_title_and_deletion(library: Library) -> None:
    (item_id,) = add(library, new_item(1, title="First"))
    library.edits.edit_metadata([item_id], title="Second")
    assert library.items.load(item_id).slug == "first"
    library.edits.delete_items([item_id])
    (other,) = add(library, new_item(2, title="First"))
    assert library.items.load(other).slug == "first-2"


def test_the_same_file_is_recognised(library: Library) -> None:
    first, second = add(library, new_item(1), new_item(2))
    checksum = library.items.load(second).provenance.sha256
    assert library.items.with_sha256(checksum) == second
    assert [origin.id for origin in library.items.origins()] == [first, second]
    assert library.items.origins()[1].sha256 == checksum
    library.edits.delete_items([second])
    assert library.items.with_sha256(checksum) is None


def test_counts_tell_samples_and_tombstones(library: Library) -> None:
    ids = add(library, new_item(1), new_item(2, sample=True), new_item(3, sample=True))
    library.edits.delete_items(ids[1:2])
    items = library.items
    assert (items.count(), items.count(deleted=True), items.count(sample=True), items.count(sample=False)) == (
        2,
        3,
        1,
        1,
    )
    assert items.ids(sample=True) == ids[2:]


def test_what_is_not_there_is_not_found(library: Library) -> None:
    (item_id,) = add(library, new_item())
    library.edits.delete_items([item_id])
    for key in (item_id, "talk-1", 99, "nothing"):
        with pytest.raises(NotFoundError) as caught:
            library.items.load(key)
        assert caught.value.advice
        with pytest.raises(NotFoundError):
            library.items.id_of(key)
    with pytest.raises(NotFoundError):
        library.items.metadata(item_id)


def test_text_that_no_file_can_hold_is_mended(library: Library) -> None:
    (item_id,) = add(library, new_item(1, title="half \ud800 a pair", tags=("\udfff",), summary="nul \0 byte"))
    metadata = library.items.load(item_id).metadata
    assert metadata.title == "half ? a pair"
    assert metadata.tags == ("?",)
    assert metadata.summary == "nul \0 byte"


def test_every_field_of_metadata_is_stored(library: Library) -> None:
    values = {name: ("a tag",) if name == "tags" else f"value of {name}" for name in METADATA_FIELDS}
    (item_id,) = add(library, new_item(**values))
    stored = library.items.metadata(item_id)
    assert {name: getattr(stored, name) for name in METADATA_FIELDS} == values
