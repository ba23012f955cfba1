"""One lesson from its first key to its last, by keys alone; docs/accessibility.md tells each step.

The table there is what this walk did: `WAYOUT_SNAPSHOTS=new` writes it anew.
"""

import os
import re
from collections.abc import Iterator

import pytest
from lab import Lab, Notebook, entries, opened
from looks import nothing_went_wrong, too_wide
from playwright.sync_api import Browser

from checkout import ROOT

PAGE = ROOT / "docs" / "accessibility.md"
TABLE = re.compile(r"(?<=\| Pressed \| Where \| What happened \|\n)(?:\|.*\n)+")
COUNT = re.compile(r" × \d+")  # a quick hand is at times ahead of a card that is drawn anew
LINE = "| --- | --- | --- |\n"
NAME = """() => { const e = document.activeElement;
    const name = e.labels?.[0]?.innerText || e.getAttribute('aria-label') || e.innerText || '';
    return `${e.closest('fieldset')?.querySelector('legend')?.innerText ?? ''} ${name}`; }"""
SEEN = """() => { const box = document.activeElement.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight; }"""
STATUS = "() => document.activeElement.closest('form')?.innerText ?? ''"
CARD = "() => !!document.activeElement.closest('form')"
CELL = "() => document.querySelector('.jp-Cell.jp-mod-active')?.dataset.windowedListIndex"

LEAVES = "() => { window.wayoutHad = document.activeElement; }"
LEFT = "() => document.activeElement !== window.wayoutHad"
RAN = """() => document.querySelector('.jp-Cell.jp-mod-active .jp-OutputArea-child')"""
CLOSED = "() => !document.querySelector('#jp-left-stack')?.checkVisibility()"


class Walk:
    """Somebody without a mouse; ``told`` has what was pressed, where, and what came of it."""

    def __init__(self, notebook: Notebook) -> None:
        self.notebook, self.page = notebook, notebook.page
        self.told = list[str]()

    def to_cell(self, number: int, what: str) -> None:
        """Run cells until one was run, then stand on it: Shift + Enter moves on to the next."""
        pressed, away = 0, self.page.evaluate(CARD)
        if away:
            self.page.keyboard.press("Escape")
            assert not self.page.evaluate(CARD), "Esc leads from any control back to the cell"
        here = int(self.page.evaluate(CELL))
        while here <= number:
            self.page.keyboard.press("Shift+Enter")
            self._stands_on(here := here + 1)
            self.notebook.wait_idle()
            pressed += 1
        self.page.keyboard.press("ArrowUp")
        self._stands_on(number)
        keys = f"{'Esc, ' if away else ''}Shift + Enter{times(pressed)}, ↑"
        self._tell(keys, "the page", what)

    def to_last(self, number: int, what: str) -> None:
        """Run the last cell where it stands."""
        self.to_cell(number - 1, "the end of the lesson")
        self.page.keyboard.press("ArrowDown")
        self._stands_on(number)
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_function(RAN)
        self.notebook.wait_idle()
        self._tell("↓, Ctrl + Enter", "the last cell", what)

    def reach(self, name: str) -> str:
        """Press Tab until a control of this name has the keyboard, in sight; return the keys."""
        self.passed = list[str]()
        for pressed in range(1, 25):
            self.page.evaluate(LEAVES)
            self.page.keyboard.press("Tab")
            self.page.wait_for_function(LEFT)
            self.passed.append(" ".join(self.page.evaluate(NAME).split()))
            if name in self.passed[-1]:
                assert self.page.evaluate(SEEN), f"{name} has the keyboard out of sight"
                return f"Tab{times(pressed)}"
        raise AssertionError(f"no way to {name} by Tab: {self.passed}")

    def at(self, name: str, keys: str, says: str, what: str, typed: str = "") -> None:
        """Go to a control, press keys or type, and see that the card then says something."""
        way = self.reach(name)
        for key in keys.split():
            self.page.keyboard.press(key)
        self.page.keyboard.type(typed)
        self.notebook.answered()
        self.page.wait_for_function(f"says => ({STATUS})().includes(says)", arg=says)
        self._tell(f"{way}, {'letters' if typed else named(keys)}", f"“{name}”", what)

    def _stands_on(self, number: int) -> None:
        self.page.wait_for_function(f"number => ({CELL})() === `${{number}}`", arg=number)

    def _tell(self, pressed: str, where: str, what: str) -> None:
        self.told.append(f"| {pressed} | {where} | {what} |\n")


