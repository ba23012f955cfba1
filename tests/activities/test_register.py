"""One walk over the register, and over the notebooks that ask for its activities."""

import ast
import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from checkout import ROOT, cells, notebooks
from faces import ASKED, SAVED, Hand, refuse
from held import held
from page import Page, Seen
from wayout.activities import REGISTRY, activities, answered, builder, cards, maker
from wayout.activities.face import EVERY, Face
from wayout.activities.reveal import reveal
from wayout.exercises import stored
from wayout.pages import environment
from wayout.widgets.form import shown
from wayout.work.activity import ALL
from wayout.work.entries import Entry
from wayout.work.session import Session

HELD = held(__file__)


def test_each_module_offers_its_cards_and_each_kind_has_one_home() -> None:
    for module, names in REGISTRY.items():
        offered = import_module(module)
        assert all(callable(getattr(offered, name)) for name in names)
        assert names or offered.ACTIVITIES, f"{module} is on the register for nothing"
    kinds = [one.kind for one in activities()]
    assert len(kinds) == len(set(kinds))
    names = [name for some in REGISTRY.values() for name in some]
    assert names == list(cards())
    assert [*EVERY] == [ALL], "one sign for all fields and all places"
    room = Path(import_module("wayout.activities").__file__ or "").parent
    found = {f"wayout.activities.{path.parent.name}" for path in room.glob("*/__init__.py")}
    assert found <= set(REGISTRY)


def face_of(name: str) -> Any:
    return maker(name)(*ASKED.get(name, ()))


@pytest.mark.parametrize("name", cards())
def test_each_card_has_a_template_and_stands_in_its_first_state(name: str, opened: Session) -> None:
    face = face_of(name)
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
    boxes = [given for tag, given in Seen(live).elements if tag in ("input", "textarea", "select")]
    named = [given for given in boxes if given.get("type") != "hidden"]
    assert len(named) == live.count("<label"), "each stands in a label of its own"
    assert live.count("<fieldset") == live.count("<legend>")
    assert opened.work.entries() == [], "to look is no answer"


# What is answered -------------------------------------------------------------------------------

SLOTS = {
    card: {f"slot-{place}": "0" for place, _ in enumerate(builder.tasks()[of].slots)}
    for card, of in {"build": "02 q6", "match": "05 needs"}.items()
}
PRESSED = HELD["pressed"] | {card: [["check", "", slots]] for card, slots in SLOTS.items()}
"""Which buttons give a card a whole answer, the last of them with what it changes."""
ANEW = {"percent-moved": "yes", "amount-moved": "yes", "number": "1"}
"""Fields that a card asks anew each time."""
LINE = {"fact_desk": "verdict"}
"""What a view calls the line that says whether all is saved, where it is not ``now``."""


def at(name: str) -> tuple[Hand, str, dict[str, str]]:
    """Return a hand just before the last press of an answer, its line, and what is to be typed."""
    hand = Hand(face_of(name))
    for button, value, fields in PRESSED[name][:-1]:
        hand.press(button, value, **fields)
    return hand, LINE.get(name, "now"), PRESSED[name][-1][2]


@pytest.mark.parametrize("name", PRESSED)
def test_an_answer_comes_back_in_a_new_kernel_and_the_same_again_is_one(
    name: str, opened: Session
) -> None:
    hand, line, typed = at(name)
    fresh = hand.sees()[line]
    assert hand.types(**typed).sees()[line] not in (fresh, "")
    for _ in range(2):
        hand.press(PRESSED[name][-1][0], **typed)
    before, again = opened.work.dumps(), Hand(face_of(name))
    assert len(opened.work.entries()) == len(PRESSED[name])
    assert {**again.fields, **ANEW}.items() >= typed.items()
    for one in (hand, again):
        assert one.types(**typed).sees()[line].startswith(SAVED)
    assert opened.work.dumps() == before


@pytest.mark.parametrize("name", PRESSED)
def test_what_is_typed_stands_on_the_card_when_it_is_drawn_anew(name: str, opened: Session) -> None:
    hand, _, typed = at(name)
    card = Page(shown(hand.face))  # type: ignore[arg-type]
    shows = {}
    for field, text in typed.items():
        if field in card.seen.held:  # some come with a later state of the card
            shows[field] = text
            card.types(**{field: text})
    assert shows
    assert card.seen.held.items() >= shows.items()


