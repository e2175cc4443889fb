"""Files that no reader should trip over, made in code: name to bytes. Also used by the tests of importing."""

from __future__ import annotations

import gzip
import io
import json
import random
import struct
import zipfile

SRT = b"1\n00:00:01,000 --> 00:00:03,000\nHello world\n\n2\n00:00:03,000 --> 00:00:05,500\nSecond\n"
VTT = SRT.replace(b",", b".").replace(b"1\n00:00:01", b"WEBVTT\n\n00:00:01").replace(b"2\n00:00:03", b"00:00:03")


def _zip(*names: str, first: bytes = b"content") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, first)
    return buffer.getvalue()


def _captions(count: int) -> bytes:
    return json.dumps([{"text": f"word {i}", "start": i, "duration": 2} for i in range(count)]).encode()


def _random_bytes(count: int) -> bytes:
    return random.Random(7).randbytes(count)


REFUSED: dict[str, bytes] = {
    "empty.txt": b"",
    "spaces.txt": b"  \n\t \r\n  ",
    "only-bom.txt": b"\xef\xbb\xbf",
    "bom-and-space.srt": b"\xef\xbb\xbf \n\n",
    "nuls.srt": b"\0" * 5000,
    "zero-width.txt": "\u200b\u200b\ufeff\u2060".encode() * 50,
    "archive.zip": _zip("a.txt", "b.txt"),
    "letter.docx": _zip("[Content_Types].xml", "word/document.xml"),
    "sheet.xlsx": _zip("[Content_Types].xml", "xl/workbook.xml"),
    "book.epub": _zip("mimetype", first=b"application/epub+zip"),
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500,
    "paper.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "letter.rtf": b"{\\rtf1\\ansi Hello}",
    "talk.mp3": b"ID3\x04\0\0\0\0\x0f" + b"\0" * 200,
    "bare.mp3": b"\xff\xfb\x90\x44" + _random_bytes(400),
    "talk.mp4": b"\0\0\0\x20ftypisom\0\0\2\0" + b"\0" * 100,
    "talk.wav": b"RIFF\x24\x08\0\0WAVEfmt " + b"\0" * 100,
    "talk.ogg": b"OggS\0\2" + b"\0" * 100,
    "talk.webm": b"\x1aE\xdf\xa3\x9fB\x86\x81\1" + b"\0" * 100,
    "picture.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 100,
    "picture.jpg": b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 100,
    "library.sqlite": b"SQLite format 3\0\x10\0\1\1\0" + b"\0" * 100,
    "captions.srt.gz": gzip.compress(SRT),
    "program": b"\x7fELF\2\1\1" + b"\0" * 100,
    "random.bin": _random_bytes(20_000),
    "random.srt": struct.pack("<4I", 7, 1, 2, 3) + _random_bytes(3000),
    "page.html": b"<!DOCTYPE html>\n<html><body><p>Hello</p></body></html>",
    "page-in-capitals.srt": b"<HTML><BODY>Access denied</BODY></HTML>",
    "captions.ttml": b'<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"><body/></tt>',
    "captions.srv1": b'<?xml version="1.0"?><transcript><text start="0">a</text></transcript>',
    "captions.sbv": b"0:00:00.599,0:00:04.160\nHello\n",
    "captions.ass": b"[Script Info]\nTitle: x\n",
    "feed.xml": b"<?xml version='1.0'?><rss><channel/></rss>",
    "billion-laughs.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "&c;&c;">]><a>&b;</a>',
    "truncated.json": _captions(20)[:200],
    "truncated-object.json": b'{"events": [{"tStartMs": 0, "segs": [{"utf8": "a"',
    "damaged.json": b'[{"text": "a", "start": 1.0, "duration" 2}]',
    "single-quotes.json": b"{'text': 'a'}",
    "two-values.json": b'{"a": 1}\n{"b": 2}\n',
    "empty-list.json": b"[]",
    "empty-object.json": b"{}",
    "settings.json": b'{"name": "x", "version": "1.0", "dependencies": {"a": "1"}}',
    "numbers.json": b"[[1, 2], [3, 4]]",
    "strings.json": b'["a", "b"]',
    "deep.json": b"[" * 200_000,
    "deep-closed.json": b"[" * 100_000 + b"]" * 100_000,
    "deep-objects.json": b'{"a":' * 100_000,
    "long-number.json": b'[{"text": "a", "start": ' + b"9" * 6000 + b"}, NaN]",
    "no-text.json": b'{"events": [{"tStartMs": 0, "segs": [{"utf8": "\\n"}]}]}',
    "no-segments.json": b'{"text": "", "segments": []}',
    "deepgram.json": b'{"metadata": {}, "results": {"channels": []}}',
    "assemblyai.json": b'{"audio_url": "x", "words": [], "utterances": []}',
    "podcasting.json": b'{"version": "1.0.0", "segments": [{"body": "a", "startTime": 0}]}',
    "no-captions.vtt": b"WEBVTT\n",
    "only-notes.vtt": b"WEBVTT\n\nNOTE nothing here\n\nSTYLE\n::cue { color: red }\n",
    "only-times.srt": b"1\n00:00:01,000 --> 00:00:03,000\n\n2\n00:00:03,000 --> 00:00:05,000\n\n",
    "only-tags.srt": b"1\n00:00:01,000 --> 00:00:03,000\n<i></i>\n",
    "only-marks.txt": b"--- *** --- \n\n?! ... \n" * 100,
    "too-much-text.txt": b"x" * 64_500_000,
}
"""Files that must be refused with a sentence and advice."""

