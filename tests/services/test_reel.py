"""The counterbalance reel on made talks and on the real files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.errors import NotFoundError
from reader.services.framework_choice import framework_of
from reader.services.importing import ImportReport
from reader.services.reading import open_item
from reader.services.reel import reel
from reader.services.relating import related
from tests.services.conftest import imported, ran
from tests.services.test_relating import BRIGHT, DARK, talk

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
    pairs = ran(reel(library, "amber"))
    assert pairs
    assert {pair.there.slug for pair in pairs} == {"birch"}
    require_right(library, "amber", pairs)
    assert len(ran(reel(library, "amber", 1))) == 1
    assert ran(reel(library, library.items.id_of("amber"))) == pairs


def test_where_nothing_is_opposite_there_are_no_pairs(library: Library, tmp_path: Path) -> None:
    imported(library, talk(tmp_path, "amber", "wages", DARK), talk(tmp_path, "birch", "wages", DARK + " Once more."))
    assert ran(reel(library, "amber")) == ()
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
    expected = ran(reel(library, "amber"))
    steps = reel(library, "amber")
    next(steps)
    next(steps)
    imported(library, talk(tmp_path, "cedar", "protein", BRIGHT + " Zeppelins, quagmires and marmalade came up."))
    related(library, "cedar")
    assert [(pair.here.number, pair.there.number) for pair in ran(steps)] == [
        (pair.here.number, pair.there.number) for pair in expected
    ]


@pytest.mark.slow
def test_on_the_real_files(real_library: tuple[Library, ImportReport]) -> None:
    library = real_library[0]
    for slug in ("30-ai-security-with-jeffrey-ladish", "practical-ai-177"):
        pairs = ran(reel(library, slug))
        assert len(pairs) >= 6
        require_right(library, slug, pairs)
