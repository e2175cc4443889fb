"""What transcripts speak of is kept in step with the library, and the table in memory with both."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import numpy as np
import pytest

from reader.domain.item import Metadata, Provenance
from reader.domain.slicing import cut
from reader.domain.transcript import Cue, Transcript
from reader.library.checking import check
from reader.library.database import Library
from reader.library.likeness_table import Likenesses, Loaded
from reader.library.records import InForce, NewItem
from reader.library.schema import VERSION, create
from reader.library.storing import insert_item
from tests.library.making import add, profile

IN_FORCE = InForce("", "test", "")
WORDS = ("cassava", "wages", "wage", "protein", "grid", "audit", "tutor", "caption", "robot", "forecast")


def talk(seed: int, **metadata: object) -> NewItem:
    """An item that speaks of four things, by Ada Brook."""
    chance = random.Random(seed)
    matter = chance.sample(WORDS, 4)
    cues = [
        Cue(f"And so the {chance.choice(matter)} was, Ada.", at * 1000, at * 1000 + 900, "Ada Brook")
        for at in range(30)
    ]
    text = Transcript.from_cues(cues)
    slices = cut(text)
    facts: dict[str, object] = {"title": f"Talk {seed}", "show": "Fault Lines", **metadata}
    provenance = Provenance(f"{seed}.vtt", "webvtt", "WebVTT", "utf-8", f"{seed:064x}", "2026-11-20")
    return NewItem.of(Metadata(**facts), provenance, text, slices, profile(len(slices), seed))  # type: ignore[arg-type]


def rows(library: Library) -> list[tuple[int, int, bytes, bytes]]:
    with library.read() as connection:
        found = connection.exec_driver_sql("SELECT transcript_id, rules, words, counts FROM likeness ORDER BY 1")
        return [tuple(row) for row in found]  # type: ignore[misc]


def forget(library: Library) -> None:
    """As after a migration."""
    library.write(lambda connection: connection.exec_driver_sql("DELETE FROM likeness") and None)


def anew(library: Library) -> Loaded:
    """The table of somebody who opens the library now."""
    return Likenesses(library._connections).loaded(IN_FORCE)


def require_same(one: Loaded, other: Loaded) -> None:
    assert one.facts == other.facts
    for name in ("ids", "shelves", "threads", "lenses", "means", "scored"):
        assert np.array_equal(getattr(one.table, name), getattr(other.table, name)), name
    for row in range(len(one.facts)):
        ours, theirs = one.table.likeness.to_all(row), other.table.likeness.to_all(row)
        assert np.allclose(ours, theirs, atol=2e-6)


def test_importing_stores_what_is_spoken_of(library: Library) -> None:
    (item_id,) = add(library, talk(1))
    loaded = library.likeness.loaded(IN_FORCE)
    row = loaded.table.row_of(item_id)
    assert row is not None
    told = {loaded.lexemes.word(number) for number in loaded.words.numbers[row].tolist() if number}
    assert told <= {*WORDS}  # no small words, and not the speaker's name
    assert len(told) >= 3
    assert not check(library)


def test_after_any_walk_the_table_is_that_of_a_fresh_start(library: Library) -> None:
    chance = random.Random(7)
    seed = 0
    for _ in range(80):
        ids = library.items.ids()
        match chance.choice(("add", "add", "update", "delete", "undo", "redo", "edit")):
            case "add":
                add(library, talk(seed := seed + 1, shelf=chance.choice(("", "Work", "Health"))))
            case "update" if ids:
                with library.imports.begin("Update", 1) as run:
                    run.update(chance.choice(ids), talk(seed := seed + 1))
            case "delete" if ids:
                library.edits.delete_items([chance.choice(ids)])
            case "undo" if library.journal.undo_label():
                library.journal.undo()
            case "redo" if library.journal.redo_label():
                library.journal.redo()
            case "edit" if ids:
                library.edits.edit_metadata([chance.choice(ids)], show=chance.choice(("Fault Lines", "Wage Watch")))
        if chance.random() < 0.7:
            require_same(library.likeness.loaded(IN_FORCE), anew(library))
    require_same(library.likeness.loaded(IN_FORCE), anew(library))
    assert not check(library)


def test_nothing_is_made_anew_while_nothing_changes(library: Library) -> None:
    ids = add(library, talk(1), talk(2))
    first = library.likeness.loaded(IN_FORCE)
    assert library.likeness.loaded(IN_FORCE) is first
    library.edits.edit_metadata(ids[:1], summary="Of no matter for ranking")
    assert library.likeness.loaded(IN_FORCE) is first
    library.edits.edit_metadata(ids[:1], shelf="Work")
    second = library.likeness.loaded(IN_FORCE)
    assert second is not first
    assert second.table.likeness is first.table.likeness
    library.edits.delete_items(ids[:1])
    assert library.likeness.loaded(IN_FORCE).table.ids.tolist() == ids[1:]


def test_what_another_program_writes_is_seen(library: Library, path: Path) -> None:
    add(library, talk(1))
    library.likeness.loaded(IN_FORCE)
    with Library.open(path) as other:
        add(other, talk(2))
    assert len(library.likeness.loaded(IN_FORCE).facts) == 2


def test_completing_stores_what_importing_does(library: Library) -> None:
    add(library, *(talk(seed) for seed in range(4)))
    before = rows(library)
    forget(library)
    assert library.likeness.loaded(IN_FORCE).waiting == 4
    assert library.likeness.loaded(IN_FORCE).table.likeness.to_all(0).tolist() == [0] * 4
    waiting = library.likeness.waiting()
    library.likeness.complete(waiting[:1])
    assert library.likeness.waiting() == waiting[1:]
    for part in library.likeness.in_parts(waiting[1:]):
        library.likeness.complete(part)
    assert rows(library) == before
    assert library.likeness.loaded(IN_FORCE).waiting == 0


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_an_older_library_is_compared_too(path: Path, version: int) -> None:
    stored = Path(__file__).parents[1] / "databases" / f"library-{version:04}.sqlite"
    shutil.copy(stored, path)
    with Library.open(path) as library:
        if version == VERSION:
            library.indexing.begin()
            library.likeness.begin()
        assert library.likeness.waiting() == []
        assert library.likeness.loaded(IN_FORCE).waiting == 0
        assert len(rows(library)) > 0
        assert not check(library)


def test_other_rules_are_made_anew(library: Library) -> None:
    add(library, talk(1))
    before = rows(library)
    library.write(lambda connection: connection.exec_driver_sql("UPDATE likeness SET rules = 0, words = x''") and None)
    assert len(library.likeness.waiting()) == 1
    library.likeness.complete(library.likeness.waiting())
    assert rows(library) == before


def test_what_is_not_committed_is_not_there(path: Path) -> None:
    create(path)
    with Library.open(path) as library:
        add(library, talk(1))

        def broken_off(connection: object) -> None:
            insert_item(connection, talk(2))  # type: ignore[arg-type]
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            library.write(broken_off)
        assert len(rows(library)) == 1
        assert len(library.likeness.loaded(IN_FORCE).facts) == 1
        assert not check(library)


def test_emptying_the_bin_takes_it_away(library: Library) -> None:
    ids = add(library, talk(1), talk(2))
    library.edits.delete_items(ids[:1])
    assert len(rows(library)) == 2  # it can be brought back
    library.edits.purge(ids[:1])
    assert len(rows(library)) == 1
    assert not check(library)


def test_an_id_that_is_given_again_does_not_bring_old_words_back(library: Library) -> None:
    ids = add(library, talk(1), talk(2))
    library.likeness.loaded(IN_FORCE)
    library.edits.delete_items(ids[1:])
    library.edits.purge(ids[1:])
    assert add(library, talk(3)) == ids[1:]
    require_same(library.likeness.loaded(IN_FORCE), anew(library))


def test_damage_is_told_by_the_check_and_ends_the_comparing_of_no_other(library: Library) -> None:
    add(library, talk(1), talk(2), talk(3))
    whole = anew(library).table.likeness.to_all(1).tolist()
    longer = "UPDATE likeness SET counts = zeroblob(length(counts) + 2) WHERE transcript_id = 1"
    library.write(lambda connection: connection.exec_driver_sql(longer) and None)
    assert check(library) == ["What transcript 1 is compared by is not what it says."]
    left = anew(library).table.likeness.to_all(1).tolist()
    assert left[0] == 0 < whole[0]
    assert left[2] > 0


def test_figures_of_another_axis_are_left_out(library: Library) -> None:
    add(library, talk(1), talk(2))
    other = InForce("other", "other", "")
    assert library.likeness.loaded(IN_FORCE).table.scored.tolist() == [True, True]
    loaded = library.likeness.loaded(other)
    assert loaded.table.scored.tolist() == [False, False]
    assert loaded.table.lenses.tolist() == [-1, -1]
    assert loaded.is_of_another_axis(0)
    assert not loaded.with_lens("Society").any()
    assert library.likeness.loaded(IN_FORCE).with_lens("Society").all()
