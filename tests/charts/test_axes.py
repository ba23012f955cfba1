import pandas as pd
import pytest

from wayout.charts.axes import XAxis, YAxis


def test_the_vertical_axis_always_holds_zero_and_falls_go_below_it() -> None:
    up = YAxis.over("usd_bn", pd.Series([190.3, 240.1]), 320)
    assert (up.values[0], up.values[-1]) == (0, 250)
    assert up.per_pixel == pytest.approx(250 / 320)
    assert YAxis.over("rise", pd.Series([49.8, -27.3]), 200).values[0] == -40


def test_room_for_labels_depends_on_the_width_of_the_drawing() -> None:
    across = XAxis("year", "ordinal", [2022, 2023], gutter=88, tight=8)
    scale = across.encoding().to_dict()["scale"]
    assert scale["range"][1] == {"expr": "max(60, width - (width < 460 ? 8 : 88))"}
    assert scale["domain"] == [2022, 2023]
