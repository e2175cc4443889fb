"""Resource files that break the schema, and the exact sentence that each is refused with."""

from __future__ import annotations

BROKEN: tuple[tuple[str, bytes, str], ...] = (
    ("nothing", b"", "talk.json, line 1: there is nothing in it. Write an object in braces, or remove the file."),
    ("space", b" \n\n ", "talk.json, line 3: there is nothing in it. Write an object in braces, or remove the file."),
    ("list", b"[]", "talk.json, line 1: the file holds no object. All its fields stand between one pair of braces."),
    (
        "cut off",
        b'{\n "title": "A"',
        "talk.json, line 2: the file ends in the middle of a value. It is cut off: fetch it again.",
    ),
    ("last comma", b'{\n "title": "A",\n}', "talk.json, line 2: a comma stands before “}”. Remove this last comma."),
    (
        "no comma",
        b'{\n "title": "A"\n "show": "B"\n}',
        "talk.json, line 3: a comma or “}” is missing here. Values are parted by commas; look at the line before too.",
    ),
    (
        "comment",
        b'{\r\n // a note\r\n "title": "A"\r\n}',
        "talk.json, line 2: a comment stands here. JSON has no comments: remove it.",
    ),
    (
        "single quotes",
        b"{\"title\": 'A'}",
        "talk.json, line 1: a text stands in single quotes. JSON knows double quotes only.",
    ),
    (
        "line break",
        b'{"title": "A\nB"}',
        "talk.json, line 1: a line break or other control character stands inside a text. "
        "Write it as \\n or \\t, or close the quotes before it.",
    ),
    ("backslash", b'{"link": "C:\\dir"}', "talk.json, line 1: “\\d” means nothing in JSON. Write a backslash as \\\\."),
    (
        "deep",
        b'{"title": "A", "x": ' + b"[" * 500 + b"]" * 500 + b"}",
        "talk.json, line 1: more than 60 brackets are open at once. No such file needs that.",
    ),
    (
        "latin 1",
        b'{\n "title": "caf\xe9"\n}',
        "talk.json, line 2: this is not UTF-8 text. Save the file as UTF-8 in your editor.",
    ),
    (
        "utf-16",
        '{"title": "A"}'.encode("utf-16"),
        "talk.json, line 1: this is UTF-16, not UTF-8. Save the file as UTF-8.",
    ),
    ("no title", b'{"show": "A"}', "talk.json, line 1: “title” is missing or empty. An item needs a title."),
    (
        "number",
        b'{\n "title": 12\n}',
        "talk.json, line 2: “title” must be a text in double quotes, not 12. Mend it, or leave the field out.",
    ),
    (
        "tags",
        b'{"title": "A",\n "tags": "one, two"}',
        "talk.json, line 2: “tags” must be a list of texts in double quotes, not “one, two”. "
        "Mend it, or leave the field out.",
    ),
    (
        "date",
        b'{"title": "A", "date": "06/06/2025"}',
        "talk.json, line 1: “date” must be a date, not “06/06/2025”. Write it as 2025-06-06, 2025-06 or 2025.",
    ),
    (
        "mode",
        b'{"title": "A", "evidence_mode": "chat"}',
        "talk.json, line 1: “evidence_mode” must be interview, panel, talk or reading, not “chat”. "
        "Write one of these, or leave it out.",
    ),
    (
        "twice",
        b'{"title": "A",\n "title": "B"}',
        "talk.json, line 2: “title” stands twice, first in line 1. Remove one of them.",
    ),
    (
        "newer",
        b'{"schema": 2, "title": "A"}',
        "talk.json, line 1: “schema” is 2, newer than this program knows. Update the program.",
    ),
    (
        "slug",
        b'{"slug": "other", "title": "A"}',
        "talk.json, line 1: “slug” says “other”, the file's name says otherwise. The name counts: mend the field.",
    ),
    (
        "outside",
        b'{"title": "A", "transcript": {"path": "../../etc/passwd"}}',
        "talk.json, line 1: “transcript.path” leads out of the folder. Write it with slashes, relative to the folder.",
    ),
    (
        "scores",
        b'{"title": "A",\n "profile": {\n  "scores": [1, 2000]}}',
        "talk.json, line 3: “profile.scores” must be whole numbers from -100 to 100. Write one for each slice.",
    ),
    (
        "huge number",
        b'{"title": "A", "profile": {"slices": ' + b"9" * 6000 + b"}}",
        "talk.json, line 1: “profile.slices” must be a whole number, not a number that long. "
        "Mend it, or leave the field out.",
    ),
    (
        "two problems",
        b'{"title": "A",\n "date": "soon",\n "tags": [1]}',
        "talk.json has 2 problems, the first in line 2: “date” must be a date, not “soon”. "
        "Write it as 2025-06-06, 2025-06 or 2025.",
    ),
)
