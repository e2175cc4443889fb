"""A program that is ended in the middle of writing to the content folder leaves whole files, and nothing in the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.services import content_folder, editing
from reader.services.opening import open_library
from tests.services.content_sites import Site, looked, pull, push

ROOT = Path(__file__).resolve().parents[2]
ENDED = 9

SCRIPT = """
import os, sys
from pathlib import Path
from reader.services import content_folder, content_places
from reader.services.content_writing import writable, write_back
from reader.services.opening import open_library

name, library, when = sys.argv[1:]
module = {"fsync": os, "replace": os, "_settle": content_places}[name]
real = getattr(module, name)

def ended(*arguments, **options):
    if name == "replace" and not str(arguments[1]).endswith("on-owls.json"):
        return real(*arguments, **options)
    if when == "before":
        os._exit(9)
    result = real(*arguments, **options)
    os._exit(9)

with open_library(Path(library)) as opened:
    steps = content_folder.look(opened)
    try:
        while True:
            next(steps)
    except StopIteration as end:
        plan = end.value
    setattr(module, name, ended)
    for _step in write_back(opened, plan, writable(plan)):
        pass
"""


@pytest.mark.parametrize(
    ("call", "when", "new_one"),
    [("fsync", "before", False), ("fsync", "after", False), ("replace", "before", False), ("replace", "after", True)],
)
def test_a_kill_leaves_a_whole_file(tmp_path: Path, call: str, when: str, new_one: bool) -> None:
    site = Site(tmp_path / "site")
    site.add("on-owls", summary="Owls.")
    path = tmp_path / "library.sqlite"
    with open_library(path) as library:
        content_folder.tie(library, site.root)
        pull(library)
        editing.edit_metadata(library, [library.items.id_of("on-owls")], summary="Ours.")
    before = site.facts("on-owls")
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    ran = subprocess.run([sys.executable, "-c", SCRIPT, call, str(path), when], env=environment, check=False)
    assert ran.returncode == ENDED
    found = json.loads(site.path("on-owls").read_bytes())
    assert found == (before | {"summary": "Ours."} if new_one else before)
    with open_library(path) as library:
        # What was renamed into place but not noted is found alike on both sides; else it is written now.
        assert [bool(one.goes) for one in looked(library).entries] == ([] if new_one else [True])
        editing.edit_metadata(library, [library.items.id_of("on-owls")], summary="Ours again.")
        assert push(library).done == 1
    assert site.facts("on-owls")["summary"] == "Ours again."
    assert [name for name in os.listdir(site.path("on-owls").parent) if name.startswith(".")] == []
