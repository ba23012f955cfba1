"""The style sheets keep out of each other's way: each class has one sheet that shapes it."""

import re
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

PACKAGE = Path(str(files("wayout")))
SHEETS = [*sorted((PACKAGE / "pages" / "styles").glob("*.css"))]
# Names that only say where one is; what a rule shapes is the next name in its selector.
PLACES = {"wo-notebook", "wo-gone", "wo-live", "wo-still"}
SHARED: dict[str, set[str]] = {
    "wo-scroll": {"base.css", "charts.css", "sorter.css", "widgets.css"},  # every wide table
    "wo-source-card": {"figures.css", "widgets.css"},  # its frame is that of all cards
}


def rules(text: str) -> list[str]:
    """Return the selectors of a sheet, one by one, those in a list apart."""
    plain = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    heads = re.findall(r"([^{};]+)\{", plain)
    return [one.strip() for head in heads for one in re.split(r",(?![^(]*\))", head)]


def owner(selector: str) -> str:
    """Return the outermost name that a rule is bound to; that of all cards only if it is alone."""
    names = [name for name in re.findall(r"\.(wo-[\w-]+)", selector) if name not in PLACES]
    narrow = [name for name in names if name != "wo-card"]
    return next(iter([*narrow, *names]), "")


def test_two_sheets_never_shape_the_same_bare_class() -> None:
    found = defaultdict[str, set[str]](set)
    for sheet in SHEETS:
        for selector in rules(sheet.read_text("utf-8")):
            found[owner(selector)].add(sheet.name)
    found.pop("", None)
    twice = {name: sheets for name, sheets in found.items() if len(sheets) > 1}
    left = {name: sheets - SHARED.get(name, set()) for name, sheets in twice.items()}
    assert {name: sheets for name, sheets in left.items() if sheets} == {}
    assert set(SHARED) <= set(twice), "a class in the list is shared no more"


def test_no_rule_is_asked_anew_at_each_change_of_the_page() -> None:
    """A :has() of the whole notebook is, and so is each one where another asks for any element."""
    every = [one for sheet in SHEETS for one in rules(sheet.read_text("utf-8")) if ":has(" in one]
    assert not [one for one in every if re.search(r"\.(jp-Notebook|wo-notebook)[\w-]*:has", one)]
    assert not [one for one in every if re.search(r":has\([\s>~+]*[:*]", one)]


def test_a_class_that_marks_a_notebook_means_nothing_else() -> None:
    """A mark of the whole notebook reaches every card in it, so no card may have its name."""
    script = (PACKAGE / "widgets" / "page.js").read_text("utf-8")
    marks = re.findall(r'\b(?:book|panel)\.classList\.\w+\("([\w-]+)"', script)
    assert len(marks) == script.count("book.classList") + script.count("panel.classList") == 2
    told = [one for one in PACKAGE.rglob("*") if one.suffix in {".html", ".py", ".js", ".md"}]
    for mark in marks:
        word = re.compile(rf"(?<![\w-]){mark}(?![\w-])")
        using = {one.name for one in told if word.search(one.read_text("utf-8"))}
        assert using == {"page.js"}, mark
        for one in [one for sheet in SHEETS for one in rules(sheet.read_text("utf-8"))]:
            last = word.split(one)[-1]
            bound = f".jp-Notebook.{mark} " in one or re.match(r" .*\.wo-", last)
            assert not word.search(one) or bound, f"{one}: bare elements of every card"


def test_a_table_of_findings_has_one_look() -> None:
    cards = ("explore.css", "guess.css", "reveal.css")
    assert not [one.name for one in SHEETS if one.name in cards and "collapse" in one.read_text()]


def test_the_outermost_name_owns_a_rule() -> None:
    assert owner(".wo-card .jupyter-button:disabled") == "wo-card"
    assert owner(".wo-card.wo-desk .wo-desk-card") == "wo-desk"
    assert owner(".jp-RenderedHTMLCommon .wo-foot .wo-source") == "wo-foot"
    assert rules("a, .x:is(b, c) { d: e } @media (m) { .y { f: g } }")[-1] == ".y"
