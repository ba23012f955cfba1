import pytest

from wayout.wording import listed


@pytest.mark.parametrize(
    ("words", "text"),
    [(["a"], "a"), (["a", "b"], "a and b"), (iter(["a", "b", "c"]), "a, b and c")],
)
def test_words_are_listed_with_one_and(words, text):
    assert listed(words) == text
