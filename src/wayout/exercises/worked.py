"""What a person has done with an exercise: typed in it, run it, copied it. None of it is lost."""

import json
import shutil
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from wayout.pages.output import put
from wayout.work.lessons import closing, lessons


def fingerprint(cells: Iterable[dict[str, Any]]) -> str:
    """Return the mark of what the cells show and ask: no two texts share it."""
    shown = [[c["cell_type"], "".join(c["source"]), c.get("attachments")] for c in cells]
    return sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]


def read_notebook(path: Path) -> dict[str, Any]:
    """Return a notebook as its file has it; raises ValueError where that is no JSON."""
    notebook: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return notebook


def as_made(path: Path) -> bool:
    """Tell whether a notebook's text is as its mark says, run or not; a torn one's is not."""
    return _as_made(path) is not None


def _as_made(path: Path) -> dict[str, Any] | None:
    try:
        notebook = read_notebook(path)
        fits = notebook["metadata"]["wayout"]["made"] == fingerprint(notebook["cells"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return notebook if fits else None


def untouched(path: Path) -> bool:
    """Tell whether an exercise is as `wayout build` made it, and was never run."""
    if (made := _as_made(path)) is None:
        return False
    return not any(cell.get("outputs") or cell.get("execution_count") for cell in made["cells"])


def mark(path: Path) -> bool:
    """Write into a notebook that its text is the course's own; return whether that is new."""
    if as_made(path):
        return False
    notebook = read_notebook(path)
    notebook["metadata"]["wayout"]["made"] = fingerprint(notebook["cells"])
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
    put(path, f"{text}\n")
    return True


def mark_lessons() -> list[str]:
    """Mark the lessons' text as the course's own; return the names of those where that is new."""
    found = [*(one.path for one in lessons()), *filter(None, [closing()])]
    return [path.name for path in found if mark(path)]


def is_whole(path: Path) -> bool:
    """Tell whether a file holds JSON to its end."""
    try:
        return isinstance(json.loads(path.read_text("utf-8-sig")), dict)
    except (OSError, ValueError, RecursionError):
        return False


def worked_on(root: Path) -> list[str]:
    """Return the notebooks in exercises/ that a person made, typed in or ran."""
    found = sorted(root.glob("exercises/[!.]*.ipynb"))
    return [path.relative_to(root).as_posix() for path in found if not untouched(path)]


def keep(path: Path, root: Path) -> str:
    """Copy a person's notebook out of the way, under today's date; return where the copy is."""
    copy = f"exercises/kept/{path.stem} {datetime.now():%Y-%m-%d %H.%M.%S.%f}{path.suffix}"
    (root / copy).parent.mkdir(exist_ok=True)
    shutil.copy2(path, root / copy)
    return copy
