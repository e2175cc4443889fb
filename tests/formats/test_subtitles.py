"""SRT, WebVTT and YouTube's rolling captions: each trap in a small file of its own."""

from __future__ import annotations

import pytest

from reader.domain.parsed import ParsedFile
from reader.domain.transcript import Cue
from reader.errors import InputError
from reader.formats.reading import parse_bytes

HEAD = "WEBVTT\n\n"


def read(text: str, name: str = "talk.srt") -> ParsedFile:
    return parse_bytes(text.encode(), name)


def timed(parsed: ParsedFile) -> list[tuple[int | None, int | None, str]]:
    return [(cue.start_ms, cue.end_ms, cue.text) for cue in parsed.transcript.cues]


def spoken(parsed: ParsedFile) -> list[tuple[str | None, str]]:
    return [(cue.speaker, cue.text) for cue in parsed.transcript.cues]


def remarks(parsed: ParsedFile, kind: str) -> list[int]:
    return [remark.line for remark in parsed.remarks if remark.kind == kind]


TWO = [(1000, 3000, "Hello"), (3000, 5500, "Second")]


@pytest.mark.parametrize(
    "text",
    [
        "1\n00:00:01,000 --> 00:00:03,000\nHello\n\n2\n00:00:03,000 --> 00:00:05,500\nSecond\n",
        "00:00:01,000 --> 00:00:03,000\nHello\n\n00:00:03,000 --> 00:00:05,500\nSecond",
        "1\n00:00:01,000 --> 00:00:03,000\nHello\n2\n00:00:03,000 --> 00:00:05,500\nSecond\n",
        "1\r00:00:01,000 --> 00:00:03,000\rHello\r\r2\r00:00:03,000 --> 00:00:05,500\rSecond\r",
        "\ufeff1\r\n00:00:01,000 --> 00:00:03,000\r\nHello\r\n\r\n2\r\n00:00:03,000 --> 00:00:05,500\r\nSecond\r\n",
        "0:00:01 --> 0:00:03\nHello\n\n0:00:03.0 --> 0:00:05.5\nSecond\n",
        "1\n00:00:01,000-->00:00:03,000 X1:10 Y1:20\nHello\n\n\n\n2\n\n00:00:03,000 --> 00:00:05,500\nSecond\n",
        "00:00:01.000 --> 00:00:03.000\nHello\n\n00:00:03.000 --> 00:00:05.500\nSecond\n",
        "1\n00:00:01:000 --> 00:00:03:000\nHello\n\n2\n00:00:03:000 --> 00:00:05:500\nSecond\n",
    ],
    ids=[
        "plain",
        "no index",
        "no blank line",
        "CR only",
        "BOM and CRLF",
        "short times",
        "extras",
        "full stops",
        "colons",
    ],
)
def test_srt_as_tools_write_it(text: str) -> None:
    parsed = read(text)
    assert parsed.format_id == "srt"
    assert parsed.caption_kind == "captions"
    assert timed(parsed) == TWO


@pytest.mark.parametrize(
    ("clock", "milliseconds"),
    [
        ("0:00:01.5", 1500),
        ("00:00:01,25", 1250),
        ("00:00:01.000500", 1000),
        ("100:00:01,000", 360_001_000),
        ("1:02:03,004", 3_723_004),
    ],
)
def test_times(clock: str, milliseconds: int) -> None:
    assert read(f"1\n{clock} --> 900:00:00,000\nHello\n").transcript.cues[0].start_ms == milliseconds


def test_blank_lines_inside_text_are_kept_and_reported() -> None:
    parsed = read("1\n00:00:01,000 --> 00:00:03,000\nHello\n\nworld\n\n2\n00:00:03,000 --> 00:00:05,500\nSecond\n")
    assert timed(parsed) == [(1000, 3000, "Hello world"), (3000, 5500, "Second")]
    assert remarks(parsed, "repaired") == [4]


def test_numbers_that_are_text() -> None:
    parsed = read("1\n00:00:01,000 --> 00:00:03,000\nThe year was\n1984\n\n2\n00:00:03,000 --> 00:00:05,500\n42\n")
    assert [cue.text for cue in parsed.transcript.cues] == ["The year was 1984", "42"]
    bare = read("00:00:01,000 --> 00:00:03,000\n42\n\n00:00:03,000 --> 00:00:05,500\nin\n1984\n")
    assert [cue.text for cue in bare.transcript.cues] == ["42", "in 1984"]


