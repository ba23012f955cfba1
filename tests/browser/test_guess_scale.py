"""A first guess on a number: the slider lies under its scale, on a page without Lab."""

import pytest
from playwright.sync_api import Browser

from wayout import debate
from wayout.pages import style
from wayout.work.session import Session

ENDS = """() => {
  const plot = document.querySelector("svg.wo-plot").getBoundingClientRect();
  const slider = document.querySelector("input[type=range]").getBoundingClientRect();
  const part = plot.width / 640;
  const from = slider.left + 13 - plot.left, to = slider.right - 13 - plot.left;
  return [from - 52 * part, to - 612 * part]; }"""


@pytest.mark.parametrize("width", [1280, 390])
def test_the_slider_is_as_wide_as_its_scale(browser: Browser, opened: Session, width: int) -> None:
    card = debate.guess("chinas_share")
    page = browser.new_page(viewport={"width": width, "height": 700})
    page.set_content(f'{style()}<div class="wo-card wo-live">{card.html}</div>')
    assert page.evaluate(ENDS) == pytest.approx([0, 0], abs=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
