"""What can be guessed: the scale, the truth from the tables, and how a guess is set beside it."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from wayout.activities.guess.distance import outside_km
from wayout.facts import fact, say
from wayout.facts.pick import rows
from wayout.measures import distance_km
from wayout.tables.package import load, text
from wayout.tables.shapes import land

Values = tuple[float, ...]
Point = tuple[float, float]

_NEAR_KM = 300
"""A finger on a telephone points no better than that."""
_NUMBER = re.compile(r"-?\d{1,6}(\.\d{1,6})?", re.ASCII)


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

    def read(self, text: str) -> float | None:
        """Return the number that stands in a field, on the scale; what is none is nothing."""
        return self.clip(float(text)) if _NUMBER.fullmatch(text) else None


@dataclass(frozen=True)
class Question:
    """One thing to guess; ``kind`` is ``"number"``, ``"line"`` or ``"place"``.

    ``truth`` holds one number for each control, in ``unit``; ``known`` is the part of a line that
    is shown from the start, ``marks`` are named places that are; ``found`` is the sentence that
    tells what the tables say. Of a place, all of ``country`` is right, if there is one. ``sides``
    names what a number below 0 and one above it mean, such as before and after. ``word`` stands in
    the picture beside what is true. One that ``waits`` opens when all forecasts are open.
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
    country: str = ""
    sides: tuple[str, ...] = ()
    word: str = ""
    waits: bool = False

    def clip(self, values: Values) -> Values:
        """Return the guess with each number brought onto its scale."""
        return tuple(c.clip(v) for c, v in zip(self.controls, values, strict=True))

    def compare(self, values: Values) -> str:
        """Return the sentence that sets a guess beside the truth."""
        if self.kind == "place":
            return self._away(values)
        shown = _told(self.truth[-1])
        last, true = values[-1], float(shown)  # compared as it is shown
        gap, places = abs(last - true), len(shown.partition(".")[2])
        when = f" for {self.controls[-1].label}" if self.kind == "line" else ""
        of = f" {self.unit}" if self.kind == "line" else ""
        verb = "was" if self.sides else "is"
        said = f"You said {self.told(last)}{of}{when}; it {verb} {self.told(self.truth[-1])}"
        if gap == 0:
            return f"{said}. That is it."
        if round(gap, 1) <= self.controls[-1].step:
            return f"{said}. That is very near."
        if self.sides:
            return f"{said}."
        side = "above" if last > true else "below"
        return f"{said}: your guess lies {gap:.{places}f} {side} it."

    def told(self, number: float) -> str:
        """Return a number as it is said: ``"12.5"``, or ``"40 days before"`` of a day."""
        if not self.sides:
            return _told(number)
        if number == 0:
            return f"0 {self.unit}"
        unit = self.unit.removesuffix("s") if abs(number) == 1 else self.unit
        return f"{_told(abs(number))} {unit} {self.sides[number > 0]}"

    def _away(self, place: Values) -> str:
        if not self.country:
            away = distance_km(place, self.truth)
            far = f"Your place lies about {away:,.0f} km from it."
            return "There." if away < _NEAR_KM else far
        away = outside_km(place, dict(land())[self.country])
        if 0 < away < _NEAR_KM:
            return "Near: your place lies outside it, not far from its border."
        return f"Your place lies about {away:,.0f} km outside it." if away else "There."


def _told(number: float) -> str:
    return f"{number:.0f}" if number == int(number) else f"{number:.1f}"


@cache
def questions() -> dict[str, Question]:
    """Return all that can be guessed, by name, from ``data/essay/guesses.toml``."""
    return {name: _question(name, row) for name, row in tomllib.loads(text("guesses")).items()}


def _question(name: str, row: dict[str, Any]) -> Question:
    make = {"number": _number, "line": _line, "place": _place}[row["kind"]]
    controls, truth, known = make(row)
    found = str(say(row["found"]))
    about = name, row["lesson"], row["kind"], row["ask"], row["unit"]
    marks = _marks(row.get("marks", []))
    return Question(
        *about,
        controls,
        truth,
        known,
        found,
        marks,
        row.get("country", ""),
        tuple(row.get("sides", ())),
        row.get("word", "it was here" if row["kind"] == "place" else "the tables"),
        row.get("waits", False),
    )


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
    table = rows(load(row["table"]), **row["where"])
    points = [(float(x), float(y)) for x, y in table[[row["x"], row["y"]]].itertuples(index=False)]
    asked = [p for p in points if row["hidden_from"] <= p[0] <= row["last"]]
    known = tuple(p for p in points if row["first"] <= p[0] < row["hidden_from"])
    scale = row["low"], row["high"], row["step"]
    controls = [Control(f"x{x:.0f}", f"{x:.0f}", *scale, at=x) for x, _ in asked]
    return tuple(controls), tuple(y for _, y in asked), known


def _place(row: dict[str, Any]) -> Made:
    west, east, south, north = row["window"]
    controls = (
        Control("latitude", "North or south", south, north, 1, "y"),
        Control("longitude", "West or east", west, east, 1, "x"),
    )
    table = rows(load(row["table"]), **row["where"])
    place = table[["latitude", "longitude"]].iloc[-1]
    return controls, (float(place.iloc[0]), float(place.iloc[1])), ()
