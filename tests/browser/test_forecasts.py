"""Forecasts in a real browser: by keys, told to nobody before the seal, taken home in a zip."""

import io
import zipfile
from pathlib import Path

import pytest
from lab import Lab, opened, write_notebook
from playwright.sync_api import Browser

from wayout.activities.forecasts.questions import outcomes, questions

CELLS = [
    'from wayout import debate, start\nstart("10")',
    "debate.forecasts()",
    "debate.my_page()",
]
NAMES = [*questions()]


@pytest.fixture(scope="module")
def path(lab: Lab) -> str:
    write_notebook(lab, "lessons/my forecasts.ipynb", CELLS)
    return "lessons/my forecasts.ipynb"


def test_keys_give_seal_and_open_and_a_zip_holds_it_all(
    browser: Browser, lab: Lab, path: str
) -> None:
    lab.work.unlink(missing_ok=True)
    with opened(browser, lab, path) as notebook:
        notebook.run_all()
        card, page = notebook.panel.locator("form.wo-forecasts").first, notebook.page
        card.locator("input[type=range]").focus()
        for number, name in enumerate(NAMES, 1):
            page.wait_for_function(f"document.activeElement.name === 'percent-{name}'")
            page.keyboard.press("ArrowRight")
            card.locator("output", has_text="55 %").wait_for()
            card.locator("button[name=save]").focus()
            page.keyboard.press("Enter")
            card.get_by_text(f"{number} of {len(NAMES)}").wait_for()
        page.wait_for_function("document.activeElement.name === 'seal'")
        told = [text for one in outcomes().values() for text in (one.note, one.source) if text]
        assert not [text for text in told if text in page.content()]
        page.keyboard.press("Enter")
        page.wait_for_function("document.activeElement.name === 'open'")
        page.keyboard.press("Enter")
        first = outcomes()[NAMES[0]]
        card.get_by_text(first.source[:40]).wait_for()
        shut = {*told} - {first.note, first.source}
        assert not [text for text in shut if text in page.content()]
        with page.expect_download() as loading:
            notebook.panel.locator("form.wo-keepsake button[name=zip]").first.click()
        whole = Path(loading.value.path()).read_bytes()
        assert {"my_work.json", "my_page.html", "my_dials.csv"} <= {
            *zipfile.ZipFile(io.BytesIO(whole)).namelist()
        }
        assert notebook.errors() == []
        assert notebook.left_home == []
