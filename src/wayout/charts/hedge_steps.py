"""Lesson 1, how firmly: the essay's wording, sentence by sentence, on named steps."""

import json

import altair as alt
import pandas as pd

from wayout.charts import layers
from wayout.charts.axes import NARROW
from wayout.charts.figure import Chart, Panel
from wayout.charts.require import ChartError, need, need_numbers, need_one_each
from wayout.charts.theme import OTHERS, PAPER, TEXT
from wayout.language import listed
from wayout.pages.caption import SERIES, Caption

TABLE = "hedges"
HEIGHT = 260
MARGIN = 0.6
SHOULD = "what should be"
# How a dot is drawn, by what its sentence speaks of.
SIGN = {"what is": "dot", SHOULD: "ring"}
NOTE = (
    "The steps are this course's own reading, not a measurement. They have an order and no size, "
    "and other readers may order them otherwise."
)


def hedges(frame: pd.DataFrame) -> Chart:
    """Draw how firmly each sentence speaks, in the order of the essay.

    ``frame`` is the table ``hedges``: one row a sentence, with its words and its step.

    Raises `ChartError` if a column is missing, a sentence stands twice, or a step has two names.
    """
    points = placed(frame)
    spoken_of = set(points["says"])
    return Chart(
        "How firmly the essay speaks of Putin's aims",
        "Strength of the wording, in steps; the sentences stand in the order of the essay",
        (Panel(_drawing(points), describe(points)),),
        Caption((TABLE,), _table(points), NOTE),
        tuple((sign, f"says {says}") for says, sign in SIGN.items() if says in spoken_of),
    )


def placed(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in the order of the essay, with what is written and painted at each."""
    need_numbers(need(frame, "words", "step_name", "says", "note"), "sentence", "step")
    points = need_one_each(frame, "sentence").sort_values("sentence").reset_index(drop=True)
    _need_one_name(points)
    again = points["words"].eq(points["words"].shift()) & points["step"].eq(points["step"].shift())
    rows = points[["sentence", "words", "step_name"]].itertuples(index=False)
    return points.assign(
        text=points["words"],
        short=points["words"].mask(again, ""),
        colour=SERIES[0],
        fill=points["says"].map({SHOULD: PAPER}).fillna(SERIES[0]),
        rises=points["step"].shift(-1) > points["step"],
        fell=points["step"].shift() > points["step"],
        label=[f'Sentence {n}: "{words}", {name}' for n, words, name in rows],
    )


def _need_one_name(points: pd.DataFrame) -> None:
    names = points.groupby("step")["step_name"].unique()
    for step, called in names[names.map(len) > 1].items():
        raise ChartError(f"Step {step} is called {listed(called)}: give it one name.")


def _drawing(points: pd.DataFrame) -> alt.LayerChart:
    base = alt.Chart(points).encode(x=_across(points), y=_up(points))
    path = base.mark_line(stroke=OTHERS, strokeWidth=1.5, aria=False)
    dots = base.mark_point(size=90, strokeWidth=2.2, filled=False, opacity=1)
    drawn = [path, dots.encode(**layers.paint(), **layers.spoken()), _words(base)]
    return layers.put_together(drawn, HEIGHT)


def _words(base: alt.Chart) -> alt.Chart:
    """Return the words at the dots, on the side where the path does not run."""
    drawn: alt.Chart = base.mark_text(
        text=layers.SAID,
        align=alt.ExprRef("datum.rises ? 'right' : 'center'"),
        baseline=alt.ExprRef("datum.fell ? 'top' : 'bottom'"),
        dx=alt.ExprRef("datum.rises ? 6 : 0"),
        dy=alt.ExprRef("datum.fell ? 11 : -11"),
        fontWeight="bold",
        fill=TEXT,
        aria=False,
    )
    return drawn


def _across(points: pd.DataFrame) -> alt.X:
    domain = [int(number) for number in points["sentence"]]
    axis = alt.Axis(title="Number of the sentence", labelAngle=0, labelSeparation=2)
    ends = alt.ExprRef(f"width - ({NARROW} ? 0 : 8)")
    scale = alt.Scale(domain=domain, range=[0, ends], padding=0.5)
    return alt.X(field="sentence", type="ordinal", scale=scale, axis=axis)


def _up(points: pd.DataFrame) -> alt.Y:
    named = {f"{n:g}": name for n, name in zip(points["step"], points["step_name"], strict=True)}
    steps = sorted(float(step) for step in points["step"].unique())
    scale = alt.Scale(domain=[steps[0] - MARGIN, steps[-1] + MARGIN], nice=False, zero=False)
    shown = f"{json.dumps(named)}[datum.value]"
    axis = alt.Axis(title=None, values=steps, labelExpr=shown, labelLimit=120)
    return alt.Y(field="step", type="quantitative", scale=scale, axis=axis)


def describe(points: pd.DataFrame) -> str:
    """Return what the dots show: each sentence with its words and the name of its step."""
    steps = points.drop_duplicates("step").sort_values("step")["step_name"]
    said = [f"{label}." for label in points["label"]]
    return " ".join([f"Dots on {len(steps)} steps, from below: {listed(steps)}.", *said])


def _table(points: pd.DataFrame) -> pd.DataFrame:
    steps = zip(points["step"], points["step_name"], strict=True)
    columns = {"Sentence": points["sentence"].astype(str), "The essay's words": points["words"]}
    columns |= {"Step": pd.Series([f"{number:g}, {name}" for number, name in steps])}
    columns |= {"Speaks of": points["says"], "What the wording does": points["note"]}
    return pd.DataFrame(columns)
