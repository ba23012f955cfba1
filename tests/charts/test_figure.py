from typing import Any

import altair as alt
import pandas as pd
import pytest

from wayout.charts import figure
from wayout.charts.figure import Chart, Panel
from wayout.charts.renderer import MEDIA_TYPE
from wayout.pages import render
from wayout.pages.caption import Caption
from wayout.tables.package import attribution

DRAWING = alt.LayerChart(layer=[alt.Chart(pd.DataFrame({"a": [1]})).mark_bar()])
CAPTION = Caption(("prices",), pd.DataFrame({"Year": ["2023"]}), "Mind <this>.")
CHART = Chart("A <title>", "Units", (Panel(DRAWING, "It rises.", "Up & down"),), CAPTION)


def test_a_reader_meets_title_heading_drawing_and_caption_in_this_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr(figure, "display", lambda data, **_: shown.append(data))
    CHART._ipython_display_()
    title, heading, drawing, caption = shown
    assert "A &lt;title&gt;" in title["text/html"]
    assert "Up &amp; down" in heading["text/html"]
    assert "The same as a table" in caption["text/html"]
    # HTML beside the drawing would be preferred by Lab; the alternative is its accessible name.
    assert set(drawing) == {MEDIA_TYPE, "text/plain"}
    assert drawing[MEDIA_TYPE]["description"] == drawing["text/plain"] == "It rises."
    assert all(data["text/plain"] for data in shown)
    assert caption["text/plain"] == f"Mind <this>. Source: {attribution('prices')}."
    assert str(CHART) == "A <title>. Unit: Units. Up & down: It rises."


@pytest.mark.parametrize("sign", [*figure.SIGNS, "hollow-others"])
def test_a_sign_of_the_key_can_be_read_without_a_style_sheet(sign: str) -> None:
    chart = Chart("T", "U", (), CAPTION, ((sign, "what <it> means"),))
    head = render("charts/head.html", chart=chart, signs=figure.SIGNS)
    assert figure.SIGNS[sign.removesuffix("-others")] in head
    assert "what &lt;it&gt; means" in head
