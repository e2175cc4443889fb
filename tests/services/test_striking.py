"""Exceptions from the lexicon: what they take out, how they are taken back, and what becomes of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reader.domain.striking import ITEM, LEXICON, PLACE, Strike, place_of, strike_at
from reader.errors import DamagedLibraryError, NotFoundError, ReaderError
from reader.services import editing, scoring_items
from reader.services.browsing import list_items
from reader.services.checking import check, remarks
from reader.services.describing import item_facts
from reader.services.framework_choice import choose_framework, framework_of
from reader.services.framework_files import save_framework
from reader.services.opening import open_library
from reader.services.reading import OpenItem, open_item
from reader.services.rescoring import stale_count
from reader.services.striking import item_strikes, keep_strike, lexicon_strikes, lift_strike
from tests.library.making import picture
from tests.services.conftest import imported
from tests.services.scored_libraries import RISK, filled, require_right_figures, rescored, save_both, srt

if TYPE_CHECKING:
    from reader.services.opening import Library


@pytest.fixture
def talks(library: Library, tmp_path: Path) -> list[int]:
    """Three items, scored by the framework Risk, which is chosen."""
    save_both()
    choose_framework(library, "risk")
    return filled(library, tmp_path / "talks")


def first_hit(item: OpenItem, term: str = "danger*") -> tuple[int, Strike]:
    """The number of the first slice in which a term counts, and the exception for it there."""
    for part in item.slices:
        for hit in item.slice_score(part.number).hits:
            if hit.term == term:
                start, end = part.start + hit.start, part.start + hit.end
                return part.number, strike_at(item.transcript, start, end, term)
    raise AssertionError(f"no {term}")


def hits(item: OpenItem, term: str) -> int:
    return sum(hit.term == term for part in item.slices for hit in item.slice_score(part.number).hits)


# ---------------------------------------------------------------------------------------------- scopes


def test_an_exception_at_a_place_takes_out_that_hit_alone(library: Library, talks: list[int]) -> None:
    before = open_item(library, talks[0])
    others = [open_item(library, item_id).profile for item_id in talks[1:]]
    number, strike = first_hit(before)
    change = keep_strike(library, talks[0], strike)
    assert (change.item_ids, change.rescored, change.framework) == (frozenset(talks[:1]), True, False)
    assert change.label == f"Leave “danger*” out at one place of “{before.metadata.title}”"
    after = open_item(library, talks[0])
    assert not after.stale
    assert hits(after, "danger*") == hits(before, "danger*") - 1
    assert after.profile.scores[number - 1] > before.profile.scores[number - 1]
    assert after.profile.scores[: number - 1] == before.profile.scores[: number - 1]
    assert after.profile.scores[number:] == before.profile.scores[number:]
    assert [open_item(library, item_id).profile for item_id in talks[1:]] == others
    assert stale_count(library) == 0
    require_right_figures(library, all_up_to_date=True)
    assert check(library) == []


def test_an_exception_in_an_item_takes_out_the_term_there(library: Library, talks: list[int]) -> None:
    assert hits(open_item(library, talks[1]), "danger*") > 1
    change = keep_strike(library, talks[1], Strike(ITEM, "danger*", 3, 4, "danger"))
    assert change.item_ids == frozenset(talks[1:2])
    item = open_item(library, talks[1])
    assert hits(item, "danger*") == 0
    assert [(s.scope, s.term, s.cue, s.quote) for s in item.strikes] == [(ITEM, "danger*", -1, "")]
    assert hits(open_item(library, talks[0]), "danger*") > 0
    require_right_figures(library, all_up_to_date=True)


def test_an_exception_from_the_lexicon_makes_all_figures_stale(library: Library, talks: list[int]) -> None:
    change = keep_strike(library, talks[0], Strike(LEXICON, "danger*"))
    assert (change.item_ids, change.framework) == (frozenset(), True)
    assert change.label == "Leave “danger*” out of the lexicon"
    assert framework_of(library).struck == ("danger*",)
    assert [strike.term for strike in lexicon_strikes(library)] == ["danger*"]
    assert stale_count(library) == len(talks)
    item = open_item(library, talks[0])
    assert item.stale
    assert hits(item, "danger*") == 0
    assert rescored(library) == frozenset(talks)
    require_right_figures(library, all_up_to_date=True)
    lift_strike(library, lexicon_strikes(library)[0].id)
    assert framework_of(library) == RISK
    assert stale_count(library) == len(talks)


def test_exceptions_of_all_scopes_go_together(library: Library, talks: list[int]) -> None:
    keep_strike(library, talks[0], Strike(LEXICON, "sun"))
    keep_strike(library, talks[0], Strike(ITEM, "storm*"))
    keep_strike(library, talks[0], first_hit(open_item(library, talks[0]))[1])
    item = open_item(library, talks[0])
    assert [strike.scope for strike in item.strikes] == [ITEM, PLACE, LEXICON]
    assert not item.stale
    assert [strike.scope for strike in item_strikes(library, talks[0])] == [ITEM, PLACE]
    rescored(library)
    require_right_figures(library, all_up_to_date=True)
    facts = item_facts(open_item(library, talks[0]))["strikes"]
    assert [(fact["scope"], fact["term"]) for fact in facts] == [(ITEM, "storm*"), (PLACE, "danger*"), (LEXICON, "sun")]
    assert facts[1]["quote"] == "danger"
    assert not facts[1]["orphaned"]


# ------------------------------------------------------------------------------------- what is refused


def test_the_same_exception_twice_is_one(library: Library, talks: list[int]) -> None:
    _, at_place = first_hit(open_item(library, talks[0]))
    for strike in (at_place, Strike(ITEM, "hope"), Strike(LEXICON, "sun")):
        keep_strike(library, talks[0], strike)
        again = keep_strike(library, talks[0], strike)
        assert (again.item_ids, again.rescored, again.framework) == (frozenset(), False, False)
    assert len(open_item(library, talks[0]).strikes) == 3
    assert len(editing.history(library)) == 5


def test_what_is_not_there_cannot_be_struck(library: Library, talks: list[int]) -> None:
    item = open_item(library, talks[0])
    _, strike = first_hit(item)
    seen = picture(library)
    with pytest.raises(ReaderError, match="not at this place"):
        keep_strike(library, talks[0], Strike(PLACE, "danger*", strike.cue, strike.offset + 1, strike.quote))
    with pytest.raises(ReaderError, match="not at this place"):
        keep_strike(library, talks[0], Strike(PLACE, "danger*", 999, 0, "danger"))
    for scope in (ITEM, LEXICON):
        with pytest.raises(ReaderError, match="not in the lexicon"):
            keep_strike(library, talks[0], Strike(scope, "nonsense"))
    with pytest.raises(NotFoundError):
        keep_strike(library, 99, strike)
    with pytest.raises(NotFoundError):
        lift_strike(library, 99)
    editing.delete_items(library, talks[:1])
    with pytest.raises(NotFoundError):
        keep_strike(library, talks[0], strike)
    editing.undo(library)
    assert picture(library) == seen


def test_lifting_twice_is_told(library: Library, talks: list[int]) -> None:
    keep_strike(library, talks[0], Strike(ITEM, "hope"))
    (strike,) = item_strikes(library, talks[0])
    change = lift_strike(library, strike.id)
    assert change.label.startswith("Count “hope” again in “")
    assert change.item_ids == frozenset(talks[:1])
    with pytest.raises(NotFoundError, match="not there any more"):
        lift_strike(library, strike.id)
    # Its id is not given to another one.
    keep_strike(library, talks[0], Strike(ITEM, "hope"))
    assert item_strikes(library, talks[0])[0].id != strike.id


# ------------------------------------------------------------------------------------------- undo, redo


def test_undo_takes_an_exception_back_with_its_figures_and_after_a_restart(tmp_path: Path) -> None:
    save_both()
    path = tmp_path / "library.sqlite"
    with open_library(path) as library:
        choose_framework(library, "risk")
        (item_id,) = filled(library, tmp_path / "talks", 1)
        pictures = [_picture(library)]
        _, strike = first_hit(open_item(library, item_id))
        for kept in (strike, Strike(ITEM, "hope"), Strike(ITEM, "sun")):
            keep_strike(library, item_id, kept)
            pictures.append(_picture(library))
        lift_strike(library, item_strikes(library, item_id)[1].id)
        pictures.append(_picture(library))
    for expected in reversed(pictures[:-1]):
        with open_library(path) as library:
            change = editing.undo(library)
            assert change is not None
            assert change.rescored
            assert _picture(library) == expected
            require_right_figures(library, all_up_to_date=True)
    for expected in pictures[1:]:
        with open_library(path) as library:
            editing.redo(library)
            assert _picture(library) == expected
            require_right_figures(library, all_up_to_date=True)
            assert check(library) == []


def _picture(library: Library) -> str:
    strikes = [open_item(library, item_id).strikes for item_id in library.items.ids()]
    return f"{picture(library)} {strikes} {stale_count(library)}"


def test_undo_of_an_exception_from_the_lexicon_makes_all_figures_stale(library: Library, talks: list[int]) -> None:
    before = [open_item(library, item_id).profile for item_id in talks]
    keep_strike(library, talks[0], Strike(LEXICON, "danger*"))
    # Before anything was scored anew, the figures are right again at once.
    assert editing.undo(library).framework  # type: ignore[union-attr]
    assert stale_count(library) == 0
    editing.redo(library)
    rescored(library)
    editing.undo(library)
    assert stale_count(library) == len(talks)
    rescored(library)
    assert [open_item(library, item_id).profile for item_id in talks] == before


def test_undo_fits_what_became_of_the_framework_file(library: Library, talks: list[int]) -> None:
    keep_strike(library, talks[0], Strike(ITEM, "hope"))
    save_framework(RISK.without(()))
    from reader.domain.framework import Term
    from reader.domain.record import replaced

    save_framework(replaced(RISK, terms=(*RISK.terms, Term("river", 2.0))))
    editing.undo(library)
    require_right_figures(library)
    assert not open_item(library, talks[0]).stale
    assert stale_count(library) == len(talks) - 1


# ------------------------------------------------------------------------------ other frameworks, updates


def test_exceptions_of_another_framework_stay_and_do_not_act(library: Library, talks: list[int]) -> None:
    keep_strike(library, talks[0], Strike(ITEM, "danger*"))
    keep_strike(library, talks[0], Strike(LEXICON, "storm*"))
    rescored(library)
    by_risk = open_item(library, talks[0]).profile
    choose_framework(library, "weather")
    rescored(library)
    assert open_item(library, talks[0]).strikes == ()
    assert lexicon_strikes(library) == []
    require_right_figures(library, all_up_to_date=True)
    choose_framework(library, "risk")
    assert open_item(library, talks[0]).profile == by_risk
    assert stale_count(library) == 0


def test_lifting_an_exception_of_another_framework_is_seen_when_that_comes_back(
    library: Library, talks: list[int]
) -> None:
    keep_strike(library, talks[0], Strike(ITEM, "danger*"))
    (strike,) = item_strikes(library, talks[0])
    choose_framework(library, "weather")
    rescored(library)
    by_weather = open_item(library, talks[0]).profile
    lift_strike(library, strike.id)
    assert open_item(library, talks[0]).profile == by_weather
    assert stale_count(library) == 0
    choose_framework(library, "risk")
    assert [summary.stale for summary in list_items(library)] == [True, False, False]
    assert rescored(library) == frozenset(talks[:1])
    require_right_figures(library, all_up_to_date=True)
    editing.undo(library)
    editing.undo(library)
    editing.undo(library)
    rescored(library)
    require_right_figures(library, all_up_to_date=True)
    assert [strike.term for strike in item_strikes(library, talks[0])] == ["danger*"]


def _update(library: Library, folder: Path, text: str) -> None:
    path = folder / "talks" / "amber.srt"
    path.write_text(text, encoding="utf-8")
    (entry,) = imported(library, path, update=True).entries
    assert entry.outcome == "updated", entry


def test_a_place_that_an_update_took_away_is_kept_and_takes_nothing_out(
    library: Library, talks: list[int], tmp_path: Path
) -> None:
    _, strike = first_hit(open_item(library, talks[0]))
    keep_strike(library, talks[0], strike)
    with_strike = open_item(library, talks[0]).profile
    _update(library, tmp_path, srt(0).replace("real danger", "very real danger"))
    item = open_item(library, talks[0])
    assert len(item.strikes) == 1
    assert place_of(item.strikes[0], item.transcript) is None
    assert item_facts(item)["strikes"][0]["orphaned"]
    assert any("1 exception" in remark for remark in remarks(library))
    assert not item.stale
    require_right_figures(library, all_up_to_date=True)
    # An orphan can still be lifted, and undo goes back through all of it.
    lift_strike(library, item.strikes[0].id)
    editing.undo(library)
    editing.undo(library)
    item = open_item(library, talks[0])
    assert not item.stale
    assert item.profile == with_strike
    assert place_of(item.strikes[0], item.transcript) is not None
    assert remarks(library) == []
    assert check(library) == []


def test_a_place_that_an_update_left_alone_stays_struck_out(library: Library, talks: list[int], tmp_path: Path) -> None:
    before = hits(open_item(library, talks[0]), "danger*")
    _, strike = first_hit(open_item(library, talks[0]))
    keep_strike(library, talks[0], strike)
    keep_strike(library, talks[0], Strike(ITEM, "sun"))
    _update(library, tmp_path, srt(0).replace("evening train", "morning train"))
    item = open_item(library, talks[0])
    assert "morning train" in item.transcript.text
    assert not item.stale
    assert hits(item, "danger*") == before - 1
    assert hits(item, "sun") == 0
    require_right_figures(library, all_up_to_date=True)


# -------------------------------------------------------------------------------- deleted items, damage


def test_exceptions_come_back_with_their_item_and_go_for_good_with_it(library: Library, talks: list[int]) -> None:
    keep_strike(library, talks[0], Strike(ITEM, "hope"))
    keep_strike(library, talks[0], Strike(LEXICON, "sun"))
    rescored(library)
    editing.delete_items(library, talks[:1])
    editing.restore_items(library, talks[:1])
    assert len(open_item(library, talks[0]).strikes) == 2
    require_right_figures(library, all_up_to_date=True)
    editing.delete_items(library, talks[:1])
    editing.purge_items(library, talks[:1])
    assert [strike.term for strike in lexicon_strikes(library)] == ["sun"]
    with library.read() as connection:
        assert connection.exec_driver_sql("SELECT scope FROM strikes").all() == [("lexicon",)]
    assert check(library) == []
    # The exception from the lexicon is still a command to be taken back.
    assert editing.undo_label(library) == "Leave “sun” out of the lexicon"
    editing.undo(library)
    assert lexicon_strikes(library) == []


def test_a_deleted_item_that_comes_back_later_is_scored_by_what_is_in_force_then(
    library: Library, talks: list[int]
) -> None:
    editing.delete_items(library, talks[:1])
    keep_strike(library, talks[1], Strike(LEXICON, "sun"))
    rescored(library)
    assert stale_count(library) == 0
    editing.restore_items(library, talks[:1])
    assert stale_count(library) == 1
    assert rescored(library) == frozenset(talks[:1])
    require_right_figures(library, all_up_to_date=True)


@pytest.mark.parametrize("scope", [ITEM, LEXICON])
def test_a_damaged_exception_is_told_and_nothing_is_changed(library: Library, talks: list[int], scope: str) -> None:
    keep_strike(library, talks[0], Strike(scope, "danger*"))
    with library.read() as connection:
        rows = connection.exec_driver_sql("SELECT count(*) FROM strikes").scalar_one()

    def damage(connection: Any) -> None:
        connection.exec_driver_sql("UPDATE strikes SET term = CAST(x'80ff' AS TEXT)")

    library.write(damage)
    with pytest.raises(DamagedLibraryError, match="cannot be decoded"):
        open_item(library, talks[0])
    assert any("cannot be decoded" in problem for problem in check(library))
    with library.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM strikes").scalar_one() == rows


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE strikes SET cue = -1", "at no place"),
        ("UPDATE strikes SET term = ''", "about no term"),
        ("UPDATE strikes SET item_id = 2", "transcript of another item"),
        ("UPDATE profiles SET struck = 'x' WHERE struck != ''", "exceptions that cannot be read"),
    ],
)
def test_the_check_finds_exceptions_that_do_not_fit(library: Library, talks: list[int], damage: str, told: str) -> None:
    _, strike = first_hit(open_item(library, talks[0]))
    keep_strike(library, talks[0], strike)
    assert check(library) == []
    library.write(lambda connection: connection.exec_driver_sql(damage))
    assert any(told in problem for problem in check(library))


# ------------------------------------------------------------------------------------------ at one time


def test_what_changes_an_item_meanwhile_makes_its_figures_be_made_again(
    library: Library, talks: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = scoring_items.new_figures
    calls = []

    def interrupted(*arguments: Any) -> Any:
        calls.append(arguments)
        figures = real(*arguments)
        if len(calls) == 1:
            _update(library, tmp_path, srt(0).replace("evening train", "morning train"))
        if len(calls) == 2:
            monkeypatch.setattr(scoring_items, "new_figures", real)
            keep_strike(library, talks[0], Strike(LEXICON, "sun"))
            monkeypatch.setattr(scoring_items, "new_figures", interrupted)
        if len(calls) == 3:
            monkeypatch.setattr(scoring_items, "new_figures", real)
            keep_strike(library, talks[0], Strike(ITEM, "hope"))
            monkeypatch.setattr(scoring_items, "new_figures", interrupted)
        return figures

    _, strike = first_hit(open_item(library, talks[0]))
    monkeypatch.setattr(scoring_items, "new_figures", interrupted)
    change = keep_strike(library, talks[0], strike)
    assert change.item_ids == frozenset(talks[:1])
    assert len(calls) == 4
    item = open_item(library, talks[0])
    assert not item.stale
    assert [s.scope for s in item.strikes] == [ITEM, PLACE, LEXICON]
    require_right_figures(library)
    assert check(library) == []


def test_an_item_deleted_meanwhile_is_told(library: Library, talks: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    real = scoring_items.new_figures

    def interrupted(*arguments: Any) -> Any:
        editing.delete_items(library, talks[:1])
        return real(*arguments)

    monkeypatch.setattr(scoring_items, "new_figures", interrupted)
    with pytest.raises(NotFoundError):
        keep_strike(library, talks[0], Strike(ITEM, "hope"))
    monkeypatch.undo()
    editing.undo(library)
    assert open_item(library, talks[0]).strikes == ()
    assert editing.redo_label(library) is not None
