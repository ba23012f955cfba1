import json

import pandas as pd

from drawings import drawn, written
from held import held
from wayout.charts import totals
from wayout.charts.headline import headline
from wayout.facts import fact
from wayout.tables.package import load

ANNUAL, TO_DATE = load("china_russia_annual"), load("china_russia_to_date")
CHART = totals(ANNUAL, TO_DATE)
SPEC = CHART.specs()[0]


def test_every_year_is_drawn_as_the_table_has_it_and_the_essays_figure_as_another_mark() -> None:
    rows = drawn(SPEC, "bar")[["year", "usd_bn", "status"]]
    pd.testing.assert_frame_equal(rows, headline(ANNUAL))
    mark = drawn(SPEC, "point").iloc[0]
    assert (mark["year"], mark["usd_bn"]) == (2023, fact("jan_nov_2023").value)


def test_labels_are_written_from_the_table() -> None:
    words = {f"{year}: {fact(f'year_{year}').value:.1f}" for year in (2022, 2023, 2024, 2025)}
    words |= {f"The figure behind the essay: {fact('jan_nov_2023').value}"}
    assert written(SPEC) == words | {"January to November 2023"}
    higher = ANNUAL.assign(usd_bn=ANNUAL["usd_bn"].where(ANNUAL["year"] != 2023, 300.0))
    others = written(totals(higher, TO_DATE).specs()[0])
    assert "2023: 300.0" in others
    assert "2024: 244.8" not in others


def test_the_alternative_compares_part_and_whole_and_the_key_names_every_status() -> None:
    before, year = fact("year_2022").value, fact("year_2023").value
    said = f"above the whole of 2022 ({before:.1f}) and below the whole of 2023 ({year:.1f})"
    assert said in CHART.alternative
    assert "Computed from published figures: 2018." in CHART.alternative
    assert dict(CHART.key) == held(__file__, "key")


def test_the_title_names_the_years_and_the_table_has_them_and_the_essays_row() -> None:
    periods = list(CHART.caption.table["Period"])
    assert len(periods) == len(headline(ANNUAL)) + 1
    here = periods.index("January to November 2023")
    assert periods[here - 1 : here + 2] == ["2022", "January to November 2023", "2023"]
    assert CHART.caption.tables == ("china_russia_annual", "china_russia_to_date")
    assert CHART.title == "Trade between China and Russia, 1992 to 2025"


def test_it_fills_its_width_with_no_address_but_the_schema_and_no_legend() -> None:
    assert SPEC["width"] == "container"
    assert "http" not in json.dumps({k: v for k, v in SPEC.items() if k != "$schema"})
    assert "legend" not in json.dumps(SPEC["layer"]).replace('"legend": null', "")
