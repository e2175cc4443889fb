"""Searching as the window does it: the first items at once, all counted after, on from hit to hit, help where nothing
is found, and broken off at any time.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from reader.domain.searching import FoundItem, Places, Results
from reader.library.search_asking import Asker, SearchStopped, Stop
from reader.services import searching
from reader.services.editing import delete_items, edit_metadata
from reader.services.framework_choice import framework_of
from reader.services.importing import ImportRequest, import_files
from reader.services.reading import open_item
from reader.services.searching import FoundPlace, Search, complete_index, search, waiting_count
from tests.services.conftest import imported, ran, write_talk

if TYPE_CHECKING:
    from reader.services.opening import Library


@pytest.fixture
def talks(library: Library, tmp_path: Path) -> Library:
    """Thirty talks: on owls all, on bats every third, on the moon one."""
    for number in range(30):
        topic = "owls" + " and bats" * (number % 3 == 0) + " on the Moon" * (number == 7)
        front = f"title: Talk {number}\ndate: 2025-01-{number + 1:02}"
        imported(library, write_talk(tmp_path / "talks", f"talk-{number}.md", topic, front))
    return library


def titles(items: tuple[FoundItem, ...]) -> list[str]:
    return [item.title for item in items]


def test_the_first_items_come_at_once_and_all_are_counted_after(talks: Library) -> None:
    steps: list[Results] = []
    run = Search(talks, "owls").run(most=4)
    try:
        while True:
            steps.append(next(run))
    except StopIteration as end:
        last = end.value
    assert [len(step.items) for step in steps] == [4] * len(steps)
    assert (steps[0].totals.done, steps[0].totals.certain, steps[0].totals.of) == (0, 30, 30)
    assert not steps[0].totals.exact
    assert steps[-1] == last
    assert last.totals.exact
    assert last.more
    assert (last.totals.items, last.totals.occurrences, last.totals.in_fields) == (30, 30 * 12, 0)
    assert last.totals.slices == sum(len(open_item(talks, item_id).slices) for item_id in talks.items.ids())


def test_more_come_when_asked_for_and_none_twice(talks: Library) -> None:
    found = Search(talks, "owls")
    shown = list(ran(found.run(most=7)).items)
    while more := found.more(9):
        shown += more
    assert len({item.item_id for item in shown}) == len(shown) == 30


def test_a_search_may_be_asked_for_more_beside_its_own_counting(talks: Library) -> None:
    found = Search(talks, "owls")
    run = found.run(most=7)
    first = next(run).items
    other = found.beside()
    found.stop()
    more = other.more(40)
    assert len({item.item_id for item in (*first, *more)}) == len(first) + len(more) == 30
    other.stop()
    assert other.places(first[0].item_id) == Places()


def test_one_item_can_be_asked_for_with_all_its_hits(talks: Library) -> None:
    found = Search(talks, "moon")
    (item,) = ran(found.run()).items
    assert len(item.hits) < item.occurrences == 12
    whole = found.item(item.item_id, 100)
    assert whole is not None
    assert sum(len(hit.marks) for hit in whole.hits) >= 12
    (bats,) = {one.item_id for one in ran(search(talks, "NOT moon", most=1)).items}
    assert found.item(bats, 100) is None


def test_of_equal_items_the_newest_stands_first(talks: Library) -> None:
    assert titles(ran(search(talks, "NOT owls OR bats", most=3)).items) == ["Talk 27", "Talk 24", "Talk 21"]
    assert titles(ran(search(talks, "date:2025-01-03..2025-01-05")).items) == ["Talk 4", "Talk 3", "Talk 2"]


def test_a_word_in_the_title_stands_before_all_others(talks: Library) -> None:
    (item_id,) = (item.item_id for item in ran(search(talks, '"talk 11"')).items)
    edit_metadata(talks, [item_id], title="Of bats and men")
    found = ran(search(talks, "bats")).items
    assert found[0].title == "Of bats and men"
    (hit,) = found[0].hits
    assert (hit.field, hit.snippet, hit.marks) == ("title", "Of bats and men", ((3, 7),))
    assert (found[0].occurrences, found[0].in_fields, found[0].slices) == (1, 1, ())


def test_a_hit_tells_where_it_stands(talks: Library) -> None:
    (item,) = ran(search(talks, "moon")).items
    opened = open_item(talks, item.item_id)
    assert item.occurrences == 12
    assert item.slices == tuple(range(1, len(opened.slices) + 1))
    for hit in item.hits:
        part = opened.slices[hit.number - 1]
        assert part.start <= hit.start < part.end
        assert opened.transcript.text[hit.start : hit.end] == "Moon"
        cue = opened.transcript.cues[opened.transcript.cue_at(hit.start)]
        assert (hit.ms, hit.speaker, hit.score) == (cue.start_ms, cue.speaker, opened.profile.scores[hit.number - 1])
        assert hit.snippet in opened.transcript.text
        assert {hit.snippet[start:end] for start, end in hit.marks} == {"Moon"}


def test_of_several_words_the_hits_shown_stand_together(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "one.md"
    filler = "Nothing of note was said in this part of the evening by anyone at all. " * 17
    said = (f"**Ada**: Owls. {filler}", f"**Cy**: Bats. {filler}", f"**Ada**: Owls and bats. {filler}")
    path.write_text("\n\n".join(("---\ntitle: One\n---", *said)))
    imported(library, path)
    (item,) = ran(search(library, "owls bats", most=1)).items
    one = Search(library, "owls bats", most_hits=1)
    (best,) = ran(one.run()).items[0].hits
    assert best.number == item.slices[-1]
    assert [best.snippet[start:end] for start, end in best.marks] == ["Owls", "bats"]


def test_from_hit_to_hit_through_all_items(talks: Library) -> None:
    found = Search(talks, "moon OR bats")
    results = ran(found.run(most=100))
    expected = []
    for item in results.items:
        places = found.places(item.item_id)
        assert len(places.starts) == item.occurrences
        expected += [
            FoundPlace(item.item_id, *place) for place in zip(places.numbers, places.starts, places.ends, strict=True)
        ]
    walked = []
    here = found.next_hit(results.items[0].item_id, -1)
    while here is not None:
        walked.append(here)
        here = found.next_hit(here.item_id, here.start)
    assert walked == expected
    back = []
    here = walked[-1]
    while (here := found.hit_before(here.item_id, here.start)) is not None:
        back.append(here)
    assert back[::-1] == expected[:-1]
    assert found.next_hit(10**9, 0) is None


def test_while_typing_the_last_word_may_go_on(talks: Library) -> None:
    assert ran(search(talks, "ow", typing=True)).totals.items == 30
    assert ran(search(talks, "ow")).totals.items == 0
    assert ran(search(talks, "ow bats", typing=True)).totals.items == 0


def test_by_stance_hits_stand_only_in_slices_of_the_band(talks: Library) -> None:
    everywhere = ran(search(talks, "owls", most=100))
    narrowed = [ran(Search(talks, "owls", bands=[band.id]).run(100)) for band in framework_of(talks).bands]
    assert sum(results.totals.occurrences for results in narrowed) == everywhere.totals.occurrences
    for results, band in zip(narrowed, framework_of(talks).bands, strict=True):
        for item in results.items:
            assert all(band.least <= hit.score <= band.greatest for hit in item.hits if hit.score is not None)
            scores = open_item(talks, item.item_id).profile.scores
            assert all(band.least <= scores[number - 1] <= band.greatest for number in item.slices)
    slices = ran(search(talks, f"band:{framework_of(talks).bands[0].id} OR score:>=-100"))
    assert slices.totals.occurrences == slices.totals.slices == everywhere.totals.slices


def test_a_band_that_is_not_there_is_told(talks: Library) -> None:
    results = ran(search(talks, "owls band:hawkish"))
    assert results.totals.items == 0
    assert results.query.notes[0].text.startswith("No band begins with “hawkish”: there are risk-forward, ")


def test_mistyped_words_are_helped_with_words_that_have_hits(talks: Library) -> None:
    results = ran(search(talks, "olws -moon"))
    assert [(one.word, one.instead, one.text) for one in results.suggestions] == [("olws", "owls", "owls NOT moon")]
    assert ran(search(talks, results.suggestions[0].text)).totals.items == 29
    assert ran(search(talks, "xylophone")).suggestions == ()
    # "moom" is near "moon", but where bats are there is no moon.
    assert ran(search(talks, "moom bats")).suggestions == ()
    (moon,) = ran(search(talks, "moon")).items
    assert [one.instead for one in ran(search(talks, "mooon")).suggestions] == ["moon"]
    delete_items(talks, [moon.item_id])
    assert ran(search(talks, "mooon")).suggestions == ()


def test_a_mistyped_filter_is_told_and_offered_as_it_was_meant(talks: Library) -> None:
    results = ran(search(talks, "dat:2025-01-08 owls", typing=True))
    assert "no filter dat: (did you mean date:?)" in results.query.notes[0].text
    assert [(one.word, one.instead, one.text) for one in results.suggestions] == [
        ("dat:", "date:", "date:2025-01-08 owls")
    ]
    assert ran(search(talks, results.suggestions[0].text)).totals.items == 1
    assert ran(search(talks, "dat:1999 owls")).suggestions == ()


def test_nothing_asked_for_finds_nothing(talks: Library) -> None:
    for nothing in ("", "  ", '"', "OR"):
        results = ran(search(talks, nothing))
        assert results.items == ()
        assert results.totals.exact


def test_a_search_that_is_stopped_ends_early_and_disturbs_no_other(talks: Library) -> None:
    one, other = Search(talks, "owls"), Search(talks, "bats")
    run = one.run(most=2)
    first = next(run)
    one.stop()
    with pytest.raises(StopIteration) as ended:
        next(run)
    assert ended.value.value == first
    assert ran(other.run()).totals.items == 10
    assert one.places(first.items[0].item_id) == Places()
    assert one.more() == ()
    assert one.next_hit(first.items[0].item_id, -1) is None


def test_a_query_under_way_is_interrupted(talks: Library) -> None:
    stop = Stop()
    ended = threading.Event()

    def long() -> None:
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        with talks.read() as connection, pytest.raises(SearchStopped):
            Asker(connection, stop).rows(endless)
        ended.set()

    thread = threading.Thread(target=long)
    thread.start()
    while not ended.wait(0.05):
        stop.stop()
    thread.join()
    assert ran(search(talks, "owls")).totals.items == 30


def test_what_is_not_indexed_yet_is_told_and_made_up_for(talks: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(connection: object) -> None:
        execute = connection.execute  # type: ignore[attr-defined]
        execute(text("INSERT INTO search_index (search_index) VALUES ('delete-all')"))
        execute(text("DELETE FROM search_texts"))

    talks.write(lose)
    assert waiting_count(talks) == 30
    lost = ran(search(talks, "owls OR talk"))
    assert (lost.waiting, lost.totals.items, lost.totals.in_fields) == (30, 30, 30)
    monkeypatch.setattr("reader.library.search_building.TOGETHER", 2000)
    steps = complete_index(talks)
    assert next(steps).total == 30
    next(steps)
    steps.close()
    assert 0 < waiting_count(talks) < 30
    ran(complete_index(talks))
    assert waiting_count(talks) == 0
    found = ran(search(talks, "owls"))
    assert (found.waiting, found.totals.items) == (0, 30)


def test_an_import_under_way_is_searched_as_far_as_it_is(talks: Library, tmp_path: Path) -> None:
    paths = [write_talk(tmp_path / "new", f"new-{number}.md", f"newts {number}") for number in range(3)]
    for _ in import_files(talks, [ImportRequest(path) for path in paths]):
        assert ran(search(talks, "newts")).totals.items == len(talks.items.ids()) - 30
    assert ran(search(talks, "newts")).totals.items == 3


def test_steps_grow_and_shrink_with_the_time_they_take() -> None:
    assert searching._next_size(16, 0.001) == 32
    assert searching._next_size(256, 0.3) == 25
    assert searching._next_size(8, 10) == searching.LEAST_STEP
