"""Every notebook of the course, run in a real browser: nothing fails, nothing leaves home."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import Lab, Notebook, notebooks, opened
from playwright.sync_api import Browser, Page

LESSONS = [path for path in notebooks() if path.startswith("lessons/")]
MAPS = {"lessons/02_who_went_where.ipynb": 2}
CHARTS = {"lessons/02_who_went_where.ipynb": 1, "lessons/03_how_big.ipynb": 3}


def test_lab_opens_the_start_page_by_itself(browser: Browser, lab: Lab) -> None:
    page = browser.new_page()
    page.goto(f"{lab.url}/?token={lab.token}")
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=60_000)
    assert "Start here" in page.locator(".jp-NotebookPanel h1").first.inner_text()
    assert page.locator(".jp-Notification, .Toastify__toast").count() == 0, "no pop-up on first start"
    page.close()


@pytest.mark.parametrize("path", notebooks())
def test_it_runs_from_top_to_bottom(browser: Browser, lab: Lab, path: str) -> None:
    with opened(browser, lab, path) as notebook:
        notebook.run_all()
        assert notebook.errors() == []
        assert notebook.complaints == []
        assert notebook.left_home == []
        assert len(notebook.maps()) >= MAPS.get(path, 0)
        for frame in notebook.maps():
            frame.wait_for_selector(".leaflet-overlay-pane path", timeout=10_000)
        drawn = notebook.panel.locator(".vega-embed svg")
        assert drawn.count() == CHARTS.get(path, 0)
        assert all(box["width"] > 200 for i in range(drawn.count()) if (box := _box(notebook, i)))
        assert serious_findings(notebook.page) == []


def _box(notebook: Notebook, index: int) -> dict[str, float]:
    box = notebook.panel.locator(".vega-embed svg").nth(index).bounding_box()
    assert box is not None
    return dict(box)


def serious_findings(page: Page) -> list[str]:
    """What axe-core calls serious or critical, inside what a lesson shows (maps included)."""
    results = Axe().run(page, context={"include": [[".jp-RenderedMarkdown"], [".jp-OutputArea-output"]]})
    return [
        f"{v['id']}: {v['help']} at {v['nodes'][0]['target']}"
        for v in results.response["violations"]
        if v["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", LESSONS)
def test_it_fits_the_window(
    browser: Browser, lab: Lab, gallery: Path, path: str, width: int, theme: str
) -> None:
    with opened(browser, lab, path, width=width) as notebook:
        notebook.do("apputils:change-theme", theme=theme)
        if width < 800:
            notebook.do("application:toggle-left-area")
        notebook.run_all()
        name = f"{Path(path).stem}-{width}-{theme.split()[-1].lower()}"
        picture_in_pieces(notebook, gallery, name)
        assert too_wide(notebook) == []


def too_wide(notebook: Notebook) -> list[str]:
    """Outputs whose content is cut off or pushes the page sideways."""
    return notebook.panel.evaluate(
        """panel => [...panel.querySelectorAll('.jp-OutputArea-output')]
            .filter(o => o.offsetParent && o.scrollWidth > o.clientWidth + 2)
            .map(o => o.textContent.slice(0, 60))"""
    )


def picture_in_pieces(notebook: Notebook, gallery: Path, name: str) -> None:
    """Scroll through the notebook and keep one picture a screen, for a person to look at."""
    for old in gallery.glob(f"{name}-*.png"):
        old.unlink()
    scroller = notebook.panel.locator(".jp-WindowedPanel-outer").first
    height = scroller.evaluate("s => s.clientHeight")
    for index in range(40):
        scroller.evaluate("(s, top) => { s.scrollTop = top }", index * (height - 40))
        notebook.page.wait_for_timeout(150)
        notebook.page.screenshot(path=gallery / f"{name}-{index:02d}.png")
        if scroller.evaluate("s => s.scrollTop + s.clientHeight >= s.scrollHeight - 2"):
            break


def test_the_year_slider_moves_by_keyboard(browser: Browser, lab: Lab) -> None:
    with opened(browser, lab, "lessons/02_who_went_where.ipynb") as notebook:
        notebook.run_all()
        frame = notebook.maps()[1]
        slider = frame.locator("input[type=range]")
        slider.focus()
        before = frame.locator("output").first.inner_text()
        slider.press("ArrowLeft")
        after = frame.locator("output").first.inner_text()
        assert before != after
        assert re.search(r"20\d\d", after)
        assert slider.get_attribute("aria-valuetext")


def test_a_marker_opens_by_keyboard(browser: Browser, lab: Lab) -> None:
    with opened(browser, lab, "lessons/02_who_went_where.ipynb") as notebook:
        notebook.run_all()
        frame = notebook.maps()[0]
        marker = frame.locator(".leaflet-marker-icon[tabindex='0']").first
        marker.focus()
        marker.press("Enter")
        assert frame.locator(".leaflet-popup-content").first.inner_text().strip()
