"""What the charts say of a slice."""

from __future__ import annotations

import pytest

from reader.domain.hits import Hit, SliceScore
from reader.gui.charts.captions import hit_words, slice_caption, spoken_slice
from tests.gui.charts.items import FRAMEWORK, slices


def found(*terms: tuple[str, float]) -> SliceScore:
    hits = tuple(Hit(term, 0, 1, points, 1.0, points) for term, points in terms)
    total = sum(points for _, points in terms)
    return SliceScore(round(total), total, hits)


def test_terms_stand_weightiest_first_each_once_and_not_too_many() -> None:
    assert hit_words(found(("hope", 2.0), ("harm", -9.0), ("hope", 3.0))) == "“harm”, “hope” ×2"
    many = found(*((f"term{n}", float(n)) for n in range(1, 8)))
    assert hit_words(many) == "“term7”, “term6”, “term5”, “term4”, 3 more"


@pytest.mark.parametrize(
    ("score", "evidence", "hits", "end"),
    [
        (-37, True, None, "−37"),
        (9, True, found(("cure", 9.0)), "+9 · “cure”"),
        (0, False, found(), "0 · no hits"),
        (0, True, None, "0 · hits balance"),
        (0, True, found(("harm", -2.0), ("hope", 2.0)), "0 · “harm”, “hope”"),
    ],
)
def test_a_caption_tells_place_time_score_and_hits(
    score: int, evidence: bool, hits: SliceScore | None, end: str
) -> None:
    assert slice_caption(119, slices(124), score, evidence, hits) == f"slice 119 of 124 · 1:58:00 · {end}"


def test_the_time_is_left_out_where_the_source_has_none() -> None:
    timeless = [type(one)(one.number, one.start, one.end, one.first_cue, one.last_cue, None) for one in slices(3)]
    assert slice_caption(2, timeless, 4, True, None) == "slice 2 of 3 · +4"


def test_the_spoken_form_names_the_band() -> None:
    assert spoken_slice(119, 124, -37, True, FRAMEWORK) == "slice 119 of 124, score −37, risk-forward"
    assert spoken_slice(1, 124, 0, False, FRAMEWORK) == "slice 1 of 124, score 0, no hits"
