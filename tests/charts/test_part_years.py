from collections.abc import Callable
from itertools import pairwise

import pandas as pd
import pytest

from wayout.caption import SERIES
from wayout.charts import ChartError, part_year
from wayout.charts.theme import PAPER
from wayout.facts import fact
from wayout.tables.package import load

TO_DATE = load("china_russia_to_date")
DRAWN_YEARS = TO_DATE[TO_DATE["year"].between(2021, 2025)]


@pytest.fixture(scope="module")
def chart():  # type: ignore[no-untyped-def]
    return part_year(TO_DATE)


def points(spec) -> pd.DataFrame:  # type: ignore[no-untyped-def]
    layers = [layer for layer in spec["layer"] if "fill" in layer["encoding"]]
    rows = [row for layer in layers for row in spec["datasets"][layer["data"]["name"]]]
    return pd.DataFrame(rows).sort_values(["series", "month"]).reset_index(drop=True)


def test_every_month_of_the_table_is_a_point_and_no_other(chart) -> None:  # type: ignore[no-untyped-def]
    rows = points(chart.specs()[0])
    expected = DRAWN_YEARS.sort_values(["year", "month"]).reset_index(drop=True)
    assert list(rows["turnover_usd_bn"]) == list(expected["turnover_usd_bn"])
    assert list(rows["month"]) == list(expected["month"])
    assert (rows["turnover_usd_bn"] > 0).all()


def test_estimates_and_computed_figures_are_open(chart) -> None:  # type: ignore[no-untyped-def]
    rows = points(chart.specs()[0])
    unsure = DRAWN_YEARS["status"].isin(["estimate", "computed"]).sum()
    assert (rows["fill"] == PAPER).sum() == unsure


def test_estimates_are_named_beside_the_line_in_the_key_and_in_the_table(  # type: ignore[no-untyped-def]
    chart, written: Callable[..., set[str]]
) -> None:
    assert "2024: estimates" in written(chart.specs()[0])
    assert ("dashed-line", "estimate") in chart.key
    assert "estimate" in set(chart.foot.twin["How the figure was made"])


def test_lines_across_missing_months_are_dotted(chart) -> None:  # type: ignore[no-untyped-def]
    spec = chart.specs()[0]
    rules = [layer for layer in spec["layer"] if "strokeDash" in layer["encoding"]]
    rows = pd.DataFrame([row for layer in rules for row in spec["datasets"][layer["data"]["name"]]])
    assert set(rows["look"]) == {"solid", "dashed", "dotted"}
    assert ((rows["x2"] - rows["month"] > 1) == (rows["look"] == "dotted")).all()


def test_lines_carry_their_year_and_its_total(chart, written: Callable[..., set[str]]) -> None:  # type: ignore[no-untyped-def]
    ends = {f"{year}: {fact(f'year_{year}').value:.1f}" for year in range(2021, 2026)}
    assert ends <= written(chart.specs()[0])


def test_labels_of_neighbouring_lines_keep_apart(chart) -> None:  # type: ignore[no-untyped-def]
    spec = chart.specs()[0]
    texts = [layer for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    rows = [row for layer in texts for row in spec["datasets"][layer["data"]["name"]]]
    places = sorted(row["turnover_usd_bn"] for row in rows if row["month"] == 12)
    pixels = spec["height"] / spec["layer"][0]["encoding"]["y"]["scale"]["domain"][1]
    assert all((b - a) * pixels > 14 for a, b in pairwise(places))


def test_the_essays_year_is_blue_and_its_colour_is_the_essays_alone(chart) -> None:  # type: ignore[no-untyped-def]
    rows = points(chart.specs()[0])
    assert set(rows.loc[rows["series"] == "2023", "colour"]) == {SERIES[0]}
    assert SERIES[1] not in set(rows["colour"])


def test_the_alternative_tells_ends_estimates_and_missing_months(chart) -> None:  # type: ignore[no-untyped-def]
    said = chart.alternative
    assert "2024 reaches 244.819 by December; estimates: Mar, Sep, Oct and Nov;" in said
    assert f"{fact('jan_nov_2023').value} for January to November 2023" in said
    assert f"the whole year came to {fact('year_2023').value:g}." in said


def test_fewer_years_can_be_drawn() -> None:
    rows = points(part_year(TO_DATE, years=[2022, 2023]).specs()[0])
    assert set(rows["series"]) == {"2022", "2023"}


@pytest.mark.parametrize(
    ("frame", "years", "words"),
    [
        (TO_DATE, [1999], "no rows"),
        (TO_DATE.rename(columns={"month": "mnoth"}), [2023], "Did you mean 'mnoth'"),
        (TO_DATE[TO_DATE["year"] == 2022], [2022], "No row covers January to November 2023"),
    ],
)
def test_what_cannot_be_drawn_is_said(frame: pd.DataFrame, years: list[int], words: str) -> None:
    with pytest.raises(ChartError, match=words):
        part_year(frame, years=years)