@pytest.mark.parametrize("name", PRESSED)
def test_a_disk_that_refuses_is_said_and_the_answer_stays(
    name: str, opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand, line, typed = at(name)
    monkeypatch.setattr("os.fsync", refuse)
    hand.press(PRESSED[name][-1][0], **typed)
    assert hand.sees()[line] == opened.work.message
    assert "Read-only file system" in opened.work.message
    assert {**hand.fields, **ANEW}.items() >= typed.items()
    assert opened.work.unsaved == 1


def _huge(value: Any) -> Any:
    numbers = isinstance(value, int) and not isinstance(value, bool)
    few = [_huge(one) for one in value] if isinstance(value, list) else value
    return 10**400 if numbers else few


@pytest.mark.parametrize("one", activities(), ids=lambda one: one.kind)
def test_an_activity_reads_only_what_it_knows(one: Any) -> None:
    def entry(value: Any) -> Entry:
        return Entry("x", one.kind, "2026-01-01T00:00:00", "02", "s01", value)

    whole, *spoilt = map(json.loads, HELD["whole"].get(one.kind, ["{}"]))
    assert (one.read(entry(whole)) is None) == (not whole)
    huge = {name: _huge(one) for name, one in whole.items()}
    assert huge == whole or one.read(entry(huge)) is None, "a number that no scale holds"
    odd_ones = [None, 5, "text", [], {}, {"stage": []}, {"card": None}, {"of": {}}, [{}]]
    for odd in map(entry, odd_ones + [whole | spoils for spoils in spoilt]):
        assert one.read(odd) is None
        assert (answered([odd]), one.places([odd])) == (0, set())


# What notebooks ask -----------------------------------------------------------------------------

ASKS = {"dial": "dial", "sorter": "sorted", "fact_desk": "verdict", "yardstick": "yardstick",
        "build": "built", "match": "built", "check": "answer", "guess": "guess",
        "standing": "standing", "rivals": "rival", "bench": "bench", "tells_apart": "defence",
        "weigh": "odds", "seats": "debate", "forecasts": "forecast",
        "last_word": "last_word"}  # fmt: skip
"""Which kind of answer a call asks for; the other cards ask for none."""
PAGES = [path for path in notebooks() if path.parts[0] in ("lessons", "exercises")]


def about(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / path).read_text("utf-8"))["metadata"]
    return dict(found.get("wayout", {}))


def calls(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each card and check that a notebook calls, with its words."""
    code = ["".join(cell["source"]) for cell in cells(path) if cell["cell_type"] == "code"]
    for node in (node for source in code for node in ast.walk(ast.parse(source))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            if name in ASKS:
                yield name, [str(one.value) for one in given if isinstance(one, ast.Constant)]


def asked(path: Path) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for name, words in calls(path):
        if name == "bench":  # all show one map, and the lesson says which of its goals it asks for
            found["bench"] = {*about(path)["activities"]["bench"]}
            continue
        if name == "forecasts":  # the seal is what progress counts
            found["sealed"] = {ALL}
        lesson = [about(path)["lesson"]] if name in ("build", "match", "check") else []
        found.setdefault(ASKS[name], set()).add(" ".join([*lesson, *words]) or ALL)
    return {kind: sorted(places) for kind, places in found.items()}


def waits(path: Path) -> Iterator[dict[str, Any]]:
    """Yield what each folded finding of a notebook waits for, and its sentences for answers."""
    for source in ("".join(cell["source"]) for cell in cells(path)):
        for call in ast.walk(ast.parse(source)) if "after=" in source else ():
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "say":
                given = {str(one.arg): one.value for one in call.keywords}
                held = {name: given[name] for name in ("after", "answers", "also") if name in given}
                yield {name: ast.literal_eval(value) for name, value in held.items()}


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_findings_wait_for_what_their_notebook_asks_and_know_every_answer(
    path: Path, opened: Session
) -> None:
    for words in waits(path):
        face = reveal("Found.", **words)
        for kind, place in (words[of].split(" ", 1) for of in ("after", "also") if of in words):
            # The end of a forecast, and what is done on a board that a prediction opens.
            board = place.split()[-1]
            other = {"outcome": ("forecast", place), "board": ("standing", board)}
            by, at_ = other.get(kind, (kind, place))
            assert {at_, ALL} & {*asked(path)[by]}, words
        silent = [one for one in face.activity.briefs() if not face.told(one)]
        assert not silent or not face.answers, words["after"]


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_a_notebook_names_in_its_metadata_what_its_cells_ask_and_it_can_be_answered(
    path: Path,
) -> None:
    told, lesson = about(path).get("activities", {}), str(about(path).get("lesson"))
    assert {kind: sorted(places) for kind, places in told.items()} == asked(path)
    known = {one.kind: {*one.asks(), *([ALL] if one.every() else [])} for one in activities()} | {
        "answer": {f"{lesson} {name}" for name in stored.questions(lesson)},
    }
    labels = {one.kind: one.label for one in activities()}
    for kind, places in told.items():
        assert set(places) <= known[kind], kind
        assert labels[kind] or kind == "forecast", "progress counts it"
