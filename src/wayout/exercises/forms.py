"""Answers that say it in another form than asked for: worth a word, but no wrong try."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from wayout.exercises.expectation import Expectation
from wayout.exercises.numerals import Numeral, numerals
from wayout.exercises.plain import JSON, set_items, show
from wayout.exercises.values import Exactly, Near, OneOf, Ordered, SameItems
from wayout.exercises.words import alphabet, fold, latin

MOST_PLACES = 6
SLIP = 0.88  # how like its right spelling a slip of the pen is; "North Korea" is no slip
_BETWEEN = r"\band\b|[&\n|>→;]"
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


def bare_number(text: str, expected: Expectation | None = None) -> str:
    """Return how a number given as text is written, its sign and unit left out."""
    return f"A number stands without quotes, unit or sign{_written(numerals(text), expected)}."


def _written(found: list[Numeral], expected: Expectation | None) -> str:
    """Return the reading that is right, or the likeliest one: it must not be taken for wrong."""
    right = (one for one in found if expected is not None and expected.accepts(one.value))
    best = next(right, found[0] if found else None)
    return f": `{best.code}`" if best else ""


def list_form(expected: Expectation, value: JSON) -> str:
    """Return how what the learner wrote would begin as the list asked for, or ""."""
    option = next((one for one in _options(expected) if isinstance(one, Ordered | SameItems)), None)
    items = next(_spread(option, value), []) if option else []
    start, end = ("[", "]") if isinstance(option, Ordered) else ("{", "}")
    first = _code(items[0]) if items else ""
    return f"Write it as `{start}{first}, …{end}`." if first else ""


def unwrapped(expected: Expectation, value: JSON) -> str:
    """Return how the one value in brackets is written where a single one is asked for, or ""."""
    code = _code(_only(value))
    if not code or _items(value) is None:
        return ""
    return f"Take it out of its brackets; a comma at the end makes a list, too: `{code}`."


def right_thought(expected: Expectation, value: JSON) -> bool:
    """Return whether an answer is right but for its shape or a slip of the pen, so no wrong try."""
    options = _options(expected)
    return any(one.accepts(reading) for one in options for reading in _readings(one, value))


def misspelt(expected: Expectation, value: JSON) -> str:
    """Return which text of the answer has a slip of the pen, or ""."""
    given = [item for item in _items(value) or [value] if isinstance(item, str)]
    names = [name for option in _options(expected) for name in _names(option)]
    slip = next((text for text in given if _meant_name(text, names) != text), "")
    return f"Look at the spelling of “{slip}” again." if slip else ""


def foreign(value: JSON) -> tuple[str, bool]:
    """Return a sentence on a letter of another alphabet, or "", and whether all can be read."""
    texts = [text for text in _items(value) or [value] if isinstance(text, str)]
    unread = next((text for text in texts if not latin(text).isascii() and alphabet(text)), "")
    sign, name, look = alphabet(unread or "".join(texts)) or ("", "", "")
    if not sign:
        return "", True
    end = " Write it with Latin letters." if unread else f" I read it as “{look}”."
    return f"“{sign}” is a letter of another alphabet ({name}).{end}", not unread


def _readings(option: Expectation, value: JSON) -> Iterator[JSON]:
    if isinstance(option, Ordered | SameItems):
        for items in _spread(option, value):
            read = [_element(option, item) for item in items]
            yield read
            if isinstance(option, Ordered) and set_items(value) is not None:
                yield option.example() if SameItems(option.items).accepts(read) else read
    elif isinstance(option, Near | Exactly):
        single = _only(value)
        yield _meant_name(single, _names(option)) if isinstance(single, str) else str(single)
        yield single
        if isinstance(single, str) and _wants_number(option):
            yield from (one.value for one in numerals(single))


def _element(option: Ordered | SameItems, item: JSON) -> JSON:
    single = _only(item)
    if not isinstance(single, str):
        return single
    if not _of_numbers(option):
        return _meant_name(single, _names(option))
    return next((one.value for one in numerals(single)), single)


def _names(option: Expectation) -> list[str]:
    items = option.items if isinstance(option, Ordered | SameItems) else (option,)
    examples = (one.example() for item in items for one in _options(item))
    return [text for text in examples if isinstance(text, str) and len(text) > 3]


def _meant_name(text: str, names: list[str]) -> str:
    known = {fold(name): name for name in names}
    near = get_close_matches(fold(text[:60]), known, 1, SLIP)
    return text if not near or near[0] == fold(text) else known[near[0]]


def _items(value: JSON) -> list[JSON] | None:
    if isinstance(value, dict):
        found = set_items(value)
        return list(value.values()) if found is None else found
    return value if isinstance(value, list) else None


def _only(value: JSON) -> JSON:
    while (items := _items(value)) is not None and len(items) == 1:
        value = items[0]
    return value


def _spread(option: Ordered | SameItems, value: JSON) -> Iterator[list[JSON]]:
    """Yield the lists that an answer may have been meant to be."""
    inner = _only(value)
    if isinstance(inner, str):
        yield [*_parts(option, inner)]
    elif isinstance(inner, dict) and set_items(inner) is None:
        yield [*inner]
        yield [*inner.values()]
    elif items := _items(inner):
        yield items
        yield [part for item in items for part in (_items(item) or [item])]


def _parts(option: Ordered | SameItems, text: str) -> Iterator[JSON]:
    if all(_is_letter(item.example()) for item in option.items):
        yield from re.findall(r"[^\W\d_]", text)
        return
    numbers = _of_numbers(option)
    between = _BETWEEN + ("" if ";" in text else "|,") + (r"|\s" if numbers else "")
    parts = re.split(between, text)
    bare = (part.strip(" \"'()[]{}") for part in parts)
    yield from (part for part in bare if (numerals(part) if numbers else part))


def _code(value: JSON) -> str:
    if isinstance(value, str):
        found = numerals(value)
        return found[0].code if found and not re.search(r"[^\W\d_]", value) else f'"{value}"'
    return show(value) if _is_number(value) else ""


def _options(expected: Expectation) -> Iterator[Expectation]:
    if isinstance(expected, OneOf):
        for option in expected.options:
            yield from _options(option)
    else:
        yield expected


def _comma(option: Expectation, value: JSON) -> str:
    """33,3 is a pair of numbers to Python."""
    parts = value if isinstance(value, list) and 1 < len(value) < MOST_PLACES else []
    if not parts or not _wants_number(option) or not all(_is_number(part) for part in parts):
        return ""
    found = numerals(",".join(show(part) for part in parts))
    if not found and len(parts) > 2:
        return ""
    return (
        "Python reads a comma as the end of one number and the start of the next. "
        f"It wants a point{_written(found, option)}."
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
    if not isinstance(option, Ordered | SameItems) or not _of_numbers(option):
        return ""
    given = _items(value) or []
    texts = (item for item in given if isinstance(item, str) and len(given) > 1)
    first = next((one.code for text in texts for one in numerals(text)), "")
    return (
        f"Take the quotation marks away: a number stands without them, `{first}`." if first else ""
    )


def _of_numbers(option: Ordered | SameItems) -> bool:
    return all(_is_number(item.example()) for item in option.items)


def _wants_number(option: Expectation) -> bool:
    return isinstance(option, Near | Exactly) and _is_number(option.example())


def _is_number(value: JSON) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_letter(value: JSON) -> bool:
    return isinstance(value, str) and len(value) == 1 and value.isalpha()
