"""Figures typed by hand stand against the figures the tables give; sentences take them in."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest

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


def test_record_level_and_rise_but_not_a_record_rate():
    assert fact("level_2023_rank").value == 1
    assert fact("rise_2023_rank").value == 1
    assert fact("growth_2023_rank").value > 1
    assert fact("growth_2022_pct").value > fact("growth_2023_pct").value


def test_figure_must_be_one_row(shelf):
    with pytest.raises(LookupError, match="2 rows where one was expected"):
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


def test_say_fills_figures_dates_and_counts():
    text = (
        "{jan_nov_2023} ({jan_nov_2023:.1f}) on {release_date}; {growth_2023_pct} %; {visits_2023}"
    )
    assert str(say(text)) == "218.17 (218.2) on 7 December 2023; 26.2 %; 6"


def test_prose_shows_itself_as_markdown():
    prose = say("**{year_2023:.1f}** {{kept}}")
    assert prose._repr_markdown_() == "**240.1** {kept}"
    assert str(prose) == "**240.1** {kept}"


def test_extra_values_come_first_and_need_no_fact():
    assert str(say("{mine:.2f} {visits_2023} {who}", mine=1 / 3, visits_2023=0, who="you")) == (
        "0.33 0 you"
    )


def test_extra_text_stays_text():
    prose = say("You wrote: {answer}", answer="<img src=x onerror=alert(1)> **no** [a](b) `c` $d$")
    shown = prose._repr_markdown_()
    assert "<img" not in shown
    assert r"\*\*no\*\* \[a\](b) \`c\` \$d\$" in shown
    assert "<img src=x" in str(prose)


def test_unknown_fact_answers_with_the_nearest():
    with pytest.raises(FactError, match=r"There is no fact 'jan_nov_2033'. Nearest: jan_nov_20"):
        fact("jan_nov_2033")


def test_unknown_field_answers_with_the_nearest():
    with pytest.raises(
        FactError, match=r"no fact 'realease_date' to fill in. Nearest: release_date"
    ):
        say("on {realease_date}")


def test_unknown_field_may_be_a_misspelt_extra():
    with pytest.raises(FactError, match="Nearest: answer"):
        say("{anser}", answer="x")


@pytest.mark.parametrize("text", ["{year_2023.__class__}", "{year_2023[0]}", "{0}", "{}"])
def test_fields_reach_no_further_than_names(text):
    with pytest.raises(FactError, match="There is no fact"):
        say(text)


def test_lone_brace_is_told():
    with pytest.raises(FactError, match="A brace stands alone"):
        say("x } y")


@pytest.mark.parametrize("text", ["{release_date:.1f}", "{year_2023:zz}", "{who:.1f}"])
def test_format_that_does_not_fit_is_told(text):
    with pytest.raises(FactError, match=r"does not fit the value .* alone, or a format such as"):
        say(text, who="you")


def test_days_without_a_trip_are_the_days_on_which_he_was_on_none():
    visits = package.load("visits")
    away = {
        day
        for start, end in zip(visits["start"], visits["end"], strict=True)
        for day in pd.date_range(start, end)
    }
    at_home = [day for day in pd.date_range("2022-12-01", "2023-10-31") if day not in away]
    in_the_gap = [
        day for day in at_home if pd.Timestamp("2022-12-19") < day < pd.Timestamp("2023-10-12")
    ]
    assert len(in_the_gap) == fact("days_without_trip").value


def test_every_page_on_iran_that_is_against_has_one_origin():
    pages = package.load("iran_check").query("bearing == 'against'")
    known = fact("iran_pages_against_moscow").value + fact("iran_pages_against_unnamed").value
    assert known + (pages["origin"] == "IRNA").sum() == len(pages)


def test_what_a_page_says_and_what_we_add_stand_apart():
    pages = package.load("iran_check")
    ours = r"our list|not among|no Iran|found in 20"
    assert not pages["says"].str.contains(ours).any()
    assert pages["note"].str.contains(r"our list").any()
