from typing import Any

import pandas as pd

from cases import refused
from drawings import drawn, written
from held import held
from wayout.charts import Chart, ChartError, bars
from wayout.charts.theme import OTHERS
from wayout.pages.caption import SERIES

YEARS = pd.DataFrame({"year": [2013, 2014, 2016], "usd_bn": [89.2, 95.2, 69.5]})
NAMES = pd.DataFrame(
    {"year": ["Japan", "Russia", "Vietnam"], "usd_bn": [318, 240.1, 229.8], "guess": [0, 0, 1]}
).astype({"guess": bool})
FINE: dict[str, Any] = {"title": "T", "unit": "Billion", "tables": ("china_russia_annual",)}
GAP = YEARS.assign(usd_bn=[89.2, None, 69.5])


def chart(frame: pd.DataFrame = YEARS, **more: Any) -> Chart:
    return bars(frame, **({"x": "year", "y": "usd_bn"} | FINE | more))


def test_the_drawing_holds_the_frame_and_a_missing_figure_is_a_gap_and_never_zero() -> None:
    pd.testing.assert_frame_equal(drawn(chart().specs()[0], "bar")[["year", "usd_bn"]], YEARS)
    assert list(drawn(chart(GAP).specs()[0], "bar")["year"]) == [2013, 2016]
    assert "no figure" in chart(GAP).caption.html()


def test_names_lie_in_the_order_of_the_frame_and_estimates_are_named_everywhere() -> None:
    found = chart(NAMES, estimate="guess")
    spec = found.specs()[0]
    rows = drawn(spec, "bar")
    assert list(rows["year"]) == spec["layer"][0]["encoding"]["y"]["sort"]
    assert list(rows["text"]) == ["318", "240.1", "229.8"]
    assert list(rows["look"]) == ["solid", "solid", "dashed"]
    assert ("dashed", "estimate") in found.key
    assert "Not a plain report: Vietnam." in found.alternative
    assert list(found.caption.table["How the figure was made"])[-1] == "estimate"


def test_what_is_marked_stands_out_or_else_the_highest_and_the_last_are_labelled() -> None:
    assert written(chart().specs()[0]) == {"2014: 95.2", "2016: 69.5"}
    said = "First, 2013: 89.2. Last, 2016: 69.5. Highest, 2014: 95.2. Lowest, 2016: 69.5."
    assert said in chart().alternative
    found = chart(mark={2014: "the peak"})
    assert list(drawn(found.specs()[0], "bar")["colour"]) == [OTHERS, SERIES[0], OTHERS]
    assert written(found.specs()[0]) == {"the peak"}
    assert "Picked out, 2014: the peak." in found.alternative


def test_a_wrong_name_is_answered() -> None:
    refused(held(__file__, "refused"), ChartError, **globals())
