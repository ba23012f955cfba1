"""Lesson 4, in proportion: every country a dot, by how far its trade hangs on few partners."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from wayout import measures
from wayout.caption import SERIES, Foot
from wayout.charts import layers
from wayout.charts.axes import NARROW
from wayout.charts.figure import Chart, Panel
from wayout.charts.require import ChartError, need, need_numbers, need_one_each
from wayout.charts.scales import width_of
from wayout.charts.status import MADE, OPEN, looks
from wayout.charts.theme import DOMAIN, OTHERS, PAPER, QUIET, SIZE, TEXT, ink
from wayout.charts.wording import number
from wayout.language import listed

TABLES = ("concentration", "russia_partners")
IMPLAUSIBLE = "implausible"
OWN = "RUS"
WITHOUT = "without doubtful rows"
NAMED = ("RUS", "MEX", "MNG", "BLR")
FLOWS = ("exports", "imports")
STEP = 0.0125
PIXELS = 6
# A telephone's drawing, so that labels which keep clear there keep clear everywhere.
NARROWEST = 310.0
LINE = 3.0
# Where the axis speaks, and how many equal partners make that index.
EQUAL = {0.1: 10, 0.25: 4, 0.5: 2, 1.0: 1}


def beside_others(
    concentration: pd.DataFrame,
    partners: pd.DataFrame,
    *,
    flow: str = "imports",
    named: Sequence[str] = NAMED,
    year: int = 2024,
    title: str = "",
    note: str = "",
) -> Chart:
    """Draw every country as a dot by its Herfindahl index, and Russia in a later year as well.

    Where the later year rests on estimates that the table marks as implausible, a second ring
    shows the index without them.

    Parameters
    ----------
    concentration
        ``load("concentration")``.
    partners
        ``load("russia_partners")``, for Russia in a later year.
    flow
        ``"exports"`` or ``"imports"``.
    named
        Codes of the countries that get a name, for instance ``"MEX"``.
    year
        The later year of Russia, from 2013 to 2024; it is drawn as a ring.
    title, note
        Replace the sentences written from the data.

    Raises
    ------
    ChartError
        If a column is missing, or the flow, a code or the year stands nowhere in the tables.
    """
    dots = stacked(_chosen(concentration, flow, named), named)
    own = _own(partners, flow, year)
    scene = _Scene.of(dots, own)
    panel = Panel(_drawing(scene), _describe(scene, flow))
    first = int(concentration["year"].iloc[0])
    return Chart(
        title or f"How far countries' {flow} hang on few partners, {first}",
        "Herfindahl index, no unit: one dot is one country",
        (panel,),
        Foot(TABLES, _twin(dots, own), note or _note(year, own)),
        (("dot", f"a country in {first}"), ("ring", f"Russia in {year}, {own['status'].iloc[0]}")),
    )


def _chosen(table: pd.DataFrame, flow: str, named: Sequence[str]) -> pd.DataFrame:
    need_numbers(need(table, "country_code", "country", "flow", "year"), "herfindahl")
    if flow not in FLOWS:
        raise ChartError(f"flow is '{flow}'; choose exports or imports.")
    rows = need_one_each(need(table[table["flow"] == flow]), "country_code")
    strange = [code for code in named if code not in set(rows["country_code"])]
    if strange:
        raise ChartError(f"No {flow} in the table for {listed(strange)}: take codes from it.")
    return rows


def stacked(rows: pd.DataFrame, named: Sequence[str]) -> pd.DataFrame:
    """Return one row a country: ``x`` in steps, ``y`` how high it stands, and how it is drawn.

    A named country stands on top of its heap, so that its name has room above it.
    """
    dots = rows[["country_code", "country", "herfindahl"]].copy()
    dots["named"] = dots["country_code"].isin(list(named))
    dots["x"] = (dots["herfindahl"] // STEP + 0.5) * STEP
    dots = dots.sort_values(["x", "named", "herfindahl"]).reset_index(drop=True)
    dots["y"] = dots.groupby("x").cumcount() + 0.5
    own = dots["country_code"] == OWN
    dots["colour"] = own.map({True: SERIES[0], False: OTHERS}).mask(dots["named"] & ~own, TEXT)
    pairs = zip(dots["country"], dots["herfindahl"], strict=True)
    dots["label"] = [f"{name}: {number(value, 2)}" for name, value in pairs]
    return dots


def _own(partners: pd.DataFrame, flow: str, year: int) -> pd.DataFrame:
    need_numbers(need(partners, "year", "flow", "status"), "usd_bn")
    found = measures.concentration_by_year(partners, flow)
    if year not in set(found["year"]):
        known = f"{found['year'].min()} to {found['year'].max()}"
        raise ChartError(f"Russia's partners in {year} are not in the table: choose {known}.")
    likely = measures.concentration_by_year(partners[partners["status"] != IMPLAUSIBLE], flow)
    rings = pd.concat([table[table["year"] == year] for table in (found, likely)])
    rings = rings.drop_duplicates("herfindahl").reset_index(drop=True)
    rings["x"], rings["y"], rings["colour"] = rings["herfindahl"], 0.0, SERIES[0]
    estimate = ", estimate" if looks(rings["status"]).iloc[0] in OPEN else ""
    rings["name"] = [f"Russia {year}{estimate}", WITHOUT][: len(rings)]
    rings["label"] = rings["name"] + ": " + [number(one, 2) for one in rings["herfindahl"]]
    return rings


# Labels -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Scene:
    """All that is drawn, with the labels in their places."""

    dots: pd.DataFrame
    own: pd.DataFrame
    median: float
    labels: pd.DataFrame

    @classmethod
    def of(cls, dots: pd.DataFrame, own: pd.DataFrame) -> "_Scene":
        """Return the scene: Russia's rings stand on the heaps below them, labels above all dots."""
        heaps = dots.groupby("x")["y"].max() + 0.5
        under = [heaps[abs(heaps.index - x) <= STEP / 2].max() for x in own["x"]]
        rings = own.assign(y=pd.Series(under).fillna(0.0) + 0.5)
        median = float(dots["herfindahl"].median())
        return cls(dots, rings, median, _placed(_asked(dots, rings, median), heaps))

    @property
    def top(self) -> float:
        """How high the drawing is, in dots."""
        return float(max(self.labels["level"].max() + LINE, self.dots["y"].max() + 1))


