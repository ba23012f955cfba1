"""First guess (W0): say what you expect, then see it beside what the tables say.

Whoever commits to a guess reads the answer better (Kim, Reinecke, Hullman 2017, "Explaining the
Gap"). A guess is a few numbers: one on a scale, one a year for the rest of a line, latitude and
longitude for a place. The first one counts; what was shown without a guess is not counted.
"""

import tomllib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Any

from wayout.activities.face import EVERY, Face, Fields, Reply, kept_line
from wayout.essay import EssayError
from wayout.facts import fact, say
from wayout.language import nearest
from wayout.tables.package import geo, load, text
from wayout.work.activity import Activity, AnswerError, as_dict
from wayout.work.entries import Entry
from wayout.work.session import current
from wayout.work.workfile import WorkFile

Values = tuple[float, ...]
Point = tuple[float, float]
Scale = Callable[[float], float]

LEFT, RIGHT, TOP, BOTTOM = 52, 612, 16, 284
MIDDLE = 150
_EARTH_KM = 6371
_NEAR_KM = 300
"""A finger on a telephone points no better than that."""
_WIDE, _HIGH = 90, 18


@dataclass(frozen=True)
class Control:
    """One number to guess: its name on the card, what it is called, and its scale.

    ``along`` says on which axis of the picture it lies, ``at`` in which column if in one alone.
    """

    name: str
    label: str
    low: float
    high: float
    step: float
    along: str = "y"
    at: float | None = None

    def clip(self, value: float) -> float:
        """Return the nearest number that is on the scale."""
        return min(max(value, self.low), self.high)


@dataclass(frozen=True)
class Question:
    """One thing to guess; ``kind`` is ``"number"``, ``"line"`` or ``"place"``.

    ``truth`` holds one number for each control, in ``unit``; ``known`` is the part of a line that
    is shown from the start, ``marks`` are named places that are; ``found`` is the sentence that
    tells what the tables say.
    """

    id: str
    lesson: str
    kind: str
    ask: str
    unit: str
    controls: tuple[Control, ...]
    truth: Values
    known: tuple[Point, ...]
    found: str
    marks: tuple[tuple[Values, str], ...] = ()

    def clip(self, values: Values) -> Values:
        """Return the guess with each number brought onto its scale."""
        return tuple(c.clip(v) for c, v in zip(self.controls, values, strict=True))

    def compare(self, values: Values) -> str:
        """Return the sentence that sets a guess beside the truth."""
        if self.kind == "place":
            away = distance_km(values, self.truth)
            return (
                f"Your place lies about {away:,.0f} km from it." if away >= _NEAR_KM else "There."
            )
        last, true = values[-1], self.truth[-1]
        gap = abs(last - true)
        when = f" for {self.controls[-1].label}" if self.kind == "line" else ""
        said = f"You said {last:g}{when}; it is {_told(true)}"
        if gap == 0:
            return f"{said}. That is it."
        if gap <= self.controls[-1].step:
            return f"{said}. That is very near."
        side = "above" if last > true else "below"
        return f"{said}: your guess lies {_told(gap)} {side} it."


def _told(number: float) -> str:
    return f"{number:.0f}" if number == int(number) else f"{number:.1f}"


def distance_km(one: Values, other: Values) -> float:
    """Return the way between two places, latitude and longitude in degrees, over a round earth."""
    (lat1, lon1), (lat2, lon2) = map(radians, one), map(radians, other)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


# Questions ------------------------------------------------------------------------------------


@cache
def questions() -> dict[str, Question]:
    """Return all that can be guessed, by name, from ``data/essay/guesses.toml``."""
    return {name: _question(name, row) for name, row in tomllib.loads(text("guesses")).items()}


def _question(name: str, row: dict[str, Any]) -> Question:
    make = {"number": _number, "line": _line, "place": _place}[row["kind"]]
    controls, truth, known = make(row)
    found = str(say(row["found"]))
    about = name, row["lesson"], row["kind"], row["ask"], row["unit"]
    return Question(*about, controls, truth, known, found, _marks(row.get("marks", [])))


def _marks(countries: list[str]) -> tuple[tuple[Values, str], ...]:
    """Return the capitals of some countries: latitude, longitude, and name."""
    table = load("capitals").set_index("country").loc[countries]
    rows = table[["latitude", "longitude", "capital"]].itertuples(index=False)
    return tuple(((lat, lon), name) for lat, lon, name in rows)


Made = tuple[tuple[Control, ...], Values, tuple[Point, ...]]


def _number(row: dict[str, Any]) -> Made:
    control = Control("amount", row["label"], row["low"], row["high"], row["step"], "x")
    return (control,), (float(fact(row["fact"]).value),), ()


