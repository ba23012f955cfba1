"""How lists and names read."""

import pytest

from wayout.argument.wording import listed, quoted


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ("", ""),
        ("a", "a"),
        ("ab", "a and b"),
        ("abc", "a, b and c"),
        ("abcd", "a, b, c and 1 more"),
        ("abcdefg", "a, b, c and 4 more"),
    ],
)
def test_listed(parts: str, text: str) -> None:
    assert listed(parts) == text


def test_quoted() -> None:
    assert quoted("T", {"T": "several aims"}) == "'several aims'"
    assert quoted("T", {}) == quoted("T", None) == "'T'"


def test_a_name_is_short_and_calm() -> None:
    shown = quoted("A", {"A": "\u202e" + "x" * 10_000})
    assert len(shown) <= 62
    assert "\u202e" not in shown
