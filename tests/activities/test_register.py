"""One walk over the register, and over the notebooks that ask for its activities."""

import ast
import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from checkout import ROOT, cells, notebooks
from page import Seen
from wayout import essay
from wayout.activities import REGISTRY, activities, answered, builder, cards, maker
from wayout.activities.desk.desk import desks
from wayout.activities.dial.answers import STAGES
from wayout.activities.face import EVERY, Face
from wayout.activities.yardstick.choice import STAGES as MOMENTS
from wayout.course.progress import ALL
from wayout.exercises import stored
from wayout.pages import environment
from wayout.widgets.form import shown
from wayout.work.entries import Entry
from wayout.work.session import Session

FIRST: dict[str, tuple[str, ...]] = {
    "dial": ("way_out", "before"), "change": ("way_out",), "fact_desk": ("s01",),
    "both_sides": ("s09",), "yardstick": ("before",), "build": ("q6",),
}  # fmt: skip
"""What a card is asked with, where it is asked with anything."""


def test_each_module_offers_its_cards_and_each_kind_has_one_home() -> None:
    for module, names in REGISTRY.items():
        offered = import_module(module)
        assert all(callable(getattr(offered, name)) for name in names)
        assert names or offered.ACTIVITIES, f"{module} is on the register for nothing"
    kinds = [one.kind for one in activities()]
    assert len(kinds) == len(set(kinds))
    names = [name for some in REGISTRY.values() for name in some]
    assert names == list(cards())


def test_a_package_of_the_room_is_on_the_register() -> None:
    room = Path(import_module("wayout.activities").__file__ or "").parent
    found = {f"wayout.activities.{path.parent.name}" for path in room.glob("*/__init__.py")}
    assert found <= set(REGISTRY)


@pytest.mark.parametrize("name", cards())
def test_each_card_has_a_template_and_stands_in_its_first_state(name: str, opened: Session) -> None:
    face = maker(name)(*FIRST.get(name, ()))
    assert isinstance(face, Face)
    assert face.template in environment().list_templates()
    card = shown(face)
    still = card._repr_html_() if face.static else card.still()  # type: ignore[union-attr]
    live = "" if face.static else card.html  # type: ignore[union-attr]
    for html in (still, live):
        assert "object at 0x" not in html
        controls = {tag for tag, _ in Seen(html).elements} & {"button", "input", "textarea"}
        assert not controls or html == live
    for action in {button for button, _ in Seen(live).buttons}:
        assert callable(getattr(face, f"do_{action}")), "a button that does nothing"
    assert opened.work.entries() == [], "to look is no answer"


@pytest.mark.parametrize("name", [name for name in cards() if name not in ("both_sides",)])
def test_each_control_has_a_name_that_is_read_out(name: str, opened: Session) -> None:
    page = shown(maker(name)(*FIRST.get(name, ()))).html  # type: ignore[union-attr]
    controls = [given for tag, given in Seen(page).elements
                if tag in ("input", "textarea", "select")]  # fmt: skip
    shown_ones = [given for given in controls if given.get("type") != "hidden"]
    assert len(shown_ones) == page.count("<label"), "each stands in a label of its own"
    assert page.count("<fieldset") == page.count("<legend>")


@pytest.mark.parametrize("one", activities(), ids=lambda one: one.kind)
def test_an_activity_reads_only_what_it_knows(one: Any) -> None:
    for odd in (None, 5, "text", [], {}, {"stage": []}, {"card": None}, {"of": {}}, [{}]):
        entry = Entry("x", one.kind, "2026-01-01T00:00:00", "02", "s01", odd)
        assert one.read(entry) is None
        assert answered([entry]) == 0
        assert one.places([entry]) == set()


# What notebooks ask -----------------------------------------------------------------------------

ASKS = {"dial": "dial", "sorter": "sorted", "fact_desk": "verdict", "yardstick": "yardstick",
        "build": "built", "check": "answer"}  # fmt: skip
"""Which kind of answer a call asks for; the other cards ask for none."""


def about(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / path).read_text("utf-8"))["metadata"]
    return dict(found.get("wayout", {}))


def calls(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each card and check that a notebook calls, with its words."""
    for cell in cells(path):
        if cell["cell_type"] != "code":
            continue
        for node in ast.walk(ast.parse("".join(cell["source"]))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                given = [*node.args, *(keyword.value for keyword in node.keywords)]
                words = [str(one.value) for one in given if isinstance(one, ast.Constant)]
                if name in ASKS:
                    yield name, words


def asked(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, words in calls(path):
        lesson = [about(path)["lesson"]] if name in ("build", "check") else []
        place = " ".join([*lesson, *words]) or ALL
        found.setdefault(ASKS[name], []).append(place)
    return found


PAGES = [path for path in notebooks() if path.parts[0] in ("lessons", "exercises")]


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_the_metadata_of_a_notebook_names_what_its_cells_ask(path: Path) -> None:
    told = about(path).get("activities", {})
    assert {kind: sorted(places) for kind, places in told.items()} == {
        kind: sorted(set(places)) for kind, places in asked(path).items()
    }


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_what_a_notebook_asks_can_be_answered(path: Path) -> None:
    lesson = str(about(path).get("lesson"))
    questions = [f"{lesson} {name}" for name in stored.questions(lesson)]
    known = {
        "dial": {f"{one.id} {stage}" for one in essay.every_claim() for stage in STAGES},
        "sorted": {ALL}, "verdict": set(desks()), "yardstick": set(MOMENTS),
        "built": set(builder.tasks()), "answer": set(questions),
    }  # fmt: skip
    labels = {one.kind: one.label for one in activities()}
    for kind, places in about(path).get("activities", {}).items():
        assert set(places) <= known[kind], kind
        assert labels[kind], "progress counts it"


def test_all_fields_are_meant_by_one_sign() -> None:
    assert [*EVERY] == [ALL]
