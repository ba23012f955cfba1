"""Build the course as JupyterLite: pages in which Python itself runs, for any web server."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from wayout.anywhere.lite.fetch import Tell, gather
from wayout.anywhere.lite.lock import plain, relock
from wayout.anywhere.lite.parts import LiteError, told
from wayout.exercises.worked import worked_on
from wayout.language import listed
from wayout.pages import render
from wayout.pages.output import put
from wayout.work.lessons import CLOSING, CLOSING_TITLE, lessons

_APPS = ("notebooks", "edit", "lab", "tree")
_PLUGIN = "@jupyterlite/pyodide-kernel-extension"
# What JupyterLab has besides in this environment is nobody's business in a learner's page.
_EXTENSIONS = (_PLUGIN, "@jupyter-widgets/jupyterlab-manager", "anywidget")
_LOCK = "pyodide-lock.json"
# Loaded with Python: the kernel then looks for none of them by itself.
_FIRST = ["micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython"]
_MARK = "jupyter-lite.json"
_CONTENTS = ("lessons/*.ipynb", "exercises/*.ipynb", "exercises/checks/*.json", "data/**/*")


def build(root: Path, out: Path, cache: Path, wheels: Path | None, tell: Tell) -> int:
    """Make the folder ``out`` of the course folder ``root``, and return its size in bytes.

    An older build there gives way when the new one is whole. For ``wheels``, ``cache`` and
    ``tell`` see `wayout.anywhere.lite.fetch.gather`. Raises LiteError.
    """
    out = out.resolve()
    _may_be_written(root, out)
    found = gather(cache, wheels, tell)
    out.parent.mkdir(parents=True, exist_ok=True)
    # Neither name may begin with the other: JupyterLite would pass over the settings.
    with TemporaryDirectory(dir=out.parent, prefix=".lite-") as folder:
        source, site = Path(folder, "source"), Path(folder, "site")
        tell("Packing the course")
        _lay_out(root, source, found)
        tell("Building the pages")
        _lite(source, site)
        put(site / "index.html", front_page())
        if out.exists():
            out.rename(Path(folder, "before"))
        site.rename(out)
    return sum(path.stat().st_size for path in out.rglob("*") if path.is_file())


def _may_be_written(root: Path, out: Path) -> None:
    if out.exists() and not (out / _MARK).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise LiteError(f"{out} holds something else: name a folder that is new or empty.")
    if works := worked_on(root):
        raise LiteError(
            f"{listed(works)} is worked on, and what somebody typed must not go to everybody. "
            "`wayout build --force` makes it anew and keeps a copy."
        )


def _lay_out(root: Path, source: Path, found: dict[str, Path]) -> None:
    """Write what JupyterLite builds from: notebooks and data, Pyodide with all wheels, settings."""
    for path in (one for pattern in _CONTENTS for one in root.glob(pattern) if one.is_file()):
        place = source / "course" / path.relative_to(root)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(_blank(path) if path.suffix == ".ipynb" else path.read_bytes())
    _python(root, source / "static" / "pyodide", found)
    put(source / _MARK, json.dumps(_page_settings(), indent=1))
    put(source / "jupyter_lite_config.json", json.dumps(_build_settings(), indent=1))
    shutil.copy2(root / "jupyter" / "overrides.json", source)


def _blank(path: Path) -> bytes:
    """Return a notebook without what a run left in it."""
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode()


def _python(root: Path, folder: Path, found: dict[str, Path]) -> None:
    folder.mkdir(parents=True)
    own = json.loads(found[_LOCK].read_text("utf-8"))
    made = [plain(path, folder) for path in found.values() if path.suffix == ".whl"]
    lock = relock(own, [*made, _course(root, folder)], told("without"))
    for path in (*made, *(path for path in found.values() if path.suffix != ".whl")):
        if path.parent != folder:
            shutil.copy2(path, folder)
    put(folder / _LOCK, json.dumps(lock))


def _course(root: Path, folder: Path) -> Path:
    """Make the wheel of the course, as pip makes it."""
    words = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", f"--wheel-dir={folder}"]
    _run([sys.executable, "-m", "pip", "wheel", *words, str(root)], folder)
    return next(folder.glob("wayout-*.whl"))


def _page_settings() -> dict[str, object]:
    kernel = {
        "pyodideUrl": "./static/pyodide/pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"lockFileURL": f"./static/pyodide/{_LOCK}", "packages": _FIRST},
    }
    page = {
        "appName": "A Way Out?",
        "exposeAppInBrowser": True,
        "litePluginSettings": {f"{_PLUGIN}:kernel": kernel},
    }
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": page}


def _build_settings() -> dict[str, object]:
    here = Path(sys.prefix, "share", "jupyter", "labextensions")
    return {
        "LiteBuildConfig": {
            "apps": list(_APPS),
            "contents": ["course"],
            "federated_extensions": [str(here / name) for name in _EXTENSIONS],
            "ignore_sys_prefix": ["federated_extensions"],
            "no_sourcemaps": True,
        }
    }


def _lite(source: Path, site: Path) -> None:
    words = ["build", f"--lite-dir={source}", f"--output-dir={site}"]
    _run([sys.executable, "-m", "jupyterlite_core", *words], source)


def _run(command: list[str], folder: Path) -> None:
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace")
    if ended.returncode:
        said = (ended.stderr or ended.stdout).strip().splitlines() or ["no reason given"]
        raise LiteError(f"A step of the build failed ({said[-1]}): {' '.join(command[2:4])}.")


def front_page() -> str:
    """Return the page that a learner sees first: the way to each lesson and its exercise."""
    closing = f"lessons/{CLOSING}.ipynb", CLOSING_TITLE
    return str(render("lite/index.html", lessons=lessons(), closing=closing))
