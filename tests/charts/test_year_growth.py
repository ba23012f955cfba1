import pandas as pd
import pytest

from drawings import across, drawn, layers, written
from wayout.charts import growth
from wayout.charts.theme import OTHERS
from wayout.charts.year_growth import yearly_growth
from wayout.facts import fact, headline
from wayout.language import signed
from wayout.pages.caption import SERIES
from wayout.tables.package import load

ANNUAL = load("china_russia_annual")
CHART = growth(ANNUAL)
DOLLARS, RATES = CHART.specs()


def test_growth_is_worked_out_for_every_year_that_has_one_right_before_it() -> None:
    rows = yearly_growth(ANNUAL).set_index("year")
    totals = headline({"china_russia_annual": ANNUAL})
    assert list(rows.index) == list(totals.index)[1:]
    assert list(rows["rise_usd_bn"]) == pytest.approx(list(totals.diff().dropna()))
    assert list(rows["growth_pct"]) == pytest.approx(list(100 * totals.pct_change().dropna()))
    rows = yearly_growth(ANNUAL[ANNUAL["year"] != 2010])
    assert {2010, 2011}.isdisjoint(rows["year"])


def test_what_rests_on_two_kinds_of_total_is_open_and_named() -> None:
    rows = drawn(DOLLARS, "bar")
    opened = [2008, 2009, *range(2013, 2017), 2018, 2019]
    assert list(rows.loc[rows["look"] == "hollow", "year"]) == opened
    words = "rests on a computed total or totals of two kinds"
    assert CHART.key == (("hollow-others", words),)
    assert "on a computed total (2018 and 2019)" in CHART.caption.note
    assert "a later figure (2008, 2009 and 2013 to 2016)" in CHART.caption.note
    chart = growth(ANNUAL[ANNUAL["year"] >= 2020])
    assert chart.key == ()
    assert chart.caption.note == "Worked out from the year totals."


@pytest.mark.parametrize(
    ("picked", "years"), [({}, [2021, 2022, 2023]), ({"picked": [2009]}, [2009])]
)
def test_both_panels_pick_out_the_same_years(picked, years: list[int]) -> None:
    for spec in growth(ANNUAL, **picked).specs():
        colours = drawn(spec, "bar").set_index("year")["colour"]
        assert list(colours[colours == SERIES[0]].index) == years
        assert set(colours) == {SERIES[0], OTHERS}


def test_one_sees_and_reads_of_a_record_in_dollars_and_not_in_rate() -> None:
    years, best = (2021, 2022, 2023), int(fact("best_growth_year_since_1992").value)
    rises = {f"{year}: {signed(fact(f'rise_{year}_usd_bn').value)}" for year in years}
    rate = {year: fact(f"growth_{year}_pct").value for year in years}
    rate[best] = fact("best_growth_pct_since_1992").value
    rates = {f"{year}: {signed(value)} %" for year, value in rate.items()}
    assert (written(DOLLARS), written(RATES)) == (rises, rates)


def test_the_years_of_both_panels_stand_in_line_and_each_label_at_its_own() -> None:
    assert across(DOLLARS)[0] == across(RATES)[0]
    for spec in (DOLLARS, RATES):
        assert {2021, 2022, 2023} <= set(pd.concat(layers(spec, "text"))["year"])
    said = CHART.alternative
    assert f"2023: {signed(fact('rise_2023_usd_bn').value)}, place 1 of 33." in said
    assert f"2023: {signed(fact('growth_2023_pct').value)} %, place 13 of 33." in said


def test_the_table_has_both_measures() -> None:
    table = CHART.caption.table.set_index("Year")
    assert table.loc["2023", "Change, billion US dollars"] == "+49.84"
    assert table.loc["2023", "Change, per cent"] == "+26.2"
    assert table.loc["2019", "Worked out from"] == "a computed total"
    assert table.loc["2015", "Worked out from"].startswith("totals of two kinds")
    assert table.loc["2023", "Worked out from"] == "two totals of one kind"
