"""What runs in the jail: a notebook's cells in order, and its answers out as JSON values.

``python -m wayout.grading.inside parent FD USER PROCESSES SCRATCH…`` imports everything once, runs
nothing of a learner's, and forks a child of its own for each submission, whose socket comes in
over FD. ``python -m wayout.grading.inside one`` reads one submission and answers it on its
standard output. Whoever reads the answers trusts none of this: a learner's code may change it all.

A submission comes in as ``{"steps": [...], "seconds": 10, "skip": [2], "left": 120}``. Lines go
out: ``at`` says which step begins; a question says ``q`` with one of ``answer``, ``blank``,
``odd``, ``missing``, ``stopped``, ``slow``, and where it was blank or missing once more at the
end; a cell that did not end well says ``cell`` and one of ``error``, ``slow``. With ``slow``,
``clock`` says whether it was ended by the clock alone, and not for what it used of the processor's
time.
"""

import gc
import importlib
import json
import os
import signal
import socket
import sys
from contextlib import suppress
from typing import Any, NoReturn

from wayout.exercises.plain import Blank, NotData, guarded, plain, way_out
from wayout.exercises.probe import NotRun, Stopped, ask, in_words
from wayout.exercises.tips import tip

USED = (
    "IPython.core.interactiveshell",
    "numpy",
    "pandas",
    "folium",
    "altair",
    "wayout.charts",
    "wayout.maps",
    "wayout.widgets",
    "wayout.widgets.start",
    "wayout.exercises.check",
    "wayout.tables.package",
    "wayout.pages.source_card",
)
"""What nearly every exercise imports."""
LARGEST = 60_000
"""How many characters one answer may have as JSON."""
SLACK = 3
"""How many times as long a cell may take on the clock as on the processor."""
_PATIENCE = 6
"""How often a cell is told to stop before its process is ended."""


class OutOfTime(KeyboardInterrupt):
    """A cell or a question took too long."""


class _Clock:
    """Ends what takes too long: first by an error, and if that is caught, with the process.

    What counts is the processor's time, so that a busy machine costs nobody a mark; on the clock
    three times as much is allowed.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds, self.rang, self.worked = seconds, 0, False

    def __enter__(self) -> "_Clock":
        self.rang, self.worked = 0, False
        self._set(self._ring, self.seconds)
        return self

    def __exit__(self, *_: object) -> None:
        self._set(signal.SIG_IGN, 0)

    def _set(self, handler: Any, seconds: float) -> None:
        if hasattr(signal, "setitimer"):  # Windows has none
            signal.signal(signal.SIGPROF, handler)
            signal.signal(signal.SIGALRM, handler)
            signal.setitimer(signal.ITIMER_PROF, seconds, 0.2)
            signal.setitimer(signal.ITIMER_REAL, SLACK * seconds, 0.2)

    @property
    def said(self) -> dict[str, Any]:
        """What to say of what it ended: too slow, and whether only by the clock."""
        return {"slow": True, "clock": not self.worked}

    def _ring(self, number: int, _: object) -> None:
        self.rang += 1
        self.worked |= number == signal.SIGPROF
        if self.rang > _PATIENCE:
            os._exit(1)
        raise OutOfTime


def shell() -> Any:
    """Return an IPython that runs cells and draws nothing."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.colors = "nocolor"
    made: Any = InteractiveShell.instance(config=settings)
    made.display_formatter.format = lambda *_, **__: ({}, {})
    made.showtraceback = made.showsyntaxerror = lambda *_, **__: None
    return made


def work(channel: int, asked: dict[str, Any], running: Any) -> None:
    """Run the steps of one submission and write what comes out of them to ``channel``."""

    def say(**line: Any) -> None:
        rest = memoryview(f"\n{json.dumps(line)}\n".encode())  # behind whatever others wrote
        while rest:
            rest = rest[os.write(channel, rest) :]

    clock, empty = _Clock(float(asked["seconds"])), list[Any]()
    for place, step in enumerate(asked["steps"]):
        if place in asked["skip"]:
            continue
        say(at=place)
        if "code" in step:
            if wrong := _run(step["code"], running, clock):
                say(cell=place, **wrong)
        else:
            found = _read(step["probe"], running, clock)
            say(q=step["question"], **found)
            empty += [step] * ("blank" in found or "missing" in found)
    for step in empty:  # some answer in cells of their own, at the end
        say(q=step["question"], **_read(step["probe"], running, clock))
    say(done=True)


