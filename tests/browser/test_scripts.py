"""`form.js` and `page.js` by themselves, without Lab."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

SCRIPT = files("wayout.widgets").joinpath("form.js").read_text("utf-8")
CARD = """<form><p data-key="a">{}</p><label><input type="checkbox" name="tick" value="yes"></label>
<label><input type="radio" name="one" value="1" checked><input type="radio" name="one" value="2">
</label><select name="list"><option value="x">x</option><option value="y" selected>y</option>
</select><textarea name="why">kept</textarea><details><summary>more</summary>{}</details></form>"""
START = """([script, html]) => {
  const heard = [], held = { html, heard: 0, twin: "a" };
  window.draw = (html, at) => {
    Object.assign(held, { html, heard: at });
    heard.forEach(one => one());
  };
  const model = { get: name => held[name], send: () => {},
    on: (what, act) => what === "change" ? heard.push(act) : window.told = act };
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const twin = (text, of = "a") => `<p class=wo-waits data-twin=${of}>${text}</p>`;
  document.body.innerHTML = twin("far") + twin("near") + twin("another's", "b")
    + "<div id=card></div>" + twin("below");
  return import(address).then(one => { window.end = one.default.render({ model, el: card }); });
}"""
HOLDS = """() => [...card.querySelectorAll("input, select, textarea")].map(one =>
  /radio|checkbox/.test(one.type) ? one.checked : one.value)"""
TOUCH = """() => {
  const [tick, , two, list, why] = card.querySelectorAll("input, select, textarea");
  tick.checked = two.checked = true;
  [list.value, why.value] = ["x", "typed"];
  const changed = () => new Event("input", { bubbles: true });
  [tick, two, list, why].forEach(one => one.dispatchEvent(changed()));
}"""
OPEN = """() => {
  card.querySelector("details").open = true;
  (window.old = card.querySelector("select")).focus();
}"""
SAME = """() => old === card.querySelector("select") && document.activeElement === old
  && card.querySelector("details").open"""
CLICKED = """() => {
  window.clicked = [];
  document.body.addEventListener("click", event => event.target.matches("a[download]")
    && clicked.push(event.target.download));
}"""
PAINTED = "() => new Promise(end => requestAnimationFrame(() => requestAnimationFrame(end)))"
ONLY_THERE = r"jupyterapp|jupyterlab/|\bJupyter\.|IPython\.|requirejs|\bcolab|acquireVsCodeApi"
"""Doors that Lab, old notebooks, Colab and VS Code each have for programs in their pages."""
SAVED = [False, True, False, "y", "kept"]
TOUCHED = [True, False, True, "x", "typed"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.evaluate(START, [SCRIPT, CARD.format("first", "")])
    yield page
    page.close()


@pytest.mark.parametrize("words", [("first", ""), ("second", ""), ("first", "<b>new</b>")])
def test_what_is_entered_stays_until_python_has_heard_it_and_then_python_says(
    page: Page, words: tuple[str, str]
) -> None:
    """Whether the text around a control has changed or not."""
    assert page.evaluate(HOLDS) == SAVED
    page.evaluate(TOUCH)
    draw: Any = "([html, later]) => draw(html, later ? Date.now() + 1e6 : 1)"
    for later, holds in ((False, TOUCHED), (True, SAVED)):
        page.evaluate(draw, [CARD.format(*words), later])
        assert page.evaluate(HOLDS) == holds
    assert page.locator("form p").inner_text() == words[0]
    assert page.locator("details b").count() == bool(words[1])


def test_what_has_not_changed_is_left_as_it_is(page: Page) -> None:
    page.evaluate(OPEN)
    page.evaluate("html => draw(html, 2)", CARD.format("second", "<b>new</b>"))
    assert page.evaluate(SAME)


def test_where_there_is_no_jupyter_a_card_hides_its_still_twin_while_it_lives(page: Page) -> None:
    twins = page.locator(".wo-waits")
    seen: Any = "all => all.filter(one => one.checkVisibility()).map(one => one.textContent)"
    expect(twins.nth(1)).to_be_hidden()
    assert twins.evaluate_all(seen) == ["far", "another's", "below"]
    page.evaluate("() => end()")
    assert twins.evaluate_all(seen) == ["far", "near", "another's", "below"]


def test_a_card_without_a_still_twin_of_its_own_hides_that_of_no_other(browser: Browser) -> None:
    page = browser.new_page()
    page.evaluate(START.replace('twin: "a"', 'twin: "c"'), [SCRIPT, CARD.format("first", "")])
    page.wait_for_selector(".wo-live")
    page.evaluate(PAINTED)  # by now it has seen itself shown, and would have hidden one
    assert page.locator(".wo-waits:visible").count() == 4
    page.close()


def test_a_file_is_offered_by_a_click_that_the_page_around_a_card_hears(page: Page) -> None:
    page.evaluate(CLICKED)
    with page.expect_download() as waiting:
        page.evaluate("""() => told({ file: ["my_work.json", '{"kept": true}'] })""")
    assert json.loads(waiting.value.path().read_text("utf-8")) == {"kept": True}
    assert page.evaluate("() => clicked") == ["my_work.json"]
    assert page.locator("a").count() == 0


def test_no_script_asks_for_what_only_one_program_has(browser: Browser) -> None:
    package = Path(str(files("wayout")))
    scripts = [
        one
        for one in package.rglob("*")
        if one.suffix in {".js", ".html"} and "anywhere" not in one.parts
    ]  # the site is a page of its own, with what it asks
    text = "\n".join(one.read_text("utf-8") for one in scripts)
    asked = {*re.findall(r"\bwindow\.(\w+)", text), *re.findall(r"\bglobalThis\.(\w+)", text)}
    assert "addEventListener" in asked
    page = browser.new_page()
    known = page.evaluate("names => names.filter(name => name in window)", sorted(asked))
    page.close()
    assert {name for name in asked - {*known} if not name.startswith("wayout")} == set()
    assert not re.search(ONLY_THERE, text)


def test_the_page_marks_notebooks_of_the_course_and_those_that_lost_their_python(
    browser: Browser,
) -> None:
    page = browser.new_page()
    book = """<div class="jp-NotebookPanel" id="{0}"><i class="jp-Notebook-ExecutionIndicator"
      data-status="idle"></i><div class="jp-Notebook"><p id="{0}-cell"></p></div></div>"""
    page.set_content(book.format("ours") + book.format("theirs"))
    page.evaluate(files("wayout.widgets").joinpath("page.js").read_text("utf-8"))
    marked = (
        "name => new Promise(done => setTimeout(() => done([...document.querySelectorAll(name)]"
    )
    marked += ".map(one => one.closest('.jp-NotebookPanel').id))))"
    assert page.evaluate(marked, ".wo-notebook, .wo-gone") == []
    page.evaluate("() => document.getElementById('ours-cell').innerHTML = '<b class=wo-kit></b>'")
    assert page.evaluate(marked, ".wo-notebook") == ["ours"]
    for status, gone in (("dead", ["theirs"]), ("busy", []), ("unknown", ["theirs"]), ("idle", [])):
        page.evaluate(
            "status => document.querySelector('#theirs i').dataset.status = status", status
        )
        assert page.evaluate(marked, ".wo-gone") == gone
    page.close()
