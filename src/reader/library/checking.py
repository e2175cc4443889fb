"""Looking a whole library through for anything that does not fit together."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np
from sqlalchemy import Connection, func, select

from reader.domain.profile import Profile
from reader.domain.striking import PLACE
from reader.domain.transcript import CUE_SEPARATOR, Transcript
from reader.errors import DamagedLibraryError
from reader.library import schema
from reader.library.database import Library
from reader.library.likeness import likeness_problems
from reader.library.records import StoredItem
from reader.library.search_checking import search_problems
from reader.library.steps import STEP_KINDS, VERSION
from reader.library.stored_cues import StoredCues
from reader.library.tables import (
    choices,
    commands,
    items,
    profile_parts,
    profiles,
    steps,
    strikes,
    tags,
    transcript_parts,
    transcripts,
)


def check(library: Library) -> list[str]:
    """What is wrong with a library, one sentence each; empty for a sound one. Reads everything; changes nothing."""
    problems: list[str] = []
    for part in (
        _file_problems,
        _row_problems,
        _version_problems,
        _strike_problems,
        _journal_problems,
        search_problems,
        likeness_problems,
    ):
        try:
            with library.read() as connection:
                problems += part(connection)
        except DamagedLibraryError as error:
            return [*problems, error.message]
    return [*problems, *_item_problems(library)]


def _file_problems(connection: Connection) -> Iterator[str]:
    for (found,) in connection.exec_driver_sql("PRAGMA integrity_check").all():
        if found != "ok":
            yield f"The file is damaged: {found}."
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        yield f"Row {row} of {table} belongs to something in {parent} that is not there."
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    stamped = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    if stamped != [schema.revision(version)]:
        yield f"The schema says {version}, the migrations say {', '.join(stamped) or 'nothing'}."


def _row_problems(connection: Connection) -> Iterator[str]:
    pointless = select(items.c.slug).where(items.c.transcript_id.is_(None) | items.c.profile_id.is_(None))
    for slug in connection.execute(pointless).scalars():
        yield f"{slug} has no transcript or no profile in force."
    twice = select(items.c.slug).group_by(items.c.slug).having(func.count() > 1)
    for slug in connection.execute(twice).scalars():
        yield f"{slug} is the slug of more than one item."
    foreign = (
        select(items.c.slug)
        .join_from(items, transcripts, transcripts.c.id == items.c.transcript_id)
        .join(profiles, profiles.c.id == items.c.profile_id)
        .where((transcripts.c.item_id != items.c.id) | (profiles.c.transcript_id != transcripts.c.id))
    )
    for slug in connection.execute(foreign).scalars():
        yield f"{slug} shows the transcript or the profile of another item."
    gaps = select(tags.c.item_id).group_by(tags.c.item_id).having(func.max(tags.c.position) != func.count() - 1)
    for item_id in connection.execute(gaps).scalars():
        yield f"The tags of item {item_id} are not in one row."


def _version_problems(connection: Connection) -> Iterator[str]:
    bare = select(transcripts.c.id).where(transcripts.c.id.not_in(select(transcript_parts.c.transcript_id)))
    for transcript_id in connection.execute(bare).scalars():
        yield f"Transcript {transcript_id} has no text."
    bare = select(profiles.c.id).where(profiles.c.id.not_in(select(profile_parts.c.profile_id)))
    for profile_id in connection.execute(bare).scalars():
        yield f"Profile {profile_id} has no slices."
    bare = select(transcripts.c.id).where(transcripts.c.id.not_in(select(profiles.c.transcript_id)))
    for transcript_id in connection.execute(bare).scalars():
        yield f"Transcript {transcript_id} has no profile."
    known = set(connection.execute(select(items.c.transcript_id)).scalars())
    for before, after in connection.execute(select(steps.c.before, steps.c.after).where(steps.c.kind == VERSION)):
        known |= {json.loads(before)["transcript"], json.loads(after)["transcript"]}
    for transcript_id in connection.execute(select(transcripts.c.id)).scalars():
        if transcript_id not in known:
            yield f"Transcript {transcript_id} was left over by something unfinished."


def _strike_problems(connection: Connection) -> Iterator[str]:
    foreign = (
        select(strikes.c.id)
        .join_from(strikes, transcripts, transcripts.c.id == strikes.c.transcript_id)
        .where(transcripts.c.item_id != strikes.c.item_id)
    )
    for strike_id in connection.execute(foreign).scalars():
        yield f"Exception {strike_id} is at a place in the transcript of another item."
    for row in connection.execute(select(strikes)).mappings():
        if row["scope"] == PLACE and (row["cue"] < 0 or row["offset"] < 0 or not row["quote"]):
            yield f"Exception {row['id']} is at no place."
        if not row["term"] or not row["framework_id"]:
            yield f"Exception {row['id']} is about no term."
    connection.execute(select(choices)).all()


def _journal_problems(connection: Connection) -> Iterator[str]:
    transcript_ids = set(connection.execute(select(transcripts.c.id)).scalars())
    query = select(steps.c.command_id, steps.c.kind, steps.c.before, steps.c.after)
    for command_id, kind, before, after in connection.execute(query):
        if kind not in STEP_KINDS:
            yield f"Command {command_id} has a step of the unknown kind {kind}."
        elif kind == VERSION:
            for state in (json.loads(before), json.loads(after)):
                if state["transcript"] not in transcript_ids:
                    yield f"Command {command_id} leads to a version of a transcript that is not there."
    empty = select(commands.c.id).where(commands.c.state != "dropped", commands.c.id.not_in(select(steps.c.command_id)))
    for command_id in connection.execute(empty).scalars():
        yield f"Command {command_id} does nothing."


def _item_problems(library: Library) -> Iterator[str]:
    for item_id in library.items.ids():
        try:
            item = library.items.load(item_id)
            problem = _item_problem(item)
        except DamagedLibraryError as error:
            problem = error.message
        if problem:
            yield f"Item {item_id}: {problem}"


def _item_problem(item: StoredItem) -> str:
    return _transcript_problem(item.transcript) or _slice_problem(item) or _score_problem(item.profile)


def _transcript_problem(transcript: Transcript) -> str:
    if any(transcript.text[start - 1] != CUE_SEPARATOR for start in transcript.cue_starts[1:]):
        return "its cues do not join to its text."
    if isinstance(transcript.cues, StoredCues) and not transcript.cues.agree():
        return "the columns of its cues have different lengths."
    return ""


def _slice_problem(item: StoredItem) -> str:
    starts = np.array(item.transcript.cue_starts, np.int64)
    begins = np.array([part.start for part in item.slices], np.int64)
    ends = np.array([part.end for part in item.slices], np.int64)
    first = [part.first_cue for part in item.slices]
    last = [part.last_cue for part in item.slices]
    if np.any(ends <= begins):
        return "one of its slices is empty."
    for places, cues in ((begins, first), (ends - 1, last)):
        if not np.array_equal(np.maximum(np.searchsorted(starts, places, "right") - 1, 0), cues):
            return "its slices do not fit its cues."
    return ""


def _score_problem(profile: Profile) -> str:
    scores, figures = profile.scores, profile.figures
    if len(scores) and (min(scores), max(scores)) != (figures.least, figures.greatest):
        return "its figures are not those of its scores."
    if any(score and not hits for score, hits in zip(scores, profile.hit_counts, strict=True)):
        return "a slice without any hit has a score."
    return ""
