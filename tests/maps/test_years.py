import re

import folium
import pytest

from held import held
from wayout.facts import fact
from wayout.maps import Map, marks, visits
from wayout.tables.package import load

COUNTS = held(__file__, "counts")


@pytest.fixture(scope="module")
def m() -> Map:
    return visits(load("visits"))


@pytest.fixture(scope="module")
def page(m: Map) -> str:
    return m.page.render()


def test_the_slider_is_a_named_native_control(page: str) -> None:
    assert '<label for="wo-year">Year</label>' in page
    assert '<input id="wo-year" type="range" min="0" max="5" step="1" value="0">' in page
    assert '<p id="wo-count" role="status">' in page
    ends = ["all", "21", "22", "23", "24", "25"]
    assert re.findall(r"<span>(?:<i>20</i>)?(\w+)</span>", page) == ends


def test_each_position_has_a_name_a_count_and_tinted_countries(m: Map, page: str) -> None:
    names = re.findall(r'"name": "([^"]*)", "sentence"', page)
    assert names == ["all years", "2021", "2022", "2023", "2024", "2025"]
    said = [f"{when}: {count}." for when, count in COUNTS.items()]
    assert re.findall(r'"sentence": "([^"]*)"', page) == said
    assert " ".join(said) in m.words()
    for year in range(2021, 2026):
        assert f"{year}: {fact(f'visits_{year}').value} country visits" in m.words()
    codes = re.findall(r'"codes": \[([^\]]*)\]', page)
    assert codes[3] == '"ARE","BLR","CHN","KAZ","KGZ","SAU"'


def test_the_first_position_shows_all_years_and_the_others_wait(m: Map) -> None:
    groups = [c for c in m._children.values() if isinstance(c, folium.FeatureGroup)]
    assert [group.show for group in groups] == [True, False, False, False, False, False]
    assert [len(group._children) for group in groups] == [21, 2, 9, 6, 10, 8]


def test_every_stay_is_in_the_table_and_the_picture_anchorage_next_to_chukotka(m: Map) -> None:
    (place,) = {mark["longitude"] for mark in marks(m) if mark["label"] == "Anchorage"}
    assert place == pytest.approx(210.1, abs=0.1)
    view = m.view()
    spots = [view.xy(mark["latitude"], mark["longitude"]) for mark in marks(m)]
    assert all(40 < x < 820 and 40 < y < 390 for x, y in spots)
    assert len(m.table()) == len(load("visits")) == 37
    assert not m.table()["Days"].str.contains("not confirmed").any()


def test_some_rows_make_a_smaller_map() -> None:
    m = visits(load("visits").query("country_code == 'CHN'"))
    assert m.title == "Putin's visits abroad, 2022 to 2025"
    assert {mark["label"] for mark in marks(m)} == {"Beijing", "Harbin", "Tianjin"}
