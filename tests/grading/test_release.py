"""A release holds no answer, stays what it is, and its key goes where no learner looks."""

import base64
import codecs
import gzip
import json
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from blind import undeserved
from checkout import ROOT
from leaks import found_in, secrets
from sample_notebooks import SAMPLE, Course
from wayout.cli import app
from wayout.cli.release import _shares
from wayout.exercises import stored
from wayout.exercises.settings import named
from wayout.exercises.source import read as read_solution
from wayout.grading import key as keys
from wayout.grading.release import (
    Release,
    ReleaseError,
    _class_copy,
    _untold,
    make,
    release_of,
    solution_of,
    write,
)
from wayout.grading.roster import read as read_roster
from wayout.grading.verify import verify

TALK = CliRunner()
NAME = "03_exercise_how_big"
LESSONS = sorted(path.name[:2] for path in (ROOT / "solutions").glob("[!.]*.ipynb"))
CLASS = tuple(f"s{number:02d}" for number in range(40))


@pytest.fixture(scope="module")
def released() -> Release:
    return make(ROOT, "03", ["year=2022", "month=9"])


# What goes out ---------------------------------------------------------------------------------

WAYS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64, one later": lambda text: base64.b64encode(b"x" + text.encode()).decode(),
    "base64, two later": lambda text: base64.b64encode(b"xy" + text.encode()).decode(),
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(text.encode()).decode(),
    "sealed": lambda text: base64.b64encode(json.dumps([text]).encode()).decode(),
    "hex": lambda text: text.encode().hex(),
    "rot13": lambda text: codecs.encode(text, "rot13"),
    "backwards": lambda text: text[::-1],
    "zlib": lambda text: base64.b64encode(zlib.compress(text.encode())).decode(),
    "gzip": lambda text: base64.b64encode(gzip.compress(text.encode())).decode(),
    "zlib in hex": lambda text: zlib.compress(text.encode()).hex(),
    "base64 twice": lambda text: base64.b64encode(base64.b64encode(text.encode())).decode(),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("place", ["metadata", "outputs"])
def test_the_search_finds_what_is_hidden_in_any_way(
    released: Release, way: str, place: str
) -> None:
    wanted = sorted(secrets(released.key), key=len)
    secret = wanted[len(wanted) // 2 if way == "backwards" else 0]
    notebook = json.loads(next(iter(released.notebooks.values())))
    hidden = {"note": WAYS[way](secret)}
    cell = next(one for one in notebook["cells"] if one["cell_type"] == "code")
    if place == "outputs":
        data = {"output_type": "display_data", "data": {"text/plain": [hidden["note"]]}}
        cell["outputs"] = [{**data, "metadata": {}}]
    else:
        cell["metadata"] |= hidden
    assert secret in found_in(json.dumps(notebook).encode(), {secret})


def test_a_variant_holds_no_answer(released: Release) -> None:
    wanted = secrets(released.key)
    assert len(wanted) > 60
    for content in released.notebooks.values():
        assert found_in(content, wanted) == set()


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS)
def test_no_release_holds_an_answer_or_pays_for_none(lesson: str) -> None:
    made = make(ROOT, lesson, [], CLASS)
    assert set(made.key.people.values()) == set(made.notebooks) == set(made.key.variants)
    for content in made.notebooks.values():
        assert found_in(content, secrets(made.key)) == set()
        assert json.loads(content)["metadata"]["wayout"]["release"] == made.key.release
    known = {one.expected for one in stored.read(stored.find(lesson, ROOT))}  # see test_blind
    asked = (one.question for variant in made.key.variants.values() for one in variant.asked)
    fresh = {one.expected: one for one in asked if one.expected not in known}
    assert undeserved(fresh.values()) == []


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS)
def test_every_setting_of_an_exercise_holds_in_verify(lesson: str) -> None:
    found = verify(ROOT, lesson)
    assert [one.problems for one in found] == [()] * len(found)
    assert all((one.full, one.blank) == (one.of, 0) for one in found)
    assert len({one.setting for one in found}) == len(found)
    if lesson in ("03", "04", "05"):
        assert len(found) >= 3


