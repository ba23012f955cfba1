"""Texts that a fair reader takes for the same."""

import pytest

from wayout.exercises.words import alphabet, fold, holds, same


@pytest.mark.parametrize(
    ("text", "wanted", "alike"),
    [
        ("İRAN", "Iran", True),
        ("Kobenhavn", "København", True),
        ("south_korea", "South Korea", True),
        ("U.A.E.", "United Arab Emirates", True),
        ("the Emirates", "UAE", True),
        ("Islamic Republic of Iran", "Iran", True),
        ("U.S.", "United States", True),
        ("People's Republic of China", "China", True),
        ("Republic of China", "China", False),
        ("DPRK", "South Korea", False),
        ("1.5", "15", False),
        ("+", "-", False),
        ("−", "-", True),
        ("“D”", "d", True),
        ("", "C", False),
    ],
)
def test_variants_of_one_name_are_the_same(text: str, wanted: str, alike: bool) -> None:
    assert same(text, wanted) is alike


def test_a_letter_of_another_alphabet_is_named() -> None:
    assert alphabet("Iraп") == ("п", "Cyrillic", "")
    assert alphabet("Τ") == ("Τ", "Greek", "T")
    assert [alphabet(text) for text in ("Ｃ𝐂Ⓒç", "12 ½ …", "")] == [None] * 3
    assert fold("Саrо") == "caro"


def test_a_label_holds_a_place_by_another_name() -> None:
    assert holds("Turkey", "Türkiye")
    assert holds("Seoul, South-Korea", "South Korea")
    assert not holds("Turkmenistan", "Türkiye")
