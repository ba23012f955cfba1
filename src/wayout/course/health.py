"""Whether all that a lesson needs is in order on this computer."""

import re
import sys
from collections.abc import Iterable
from importlib import metadata

from wayout.tables import package
from wayout.work.lessons import broken, lessons
from wayout.work.workfile import WorkFile

Result = tuple[bool, str]
"""Whether one thing is in order, and a sentence on it."""

_PYTHON = (3, 11)
_NAME = re.compile(r"[\w.-]+")
_LEAST = re.compile(r">=\s*([\d.]+)")


def examine(work: WorkFile) -> tuple[Result, ...]:
    """Look at Python, the packages, the data, the lessons and the work file, a result for each."""
    return (
        _check_python(sys.version_info[:2]),
        _check_packages(_requirements()),
        _check_data(package.verify()),
        _check_lessons(broken()),
        _check_work(work),
    )


def _check_python(version: tuple[int, ...]) -> Result:
    name, needed = (".".join(map(str, numbers)) for numbers in (version, _PYTHON))
    if version >= _PYTHON:
        return True, f"Python {name} runs."
    return False, f"Python {name} is too old. Install Python {needed} or newer and start again."


def _requirements() -> list[str]:
    listed = metadata.requires("wayout") or []
    return [line for line in listed if "extra ==" not in line]


def _check_packages(lines: Iterable[str]) -> Result:
    problems = [problem for problem in map(_problem, lines) if problem]
    if problems:
        again = "Run “python start.py lab” once more to install what is missing."
        return False, f"{'; '.join(problems)}. {again}"
    return True, "All packages are installed."


def _problem(line: str) -> str:
    """Return what is wrong with one required package, empty if nothing is."""
    asked, _, _ = line.partition(";")
    name, found = _NAME.match(asked), _LEAST.search(asked)
    if name is None:
        return f"“{line}” names no package"
    return _version_problem(name[0], found[1] if found else "")


def _version_problem(name: str, least: str) -> str:
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return f"{name} is not installed"
    old = _numbers(version) < _numbers(least)
    return f"{name} {version} is older than {least}" if old else ""


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)[:3]]


def _check_data(problems: list[str]) -> Result:
    if problems:
        return False, " ".join(problems)
    # The file of facts is checked with the others; it is neither a table nor a map.
    shown = [name for name in package.names() if name != "facts"]
    return True, f"The data are complete and unchanged: {len(shown)} tables and maps."


def _check_lessons(torn: list[str]) -> Result:
    if torn:
        mend = "Give it another name, so that nothing is lost, and take a fresh copy of that file"
        return False, f"Not readable: {', '.join(torn)}. {mend} from the course."
    return True, f"Lessons found: {len(lessons())}."


def _check_work(work: WorkFile) -> Result:
    kept = work.save()
    return kept and work.state == "loaded", work.message
