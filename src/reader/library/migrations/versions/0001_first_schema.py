"""The first schema: items with tags, transcripts, profiles and the journal.

Written out in full, apart from ``tables``: this file never changes once it is released, the tables do.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _texts(names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names.split()]


def _numbers(names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names.split()]


def _reals(names: str) -> list[sa.Column[float]]:
    return [sa.Column(name, sa.REAL, nullable=False) for name in names.split()]


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _part_of(name: str, target: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(target, ondelete="CASCADE"), primary_key=key, nullable=False)


def _pointer(name: str, target: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(target, deferrable=True, initially="DEFERRED"))


def _blob(name: str, *, nullable: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=nullable)


def upgrade() -> None:
    """Make every table of the first schema."""
    _make_items()
    _make_transcripts()
    _make_profiles()
    _make_journal()


def _make_items() -> None:
    op.create_table(
        "items",
        _id(),
        *_texts("slug title show shelf thread date link media why_it_matters summary editor_note evidence_mode drafts"),
        *_numbers("sample"),
        *_texts("added"),
        sa.Column("deleted", sa.Text),
        _pointer("transcript_id", "transcripts.id"),
        _pointer("profile_id", "profiles.id"),
        sa.UniqueConstraint("slug"),
        sa.CheckConstraint("sample IN (0, 1)", name="sample_is_yes_or_no"),
        sqlite_strict=True,
    )
    op.create_index("items_transcript", "items", ["transcript_id"])
    op.create_index("items_profile", "items", ["profile_id"])
    op.create_table(
        "tags",
        _part_of("item_id", "items.id", key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *_texts("name"),
        sa.UniqueConstraint("item_id", "name"),
        sqlite_strict=True,
    )
    op.create_index("tags_name", "tags", ["name"])


def _make_transcripts() -> None:
    op.create_table(
        "transcripts",
        _id(),
        _part_of("item_id", "items.id"),
        *_numbers("version"),
        *_texts("source format_id format_name encoding sha256 stored caption_kind video_id"),
        *_numbers("characters cues"),
        sa.Column("duration_ms", sa.Integer),
        sa.UniqueConstraint("item_id", "version"),
        sqlite_strict=True,
    )
    op.create_index("transcripts_sha256", "transcripts", ["sha256"])
    op.create_index("transcripts_video", "transcripts", ["video_id"])
    op.create_table(
        "transcript_parts",
        _part_of("transcript_id", "transcripts.id", key=True),
        _blob("text"),
        _blob("cues"),
        _blob("words", nullable=True),
        sqlite_strict=True,
    )


def _make_profiles() -> None:
    op.create_table(
        "profiles",
        _id(),
        _part_of("transcript_id", "transcripts.id"),
        *_texts("framework_id framework_version made"),
        *_numbers("slices"),
        *_reals("median mean"),
        *_numbers("least greatest"),
        *_reals("p10 p90"),
        *_texts("shares leaning lens confidence evidence_mode basis reasons"),
        _blob("scores"),
        _blob("evidence"),
        sqlite_strict=True,
    )
    op.create_index("profiles_of_transcript", "profiles", ["transcript_id", "framework_id"])
    op.create_table(
        "profile_parts",
        _part_of("profile_id", "profiles.id", key=True),
        _blob("slices"),
        _blob("hit_counts"),
        *_numbers("checksum"),
        sqlite_strict=True,
    )


def _make_journal() -> None:
    op.create_table(
        "commands",
        _id(),
        *_texts("kind label made state"),
        sa.CheckConstraint("state IN ('done', 'undone', 'dropped')", name="known_state"),
        sqlite_strict=True,
    )
    op.create_index("commands_state", "commands", ["state"])
    op.create_table(
        "steps",
        _part_of("command_id", "commands.id", key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        _part_of("item_id", "items.id"),
        *_texts("kind before after"),
        sqlite_strict=True,
    )
    op.create_index("steps_item", "steps", ["item_id"])
