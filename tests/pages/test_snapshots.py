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

from faces import mate
from page import Page, Seen
from sample_lessons import make_lessons
from wayout import widgets as debate
from wayout.activities import builder, cards
from wayout.activities.desk import report
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

FOLDER = Path(__file__).parent / "snapshots"
WHY = "He flew to three capitals."
OTHER = "The oil price explains it."
CARDS = ("two_of_three", "last_in_tehran", "flew_past_tehran")

States = Iterator[tuple[str, Page | str]]


def dial(_: Session) -> States:
    first, second = Page(debate.dial("way_out", "before")), Page(debate.dial("equal", "after"))
    yield "fresh", first
    yield "a norm, before its first dial", second.press("save", why=WHY, opposite=OTHER)
    yield "refused", first.press("save", percent="65", why="too short")
    yield "saved", first.press("save", why=WHY)
    Page(debate.dial("way_out", "after")).press("save", cannot="yes")
    yield "closed", first
    first.press("reopen")
    yield "opened again", first
    yield "changed late", first.press("save", percent="10", why="A late change of mind.")


def change(_: Session) -> States:
    page = Page(debate.change("way_out"))
    yield "fresh", page
    for stage, percent in (("before", "60"), ("after", "35"), ("before", "20")):
        card = Page(debate.dial("way_out", stage))
        if stage == "before" and percent == "20":
            card.press("reopen")
        more = {"opposite": OTHER} if stage == "after" else {}
        card.press("save", percent=percent, why=WHY, **more)
        if stage == "before" and percent == "60":
            yield "one moment", page
    yield "two moments and a late one", page


def sorter(_: Session) -> States:
    page = Page(debate.sorter())
    yield "fresh", page
    yield "chosen", page.types(**{"kind-1": "cause", "word-1-1": "yes"})
    yield "differs", page.press("save", **{"check-1": "yes"})
    page.press("turn", "1").press("save", **{"kind-2": "motive", "check-2": "no"})
    yield "several fair", page
    yield "with a classmate", page.press("compare", mate({1: "fact"}, WHY))


def sorted_table(_: Session) -> States:
    table, page = Page(debate.sorted_table()), Page(debate.sorter())
    yield "fresh", table
    page.press("save", **{"kind-1": "cause", "check-1": "yes"})
    yield "one sentence", table


def fact_desk(_: Session) -> States:
    page = Page(debate.fact_desk("s01"))
    yield "fresh", page
    for card in ("iran_came_to_moscow", "last_in_tehran"):
        page.press("turn", card)
    page.press("stop", guess="holds", claimed="three stops").press("judge", "last_in_tehran:for")
    yield "two cards open", page.press("check")
    used = {"use-last_in_tehran": "yes", "use-iran_came_to_moscow": "yes"}
    yield "a verdict", page.press("verdict", outcome="holds in part", why=WHY, **used)


def key(_: Session) -> States:
    """What the key says of a choice, for each way it can stand to it."""
    choices = ("3 fact yes", "3 fact no", "13 motive yes", "28 cause no", "2 norm yes", "2 fact no",
               "1 fact yes frequent", "2 fact no may", "2 fact no may led", "8 fact no can",
               "9 fact no most")  # fmt: skip
    for choice in choices:
        number, kind, checkable, *words = choice.split()
        said = judged([Choice(int(number), kind, checkable, tuple(words), "", "2026-01-01")])
        yield choice, "<br>".join([said.state, said.kind, said.checkable, said.words])


def desk(session: Session) -> States:
    """What the fact desk says of the way to a verdict, step by step."""
    lies, one, two, other = Desk("s01", "02", session.work), *CARDS
    every = [card.card.id for card in lies.cards]
    steps: list[tuple[Any, ...]] = [
        ("stop", "holds"), ("open", other), ("open", one), ("open", two),
        ("judge", other, "bears not"), ("judge", one, "against"), ("judge", two, "bears not"),
        ("judge", one, "bears not"), ("judge", two, "for"), ("judge", one, "against"),
        *(("open", card) for card in every), *(("judge", card, "against") for card in every),
        ("give", "holds in part", "no dot at the end", [one, two]),
        ("give", "holds", WHY, [one, other], "ada"), ("stop", "cannot tell"),
    ]  # fmt: skip
    for verb, *words in steps:
        getattr(lies, verb)(*words)
        said = [report.advice(lies), *report.process(lies), *report.verdict_review(lies)]
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


def yardstick(_: Session) -> States:
    first, second = Page(debate.yardstick("before")), Page(debate.yardstick("after"))
    yield "fresh", first
    yield "the second, before the first", second
    yield "a measure", first.types(measure="spread_imports")
    first.types(measure="exports").press("save", percent="28", why=WHY, **{"percent-moved": "yes"})
    yield "saved", first
    first.press("reopen").press("save", percent="40")
    yield "changed late", first
    yield "the second", second


def yardstick_grid(_: Session) -> States:
    grid, page = Page(debate.yardstick_grid()), Page(debate.yardstick("before"))
    yield "fresh", grid
    page.types(measure="exports").press("save", percent="28", why=WHY, **{"percent-moved": "yes"})
    yield "a yardstick", grid


def work_bar(session: Session) -> States:
    page = Page(debate.work_bar())
    yield "fresh", page
    session.work.add("answer", {"question": "q1", "verdict": "not yet"}, lesson="02")
    yield "downloaded", page.press("download")
    text = session.work.dumps()
    yield "loaded", page.press("load", {"name": "my_work.json", "size": len(text), "text": text})
    yield "another person's", page.press("load", _mates_answers())
    yield "compared", page.press("whose", "compare")
    yield "left", page.press("whose", "leave")
    page.press("load", _mates_answers())
    yield "made mine", page.press("whose", "mine")
    yield "undone", page.press("undo")


def _mates_answers() -> dict[str, Any]:
    values = [{"question": f"q{number}", "verdict": "right"} for number in (1, 2)]
    rows = [Entry(value["question"], "answer", "2026-01-01", "02", "", value) for value in values]
    return {"name": "friend.json", "size": 9, "text": write(rows, "friend")}


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
    name: globals()[name] for name in [*cards(), "key", "desk", "measured", "check", "course"]
}


def _is_sound(html: str) -> None:
    """Check that each table, picture, heading and link is named and marked as what it is."""
    found = Seen(html).elements
    regions = [given for _, given in found if given.get("role") == "region"]
    assert [tag for tag, _ in found].count("table") == len(regions)
    assert all(given.get("aria-label") and given.get("tabindex") == "0" for given in regions)
    assert all(given.get("scope") for tag, given in found if tag == "th")
    assert all(given.get("aria-label") for tag, given in found if tag == "svg")
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


OPEN = CASES.keys() - {"build", "work_bar", "measured", "check", "course"}
"""What asks for an opinion or a reading, of which none is right."""


@pytest.mark.parametrize("name", sorted(OPEN))
def test_no_card_grades_an_opinion_or_a_reading(name: str) -> None:
    assert GRADES.findall((FOLDER / f"{name}.txt").read_text("utf-8")) == []


def test_each_snapshot_has_its_card() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == CASES.keys()