READ: dict[str, bytes] = {
    "bom.srt": b"\xef\xbb\xbf" + SRT,
    "utf-16.srt": SRT.decode().encode("utf-16"),
    "utf-16-big.srt": b"\xfe\xff" + SRT.decode().encode("utf-16-be"),
    "utf-16-no-mark.srt": SRT.decode().encode("utf-16-le"),
    "utf-32.srt": SRT.decode().encode("utf-32"),
    "cut-in-a-letter.txt": "Ärger über Öl, größere Nöte, süße Grüße, ä".encode()[:-1],
    "odd-utf-16.srt": SRT.decode().encode("utf-16")[:-1],
    "cr.srt": SRT.replace(b"\n", b"\r"),
    "crlf.vtt": VTT.replace(b"\n", b"\r\n"),
    "mixed-ends.srt": SRT.replace(b"\n", b"\r\n", 3).replace(b"Second\n", b"Second\r"),
    "nul-inside.srt": SRT.replace(b"world", b"wor\0ld"),
    "script.txt": b"Hello <script>alert(1)</script> world\n<img src=x onerror=alert(1)>\n",
    "script.srt": SRT.replace(b"world", b"<script>alert(1)</script> <a href='javascript:x'>y</a>"),
    "bidi.txt": "access\u202elevel\u2066 end\n".encode(),
    "sql.txt": b"Robert'); DROP TABLE items;--\n",
    "format-signs.txt": b"%s %d {0} {name} $HOME `id` ../../etc/passwd\n",
    "huge-times.srt": b"1\n999999:00:01,000 --> 999999:00:03,000\nHello\n",
    "negative.json": b'[{"text": "a", "start": -5, "duration": -2}, {"text": "b", "start": 1, "duration": 1}]',
    "strings-for-numbers.json": b'[{"text": "a", "start": "0.5", "dur": "2"}, {"text": "b", "start": "1e400"}]',
    "odd-types.json": b'[null, 3, {"text": null, "start": 1}, '
    b'{"text": "a", "start": []}, {"text": "b", "start": true}]',
    "nan.json": b'{"segments": [{"start": NaN, "end": Infinity, "text": " hello"}]}',
    "surrogate.json": b'[{"text": "a\\ud800b", "start": 0, "duration": 1}]',
    "one-line.txt": b"word " * 200_000,
    "one-letter-lines.txt": b"a\n" * 50_000,
    "names-only.txt": b"A: b\n" * 50_000,
    "front-matter-only-open.md": b"---\ntitle: x\n\n**A:** hello\n\n**B:** yes\n",
    "front-matter-odd.md": b"---\ntitle: [a, 'b\ndate: 99999-99-99\ntags: {a: b}\nx: |\n---\n\n**A:** hello\n",
    "anchors.md": b"---\na: &a [*a, *a]\ntitle: !!python/object/apply:os.system ['id']\n---\n\nHello\n",
    "long-entity.vtt": VTT.replace(b"Hello", b"Hello &#" + b"9" * 9000 + b"; &" + b"a" * 9000 + b";"),
    "open-tags.vtt": VTT.replace(b"Hello", b"Hello " + b"<v " * 500 + b"<c" * 500),
    "stars.md": b"**A:** " + b"*" * 200_000 + b" hello\n",
    "brackets.md": b"**A:** hello " + b"[" * 100_000 + b"](" * 50_000,
    "comments.md": b"**A:** hello\n\n" + b"<!--" * 50_000,
    "wrong-name.json": SRT,
    "wrong-name.md": VTT,
    "no-name": SRT,
}
"""Odd files that hold words and must be read."""

HOSTILE: dict[str, bytes] = {**REFUSED, **READ}

GROWING: tuple[str, ...] = (
    "<", "*", "(", "\n", "a:", "A:", "[", "[x](", "[x](a(b)", "[a]", "_", "`", "&", "&#", "\\[", "**", "**A:** ",
    "<!--", "-->", "<v a>", "<00:00:01.000>", "[0:00]", "{", '{"a":', "- ", "#", "\u200b", "a\n", "A: b\n", "- a\n",
    "[x](   ", "<a ",
)  # fmt: skip
"""Fragments that, repeated for megabytes, cost careless patterns quadratic time."""
