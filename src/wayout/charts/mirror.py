"""Lesson 4, one trade from two sides: what China is to Russia, and what Russia is to China."""

import altair as alt
import pandas as pd

from wayout import measures
from wayout.charts import layers, marks
from wayout.charts.figure import Chart, Panel
from wayout.charts.require import ChartError, need, need_numbers
from wayout.charts.rows import DROP, NARROWEST, Rows
from wayout.charts.scales import width_of
from wayout.charts.status import MADE, name
from wayout.charts.theme import DOMAIN, QUIET, SIZE
from wayout.language import exact, number, short_months
from wayout.pages.caption import SERIES, Caption

TABLES = ("share_estimates", "china_russia_annual", "china_totals")
# What the same goods are called on the other side of the border.
OTHER_SIDE = {"turnover": "turnover", "exports": "imports", "imports": "exports"}
CALLED = {"turnover": "trade", "exports": "exports", "imports": "imports"}
CHINAS = {
    "turnover": "trade of China with",
    "exports": "imports of China from",
    "imports": "exports of China to",
}
MEANT = {
    "turnover": ", exports and imports together",
    "exports": ": what Russia sells",
    "imports": ": what Russia buys",
}
NOTE = (
    "No answer is the right one: they count different months, divide by different totals, "
    "and some are estimates. The short strokes stand at one half."
)
HALF = 50.0
ROW = 42
BESIDE = 16.0
WHOLE = "whole year"
_COLUMNS = ("year", "period", "flow", "who", "status", "wording")


