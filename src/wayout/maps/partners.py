"""Russia's partners of 2013 to 2024 on one map, with year, flow and unit chosen inside it."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

import pandas as pd
from markupsafe import Markup

from wayout.errors import CourseError
from wayout.maps.bubbles import Bubble, Scale, legend
from wayout.maps.canvas import Map
from wayout.maps.ground import Window, in_script
from wayout.maps.markup import shape
from wayout.maps.mercator import View
from wayout.maps.page import Script
from wayout.maps.partner_years import (
    CALLED,
    EXPORTS,
    FLOWS,
    IMPORTS,
    TURNOVER,
    Figure,
    State,
    Years,
    in_pct,
    in_usd,
)
from wayout.pages import render

_BAR = 192
_NAMED = 8
_TABLE_YEARS = 4
# From Mexico to New Zealand, and so far north that names have room over Europe.
_WORLD = [(66.0, -112.0), (-42.0, 177.0)]
# What each choice is called, and what a wide frame says more of it.
_UNITS = {"usd": ("billion US dollars", ""), "pct": ("per cent", "")}
_FLOWS = {
    EXPORTS: ("Exports", ": Russia sells"),
    IMPORTS: ("Imports", ": Russia buys"),
    TURNOVER: ("Both", ""),
}


def partners(frame: pd.DataFrame, *, year: int | None = None, flow: str | None = None) -> Map:
    """Draw a circle for each of Russia's partners; its area is the trade with this partner.

    Inside the map a slider picks the year, and buttons pick exports, imports or both, in
    billion US dollars or as a share of Russia's total.

    ``frame`` is the table ``russia_partners``, or some of its rows. ``year`` and ``flow`` are what
    the map shows first: left out, the newest year that Russia itself reported, as the firmest
    figures come first, and ``"turnover"``, which is ``"exports"`` and ``"imports"`` together.

    Raises `CourseError` if the frame holds no such year or flow, or what cannot be drawn: see
    :class:`~wayout.maps.partner_years.Years`.
    """
    years = Years(frame)
    first = _first(years, year, flow)
    m = Map(
        title=f"Russia's partners in trade, {_span(years)}",
        alt=_words(years, first),
        tables=("russia_partners", "capitals", "territories"),
        note=_note(years),
        table=_table(years),
    )
    m.bar = _BAR
    scales = _scales(years)
    for bubble in _bubbles(first, scales["usd"]):
        m.add_child(bubble)
    m.add_child(_Controls(years, first, scales))
    m.add_child(Window(_WORLD, _WORLD, pad=4))
    return m


class _Controls(Script):
    """The bar under the map: year, flow, unit, a sentence, and a table that follows them."""

    def __init__(self, years: Years, first: State, scales: dict[str, Scale]) -> None:
        super().__init__("Partners")
        self.years, self.first, self.scales = years, first, scales

    def code(self) -> str:
        """Return the script that wires the controls to the circles."""
        packed = {
            "names": [partner.name for partner in self.years.partners],
            "places": [partner.place for partner in self.years.partners],
            "states": {flow: self._packed(flow) for flow in FLOWS},
            "legend": {unit: _samples(scale) for unit, scale in self.scales.items()},
        }
        return f"wayout.partners({self.holder()}, {in_script(packed)});"

    def html(self) -> str:
        """Return the bar."""
        asks = [("flow", "Flow", _FLOWS, self.first.flow), ("unit", "In", _UNITS, "usd")]
        ticks = [(str(year), self.years.estimated(year)) for year in self.years.years]
        at = self.first.year - self.years.years[0]
        return render("maps/partners.html", asks=asks, ticks=ticks, at=at)

    def still(self, view: View) -> Iterator[Markup]:
        """Return the first sentence and the legend, for the still picture."""
        low, start = view.height, {"class_": "m", "x": 18}
        yield shape("path", class_="o", d=f"M0 {low}h{view.width}v{view.below}H0z")
        yield shape("text", "Area of a circle, in billion US dollars:", **start, y=low + 49)
        estimated = any(figure.estimate for figure in self.first.figures)
        yield from legend(self.scales["usd"], 270, low + 45, dashed=estimated)
        for i, line in enumerate(wrap(self.first.sentence("usd"), 112)):
            yield shape("text", line, **start, y=low + 102 + 20 * i)

    def _packed(self, flow: str) -> list[dict[str, Any]]:
        index = {partner.code: i for i, partner in enumerate(self.years.partners)}
        states = [self.years.states[year, flow] for year in self.years.years]
        return [_packed(state, index, self.scales) for state in states]


def _packed(state: State, index: dict[str, int], scales: dict[str, Scale]) -> dict[str, Any]:
    """Return a state as lists, each in the order of the ranks."""
    figures = state.figures
    return {
        "title": state.title,
        "year": str(state.year),
        "what": CALLED[state.flow],
        "gap": state.gap,
        "kind": _status(figures),
        "who": [index[f.partner.code] for f in figures],
        "rank": [f.rank for f in figures],
        "estimate": [int(f.estimate) for f in figures],
        "say": {unit: state.sentence(unit) for unit in _UNITS},
        "text": {
            "usd": [in_usd(f.usd) for f in figures],
            "pct": [in_pct(f.share) for f in figures],
        },
        "size": {
            "usd": [round(scales["usd"].radius(f.usd), 1) for f in figures],
            "pct": [round(scales["pct"].radius(f.share or 0), 1) for f in figures],
        },
    }


def _status(figures: Sequence[Figure]) -> str:
    kinds = dict.fromkeys("estimate" if f.estimate else "reported" for f in figures)
    return " and ".join(kinds) or "no figure"


def _samples(scale: Scale) -> dict[str, Any]:
    values = scale.samples()
    circles = [[f"{value:g}", round(scale.radius(value), 1)] for value in values]
    return {"circles": circles, "least": f"{scale.least():.1g}"}


def _scales(years: Years) -> dict[str, Scale]:
    """Return one scale a unit for all years and flows, so that any two states compare."""
    figures = [f for state in years.states.values() for f in state.figures]
    shares = [f.share for f in figures if f.share is not None]
    tops = {"usd": [f.usd for f in figures], "pct": shares}
    return {unit: Scale(max([*values, 0.001])) for unit, values in tops.items()}


def _bubbles(state: State, scale: Scale) -> Iterator[Bubble]:
    for at, f in enumerate(state.figures):
        yield Bubble(
            f.partner.place,
            scale.radius(f.usd),
            f.partner.name,
            in_usd(f.usd),
            named=at < _NAMED,
            dashed=f.estimate,
        )


def _first(years: Years, year: int | None, flow: str | None) -> State:
    chosen = years.newest_reported if year is None else year
    if chosen not in years.years:
        raise CourseError(f"This table has no year {year}. Choose one of {_span(years)}.")
    if flow is not None and flow not in FLOWS:
        raise CourseError(f"There is no flow '{flow}'. Choose 'exports', 'imports' or 'turnover'.")
    return years.states[chosen, flow or years.first_flow(chosen)]


def _span(years: Years) -> str:
    return " to ".join(dict.fromkeys((str(years.years[0]), str(years.years[-1]))))


def _note(years: Years) -> str:
    lost = ", ".join(years.unplaced)
    return (
        "Circles stand at capitals or main towns. Solid: reported by Russia; dashed and hollow: "
        "estimate by the IMF. Hong Kong, Macao and Taiwan are counted apart from China, as the "
        "IMF counts them."
        + (f" Not drawn, because its place is not known: {lost}." if lost else "")
    )


def _words(years: Years, first: State) -> str:
    last = years.states[years.years[-1], first.flow]
    said = dict.fromkeys(state.sentence("usd") for state in (first, last))
    return (
        "World map with a circle for each of Russia's partners in trade; the area of a circle is "
        f"the value. {' '.join(said)} The tables in and under the map list all partners."
    )


def _table(years: Years) -> pd.DataFrame:
    shown_years = years.years[-_TABLE_YEARS:]
    columns: dict[str, list[str]] = {
        "Partner (billion US dollars)": [partner.name for partner in years.partners]
    }
    for year in shown_years:
        for flow in (EXPORTS, IMPORTS):
            state = years.states[year, flow]
            values = {f.partner.code: f"{f.usd:,.3f}" for f in state.figures}
            head = f"{flow.capitalize()} {year}, {_status(state.figures)}"
            columns[head] = [values.get(p.code, "no figure") for p in years.partners]
    return pd.DataFrame(columns)
