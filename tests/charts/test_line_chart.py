from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from wayout.caption import SERIES
from wayout.charts import ChartError, line
from wayout.charts.line_chart import plotted, segments
from wayout.charts.theme import PAPER

ONE = pd.DataFrame(
    {
        "year": [2019, 2020, 2021, 2023, 2024],
        "usd_bn": [110.75, 107.76, 146.887, 240.11, 244.819],
        "status": ["reported", "reported", "reported", "reported", "estimate"],
    }
)
TWO = pd.concat([ONE.assign(flow="exports"), ONE.assign(flow="imports", usd_bn=ONE["usd_bn"] / 2)])
FINE: dict[str, Any] = {"title": "T", "unit": "Billion", "tables": ("china_russia_annual",)}


def test_the_points_hold_the_frame(drawn: Callable[..., pd.DataFrame]) -> None:
    spec = line(ONE, x="year", y="usd_bn", **FINE).specs()[0]
    expected = ONE[["year", "usd_bn"]]
    pd.testing.assert_frame_equal(drawn(spec, "point")[["year", "usd_bn"]], expected)


def test_a_gap_is_dotted_and_an_estimate_dashed() -> None:
    points = plotted(ONE, "year", "usd_bn", None, ONE["status"])
    assert list(segments(points, "year", "usd_bn")["look"]) == [
        "solid",
        "solid",
        "dotted",
        "dashed",
    ]


def test_an_estimate_is_an_open_point_and_has_a_name() -> None:
    points = plotted(ONE, "year", "usd_bn", None, ONE["status"])
    assert list(points["fill"] == PAPER) == [False] * 4 + [True]
    chart = line(ONE, x="year", y="usd_bn", estimate="status", **FINE)
    assert ("dashed-line", "estimate") in chart.key
    assert ("dotted-line", "no figure in between") in chart.key
    assert "not plain reports: 2024" in chart.alternative


def test_a_missing_figure_has_no_point(drawn: Callable[..., pd.DataFrame]) -> None:
    frame = ONE.assign(usd_bn=[110.75, None, 146.887, 240.11, 244.819])
    spec = line(frame, x="year", y="usd_bn", **FINE).specs()[0]
    assert list(drawn(spec, "point")["year"]) == [2019, 2021, 2023, 2024]


def test_each_line_has_its_colour_and_its_name_at_its_end(
    drawn: Callable[..., pd.DataFrame], written: Callable[..., set[str]]
) -> None:
    spec = line(TWO, x="year", y="usd_bn", by="flow", **FINE).specs()[0]
    colours = drawn(spec, "point").groupby("series")["colour"].unique().str[0]
    assert dict(colours) == {"exports": SERIES[0], "imports": SERIES[1]}
    assert written(spec) == {"exports: 244.8", "imports: 122.4"}
    assert "legend" not in str({k: v for k, v in spec.items() if k == "encoding"})


def test_the_alternative_tells_first_last_and_highest_of_each_line() -> None:
    said = line(TWO, x="year", y="usd_bn", by="flow", **FINE).alternative
    assert "exports: from 110.75 (2019) to 244.819 (2024), highest 244.819 (2024)" in said
    assert "Line chart of 2 lines." in said


def test_a_point_can_be_marked_by_place_or_by_line_and_place(
    written: Callable[..., set[str]],
) -> None:
    one = line(ONE, x="year", y="usd_bn", mark={2021: "here"}, **FINE)
    two = line(TWO, x="year", y="usd_bn", by="flow", mark={("imports", 2021): "there"}, **FINE)
    assert "here" in written(one.specs()[0])
    assert "there" in written(two.specs()[0])


def test_days_make_an_axis_of_time(drawn: Callable[..., pd.DataFrame]) -> None:
    frame = ONE.assign(year=pd.to_datetime(ONE["year"].astype(str) + "-12-07"))
    chart = line(frame, x="year", y="usd_bn", **FINE)
    assert chart.specs()[0]["layer"][0]["encoding"]["x"]["type"] == "temporal"
    assert "7 December 2024: 244.82, reported" in set(drawn(chart.specs()[0], "point")["label"])


@pytest.mark.parametrize(
    ("frame", "call", "words"),
    [
        (ONE, {"x": "yaer", "y": "usd_bn"}, "Did you mean 'year'"),
        (ONE, {"x": "status", "y": "usd_bn"}, "neither numbers nor dates"),
        (TWO, {"x": "year", "y": "usd_bn"}, "Two rows stand for year 2019"),
        (ONE, {"x": "year", "y": "usd_bn", "by": "year"}, None),
        (ONE, {"x": "year", "y": "usd_bn", "mark": {1999: "x"}}, "Nothing is drawn at 1999"),
        (
            pd.concat([ONE.assign(n=str(n)) for n in range(6)]),
            {"x": "year", "y": "usd_bn", "by": "n"},
            "6 lines are too many",
        ),
    ],
)
def test_what_cannot_be_drawn_is_said(
    frame: pd.DataFrame, call: dict[str, Any], words: str | None
) -> None:
    if words is None:
        assert line(frame, **call, **FINE).specs()
        return
    with pytest.raises(ChartError, match=words):
        line(frame, **call, **FINE)
