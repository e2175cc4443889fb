"""No input makes the readers fail in any way but with a sentence."""

from __future__ import annotations

import json
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.parsed import ParsedFile
from reader.errors import InputError
from reader.formats.limits import MAX_FILE_BYTES, check_file_size
from reader.formats.reading import parse_bytes
from tests.formats.hostile import GROWING, HOSTILE, READ, REFUSED, SRT, VTT

PROGRAM_WORDS = re.compile(
    r"Traceback|Error\b|Exception|NoneType|codec|\bbytes? 0x|object at|\bdict\b|errno", re.IGNORECASE
)


def assert_sane(parsed: ParsedFile) -> None:
    """What every reader promises of a cue, whatever the file was."""
    transcript = parsed.transcript
    assert transcript.cues
    assert transcript.text.strip()
    transcript.text.encode("utf-8")
    for cue in transcript.cues:
        assert cue.text == " ".join(cue.text.split())
        assert not any(c < " " or c in "\u200b\u202e\ufeff\u2066" for c in cue.text)
        assert cue.start_ms is None or cue.start_ms >= 0
        assert cue.start_ms is None or cue.end_ms is None or cue.end_ms >= cue.start_ms
        assert cue.speaker is None or cue.speaker.strip()
        if cue.words:
            assert [word.text for word in cue.words] == cue.text.split()
    for remark in parsed.remarks:
        assert remark.text.endswith(".")
    assert len(parsed.remarks) < 250


def assert_clear(error: InputError) -> None:
    """A sentence that ends in a full stop, advice, and no words of the program's insides."""
    assert error.message.endswith(".")
    assert error.message[0].isupper() or error.message[0] in "“"
    assert error.advice.endswith(".")
    assert not PROGRAM_WORDS.search(str(error)), str(error)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_transcript_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_bytes(REFUSED[name], name)
    assert_clear(caught.value)


@pytest.mark.parametrize("name", READ)
def test_odd_files_with_words_are_read(name: str) -> None:
    assert_sane(parse_bytes(READ[name], name))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("letter.docx", "a Word document (DOCX)"),
        ("paper.pdf", "a PDF document"),
        ("talk.mp3", "a sound file (MP3)"),
        ("picture.png", "a picture (PNG)"),
        ("library.sqlite", "a SQLite database"),
        ("page.html", "a web page (HTML)"),
        ("archive.zip", "a ZIP archive"),
        ("captions.ttml", "TTML captions"),
        ("deepgram.json", "a Deepgram result"),
        ("truncated.json", "cut off"),
        ("damaged.json", "line 1, column 41"),
        ("deep.json", "nested too deeply"),
        ("empty.txt", "is empty"),
        ("spaces.txt", "only white space"),
        ("nuls.srt", "nothing but zeros"),
        ("random.bin", "binary data"),
        ("too-much-text.txt", "64 MB"),
    ],
)
def test_a_refusal_says_what_the_file_looks_like(name: str, says: str) -> None:
    with pytest.raises(InputError, match=re.escape(says)):
        parse_bytes(REFUSED[name], name)


def test_large_recordings_are_named_even_where_they_are_too_large_for_text() -> None:
    with pytest.raises(InputError, match="MP3"):
        parse_bytes(REFUSED["talk.mp3"] + bytes(70_000_000), "talk.mp3")


def test_very_large_files_are_refused_by_their_size_alone() -> None:
    check_file_size(MAX_FILE_BYTES)
    with pytest.raises(InputError, match="300 MB") as caught:
        check_file_size(MAX_FILE_BYTES + 1)
    assert_clear(caught.value)


def test_html_and_scripts_stay_plain_text() -> None:
    text = parse_bytes(READ["script.txt"], "script.txt").transcript.text
    assert "<script>alert(1)</script>" in text


def test_removed_characters_are_reported() -> None:
    texts = [remark.text for remark in parse_bytes(READ["bidi.txt"], "bidi.txt").remarks]
    assert "2 writing-direction signs were removed." in texts
    nul = parse_bytes(READ["nul-inside.srt"], "a.srt")
    assert nul.transcript.cues[0].text == "Hello world"
    assert [(r.kind, r.line) for r in nul.remarks if "NUL" in r.text] == [("repaired", 3)]


@pytest.mark.parametrize("fragment", GROWING)
@pytest.mark.parametrize(
    "opening", ["", "WEBVTT\n\n00:00.000 --> 00:01.000\n", "**A:** hi\n\n**B:** "], ids=["", "vtt", "md"]
)
def test_time_grows_with_the_length_and_no_faster(fragment: str, opening: str) -> None:
    def seconds(size: int) -> float:
        data = (opening + fragment * (size // len(fragment))).encode()
        start = time.perf_counter()
        try:
            parse_bytes(data, "x.txt")
        except InputError as error:
            assert_clear(error)
        return time.perf_counter() - start

    small = seconds(60_000)
    # Ten times the length: quadratic time would be a hundred times as much. A busy machine gets a second try.
    bound = 35 * max(small, 0.01)
    assert seconds(600_000) < bound or seconds(600_000) < bound


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.srt", "a.vtt", "a.json", "a.md", "a.txt", ""]))
def test_random_bytes(data: bytes, name: str) -> None:
    _read_or_refuse(data, name)


_FRAGMENTS = st.sampled_from(
    ["WEBVTT\n", "00:00:01.000 --> 00:00:02.000", "\n\n", "\n", "1\n", "<v Ann>", "</v>", "<00:00:01.500>", "<c>",
     "Ann: ", "&amp;", "**Ann:** ", "(00:01:02):", "\\[01:02\\]", "---\n", "title: x\n", "# H\n", "[a](b)", "- ",
     "word ",
     "word", " ", "é", "\u200d", "**Break:**", "Kind: captions\n", "[", "{", '"', "Ann (0:01): ", "0:01\n", ">> ",
     "NOTE\n", "-->", "*", "_", "`", "<!--", "-->"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(_FRAGMENTS, st.text(max_size=6)), max_size=40).map("".join))
def test_random_text_out_of_what_the_formats_are_made_of(text: str) -> None:
    _read_or_refuse(text.encode("utf-8", "surrogatepass"), "a.md")
    _read_or_refuse(b"WEBVTT\n\n" + text.encode("utf-8", "surrogatepass"), "a.vtt")


_KEYS = """
text start end duration dur segments words word events segs utf8 tStartMs tOffsetMs acAsrConf speaker probability
transcript dDurationMs score
"""
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(_KEYS.split()), inner, max_size=5),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(_VALUES)
def test_random_json(value: object) -> None:
    _read_or_refuse(json.dumps(value).encode(), "a.json")


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([SRT, VTT, *(READ[n] for n in ("nan.json", "bom.srt", "anchors.md"))]),
    st.integers(0, 200),
    st.binary(max_size=6),
)
def test_damaged_files(data: bytes, at: int, damage: bytes) -> None:
    _read_or_refuse(data[:at] + damage + data[at + len(damage) :], "a.srt")
    _read_or_refuse(data[:at], "a.srt")


def _read_or_refuse(data: bytes, name: str) -> None:
    try:
        parsed = parse_bytes(data, name)
    except InputError as error:
        assert_clear(error)
    else:
        assert_sane(parsed)


def test_there_are_enough_hostile_files() -> None:
    assert len(HOSTILE) >= 80
