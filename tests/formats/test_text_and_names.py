"""Plain text, encodings, and what file names suggest."""

from __future__ import annotations

import pytest

from reader.errors import InputError
from reader.formats.encoding import ENCODINGS, decode
from reader.formats.file_names import drafted_from_name
from reader.formats.reading import FORMATS, parse_bytes


def test_one_huge_paragraph_is_one_cue() -> None:
    text = "So, first up um I'd like to talk. " * 3000
    parsed = parse_bytes(text.encode(), "talk.txt")
    assert parsed.format_id == "text"
    assert parsed.caption_kind == "text"
    assert [cue.text for cue in parsed.transcript.cues] == [text.strip()]


def test_lines_are_cues_and_blank_lines_start_paragraphs() -> None:
    cues = parse_bytes(b"one\ntwo\n\nthree\n", "talk.txt").transcript.cues
    assert [(cue.text, cue.new_paragraph) for cue in cues] == [("one", True), ("two", False), ("three", True)]


def test_names_in_plain_text() -> None:
    parsed = parse_bytes(b"Alice: Hi there.\nBob: Hello. Note: this\nmore\nAlice: Good.\n", "talk.txt")
    assert parsed.caption_kind == "edited"
    assert [(c.speaker, c.text) for c in parsed.transcript.cues] == [
        ("Alice", "Hi there."), ("Bob", "Hello. Note: this"), ("Bob", "more"), ("Alice", "Good."),
    ]  # fmt: skip


def test_two_people_who_speak_once_each() -> None:
    assert parse_bytes(b"Alice: Hi.\nBob: Hello.\n", "a.txt").transcript.speakers == ("Alice", "Bob")


def test_colons_in_prose_are_no_names() -> None:
    text = "There are two things: first.\nRemember: hot.\nRemember: cold.\nhttps://a.b/c\nIn short: no.\n"
    assert parse_bytes(text.encode(), "a.txt").transcript.speakers == ()


def test_lines_that_are_only_times() -> None:
    parsed = parse_bytes(b"0:00\nhello everybody\n0:03\nin this episode\n1:02:03\nbye\n", "a.txt")
    assert [(c.start_ms, c.text) for c in parsed.transcript.cues] == [
        (0, "hello everybody"), (3000, "in this episode"), (3_723_000, "bye"),
    ]  # fmt: skip


def test_facts_at_the_top() -> None:
    parsed = parse_bytes(
        b"Title: A talk\nDate: 2024-05-06\nShow: The Show\nhttps://youtu.be/3D4pgIKR4cQ\n\nWell, hello.\n", "x.txt"
    )
    assert (parsed.metadata.title, parsed.metadata.date, parsed.metadata.show) == ("A talk", "2024-05-06", "The Show")
    assert parsed.video_id == "3D4pgIKR4cQ"
    assert parsed.transcript.text == "Well, hello."


def test_a_name_that_promises_captions_is_remarked_on() -> None:
    parsed = parse_bytes(b"just words", "talk.srt")
    assert parsed.format_id == "text"
    assert any(remark.text.startswith("The name says SubRip") for remark in parsed.remarks)


def test_the_report_says_what_was_recognised_and_why() -> None:
    first = parse_bytes(b"just words", "a.txt").remarks[0]
    assert (first.kind, first.line) == ("noted", 0)
    assert first.text.startswith("Recognised as Plain text: ")
    assert set(FORMATS) == {
        "srt", "webvtt", "youtube-vtt", "caption-list", "youtube-json3", "whisper-json", "text", "markdown",
    }  # fmt: skip


