"""Trade figures by hand: totals, changes, trips, shares, ranks and the index of partners."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from held import held
from walk import each
from wayout import measures
from wayout.measures import herfindahl
from wayout.tables.package import load

HELD = held(__file__)
WORLD = pd.DataFrame(HELD["world"], columns=["year", "flow", "usd_bn", "source"])


def totals(*rows: tuple[int, float, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["year", "usd_bn", "status"])


def partners_of(name: str) -> pd.DataFrame:
    columns = ["year", "flow", "country_code", "usd_bn", "status"]
    return pd.DataFrame(HELD[name], columns=columns)


def test_the_headline_is_one_total_a_year_in_order() -> None:
    rows = measures.headline(load("china_russia_annual").sample(frac=1, random_state=1))
    assert list(rows["year"]) == list(range(1992, 2026))
    assert rows.set_index("year").loc[2023, "usd_bn"] == 240.11
    assert list(rows.columns) == ["year", "usd_bn", "status"]


def test_a_change_is_worked_out_in_dollars_and_in_per_cent_and_over_no_missing_year() -> None:
    years = ((2000, 8.0), (2001, 10.0), (2003, 9.0))
    rows = measures.changes(totals(*((*year, "reported") for year in years)))
    assert rows.to_dict("records") == [
        {"year": 2001, "rise_usd_bn": 2.0, "growth_pct": 25.0, "status": "reported"}
    ]


@each(HELD["status"])
def test_a_change_is_as_sure_as_its_two_totals(case: list[str]) -> None:
    before, now, status = case
    rows = measures.changes(totals((2000, 8.0, before), (2001, 10.0, now)))
    assert list(rows["status"]) == [status]


def test_the_months_of_a_year_are_one_row_or_none() -> None:
    to_date = load("china_russia_to_date")
    assert list(measures.months(to_date, 2023, 11)["turnover_usd_bn"]) == [218.17]
    assert measures.months(to_date, 1990, 11).empty


def test_a_country_counts_once_a_trip() -> None:
    visits = pd.DataFrame(HELD["visits"], columns=["trip", "leg", "country_code", "start"])
    counted = measures.country_visits(visits.astype({"start": "datetime64[us]"}))
    assert counted[["trip", "leg"]].to_numpy().tolist() == [[1, 1], [1, 3], [2, 1]]
    assert list(measures.starting_in(counted, 2023)["trip"]) == [1]


@given(st.lists(st.floats(0.01, 1e6), min_size=1, max_size=40))
def test_the_index_lies_between_equal_partners_and_one(amounts: list[float]) -> None:
    index = herfindahl(pd.Series(amounts))
    assert 1 / len(amounts) - 1e-9 <= index <= 1 + 1e-9
    assert herfindahl(pd.Series(amounts) * 3) == pytest.approx(index)
    equal = herfindahl(pd.Series([7.0] * len(amounts)))
    assert equal == pytest.approx(1 / len(amounts)), "equal partners: one over their number"


@each(HELD["shares"])
def test_russia_in_china_s_trade_as_a_whole_and_one_way(case: list[Any]) -> None:
    year, flow, share = case
    tables = load("china_russia_annual"), load("china_totals")
    found = measures.share_of_china(*tables, year, flow)
    assert found == pytest.approx(share, abs=0.005, nan_ok=True)


def test_an_index_is_as_sure_as_its_least_sure_partner() -> None:
    partners = partners_of("two_partners")
    found = measures.concentration_by_year(partners, "imports").set_index("year")
    assert dict(found["herfindahl"]) == {2021: 0.625, 2022: 0.5}
    assert dict(found["status"]) == {2021: "reported", 2022: "estimate"}


def test_the_world_total_of_both_ways_needs_both() -> None:
    both = {(2021, "exports"): 40.0, (2021, "imports"): 10.0, (2021, "turnover"): 50.0}
    assert measures.world_totals(WORLD).to_dict() == {**both, (2022, "exports"): 20.0}


def test_partners_have_shares_of_the_whole_and_ranks_among_themselves() -> None:
    given = partners_of("three_partners")
    found = measures.partner_figures(given, WORLD)
    found.index = found["year"].astype(str) + " " + found["flow"] + " " + found["country_code"]
    assert dict(found["rank"]) == HELD["ranks"]
    assert found.loc["2021 exports IND", "share_pct"] == 20.0
    assert found.loc["2021 turnover CHN", "share_pct"] == 20.0
    assert pd.isna(found.loc["2022 imports CHN", "share_pct"])
    unsure = {"2021 imports CHN", "2021 exports TUR", "2021 turnover CHN"}
    assert set(found.index[found["estimate"]]) == unsure
    assert measures.one_way_only(given).to_dict() == {2021: 2, 2022: 1}


def test_what_is_taken_out_and_what_is_left_make_the_region() -> None:
    found = measures.parts_of_trade(load("partner_turnover")).set_index("part")
    assert found["share_pct"].sum() == pytest.approx(100)
    assert found["usd_bn"].sum() == pytest.approx(710.1)
    assert found.loc["Türkiye", "usd_bn"] == pytest.approx(56.5)
    left = found.loc["Middle East without Türkiye", "share_pct"]
    assert left == pytest.approx(3.0, abs=0.05)
    reported = {"Europe", "Neighbouring countries", "Americas", "Africa"}
    assert set(found.index[found["status"] == "reported"]) == reported
