"""Yardsticks without their card: what the tables answer, which side it lies on, what is kept."""

from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cases import equal, made, refused
from held import held
from walk import each
from wayout.activities.yardstick.choice import STAGES, Yardstick
from wayout.activities.yardstick.judging import (
    ANSWERS,
    WORDS,
    extent,
    grid,
    most,
    over_dependent,
    side,
    state,
    verdicts,
)
from wayout.activities.yardstick.measures import (
    MEASURES,
    STEPS,
    YEARS,
    Measure,
    Reading,
    equal_partners,
    measure,
)
from wayout.activities.yardstick.sources import readings
from wayout.facts import fact
from wayout.tables.package import load
from wayout.work.activity import AnswerError
from wayout.work.workfile import WorkFile

HELD = held(__file__)
WHY = "a quarter is a lot"
IDS = [about.id for about in MEASURES]
GAPS = (("oil", 2022), ("oil", 2024), ("gdp", 2024))
ORDER = {"over": 0, "edge": 1, "under": 2}


@pytest.fixture
def mine(work: WorkFile) -> Yardstick:
    return Yardstick("04", work)


def figures(name: str, year: int = 2023) -> list[str]:
    return [one.figure(measure(name).unit) for one in readings(name, year)]


def test_each_measure_says_what_it_counts_and_gives_no_figure_of_its_own() -> None:
    assert len(set(IDS)) == len(IDS)
    for about in MEASURES:
        assert about.what.endswith((".", "?"))
        assert not any(figure in about.what for figure in figures(about.id))


@each(HELD["figures"].items())
def test_the_figures_come_out_of_the_tables(of: tuple[str, list[str]]) -> None:
    name, year = of[0].split()
    found = figures(name, int(year))
    assert found[: len(of[1])] == of[1]
    assert len(found) == len(of[1]) or name in ("exports", "imports")


def test_a_division_agrees_with_the_fact_it_repeats_and_every_other_row_is_an_answer_once() -> None:
    table = load("share_estimates")
    repeated = table.query("repeats_fact != ''")
    assert len(repeated) == 6
    for row in repeated.itertuples():
        shown = round(float(fact(str(row.repeats_fact)).value), 1)
        assert (row.share_pct_low, row.share_pct_high) == (shown, shown), row.repeats_fact
        assert str(row.year) in str(row.repeats_fact)
        assert f"{shown:.1f} %" in figures(str(row.flow)), row.repeats_fact
    own = table.query("source == 'Own division, from tables of this course'")
    assert (own["repeats_fact"] != "").all()
    rest = table[table["repeats_fact"] == ""]
    asked = product(("exports", "imports", "turnover"), YEARS)
    sources = [one.source for flow, year in asked for one in readings(flow, year)]
    assert sorted(s for s in sources if s in set(rest["basis"])) == sorted(rest["basis"])


def test_an_answer_is_never_zero_and_a_gap_is_empty() -> None:
    for name, year in product(IDS, YEARS):
        assert bool(readings(name, year)) == ((name, year) not in GAPS)
        for one in readings(name, year):
            assert one.year == year
            assert 0 < one.low <= (one.high or one.low) <= STEPS, (name, year)
            assert one.source
            assert one.status in ("reported", "estimate", "computed")
    for year in YEARS:
        status = {one.status for one in readings("turnover", year) if one.source == "IMF"}
        assert status == {"reported" if year < 2022 else "estimate"}, "Russia published nothing"


def test_an_unknown_year_or_measure_is_refused_in_a_sentence() -> None:
    years: list[Any] = [2012, 2025, "2023", None, True]
    for year in years:
        with pytest.raises(AnswerError, match="The yardsticks cover 2021 to 2024"):
            readings("exports", year)
    for name in ("Exports", "", None, 3, "<img src=x onerror=alert(1)>"):
        with pytest.raises(AnswerError, match="There is no measure"):
            measure(name)


def test_an_index_is_also_said_as_equal_partners() -> None:
    assert equal_partners(0.25) == "as if spread over 4 equal partners"
    assert equal_partners(0.22) == "as if spread over 4.5 equal partners"
    assert equal_partners(1) == "as if spread over 1 equal partner"
    assert "more partners than one can count" in equal_partners(0)


