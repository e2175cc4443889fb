"""The counterbalance reel on made talks and on the real files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reader.errors import NotFoundError
from reader.services.framework_choice import framework_of
from reader.services.importing import ImportReport
from reader.services.opening import open_library
from reader.services.reading import open_item
from reader.services.reel import reel
from reader.services.relating import related
from tests.services.conftest import imported, ran
from tests.services.test_relating import BRIGHT, DARK, slugs, talk

if TYPE_CHECKING:
    from reader.domain.relating import ReelPair
    from reader.services.opening import Library


def require_right(library: Library, slug: str, pairs: tuple[ReelPair, ...]) -> None:
    """Every pair is of two slices as their items show them, of opposite bands outside the middle."""
    framework = framework_of(library)
    for pair in pairs:
        for side in (pair.here, pair.there):
            item = open_item(library, side.item_id)
            assert (side.slug, side.title, side.show) == (item.slug, item.metadata.title, item.metadata.show)
            assert side.text == item.slice_text(side.number).strip()
            assert side.score == item.profile.scores[side.number - 1]
            assert side.start_ms == item.slices[side.number - 1].start_ms
            assert item.profile.hit_counts[side.number - 1]
            assert framework.band_of(side.score).tone != "middle"
        assert pair.here.score * pair.there.score < 0
        assert pair.here.slug == slug != pair.there.slug
        assert pair.words
        assert 0 < pair.nearness <= 1
    sizes = [abs(pair.here.score) for pair in pairs]
    assert sizes == sorted(sizes, reverse=True)
    for side in ("here", "there"):
        used = [(getattr(pair, side).item_id, getattr(pair, side).number) for pair in pairs]
        assert len(set(used)) == len(used)


def test_moments_are_set_beside_opposite_ones_on_the_same(library: Library, tmp_path: Path) -> None:
    imported(
        library,
        talk(tmp_path, "amber", "wages", DARK),
        talk(tmp_path, "birch", "wages", BRIGHT),
        talk(tmp_path, "cedar", "protein", BRIGHT),
    )
    pairs = ran(reel(library, "amber")).pairs
    assert pairs
    assert {pair.there.slug for pair in pairs} == {"birch"}
    require_right(library, "amber", pairs)
    assert len(ran(reel(library, "amber", 1)).pairs) == 1
    assert ran(reel(library, library.items.id_of("amber"))).pairs == pairs


def test_where_nothing_is_opposite_there_are_no_pairs(library: Library, tmp_path: Path) -> None:
    imported(library, talk(tmp_path, "amber", "wages", DARK), talk(tmp_path, "birch", "wages", DARK + " Once more."))
    assert ran(reel(library, "amber")).pairs == ()
    with pytest.raises(NotFoundError):
        ran(reel(library, "ambre"))


def test_it_can_be_broken_off(library: Library, tmp_path: Path) -> None:
    imported(library, talk(tmp_path, "amber", "wages", DARK), talk(tmp_path, "birch", "wages", BRIGHT))
    steps = reel(library, "amber")
    assert next(steps).total == 0
    assert next(steps).text
    steps.close()


def test_words_that_come_in_meanwhile_do_no_harm(library: Library, tmp_path: Path) -> None:
    imported(library, talk(tmp_path, "amber", "wages", DARK), talk(tmp_path, "birch", "wages", BRIGHT))
    expected = ran(reel(library, "amber")).pairs
    steps = reel(library, "amber")
    next(steps)
    next(steps)
    imported(library, talk(tmp_path, "cedar", "protein", BRIGHT + " Zeppelins, quagmires and marmalade came up."))
    related(library, "cedar")
    assert [(pair.here.number, pair.there.number) for pair in ran(steps).pairs] == [
        (pair.here.number, pair.there.number) for pair in expected
    ]


def test_what_is_damaged_elsewhere_is_left_out_and_counted(library: Library, tmp_path: Path) -> None:
    imported(
        library,
        talk(tmp_path, "amber", "wages", DARK),
        talk(tmp_path, "birch", "wages", BRIGHT),
        talk(tmp_path, "cedar", "wages", BRIGHT),
        talk(tmp_path, "dunes", "wages", BRIGHT),
    )
    whole = ran(reel(library, "amber"))
    assert whole.damaged == whole.waiting == 0
    assert {pair.there.slug for pair in whole.pairs} == {"birch", "cedar", "dunes"}
    # The words of one, the passages of another.
    for slug, change in (
        ("birch", "UPDATE search_texts SET stream = x'01' WHERE transcript_id = ?"),
        ("cedar", "UPDATE profile_parts SET slices = x'01' WHERE profile_id = ?"),
    ):
        library.write(lambda connection, change=change, slug=slug: break_row(connection, change, slug))
    found = ran(reel(library, "amber"))
    assert {pair.there.slug for pair in found.pairs} == {"dunes"}
    assert found.damaged == 2
    assert slugs(related(library, "amber"))


def break_row(connection: Any, change: str, slug: str) -> None:
    column = "profile_id" if "profile_id" in change else "transcript_id"
    (key,) = connection.exec_driver_sql(f"SELECT {column} FROM items WHERE slug = ?", (slug,)).one()
    connection.exec_driver_sql(change, (key,))


@pytest.mark.parametrize("words", ["x'01'", "x'FFFFFF7F'"])
def test_damaged_words_do_not_end_the_comparing_of_others(library: Library, tmp_path: Path, words: str) -> None:
    imported(
        library,
        talk(tmp_path, "amber", "wages", DARK),
        talk(tmp_path, "birch", "wages", BRIGHT),
        talk(tmp_path, "cedar", "protein", BRIGHT),
    )
    change = f"UPDATE likeness SET words = {words}, counts = x'0100' WHERE transcript_id = ?"
    library.write(lambda connection: break_row(connection, change, "cedar"))
    with open_library(library.path) as opened:
        assert slugs(related(opened, "amber"))[:1] == ["birch"]
        assert {pair.there.slug for pair in ran(reel(opened, "amber")).pairs} == {"birch"}


def test_what_is_not_compared_yet_is_counted(library: Library, tmp_path: Path) -> None:
    imported(library, talk(tmp_path, "amber", "wages", DARK), talk(tmp_path, "birch", "wages", BRIGHT))
    library.write(lambda connection: connection.exec_driver_sql("DELETE FROM likeness") and None)
    with open_library(library.path) as opened:
        assert ran(reel(opened, "amber")).waiting == 2


@pytest.mark.slow
def test_on_the_real_files(real_library: tuple[Library, ImportReport]) -> None:
    library = real_library[0]
    for slug in ("30-ai-security-with-jeffrey-ladish", "practical-ai-177"):
        pairs = ran(reel(library, slug)).pairs
        assert len(pairs) >= 6
        require_right(library, slug, pairs)
