"""The lessons in a real browser: nothing fails, nothing leaves home, nothing is too wide."""

import re
from pathlib import Path

import pytest
from lab import Lab, notebooks, opened
from looks import all_maps_are_drawn, everything_is_there, look, nothing_went_wrong
from playwright.sync_api import Browser, Frame

LESSONS = [path for path in notebooks() if path.startswith("lessons/")]


def test_lab_opens_the_start_page_by_itself(browser: Browser, lab: Lab) -> None:
    page = browser.new_page()
    page.goto(f"{lab.url}/?token={lab.token}")
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=60_000)
    assert "Start here" in page.locator(".jp-NotebookPanel h1").first.inner_text()
    assert page.locator(".Toastify__toast").count() == 0, "no pop-up on first start"
    page.close()


@pytest.mark.parametrize("path", LESSONS)
def test_it_runs_from_top_to_bottom(browser: Browser, lab: Lab, gallery: Path, path: str) -> None:
    with opened(browser, lab, path) as notebook:
        notebook.run_all()
        everything_is_there(notebook)
        look(notebook, gallery, "lessons", "light")
        nothing_went_wrong(notebook)


@pytest.mark.parametrize("path", LESSONS)
def test_it_fits_a_telephone(browser: Browser, lab: Lab, gallery: Path, path: str) -> None:
    with opened(browser, lab, path, width=390) as notebook:
        notebook.do("application:toggle-left-area")
        notebook.run_all()
        everything_is_there(notebook)
        look(notebook, gallery, "narrow", "dark")
        nothing_went_wrong(notebook)


def test_maps_answer_to_the_keyboard(browser: Browser, lab: Lab) -> None:
    with opened(browser, lab, "lessons/02_who_went_where.ipynb") as notebook:
        notebook.run_all()
        all_maps_are_drawn(notebook)
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
