"""Answers that say it in another form than asked for: worth a word, but no wrong try."""

import re
from collections.abc import Iterator
from typing import Any

from wayout.exercises.expectation import Expectation
from wayout.exercises.numerals import Numeral, numerals
from wayout.exercises.plain import JSON, is_number, set_items, show
from wayout.exercises.values import Exactly, Near, OneOf, Ordered, SameItems
from wayout.words import alphabet, latin

MOST_PLACES = 6
_BETWEEN = r"\band\b|[&\n|>→;]"
_RATIO = re.compile(r"\D{0,20}([\d.,]{1,20}) ?[:∶] ?([\d.,]{1,20})\D{0,20}")
_PLACES = {1: "one place", 2: "two places", 3: "three places"}


def nudge(expected: Expectation, value: JSON) -> str:
    """Return how to write ``value`` as the question asks, or "" where its form is no matter."""
    ways = (_comma, _rounded_early, _letter, _letters, _quoted)
    said = (way(option, value) for option in _options(expected) for way in ways)
    return next((text for text in said if text), "")


def bare_number(text: str, expected: Expectation | None = None) -> str:
    """Return how a number given as text is written, its sign and unit left out."""
    return f"A number stands without quotes, unit or sign{_written(numerals(text), expected)}."


def _written(found: list[Numeral], expected: Expectation | None) -> str:
    """Return the reading that is right, or the likeliest one: it must not be taken for wrong."""
    right = (one for one in found if expected is not None and expected.accepts(one.value))
    best = next(right, found[0] if found else None)
    return f": `{best.code}`" if best else ""


def readings(expected: Expectation, value: JSON) -> list[float]:
    """Return the numbers that a text may stand for, where one number is asked for."""
    if not isinstance(value, str) or not any(map(_wants_number, _options(expected))):
        return []
    return [one.value for one in numerals(value)]


def ratio(expected: Expectation, value: JSON) -> str:
    """Return what to say to 2:1, which tells no single number, where one is asked for, or ""."""
    parts = _RATIO.fullmatch(value) if isinstance(value, str) else None
    if not parts or not any(map(_wants_number, _options(expected))):
        return ""
    return f"`{parts[1]}:{parts[2]}` is a ratio of two numbers. This question asks for one number."


def list_form(expected: Expectation, value: JSON) -> str:
    """Return how what the learner wrote begins as the list asked for, or stands alone, or ""."""
    option = next((one for one in _options(expected) if isinstance(one, Ordered | SameItems)), None)
    items = _parts(option, value) if option else _leaves(value)
    if not isinstance(value, list | dict | str if option else list | dict) or not items:
        return ""
    if option is not None:
        start, end = ("[", "]") if isinstance(option, Ordered) else ("{", "}")
        return f"Write it as `{start}{_code(items[0])}, …{end}`."
    alone = f"Write it as `{_code(items[0])}`, without brackets or a comma at its end."
    return alone if len(items) == 1 else ""


def right_thought(expected: Expectation, value: JSON) -> bool:
    """Return whether an answer is right but for its shape, such as a number in a text or a list."""
    return any(_right(option, value) for option in _options(expected))


def right_value(expected: Expectation, value: JSON) -> bool:
    """Return whether an answer is right but for its shape, or for a comma that split a number."""
    split = value if isinstance(value, list) and len(value) == 2 else []
    comma = ",".join(map(show, split)) if split and all(map(is_number, split)) else ""
    return right_thought(expected, value) or (bool(comma) and right_thought(expected, comma))


def _right(option: Expectation, value: JSON) -> bool:
    if isinstance(option, Ordered | SameItems):
        loose = option if set_items(value) is None else SameItems(option.items)
        return loose.accepts(_parts(option, value))
    if len(leaves := _leaves(value)) != 1 or not isinstance(option, Near | Exactly):
        return False
    numbers = numerals(str(leaves[0])) if _wants_number(option) else []
    return any(option.accepts(one) for one in (leaves[0], *(number.value for number in numbers)))


