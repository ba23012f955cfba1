"""What every page of the course is looked at for, in a real browser and in both themes."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import nbformat
from axe_playwright_python.sync_playwright import Axe
from lab import ROOT, Notebook

TALL = 2400
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


def everything_is_there(notebook: Notebook) -> None:
    """Each map that a cell asks for is on the page, and each chart drew something."""
    code = "\n".join(c.source for c in cells(notebook.path) if c.cell_type == "code")
    asked = re.findall(r"^[^#\n]*\bmaps\.(?!pin)\w+\(", code, re.MULTILINE)
    assert all_maps_are_drawn(notebook) == len(asked)
    assert drawings(notebook) >= len(re.findall(r"\bcharts\.\w+\(", code))


def cells(path: str) -> list[nbformat.NotebookNode]:
    return list(nbformat.read(ROOT / path, as_version=4).cells)


def nothing_went_wrong(notebook: Notebook) -> None:
    assert notebook.errors() == []
    assert notebook.complaints == []
    assert notebook.left_home == []


def all_maps_are_drawn(notebook: Notebook) -> int:
    """Wait for the land of every map; return how many maps there are."""
    maps = notebook.maps()
    for frame in maps:
        frame.wait_for_selector("path.wo-land", timeout=30_000)
    return len(maps)


def drawings(notebook: Notebook) -> int:
    """Count the charts that drew something worth seeing."""
    boxes = [
        drawing.bounding_box()
        for drawing in notebook.panel.locator(".vega-embed svg, svg.wo-chart, .wo-timeline").all()
    ]
    return sum(1 for box in boxes if box and box["width"] > 200 and box["height"] > 60)


def look(notebook: Notebook, gallery: Path, kind: str) -> None:
    """In both themes: keep pictures for a person, and let axe-core and a ruler look too."""
    for name, theme in THEMES.items():
        notebook.do("apputils:change-theme", theme=theme)
        notebook.page.wait_for_timeout(600)
        picture_in_pieces(notebook, gallery, f"{Path(notebook.path).stem}-{kind}-{name}")
        assert serious_findings(notebook) == []
        assert too_wide(notebook) == []


def serious_findings(notebook: Notebook) -> list[str]:
    """What axe-core calls serious or critical in what a lesson shows, maps included."""
    shown = {"include": [[".jp-RenderedMarkdown"], [".jp-OutputArea-output"]]}
    reports = [Axe().run(notebook.page, context=shown)]
    # axe looks into one document at a time, and each map is a document of its own.
    reports += [Axe().run(frame) for frame in notebook.maps()]
    return [
        f"{found['id']}: {found['help']} at {[node['target'] for node in found['nodes']][:3]}"
        for report in reports
        for found in report.response["violations"]
        if found["impact"] in {"serious", "critical"}
    ]


def too_wide(notebook: Notebook) -> list[str]:
    """Outputs whose content pushes the page sideways; what scrolls by itself is fine."""
    found: list[str] = notebook.panel.evaluate(
        """panel => [...panel.querySelectorAll('.jp-OutputArea-child')]
            .filter(o => o.offsetParent && o.scrollWidth > o.clientWidth + 2)
            .map(o => o.innerText.slice(0, 60))"""
    )
    return found


def picture_in_pieces(notebook: Notebook, gallery: Path, name: str) -> None:
    """Scroll through the notebook and keep one tall picture a step, for a person to look at."""
    for old in gallery.glob(f"{name}-*.png"):
        old.unlink()
    with tall_window(notebook):
        scroller = notebook.panel.locator(".jp-WindowedPanel-outer").first
        step = scroller.evaluate("s => s.clientHeight") - 40
        for index in count():
            scroller.evaluate("(s, top) => { s.scrollTop = top }", index * step)
            notebook.page.wait_for_timeout(200)
            notebook.page.screenshot(path=gallery / f"{name}-{index:02d}.png")
            if scroller.evaluate("s => s.scrollTop + s.clientHeight >= s.scrollHeight - 2"):
                break


@contextmanager
def tall_window(notebook: Notebook) -> Iterator[None]:
    """Show more of the page at once, so that a long lesson makes few pictures."""
    usual = notebook.page.viewport_size
    assert usual
    notebook.page.set_viewport_size({"width": usual["width"], "height": TALL})
    yield
    notebook.page.set_viewport_size(usual)
