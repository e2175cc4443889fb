"""New libraries equal migrated ones; every schema ever released opens; migrations keep what is there."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
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
from reader.library.tables import metadata
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
        shape["sql"] = {
            name: sorted(part.strip() for part in re.sub(r"[\s()]+", " ", text).split(",")) for name, text in sql
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
    return name != "alembic_version"


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
    assert names == {
        "alembic_version", "commands", "items", "profile_parts", "profiles", "steps", "tags", "transcript_parts",
        "transcripts",
    }  # fmt: skip


NEXT = """
from alembic import op
import sqlalchemy as sa
revision = "0002"
down_revision = "0001"
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
    monkeypatch.setattr(schema, "VERSION", 2)
    script = tmp_path / "migrations % dir" / "versions" / "0002_mood.py"
    script.write_text(NEXT.format(extra="pass"))
    return script


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
    next_schema.write_text(NEXT.format(extra="raise RuntimeError('our bug')"))
    before = _old(path)
    with pytest.raises(RuntimeError, match="our bug"):
        Library.open(path)
    with closing(sqlite3.connect(path)) as connection:
        assert "\n".join(connection.iterdump()) == before


def test_a_migration_that_breaks_keys_is_taken_back(path: Path, next_schema: Path) -> None:
    next_schema.write_text(NEXT.format(extra='op.execute("DELETE FROM transcripts")'))
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
