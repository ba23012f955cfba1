"""What each card says, word for word: the one place where a change of a sentence shows.

Of each state a snapshot holds the lines that the state before it did not show. After a change of
words, look at the difference, then write the new ones down:
``WAYOUT_SNAPSHOTS=new python start.py test tests/pages/test_snapshots.py``.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from debaters import through
from faces import mate
from held import held
from page import Page, Seen
from sample_lessons import make_lessons
from wayout import widgets as debate
from wayout.activities import builder, cards
from wayout.activities.controversy import desk as controversy
from wayout.activities.desk import report
from wayout.activities.desk.consequence import consequence, corrected
from wayout.activities.desk.desk import Desk
from wayout.activities.sorter.agreement import Choice
from wayout.activities.sorter.key import judged
from wayout.activities.yardstick.judging import extent, verdicts
from wayout.activities.yardstick.measures import MEASURES, measure
from wayout.activities.yardstick.shown import told
from wayout.activities.yardstick.sources import readings
from wayout.exercises.result import CheckResult
from wayout.widgets.start import head
from wayout.work.entries import Entry, write
from wayout.work.session import Session, begin

HELD = held(__file__)
FOLDER = Path(__file__).parent / "snapshots"
WHY = "He flew to three capitals."
CARDS = ("two_of_three", "last_in_tehran", "flew_past_tehran")

States = Iterator[tuple[str, Page | str]]


def done(name: str) -> Callable[[Session], States]:
    """Return the states of a card that is used as the table beside this test says."""

    def states(session: Session) -> States:
        pages: dict[str, Page] = {}
        for step in HELD[name]:
            if "answer" in step:
                session.work.add("answer", step["answer"], lesson="02")
            kind, *asked = step["on"].split()
            page = pages.get(step["on"]) or Page(getattr(debate, kind)(*asked))
            pages[step["on"]] = page
            given = _file(step["file"], session) if "file" in step else step.get("value", "")
            page.press(step.get("press", "draft"), given, **step.get("fields", {}))
            if "state" in step:
                yield step["state"], page

    return states


def _file(whose: str, session: Session) -> dict[str, Any]:
    if whose == "a classmate's":
        return mate({1: "fact"}, WHY)
    text = session.work.dumps()
    if whose == "a map":
        return {"name": "map.argdown", "size": 9, "text": HELD["map"]}
    mine = {"name": "my_work.json", "size": len(text), "text": text}
    return mine if whose == "mine" else _mates_answers()


def key(_: Session) -> States:
    """What the key says of a choice, for each way it can stand to it."""
    for choice in HELD["choices"]:
        number, kind, checkable, *words = choice.split()
        said = judged([Choice(int(number), kind, checkable, tuple(words), "", "2026-01-01")])
        yield choice, "<br>".join([said.state, said.kind, said.checkable, said.words])


def desk(session: Session) -> States:
    """What the fact desk says of the way to a verdict, step by step."""
    lies, one, two, other = Desk("s01", "02", session.work), *CARDS
    every = [card.card.id for card in lies.cards]
    steps = [step.split(maxsplit=2) for step in HELD["steps"]]
    steps += [["open", card] for card in every] + [["judge", card, "against"] for card in every]
    ends: list[list[Any]] = [
        ["give", "holds in part", "no dot at the end", [one, two]],
        ["give", "holds", WHY, [one, other], "ada"], ["stop", "cannot tell"],
    ]  # fmt: skip
    for verb, *words in [*steps, *ends]:
        getattr(lies, verb)(*words)
        said = [report.advice(lies), *report.process(lies), *report.verdict_review(lies)]
        said += [
            *consequence(lies),
            corrected(lies),
            *(lies.filing(card) for card in lies.opened()),
        ]
        told = [report.sentence(lies, verdict) for verdict in lies.verdicts()]
        yield " ".join([verb, *map(str, words)]), "<br>".join([*said, *told])
    bare = Desk("s06", "02", session.work)
    bare.open("gas_not_replaced")
    yield "nobody speaks for himself", report.trace(bare)


def measured(_: Session) -> States:
    """Why the essay's words hold or not, for each measure, and where no table can tell."""
    for about, year in [*((about, 2023) for about in MEASURES), (measure("imports"), 2022),
                        (measure("gdp"), 2024)]:  # fmt: skip
        answers = readings(about.id, year)
        found = [f"{one.word}: {one.answer}. {one.why}" for one in verdicts(about, 10, year)]
        sides = [told(answers, about.threshold(step)) for step in (0, 30, 60)]
        yield f"{about.id} {year}", "<br>".join([extent(about, answers), *sides, *found])


def both_sides(_: Session) -> States:
    yield "always", debate.both_sides("s09")._repr_html_()


def _mates_answers() -> dict[str, Any]:
    values = [{"question": f"q{number}", "verdict": "right"} for number in (1, 2)]
    rows = [Entry(value["question"], "answer", "2026-01-01", "02", "", value) for value in values]
    return {"name": "friend.json", "size": 9, "text": write(rows, "friend")}