CARDS = "nothing = 1\n", 'debate.build("q5")', '# look\ndebate.standing("practice")\n'


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_card_that_judges_or_tells_is_in_a_class_copy(lesson: str) -> None:
    solution = read_solution(solution_of(ROOT, lesson))
    made = _class_copy(solution, "r1", {})
    cells = {cell["id"]: cell for cell in made["cells"]}
    code = "\n".join(one["source"] for one in cells.values() if one["cell_type"] == "code")
    assert "debate." not in code
    cards = {one["id"] for one in solution.cells if "debate." in one["source"]} - {"work"}
    assert len(cards) == 1
    task = cells[cards.pop().partition("-")[0]]["source"]
    assert re.fullmatch(r"## \d\. [^\n]+\n\n\*This part is in the course's own copy[^\n]+", task)


def test_cells_beside_cards_stay() -> None:
    cells = [
        {"cell_type": "code", "id": f"q{number}-x", "source": text, "metadata": {}}
        for number, text in enumerate(CARDS)
    ]
    cells += [{**cells[1], "cell_type": "markdown", "id": name} for name in ("q1", "q3")]
    kept = [*_untold(cells)]
    assert [one["id"] for one in kept] == ["q0-x", "q1", "q3"]
    assert kept[2] == cells[4]


def test_the_courses_own_variant_is_given_to_learners_only_where_nothing_else_fits() -> None:
    made = make(ROOT, "05", [], CLASS)
    own = named(read_solution(solution_of(ROOT, "05")).settings.allowed[0])
    assert own not in made.key.variants
    assert len(made.key.variants) > 1
    asked = own.split()
    assert {*make(ROOT, "05", asked, CLASS).key.people.values()} == {own}
    alone = make(ROOT, "02", [], CLASS).key
    assert {*alone.people.values()} == {*alone.variants}, "an exercise without variants has one"


def test_a_class_copy_is_one_file_that_may_lie_anywhere(released: Release) -> None:
    notebook = json.loads(next(iter(released.notebooks.values())))
    cells = {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}
    assert f'start("03", release="{released.key.release}", asks=' in cells["start"]
    assert cells["q1-check"] == 'check("q1")'
    assert cells["submit"].endswith("submit()")
    assert not any("](../" in text or "year ==  2023" in text for text in cells.values())
    assert "January to September 2022 covers **nine months**" in cells["q1"]
    assert 'so_far = to_date.query("year == 2022 and month == 9")' in cells["q1-answer"]
    assert {"settings", "hand-in"} & set(cells) == {"hand-in"}
    assert released.key.cells == cells
    assert not any(cell.get("outputs") for cell in notebook["cells"])


def test_the_key_knows_points_and_what_people_mark(tmp_path: Path) -> None:
    made = make(ROOT, "9", [])
    assert [one.points for one in next(iter(made.key.variants.values())).asked][:2] == [2, 1]
    (text,) = made.key.written
    assert (text.name, text.cell, text.rubric) == ("q10", "q10-answer", "best_case")
    assert (text.points, text.least, text.most) == (6, 80, 150)
    assert text.asks.startswith("Take the side of this motion that you like **less**.")
    path = tmp_path / "k.key.json"
    path.write_bytes(keys.dumps(made.key))
    assert keys.read(path) == made.key


# Where it goes ---------------------------------------------------------------------------------


def test_a_released_file_is_never_changed(tmp_path: Path, released: Release) -> None:
    out = tmp_path / "class"
    place, fresh = write(released, out)
    assert place == tmp_path / f"{NAME}.key.json"
    assert fresh == [out / f"{NAME}.ipynb"]
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*")}
    assert write(released, out) == (place, [])
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*")} == before
    other = replace(released, key=replace(released.key, release="another"))
    with pytest.raises(ReleaseError, match="is the key of another release"):
        write(other, out)
    place.unlink()
    fresh[0].write_bytes(fresh[0].read_bytes() + b" ")
    with pytest.raises(ReleaseError, match=r"is never changed\. Choose another folder"):
        write(released, out)
    assert not place.exists()


def test_the_key_never_lies_where_learners_look(tmp_path: Path, released: Release) -> None:
    out = tmp_path / "class"
    for bad in (out / "mine.key.json", out / "deep" / "mine.key.json"):
        with pytest.raises(ReleaseError, match="which learners see"):
            write(released, out, bad)
    with pytest.raises(ReleaseError, match="which learners see"):
        write(released, Path(tmp_path.anchor))
    write(released, out)
    with pytest.raises(ReleaseError, match="holds released notebooks"):
        write(released, out / "more")
    (tmp_path / "way").symlink_to(out)
    with pytest.raises(ReleaseError, match="which learners see"):
        write(released, out, tmp_path / "way" / "mine.key.json")
    assert sorted(path.name for path in out.rglob("*")) == [f"{NAME}.ipynb"]
    assert release_of(out / f"{NAME}.ipynb") == released.key.release


