"""Single figures, drawn one by one: as a point, or as a range. Nothing joins them."""

from collections.abc import Hashable, Sequence
from typing import Any

import altair as alt
import pandas as pd

from wayout.caption import SERIES, Foot
from wayout.charts import layers
from wayout.charts.figure import Chart, Panel
from wayout.charts.painting import Key
from wayout.charts.require import ChartError, need, need_finite, need_one_each
from wayout.charts.scales import ticks
from wayout.charts.status import MADE, OPEN, looks, name, statuses
from wayout.charts.theme import DOMAIN, PAPER, SIZE, TEXT
from wayout.charts.wording import exact

ROW = 40
# Words that stand before a figure; any others follow it in brackets.
BEFORE = ("about", "almost", "at least", "at most", "did not exceed", "less than", "more than")
NOBODY = "not named on the page"
SHAPES = {"both": "circle", "low": "triangle-right", "high": "triangle-left"}
_WORDS: dict[str, Any] = {"align": "left", "fill": TEXT, "fontSize": SIZE, "aria": False}


def points(
    frame: pd.DataFrame,
    *,
    of: str | Sequence[str],
    title: str,
    unit: str,
    tables: Sequence[str],
    low: str = "value_low",
    high: str = "value_high",
    who: str = "counted_by",
    wording: str = "wording",
    status: str = "status",
    note: str = "",
) -> Chart:
    """Draw single figures that were counted by different people.

    Each counter has a panel of his own, and all panels share one scale. A figure is a point, a
    range is a bar between its ends, and a figure with one end only ("more than 80") is a
    triangle that points to where the rest lies.

    Parameters
    ----------
    frame
        One row a figure.
    of
        Column, or columns, that say what a figure is of.
    title, unit
        Stand above the drawing.
    tables
        Names of the tables the frame came from, for the source line.
    low, high
        Columns of the lowest and the highest figure. They may be one column. Where an end is
        missing, the figure is open on that side.
    who
        Column that says who counted. An empty cell is told as such.
    wording
        Column of words such as "about"; left out where the frame has none.
    status
        Column of status words. What is not a plain report is drawn open.
    note
        One sentence to stand under the drawing.

    Raises
    ------
    ChartError
        If a column is missing or holds no numbers, a row has no figure or an infinite one, its
        ends have changed places, two rows of one counter have one name, or ``of`` names no
        column.
    """
    named = [of] if isinstance(of, str) else list(of)
    drawn = placed(frame, named, (low, high), who, wording, status)
    scale = ticks(min(0.0, float(drawn["from"].min())), float(drawn["to"].max()), 4)
    room = layers.gutter(list(drawn["text"])) + 8
    panels = tuple(_panel(str(by), rows, scale, room) for by, rows in _groups(drawn))
    foot = Foot(tables, _twin(drawn, frame, named), _noted(drawn, note))
    return Chart(title, unit, panels, foot, _key(drawn))


def placed(
    frame: pd.DataFrame,
    of: Sequence[str],
    ends: tuple[str, str],
    who: str,
    wording: str,
    status: str,
) -> pd.DataFrame:
    """Return what each figure needs to be drawn, in the order of the frame.

    Its columns are ``who``, ``name``, ``low``, ``high``, ``from``, ``to``, ``text``, ``shape``,
    ``status``, ``look``, ``colour``, ``fill`` and ``label``.
    """
    need(frame, *of, *ends, who)
    teller = frame[who].fillna("").astype(str).replace("", NOBODY)
    made = pd.DataFrame({"who": teller, "name": _names(frame, of)})
    made["low"], made["high"] = (_numbers(frame, end) for end in ends)
    _need_ends(need_one_each(made, "who", "name"))
    made["from"], made["to"] = made["low"].fillna(made["high"]), made["high"].fillna(made["low"])
    made["shape"] = [SHAPES[_ends(a, b)] for a, b in zip(made["low"], made["high"], strict=True)]
    made["text"] = _texts(made, _said(frame, wording))
    return _painted(made, statuses(frame, status))


