"""Grade what was handed in: one file, or a folder; each file's row is written when it is known.

A folder is as `wayout collect` leaves it, ``submitted/ID/file.ipynb``; ``collected.json`` beside
the learners' folders says who is late or missing. A row that is there already for the same file,
key and limits is not made again.
"""

import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeAlias

from wayout.errors import CourseError
from wayout.grading import collect, compare, neighbours
from wayout.grading import key as keys
from wayout.grading import row as rows
from wayout.grading.inside import SLACK
from wayout.grading.jail import How, Jail, JailError, answered, chosen, counts
from wayout.grading.key import Key
from wayout.grading.preflight import STARTS, Aside, Ready, look, mark_of
from wayout.grading.reading import DAMAGED
from wayout.grading.row import RUN, Mark, Row
from wayout.grading.turn import Turn
from wayout.language import listed
from wayout.pages.output import put

_turn = Turn()
RUNS = 6
"""How often a notebook is run anew because a cell of it ended Python."""
RUN_FORMAT = 2
_WHY = {
    "ended": "ended Python",
    "time": "ran out of time and could not be stopped",
    "all time": "was running when the time for the whole notebook was over",
    "memory": "took too much memory",
    "too much": "wrote too much",
}
_own = threading.local()


class FolderError(CourseError):
    """A folder in which there is nothing to grade, or nothing can be written."""


def grade_one(path: Path, key: Key, person: str, how: How) -> Row:
    """Return the row of one file: the same for the same file and key, but for ``seconds``.

    Needs nothing beside its arguments and writes nothing, so it may run on any machine that has the
    course. A jail is kept for the next call in the same thread. Raises JailError where there can be
    none; whatever is wrong with the file stands in the row.
    """
    if getattr(_own, "how", None) != how:
        if (old := getattr(_own, "jail", None)) is not None:
            old.close()
        _own.jail, _own.how = Jail(how), how
    return _guarded(_own.jail, path, key, person)


def _guarded(jail: Jail, path: Path, key: Key, person: str) -> Row:
    """Return the row of one file, also where grading it has a fault of ours.

    A jail that cannot be made at all is a JailError; one that was made before gets a second try.
    """
    for last in (False, True):
        try:
            return grade_in(jail, path, key, person)
        except JailError as error:
            if not jail.proved:
                raise
            why = f"No jail could be made for it ({error.args[0]}) Grade it again."
        except Exception as error:
            why, last = f"Grading it stopped with {type(error).__name__}: please report this.", True
        jail.close()
        if last:
            break
    base = Row(person, key.lesson, key.release, "crashed", path.name, mark_of(path))
    return replace(base, notes=(why,), key=keys.mark(key))


def grade_in(jail: Jail, path: Path, key: Key, person: str) -> Row:
    """Return the row of one file, run in a jail that is there already; see `grade_one`."""
    found = look(path, key, person)
    base = Row(
        person,
        key.lesson,
        key.release,
        "graded",
        file=path.name,
        mark=found.mark,
        settings=key.of(person).settings,
        key=keys.mark(key),
    )
    if isinstance(found, Aside):
        return replace(base, status=found.status, notes=(found.why,))
    jail.ready()
    began = time.monotonic()
    made = _marked(base, key, person, found, _heard(jail, found, key))
    return replace(made, seconds=round(time.monotonic() - began, 3))


@dataclass
class _Heard:
    """All that several runs of one notebook said; the error of a cell that was too slow is ""."""

    replies: dict[str, dict[str, Any]]
    errors: dict[int, str]
    notes: list[str]
    lost: set[int]
    waited: bool = False


def _heard(jail: Jail, ready: Ready, key: Key) -> _Heard:
    """Run a notebook; if its own cells let no question be asked, once more without the first ones.

    So nobody can end Python before the first question and have their answers seem our fault.
    """
    heard = _run(jail, ready)
    first = next((at for at, step in enumerate(ready.steps) if "question" in step), 0)
    given = {*key.cells.values()}
    theirs = {at for at, step in enumerate(ready.steps[:first]) if step["code"] not in given}
    if heard.replies or not theirs:
        return heard
    ran = jail.run(ready.steps, theirs, SLACK * jail.how.seconds)
    heard.replies.update(ran.replies)
    heard.errors = {**ran.errors, **heard.errors}
    heard.lost |= theirs
    heard.notes.append("No question could be asked: graded without the cells above the first one.")
    return heard


