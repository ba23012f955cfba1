"""CONTRIBUTING tells how to add something, step by step: every step was taken, for each thing."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from checkout import ROOT, notebooks
from wayout.activities import cards, maker
from wayout.course import translation
from wayout.pages import environment
from wayout.tables.package import everything, load, verify
from wayout.work.lessons import lessons

ABOUT = {"lesson", "title", "question", "minutes", "claims", "tables", "activities"}
STORY = {"title", "description", "sources", "licenses", "retrieved", "vintage", "limits", "lessons"}


@cache
def text(path: str) -> str:
    """The words of a file; nothing where there is none."""
    return (ROOT / path).read_text("utf-8") if (ROOT / path).exists() else ""


@cache
def sources(path: Path) -> str:
    return "\n".join("".join(one["source"]) for one in json.loads(text(str(path)))["cells"])


# Steps: each takes the name of a thing and tells whether it was done ------------------------------


def practice(lesson: str) -> str:
    return lesson.replace("_", "_exercise_", 1)


def built(lesson: str) -> bool:
    made = f"exercises/{practice(lesson)}.ipynb", f"exercises/checks/{practice(lesson)}.json"
    return lesson.startswith("00_") or all(map(text, made))


def described(lesson: str) -> bool:
    found = json.loads(text(f"lessons/{lesson}.ipynb") or '{"metadata": {}}')
    return found["metadata"].get("wayout", {}).keys() >= ABOUT


def guessed(lesson: str) -> bool:
    known = tomllib.loads(text("data/essay/guesses.toml")).values()
    return lesson[:2] in {one["lesson"] for one in known}


def taught(lesson: str) -> bool:
    rows = [text(f"teaching/{page}.md") for page in ("README", "plan")]
    return bool(text(f"teaching/{lesson}.md")) and all(f"{lesson}.ipynb)" in row for row in rows)


def linked(lesson: str) -> bool:
    others = [path for path in notebooks() if path.stem not in (lesson, practice(lesson))]
    return any(f"{lesson}.ipynb)" in sources(path) for path in others)


def entry(table: str) -> dict[str, object]:
    return next((one for one in everything()["resources"] if one["name"] == table), {})


def columns(table: str) -> bool:
    schema = entry(table).get("schema", {"fields": []})
    fields = schema["fields"]  # type: ignore[index]
    return bool(fields) and all(one.get("type") and one.get("description") for one in fields)


@cache
def askers() -> str:
    """All that may ask for a table by its name."""
    found = [path for room in ("src", "data/essay") for path in (ROOT / room).rglob("*.[cpt]*")]
    told = [path.read_text("utf-8") for path in found if path.suffix in (".csv", ".py", ".toml")]
    return "\n".join([*told, text("data/facts.toml"), *map(sources, notebooks())])


def sealed(table: str) -> bool:
    told = f"`{table}`" in text("data/README.md")
    return told and not any(f"/{table}.csv" in one for one in verify())


def claim(name: str) -> dict[str, object]:
    return next((one for one in load("claims").to_dict("records") if one["claim"] == name), {})


def examined(name: str) -> bool:
    told = {one.number: one for one in lessons()}
    if claim(name).get("lesson", "?") not in {"", *told}:
        return False
    dials = [one for one in told.values() if f"{name} before" in one.activities.get("dial", ())]
    return all(name in one.claims for one in dials)


def weighed(name: str) -> bool:
    evidence = load("cards")
    sides = {"for", "against"} <= {*evidence[evidence.claim == name].bearing}
    return sides or not claim(name).get("contested", True)


def mapped(name: str) -> bool:
    return claim(name).get("on_map") == (f"[{name}]:" in text("data/essay/argument.argdown"))


def drawn(card: str) -> bool:
    if card not in cards():
        return False
    module = (ROOT / "src").joinpath(*cards()[card].split("."))
    code = [path.read_text("utf-8") for path in [*module.glob("*.py"), module.with_suffix(".py")]
            if path.exists()]  # fmt: skip
    asked = re.findall(r'^    template = "(\w+\.html)"', "\n".join(code), re.MULTILINE)
    return bool(asked) and {*asked} <= {*environment().list_templates()}


def shown(card: str) -> bool:
    call = r"\bsay\([^)]*\bafter=" if card == "reveal" else rf"\bdebate\.{card}\("
    return any(re.search(call, sources(path)) for path in notebooks())


def in_step(path: str) -> bool:
    language, _, name = path.partition("/")
    faults = translation.check(ROOT, language)
    return bool(text(f"translations/{path}.md")) and not any(f"/{name}.md" in one for one in faults)


STEPS: dict[str, dict[str, Callable[[str], object]]] = {
    "A lesson": {
        "Notebook": described,
        "Guess": guessed,
        "Exercise": lambda it: it.startswith("00_") or text(f"solutions/{practice(it)}.ipynb"),
        "Build": built,
        "Front page": lambda it: f"(lessons/{it}.ipynb)" in text("README.md"),
        "Teacher's page": taught,
        "Way in": linked,
    },
    "A table": {
        "Rows": lambda it: text(f"data/tables/{it}.csv"),
        "Story": lambda it: all(entry(it).get(part) for part in STORY),
        "Columns": columns,
        "Use": lambda it: re.search(rf"\b{it}\b", askers()),
        "Seal": sealed,
    },
    "A claim": {
        "Row": lambda it: all(map(claim(it).get, ("title", "kind", "asked", "origin", "says"))),
        "Lesson": examined,
        "Evidence": weighed,
        "Map": mapped,
    },
    "An activity": {
        "Module": lambda it: it in cards() and maker(it).__doc__,
        "Template": drawn,
        "Snapshot": lambda it: text(f"tests/pages/snapshots/{it}.txt"),
        "Use": shown,
    },
    "A translation": {
        "Begin": lambda it: text(f"translations/{it}.md"),
        "In step": in_step,
        "Cards": lambda it: text(f"translations/{it.partition('/')[0]}/cards.toml"),
        "Told": lambda it: f"(../translations/{it}.md)" in text("docs/translation.md"),
    },
}
THINGS = {
    "A lesson": [one.path.stem for one in lessons()],
    "A table": [r["name"] for r in everything()["resources"] if r["path"].startswith("tables/")],
    "A claim": [*load("claims").claim],
    "An activity": [*cards()],
    "A translation": [
        f"{path.parent.name}/{path.stem}" for path in sorted(ROOT.glob("translations/*/*.md"))
    ],
}
NEW = {"A lesson": "99_new", "A translation": "de/99_new"}


def told() -> dict[str, dict[str, str]]:
    """The lists of CONTRIBUTING: for each kind of thing its steps, and what each says."""
    part = text("CONTRIBUTING.md").partition("\n## Adding something\n")[2].partition("\n## ")[0]
    lists = re.split(r"^### (.+)$", part, flags=re.MULTILINE)[1:]
    steps = [re.findall(r"^\d\. \*\*(.+?)\*\*: (.+)$", one, re.MULTILINE) for one in lists[1::2]]
    return dict(zip(lists[::2], map(dict, steps), strict=True))


def missing(kind: str, thing: str) -> Iterator[str]:
    """Yield a sentence for each step that was not taken."""
    for number, (step, taken) in enumerate(STEPS[kind].items(), 1):
        if not taken(thing):
            says = told()[kind][step]
            yield f"{thing}: step {number} of “{kind}” in CONTRIBUTING.md, {step}: {says}"


def test_the_lists_have_the_steps_that_are_looked_for_in_their_order() -> None:
    assert {kind: [*steps] for kind, steps in told().items()} == {
        kind: [*steps] for kind, steps in STEPS.items()
    }


@pytest.mark.parametrize("kind", STEPS)
def test_every_step_was_taken(kind: str) -> None:
    assert THINGS[kind]
    assert [line for thing in THINGS[kind] for line in missing(kind, thing)] == []


@pytest.mark.parametrize("kind", STEPS)
def test_of_something_new_every_step_is_named(kind: str) -> None:
    found = [*missing(kind, NEW.get(kind, "brand_new"))]
    # A language that is there has its cards already; a claim that nothing asks for is on no map.
    assert [line.split(", ")[1].split(":")[0] for line in found] == [
        step for step in STEPS[kind] if (kind, step) != ("A translation", "Cards")
    ]
