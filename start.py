"""Set the course up and run it, from a fresh clone, with any Python 3.8 or newer.

    python start.py lab             open the lessons in JupyterLab
    python start.py test            run the tests; more words go to pytest, such as -k maps
    python start.py run COMMAND     run a command, such as "wayout build", inside the course

Nothing but the standard library is needed. uv is used where it is found and fetched with pip
where it is not; the packages go into .venv, in the versions that constraints.txt names. A second
start changes nothing and needs no network; of several starts at once, one works and the others
wait. Outside this folder only the caches of uv and pip are written to. To start afresh, delete
.venv and .tools: none of your answers is in them.
"""

from __future__ import annotations

import os
import sys

if __name__ == "__main__":  # a file of the reader's, such as json.py, is not Python's own
    sys.path[:1] = [path for path in sys.path[:1] if path.endswith(".zip")]

import ast
import contextlib
import csv
import functools
import hashlib
import importlib.util
import json
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Iterable, Iterator, Mapping

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

WINDOWS = os.name == "nt"
HERE = Path(__file__).resolve().parent
TOOLS = HERE / ".tools"
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
STAMP = VENV / "wayout.json"  # there only while all that it says is true
MARK = VENV / "made_by_start_py.txt"  # there from the first moment; names the machine at last
LOCK = HERE / ".start.lock"  # only where a folder cannot be locked
HELD: list[int] = []  # the lock; the steps hold it too, so that it ends with the last of them

PYTHONS = ">=3.11,<3.15"  # the versions for which every pin has a ready-made wheel
INPUTS = ["pyproject.toml", "constraints.txt", "jupyter/jupyter_lab_config.py"]
INPUTS += ["jupyter/jupyter_config.py", "jupyter/overrides.json"]
PARTS = [*INPUTS, "LICENSE", "README.md", "data/datapackage.json", "src/wayout/__init__.py"]
EXTRAS = {
    "lab": {"lab"},
    "teach": {"lab", "teach"},
    "test": {"lab", "teach", "test"},
    "site": {"lab", "teach", "site"},
    "cluster": {"lab", "teach", "cluster"},
    "hub": {"lab", "teach", "hub"},
    "lite": {"lab", "teach", "lite"},
    "slow": {"lab", "teach", "test", "cluster", "peers", "hub"},
    "browser": {"lab", "teach", "test", "site", "lite", "browser"},
    "dev": {"lab", "teach", "dev"},
}
COMMANDS = {"mypy": "dev", "pre-commit": "dev", "ruff": "dev", "wayout": "teach"}
COMMANDS.update({"jupyter-nbconvert": "site", "lint-imports": "test", "pytest": "test"})
COMMANDS.update(dask="cluster", jupyterhub="hub", playwright="browser")
COMMANDS.update({"wayout site": "site", "wayout lite": "lite"})
# Megabytes to fetch and on disk, each beside those above it; a slow test weighs them again.
WEIGHTS = {"uv": (18, 38), "lab": (83, 305), "teach": (48, 176), "test": (11, 40)}
WEIGHTS.update(cluster=(4, 15), peers=(26, 70), hub=(29, 115))
WEIGHTS.update(site=(56, 154), lite=(18, 32), browser=(54, 163), dev=(22, 94))
# Where the home keeps what uv, Jupyter and IPython write: a variable, the folders it stands for.
HOMES = {
    "PIP_CACHE_DIR": ("XDG_CACHE_HOME", ".cache", "pip"),
    "UV_CACHE_DIR": ("XDG_CACHE_HOME", ".cache", "uv"),
    "JUPYTER_DATA_DIR": ("XDG_DATA_HOME", ".local/share", "jupyter"),
    "JUPYTER_RUNTIME_DIR": ("XDG_DATA_HOME", ".local/share", "jupyter/runtime"),
    "JUPYTER_CONFIG_DIR": ("HOME", "", ".jupyter"),
    "IPYTHONDIR": ("HOME", "", ".ipython"),
}
# uv brings certificates; a school that reads all traffic has put one of its own on the computer.
TRUST = {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}
# Settings of another environment, or that lead uv and pip out of ours; those of mirrors stay. A
# Python that may not keep what it has compiled compiles pandas and Altair again for each notebook.
STRANGERS = re.compile(
    r"CONDA_PREFIX|VIRTUAL_ENV|__PYVENV_LAUNCHER__|PIP_(PREFIX|ROOT|TARGET|PYTHON)"
    r"|PYTHON(DONTWRITEBYTECODE|HOME|PATH|SAFEPATH|STARTUP|USERBASE)|UV_(?!.*(CACHE|CERT|DOWNLOAD"
    r"|HOST|HTTP|INDEX|KEYRING|LINK|INSTALL_DIR|MIRROR|OFFLINE|TIMEOUT|TLS))\w+"
)
PROBE = """import site, sys, sysconfig as s
kind = s.get_platform() + " " + str(s.get_config_var("EXT_SUFFIX"))
print(ascii([sys.prefix, s.get_path("purelib"), site.PREFIXES == [sys.prefix], kind]))"""

