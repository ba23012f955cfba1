"""The accessibility script alone, on a page that imitates what JupyterLab and ipywidgets build."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lab import CHROMIUM
from playwright.sync_api import Browser, Page

from wayout.widgets import kit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"needs Chromium at {CHROMIUM}"),
]

PAGE = """<!doctype html><html lang="en"><title>Imitation</title><body>
<div class="jp-NotebookPanel"><input id="outside">
<span class="jp-Notebook-ExecutionIndicator" data-status="idle"></span>
<div class="jp-OutputArea-output"><div class="wo-card wo-live wo-dial">
  <div class="jupyter-widgets widget-slider"><label class="widget-label">How likely?</label>
    <div class="noUi-handle" tabindex="0" role="slider" aria-valuetext="50.0"></div></div>
  <div class="wo-words">50 %, as likely as not</div>
  <textarea></textarea><select><option>a<option>b</select>
  <button class="jupyter-widgets widget-toggle-button mod-active">on</button>
  <button class="jupyter-widgets widget-upload"><i></i>Load (0)</button>
  <button class="jupyter-widgets" id="save">Save</button>
  <div class="wo-status">Not saved yet.</div><div id="slot"></div>
  <div class="widget-html wo-lost">Run the cell again.</div>
</div></div></div>
<script>
  window.stolen = []; window.downloads = 0;
  document.addEventListener("keydown", event => window.stolen.push(event.key));
  document.addEventListener("click", event => {
    if (event.target.matches(".wo-grab")) { window.downloads += 1; event.preventDefault(); }
  });
