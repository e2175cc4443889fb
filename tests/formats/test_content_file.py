"""Resource and assessment files: what is read of them, how broken ones are told, and writing only what changed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.content import cleaned
from reader.domain.item import METADATA_FIELDS
from reader.errors import ContentError
from reader.formats.content_file import (
    ORDER,
    RESOURCE_KEYS,
    changed_resource,
    new_resource,
    read_assessment,
    read_resource,
)
from reader.paths import resource
from tests.formats.broken_content import BROKEN
from tests.formats.json_texts import objects, spelled_text

WHOLE = {
    "schema": 1,
    "slug": "talk",
    "title": "A talk",
    "show": "A show",
    "shelf": "Risk",
    "thread": "Work",
    "date": "2025-06",
    "link": "https://a.example/talk",
    "media": "talk.mp3",
    "tags": ["one", "two"],
    "why_it_matters": "It does.",
    "summary": "Two\n\nparagraphs.",
    "editor_note": "Good.",
    "evidence_mode": "panel",
    "transcript": {
        "path": "content/resources/transcripts/talk.vtt",
        "source": "YouTube captions",
        "video_id": "3D4pgIKR4cQ",
        "stored": "2026-04-02",
        "cues": 3301,
    },
    "profile": {
        "framework": "risk-opportunity",
        "framework_version": "1.0",
        "slices": 2,
        "median": 0,
        "mean": -6.5,
        "least": -38,
        "greatest": 0,
        "p10": -21,
        "p90": 0,
        "shares": {"risk": 17, "mixed": 83, "opportunity": 0},
        "leaning": "mixed",
        "lens": "Society",
        "confidence": "high",
        "basis": "Transcript-informed",
        "scores": [-38, 0],
    },
}


def as_bytes(value: object, **layout: object) -> bytes:
    return json.dumps(value, **layout).encode()  # type: ignore[arg-type]


def test_every_field_is_read() -> None:
    found = read_resource(as_bytes(WHOLE), "talk.json")
    assert dict(found.values) == {
        name: tuple(WHOLE[name]) if name == "tags" else WHOLE[name] for name in METADATA_FIELDS
    }
    assert found.transcript is not None
    assert {name: getattr(found.transcript, name) for name in WHOLE["transcript"]} == WHOLE["transcript"]
    assert found.profile == WHOLE["profile"]


def test_what_is_missing_or_null_is_empty_and_what_is_unknown_is_let_be() -> None:
    found = read_resource(b'\xef\xbb\xbf{"title": "A", "date": null, "tags": null, "x": {"y": [1e999]}}', "a.json")
    assert found.values["date"] == ""
    assert found.values["tags"] == ()
    assert found.transcript is None


@pytest.mark.parametrize(("data", "sentence"), [pytest.param(*row[1:], id=row[0]) for row in BROKEN])
def test_broken_files_are_told_with_line_field_and_way_out(data: bytes, sentence: str) -> None:
    with pytest.raises(ContentError) as told:
        read_resource(data, "talk.json")
    assert str(told.value) == sentence


def test_all_problems_of_a_file_are_told() -> None:
    with pytest.raises(ContentError) as told:
        read_resource(b'{"title": "A",\n "tags": [1],\n "date": "soon"}', "talk.json")
    assert [problem.partition(":")[0] for problem in told.value.problems] == ["talk.json, line 2", "talk.json, line 3"]


@settings(max_examples=60)
@given(objects(), st.booleans())
def test_writing_what_was_read_is_the_file_byte_for_byte(text: str, bom: bool) -> None:
    data = (b"\xef\xbb\xbf" if bom else b"") + text.encode()
    try:
        file = read_resource(data, "talk.json")
    except ContentError:
        file = None
    values = dict(file.values) if file else {}
    assert changed_resource(data, values | ({"profile": file.profile} if file and file.profile else {})) == data


@pytest.mark.parametrize("layout", [{}, {"indent": 2}, {"indent": "\t", "ensure_ascii": False}])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_a_whole_file_written_as_it_is_stays_as_it_is(layout: dict[str, object], bom: bytes, line_end: bytes) -> None:
    data = bom + as_bytes(WHOLE | {"own": {"é": [1.50, None]}}, **layout).replace(b"\n", line_end) + line_end * 2
    file = read_resource(data, "talk.json")
    assert changed_resource(data, dict(file.values) | {k: WHOLE[k] for k in ("transcript", "profile")}) == data


@settings(max_examples=60)
@given(st.data())
def test_of_a_whole_file_one_changed_field_changes_only_its_value(data: st.DataObject) -> None:
    indent = data.draw(st.sampled_from((None, 2, "\t")))
    before = as_bytes(WHOLE, indent=indent, ensure_ascii=False)
    name = data.draw(st.sampled_from([name for name in METADATA_FIELDS if name not in ("tags", "title")]))
    text = data.draw(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=9))
    new = cleaned(name, text)
    after = changed_resource(before, {name: new})
    old, written = json.dumps(WHOLE[name]).encode(), json.dumps(new, ensure_ascii=False).encode()
    key = json.dumps(name).encode() + b": "
    if new == WHOLE[name]:
        assert after == before
    else:
        assert after == before.replace(key + old, key + written, 1)


@given(spelled_text("a/é"))
def test_any_spelling_of_a_value_is_the_same_value(spelled: str) -> None:
    data = f'{{"title": {spelled}}}'.encode()
    assert changed_resource(data, {"title": "a/é"}) == data


def test_what_is_only_spaced_otherwise_is_no_difference() -> None:
    found = read_resource(b'{"title": "  A \\t talk ", "summary": "One\\r\\ntwo \\n"}', "a.json")
    assert (found.values["title"], found.values["summary"]) == ("A talk", "One\ntwo")


def test_an_empty_value_adds_no_key_but_empties_one_that_is_there() -> None:
    data = b'{"title": "A", "show": "B", "date": null}'
    assert changed_resource(data, {"show": "", "shelf": "", "date": "", "tags": []}) == (
        b'{"title": "A", "show": "", "date": null}'
    )


def test_new_files_read_back() -> None:
    data = new_resource({name: WHOLE[name] for name in RESOURCE_KEYS if name != "slug"})
    found = read_resource(data, "talk.json")
    assert found.values["summary"] == WHOLE["summary"]
    assert found.profile == WHOLE["profile"]
    assert data.endswith(b"}\n")


def test_assessments_are_read_and_checked() -> None:
    found = read_assessment(
        b'{"assessor": "Ada", "assessed": "2026-04-03", "listened": 0.9, "notes": [{"slice": 3}], "own": 1}',
        "talk.json",
    )
    assert (found.basis, found.assessor, found.listened, found.notes) == ("Listen-based", "Ada", 0.9, 1)
    with pytest.raises(ContentError, match=r"talk\.json, line 1: “listened” must be from 0 to 1, not 90\."):
        read_assessment(b'{"listened": 90}', "talk.json")
    with pytest.raises(ContentError, match=r"“notes\.slice” must be a whole number, not “3”"):
        read_assessment(b'{"notes": [{"slice": "3"}]}', "talk.json")


def test_the_written_schemas_have_what_the_program_reads() -> None:
    schema = json.loads(resource("schemas", "resource.json").read_text(encoding="utf-8"))
    assert tuple(schema["properties"]) == RESOURCE_KEYS
    assert tuple(schema["properties"]["transcript"]["properties"]) == ORDER["transcript",]
    assert tuple(schema["properties"]["profile"]["properties"]) == ORDER["profile",]
    assert schema["required"] == ["title"]
    assert all(part["description"] for part in schema["properties"].values())
    assessment = json.loads(resource("schemas", "assessment.json").read_text(encoding="utf-8"))
    assert all(part["description"] for part in assessment["properties"].values())
    for one in (schema, assessment):
        assert one["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert one["additionalProperties"] is True
