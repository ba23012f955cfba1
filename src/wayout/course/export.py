"""What a page needs that nbconvert makes of an executed notebook, so that it is whole offline."""

import re
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from itertools import count
from typing import Any

from nbconvert.preprocessors import Preprocessor
from traitlets import Bool

from wayout.pages import MEDIA_TYPE, render

WIDGET = "application/vnd.jupyter.widget-view+json"
# Where nbconvert's template looks for programs on the internet; none of our pages needs one.
PROGRAMS = ("require_js_url", "mathjax_url", "mermaid_js_url", "mermaid_layout_elk_js_url")
_WIDTH = 640


class Offline(Preprocessor):
    """Leave in a notebook of the course what can be seen without a kernel and without a network.

    A chart becomes a picture: drawn here where vl-convert is installed (the extra ``site``), else
    the one that JupyterLab kept when it drew the chart. A live card goes, its still twin stays.
    What is folded in JupyterLab is left out. One that its own user ran, so that Jupyter trusts it,
    is not cleaned of styles. Other notebooks are left as they are. With ``live``, a picture has
    its specification beside it, for a script of the page to draw.
    """

    live = Bool(False).tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook and nbconvert's resources, both changed in place."""
        if "wayout" in nb.metadata:
            resources.update(dict.fromkeys(PROGRAMS, ""))
            # JupyterLab's menu cleans pages unless told otherwise; ours would lose their look.
            if all(cell.metadata.get("trusted") for cell in nb.cells if cell.cell_type == "code"):
                resources["should_sanitize_html"] = False
            nb.metadata.pop("widgets", None)
            numbers = count(1)
            for cell in nb.cells:
                if cell.cell_type == "code":
                    cell.outputs = list(_kept(cell.outputs, numbers, self.live))
                if cell.metadata.get("jupyter", {}).get("source_hidden"):
                    cell.metadata.transient = {"remove_source": True}
        return nb, resources


def _kept(outputs: list[Any], numbers: Iterator[int], live: bool) -> Iterator[Any]:
    for output in outputs:
        data = output.get("data", {})
        if WIDGET in data:
            continue
        if MEDIA_TYPE in data:
            about = output.get("metadata", {}).get(MEDIA_TYPE, {}) if live else None
            data["text/html"] = picture(data, next(numbers), about)
        yield output


def picture(data: Mapping[str, Any], number: int, about: Mapping[str, Any] | None = None) -> str:
    """Return a chart's output as HTML: a picture with its text alternative, or that text alone.

    ``number`` tells the charts of a page apart: what is named inside a drawing is named once.
    ``about`` is the metadata of a chart that a script may draw: its specification goes along.
    """
    words = str(data.get("text/plain", ""))
    drawing = draw(data[MEDIA_TYPE], number) if find_spec("vl_convert") else ""
    png = str(data.get("image/png", "")).replace("\n", "")
    options = {} if about is None else about.get("embed_options", {})
    live = None if about is None else {"spec": data[MEDIA_TYPE], "options": options}
    return str(render("charts/picture.html", words=words, drawing=drawing, png=png, live=live))


def draw(spec: dict[str, Any], number: int) -> Any:
    """Return the SVG of a Vega-Lite specification."""
    import vl_convert
    from markupsafe import Markup

    wide = {**spec, "width": _WIDTH} if spec.get("width") == "container" else spec
    svg = vl_convert.vegalite_to_svg(wide, vl_version="5.21")
    # vl-convert escapes all text in it.
    return Markup(re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>wo{number}-", svg))
