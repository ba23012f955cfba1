"""Run each command in CONTRIBUTING's table and write down how long it took.

    python start.py run python benchmarks/times.py        # all of them, about ten minutes
    python start.py run python benchmarks/times.py types  # only rows with this word

The table stays the one place where the commands stand; this script fills its last column, and
says under it on what machine.
"""

import os
import platform
import re
import shlex
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

PAGE = Path(__file__).parents[1] / "CONTRIBUTING.md"
ROW = re.compile(r"^\| `(python start\.py [^`]+)`(?P<more>[^|]*)\|(?P<what>[^|]*)\|[^|]*\|$")
UNDER = "Measured on "


def main(words: list[str]) -> int:
    """Fill the table; return 1 if one of the commands failed."""
    failed, lines = [], PAGE.read_text("utf-8").splitlines()
    for place, line in enumerate(lines):
        row = ROW.match(line)
        if row and all(word in line for word in words):
            seconds, code = _timed(row[1])
            failed += [row[1]] if code else []
            lines[place] = f"| `{row[1]}`{row['more']}|{row['what']}| {in_words(seconds)} |"
        elif line.startswith(UNDER):
            lines[place] = _machine()
    PAGE.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
    print("\n".join(f"Failed: {command}" for command in failed), end="")
    return 1 if failed else 0


def _timed(command: str) -> tuple[float, int]:
    print(command, flush=True)
    began = time.monotonic()
    words = [sys.executable, *shlex.split(command)[1:]]
    code = subprocess.call(words, cwd=PAGE.parent, stdout=subprocess.DEVNULL)
    return time.monotonic() - began, code


def in_words(seconds: float) -> str:
    """Return a time as a person says it: ``"20 seconds"``, ``"3 minutes"``."""
    if seconds < 100:
        whole = max(1, round(seconds / 5) * 5 if seconds > 10 else round(seconds))
        return f"{whole} second{'s' if whole > 1 else ''}"
    return f"{seconds / 60:.1f} minutes"


def _machine() -> str:
    today = date.today()
    return (
        f"{UNDER}{today.day} {today:%B %Y} by `benchmarks/times.py`, on {os.cpu_count()} cores "
        f"with {platform.system()} and Python {platform.python_version()}, all set up before."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
