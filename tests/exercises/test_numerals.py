"""Numbers as people write them, and how Python wants them written."""

import pytest

from wayout.exercises.numerals import numerals

READ = """
1,234.5 = 1234.5|1.234,5 = 1234.5|1 234,5 = 1234.5|1\u202f234\xa0567.5 = 1234567.5|1’234.5 = 1234.5
1_234 = 1234|1,234 = 1234 or 1.234|−1.234 = -1.234 or -1234|0,087 = 0.087|087 = 87|.5 = 0.5|+6 = 6
218,1 billion = 218.1|≈ $218.1bn = 218.1|26 % = 26|1.5e-3 = 1.5e-3|٣٫٥ = 3.5|２６ = 26
1/3 = 1/3|1⁄3 = 1/3|½ = 1/2|1½ = 1 + 1/2|218,17 ÷ 11 = 218.17/11
1/0 = |3, 9, 18 = |3,9,18 = |218,1.5 = |1/3/4 = |2010-2018 = |a third =
"""


@pytest.mark.parametrize("row", READ.strip().replace("\n", "|").split("|"))
def test_a_number_is_read_and_written_for_python(row: str) -> None:
    text, codes = row.split(" =")
    wanted = codes.split(" or ") if codes.strip() else []
    found = numerals(text)
    assert [one.code for one in found] == [code.strip() for code in wanted]
    assert [one.value for one in found] == [pytest.approx(eval(code.strip())) for code in wanted]


@pytest.mark.parametrize("text", ["9" * 100_000, "1 " * 50_000, "1,234" * 20_000, "1/" * 50_000])
def test_a_long_text_is_read_at_once(text: str) -> None:
    assert len(numerals(text)) <= 2