MINISTER, LOWER_END = readings("oil")[0], readings("imports", 2022)
DIVISION = Reading("customs", 2023, 33.8114, 33.8114, 1, "computed")
(MORE_THAN_A_THIRD,) = (one for one in LOWER_END if one.high is None)


def hedged(wording: str) -> Reading:
    return Reading("a", 2023, 32, 32, 0, "reported", wording=wording)


def test_what_a_reader_sees_is_what_is_judged() -> None:
    found = {code: list(made(code, **globals())) for code in HELD["spans"]}
    assert found == HELD["spans"]


@each(HELD["sides"].items())
def test_answers_lie_on_one_side_or_on_the_edge(of: tuple[str, dict[str, str]]) -> None:
    answers = made(of[0], **globals())
    assert {threshold: state(answers, float(threshold)) for threshold in of[1]} == of[1]


def test_nobody_can_tell_where_one_answer_is_open_upwards_or_the_half_is_unknown() -> None:
    assert MORE_THAN_A_THIRD.figure("per cent") == "more than a third (33 % or more)"
    assert extent(measure("imports"), LOWER_END) == "29.8 % or more"
    assert most(measure("imports"), LOWER_END) == "unknown"
    found = {about.id: most(about, readings(about.id)) for about in MEASURES}
    unknown = dict.fromkeys(("spread_exports", "spread_imports"), "unknown")
    assert found == dict.fromkeys(IDS, "not") | unknown, "more than half of the thing measured"


ABOUT = st.sampled_from(MEASURES)
STEP = st.integers(0, STEPS)
YEAR_ = st.sampled_from(YEARS)


@given(ABOUT, YEAR_, STEP, STEP)
def test_a_higher_threshold_never_makes_it_more(
    about: Measure, year: int, one: int, other: int
) -> None:
    low, high = sorted((one, other))
    answers = readings(about.id, year)
    first, second = (state(answers, about.threshold(step)) for step in (low, high))
    assume("missing" not in (first, second))
    assert ORDER[first] <= ORDER[second]


@given(ABOUT, YEAR_, STEP)
def test_the_edge_is_what_is_neither_over_nor_under(about: Measure, year: int, step: int) -> None:
    answers, threshold = readings(about.id, year), about.threshold(step)
    assert about.step(threshold) == step, "a threshold survives its step"
    every = {side(one, threshold) for one in answers}
    sides, found = every - {"missing"}, state(answers, threshold)
    assert (found == "edge") == ("edge" in sides or len(sides) > 1)
    assert (found == "missing") == (found != "edge" and ("missing" in every or not every))


@given(st.floats(0, 100), st.floats(0, 100), st.integers(0, 3), st.floats(0, 100))
def test_any_answer_lies_on_one_side_or_on_the_edge(
    one: float, other: float, places: int, threshold: float
) -> None:
    low, high = sorted((one, other))
    reading = Reading("a", 2023, low, high, places, "reported")
    bottom, top = reading.span
    assert bottom <= round(low, places)
    if not reading.is_range:
        at_least = round(low, places) >= threshold
        assert side(reading, threshold) == ("over" if at_least else "under")
        return
    assert top is not None
    assert round(high, places) <= top
    inside = bottom < threshold <= top
    assert (side(reading, threshold) == "edge") == inside


@each(HELD["half"])
def test_half_is_not_more_than_half(one: dict[str, Any]) -> None:
    reading = Reading("a", 2023, one["low"], one.get("high"), one["places"], "reported")
    assert most(measure("exports"), [reading]) == one["answer"]
    assert most(measure("exports"), []) == "unknown"


@given(ABOUT, YEAR_, STEP, STEP)
def test_only_over_dependent_follows_the_learners_threshold(
    about: Measure, year: int, one: int, other: int
) -> None:
    first, second = (verdicts(about, about.threshold(step), year) for step in (one, other))
    assert [verdict.word for verdict in first] == list(WORDS)
    assert (first[0], first[2]) == (second[0], second[2])
    assert all(verdict.answer in ANSWERS for verdict in first)
    assert first[2].answer == "unknown"


