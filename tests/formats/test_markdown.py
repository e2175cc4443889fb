"""Markdown transcripts: front matter, the grammar of turns, markup, chapters, introductions."""

from __future__ import annotations

import pytest

from reader.domain.parsed import ParsedFile
from reader.formats.inline import plain_markdown
from reader.formats.reading import parse_bytes


def read(text: str, name: str = "talk.md") -> ParsedFile:
    return parse_bytes(text.encode(), name)


def turns(parsed: ParsedFile) -> list[tuple[str | None, int | None, str]]:
    return [(cue.speaker, cue.start_ms, cue.text) for cue in parsed.transcript.cues]


@pytest.mark.parametrize(
    "header",
    [
        "**Ann Lee:** {text}",
        "**Ann Lee**: {text}",
        "**Ann Lee:**\n{text}",
        "__Ann Lee:__ {text}",
        "**Ann Lee:**{text}",
        "Ann Lee: {text}",
        "Ann Lee:\n{text}",
        "***Ann Lee:*** {text}",
    ],
)
def test_turns_without_times(header: str) -> None:
    text = "\n\n".join(header.format(text=f"words {i}") + f"\n\n**Bo Ek:** yes {i}" for i in range(3))
    text = text.replace("**Bo Ek:**", "Bo Ek:") if header.startswith("Ann") else text
    assert turns(read(text))[:2] == [("Ann Lee", None, "words 0"), ("Bo Ek", None, "yes 0")]


@pytest.mark.parametrize(
    "header",
    [
        "**Ann Lee** (0{hour}:02:03):\n{text}",
        "**Ann Lee** ({hour}:02:03): {text}",
        "**Ann Lee:** \\[0{hour}:02:03\\] {text}",
        "**Ann Lee**: [0{hour}:02:03] {text}",
        "**Ann Lee** [{hour}:02:03]\n{text}",
        "**Ann Lee (0{hour}:02:03):** {text}",
        "**[0{hour}:02:03] Ann Lee:** {text}",
        "[0{hour}:02:03] **Ann Lee:** {text}",
        "Ann Lee: 0{hour}:02:03\n{text}",
        "Ann Lee (0{hour}:02:03):\n{text}",
        "Ann Lee  0{hour}:02:03\n{text}",
        "[0{hour}:02:03] Ann Lee: {text}",
        "0{hour}:02:03 Ann Lee: {text}",
        "**Ann Lee:** \\ \\[0{hour}:02:03\\] {text}",
    ],
)
def test_turns_with_times(header: str) -> None:
    text = "\n\n".join(header.format(hour=hour, text=f"words {hour}") for hour in (1, 2))
    start = 123_000
    expected = [("Ann Lee", 3_600_000 + start, "words 1"), ("Ann Lee", 7_200_000 + start, "words 2")]
    assert turns(read(text)) == expected
    assert turns(read(text.replace("\\ ", "").replace("\\", ""), "talk.txt"))[0][1] == 3_600_000 + start


def test_short_times_and_hundredths() -> None:
    parsed = read(
        "**Ann** (01:30):\nhi\n\n**Bo:** \\[00:02:03.45\\] yes \\[75:30\\] later \\[unintelligible 00:04:05.06\\]\n"
    )
    assert turns(parsed) == [
        ("Ann", 90_000, "hi"),
        ("Bo", 123_450, "yes"),
        ("Bo", 4_530_000, "later [unintelligible 00:04:05.06]"),
    ]


def test_paragraphs_of_the_same_speaker() -> None:
    parsed = read(
        "**Ann** (00:00:09):\nHello.\n\n(00:00:34):\nOkay,\nOwain.\n\nAnd more.\n\n**Bo** (00:00:36):\nThanks.\n"
    )
    assert turns(parsed) == [
        ("Ann", 9000, "Hello."),
        ("Ann", 34_000, "Okay, Owain."),
        ("Ann", None, "And more."),
        ("Bo", 36_000, "Thanks."),
    ]
    assert all(cue.new_paragraph for cue in parsed.transcript.cues)


def test_inline_times_cut_a_paragraph() -> None:
    cues = read("**Ann:** \\[0:10\\] one \\[0:20\\] two\n\n**Bo:** three\n").transcript.cues
    assert [(c.start_ms, c.text, c.new_paragraph) for c in cues] == [
        (10_000, "one", True), (20_000, "two", False), (None, "three", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["**Break:** \\[15:57\\]", "**Break**: \\[15:57\\] to \\[16:58\\]", "**Break**", "**Break:**"]
)
def test_a_break_is_no_person_and_no_text(line: str) -> None:
    parsed = read(f"**Ann:** one\n\n{line}\n\n**Bo:** two\n\nthree\n")
    assert turns(parsed) == [("Ann", None, "one"), ("Bo", None, "two"), ("Bo", None, "three")]
    assert any("no person" in remark.text and remark.line == 3 for remark in parsed.remarks)


def test_a_label_whose_bold_ends_too_late() -> None:
    assert turns(read("**Ann Lee: I**ndeed, yes.\n\n**Bo:** ok\n"))[0] == ("Ann Lee", None, "Indeed, yes.")


def test_bold_words_and_colons_in_sentences_are_no_turns() -> None:
    parsed = read("**Ann:** hi\n\n**Really?** I think so. Note: this.\n\nSo: that is it.\n\n**Bo:** yes\n")
    assert parsed.transcript.speakers == ("Ann", "Bo")
    assert turns(parsed)[1] == ("Ann", None, "Really? I think so. Note: this.")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("see [the paper](https://a.b/c_(d)) now", "see the paper now"),
        ('a [link](u "title") b', "a link b"),
        ("[one [two] three](u)", "one [two] three"),
        ("![picture](u.png)", "picture"),
        ("[words][ref]", "words"),
        ("\\[laughs\\] \\*not\\* a\\_b", "[laughs] *not* a_b"),
        ("*it* **bold** ***both*** _under_ __strong__ `code`", "it bold both under strong code"),
        ("**bold *and it* bold**", "bold and it bold"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("s***y", "s***y"),
        ('Heading <a name="x"></a>', "Heading "),
        ("p<sub>1</sub> <script>x</script>", "p1 <script>x</script>"),
        ("a < b && c > d &lt; &#39;", "a < b && c > d < '"),
        ("<https://a.b>", "https://a.b"),
        ("[square brackets] stay", "[square brackets] stay"),
    ],
)
def test_markup_to_text(source: str, shown: str) -> None:
    assert plain_markdown(source) == shown


