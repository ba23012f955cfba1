"""Set the course up and run it, from a fresh clone, with any Python 3.8 or newer.

    python start.py lab             open the lessons in JupyterLab
    python start.py test            run the tests; more words go to pytest, such as -k maps
    python start.py run COMMAND     run a command, such as "wayout build", inside the course

Nothing but the standard library is needed. uv is used where it is found and fetched with pip
where it is not; the packages go into .venv, in the versions that constraints.txt names. A second
start changes nothing and needs no network. To start afresh, delete .venv and .tools.
"""

from __future__ import annotations

import errno
import hashlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TOOLS = HERE / ".tools"
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "wayout.json"
PYTHONS = ">=3.11,<3.15"  # the versions for which every pin has a ready-made wheel
EXTRAS = {"lab": {"lab"}, "test": {"lab", "test"}, "run": {"lab"}}
STRANGERS = {"CONDA_PREFIX", "PYTHONHOME", "PYTHONPATH", "UV_SYSTEM_PYTHON", "VIRTUAL_ENV"}

WELCOME = "Setting up the course. The first time, this fetches 80 MB and takes a minute or two."
OPENING = "Opening JupyterLab. To stop it, press Ctrl-C twice in this window."
LEFT_OUT = """
Left out here: the slow tests, and the tests in a browser, which need Chromium. To run them:
    python start.py test -m slow
    python start.py test -m browser"""
NO_ACCESS = "This folder is read-only for you: copy the course to a folder of yours"
NO_ROOM = "The disk is nearly full: make 1 GB of room"
NO_NETWORK = "{} could not be fetched: check that the network works"
NO_PIP = "This Python has no pip: install it (on Debian, apt install python3-pip)"
NO_UV = "The uv that pip fetched does not run here: install uv as its own pages say"
NO_PYTHON = "No Python 3.11 to 3.14 was found or could be fetched: install Python 3.12"
IN_USE = "A file is locked or in use ({}): close JupyterLab, delete .venv"
IN_THE_WAY = "The computer refused a step ({}): delete .venv and .tools"
UNKNOWN = "The course has no command {}: run `python start.py test` once to add the authors' tools"


class SetupError(Exception):
    """What stopped the set-up and what to do about it, in one sentence."""


