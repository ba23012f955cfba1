from typing import Any

import pandas as pd
import pytest

from drawings import across, layers, written
from wayout.charts import Chart, ChartError, pairs
from wayout.charts.theme import PAPER
from wayout.pages.caption import SERIES

FRAME = pd.DataFrame(
    {
        "country": ["China", "Japan", "China", "Japan"],
        "year": [2021, 2021, 2023, 2023],
        "usd_bn": [72.7, 9.1, 119.8, 3.3],
        "status": ["reported", "reported", "estimate", "estimate"],
    }
)
FINE: dict[str, Any] = {"title": "T", "unit": "Billion", "tables": ("russia_partners",)}


def chart(frame: pd.DataFrame = FRAME, **more: Any) -> Chart:
    return pairs(frame, x="country", y="usd_bn", by="year", **FINE, **more)


def bars(found: Chart) -> pd.DataFrame:
    return pd.concat(layers(found.specs()[0], "bar"))


def test_the_drawing_holds_the_frame() -> None:
    columns = ["country", "usd_bn"]
    assert bars(chart())[columns].values.tolist() == FRAME[columns].values.tolist()


def test_each_bar_says_which_of_the_two_it_is() -> None:
    spec = chart().specs()[0]
    spec["layer"] = spec["layer"][1:]  # the first layer writes the names of the rows
    assert written(spec) == {"2021: 72.7", "2021: 9.1", "2023: 119.8", "2023: 3.3"}


def test_the_two_differ_in_place_and_in_colour() -> None:
    colours = bars(chart()).groupby("series")["colour"].unique().map(list).to_dict()
    assert colours == {"2021": [SERIES[0]], "2023": [SERIES[1]]}
    assert list(bars(chart())["lane"]) == [0, 0, 1, 1]


def test_all_bars_share_one_scale_that_starts_at_zero() -> None:
    assert {tuple(scale["domain"]) for scale in across(chart().specs()[0])} == {(0, 119.8)}


def test_estimates_are_open_named_and_told() -> None:
    found = chart(estimate="status")
    assert list(bars(found)["fill"]) == [SERIES[0], SERIES[0], PAPER, PAPER]
    assert ("dashed", "estimate") in found.key
    assert "Not plain reports: China (2023) and Japan (2023)." in found.alternative
    assert chart().key == ()


def test_the_alternative_gives_each_pair() -> None:
    said = "China: 2021 72.7, 2023 119.8. Japan: 2021 9.1, 2023 3.3."
    assert said in chart().alternative


def test_a_missing_figure_is_a_gap_and_never_zero() -> None:
    found = chart(FRAME.assign(usd_bn=[72.7, 9.1, 119.8, float("nan")]))
    assert len(bars(found)) == 3
    assert "no figure" in found.caption.html()


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (FRAME.assign(year=2021, country=list("abcd")), "has 1 different values"),
        (FRAME.assign(year=[1, 2, 3, 4]), "has 4 different values"),
        (FRAME.assign(usd_bn=[1.0, -1.0, 2.0, 3.0]), "below zero"),
        (FRAME.assign(usd_bn=[1.0, float("inf"), 2.0, 3.0]), "'usd_bn' has an infinite"),
        (FRAME.assign(country="China"), "country China, year 2021"),
        (FRAME.assign(usd_bn=["a"] * 4), "'usd_bn' holds"),
        (FRAME.drop(columns="year"), "'year'"),
    ],
)
def test_what_cannot_be_drawn_is_said(frame: pd.DataFrame, words: str) -> None:
    with pytest.raises(ChartError, match=words):
        chart(frame)
