import pandas as pd
import pytest

from wayout.charts.axes import Across, Up


def test_the_vertical_axis_always_holds_zero() -> None:
    up = Up.over("usd_bn", pd.Series([190.3, 240.1]), 320)
    assert (up.values[0], up.values[-1]) == (0, 250)
    assert up.per_pixel == pytest.approx(250 / 320)


def test_falls_go_below_zero() -> None:
    assert Up.over("rise", pd.Series([49.8, -27.3]), 200).values[0] == -40


def test_room_for_labels_depends_on_the_width_of_the_drawing() -> None:
    across = Across("year", "ordinal", [2022, 2023], gutter=88, tight=8)
    assert across.end() == "max(60, width - (width < 460 ? 8 : 88))"
    assert across.encoding().to_dict()["scale"]["domain"] == [2022, 2023]
