from typing import Any

import pandas as pd
import pytest

from drawings import drawn, written
from wayout.charts import Chart, ChartError, line
from wayout.charts.line_chart import plotted, segments
from wayout.charts.theme import PAPER
from wayout.pages.caption import SERIES

ONE = pd.DataFrame(
    {
        "year": [2019, 2020, 2021, 2023, 2024],
        "usd_bn": [110.75, 107.76, 146.887, 240.11, 244.819],
        "status": ["reported", "reported", "reported", "reported", "estimate"],
    }
)
TWO = pd.concat([ONE.assign(flow="exports"), ONE.assign(flow="imports", usd_bn=ONE["usd_bn"] / 2)])
FINE: dict[str, Any] = {"title": "T", "unit": "Billion", "tables": ("china_russia_annual",)}
POINTS = plotted(ONE, "year", "usd_bn", None, ONE["status"])


def chart(frame: pd.DataFrame = ONE, **more: Any) -> Chart:
    return line(frame, **({"x": "year", "y": "usd_bn"} | FINE | more))


def test_the_points_hold_the_frame() -> None:
    columns = ["year", "usd_bn"]
    pd.testing.assert_frame_equal(drawn(chart().specs()[0], "point")[columns], ONE[columns])


def test_a_gap_is_dotted_and_an_estimate_dashed_open_and_named() -> None:
    looks = ["solid", "solid", "dotted", "dashed"]
    assert list(segments(POINTS, "year", "usd_bn")["look"]) == looks
    assert list(POINTS["fill"] == PAPER) == [False] * 4 + [True]
    found = chart(estimate="status")
    assert ("dashed-line", "estimate") in found.key
    assert ("dotted-line", "no figure in between") in found.key
    assert "not plain reports: 2024" in found.alternative


def test_a_missing_figure_has_no_point() -> None:
    frame = ONE.assign(usd_bn=[110.75, None, 146.887, 240.11, 244.819])
    assert list(drawn(chart(frame).specs()[0], "point")["year"]) == [2019, 2021, 2023, 2024]


def test_each_line_has_its_colour_and_its_name_at_its_end() -> None:
    spec = chart(TWO, by="flow").specs()[0]
    colours = drawn(spec, "point").groupby("series")["colour"].unique().str[0]
    assert dict(colours) == {"exports": SERIES[0], "imports": SERIES[1]}
    assert written(spec) == {"exports: 244.8", "imports: 122.4"}


def test_the_alternative_tells_first_last_and_highest_of_each_line() -> None:
    said = chart(TWO, by="flow").alternative
    assert "exports: from 110.75 (2019) to 244.819 (2024), highest 244.819 (2024)" in said
    assert "Line chart of 2 lines." in said


def test_a_point_can_be_marked_by_place_or_by_line_and_place() -> None:
    two = chart(TWO, by="flow", mark={("imports", 2021): "there"})
    assert "here" in written(chart(mark={2021: "here"}).specs()[0])
    assert "there" in written(two.specs()[0])


def test_days_make_an_axis_of_time() -> None:
    days = pd.to_datetime(ONE["year"].astype(str) + "-12-07")
    spec = chart(ONE.assign(year=days)).specs()[0]
    assert spec["layer"][0]["encoding"]["x"]["type"] == "temporal"
    assert "7 December 2024: 244.82, reported" in set(drawn(spec, "point")["label"])


def test_a_line_may_be_a_single_point() -> None:
    assert chart(by="year").specs()


@pytest.mark.parametrize(
    ("frame", "call", "words"),
    [
        (ONE, {"x": "yaer"}, "'year'"),
        (ONE, {"x": "status"}, "neither numbers nor dates"),
        (TWO, {}, "year 2019"),
        (ONE, {"mark": {1999: "x"}}, "1999"),
        (pd.concat([ONE.assign(n=str(n)) for n in range(6)]), {"by": "n"}, "6 lines are too many"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    frame: pd.DataFrame, call: dict[str, Any], words: str
) -> None:
    with pytest.raises(ChartError, match=words):
        chart(frame, **call)
