"""The lessons in a real browser, each opened once: nothing fails, leaves home or is too wide."""

from itertools import pairwise
from pathlib import Path

import pytest
from lab import Lab, Notebook, opened
from looks import (
    at_both_widths,
    maps_answer_to_the_keyboard,
    nothing_went_wrong,
    serious_findings,
)
from playwright.sync_api import Browser, Locator

from checkout import notebooks

LESSONS = [str(path) for path in notebooks() if path.parts[0] == "lessons"]
# Labels of the horizontal axis, from left to right as time runs.
YEARS = "svg .role-axis-label text"
SETTLED = """([box, lowest]) => {
    box.closest(".jp-Cell").scrollIntoView();
    return Number(box.querySelector("svg").getAttribute("width")) >= lowest;
}"""
SCROLLS = """box => {
    box.closest(".jp-Cell").scrollIntoView();
    return box.closest(".wo-scroll")?.getAttribute("tabindex") === "0";
}"""
# What the axis of each drawing says and where, by output cell; and names wider than their drawing.
SCALES = """panel => [...panel.querySelectorAll(".jp-Cell")].map(cell =>
    [...cell.querySelectorAll(".vega-embed svg")].map(svg =>
        [...svg.querySelectorAll(".role-axis-label text")].map(t => t.outerHTML).join()))"""
CUT = """panel => [...panel.querySelectorAll(".vega-embed svg")].flatMap(svg =>
    [...svg.querySelectorAll(".mark-text text")]
        .filter(t => t.getBBox().width > svg.getAttribute("width")).map(t => t.textContent))"""


def test_lab_opens_the_start_page_by_itself(browser: Browser, lab: Lab) -> None:
    page = browser.new_page()
    page.goto(f"{lab.url}/?token={lab.token}")
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=60_000)
    assert "Start here" in page.locator(".jp-NotebookPanel h1").first.inner_text()
    assert page.locator(".Toastify__toast").count() == 0, "no pop-up on first start"
    page.close()


@pytest.mark.parametrize("path", LESSONS)
def test_a_lesson_runs_and_fits_both_widths(
    browser: Browser, lab: Lab, gallery: Path, path: str
) -> None:
    with opened(browser, lab, path) as notebook:
        notebook.run_all()
        at_both_widths(notebook, gallery, "lessons")
        more = MORE.get(Path(path).name[:2])
        if more:
            more(notebook)
        nothing_went_wrong(notebook)


def a_chart_follows_the_width_of_its_cell(notebook: Notebook) -> None:
    """The page is narrow, its side bar closed: as `at_both_widths` left it."""
    chart = notebook.panel.locator(".vega-embed").first
    toggle_the_bar(notebook)
    reach_by_keyboard(notebook, chart)
    time_runs_to_the_right(chart)
    toggle_the_bar(notebook)
    it_becomes_as_wide_as(notebook, chart, 240)
    time_runs_to_the_right(chart)
    notebook.page.set_viewport_size({"width": 700, "height": 900})
    it_becomes_as_wide_as(notebook, chart, 500)
    it_rests(notebook)


def toggle_the_bar(notebook: Notebook) -> None:
    notebook.do("application:toggle-left-area")
    notebook.page.wait_for_timeout(500)


def reach_by_keyboard(notebook: Notebook, chart: Locator) -> None:
    """Beside an open bar the chart keeps its least width, and its place scrolls by arrow keys."""
    notebook.page.wait_for_function(SCROLLS, arg=chart.element_handle())
    assert [found for found in serious_findings(notebook) if "Vega" in found] == []
    place = chart.locator("xpath=..")
    place.focus()
    for _ in range(3):
        notebook.page.keyboard.press("ArrowRight")
    notebook.page.wait_for_function("box => box.scrollLeft > 0", arg=place.element_handle())


def it_becomes_as_wide_as(notebook: Notebook, chart: Locator, lowest: int) -> None:
    notebook.page.wait_for_function(SETTLED, arg=[chart.element_handle(), lowest])
    box = chart.locator("svg").bounding_box()
    assert box
    assert box["width"] >= lowest, "drawn as wide as it is shown"
    assert chart.locator("xpath=..").get_attribute("tabindex") is None


def time_runs_to_the_right(chart: Locator) -> None:
    labels = {
        int(text): float(place)
        for text, place in chart.locator(YEARS).evaluate_all(
            "all => all.map(t => [t.textContent, t.getBoundingClientRect().left])"
        )
        if text in {str(year) for year in range(1990, 2030)}
    }
    assert len(labels) >= 2
    assert all(labels[a] < labels[b] for a, b in pairwise(sorted(labels)))


def it_rests(notebook: Notebook) -> None:
    """Drawing anew does not make it draw anew."""
    count = "() => { window.heard = 0; addEventListener('resize', () => { window.heard += 1; }); }"
    notebook.page.evaluate(count)
    notebook.page.wait_for_timeout(1500)
    assert notebook.page.evaluate("() => window.heard") == 0


def panels_share_one_scale_and_names_are_whole(notebook: Notebook) -> None:
    """The page is narrow, as `at_both_widths` left it."""
    found = [cell for cell in notebook.panel.evaluate(SCALES) if len(cell) > 1]
    assert [len(cell) for cell in found] == [3, 7]
    assert [len(set(cell)) for cell in found] == [1, 1]
    assert notebook.panel.evaluate(CUT) == []


MORE = {
    "02": maps_answer_to_the_keyboard,
    "03": a_chart_follows_the_width_of_its_cell,
    "05": panels_share_one_scale_and_names_are_whole,
}