def _run(code: str, running: Any, clock: _Clock) -> dict[str, Any]:
    """Run a cell; return what went wrong, if anything did."""
    try:
        with clock:
            ended = running.run_cell(code, silent=True)
        error = ended.error_before_exec or ended.error_in_exec
    except BaseException as slipped:  # what a cell of a learner's may raise is anything
        error = slipped
    if clock.rang:
        return clock.said
    return {} if error is None else {"error": _told(error, code, running)}


def _told(error: BaseException, code: str, running: Any) -> str:
    """Return an error and what may help, as a class copy says it."""
    said = guarded(lambda: SyntaxError(error.msg) if type(error) is SyntaxError else error, error)
    helps = guarded(lambda: tip(error, code, [*running.user_ns]), "")
    return f"{in_words(said).rstrip('.')}. {helps}".rstrip()


def _read(probe: str, running: Any, clock: _Clock) -> dict[str, Any]:
    found: dict[str, Any]
    try:
        with clock:
            found = _answer(probe, running.user_ns)
    except BaseException as error:  # see `_run`
        found = {"stopped": in_words(error)}
    return clock.said if clock.rang else found


def _answer(probe: str, names: dict[str, Any]) -> dict[str, Any]:
    try:
        given = ask(probe, names)
    except NotRun as lost:
        return {"missing": str(lost)[:200]}
    except Stopped as error:
        return {"stopped": str(error)[:300]}
    try:
        value = plain(given)
        size = 0
        for part in json.JSONEncoder().iterencode(value):
            size += len(part)
            if size > LARGEST:
                return {"odd": "more than can be read", "help": ""}
    except Blank:
        return {"blank": True}
    except NotData as odd:
        return {"odd": odd.what[:200], "help": way_out(given)}
    return {"answer": value}


def one() -> None:
    """Answer the submission on the standard input."""
    asked = json.load(sys.stdin)
    channel = os.dup(1)
    with suppress(ImportError):  # Windows has no such limits
        from wayout.grading import walls

        walls.quiet()
        walls.limit(4096, asked["left"])  # those of the whole account: the container has its own
        walls.home()
    work(channel, asked, shell())
    os._exit(0)


def parent(control: int, user: int, processes: int, folders: list[str]) -> None:
    """Import everything, then fork a child for each socket that comes in over ``control``."""
    from wayout.grading import walls

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    walls.undumpable()
    for name in USED:
        importlib.import_module(name)
    running = shell()
    walls.quiet()
    gc.collect()
    gc.freeze()
    line = socket.socket(fileno=control)
    line.send(b"r")
    while True:
        _, sockets, _, _ = socket.recv_fds(line, 1, 1)
        if not sockets:
            return
        child = os.fork()
        if child == 0:
            line.close()
            _between(sockets[0], user, processes, folders, running)
        os.close(sockets[0])
        os.waitpid(child, 0)
        if _anything():
            return  # with this process, the first of the jail, the kernel ends all of it
        line.send(b"f")


def _anything() -> bool:
    """Return whether a process is left: the kernel gives orphans to the first of the jail."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def _between(channel: int, user: int, processes: int, folders: list[str], running: Any) -> NoReturn:
    """Put the next child into a process tree of its own, and wait for its end."""
    from wayout.grading import walls

    try:
        walls.apart(folders)
        child = os.fork()
        if child == 0:
            os.setsid()  # a signal to its group does not reach the one that waits for its end
            with os.fdopen(os.dup(channel), "rb") as reader:
                asked = json.load(reader)
            walls.drop(user)
            walls.limit(processes, asked["left"])
            walls.forbid()
            walls.home()
            signal.signal(signal.SIGINT, signal.default_int_handler)
            work(channel, asked, running)
        else:
            os.close(channel)
            os.waitpid(child, 0)
    except BaseException as error:
        with suppress(OSError):
            os.write(channel, f"{json.dumps({'wall': in_words(error)})}\n".encode())
    finally:
        os._exit(0)


if __name__ == "__main__":
    if sys.argv[1] == "one":
        one()
    else:
        parent(int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5:])
