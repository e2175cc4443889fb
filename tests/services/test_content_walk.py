"""Whatever both sides do and however conflicts are decided: nothing is lost unseen, and in the end all agrees."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.content import BOTH, FOLDER, HERE
from reader.services import content_folder, editing
from reader.services.opening import open_library
from tests.services.content_sites import Site, looked, pull, push

NAMES = ("show", "summary", "thread")
STEPS = st.lists(
    st.tuples(st.sampled_from((FOLDER, HERE, "pull", "push")), st.sampled_from(NAMES), st.sampled_from(("", "a", "b"))),
    min_size=3,
    max_size=12,
)


@settings(max_examples=12)
@given(STEPS, st.sampled_from((FOLDER, HERE)))
def test_nothing_is_lost_and_all_agrees_in_the_end(steps: list[tuple[str, str, str]], decided: str) -> None:
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "library.sqlite") as library:
        site = Site(Path(folder) / "site")
        site.add("owls", captions=None, show="s", summary="t", thread="u")
        content_folder.tie(library, site.root)
        pull(library)
        item_id = library.items.id_of("owls")
        for what, name, value in steps:
            if what == FOLDER:
                site.change("owls", **{name: value})
            elif what == HERE:
                editing.edit_metadata(library, [item_id], **{name: value})
            else:
                _keeps_what_it_was_not_asked_about(library, site, item_id, what)
        plan = looked(library)
        choices = {(e.key, f.name): decided for e in plan.entries for f in e.fields if f.side == BOTH}
        pull(library, choices)
        push(library, choices)
        assert looked(library).entries == ()
        metadata = library.items.metadata(item_id)
        assert [getattr(metadata, name) for name in NAMES] == [site.facts("owls")[name] for name in NAMES]


def _keeps_what_it_was_not_asked_about(library: object, site: Site, item_id: int, what: str) -> None:
    """Taking in changes no file, and here only what changed in the folder alone; writing back the other way round."""
    plan = looked(library)  # type: ignore[arg-type]
    sides = {field.name: field.side for entry in plan.entries for field in entry.fields}
    before = {name: getattr(library.items.metadata(item_id), name) for name in NAMES}  # type: ignore[attr-defined]
    files, facts = site.picture(), site.facts("owls")
    (pull if what == "pull" else push)(library)  # type: ignore[arg-type]
    after = {name: getattr(library.items.metadata(item_id), name) for name in NAMES}  # type: ignore[attr-defined]
    if what == "pull":
        assert site.picture() == files
        assert {name for name in NAMES if after[name] != before[name]} == {n for n in sides if sides[n] == FOLDER}
    else:
        assert after == before
        written = site.facts("owls")
        assert {name for name in NAMES if written[name] != facts[name]} == {n for n in sides if sides[n] == HERE}
