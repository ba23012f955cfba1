import json
from collections.abc import Callable

import pandas as pd
import pytest

from wayout.charts import ChartError, totals
from wayout.charts.headline import headline
from wayout.facts import fact
from wayout.tables.package import load

ANNUAL, TO_DATE = load("china_russia_annual"), load("china_russia_to_date")


@pytest.fixture(scope="module")
def chart():  # type: ignore[no-untyped-def]
    return totals(ANNUAL, TO_DATE)


def test_every_year_is_drawn_as_the_table_has_it(chart, drawn) -> None:  # type: ignore[no-untyped-def]
    rows = drawn(chart.specs()[0], "bar")[["year", "usd_bn", "status"]]
    pd.testing.assert_frame_equal(rows, headline(ANNUAL))


def test_the_essays_figure_stands_in_its_year_as_another_kind_of_mark(chart, drawn) -> None:  # type: ignore[no-untyped-def]
    mark = drawn(chart.specs()[0], "point").iloc[0]
    assert (mark["year"], mark["usd_bn"]) == (2023, fact("jan_nov_2023").value)


def test_labels_are_written_from_the_table(chart, written: Callable[..., set[str]]) -> None:  # type: ignore[no-untyped-def]
    words = {f"{year}: {fact(f'year_{year}').value:.1f}" for year in (2022, 2023, 2024, 2025)}
    essay = {
        f"The figure behind the essay: {fact('jan_nov_2023').value}",
        "January to November 2023",
    }
    assert written(chart.specs()[0]) == words | essay


def test_other_tables_give_other_labels(written: Callable[..., set[str]]) -> None:
    higher = ANNUAL.assign(usd_bn=ANNUAL["usd_bn"].where(ANNUAL["year"] != 2023, 300.0))
    words = written(totals(higher, TO_DATE).specs()[0])
    assert "2023: 300.0" in words
    assert "2024: 244.8" not in words


def test_the_alternative_compares_part_and_whole(chart) -> None:  # type: ignore[no-untyped-def]
    before, year = fact("year_2022").value, fact("year_2023").value
    assert (
        f"above the whole of 2022 ({before:.1f}) and below the whole of 2023 ({year:.1f})"
        in chart.alternative
    )
    assert "Computed from published figures: 2018." in chart.alternative


def test_every_status_is_named_and_the_essays_figure_too(chart) -> None:  # type: ignore[no-untyped-def]
    assert dict(chart.key) == {
        "solid": "reported or revised later",
        "pale": "first published",
        "hollow": "computed from published figures",
        "essay": "the figure behind the essay, 11 months",
    }


def test_the_table_twin_has_every_year_and_the_essays_row_before_its_year(chart) -> None:  # type: ignore[no-untyped-def]
    twin = chart.foot.twin
    assert len(twin) == len(headline(ANNUAL)) + 1
    here = list(twin["Period"]).index("January to November 2023")
    assert list(twin["Period"])[here - 1 : here + 2] == ["2022", "January to November 2023", "2023"]
    assert chart.foot.tables == ("china_russia_annual", "china_russia_to_date")


def test_a_title_and_a_note_of_ones_own(chart) -> None:  # type: ignore[no-untyped-def]
    own = totals(ANNUAL, TO_DATE, title="Mine", note="Look.")
    assert (own.title, own.foot.note) == ("Mine", "Look.")
    assert chart.title == "Trade between China and Russia, 1992 to 2025"


def test_no_address_but_the_schema(chart) -> None:  # type: ignore[no-untyped-def]
    spec = chart.specs()[0]
    spec.pop("$schema")
    assert "http" not in json.dumps(spec)
    assert "legend" not in json.dumps(spec["layer"]).replace('"legend": null', "")


def test_it_fills_the_width_it_gets(chart) -> None:  # type: ignore[no-untyped-def]
    assert chart.specs()[0]["width"] == "container"


def test_the_wrong_table_is_answered_with_a_sentence() -> None:
    with pytest.raises(ChartError, match="no column 'headline'"):
        totals(TO_DATE, TO_DATE)
    with pytest.raises(ChartError, match="no column 'month'"):
        totals(ANNUAL, ANNUAL)
