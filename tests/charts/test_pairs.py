from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from wayout.caption import SERIES
from wayout.charts import ChartError, pairs

FRAME = pd.DataFrame(
    {
        "country": ["China", "Japan", "China", "Japan"],
        "year": [2021, 2021, 2023, 2023],
        "usd_bn": [72.7, 9.1, 119.8, 3.3],
        "status": ["reported", "reported", "estimate", "estimate"],
    }
)
FINE: dict[str, Any] = {
    "x": "country",
    "y": "usd_bn",
    "by": "year",
    "title": "T",
    "unit": "Billion",
    "tables": ("russia_partners",),
}


def bars(spec: dict[str, Any]) -> pd.DataFrame:
    layers = [layer for layer in spec["layer"] if layer["mark"]["type"] == "bar"]
    return pd.concat([pd.DataFrame(spec["datasets"][each["data"]["name"]]) for each in layers])


def test_the_drawing_holds_the_frame() -> None:
    found = bars(pairs(FRAME, **FINE).specs()[0])[["country", "usd_bn"]].values.tolist()
    assert found == FRAME[["country", "usd_bn"]].values.tolist()


def test_each_bar_says_which_of_the_two_it_is(written: Callable[..., set[str]]) -> None:
    spec = pairs(FRAME, **FINE).specs()[0]
    spec["layer"] = spec["layer"][1:]  # the first layer writes the names of the rows
    assert written(spec) == {"2021: 72.7", "2021: 9.1", "2023: 119.8", "2023: 3.3"}


def test_the_two_differ_in_place_and_in_colour() -> None:
    found = bars(pairs(FRAME, **FINE).specs()[0])
    assert found.groupby("series")["colour"].unique().map(list).to_dict() == {
        "2021": [SERIES[0]],
        "2023": [SERIES[1]],
    }
    assert list(found["lane"]) == [0, 0, 1, 1]


def test_all_bars_share_one_scale_that_starts_at_zero() -> None:
    layers = pairs(FRAME, **FINE).specs()[0]["layer"]
    scales = [each["encoding"]["x"]["scale"] for each in layers if "field" in each["encoding"]["x"]]
    assert {tuple(scale["domain"]) for scale in scales} == {(0, 119.8)}


def test_estimates_are_open_named_and_told() -> None:
    chart = pairs(FRAME, estimate="status", **FINE)
    found = bars(chart.specs()[0])
    assert list(found["fill"]) == [SERIES[0], SERIES[0], "#ffffff", "#ffffff"]
    assert ("dashed", "estimate") in chart.key
    assert "Not plain reports: China (2023) and Japan (2023)." in chart.alternative
    assert pairs(FRAME, **FINE).key == ()


def test_the_alternative_gives_each_pair() -> None:
    assert "China: 2021 72.7, 2023 119.8. Japan: 2021 9.1, 2023 3.3." in (
        pairs(FRAME, **FINE).alternative
    )


def test_a_missing_figure_is_a_gap_and_never_zero() -> None:
    chart = pairs(FRAME.assign(usd_bn=[72.7, 9.1, 119.8, float("nan")]), **FINE)
    assert len(bars(chart.specs()[0])) == 3
    assert "no figure" in chart.foot.html()


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (FRAME.assign(year=2021, country=list("abcd")), "has 1 different values"),
        (FRAME.assign(year=[1, 2, 3, 4]), "has 4 different values"),
        (FRAME.assign(usd_bn=[1.0, -1.0, 2.0, 3.0]), "below zero"),
        (FRAME.assign(usd_bn=[1.0, float("inf"), 2.0, 3.0]), "'usd_bn' has an infinite figure"),
        (FRAME.assign(country="China"), "Two rows stand for country China, year 2021"),
        (FRAME.assign(usd_bn=["a"] * 4), "holds no numbers"),
        (FRAME.drop(columns="year"), "no column 'year'"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(frame: pd.DataFrame, words: str) -> None:
    with pytest.raises(ChartError, match=words):
        pairs(frame, **FINE)
