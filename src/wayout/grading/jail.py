"""A jail for code that nobody here wrote: what goes in are steps, what comes out is data.

Bubblewrap gives it no network, no home, a read-only system, the course package and its data, and
no solution, check, key or other submission. `wayout.grading.inside` runs in it. Everything that
comes out is read as hostile: JSON within limits, nothing else.
"""

import json
import os
import re
import select
import shutil
import site
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, Literal, TypeAlias

from wayout import paths
from wayout.errors import CourseError
from wayout.grading.inside import SLACK
from wayout.grading.preflight import Step

Isolation: TypeAlias = Literal["auto", "bwrap", "container", "none"]
MOST = 5_000_000
"""How many bytes are read of one submission's answers."""
MEMORY = 3_000_000_000
"""How many bytes all processes of a jail may hold together."""
WHOLE = 12
"""How many times as long as a cell a whole notebook may take."""
_GRACE = 3.0
_LOOK = 0.25  # seconds between two looks at memory
_PROCESSES = 64
_MODULE = "wayout.grading.inside"
_PACKAGE = Path(__file__).resolve().parents[1]
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store")
_ETC = ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "localtime")
_SCRATCH = "/scratch"
_NOBODY = range(65000, 65534)  # nobody's, by the tables of Debian

_jails = count()


class JailError(CourseError):
    """No jail can be made here; the sentence says what to install."""


@dataclass(frozen=True)
class How:
    """How submissions are run.

    ``isolation`` is the kind of jail, ``seconds`` the processor's time for a cell, ``total`` what
    all of them may take on the clock.
    With ``fresh``, every submission gets a jail of its own that imports everything anew.
    """

    isolation: Isolation = "auto"
    fresh: bool = False
    image: str = "wayout"
    seconds: float = 10.0
    total: float = WHOLE * 10.0


@dataclass
class Ran:
    """What came out of one run: replies by question, errors by the place of a cell, "" if too slow.

    ``at`` is the place of the step that was begun last, None if nothing began; ``wall`` what kept
    it from beginning. ``why`` it did not come to its end is "" if it did. ``clocked`` are the
    places of cells that the clock ended; ``waited`` says that the clock ended something though it
    had used less of the processor's time than it may.
    """

    replies: dict[str, dict[str, Any]] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)
    at: int | None = None
    wall: str = ""
    clocked: set[int] = field(default_factory=set)
    waited: bool = False
    why: Literal["", "ended", "time", "all time", "memory", "too much"] = "ended"


