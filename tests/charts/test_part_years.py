from itertools import pairwise

import pandas as pd

from drawings import layers, written
from wayout.charts import part_year
from wayout.charts.theme import PAPER
from wayout.facts import fact
from wayout.pages.caption import SERIES
from wayout.tables.package import load

TO_DATE = load("china_russia_to_date")
DRAWN = TO_DATE[TO_DATE["year"].between(2021, 2025)]
CHART = part_year(TO_DATE)
SPEC = CHART.specs()[0]


def points(spec) -> pd.DataFrame:
    rows = pd.concat([each for each in layers(spec, "point") if "series" in each])
    return rows.sort_values(["series", "month"]).reset_index(drop=True)


def test_every_month_of_the_table_is_a_point_and_no_other() -> None:
    rows, expected = points(SPEC), DRAWN.sort_values(["year", "month"])
    assert list(rows["turnover_usd_bn"]) == list(expected["turnover_usd_bn"])
    assert list(rows["month"]) == list(expected["month"])
    assert (rows["turnover_usd_bn"] > 0).all()
    assert set(rows.loc[rows["series"] == "2023", "colour"]) == {SERIES[0]}, "the essay's year"
    assert SERIES[1] not in set(rows["colour"])


def test_estimates_and_computed_figures_are_open_and_named() -> None:
    unsure = DRAWN["status"].isin(["estimate", "computed"]).sum()
    assert (points(SPEC)["fill"] == PAPER).sum() == unsure
    assert "2024: estimates" in written(SPEC)
    assert ("dashed-line", "estimate") in CHART.key
    assert "estimate" in set(CHART.caption.table["How the figure was made"])


def test_lines_across_missing_months_are_dotted() -> None:
    rows = pd.concat([each for each in layers(SPEC, "rule") if "look" in each])
    assert set(rows["look"]) == {"solid", "dashed", "dotted"}
    assert ((rows["x2"] - rows["month"] > 1) == (rows["look"] == "dotted")).all()


def test_lines_carry_their_year_and_its_total_and_their_labels_keep_apart() -> None:
    ends = {f"{year}: {fact(f'year_{year}').value:.1f}" for year in range(2021, 2026)}
    assert ends <= written(SPEC)
    rows = pd.concat(layers(SPEC, "text"))
    places = sorted(rows.loc[rows["month"] == 12, "turnover_usd_bn"])
    pixels = SPEC["height"] / SPEC["layer"][0]["encoding"]["y"]["scale"]["domain"][1]
    assert all((b - a) * pixels > 14 for a, b in pairwise(places))


def test_the_alternative_tells_ends_estimates_and_missing_months() -> None:
    said = CHART.alternative
    assert "2024 reaches 244.819 by December; estimates: Mar, Sep, Oct and Nov;" in said
    assert f"{fact('jan_nov_2023').value} for January to November 2023" in said
    assert f"the whole year came to {fact('year_2023').value:g}." in said
    fewer = points(part_year(TO_DATE, years=[2022, 2023]).specs()[0])
    assert set(fewer["series"]) == {"2022", "2023"}
