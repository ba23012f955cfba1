"""Answers that say it in another form than asked for: worth a word, but no wrong try."""

import re
from collections.abc import Iterator

from wayout.exercises.expectation import Expectation
from wayout.exercises.plain import JSON, set_items
from wayout.exercises.values import Exactly, Near, OneOf, Ordered, SameItems

MOST_PLACES = 6
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_PLACES = {1: "one place", 2: "two places", 3: "three places"}


def nudge(expected: Expectation, value: JSON) -> str:
    """Return how to write ``value`` as the question asks, or "" where its form is no matter."""
    said = (
        text
        for option in _options(expected)
        for text in (
            _comma(option, value),
            _rounded_early(option, value),
            _letter(option, value),
            _letters(option, value),
            _quoted(option, value),
        )
    )
    return next((text for text in said if text), "")


def bare_number(text: str) -> str:
    """Return how a number given as text is written, its sign and unit left out."""
    found = _NUMBER.search(text)
    shown = f": `{found[0].replace(',', '.')}`" if found else ""
    return f"A number stands without quotes, unit or sign{shown}."


def list_form(expected: Expectation, value: JSON) -> str:
    """Return how the learner's text would begin as the list asked for, or ""."""
    kinds = (option for option in _options(expected) if isinstance(option, Ordered | SameItems))
    option = next(kinds, None)
    if option is None or not isinstance(value, str):
        return ""
    first = _first(option, value)
    start, end = ("[", "]") if isinstance(option, Ordered) else ("{", "}")
    return f"Write it as `{start}{first}, …{end}`." if first else ""


def _options(expected: Expectation) -> Iterator[Expectation]:
    if isinstance(expected, OneOf):
        for option in expected.options:
            yield from _options(option)
    else:
        yield expected


def _first(option: Ordered | SameItems, text: str) -> str:
    if all(_is_number(item.example()) for item in option.items):
        found = _NUMBER.search(text)
        return found[0] if found else ""
    letters = all(_is_letter(item.example()) for item in option.items)
    parts = re.findall(r"\w" if letters else r"[^,;]+", text)
    return f'"{parts[0].strip()}"' if parts else ""


def _comma(option: Expectation, value: JSON) -> str:
    """33,3 is a pair of numbers to Python."""
    pair = value if isinstance(value, list) and len(value) == 2 else []
    if not isinstance(option, Near) or not pair or not all(type(part) is int for part in pair):
        return ""
    whole, part = pair
    return (
        f"Python reads a comma as the end of one number and the start of the next. "
        f"It wants a point: `{whole}.{part}`."
    )


def _rounded_early(option: Expectation, value: JSON) -> str:
    if not isinstance(option, Near) or not _is_number(value) or not value:
        return ""
    needed = _needed(option)
    have = next((n for n in range(needed) if value == round(option.value, n)), None)
    if have is None:
        return ""
    so_far = "to the nearest whole number" if have == 0 else f"to {_places(have)}"
    return f"That is right {so_far}. Give {_places(needed)} after the point."


def _needed(option: Near) -> int:
    """Return with how many places after the point the right number is accepted."""
    good = (n for n in range(MOST_PLACES) if option.accepts(round(option.value, n)))
    return next(good, 0)


def _places(count: int) -> str:
    return _PLACES.get(count, f"{count} places")


def _letter(option: Expectation, value: JSON) -> str:
    if not isinstance(option, Exactly) or not _is_letter(option.value):
        return ""
    if not isinstance(value, str) or len(value.strip()) < 2:
        return ""
    return 'Write the letter that stands before your choice, alone and in quotes: `"A"` or `"B"`.'


def _letters(option: Expectation, value: JSON) -> str:
    if not isinstance(option, Ordered | SameItems):
        return ""
    if not all(_is_letter(item.example()) for item in option.items):
        return ""
    given = set_items(value) or (value if isinstance(value, list) else [])
    long = any(isinstance(item, str) and len(item.strip()) > 1 for item in given)
    return 'Write single letters, each in quotes of its own: `"A", "B"`.' if long else ""


def _quoted(option: Expectation, value: JSON) -> str:
    if not isinstance(option, Ordered | SameItems) or not isinstance(value, list):
        return ""
    if not all(_is_number(item.example()) for item in option.items):
        return ""
    found = [_NUMBER.fullmatch(item.strip()) for item in value if isinstance(item, str)]
    first = next((match[0] for match in found if match), "")
    return (
        f"Take the quotation marks away: a number stands without them, `{first}`." if first else ""
    )


def _is_number(value: JSON) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_letter(value: JSON) -> bool:
    return isinstance(value, str) and len(value) == 1 and value.isalpha()
