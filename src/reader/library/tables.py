"""The tables of a library. A change here needs a migration in ``migrations/versions`` and a new ``schema.VERSION``.

Rows that lists read are kept small; what only an opened item needs (texts, slices) stands in tables of its own, so that
listing 10,000 items does not walk over gigabytes. Times of the clock are ISO 8601 text in UTC; lists are JSON text.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    event,
)

metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _real(name: str) -> Column[float]:
    return Column(name, REAL, nullable=False)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _pointer(target: str) -> ForeignKey:
    # Items point to their parts, whose parts point back: ``use_alter`` only tells SQLAlchemy not to sort by these.
    return ForeignKey(target, deferrable=True, initially="DEFERRED", use_alter=True)


def _table(name: str, *parts: Any, **options: Any) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True, **options)


items = _table(
    "items",
    _id(),
    _text("slug"),
    _text("title"),
    _text("show"),
    _text("shelf"),
    _text("thread"),
    _text("date"),
    _text("link"),
    _text("media"),
    _text("why_it_matters"),
    _text("summary"),
    _text("editor_note"),
    _text("evidence_mode"),
    _text("drafts"),
    _number("sample"),
    _text("added"),
    Column("deleted", Text),
    # The version of the transcript, and the profile, in force. Older ones stay, so that undo can bring them back.
    Column("transcript_id", Integer, _pointer("transcripts.id")),
    Column("profile_id", Integer, _pointer("profiles.id")),
    UniqueConstraint("slug"),
    CheckConstraint("sample IN (0, 1)", name="sample_is_yes_or_no"),
)
"""``deleted`` is the time of a tombstone, or NULL for an item that is there."""

tags = _table(
    "tags",
    Column("item_id", Integer, ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    _text("name"),
    UniqueConstraint("item_id", "name"),
)

transcripts = _table(
    "transcripts",
    _id(),
    Column("item_id", Integer, ForeignKey("items.id", ondelete="CASCADE"), nullable=False),
    _number("version"),
    _text("source"),
    _text("format_id"),
    _text("format_name"),
    _text("encoding"),
    _text("sha256"),
    _text("stored"),
    _text("caption_kind"),
    _text("video_id"),
    _number("characters"),
    _number("cues"),
    Column("duration_ms", Integer),
    UniqueConstraint("item_id", "version"),
)

transcript_parts = _table(
    "transcript_parts",
    Column("transcript_id", Integer, ForeignKey("transcripts.id", ondelete="CASCADE"), primary_key=True),
    Column("text", LargeBinary, nullable=False),
    Column("cues", LargeBinary, nullable=False),
    Column("words", LargeBinary),
)
"""A transcript as ``packing`` packs it; ``words`` is NULL where the source has none."""

profiles = _table(
    "profiles",
    _id(),
    Column("transcript_id", Integer, ForeignKey("transcripts.id", ondelete="CASCADE"), nullable=False),
    _text("framework_id"),
    _text("framework_version"),
    _text("fingerprint"),
    _text("struck"),
    _text("made"),
    _number("slices"),
    _real("median"),
    _real("mean"),
    _number("least"),
    _number("greatest"),
    _real("p10"),
    _real("p90"),
    _text("shares"),
    _text("leaning"),
    _text("lens"),
    _real("lens_share"),
    _text("second_lens"),
    _text("confidence"),
    _real("mean_low"),
    _real("mean_high"),
    _real("evidence_share"),
    _text("caption_quality"),
    _text("evidence_mode"),
    _text("basis"),
    _text("reasons"),
    Column("scores", LargeBinary, nullable=False),
    Column("evidence", LargeBinary, nullable=False),
)
"""Figures by one framework, one row for each framework that a transcript was ever scored by.

