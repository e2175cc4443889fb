"""Caption lists, YouTube's json3, and results of Whisper and its relatives."""

from __future__ import annotations

import json

import pytest

from reader.domain.parsed import ParsedFile
from reader.formats.reading import parse_bytes


def read(value: object) -> ParsedFile:
    return parse_bytes(json.dumps(value).encode(), "talk.json")


def timed(parsed: ParsedFile) -> list[tuple[int | None, int | None, str]]:
    return [(cue.start_ms, cue.end_ms, cue.text) for cue in parsed.transcript.cues]


LIST = [
    {"text": "it&#39;s <i>AT&amp;T</i>", "start": 0.16, "duration": 5.0},
    {"text": "two\nlines", "start": 2.5, "duration": 2.0},
]


def test_caption_list_with_overlaps_clipped() -> None:
    parsed = read(LIST)
    assert parsed.format_id == "caption-list"
    assert timed(parsed) == [(160, 2500, "it's AT&T"), (2500, 4500, "two lines")]


@pytest.mark.parametrize("wrapper", ["transcript", "captions"])
def test_caption_list_in_an_object_that_says_more(wrapper: str) -> None:
    parsed = read({"video_id": "3D4pgIKR4cQ", "title": "A talk", wrapper: LIST})
    assert len(parsed.transcript.cues) == 2
    assert parsed.metadata.title == "A talk"
    assert parsed.video_id == "3D4pgIKR4cQ"
    assert not parsed.metadata.drafts


def test_caption_list_with_other_keys_and_numbers_as_strings() -> None:
    parsed = read([{"text": "a", "start": "1", "dur": "0.5"}, {"text": "b", "start": "0:02", "end": 3.25}])
    assert timed(parsed) == [(1000, 1500, "a"), (2000, 3250, "b")]


def test_entities_escaped_twice() -> None:
    assert read([{"text": "it&amp;#39;s", "start": 0, "duration": 1}]).transcript.text == "it's"


def test_entries_without_text_are_counted() -> None:
    parsed = read([{"text": "a", "start": 0, "duration": 1}, {"start": 1}, None])
    assert "2 entries of the list have no text." in [r.text for r in parsed.remarks]


def test_json3() -> None:
    parsed = read(
        {
            "wireMagic": "pb3",
            "events": [
                {"tStartMs": 0, "dDurationMs": 9000, "id": 1, "wpWinPosId": 1},
                {
                    "tStartMs": "160",
                    "dDurationMs": "4000",
                    "segs": [
                        {"utf8": "hello", "acAsrConf": 0},
                        {"utf8": " everybody", "tOffsetMs": "240", "acAsrConf": 255},
                        {"utf8": " dear"},
                    ],
                },
                {"tStartMs": 1840, "aAppend": 1, "segs": [{"utf8": "\n"}]},
                {"tStartMs": 1850, "dDurationMs": 3000, "segs": [{"utf8": "speaking", "tOffsetMs": 0}]},
            ],
        }
    )
    assert parsed.format_id == "youtube-json3"
    assert parsed.caption_kind == "automatic"
    assert timed(parsed) == [(160, 1850, "hello everybody dear"), (1850, 4850, "speaking")]
    words = parsed.transcript.cues[0].words
    assert [(w.text, w.start_ms, w.confidence) for w in words] == [
        ("hello", 160, None),
        ("everybody", 400, 1.0),
        ("dear", None, None),
    ]


def test_json3_of_captions_that_people_wrote_has_no_words() -> None:
    parsed = read({"events": [{"tStartMs": 10, "dDurationMs": 20, "segs": [{"utf8": "Hello\nthere."}]}]})
    assert parsed.caption_kind == "captions"
    assert not parsed.has_words
    assert parsed.transcript.text == "Hello there."


def test_whisper() -> None:
    parsed = read(
        {
            "text": " Hello world. Second",
            "segments": [
                {
                    "id": 0, "start": 1.0, "end": 3.0, "text": " Hello well-known world.",
                    "words": [
                        {"word": " Hello", "start": 1.0, "end": 1.5, "probability": 0.9},
                        {"word": " well", "start": 1.5, "end": 1.7, "probability": 0.8},
                        {"word": "-known", "start": 1.7, "end": 2.0, "probability": 0.7},
                        {"word": " world.", "start": 2.0, "end": 3.0, "probability": 0.6},
                    ],
                },
                {"id": 1, "start": 3.0, "end": 5.5, "text": " Second"},
            ],
        }
    )  # fmt: skip
    assert parsed.format_id == "whisper-json"
    assert parsed.caption_kind == "recognised"
    assert parsed.has_confidence
    assert timed(parsed) == [(1000, 3000, "Hello well-known world."), (3000, 5500, "Second")]
    assert [(w.text, w.start_ms, w.end_ms) for w in parsed.transcript.cues[0].words] == [
        ("Hello", 1000, 1500),
        ("well-known", 1500, 2000),
        ("world.", 2000, 3000),
    ]


def test_whisperx_speakers_scores_and_numbers_without_times() -> None:
    parsed = read(
        {
            "segments": [
                {
                    "start": 1.0, "end": 3.0, "text": " Since 2024",
                    "words": [{"word": "Since", "start": 1, "end": 1.5, "score": 0.9, "speaker": "SPEAKER_00"},
                              {"word": "2024"}],
                },
                {"start": 3, "end": 4, "text": "yes", "speaker": "SPEAKER_01", "words": []},
            ],
            "word_segments": [],
        }
    )  # fmt: skip
    cues = parsed.transcript.cues
    assert [(cue.speaker, cue.new_paragraph) for cue in cues] == [("SPEAKER_00", True), ("SPEAKER_01", True)]
    assert [(w.text, w.start_ms, w.confidence) for w in cues[0].words] == [("Since", 1000, 0.9), ("2024", None, None)]


def test_faster_whisper_as_a_bare_list_and_words_beside_the_segments() -> None:
    bare = read([{"start": 0, "end": 1, "text": " a", "avg_logprob": -0.1, "words": None}])
    assert bare.format_id == "whisper-json"
    beside = read(
        {
            "segments": [{"start": 0, "end": 1, "text": "a b"}, {"start": 1, "end": 2, "text": "c"}],
            "words": [{"word": w, "start": s, "end": s + 0.4} for w, s in (("a", 0), ("b", 0.5), ("c", 1.0))],
        }
    )
    assert [[w.start_ms for w in cue.words] for cue in beside.transcript.cues] == [[0, 500], [1000]]


def test_words_that_do_not_fit_the_text_are_left_out() -> None:
    parsed = read(
        {"segments": [{"start": 0, "end": 1, "text": "Hello there you", "words": [{"word": "Bye", "start": 0}]}]}
    )
    assert parsed.transcript.text == "Hello there you"
    assert not parsed.has_words
    assert any("do not fit" in remark.text for remark in parsed.remarks)
