"""Transcripts, slices and counts as packed columns, so that a long item opens in milliseconds. Knows no database.

Texts are packed by zlib, but long ones stand as they are: unpacking 5 MB costs 20 to 40 ms, reading them 5. Cues are
built one by one when asked for; words stand in a pack of their own that is unpacked when the first word is asked for.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.domain.slicing import Slice
from reader.domain.transcript import CUE_SEPARATOR, Cue, Transcript
from reader.library.columns import Columns, Pack, broken, decoded, inflated, ints, narrowed, rises
from reader.library.stored_cues import StoredCues

_TEXT_LEVEL = 6
_LONG_TEXT = 1_000_000


@dataclass(frozen=True, slots=True)
class PackedTranscript:
    """The stored form of a transcript; ``words`` is None where no cue has words.

    ``characters`` and ``duration_ms`` are those of the transcript, ``cue_count`` the number of its cues.
    """

    text: bytes
    cues: bytes
    words: bytes | None
    characters: int
    cue_count: int
    duration_ms: int | None


def pack_transcript(transcript: Transcript) -> PackedTranscript:
    """Pack a transcript; :func:`unpack_transcript` gives an equal one back."""
    cues = transcript.cues
    columns = Columns()
    columns.add("length", narrowed(np.fromiter((len(cue.text) for cue in cues), np.int64, len(cues))))
    columns.add_times([cue.start_ms for cue in cues], [cue.end_ms for cue in cues])
    names = list(dict.fromkeys(cue.speaker for cue in cues if cue.speaker is not None))
    if names:
        index = {name: at for at, name in enumerate(names)}
        columns.add("speaker", narrowed(ints(-1 if cue.speaker is None else index[cue.speaker] for cue in cues)))
    columns.add_marks("paragraph", [cue.new_paragraph for cue in cues])
    counts = ints(len(cue.words) for cue in cues)
    if counts.any():
        columns.add("word_count", narrowed(counts))
    columns.head["cues"] = len(cues)
    columns.head["speakers"] = names
    columns.head["chapters"] = [[at, cue.chapter] for at, cue in enumerate(cues) if cue.chapter is not None]
    return PackedTranscript(
        text=_pack_text(transcript.text),
        cues=columns.packed(),
        words=_pack_words(cues) if counts.any() else None,
        characters=len(transcript.text),
        cue_count=len(cues),
        duration_ms=transcript.duration_ms,
    )


def unpack_transcript(packed: PackedTranscript) -> Transcript:
    """Return the transcript, its cues built on demand. Raises DamagedLibraryError for bytes that are not as stored."""
    text = unpack_text(packed.text)
    pack = Pack(packed.cues)
    lengths = pack.ints("length")
    ends = np.cumsum(lengths + len(CUE_SEPARATOR))
    joined = int(ends[-1]) - len(CUE_SEPARATOR) if len(ends) else 0
    if not len(lengths) == pack.head["cues"] == packed.cue_count or not joined == len(text) == packed.characters:
        raise broken("a text and its cues have different lengths")
    starts = (ends - lengths - len(CUE_SEPARATOR)).tolist()
    cues = StoredCues(text, starts, lengths, pack, packed.words)
    speakers = tuple(name for name in pack.head["speakers"] if name)
    return Transcript.restored(cues, text, starts, speakers, packed.duration_ms)


def pack_slices(slices: Sequence[Slice]) -> bytes:
    """Pack the slices of a transcript, which follow each other without a gap from 0."""
    columns = Columns()
    columns.add("length", narrowed(ints(part.end - part.start for part in slices)))
    columns.add("first_cue", narrowed(rises(ints(part.first_cue for part in slices))))
    columns.add("last_cue", narrowed(rises(ints(part.last_cue for part in slices))))
    columns.add_times([part.start_ms for part in slices], None)
    columns.head["slices"] = len(slices)
    return columns.packed()


def unpack_slices(packed: bytes) -> tuple[Slice, ...]:
    """Return the slices, numbered from 1. Raises DamagedLibraryError where the bytes are not those stored."""
    pack = Pack(packed)
    ends = np.cumsum(pack.ints("length"))
    starts = ends - pack.ints("length")
    first, last = np.cumsum(pack.ints("first_cue")), np.cumsum(pack.ints("last_cue"))
    if not len(starts) == len(first) == len(last) == pack.head["slices"]:
        raise broken("the columns of its slices have different lengths")
    times = pack.times("start", None).all()
    numbers = range(1, len(starts) + 1)
    rows = zip(numbers, starts.tolist(), ends.tolist(), first.tolist(), last.tolist(), times, strict=True)
    return tuple([Slice(*row) for row in rows])


def pack_counts(counts: array[int]) -> bytes:
    """Pack the hit counts of the slices."""
    columns = Columns()
    columns.add("count", narrowed(np.asarray(counts, dtype=np.int64)))
    return columns.packed()


def unpack_counts(packed: bytes) -> array[int]:
    """Return the hit counts. Raises DamagedLibraryError where the bytes are not those stored."""
    return array("i", Pack(packed).ints("count").astype(np.int32).tobytes())


def _pack_words(cues: Sequence[Cue]) -> bytes:
    columns = Columns()
    words = [word for cue in cues for word in cue.words]
    # Most sources' words are those of the cue's text; only others are kept as texts of their own.
    split = [[word.text for word in cue.words] == cue.text.split() for cue in cues]
    other = [word.text for cue, is_split in zip(cues, split, strict=True) if not is_split for word in cue.words]
    columns.add_marks("split", split)
    columns.add("length", narrowed(ints(len(text) for text in other)))
    columns.add_times([word.start_ms for word in words], [word.end_ms for word in words])
    sure = [word.confidence for word in words]
    if any(value is not None for value in sure):
        columns.add("confidence", np.array([0.0 if value is None else value for value in sure], np.float64))
        columns.add_marks("confidence_missing", [value is None for value in sure])
    columns.head["words"] = len(words)
    columns.add("text", np.frombuffer("".join(other).encode("utf-8", "surrogatepass"), np.uint8))
    return columns.packed()


def _pack_text(text: str) -> bytes:
    stored = text.encode("utf-8", "surrogatepass")
    if len(stored) < _LONG_TEXT:
        return b"z" + zlib.compress(stored, _TEXT_LEVEL)
    return b"r" + struct.pack("<I", zlib.crc32(stored)) + stored


def unpack_text(packed: bytes) -> str:
    """The text of a packed transcript. Raises DamagedLibraryError for bytes that are not as stored."""
    if packed[:1] == b"z":
        return decoded(inflated(packed[1:]))
    view = memoryview(packed)
    if packed[:1] != b"r" or len(packed) < 5 or struct.unpack_from("<I", view, 1)[0] != zlib.crc32(view[5:]):
        raise broken("its text is not the one that was stored")
    return decoded(view[5:])