def mirror_shares(
    answers: pd.DataFrame,
    annual: pd.DataFrame,
    china_totals: pd.DataFrame,
    *,
    flow: str = "turnover",
    year: int = 2023,
) -> Chart:
    """Draw one trade twice: as a share of Russia's trade, and as a share of China's.

    Every answer of the table ``share_estimates`` is a point, or a range from low to high;
    ``annual`` and ``china_totals`` are the tables ``china_russia_annual`` and ``china_totals``,
    for China's own figure and all that China trades. ``flow`` is ``"turnover"``, or what Russia
    does: ``"exports"`` or ``"imports"``.

    Raises `ChartError` if ``flow`` is none of the three, a column is missing, or a table lacks
    the year for this flow; the message says which years there are.
    """
    _check(answers, annual, china_totals, flow, year)
    mine = _answers(answers, flow, year)
    theirs = _other_side(_share_of_china(annual, china_totals, flow, year))
    both = pd.concat([mine, theirs])
    panels = (
        _panel(mine, gutter(both), f"China's share of Russia's {CALLED[flow]}"),
        _panel(theirs, gutter(both), f"Russia's share of China's {CALLED[OTHER_SIDE[flow]]}"),
    )
    what = [panels[0].heading] * len(mine) + [panels[1].heading]
    table = {"Who says so": both["who"], "What": what, "Months": both["period"]}
    table |= {"Share": both["share"], MADE: both["status"].map(name)}
    plain = (("dot", "reported"),) if "solid" in set(both["look"]) else ()
    return Chart(
        f"One trade, two shares, {year}",
        f"Per cent of all trade in goods{MEANT[flow]}",
        panels,
        Caption(TABLES, pd.DataFrame(table), NOTE),
        (*plain, *marks.open_signs(both)),
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
    if year not in known:
        theirs = f"The tables hold no {CHINAS[flow]} Russia"
        lacking = theirs if year in answered else f"No answer in the table is about {flow}"
        years = " or ".join(str(int(one)) for one in sorted(known))
        advice = f"choose {years}" if years else "they hold no year from both sides"
        raise ChartError(f"{lacking} in {year}: {advice}.")


def _share_of_china(annual: pd.DataFrame, totals: pd.DataFrame, flow: str, year: int) -> float:
    return measures.share_of_china(annual, totals, year, OTHER_SIDE[flow])


def _answers(answers: pd.DataFrame, flow: str, year: int) -> pd.DataFrame:
    rows = answers[(answers["flow"] == flow) & (answers["year"] == year)]
    low, high = rows["share_pct_low"], rows["share_pct_high"]
    found = rows.assign(low=low, high=high.fillna(low), opened=high.isna())
    return _styled(found.sort_values("high", ascending=False), SERIES[0])


def _other_side(share: float) -> pd.DataFrame:
    who = "China's customs, United Nations total"
    row = {"who": who, "period": WHOLE, "status": "computed", "low": share, "high": share}
    return _styled(pd.DataFrame([row | {"opened": False, "wording": ""}]), SERIES[1])


def _styled(rows: pd.DataFrame, colour: str) -> pd.DataFrame:
    points = rows[["who", "period", "low", "high", "status"]].reset_index(drop=True)
    points = marks.styled(points, points["status"], colour)
    points["text"] = [_named(*row) for row in points[["who", "period", "status"]].to_numpy()]
    points["short"] = points["text"].map(short_months)
    said = rows[["low", "high", "opened", "wording"]].to_numpy()
    points["share"] = [_share(*row) for row in said]
    return points.assign(label=points["text"] + ": " + points["share"])


def _named(who: str, period: str, status: str) -> str:
    when = "" if period == WHOLE else f", {period}"
    return f"{who}{when}" + (", estimate" if status == "estimate" else "")


def _share(low: float, high: float, opened: bool, wording: object) -> str:
    """Return an answer in figures: ``"almost 32.1 %"``, ``"45 to 50 %"``, ``"33 % or more"``."""
    if opened:
        return f"{exact(low)} % or more"
    if low != high:
        return f"{exact(low)} to {exact(high)} %"
    hedge = f"{wording} " if isinstance(wording, str) and wording else ""
    return f"{hedge}{number(high)} %"


def gutter(points: pd.DataFrame) -> float:
    """Return how many pixels to keep free on the right, so that on a telephone no share is cut."""
    far = points["high"].clip(lower=1.0) / HALF
    wide = points["share"].map(lambda text: width_of(text, SIZE) + BESIDE)
    return max(14.0, NARROWEST - float(((NARROWEST - wide) / far).min()))


def _panel(points: pd.DataFrame, free: float, heading: str) -> Panel:
    told = [f"{said}." for said in (f"Points on a line to {HALF:g} %", *points["label"])]
    rows = Rows(points, "label", (0, HALF), free, 6, _axis(), 0.1, ("text", "short"))
    return Panel(_drawing(rows), " ".join(told), heading)


def _drawing(rows: Rows) -> alt.LayerChart:
    stems = rows.base().mark_rule(strokeWidth=1.6, yOffset=DROP, aria=False)
    line = {"stroke": layers.as_given("colour"), "strokeDash": layers.dash()}
    drawn = [
        _half(rows),
        stems.encode(x=rows.across("high"), x2=alt.datum(0), **line),
        *_ranges(rows),
        rows.dots("high", size=70, strokeWidth=2),
        rows.names(dy=-1, fill=QUIET),
        rows.words("high", "share", dx=10),
    ]
    return rows.drawing(drawn, ROW, 10)


def _ranges(rows: Rows) -> list[alt.Chart]:
    """Return band and lower end of the ranges; a layer without marks would be an empty picture."""
    ranges = rows.frame[rows.frame["low"] < rows.frame["high"]]
    if ranges.empty:
        return []
    band = rows.base(ranges).mark_rule(strokeWidth=7, opacity=0.35, yOffset=DROP, aria=False)
    ends = {"x": rows.across("low"), "x2": "high", "stroke": layers.as_given("colour")}
    return [band.encode(**ends), rows.dots("low", ranges, size=70, strokeWidth=2)]


def _axis() -> alt.Axis:
    show = f"datum.value == {HALF:g} ? 'half' : datum.value + ' %'"
    ticks = list(range(0, int(HALF) + 1, 10))
    return alt.Axis(title=None, values=ticks, labelExpr=show, grid=False, labelSeparation=4)


def _half(rows: Rows) -> alt.Chart:
    """Return a short stroke across each line at one half, clear of the names above it.

    A row has none where the drawing is so narrow that its share would be written across it.
    """
    mark = rows.base(rows.frame.assign(clear=_clear(rows.frame))).mark_point(
        shape="stroke", angle=90, size=260, stroke=DOMAIN, strokeWidth=1.4, yOffset=DROP, aria=False
    )
    seen = alt.condition(
        f"width - {rows.free + rows.start:.0f} >= datum.clear", alt.value(1), alt.value(0)
    )
    drawn: alt.Chart = mark.encode(x=alt.datum(HALF, type="quantitative"), opacity=seen)
    return drawn


def _clear(points: pd.DataFrame) -> "pd.Series[float]":
    """Return how many pixels the scale needs, so that each share ends before the stroke."""
    wide = points["share"].map(lambda text: width_of(text, SIZE) + BESIDE)
    left = 1 - points["high"] / HALF
    return (wide / left.where(left > 0)).fillna(0.0)
