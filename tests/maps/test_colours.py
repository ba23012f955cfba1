import pytest

from cases import equal
from held import held
from wayout.maps.colours import hex_of, ink_on, known

HELD = held(__file__)


def test_names_and_codes_become_one_way_of_writing_and_the_ink_stands_out() -> None:
    assert {written: hex_of(written) for written in HELD["written"]} == HELD["written"]
    assert {written: known(written) for written in HELD["written"]} == HELD["written"]
    equal(HELD["inks"], ink_on=ink_on)


@pytest.mark.parametrize("wrong", ["", "nope", "#12", "#zzzzzz", "red;background:url(x)"])
def test_what_is_no_colour_is_refused_in_a_sentence_and_read_as_it_is(wrong: str) -> None:
    with pytest.raises(ValueError, match="Write a name such as"):
        hex_of(wrong)
    assert known(wrong) == wrong
