"""Texts that a fair reader takes for the same."""

import pytest

from wayout.exercises.words import alphabet, fold, holds, same

SAME = """
İRAN = Iran|Kobenhavn = København|south_korea = South Korea|U.A.E. = United Arab Emirates|− = -
the Emirates = UAE|Islamic Republic of Iran = Iran|U.S. = United States|S. Korea = Korea
"""
OTHER = "Republic of China = China|DPRK = South Korea|1.5 = 15|+ = -|Niger = Nigeria"


@pytest.mark.parametrize("pair", SAME.strip().replace("\n", "|").split("|"))
def test_variants_of_one_name_are_the_same(pair: str) -> None:
    assert same(*pair.split(" = "))


@pytest.mark.parametrize("pair", OTHER.split("|"))
def test_other_names_are_not(pair: str) -> None:
    assert not same(*pair.split(" = "))


def test_a_letter_of_another_alphabet_is_named() -> None:
    assert alphabet("Iraп") == ("п", "Cyrillic", "")
    assert alphabet("Τ") == ("Τ", "Greek", "T")
    assert [alphabet(text) for text in ("Ｃ𝐂Ⓒç", "12 ½ …", "")] == [None] * 3
    assert fold("Саrо") == "caro"


def test_a_label_holds_a_place_by_another_name() -> None:
    assert holds("Turkey", "Türkiye")
    assert holds("Seoul, South-Korea", "South Korea")
    assert not holds("Turkmenistan", "Türkiye")
