"""The page inside a map's frame: whole, offline, and packed small."""

import base64
import gzip
import re
from collections.abc import Callable
from functools import cache
from html import escape
from importlib.resources import files

from branca.element import Element, Figure
from jinja2 import Template

from wayout.maps.offline import tamed, unlink

# Whatever a layer asks for, the browser itself refuses to fetch it.
_POLICY = (
    "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; "
    "script-src 'unsafe-inline'; script-src-attr 'none'"
)
_MARK = re.compile("@@(TITLE|PACKED)@@")
_FOLIUM_VIEWPORT = re.compile(r'<meta name="viewport".*?/>', re.DOTALL)


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

    def holder(self) -> str:
        """Return the JavaScript name of the map that holds this layer."""
        if self._parent is None:
            raise ValueError("Add this layer to a map first.")
        return self._parent.get_name()

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

    Parameters
    ----------
    title
        What the page is called; a screen reader says it on entering.
    about
        Returns what the map shows, in words; a screen reader says it at the map.
    """

    _template = Template(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n'
        "<title>{{ this.title|e }}</title>\n{{ this.header.render(**kwargs) }}\n</head>\n"
        "<body><main>\n{{ about }}{{ this.html.render(**kwargs) }}\n</main></body>\n"
        "<script>\n{{ this.script.render(**kwargs) }}\n{{ this.ending }}\n</script>\n</html>\n"
    )

    def __init__(self, title: str, about: Callable[[], str] = str) -> None:
        super().__init__(title=title)
        self.ending, self.about = "", about
        meta = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        viewport = '<meta name="viewport" content="width=device-width, initial-scale=1">'
        style = f"<style>{_leaflet_css()}{_ours('page.css')}{_ours('partners.css')}</style>"
        scripts = "".join(f"<script>{code}</script>" for code in _scripts())
        head = meta + viewport + style + scripts
        self.header.add_child(Verbatim(head), name="offline")
        self.html.add_child(Verbatim(_ours("page.html")), name="shared")

    def render(self, **kwargs: object) -> str:
        """Return the page as HTML. Layers that would need the internet are not in it."""
        with tamed(self):
            for child in self._children.values():
                child.render(**kwargs)
            unlink(self)
            html = self._template.render(this=self, about=self._about(), kwargs=kwargs)
        # folium forbids readers to enlarge the page; ours, above, allows it.
        return _FOLIUM_VIEWPORT.sub(_keep_first, html)

    def _about(self) -> str:
        words = self.about()
        return f'<p class="wo-said" id="wo-about">{escape(words)}</p>\n' if words else ""


def frame(html: str, title: str) -> str:
    """Return an ``<iframe>`` that unpacks ``html`` when it is shown.

    It stays invisible until the map in it is drawn, and for ever where scripts may not run.
    """
    packed = base64.b64encode(gzip.compress(html.encode(), 9, mtime=0)).decode()
    parts = {"TITLE": escape(title), "PACKED": packed}
    # In one go: neither text is searched for the mark of the other.
    boot = _MARK.sub(lambda mark: parts[mark[1]], _ours("boot.html"))
    style = "position:absolute;left:0;top:0;width:100%;height:100%;border:0;opacity:0"
    return f'<iframe title="{escape(title)}" style="{style}" srcdoc="{escape(boot)}"></iframe>'


def _keep_first(match: re.Match[str]) -> str:
    return "" if "user-scalable" in match[0] else match[0]


def _scripts() -> list[str]:
    ours = ("page.js", "labels.js", "years.js", "partners.js")
    return [_leaflet_js(), _jquery(), *(_ours(name) for name in ours)]


@cache
def _ours(name: str) -> str:
    return (files("wayout.maps") / "live" / name).read_text(encoding="utf-8")


@cache
def _leaflet_js() -> str:
    text = (files("xstatic.pkg.leaflet") / "data" / "leaflet.js").read_text(encoding="utf-8")
    return text.rpartition("//# sourceMappingURL=")[0] or text


@cache
def _jquery() -> str:
    name = "jquery.slim.min.js"
    return (files("xstatic.pkg.jquery") / "data" / name).read_text(encoding="utf-8")


@cache
def _leaflet_css() -> str:
    text = (files("xstatic.pkg.leaflet") / "data" / "leaflet.css").read_text(encoding="utf-8")
    return re.sub(r"url\(images/([\w-]+\.png)\)", _inline_image, text)


def _inline_image(match: re.Match[str]) -> str:
    image = (files("xstatic.pkg.leaflet") / "data" / "images" / match[1]).read_bytes()
    return f"url(data:image/png;base64,{base64.b64encode(image).decode()})"