class Jail:
    """One jail, for one submission after the other; used by one thread."""

    def __init__(self, how: How) -> None:
        self.how = how
        self.proved = False
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._over = self._used = False

    @cached_property
    def kind(self) -> Literal["bwrap", "container", "none"]:
        """Which jail it is; raises JailError where the one asked for is not there."""
        return chosen(self.how.isolation)

    def __enter__(self) -> "Jail":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the jail and all that runs in it; the next run makes it anew."""
        process, line = self._process, self._line
        self._process = self._line = None
        if process is not None:
            _end(process, group=self.kind != "bwrap")
        if line is not None:
            line.close()

    def stop(self) -> None:
        """End the jail for good, from any thread: no run after it begins."""
        self._over = True
        self._ends_if_over()

    def _ends_if_over(self) -> None:
        """End what runs if the jail is over: whichever of a start and a stop comes second does."""
        if self._over and (process := self._process) is not None:
            _end(process, group=self.kind != "bwrap")

    def run(self, steps: tuple[Step, ...], skip: set[int], left: float) -> Ran:
        """Run the steps but those in ``skip``, within ``left`` seconds; return what was said."""
        if self.how.fresh and self._used:
            self.close()
        self.ready()
        if self._over:
            return Ran()
        body = _asked(steps, self.how.seconds, skip, left)
        if self.kind != "bwrap":
            return self._alone(body, left)
        self._used = True
        return self._hand_over(body, len(steps), left)

    def ready(self) -> None:
        """Begin the jail if it is not there, and see once that it can read the course's data.

        Raises JailError where it cannot be made.
        """
        if self.kind == "bwrap" and self._process is None and not self._over:
            self._start()
        elif self.kind == "container" and not self.proved and not self._over:
            ran = self._alone(_asked((_PROOF,), 30, set(), 120), 120)
            if ran.replies.get("proof") != _PROVED:
                raise JailError(_no_container(self.how.image, ran.wall))
            self.proved = True

    def _start(self) -> None:
        """Begin a jail of bubblewrap."""
        self._used = False
        ours, theirs = socket.socketpair()
        with theirs, tempfile.TemporaryFile() as said:
            self._process = subprocess.Popen(
                bubblewrap(theirs.fileno(), _user()),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=said,
                pass_fds=[theirs.fileno()],
            )
            theirs.close()
            self._line = ours
            self._ends_if_over()
            ours.settimeout(120)
            if not _byte(ours):
                self.close()
                said.seek(0)
                raise JailError(_refused(said.read().decode("utf-8", "replace")))
        if self.proved:
            return
        ran = self._hand_over(_asked((_PROOF,), 30, set(), 60), 1, 60)
        if ran.replies.get("proof") != _PROVED:
            self.close()
            raise JailError(_refused(ran.wall or "the course's data cannot be read in it"))
        self.proved = True

    def _hand_over(self, body: bytes, steps: int, left: float) -> Ran:
        process, line = self._process, self._line
        assert process is not None
        assert line is not None
        ours, theirs = socket.socketpair()
        ran = Ran()
        with ours:
            with theirs, suppress(OSError):  # where the jail has died, nothing comes
                socket.send_fds(line, [b"s"], [theirs.fileno()])
            try:
                ours.settimeout(min(left, 20))
                ours.sendall(body)
                ours.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # it ended before it had read all: what it said is read none the less
            _listen(ours, ran, steps, self.how.seconds, left, process.pid)
        line.settimeout(2)
        if ran.why not in ("", "ended") or not _byte(line):
            self.close()
        return ran

    def _alone(self, body: bytes, left: float) -> Ran:
        """Run one submission in a container, or with no jail at all."""
        ran = Ran()
        with tempfile.TemporaryDirectory(prefix="wayout-grade-") as scratch:
            name = f"wayout-{os.getpid()}-{threading.get_ident()}"
            engine = shutil.which("podman") or shutil.which("docker") or ""
            command, environment = [sys.executable, "-m", _MODULE, "one"], dict(os.environ)
            if self.kind == "container":
                command = container(engine, name, self.how.image)
            else:
                environment = _bare(scratch)
            with tempfile.TemporaryFile() as said:
                process = self._process = subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=said if self.kind == "container" else subprocess.DEVNULL,
                    env=environment,
                    start_new_session=True,
                )
                self._ends_if_over()
                # Windows can wait for a socket and not for a pipe.
                ours, theirs = socket.socketpair()
                threads: list[tuple[Any, ...]] = [
                    (_feed, process.stdin, body),
                    (_pump, process.stdout, theirs),
                ]
                for does, *parts in threads:
                    threading.Thread(target=does, args=parts, daemon=True).start()
                steps = len(json.loads(body)["steps"])
                with ours:
                    pid = 0 if self.kind == "container" else process.pid
                    _listen(ours, ran, steps, self.how.seconds, left, pid)
                if self.kind == "container":
                    stop = [engine, "rm", "--force", name]
                    subprocess.run(stop, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                self.close()
                said.seek(0)
                ran.wall = ran.wall or said.read(2000).decode("utf-8", "replace")
        return ran


_PROVED = {"q": "proof", "answer": True}
_PROOF: Step = {
    "question": "proof",
    "probe": "(__import__('wayout.paths').paths.DATA / 'datapackage.json').open().read(1) == '{'",
}


def _asked(steps: tuple[Step, ...], seconds: float, skip: set[int], left: float) -> bytes:
    asked = {"steps": steps, "seconds": seconds, "skip": sorted(skip), "left": left}
    return json.dumps(asked).encode()


def _end(process: "subprocess.Popen[bytes]", *, group: bool) -> None:
    with suppress(OSError, AttributeError):  # Windows has no groups
        if group and process.returncode is None:
            os.killpg(process.pid, 9)
    process.kill()
    process.wait()


def _byte(line: socket.socket) -> bytes:
    try:
        return line.recv(1)
    except OSError:
        return b""


def chosen(isolation: Isolation) -> Literal["bwrap", "container", "none"]:
    """Return which jail is used; raises JailError where the one asked for is not there."""
    if isolation == "none":
        return "none"
    if isolation == "container":
        if not (shutil.which("podman") or shutil.which("docker")):
            raise JailError(
                "Neither podman nor docker is installed: install one of them, or grade on Linux "
                "with bubblewrap."
            )
        return "container"
    if not sys.platform.startswith("linux"):
        raise JailError(
            "Learners' code runs in a jail made by bubblewrap, which works on Linux only. Here, "
            "write --isolation container (podman or docker), or use WSL2."
        )
    if not shutil.which("bwrap"):
        raise JailError(
            "Learners' code runs in a jail made by bubblewrap, which is not installed: "
            "`apt install bubblewrap` (or dnf, pacman, zypper). Or write --isolation container."
        )
    return "bwrap"


def exposed(how: How, *places: Path) -> str:
    """Say in a sentence which of the places learners' code could read in a jail, or ""."""
    if how.isolation in ("none", "container"):
        return ""
    open_to = [*map(Path, _SYSTEM), *_python(), _PACKAGE, paths.DATA]
    for place in map(Path.resolve, places):
        # What is bound covers the course's folder, which is hidden again but for the innermost.
        above = [one for one in open_to if place.is_relative_to(one)]
        if place.is_relative_to(paths.ROOT) and paths.ROOT != paths.DATA:
            above = [one for one in above if one.is_relative_to(paths.ROOT)]
        if above:
            return (
                f"{place} lies in {above[0]}, which learners' code can read: move the folder of "
                "the class to another place, such as your home folder."
            )
    return ""


