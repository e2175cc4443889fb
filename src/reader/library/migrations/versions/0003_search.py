"""The tables of search, empty.

What they hold follows from the transcripts and fields that are there, by rules that may change: the program fills them
after the migration, by those of the day (``library.search_index``).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FACTS = ["deleted", "date", "transcript_id", "profile_id", "show", "shelf", "thread"]


def upgrade() -> None:
    """Bring a library of schema 2 to schema 3."""
    op.create_table(
        "search_words",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("word", sa.Text, nullable=False),
        sa.UniqueConstraint("word"),
        sqlite_strict=True,
    )
    op.create_table(
        "search_texts",
        sa.Column("transcript_id", sa.Integer, sa.ForeignKey("transcripts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("rules", sa.Integer, nullable=False),
        sa.Column("words", sa.Integer, nullable=False),
        sa.Column("stream", sa.LargeBinary, nullable=False),
        sa.Column("rare", sa.LargeBinary, nullable=False),
        sa.Column("steps", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("search_texts_rules", "search_texts", ["rules"])
    op.create_index("items_facts", "items", FACTS)
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(l1, l2, l3, l4, l5, l6, speaker, "
        "content='', detail='column', tokenize='ascii', prefix='2 3')"
    )
    op.execute(
        "CREATE VIRTUAL TABLE search_fields USING fts5(title, summary, why_it_matters, editor_note, "
        "tokenize='ascii', prefix='2 3')"
    )
    op.execute("CREATE VIRTUAL TABLE search_terms USING fts5vocab('search_index', 'instance')")