def test_signs_that_look_like_markup_are_text_and_markup_is_not() -> None:
    parsed = read(
        "1\n00:00:01,000 --> 00:00:02,000\nif a < b && c > d --> then\n\n"
        '2\n00:00:02,000 --> 00:00:03,000\n<i>Hello</i> <font color="#f00">red</font> {\\an8}top<br>line\n\n'
        "3\n00:00:03,000 --> 00:00:04,000\nAT&amp;T &lt;unk&gt; it&#39;s\n"
    )
    assert [cue.text for cue in parsed.transcript.cues] == [
        "if a < b && c > d --> then",
        "Hello red top line",
        "AT&T <unk> it's",
    ]


def test_text_with_damaged_times_is_kept() -> None:
    parsed = read(
        "1\n00:00:01,000 --> 00:00:02,000\none\n\n2\n00:00:0x,000 --> 00:00:09,000\ntwo\n\n"
        "3\nthree\n\n4\n00:00:12,000 --> 00:00:11,000\nfour\n"
    )
    assert timed(parsed) == [(1000, 2000, "one"), (None, None, "two"), (None, None, "three"), (12000, None, "four")]
    assert remarks(parsed, "repaired") == [6, 9, 13]


def test_captions_without_text_are_left_out_and_counted() -> None:
    parsed = read("1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:02,000 --> 00:00:03,000\nHello\n")
    assert timed(parsed) == [(2000, 3000, "Hello")]
    assert remarks(parsed, "left out") == [2]


def test_captions_out_of_order_are_sorted() -> None:
    parsed = read("1\n00:00:05,000 --> 00:00:06,000\nlate\n\n2\n00:00:01,000 --> 00:00:02,000\nearly\n")
    assert [cue.text for cue in parsed.transcript.cues] == ["early", "late"]
    assert remarks(parsed, "repaired") == [6]


def test_names_that_recur_are_speakers() -> None:
    parsed = read(
        "1\n00:00:01,000 --> 00:00:02,000\nDaniel Filan: Hello.\nOWAIN: Hi: there\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\nand thanks\n\n3\n00:00:03,000 --> 00:00:04,000\n>> Daniel Filan: Good.\n\n"
        "4\n00:00:04,000 --> 00:00:05,000\nOWAIN:\nYes. Warning: hot\n\n"
        "5\n00:00:05,000 --> 00:00:06,000\nWarning: hot\n"
    )
    assert spoken(parsed) == [
        ("Daniel Filan", "Hello."),
        ("OWAIN", "Hi: there"),
        ("OWAIN", "and thanks"),
        ("Daniel Filan", "Good."),
        ("OWAIN", "Yes. Warning: hot"),
        ("OWAIN", "Warning: hot"),
    ]
    assert [cue.new_paragraph for cue in parsed.transcript.cues] == [True, True, False, True, True, False]


def test_a_name_that_comes_once_stays_text() -> None:
    parsed = read("1\n00:00:01,000 --> 00:00:02,000\nDaniel: Hello.\n\n2\n00:00:02,000 --> 00:00:03,000\nYes.\n")
    assert spoken(parsed) == [(None, "Daniel: Hello."), (None, "Yes.")]


def test_captions_converted_from_rolling_ones_are_not_doubled() -> None:
    parsed = read(
        "1\n00:00:00,160 --> 00:00:01,840\nhello everybody\n\n2\n00:00:01,840 --> 00:00:01,850\nhello everybody\n\n"
        "3\n00:00:01,850 --> 00:00:03,530\nhello everybody\nspeaking with\n\n"
        "4\n00:00:03,530 --> 00:00:03,540\nspeaking with\n\n"
        "5\n00:00:03,540 --> 00:00:05,000\nspeaking with\nOwain\n"
    )
    assert parsed.transcript.text == "hello everybody speaking with Owain"


def test_what_is_said_twice_is_kept_twice() -> None:
    cues = "".join(f"{i}\n00:00:0{i},000 --> 00:00:0{i},900\nYeah.\n\n" for i in range(1, 7))
    assert len(read(cues).transcript.cues) == 6


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "00:01.000 --> 00:03.000\nHello\n\ncue-2\n00:00:03.000 --> 00:00:05.500 line:0 align:start\nSecond\n",
        "WEBVTT\n00:00:01.000 --> 00:00:03.000\nHello\n00:00:03.000 --> 00:00:05.500\nSecond\n",
        HEAD + "1\n00:00:01,000 --> 00:00:03,000\nHello\n\n2\n00:00:03,000 --> 00:00:05,500\nSecond\n",
        "\ufeffWEBVTT - x\r\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000\r\n\r\n"
        "0:0:1.0 --> 0:0:3.0\r\nHello\r\n\r\n0:0:3.0 --> 0:0:5.5\r\nSecond",
        HEAD + "STYLE\n::cue(.x) { color: red }\n\nREGION\nid:fred\n\nNOTE\nmulti --not a cue\nline\n\n"
        "00:01.000 --> 00:03.000\nHello\n\nNOTE one line\n\n00:03.000 --> 00:05.500\nSecond\n",
        HEAD + "00:01.000-->00:03.000line:40%\nHello\n\n00:03.000\t-->\t00:05.500\n\nSecond\n",
        HEAD + "1\n00:01.000 --> 00:03.000\nHello\n2\n00:03.000 --> 00:05.500\nSecond\n",
    ],
    ids=["plain", "no blank line", "commas", "short figures", "notes", "spaces", "numbers without blank lines"],
)
def test_webvtt_as_tools_write_it(text: str) -> None:
    parsed = read(text, "talk.vtt")
    assert parsed.format_id == "webvtt"
    assert timed(parsed) == TWO


