"""Axes, layers, marks, scales and status: the pieces that all drawings are made of."""

import pandas as pd
import pytest

from calls import calls
from cases import refused
from held import held
from wayout.charts import layers, scales, status
from wayout.charts.axes import Axes, XAxis, YAxis
from wayout.charts.marks import columns, key, styled
from wayout.charts.require import ChartError, need, need_drawn, need_numbers, need_one_each
from wayout.charts.status import look_of
from wayout.charts.theme import OTHERS, PALE, PAPER, TINT
from wayout.errors import CourseError
from wayout.pages.caption import INK, SERIES

HELD = held(__file__)
FRAME = pd.DataFrame(HELD["frame"])
NUMBERS = FRAME[["year", "usd_bn"]]
ROWS = columns(FRAME, "year", "usd_bn", FRAME["status"])
ESTIMATES = columns(FRAME, "year", "usd_bn", pd.Series(["estimate"] * 3))
REPORTED = columns(FRAME, "year", "usd_bn", pd.Series(["reported"] * 3))
AXES = Axes(XAxis("year", "ordinal", [2022, 2023]), YAxis("usd_bn", [0, 250], 320))


def test_the_vertical_axis_holds_zero_and_the_horizontal_one_has_room_for_labels() -> None:
    up = YAxis.over("usd_bn", pd.Series([190.3, 240.1]), 320)
    assert (up.values[0], up.values[-1]) == (0, 250)
    assert up.per_pixel == pytest.approx(250 / 320)
    assert YAxis.over("rise", pd.Series([49.8, -27.3]), 200).values[0] == -40, "falls go below"
    across = XAxis("year", "ordinal", [2022, 2023], gutter=88, tight=8)
    scale = across.encoding().to_dict()["scale"]
    assert scale["range"][1] == {"expr": "max(60, width - (width < 460 ? 8 : 88))"}
    assert scale["domain"] == [2022, 2023]


def test_words_are_dark_short_where_it_is_narrow_and_not_read_twice() -> None:
    words = pd.DataFrame({"year": [2023], "usd_bn": [1], "text": ["2023: 240.1"], "short": [""]})
    mark = layers.texts(words, AXES, "left", SERIES[0]).to_dict()["mark"]
    assert mark["fill"] == INK[0]
    assert mark["text"] == {"expr": "width < 460 ? datum.short : datum.text"}
    assert mark["aria"] is False


def test_the_essays_figure_is_a_diamond_with_words_of_its_own() -> None:
    drawn = layers.essay((2023, 218.17), (("figure", "f."), ("months", "m.")), 2022, AXES)
    marks = [layer.to_dict()["mark"] for layer in drawn]
    assert [mark["type"] for mark in marks] == ["rule", "text", "text", "point"]
    assert marks[-1]["shape"] == "diamond"
    said = [row.to_dict()["datasets"] for row in drawn[1:3]]
    rows = [row for data in said for rows in data.values() for row in rows]
    assert [(row["text"], row["short"]) for row in rows] == [("figure", "f."), ("months", "m.")]
    assert {marks[0]["stroke"], marks[-1]["fill"]} == {layers.ESSAY}


def test_what_is_less_sure_is_less_filled_and_named_but_plain_reports_need_no_name() -> None:
    assert list(ROWS["fill"]) == [TINT, PALE, SERIES[0]]
    assert set(ROWS["colour"]) == {SERIES[0]}
    assert list(styled(FRAME, FRAME["status"], SERIES[1])["fill"]) == [PAPER, SERIES[1], SERIES[1]]
    assert (set(ESTIMATES["fill"]), set(ESTIMATES["look"])) == ({PAPER}, {"dashed"})
    names = ["computed from published figures", "first published", "reported"]
    assert key(ROWS) == tuple(zip(("hollow", "pale", "solid"), names, strict=True))
    assert key(REPORTED) == ()
    assert ROWS["label"].iloc[0] == "2018: 107.10, computed from published figures"
    points = columns(FRAME, "year", "usd_bn", FRAME["status"], picked=[2020])
    assert list(points["colour"]) == [OTHERS, OTHERS, SERIES[0]], "what is not picked is grey"
    assert key(points)[0][0] == "hollow-others"


test_calls = calls(__file__, scales, status, globals())


@pytest.mark.parametrize("look", HELD["looks"])
def test_every_status_has_a_look_and_a_strange_one_counts_as_unsure(look: str) -> None:
    assert set(look_of(pd.Series(HELD["looks"][look]))) == {look}


def test_a_wrong_frame_is_answered_and_a_good_one_comes_back_as_it_is() -> None:
    with pytest.raises(ChartError) as told:
        need(NUMBERS, "yaer")
    nearest = "The table has no column 'yaer'; it has year, usd_bn. Did you mean 'year'?"
    assert str(told.value) == nearest
    assert isinstance(told.value, CourseError), "a learner sees the sentence alone"
    refused(HELD["refused"], ChartError, **globals())
    assert need_one_each(need_numbers(FRAME, "usd_bn"), "year") is FRAME
    need_drawn([2022], {2022, 2023})
