"""The content folder: tying, looking, taking in and writing back, with real folders and a real library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.domain.content import (
    BOTH,
    BROKEN,
    CLASH,
    DELETED,
    FIGURES,
    FILE_NAME,
    FOLDER,
    GONE,
    HERE,
    NEW,
    ONLY_HERE,
    RENAMED,
    TRANSCRIPT,
)
from reader.errors import ReaderError
from reader.services import content_folder, editing
from reader.services.content_looking import SeenFiles
from reader.services.content_slugs import change_slug, slug_problem
from reader.services.content_taking import take_in
from reader.services.framework_choice import choose_framework
from reader.services.reading import open_item
from reader.services.rescoring import rescore
from tests.services.conftest import imported, ran, write_talk
from tests.services.content_sites import RESOURCES, Site, entry, looked, pull, push, sides, vtt

if TYPE_CHECKING:
    from reader.services.opening import Library


# ------------------------------------------------------------------------------------------------- tying


def test_the_folder_may_be_named_by_any_of_its_parts(tmp_path: Path, library: Library) -> None:
    site = Site(tmp_path / "site")
    for named in (site.root, site.root / "content", site.root / RESOURCES):
        assert content_folder.tie(library, named) == site.root
    content_folder.untie(library)
    assert content_folder.folder_of(library) is None
    with pytest.raises(ReaderError, match=r"tied to no content folder\. Choose one"):
        looked(library)


def test_a_folder_that_is_not_there_is_told(site: Site, library: Library) -> None:
    with pytest.raises(ReaderError, match="is not there"):
        content_folder.tie(library, site.root / "nowhere")
    site.root.rename(site.root.with_name("moved"))
    with pytest.raises(ReaderError, match=r"The content folder .*site is not there\. Connect its disk"):
        looked(library)


def test_an_empty_folder_has_nothing_to_tell(tmp_path: Path, library: Library) -> None:
    (tmp_path / "bare").mkdir()
    content_folder.tie(library, tmp_path / "bare")
    assert looked(library).entries == ()


# ------------------------------------------------------------------------------------------------ taking in


def test_what_is_new_in_the_folder_is_taken_in_as_one_command(site: Site, library: Library) -> None:
    site.add("on-owls", tags=["b", "a"], date="2025-06", transcript={"video_id": "3D4pgIKR4cQ", "stored": "2026-04-02"})
    site.add("on-bats", captions=None, summary="Bats.")
    before = site.picture()
    assert [one.state for one in looked(library).entries] == [NEW, NEW]
    taken = pull(library)
    assert (taken.report.done, taken.report.refused) == (2, ())
    owls = open_item(library, "on-owls")
    assert (owls.metadata.title, owls.metadata.tags, owls.metadata.date) == ("On owls", ("b", "a"), "2025-06")
    assert (owls.provenance.video_id, owls.provenance.stored) == ("3D4pgIKR4cQ", "2026-04-02")
    assert len(owls.transcript.cues) == 9
    assert open_item(library, "on-bats").profile.basis == "Metadata only"
    assert looked(library).entries == ()
    assert site.picture() == before
    editing.undo(library)
    assert library.items.count() == 0
    assert [one.state for one in looked(library).entries] == [DELETED, DELETED]
    editing.redo(library)
    assert (looked(library).agreeing, looked(library).entries) == (2, ())


def test_a_file_without_its_transcript_and_a_broken_one_do_not_stop_the_others(site: Site, library: Library) -> None:
    site.add("a-sound-one")
    site.add("lost")
    (site.root / RESOURCES / "transcripts" / "lost.vtt").unlink()
    site.path("broken").write_text('{"title": "A",}')
    site.add("no-words", captions="WEBVTT\n")
    states = {one.slug: one.state for one in looked(library).entries}
    assert states == {"a-sound-one": NEW, "lost": BROKEN, "broken": BROKEN, "no-words": NEW}
    assert "transcripts/lost.vtt is not there. Put it there" in entry(library, "lost").sentence
    assert entry(library, "broken").sentence == (
        "broken.json, line 1: a comma stands before “}”. Remove this last comma."
    )
    taken = pull(library)
    assert taken.report.done == 1
    assert [outcome.title for outcome in taken.report.refused] == ["No words"]


def test_changes_of_the_folder_come_in_and_undo_makes_them_news_again(site: Site, library: Library, talk: int) -> None:
    site.change("on-owls", summary="Owls at night.", tags=["birds", "night"])
    assert sides(library, "on-owls") == {"summary": FOLDER, "tags": FOLDER}
    pull(library)
    assert library.items.metadata(talk).summary == "Owls at night."
    assert sides(library, "on-owls") == {}
    editing.undo(library)
    assert library.items.metadata(talk).summary == "Owls."
    assert sides(library, "on-owls") == {"summary": FOLDER, "tags": FOLDER}
    editing.redo(library)
    assert sides(library, "on-owls") == {}


def test_undo_of_a_taking_in_after_a_writing_back_loses_nothing(site: Site, library: Library, talk: int) -> None:
    site.change("on-owls", summary="From the site.")
    pull(library)
    editing.edit_metadata(library, [talk], summary="By hand.")
    push(library)
    editing.undo(library)
    editing.undo(library)
    assert library.items.metadata(talk).summary == "Owls."
    assert site.facts("on-owls")["summary"] == "By hand."
    assert sides(library, "on-owls") == {"summary": FOLDER}


def test_a_newer_transcript_comes_in_as_a_version(site: Site, library: Library, talk: int) -> None:
    (site.root / RESOURCES / "transcripts" / "on-owls.vtt").write_text(vtt("quieter owls"))
    assert sides(library, "on-owls") == {TRANSCRIPT: FOLDER}
    pull(library)
    assert "quieter owls" in open_item(library, talk).transcript.text
    editing.undo(library)
    assert "quieter owls" not in open_item(library, talk).transcript.text


def test_what_changed_between_look_and_taking_in_is_refused(site: Site, library: Library, talk: int) -> None:
    site.change("on-owls", summary="First.")
    plan = looked(library)
    site.change("on-owls", summary="Second.")
    taken = ran(take_in(library, plan, [plan.entries[0].key]))
    assert taken.change is None
    assert "was changed since it was looked at. Look at the folder again." in taken.report.refused[0].sentence
    assert library.items.metadata(talk).summary == "Owls."


def test_stopping_in_the_middle_leaves_whole_items_and_one_command(site: Site, library: Library) -> None:
    for number in range(5):
        site.add(f"talk-{number}")
    plan = looked(library)
    steps = take_in(library, plan, [one.key for one in plan.entries])
    for _ in range(3):
        next(steps)
    steps.close()
    assert library.items.count() == 2
    assert [one.state for one in looked(library).entries] == [NEW] * 3
    editing.undo(library)
    assert library.items.count() == 0


# ------------------------------------------------------------------------------------------------ conflicts


def test_a_conflict_waits_until_a_person_decides(site: Site, library: Library, talk: int) -> None:
    site.change("on-owls", summary="Theirs.", show="Day")
    editing.edit_metadata(library, [talk], summary="Ours.", shelf="Birds")
    assert sides(library, "on-owls") == {"show": FOLDER, "shelf": HERE, "summary": BOTH}
    (field,) = entry(library, "on-owls").conflicts
    assert (field.folder, field.here, field.agreed) == ("Theirs.", "Ours.", "Owls.")
    pull(library)
    push(library)
    assert library.items.metadata(talk).summary == "Ours."
    assert site.facts("on-owls")["summary"] == "Theirs."
    assert (library.items.metadata(talk).show, site.facts("on-owls")["shelf"]) == ("Day", "Birds")
    assert sides(library, "on-owls") == {"summary": BOTH}


@pytest.mark.parametrize(("side", "summary"), [(FOLDER, "Theirs."), (HERE, "Ours.")])
def test_a_decided_conflict_goes_the_way_that_was_chosen(
    site: Site, library: Library, talk: int, side: str, summary: str
) -> None:
    site.change("on-owls", summary="Theirs.")
    editing.edit_metadata(library, [talk], summary="Ours.")
    decided = {(entry(library, "on-owls").key, "summary"): side}
    pull(library, decided)
    push(library, decided)
    assert library.items.metadata(talk).summary == site.facts("on-owls")["summary"] == summary
    assert looked(library).entries == ()


def test_the_same_change_on_both_sides_is_no_conflict(site: Site, library: Library, talk: int) -> None:
    site.change("on-owls", summary="Alike.")
    editing.edit_metadata(library, [talk], summary="Alike.")
    assert sides(library, "on-owls") == {}
    editing.edit_metadata(library, [talk], summary="Ours.")
    assert sides(library, "on-owls") == {"summary": HERE}


def test_a_first_meeting_gives_way_to_words_over_drafts_and_asks_about_the_rest(
    site: Site, library: Library, tmp_path: Path
) -> None:
    imported(library, write_talk(tmp_path / "talks", "on-owls.md", front="title: On owls\ntags: [one]"))
    words = (tmp_path / "talks" / "on-owls.md").read_text()
    site.add("on-owls", captions=None, summary="Theirs.", tags=["two"], shelf="Birds")
    same = f"{RESOURCES}/transcripts/on-owls.md"
    (site.root / same).write_text(words + "\n")
    site.change("on-owls", transcript={"path": same})
    assert sides(library, "on-owls") == {"shelf": FOLDER, "tags": BOTH, "summary": FOLDER}


# ---------------------------------------------------------------------------------------------- writing back


def test_only_the_values_that_changed_are_written(site: Site, library: Library, talk: int) -> None:
    path = site.path("on-owls")
    text = '{ "own":1.50,\r\n  "title" : "On owls","summary":"Owls.",\r\n  "tags":["birds"], "show":"Night" }'
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    path.chmod(0o640)
    assert sides(library, "on-owls") == {}
    editing.edit_metadata(library, [talk], summary="Ours — ü.")
    report = push(library)
    assert (report.done, report.refused) == (1, ())
    assert path.read_bytes() == b"\xef\xbb\xbf" + text.replace("Owls.", "Ours — ü.").encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert looked(library).entries == ()


def test_a_file_that_somebody_changed_since_the_look_is_not_touched(
    site: Site, library: Library, talk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    editing.edit_metadata(library, [talk], summary="Ours.")
    plan = looked(library)
    site.change("on-owls", show="Day")
    before = site.picture()
    monkeypatch.setattr("tests.services.content_sites.looked", lambda _library: plan)
    report = push(library)
    assert "was changed by somebody else since it was looked at" in report.refused[0].sentence
    assert site.picture() == before


def test_a_write_protected_file_and_a_folder_that_cannot_be_made_are_told(
    site: Site, library: Library, talk: int, tmp_path: Path
) -> None:
    editing.edit_metadata(library, [talk], summary="Ours.")
    site.path("on-owls").chmod(0o444)
    assert push(library).refused[0].sentence.startswith(f"{RESOURCES}/on-owls.json is write-protected.")
    site.path("on-owls").chmod(0o644)
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "content").write_text("a file in the way")
    content_folder.tie(library, bare)
    (refused,) = push(library, new=True).refused
    assert "could not be written" in refused.sentence


def test_what_only_the_library_has_is_written_when_asked(site: Site, library: Library, tmp_path: Path) -> None:
    imported(library, write_talk(tmp_path / "talks", "on-owls.md", front="title: On owls\ntags: [one]"))
    assert [one.state for one in looked(library).entries] == [ONLY_HERE]
    assert push(library).done == 0
    assert push(library, new=True).done == 1
    facts = site.facts("on-owls")
    assert list(facts) == ["schema", "title", "tags", "transcript", "profile"]
    assert facts["transcript"]["path"] == f"{RESOURCES}/transcripts/on-owls.md"
    assert facts["profile"]["slices"] == len(facts["profile"]["scores"]) > 0
    assert looked(library).entries == ()


def test_a_transcript_that_went_out_comes_in_with_the_same_words(site: Site, library: Library, tmp_path: Path) -> None:
    paths = [
        write_talk(tmp_path / "talks", "on-owls.md", front="title: On owls"),
        tmp_path / "talks" / "on-bats.txt",
    ]
    paths[1].write_text("Ann: A real danger, <if> & when.\n\nBen: A hope.\n\nAnn: No.\n\nBen: Yes, yes.\n")
    imported(library, *paths)
    push(library, new=True)
    words = {slug: open_item(library, slug) for slug in ("on-owls", "on-bats")}
    other = type(library).open(tmp_path / "other.sqlite")
    with other:
        content_folder.tie(other, site.root)
        pull(other)
        for slug, item in words.items():
            read = open_item(other, slug)
            assert read.transcript.text == item.transcript.text
            assert read.transcript.speakers == item.transcript.speakers


def test_a_newer_transcript_of_the_library_goes_out(site: Site, library: Library, talk: int, tmp_path: Path) -> None:
    newer = tmp_path / "newer" / "on-owls.vtt"
    newer.parent.mkdir()
    newer.write_text(vtt("newer owls"))
    imported(library, newer, update=True, metadata=library.items.metadata(talk))
    assert sides(library, "on-owls") == {TRANSCRIPT: HERE}
    push(library)
    assert "newer owls" in (site.root / RESOURCES / "transcripts" / "on-owls.vtt").read_text()
    assert looked(library).entries == ()


def test_figures_are_brought_up_to_date_where_a_file_has_some_and_never_taken_in(site: Site, library: Library) -> None:
    site.add("on-owls", profile={"median": 3, "framework": "theirs", "their_own": "x"})
    pull(library)
    assert looked(library).entries == ()
    site.change("on-owls", profile={"median": 4, "framework": "theirs", "their_own": "x"})
    assert looked(library).entries == ()
    choose_framework(library, "monetary-policy")
    ran(rescore(library))
    assert sides(library, "on-owls") == {FIGURES: HERE}
    push(library)
    profile = site.facts("on-owls")["profile"]
    assert list(profile) == ["median", "framework", "their_own"]
    assert (profile["framework"], profile["their_own"]) == ("monetary-policy", "x")
    assert looked(library).entries == ()


# ------------------------------------------------------------------------------------- names, gone, renamed


def test_editing_a_title_leaves_slug_and_file_name(site: Site, library: Library, talk: int) -> None:
    editing.edit_metadata(library, [talk], title="All about owls")
    push(library)
    assert site.facts("on-owls")["title"] == "All about owls"
    assert open_item(library, talk).slug == "on-owls"


def test_a_changed_slug_renames_the_file_only_when_asked(site: Site, library: Library, talk: int) -> None:
    assessments = site.root / RESOURCES / "transcript-assessments"
    assessments.mkdir()
    (assessments / "on-owls.json").write_text("{}")
    change_slug(library, talk, "owls")
    assert sides(library, "owls") == {FILE_NAME: HERE}
    assert push(library).done == 0
    before = site.path("on-owls").read_bytes()
    assert push(library, rename=True).done == 1
    assert not site.path("on-owls").exists()
    assert site.path("owls").read_bytes() == before
    assert [path.name for path in assessments.iterdir()] == ["owls.json"]
    assert looked(library).entries == ()


def test_a_file_name_that_is_taken_is_not_written_over(site: Site, library: Library, talk: int) -> None:
    change_slug(library, talk, "owls")
    plan = looked(library)
    site.add("owls", title="Another")
    before = site.picture()
    from reader.services.content_writing import write_back

    report = ran(write_back(library, plan, [plan.entries[0].key], rename=True))
    assert "owls.json is there already" in report.refused[0].sentence
    assert site.picture() == before


@pytest.mark.parametrize(
    ("slug", "why"),
    [
        ("", "Write a slug."),
        ("Owls", "for instance owls."),
        ("con", "for instance con-item."),
        ("a/b", "for instance a-b."),
        ("x" * 90, "at most 80 characters"),
        ("on-bats", "“On bats” has this slug."),
    ],
)
def test_unfit_slugs_are_refused(site: Site, library: Library, talk: int, slug: str, why: str) -> None:
    site.add("on-bats")
    pull(library)
    assert why in slug_problem(library, talk, slug)
    with pytest.raises(ReaderError):
        change_slug(library, talk, slug)
    assert slug_problem(library, talk, "on-owls") == ""


def test_undo_does_not_take_a_slug_that_is_anothers_by_now(site: Site, library: Library, talk: int) -> None:
    change_slug(library, talk, "owls")
    library.write(lambda connection: connection.exec_driver_sql("UPDATE items SET slug = 'x'") and None)
    with pytest.raises(ReaderError):
        editing.undo(library)


def test_names_that_no_file_system_keeps_apart_are_told(site: Site, library: Library) -> None:
    site.add("talk", captions=None)
    site.path("Talk").write_text('{"title": "Another"}')
    site.path("con").write_text('{"title": "A device"}')
    site.path("My talk").write_text('{"title": "Spaced"}')
    found = {one.path.rpartition("/")[2]: (one.state, one.sentence) for one in looked(library).entries}
    if len(found) == 3:
        pytest.skip("this file system does not tell capitals apart")
    assert {state for state, _ in found.values()} == {CLASH}
    assert "differ only in capitals" in found["talk.json"][1]
    assert found["con.json"][1].endswith("Rename the file to con-item.json.")
    assert found["My talk.json"][1].endswith("Rename the file to my-talk.json.")
    assert pull(library).report.done == 0


def test_a_file_that_is_gone_can_be_written_again_and_the_item_stays(site: Site, library: Library, talk: int) -> None:
    site.path("on-owls").unlink()
    gone = entry(library, "on-owls")
    assert gone.state == GONE
    assert push(library).done == 0
    assert library.items.count() == 1
    assert push(library, keys=[gone.key]).done == 1
    assert site.facts("on-owls")["summary"] == "Owls."
    assert looked(library).entries == ()


def test_a_file_that_was_renamed_is_recognised_and_keeps_its_item(site: Site, library: Library, talk: int) -> None:
    site.path("on-owls").rename(site.path("all-owls"))
    site.change("all-owls", summary="Longer.")
    renamed = entry(library, "all-owls")
    assert (renamed.state, renamed.item_id) == (RENAMED, talk)
    assert pull(library).report.done == 0
    plan = looked(library)
    ran(take_in(library, plan, [renamed.key]))
    assert open_item(library, "all-owls").id == talk
    assert sides(library, "all-owls") == {"summary": FOLDER}
    editing.undo(library)
    assert entry(library, "all-owls").state == RENAMED


def test_a_deleted_item_is_no_news_and_its_file_stays(site: Site, library: Library, talk: int) -> None:
    editing.delete_items(library, [talk])
    plan = looked(library)
    assert ([one.state for one in plan.entries], plan.news) == ([DELETED], 0)
    assert site.path("on-owls").exists()


def test_a_later_look_reads_only_what_changed(site: Site, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        site.add(f"talk-{number}")
    pull(library)
    seen, opened = SeenFiles(), []
    original = content_folder.require_folder
    assert original is not None
    from reader.services import content_looking

    real = content_looking.read
    monkeypatch.setattr(content_looking, "read", lambda root, path: opened.append(path) or real(root, path))
    ran(content_folder.look(library, seen))
    assert len(opened) == 6
    site.change("talk-3", summary="New.")
    plan = ran(content_folder.look(library, seen))
    assert len(opened) == 7
    assert [one.slug for one in plan.entries] == ["talk-3"]