WELCOME = "Setting up the course ({}): up to {} MB to fetch, {} MB on disk, a minute or two."
WAITING = "Another start is setting the course up: this one waits (Ctrl-C ends the waiting)."
TRUSTING = "Trying again with the certificates that this computer trusts."
ASIDE = "{} was not made by this course: it is kept as {}."
OPENING = "Opening JupyterLab. To stop it, press Ctrl-C twice in this window."
LEFT_OUT = """
Left out here: the slow tests, and the tests in a browser, which need Chromium. To run them:
    python start.py test -m slow
    python start.py test -m browser"""
HELP = "More about this: docs/if_something_does_not_start.md"
NO_ACCESS = "This folder is read-only for you: copy the course to a folder of yours"
NO_PART = "The course has no {}: unpack or clone the whole course"
NO_NAME = "The name of this folder is too long or has odd signs: give it a short, plain name"
NO_ROOM = "The disk is full: make 1 GB of room"
NO_NETWORK = "What the course needs could not be fetched: check that the network works"
NO_PIP = "This Python has no pip: install it (on Debian, apt install python3-pip)"
NO_UV = "The uv that pip fetched does not run here: install uv as its own pages say"
NO_PYTHON = "No Python 3.11 to 3.14 was found or could be fetched: install Python 3.12"
NO_RIGHT = "A file is in use or not yours to change ({}): close JupyterLab, or copy the course"
NO_END = "The set-up stopped for the reason above: delete .venv and .tools"
IN_THE_WAY = "The computer refused a step ({}): delete .venv and .tools"
INTERRUPTED = "The set-up was stopped: wait until you have time for it"
UNKNOWN = "The course has no command {}: look for a slip in its name"

NUMBER = r"(?:os error|Errno|WinError) (?:{})\b"
REASONS = {  # what the words of uv, pip and the system mean, the surest first
    NO_ROOM: NUMBER.format("39|112" if WINDOWS else "28|122") + "|No space left|quota exceeded",
    NO_RIGHT: NUMBER.format("5|13|32|33" if WINDOWS else "1|13|30") + "|Permission denied",
    NO_NAME: NUMBER.format("123|206" if WINDOWS else "36|63") + "|name too long",
    NO_PYTHON: r"(?i)no interpreter found|no download found|(download|install)\w* .*python",
    NO_NETWORK: r"(?i)sending request|dns error|failed to (fetch|download)|timed? ?out|connection"
    r"|certificate|network was disabled|connectivity is disabled|no matching distribution",
}


class SetupError(Exception):
    """What stopped the set-up and what to do about it, in one sentence."""


def reason(said: str, otherwise: str = NO_END) -> str:
    """Return the sentence for a step that failed, read from what it said."""
    for sentence, pattern in REASONS.items():
        for line in said.splitlines():
            if re.search(pattern, line):
                return sentence.format(ascii(line.strip()[:200]))
    return otherwise.format(ascii(said.strip()[:200]))


def write(path: Path, text: str) -> None:
    """Write a file in one stroke: its old text or its new one is there, never a part."""
    fresh = path.with_name(path.name + ".new")
    remove(fresh)
    fresh.write_text(text, "utf-8")
    fresh.replace(path)


