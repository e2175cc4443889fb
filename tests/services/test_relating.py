"""What stands beside a conversation: on made talks, on the samples, and on the real files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reader.domain.item_summary import ItemSummary
from reader.domain.reasons import reasons
from reader.errors import NotFoundError
from reader.services import relating
from reader.services.demo import import_demo
from reader.services.editing import delete_items, edit_metadata, undo
from reader.services.framework_choice import choose_framework
from reader.services.importing import ImportReport
from reader.services.opening import open_library
from reader.services.relating import (
    EMPHASIZES,
    NOTHING_SHARED,
    complete_likeness,
    counterbalance,
    related,
    waiting_count,
)  # fmt: skip
from tests.services.conftest import imported, ran
from tests.services.scored_libraries import rescored, save_both

if TYPE_CHECKING:
    from reader.services.opening import Library

DARK, BRIGHT = "It is a grave danger and a terrible catastrophe.", "It is a great hope and a wonderful benefit."
MATTERS = {
    "wages": "The wages of warehouse workers and their union were on the table, job by job.",
    "protein": "A protein binds to the antibody, and the drug candidate goes to a clinical trial.",
    "river": "We walked along the river and spoke about bread and the evening train.",
    "grid": "The power grid lost its transformer, and the operator in the control room called.",
}


def talk(folder: Path, name: str, matter: str, mood: str, front: str = "") -> Path:
    """A talk of two people on one matter, in one mood."""
    folder.mkdir(parents=True, exist_ok=True)
    turns = [
        f"**{('Ada Brook', 'Cy Dunn')[turn % 2]}** (00:{turn:02}:00):\n{MATTERS[matter]} Part {turn} of {name}. {mood}"
        for turn in range(16)
    ]
    path = folder / f"{name}.md"
    path.write_text(f"---\ntitle: {name}\n{front}\n---\n\n" + "\n\n".join(turns) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def talks(library: Library, tmp_path: Path) -> Library:
    report = imported(
        library,
        talk(tmp_path / "a", "amber", "wages", DARK, "shelf: Work"),
        talk(tmp_path / "a", "birch", "wages", BRIGHT, "shelf: Elsewhere"),
        talk(tmp_path / "a", "cedar", "protein", BRIGHT, "shelf: Work\nthread: First things"),
        talk(tmp_path / "a", "dunes", "protein", DARK, "thread: First things"),
        talk(tmp_path / "a", "ember", "grid", BRIGHT),
    )
    assert report.all_well, report.entries
    return library


def told(picks: object) -> list[tuple[object, ...]]:
    """Everything that is said of picks."""
    return [(pick.item.slug, pick.why, pick.words, pick.nearness) for pick in picks]  # type: ignore[attr-defined]


def slugs(picks: object) -> list[str]:
    return [pick.item.slug for pick in picks]  # type: ignore[attr-defined]


def test_shelf_and_thread_come_before_what_is_near(talks: Library) -> None:
    picks = related(talks, "amber")
    # By the shelf, by the matter, and by the words of the mood.
    assert slugs(picks) == ["cedar", "birch", "dunes"]
    assert picks[0].why[0] == "same shelf"
    assert picks[0].nearness < picks[1].nearness
    assert slugs(related(talks, "cedar"))[:2] == ["dunes", "amber"]
    assert related(talks, "cedar")[0].why[0] == "same thread"
    assert all(isinstance(pick.item, ItemSummary) for pick in picks)


def test_each_says_why_in_words_that_both_have(talks: Library) -> None:
    (birch,) = [pick for pick in related(talks, "amber") if pick.item.slug == "birch"]
    assert 0.5 < birch.nearness <= 1
    words = " ".join(birch.words)
    assert any(word in words for word in ("wages", "union", "warehouse workers"))
    assert "Ada" not in words
    assert birch.why[-1].startswith(("both on ", "both speak of "))
    assert birch.words[0] in birch.why[-1]


def test_a_word_said_now_and_then_in_long_talks_is_no_reason(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("amber", "birch"):
        own = [f"{name}{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(300)]
        said = [*own, *own, *["zeppelin"] * 3, *["marmalade"] * 8]
        (tmp_path / f"{name}.txt").write_text(" ".join(f"The {word} came." for word in said), encoding="utf-8")
    imported(library, tmp_path / "amber.txt", tmp_path / "birch.txt")
    edit_metadata(library, list(library.items.ids()), shelf="Work")
    (pick,) = related(library, "amber")
    assert pick.words == ("marmalade",)
    monkeypatch.setattr(relating, "LEAST_SAID", 0)
    (pick,) = related(library, "amber")
    assert pick.words == ("marmalade", "zeppelin")


def test_a_mood_is_no_subject(talks: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relating, "USUAL_SHARE", 1.1)
    talks.write(emphasize)
    (birch,) = [pick for pick in related(talks, "amber") if pick.item.slug == "birch"]
    assert birch.why[-1].startswith("both on labor market: ")


def emphasize(connection: Any) -> None:
    connection.exec_driver_sql("""UPDATE profiles SET reasons = '["Emphasizes worry", "Emphasizes labor market"]'""")


def test_the_mirror_rule_looks_on_the_other_side(talks: Library) -> None:
    own = {item.slug: item for item in talks.items.summaries()}
    assert own["amber"].mean < 0 < own["birch"].mean
    found = counterbalance(talks, "amber")
    assert found.opposite
    assert found.target == -own["amber"].mean
    assert slugs(found.picks)[0] == "birch"
    assert set(slugs(found.picks)) == {"birch", "cedar", "ember"}
    assert told(counterbalance(talks, own["amber"].id).picks) == told(found.picks)


def test_without_an_other_side_it_is_said(talks: Library) -> None:
    ids = {item.slug: item.id for item in talks.items.summaries()}
    delete_items(talks, [ids["amber"], ids["dunes"]])
    found = counterbalance(talks, "birch", 1)
    assert not found.opposite
    assert len(found.picks) == 1
    undo(talks)
    found = counterbalance(talks, "birch")
    assert found.opposite
    assert set(slugs(found.picks)) == {"amber", "dunes"}


def test_what_changes_is_seen_at_once(talks: Library) -> None:
    ids = {item.slug: item.id for item in talks.items.summaries()}
    edit_metadata(talks, [ids["ember"]], shelf="work")
    assert set(slugs(related(talks, "amber"))[:2]) == {"cedar", "ember"}
    undo(talks)
    assert slugs(related(talks, "amber")) == ["cedar", "birch", "dunes"]
    delete_items(talks, [ids["cedar"]])
    assert slugs(related(talks, "amber")) == ["birch", "dunes"]


def test_without_evidence_there_is_no_counterbalance(talks: Library, tmp_path: Path) -> None:
    imported(talks, talk(tmp_path / "b", "fjord", "river", "Part of it was about the wages of the union."))
    assert not next(item for item in talks.items.summaries() if item.slug == "fjord").evidence.any()
    found = counterbalance(talks, "fjord")
    assert (found.picks, found.opposite) == ((), False)
    assert "fjord" not in slugs(counterbalance(talks, "amber").picks)
    assert "amber" in slugs(related(talks, "fjord"))


def test_figures_of_another_axis_are_left_out_until_they_are_made_anew(talks: Library) -> None:
    save_both()
    choose_framework(talks, "risk")
    found = counterbalance(talks, "amber")
    assert found.picks == ()
    # The open one is shown by the framework in force all the same, and so mirrored by it.
    assert found.target > 0
    rescored(talks)
    assert slugs(counterbalance(talks, "amber").picks)[0] == "birch"


def test_an_unknown_name_is_helped(talks: Library) -> None:
    with pytest.raises(NotFoundError, match="Did you mean amber"):
        related(talks, "ambre")
    with pytest.raises(NotFoundError, match="reader list"):
        counterbalance(talks, "nothing-like-it")
    with pytest.raises(NotFoundError):
        related(talks, 999)


def test_an_older_library_is_completed(talks: Library) -> None:
    before = told(related(talks, "amber"))
    path = talks.path
    talks.write(lambda connection: connection.exec_driver_sql("DELETE FROM likeness") and None)
    with open_library(path) as opened:
        assert waiting_count(opened) == 5
        assert slugs(related(opened, "amber")) == ["cedar"]  # by the shelf alone
        steps = complete_likeness(opened)
        next(steps)
        steps.close()
        assert waiting_count(opened) == 5
        assert ran(complete_likeness(opened)) == 5
        assert waiting_count(opened) == 0
        assert told(related(opened, "amber")) == before


def test_reasons_name_subjects_as_they_are_read_here() -> None:
    import inspect

    assert f'f"{EMPHASIZES}{{subject}}"' in inspect.getsource(reasons)


def test_on_the_samples(library: Library) -> None:
    ran(import_demo(library))
    names = slugs_of(library)
    assert len(names) == 8
    for name in names:
        own = next(item for item in library.items.summaries() if item.slug == name)
        picks, found = related(library, name), counterbalance(library, name)
        for pick in (*picks, *found.picks):
            assert pick.item.slug != name
            assert all(pick.why)
        assert found.opposite
        assert all(round(pick.item.mean) * round(found.target) > 0 for pick in found.picks)
        assert found.target == -own.mean
    # Teaching is nearest to what is said of pupils, schools and tablets.
    assert (
        slugs(related(library, "teaching-fractions-with-a-patient-tutor"))[0] == "captions-for-everyone-errors-included"
    )


def slugs_of(library: Library) -> list[str]:
    return [item.slug for item in library.items.summaries()]


@pytest.mark.slow
def test_on_the_real_files(real_library: tuple[Library, ImportReport]) -> None:
    library = real_library[0]
    drugs = related(library, "practical-ai-177")
    assert {"practical-ai-125", "practical-ai-165", "practical-ai-183"} <= set(slugs(drugs))
    assert "protein" in " ".join(drugs[0].words)
    retrieval = related(library, "practical-ai-275")
    assert any("RAG" in pick.words for pick in retrieval)
    interpretability = related(library, "19-mechanistic-interpretability-with-neel-nanda")
    assert sum(pick.item.show == "AXRP" for pick in interpretability) >= 6
    attacks = counterbalance(library, "1-adversarial-policies-with-adam-gleave")
    assert attacks.opposite
    assert "practical-ai-99" in slugs(attacks.picks)  # adversarial attacks on language models, from the other side
    assert all(pick.item.mean > 0 for pick in attacks.picks)
    assert NOTHING_SHARED not in attacks.picks[0].why
