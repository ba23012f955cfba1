"""Settings of a solution: what follows them, and what is refused because it does not."""

from typing import Any

import pytest

from sample_notebooks import SAMPLE, Course, code_cell, text_cell
from wayout.exercises.settings import SettingError, chosen, inlined, named, unmarked
from wayout.exercises.source import Refused, exercise, read

PLAN = {"allowed": [{"year": 2023}, {"year": 2022}], "rename": {"old_name": "new_name"}}
TOLD = "In <!-- year -->2023<!-- /year -->, after <!-- before -->2022<!-- /before -->."
LOOK = "old_name = table.query('year == @year and flow == @flow')[year].year"
CELL = 'year = 2023\nbefore = year - 1\nflow = "imports"'


def solution(course: Course, wanted: dict[str, Any] | None = None, **parts: Any) -> dict[str, str]:
    """Return the cells of the exercise that a small solution with settings makes."""
    cells = [
        code_cell("settings", parts.get("cell", CELL)),
        text_cell("told", parts.get("told", TOLD)),
        code_cell("look", LOOK),
        *SAMPLE,
    ]
    about = {"lesson": "02", "settings": parts.get("plan", PLAN)}
    path = course.solution(cells, wayout=about)
    made = exercise(read(path, wanted))
    assert "settings" not in made["metadata"]["wayout"]
    return {cell["id"]: cell["source"] for cell in made["cells"]}


def test_an_exercise_has_values_where_its_solution_has_settings(course: Course) -> None:
    made = solution(course)
    assert "settings" not in made
    assert made["told"] == "In 2023, after 2022."
    assert made["look"] == "old_name = table.query('year == 2023 and flow == 'imports'')[2023].year"


def test_a_variant_follows_its_settings_and_renames_what_would_be_wrong(course: Course) -> None:
    made = solution(course, {"year": 2022})
    assert made["told"] == "In 2022, after 2021."
    assert made["look"].startswith("new_name = table.query('year == 2022 and")
    assert made["look"].endswith("[2022].year")


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"cell": "year = 2022\nbefore = 2022"}, "does not give year as the metadata does"),
        ({"cell": "year = 2023\nbefore = 2000"}, "'2022' stands between marks of 'before'"),
        ({"cell": "year = 2023"}, "stands between marks of 'before'"),
        ({"cell": "import os"}, "plain assignments"),
        ({"cell": "year = 2023\nprint(year)"}, "plain assignments"),
        ({"cell": "year = 2023\nbefore = open('x')"}, "NameError in its settings"),
        ({"cell": "year ="}, "SyntaxError in its settings"),
        ({"plan": {"allowed": []}}, "IndexError in its settings"),
        ({"plan": {}}, "KeyError in its settings"),
        ({"plan": {"allowed": [{"year": 2023}, {"month": 1}]}}, "none that the metadata allows"),
    ],
)
def test_what_says_different_things_is_refused(
    course: Course, parts: dict[str, Any], says: str
) -> None:
    with pytest.raises(Refused, match=says):
        solution(course, **parts)


def test_a_setting_stands_alone_in_its_line(course: Course) -> None:
    assert (
        solution(course, cell="year, before, flow = 2023, 2022, 'x'")["told"]
        == "In 2023, after 2022."
    )
    with pytest.raises(Refused, match="each setting has a line of its own"):
        solution(course, {"year": 2022}, cell="year, before, flow = 2023, 2022, 'x'")


def test_a_setting_that_nobody_allows_is_refused(course: Course) -> None:
    with pytest.raises(Refused, match="none that the metadata allows"):
        solution(course, {"year": 1999})


@pytest.mark.parametrize(
    ("code", "made"),
    [
        ("year", "2023"),
        ("x.year, year.x", "x.year, 2023.x"),
        ("f(year=year)", "f(year=2023)"),
        ("'year', years, a_year", "'year', years, a_year"),
        ("q('year == @year')  # of year", "q('year == 2023')  # of year"),
        ("a = (year ==\n     year)", "a = (2023 ==\n     2023)"),
        ("open(", "open("),
    ],
)
def test_names_become_values_where_they_are_names(code: str, made: str) -> None:
    assert inlined(code, {"year": 2023}) == made


def test_allowed_settings_are_found_by_what_is_asked_and_named_where_there_are_none() -> None:
    allowed = ({"year": 2023, "flow": "Imports"}, {"year": 2022, "flow": "Imports"})
    assert chosen(allowed, []) == [*allowed]
    assert chosen(allowed, ["year=2022"]) == [allowed[1]]
    assert chosen(allowed, ["YEAR = 2022", "flow=imports"]) == [allowed[1]]
    assert chosen((), []) == [{}]
    for bad in ("year=2024", "year", "=", "yaer=2022", "year=2022.0", "year=2022=2022"):
        with pytest.raises(SettingError, match="Allowed: year=2023 flow=Imports and year=2022"):
            chosen(allowed, [bad])
    assert (named(allowed[1]), named({})) == ("year=2022 flow=Imports", "own")
    assert unmarked(TOLD) == "In 2023, after 2022."