def remove(path: Path) -> None:
    """Take away a file, a folder or a link; what a link leads to stays."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif os.path.lexists(path):
        path.unlink()


def set_aside(path: Path) -> None:
    """Give what is not ours a dated name beside it, and say so."""
    names = (f"{path.name}-{time.strftime('%Y-%m-%d')}-{number}" for number in range(1, 10**6))
    name = next(name for name in names if not os.path.lexists(path.with_name(name)))
    path.rename(path.with_name(name))
    print(ASIDE.format(path.name, name), flush=True)


def own_folder(path: Path) -> Path:
    """Return a folder to write in, made where there is none; a link may lead out of the course."""
    if os.path.lexists(path) and (path.is_symlink() or not path.is_dir()):
        set_aside(path)
    path.mkdir(parents=True, exist_ok=True)
    return path


def writable(folder: Path) -> bool:
    """Tell whether a file can be written there, or where the folder would be made."""
    while not os.path.lexists(folder) and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b" " * 4096)
        return True
    except OSError:
        return False


def inside(path: Path) -> bool:
    """Tell whether a path stays inside .venv when every link on it is followed."""
    return VENV.resolve() in path.resolve().parents


@functools.lru_cache(maxsize=None)
def shelter() -> dict[str, str]:
    """Return folders of ours for all that the home or the temporary folder cannot hold."""
    home, temp, lost = Path(os.path.expanduser("~")), "", []  # noqa: PTH111  it may know no home
    for name, (base, above, below) in HOMES.items():
        usual = Path(os.environ.get(name) or Path(os.environ.get(base) or home / above) / below)
        if not writable(usual) or (home in usual.parents and not home.is_dir()):
            lost.append(name)
    lost += [] if home.is_dir() else ["HOME"]
    with contextlib.suppress(OSError):
        temp = tempfile.gettempdir()
    lost += ["TMPDIR"] if not temp or Path(temp).samefile(Path.cwd()) else []
    room = TOOLS if not lost or writable(TOOLS) else Path(tempfile.mkdtemp(prefix="wayout-"))
    ours = {name: room / "home" / name.lower() for name in lost}
    for folder in ours.values():
        folder.mkdir(parents=True, exist_ok=True)
    return {"TMPDIR": temp, **{name: str(folder) for name, folder in ours.items()}}


def environment() -> dict[str, str]:
    """Return the variables a command sees: the course's folders first, no other environment."""
    ours = {key: value for key, value in os.environ.items() if not STRANGERS.fullmatch(key)}
    folders = [str(BIN), ours.get("PATH", os.defpath), str(TOOLS / "bin")]
    ours.update(PATH=os.pathsep.join(folders), PYTHONUTF8="1", JUPYTER_PREFER_ENV_PATH="1")
    ours.update(PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0", PIP_ROOT_USER_ACTION="ignore")
    return {**ours, **shelter(), **dict.fromkeys(["TEMP", "TMP"], shelter()["TMPDIR"])}


def take(handle: int) -> bool:
    """Lock an open file or folder; tell whether this was possible before another start."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one start at a time work here; where nothing can be locked, go on without."""
    for path, flags in ((HERE, os.O_RDONLY), (LOCK, os.O_RDWR | os.O_CREAT)):
        with contextlib.suppress(OSError):
            HELD[:] = [os.open(path, flags)]
            if not take(HELD[0]):
                print(WAITING, flush=True)
                while not take(HELD[0]):
                    time.sleep(0.2)
            break
    try:
        yield
    finally:
        while HELD:
            os.close(HELD.pop())


def attempt(
    command: list[str], more: Mapping[str, str], show: bool = True, folder: Path = HERE
) -> str | None:
    """Take one step of the set-up; return what it said if it failed, nothing if it went well."""
    said = ""
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**environment(), **more},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        pass_fds=[] if WINDOWS else HELD,
    ) as child:
        try:
            for line in child.stderr or ():
                said += line
                if show and not line.startswith((" + ", " - ", " ~ ")):
                    print(line, end="", file=sys.stderr, flush=True)
        except KeyboardInterrupt:
            child.terminate()
            raise
    return said if child.returncode else None


