from typing import Any

import pandas as pd

from cases import refused
from drawings import drawn, written
from held import held
from wayout.charts import Chart, ChartError, equal_partners, line
from wayout.charts.line_chart import plotted, segments
from wayout.charts.theme import PAPER
from wayout.facts import fact
from wayout.pages.caption import SERIES
from wayout.tables.package import load

HELD = held(__file__)
ONE = pd.DataFrame(HELD["frame"])
TWO = pd.concat([ONE.assign(flow="exports"), ONE.assign(flow="imports", usd_bn=ONE["usd_bn"] / 2)])
FINE: dict[str, Any] = {"title": "T", "unit": "Billion", "tables": ("china_russia_annual",)}
POINTS = plotted(ONE, "year", "usd_bn", None, ONE["status"])


def chart(frame: pd.DataFrame = ONE, **more: Any) -> Chart:
    return line(frame, **({"x": "year", "y": "usd_bn"} | FINE | more))


def test_the_points_hold_the_frame_and_a_missing_figure_has_none() -> None:
    columns = ["year", "usd_bn"]
    pd.testing.assert_frame_equal(drawn(chart().specs()[0], "point")[columns], ONE[columns])
    frame = ONE.assign(usd_bn=[110.75, None, 146.887, 240.11, 244.819])
    assert list(drawn(chart(frame).specs()[0], "point")["year"]) == [2019, 2021, 2023, 2024]
    assert chart(by="year").specs(), "a line may be a single point"


def test_a_gap_is_dotted_and_an_estimate_dashed_open_and_named() -> None:
    looks = ["solid", "solid", "dotted", "dashed"]
    assert list(segments(POINTS, "year", "usd_bn")["look"]) == looks
    assert list(POINTS["fill"] == PAPER) == [False] * 4 + [True]
    found = chart(estimate="status")
    assert ("dashed-line", "estimate") in found.key
    assert ("dotted-line", "no figure in between") in found.key
    assert "not plain reports: 2024" in found.alternative


def test_each_line_has_its_colour_its_name_at_its_end_and_its_sentence() -> None:
    two = chart(TWO, by="flow")
    colours = drawn(two.specs()[0], "point").groupby("series")["colour"].unique().str[0]
    assert dict(colours) == {"exports": SERIES[0], "imports": SERIES[1]}
    assert written(two.specs()[0]) == {"exports: 244.8", "imports: 122.4"}
    said = "exports: from 110.75 (2019) to 244.819 (2024), highest 244.819 (2024)"
    assert said in two.alternative
    assert "Line chart of 2 lines." in two.alternative


def test_a_point_can_be_marked_by_place_or_by_line_and_place() -> None:
    two = chart(TWO, by="flow", mark={("imports", 2021): "there"})
    assert "here" in written(chart(mark={2021: "here"}).specs()[0])
    assert "there" in written(two.specs()[0])


def test_days_make_an_axis_of_time() -> None:
    days = pd.to_datetime(ONE["year"].astype(str) + "-12-07")
    spec = chart(ONE.assign(year=days)).specs()[0]
    assert spec["layer"][0]["encoding"]["x"]["type"] == "temporal"
    assert "7 December 2024: 244.82, reported" in set(drawn(spec, "point")["label"])


def test_what_cannot_be_drawn_is_said() -> None:
    refused(HELD["refused"], ChartError, **globals())


def test_panels_share_one_scale_and_one_room_for_labels() -> None:
    both = chart(TWO, panels="flow", by="status")
    assert [panel.heading for panel in both.panels] == ["exports", "imports"]
    ups = [drawing["layer"][0]["encoding"]["y"]["scale"]["domain"] for drawing in both.specs()]
    along = [drawing["layer"][0]["encoding"]["x"]["scale"] for drawing in both.specs()]
    assert (ups[0], along[0]) == (ups[1], along[1])
    assert list(both.caption.table["Flow"]) == list(TWO["flow"])


def test_russias_path_is_that_of_the_table_with_and_without_doubtful_rows() -> None:
    path = equal_partners(load("russia_partners"))
    assert [panel.heading.split()[-1] for panel in path.panels] == ["(imports)", "(exports)"]
    for flow, panel in zip(("imports", "exports"), path.panels, strict=True):
        for end in ("", "_without_implausible"):
            assert (
                f"{fact(f'equal_partners_{flow}_2024{end}').value:.3f} (2024)" in panel.alternative
            )
    assert "2022, 2023 and 2024" in path.alternative