def reveal(_: Session) -> States:
    """Findings folded, opened all the same, and opened by a guess that they answer."""
    waits, guess = "guess chinas_share", Page(debate.guess("chinas_share"))
    page = Page(debate.say("**Found.**", after=waits, answers={"else": "You said so."}))
    yield "folded", page
    other = debate.say("**Found.**", after="guess east_part")
    yield "shown all the same", Page(other).press("show")
    guess.press("guess", amount="60", **{"amount-moved": "yes"})
    yield "answered", page


def seats(session: Session) -> States:
    """A debate that one learner plays on both seats, and one over files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(controversy, "token_hex", lambda size: f"{1:0{2 * size}x}")
        page = Page(debate.seats())
        yield "fresh", page.types(mode="pair")
        for step in through(page, lambda about: f"{about} in a sentence of mine"):
            yield step, page
        page.press("away")
        yield "put away", page
        patch.setattr(controversy, "token_hex", lambda size: f"{2:0{2 * size}x}")
        page.types(mode="pair")
        yield "over files", page.press("begin", place="files")
        yield "no turn", page.press("bring", {"name": "x.json", "size": 1, "text": "{"})
        yield "at one machine", page.press("sit", "both")


def build(_: Session) -> States:
    page, task = Page(debate.build("q6")), builder.tasks()["02 q6"]
    yield "fresh", page
    for wanted in (False, True):
        parts = [
            next((i for i, p in enumerate(s.parts) if p.right == wanted), 0) for s in task.slots
        ]
        page.press("check", **{f"slot-{i}": str(part) for i, part in enumerate(parts)})
        yield "right" if wanted else "not yet", page
    yield "in my own words", page.press("write", text=WHY, **{"tick-0": "yes"})


def check(_: Session) -> States:
    for state in ("blank", "unknown"):
        yield state, CheckResult("q1", state, "What is said.")._repr_html_()
    wrong = CheckResult("q1", "not-yet", "Look at `x`.", "5", ("One.", "Two."), "x = 3", "It is.")
    yield "not yet", wrong._repr_html_()
    yield "right", CheckResult("q1", "right", "So it is.", "3", solution="x = 3")._repr_html_()


def course(session: Session) -> States:
    (path := session.work.path.parent / "course").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        make_lessons(path, patch)
        patch.setattr("wayout.tables.package.verify", list)
        yield "no lesson open", head(None, session.work, {"BINDER_X": ""}, path)._repr_html_()
        yield "the map", debate.course_map()._repr_html_()
        checked = debate.self_check()._repr_html_()
        yield "the self-check", re.sub(r"Python [\d.]+|: \d+ tables", "…", checked)


CASES: dict[str, Callable[[Session], States]] = {
    name: done(name) if name in HELD else globals()[name]
    for name in [*cards(), "key", "desk", "measured", "check", "course"]
}


def _is_sound(html: str) -> None:
    """Check that each table, picture, heading and link is named and marked as what it is."""
    found = Seen(html).elements
    regions = [given for _, given in found if given.get("role") == "region"]
    assert [tag for tag, _ in found].count("table") == len(regions)
    assert all(given.get("aria-label") and given.get("tabindex") == "0" for given in regions)
    assert all(given.get("scope") for tag, given in found if tag == "th")
    pictures = [given for tag, given in found if tag == "svg"]
    assert all(given.get("aria-label") or given.get("aria-hidden") for given in pictures)
    outside = [given for _, given in found if given.get("target") == "_blank"]
    assert all(given.get("rel") == "noopener" for given in outside)


def _told(states: States) -> Iterator[str]:
    before = list[str]()
    for name, page in states:
        html = page if isinstance(page, str) else page.card.html
        _is_sound(html)
        lines = Seen(html).text.splitlines()
        yield "\n".join([f"=== {name}", *(line for line in lines if line not in before), ""])
        before, last = lines, page
    if isinstance(last, Page):
        yield f"=== the last one, still\n{Seen(last.card.still()).text}\n"


@pytest.mark.parametrize("name", CASES)
def test_a_card_says_what_is_written_down(name: str, frozen: Session) -> None:
    begin("02")
    told, path = "\n".join(_told(CASES[name](frozen))), FOLDER / f"{name}.txt"
    if os.environ.get("WAYOUT_SNAPSHOTS") == "new":
        path.write_text(told, "utf-8")
    assert told == path.read_text("utf-8")


GRADES = re.compile(r"\b(correct|well done|mistakes?|score|points|medal|wrong)\b", re.IGNORECASE)
OPEN = CASES.keys() - {
    "build", "work_bar", "measured", "check", "course", "standing", "forecasts", "seats",
}  # fmt: skip
"""What asks for an opinion or a reading, of which none is right."""


def test_each_snapshot_has_its_card_and_none_grades_an_opinion_or_a_reading() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == CASES.keys()
    told = {name: (FOLDER / f"{name}.txt").read_text("utf-8") for name in OPEN}
    told = {name: page.replace("ne wrong stop", "ne stop") for name, page in told.items()}
    assert {name: found for name in OPEN if (found := GRADES.findall(told[name]))} == {}
