"""Making one file ready for the library: read, recognised, cut, scored and packed. Runs in any process."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.domain.framework import Framework
from reader.domain.item import Metadata
from reader.domain.parsed import ParsedFile, Remark
from reader.domain.profile import Profile
from reader.domain.profiling import Profiler
from reader.domain.slicing import cut
from reader.errors import InputError, ReaderError
from reader.formats.reading import parse_bytes
from reader.library.packing import PackedTranscript, pack_slices, pack_transcript
from reader.services.drafting import drafted_metadata
from reader.services.files import read_file
from reader.services.frameworks import profiler_for


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was recognised in a file, in figures."""

    format_id: str
    format_name: str
    encoding: str
    encoding_sure: bool
    caption_kind: str
    video_id: str
    cues: int
    characters: int
    speakers: tuple[str, ...]
    duration_ms: int | None
    has_words: bool
    has_confidence: bool

    @classmethod
    def of(cls, parsed: ParsedFile) -> Recognised:
        """The figures of a parsed file."""
        transcript = parsed.transcript
        return cls(
            format_id=parsed.format_id,
            format_name=parsed.format_name,
            encoding=parsed.encoding,
            encoding_sure=parsed.encoding_sure,
            caption_kind=parsed.caption_kind,
            video_id=parsed.video_id,
            cues=len(transcript.cues),
            characters=len(transcript.text),
            speakers=transcript.speakers,
            duration_ms=transcript.duration_ms,
            has_words=parsed.has_words,
            has_confidence=parsed.has_confidence,
        )


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file ready to be stored; transcript and slices are packed already, so it passes quickly between processes."""

    sha256: str
    recognised: Recognised
    metadata: Metadata
    remarks: tuple[Remark, ...]
    transcript: PackedTranscript
    slices: bytes
    profile: Profile


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that cannot be imported; ``fault`` is the traceback where the program and not the file is to blame."""

    error: ReaderError
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One file to make ready, in an encoding that overrides the detected one."""

    path: Path
    encoding: str | None = None


def preparer(framework: Framework) -> Callable[[Task], Prepared | Refused]:
    """What makes files ready for a library that this framework is in force of, in this thread."""
    profiler = profiler_for(framework)
    return lambda task: prepared(task, profiler)


def lost(_task: Task, exit_code: int | None) -> Refused:
    """The answer for a file that ended the process it was read in."""
    return Refused(
        InputError(
            f"Reading the file ended its process (exit {exit_code}), perhaps because memory ran out.",
            "Split the file into parts, or close other programs and try again.",
        )
    )


def prepared(task: Task, profiler: Profiler) -> Prepared | Refused:
    """Make one file ready. Never raises for the file's sake: a bad file gives a :class:`Refused`."""
    try:
        return _prepared(task, profiler)
    except ReaderError as error:
        return Refused(error)
    except MemoryError:
        return Refused(InputError("This file needs more memory than there is.", "Split it into parts."))
    except Exception as error:  # one file that trips the program must not stop the others; the report carries the fault
        sentence = f"The program failed on this file ({type(error).__name__})."
        return Refused(ReaderError(sentence, "Please report this fault."), traceback.format_exc())


def _prepared(task: Task, profiler: Profiler) -> Prepared:
    data = read_file(task.path)
    parsed = parse_bytes(data, task.path.name, task.encoding)
    slices = cut(parsed.transcript, profiler.framework.slicing)
    return Prepared(
        sha256=hashlib.sha256(data).hexdigest(),
        recognised=Recognised.of(parsed),
        metadata=drafted_metadata(parsed, task.path),
        remarks=parsed.remarks,
        transcript=pack_transcript(parsed.transcript),
        slices=pack_slices(slices),
        profile=profiler.profile(parsed.transcript, slices, caption_kind=parsed.caption_kind),
    )
