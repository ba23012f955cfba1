"""The course's map: folium, without the internet, with everything a figure in the course has."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import folium
import pandas as pd
from folium.map import FitBounds
from markupsafe import Markup

from wayout.maps import picture
from wayout.maps.ground import Ground, Window, in_script
from wayout.maps.markers import marks, number
from wayout.maps.mercator import Point, View
from wayout.maps.offline import left_out
from wayout.maps.page import Page, frame
from wayout.pages import render
from wayout.pages.caption import Caption
from wayout.tables.package import boundary_note

WIDTH, HEIGHT = 860, 430


class Map(folium.Map):
    """A map to put marks on, drawn without the internet.

    It is a folium map: add markers, circles, lines and GeoJSON to it as to any other. Land,
    borders and disputed areas come with the course. Layers that live on the internet, such as
    tiles, are left out, and a sentence under the map says so.

    ``location`` is the middle, latitude and longitude in degrees; at ``zoom_start`` 1 shows the
    world, 6 a country. ``alt`` is what the map shows, in words, for readers who do not see it, and
    ``table`` its marks as a table: both are made from the marks if missing. ``tables`` the marks
    come from make the source line; ``note`` stands under the map, before the sentence on borders.
    Countries ``visited`` are tinted: codes such as ``["ARE", "SAU"]``. ``options`` are anything
    else that ``folium.Map`` takes.
    """

    # On this class alone: folium's own maps keep their addresses.
    default_js: list[tuple[str, str]] = []  # noqa: RUF012
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def __init__(
        self,
        location: Sequence[float] = (40.0, 55.0),
        zoom_start: int = 3,
        *,
        title: str = "",
        alt: str = "",
        tables: Sequence[str] = (),
        table: pd.DataFrame | None = None,
        note: str = "",
        visited: Sequence[str] = (),
        **options: Any,
    ) -> None:
        settings = {"tiles": None, "scroll_wheel_zoom": False, **options}
        super().__init__(list(location), zoom_start=zoom_start, **settings)
        self.default_js, self.default_css = [], []
        self.title, self.alt, self.note = title, alt, note
        self.tables, self._table = tuple(tables), table
        self.bar = 0
        self.page = Page(title or "Map", self.words)
        called = in_script(title or "world")
        self.page.ending = Markup(f"wayout.done({self.get_name()}, {called});")
        self.page.add_child(self)
        self.ground = Ground(visited)
        self.add_child(self.ground)

    def __repr__(self) -> str:
        return f"<Map {self.title!r} with {len(marks(self))} marks>"

    def _repr_html_(self, **_: object) -> str:
        """Return the whole figure: title, still picture, live map over it, note, source, table."""
        drawn = picture.svg(self, self.view(), whole=self.bar > 0)
        parts = {
            "picture": picture.address(drawn),
            "frame": frame(self.page.render(), self.title or "Map"),
            "caption": self.caption(),
        }
        return str(
            render("maps/figure.html", map=self, width=WIDTH, tall=HEIGHT + self.bar, **parts)
        )

    def view(self) -> View:
        """Return what the still picture shows: the same as the live map at first."""
        for child in self._children.values():
            if isinstance(child, Window):
                return self._around(child.wide, child.pad)
            if isinstance(child, FitBounds):
                return self._around([(south, west) for south, west in child.bounds], 0)
        latitude, longitude = self.location
        zoom = number(self.options["zoom"])
        return View(latitude, longitude, zoom, WIDTH, HEIGHT, below=self.bar)

    def _around(self, places: Sequence[Point], pad: int) -> View:
        return replace(View.around(places, WIDTH, HEIGHT, pad), below=self.bar)

    def words(self) -> str:
        """Return the text alternative; made from the marks where none was given."""
        names = [mark["label"] or "a mark without a name" for mark in marks(self)]
        shown = f"marks at {', '.join(names)}" if names else "land and borders, no marks"
        return self.alt or f"Map{f' ({self.title})' if self.title else ''}: {shown}."

    def caption(self) -> Markup:
        """Return note, source line and table as HTML."""
        missing = ", ".join(left_out(self.page))
        lost = f"This map works without the internet and leaves out: {missing}." if missing else ""
        note = " ".join(part for part in (self.note, lost, boundary_note()) if part)
        return Caption((*self.tables, "borders"), self.table(), note).html()

    def table(self) -> pd.DataFrame:
        """Return the marks as a table; made from the map where none was given."""
        if self._table is not None:
            return self._table
        heads = {"label": "Mark", "latitude": "Latitude", "longitude": "Longitude"}
        return pd.DataFrame(marks(self), columns=list(heads)).rename(columns=heads)
