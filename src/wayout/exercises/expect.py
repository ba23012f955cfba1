"""Say what the right answer is, and what the known wrong ones are.

An author writes ``near(19.83, digits=1)``, ``same_items({"A", "C"})`` or a plain value; each
becomes a small frozen object that matches plain JSON answers, and only those. Everything here
and below needs the standard library alone.
"""

from collections.abc import Iterable, Sequence

from wayout.exercises.expectation import Expectation
from wayout.exercises.map_mark import Mark, one_colour
from wayout.exercises.map_marks import Marks
from wayout.exercises.plain import describe, is_blank, plain
from wayout.exercises.values import Exactly, Near, OneOf, Ordered, SameItems, finite
from wayout.exercises.written import Written

USUAL_PERCENT = 0.5


def expectation(value: object) -> Expectation:
    """Return the natural expectation for a plain value; an expectation stays what it is.

    A float becomes `near` (0.5 per cent), an int, a text or a bool `exactly`, a list `ordered`, a
    set `same_items`. Raises ValueError for anything else, such as a table or ``...``.
    """
    if isinstance(value, Expectation):
        return value
    if isinstance(value, list | tuple):
        return ordered(value)
    if isinstance(value, set | frozenset):
        return same_items(value)
    simple = plain(value)
    if isinstance(simple, float):
        return near(simple)
    if isinstance(simple, bool | int | str):
        return exactly(simple)
    raise ValueError(f"An answer cannot be expected to be {describe(value)}.")


def near(
    value: float,
    tolerance: float | None = None,
    *,
    digits: int | None = None,
    percent: float | None = None,
) -> Near:
    """Expect a number near ``value``, by one of three ways.

    ``tolerance`` is how far off an answer may be, either way, in the unit of the value; ``percent``
    is the same in per cent of the value, 0.5 if nothing is said. With ``digits``, the answer must
    be right when it is rounded to so many decimals. Raises ValueError if a number is not finite, a
    tolerance is below 0 or more than one way is given.
    """
    if sum(way is not None for way in (tolerance, digits, percent)) > 1:
        raise ValueError("Give near() one of tolerance, digits and percent, not several.")
    number = float(value)
    if tolerance is None:
        tolerance = _room(number, digits, USUAL_PERCENT if percent is None else percent)
    finite(number, tolerance)
    if tolerance < 0:
        raise ValueError("A tolerance must be 0 or more.")
    return Near(number, float(tolerance)).checked()


def _room(value: float, digits: int | None, percent: float) -> float:
    if digits is None:
        return abs(value) * percent / 100
    # A hair more than half a step: 218.15 is right for 218.2 although floats disagree.
    return 0.5 * 10.0**-digits * (1 + 1e-9) + abs(value) * 1e-12


def exactly(value: str | bool | int) -> Exactly:
    """Expect one text (case, blanks, quotes and a closing stop aside), whole number or bool.

    Raises ValueError if the text is empty or made of dots: that is how a blank answer looks.
    """
    simple = plain(value)
    if not isinstance(simple, str | bool | int):
        raise ValueError(f"exactly() takes a text, a whole number, True or False; not {value!r}.")
    if is_blank(simple):
        raise ValueError("An expected text needs letters or signs; an empty one means no answer.")
    return Exactly(simple)


def one_of(*options: object) -> OneOf:
    """Expect any one of ``options``; raises ValueError if there is none."""
    return OneOf(_several(options))


def ordered(items: Sequence[object]) -> Ordered:
    """Expect a list whose items match ``items`` one by one; raises ValueError if it is empty."""
    return Ordered(_several(items))


def same_items(items: Iterable[object]) -> SameItems:
    """Expect a list or set that holds ``items`` in any order; raises ValueError if it is empty."""
    whole = sorted(items, key=repr) if isinstance(items, set | frozenset) else items
    return SameItems(_several(whole))


def _several(items: Iterable[object]) -> tuple[Expectation, ...]:
    found = tuple(expectation(item) for item in items)
    if not found:
        raise ValueError("An expected list needs at least one item.")
    return found


def mark(
    latitude: float,
    longitude: float,
    label: str | Sequence[str] = (),
    *,
    within: float = 1.0,
    colour: str | Sequence[str] = (),
    group: str = "",
) -> Mark:
    """Expect one marker on a map, ``within`` degrees of a place that is given in degrees.

    Its label must hold ``label``, a word or phrase, or one of several; its colour must be one of
    ``colour``, hex or name. Markers of one ``group`` share a colour; groups differ in colour.
    Raises ValueError if a number is not finite.
    """
    finite(latitude, longitude, within)
    colours = tuple(one_colour(item) for item in _texts(colour))
    place = float(latitude), float(longitude)
    return Mark(*place, _texts(label), float(within), colours, group).checked()


def _texts(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def marks(
    *expected: Mark,
    exactly: int | None = None,
    colours: int | None = None,
    secret: bool = False,
) -> Marks:
    """Expect a map with these markers, made by `mark`.

    ``exactly`` is how many markers the map must hold in all, and ``colours`` how many different
    colours they must have together; a lone marker never counts. If ``secret``, finding the places
    is the question: a missing marker is counted, not named. Raises ValueError if nothing is asked
    for, or no map can meet all the rules.
    """
    if not expected and exactly is None and colours is None:
        raise ValueError("marks() asks for nothing: give it a mark, exactly= or colours=.")
    return Marks(tuple(expected), exactly, colours, secret).checked()


def written(rubric: str, *, least: int, most: int) -> Written:
    """Expect a text of so many words, which people mark by a rubric of data/essay/rubrics.toml.

    Raises ValueError if there is no such number of words.
    """
    if not 0 < least <= most:
        raise ValueError("A text has at least one word, and not fewer than its least.")
    return Written(rubric, least, most).checked()