def test_comma_times_are_reported() -> None:
    parsed = read(HEAD + "00:00:01,000 --> 00:00:03,000\nHello\n", "a.vtt")
    assert remarks(parsed, "repaired") == [3]


def test_every_voice_is_a_speaker() -> None:
    parsed = read(
        HEAD + "00:01.000 --> 00:03.000\n<v Daniel Filan>Hello there.\n\n"
        "00:03.000 --> 00:05.500\n<v.loud Owain &amp; Co>Hi.</v> <v Daniel Filan>Good\n<i>day</i>.</v> noise\n"
    )
    assert spoken(parsed) == [
        ("Daniel Filan", "Hello there."),
        ("Owain & Co", "Hi."),
        ("Daniel Filan", "Good day."),
        (None, "noise"),
    ]
    assert {(cue.start_ms, cue.end_ms) for cue in parsed.transcript.cues[1:]} == {(3000, 5500)}


def test_entities_are_decoded_and_hidden_signs_dropped() -> None:
    parsed = read(HEAD + "00:01.000 --> 00:03.000\nA &amp; B &lt;b&gt;&nbsp;x&lrm; a < b && c > d &bogus; &#x41;\n")
    assert parsed.transcript.text == "A & B <b> x a < b && c > d &bogus; A"


def test_words_with_times() -> None:
    cue = read(HEAD + "00:16.500 --> 00:18.500\nWhen the moon <00:17.500>hits your <b>eye</b>\n").transcript.cues[0]
    assert cue.text == "When the moon hits your eye"
    assert [(w.text, w.start_ms) for w in cue.words] == [
        ("When", 16500), ("the", None), ("moon", None), ("hits", 17500), ("your", None), ("eye", None),
    ]  # fmt: skip


def test_a_block_without_times_is_left_out_with_its_line() -> None:
    parsed = read(HEAD + "00:01.000 --> 00:03.000\nHello\n\nlost words\n\n00:00:1d.000 --> 00:05.000\nbad\n", "a.vtt")
    assert timed(parsed) == [(1000, 3000, "Hello")]
    assert remarks(parsed, "left out") == [6, 8]
    assert "“lost words”" in parsed.remarks[1].text


ROLLING = """WEBVTT
Kind: captions
Language: en

00:00:00.160 --> 00:00:01.840 align:start position:0%
\x20
hello<00:00:00.400><c> everybody</c>

00:00:01.840 --> 00:00:01.850 align:start position:0%
hello everybody
\x20

00:00:01.850 --> 00:00:03.530 align:start position:0%
hello everybody
speaking<00:00:02.090><c> with</c><00:00:02.330><c.colorE5E5E5> Owain</c>

00:00:03.530 --> 00:00:03.540 align:start position:0%
speaking with Owain
\x20

00:00:03.540 --> 00:00:05.000 align:start position:0%
speaking with Owain
[Music]

00:00:05.000 --> 00:00:06.000 align:start position:0%
[Music]
speaking<00:00:05.500><c> with</c><00:00:05.700><c> Owain</c>
"""


def test_rolling_captions_come_once_with_their_words() -> None:
    parsed = read(ROLLING, "talk.en.vtt")
    assert parsed.format_id == "youtube-vtt"
    assert parsed.caption_kind == "automatic"
    assert parsed.has_words
    assert [cue.text for cue in parsed.transcript.cues] == [
        "hello everybody",
        "speaking with Owain",
        "[Music]",
        "speaking with Owain",
    ]
    first: Cue = parsed.transcript.cues[0]
    assert [(w.text, w.start_ms, w.end_ms) for w in first.words] == [("hello", 160, 400), ("everybody", 400, 1840)]


def test_a_file_without_any_words_is_refused() -> None:
    with pytest.raises(InputError, match="WebVTT"):
        read("WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "a.vtt")
