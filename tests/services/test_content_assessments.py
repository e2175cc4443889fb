"""Assessments in the content folder: whose they are, how they count, and that all that tells of them says the same."""

from __future__ import annotations

import csv
import io
import os
from typing import TYPE_CHECKING

import pytest

from reader.domain.content import BROKEN, FIGURES, HERE, MISREAD, NEW, STRAY
from reader.errors import ReaderError
from reader.services import content_folder, editing
from reader.services.browsing import list_items
from reader.services.content_assessments import take_assessments_if_there
from reader.services.content_looking import SeenFiles
from reader.services.content_slugs import change_slug
from reader.services.describing import item_facts, summary_facts
from reader.services.exporting_lists import list_csv
from reader.services.reading import open_item
from tests.services.conftest import ran
from tests.services.content_sites import Site, entry, looked, pull, push, sides

if TYPE_CHECKING:
    from reader.services.opening import Library


def test_an_assessment_is_seen_checked_and_never_written(site: Site, library: Library, talk: int) -> None:
    assert open_item(library, talk).assessment is None
    path = site.assess("on-owls", assessor="Ada", assessed="2026-04-03", listened=1)
    assert looked(library).assessed == {talk}
    item = open_item(library, talk)
    assert item.assessment is not None
    assert (item.assessment.assessor, item.profile.basis) == ("Ada", "Listen-based")
    path.write_text('{"basis": "Transcript-informed"}')
    assert looked(library).assessed == {talk}
    assert looked(library).assessed == frozenset()
    assert open_item(library, talk).profile.basis == "Transcript-informed"
    path.write_text('{"listened": 7}')
    broken = entry(library, "on-owls")
    assert (broken.state, broken.item_id, broken.path) == (MISREAD, talk, path.relative_to(site.root).as_posix())
    item = open_item(library, talk)
    assert item.assessment is not None
    assert item.assessment.problem.startswith("on-owls.json, line 1: “listened” must be from 0 to 1, not 7.")
    assert item.profile.basis == "Transcript-informed"
    assert path.read_text() == '{"listened": 7}'
    path.unlink()
    assert looked(library).entries == ()
    assert open_item(library, talk).assessment is None


def told(library: Library, item_id: int) -> set[tuple[str, float]]:
    """Basis and share heard, as each way out tells them."""
    (summary,) = (one for one in list_items(library) if one.id == item_id)
    item, listed = item_facts(open_item(library, item_id)), summary_facts(summary)
    row = next(csv.DictReader(io.StringIO(list_csv([summary]))))
    return {
        (summary.basis, summary.listened),
        (item["basis"], item["listened"]),
        (listed["basis"], listed["listened"]),
        (row["basis"], float(row["listened"])),
    }


def test_page_lists_and_exports_say_the_same_of_an_assessment(site: Site, library: Library, talk: int) -> None:
    site.add("on-bats")
    pull(library)
    bats = library.items.id_of("on-bats")
    for facts, said in (
        ({"listened": 0.4}, ("Listen-based", 0.4)),
        ({}, ("Listen-based", 1.0)),
        ({"basis": "Transcript-informed"}, ("Transcript-informed", 0.0)),
        ({"listened": 70}, ("Transcript-informed", 0.0)),
    ):
        site.assess("on-owls", **facts)
        assert looked(library).assessed == {talk}
        assert told(library, talk) == {said}
        assert told(library, bats) == {("Transcript-informed", 0.0)}


def test_an_assessment_is_known_while_the_folder_is_away_and_forgotten_with_it(
    site: Site, library: Library, talk: int
) -> None:
    site.assess("on-owls", listened=1)
    looked(library)
    away = site.root.rename(site.root.with_name("away"))
    with pytest.raises(ReaderError, match="is not there"):
        looked(library)
    take_assessments_if_there(library)
    assert told(library, talk) == {("Listen-based", 1.0)}
    away.rename(site.root)
    assert looked(library).assessed == frozenset()
    content_folder.untie(library)
    assert told(library, talk) == {("Transcript-informed", 0.0)}


def test_an_assessment_follows_its_conversation_through_slugs_bin_and_undo(
    site: Site, library: Library, talk: int
) -> None:
    site.assess("on-owls")
    change_slug(library, talk, "owls")
    looked(library)
    assert told(library, talk) == {("Listen-based", 1.0)}
    push(library, rename=True)
    looked(library)
    assert told(library, talk) == {("Listen-based", 1.0)}
    editing.delete_items(library, [talk])
    looked(library)
    editing.undo(library)
    assert told(library, talk) == {("Listen-based", 1.0)}
    site.add("on-bats", profile={"basis": "Transcript-informed", "slices": 1})
    pull(library)
    looked(library)  # as the window does; the figures of both sides are known now
    site.assess("on-bats")
    assert sides(library, "on-bats") == {FIGURES: HERE}
    push(library)
    assert site.facts("on-bats")["profile"]["basis"] == "Listen-based"


def test_an_assessment_of_no_conversation_is_told_and_counts_for_none(site: Site, library: Library, talk: int) -> None:
    site.add("new-talk")
    site.assess("new-talk")
    site.assess("nobody")
    plan = looked(library)
    assert [(one.slug, one.state) for one in plan.entries] == [("new-talk", NEW), ("nobody", STRAY)]
    assert (plan.assessed, plan.news) == (frozenset(), 1)
    pull(library)
    assert looked(library).assessed == {library.items.id_of("new-talk")}


def test_what_could_not_be_read_is_read_again(site: Site, library: Library, talk: int) -> None:
    if os.name != "posix" or os.geteuid() == 0:
        pytest.skip("nothing keeps this user from reading a file")
    seen, path = SeenFiles(), site.assess("on-owls")
    for one in (path, site.path("on-owls")):
        one.chmod(0)
    plan = ran(content_folder.look(library, seen))
    assert {found.state for found in plan.entries} == {BROKEN, MISREAD}
    for one in (path, site.path("on-owls")):
        one.chmod(0o644)
    assert ran(content_folder.look(library, seen)).entries == ()
    assert told(library, talk) == {("Listen-based", 1.0)}
