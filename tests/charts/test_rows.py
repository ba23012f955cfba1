"""Rows: names stand whole above them, and none takes from the scale."""

import pandas as pd
import pytest

from wayout.charts.rows import NARROWEST, WIDER, Rows
from wayout.charts.scales import width_of

SHORT, LONG = "Cars, 2021", "India and China together, crude oil and products, " * 2 + "August 2023"
ENDS = (0.0, 100.0)


def rows(*names: str) -> Rows:
    return Rows(pd.DataFrame({"name": names, "at": 50.0}), "name", ENDS, 80)


@pytest.mark.parametrize("name", [SHORT, LONG, "m" * 200, "two  spaces", ""])
def test_a_name_is_whole_and_no_line_is_wider_than_its_drawing(name: str) -> None:
    (said,) = rows(name).written.to_dict("records")
    for column, pixels in (("lines", WIDER), ("narrow_lines", NARROWEST)):
        assert "".join(said[column].split()) == "".join(name.split())
        assert all(width_of(line) <= pixels for line in said[column].split("\n"))


def test_all_rows_are_as_high_as_the_longest_name_asks_and_are_drawn_up_from_the_axis() -> None:
    assert rows(SHORT).reach == "(height + (width < 560 ? 0 : 0))"
    both = rows(SHORT, LONG)
    assert both.written["narrow_lines"].str.count("\n").tolist() == [0, 3]
    assert both.reach == "(height + (width < 560 ? 90 : 30))"
    for layer in (both.names(), both.words("at", "name"), both.bars("at"), both.dots("at")):
        scale = layer.encoding.y.to_dict()["scale"]
        assert scale["range"] == [{"expr": f"height - {both.reach}"}, {"expr": "height"}]


def test_a_scale_never_runs_backwards() -> None:
    assert rows(SHORT).end.to_dict() == {"expr": "max(60, width - 80)"}
