from pathlib import Path

import folium
import pandas as pd
import pytest
from markupsafe import escape

from page import Seen
from wayout.maps import Map, marks, pin, trip, visits
from wayout.maps.canvas import HEIGHT
from wayout.tables.package import boundary_note, load

LIMIT = 300_000


def test_a_map_is_small_in_a_notebook() -> None:
    for m in (Map(), trip(load("visits"), load("visitors")), visits(load("visits"))):
        assert len(m._repr_html_().encode()) < LIMIT, m


def test_a_figure_has_its_parts_in_order() -> None:
    m = Map(title="A title", note="A note.")
    pin(24.47, 54.37, "Abu Dhabi").add_to(m)
    shown = Seen(m._repr_html_()).elements
    known = {"figure", "figcaption", "img", "iframe", "wo-note", "wo-source", "details", "table"}
    parts = [name for tag, given in shown for name in (tag, given.get("class")) if name in known]
    above, below = parts[:4], parts[4:]
    assert above == ["figure", "figcaption", "img", "iframe"]
    assert below == ["wo-note", "wo-source", "details", "table"]
    assert dict(shown)["iframe"]["title"] == "A title"
    assert dict(shown)["img"]["alt"] == "Map (A title): marks at Abu Dhabi."
    assert "figcaption" not in Map()._repr_html_(), "no title, no caption"


def test_every_map_says_whose_borders_it_shows_and_which_tables() -> None:
    borders = escape(boundary_note())
    assert f'<p class="wo-note">{borders}</p>' in Map()._repr_html_()
    noted = Map(note="First this.")._repr_html_()
    assert f'<p class="wo-note">First this. {borders}</p>' in noted
    html = Map(tables=["visits"])._repr_html_()
    assert html.index("News agencies") < html.index("Natural Earth, countries")


def test_words_and_table_are_made_from_the_marks_unless_given() -> None:
    m, table = Map(), pd.DataFrame({"Place": ["Here"]})
    assert m.words() == "Map: land and borders, no marks."
    pin(24.47, 54.37, "Abu Dhabi").add_to(m)
    made = {"Mark": ["Abu Dhabi"], "Latitude": [24.47], "Longitude": [54.37]}
    assert m.table().to_dict("list") == made
    own = Map(alt="My words.", table=table)
    pin(1, 2, "x").add_to(own)
    assert own.words() == "My words."
    assert own.table() is table


def test_foliums_own_maps_keep_their_addresses_and_ours_let_the_wheel_scroll_the_page() -> None:
    assert any("leaflet" in name for name, _ in folium.Map.default_js)
    m = Map()
    m.add_js_link("mine", "https://cdn.example/mine.js")
    assert Map.default_js == Map().default_js == []
    assert "cdn.example" not in m.page.render()
    assert repr(Map(title="T")) == "<Map 'T' with 0 marks>"
    assert Map().options["scroll_wheel_zoom"] is False
    assert '"scrollWheelZoom": false' in Map().page.render()


def test_showing_a_map_leaves_it_as_it_was_and_a_saved_one_is_its_page(tmp_path: Path) -> None:
    m = Map()
    pin(1, 2, "x").add_to(m)
    icon = folium.Icon(color="lightred")
    folium.Marker([1, 2], popup="<b>{{x}}</b>", tooltip="<i> `${x}`", icon=icon).add_to(m)
    folium.TileLayer("OpenStreetMap").add_to(m)
    before = marks(m)
    assert m._repr_html_() == m._repr_html_()
    assert marks(m) == before
    m.save(str(tmp_path / "map.html"))
    assert (tmp_path / "map.html").read_text(encoding="utf-8") == m.page.render()


def test_the_still_picture_looks_where_the_live_map_looks() -> None:
    view = Map(location=(24, 54), zoom_start=4).view()
    assert (view.latitude, view.longitude, view.zoom, view.height) == (24, 54, 4, HEIGHT)
    m = Map()
    m.fit_bounds([(20, 40), (30, 60)])
    assert m.view().longitude == pytest.approx(50)