def _asked(dots: pd.DataFrame, own: pd.DataFrame, median: float) -> pd.DataFrame:
    named = dots.loc[dots["named"], ["x", "y", "colour", "label"]]
    middle = {"x": median, "y": 0.0, "colour": QUIET, "label": f"median: {number(median, 2)}"}
    asked = pd.concat([named, own[["x", "y", "colour", "label"]], pd.DataFrame([middle])])
    return asked.sort_values("x", ascending=False).reset_index(drop=True)


def _placed(asked: pd.DataFrame, heaps: "pd.Series[float]") -> pd.DataFrame:
    """Return ``asked`` with ``level`` and ``end``, from the right to the left, none on another."""
    taken: list[tuple[float, float, float]] = []
    for row in asked.itertuples():
        start, stop, end = _reach(float(row.x), str(row.label))  # type: ignore[arg-type]
        under = heaps[(heaps.index >= start - STEP) & (heaps.index <= stop + STEP)]
        level = max([float(row.y) + 0.5, *under]) + LINE / 2  # type: ignore[arg-type]
        for left, right, height in sorted(taken, key=lambda place: place[2]):
            if start < right and left < stop and abs(height - level) < LINE:
                level = height + LINE
        taken.append((start, stop, level))
        asked.loc[row.Index, ["level", "end"]] = [level, float(end)]
    return asked


def _reach(x: float, text: str) -> tuple[float, float, bool]:
    wide = (width_of(text, SIZE) + 4) / NARROWEST
    return (x - wide, x, True) if x + wide > 1 else (x, x + wide, False)


# The drawing --------------------------------------------------------------------------------


def _drawing(scene: _Scene) -> alt.LayerChart:
    top = scene.top
    drawn = [
        _rule(scene.labels, top),
        _dots(scene.dots, top, described=False),
        _dots(scene.dots[scene.dots["named"]], top, described=True),
        _dots(scene.own.assign(fill=PAPER), top, described=True, size=64),
        *(_texts(rows, top) for _, rows in scene.labels.groupby(["end", "colour"])),
    ]
    return layers.put_together(drawn, round(top * PIXELS))


def _across(field: str = "x") -> alt.X:
    scale = alt.Scale(domain=[0, 1], range=[2, alt.ExprRef("width - 28")], nice=False)
    axis = alt.Axis(
        title=None, values=[0, *EQUAL], labelExpr=_tick(), grid=False, labelSeparation=1
    )
    return alt.X(field=field, type="quantitative", scale=scale, axis=axis)


