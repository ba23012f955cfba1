import base64
import gzip
import re
from html import unescape
from urllib.parse import urlparse

import folium
import pytest

from page import Seen
from wayout.maps import Map, pin
from wayout.maps.page import Page, frame


def within(page: str, tag: str) -> str:
    """All that stands in the scripts, or in the styles, of a page."""
    return "".join(re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", page, re.DOTALL))


def given(page: str, tag: str) -> list[dict[str, str | None]]:
    """The attributes of each element of one kind."""
    return [attributes for name, attributes in Seen(page).elements if name == tag]


@pytest.fixture(scope="module")
def full() -> str:
    m = Map(title="Full")
    pin(1, 2, "pin").add_to(m)
    folium.Marker([1, 2], popup="popup", tooltip="tip").add_to(m)
    folium.Marker([1, 2], icon=folium.Icon(color="red", icon="star", prefix="fa")).add_to(m)
    folium.CircleMarker([1, 2]).add_to(m)
    folium.PolyLine([(1, 2), (3, 4)]).add_to(m)
    folium.GeoJson({"type": "FeatureCollection", "features": []}).add_to(m)
    folium.LayerControl().add_to(m)
    return m.page.render()


def test_nothing_in_the_page_points_to_another_file_and_the_scripts_are_whole(full: str) -> None:
    addresses = re.findall(r"url\(\s*['\"]?([^)'\"]*)", within(full, "style"))
    assert addresses
    for name in ("src", "href", "srcset", "data", "action"):
        addresses += Seen(full).named(name)
    assert [one for one in addresses if one and not one.startswith(("#", "data:"))] == []
    assert "@import" not in within(full, "style")
    assert "sourceMappingURL" not in within(full, "script")
    script = within(full, "script")
    made = script.index("L.map(")
    assert script.index("Leaflet 1.9") < script.index("const wayout") < made
    assert script.index("jQuery v3") < made
    assert "</script" not in script
    assert "wayout.done(" in script.rstrip().splitlines()[-1], "seen only once it is drawn"


def test_the_browser_is_told_to_fetch_nothing_and_a_reader_may_enlarge(full: str) -> None:
    metas = {m.get("http-equiv") or m.get("name"): m.get("content") for m in given(full, "meta")}
    assert metas["viewport"] == "width=device-width, initial-scale=1"
    policy = metas["Content-Security-Policy"] or ""
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src-attr"] == "'none'"
    assert rules["img-src"] == "data:"
    assert not any(urlparse(word).netloc for rule in rules.values() for word in rule.split())


def test_the_page_has_a_language_and_a_title_that_is_text() -> None:
    page = Page('</title><script>alert("x")</script>').render()
    assert given(page, "html") == [{"lang": "en"}]
    assert unescape(within(page, "title")).startswith("</title><script>")


def test_unpacking_the_frame_gives_the_page_back() -> None:
    page = "<!DOCTYPE html><p>Привет, map & 'quotes'</p>"
    (attributes,) = given(frame(page, 'A "title" & <more>'), "iframe")
    assert attributes["title"] == 'A "title" & <more>'
    packed = re.search(r'atob\("([^"]+)"\)', attributes["srcdoc"] or "")
    assert packed is not None
    assert "opacity:0" in (attributes["style"] or "")
    assert gzip.decompress(base64.b64decode(packed[1])).decode() == page
    assert frame("<p>x</p>", "t") == frame("<p>x</p>", "t")


@pytest.mark.parametrize("title", ["Two journeys", "PACKED", "@@TITLE@@", "@@PACKED@@"])
def test_no_text_is_taken_for_the_place_of_another(
    title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # By chance, one packed page in some thousands spells such a word.
    spelt = base64.b64decode("TITLEPACKED+")
    monkeypatch.setattr(gzip, "compress", lambda *_, **__: spelt)
    boot = given(frame("<p>x</p>", title), "iframe")[0]["srcdoc"] or ""
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