PAGE = """---
layout: post
title:  "42 - Owain's \\"Talk\\""
date: 2025-06-06 13:14 -0700
tags: [safety, 'labor, market']
---

[YouTube link](https://youtu.be/3D4pgIKR4cQ)

Earlier this *year*, a paper
made the rounds.

_In this transcript, names are omitted._

Topics we discuss:
 - [Why?](#why)
 - More: things

## Opening <a name="opening"></a>

**Ann** (00:00:09):
Hello.

## Part one

### Details?

**Bo** (00:00:36):
Thanks for *having* me.
"""


def test_a_page_around_a_transcript() -> None:
    parsed = read(PAGE)
    found = parsed.metadata
    assert parsed.caption_kind == "edited"
    assert found.title == '42 - Owain\'s "Talk"'
    assert found.date == "2025-06-06"
    assert found.tags == ("safety", "labor, market")
    assert found.link == "https://youtu.be/3D4pgIKR4cQ"
    assert parsed.video_id == "3D4pgIKR4cQ"
    assert found.summary == "Earlier this year, a paper made the rounds."
    assert found.drafts == {"summary"}
    assert turns(parsed) == [("Ann", 9000, "Hello."), ("Bo", 36_000, "Thanks for having me.")]
    assert [cue.chapter for cue in parsed.transcript.cues] == ["Opening", "Part one · Details?"]
    assert ("left out", 8) in [(remark.kind, remark.line) for remark in parsed.remarks]


def test_words_before_the_first_turn_stay_where_there_is_no_page_around_them() -> None:
    assert turns(read("Welcome to the show.\n\n**Ann:** hi\n\n**Bo:** hello\n"))[0] == (
        None,
        None,
        "Welcome to the show.",
    )


def test_a_commented_link_is_no_link_and_lines_keep_their_numbers() -> None:
    parsed = read(
        "<!-- [x](https://youtu.be/3D4pgIKR4cQ)\nmore -->\n\n# Title here\n\n**Ann:** a\u200bb\n\n**Bo:** [later \n"
    )
    assert parsed.video_id == ""
    assert parsed.metadata.title == "Title here"
    assert parsed.transcript.text == "ab [later"


def test_markdown_without_turns_is_text_with_chapters() -> None:
    parsed = read(
        "# My talk\n\nFirst words.\n\nPart two\n--------\n\n"
        "> Quoted [link](u).\n\n- an item\n- another\n\n***\n\nEnd.\n"
    )
    assert parsed.format_id == "markdown"
    assert parsed.caption_kind == "text"
    assert parsed.metadata.title == "My talk"
    assert [(c.chapter, c.text) for c in parsed.transcript.cues] == [
        (None, "First words."), ("Part two", "Quoted link."), (None, "an item"), (None, "another"), (None, "End."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        ("title: plain text # comment", "title", "plain text"),
        ("Title: 'it''s'", "title", "it's"),
        ("podcast: Practical AI", "show", "Practical AI"),
        ("shelf: Risk: and strategy", "shelf", "Risk: and strategy"),
        ("series: T", "thread", "T"),
        ('tags:\n  - a\n  - "b c"', "tags", ("a", "b c")),
        ("keywords: a, b", "tags", ("a", "b")),
        ("date: 6 June 2025", "date", "2025-06-06"),
        ("published: June 6th, 2025", "date", "2025-06-06"),
        ("date: 2025-06", "date", "2025-06"),
        ("date: 20250606", "date", "2025-06-06"),
        ("date: 2025", "date", "2025"),
        ("date: 2025-13-40", "date", ""),
        ("summary: >\n  two\n  lines", "summary", "two lines"),
        ("why it matters: because", "why_it_matters", "because"),
        ("editor_note: |\n  keep\n\n  this", "editor_note", "keep this"),
        ("evidence_mode: Panel", "evidence_mode", "panel"),
        ("evidence_mode: dance", "evidence_mode", ""),
        ("link: javascript:alert(1)", "link", ""),
        ("url: https://a.b/c", "link", "https://a.b/c"),
        ("categories: episode", "shelf", ""),
    ],
)
def test_front_matter(lines: str, field: str, value: object) -> None:
    parsed = read(f"---\n{lines}\n---\n\n**Ann:** hi\n\n**Bo:** ho\n", "")
    assert getattr(parsed.metadata, field) == value
    assert field not in parsed.metadata.drafts


def test_a_date_that_cannot_be_read_is_reported() -> None:
    parsed = read("---\ndate: soon\n---\n\nHello\n", "2024-02-03-talk.md")
    assert any("“soon”" in remark.text for remark in parsed.remarks)
    assert parsed.metadata.date == "2024-02-03"
    assert parsed.metadata.drafts >= {"date"}
