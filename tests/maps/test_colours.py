import pytest

from wayout.maps.colours import hex_of, ink_on, known


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("#0072B2", "#0072b2"),
        (" Orange ", "#ffa500"),
        ("#07b", "#0077bb"),
        ("grey", "#808080"),
        ("gray", "#808080"),
        ("darkslategrey", "#2f4f4f"),
        ("lightred", "#ff8e7f"),
    ],
)
def test_names_and_codes_become_one_way_of_writing(written: str, meant: str) -> None:
    assert hex_of(written) == known(written) == meant


@pytest.mark.parametrize("wrong", ["", "nope", "#12", "#zzzzzz", "red;background:url(x)"])
def test_what_is_no_colour_is_refused_in_a_sentence_and_read_as_it_is(wrong: str) -> None:
    with pytest.raises(ValueError, match="Write a name such as"):
        hex_of(wrong)
    assert known(wrong) == wrong


@pytest.mark.parametrize(
    ("ground", "ink"),
    [("#0072b2", "#ffffff"), ("#e69f00", "#000000"), ("#ffffff", "#000000")],
)
def test_the_ink_is_the_one_that_stands_out(ground: str, ink: str) -> None:
    assert ink_on(ground) == ink