def _line(row: dict[str, Any]) -> Made:
    table = load(row["table"])
    for column, wanted in row["where"].items():
        table = table[table[column] == wanted]
    points = [(float(x), float(y)) for x, y in table[[row["x"], row["y"]]].itertuples(index=False)]
    asked = [p for p in points if row["hidden_from"] <= p[0] <= row["last"]]
    known = tuple(p for p in points if row["first"] <= p[0] < row["hidden_from"])
    scale = row["low"], row["high"], row["step"]
    controls = [Control(f"x{x:.0f}", f"{x:.0f}", *scale, at=x) for x, _ in asked]
    return tuple(controls), tuple(y for _, y in asked), known


def _place(row: dict[str, Any]) -> Made:
    table = load(row["table"])
    for column, wanted in row["where"].items():
        table = table[table[column] == wanted]
    west, east, south, north = row["window"]
    controls = (
        Control("latitude", "North or south", south, north, 1, "y"),
        Control("longitude", "West or east", west, east, 1, "x"),
    )
    place = table[["latitude", "longitude"]].iloc[-1]
    return controls, (float(place.iloc[0]), float(place.iloc[1])), ()


# Answers --------------------------------------------------------------------------------------


def _read(entry: Entry) -> Values | None:
    value = as_dict(entry)
    question, given = questions().get(str(value.get("of"))), value.get("values")
    if question is None or not isinstance(given, list) or len(given) != len(question.controls):
        return None
    numbers = [v for v in given if isinstance(v, int | float) and not isinstance(v, bool)]
    return question.clip(tuple(map(float, numbers))) if len(numbers) == len(given) else None


GUESS: Activity[Values] = Activity(
    "guess", _read, lambda entry: str(entry.value["of"]), "First guesses"
)
ACTIVITIES = (GUESS,)


def guess(name: str) -> "GuessFace":
    """Return the card of one first guess, such as ``"trade_line"``.

    Raises EssayError when there is no such guess.
    """
    if name not in questions():
        raise EssayError(f"There is no guess '{name}'. {nearest(str(name), questions())}")
    session = current()
    return GuessFace(questions()[name], session.work, session.lesson)