def _run(jail: Jail, ready: Ready) -> _Heard:
    """Run a notebook beside others; if it was kept waiting too long, once more and alone."""
    with _turn.shared():
        heard = _once(jail, ready)
    if not heard.waited:
        return heard
    with _turn.alone():
        return _once(jail, ready)


def _once(jail: Jail, ready: Ready) -> _Heard:
    """Run a notebook; where a cell ends Python, run it anew without that cell."""
    heard, clocked = _Heard({}, {}, [], set()), set[int]()
    asked = {step["question"]: place for place, step in enumerate(ready.steps) if "probe" in step}
    end = time.monotonic() + jail.how.total
    for _ in range(RUNS):
        known = {place for name, place in asked.items() if answered(heard.replies.get(name))}
        ran = jail.run(ready.steps, heard.lost | known, max(1.0, end - time.monotonic()))
        for name in asked.keys() & ran.replies.keys():
            heard.replies[name] = counts(heard.replies.get(name), ran.replies[name])
        heard.errors = {**ran.errors, **heard.errors}
        heard.waited |= ran.waited
        clocked |= ran.clocked
        if not ran.why or all(answered(heard.replies.get(name)) for name in asked):
            break
        if ran.at is None or ran.at in heard.lost:
            continue
        heard.lost.add(ran.at)
        name = ready.cells[ran.at]
        heard.notes.append(f"The cell {name} {_WHY[ran.why]}: the rest was graded without it.")
        if ran.why == "all time" or time.monotonic() > end - 1:
            break
    slow = {place for place, error in heard.errors.items() if not error}
    most = jail.how.seconds
    limits = {f"{most:.0f} seconds of work": slow - clocked,
              f"{SLACK * most:.0f} seconds on the clock": slow & clocked}  # fmt: skip
    for limit, places in limits.items():
        if places:
            names = listed(ready.cells[place] for place in sorted(places))
            heard.notes.append(f"Stopped after {limit}: {names}.")
    return heard


def _marked(base: Row, key: Key, person: str, ready: Ready, heard: _Heard) -> Row:
    asked = key.of(person).asked
    marks = tuple(_mark(one, heard, ready) for one in asked)
    notes = (
        *ready.notes,
        *(compare.clean(one, 400) for one in [*heard.notes, *_ours(ready, heard, key)]),
    )
    base = replace(base, texts=ready.texts, notes=notes)
    if any(_own_start(ready, key, place) for place, error in heard.errors.items() if not error):
        said = (
            "The release's own first cell was too slow, which is no learner's fault: grade again."
        )
        return replace(base, status="crashed", notes=(*notes, said))
    if asked and not heard.replies:
        said = "Its code could not be run at all: look at it, or let the learner hand in anew."
        return replace(base, status="crashed", notes=(*notes, said))
    return replace(base, marks=marks, notes=(*notes, *neighbours.notes(key, person, marks)))


def _own_start(ready: Ready, key: Key, place: int) -> bool:
    """Say whether a step is the release's first cell, with no cell of the learner's before it."""
    given, before = {*key.cells.values()}, [one.get("code") for one in ready.steps[: place + 1]]
    return bool(STARTS.search(before[-1] or "")) and {*before} <= given


def _ours(ready: Ready, heard: _Heard, key: Key) -> Iterator[str]:
    """Yield a sentence for each first cell, which is the release's own, that stopped here."""
    given = {code for code in key.cells.values() if STARTS.search(code)}
    for place, error in sorted(heard.errors.items()):
        if ready.steps[place].get("code") in given:
            says = "is this the course that the release was made with?"
            yield f"The first cell of the release stopped here ({error or 'too slow'}): {says}"


def _mark(one: keys.Asked, heard: _Heard, ready: Ready) -> Mark:
    name = one.question.name
    reply = heard.replies.get(name)
    if reply is not None and not answered(reply) and name not in ready.gone:
        ended = _ended(name, heard, ready)
        if ended is not None:
            return compare.mark(one, {"stopped": ended} if ended else None)
    return compare.mark(one, reply, gone=name in ready.gone)


def _ended(name: str, heard: _Heard, ready: Ready) -> str | None:
    """Return the error of a cell above a question whose answer is missing, the latest.

    It is "" for a cell that was too slow or ended Python, and None where all went well.
    """
    place = next(i for i, step in enumerate(ready.steps) if step.get("question") == name)
    asked = [i for i, step in enumerate(ready.steps[:place]) if "question" in step]
    own = range(asked[-1] + 1 if asked else 0, place)
    if any(i in heard.lost for i in own):
        return ""
    return next((heard.errors[i] for i in reversed(own) if i in heard.errors), None)


