from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from wayout.caption import SERIES
from wayout.charts import ChartError, bars
from wayout.charts.theme import OTHERS

YEARS = pd.DataFrame({"year": [2013, 2014, 2016], "usd_bn": [89.2, 95.2, 69.5]})
NAMES = pd.DataFrame(
    {"partner": ["Japan", "Russia", "Vietnam"], "usd_bn": [318, 240.1, 229.8], "guess": [0, 0, 1]}
).astype({"guess": bool})
FINE: dict[str, Any] = {"title": "T", "unit": "Billion", "tables": ("china_russia_annual",)}


def test_the_drawing_holds_the_frame(drawn: Callable[..., pd.DataFrame]) -> None:
    spec = bars(YEARS, x="year", y="usd_bn", **FINE).specs()[0]
    pd.testing.assert_frame_equal(drawn(spec, "bar")[["year", "usd_bn"]], YEARS)


def test_names_lie_in_the_order_of_the_frame(drawn: Callable[..., pd.DataFrame]) -> None:
    spec = bars(NAMES, x="partner", y="usd_bn", estimate="guess", **FINE).specs()[0]
    rows = drawn(spec, "bar")
    assert list(rows["partner"]) == spec["layer"][0]["encoding"]["y"]["sort"]
    assert list(rows["text"]) == ["318", "240.1", "229.8"]
    assert list(rows["look"]) == ["solid", "solid", "dashed"]


def test_estimates_are_named_in_the_key_the_alternative_and_the_table() -> None:
    chart = bars(NAMES, x="partner", y="usd_bn", estimate="guess", **FINE)
    assert ("dashed", "estimate") in chart.key
    assert "Not a plain report: Vietnam." in chart.alternative
    assert list(chart.foot.twin["How the figure was made"])[-1] == "estimate"


def test_the_alternative_is_written_from_the_data() -> None:
    said = bars(YEARS, x="year", y="usd_bn", **FINE).alternative
    assert "First, 2013: 89.2. Last, 2016: 69.5. Highest, 2014: 95.2. Lowest, 2016: 69.5." in said


def test_without_marks_the_highest_and_the_last_are_labelled(
    written: Callable[..., set[str]],
) -> None:
    assert written(bars(YEARS, x="year", y="usd_bn", **FINE).specs()[0]) == {
        "2014: 95.2",
        "2016: 69.5",
    }


def test_what_is_marked_stands_out_and_is_told(
    drawn: Callable[..., pd.DataFrame], written: Callable[..., set[str]]
) -> None:
    chart = bars(YEARS, x="year", y="usd_bn", mark={2014: "the peak"}, **FINE)
    assert list(drawn(chart.specs()[0], "bar")["colour"]) == [OTHERS, SERIES[0], OTHERS]
    assert written(chart.specs()[0]) == {"the peak"}
    assert "Picked out, 2014: the peak." in chart.alternative


def test_a_missing_figure_is_a_gap_and_never_zero(drawn: Callable[..., pd.DataFrame]) -> None:
    frame = YEARS.assign(usd_bn=[89.2, None, 69.5])
    chart = bars(frame, x="year", y="usd_bn", **FINE)
    assert list(drawn(chart.specs()[0], "bar")["year"]) == [2013, 2016]
    assert "no figure" in chart.foot.html()


def test_a_gap_cannot_be_picked_out() -> None:
    frame = YEARS.assign(usd_bn=[89.2, None, 69.5])
    with pytest.raises(ChartError, match="Nothing is drawn at 2014"):
        bars(frame, x="year", y="usd_bn", mark={2014: "x"}, **FINE)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ({"x": "yaer", "y": "usd_bn"}, "Did you mean 'year'"),
        ({"x": "year", "y": "usd"}, "Did you mean 'usd_bn'"),
        ({"x": "year", "y": "usd_bn", "estimate": "status"}, "no column 'status'"),
        ({"x": "year", "y": "usd_bn", "mark": {1999: "x"}}, "Nothing is drawn at 1999"),
    ],
)
def test_a_wrong_name_is_answered_with_a_sentence(call: dict[str, Any], words: str) -> None:
    with pytest.raises(ChartError, match=words):
        bars(YEARS, **call, **FINE)
