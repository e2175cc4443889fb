"""The importer on small files: outcomes, recognising, updates, cancelling, previews."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reader.domain.item import Metadata
from reader.errors import InputError
from reader.services import editing, importing
from reader.services.checking import check
from reader.services.importing import ImportRequest, gather, import_files, known_items, preview
from reader.services.reading import open_item
from reader.services.worker_pool import Pool, PoolError
from tests.formats.hostile import READ, REFUSED
from tests.services.conftest import imported, ran, transcript, write_talk

if TYPE_CHECKING:
    from reader.services.opening import Library


# ------------------------------------------------------------------------------------------- gathering


def test_folders_are_walked_in_order_and_only_transcripts_are_taken(tmp_path: Path) -> None:
    for name in (
        "b.srt",
        "a.md",
        "sub/c.VTT",
        "sub/.hidden.srt",
        ".git/d.srt",
        "LICENSE",
        "README.md",
        "x.png",
        "d.json3",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    os.mkfifo(tmp_path / "pipe.txt")
    assert [path.relative_to(tmp_path).as_posix() for path in gather([tmp_path])] == [
        "a.md", "b.srt", "d.json3", "sub/c.VTT",
    ]  # fmt: skip


def test_named_files_are_taken_as_they_are_and_nothing_twice(tmp_path: Path) -> None:
    named = write_talk(tmp_path, "README.md")
    other = write_talk(tmp_path, "talk.md")
    missing = tmp_path / "missing.srt"
    assert gather([named, missing, tmp_path, other]) == [named, missing, other]


# -------------------------------------------------------------------------------------------- outcomes


def test_an_imported_file_becomes_an_item_with_facts_and_drafts(library: Library, tmp_path: Path) -> None:
    path = write_talk(tmp_path / "ward-round", "night.md", front='title: "Night shift"\ndate: 2025-03-04 10:00')
    report = imported(library, path)
    (entry,) = report.entries
    assert (entry.outcome, entry.slug, entry.title) == ("imported", "night-shift", "Night shift")
    assert report.all_well
    assert report.change is not None
    assert report.change.listed
    item = open_item(library, "night-shift")
    assert (item.metadata.show, item.metadata.date) == ("Ward Round", "2025-03-04")
    assert item.metadata.summary == "A conversation between Ada Brook and Cy Dunn, 11 min, 132 words."
    assert item.metadata.drafts == {"show", "summary"}
    assert item.provenance.source == "night.md"
    assert item.provenance.format_id == "markdown"
    assert [cue.speaker for cue in item.transcript.cues[:2]] == ["Ada Brook", "Cy Dunn"]
    assert [cue.start_ms for cue in item.transcript.cues[:2]] == [0, 60_000]
    assert item.slice_score(1).score == item.profile.scores[0]


def test_the_same_file_again_is_recognised_and_nothing_is_written(library: Library, tmp_path: Path) -> None:
    path = write_talk(tmp_path, "night.md")
    imported(library, path)
    copy = tmp_path / "elsewhere" / "copy of night.md"
    copy.parent.mkdir()
    shutil.copy(path, copy)
    report = imported(library, path, copy, update=True)
    assert [entry.outcome for entry in report.entries] == ["unchanged", "unchanged"]
    assert {entry.slug for entry in report.entries} == {"night"}
    assert report.change is None
    assert len(editing.history(library, 10)) == 1


def test_the_same_file_twice_in_one_run_is_imported_once(library: Library, tmp_path: Path) -> None:
    path = write_talk(tmp_path, "night.md")
    copy = tmp_path / "copy.md"
    shutil.copy(path, copy)
    assert [entry.outcome for entry in imported(library, path, copy).entries] == ["imported", "unchanged"]


def test_a_changed_file_is_offered_as_an_update_and_never_a_silent_duplicate(library: Library, tmp_path: Path) -> None:
    path = write_talk(tmp_path / "show-one", "night.md", "owls")
    imported(library, path)
    write_talk(tmp_path / "show-one", "night.md", "bats")
    report = imported(library, path)
    (entry,) = report.entries
    assert (entry.outcome, entry.slug) == ("exists", "night")
    assert "update" in entry.sentence
    assert not report.all_well
    assert library.items.count() == 1
    assert "owls" in open_item(library, "night").transcript.text


def test_two_versions_of_a_conversation_in_one_run_give_one_item(library: Library, tmp_path: Path) -> None:
    first = write_talk(tmp_path, "one.md", "owls", front="title: Night\nshow: Ward")
    second = write_talk(tmp_path, "two.md", "bats", front="title: night\nshow: ward")
    assert [entry.outcome for entry in imported(library, first, second).entries] == ["imported", "exists"]
    assert library.items.count() == 1


def test_an_update_brings_the_new_text_and_keeps_what_a_person_edited(library: Library, tmp_path: Path) -> None:
    path = write_talk(tmp_path / "ward", "night.md", "owls")
    imported(library, path)
    item = open_item(library, "night")
    editing.edit_metadata(library, [item.id], title="My night", tags=("mine",), editor_note="Mind the owls.")
    path.write_text(transcript("bats", turns=30), encoding="utf-8")
    (entry,) = imported(library, path, update=True).entries
    assert (entry.outcome, entry.slug, entry.title) == ("updated", "night", "My night")
    updated = open_item(library, "night")
    assert "bats" in updated.transcript.text
    assert "owls" not in updated.transcript.text
    assert (updated.metadata.title, updated.metadata.tags) == ("My night", ("mine",))
    assert updated.metadata.editor_note == "Mind the owls."
    assert updated.metadata.summary.endswith("29 min, 330 words.")
    assert "summary" in updated.metadata.drafts
    assert library.items.count() == 1
    assert check(library) == []


def test_an_update_is_undone_and_redone_as_one_command(library: Library, tmp_path: Path) -> None:
    path = write_talk(tmp_path, "night.md", "owls")
    imported(library, path)
    before = open_item(library, "night")
    path.write_text(transcript("bats", turns=30), encoding="utf-8")
    imported(library, path, update=True)
    editing.undo(library)
    undone = open_item(library, "night")
    assert (undone.transcript.text, undone.metadata) == (before.transcript.text, before.metadata)
    assert undone.profile.scores == before.profile.scores
    editing.redo(library)
    assert "bats" in open_item(library, "night").transcript.text


def test_an_import_is_undone_as_one_command(library: Library, tmp_path: Path) -> None:
    paths = [write_talk(tmp_path, f"{name}.md") for name in ("one", "two", "three")]
    imported(library, *paths)
    assert editing.undo_label(library) == "Import 3 files"
    editing.undo(library)
    assert library.items.count() == 0
    editing.redo(library)
    assert library.items.count() == 3


def test_metadata_that_a_person_entered_is_taken_as_it_is(library: Library, tmp_path: Path) -> None:
    path = write_talk(tmp_path, "night.md")
    entered = Metadata(title="Entered", show="Ward", tags=("a", "b"), evidence_mode="panel")
    (entry,) = imported(library, path, metadata=entered).entries
    item = open_item(library, entry.slug)
    assert item.metadata == entered
    assert item.profile.evidence_mode == "panel"


def test_another_encoding_is_an_update_though_the_bytes_are_the_same(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "owl.txt"
    path.write_bytes("Où est le château fort ? Là-bas, près du hêtre.".encode("cp1252"))
    imported(library, path, encoding="cp1250")
    assert "hêtre" not in open_item(library, "owl").transcript.text
    (entry,) = imported(library, path, encoding="cp1252", update=True).entries
    assert entry.outcome == "updated"
    assert "hêtre" in open_item(library, "owl").transcript.text


def test_files_of_one_name_from_different_shows_stay_apart(library: Library, tmp_path: Path) -> None:
    one = write_talk(tmp_path / "ward-round", "interview.md", "owls")
    two = write_talk(tmp_path / "fault-lines", "interview.md", "bats")
    report = imported(library, one, two)
    assert [entry.outcome for entry in report.entries] == ["imported", "imported"]
    assert [entry.slug for entry in report.entries] == ["interview", "interview-2"]


# ------------------------------------------------------------------------------------------- bad files


def test_hostile_files_give_a_sentence_each_and_never_stop_the_others(library: Library, tmp_path: Path) -> None:
    good = write_talk(tmp_path, "good.md")
    paths = []
    for name, data in {**REFUSED, **READ}.items():
        path = tmp_path / "hostile" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        paths.append(path)
    report = imported(library, *paths, good)
    outcomes = {entry.path.name: entry for entry in report.entries}
    assert [entry.path for entry in report.entries] == [*paths, good]
    assert outcomes["good.md"].outcome == "imported"
    for name in REFUSED:
        assert outcomes[name].outcome == "failed", name
        assert outcomes[name].sentence.endswith("."), name
    assert not [entry.path.name for entry in report.entries if entry.fault]
    read = [outcomes[name].outcome for name in READ]
    assert set(read) <= {"imported", "unchanged", "exists"}
    assert check(library) == []
    assert "<script>alert(1)</script>" in open_item(library, outcomes["script.txt"].slug).transcript.text


def test_what_is_no_file_gives_a_sentence(library: Library, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.srt")
    secret = write_talk(tmp_path, "secret.md")
    secret.chmod(0)
    paths = [tmp_path / "missing.srt", tmp_path, tmp_path / "pipe.srt", Path("/dev/zero"), tmp_path / ("x" * 300)]
    entries = list(imported(library, *paths).entries)
    if os.geteuid() != 0:
        entries += imported(library, secret).entries
    assert {entry.outcome for entry in entries} == {"failed"}
    sentences = [entry.sentence for entry in entries]
    assert "does not exist" in sentences[0]
    assert "is a folder" in sentences[1]
    assert all("no ordinary file" in sentence for sentence in sentences[2:4])


def test_a_line_of_200_megabytes_is_refused_without_harm(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    with open(path, "wb") as file:
        for _ in range(200):
            file.write(b"x" * 1_000_000)
    (entry,) = imported(library, path).entries
    assert entry.outcome == "failed"
    assert "MB" in entry.sentence


def test_a_fault_of_the_program_fails_one_file_and_is_kept(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.services import preparing

    def broken(data: bytes, name: str, encoding: str | None = None) -> None:
        raise KeyError(name)

    monkeypatch.setattr(preparing, "parse_bytes", broken)
    (entry,) = imported(library, write_talk(tmp_path, "a.md")).entries
    assert entry.outcome == "failed"
    assert "KeyError" in entry.sentence
    assert "Traceback" in entry.fault


# --------------------------------------------------------------------------------- many files, cancel


def talks(folder: Path, count: int) -> list[Path]:
    return [write_talk(folder, f"talk-{number:02}.md", f"subject {number}") for number in range(count)]


def test_many_files_go_through_worker_processes_in_order(library: Library, tmp_path: Path) -> None:
    paths = talks(tmp_path, 12)
    report = imported(library, *paths)
    assert [entry.path for entry in report.entries] == paths
    assert {entry.outcome for entry in report.entries} == {"imported"}


def test_without_worker_processes_the_work_is_done_here(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_to_be_had(self: Pool[Any, Any, Any]) -> None:
        raise PoolError("no processes here")

    monkeypatch.setattr(Pool, "_started", none_to_be_had)
    report = imported(library, *talks(tmp_path, 6))
    assert [entry.outcome for entry in report.entries] == ["imported"] * 6


def test_progress_counts_files_and_carries_their_entries(library: Library, tmp_path: Path) -> None:
    steps = list(import_files(library, [ImportRequest(path) for path in talks(tmp_path, 5)]))
    done = [step.done for step in steps]
    assert done == sorted(done)
    assert {step.total for step in steps} == {5}
    entries = [step.entry for step in steps if step.entry]
    assert [entry.path.name for entry in entries] == [f"talk-{number:02}.md" for number in range(5)]


@pytest.mark.parametrize("landed", [0, 1, 4])
def test_a_cancelled_import_leaves_whole_items_only(library: Library, tmp_path: Path, landed: int) -> None:
    steps = import_files(library, [ImportRequest(path) for path in talks(tmp_path, 10)])
    entries = []
    for step in steps:
        entries += [step.entry] if step.entry else []
        if len(entries) == landed:
            break
    steps.close()
    assert library.items.count() == landed
    assert check(library) == []
    assert [open_item(library, entry.slug).metadata.title for entry in entries] == [entry.title for entry in entries]
    if landed:
        editing.undo(library)
        assert library.items.count() == 0


# -------------------------------------------------------------------------------------------- previews


def test_a_preview_stores_nothing_and_tells_what_would_come(library: Library, tmp_path: Path) -> None:
    path = write_talk(tmp_path / "ward", "night.md")
    seen = preview(library, path)
    assert seen.parsed is not None
    assert seen.parsed.format_id == "markdown"
    assert seen.metadata.title
    assert (seen.existing, seen.unchanged, seen.error) == (None, False, None)
    assert library.items.count() == 0


def test_a_preview_of_a_bad_file_carries_its_error(tmp_path: Path) -> None:
    path = tmp_path / "empty.srt"
    path.write_bytes(b"")
    seen = preview(None, path)
    assert isinstance(seen.error, InputError)
    assert seen.parsed is None


def test_a_preview_recognises_the_item_and_shows_its_edited_metadata(library: Library, tmp_path: Path) -> None:
    path = write_talk(tmp_path / "ward", "night.md", "owls")
    imported(library, path)
    item = open_item(library, "night")
    assert preview(library, path).unchanged
    editing.edit_metadata(library, [item.id], shelf="Care")
    path.write_text(transcript("bats"), encoding="utf-8")
    seen = preview(library, path, known=known_items(library))
    assert seen.existing is not None
    assert (seen.existing.slug, seen.unchanged) == ("night", False)
    assert seen.metadata.shelf == "Care"


def test_the_encoding_picker_reaches_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "owl.txt"
    path.write_bytes("Où est le château ?".encode("cp1252"))
    seen = preview(None, path, "cp1252")
    assert seen.parsed is not None
    assert "château" in seen.parsed.transcript.text
    assert "cp1252" in dict(importing.ENCODINGS)


def test_requests_of_the_preview_import_what_it_showed(library: Library, tmp_path: Path) -> None:
    path = write_talk(tmp_path / "ward", "night.md")
    shown = preview(library, path).metadata
    edited = replace(shown, title="Another", drafts=shown.drafts - {"title"})
    report = ran(import_files(library, [ImportRequest(path, metadata=edited)]))
    assert open_item(library, report.entries[0].slug).metadata == edited
