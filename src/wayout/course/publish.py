"""For those who keep the tables: fingerprints and the two pages that are written from them."""

import csv
import io
import json
from hashlib import sha256
from pathlib import Path

from wayout import paths
from wayout.course.handbook import handbook
from wayout.facts import discrepancies
from wayout.tables import package


def pages() -> dict[str, str]:
    """Return the generated pages by file name."""
    return {"README.md": handbook(), "DISCREPANCIES.md": discrepancies.page()}


def write() -> list[str]:
    """Write the generated pages; return the names of those that changed."""
    return [name for name, text in pages().items() if _write(paths.DATA / name, text)]


def seal() -> list[str]:
    """Bring size, count and fingerprint of every file into the package.

    Returns
    -------
    list of str
        Names of the tables and layers whose file had changed.
    """
    path = paths.DATA / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    changed = [entry["name"] for entry in package["resources"] if _seal(entry)]
    _write(path, json.dumps(package, indent=2, ensure_ascii=False) + "\n")
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
