"""Grade what was handed in: one file, or a folder; each file's row is written when it is known.

A folder is as `wayout collect` leaves it, ``submitted/ID/file.ipynb``; ``collected.json`` beside
the learners' folders says who is late or missing. A row that is there already for the same file,
key and limits is not made again.
"""

import hashlib
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from wayout.errors import CourseError
from wayout.grading import compare, key as keys, row as rows
from wayout.grading.jail import How, Jail
from wayout.grading.key import Key
from wayout.grading.preflight import Aside, Ready, look
from wayout.grading.row import Mark, Row
from wayout.language import listed
from wayout.pages.output import put

RUNS = 6
"""How often a notebook is run anew because a cell of it ended Python."""
COLLECTED = "collected.json"
RUN = "run.json"
_WHY = {
    "ended": "ended Python",
    "time": "ran out of time and could not be stopped",
    "all time": "was running when the time for the whole notebook was over",
    "memory": "took too much memory",
    "too much": "wrote too much",
}
_held = threading.local()


class FolderError(CourseError):
    """A folder in which there is nothing to grade, or nothing can be written."""


def grade_one(path: Path, key: Key, person: str, how: How) -> Row:
    """Return the row of one file: the same for the same file and key, but for ``seconds``.

    Needs nothing beside its arguments and writes nothing, so it may run on any machine that has the
    course. A jail is kept for the next call in the same thread. Raises JailError where there can be
    none; whatever is wrong with the file stands in the row.
    """
    if getattr(_held, "how", None) != how:
        if (old := getattr(_held, "jail", None)) is not None:
            old.close()
        _held.jail, _held.how = Jail(how), how
    return grade_in(_held.jail, path, key, person)


def grade_in(jail: Jail, path: Path, key: Key, person: str) -> Row:
    """Return the row of one file, run in a jail that is there already; see `grade_one`."""
    began = time.monotonic()
    found = look(path, key, person)
    base = Row(
        person,
        key.lesson,
        key.release,
        "graded",
        file=path.name,
        mark=found.mark,
        settings=key.of(person).settings,
    )
    if isinstance(found, Aside):
        return replace(base, status=found.status, notes=(found.why,))
    made = _marked(base, key, person, found, _run(jail, found))
    return replace(made, seconds=round(time.monotonic() - began, 3))


@dataclass
class _Heard:
    """All that several runs of one notebook said."""

    replies: dict[str, dict[str, Any]]
    errors: dict[int, str]
    notes: list[str]
    lost: set[int]


def _run(jail: Jail, ready: Ready) -> _Heard:
    """Run a notebook; where a cell ends Python, run it anew without that cell."""
    heard = _Heard({}, {}, [], set())
    asked = {step["question"]: place for place, step in enumerate(ready.steps) if "probe" in step}
    end = time.monotonic() + jail.how.total
    for _ in range(RUNS):
        known = {asked[name] for name in heard.replies if name in asked}
        ran = jail.run(ready.steps, heard.lost | known, max(1.0, end - time.monotonic()))
        for name in asked.keys() & ran.replies.keys():
            heard.replies.setdefault(name, ran.replies[name])
        heard.errors = {**ran.errors, **heard.errors}
        if not ran.why or asked.keys() <= heard.replies.keys():
            break
        if ran.at is None or ran.at >= len(ready.steps) or ran.at in heard.lost:
            continue
        heard.lost.add(ran.at)
        name = ready.cells[ran.at]
        heard.notes.append(f"The cell {name} {_WHY[ran.why]}: the rest was graded without it.")
        if ran.why == "all time" or time.monotonic() > end - 1:
            break
    slow = [ready.cells[place] for place in sorted(heard.errors) if _is_slow(heard, place, ready)]
    if slow:
        heard.notes.append(f"Stopped after {jail.how.seconds:.0f} seconds: {listed(slow)}.")
    return heard


def _is_slow(heard: _Heard, place: int, ready: Ready) -> bool:
    return place < len(ready.steps) and heard.errors[place] == "took too long"


def _marked(base: Row, key: Key, person: str, ready: Ready, heard: _Heard) -> Row:
    asked = key.of(person).asked
    marks = tuple(
        _mark(one, heard, ready) for one in asked
    )
    notes = (*ready.notes, *(compare.clean(one, 400) for one in heard.notes))
    base = replace(base, texts=ready.texts, notes=notes)
    if asked and not heard.replies:
        said = "Its code could not be run at all: look at it, or let the learner hand in anew."
        return replace(base, status="crashed", notes=(*notes, said))
    return replace(base, marks=marks)


def _mark(one: keys.Asked, heard: _Heard, ready: Ready) -> Mark:
    name = one.question.name
    reply = heard.replies.get(name)
    empty = reply is not None and ("missing" in reply or "blank" in reply)
    if empty and name not in ready.gone:
        ended = _ended(name, heard, ready)
        if ended == "took too long":
            return compare.mark(one, None)
        if ended:
            return compare.mark(one, {"stopped": ended})
    return compare.mark(one, reply, gone=name in ready.gone)


def _ended(name: str, heard: _Heard, ready: Ready) -> str:
    """Return the error of a cell above a question whose answer is missing, the latest, or ""."""
    place = next(i for i, step in enumerate(ready.steps) if step.get("question") == name)
    asked = [i for i, step in enumerate(ready.steps[:place]) if "question" in step]
    own = range(asked[-1] + 1 if asked else 0, place)
    if any(i in heard.lost for i in own):
        return "took too long"
    return next((heard.errors[i] for i in reversed(own) if i in heard.errors), "")