def _no_container(image: str, said: str) -> str:
    why = " ".join((said.strip().splitlines() or ["it said nothing"])[0].split())[:200]
    build = (
        " Make the image once, in the course folder: "
        f"`podman build --tag {image} --file deploy/Containerfile .` (or docker)."
    )
    unknown = re.search(r"not known|no such image|not found|unable to find", said, re.IGNORECASE)
    says = f"No container of the image {image} answers here ({why})."
    return f"{says}{build if unknown or not said.strip() else ''} Nothing was run."


def _refused(said: str) -> str:
    why = " ".join((said.strip().splitlines() or ["it ended at once"])[-1].split())[:200]
    return (
        f"Bubblewrap cannot make a jail here ({why}). Some systems forbid user namespaces: let "
        "your administrator allow them for bwrap (on Ubuntu the package apparmor-profiles does), "
        "or write --isolation container. Nothing was run."
    )


def _user() -> int:
    """Return whose rights a learner's code gets where root grades: nobody's; else 0, our own."""
    # Another number for each jail: how many processes there may be is counted by user.
    if os.geteuid() != 0:
        return 0
    return _NOBODY[(61 * os.getpid() + next(_jails)) % len(_NOBODY)]


def bubblewrap(control: int, user: int) -> list[str]:
    """Return the command that makes a jail whose parent listens on ``control``."""
    here = _folder()
    own = [] if user else ["--unshare-user", "--uid", "0", "--gid", "0"]
    caps = ["SETUID", "SETGID", "SETPCAP", "SYS_ADMIN"]
    kept = [part for one in caps for part in ("--cap-add", f"CAP_{one}")]
    return [
        *("bwrap", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"),
        *("--unshare-cgroup-try", *own, "--cap-drop", "ALL", *kept),
        *("--die-with-parent", "--new-session", "--as-pid-1", "--clearenv"),
        *(part for name, value in _environment(here).items() for part in ("--setenv", name, value)),
        *(part for one in _SYSTEM for part in _system(Path(one))),
        *(part for one in _ETC for part in ("--ro-bind-try", f"/etc/{one}", f"/etc/{one}")),
        *("--dev", "/dev", "--tmpfs", _SCRATCH),
        *([] if _is_in(Path("/tmp")) else ["--symlink", _SCRATCH, "/tmp"]),
        *_course(),
        *("--dir", here, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/"),
        *(sys.executable, "-m", _MODULE, "parent", str(control), str(user), str(_most(user))),
        *dict.fromkeys((_SCRATCH, "/dev/shm", here)),
    ]


def _most(user: int) -> int:
    """Return how many processes are allowed; before 5.14 kernels count the whole account's."""
    version = tuple(map(int, re.findall(r"\d+", os.uname().release)[:2]))
    if user or version >= (5, 14):
        return _PROCESSES
    own = os.getuid()
    threads = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            threads += len([*folder.glob("task/*")]) if folder.stat().st_uid == own else 0
    return threads + _PROCESSES


def _folder() -> str:
    """Return the folder in which exercises run: where `../data` is, in a checkout."""
    here = paths.ROOT / "exercises"
    return _SCRATCH if paths.ROOT == paths.DATA else str(here)


def _system(path: Path) -> list[str]:
    if path.is_symlink():
        return ["--symlink", str(path.readlink()), str(path)]
    return ["--ro-bind", str(path), str(path)] if path.is_dir() else []


def _python() -> list[Path]:
    """Return the folders of Python and its packages, each once."""
    places = [sys.prefix, sys.base_prefix, *site.getsitepackages(), site.getusersitepackages()]
    known = [Path(one).resolve() for one in places if Path(one).is_dir()]
    inside = paths.ROOT if paths.ROOT != paths.DATA else Path("/nowhere")
    outer = [
        one
        for one in dict.fromkeys(known)
        if not one.is_relative_to("/usr") or one.is_relative_to(inside)  # which is hidden
    ]
    return [one for one in outer if not any(one != it and one.is_relative_to(it) for it in outer)]


def _is_in(folder: Path) -> bool:
    """Return whether anything that is bound lies in ``folder``."""
    return any(one.is_relative_to(folder) for one in [*_python(), _PACKAGE, paths.DATA])


def _course() -> list[str]:
    """Return what binds Python, the course's package and its data: nothing beside them."""
    root, found = paths.ROOT, _python()
    above = [one for one in found if root.is_relative_to(one) and root != paths.DATA]
    system = any(root.is_relative_to(one) for one in _SYSTEM) and root != paths.DATA
    hidden = ["--tmpfs", str(root)] if above or system else []
    rest = [one for one in found if one not in above]
    inner = [part for one in [*rest, _PACKAGE, paths.DATA] for part in _bind(one)]
    return [*(part for one in above for part in _bind(one)), *hidden, *inner]


def _bind(path: Path) -> list[str]:
    # Bubblewrap makes the folders above for its own user alone, unless they are named.
    above = (part for one in [*path.parents][-2::-1] for part in ("--dir", str(one)))
    return [*above, "--ro-bind", str(path), str(path)]


def _environment(here: str) -> dict[str, str]:
    """Return all that is in the environment of what is graded: nothing of the teacher's."""
    one = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    pip = {"PIP_RETRIES": "0", "PIP_DEFAULT_TIMEOUT": "1", "PIP_NO_INPUT": "1"}
    return {
        **one,
        **pip,
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "PYTHONPATH": str(_PACKAGE.parent),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": here,
        "TMPDIR": _SCRATCH,
        "IPYTHONDIR": f"{_SCRATCH}/ipython",
        "WAYOUT_WORK": f"{_SCRATCH}/my_work.json",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
    }


def container(engine: str, name: str, image: str) -> list[str]:
    """Return the command that runs one submission in a container of podman or docker."""
    said = _environment(_SCRATCH) | {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "PYTHONPATH": "/course",
    }
    binds = {_PACKAGE: "/course/wayout", paths.DATA: "/course/wayout/_data"}
    return [
        *(engine, "run", "--rm", "--interactive", "--name", name, "--pull", "never"),
        *("--network", "none"),
        *("--read-only", "--memory", "2g", "--memory-swap", "2g"),
        *("--pids-limit", str(_PROCESSES)),
        *("--cpus", "1", "--cap-drop", "ALL", "--security-opt", "no-new-privileges"),
        *("--security-opt", "label=disable"),  # SELinux would close the course to it
        *("--user", "65534:65534", "--tmpfs", f"{_SCRATCH}:rw,size=48m,mode=1777"),
        *("--workdir", _SCRATCH),
        *(part for one in said.items() for part in ("--env", "=".join(one))),
        *(part for one in binds.items() for part in ("--volume", f"{one[0]}:{one[1]}:ro")),
        *(image, "python", "-m", _MODULE, "one"),
    ]


def _bare(scratch: str) -> dict[str, str]:
    """Return the environment of a process that has no jail."""
    places = dict.fromkeys(("HOME", "TMPDIR", "IPYTHONDIR"), scratch)
    work = {"WAYOUT_WORK": str(Path(scratch, "my_work.json"))}
    path = {"PATH": os.environ.get("PATH", "")}
    system = {k: v for k, v in os.environ.items() if k.upper() in ("SYSTEMROOT", "TEMP")}
    return {**system, **_environment(scratch), **places, **work, **path}


def _feed(into: Any, body: bytes) -> None:
    """Write what is asked; whoever never reads it is ended by the clock."""
    with suppress(OSError), into:
        into.write(body)


def _pump(source: Any, into: socket.socket) -> None:
    """Hand on what a process writes until either end is closed."""
    with source, into, suppress(OSError):
        while part := source.read1(1 << 16):
            into.sendall(part)


def _listen(
    source: socket.socket, ran: Ran, steps: int, seconds: float, left: float, pid: int
) -> None:
    """Read lines until the end, or until a limit is passed; note why.

    ``pid`` is above all that runs, 0 where that cannot be seen from here.
    """
    source.setblocking(False)  # what looks ready and holds nothing must not keep us from looking
    began = step = looked = time.monotonic()
    spent, first, base = 0.0, None, None  # the processor's time: now, as it began, as the step did
    read, rest = 0, b""
    while ran.why:
        ready, _, _ = select.select([source], [], [], _LOOK)
        now = time.monotonic()
        if ready:
            try:
                part = source.recv(1 << 16)
            except BlockingIOError:
                time.sleep(_LOOK / 10)
                part = None
            except OSError:
                part = b""
            if part == b"":
                return
            part = part or b""
            read, rest = read + len(part), rest + part
            if read > MOST:
                ran.why = "too much"
                return
            *lines, rest = rest.split(b"\n")
            for line in lines:
                if _heard(line, ran, steps):
                    step, base = now, None
                if not ran.why:
                    return
        limits = {"all time": now - began > left, "time": now - step > SLACK * seconds + _GRACE}
        passed = next((name for name, over in limits.items() if over), "")
        if pid and now - looked > _LOOK:  # a process that talks is looked at too
            looked, below = now, [*_below(pid)]
            spent = _spent(below)
            first, base = spent if first is None else first, spent if base is None else base
            passed = passed or ("memory" if _held(below) > MEMORY else "")
        if passed:
            idle = {"time": (base, seconds), "all time": (first, left / SLACK)}
            since, most = idle.get(passed, (None, 0.0))
            ran.waited |= since is not None and spent - since < most
            ran.why = passed  # type: ignore[assignment]
            return


def _heard(line: bytes, ran: Ran, steps: int) -> bool:
    """Take in one line; return whether it says that a step began. What is no such line is left."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return False
    if not isinstance(said, dict):
        return False
    at, cell = said.get("at"), said.get("cell")
    if type(at) is int and (-1 if ran.at is None else ran.at) < at < steps:
        ran.at = at
        return True
    ran.waited |= said.get("slow") is True and said.get("clock") is True
    if isinstance(name := said.get("q"), str):
        ran.replies[name] = counts(ran.replies.get(name), said)
    elif type(cell) is int and cell == ran.at:  # no step speaks for another
        error = said.get("error")
        slow = said.get("slow") is True
        if slow and said.get("clock") is True:
            ran.clocked.add(cell)
        if error or slow:
            ran.errors.setdefault(cell, error[:500] if isinstance(error, str) else "")
    elif isinstance(wall := said.get("wall"), str):
        ran.wall = wall
    elif said.get("done") is True:
        ran.why = ""
    return False


def answered(reply: dict[str, Any] | None) -> bool:
    """Return whether something stood where a question was read."""
    return reply is not None and not ("missing" in reply or "blank" in reply)


def counts(old: dict[str, Any] | None, new: dict[str, Any]) -> dict[str, Any]:
    """Return which of two replies to a question counts: the first that holds an answer."""
    holds = "answer" in new or "odd" in new
    return new if old is None or (holds and answered(new) and not answered(old)) else old


def _spent(below: list[int]) -> float:
    """Return how many seconds of the processor's time some processes have used."""
    ticks = 0
    for pid in below:
        with suppress(OSError, ValueError):
            told = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
            ticks += sum(map(int, told[11:15]))  # its own and its children's, user and system
    return ticks / os.sysconf("SC_CLK_TCK")


def _held(below: list[int]) -> int:
    """Return how many bytes the processes of a jail hold, what they share counted once."""
    base = max((_kilobytes(one, "status", "RssAnon:") or 0 for one in below[:2]), default=0)
    return 1024 * sum(_part(one, base) for one in below)


def _below(pid: int) -> Iterator[int]:
    """Yield the processes that came from ``pid``, it first; orphans stay below their jail."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            told = (folder / "stat").read_bytes().rpartition(b")")[2].split()
            parents.setdefault(int(told[1]), []).append(int(folder.name))
    waiting = [pid]
    while waiting:
        yield (one := waiting.pop(0))
        waiting += parents.get(one, [])


def _part(pid: int, base: int) -> int:
    """Return the kilobytes of one process; of memory that several share, its part.

    Where the system does not say the parts, as to root without all rights, what it shares counts in
    full, but for the ``base`` that a child has of the jail's parent, which imported everything.
    """
    part = _kilobytes(pid, "smaps_rollup", "Pss_Anon:", "Pss_Shmem:", "SwapPss:")
    if part is not None:
        return part
    own = _kilobytes(pid, "status", "RssAnon:", "VmSwap:") or 0
    return max(0, own - base) + (_kilobytes(pid, "status", "RssShmem:") or 0)


def _kilobytes(pid: int, file: str, *names: str) -> int | None:
    """Return the sum of some lines of what the system says of a process, None if it does not."""
    try:
        said = Path(f"/proc/{pid}/{file}").read_text("ascii", "replace")
        rows = [line.split() for line in said.splitlines()]
        found = [int(row[1]) for row in rows if row and row[0] in names]
    except (OSError, ValueError, IndexError):
        return None
    return sum(found) if found else None
