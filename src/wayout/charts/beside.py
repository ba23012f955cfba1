"""Lesson 4, in proportion: every country a dot, by how far its trade hangs on few partners."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from wayout import measures
from wayout.charts import layers
from wayout.charts.axes import NARROW
from wayout.charts.figure import Chart, Panel
from wayout.charts.require import ChartError, need, need_numbers, need_one_each
from wayout.charts.scales import width_of
from wayout.charts.status import MADE, OPEN, look_of
from wayout.charts.theme import DOMAIN, OTHERS, PAPER, QUIET, SIZE, TEXT, ink
from wayout.language import listed, number
from wayout.pages.caption import SERIES, Caption

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
# Where the axis speaks, and how many equal partners make that index, in words and in short.
EQUAL = {
    0.1: ("10 equal", "10 equal"),
    0.25: ("4 equal", "4 equal"),
    0.5: ("2 equal", "2 equal"),
    1.0: ("1 partner", "one"),
}
_LABEL = ["x", "y", "colour", "label"]


def beside_others(
    concentration: pd.DataFrame,
    partners: pd.DataFrame,
    *,
    flow: str = "imports",
    named: Sequence[str] = NAMED,
    year: int = 2024,
) -> Chart:
    """Draw every country as a dot by its Herfindahl index, and Russia in a later year as well.

    Where the later year rests on estimates that the table marks as implausible, a second ring
    shows the index without them.

    The tables are ``concentration`` and, for Russia in the later ``year`` (2013 to 2024),
    ``russia_partners``. ``flow`` is ``"exports"`` or ``"imports"``; ``named`` holds the codes of
    the countries that get a name, for instance ``"MEX"``.

    Raises `ChartError` if a column is missing, or the flow, a code or the year stands nowhere in
    the tables.
    """
    dots = stacked(_chosen(concentration, flow, named), named)
    heaps = dots.groupby("x")["y"].max() + 0.5
    own = _own(partners, flow, year, heaps)
    first = int(concentration["year"].iloc[0])
    panel = Panel(_drawing(dots, own, heaps), _describe(dots, own, flow))
    return Chart(
        f"How far countries' {flow} hang on few partners, {first}",
        "Herfindahl index, no unit: one dot is one country",
        (panel,),
        Caption(TABLES, _table(dots, own), _note(year, own)),
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
    return dots.assign(label=_labels(dots["country"], dots["herfindahl"]))


def _labels(names: pd.Series, figures: pd.Series) -> pd.Series:
    return names + ": " + figures.map(lambda figure: number(figure, 2))


def _own(partners: pd.DataFrame, flow: str, year: int, heaps: "pd.Series[float]") -> pd.DataFrame:
    """Return Russia's rings, which stand on the heaps below them."""
    need_numbers(need(partners, "year", "flow", "status"), "usd_bn")
    found = measures.concentration_by_year(partners, flow)
    if year not in set(found["year"]):
        known = f"{found['year'].min()} to {found['year'].max()}"
        raise ChartError(f"Russia's partners in {year} are not in the table: choose {known}.")
    likely = measures.concentration_by_year(partners[partners["status"] != IMPLAUSIBLE], flow)
    rings = pd.concat([table[table["year"] == year] for table in (found, likely)])
    rings = rings.drop_duplicates("herfindahl").reset_index(drop=True)
    estimate = ", estimate" if look_of(rings["status"]).iloc[0] in OPEN else ""
    names = pd.Series([f"Russia {year}{estimate}", WITHOUT][: len(rings)])
    under = [heaps[abs(heaps.index - x) <= STEP / 2].max() for x in rings["herfindahl"]]
    return rings.assign(
        x=rings["herfindahl"],
        y=pd.Series(under).fillna(0.0) + 0.5,
        colour=SERIES[0],
        label=_labels(names, rings["herfindahl"]),
    )


# Labels -------------------------------------------------------------------------------------


