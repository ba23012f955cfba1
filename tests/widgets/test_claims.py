import pytest

from wayout.data import load
from wayout.widgets import claims
from wayout.widgets.claims import ClaimError, claim


def test_a_claim_comes_from_the_table() -> None:
    row = load("claims").set_index("claim").loc["way_out"]
    assert claim("way_out").says == row["says"]
    assert claim("way_out").kind == row["kind"]


@pytest.mark.parametrize("name", sorted(load("claims")["claim"]))
def test_every_claim_of_the_table_makes_a_card(name: str) -> None:
    found = claim(name)
    assert found.says.endswith(".")
    assert found.sentences.startswith("Sentence")


def test_sentences_are_listed_in_words() -> None:
    assert claims._sentences("11") == "Sentence 11"
    assert claims._sentences("5;10") == "Sentences 5 and 10"
    assert claims._sentences("11;22;27") == "Sentences 11, 22 and 27"


def test_an_unknown_claim_is_answered_with_the_nearest() -> None:
    with pytest.raises(ClaimError, match=r"no claim “wayout”.*way_out"):
        claim("wayout")