class GuessFace(Face):
    """A picture to draw on, sliders that do the same by keys, and then the answer."""

    template = "guess.html"

    def __init__(self, question: Question, work: WorkFile, lesson: str) -> None:
        self.question, self.lesson = question, lesson
        super().__init__(work, f"guess {question.id}")

    def given(self) -> Values | None:
        """Return the first guess, which counts, or nothing."""
        pairs = GUESS.pairs(self.work)
        mine = [values for entry, values in pairs if entry.value["of"] == self.question.id]
        return mine[0] if mine else None

    def saved(self) -> Fields:
        """Return the sliders where they start, or at the guess."""
        first = [_start(self.question, control) for control in self.question.controls]
        values = self.given() or first
        pairs = zip(self.question.controls, values, strict=True)
        return Fields({control.name: f"{value:g}" for control, value in pairs})

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the picture, in its own pixels, and what can be said of the guess."""
        question, given = self.question, self.given()
        moved = [c.name for c in question.controls if fields[f"{c.name}-moved"] or given]
        values = given or _typed(question, fields)
        opened = bool(given or fields["shown"])
        return {
            "question": question,
            "given": given,
            "opened": opened,
            "picture": picture(question, values, moved, opened=opened),
            "compared": question.compare(given) if given else "",
            "now": self._now(moved),
        }

    def _now(self, moved: list[str]) -> str:
        if self.given():
            mine = [e for e, _ in GUESS.pairs(self.work) if e.value["of"] == self.question.id]
            return kept_line(self.work, mine[0].when)
        return "Not saved yet." if moved else "Nothing guessed yet."

    def do_guess(self, fields: Fields, _: str) -> Reply:
        """Keep the guess and show what the tables say."""
        missing = [c.label for c in self.question.controls if not fields[f"{c.name}-moved"]]
        if missing and self.given() is None:
            raise AnswerError(_ASK[self.question.kind].format(", ".join(missing)))
        if self.given() is None:
            values = self.question.clip(_typed(self.question, fields))
            GUESS.keep(
                self.work, {"of": self.question.id, "values": list(values)}, lesson=self.lesson
            )
        return Reply(forget=EVERY)

    def do_show(self, fields: Fields, _: str) -> Reply:
        """Show the answer all the same; it is not counted as a guess."""
        fields["shown"] = "yes"
        return Reply("Shown without a guess, so none is saved.")


_ASK = {
    "number": "Move the slider first: what do you expect?",
    "line": "Draw the line to its end first. Still missing: {}.",
    "place": "Choose a place on the map first.",
}


def _start(question: Question, control: Control) -> float:
    """Return where a slider stands before it is moved: the last known point, or the middle."""
    if question.known:
        return control.clip(round(question.known[-1][1] / control.step) * control.step)
    return round((control.low + control.high) / 2 / control.step) * control.step


def _typed(question: Question, fields: Fields) -> Values:
    return tuple(float(fields[c.name] or _start(question, c)) for c in question.controls)


# Picture --------------------------------------------------------------------------------------

Shape = dict[str, Any]


def picture(
    question: Question, values: Values, moved: Collection[str], *, opened: bool
) -> dict[str, Any]:
    """Return what the template draws: pixels of the axes, of what is known, guessed and true."""
    x, y = _scales(question)
    known = [(x(a), y(b)) for a, b in question.known]
    mine = _points(question, values, x, y, moved)
    true = _points(question, question.truth, x, y) if opened else []
    return {
        "plot": [_handle(control, x) for control in question.controls],
        "known": known,
        "mine": [*known[-1:], *mine] if mine else [],
        "true": [*known[-1:], *true] if true else [],
        "marks": _named([(x(lon), y(lat), name) for (lat, lon), name in question.marks]),
        "higher": bool(mine and true and mine[-1][1] <= true[-1][1]),
        "xs": [(x(value), f"{value:g}") for value in _ticks(question, "x")],
        "ys": [(y(value), f"{value:g}") for value in _ticks(question, "y")],
        **(
            {layer: _land(layer, x, y) for layer in ("borders", "disputed")}
            if question.kind == "place"
            else {}
        ),
    }


def _handle(control: Control, x: Scale) -> Shape:
    """Return what the page needs to move a slider by pointing at the picture."""
    pixels = [LEFT, RIGHT] if control.along == "x" else [BOTTOM, TOP]
    at = None if control.at is None else x(control.at)
    scale = [control.low, control.high, control.step]
    about = {"name": control.name, "along": control.along}
    return {**about, "at": at, "pixels": pixels, "scale": scale}


def _scales(question: Question) -> tuple[Scale, Scale]:
    up, across = question.controls[0], question.controls[-1]
    ends = across.low, across.high
    if question.kind == "line":
        ends = question.known[0][0], across.at or 0

    def x(value: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * (value - ends[0]) / (ends[1] - ends[0]), 1)

    def y(value: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * (value - up.low) / (up.high - up.low), 1)

    return x, y


def _points(
    question: Question, values: Values, x: Scale, y: Scale, moved: Collection[str] | None = None
) -> list[Point]:
    """Return the pixels of a guess or of the truth; of a place only when it is whole."""
    named = zip(question.controls, values, strict=True)
    kept = [(c, v) for c, v in named if moved is None or c.name in moved]
    if question.kind == "line":
        return [(x(c.at or 0), y(v)) for c, v in kept]
    if len(kept) < len(values):
        return []
    return [(x(values[-1]), y(values[0]) if question.kind == "place" else MIDDLE)]


def _ticks(question: Question, axis: str) -> list[float]:
    """Return what is written along an axis: round values, or first, next and last year."""
    control = question.controls[0]
    if question.kind == "line" and axis == "x":
        return [question.known[0][0], control.at or 0, question.controls[-1].at or 0]
    if question.kind == "place" or control.along != axis:
        return []
    return [control.low + (control.high - control.low) * part / 4 for part in range(5)]


def _named(marks: list[tuple[float, float, str]]) -> list[tuple[float, float, str, bool]]:
    """Return marks, and whether their names stand to the left: there is another to the right."""

    def beside(a: float, b: float) -> bool:
        return any(0 < x - a < _WIDE and abs(y - b) < _HIGH for x, y, _ in marks)

    return [(x, y, name, beside(x, y)) for x, y, name in marks]


def _land(layer: str, x: Scale, y: Scale) -> str:
    """Return the outlines of a map layer as one path, degrees straight on both axes."""
    shapes = [feature["geometry"] for feature in geo(layer)["features"]]
    many = [s["coordinates"] if s["type"] == "MultiPolygon" else [s["coordinates"]] for s in shapes]
    rings = [ring for polygons in many for polygon in polygons for ring in polygon]
    drawn = [[(round(x(a)), round(y(b))) for a, b, *_ in ring] for ring in rings]
    return "".join(_path(ring) for ring in drawn if _reaches(ring))


def _reaches(ring: list[tuple[int, int]]) -> bool:
    return any(LEFT <= a <= RIGHT and TOP <= b <= BOTTOM for a, b in ring)


def _path(points: list[tuple[int, int]]) -> str:
    kept = [points[0], *(b for a, b in pairwise(points) if a != b)]
    return "M" + "L".join(f"{a} {b}" for a, b in kept) + "Z"
