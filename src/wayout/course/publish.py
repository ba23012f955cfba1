"""For those who keep the tables: fingerprints, and what is written from the tables."""

import csv
import io
import json
import re
from hashlib import sha256
from pathlib import Path
from typing import cast

from wayout import essay, paths
from wayout.argument import Claim, Kind, Origin, argdown
from wayout.course.handbook import balance, handbook
from wayout.facts import discrepancies
from wayout.tables import package


def pages() -> dict[str, str]:
    """Return the generated pages by file name."""
    made = {"README.md": handbook(), "DISCREPANCIES.md": discrepancies.page()}
    return made | {"BALANCE.md": balance()}


def write() -> list[str]:
    """Write the generated pages; return the names of those that changed."""
    return [name for name, text in pages().items() if _write(paths.DATA / name, text)]


def worded(drawing: str) -> str:
    """Return an Argdown text in the words of the table of claims; EssayError for one not there."""
    return _CLAIM.sub(lambda found: argdown.claim_line(_point(essay.claim(found[1]))), drawing)


_CLAIM = re.compile(r"\[((?!mine\])[^\[\]]+)\]:.*")
"""A claim and its words; the one that the made-up classmate calls "mine" has words of its own."""


def _point(one: essay.Claim) -> Claim:
    """Return a claim as it stands on the map, which numbers only what the essay says."""
    numbers = () if one.origin == "unstated" else one.sentences
    return Claim(one.id, one.says, cast(Kind, one.kind), numbers, cast(Origin, one.origin))


def refresh_hashes() -> list[str]:
    """Fill in the maps, bring sizes and fingerprints in step; return the names of what changed."""
    for name in ("argument", "classmate"):
        drawing = paths.DATA / package.describe(name)["path"]
        _write(drawing, worded(drawing.read_text(encoding="utf-8")))
    path = paths.DATA / "datapackage.json"
    entries = json.loads(path.read_text(encoding="utf-8"))
    changed = [entry["name"] for entry in entries["resources"] if _seal(entry)]
    _write(path, json.dumps(entries, indent=2, ensure_ascii=False) + "\n")
    return changed


def _seal(entry: package.Entry) -> bool:
    content = (paths.DATA / entry["path"]).read_bytes()
    before = dict(entry)
    entry.update(_count(entry, content.decode("utf-8")))
    entry.update(bytes=len(content), hash="sha256:" + sha256(content).hexdigest())
    return entry != before


def _count(entry: package.Entry, text: str) -> dict[str, int]:
    if "schema" in entry:
        return {"rows": sum(1 for _ in csv.reader(io.StringIO(text, newline=""))) - 1}
    if entry["format"] == "json":
        return {"features": len(json.loads(text)["features"])}
    return {"lines": len(text.splitlines())}


def _write(path: Path, text: str) -> bool:
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    if old != text:
        path.write_text(text, encoding="utf-8", newline="\n")
    return old != text