def test_a_class_may_grow_and_everybody_keeps_their_variant(
    tmp_path: Path, released: Release
) -> None:
    two = {"a": next(iter(released.notebooks.values())), "b": b"{}"}
    (variant,) = released.key.variants.values()
    key = replace(released.key, variants={"a": variant, "b": variant})
    first = Release(replace(key, people={"s1": "a"}), two)
    more = Release(replace(key, people={"s2": "b"}), two)
    place, _ = write(first, tmp_path / "class")
    _, fresh = write(more, tmp_path / "class")
    assert [path.parent.name for path in fresh] == ["s2"]
    assert keys.read(place).people == {"s1": "a", "s2": "b"}
    with pytest.raises(ReleaseError, match="of another release"):
        write(released, tmp_path / "class")


@pytest.mark.slow
def test_each_learner_gets_a_variant_of_their_own(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("ID;Name\n" + "\n".join(f"{one};N" for one in CLASS), "cp1252")
    out, words = tmp_path / "class", ["release", "5", "--per-learner", str(roster)]
    key_file = tmp_path / "05_exercise_other_doors.key.json"
    said = TALK.invoke(app, [*words, "--out", str(out)])
    assert said.exit_code == 0, said.output
    key = keys.read(key_file)
    assert set(key.people) == {one.id for one in read_roster(roster)} == set(CLASS)
    assert len(set(key.people.values())) == len(key.variants) == 2
    assert len({path.read_bytes() for path in out.rglob("*.ipynb")}) == 2
    assert "2 variants for 40 learners: " in said.output
    assert TALK.invoke(app, [*words, "--out", str(out)]).exit_code == 0
    assert keys.read(key_file) == key


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("release 03 --settings", 0, "year=2023 month=11  (the course's own)\nyear=2022 month=9"),
        ("release 01 --settings", 0, "This exercise has no settings."),
        ("release 03 --set year=1999 --out OUT", 1, "year=1999 is none of its settings. Allowed:"),
        ("release 01 --set year=2022 --out OUT", 1, "year=2022: this exercise has no settings"),
        ("release 77 --out OUT", 1, "There is no exercise 77. There are: 01, 02"),
        ("release ../etc --out OUT", 1, "There is no exercise ../etc."),
        ("verify 12", 1, "There is no exercise 12."),
    ],
)
def test_a_command_says_what_is_wrong(words: str, code: int, says: str, tmp_path: Path) -> None:
    said = TALK.invoke(app, words.replace("OUT", str(tmp_path / "class")).split())
    assert said.exit_code == code
    assert said.output.startswith(says)
    assert list(tmp_path.iterdir()) == []


def test_it_says_how_many_share_a_variant() -> None:
    assert _shares(["a"] * 3 + ["b"] * 2) == "2 variants for 5 learners: 2 to 3 share each of them."
    assert _shares(["a", "b"]) == "2 variants for 2 learners: each has one of their own."
    assert _shares(["own"] * 9).startswith("All learners have the same variant (own)")


def test_an_out_is_needed() -> None:
    said = TALK.invoke(app, ["release", "03"])
    assert said.exit_code == 2
    assert "--out class/" in said.output


# Verify ----------------------------------------------------------------------------------------


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    monkeypatch.setattr("wayout.paths.ROOT", tmp_path)
    return Course(tmp_path)


def test_verify_names_what_fails(course: Course) -> None:
    course.solution(SAMPLE)
    said = TALK.invoke(app, ["verify"])
    assert said.exit_code == 1
    assert "02_sample (own): No file exercises/checks/02_….json" in said.output
    assert TALK.invoke(app, ["build"]).exit_code == 0
    said = TALK.invoke(app, ["verify", "2"])
    assert (said.exit_code, "100 %" in said.output) == (0, True)
    (path,) = course.root.glob("exercises/checks/*.json")
    body: dict[str, Any] = json.loads(path.read_text("utf-8"))
    body["questions"][0]["mistakes"] = base64.b64encode(b"[]").decode()
    body["questions"][0]["expected"] = base64.b64encode(
        b'{"kind": "exactly", "value": "nothing"}'
    ).decode()
    path.write_text(json.dumps(body), "utf-8")
    said = TALK.invoke(app, ["verify"])
    assert said.exit_code == 1
    assert "q1: the solution is not right." in said.output
