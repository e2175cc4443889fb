"""Small sites for the tests of the content folder, and what they do with them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.domain.content import ContentEntry, ContentPlan, ContentReport
from reader.services import content_folder
from reader.services.content_taking import TakenIn, take_in, takeable
from reader.services.content_writing import writable, write_back
from tests.services.conftest import ran

if TYPE_CHECKING:
    from reader.services.opening import Library

RESOURCES = "content/resources"


def vtt(topic: str) -> str:
    """Captions that are unlike those of any other topic."""
    cues = [
        f"00:{at:02}.000 --> 00:{at + 1:02}.500\n<v Ada>Point {at} about {topic}: a danger, a hope.\n"
        for at in range(9)
    ]
    return "WEBVTT\n\n" + "\n".join(cues)


class Site:
    """A site's repository."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / RESOURCES / "transcripts").mkdir(parents=True)

    def path(self, slug: str) -> Path:
        return self.root / RESOURCES / f"{slug}.json"

    def add(self, slug: str, *, captions: str | None = "", **facts: Any) -> Path:
        """A resource file, with its transcript unless ``captions`` is None."""
        values: dict[str, Any] = {"title": slug.replace("-", " ").capitalize(), "own": {"kept": [1.50]}} | facts
        if captions is not None:
            relative = f"{RESOURCES}/transcripts/{slug}.vtt"
            (self.root / relative).write_text(captions or vtt(slug), encoding="utf-8")
            values["transcript"] = {"path": relative} | dict(values.get("transcript", {}))
        self.path(slug).write_text(json.dumps(values, indent="\t") + "\n", encoding="utf-8")
        return self.path(slug)

    def change(self, slug: str, **facts: Any) -> None:
        """What somebody else does to a file."""
        values = self.facts(slug) | facts
        self.path(slug).write_text(json.dumps(values, indent="\t") + "\n", encoding="utf-8")

    def facts(self, slug: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.path(slug).read_bytes())
        return found

    def assess(self, slug: str, **facts: Any) -> Path:
        """An assessment file."""
        path = self.root / RESOURCES / "transcript-assessments" / f"{slug}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(facts), encoding="utf-8")
        return path

    def picture(self) -> dict[str, bytes]:
        """Every file with its bytes."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        }


def tied_site(root: Path, library: Library) -> Site:
    """An empty one that the library is tied to."""
    made = Site(root)
    content_folder.tie(library, made.root)
    return made


def looked(library: Library) -> ContentPlan:
    plan: ContentPlan = ran(content_folder.look(library))
    return plan


def entry(library: Library, slug: str) -> ContentEntry:
    return next(found for found in looked(library).entries if found.slug == slug)


def sides(library: Library, slug: str) -> dict[str, str]:
    """Where each field of an item changed; nothing where all agrees."""
    found = [one for one in looked(library).entries if one.slug == slug]
    return {field.name: field.side for one in found for field in one.fields}


def pull(library: Library, resolutions: Mapping[tuple[str, str], str] | None = None) -> TakenIn:
    plan = looked(library)
    taken: TakenIn = ran(take_in(library, plan, takeable(plan, resolutions), resolutions))
    return taken


def push(
    library: Library, resolutions: Mapping[tuple[str, str], str] | None = None, keys: Sequence[str] = (), **how: bool
) -> ContentReport:
    plan = looked(library)
    wanted = keys or writable(plan, resolutions, new=how.get("new", False), rename=how.get("rename", False))
    report: ContentReport = ran(write_back(library, plan, wanted, resolutions, rename=how.get("rename", False)))
    return report