@dataclass(frozen=True)
class Submission:
    """What there is of one person: a file or None, and what collecting said of it."""

    person: str
    path: Path | None
    late: bool = False
    notes: tuple[str, ...] = ()
    status: str = ""


def handed(folder: Path, key: Key) -> list[Submission]:
    """Return what there is of each person in a folder, in order of their ids.

    Where it was collected, those are all, and what else lies there is nobody's. Raises FolderError
    where there is nothing, or the folder was collected with another key.
    """
    told = collected(folder)
    if told and (says := collect.foreign(folder, told, key)):
        raise FolderError(f"{says}: this is the key of {key.name}, release {key.release}.")
    found = {one.person: one for one in _files(folder, key)}
    if told:
        paths = {person: one.path for person, one in found.items()}
        found = {
            one.person: Submission(
                one.person, paths.get(one.person), one.late, one.notes, one.status
            )
            for one in told.people
        }
    if not found:
        says = "there is no learner's folder with a notebook in it. Run `wayout collect` first."
        raise FolderError(f"In {folder} {says}")
    return [found[person] for person in sorted(found)]


def collected(folder: Path) -> collect.Collected | None:
    """Return what collecting said of a folder, None where it was not collected."""
    told = collect.read(folder)
    if told is None and (folder / collect.NAME).exists():
        raise FolderError(f"{folder / collect.NAME} is damaged: run `wayout collect` again.")
    return told


def beside(folder: Path) -> Iterator[str]:
    """Yield what to know of a folder: who is left out, or that nothing says who is in it."""
    if told := collected(folder):
        yield from collect.left_out(folder, {one.person for one in told.people})
    else:
        yield (
            f"{folder} was not made by `wayout collect`, so every folder in it that holds a "
            "notebook counts as a learner, and nobody is late or missing."
        )


def notebooks(folder: Path, key: Key) -> list[Path]:
    """Return the notebooks in a learner's folder, the one to grade first."""
    return sorted(folder.glob("*.ipynb"), key=lambda path: (path.stem != key.name, path.name))


def _files(folder: Path, key: Key) -> Iterator[Submission]:
    """Yield a notebook for each folder of a learner, and each that lies there by itself."""
    try:
        within = sorted(folder.iterdir())
    except OSError as error:
        why = error.strerror or error
        raise FolderError(f"The folder {folder} cannot be read ({why}).") from None
    for one in within:
        if one.name.startswith(".") or one.name == collect.NAME:
            continue
        if one.is_dir() and not one.is_symlink():
            some = notebooks(one, key)
            others = listed(path.name for path in some[1:])
            notes = (f"Beside it lies {others}: not graded.",) if others else ()
            if some:
                yield Submission(one.name, some[0], notes=notes)
        elif one.suffix == ".ipynb":
            yield Submission(one.stem, one)


Elsewhere: TypeAlias = Callable[[list[tuple[Path, str]]], Iterable[Row]]
"""What makes a row of each file and person on other machines, in any order."""


def grade(
    folder: Path, key: Key, out: Path, how: How, jobs: int, elsewhere: Elsewhere | None = None
) -> Iterator[tuple[Row, int]]:
    """Grade a folder; yield each row when its file is written, and how many there will be.

    What was graded before and has not changed is yielded first, and is not run again.
    Raises FolderError, WriteError, and JailError where no jail can be made.
    """
    if elsewhere is None:
        chosen(how.isolation)
    people = handed(folder, key)
    diary = Diary(out, key, how, [one.person for one in people])
    old = {one.person: row for one in people if (row := diary.known(one)) is not None}
    yield from ((row, len(people)) for row in old.values())
    due = [one for one in people if one.person not in old]
    made = _far(due, key, elsewhere) if elsewhere else _rows(due, key, how, jobs)
    for one, row in made:
        diary.keep(one, row)
        yield row, len(people)