def fetch(command: list[str], more: Mapping[str, str], show: bool = True) -> str | None:
    """Take a step that may fetch; where its own certificates do not do, with the computer's."""
    said = attempt(command, more, show)
    if said and "certificate" in said:
        print(TRUSTING, file=sys.stderr, flush=True)
        said = attempt(command, {**TRUST, **more}, show)
    return said


def ask(command: list[str]) -> str:
    """Return what a program answers, nothing if it does not run here."""
    try:
        told = subprocess.run(command, capture_output=True, timeout=60, env=environment())
    except (OSError, subprocess.SubprocessError):  # made for another machine, or cut off
        return ""
    return told.stdout.decode("utf-8", "replace")


def find_uv() -> str | None:
    """Return a uv that runs and is not too old, the reader's own or the one in .tools."""
    for uv in (shutil.which("uv"), str(TOOLS / "bin" / ("uv.exe" if WINDOWS else "uv"))):
        number = re.match(r"uv (\d+)\.(\d+)", ask([uv, "--version"]) if uv else "")
        if uv and number and (int(number[1]), int(number[2])) >= (0, 5) and str(VENV) not in uv:
            return uv
    return None


def fetch_uv() -> str:
    """Put uv into .tools with pip, in one stroke, and return its path."""
    if importlib.util.find_spec("pip") is None:
        raise SetupError(NO_PIP)
    fresh = own_folder(TOOLS) / "new"
    remove(fresh)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    said = attempt([*pip, "--target", str(fresh), "uv"], {}, folder=TOOLS)
    if said is not None:
        raise SetupError(reason(said))
    for program in (fresh / "bin").glob("uv*"):
        program.replace(own_folder(TOOLS / "bin") / program.name)
    remove(fresh)
    uv = find_uv()
    if uv is None:
        raise SetupError(NO_UV)
    return uv


def find_library(new: bool = False) -> Path | None:
    """Return where the packages of .venv lie; nothing if it is not ours or of another machine."""
    try:
        prefix, library, apart, kind = ast.literal_eval(ask([str(PYTHON), "-I", "-c", PROBE]))
        if new:
            write(MARK, kind)
        ours = apart and Path(prefix).samefile(VENV) and MARK.read_text("utf-8") == kind
        return Path(library) if ours and inside(Path(library)) and inside(BIN) else None
    except (OSError, SyntaxError, TypeError, ValueError):
        return None


def installed(library: Path) -> list[str]:
    """Return the packages that are listed as installed, with their versions."""
    return sorted(path.name for path in library.glob("*.dist-info"))


def whole(library: Path, names: Iterable[str]) -> bool:
    """Tell whether every file that the named packages brought is there in its full length."""
    try:
        for name in names:
            with (library / name / "RECORD").open(encoding="utf-8", newline="") as record:
                for path, _, size in csv.reader(record):
                    if path.endswith(".pyc"):  # Python makes them again
                        continue
                    length = os.stat(f"{library}/{path}").st_size  # noqa: PTH116  15,000 times
                    if size not in ("", str(length)):
                        return False
    except (OSError, ValueError, csv.Error):
        return False
    return True


def inputs() -> str:
    """Return a mark of all that decides what is installed."""
    texts = [(HERE / name).read_bytes() for name in INPUTS]
    return hashlib.sha256(b"\0".join(texts)).hexdigest()


def read_stamp() -> dict[str, Any]:
    """Return what the last finished set-up left; nothing if there was none, whatever lies there."""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
        extras, packages = set(stamp["extras"]) & set(WEIGHTS), set(map(str, stamp["packages"]))
        return {"extras": extras, "packages": packages, "inputs": stamp["inputs"]}
    except (OSError, LookupError, RecursionError, TypeError, ValueError):
        return {"extras": set(), "packages": set(), "inputs": None}


def ready(extras: set[str], library: Path | None) -> bool:
    """Tell whether all that is asked for is there and whole; the stamp alone is not believed."""
    stamp = read_stamp()
    if library is None or stamp["inputs"] != inputs() or not extras <= stamp["extras"]:
        return False
    return bool(stamp["packages"]) and whole(library, stamp["packages"])


