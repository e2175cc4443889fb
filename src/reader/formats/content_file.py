"""The files of a content folder that stand for an item: its resource file, and its assessment.

What they may hold is written down in ``resources/schemas`` and, for people, in ``resources/content-folder.md``. Fields
that the schemas do not know are let be: they are neither read nor touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reader.domain.content import cleaned
from reader.domain.evidence_mode import EVIDENCE_MODES
from reader.domain.headline import BASES, LISTEN_BASED
from reader.domain.item import METADATA_FIELDS
from reader.domain.record import record
from reader.formats.content_fields import BOM, ContentText, Fields
from reader.formats.json_edit import Path, edited, rendered

SCHEMA = 1
"""Number of the schemas that this program knows; a file without one counts as of the first."""

TRANSCRIPT_KEYS = ("path", "source", "video_id", "stored", "cues")
FIGURE_KEYS = (
    "framework", "framework_version", "slices", "median", "mean", "least", "greatest", "p10", "p90", "shares",
    "leaning", "lens", "confidence", "basis", "scores",
)  # fmt: skip
RESOURCE_KEYS = ("schema", "slug", *METADATA_FIELDS, "transcript", "profile")
ORDER: Mapping[Path, tuple[str, ...]] = {
    (): RESOURCE_KEYS,
    ("transcript",): TRANSCRIPT_KEYS,
    ("profile",): FIGURE_KEYS,
}
"""The keys of each object, in the order in which the schema has them: where a new one is put."""

_NUMBERS = ("median", "mean", "least", "greatest", "p10", "p90")
_WORDS = ("framework", "framework_version", "leaning", "lens", "confidence", "basis")


@record
class TranscriptReference:
    """Which transcript belongs to an item. ``path`` is relative to the folder, with slashes."""

    path: str
    source: str = ""
    video_id: str = ""
    stored: str = ""
    cues: int | None = None


@record
class ResourceFile:
    """A resource file as it was read. ``values`` are the metadata by field, ``profile`` the figures that it shows."""

    values: Mapping[str, Any]
    transcript: TranscriptReference | None
    profile: Mapping[str, Any] | None


@record
class AssessmentFile:
    """A listen-based judgement that somebody wrote. ``listened`` is the share that was heard, 0 to 1, where told."""

    basis: str = LISTEN_BASED
    assessor: str = ""
    assessed: str = ""
    listened: float | None = None
    leaning: str = ""
    lens: str = ""
    confidence: str = ""
    evidence_mode: str = ""
    summary: str = ""
    reasons: tuple[str, ...] = ()
    notes: int = 0


def read_resource(data: bytes, name: str) -> ResourceFile:
    """Read and check a resource file; ``name`` is its file name. Raises ContentError with every problem."""
    file = ContentText(data, name)
    fields = file.fields
    _check_head(fields, name, RESOURCE_KEYS)
    values = {key: cleaned(key, _metadata_value(fields, key)) for key in METADATA_FIELDS}
    if not values["title"] and not file.problems:
        fields.refuse_field("title", "is missing or empty", "An item needs a title.")
    found = ResourceFile(values, _transcript(fields.object("transcript")), _profile(fields.object("profile")))
    file.require_sound()
    return found


def read_assessment(data: bytes, name: str) -> AssessmentFile:
    """Read and check an assessment file; ``name`` is its file name. Raises ContentError with every problem."""
    file = ContentText(data, name)
    fields = file.fields
    _check_head(fields, name, ("schema", "slug", "basis", "assessor", "assessed", "listened", "notes"))
    notes = fields.objects("notes")
    for note in notes:
        _check_note(note)
    found = AssessmentFile(
        basis=fields.one_of("basis", BASES) or LISTEN_BASED,
        assessor=fields.text("assessor").strip(),
        assessed=fields.date("assessed"),
        listened=fields.number("listened", 0, 1),
        leaning=fields.text("leaning").strip(),
        lens=fields.text("lens").strip(),
        confidence=fields.text("confidence").strip(),
        evidence_mode=fields.one_of("evidence_mode", EVIDENCE_MODES),
        summary=cleaned("summary", fields.text("summary")),
        reasons=fields.texts("reasons"),
        notes=len(notes),
    )
    file.require_sound()
    return found


def changed_resource(data: bytes, changes: Mapping[str, Any]) -> bytes:
    """The bytes of a resource file with these fields set, and all else as it was.

    ``changes`` has metadata by field, ``transcript`` and ``profile`` as mappings by key. A field that is missing in the
    file and empty in ``changes`` stays missing. Raises ContentError where the bytes are no JSON object.
    """
    file = ContentText(data, "")
    wanted: list[tuple[Path, Any]] = []
    for key in RESOURCE_KEYS:
        if key not in changes:
            continue
        value = changes[key]
        if not value and file.fields.value(key) in (None, "", []):
            continue
        wanted.append(((key,), value))
    text = edited(file.source.text, wanted, ORDER)
    return (BOM if file.bom else b"") + text.encode("utf-8")


def new_resource(values: Mapping[str, Any]) -> bytes:
    """The bytes of a new resource file: the fields that say something, in the order of the schema."""
    told = {key: values[key] for key in RESOURCE_KEYS if values.get(key)}
    return rendered({"schema": SCHEMA} | told).encode("utf-8")


def _check_head(fields: Fields, name: str, known: tuple[str, ...]) -> None:
    fields.refuse_twice(known)
    schema = fields.whole("schema", 1)
    if schema is not None and schema > SCHEMA:
        fields.refuse_field("schema", f"is {schema}, newer than this program knows", "Update the program.")
    slug = fields.text("slug").strip()
    if slug and slug != name.removesuffix(".json"):
        fields.refuse_field(
            "slug", f"says “{slug}”, the file's name says otherwise", "The name counts: mend the field."
        )


def _metadata_value(fields: Fields, key: str) -> Any:
    if key == "tags":
        return fields.texts(key)
    if key == "date":
        return fields.date(key)
    return fields.one_of(key, EVIDENCE_MODES) if key == "evidence_mode" else fields.text(key)


def _transcript(fields: Fields | None) -> TranscriptReference | None:
    if fields is None:
        return None
    fields.refuse_twice(TRANSCRIPT_KEYS)
    path = fields.text("path").strip()
    if not path:
        fields.refuse_field("path", "is missing", "Write where the transcript stands, relative to the folder.")
    elif not is_inside(path):
        fields.refuse_field("path", "leads out of the folder", "Write it with slashes, relative to the folder.")
    video = fields.text("video_id").strip()
    return TranscriptReference(path, fields.text("source").strip(), video, fields.date("stored"), fields.whole("cues"))


def _profile(fields: Fields | None) -> Mapping[str, Any] | None:
    if fields is None:
        return None
    fields.refuse_twice(FIGURE_KEYS)
    for key in _NUMBERS:
        fields.number(key, -100, 100)
    for key in _WORDS:
        fields.text(key)
    fields.whole("slices")
    shares, scores = fields.value("shares"), fields.value("scores")
    if shares is not None and not (isinstance(shares, dict) and all(map(_is_figure, shares.values()))):
        fields.refuse_field("shares", "must be an object of numbers", "Write one for each band, by its id.")
    if scores is not None and not (isinstance(scores, list) and all(_is_score(score) for score in scores)):
        fields.refuse_field("scores", "must be whole numbers from -100 to 100", "Write one for each slice.")
    return {key: value for key in FIGURE_KEYS if (value := fields.value(key)) is not None}


def _check_note(note: Fields) -> None:
    note.whole("slice", 1)
    for key in ("start_ms", "end_ms"):
        note.whole(key)
    note.whole("score", -100, 100)
    for key in ("quote", "note"):
        note.text(key)


def is_inside(path: str) -> bool:
    """Whether a relative path stays in its folder on every system."""
    parts = path.split("/")
    return not set(path) & set('\\:\0*?"<>|') and not any(part in ("", ".", "..") for part in parts)


def _is_figure(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_score(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -100 <= value <= 100
