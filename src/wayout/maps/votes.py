"""How each state voted in the General Assembly, one resolution at a time on one map."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, NamedTuple

import pandas as pd
from markupsafe import Markup

from wayout.errors import CourseError
from wayout.language import day_in_words, listed
from wayout.maps.canvas import Map
from wayout.maps.capitals import main_towns
from wayout.maps.ground import Window, in_script
from wayout.maps.markup import shape
from wayout.maps.mercator import Point, View
from wayout.maps.page import Script
from wayout.pages import render
from wayout.tables.package import load
from wayout.tables.shapes import land

_BAR = 222
_WORLD = [(68.0, -124.0), (-50.0, 179.0)]
_NEEDED = ("resolution", "country_code", "country", "vote")
_ADVICE = 'Pass load("un_votes") or some of its rows.'
MEMBERS = 193
BLANK = "-"


class Look(NamedTuple):
    """How a vote is shown: its word, the sign that stands for it, its column of totals."""

    word: str
    sign: str
    total: str = ""


# By the letter that stands for a vote in the script and in the style sheets.
LOOKS = {
    "y": Look("yes", "\N{CHECK MARK}", "votes_for"),
    "n": Look("no", "\N{MULTIPLICATION X}", "votes_against"),
    "a": Look("abstained", "\N{WHITE CIRCLE}", "abstained"),
    "o": Look("did not vote", "\N{EN DASH}", "did_not_vote"),
    "p": Look("yes or did not vote", "\N{CHECK MARK}\N{EN DASH}"),
    "q": Look("abstained or did not vote", "\N{WHITE CIRCLE}\N{EN DASH}"),
    BLANK: Look("not in our lists", "?"),
}
_LETTERS = {look.word: letter for letter, look in LOOKS.items()}


@dataclass(frozen=True)
class State:
    """A member of the United Nations and its main town; ``small`` where the map has no shape."""

    code: str
    name: str
    place: Point
    small: bool


@dataclass(frozen=True)
class Roll:
    """One resolution: what it asked, its totals by vote, and one letter for each state."""

    number: str
    day: str
    topic: str
    subject: str
    asked: str
    totals: dict[str, int]
    letters: str

    @property
    def title(self) -> str:
        """Day, subject and number."""
        return f"{self.day}: {self.subject} ({self.number})"

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Letter, words and number of each way to vote, and of what the lists leave open."""
        counted = [(letter, LOOKS[letter].word, total) for letter, total in self.totals.items()]
        counted += [(x, LOOKS[x].word, self.letters.count(x)) for x in ("p", "q", BLANK)]
        return [one for one in counted if one[2] or one[0] in self.totals]

    @property
    def sentence(self) -> str:
        """What was asked, what came of it, and which states the lists do not name."""
        told = ", ".join(f"{word} {total}" for x, word, total in self.counts if x in self.totals)
        return " ".join([f"{self.title}. {self.asked}", f"In all: {told}.", *self._open()])

    def _open(self) -> Iterator[str]:
        striped = self.letters.count("p") + self.letters.count("q")
        blank = self.letters.count(BLANK)
        if striped:
            two = "of which our lists leave two answers open. The totals count them."
            yield f"Striped: {striped} states {two}"
        if blank:
            yield f"Blank: {blank} states that our lists do not name."


def votes(frame: pd.DataFrame, *, resolution: str | None = None) -> Map:
    """Colour each state by how it voted on one resolution of the General Assembly.

    ``frame`` is the table ``un_votes``, or some of its rows. Inside the map a row of buttons picks
    the resolution, and a list the state whose votes on all of them then stand on the buttons.
    ``resolution`` is the number of the first one to show: left out, the oldest.

    Raises `CourseError` if the frame lacks a column, has no rows, has a vote, resolution or state
    that is none, two votes of one state on one resolution, or nothing on ``resolution``.
    """
    states, rolls = read(frame)
    first = _first(rolls, resolution)
    m = Map(
        title="Votes of the General Assembly on Ukraine and Gaza",
        alt=_words(first),
        tables=("un_votes", "un_resolutions", "capitals"),
        note=_NOTE,
        table=_table(states, rolls),
    )
    m.bar = _BAR
    codes = zip((state.code for state in states), first.letters, strict=True)
    m.ground.still_looks = {code: f"v-{x}" for code, x in codes if x != BLANK}
    m.add_child(_Controls(states, rolls, first))
    m.add_child(Window(_WORLD, _WORLD, pad=4))
    return m


