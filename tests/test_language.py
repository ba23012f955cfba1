import pytest

from wayout.language import listed, spans


@pytest.mark.parametrize(
    ("words", "text"),
    [(["a"], "a"), (["a", "b"], "a and b"), (iter(["a", "b", "c"]), "a, b and c")],
)
def test_words_are_listed_with_one_and(words, text):
    assert listed(words) == text


def test_runs_read_as_sentences() -> None:
    assert spans([2013, 2016, 2017, 2018, 2020, 2021]) == "2013, 2016 to 2018, 2020 and 2021"