``fingerprint`` is that of the framework as it was then (empty: not known), ``struck`` the ids of the exceptions at
places and in the item that were left out, parted by spaces. ``scores`` has a signed byte a slice, ``evidence`` a byte
that is 1 where it has hits.
"""

profile_parts = _table(
    "profile_parts",
    Column("profile_id", Integer, ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True),
    Column("slices", LargeBinary, nullable=False),
    Column("hit_counts", LargeBinary, nullable=False),
    _number("checksum"),
)
"""``slices`` and ``hit_counts`` packed; ``checksum`` is a CRC-32 over the scores and both of these."""

choices = _table("choices", Column("name", Text, primary_key=True), _text("value"))
"""What was chosen for this library. ``framework``: the id of the framework in force; without it, the built-in one."""

strikes = _table(
    "strikes",
    _id(),
    Column("item_id", Integer, ForeignKey("items.id", ondelete="CASCADE")),
    Column("transcript_id", Integer, ForeignKey("transcripts.id", ondelete="CASCADE")),
    _text("framework_id"),
    _text("scope"),
    _text("term"),
    _number("cue"),
    _number("offset"),
    _text("quote"),
    _text("made"),
    CheckConstraint("scope IN ('place', 'item', 'lexicon')", name="known_scope"),
    CheckConstraint("(scope = 'lexicon') = (item_id IS NULL)", name="lexicon_has_no_item"),
    CheckConstraint("(scope = 'place') = (transcript_id IS NOT NULL)", name="place_has_transcript"),
    # An id is never given twice: it names an exception in the journal, and to whoever looks at one.
    sqlite_autoincrement=True,
)
"""Exceptions from the lexicon. ``transcript_id`` is the version of the transcript that a place was struck out in."""

collections = _table(
    "collections",
    _id(),
    _text("name"),
    _text("filter"),
    _text("made"),
    UniqueConstraint("name"),
    # An id is never given twice: it names a collection in the journal.
    sqlite_autoincrement=True,
)
"""Named filters of the library page; ``filter`` as JSON."""

apart = _table(
    "apart",
    Column("item_id", Integer, ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    Column("other_id", Integer, ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    CheckConstraint("item_id < other_id", name="in_order"),
)
"""Pairs that look like the same conversation and that a person said are not."""

content_files = _table(
    "content_files",
    Column("item_id", Integer, ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Text, primary_key=True),
    _text("path"),
    _text("sha256"),
    _text("agreed"),
    CheckConstraint("kind IN ('resource', 'transcript', 'assessment')", name="known_kind"),
)
"""Which file of the content folder stands for what of an item. ``agreed`` is what file and library last had in common,
as JSON: what differs from it on both sides is a conflict. The folder itself stands in ``choices``."""

likeness = _table(
    "likeness",
    Column("transcript_id", Integer, ForeignKey("transcripts.id", ondelete="CASCADE"), primary_key=True),
    _number("rules"),
    Column("words", LargeBinary, nullable=False),
    Column("counts", LargeBinary, nullable=False),
)
"""What each transcript speaks of: ids of its telling words (``search_words``), ascending, 4 bytes each, and how often
each occurs, 2 bytes each. ``rules`` is the number of the rules by which they were chosen."""

search_words = _table("search_words", _id(), _text("word"), UniqueConstraint("word"))
"""Every word that a transcript of the library ever had, as ``domain.search_words`` folds it. An id is never changed."""

search_texts = _table(
    "search_texts",
    Column("transcript_id", Integer, ForeignKey("transcripts.id", ondelete="CASCADE"), primary_key=True),
    _number("rules"),
    _number("words"),
    Column("stream", LargeBinary, nullable=False),
    Column("rare", LargeBinary, nullable=False),
    Column("steps", LargeBinary, nullable=False),
)
"""The words of each transcript, in order, and where they begin, as ``search_packing`` packs them. ``rules`` is the
number of the rules by which they were cut. A transcript without a row is not searched yet."""

commands = _table(
    "commands",
    _id(),
    _text("kind"),
    _text("label"),
    _text("made"),
    _text("state"),
    CheckConstraint("state IN ('done', 'undone', 'dropped')", name="known_state"),
)
"""The journal: one row for each thing a person did. ``dropped`` commands cannot be redone any more."""

steps = _table(
    "steps",
    Column("command_id", Integer, ForeignKey("commands.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("item_id", Integer, ForeignKey("items.id", ondelete="CASCADE")),
    _text("kind"),
    _text("before"),
    _text("after"),
)
"""What a command did to one item, or (``item_id`` NULL) to the library: the state before and after as JSON."""

indexes = (
    # All that search asks of every item, so that it need not walk over their texts.
    Index(
        "items_facts", items.c.deleted, items.c.date, items.c.transcript_id, items.c.profile_id,
        items.c.show, items.c.shelf, items.c.thread,
    ),
    Index("items_transcript", items.c.transcript_id),
    Index("items_profile", items.c.profile_id),
    Index("tags_name", tags.c.name),
    Index("transcripts_sha256", transcripts.c.sha256),
    Index("transcripts_video", transcripts.c.video_id),
    Index("profiles_of_transcript", profiles.c.transcript_id, profiles.c.framework_id, unique=True),
    Index("strikes_item", strikes.c.item_id),
    Index("strikes_transcript", strikes.c.transcript_id),
    Index("strikes_lexicon", strikes.c.framework_id, strikes.c.scope),
    Index("apart_other", apart.c.other_id),
    Index("content_files_path", content_files.c.path),
    Index("likeness_rules", likeness.c.rules),
    Index("search_texts_rules", search_texts.c.rules),
    Index("commands_state", commands.c.state),
    Index("steps_item", steps.c.item_id),
)  # fmt: skip

LEVELS = 6
"""How thickly a word stands in a transcript, from 1 to this (see ``search_packing.level``)."""

SEARCHED_FIELDS = ("title", "summary", "why_it_matters", "editor_note")
"""The texts about an item that are searched beside its transcript."""

_LEVEL_COLUMNS = ", ".join(f"l{level}" for level in range(1, LEVELS + 1))

VIRTUAL_TABLES = (
    f"CREATE VIRTUAL TABLE search_index USING fts5({_LEVEL_COLUMNS}, speaker, "
    "content='', detail='column', tokenize='ascii', prefix='2 3')",
    f"CREATE VIRTUAL TABLE search_fields USING fts5({', '.join(SEARCHED_FIELDS)}, tokenize='ascii', prefix='2 3')",
    "CREATE VIRTUAL TABLE search_terms USING fts5vocab('search_index', 'instance')",
)
"""The full-text indexes, which SQLAlchemy has no form for.

``search_index`` has a row for each transcript, by its id: each word once, in the column of its level, and the words of
the speakers' names. ``search_fields`` has one for each item: its words, field by field. Both hold words that are folded
already, so that SQLite's plainest tokenizer takes them as they are. ``search_terms`` looks into the first.
"""
VIRTUAL_NAMES = frozenset(("search_index", "search_fields", "search_terms"))


@event.listens_for(metadata, "after_create")
def _create_virtual_tables(_metadata: MetaData, connection: Connection, **_options: Any) -> None:
    for statement in VIRTUAL_TABLES:
        connection.exec_driver_sql(statement)