def environment() -> dict[str, str]:
    """Return the variables a command sees: the course's folders first, no other environment."""
    ours = {key: value for key, value in os.environ.items() if key not in STRANGERS}
    folders = [str(BIN), ours.get("PATH", os.defpath), str(TOOLS / "bin")]
    ours.update(PATH=os.pathsep.join(folders), PYTHONUTF8="1")
    ours.update(PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0", PIP_ROOT_USER_ACTION="ignore")
    return ours


def step(command: list[str], otherwise: str) -> None:
    """Run one step of the set-up; if it fails, say why, with a full disk as the first guess."""
    if subprocess.call(command, cwd=HERE, env=environment()) != 0:
        raise SetupError(NO_ROOM if shutil.disk_usage(HERE).free < 1e9 else otherwise)


def find_uv() -> str | None:
    """Return a uv that runs, the reader's own or the one in .tools: a shim may be hollow."""
    for folders in (os.environ.get("PATH", os.defpath), str(TOOLS / "bin")):
        uv = shutil.which("uv", path=folders)
        if uv and runs([uv, "--version"]):
            return uv
    return None


def runs(command: list[str]) -> bool:
    """Tell whether a program can be started here and ends well."""
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:  # made for another machine, or cut off
        return False


def fetch_uv() -> str:
    """Put uv into .tools with pip and return its path."""
    if importlib.util.find_spec("pip") is None:
        raise SetupError(NO_PIP)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    step([*pip, "--upgrade", "--target", str(TOOLS), "uv"], NO_NETWORK.format("uv"))
    uv = find_uv()
    if uv is None:
        raise SetupError(NO_UV)
    return uv


def read_stamp() -> dict[str, Any]:
    """Return what the last finished set-up of this folder left; nothing if there was none."""
    try:
        stamp = dict(json.loads(STAMP.read_text("utf-8")))
    except (OSError, TypeError, ValueError):
        return {}
    return stamp if stamp.get("place") == str(HERE) and PYTHON.exists() else {}


def make_stamp(extras: set[str]) -> dict[str, Any]:
    """Return what a finished set-up leaves: its place, its extras and a hash of its inputs."""
    names = ["pyproject.toml", "constraints.txt", ".venv/pyvenv.cfg"]
    paths = [*(HERE / name for name in names), *sorted((HERE / "jupyter").glob("*"))]
    texts = [path.read_bytes() for path in paths if path.exists()]
    digest = hashlib.sha256(b"\0".join(texts)).hexdigest()
    return {"place": str(HERE), "extras": sorted(extras), "inputs": digest}


def set_up(extras: set[str]) -> None:
    """Bring .venv to what the files ask for; do nothing if its stamp says it is there."""
    old = read_stamp()
    extras = extras.union(old.get("extras", ()))
    if old == make_stamp(extras):
        return
    if not os.access(HERE, os.W_OK):
        raise SetupError(NO_ACCESS)
    print(WELCOME, flush=True)
    uv = find_uv() or fetch_uv()
    if not old:
        shutil.rmtree(VENV, ignore_errors=not VENV.exists())
        step([uv, "venv", "--quiet", "--python", PYTHONS, str(VENV)], NO_PYTHON)
    install(uv, extras)


def install(uv: str, extras: set[str]) -> None:
    """Install the course and its pinned packages; leave the stamp only when all went well."""
    STAMP.unlink(missing_ok=True)
    pip = [uv, "pip", "install", "--python", str(PYTHON), "--reinstall-package", "wayout"]
    course = ["-c", "constraints.txt", "-e", ".[{}]".format(",".join(sorted(extras)))]
    step([*pip, *course], NO_NETWORK.format("The packages"))
    STAMP.write_text(json.dumps(make_stamp(extras)), "utf-8")


def follow(command: list[str], folder: Path = HERE) -> int:
    """Run a command to its end, hand signals on to it, and return its exit code."""
    child = subprocess.Popen(command, cwd=folder, env=environment())
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:  # the child heard Ctrl-C too and may be asking a question
            continue


def lab(words: list[str]) -> int:
    """Open JupyterLab on the course; as root, it wants to be told that this is meant."""
    print(OPENING, flush=True)
    root = ["--allow-root"] if os.name != "nt" and os.geteuid() == 0 else []
    jupyter = [str(PYTHON), "-m", "jupyterlab", "--ServerApp.root_dir=" + str(HERE)]
    return follow([*jupyter, *root, *words])


def test(words: list[str]) -> int:
    """Run pytest with the settings in pyproject.toml and say what that leaves out."""
    code = follow([str(PYTHON), "-m", "pytest", "-n", "2", *words])
    if not any(word.startswith("-m") for word in words):
        print(LEFT_OUT, flush=True)
    return code


def run(words: list[str]) -> int:
    """Run a command of the course in the folder where the reader stands."""
    command = shutil.which(words[0], path=environment()["PATH"])
    if command is None:
        raise SetupError(UNKNOWN.format(ascii(words[0])))
    return follow([command, *words[1:]], Path.cwd())


def main(words: list[str]) -> int:
    """Set up what the first word needs, do it, and return the exit code."""
    verbs = {"lab": lab, "test": test, "run": run}
    if not words or words[0] not in verbs or words == ["run"]:
        print(__doc__)
        return 2
    try:
        set_up(EXTRAS[words[0]])
        return verbs[words[0]](words[1:])
    except SetupError as error:
        return stop(str(error), 1)
    except PermissionError as error:
        return stop(IN_USE.format(ascii(str(error))), 1)
    except OSError as error:
        full = error.errno == errno.ENOSPC
        return stop(NO_ROOM if full else IN_THE_WAY.format(ascii(str(error))), 1)
    except KeyboardInterrupt:
        return stop("The set-up was stopped: wait until you have time for it", 130)


def stop(sentence: str, code: int) -> int:
    """Say in one sentence what is wrong and what to do; return the exit code."""
    print("\n" + sentence + ", then start again.", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
