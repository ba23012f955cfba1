"""Trade figures by hand: totals, changes, trips, shares, ranks and the index of partners."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayout.measures import (
    changes,
    concentration_by_year,
    country_visits,
    headline,
    herfindahl,
    months,
    one_way_only,
    partner_figures,
    parts_of_trade,
    share_of_china,
    starting_in,
    world_totals,
)
from wayout.tables.package import load


def totals(*rows: tuple[int, float, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["year", "usd_bn", "status"])


def test_the_headline_is_one_total_a_year_in_order() -> None:
    rows = headline(load("china_russia_annual").sample(frac=1, random_state=1))
    assert list(rows["year"]) == list(range(1992, 2026))
    assert rows.set_index("year").loc[2023, "usd_bn"] == 240.11
    assert list(rows.columns) == ["year", "usd_bn", "status"]


def test_a_change_is_worked_out_in_dollars_and_in_per_cent_and_over_no_missing_year() -> None:
    rows = changes(
        totals((2000, 8.0, "reported"), (2001, 10.0, "reported"), (2003, 9.0, "reported"))
    )
    assert rows.to_dict("records") == [
        {"year": 2001, "rise_usd_bn": 2.0, "growth_pct": 25.0, "status": "reported"}
    ]


@pytest.mark.parametrize(
    ("before", "now", "status"),
    [
        ("reported", "reported", "reported"), ("first release", "first release", "reported"),
        ("reported", "revised", "mixed"), ("revised", "first release", "mixed"),
        ("computed", "first release", "computed"), ("first release", "estimate", "computed"),
        ("computed", "computed", "computed"),
    ],
)  # fmt: skip
def test_a_change_is_as_sure_as_its_two_totals(before: str, now: str, status: str) -> None:
    rows = changes(totals((2000, 8.0, before), (2001, 10.0, now)))
    assert list(rows["status"]) == [status]


def test_the_months_of_a_year_are_one_row_or_none() -> None:
    to_date = load("china_russia_to_date")
    assert list(months(to_date, 2023, 11)["turnover_usd_bn"]) == [218.17]
    assert months(to_date, 1990, 11).empty


def test_a_country_counts_once_a_trip() -> None:
    rows = [(2, 1, "CHN", "2024-01-02"), (1, 2, "CHN", "2023-12-31"), (1, 1, "CHN", "2023-12-30"),
            (1, 3, "IRN", "2024-01-01")]  # fmt: skip
    visits = pd.DataFrame(rows, columns=["trip", "leg", "country_code", "start"])
    counted = country_visits(visits.astype({"start": "datetime64[us]"}))
    assert counted[["trip", "leg"]].to_numpy().tolist() == [[1, 1], [1, 3], [2, 1]]
    assert list(starting_in(counted, 2023)["trip"]) == [1]


@pytest.mark.parametrize("partners", [1, 2, 4, 10])
def test_equal_partners_give_one_over_their_number(partners: int) -> None:
    assert herfindahl(pd.Series([7.0] * partners)) == pytest.approx(1 / partners)


@given(st.lists(st.floats(0.01, 1e6), min_size=1, max_size=40))
def test_the_index_lies_between_equal_partners_and_one(amounts: list[float]) -> None:
    index = herfindahl(pd.Series(amounts))
    assert 1 / len(amounts) - 1e-9 <= index <= 1 + 1e-9
    assert herfindahl(pd.Series(amounts) * 3) == pytest.approx(index)


@pytest.mark.parametrize(
    ("year", "flow", "share"),
    [(2023, "turnover", 4.04), (2023, "exports", 3.28), (2023, "imports", 5.05),
     (1990, "turnover", None), (2025, "turnover", None)],
)  # fmt: skip
def test_russia_in_china_s_trade_as_a_whole_and_one_way(
    year: int, flow: str, share: float | None
) -> None:
    found = share_of_china(load("china_russia_annual"), load("china_totals"), year, flow)
    assert found == pytest.approx(float("nan") if share is None else share, abs=0.005, nan_ok=True)


# Partners -----------------------------------------------------------------------------------


def partners_of(*rows: tuple[int, str, str, float, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["year", "flow", "country_code", "usd_bn", "status"])


def test_an_index_is_as_sure_as_its_least_sure_partner() -> None:
    partners = partners_of(
        (2021, "imports", "CHN", 3.0, "reported"),
        (2021, "imports", "IND", 1.0, "reported"),
        (2022, "imports", "CHN", 1.0, "reported"),
        (2022, "imports", "IND", 1.0, "implausible"),
    )
    found = concentration_by_year(partners, "imports").set_index("year")
    assert dict(found["herfindahl"]) == {2021: 0.625, 2022: 0.5}
    assert dict(found["status"]) == {2021: "reported", 2022: "estimate"}


WORLD = pd.DataFrame(
    [(2021, "exports", 40.0, "IMF"), (2021, "imports", 10.0, "IMF"),
     (2021, "exports", 99.0, "Russian customs"), (2022, "exports", 20.0, "IMF")],
    columns=["year", "flow", "usd_bn", "source"],
)  # fmt: skip


def test_the_world_total_of_both_ways_needs_both() -> None:
    assert world_totals(WORLD).to_dict() == {
        (2021, "exports"): 40.0,
        (2022, "exports"): 20.0,
        (2021, "imports"): 10.0,
        (2021, "turnover"): 50.0,
    }


def test_partners_have_shares_of_the_whole_and_ranks_among_themselves() -> None:
    given = partners_of(
        (2021, "exports", "CHN", 8.0, "reported"), (2021, "imports", "CHN", 2.0, "estimate"),
        (2021, "exports", "IND", 8.0, "reported"), (2021, "exports", "TUR", 1.0, "implausible"),
        (2021, "imports", "TUR", float("nan"), "reported"),
        (2022, "imports", "CHN", 5.0, "reported"),
    )  # fmt: skip
    found = partner_figures(given, WORLD).set_index(["year", "flow", "country_code"])
    assert dict(found["rank"]) == {
        (2021, "exports", "CHN"): 1, (2021, "exports", "IND"): 1, (2021, "exports", "TUR"): 3,
        (2021, "imports", "CHN"): 1, (2021, "turnover", "CHN"): 1, (2022, "imports", "CHN"): 1,
    }  # fmt: skip
    assert found.loc[(2021, "exports", "IND"), "share_pct"] == 20.0
    assert found.loc[(2021, "turnover", "CHN"), "share_pct"] == 20.0
    assert found["share_pct"].isna().to_dict()[2022, "imports", "CHN"]
    assert set(found.index[found["estimate"]]) == {
        (2021, "imports", "CHN"), (2021, "exports", "TUR"), (2021, "turnover", "CHN"),
    }  # fmt: skip
    assert one_way_only(given).to_dict() == {2021: 2, 2022: 1}


# Parts of the world -------------------------------------------------------------------------


def test_what_is_taken_out_and_what_is_left_make_the_region() -> None:
    found = parts_of_trade(load("partner_turnover")).set_index("part")
    assert found["share_pct"].sum() == pytest.approx(100)
    assert found["usd_bn"].sum() == pytest.approx(710.1)
    assert found.loc["Türkiye", "usd_bn"] == pytest.approx(56.5)
    left = found.loc["Middle East without Türkiye", "share_pct"]
    assert left == pytest.approx(3.0, abs=0.05)
    assert set(found.index[found["status"] == "reported"]) == {
        *("Europe", "Neighbouring countries", "Americas", "Africa")
    }