_NOTE = (
    "Dots are states too small for this map. Plain land is no member of the United Nations, or not "
    "in our lists. A vote says what a government stated that day on one text; it moves no "
    "border, and a state may stay away for other reasons."
)


def read(frame: pd.DataFrame) -> tuple[list[State], list[Roll]]:
    """Return the states by name, and the resolutions in the order of their days."""
    _check(frame)
    named = frame.drop_duplicates("country_code").sort_values("country")
    towns, shapes = main_towns(), {code for code, _ in land()}
    pairs = zip(named["country_code"], named["country"], strict=True)
    states = [State(c, name, towns[c], c not in shapes) for c, name in pairs]
    told = load("un_resolutions").sort_values("date")
    told = told[told["resolution"].isin(frame["resolution"])]
    return states, [_roll(row, frame, states) for row in told.to_dict("records")]


def _first(rolls: Sequence[Roll], number: str | None) -> Roll:
    found = [roll for roll in rolls if number in (None, roll.number)]
    if not found:
        there = listed(roll.number for roll in rolls)
        raise CourseError(f"This table has no resolution '{number}'. Choose one of {there}.")
    return found[0]


def _roll(row: dict[Any, Any], frame: pd.DataFrame, states: Sequence[State]) -> Roll:
    votes_of = frame[frame["resolution"] == row["resolution"]].set_index("country_code")["vote"]
    letters = votes_of.map(_LETTERS)
    return Roll(
        row["resolution"],
        day_in_words(row["date"]),
        row["topic"],
        row["subject"],
        row["asked"],
        {letter: int(row[look.total]) for letter, look in LOOKS.items() if look.total},
        "".join(letters.get(state.code, BLANK) for state in states),
    )


def _check(frame: pd.DataFrame) -> None:
    lost = [name for name in _NEEDED if name not in frame.columns]
    if lost:
        raise CourseError(f"This table has no column '{lost[0]}'. {_ADVICE}")
    if frame.empty:
        raise CourseError(f"This table has no rows. {_ADVICE}")
    known = set(load("un_resolutions")["resolution"])
    for column, right in (
        *[("vote", set(_LETTERS)), ("resolution", known)],
        ("country_code", main_towns().keys()),
    ):
        odd = frame.loc[~frame[column].isin(right), column]
        if len(odd):
            raise CourseError(f"There is no {column} '{odd.iloc[0]}' that we know. {_ADVICE}")
    if frame.duplicated(["resolution", "country_code"]).any():
        raise CourseError(f"A state has two votes on one resolution. {_ADVICE}")


class _Controls(Script):
    """The bar under the map: the resolutions, the state, a sentence, a table that follows."""

    def __init__(self, states: Sequence[State], rolls: Sequence[Roll], first: Roll) -> None:
        super().__init__("Votes")
        self.states, self.rolls, self.first = states, rolls, first

    def code(self) -> str:
        """Return the script that wires the controls to the countries."""
        packed = {
            "looks": {letter: look[:2] for letter, look in LOOKS.items()},
            "states": [[state.code, state.name, state.place, state.small] for state in self.states],
            "rolls": [[r.title, r.letters, r.sentence, r.counts] for r in self.rolls],
        }
        return f"wayout.votes({self.holder()}, {in_script(packed)});"

    def html(self) -> str:
        """Return the patterns and the bar."""
        return render("maps/votes.html", rolls=self.rolls, first=self.first, states=self.states)

    def still(self, view: View) -> Iterator[Markup]:
        """Return the patterns, the dots and the first sentence, for the still picture."""
        yield Markup(render("maps/votes_still.svg"))
        for state, letter in zip(self.states, self.first.letters, strict=True):
            if state.small:
                x, y = view.xy(*state.place)
                at = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": 4}
                yield shape("circle", class_=f"v-{letter}", **at)
        low = view.height
        yield shape("path", class_="o", d=f"M0 {low}h{view.width}v{view.below}H0z")
        for i, line in enumerate(wrap(self.first.sentence, 112)):
            yield shape("text", line, class_="m", x=18, y=low + 92 + 20 * i)


def _words(first: Roll) -> str:
    return (
        "World map in which each state is coloured by how it voted on one resolution of the "
        f"General Assembly. At first: {first.sentence} The table under the map lists every state."
    )


def _table(states: Sequence[State], rolls: Sequence[Roll]) -> pd.DataFrame:
    columns = {f"{r.topic} ({r.number})": [LOOKS[x].word for x in r.letters] for r in rolls}
    return pd.DataFrame({"State": [state.name for state in states]} | columns)
