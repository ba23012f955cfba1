import pandas as pd
import pytest

from wayout.charts import ChartError, parts_of_trade
from wayout.charts.parts import parts
from wayout.errors import CourseError
from wayout.facts import fact
from wayout.tables.package import load


def test_the_parts_are_the_whole() -> None:
    assert parts(load("partner_turnover"))["share_pct"].sum() == pytest.approx(100, abs=0.15)


def test_what_is_taken_out_of_a_region_is_no_longer_in_it() -> None:
    share = parts(load("partner_turnover")).set_index("part")["share_pct"]
    assert share["Rest of Asia"] == pytest.approx(fact("other_asia_2023_pct").value, abs=0.05)
    rest = share["Middle East without Türkiye"] + share["Africa"]
    assert rest == pytest.approx(fact("middle_east_africa_without_turkiye_2023_pct").value, abs=0.1)
    assert "Asia" not in share
    assert "Middle East" not in share


def test_the_largest_comes_first_and_what_is_computed_says_so() -> None:
    frame = parts(load("partner_turnover"))
    assert frame["share_pct"].is_monotonic_decreasing
    computed = set(frame.loc[frame["status"] == "computed", "part"])
    assert computed == {"China", "Rest of Asia", "Türkiye", "Middle East without Türkiye"}


def test_the_chart_warns_of_whole_per_cents() -> None:
    chart = parts_of_trade(load("partner_turnover"))
    assert "whole per cents" in chart.foot.note
    assert ("hollow", "computed from published figures") in chart.key


def test_another_table_is_refused_in_a_sentence() -> None:
    with pytest.raises(ChartError, match="no column 'kind'"):
        parts_of_trade(load("energy").drop(columns="kind"))


@pytest.mark.parametrize("name", ["China", "Türkiye", "World"])
def test_a_list_without_a_partner_it_needs_is_refused_in_a_sentence(name: str) -> None:
    listed = load("partner_turnover")
    with pytest.raises(CourseError, match=rf"has 0 rows for the \w+ '{name}', and one is needed"):
        parts_of_trade(listed[listed["name"] != name])


@pytest.mark.parametrize("name", ["China", "Africa", "World"])
def test_a_list_with_doubled_rows_is_refused_in_a_sentence(name: str) -> None:
    listed = load("partner_turnover")
    with pytest.raises(CourseError, match=rf"has 2 rows for the \w+ '{name}'"):
        parts_of_trade(pd.concat([listed, listed[listed["name"] == name]]))
