"""No verdict on one row while another row of our tables says otherwise: data/essay/verdicts.toml.

Each verdict of a lesson names the facts it rests on, and a fact names its rows. Where the tables
hold several answers to one question, whoever gives one gives the ends of them, in the same breath.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checkout import ROOT, notebooks
from wayout import essay
from wayout.activities.reveal import sealed
from wayout.facts import FACTS, fact
from wayout.facts.origin import LookUp, Made
from wayout.facts.pick import rows
from wayout.tables.package import load, text

HELD = tomllib.loads(text("verdicts"))
QUESTIONS: dict[str, Any] = HELD["questions"]
VERDICTS = {(n, line): told for n, of in HELD["verdicts"].items() for line, told in of.items()}
NAME = re.compile(r"[a-z][a-z0-9_]{5,}")
HALF = 50


def asked(said: str) -> set[str]:
    """The facts that a text asks for by name."""
    return set(NAME.findall(said)) & set(FACTS)


def breaths(source: str) -> Iterator[str]:
    """A cell; each line of a table of verdicts alone, for a reader may take one line away."""
    if "| Verdict |" in source:
        yield from source.splitlines()
    else:
        yield source


def sources(path: Path) -> Iterator[tuple[str, str]]:
    """Each cell of a notebook by its name, with the findings that it calls by theirs."""
    for cell in json.loads((ROOT / path).read_text("utf-8"))["cells"]:
        source = "".join(cell["source"])
        named = re.match(r'say\("(\w+)"', source)
        yield cell["id"], sealed()[named[1]] if named else source


def places() -> Iterator[tuple[str, str]]:
    """Everything that gives figures at one glance: cells, cards, parts, modules and pages."""
    for path in notebooks():
        for name, source in sources(path):
            for said in breaths(source):
                yield f"{path} {name}", said
    yield from ((f"card {one.id}", one.figure + one.says) for one in essay.cards())
    for name in ("build", "desks"):
        yield from ((f"{name}.toml", line) for line in text(name).splitlines())
    for path in (ROOT / "src").rglob("*"):
        if path.suffix in (".py", ".html", ".md"):
            yield path.name, path.read_text("utf-8")


def lines() -> Iterator[tuple[str, str, str]]:
    """Each line of a table with verdicts: the lesson, how it begins, the line."""
    for path in notebooks():
        for _, source in sources(path):
            _, found, table = source.partition("| Verdict |\n")
            for line in table.splitlines()[1:] if found and path.parent.name == "lessons" else ():
                if line.startswith("| "):
                    yield path.name[:2], line.split("|")[1].strip(), line


LINES = {(lesson, begins): line for lesson, begins, line in lines()}


def keys(name: str, table: str) -> set[Any]:
    """The rows of a table that a fact stands on, by their place in it."""
    origin = FACTS[name].origin
    if isinstance(origin, Made):
        return {key for part in origin.parts if isinstance(part, str) for key in keys(part, table)}
    if isinstance(origin, LookUp):
        found = rows(load(table), **origin.where) if origin.table == table else load(table)[:0]
        return set(found.index)
    return set(load(table).index) if table in origin.tables else set()  # a function reads it whole


def figures(name: str) -> list[float]:
    """Both ends of a fact, whether it is a number or a text such as "45 to 50"."""
    return [float(end) for end in re.findall(r"-?\d+(?:\.\d+)?", str(fact(name).value))]


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_row_that_answers_a_question_is_behind_one_of_its_facts(name: str) -> None:
    told = QUESTIONS[name]
    assert told.keys() == {"asks", "rows", "answers", "together"}
    assert set(told["together"]) <= set(told["answers"]) <= set(FACTS)
    assert [one for one in told["answers"] if fact(one).value is None] == []  # nor of two rows
    for table, wanted in told["rows"].items():
        found = set(load(table).query(wanted).index)
        assert found, (table, wanted)
        assert found <= {key for one in told["answers"] for key in keys(one, table)}, table


def test_what_a_desk_says_against_a_verdict_rests_on_the_verdicts_of_the_lessons() -> None:
    known = {
        n for told in VERDICTS.values() for key in ("rests_on", "beside") for n in told.get(key, ())
    }
    for claim, about in tomllib.loads(text("desks")).items():
        on_cards = {name for card in essay.cards(claim) for name in card.facts}
        for said in about.get("against", {}).values():
            assert asked(said) <= known | on_cards, claim
            assert asked(said) & known, claim


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_answer_stands_alone_where_our_tables_hold_others(name: str) -> None:
    answers, together = (set(QUESTIONS[name][key]) for key in ("answers", "together"))
    seen = [(place, asked(said)) for place, said in places()]
    giving = [(place, names) for place, names in seen if names & answers]
    assert giving
    assert [(place, together - names) for place, names in giving if not together <= names] == []


def test_every_verdict_of_a_lesson_is_held_and_no_other() -> None:
    assert set(LINES) == set(VERDICTS)


@pytest.mark.parametrize("key", VERDICTS)
def test_a_verdict_shows_what_it_rests_on_and_what_stands_beside_it(key: tuple[str, str]) -> None:
    told, line = VERDICTS[key], LINES[key]
    named = [*told.get("rests_on", ()), *told.get("beside", ())]
    assert told.keys() <= {"verdict", "rests_on", "beside", "needs", "why"}
    assert re.findall(r"\*\*(.+?)\*\*", line)[0] == told["verdict"]
    assert bool(told.get("rests_on")) != bool(told.get("why"))
    assert asked(line) == set(named) == {name for name in named if fact(name).value is not None}
    assert len(named) == len(set(named))


@pytest.mark.parametrize("key", [key for key, told in VERDICTS.items() if "needs" in told])
def test_a_verdict_on_more_than_half_is_true_of_each_figure(key: tuple[str, str]) -> None:
    told = VERDICTS[key]
    sides = {end > HALF for name in told["rests_on"] for end in figures(name)}
    verdict = {(True,): "holds", (False,): "does not hold"}.get(tuple(sides), "cannot tell")
    assert (told["needs"], told["verdict"]) == ("more than half", verdict)
