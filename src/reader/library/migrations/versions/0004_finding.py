"""Collections, pairs that are no duplicates, the content folder, and what transcripts speak of; all empty.

``likeness`` follows from the transcripts by rules that may change: the program fills it after the migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a library of schema 3 to schema 4."""
    op.create_table(
        "collections",
        sa.Column("id", sa.Integer, primary_key=True),
        *_texts("name filter made"),
        sa.UniqueConstraint("name"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_table(
        "apart",
        _item("item_id"),
        _item("other_id"),
        sa.CheckConstraint("item_id < other_id", name="in_order"),
        sqlite_strict=True,
    )
    op.create_index("apart_other", "apart", ["other_id"])
    op.create_table(
        "content_files",
        _item("item_id"),
        sa.Column("kind", sa.Text, primary_key=True),
        *_texts("path sha256 agreed"),
        sa.CheckConstraint("kind IN ('resource', 'transcript', 'assessment')", name="known_kind"),
        sqlite_strict=True,
    )
    op.create_index("content_files_path", "content_files", ["path"])
    op.create_table(
        "likeness",
        sa.Column("transcript_id", sa.Integer, sa.ForeignKey("transcripts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("rules", sa.Integer, nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Column("counts", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("likeness_rules", "likeness", ["rules"])


def _texts(names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names.split()]


def _item(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey("items.id", ondelete="CASCADE"), primary_key=True)
