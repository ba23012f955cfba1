"""Texts that a fair reader takes for the same, and numbers as people write them."""

import pytest

from calls import calls
from held import held
from wayout import words
from wayout.exercises.numerals import numerals
from wayout.words import same

test_calls = calls(__file__, words)


@pytest.mark.parametrize("pair", held(__file__, "same"))
def test_variants_of_one_name_are_the_same(pair: str) -> None:
    assert same(*pair.split(" = "))


@pytest.mark.parametrize("pair", held(__file__, "other"))
def test_other_names_are_not(pair: str) -> None:
    assert not same(*pair.split(" = "))


@pytest.mark.parametrize(("text", "codes"), held(__file__, "numbers"))
def test_a_number_is_read_and_written_for_python(text: str, codes: list[str]) -> None:
    found = numerals(text)
    assert [one.code for one in found] == codes
    assert [one.value for one in found] == [pytest.approx(eval(code)) for code in codes]


@pytest.mark.parametrize("text", ["9" * 100_000, "1 " * 50_000, "1,234" * 20_000, "1/" * 50_000])
def test_a_long_text_is_read_at_once(text: str) -> None:
    assert len(numerals(text)) <= 2
