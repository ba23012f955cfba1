"""Makes a book of the frozen notebooks: its contents, its look, and the pages by Jupyter Book."""

import json
import shutil
import subprocess
import sys
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from wayout.errors import CourseError
from wayout.pages import render, style
from wayout.work.lessons import START, closing, lessons

_VEGA = "5.21"
"""The version of Vega-Lite that draws in JupyterLab too."""
_RUN = "from jupyter_book.cli.main import main; main()"
_DARK = '[data-jp-theme-light="false"]'
_PAGE = ("page.js", "page_charts.js")
# What is left for other programs.
_REST = (".buildinfo", "objects.inv", "_sources", "reports", "_static/*.html")
_FOOT = (
    "Lessons: CC BY 4.0. Code: BSD-3-Clause. Borders: Natural Earth, nobody's official position."
)
_LOOK = {
    "home_page_in_toc": True,
    "show_navbar_depth": 2,
    "show_toc_level": 2,
    "use_download_button": False,
    "search_bar_text": "Search the course",
    "toc_title": "On this page",
    "extra_footer": f"<p>{_FOOT}</p>",
    "navbar_persistent": [],
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
_SPHINX = {
    # Of Jupyter Book's own list, what asks nobody on the internet for anything.
    "extensions": ["myst_nb", "jupyter_book", "sphinx_external_toc", "sphinx_book_theme"],
    "html_theme_options": _LOOK,
    "html_context": {"default_mode": "auto"},
    "html_use_index": False,
    "html_copy_source": False,
    "html_show_sourcelink": False,
    # A page from a disk may not read another page, so the search shows titles alone.
    "html_show_search_summary": False,
    "myst_enable_extensions": [],
    "nb_code_prompt_show": "Show the code",
    "nb_code_prompt_hide": "Hide the code",
    "numfig": False,
    "smartquotes": False,
}
CONFIG: dict[str, Any] = {
    "title": "A Way Out?",
    "author": "The A Way Out? contributors",
    "copyright": "",
    "only_build_toc_files": True,
    "execute": {"execute_notebooks": "off"},
    "sphinx": {"config": _SPHINX},
}


class BookError(CourseError):
    """Why no book could be made; the message says what to do."""


def ready() -> None:
    """Raise BookError where what makes the book is not installed."""
    if not lessons():
        raise BookError("There are no lessons here: this works in the course folder only.")
    if not (find_spec("jupyter_book") and find_spec("vl_convert")):
        raise BookError(
            "The site needs Jupyter Book, which is not installed. Run `python start.py run wayout "
            "site`, or `pip install 'jupyter-book<2' vl-convert-python`."
        )


def bind(stage: Path) -> Path:
    """Make the pages of the notebooks that lie in ``stage``; return their folder."""
    _write(stage)
    made = subprocess.run(
        [sys.executable, "-c", _RUN, "build", "--quiet", str(stage)],
        cwd=stage, capture_output=True, encoding="utf-8", errors="replace",
    )  # fmt: skip
    pages = stage / "_build" / "html"
    if made.returncode or not (pages / "searchindex.js").is_file():
        raise BookError(f"Jupyter Book stopped. It said: {made.stderr.strip()[-600:]}")
    (pages / "_static" / "vega.js").write_text(_library(), "utf-8")
    for path in [path for rest in _REST for path in pages.glob(rest)]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return pages


def _write(stage: Path) -> None:
    """Write what Jupyter Book reads; JSON is YAML, too."""
    (stage / "_config.yml").write_text(json.dumps(CONFIG), "utf-8")
    (stage / "_toc.yml").write_text(json.dumps(_contents()), "utf-8")
    (stage / "index.md").write_text(_index(), "utf-8")
    static = stage / "_static"
    static.mkdir()
    (static / "course.css").write_text(_sheet(), "utf-8")
    (static / "course.js").write_text(_script(), "utf-8")


def _sheet() -> str:
    """Return the look of the course and that of the site; its theme says dark in its own words."""
    course = style().removeprefix("<style>").removesuffix("</style>")
    return course.replace(_DARK, 'html[data-theme="dark"]') + _ours("anywhere.site", "site.css")


def _script() -> str:
    """Return what a page does; the scripts of notebooks want a page that is there already."""
    later = "\n".join(_ours("widgets", name) for name in _PAGE)
    begin = f'document.addEventListener("DOMContentLoaded", () => {{\n{later}\n}});\n'
    return _ours("anywhere.site", "site.js") + begin


def _ours(room: str, name: str) -> str:
    return (files(f"wayout.{room}") / name).read_text("utf-8")


def _contents() -> dict[str, Any]:
    parts = list[dict[str, Any]]()
    for one in lessons():
        page: dict[str, Any] = {"file": f"lessons/{one.path.stem}"}
        if one.exercise:
            page["sections"] = [{"file": f"exercises/{one.exercise.stem}"}]
        parts.append(page)
    parts += [{"file": f"lessons/{page.stem}"} for page in filter(None, [closing()])]
    return {"format": "jb-book", "root": "index", "chapters": parts}


def _index() -> str:
    steps = [one for one in lessons() if one.number != START]
    first = next(one for one in lessons() if one.number == START)
    return str(render("site/index.md", first=first, steps=steps, last=closing()))


def _library() -> str:
    """Return the program that draws charts; its names stay in it, as Sphinx has some of its own."""
    import vl_convert

    code = vl_convert.javascript_bundle("window.wayoutEmbed = vegaEmbed;", vl_version=_VEGA)
    return f"(() => {{\n{code}\n}})();\n"
