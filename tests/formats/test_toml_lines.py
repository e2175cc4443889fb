"""Where the keys of a TOML file stand."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from reader.domain.framework import Framework
from reader.formats.framework_writer import write_framework
from reader.formats.toml_lines import KeyPath, key_lines
from reader.paths import resource
from tests.formats.making_frameworks import frameworks

EVERYTHING = '''\
# a comment = with [signs] in "it"
bare-key = 1
"quoted \\" key" = "a # no comment"
'literal.key' = 'C:\\'
a.b . "c" = [ 1, # one
  "]", [ { x = 2 } ],
  """
  several = lines ""\\" ] """, \'\'\'}\'\'\',
]
inline = { one = 1, two = { three = 3 }, "four" = [4] }

[table."with.dot"]  # of a table
key = 2020-01-01T00:00:00Z
[[list]]
name = true
[list.inner]
n = +1e-3
[[list]]
[[list.deep]]
m = nan
[[list.deep]]
m = 0xFF
'''


def paths_of(value: Any, path: KeyPath = ()) -> set[KeyPath]:
    """Every place in what TOML text says."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = {path}
    for key, part in inner:
        found |= paths_of(part, (*path, key))
    return found


def test_every_form_of_key_and_value() -> None:
    lines = key_lines(EVERYTHING)
    assert paths_of(tomllib.loads(EVERYTHING)) - set(lines) == {(), ("a",), ("a", "b"), ("table",)}
    assert lines["bare-key",] == 2
    assert lines['quoted " key',] == 3
    assert lines["literal.key",] == 4
    assert lines["a", "b", "c"] == 5
    assert [lines["a", "b", "c", at] for at in range(5)] == [5, 6, 6, 7, 8]
    assert lines["a", "b", "c", 2, 0, "x"] == 6
    assert lines["inline", "two", "three"] == 10
    assert lines["table", "with.dot"] == 12
    assert lines["table", "with.dot", "key"] == 13
    assert (lines["list", 0], lines["list", 0, "inner", "n"]) == (14, 17)
    assert (lines["list", 1], lines["list", 1, "deep", 0, "m"], lines["list", 1, "deep", 1, "m"]) == (18, 20, 22)


@pytest.mark.parametrize("path", sorted(resource().rglob("*.toml")), ids=lambda path: path.stem)
def test_every_key_of_the_files_of_the_program_is_found(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    missing = paths_of(tomllib.loads(text)) - set(key_lines(text))
    # Tables that only the names of others speak of have no line of their own.
    assert all(any(found[: len(place)] == place for found in key_lines(text)) for place in missing)


@given(frameworks())
@settings(max_examples=25)
def test_every_key_of_any_framework_is_found_on_its_line(framework: Framework) -> None:
    text = write_framework(framework)
    lines, written = key_lines(text), text.split("\n")
    assert paths_of(tomllib.loads(text)) - set(lines) == {()}
    for path, line in lines.items():
        if path[-2:-1] == ("terms",) and isinstance(path[-1], str):
            assert written[line - 1].startswith('"')