def times(pressed: int) -> str:
    return f" × {pressed}" if pressed > 1 else ""


def named(keys: str) -> str:
    signs = {"ArrowRight": "→", "ArrowDown": "↓", "ArrowUp": "↑"}
    found = [signs.get(key, key) for key in keys.split()]
    return f"{found[0]}{times(len(found))}" if len({*found}) == 1 else ", ".join(found)


@pytest.fixture
def walk(browser: Browser, lab: Lab) -> Iterator[Walk]:
    lab.work.unlink(missing_ok=True)
    with opened(browser, lab, "lessons/03_how_big.ipynb", alone=True) as notebook:
        yield Walk(notebook)


def test_a_lesson_by_keys_alone(walk: Walk, lab: Lab) -> None:
    walk.to_cell(3, "Lesson 3 runs as far as its first guess")
    walk.at("By keys, or by sliders", "Enter", "2015", "the sliders unfold")
    for year in range(2015, 2024):
        says = "Not saved yet."
        walk.at(str(year), "ArrowRight ArrowRight", says, f"the line reaches {year}")
    walk.at("This is my guess", "Enter", "You said", "the guess is kept, the tables answer")
    walk.to_cell(5, "the dial on the claim")
    walk.at("How far do you agree", "ArrowRight", "55 %", "the dial says in words where it stands")
    walk.at("Your reason", "", "Changed", "a reason", typed="the line looks steep to me")
    walk.at("Save my answer", "Enter", "Saved to", "the answer is kept")
    walk.to_cell(7, "the fact desk, its cards face down")
    for letter, bearing in ("A", "+ for"), ("B", "− against"):
        walk.at(f"Open card {letter}", "Enter", "It cannot show", f"card {letter} opens")
        walk.at(bearing, "Enter", "filed", f"card {letter} is filed: {bearing}")
    walk.at("holds", "Space", "Your reason", "a verdict is chosen")
    walk.at("Your reason", "", "", "a reason", typed="the customs office says so itself")
    for letter in "AB":
        walk.at(f"Card {letter}", "Space", "", f"card {letter} is named as evidence")
    walk.at("A name for your fact check", "Enter", "Saved to", "the verdict is kept")
    walk.to_cell(15, "past findings and charts to the card to explore")
    walk.to_cell(34, "the same dial again, after the evidence")
    walk.to_last(40, "the learner's answers; Shift + Enter would make a new cell below")
    walk.at("Download my answers", "Enter", "Your browser saves", "the file is in the downloads")
    walk.page.set_viewport_size({"width": 640, "height": 450})  # 1280 by 900 at 200 per cent
    walk.notebook.do("application:toggle-left-area")
    walk.page.wait_for_function(CLOSED)
    assert too_wide(walk.notebook) == []
    nothing_went_wrong(walk.notebook)
    assert [len(entries(lab, kind)) for kind in ("guess", "dial", "verdict")] == [1] * 3
    told, page = LINE + "".join(walk.told), PAGE.read_text("utf-8")
    if os.environ.get("WAYOUT_SNAPSHOTS") == "new":
        page = TABLE.sub(lambda _: told, page)
        PAGE.write_text(page, "utf-8")
    steps = [COUNT.sub("", one) for one in (*TABLE.findall(page), told)]
    assert steps == [COUNT.sub("", told)] * 2, "write it anew, and read it"