</script></body></html>"""
WAIT = 250


@pytest.fixture(scope="module")
def chromium(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def page(chromium: Page) -> Page:
    """The imitation with style and script; the script runs twice, as after two first cells."""
    chromium.goto("about:blank")
    chromium.set_content(PAGE)
    script = kit.script().removeprefix("<script>").removesuffix("</script>")
    chromium.evaluate("css => document.head.insertAdjacentHTML('beforeend', css)", kit.style())
    for _ in range(2):
        chromium.evaluate(script)
    chromium.wait_for_timeout(WAIT)
    return chromium


def _stolen(page: Page, selector: str, key: str) -> bool:
    page.locator(selector).focus()
    page.evaluate("() => { window.stolen = [] }")
    page.keyboard.press(key)
    return key.rpartition("+")[2] in page.evaluate("() => window.stolen")


@pytest.mark.parametrize("selector", [".noUi-handle", "select", "#save", "textarea"])
@pytest.mark.parametrize("key", ["ArrowDown", "Enter", "a"])
def test_keys_stay_in_the_control(page: Page, selector: str, key: str) -> None:
    assert not _stolen(page, selector, key)


@pytest.mark.parametrize("key", ["Escape", "Control+s", "Shift+Enter"])
def test_commands_still_reach_jupyterlab(page: Page, key: str) -> None:
    assert _stolen(page, "select", key)


def test_keys_outside_outputs_are_left_alone(page: Page) -> None:
    assert _stolen(page, "#outside", "ArrowDown")


@pytest.mark.parametrize("key", ["Shift+Enter", "Control+Enter"])
def test_running_the_cell_from_a_text_field_cannot_wipe_it(page: Page, key: str) -> None:
    assert not _stolen(page, "textarea", key)


def test_a_slider_has_a_name_and_speaks_words(page: Page) -> None:
    handle = page.locator(".noUi-handle")
    assert handle.get_attribute("aria-label") == "How likely?"
    assert handle.get_attribute("aria-valuetext") == "50 %, as likely as not"
    page.evaluate("() => { document.querySelector('.wo-words').textContent = '60 %, likely' }")
    page.wait_for_timeout(WAIT)
    assert handle.get_attribute("aria-valuetext") == "60 %, likely"


def test_pressed_buttons_say_so(page: Page) -> None:
    button = page.locator(".widget-toggle-button")
    assert button.get_attribute("aria-pressed") == "true"
    button.evaluate("node => node.classList.remove('mod-active')")
    page.wait_for_timeout(WAIT)
    assert button.get_attribute("aria-pressed") == "false"


def test_radio_buttons_are_a_group_with_a_name_that_arrow_keys_walk_through(page: Page) -> None:
    box = '<div class="widget-radio"><label class="widget-label">{0}</label>{1}</div>'
    buttons = "".join(f'<label>{name}<input type="radio"></label>' for name in ("yes", "no"))
    groups = "".join(box.format(name, buttons) for name in ("Kind?", "Checked?"))
    page.evaluate("html => { document.querySelector('#slot').innerHTML = html }", groups)
    page.wait_for_timeout(WAIT)
    for name in ("Kind?", "Checked?"):
        group = page.get_by_role("radiogroup", name=name)
        group.get_by_role("radio", name="yes").press("Space")
        page.keyboard.press("ArrowDown")
        assert group.get_by_role("radio", name="no").is_checked()
    assert page.locator("input[type=radio]:checked").count() == 2


def test_words_to_mark_are_a_group_with_a_name(page: Page) -> None:
    box = (
        '<div class="wo-group"><p class="wo-group-label">Which words?</p><button>may</button></div>'
    )
    page.evaluate("html => { document.querySelector('#slot').innerHTML = html }", box)
    page.wait_for_timeout(WAIT)
    assert page.get_by_role("group", name="Which words?").get_by_role("button").count() == 1


def test_the_focus_can_land_where_a_card_turns_its_page(page: Page) -> None:
    box = '<div class="wo-landing"><div class="widget-html-content">Sentence 2</div></div>'
    page.evaluate("html => { document.querySelector('#slot').innerHTML = html }", box)
    page.wait_for_timeout(WAIT)
    place = page.locator(".wo-landing > *")
    place.evaluate("node => node.focus()")
    assert place.evaluate("node => node === document.activeElement")


def test_the_status_line_is_spoken_and_no_files_are_counted(page: Page) -> None:
    assert page.locator(".wo-status").get_attribute("role") == "status"
    assert page.locator(".widget-upload").inner_text() == "Load"


def test_figures_of_a_table_stand_to_the_right_and_words_do_not(page: Page) -> None:
    rows = [("2023-12-07", "Moscow", "218.17"), ("2023-12", "NaN", "-1,204.5")]
    body = "".join("<tr><th>0</th>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in rows)
    head = "<tr><th></th><th>date</th><th>place</th><th>usd_bn</th></tr>"
    table = f'<table class="dataframe"><thead>{head}</thead><tbody>{body}</tbody></table>'
    page.evaluate("html => { document.querySelector('#slot').innerHTML = html }", table)
    page.wait_for_timeout(WAIT)
    assert page.locator(".wo-number-cell").all_inner_texts() == ["usd_bn", "218.17", "-1,204.5"]
    assert page.locator(".wo-date-cell").all_inner_texts() == ["2023-12-07", "2023-12"]


def test_each_download_is_followed_once(page: Page) -> None:
    slot = "html => { document.querySelector('#slot').innerHTML = html }"
    for mark, total in (("one", 1), ("one", 1), ("two", 2)):
        page.evaluate(slot, f'<a class="wo-grab" data-once="{mark}" href="data:,x">file</a>')
        page.wait_for_timeout(WAIT)
        assert page.evaluate("() => window.downloads") == total


def test_a_card_that_does_not_answer_says_what_to_do(page: Page) -> None:
    lost = page.locator(".wo-lost")
    assert not lost.is_visible()
    page.locator("#save").click()
    page.wait_for_timeout(4300)
    assert lost.is_visible()


def test_a_card_that_answers_or_waits_for_python_says_nothing(page: Page) -> None:
    lost, save = page.locator(".wo-lost"), page.locator("#save")
    save.click()
    page.evaluate("() => { document.querySelector('.wo-status').textContent = 'Saved.' }")
    page.wait_for_timeout(4300)
    assert not lost.is_visible()
    page.evaluate("() => document.querySelector('[data-status]').dataset.status = 'busy'")
    save.click()
    page.wait_for_timeout(4300)
    assert not lost.is_visible()


@pytest.mark.parametrize("status", ["dead", "unknown"])
def test_a_kernel_that_is_gone_is_said_at_once(page: Page, status: str) -> None:
    page.evaluate("s => document.querySelector('[data-status]').dataset.status = s", status)
    assert page.locator(".wo-lost").is_visible()


def test_a_disconnected_card_says_so_at_once(page: Page) -> None:
    page.locator(".wo-card").evaluate("card => card.classList.add('jupyter-widgets-disconnected')")
    assert page.locator(".wo-lost").is_visible()


def test_a_table_wider_than_the_screen_can_be_reached_and_scrolled(page: Page) -> None:
    page.evaluate(
        """() => document.body.insertAdjacentHTML('beforeend', `<div class="jp-RenderedMarkdown">
            <table style="display: block; overflow: auto; width: 120px">
              <tr><td>${'word'.repeat(99)}</td></tr></table>
            <table style="display: block; overflow: auto; width: 120px"><tr><td>a</td></tr></table>
        </div>`)"""
    )
    page.wait_for_timeout(WAIT)
    wide, narrow = page.locator(".jp-RenderedMarkdown > table").all()
    assert wide.get_attribute("tabindex") == "0"
    assert narrow.get_attribute("tabindex") is None
    wide.evaluate("table => { table.style.width = '9000px' }")
    page.wait_for_timeout(WAIT)
    assert wide.get_attribute("tabindex") is None