def _asked(dots: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    median = float(dots["herfindahl"].median())
    middle = pd.DataFrame([[median, 0.0, QUIET, f"median: {number(median, 2)}"]], columns=_LABEL)
    asked = pd.concat([dots.loc[dots["named"], _LABEL], own[_LABEL], middle])
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


def _drawing(dots: pd.DataFrame, own: pd.DataFrame, heaps: "pd.Series[float]") -> alt.LayerChart:
    labels = _placed(_asked(dots, own), heaps)
    top = float(max(labels["level"].max() + LINE, dots["y"].max() + 1))
    drawn = [
        _rule(labels, top),
        _dots(dots, top, described=False),
        _dots(dots[dots["named"]], top, described=True),
        _dots(own.assign(fill=PAPER), top, described=True, size=64),
        *(_texts(rows, top) for _, rows in labels.groupby(["end", "colour"])),
    ]
    return layers.put_together(drawn, round(top * PIXELS))


def _at(mark: alt.Chart, height: str, top: float, **channels: Any) -> alt.Chart:
    """Return ``mark`` at its index, as high as column ``height`` says, with ``channels``."""
    ends = alt.Scale(domain=[0, 1], range=[2, alt.ExprRef("width - 28")], nice=False)
    shown: dict[str, Any] = {"values": [0, *EQUAL], "labelExpr": _tick(), "labelSeparation": 1}
    axis = alt.Axis(title=None, grid=False, **shown)
    across = alt.X(field="x", type="quantitative", scale=ends, axis=axis)
    levels = alt.Scale(domain=[0, top], nice=False)
    up = alt.Y(field=height, type="quantitative", scale=levels, axis=None)
    drawn: alt.Chart = mark.encode(x=across, y=up, **channels)
    return drawn


def _tick() -> str:
    """Return the Vega expression for a label in two lines: the index, and how many make it."""
    inner = "''"
    for value, (words, short) in EQUAL.items():
        inner = f"datum.value == {value} ? ({NARROW} ? '{short}' : '{words}') : {inner}"
    return f"[format(datum.value, '~f'), {inner}]"


def _rule(labels: pd.DataFrame, top: float) -> alt.Chart:
    ends = labels.assign(stop=labels["level"] - LINE / 3)
    mark = alt.Chart(ends).mark_rule(stroke=DOMAIN, strokeWidth=1, aria=False)
    return _at(mark, "y", top, y2="stop")


def _dots(dots: pd.DataFrame, top: float, *, described: bool, size: int = 26) -> alt.Chart:
    rows = dots if "fill" in dots else dots.assign(fill=dots["colour"])
    small: Any = alt.ExprRef(f"{NARROW} ? {size * 0.6:.0f} : {size}")
    mark = alt.Chart(rows[[*_LABEL, "fill"]]).mark_point(
        size=small, filled=False, strokeWidth=1.2, opacity=1, aria=described
    )
    said = layers.spoken()
    told = said if described else {"tooltip": said["tooltip"]}
    return _at(mark, "y", top, **layers.paint(), **told)


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
    return _at(mark, "level", top, text=alt.Text("text", type="nominal"))


# The words around it ------------------------------------------------------------------------


def _describe(dots: pd.DataFrame, own: pd.DataFrame, flow: str) -> str:
    others = dots.loc[dots["country_code"] != OWN, "herfindahl"]
    named = dots[dots["named"]].sort_values("herfindahl")["label"]
    below = [
        f"{label}, above {(others < index).sum()} of the {len(others)} other countries"
        for label, index in zip(own["label"], own["herfindahl"], strict=True)
    ]
    what = f"Dot chart of {len(dots)} countries by the Herfindahl index of their {flow}"
    said = [what, f"Median: {number(dots['herfindahl'].median(), 2)}", *named, *below]
    return " ".join(f"{sentence}." for sentence in said)


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


def _table(dots: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    rows = dots.sort_values("herfindahl", ascending=False)
    later = f"Russia {own['year'].iloc[0]}"
    names = [*[later, f"{later}, {WITHOUT}"][: len(own)], *rows["country"]]
    figures = [*own["herfindahl"], *rows["herfindahl"]]
    made = [*own["status"], *["computed"] * len(rows)]
    return pd.DataFrame({"Country": names, "Herfindahl index": figures, MADE: made})
