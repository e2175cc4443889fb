"""Scoring without a library: files and streams of lines."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from reader.domain.wording import figures_sentence
from reader.errors import InputError
from reader.services.describing import file_facts, plain_number
from reader.services.frameworks import built_in_framework
from reader.services.scoring_text import score_file, score_lines
from tests.services.conftest import write_talk

SEED_LINE = 63
SEED_SLICES = 124


def lines_of(*requests: object) -> list[bytes]:
    return [json.dumps(request).encode() + b"\n" for request in requests]


def answers(lines: list[bytes]) -> tuple[list[dict[str, object]], list[tuple[int, str]]]:
    failures: list[tuple[int, str]] = []
    found = [json.loads(line) for line in score_lines(lines, lambda number, text: failures.append((number, text)))]
    return found, failures


@pytest.fixture(scope="module")
def seed_file(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Line 63 of the page as a file: one huge paragraph."""
    lines = (shared / "seed" / "page.txt").read_text(encoding="utf-8").split("\n")
    path = tmp_path_factory.mktemp("seed") / "captions.txt"
    path.write_text(lines[SEED_LINE - 1], encoding="utf-8")
    return path


def test_the_huge_paragraph_of_the_page_has_124_slices_and_figures_that_numpy_confirms(seed_file: Path) -> None:
    scored = score_file(seed_file)
    facts = json.loads(json.dumps(file_facts(scored)))
    scores = np.array(facts["scores"])
    assert facts["slices"] == len(scores) == SEED_SLICES
    assert facts["median"] == plain_number(float(np.median(scores)))
    assert facts["mean"] == pytest.approx(scores.mean(), abs=1e-4)
    assert (facts["least"], facts["greatest"]) == (scores.min(), scores.max())
    assert facts["p10"] == pytest.approx(np.percentile(scores, 10, method="linear"), abs=1e-4)
    assert facts["p90"] == pytest.approx(np.percentile(scores, 90, method="linear"), abs=1e-4)
    assert sum(facts["shares"].values()) == 100
    for band in built_in_framework().bands:
        share = 100 * np.mean((scores >= band.least) & (scores <= band.greatest))
        assert abs(facts["shares"][band.id] - share) < 1, band.id


def test_a_scored_file_says_what_show_will_say_of_it(tmp_path: Path) -> None:
    facts = file_facts(score_file(write_talk(tmp_path, "night.md", front="title: Night")))
    assert list(facts)[:16] == [
        "title", "slices", "median", "mean", "least", "greatest", "p10", "p90", "shares", "leaning", "lens",
        "confidence", "evidence_mode", "basis", "reasons", "scores",
    ]  # fmt: skip
    assert facts["title"] == "Night"
    assert facts["leaning"] in facts["shares"]
    assert list(facts["shares"]) == [band.id for band in built_in_framework().bands]


def test_the_sentence_of_figures_is_made_of_the_same_figures(seed_file: Path) -> None:
    scored = score_file(seed_file)
    assert f"Across {SEED_SLICES} " in figures_sentence(scored.profile.figures, scored.framework)


def test_a_bad_file_raises_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        score_file(tmp_path / "none.srt")


def test_each_line_is_scored_as_one_slice_with_its_hits() -> None:
    text = "Ünlike before, this could be a catastrophe. Or a great opportunity!"
    (found,), failures = answers(lines_of({"id": "a", "text": text}))
    assert not failures
    assert list(found) == ["id", "score", "band", "hits"]
    assert found["id"] == "a"
    assert found["band"] == built_in_framework().band_of(found["score"]).id  # type: ignore[arg-type]
    hits = found["hits"]
    assert isinstance(hits, list)
    assert [list(hit) for hit in hits] == [["term", "start", "end", "weight", "factor", "contribution"]] * len(hits)
    assert {"catastrophe", "opportunity"} <= {text[hit["start"] : hit["end"]] for hit in hits}
    assert sum(hit["contribution"] for hit in hits) == pytest.approx(found["score"], abs=0.51)


def test_ids_come_back_as_they_were_and_in_order() -> None:
    ids = [7, "x", None, [1, 2], {"shard": 3}, "ÿ\u2028"]
    found, failures = answers(lines_of(*({"id": key, "text": "hope", "more": 1} for key in ids)))
    assert [answer["id"] for answer in found] == ids
    assert not failures


def test_a_text_without_hits_scores_0_in_the_middle() -> None:
    (found,), _ = answers(lines_of({"id": 1, "text": ""}))
    assert (found["score"], found["hits"]) == (0, [])


def test_bad_lines_are_told_with_their_number_and_left_out() -> None:
    good = lines_of({"id": 1, "text": "hope"})[0]
    bad = [
        b"nonsense\n",
        b"[1]\n",
        b'{"id": 2}\n',
        b'{"text": "a"}\n',
        b'{"id": 3, "text": 4}\n',
        b'{"id": 4, "text": "\xff"}\n',
    ]
    found, failures = answers([good, b"\n", b"  \n", *bad, b"[" * 100_000 + b"\n", good])
    assert [answer["id"] for answer in found] == [1, 1]
    assert [number for number, _ in failures] == [4, 5, 6, 7, 8, 9, 10]
    assert all(sentence.endswith(".") for _, sentence in failures)


def test_a_byte_order_mark_and_halves_of_surrogates_do_no_harm() -> None:
    found, failures = answers(
        [b"\xef\xbb\xbf" + lines_of({"id": 1, "text": "hope"})[0], b'{"id": 2, "text": "\\ud800 hope"}']
    )
    assert [answer["id"] for answer in found] == [1, 2]
    assert not failures
