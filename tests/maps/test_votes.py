"""The map of votes, compared with the tables by other ways than its own."""

import json
import re
from typing import Any

import pandas as pd
import pytest

from cases import refused
from held import held
from wayout.errors import CourseError
from wayout.maps import Map, votes
from wayout.maps.votes import BLANK, LOOKS, MEMBERS, Roll, read
from wayout.tables.package import load

FRAME = load("un_votes")
TOTALS = load("un_resolutions").set_index("resolution")
HELD = held(__file__)
LIMIT = 300_000


@pytest.fixture(scope="module")
def m() -> Map:
    return votes(FRAME)


@pytest.fixture(scope="module")
def page(m: Map) -> str:
    return m.page.render()


@pytest.fixture(scope="module")
def rolls() -> dict[str, Roll]:
    return {roll.number: roll for roll in read(FRAME)[1]}


def test_every_row_is_shown_as_it_stands_and_nobody_else_has_a_vote(rolls: dict[str, Roll]) -> None:
    states = [state.code for state in read(FRAME)[0]]
    assert len(states) == MEMBERS == FRAME["country_code"].nunique()
    for number, roll in rolls.items():
        rows = FRAME[FRAME["resolution"] == number].set_index("country_code")["vote"].to_dict()
        told = {c: LOOKS[x].word for c, x in zip(states, roll.letters, strict=True) if x != BLANK}
        assert told == rows, number


def test_totals_are_those_of_the_united_nations_and_gaps_are_said(rolls: dict[str, Roll]) -> None:
    assert list(rolls) == list(TOTALS.sort_values("date").index.drop("ES-11/2"))
    for number, roll in rolls.items():
        row = TOTALS.loc[number]
        assert sum(roll.totals.values()) == MEMBERS
        assert f"yes {row['votes_for']}, no {row['votes_against']}," in roll.sentence
        assert row["subject"] in roll.sentence
        assert row["asked"] in roll.sentence
        rows = FRAME[FRAME["resolution"] == number]
        missing, striped = MEMBERS - len(rows), rows["vote"].str.contains(" or ").sum()
        assert (f"Blank: {missing} states" in roll.sentence) == bool(missing)
        assert (f"Striped: {striped} states" in roll.sentence) == bool(striped)
    assert {n: r.letters.count(BLANK) for n, r in rolls.items() if BLANK in r.letters} == {
        "ES-11/3": 90,
        "ES-11/7": 62,
    }


def test_what_one_state_did_each_time(rolls: dict[str, Roll]) -> None:
    names = [state.name for state in read(FRAME)[0]]
    for state, signs in HELD["each_time"].items():
        at = names.index(state)
        assert " ".join(LOOKS[roll.letters[at]].sign for roll in rolls.values()) == signs, state


def test_states_without_a_shape_are_dots_and_no_answer_is_told_by_colour_alone(
    m: Map, page: str
) -> None:
    small = {state.name for state in read(FRAME)[0] if state.small}
    assert {"Bahrain", "Singapore", "Malta", "Maldives"} < small
    assert len(small) == 28
    drawn = m._repr_html_().replace("%3C", "<").replace("%3E", ">")
    assert len(re.findall(r"<circle class='v-[ynao]'", drawn)) == len(small)
    assert len({look.sign for look in LOOKS.values()}) == len(LOOKS)
    for letter in "napq":
        assert f'<pattern id="wo-v-{letter}"' in page
        assert f"<pattern id='wo-v-{letter}'" in drawn


def test_the_map_is_small_and_its_controls_are_native_and_have_names(m: Map, page: str) -> None:
    assert len(m._repr_html_().encode()) < LIMIT
    assert '<label for="wo-state">' in page
    assert page.count('<input type="radio" name="wo-roll"') == 9
    assert re.findall(r'value="(\d)" checked', page) == ["0"]
    assert "nobody&#39;s official position" in m.caption()
    assert page.count("<option value=") == MEMBERS + 1


def test_the_script_gets_one_letter_a_state_and_names_stay_text(page: str) -> None:
    (found,) = re.findall(r"wayout\.votes\(\w+, (\{.*\})\);", page)
    packed: Any = json.loads(found)
    assert {len(letters) for _, letters, _, _ in packed["rolls"]} == {MEMBERS}
    bad = "<img src=x onerror=alert(1)>"
    odd = votes(FRAME.replace({"country": {"Chad": bad}}))
    assert bad not in odd._repr_html_()
    assert "<img src=x" not in odd.page.render()


def test_the_foot_holds_every_state_and_a_lesson_can_choose_what_comes_first(m: Map) -> None:
    table = m.table()
    assert len(table) == MEMBERS
    assert list(table.columns[1:3]) == ["Crimea (68/262)", "Withdrawal (ES-11/1)"]
    emirates = table[table["State"] == "United Arab Emirates"].iloc[0]
    assert emirates["Withdrawal (ES-11/1)"] == "yes"
    chosen = votes(FRAME, resolution="ES-11/7")
    assert "24 February 2025" in chosen.words()
    assert re.findall(r'value="(\d)" checked', chosen.page.render()) == ["8"]
    few = votes(FRAME[FRAME["resolution"].str.startswith("ES-10")])
    assert few.page.render().count('name="wo-roll"') == 2


def test_what_cannot_be_drawn_is_refused() -> None:
    refused(HELD["refused"], CourseError, votes=votes, FRAME=FRAME, pd=pd)
