"""A chart follows the width of its cell, whatever makes that width change."""

from itertools import pairwise

from lab import Lab, Notebook, opened
from looks import nothing_went_wrong, serious_findings
from playwright.sync_api import Browser, Locator

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


def test_a_bar_that_closes_leaves_the_whole_width_to_the_chart(browser: Browser, lab: Lab) -> None:
    with opened(browser, lab, "lessons/03_how_big.ipynb") as notebook:
        notebook.run_all()
        chart = notebook.panel.locator(".vega-embed").first
        width_of_the_window(notebook, 700)
        toggle_the_bar(notebook)
        it_becomes_as_wide_as(notebook, chart, 500)
        toggle_the_bar(notebook)
        width_of_the_window(notebook, 390)
        reach_by_keyboard(notebook, chart)
        time_runs_to_the_right(chart)
        toggle_the_bar(notebook)
        it_becomes_as_wide_as(notebook, chart, 240)
        time_runs_to_the_right(chart)
        it_rests(notebook)
        nothing_went_wrong(notebook)


def width_of_the_window(notebook: Notebook, width: int) -> None:
    notebook.page.set_viewport_size({"width": width, "height": 900})
    notebook.page.wait_for_timeout(1000)


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
    notebook.page.wait_for_timeout(2000)
    assert notebook.page.evaluate("() => window.heard") == 0
