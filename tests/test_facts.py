"""Figures typed here by hand stand against the figures the tables give."""

import pytest

from wayout import data, facts
from wayout.facts import Fact, FactError, fact, names, say

# Typed by hand, independently of the tables: value, decimals in which it was published.
HELD = {
    "jan_nov_2023": (218.17, 2),
    "jan_nov_2023_growth_published": (26.7, 1),
    "jan_nov_2023_growth_computed": (26.5, 1),
    "jan_nov_2023_exports": (100.33, 2),
    "jan_nov_2023_imports": (117.84, 2),
    "jan_nov_2022": (172.4, 1),
    "jan_nov_2018": (97.23, 2),
    "jan_oct_2023": (196.48, 2),
    "year_2022": (190.27, 2),
    "year_2023": (240.1, 1),
    "year_2024": (244.8, 1),
    "year_2025": (228.1, 1),
    "year_2013": (89.21, 2),
    "rise_2023_usd_bn": (49.8, 1),
    "rise_2022_usd_bn": (43.4, 1),
    "rise_2022_usd_bn_published": (43.1, 1),
    "growth_2022_pct_published": (29.3, 1),
    "growth_2022_pct": (29.5, 1),
    "growth_2023_pct": (26.2, 1),
    "growth_2023_pct_published": (26.3, 1),
    "growth_2021_pct_published": (35.8, 1),
    "growth_2024_pct_published": (1.9, 1),
    "growth_2025_pct_published": (-6.9, 1),
    "full_year_guess_2023": (238.0, 1),
    "full_year_guess_error_pct": (0.9, 1),
    "december_2023": (21.9, 1),
    "monthly_mean_2023": (19.83, 2),
    "jan_nov_2023_cut": (218.1, 1),
    "jan_nov_2023_rounded": (218.2, 1),
    "cut_off_gap_usd_mn": (70, 0),
    "cut_off_gap_pct": (0.03, 2),
    "real_2013": (116.7, 1),
    "real_2014": (122.6, 1),
    "real_2021": (165.2, 1),
    "real_2022": (198.1, 1),
    "real_2023": (240.1, 1),
    "real_2024": (237.8, 1),
    "best_growth_pct_since_2000": (44.2, 1),
}
HELD_EXACTLY = {
    "release_date": "7 December 2023",
    "release_date_jan_oct": "7 November 2023",
    "trip_date": "6 December 2023",
    "tehran_date": "19 July 2022",
    "raisi_date": "7 December 2023",
    "first_trip_2023_date": "12 October 2023",
    "last_trip_2023_date": "6 December 2023",
    "last_trip_2022_date": "19 December 2022",
    "days_without_trip": 297,
    "year_before": 2022,
    "visits_2021": 2,
    "visits_2022": 9,
    "visits_2023": 6,
    "visits_2024": 11,
    "visits_2025": 7,
    "visits_total": 35,
    "legs_total": 37,
    "trips_total": 33,
    "unconfirmed_total": 3,
    "visits_post_soviet_total": 21,
    "visits_east_asia_total": 6,
    "visits_middle_east_total": 3,
    "visits_middle_east_2023": 2,
    "visits_middle_east_2024": 0,
    "visits_africa_total": 0,
    "visits_china_total": 4,
    "visits_iran_total": 1,
    "visits_2023_countries": (
        "Kyrgyzstan, China, Kazakhstan, Belarus, the United Arab Emirates and Saudi Arabia"
    ),
    "best_growth_year_since_1992": 2007,
    "best_growth_year_since_2000": 2007,
    "rise_2023_rank": 1,
    "level_2023_rank": 1,
    "top_year": 2024,
    "top_year_real": 2023,
    "trip_to_release_days": 1,
    "tehran_to_trip_days": 505,
}


@pytest.mark.parametrize(("name", "held"), HELD.items())
def test_figure_is_the_one_we_hold(name, held):
    value, decimals = held
    assert round(fact(name).value, decimals) == value


@pytest.mark.parametrize(("name", "value"), HELD_EXACTLY.items())
def test_count_or_date_is_the_one_we_hold(name, value):
    assert fact(name).value == value


def test_record_level_and_rise_but_not_a_record_rate():
    assert fact("level_2023_rank").value == 1
    assert fact("rise_2023_rank").value == 1
    assert fact("growth_2023_rank").value > 1
    assert fact("growth_2022_pct").value > fact("growth_2023_pct").value
    assert "2022" in fact("faster_years_since_2000").value


class Shelf(dict):
    """Tables that remember which of them were asked for."""

    def __init__(self, tables):
        super().__init__(tables)
        self.seen = set()

    def __getitem__(self, name):
        self.seen.add(name)
        return super().__getitem__(name)


@pytest.fixture(scope="module")
def shelf():
    return {name: data.load(name) for name in data.names() if "schema" in data.describe(name)}


@pytest.mark.parametrize("name", names())
def test_every_fact_computes_from_the_tables_it_names(name, shelf):
    rule, tables = facts.RULES[name], Shelf(shelf)
    value = rule.compute(tables)
    assert type(value) in (int, float, str)
    assert value == value
    assert value != ""
    assert tables.seen == set(rule.tables)
    assert rule.meaning
    assert rule.formula


def test_fact_follows_the_table_not_a_typed_number(shelf):
    changed = dict(shelf)
    frame = shelf["china_russia_to_date"].copy()
    row = (frame["year"] == 2023) & (frame["month"] == 11)
    frame.loc[row, "turnover_usd_bn"] = 110.0
    changed["china_russia_to_date"] = frame
    assert facts.RULES["monthly_mean_2023"].compute(changed) == pytest.approx(10.0)
    assert facts.RULES["full_year_guess_2023"].compute(changed) == pytest.approx(120.0)


def test_families_have_every_year():
    assert all(f"year_{year}" in names() for year in range(1992, 2026))
    assert all(f"growth_{year}_pct" in names() for year in range(1993, 2026))
    assert all(f"real_{year}" in names() for year in range(1992, 2025))
    assert "real_2025" not in names()


def test_fact_knows_what_it_is():
    figure = fact("jan_nov_2023")
    assert isinstance(figure, Fact)
    assert figure.unit == "billion US dollars"
    assert figure.tables == ("china_russia_to_date",)
    assert (str(figure), f"{figure:.1f}", f"{figure}") == ("218.17", "218.2", "218.17")


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