def set_up(extras: set[str]) -> None:
    """Bring .venv to what the files ask for; change nothing if it is there already."""
    check_folder()
    extras = extras | read_stamp()["extras"]
    library = find_library()
    if ready(extras, library):
        return
    if not os.access(HERE, os.W_OK):
        raise SetupError(NO_ACCESS)
    uv = find_uv()
    if uv and library is None:
        library = mend(uv)
    if not ready(extras, library):
        new = extras - (read_stamp()["extras"] if library else set()) or extras
        weights = [WEIGHTS[name] for name in [*new, *([] if uv else ["uv"])]]
        fetched, kept = (sum(weight[column] for weight in weights) for column in (0, 1))
        print(WELCOME.format(", ".join(sorted(extras)), fetched, kept), flush=True)
        change(uv or fetch_uv(), extras, library)


def check_folder() -> None:
    """Say what no step can mend: a name that is no text, a course of which parts are missing."""
    if str(HERE).encode("utf-8", "replace").decode() != str(HERE):
        raise SetupError(NO_NAME)
    for name in PARTS:
        if not (HERE / name).is_file():
            raise SetupError(NO_PART.format(name))
    if os.path.lexists(TOOLS) and os.access(HERE, os.W_OK):
        own_folder(TOOLS)


def empty(uv: str, python: str, **more: str) -> str | None:
    """Make .venv around the packages that it holds, if any; it may be moved afterwards."""
    flags = ["--quiet", "--allow-existing", "--relocatable", "--python", python]
    return fetch([uv, "venv", *flags, str(VENV)], more, show="UV_PYTHON_INSTALL_DIR" in more)


def mend(uv: str) -> Path | None:
    """Lead .venv back to a Python of its version, which may have moved; say where packages lie."""
    for folder in VENV.glob("lib/python3.*"):
        if is_ours(VENV) and inside(folder / "site-packages") and inside(BIN):
            empty(uv, folder.name[len("python") :], UV_PYTHON_DOWNLOADS="never")
    return find_library()


def is_ours(path: Path) -> bool:
    """Tell whether this is a folder that start.py made, or an empty one."""
    if path.is_symlink() or not path.is_dir() or not os.access(path, os.R_OK | os.X_OK):
        return False
    return os.path.lexists(MARK) or os.path.lexists(STAMP) or not any(path.iterdir())


def change(uv: str, extras: set[str], library: Path | None) -> None:
    """Install what is asked for, on what is there if that is whole; leave the stamp at the end."""
    if library is None or not whole(library, installed(library)):
        build(uv)
    remove(STAMP)
    library = install(uv, extras)
    stamp = {"extras": sorted(extras), "packages": installed(library), "inputs": inputs()}
    write(STAMP, json.dumps(stamp))


def build(uv: str) -> None:
    """Make an empty .venv; what was there is cleared away, or set aside if it is not ours."""
    if is_ours(VENV):
        VENV.rename(HERE / f".venv-rubbish-{os.getpid()}")
    elif os.path.lexists(VENV):
        set_aside(VENV)
    for old in HERE.glob(".venv-rubbish-*"):
        shutil.rmtree(old, ignore_errors=True)
    VENV.mkdir()
    write(MARK, "")
    said = empty(uv, PYTHONS, UV_PYTHON_DOWNLOADS="never")
    if said is not None:
        said = empty(uv, PYTHONS, UV_PYTHON_INSTALL_DIR=str(TOOLS / "python"))
    if said is not None or find_library(new=True) is None:
        raise SetupError(reason(said or ""))


def install(uv: str, extras: set[str]) -> Path:
    """Install the course: from uv's cache alone, else from the network, at last past the cache."""
    pip = [uv, "pip", "install", "--python", str(PYTHON), "-c", "constraints.txt"]
    course = ["--reinstall-package", "wayout", "-e", ".[{}]".format(",".join(sorted(extras)))]
    past = {"UV_CACHE_DIR": str(TOOLS / "cache")}
    for flag, more in (("--offline", {}), ("--no-progress", {}), ("--reinstall", past)):
        said = fetch([*pip, flag, *course], more, show=flag != "--offline")
        library = find_library()
        if said is None and library and whole(library, installed(library)):
            untie(library)
            return library
        if flag == "--no-progress" and said and reason(said) == NO_NETWORK:
            break
    raise SetupError(reason(said or ""))


