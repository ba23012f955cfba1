from typing import Any

import altair as alt
import pandas as pd
import pytest

from wayout.caption import Caption
from wayout.charts import figure
from wayout.charts.figure import Chart, Panel
from wayout.charts.page import html
from wayout.charts.renderer import MEDIA_TYPE
from wayout.tables.package import attribution

DRAWING = alt.LayerChart(layer=[alt.Chart(pd.DataFrame({"a": [1]})).mark_bar()])
CAPTION = Caption(("prices",), pd.DataFrame({"Year": ["2023"]}), "Mind <this>.")
CHART = Chart("A <title>", "Units", (Panel(DRAWING, "It rises.", "Up & down"),), CAPTION)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What a notebook gets to see, in order."""
    seen: list[dict[str, Any]] = []
    monkeypatch.setattr(figure, "display", lambda data, **_: seen.append(data))
    CHART._ipython_display_()
    return seen


def test_a_reader_meets_title_heading_drawing_and_caption_in_this_order(
    shown: list[dict[str, Any]],
) -> None:
    kinds = [next(iter(data)) for data in shown]
    assert kinds == ["text/html", "text/html", MEDIA_TYPE, "text/html"]
    assert "A &lt;title&gt;" in shown[0]["text/html"]
    assert "Up &amp; down" in shown[1]["text/html"]
    assert "The same as a table" in shown[3]["text/html"]


def test_html_never_stands_beside_the_drawing_because_lab_would_prefer_it(
    shown: list[dict[str, Any]],
) -> None:
    assert set(shown[2]) == {MEDIA_TYPE, "text/plain"}
    # The alternative is the accessible name and the text.
    assert shown[2][MEDIA_TYPE]["description"] == shown[2]["text/plain"] == "It rises."


def test_everything_shown_has_a_text_and_the_caption_names_its_source(
    shown: list[dict[str, Any]],
) -> None:
    assert all(data["text/plain"] for data in shown)
    assert shown[3]["text/plain"] == f"Mind <this>. Source: {attribution('prices')}."


def test_a_printed_chart_tells_itself() -> None:
    assert str(CHART) == "A <title>. Unit: Units. Up & down: It rises."


@pytest.mark.parametrize("sign", [*figure.SIGNS, "hollow-others"])
def test_a_sign_of_the_key_can_be_read_without_a_style_sheet(sign: str) -> None:
    chart = Chart("T", "U", (), CAPTION, ((sign, "what <it> means"),))
    head = html("head", chart=chart, signs=figure.SIGNS)
    assert figure.SIGNS[sign.removesuffix("-others")] in head
    assert "what &lt;it&gt; means" in head
