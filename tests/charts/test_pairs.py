from typing import Any

import pandas as pd

from cases import refused
from drawings import across, layers, written
from held import held
from wayout.charts import Chart, ChartError, pairs
from wayout.charts.theme import PAPER
from wayout.pages.caption import SERIES

HELD = held(__file__)
FRAME = pd.DataFrame(HELD["frame"])
FINE: dict[str, Any] = {"title": "T", "unit": "Billion", "tables": ("russia_partners",)}


def chart(frame: pd.DataFrame = FRAME, **more: Any) -> Chart:
    return pairs(frame, x="country", y="usd_bn", by="year", **FINE, **more)


def bars(found: Chart) -> pd.DataFrame:
    return pd.concat(layers(found.specs()[0], "bar"))


def test_the_drawing_holds_the_frame_and_a_missing_figure_is_a_gap_and_never_zero() -> None:
    columns = ["country", "usd_bn"]
    assert bars(chart())[columns].values.tolist() == FRAME[columns].values.tolist()
    found = chart(FRAME.assign(usd_bn=[72.7, 9.1, 119.8, float("nan")]))
    assert len(bars(found)) == 3
    assert "no figure" in found.caption.html()


def test_the_two_differ_in_name_place_and_colour_on_one_scale_that_starts_at_zero() -> None:
    spec = chart().specs()[0]
    assert {tuple(scale["domain"]) for scale in across(spec)} == {(0, 119.8)}
    spec["layer"] = spec["layer"][1:]  # the first layer writes the names of the rows
    assert written(spec) == {"2021: 72.7", "2021: 9.1", "2023: 119.8", "2023: 3.3"}
    colours = bars(chart()).groupby("series")["colour"].unique().map(list).to_dict()
    assert colours == {"2021": [SERIES[0]], "2023": [SERIES[1]]}
    assert list(bars(chart())["lane"]) == [0, 0, 1, 1]


def test_the_alternative_gives_each_pair_and_estimates_are_open_named_and_told() -> None:
    assert "China: 2021 72.7, 2023 119.8. Japan: 2021 9.1, 2023 3.3." in chart().alternative
    found = chart(estimate="status")
    assert list(bars(found)["fill"]) == [SERIES[0], SERIES[0], PAPER, PAPER]
    assert ("dashed", "estimate") in found.key
    assert "Not plain reports: China (2023) and Japan (2023)." in found.alternative
    assert chart().key == ()


def test_what_cannot_be_drawn_is_said() -> None:
    refused(HELD["refused"], ChartError, **globals())
