"""What nbconvert is given of an executed notebook: pictures, twins, nothing to fetch."""

from typing import Any

import nbformat
import pytest
from nbconvert import HTMLExporter
from traitlets.config import Config

from wayout.course import export
from wayout.pages import MEDIA_TYPE

WORDS = 'A "line" of <b>trade</b>'
SPEC = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "mark": "point", "data": {}}


def made(data: dict[str, Any], metadata: dict[str, Any]) -> str:
    cell = nbformat.v4.new_code_cell("secret = 1", metadata={"jupyter": {"source_hidden": True}})
    cell.outputs = [nbformat.v4.new_output("display_data", data)]
    state = {"widgets": {"application/vnd.jupyter.widget-state+json": {"state": {}}}}
    book = nbformat.v4.new_notebook(cells=[cell], metadata={**metadata, **state})
    config = Config(HTMLExporter={"preprocessors": [export.Offline]})
    return str(HTMLExporter(config=config).from_notebook_node(book)[0])


@pytest.mark.parametrize("png", ["aGk=", ""])
def test_a_chart_is_the_picture_that_lab_drew_or_says_how_to_get_one(
    png: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "find_spec", lambda _: None)
    data = {MEDIA_TYPE: SPEC, "text/plain": WORDS, **({"image/png": png} if png else {})}
    html = made(data, {"wayout": {}})
    assert "<b>trade" not in html
    assert ('src="data:image/png;base64,aGk="' in html) == bool(png)
    assert ("open the notebook there" in html) != bool(png)
    assert "trade" in html
    assert "secret" not in html


def test_a_page_of_the_course_asks_nobody_for_anything_and_another_is_left_alone() -> None:
    card = {export.WIDGET: {"model_id": "1"}, "text/plain": "a live card"}
    ours, other = (made(card, metadata) for metadata in ({"wayout": {}}, {}))
    assert 'src="https://' not in ours
    assert "a live card" not in ours
    assert 'src="https://' in other
    assert "secret" in other
