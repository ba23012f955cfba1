"""The page inside a map's frame: whole, offline, and packed small."""

import base64
import gzip
import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from branca.element import Element, Figure
from markupsafe import Markup

from wayout.maps.mercator import View
from wayout.maps.offline import tamed, unlink
from wayout.pages import render

_OURS = ("page.js", "labels.js", "years.js", "partners.js", "votes.js", "meeting.js")
_PARTS = ("header", "html", "script")
# folium forbids readers to enlarge the page; ours allows it.
_FORBIDDING = re.compile(r'<meta name="viewport"[^>]*user-scalable[^>]*>')


class Verbatim(Element):
    """Text that goes into the page as it is, never read as a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_: object) -> str:
        """Return the text."""
        return self.text


class Script(Element):
    """A piece of JavaScript, and perhaps of HTML, at its place among the layers of a map."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def code(self) -> str:
        """Return the JavaScript."""
        raise NotImplementedError

    def html(self) -> str:
        """Return what stands under the map; nothing by default."""
        return ""

    def still(self, view: View) -> Iterable[Markup]:
        """Return what the still picture shows on top, shape by shape; nothing by default."""
        return ()

    def holder(self) -> str:
        """Return the JavaScript name of the map that holds this layer."""
        if self._parent is None:
            raise ValueError("Add this layer to a map first.")
        return str(self._parent.get_name())

    def render(self, **_: object) -> str:
        """Add the code to the page."""
        page = self.get_root()
        if not isinstance(page, Figure):
            raise ValueError("Add the map of this layer to a figure first.")
        page.html.add_child(Verbatim(self.html()), name=self.get_name())
        page.script.add_child(Verbatim(self.code()), name=self.get_name())
        return ""


class Page(Figure):
    """A folium figure whose scripts and styles are all inside it.

    A screen reader says the title on entering, and at the map the words that ``about`` returns.
    """

    def __init__(self, title: str, about: Callable[[], str] = str) -> None:
        super().__init__(title=title)
        self.ending, self.about = Markup(""), about

    def render(self, **kwargs: Any) -> str:
        """Return the page as HTML. Layers that would need the internet are not in it."""
        with tamed(self):
            for child in self._children.values():
                child.render(**kwargs)
            unlink(self)
            parts = {name: getattr(self, name).render(**kwargs) for name in _PARTS}
        parts["header"] = _FORBIDDING.sub("", parts["header"])
        drawn = {name: Markup(text) for name, text in parts.items()}
        return str(render("maps/page.html", page=self, about=self.about(), **_shared(), **drawn))


def frame(page: str, title: str) -> Markup:
    """Return an ``<iframe>`` that unpacks ``page`` when it is shown.

    It stays invisible until the map in it is drawn, and for ever where scripts may not run.
    """
    packed = base64.b64encode(gzip.compress(page.encode(), 9, mtime=0)).decode()
    # A page inside an attribute: its text is escaped once more.
    boot = str(render("maps/boot.html", title=title, packed=packed))
    return render("maps/frame.html", title=title, boot=boot)


@cache
def _shared() -> dict[str, Any]:
    """Return the styles and scripts that are the same for every map, as they are."""
    leaflet, jquery = files("xstatic.pkg.leaflet") / "data", files("xstatic.pkg.jquery") / "data"
    css = (leaflet / "leaflet.css").read_text(encoding="utf-8")
    css = re.sub(r"url\(images/([\w-]+\.png)\)", _inline_image, css)
    code = (leaflet / "leaflet.js").read_text(encoding="utf-8")
    scripts = [code.rpartition("//# sourceMappingURL=")[0] or code]
    scripts.append((jquery / "jquery.slim.min.js").read_text(encoding="utf-8"))
    scripts += [_ours(name) for name in _OURS]
    styles = css + "".join(map(_ours, ("page.css", "partners.css", "votes.css")))
    return {"styles": Markup(styles), "scripts": [Markup(one) for one in scripts]}


def _ours(name: str) -> str:
    return (files("wayout.maps") / "live" / name).read_text(encoding="utf-8")


def _inline_image(match: re.Match[str]) -> str:
    image = (files("xstatic.pkg.leaflet") / "data" / "images" / match[1]).read_bytes()
    return f"url(data:image/png;base64,{base64.b64encode(image).decode()})"
