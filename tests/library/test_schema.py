"""New libraries equal migrated ones; every schema ever released opens; migrations keep what is there."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from reader.errors import LibraryError
from reader.library import backup, schema
from reader.library.checking import check
from reader.library.database import Library
from reader.library.packing import pack_slices
from reader.library.records import InForce, NewFigures
from reader.library.tables import VIRTUAL_NAMES, metadata
from tests.library.making import add, new_item, picture

DATABASES = Path(__file__).parents[1] / "databases"


def _scripts() -> list[str]:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.set_main_option("path_separator", "newline")
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]


def _unmigrated(path: Path) -> None:
    """A library from before the first schema: marked as ours, without a table."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 0")
        connection.execute("VACUUM")


def _shape(path: Path) -> dict[str, object]:
    """Everything that makes a schema, told by SQLite itself."""
    with closing(sqlite3.connect(path)) as connection:
        tables = {row[1]: row for row in connection.execute("PRAGMA table_list") if not row[1].startswith("sqlite_")}
        shape: dict[str, object] = {}
        for name, row in tables.items():
            indexes = [index[1] for index in connection.execute(f"PRAGMA index_list({name})")]
            shape[name] = (
                row[2:],
                connection.execute(f"PRAGMA table_xinfo({name})").fetchall(),
                sorted(connection.execute(f"PRAGMA foreign_key_list({name})").fetchall()),
                sorted((index, connection.execute(f"PRAGMA index_xinfo({index})").fetchall()) for index in indexes),
            )
        sql = connection.execute("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").fetchall()
        # A table that a migration has renamed stands in quotes.
        shape["sql"] = {
            name: sorted(part.strip() for part in re.sub(r"[\s()]+", " ", text.replace('"', "")).split(","))
            for name, text in sql
        }
        for pragma in ("application_id", "user_version"):
            shape[pragma] = connection.execute(f"PRAGMA {pragma}").fetchone()
        shape["stamp"] = connection.execute("SELECT * FROM alembic_version").fetchall()
    return shape


def test_a_new_library_equals_a_migrated_one(tmp_path: Path) -> None:
    made, migrated = tmp_path / "made.sqlite", tmp_path / "migrated.sqlite"
    Library.open(made).close()
    _unmigrated(migrated)
    with Library.open(migrated) as library:
        add(library, new_item())
        assert check(library) == []
    assert _shape(migrated) == _shape(made)
    assert [entry.reason for entry in backup.backups(migrated)] == ["before an update of the library format"]


def test_the_tables_and_the_migrations_agree(library: Library) -> None:
    def differences(connection: object) -> list[object]:
        context = MigrationContext.configure(connection, opts={"include_object": _not_alembics})  # type: ignore[arg-type]
        return list(compare_metadata(context, metadata))

    assert library.write(differences) == []


def _not_alembics(thing: object, name: str | None, kind: str, *rest: object) -> bool:
    # Nor SQLAlchemy's: the full-text indexes, and what SQLite keeps behind them.
    return name != "alembic_version" and not (name or "").startswith(tuple(VIRTUAL_NAMES))


def test_the_version_is_that_of_the_last_migration() -> None:
    assert _scripts()[0] == schema.revision(schema.VERSION)
    assert len(_scripts()) == schema.VERSION


def test_every_migration_has_its_database_and_its_test() -> None:
    for name in _scripts():
        assert (DATABASES / f"library-{name}.sqlite").is_file(), f"make it with tests/databases/make.py {name}"
        assert f"test_migration_{name}" in globals(), f"migration {name} has no test"