TEXT = "Ärger über naïve “quotes” — größer"


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32"])
def test_marks_decide(name: str) -> None:
    decoded = decode(TEXT.encode(name))
    assert (decoded.text, decoded.sure, decoded.unreadable) == (TEXT, True, 0)


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_a_good_guess(name: str) -> None:
    decoded = decode(("Hello there, " + TEXT).encode(name))
    assert (decoded.text, decoded.encoding, decoded.sure) == ("Hello there, " + TEXT, name, False)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (TEXT, "cp1252"),
        ("José está aquí mañana", "cp1252"),
        ("Привет, как дела? Хорошо, спасибо.", "cp1251"),
        ("他能徒手抓住子弹 拦住疾速的火车", "gb18030"),
        ("こんにちは、元気ですか", "cp932"),
    ],
)
def test_guesses_say_that_they_are_guesses(text: str, name: str) -> None:
    decoded = decode(text.encode(name))
    assert (decoded.text, decoded.encoding, decoded.sure) == (text, name, False)
    parsed = parse_bytes(text.encode(name), "a.txt")
    assert not parsed.encoding_sure
    assert any("guessed" in remark.text for remark in parsed.remarks)


@pytest.mark.parametrize("name", [name for name, _ in ENCODINGS])
def test_every_encoding_of_the_picker_works(name: str) -> None:
    parsed = parse_bytes("Hello there.".encode(name), "a.txt", name)
    assert (parsed.transcript.text, parsed.encoding, parsed.encoding_sure) == ("Hello there.", name, True)


def test_a_chosen_encoding_overrides() -> None:
    data = "Привет".encode("koi8-r")
    assert parse_bytes(data, "a.txt", "koi8-r").transcript.text == "Привет"
    for unknown in ("rot13", "no-such", "base64", "unicode_escape", "\0"):
        with pytest.raises(InputError, match="is not an encoding"):
            decode(data, unknown)
    with pytest.raises(InputError, match="is not Unicode"):
        decode(data * 20, "utf-8")


def test_a_few_broken_bytes_do_not_spoil_utf_8() -> None:
    data = ("größer über Öl, " * 20).encode() + b"\xff end"
    decoded = decode(data)
    assert (decoded.encoding, decoded.sure, decoded.unreadable) == ("utf-8", False, 1)
    assert decoded.text.startswith("größer")


@pytest.mark.parametrize(
    ("name", "title", "show", "date", "number"),
    [
        (
            "2025-06-06-episode-42-owain-evans-llm-psychology.markdown",
            "Episode 42 Owain Evans LLM Psychology",
            "",
            "2025-06-06",
            "42",
        ),
        ("2024-11-13-episode-38_0-zhijing-jin.markdown", "Episode 38.0 Zhijing Jin", "", "2024-11-13", "38.0"),
        ("practical-ai-230.md", "Practical AI 230", "Practical AI", "", "230"),
        ("My Talk with Bob.en.vtt", "My Talk with Bob", "", "", ""),
        ("/a/b\\c/talk_of_the_town.srt", "Talk of the Town", "", "", ""),
        ("20240102 Meeting notes.txt", "Meeting notes", "", "2024-01-02", ""),
        ("Dr. Who.txt", "Dr. Who", "", "", ""),
        ("", "", "", "", ""),
        (".srt", "", "", "", ""),
        ("9999-99-99-x.txt", "9999 99 99 X", "", "", ""),
    ],
)
def test_drafts_from_names(name: str, title: str, show: str, date: str, number: str) -> None:
    draft = drafted_from_name(name)
    found = draft.metadata
    assert (found.title, found.show, found.date, draft.number) == (title, show, date, number)
    assert found.drafts == {f for f in ("title", "show", "date") if getattr(found, f)}


def test_a_video_id_in_a_name() -> None:
    draft = drafted_from_name("A talk [3D4pgIKR4cQ].en-orig.vtt")
    assert (draft.metadata.title, draft.video_id) == ("A talk", "3D4pgIKR4cQ")
    assert draft.metadata.link == "https://www.youtube.com/watch?v=3D4pgIKR4cQ"
    parsed = parse_bytes(b"hello", "A talk [3D4pgIKR4cQ].txt")
    assert parsed.video_id == "3D4pgIKR4cQ"
    assert parsed.metadata.drafts == {"title", "link"}