class Diary:
    """The folder of rows, and what ``run.json`` says of them.

    Its ``rows`` are the people of the last run, each with a mark of all that the row was made of,
    "" while there is no such row. ``before`` is the same of people who are no longer handed in.
    """

    def __init__(self, out: Path, key: Key, how: How, people: Iterable[str]) -> None:
        self.out = out
        self._key, self._limits = keys.mark(key), f"{how.seconds} {how.total}"
        known = self._read()
        self._rows = {person: known.pop(person, "") for person in people}
        self._before = known
        self._write()

    def _read(self) -> dict[str, str]:
        try:
            self.out.mkdir(parents=True, exist_ok=True)
            body = json.loads((self.out / RUN).read_bytes())
            if body["format"] != RUN_FORMAT:
                return {}
            return {str(k): str(v) for part in ("before", "rows") for k, v in body[part].items()}
        except FileExistsError:
            raise FolderError(
                f"{self.out} is a file: name a folder for the rows (--out)."
            ) from None
        except (FileNotFoundError, *DAMAGED):
            return {}  # what cannot be told is graded anew
        except OSError as error:
            why = error.strerror or error
            raise FolderError(
                f"{self.out} cannot be used for the rows ({why}): name another folder (--out)."
            ) from None

    def _write(self) -> None:
        parts = {"rows": self._rows, "before": self._before}
        body = {"format": RUN_FORMAT, **{k: dict(sorted(v.items())) for k, v in parts.items()}}
        put(self.out / RUN, f"{json.dumps(body, indent=1)}\n")

    def path(self, person: str) -> Path:
        """Return the file of a person's row."""
        # No id ends in a full stop.
        return self.out / f"{person}{'.' * (f'{person}.json'.casefold() == RUN)}.json"

    def known(self, one: Submission) -> Row | None:
        """Return the row that was made of the same file with the same key, if it is whole."""
        mark = mark_of(one.path) if one.path else ""
        if not mark or self._rows.get(one.person) != self._stamp(one, mark):
            return None
        try:
            row = rows.parse(self.path(one.person).read_bytes())
        except (OSError, rows.RowError):
            return None
        whole = (row.person, row.mark, row.key) == (one.person, mark, self._key)
        return row if whole and row.status != "crashed" else None

    def keep(self, one: Submission, row: Row) -> None:
        """Write a row, then note of what it is: whoever stops in between loses nothing."""
        put(self.path(one.person), rows.dumps(row))
        self._rows[one.person] = self._stamp(one, row.mark) if row.mark else ""
        self._write()

    def _stamp(self, one: Submission, mark: str) -> str:
        """Return a mark of all that a row depends on, of the file by its ``mark``."""
        said = [mark, self._key, self._limits, one.late, one.notes, one.status]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _rows(
    people: list[Submission], key: Key, how: How, jobs: int
) -> Iterator[tuple[Submission, Row]]:
    """Yield the rows as they are made by ``jobs`` threads, each with a jail of its own."""
    waiting: SimpleQueue[Submission] = SimpleQueue()
    done: SimpleQueue[tuple[Submission, Row] | BaseException] = SimpleQueue()
    stop, jails = threading.Event(), list[Jail]()
    for one in people:
        waiting.put(one)

    def work() -> None:
        try:
            with Jail(how) as jail:
                jails.append(jail)
                while not stop.is_set():
                    one = waiting.get_nowait()
                    done.put((one, row_of(jail, one, key)))
        except Empty:
            pass
        except BaseException as error:
            done.put(error)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(min(jobs, len(people)))]
    try:
        for thread in threads:
            thread.start()
        for _ in people:
            found = done.get()
            if isinstance(found, BaseException):
                raise found
            yield found
    finally:
        stop.set()
        for jail in jails:
            jail.stop()
        for thread in threads:
            thread.join(5)


def row_of(jail: Jail, one: Submission, key: Key) -> Row:
    """Return the row of one person; a fault of ours in it stops nobody else's."""
    row = _without(one, key) if one.path is None else _guarded(jail, one.path, key, one.person)
    return _with(one, row)


def _without(one: Submission, key: Key) -> Row:
    status = "unreadable" if one.status == "unreadable" else "missing"
    mark = keys.mark(key)
    return Row(one.person, key.lesson, key.release, status, key=mark)  # type: ignore[arg-type]


def _with(one: Submission, row: Row) -> Row:
    """Return a row with what collecting said."""
    return replace(row, late=one.late, notes=(*dict.fromkeys((*one.notes, *row.notes)),))


def _far(
    people: list[Submission], key: Key, elsewhere: Elsewhere
) -> Iterator[tuple[Submission, Row]]:
    """Yield the rows that other machines make, and those for which there is no file."""
    yield from ((one, _with(one, _without(one, key))) for one in people if one.path is None)
    files = {one.person: one for one in people if one.path is not None}
    for row in elsewhere([(one.path, one.person) for one in files.values() if one.path]):
        yield files[row.person], _with(files[row.person], row)
