"""The check finds what does not fit together."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from reader.library.checking import check
from reader.library.database import Library
from tests.library.making import add, new_item


def test_a_sound_library_has_no_problems(library: Library) -> None:
    assert check(library) == []
    ids = add(library, new_item(1, tags=("a", "b")), new_item(2))
    with library.imports.begin("Update", 1) as run:
        run.update(ids[0], new_item(3))
    library.edits.delete_items(ids[1:])
    library.journal.undo()
    library.journal.undo()
    library.edits.add_tags(ids, ["c"])
    assert check(library) == []


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE items SET transcript_id = NULL", "no transcript"),
        ("UPDATE items SET profile_id = (SELECT max(id) FROM profiles)", "another item"),
        ("UPDATE tags SET position = position + 1", "tags of item 1"),
        ("DELETE FROM transcript_parts WHERE transcript_id = 1", "has no text"),
        ("DELETE FROM profile_parts WHERE profile_id = 1", "has no slices"),
        ("DELETE FROM steps", "does nothing"),
        ("UPDATE steps SET kind = 'from elsewhere'", "unknown kind"),
        ("UPDATE commands SET label = label; INSERT INTO commands VALUES (9, 'x', 'x', 'x', 'done')", "does nothing"),
        ("UPDATE transcripts SET characters = characters + 1", "different lengths"),
        ("UPDATE profiles SET scores = zeroblob(length(scores))", "not those that were stored"),
        ("UPDATE profiles SET least = -101", "figures"),
        ("UPDATE profile_parts SET slices = (SELECT max(slices) FROM profile_parts)", "differ in number|not those"),
        ("UPDATE transcript_parts SET cues = x'00'", "Item 1"),
        ("UPDATE alembic_version SET version_num = '0000'", "migrations say"),
        (
            "INSERT INTO transcripts SELECT 9, item_id, 5, source, format_id, format_name, encoding, sha256, stored, "
            "caption_kind, video_id, characters, cues, duration_ms FROM transcripts WHERE id = 1",
            "left over",
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told(library: Library, damage: str, told: str) -> None:
    add(library, new_item(1, tags=("a",)), new_item(2, cues=90))
    for statement in damage.split(";"):
        library.write(lambda connection, sql=statement: connection.execute(text(sql)))  # type: ignore[misc]
    problems = check(library)
    assert any(part in problem for problem in problems for part in told.split("|")), problems
    assert all(problem.endswith(".") for problem in problems)


def test_checking_changes_nothing(library: Library) -> None:
    add(library, new_item())
    before = library.journal.entries()
    check(library)
    assert library.journal.entries() == before
