"""The same talk twice: as people edited it, and as captions heard it."""

from __future__ import annotations

import random
from pathlib import Path

WORDS = (
    "river", "bread", "train", "weather", "risk", "hope", "danger", "city", "council", "wage", "market", "school",
    "garden", "stone", "bridge", "window", "light", "machine", "model", "paper", "letter", "evening", "morning",
    "winter", "summer", "doctor", "patient", "law", "judge", "future", "promise", "question", "answer",
)  # fmt: skip
COMMON = ("and", "the", "of", "to", "a", "in", "that", "it", "is", "was", "we", "they", "you", "but", "so")


def sentences(seed: int, count: int = 120) -> list[str]:
    """What is said in one talk; every talk has words of its own beside those of all."""
    chance = random.Random(seed)
    own = [f"{chance.choice(WORDS)}{chance.choice(WORDS)}" for _ in range(200)]
    said = []
    for _ in range(count):
        words = [chance.choice((own, COMMON, WORDS)[chance.randrange(3)]) for _ in range(chance.randint(8, 16))]
        said.append(" ".join(words).capitalize() + chance.choice((".", "?", "!", ".")))
    return said


def write_edited(folder: Path, name: str, seed: int, front: str = "") -> Path:
    """The transcript as people edited it: turns of two speakers, sentences with their stops."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"---\n{front}\n---"] if front else []
    said = sentences(seed)
    for turn in range(0, len(said), 4):
        lines.append(f"**{('Ada Brook', 'Cy Dunn')[turn // 4 % 2]}:** {', well, '.join(said[turn : turn + 4])}")
    path = folder / f"{name}.md"
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_captions(folder: Path, name: str, seed: int, wrong: float = 0.05, skip: int = 0) -> Path:
    """The captions of it: small letters, no stops, cut every seven words, some of them heard wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed + 1_000)
    words = "".join(letter for letter in " ".join(sentences(seed)).lower() if letter.isalnum() or letter == " ").split()
    heard = [chance.choice(WORDS) if chance.random() < wrong else word for word in words][skip:]
    cues = []
    for number, at in enumerate(range(0, len(heard), 7)):
        start, end = number * 3, number * 3 + 3
        times = f"00:{start // 60:02}:{start % 60:02},000 --> 00:{end // 60:02}:{end % 60:02},000"
        cues.append(f"{number + 1}\n{times}\n{' '.join(heard[at : at + 7])}\n")
    path = folder / f"{name}.srt"
    path.write_text("\n".join(cues), encoding="utf-8")
    return path