def untie(library: Path) -> None:
    """Let Python find the course by a way that begins at .venv and holds wherever it is moved."""
    way = os.path.relpath(HERE / "src", library)
    for path in library.glob("_*wayout*.pth"):
        write(path, way)
        for record in library.glob("wayout-*.dist-info/RECORD"):
            line = rf"(?m)^{re.escape(path.name)},.*$"
            write(record, re.sub(line, f"{path.name},,{len(way)}", record.read_text("utf-8")))


def follow(command: list[str], folder: Path = HERE) -> int:
    """Run a command to its end, hand signals on to it, and return its exit code."""
    # The child hears Ctrl-C too and may be asking a question. An interrupt here could lose its
    # exit code; a handler of Python's own is not handed down to it.
    heard = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        child = subprocess.Popen(command, cwd=folder, env=environment())
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        return child.wait()
    finally:
        signal.signal(signal.SIGINT, heard or signal.SIG_DFL)


def lab(words: list[str]) -> int:
    """Open JupyterLab on the course; as root, it wants to be told that this is meant."""
    print(OPENING, flush=True)
    root = ["--allow-root"] if not WINDOWS and os.geteuid() == 0 else []
    # -P: Python must not take a reader's file, such as json.py, for one of its own.
    jupyter = [str(PYTHON), "-P", "-m", "jupyterlab", "--ServerApp.root_dir=" + str(HERE)]
    return follow([*jupyter, *root, *words])


def test(words: list[str]) -> int:
    """Run pytest with the settings in pyproject.toml and say what that leaves out."""
    code = follow([str(PYTHON), "-m", "pytest", "-n", "2", *words])
    if not any(word.startswith("-m") for word in words):
        print(LEFT_OUT, flush=True)
    return code


def run(words: list[str]) -> int:
    """Run a command of the course in the folder where the reader stands."""
    own = shutil.which(str(BIN / words[0]))
    command = own or shutil.which(words[0], path=environment()["PATH"])
    if command is None:
        raise SetupError(UNKNOWN.format(ascii(words[0])))
    return follow([command, *words[1:]], Path.cwd())


def needs(mark: str, other: str, words: Iterable[str]) -> bool:
    """Tell whether words for pytest choose tests of a mark; ``other`` is one beside it."""
    every = ("", f"not {other}")
    return any((mark in w and f"not {mark}" not in w) or w in every for w in words)


def wanted(verb: str, words: list[str]) -> set[str]:
    """Return the extras that a verb and its words need."""
    if verb == "run":
        return EXTRAS[COMMANDS.get(" ".join(words[:2])) or COMMANDS.get(words[0], "lab")]
    found = EXTRAS[verb]
    for mark, other in (("slow", "browser"), ("browser", "slow")):
        if verb == "test" and needs(mark, other, words):
            found = found | EXTRAS[mark]
    return found


def main(words: list[str]) -> int:
    """Set up what the words need, do it, and return the exit code."""
    verbs = {"lab": lab, "test": test, "run": run}
    if not words or words[0] not in verbs or words == ["run"]:
        if words and words[0] not in verbs:
            print(f"start.py knows no word {words[0]!a}. It knows these:\n")
        print(__doc__)
        return 2
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        stand()
        with alone():
            set_up(wanted(words[0], words[1:]))
        return verbs[words[0]](words[1:])
    except SetupError as error:
        return stop(str(error), 1)
    except OSError as error:
        return stop(reason(str(error), IN_THE_WAY), 1)
    except KeyboardInterrupt:
        return stop(INTERRUPTED, 130)


def stand() -> None:
    """Go to the course where the folder in which we stand was deleted."""
    try:
        Path.cwd()
    except OSError:
        os.chdir(HERE)


def stop(sentence: str, code: int) -> int:
    """Say in one sentence what is wrong and what to do; return the exit code."""
    print(f"\n{sentence}, then start again.\n{HELP}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
