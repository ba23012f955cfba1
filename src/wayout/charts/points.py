"""Single figures, drawn one by one: as a point, or as a range. Nothing joins them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import altair as alt
import pandas as pd

from wayout.charts import layers, marks
from wayout.charts.figure import Chart, Panel
from wayout.charts.require import ChartError, need, need_finite, need_numeric, need_one_each
from wayout.charts.rows import DROP, Rows
from wayout.charts.scales import ticks
from wayout.charts.status import MADE, OPEN, name, names, statuses
from wayout.charts.theme import DOMAIN, GRID
from wayout.language import exact
from wayout.pages.caption import SERIES, Caption

ROW = 40
START = 8
# Words that stand before a figure; any others follow it in brackets.
BEFORE = ("about", "almost", "at least", "at most", "did not exceed", "less than", "more than")
NOBODY = "not named on the page"
SHAPES = {"both": "circle", "low": "triangle-right", "high": "triangle-left"}
BOUNDS = {"both": "", "low": "at least", "high": "at most"}


def points(
    frame: pd.DataFrame,
    *,
    of: str | Sequence[str],
    title: str,
    unit: str,
    tables: Sequence[str],
    note: str = "",
) -> Chart:
    """Draw single figures that were counted by different people.

    Each counter has a panel of his own, and all panels share one scale. A figure is a point, a
    range is a bar between its ends, and a figure with one end only ("more than 80") is a
    triangle that points to where the rest lies.

    Each row is a figure, with the columns ``value_low`` and ``value_high`` (where one is empty, the
    figure is open on that side), ``counted_by``, ``status`` (what is no plain report, or nobody's,
    is drawn open)
    and, if wanted, ``wording``: words such as "about". ``of`` is the column, or columns, that say
    what it is of. ``tables`` the frame came from make the source line.

    Raises `ChartError` if a column is missing or holds no numbers, a row has no figure or an
    infinite one, its ends have changed places, two rows of one counter have one name, or ``of``
    names no column.
    """
    named = [of] if isinstance(of, str) else list(of)
    drawn = placed(frame, named)
    panels = tuple(
        Panel(_drawing(drawn, rows), describe(rows), f"Who says so: {by}")
        for by, rows in drawn.groupby("who", sort=False)
    )
    caption = Caption(tables, _table(drawn, frame, named), _noted(drawn, note))
    return Chart(title, unit, panels, caption, _key(drawn))


def placed(frame: pd.DataFrame, of: Sequence[str]) -> pd.DataFrame:
    """Return what each figure needs to be drawn, in the order of the frame.

    Beside the columns of `marks.styled`: ``who``, ``name``, ``low``, ``high``, ``from``, ``to``,
    ``text``, ``shape`` and ``label``.
    """
    need(frame, *of, "value_low", "value_high", "counted_by")
    teller = frame["counted_by"].fillna("").astype(str).replace("", NOBODY)
    rows = pd.DataFrame({"who": teller, "name": _names(frame, of)})
    for end in ("low", "high"):
        rows[end] = need_finite(need_numeric(frame[f"value_{end}"]).astype(float))
    _need_ends(need_one_each(rows, "who", "name"))
    rows["from"], rows["to"] = rows["low"].fillna(rows["high"]), rows["high"].fillna(rows["low"])
    known = pd.Series("both", rows.index).mask(rows["high"].isna(), "low")
    known = known.mask(rows["low"].isna(), "high")
    rows["shape"] = known.map(SHAPES)
    said = frame.get("wording", pd.Series("", rows.index)).fillna("").astype(str)
    words = said.mask(said == "", known.map(BOUNDS))
    rows["text"] = [_text(*row) for row in zip(rows["from"], rows["to"], words, strict=True)]
    made = statuses(frame, "status")
    made = made.mask((teller == NOBODY) & (made == "reported"), "nameless")
    rows = marks.styled(rows, made, SERIES[0])
    told = rows[["name", "text", "status", "who"]].itertuples(index=False)
    return rows.assign(label=[f"{a}: {b}, {name(c)}, by {d}" for a, b, c, d in told])


def _names(frame: pd.DataFrame, of: Sequence[str]) -> pd.Series:
    if not of:
        raise ChartError("Nothing says what a figure is of: name at least one column in 'of'.")
    columns = (frame[column].astype(str) for column in of)
    return pd.Series([", ".join(row) for row in zip(*columns, strict=True)], index=frame.index)


def _need_ends(rows: pd.DataFrame) -> None:
    for row in rows.loc[rows["low"].isna() & rows["high"].isna(), "name"]:
        raise ChartError(f"There is no figure for {row}: leave the row out.")
    for row in rows.loc[rows["low"] > rows["high"], "name"]:
        raise ChartError(f"The ends of {row} have changed places: the lowest comes first.")


def _text(first: float, last: float, words: str) -> str:
    figure = exact(first) if first == last else f"{exact(first)} to {exact(last)}"
    if not words:
        return figure
    return f"{words} {figure}" if words in BEFORE else f"{figure} ({words})"


def _drawing(drawn: pd.DataFrame, mine: pd.DataFrame) -> alt.LayerChart:
    """Return the figures of one counter, on the scale of all."""
    values = ticks(min(0.0, float(drawn["from"].min())), float(drawn["to"].max()), 4)
    free = layers.gutter(list(drawn["text"])) + 8
    rows = Rows(mine, "name", (values[0], values[-1]), free, START)
    # Ticks for a grid: that would end at the height of the drawing, and long names reach higher.
    high, low = alt.ExprRef(f"-{rows.reach}"), alt.ExprRef(f"{rows.reach} + 6")
    lines: dict[str, Any] = {"tickColor": GRID, "tickSize": high, "labelPadding": low}
    rows = replace(rows, axis=alt.Axis(title=None, values=values, domain=False, **lines))
    ranges, single = mine[mine["from"] < mine["to"]], mine[mine["from"] == mine["to"]]
    line = rows.base(mine[["name"]]).mark_rule(stroke=DOMAIN, yOffset=DROP, aria=False)
    ends = {"x": alt.value(START), "x2": alt.value(rows.end)}
    layout = [line.encode(**ends, strokeDash=alt.value([1, 4]))]
    if len(ranges):
        fine = {"height": 12, "strokeWidth": 1.6, "cornerRadius": 3}
        layout.append(rows.bars("from", "to", ranges, **fine))
    if len(single):
        shape = alt.Shape("shape", type="nominal", scale=None)
        layout.append(rows.dots("from", single, size=110, strokeWidth=1.8).encode(shape=shape))
    return rows.drawing([*layout, rows.names(), rows.words("to", dx=12)], ROW)


def describe(rows: pd.DataFrame) -> str:
    """Return every figure of one counter as one sentence."""
    told = rows[["name", "text", "status"]].itertuples(index=False)
    said = "; ".join(f"{a}: {b} ({name(c)})" for a, b, c in told)
    return f"{len(rows)} single figures, not joined. {said}."


def _key(drawn: pd.DataFrame) -> marks.Key:
    opened = drawn["look"].isin(OPEN)
    kinds = {"dot": drawn.loc[~opened, "status"], "ring": drawn.loc[opened, "status"]}
    found = [(sign, names(words)) for sign, words in kinds.items()]
    if (drawn["from"] < drawn["to"]).any():
        found.append(("solid", "a bar: from the lowest to the highest figure"))
    return tuple((sign, words) for sign, words in found if words)


def _noted(drawn: pd.DataFrame, note: str) -> str:
    open_ended = bool((drawn["shape"] != SHAPES["both"]).any())
    told = "A triangle points to where the figure may lie: more than that, or less." * open_ended
    return " ".join(part for part in (note, told) if part)


def _table(drawn: pd.DataFrame, frame: pd.DataFrame, of: Sequence[str]) -> pd.DataFrame:
    columns = {column.capitalize(): frame[column].astype(str) for column in of}
    columns |= {"Lowest": drawn["low"], "Highest": drawn["high"], "As told": drawn["text"]}
    columns |= {"Who says so": drawn["who"], MADE: drawn["status"].map(name)}
    return pd.DataFrame(columns)
