"""Interview, panel, talk or reading: on texts made for it, and on real episodes whose kind is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.domain.evidence_mode import EVIDENCE_MODES, infer_evidence_mode
from reader.domain.transcript import Cue, Transcript
from reader.formats.reading import parse_bytes

QUESTION = "So what do you make of that, and how did you come to it?"
ANSWER = "I think it is like this. We tried it for a year, and then we saw that it holds. " * 4
REMARK = "Yeah, I saw that as well, and I liked it. We should talk about the other one too. " * 2
PROSE = "The table stood by the window, and the door was shut. Nobody came. " * 30


def of(*turns: tuple[str | None, str]) -> Transcript:
    return Transcript.from_cues(Cue(text, speaker=name) for name, text in turns)


def test_one_asks_and_one_answers() -> None:
    assert infer_evidence_mode(of(*[("Ada", QUESTION), ("Ben", ANSWER)] * 8)) == "interview"


def test_two_hosts_and_a_guest_are_an_interview() -> None:
    turns = [("Ada", QUESTION), ("Ben", ANSWER), ("Cy", "Right. " + QUESTION), ("Ben", ANSWER)]
    assert infer_evidence_mode(of(*turns * 6)) == "interview"


def test_one_host_and_two_guests_are_an_interview() -> None:
    turns = [("Ada", QUESTION), ("Ben", ANSWER), ("Cy", ANSWER)]
    assert infer_evidence_mode(of(*turns * 6)) == "interview"


def test_a_guest_who_asks_back_is_still_the_guest() -> None:
    turns = [("Ada", QUESTION), ("Ben", ANSWER + "But is it so? Why would it be? Who knows? Do we?")]
    assert infer_evidence_mode(of(*turns * 8)) == "interview"


def test_three_who_answer_one_moderator_are_a_panel() -> None:
    turns = [("Ada", QUESTION), ("Ben", ANSWER), ("Cy", ANSWER), ("Dan", ANSWER)]
    assert infer_evidence_mode(of(*turns * 6)) == "panel"


def test_two_who_talk_without_asking_are_a_panel() -> None:
    assert infer_evidence_mode(of(*[("Ada", REMARK), ("Ben", REMARK)] * 10)) == "panel"


def test_one_voice_is_a_talk_whatever_it_asks() -> None:
    assert infer_evidence_mode(of(("Ada", (QUESTION + " " + ANSWER) * 10))) == "talk"


def test_a_voice_that_drops_in_makes_no_panel() -> None:
    turns = [("Ada", ANSWER)] * 20 + [("Ben", "Thank you.")]
    assert infer_evidence_mode(of(*turns)) == "talk"


def test_questions_to_a_you_make_an_interview_without_names_or_signs() -> None:
    captions = f"{QUESTION} {ANSWER}".replace("?", "").replace(".", "").replace(",", "").lower()
    assert infer_evidence_mode(of(*[(None, captions)] * 10)) == "interview"
    assert infer_evidence_mode(of(*[(None, ANSWER)] * 10)) == "talk"


def test_curly_apostrophes_are_apostrophes() -> None:
    asked = "Don\u2019t you think so? " + "I\u2019m not sure that it\u2019s like this at all. " * 3
    assert infer_evidence_mode(of((None, asked * 10))) == "interview"


@pytest.mark.parametrize("name", [None, "Ada"])
def test_prose_is_a_reading(name: str | None) -> None:
    assert infer_evidence_mode(of((name, PROSE))) == "reading"


def test_nothing_said_is_a_talk() -> None:
    assert infer_evidence_mode(Transcript()) == "talk"
    assert {"interview", "panel", "talk", "reading"} == set(EVIDENCE_MODES)


def episodes(shared: Path, show: str, *numbers: int) -> Iterator[Transcript]:
    folder = shared / "data" / show
    paths = [folder / f"{show}-{number}.md" for number in numbers] if numbers else sorted(folder.glob("*.markdown"))
    for path in paths:
        yield parse_bytes(path.read_bytes(), path.name, None).transcript


def test_a_show_of_interviews(shared: Path) -> None:
    modes = [infer_evidence_mode(transcript) for transcript in episodes(shared, "axrp")]
    assert len(modes) == 58
    assert set(modes) == {"interview"}


@pytest.mark.parametrize(
    ("mode", "numbers"),
    [
        ("interview", (98, 11, 35, 21, 36, 102, 127, 33, 134, 9, 134, 204, 197, 20, 273, 139)),
        ("panel", (10, 6, 52, 28, 18, 12, 13, 104, 262, 210, 3, 205)),
        ("talk", (285,)),
    ],
)
def test_episodes_whose_kind_is_known(shared: Path, mode: str, numbers: tuple[int, ...]) -> None:
    """Guests with hosts; hosts among themselves and round tables; one host alone."""
    for number, transcript in zip(numbers, episodes(shared, "practical-ai", *numbers), strict=True):
        assert infer_evidence_mode(transcript) == mode, number


def test_most_interviews_are_told_without_names(shared: Path) -> None:
    bare = [Transcript.from_cues(Cue(cue.text) for cue in one.cues) for one in episodes(shared, "axrp")]
    modes = [infer_evidence_mode(transcript) for transcript in bare]
    assert modes.count("interview") >= 0.8 * len(modes)
    assert modes.count("reading") == 0
