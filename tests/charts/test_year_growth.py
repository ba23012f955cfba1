from collections.abc import Callable

import pandas as pd
import pytest

from wayout.caption import SERIES
from wayout.charts import ChartError, growth
from wayout.charts.theme import OTHERS
from wayout.charts.wording import signed
from wayout.charts.year_growth import yearly_growth
from wayout.facts import fact, headline
from wayout.tables.package import load

ANNUAL = load("china_russia_annual")


def test_growth_is_the_same_as_in_the_facts() -> None:
    rows = yearly_growth(ANNUAL).set_index("year")
    for year in (2021, 2022, 2023):
        assert rows.loc[year, "rise_usd_bn"] == pytest.approx(fact(f"rise_{year}_usd_bn").value)
        assert rows.loc[year, "growth_pct"] == pytest.approx(fact(f"growth_{year}_pct").value)


def test_growth_is_worked_out_for_every_year_that_has_one_before_it() -> None:
    rows, totals = (
        yearly_growth(ANNUAL).set_index("year"),
        headline({"china_russia_annual": ANNUAL}),
    )
    assert list(rows.index) == list(totals.index)[1:]
    assert list(rows["rise_usd_bn"]) == pytest.approx(list(totals.diff().dropna()))
    assert list(rows["growth_pct"]) == pytest.approx(list(100 * totals.pct_change().dropna()))


def test_growth_over_a_missing_year_is_not_worked_out() -> None:
    rows = yearly_growth(ANNUAL[ANNUAL["year"] != 2010])
    assert {2010, 2011}.isdisjoint(rows["year"])


def test_what_rests_on_two_kinds_of_total_is_open_and_named(
    drawn: Callable[..., pd.DataFrame],
) -> None:
    chart = growth(ANNUAL)
    rows = drawn(chart.specs()[0], "bar")
    assert list(rows.loc[rows["look"] == "hollow", "year"]) == [
        *(2008, 2009),
        *range(2013, 2017),
        *(2018, 2019),
    ]
    words = "rests on a computed total or totals of two kinds"
    assert chart.key == (("hollow-others", words),)
    assert "on a computed total (2018 and 2019)" in chart.foot.note
    assert "a later figure (2008, 2009 and 2013 to 2016)" in chart.foot.note


def test_columns_of_one_kind_of_total_need_no_key() -> None:
    chart = growth(ANNUAL[ANNUAL["year"] >= 2020])
    assert chart.key == ()
    assert chart.foot.note == "Worked out from the year totals."


def test_two_panels_pick_out_the_same_three_years(drawn: Callable[..., pd.DataFrame]) -> None:
    for spec in growth(ANNUAL).specs():
        colours = drawn(spec, "bar").set_index("year")["colour"]
        assert list(colours[colours == SERIES[0]].index) == [2021, 2022, 2023]
        assert set(colours) == {SERIES[0], OTHERS}


def test_one_sees_a_record_in_dollars_and_not_in_rate(written: Callable[..., set[str]]) -> None:
    dollars, rates = growth(ANNUAL).specs()
    rate = {year: fact(f"growth_{year}_pct").value for year in (2021, 2022, 2023)}
    rate[fact("best_growth_year_since_1992").value] = fact("best_growth_pct_since_1992").value
    assert written(dollars) == {
        f"{year}: {signed(fact(f'rise_{year}_usd_bn').value)}" for year in (2021, 2022, 2023)
    }
    assert written(rates) == {f"{year}: {signed(value)} %" for year, value in rate.items()}


def test_the_years_of_both_panels_stand_in_line() -> None:
    dollars, rates = (spec["layer"][0]["encoding"]["x"]["scale"] for spec in growth(ANNUAL).specs())
    assert dollars == rates


def test_each_label_stands_at_its_own_year() -> None:
    for spec in growth(ANNUAL).specs():
        texts = [layer for layer in spec["layer"] if layer["mark"]["type"] == "text"]
        rows = [row for layer in texts for row in spec["datasets"][layer["data"]["name"]]]
        assert {2021, 2022, 2023} <= {row["year"] for row in rows}


def test_the_alternative_gives_the_places() -> None:
    said = growth(ANNUAL).alternative
    assert f"2023: {signed(fact('rise_2023_usd_bn').value)}, place 1 of 33." in said
    assert f"2023: {signed(fact('growth_2023_pct').value)} %, place 13 of 33." in said


def test_the_table_twin_has_both_measures() -> None:
    twin = growth(ANNUAL).foot.twin.set_index("Year")
    assert twin.loc["2023", "Change, billion US dollars"] == "+49.84"
    assert twin.loc["2023", "Change, per cent"] == "+26.2"
    assert twin.loc["2019", "Worked out from"] == "a computed total"
    assert twin.loc["2015", "Worked out from"].startswith("totals of two kinds")
    assert twin.loc["2023", "Worked out from"] == "two totals of one kind"


def test_other_years_can_be_picked(drawn: Callable[..., pd.DataFrame]) -> None:
    spec = growth(ANNUAL, picked=[2009]).specs()[0]
    colours = drawn(spec, "bar").set_index("year")["colour"]
    assert list(colours[colours == SERIES[0]].index) == [2009]


def test_a_table_without_neighbours_is_answered_with_a_sentence() -> None:
    with pytest.raises(ChartError, match="No year follows another"):
        growth(ANNUAL[ANNUAL["year"].isin([2000, 2002])])
