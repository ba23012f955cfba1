"""Build the course as JupyterLite: pages in which Python itself runs, for any web server."""

import json
import shutil
import sys
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from wayout.anywhere import folder, outgoing
from wayout.anywhere.lite.fetch import Tell, gather, run
from wayout.anywhere.lite.lock import plain, relock
from wayout.anywhere.lite.parts import told
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
# Dark where the system is: the first page is so, too.
_AS_THE_SYSTEM = {"@jupyterlab/apputils-extension:themes": {"adaptive-theme": True}}
_OTHER = shutil.ignore_patterns(".*", "__pycache__", "*.csv", "*.ipynb", "my_work*")
# What pip makes the wheel of the course from, beside its data.
_PACKAGE = ("pyproject.toml", "README.md", "LICENSE", "LICENSE-CONTENT", "jupyter", "src")


def build(root: Path, out: Path, cache: Path, wheels: Path | None, tell: Tell) -> int:
    """Make the folder ``out`` of the course folder ``root``, and return its size in bytes.

    An older build there gives way when the new one is whole. For ``wheels``, ``cache`` and
    ``tell`` see `wayout.anywhere.lite.fetch.gather`. Raises LiteError; PlaceError where ``out``
    holds anything else; OutgoingError where somebody typed in a notebook.
    """
    folder.may_be_written(out, root)
    outgoing.check(root)
    found = gather(cache, wheels, tell)
    # Neither name may begin with the other: JupyterLite would pass over the settings.
    with TemporaryDirectory(prefix="wayout-lite-") as scratch:
        source, site = Path(scratch, "source"), Path(scratch, "site")
        tell("Packing the course")
        _lay_out(root, source, found)
        tell("Building the pages")
        _lite(source, site)
        put(site / "index.html", front_page())
        stay(site / "notebooks" / "index.html")
        folder.swap(site, out, root)
    return sum(path.stat().st_size for path in out.rglob("*") if path.is_file())


def _lay_out(root: Path, source: Path, found: dict[str, Path]) -> None:
    """Write what JupyterLite builds from: notebooks and data, Pyodide with all wheels, settings."""
    contents(root, source / "course")
    _python(root, source / "static" / "pyodide", found)
    put(source / "jupyter-lite.json", json.dumps(_page_settings(), indent=1))
    put(source / "jupyter_lite_config.json", json.dumps(_build_settings(), indent=1))
    put(source / "overrides.json", json.dumps(settings(root)))


def settings(root: Path) -> dict[str, object]:
    """Return the settings that the course has in JupyterLab, and what a page has besides."""
    own: dict[str, object] = json.loads((root / "jupyter" / "overrides.json").read_text("utf-8"))
    return own | _AS_THE_SYSTEM


def contents(root: Path, course: Path) -> None:
    """Write what a learner finds in the page: the course's notebooks, their checks, its data."""
    names = outgoing.notebooks()
    for name in names:
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(outgoing.notebook(root / name), ensure_ascii=False, indent=1)
        put(course / name, text)
    _copy(root, course, [f"exercises/checks/{Path(name).stem}.json" for name in names])
    _data(root, course)


def _data(root: Path, course: Path) -> None:
    _copy(root, course, [f"data/{name}" for name in outgoing.data()])


def _copy(root: Path, to: Path, names: Iterable[str]) -> None:
    for path in (root / name for name in names if (root / name).is_file()):
        place = to / path.relative_to(root)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, place)


def _python(root: Path, place: Path, found: dict[str, Path]) -> None:
    place.mkdir(parents=True)
    own = json.loads(found[_LOCK].read_text("utf-8"))
    made = [plain(path, place) for path in found.values() if path.suffix == ".whl"]
    lock = relock(own, [*made, _course(root, place)], told("without"))
    for path in (*made, *(path for path in found.values() if path.suffix != ".whl")):
        if path.parent != place:
            shutil.copy2(path, place)
    put(place / _LOCK, json.dumps(lock))


def _course(root: Path, place: Path) -> Path:
    """Make the wheel of the course, as pip makes it, with the data that may go out alone."""
    words = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", f"--wheel-dir={place}"]
    with TemporaryDirectory(prefix="wayout-wheel-") as scratch:
        course = Path(scratch)
        package(root, course)
        _step([sys.executable, "-m", "pip", "wheel", *words, scratch], course)
    return next(place.glob("wayout-*.whl"))


def package(root: Path, to: Path) -> None:
    """Copy what the wheel of the course is made from."""
    for path in (root / name for name in _PACKAGE):
        if path.is_dir():
            shutil.copytree(path, to / path.name, ignore=_OTHER)
    _copy(root, to, _PACKAGE)
    _data(root, to)


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
    _step([sys.executable, "-m", "jupyterlite_core", *words], source)


def _step(command: list[str], here: Path) -> None:
    step = " ".join(command[2:4])
    run(
        command, f"The build stopped at its step {step}",
        "Set the course up afresh (delete .venv, then give the command again). If that does not "
        "help, report it with this message.", here,
    )  # fmt: skip


def stay(page: Path) -> None:
    """Let links between notebooks stay in a page of JupyterLite."""
    script = (files("wayout.anywhere.lite") / "links.js").read_text("utf-8")
    head, found, body = page.read_text("utf-8").partition("</head>")
    put(page, f"{head}<script>{script}</script>{found}{body}")


def front_page() -> str:
    """Return the page that a learner sees first: the way to each lesson and its exercise."""
    closing = f"lessons/{CLOSING}.ipynb", CLOSING_TITLE
    return str(render("lite/index.html", lessons=lessons(), closing=closing))
