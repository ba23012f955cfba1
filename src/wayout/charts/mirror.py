"""Lesson 4, one trade from two sides: what China is to Russia, and what Russia is to China."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from wayout import measures
from wayout.caption import SERIES, Foot
from wayout.charts import layers
from wayout.charts.figure import Chart, Panel
from wayout.charts.painting import Key
from wayout.charts.require import ChartError, need, need_numbers
from wayout.charts.scales import width_of
from wayout.charts.status import MADE, OPEN, looks, name
from wayout.charts.theme import DOMAIN, PAPER, QUIET, SIZE, TEXT
from wayout.charts.wording import exact, number, short_month
from wayout.charts.wording import month as month_name

TABLES = ("share_estimates", "china_russia_annual", "china_totals")
# What the same goods are called on the other side of the border.
OTHER_SIDE = {"turnover": "turnover", "exports": "imports", "imports": "exports"}
CALLED = {"turnover": "trade", "exports": "exports", "imports": "imports"}
HALF = 50.0
# A telephone's drawing beside Lab's own bars.
NARROWEST = 240.0
ROW = 42
DOWN = 9
BESIDE = 16.0
_TEXT = {"align": "left", "fontSize": SIZE, "aria": False}
NAME: dict[str, Any] = _TEXT | {"text": layers.SAID, "baseline": "bottom", "dy": -1, "fill": QUIET}
SHARE: dict[str, Any] = _TEXT | {"dx": 10, "dy": DOWN, "fontWeight": "bold", "fill": TEXT}
WHOLE = "whole year"
_COLUMNS = ("year", "period", "flow", "who", "status", "wording")
_SAID = ["low", "high", "opened", "wording"]
_LOOKS = {"solid": [1, 0], "hollow": [1, 0], "dashed": [4, 3]}


def mirror_shares(
    answers: pd.DataFrame,
    annual: pd.DataFrame,
    china_totals: pd.DataFrame,
    *,
    flow: str = "turnover",
    year: int = 2023,
    title: str = "",
    note: str = "",
) -> Chart:
    """Draw one trade twice: as a share of Russia's trade, and as a share of China's.

    Parameters
    ----------
    answers
        ``load("share_estimates")``: every answer is a point, or a range from low to high.
    annual
        ``load("china_russia_annual")``, for China's own figure.
    china_totals
        ``load("china_totals")``, for all that China trades.
    flow
        ``"turnover"``, or what Russia does: ``"exports"`` or ``"imports"``.
    year
        A year that all three tables hold for this flow.
    title, note
        Replace the sentences written from the data.

    Raises
    ------
    ChartError
        If ``flow`` is none of the three, a column is missing, or nothing is known of the year.
    """
    _check(answers, annual, china_totals, flow, year)
    mine = _answers(answers, flow, year)
    theirs = _other_side(annual, china_totals, flow, year)
    free = gutter(pd.concat([mine, theirs]))
    panels = (
        _panel(mine, free, f"China's share of Russia's {CALLED[flow]}"),
        _panel(theirs, free, f"Russia's share of China's {CALLED[OTHER_SIDE[flow]]}"),
    )
    return Chart(
        title or f"One trade, two shares, {year}",
        f"Per cent of all trade in goods{_meant(flow)}",
        panels,
        Foot(TABLES, _twin(mine, theirs, panels), note or _note()),
        _key(pd.concat([mine, theirs])),
    )


def _check(
    answers: pd.DataFrame, annual: pd.DataFrame, totals: pd.DataFrame, flow: str, year: int
) -> None:
    need_numbers(need(answers, *_COLUMNS), "share_pct_low", "share_pct_high")
    need_numbers(need(annual, "year", "reporter", "flow", "status", "headline"), "usd_bn")
    need_numbers(need(totals, "year", "flow"), "usd_bn")
    if flow not in OTHER_SIDE:
        raise ChartError(f"flow is '{flow}'; choose turnover, exports or imports.")
    answered = set(answers.loc[answers["flow"] == flow, "year"])
    known = {one for one in answered if pd.notna(_share_of_china(annual, totals, flow, one))}
    if year in known:
        return
    lacking = "No answer in the table is about" if year not in answered else "The tables hold no"
    what = flow if year not in answered else f"{_china(flow)} Russia"
    raise ChartError(f"{lacking} {what} in {year}: {_advice(known)}.")


def _advice(known: set[Any]) -> str:
    if not known:
        return "they hold no year from both sides"
    return "choose " + " or ".join(str(int(year)) for year in sorted(known))


def _share_of_china(annual: pd.DataFrame, totals: pd.DataFrame, flow: str, year: int) -> float:
    return measures.share_of_china(annual, totals, year, OTHER_SIDE[flow])


def _answers(answers: pd.DataFrame, flow: str, year: int) -> pd.DataFrame:
    rows = answers[(answers["flow"] == flow) & (answers["year"] == year)]
    high = rows["share_pct_high"].fillna(rows["share_pct_low"])
    opened = rows["share_pct_high"].isna()
    found = rows.assign(low=rows["share_pct_low"], high=high, opened=opened)
    return _painted(found.sort_values("high", ascending=False), SERIES[0])


def _other_side(annual: pd.DataFrame, totals: pd.DataFrame, flow: str, year: int) -> pd.DataFrame:
    share = _share_of_china(annual, totals, flow, year)
    row: dict[str, list[Any]] = {"low": [share], "high": [share], "period": [WHOLE]}
    row |= {"who": ["China's customs, United Nations total"], "status": ["computed"]}
    row |= {"opened": [False], "wording": [""]}
    return _painted(pd.DataFrame(row), SERIES[1])


def _china(flow: str) -> str:
    way = {"exports": "from", "imports": "to"}.get(flow, "with")
    return f"{CALLED[OTHER_SIDE[flow]]} of China {way}"


def _painted(rows: pd.DataFrame, colour: str) -> pd.DataFrame:
    points = rows[["who", "period", "low", "high", "status"]].reset_index(drop=True)
    points["look"] = looks(points["status"])
    points["colour"] = colour
    points["fill"] = points["colour"].mask(points["look"].isin(OPEN), PAPER)
    points["text"] = [_named(*row) for row in points[["who", "period", "status"]].to_numpy()]
    points["short"] = [_shorter(text) for text in points["text"]]
    points["share"] = [_share(*row) for row in rows[_SAID].to_numpy()]
    points["label"] = points["text"] + ": " + points["share"]
    return points


def _named(who: str, period: str, status: str) -> str:
    when = "" if period == WHOLE else f", {period}"
    return f"{who}{when}" + (", estimate" if status == "estimate" else "")


def _shorter(text: str) -> str:
    for n in range(1, 13):
        text = text.replace(month_name(n), short_month(n))
    return text


def _share(low: float, high: float, opened: bool, wording: object) -> str:
    """Return an answer in figures: ``"almost 32.1 %"``, ``"45 to 50 %"``, ``"33 % or more"``."""
    if opened:
        return f"{exact(low)} % or more"
    if low != high:
        return f"{exact(low)} to {exact(high)} %"
    return (
        f"{wording} {number(high)} %"
        if isinstance(wording, str) and wording
        else f"{number(high)} %"
    )


# The drawing --------------------------------------------------------------------------------


def gutter(points: pd.DataFrame) -> float:
    """Return how many pixels to keep free on the right, so that on a telephone no share is cut."""
    far = points["high"].clip(lower=1.0) / HALF
    wide = points["share"].map(lambda text: width_of(text, SIZE) + BESIDE)
    return max(14.0, NARROWEST - float(((NARROWEST - wide) / far).min()))


def _panel(points: pd.DataFrame, free: float, heading: str) -> Panel:
    said = [f"{label}." for label in points["label"]]
    told = " ".join([f"Points on a line to {HALF:g} %.", *said])
    return Panel(_drawing(points, free), told, heading)


def _drawing(points: pd.DataFrame, free: float) -> alt.LayerChart:
    base = alt.Chart(points).encode(y=_rows(points))
    high, share = _place("high", free), alt.Text("share", type="nominal")
    stems = base.mark_rule(strokeWidth=1.6, yOffset=DOWN, aria=False)
    drawn = [
        _half(base),
        stems.encode(x=high, x2=alt.datum(0), **_look()),
        *_ranges(points, free),
        _dots(base, high),
        base.mark_text(**NAME).encode(x=alt.value(0)),
        base.mark_text(**SHARE).encode(x=high, text=share),
    ]
    return layers.put_together(drawn, ROW * len(points) + 10)


def _ranges(points: pd.DataFrame, free: float) -> list[alt.Chart]:
    """Return band and lower end of the ranges; a layer without marks would be an empty picture."""
    ranges = points[points["low"] < points["high"]]
    if ranges.empty:
        return []
    base = alt.Chart(ranges).encode(y=_rows(points))
    low = _place("low", free)
    band = base.mark_rule(strokeWidth=7, opacity=0.35, yOffset=DOWN, aria=False)
    return [band.encode(x=low, x2="high", stroke=_given(alt.Stroke, "colour")), _dots(base, low)]


def _rows(points: pd.DataFrame) -> alt.Y:
    scale = alt.Scale(paddingOuter=0.1)
    return alt.Y("label", type="nominal", sort=list(points["label"]), axis=None, scale=scale)


def _place(field: str, free: float) -> alt.X:
    end = alt.ExprRef(f"width - {free:.0f}")
    scale = alt.Scale(domain=[0, HALF], range=[6, end], nice=False)
    return alt.X(field=field, type="quantitative", scale=scale, axis=_axis())


def _axis() -> alt.Axis:
    show = f"datum.value == {HALF:g} ? 'half' : datum.value + ' %'"
    ticks = list(range(0, int(HALF) + 1, 10))
    return alt.Axis(title=None, values=ticks, labelExpr=show, grid=False, labelSeparation=4)


def _half(base: alt.Chart) -> alt.Chart:
    """Return a short stroke across each line at one half, clear of the names above it."""
    mark = base.mark_point(
        shape="stroke", angle=90, size=260, stroke=DOMAIN, strokeWidth=1.4, yOffset=DOWN, aria=False
    )
    drawn: alt.Chart = mark.encode(x=alt.datum(HALF, type="quantitative"))
    return drawn


def _look() -> Mapping[str, Any]:
    scale = alt.Scale(domain=list(_LOOKS), range=list(_LOOKS.values()))
    dash = alt.StrokeDash("look", type="nominal", scale=scale, legend=None)
    return {"stroke": _given(alt.Stroke, "colour"), "strokeDash": dash}


def _given(channel: Any, field: str) -> Any:
    return channel(field, type="nominal", scale=None)


def _dots(base: alt.Chart, place: alt.X) -> alt.Chart:
    mark = base.mark_point(size=70, strokeWidth=2, filled=False, opacity=1, yOffset=DOWN)
    paint = {"fill": _given(alt.Fill, "fill"), "stroke": _given(alt.Stroke, "colour")}
    said = alt.Description("label", type="nominal")
    drawn: alt.Chart = mark.encode(x=place, description=said, tooltip=layers.hover(), **paint)
    return drawn


# The words around it ------------------------------------------------------------------------


def _meant(flow: str) -> str:
    if flow == "turnover":
        return ", exports and imports together"
    return f": what Russia {'sells' if flow == 'exports' else 'buys'}"


def _note() -> str:
    return (
        "No answer is the right one: they count different months, divide by different totals, "
        "and some are estimates. The short strokes stand at one half."
    )


def _key(points: pd.DataFrame) -> Key:
    signs = {"hollow": "ring", "dashed": "dashed-line"}
    found = points.drop_duplicates("look").set_index("look")["status"]
    known = [(sign, name(found[look])) for look, sign in signs.items() if look in found.index]
    plain = [("dot", "reported")] if "solid" in found.index else []
    return (*plain, *known)


def _twin(mine: pd.DataFrame, theirs: pd.DataFrame, panels: tuple[Panel, ...]) -> pd.DataFrame:
    parts = [
        rows.assign(heading=panel.heading)
        for rows, panel in zip((mine, theirs), panels, strict=True)
    ]
    rows = pd.concat(parts)
    return pd.DataFrame(
        {
            "Who says so": rows["who"],
            "What": rows["heading"],
            "Months": rows["period"],
            "Share": rows["share"],
            MADE: rows["status"].map(name),
        }
    )
