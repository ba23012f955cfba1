"""Figures typed by hand stand against the figures the tables give; sentences take them in."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest

from held import held
from wayout.facts import FACTS, Fact, FactError, concentration, fact, names, pick, say, trade
from wayout.facts.origin import LookUp
from wayout.tables import package

TYPED = tomllib.loads(Path(__file__).with_name("held.toml").read_text("utf-8"), parse_float=str)
HELD = {
    family.format(member): str(held)
    for family, members in TYPED.items()
    for member, held in (members.items() if isinstance(members, dict) else [("", members)])
}
# Years and countries that no sentence asks for, typed by hand too.
OTHERS = LookUp(
    "concentration", where={"flow": "exports", "country_code": {"not": "RUS"}}, take="count"
)
ASIDE = [
    (trade.real, {"year": 2014}, "122.6"),
    (trade.real, {"year": 2021}, "165.2"),
    (concentration.below_russia, {"flow": "exports", "year": 2021}, "7"),
    (OTHERS.compute, {}, "151"),
]


def shown(value: int | float | str, held: str) -> str:
    """The value in the decimals in which a figure is held."""
    return f"{value:.{len(held.partition('.')[2])}f}" if isinstance(value, float) else str(value)


@pytest.fixture(scope="module")
def shelf() -> dict[str, pd.DataFrame]:
    tables = (name for name in package.names() if "schema" in package.describe(name))
    return {name: package.load(name) for name in tables}


@pytest.mark.parametrize(("name", "held"), HELD.items())
def test_a_fact_is_the_one_we_hold(name, held, shelf):
    assert shown(FACTS[name].compute(shelf), held) == held


@pytest.mark.parametrize(("function", "told", "held"), ASIDE)
def test_a_function_answers_for_others_too(function, told, held, shelf):
    assert shown(function(shelf, **told), held) == held


def test_the_rate_of_2023_is_no_record():
    assert fact("growth_2023_rank").value > 1


def test_figure_must_be_one_row(shelf):
    with pytest.raises(LookupError, match="4 rows where one was expected"):
        pick.one(shelf["outcomes"], "value", answer=True)


def test_fact_follows_the_table_not_a_typed_number(shelf):
    frame = shelf["china_russia_to_date"].copy()
    row = (frame["year"] == 2023) & (frame["month"] == 11)
    frame.loc[row, "turnover_usd_bn"] = 110.0
    changed = shelf | {"china_russia_to_date": frame}
    assert FACTS["monthly_mean_2023"].compute(changed) == pytest.approx(10.0)
    assert FACTS["full_year_guess_2023"].compute(changed) == pytest.approx(120.0)


def test_fact_knows_what_it_is():
    figure = fact("jan_nov_2023")
    assert isinstance(figure, Fact)
    assert figure.unit == "billion US dollars"
    assert figure.tables == ("china_russia_to_date",)
    assert (str(figure), f"{figure:.1f}", f"{figure}") == ("218.17", "218.2", "218.17")
    assert figure.name in names()


# Sentences ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "said"), held(__file__, "filled"))
def test_say_fills_in_figures_dates_counts_and_extra_values(text: str, said: str) -> None:
    prose = say(text, mine=1 / 3, year_2022=0, who="you")
    assert str(prose) == prose._repr_markdown_() == said


def test_extra_text_stays_text():
    prose = say("You wrote: {answer}", answer="<img src=x onerror=alert(1)> **no** [a](b) `c` $d$")
    shown = prose._repr_markdown_()
    assert "<img" not in shown
    assert r"\*\*no\*\* \[a\](b) \`c\` \$d\$" in shown
    assert "<img src=x" in str(prose)


@pytest.mark.parametrize(("text", "told"), held(__file__, "told"))  # fmt: skip
def test_what_cannot_be_filled_in_is_told(text: str, told: str) -> None:
    with pytest.raises(FactError, match=told):
        say(text, answer="you")
    with pytest.raises(FactError, match=r"There is no fact 'jan_nov_2033'. Nearest: jan_nov_20"):
        fact("jan_nov_2033")


def test_days_without_a_trip_are_the_days_on_which_he_was_on_none():
    visits = package.load("visits")
    trips = zip(visits["start"], visits["end"], strict=True)
    away = {day for start, end in trips for day in pd.date_range(start, end)}
    gap = set(pd.date_range("2022-12-20", "2023-10-11"))
    assert len(gap - away) == fact("days_without_trip").value


def test_every_page_without_a_stop_in_iran_goes_back_to_one_side():
    pages = package.load("iran_check").set_index("bearing").origin
    assert {*pages.loc[["did not land", "stops without Iran"]]} == {"Kremlin", "TASS"}
    assert {*pages.loc["met in Moscow"]} == {"IRNA", "not named"}


def test_what_a_page_says_and_what_we_add_stand_apart():
    pages = package.load("iran_check")
    ours = r"our list|not among|no Iran|found in 20"
    assert not pages["says"].str.contains(ours).any()
    assert pages["note"].str.contains(r"our list").any()