def _tick() -> str:
    """Return the Vega expression for a label in two lines: the index, and how many make it."""
    inner = "''"
    for value, count in EQUAL.items():
        words = "1 partner" if count == 1 else f"{count} equal"
        short = "one" if count == 1 else words
        inner = f"datum.value == {value} ? ({NARROW} ? '{short}' : '{words}') : {inner}"
    return f"[format(datum.value, '~f'), {inner}]"


def _up(field: str, top: float) -> alt.Y:
    scale = alt.Scale(domain=[0, top], nice=False)
    return alt.Y(field=field, type="quantitative", scale=scale, axis=None)


def _rule(labels: pd.DataFrame, top: float) -> alt.Chart:
    ends = labels.assign(stop=labels["level"] - LINE / 3)
    mark = alt.Chart(ends).mark_rule(stroke=DOMAIN, strokeWidth=1, aria=False)
    drawn: alt.Chart = mark.encode(x=_across(), y=_up("y", top), y2="stop")
    return drawn


def _dots(dots: pd.DataFrame, top: float, *, described: bool, size: int = 26) -> alt.Chart:
    rows = dots if "fill" in dots else dots.assign(fill=dots["colour"])
    small: Any = alt.ExprRef(f"{NARROW} ? {size * 0.6:.0f} : {size}")
    mark = alt.Chart(rows[["x", "y", "colour", "fill", "label"]]).mark_point(
        size=small, filled=False, strokeWidth=1.2, opacity=1, aria=described
    )
    said: Mapping[str, Any] = (
        {"description": alt.Description("label", type="nominal")} if described else {}
    )
    drawn: alt.Chart = mark.encode(
        x=_across(),
        y=_up("y", top),
        fill=alt.Fill("fill", type="nominal", scale=None),
        stroke=alt.Stroke("colour", type="nominal", scale=None),
        tooltip=layers.hover(),
        **said,
    )
    return drawn


def _texts(rows: pd.DataFrame, top: float) -> alt.Chart:
    back, colour = bool(rows["end"].iloc[0]), str(rows["colour"].iloc[0])
    said = rows[["x", "level", "label"]].rename(columns={"label": "text"})
    mark = alt.Chart(said).mark_text(
        align="right" if back else "left",
        dx=3 if back else -3,
        baseline="middle",
        fontSize=SIZE,
        fontWeight="normal" if colour == QUIET else "bold",
        fill=ink(colour),
        aria=False,
    )
    word = alt.Text("text", type="nominal")
    drawn: alt.Chart = mark.encode(x=_across(), y=_up("level", top), text=word)
    return drawn


# The words around it ------------------------------------------------------------------------


def _describe(scene: _Scene, flow: str) -> str:
    dots = scene.dots
    shown = dots[dots["named"]].sort_values("herfindahl")
    others = dots[dots["country_code"] != OWN]
    rings = zip(scene.own["label"], scene.own["herfindahl"], strict=True)
    return " ".join(
        [
            f"Dot chart of {len(dots)} countries by the Herfindahl index of their {flow}.",
            f"Median: {number(scene.median, 2)}.",
            *(f"{label}." for label in shown["label"]),
            *(
                f"{label}, above {(others['herfindahl'] < index).sum()} of the {len(others)} other "
                "countries."
                for label, index in rings
            ),
        ]
    )


def _note(year: int, own: pd.DataFrame) -> str:
    steps = "The heaps have steps, so that no dot hides another; the table has the plain figures. "
    ring = f"The ring sets Russia in {year} beside the others in an earlier year."
    if len(own) == 1:
        return f"{steps}{ring}"
    first, second = (number(one, 2) for one in own["herfindahl"])
    return (
        f"{steps}{ring} It rests on estimates, and some of them cannot be right: {first} with "
        f"them, {second} without."
    )


def _twin(dots: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    rows = dots.sort_values("herfindahl", ascending=False)
    rings = [f"Russia {own['year'].iloc[0]}", f"Russia {own['year'].iloc[0]}, {WITHOUT}"]
    names = [*rings[: len(own)], *rows["country"]]
    figures = [*own["herfindahl"], *rows["herfindahl"]]
    made = [*own["status"], *["computed"] * len(rows)]
    return pd.DataFrame({"Country": names, "Herfindahl index": figures, MADE: made})
