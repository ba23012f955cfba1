import base64
import gzip
import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlparse

import folium
import pytest

from wayout.maps import Map, pin
from wayout.maps.page import Page, frame


class Reader(HTMLParser):
    """Collects tags with their attributes, and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {"script": "", "style": "", "title": ""}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        tag = self.tags[-1][0] if self.tags else ""
        if tag in self.texts:
            self.texts[tag] += data

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def page_of(m: Map) -> Reader:
    return Reader(m.page.render())


def full_map() -> Map:
    m = Map(title="Full")
    pin(1, 2, "pin").add_to(m)
    folium.Marker([1, 2], popup="popup", tooltip="tip").add_to(m)
    folium.Marker([1, 2], icon=folium.Icon(color="red", icon="star", prefix="fa")).add_to(m)
    folium.CircleMarker([1, 2]).add_to(m)
    folium.PolyLine([(1, 2), (3, 4)]).add_to(m)
    folium.GeoJson({"type": "FeatureCollection", "features": []}).add_to(m)
    folium.LayerControl().add_to(m)
    return m


def test_nothing_in_the_page_points_to_another_file() -> None:
    page = page_of(full_map())
    for _, attributes in page.tags:
        for name in ("src", "href", "srcset", "data", "action"):
            address = attributes.get(name) or "#"
            assert address.startswith(("#", "data:")), attributes
    addresses = re.findall(r"url\(\s*['\"]?([^)'\"]*)", page.texts["style"])
    assert addresses
    assert all(address.startswith(("#", "data:")) for address in addresses)
    assert "@import" not in page.texts["style"]
    assert "sourceMappingURL" not in page.texts["script"]


def test_the_browser_is_told_to_fetch_nothing() -> None:
    metas = page_of(full_map()).attributes("meta")
    (policy,) = (m["content"] for m in metas if m.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src-attr"] == "'none'"
    assert rules["img-src"] == "data:"
    assert not any(urlparse(word).netloc for rule in rules.values() for word in rule.split())


def test_a_reader_may_enlarge_the_page() -> None:
    metas = page_of(full_map()).attributes("meta")
    views = [meta["content"] for meta in metas if meta.get("name") == "viewport"]
    assert views == ["width=device-width, initial-scale=1"]


def test_the_page_has_a_language_and_a_title_that_is_text() -> None:
    page = Reader(Page('</title><script>alert("x")</script>').render())
    assert page.attributes("html") == [{"lang": "en"}]
    assert unescape(page.texts["title"]).startswith("</title><script>")


def test_leaflet_and_jquery_come_whole_before_the_map_is_made() -> None:
    script = page_of(full_map()).texts["script"]
    made = script.index("L.map(")
    assert script.index("Leaflet 1.9") < script.index("const wayout") < made
    assert script.index("jQuery v3") < made
    assert "</script" not in script


def test_unpacking_the_frame_gives_the_page_back() -> None:
    page = "<!DOCTYPE html><p>Привет, map & 'quotes'</p>"
    html = frame(page, 'A "title" & <more>')
    attributes = Reader(html).attributes("iframe")[0]
    assert attributes["title"] == 'A "title" & <more>'
    packed = re.search(r'atob\("([^"]+)"\)', attributes["srcdoc"] or "")
    assert packed is not None
    assert gzip.decompress(base64.b64decode(packed[1])).decode() == page
    assert frame("<p>x</p>", "t") == frame("<p>x</p>", "t")


@pytest.mark.parametrize("title", ["Two journeys", "PACKED", "@@TITLE@@", "@@PACKED@@"])
def test_no_text_is_taken_for_the_place_of_another(
    title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # By chance, one packed page in some thousands spells such a word.
    spelt = base64.b64decode("TITLEPACKED+")
    monkeypatch.setattr(gzip, "compress", lambda *_, **__: spelt)
    boot = Reader(frame("<p>x</p>", title)).attributes("iframe")[0]["srcdoc"] or ""
    assert 'atob("TITLEPACKED+")' in boot
    assert f"<title>{title}</title>" in boot


def test_the_live_map_tells_in_words_what_it_shows() -> None:
    m = Map(title="T", alt='Two <b>cities</b> & "a line"')
    page = m.page.render()
    (said,) = re.findall(r'<p class="wo-said" id="wo-about">(.*?)</p>', page)
    assert "<" not in said
    assert unescape(said) == m.words()
    assert page.index(said) < page.index('class="folium-map"')
    assert 'setAttribute("aria-describedby", "wo-about")' in page
    # The words follow the marks that come later.
    m = Map()
    m.page.render()
    pin(24.47, 54.37, "Abu Dhabi").add_to(m)
    assert "marks at Abu Dhabi" in m.page.render()


def test_the_frame_is_invisible_until_the_map_in_it_is_drawn() -> None:
    assert "opacity:0" in (Reader(frame("x", "t")).attributes("iframe")[0]["style"] or "")
    assert "wayout.done(" in page_of(full_map()).texts["script"].splitlines()[-2]
