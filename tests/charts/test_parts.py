import pandas as pd
import pytest

from wayout.charts import ChartError, parts_of_trade
from wayout.errors import CourseError
from wayout.facts import fact
from wayout.tables.package import load

LISTED = load("partner_turnover")
CHART = parts_of_trade(LISTED)
TABLE = CHART.caption.table.set_index("Part")
SHARE = TABLE[CHART.unit]


def test_the_parts_are_the_whole_the_largest_first_and_none_is_in_two() -> None:
    assert SHARE.sum() == pytest.approx(100, abs=0.15)
    assert SHARE.is_monotonic_decreasing
    assert SHARE["Rest of Asia"] == pytest.approx(fact("other_asia_2023_pct").value, abs=0.05)
    rest = SHARE["Middle East without Türkiye"] + SHARE["Africa"]
    assert rest == pytest.approx(fact("middle_east_africa_without_turkiye_2023_pct").value, abs=0.1)
    assert not {"Asia", "Middle East"} & set(SHARE.index)


def test_what_is_computed_says_so_and_a_note_warns_of_whole_per_cents() -> None:
    computed = TABLE.index[TABLE["How the figure was made"] == "computed from published figures"]
    assert set(computed) == {"China", "Rest of Asia", "Türkiye", "Middle East without Türkiye"}
    assert ("hollow", "computed from published figures") in CHART.key
    assert "whole per cents" in CHART.caption.note


@pytest.mark.parametrize("name", ["China", "Türkiye", "Africa", "World"])
def test_another_table_and_doubled_or_missing_rows_are_refused(name: str) -> None:
    with pytest.raises(ChartError, match="'kind'"):
        parts_of_trade(load("energy").drop(columns="kind"))
    mine = LISTED["name"] == name
    with pytest.raises(CourseError, match=rf"has 2 rows for the \w+ '{name}'"):
        parts_of_trade(pd.concat([LISTED, LISTED[mine]]))
    if name != "Africa":
        with pytest.raises(CourseError, match=rf"has 0 rows for the \w+ '{name}', and one is"):
            parts_of_trade(LISTED[~mine])
