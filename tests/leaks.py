"""Look for what must not be in a file, in every way in which it could be written there."""

import base64
import binascii
import bz2
import codecs
import gzip
import html
import json
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from wayout.exercises.plain import is_map, is_number, set_items, show
from wayout.grading.key import Key

SHORTEST = 6
_RUNS = re.compile(r"[A-Za-z0-9+/_\-=\\]{8,}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){6,}")
_PACKED: tuple[Callable[[bytes], bytes], ...] = (
    zlib.decompress,
    lambda packed: zlib.decompress(packed, -15),
    gzip.decompress,
    bz2.decompress,
    lzma.decompress,
)


def views(content: bytes, depth: int = 2) -> Iterator[str]:
    """Yield a file as text, and with all in it that could be decoded."""
    text = content.decode("utf-8", "replace")
    for plain in dict.fromkeys([text, html.unescape(text), _unescaped(text)]):
        yield plain
        yield codecs.encode(plain, "rot13")
    if depth:
        for found in _decoded(text):
            yield from views(found, depth - 1)


def _unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)


def _decoded(text: str) -> Iterator[bytes]:
    for run in _RUNS.findall(text.replace("\\n", "")):
        for start in range(4):
            part = run[start:].replace("-", "+").replace("_", "/").rstrip("=")
            with suppress(binascii.Error, ValueError):
                yield from _unpacked(base64.b64decode(part[: len(part) // 4 * 4]))
            with suppress(binascii.Error, ValueError):
                yield from _unpacked(base64.b64decode(part + "=" * (-len(part) % 4)))
    for run in _HEX.findall(text):
        yield from _unpacked(bytes.fromhex(run))


def _unpacked(found: bytes) -> Iterator[bytes]:
    yield found
    for unpack in _PACKED:
        with suppress(Exception):
            yield unpack(found)


def secrets(key: Key) -> set[str]:
    """Return what no released file may hold: of every question all that its check knows."""
    asked = [one.question for variant in key.variants.values() for one in variant.asked]
    found = {text for one in asked for text in (*one.hints, one.because)}
    found |= {mistake.says for one in asked for mistake in one.mistakes}
    found |= {line.strip() for one in asked for line in one.solution.splitlines()}
    found |= {text for one in asked for text in _told(one.expected.example())}
    return {text for text in found if len(text) >= SHORTEST and not text.startswith("import")}


def _told(answer: Any) -> Iterator[str]:
    """Yield an answer as a person or a program would write it; places of a map go in pairs."""
    items = set_items(answer)
    if is_number(answer):
        yield from (repr(answer), show(answer), f"{answer:.2f}", f"{answer:.3f}", f"{answer:.4f}")
    elif is_map(answer):
        yield from (f"{one['latitude']}, {one['longitude']}" for one in answer)
    elif isinstance(answer, list) or items is not None:
        whole = answer if items is None else items
        yield from (json.dumps(whole), repr(whole), ", ".join(map(str, whole)))
    else:
        yield str(answer)


def found_in(content: bytes, wanted: set[str]) -> set[str]:
    """Return which of ``wanted`` a file holds, written in any way."""
    left, found = {_bare(text): text for text in wanted}, set[str]()
    for text in views(content):
        bare = _bare(text)
        here = [key for key in left if key in bare or (len(key) > 15 and key[::-1] in bare)]
        found |= {left.pop(key) for key in here}
    return found


def _bare(text: str) -> str:
    """Return a text without blanks and quotes: line ends and escapes hide nothing."""
    return re.sub(r"\\n|\\t|[\s\"'\\]", "", text)
