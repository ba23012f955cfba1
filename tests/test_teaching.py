"""The teacher's pack: what it names exists, its minutes are right, and it takes no side."""

import re
import tomllib
from functools import cache
from itertools import accumulate
from pathlib import Path

from checkout import ROOT, cells
from held import held
from walk import each
from wayout.essay import every_claim
from wayout.exercises import stored
from wayout.exercises.stored import opened
from wayout.room.guard import FEWEST
from wayout.room.sheet import by_kind
from wayout.room.tables import TALK
from wayout.work.lessons import Lesson, lessons

HELD = held(__file__)
PAGES = sorted((ROOT / "teaching").glob("*.md"))
TAG = re.compile(r"`\[([^\]`]+)\]`")
SECTION = re.compile(r"[Ss]ection (\d) `\[cell (\d\d) ([^\]]+)\]`")
SAID = re.compile(r"`\[check (\d\d q\d+)\]` \*([^*]+)\*")
MINUTES = re.compile(r"\]\(\.\./((?:lessons|exercises)/[^)]+\.ipynb)\) \((\d+) min\)")
ALL = ("README", "plan")
"""Pages that tell the minutes of all lessons and exercises."""
VOTE = re.compile("vote again", re.IGNORECASE)
NAMES = re.compile(held(str(ROOT / "tests/test_lessons.py"), "names"), re.VERBOSE | re.MULTILINE)
BUILT = tomllib.loads((ROOT / "data/essay/build.toml").read_text("utf-8"))


def text(page: Path) -> str:
    return page.read_text("utf-8")


def sources(notebook: Path) -> dict[str, str]:
    return {cell["id"]: "".join(cell["source"]) for cell in cells(notebook)}


@cache
def tags() -> frozenset[str]:
    """Every tag that leads somewhere."""
    found = {claim.id for claim in every_claim()}
    for one in lessons():
        found |= {f"cell {one.number} {name}" for name in sources(one.path)}
        found |= {f"talk {one.number}" for name in practice(one) if name == "talk"}
        for kind, places in one.asks.items():
            word = {"answer": "check", "built": "check"}.get(kind, kind)
            meant = by_kind()[kind].meant(places)
            found |= {f"{word} {place.split()[0] if word == 'dial' else place}" for place in meant}
    return frozenset(found)


def practice(one: Lesson) -> dict[str, str]:
    return sources(one.exercise) if one.exercise else {}


def messages(question: str) -> str:
    """What a learner can read at a question."""
    number, name = question.split()
    known = {one.name: opened(one) for one in stored.read(stored.find(number, ROOT))}
    return f"{known.get(name, '')}{BUILT.get(question, '')}"


@each(PAGES)
def test_every_tag_leads_somewhere(page: Path) -> None:
    assert set(TAG.findall(text(page))) - tags() == set()
    assert text(page).count("`[") == len(TAG.findall(text(page)))


@each(PAGES)
def test_sections_and_messages_are_those_of_the_notebooks(page: Path) -> None:
    for section, number, name in SECTION.findall(text(page)):
        assert _section(number, name) == int(section), name
    for question, said in SAID.findall(text(page)):
        assert said in messages(question), (question, said)


def _section(number: str, name: str) -> int:
    """The number of the section in which a cell of a lesson stands."""
    found = sources(next(one.path for one in lessons() if one.number == number))
    heads = (int(m[1]) if (m := re.match(r"## (\d)\.", said)) else 0 for said in found.values())
    return dict(zip(found, accumulate(heads, max), strict=True))[name]


@each(PAGES)
def test_minutes_are_those_of_the_notebooks(page: Path) -> None:
    told = {f"lessons/{one.path.name}": one.minutes for one in lessons()}
    told |= {f"exercises/{one.exercise.name}": one.practice for one in lessons() if one.exercise}
    found = [(path, int(minutes)) for path, minutes in MINUTES.findall(text(page))]
    assert [(path, told.get(path)) for path, _ in found] == found
    own = {path for path in told if page.stem in (Path(path).stem.replace("_exercise_", "_"), *ALL)}
    assert own <= {path for path, _ in found}


def test_the_way_in_leads_to_every_page() -> None:
    way_in = text(ROOT / "teaching/README.md")
    assert [p.name for p in PAGES if p.name != "README.md" and f"]({p.name})" not in way_in] == []
    assert "](teaching/README.md)" in text(ROOT / "README.md")


@each(lessons())
def test_every_lesson_has_its_page_with_all_its_parts(one: Lesson) -> None:
    page = text(ROOT / "teaching" / f"{one.path.stem}.md")
    assert [part for part in HELD["parts"] if part not in page] == []
    assert re.findall(r"^(\d)\. ", page, re.MULTILINE) == ["1", "2", "3"], "three sentences"
    assert len(page.split()) <= HELD["most_words"]
    rows = re.findall(r'^\| ".*', page, re.MULTILINE)
    assert rows
    assert [row for row in rows if not TAG.search(row)] == [], "what meets it?"
    votes = {f"cell {one.number} {n}" for n, said in sources(one.path).items() if VOTE.search(said)}
    dials = {f"dial {p.split()[0]}" for p in one.asks.get("dial", ()) if p.endswith(" before")}
    asked = votes | dials | ({f"talk {one.number}"} & tags())
    assert asked - set(TAG.findall(page)) == set()
    if "talk" in practice(one):
        rubric = page.split(f"`[talk {one.number}]`")[1].split("\n## ")[0]
        assert re.findall(r"^\| (\d) \|", rubric, re.MULTILINE) == ["1", "2", "3", "4"]


@each(PAGES)
def test_no_page_takes_a_side_or_types_a_figure(page: Path) -> None:
    own = re.sub(r'"[^"]*"|“[^”]*”', "", text(page))
    assert [found[0] for word in HELD["verdicts"] if (found := re.search(word, own, re.I))] == []
    plain = MINUTES.sub("", SAID.sub("", text(page)))
    for allowed in (*HELD["figures"], NAMES):
        plain = re.sub(allowed, " ", plain)
    assert [line for line in plain.splitlines() if re.search(r"\d", line)] == []


def test_what_is_said_of_the_class_view_is_what_it_does() -> None:
    page = text(ROOT / "teaching/class_view.md")
    low, high = (round(100 * share) for share in TALK)
    assert f"{low} to {high} per cent" in page
    assert f"under {low} per cent" in page
    assert f"above {high} per cent" in page
    assert FEWEST == 5
    assert "fewer than five" in page
