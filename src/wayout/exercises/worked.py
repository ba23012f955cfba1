"""What a person has done with an exercise: typed in it, run it, copied it. None of it is lost."""

import json
import shutil
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any


def fingerprint(cells: Iterable[dict[str, Any]]) -> str:
    """Return the mark of what the cells show and ask: no two texts share it."""
    shown = [[c["cell_type"], "".join(c["source"]), c.get("attachments")] for c in cells]
    return sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]


def untouched(path: Path) -> bool:
    """Tell whether an exercise is as `wayout build` made it; one that cannot be read is not."""
    try:
        notebook = json.loads(path.read_text("utf-8"))
        cells = notebook["cells"]
        ran = any(cell.get("outputs") or cell.get("execution_count") for cell in cells)
        return not ran and notebook["metadata"]["wayout"]["made"] == fingerprint(cells)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False


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