def test_one_word_for_the_fall_of_2025_serves_both_kinds_of_figure_and_a_gap_none() -> None:
    names = ("growth_2025_pct", "growth_2025_pct_published")
    assert len({round(float(fact(name).value)) for name in names}) == 1
    assert [verdict.answer for verdict in verdicts(measure("gdp"), 5, 2024)] == ["unknown"] * 3
    assert extent(measure("gdp"), ()) == "no figure in our tables"
    assert over_dependent(readings("exports"), None) == "unknown"


@pytest.mark.parametrize("case", HELD["saved"])
def test_the_first_choice_counts_before_the_result_and_the_last_one_after(
    mine: Yardstick, case: dict[str, Any]
) -> None:
    for threshold, stage in enumerate(case["at"], 30):
        mine.save(stage, "exports", threshold, WHY)
    assert list(map(mine.state, STAGES)) == case["states"]
    assert [choice.late for choice in mine.changes()] == case["late"]
    assert mine.shows() == bool(case["at"])
    found = {stage: choice.threshold for stage in STAGES if (choice := mine.choice(stage))}
    assert found == case["counts"]


@given(st.lists(st.sampled_from(["before", "after"]), max_size=4), st.sampled_from(MEASURES))
def test_no_order_of_entries_locks_the_yardstick(stages: list[str], about: Measure) -> None:
    with TemporaryDirectory() as folder:
        mine = Yardstick("04", WorkFile(Path(folder) / "my_work.json"))
        for stage in stages:
            value = {"stage": stage, "measure": "oil", "threshold": 40, "why": WHY}
            mine.work.add("yardstick", value)
        for stage in STAGES:
            mine.save(stage, about.id, about.threshold(30), WHY)
        last = mine.choice("after")
        assert getattr(last, "measure", "") == about.id


def test_numbers_of_tables_are_thresholds_too(mine: Yardstick) -> None:
    def keep(name: str, threshold: object) -> float:
        path = mine.work.path.with_name(f"{threshold!r}.json")
        Yardstick("04", WorkFile(path)).save("before", name, threshold, WHY)
        return Yardstick("04", WorkFile(path)).changes()[0].threshold

    equal(HELD["numbers"], keep=keep)


def test_what_cannot_be_kept_is_refused_in_a_sentence(mine: Yardstick) -> None:
    refused(HELD["refused"], AnswerError, mine=mine, WHY=WHY)
    assert (mine.work.entries("yardstick"), mine.shows()) == ([], False)


@pytest.mark.parametrize("year", YEARS)
def test_the_grid_has_a_row_for_every_answer_and_every_gap(mine: Yardstick, year: int) -> None:
    rows = grid(mine, year)
    every = [name for name in IDS for _ in readings(name, year) or (None,)]
    assert [row.measure.id for row in rows] == every
    for row in rows:
        assert len(row.answers) == len(WORDS)
        assert row.reading is not None or set(row.answers) == {"unknown"}
        assert row.answers[2] == "unknown"
        assert (row.answers[1], row.borrowed) == ("unknown", False)


@pytest.mark.parametrize("step", [0, 25, 100])
@pytest.mark.parametrize("about", MEASURES, ids=IDS)
def test_a_threshold_is_used_on_its_own_scale_and_side_only(
    mine: Yardstick, about: Measure, step: int
) -> None:
    threshold = about.threshold(step)
    mine.save("before", about.id, threshold, WHY)
    for row in grid(mine):
        assert row.reading is not None
        own = threshold if row.measure.kind == about.kind else None
        assert row.answers[1] == over_dependent([row.reading], own)
        assert bool(row.mine) == (row.measure.id == about.id)


def test_a_line_is_lent_on_one_scale_and_side_and_never_where_an_own_one_is(
    mine: Yardstick,
) -> None:
    steps = [
        ("before", "exports", 10, {"imports", "turnover", "oil", "gdp"}),
        ("after", "other_side", 4, {"imports", "turnover", "oil", "gdp"}),
        ("after", "spread_imports", 0.25, {"imports", "turnover", "oil", "gdp", "spread_exports"}),
        ("after", "imports", 40, {"turnover", "oil", "gdp"}),
    ]
    for stage, name, threshold, lent in steps:
        mine.save(stage, name, threshold, WHY)
        assert {row.measure.id for row in grid(mine) if row.borrowed} == lent
    lines = {row.measure.id: row.by and row.by.threshold for row in grid(mine)}
    assert (lines["exports"], lines["oil"], lines["other_side"]) == (10, 40, None)
