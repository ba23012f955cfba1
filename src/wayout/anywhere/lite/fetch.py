"""Bring every part of a Lite page together: from a folder, the cache, pip, npm or Pyodide."""

import shutil
import subprocess
import sys
import tarfile
import urllib.request
from collections.abc import Callable, Sequence
from http.client import HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from packaging.utils import parse_wheel_filename

from wayout.anywhere.lite.parts import LiteError, Origin, Part, digest, parts, told
from wayout.language import listed

Tell = Callable[[str], object]
Fetch = Callable[[Sequence[Part], Path], None]
KERNEL = "jupyterlite-pyodide-kernel"
# pip takes wheels for the Python in the page, builds none and adds none. Of a package that has
# none for every machine, it may take the one for Windows.
_PIP = ["download", "--quiet", "--no-deps", "--only-binary=:all:", "--python-version=3.12"]
_PIP += ["--implementation=cp", "--abi=cp312", "--platform=pyemscripten_2024_0_wasm32"]
_PIP += ["--platform=win_amd64"]


def gather(cache: Path, wheels: Path | None, tell: Tell) -> dict[str, Path]:
    """Return the path of each part by its name; ``tell`` hears what is fetched.

    Files in the folder ``wheels`` come first, then those in ``cache``, where all that is fetched
    is kept. Raises LiteError where a part is another file, or cannot be fetched.
    """
    if wheels is not None and not wheels.is_dir():
        raise LiteError(f"There is no folder {wheels}: name the one that holds the wheels.")
    cache.mkdir(parents=True, exist_ok=True)
    found = {one.name: path for one in parts() if (path := _here(one, cache, wheels))}
    for origin, fetch in _FETCH.items():
        missing = [one for one in parts() if one.origin == origin and one.name not in found]
        if missing:
            tell(f"Fetching {listed([one.name for one in missing], 3)}")
            found |= _fetched(missing, cache, fetch)
    return found


def _here(part: Part, cache: Path, wheels: Path | None) -> Path | None:
    if wheels is not None and (wheels / part.name).is_file():
        return part.check(wheels / part.name)
    kept = cache / part.name
    return kept if kept.is_file() and digest(kept) == part.mark else None


def _fetched(missing: Sequence[Part], cache: Path, fetch: Fetch) -> dict[str, Path]:
    """Fetch parts into a folder of their own; what is as it should be moves into the cache."""
    with TemporaryDirectory(dir=cache) as made:
        folder = Path(made)
        fetch(missing, folder)
        checked = {part.name: part.check(folder / part.name) for part in missing}
        return {name: path.replace(cache / name) for name, path in checked.items()}


def _wheels(missing: Sequence[Part], folder: Path) -> None:
    lines = []
    for part in missing:
        name, version, _, _ = parse_wheel_filename(part.name)
        lines.append(f"{name}=={version} --hash=sha256:{part.mark}\n")
    (folder / "wanted.txt").write_text("".join(lines), "utf-8")
    _pip(folder, "--require-hashes", f"--requirement={folder / 'wanted.txt'}")


def _of_kernel(missing: Sequence[Part], folder: Path) -> None:
    """Take what the kernel here carries; the rest comes out of the wheel of an older one."""
    own = Path(sys.prefix, "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension")
    _pip(folder, f"{KERNEL}=={told('kernel_version')}")
    (older,) = folder.glob("*.whl")
    with ZipFile(older) as file:
        inside = {name.rpartition("/")[2]: name for name in file.namelist()}
        for part in missing:
            if (here := own / "static" / "pypi" / part.name).is_file():
                shutil.copy2(here, folder)
            elif part.name in inside:
                (folder / part.name).write_bytes(file.read(inside[part.name]))


def _core(missing: Sequence[Part], folder: Path) -> None:
    """Take Pyodide from npm where that is installed, else from Pyodide's own distribution."""
    npm = shutil.which("npm")
    if npm is None:
        _of_pyodide(missing, folder)
        return
    name = f"pyodide@{told('pyodide_version')}"
    command = [npm, "pack", name, f"--pack-destination={folder}", "--silent"]
    run(command, f"npm gives no {name}", _ELSEWHERE.format(_named(missing), _pyodides_own()))
    (packed,) = folder.glob("*.tgz")
    wanted = {part.name for part in missing}
    with tarfile.open(packed) as archive:
        for member in archive.getmembers():
            name = member.name.rpartition("/")[2]
            if name in wanted and (file := archive.extractfile(member)):
                (folder / name).write_bytes(file.read())


def _of_pyodide(missing: Sequence[Part], folder: Path) -> None:
    for part in missing:
        at = f"{_pyodides_own()}/{part.name}"
        try:
            with urllib.request.urlopen(at, timeout=60) as answer:
                (folder / part.name).write_bytes(answer.read())
        except (OSError, HTTPException) as error:
            raise LiteError(
                f"{part.name} comes from Pyodide's own distribution, which does not give it here "
                f"({error}). {_ELSEWHERE.format(part.name, at)}"
            ) from None


_ELSEWHERE = (
    "Try again, or fetch {} on a machine with a network, from {}, and name the folder in which you "
    "put it with --wheels."
)


def _named(missing: Sequence[Part]) -> str:
    return listed([part.name for part in missing])


def _pyodides_own() -> str:
    """Return the address of Pyodide's distribution, as JupyterLite's kernel has it."""
    from jupyterlite_pyodide_kernel import constants

    at: str = constants.PYODIDE_CDN_URL
    return at.replace(constants.PYODIDE_VERSION, told("pyodide_version"))


def _pip(folder: Path, *words: str) -> None:
    command = [sys.executable, "-m", "pip", *_PIP, f"--dest={folder}", *words]
    run(
        command, "pip could not fetch the wheels",
        "Try again where there is a network, or name a folder that holds the wheels with --wheels.",
    )  # fmt: skip


def run(command: Sequence[str], otherwise: str, todo: str, folder: Path | None = None) -> None:
    """Run a program; raises LiteError with ``otherwise``, what it said last, and ``todo``."""
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace")
    if ended.returncode:
        said = (ended.stderr or ended.stdout).strip().splitlines() or ["it gave no reason"]
        raise LiteError(f"{otherwise} ({said[-1].rstrip('.')}). {todo}")


_FETCH: dict[Origin, Fetch] = {
    "pip": _wheels,
    "kernel": _of_kernel,
    "core": _core,
    "pyodide": _of_pyodide,
}