def _names(frame: pd.DataFrame, of: Sequence[str]) -> pd.Series:
    if not of:
        raise ChartError("Nothing says what a figure is of: name at least one column in 'of'.")
    columns = (frame[column].astype(str) for column in of)
    return pd.Series([", ".join(row) for row in zip(*columns, strict=True)], index=frame.index)


def _numbers(frame: pd.DataFrame, column: str) -> pd.Series:
    if not pd.api.types.is_numeric_dtype(frame[column]):
        raise ChartError(f"Column '{column}' holds no numbers: name a column that can be drawn.")
    return need_finite(frame[column].astype(float))


def _need_ends(made: pd.DataFrame) -> None:
    empty = made[made["low"].isna() & made["high"].isna()]
    swapped = made[made["low"] > made["high"]]
    for name_of in empty["name"]:
        raise ChartError(f"There is no figure for {name_of}: leave the row out.")
    for name_of in swapped["name"]:
        raise ChartError(f"The ends of {name_of} have changed places: the lowest comes first.")


def _ends(low: float, high: float) -> str:
    return "high" if pd.isna(low) else "low" if pd.isna(high) else "both"


def _said(frame: pd.DataFrame, wording: str) -> pd.Series:
    if wording not in frame.columns:
        return pd.Series("", index=frame.index)
    return frame[wording].fillna("").astype(str)


def _texts(made: pd.DataFrame, said: pd.Series) -> list[str]:
    rows = zip(made["from"], made["to"], said, made["shape"], strict=True)
    return [_text(*row) for row in rows]


def _text(first: float, last: float, said: str, shape: str) -> str:
    figure = exact(first) if first == last else f"{exact(first)} to {exact(last)}"
    words = said or {"triangle-right": "at least", "triangle-left": "at most"}.get(shape, "")
    if not words:
        return figure
    return f"{words} {figure}" if words in BEFORE else f"{figure} ({words})"


def _painted(made: pd.DataFrame, words: pd.Series) -> pd.DataFrame:
    made = made.assign(status=words, look=looks(words), colour=SERIES[0])
    made["fill"] = made["colour"].mask(made["look"].isin(OPEN), PAPER)
    rows = zip(made["name"], made["text"], made["status"], made["who"], strict=True)
    made["label"] = [f"{a}: {b}, {name(c)}, by {d}" for a, b, c, d in rows]
    return made


def _groups(drawn: pd.DataFrame) -> list[tuple[Hashable, pd.DataFrame]]:
    return list(drawn.groupby("who", sort=False))


def _panel(who: str, rows: pd.DataFrame, scale: Sequence[float], room: float) -> Panel:
    return Panel(_drawing(rows, scale, room), describe(rows), f"Who says so: {who}")


def _drawing(rows: pd.DataFrame, scale: Sequence[float], room: float) -> alt.LayerChart:
    ranges, single = rows[rows["from"] < rows["to"]], rows[rows["from"] == rows["to"]]
    up = alt.Y(field="name", type="nominal", sort=list(rows["name"]), axis=None)
    drawn = [_line_of_each(rows, up, room)]
    drawn += [_bars(ranges, up, scale, room)] if len(ranges) else []
    drawn += [_dots(single, up, scale, room)] if len(single) else []
    return layers.put_together([*drawn, *_words(rows, up, scale, room)], ROW * len(rows))


def _across(field: str, scale: Sequence[float], room: float) -> alt.X:
    ends = alt.Scale(
        domain=[scale[0], scale[-1]], range=[8, alt.ExprRef(f"width - {room:.0f}")], nice=False
    )
    axis = alt.Axis(title=None, values=list(scale), grid=True, domain=False, ticks=False)
    return alt.X(field=field, type="quantitative", scale=ends, axis=axis)