@pytest.mark.parametrize("name", sorted(file.name for file in DATABASES.glob("*.sqlite")))
def test_every_released_schema_opens(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    shutil.copy(DATABASES / name, path)
    with Library.open(path) as library:
        assert check(library) == []
        assert library.items.count() == 2
        assert library.items.load("first-talk").metadata.tags == ("one", "two")
        assert library.journal.undo() is not None
        assert library.items.count() == 3
        assert library.journal.redo() is not None
    assert _shape(path)["user_version"] == (schema.VERSION,)


def test_migration_0001(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    _unmigrated(path)
    Library.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert names >= {
        "alembic_version", "commands", "items", "profile_parts", "profiles", "steps", "tags", "transcript_parts",
        "transcripts",
    }  # fmt: skip


def test_migration_0002(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    shutil.copy(DATABASES / "library-0001.sqlite", path)
    with closing(sqlite3.connect(path)) as connection:
        kept = "transcript_id, framework_id, made, median, mean, leaning, reasons, hex(scores), hex(evidence)"
        before = connection.execute(f"SELECT {kept} FROM profiles ORDER BY id").fetchall()
        steps = connection.execute("SELECT * FROM steps ORDER BY command_id, position").fetchall()
    Library.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(f"SELECT {kept} FROM profiles ORDER BY id").fetchall() == before
        assert connection.execute("SELECT * FROM steps ORDER BY command_id, position").fetchall() == steps
        new = "fingerprint, struck, lens_share, second_lens, mean_low - mean, mean_high - mean, caption_quality"
        assert set(connection.execute(f"SELECT {new} FROM profiles")) == {("", "", 0.0, "", 0.0, 0.0, "unknown")}
        for evidence, share in connection.execute("SELECT evidence, evidence_share FROM profiles"):
            assert share == pytest.approx(sum(evidence) / len(evidence))
        assert connection.execute("SELECT count(*) FROM choices").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM strikes").fetchone() == (0,)


def test_migration_0003(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    shutil.copy(DATABASES / "library-0002.sqlite", path)
    with closing(sqlite3.connect(path)) as connection:
        tables = ("items", "transcripts", "transcript_parts", "profiles", "profile_parts", "steps", "strikes")
        before = {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in tables}
    Library.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        for name in tables:
            assert connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() == before[name]
        # Deleted items and older versions are indexed too: undo brings them back without another thought.
        texts = connection.execute("SELECT count(*) FROM transcripts").fetchone()
        assert connection.execute("SELECT count(*) FROM search_texts").fetchone() == texts == (4,)
        found = connection.execute("SELECT rowid FROM search_index WHERE search_index MATCH 'risk1'").fetchall()
        assert found == [(1,)]
        assert connection.execute("SELECT count(*) FROM search_fields").fetchone() == (3,)


def test_migration_0004(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    shutil.copy(DATABASES / "library-0003.sqlite", path)
    with closing(sqlite3.connect(path)) as connection:
        tables = ("items", "transcripts", "profiles", "steps", "search_words", "search_texts", "choices")
        before = {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in tables}
    Library.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        for name in tables:
            assert connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() == before[name]
        for name in ("collections", "apart", "content_files"):
            assert connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (0,)
        assert "likeness" in {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}


def test_the_journal_of_schema_1_is_undone_and_redone_after_the_migration(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    shutil.copy(DATABASES / "library-0001.sqlite", path)
    with Library.open(path) as library:
        updated = library.items.load("second-talk")
        assert len(updated.transcript.cues) == 6
        in_force = InForce("", "test", "")
        unscored = library.figures.unscored(updated.id, "test")
        made = NewFigures(updated.id, unscored.transcript_id, replace(updated.profile, fingerprint="f"), b"", ())
        slices = pack_slices(updated.slices)
        assert library.figures.put(in_force, [replace(made, slices=slices)]) == {updated.id}
        # Scored anew in between, the update of the transcript is taken back and done again all the same.
        labels = []
        while (change := library.journal.undo()) is not None:
            labels.append(change.label)
            if change.label.startswith("Update"):
                assert len(library.items.load("second-talk").transcript.cues) == 5
        assert labels == ["Delete “Third talk”", "Add 2 tags", "Update “Second talk”", "Import 3 files"]
        assert library.items.count() == 0
        while library.journal.redo() is not None:
            pass
        again = library.items.load("second-talk")
        assert (again.profile.fingerprint, len(again.transcript.cues)) == ("f", 6)
        assert check(library) == []


NEXT = """
from alembic import op
import sqlalchemy as sa
revision = "{next}"
down_revision = "{last}"
def upgrade():
    with op.batch_alter_table("items", recreate="always") as batch:
        batch.add_column(sa.Column("mood", sa.Text, nullable=False, server_default="calm"))
    {extra}
"""


@pytest.fixture
def next_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program as it may be after the next release; returns the file of its last migration."""
    shutil.copytree(schema.MIGRATIONS, tmp_path / "migrations % dir", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(schema, "MIGRATIONS", tmp_path / "migrations % dir")
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    script = tmp_path / "migrations % dir" / "versions" / f"{schema.revision(schema.VERSION)}_mood.py"
    script.write_text(_next("pass"))
    return script


def _next(extra: str) -> str:
    """The migration after the last one."""
    last = schema.revision(schema.VERSION - 1)
    return NEXT.format(next=schema.revision(schema.VERSION), last=last, extra=extra)


def _old(path: Path) -> str:
    shutil.copy(DATABASES / "library-0001.sqlite", path)
    with closing(sqlite3.connect(path)) as connection:
        return "\n".join(connection.iterdump())


def test_an_older_library_is_backed_up_and_migrated(path: Path, next_schema: Path) -> None:
    before = _old(path)
    with Library.open(path) as library:
        assert check(library) == []
        assert library.items.count() == 2
        seen = picture(library)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT DISTINCT mood FROM items").fetchall() == [("calm",)]
        assert connection.execute("SELECT count(*) FROM tags").fetchone()[0] > 0
    (kept,) = backup.backups(path)
    with closing(sqlite3.connect(kept.path)) as connection:
        assert "\n".join(connection.iterdump()) == before
    with Library.open(path) as library:
        assert picture(library) == seen
    assert len(backup.backups(path)) == 1


def test_a_failing_migration_leaves_the_library_as_it_was(path: Path, next_schema: Path) -> None:
    next_schema.write_text(_next("raise RuntimeError('our bug')"))
    before = _old(path)
    with pytest.raises(RuntimeError, match="our bug"):
        Library.open(path)
    with closing(sqlite3.connect(path)) as connection:
        assert "\n".join(connection.iterdump()) == before


def test_a_migration_that_breaks_keys_is_taken_back(path: Path, next_schema: Path) -> None:
    next_schema.write_text(_next('op.execute("DELETE FROM transcripts")'))
    before = _old(path)
    with pytest.raises(LibraryError, match="left as it is"):
        Library.open(path)
    with closing(sqlite3.connect(path)) as connection:
        assert "\n".join(connection.iterdump()) == before


def test_a_library_migrated_by_another_window_is_not_migrated_again(path: Path) -> None:
    Library.open(path).close()
    schema.migrate(path, busy_timeout_ms=100)
    with Library.open(path) as library:
        assert check(library) == []


def test_alembic_stays_out_of_an_ordinary_start(path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from reader.services.opening import open_library\n"
        "assert 'sqlalchemy' not in sys.modules\n"
        "import reader.services.browsing, reader.services.editing, reader.services.reading\n"
        "assert 'sqlalchemy' not in sys.modules\n"
        "with open_library(Path(sys.argv[1])) as library: library.items.count()\n"
        "assert 'alembic' not in sys.modules"
    )
    for _ in range(2):
        subprocess.run([sys.executable, "-c", script, str(path)], check=True)