def foreign(value: JSON) -> tuple[str, bool]:
    """Return a sentence on a letter of another alphabet, or "", and whether all can be read."""
    texts = [text for text in _leaves(value) if isinstance(text, str) and alphabet(text)]
    unread = next((text for text in texts if not latin(text).isascii()), "")
    sign, name, look = alphabet(unread or "".join(texts)) or ("", "", "")
    end = "Write it with Latin letters." if unread else f"I read it as “{look}”."
    said = f"“{sign}” is a letter of another alphabet ({name}). {end}" if sign else ""
    return said, not unread


def _leaves(value: JSON) -> list[JSON]:
    """Return the texts and numbers in an answer, whatever holds them; of a table its texts."""
    if isinstance(value, dict):
        items = set_items(value) or [*value.values()]
        texts = set_items(value) or any(isinstance(item, str) for item in items)
        value = items if texts or len(items) < 2 else [*value]
    if not isinstance(value, list):
        return [value]
    return [leaf for item in value for leaf in _leaves(item)]


def _parts(option: Ordered | SameItems, value: JSON) -> list[JSON]:
    """Return the items that an answer may have been meant to hold."""
    return [part for leaf in _leaves(value) for part in _split(option, leaf)]


def _split(option: Ordered | SameItems, leaf: JSON) -> list[Any]:
    if not isinstance(leaf, str):
        return [leaf]
    if _of_letters(option):
        return re.findall(r"[^\W\d_]", leaf)
    numbers = _of_numbers(option)
    between = _BETWEEN + ("" if ";" in leaf else "|,") + (r"|\s" if numbers else "")
    bare = [part.strip(" \"'()[]{}") for part in re.split(between, leaf)]
    if numbers:
        return [one for part in bare for one in _number(part)]
    return [part for part in bare if part]


def _number(part: str) -> list[float | str]:
    """Return the number in one part of a text, nothing for words, the part where it has several."""
    found: list[float | str] = [one.value for one in numerals(part)[:1]]
    return found or [part] * any(sign.isdigit() for sign in part)


def _code(value: JSON) -> str:
    if not isinstance(value, str):
        return show(value)
    return value if value.strip("-").isdigit() else f'"{value}"'


def _options(expected: Expectation) -> Iterator[Expectation]:
    if isinstance(expected, OneOf):
        for option in expected.options:
            yield from _options(option)
    else:
        yield expected


def _comma(option: Expectation, value: JSON) -> str:
    """33,3 is a pair of numbers to Python."""
    parts = value if isinstance(value, list) and 1 < len(value) < MOST_PLACES else []
    if not parts or not _wants_number(option) or not all(is_number(part) for part in parts):
        return ""
    found = numerals(",".join(show(part) for part in parts))
    if not found and len(parts) > 2:
        return ""
    return (
        "Python reads a comma as the end of one number and the start of the next. "
        f"It wants a point{_written(found, option)}."
    )


def _rounded_early(option: Expectation, value: JSON) -> str:
    if not isinstance(option, Near) or not is_number(value) or not value:
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
    if not isinstance(option, Ordered | SameItems) or not _of_letters(option):
        return ""
    long = any(isinstance(item, str) and len(item.strip()) > 1 for item in _items(value))
    return 'Write single letters, each in quotes of its own: `"A", "B"`.' if long else ""


def _quoted(option: Expectation, value: JSON) -> str:
    if not isinstance(option, Ordered | SameItems) or not _of_numbers(option):
        return ""
    given = _items(value)
    texts = (item for item in given if isinstance(item, str) and len(given) > 1)
    first = next((one.code for text in texts for one in numerals(text)), "")
    away = "Take the quotation marks away: a number stands without them"
    return f"{away}, `{first}`." if first else ""


def _items(value: JSON) -> list[JSON]:
    return set_items(value) or (value if isinstance(value, list) else [])


def _of_letters(option: Ordered | SameItems) -> bool:
    return all(_is_letter(item.example()) for item in option.items)


def _of_numbers(option: Ordered | SameItems) -> bool:
    return all(is_number(item.example()) for item in option.items)


def _wants_number(option: Expectation) -> bool:
    return isinstance(option, Near | Exactly) and is_number(option.example())


def _is_letter(value: JSON) -> bool:
    return isinstance(value, str) and len(value) == 1 and value.isalpha()