def _line_of_each(rows: pd.DataFrame, up: alt.Y, room: float) -> alt.Chart:
    mark = alt.Chart(rows[["name"]]).mark_rule(stroke=DOMAIN, yOffset=9, aria=False)
    end = alt.value(alt.ExprRef(f"width - {room:.0f}"))
    drawn: alt.Chart = mark.encode(x=alt.value(8), x2=end, y=up, strokeDash=alt.value([1, 4]))
    return drawn


def _bars(rows: pd.DataFrame, up: alt.Y, scale: Sequence[float], room: float) -> alt.Chart:
    mark = alt.Chart(rows).mark_bar(height=12, strokeWidth=1.6, yOffset=9, cornerRadius=3)
    across = _across("from", scale, room)
    more = {"tooltip": layers.hover()} | layers.look_of_a_bar()
    drawn: alt.Chart = mark.encode(x=across, x2="to", y=up, **more)
    return drawn


def _dots(rows: pd.DataFrame, up: alt.Y, scale: Sequence[float], room: float) -> alt.Chart:
    mark = alt.Chart(rows).mark_point(size=110, strokeWidth=1.8, yOffset=9, opacity=1)
    across, shape = _across("from", scale, room), alt.Shape("shape", type="nominal", scale=None)
    more = {"tooltip": layers.hover()} | layers.look_of_a_bar()
    more.pop("strokeDash")  # a ring is open enough
    drawn: alt.Chart = mark.encode(x=across, y=up, shape=shape, **more)
    return drawn


def _words(
    rows: pd.DataFrame, up: alt.Y, scale: Sequence[float], room: float
) -> tuple[alt.Chart, alt.Chart]:
    base = alt.Chart(rows[["name", "to", "text"]])
    names = base.mark_text(baseline="bottom", dy=-3, **_WORDS)
    ends = base.mark_text(dx=12, dy=9, fontWeight="bold", **_WORDS)
    return (
        names.encode(x=alt.value(0), y=up, text=alt.Text("name", type="nominal")),
        ends.encode(x=_across("to", scale, room), y=up, text=alt.Text("text", type="nominal")),
    )


def describe(rows: pd.DataFrame) -> str:
    """Return every figure of one counter as one sentence."""
    told = zip(rows["name"], rows["text"], rows["status"], strict=True)
    said = "; ".join(f"{a}: {b} ({name(c)})" for a, b, c in told)
    return f"{len(rows)} single figures, not joined. {said}."


def _key(drawn: pd.DataFrame) -> Key:
    opened = drawn["look"].isin(OPEN)
    plain, unsure = drawn.loc[~opened, "status"], drawn.loc[opened, "status"]
    found = [("dot", _listed(plain))] if len(plain) else []
    found += [("ring", _listed(unsure))] if len(unsure) else []
    found += [("solid", "a bar: from the lowest to the highest figure")] * _has_range(drawn)
    return tuple(found)


def _listed(words: pd.Series) -> str:
    return " or ".join(name(word) for word in words.unique())


def _noted(drawn: pd.DataFrame, note: str) -> str:
    open_ended = bool((drawn["shape"] != SHAPES["both"]).any())
    told = "A triangle points to where the figure may lie: more than that, or less." * open_ended
    return " ".join(part for part in (note, told) if part)


def _has_range(drawn: pd.DataFrame) -> bool:
    return bool((drawn["from"] < drawn["to"]).any())


def _twin(drawn: pd.DataFrame, frame: pd.DataFrame, of: Sequence[str]) -> pd.DataFrame:
    columns = {column.capitalize(): frame[column].astype(str) for column in of}
    columns |= {"Lowest": drawn["low"], "Highest": drawn["high"], "As told": drawn["text"]}
    columns |= {"Who says so": drawn["who"], MADE: drawn["status"].map(name)}
    return pd.DataFrame(columns)
