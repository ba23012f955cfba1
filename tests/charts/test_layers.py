import pandas as pd

from wayout.charts import layers
from wayout.charts.axes import Axes, XAxis, YAxis
from wayout.pages.caption import INK, SERIES

AXES = Axes(XAxis("year", "ordinal", [2022, 2023]), YAxis("usd_bn", [0, 250], 320))
WORDS = pd.DataFrame({"year": [2023], "usd_bn": [240.1], "text": ["2023: 240.1"], "short": [""]})


def test_words_are_dark_short_where_it_is_narrow_and_not_read_twice() -> None:
    mark = layers.texts(WORDS, AXES, "left", SERIES[0]).to_dict()["mark"]
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


def test_the_gutter_grows_with_the_longest_label() -> None:
    assert layers.gutter([]) < layers.gutter(["a"]) < layers.gutter(["a", "a longer one"])
