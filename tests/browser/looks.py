"""What every page of the course is looked at for, in a real browser and in both themes."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import nbformat
from axe_playwright_python.sync_playwright import Axe, AxeResults
from lab import Notebook
from playwright.sync_api import Frame

from checkout import ROOT
from wayout.course.pace import unfolded

CI = bool(os.environ.get("CI"))
DRAWN = 'path.wo-land:not([d="M0 0"])'  # a country out of sight has the shape M0 0
TALL = 2400
THEMES = ("light", "dark")


def everything_is_there(notebook: Notebook) -> None:
    """Each map that waits for nothing is on the page, and each chart drew something."""
    page = nbformat.read(ROOT / notebook.path, as_version=4)
    found = [c.source for c in unfolded(page.cells) if c.cell_type == "code"]
    code, now = "\n".join(found), "\n".join(one for one in found if "after=" not in one)
    asked = re.findall(r"^[^#\n]*\bmaps\.(?!pin|capitals)\w+\(", now, re.MULTILINE)
    assert all_maps_are_drawn(notebook) == len(asked)
    charts = len(re.findall(r"\bcharts\.\w+\(", code))
    assert drawings(notebook, charts) >= charts


def nothing_went_wrong(notebook: Notebook) -> None:
    assert notebook.errors() == []
    assert notebook.complaints == []
    assert notebook.left_home == []


def all_maps_are_drawn(notebook: Notebook) -> int:
    """Wait for the land of every map that is not folded away; return how many those are."""
    maps = [one for one in notebook.maps() if one.frame_element().is_visible()]
    for frame in maps:
        frame.wait_for_selector(DRAWN, timeout=30_000)
    return len(maps)


def drawings(notebook: Notebook, expected: int) -> int:
    """Wait until ``expected`` charts, or half a minute; count those that are worth seeing."""
    for _ in range(60):
        if (found := _drawn(notebook)) >= expected:
            break
        notebook.page.wait_for_timeout(500)
    return found


def _drawn(notebook: Notebook) -> int:
    boxes = [
        drawing.bounding_box()
        for drawing in notebook.panel.locator(".vega-embed svg, svg.wo-chart, .wo-timeline").all()
    ]
    return sum(1 for box in boxes if box and box["width"] > 200 and box["height"] > 60)


def at_both_widths(notebook: Notebook, gallery: Path, kind: str) -> None:
    """Look at a page that has run on a wide screen, then at a telephone's width."""
    everything_is_there(notebook)
    look(notebook, gallery, kind, "light")
    notebook.do("application:toggle-left-area")
    notebook.page.set_viewport_size({"width": 390, "height": 900})
    notebook.page.wait_for_timeout(300)
    everything_is_there(notebook)
    look(notebook, gallery, f"{kind}-narrow", "dark")


def look(notebook: Notebook, gallery: Path, kind: str, theme: str) -> None:
    """Let axe-core and a ruler look, and keep pictures for a person.

    With ``CI`` set nobody looks at pictures: then one theme is enough for this width, because
    another width of the same page, or another page, takes the other theme.
    """
    for name in [theme] if CI else THEMES:
        notebook.theme(name)
        walk(notebook, gallery, f"{Path(notebook.path).stem}-{kind}-{name}")
        assert serious_findings(notebook) == []
        assert too_wide(notebook) == []
        assert in_columns(notebook) == []


def serious_findings(notebook: Notebook) -> list[str]:
    """What axe-core calls serious or critical in what a lesson shows, maps included."""
    shown = {"include": [[".jp-RenderedMarkdown"], [".jp-OutputArea-output"]]}
    reports = [Axe().run(notebook.page, context=shown)]
    # axe looks into one document at a time, and each map is a document of its own.
    return serious([*reports, *(Axe().run(frame) for frame in notebook.maps())])


def serious(reports: list[AxeResults]) -> list[str]:
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


def in_columns(notebook: Notebook) -> list[str]:
    """Running text whose words, links and tags stand side by side, each in a column of its own."""
    found: list[str] = notebook.panel.evaluate(
        """panel => [...panel.querySelectorAll(':is(.jp-RenderedMarkdown, .wo-card) :is(li, p)')]
            .map(o => [o, getComputedStyle(o)])
            .filter(([o, look]) => o.offsetParent && o.children.length
              && /flex row|grid/.test(`${look.display} ${look.flexDirection}`)
              && [...o.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim()))
            .map(([o]) => o.innerText.slice(0, 60))"""
    )
    return found


def maps_answer_to_the_keyboard(notebook: Notebook) -> None:
    """On the two maps of lesson 2 a marker opens and a slider moves, without a mouse."""
    trip, visits = notebook.maps()
    a_marker_opens(trip)
    the_slider_moves(visits)


def a_marker_opens(frame: Frame) -> None:
    marker = frame.locator(".leaflet-marker-icon[tabindex='0']").first
    marker.focus()
    marker.press("Enter")
    assert frame.locator(".leaflet-popup-content").first.inner_text().strip()


def the_slider_moves(frame: Frame) -> None:
    slider, count = frame.locator("input[type=range]"), frame.locator("#wo-count")
    slider.focus()
    before = count.inner_text()
    slider.press("End")
    assert count.inner_text() != before
    assert re.search(r"20\d\d", count.inner_text())
    last = slider.get_attribute("aria-valuetext")
    slider.press("ArrowLeft")
    assert slider.get_attribute("aria-valuetext") != last


def cards_are_for_everybody(notebook: Notebook, width: int, *scripts: str) -> None:
    """In both themes at a width axe-core and a ruler find nothing on the cards, nor do scripts."""
    if width == 390:
        notebook.do("application:toggle-left-area")
    notebook.page.set_viewport_size({"width": width, "height": 900})
    for theme in THEMES:
        notebook.theme(theme)
        report = Axe().run(notebook.page, context={"include": [[".wo-live"]]})
        assert [found["id"] for found in report.response["violations"]] == []
        assert too_wide(notebook) == []
        assert in_columns(notebook) == []
        assert [notebook.panel.evaluate(script) for script in scripts] == [[]] * len(scripts)
    if width == 390:
        notebook.page.set_viewport_size({"width": 1280, "height": 900})
        notebook.do("application:toggle-left-area")


def walk(notebook: Notebook, gallery: Path, name: str) -> None:
    """Scroll from top to bottom, so that Lab lays out every cell; keep a tall picture a step."""
    for old in gallery.glob(f"{name}-*.png"):
        old.unlink()
    with tall_window(notebook):
        scroller = notebook.panel.locator(".jp-WindowedPanel-outer").first
        step = scroller.evaluate("s => s.clientHeight") - 40
        for index in count():
            scroller.evaluate("(s, top) => { s.scrollTop = top }", index * step)
            notebook.page.wait_for_timeout(60 if CI else 200)  # a picture wants it at rest
            if not CI:
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
