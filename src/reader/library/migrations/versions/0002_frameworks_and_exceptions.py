"""Figures know what they were made with; the library's choices; exceptions; steps of the journal without an item.

Profiles and steps are written anew, since SQLite changes no column in place. Figures of before have no fingerprint, so
they count as out of date until the item is scored again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEPT = """id transcript_id framework_id framework_version made slices median mean least greatest p10 p90 shares leaning
lens confidence evidence_mode basis reasons scores evidence"""


def _texts(names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names.split()]


def _numbers(names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names.split()]


def _reals(names: str) -> list[sa.Column[float]]:
    return [sa.Column(name, sa.REAL, nullable=False) for name in names.split()]


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _part_of(name: str, target: str, *, key: bool = False, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(target, ondelete="CASCADE"), primary_key=key, nullable=nullable)


def upgrade() -> None:
    """Bring a library of schema 1 to schema 2."""
    _widen_profiles()
    _free_steps()
    _make_choices()


def _widen_profiles() -> None:
    op.create_table(
        "profiles_wide",
        _id(),
        _part_of("transcript_id", "transcripts.id"),
        *_texts("framework_id framework_version fingerprint struck made"),
        *_numbers("slices"),
        *_reals("median mean"),
        *_numbers("least greatest"),
        *_reals("p10 p90"),
        *_texts("shares leaning lens"),
        *_reals("lens_share"),
        *_texts("second_lens confidence"),
        *_reals("mean_low mean_high evidence_share"),
        *_texts("caption_quality evidence_mode basis reasons"),
        sa.Column("scores", sa.LargeBinary, nullable=False),
        sa.Column("evidence", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    kept = ", ".join(KEPT.split())
    # The interval is unknown, so it is the mean alone. A slice with hits has the byte 1, whose only other value is 0.
    with_hits = "CAST(length(replace(hex(evidence), '00', '')) / 2 AS REAL) / max(slices, 1)"
    op.execute(
        f"INSERT INTO profiles_wide ({kept}, fingerprint, struck, lens_share, second_lens, mean_low, mean_high, "
        f"evidence_share, caption_quality) SELECT {kept}, '', '', 0.0, '', mean, mean, {with_hits}, 'unknown' "
        "FROM profiles"
    )
    op.drop_table("profiles")
    op.rename_table("profiles_wide", "profiles")
    op.create_index("profiles_of_transcript", "profiles", ["transcript_id", "framework_id"], unique=True)


def _free_steps() -> None:
    op.create_table(
        "steps_free",
        _part_of("command_id", "commands.id", key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        _part_of("item_id", "items.id", nullable=True),
        *_texts("kind before after"),
        sqlite_strict=True,
    )
    op.execute("INSERT INTO steps_free SELECT command_id, position, item_id, kind, before, after FROM steps")
    op.drop_table("steps")
    op.rename_table("steps_free", "steps")
    op.create_index("steps_item", "steps", ["item_id"])


def _make_choices() -> None:
    op.create_table("choices", sa.Column("name", sa.Text, primary_key=True), *_texts("value"), sqlite_strict=True)
    op.create_table(
        "strikes",
        _id(),
        _part_of("item_id", "items.id", nullable=True),
        _part_of("transcript_id", "transcripts.id", nullable=True),
        *_texts("framework_id scope term"),
        *_numbers("cue offset"),
        *_texts("quote made"),
        sa.CheckConstraint("scope IN ('place', 'item', 'lexicon')", name="known_scope"),
        sa.CheckConstraint("(scope = 'lexicon') = (item_id IS NULL)", name="lexicon_has_no_item"),
        sa.CheckConstraint("(scope = 'place') = (transcript_id IS NOT NULL)", name="place_has_transcript"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("strikes_item", "strikes", ["item_id"])
    op.create_index("strikes_transcript", "strikes", ["transcript_id"])
    op.create_index("strikes_lexicon", "strikes", ["framework_id", "scope"])
