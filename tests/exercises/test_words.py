import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayout.exercises.words import fold, holds, sample, sentence_count, words

BETWEEN = ("and", "then")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("  The  Kremlin ", "the kremlin"),
        ("Iran’s visit", "Iran's visit"),
        ("“B”", '"b"'),
        ("way out.", "Way out"),
        ("Jan–Nov", "jan-nov"),
        ("STRASSE", "straße"),
        ("Türkiye", "Tu\u0308rkiye"),
    ],
)
def test_what_does_not_matter_is_folded_away(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("A", "B"), ("+", "−"), ("?", "!"), (".", ",")])
def test_what_matters_stays(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_words_and_numbers_are_read_in_order() -> None:
    text = "Putin's eleven-month total: 1,234.5 (218,2 %) in Türkiye."
    found = ("putin's", "eleven", "month", "total", "1234.5", "218.2", "%", "in", "türkiye")
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("He visited Iran in July 2022.", "July 2022"),
        ("He visited Iran.", "visit*"),
        ("Prior  to\nthis", "prior to this"),
        ("an eleven month figure", "eleven-month"),
        ("reached 218.2.", "218.2"),
        ("26.2% more", "26.2 %"),
        ("Iran's president", "Iran"),
        ("state visits to Iran", "visit* to Iran"),
        ("he met Iran’s president", "Iran's president"),
        ("in Moscow he met a guest", "Moscow .. met|received"),
        ("Moscow met him", "Moscow .. met|received"),
        ("Oman and then Iran", "Oman ~ Iran"),
        ("Oman, Iran", "Oman ~ Iran"),
        ("Oman and Iran", "Oman ~ Iran !sent|came"),
        ("Oman and Iran talked", "Oman ~ Iran !sent|came"),
        ("a Jan–Nov total", "Jan – Nov"),
        ("218.2bn", "218.2 billion|bn"),
        ("eleven-month total", "11|eleven-month total"),
    ],
)
def test_phrases_that_are_held(text: str, phrase: str) -> None:
    assert holds(text, phrase, BETWEEN)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("the Iranians", "Iran"),
        ("218.17", "218.1"),
        ("July of 2022", "July 2022"),
        ("revisited", "visit*"),
        ("", "Iran"),
        ("Oman and Iran's president", "Oman and Iran"),
        ("Iran president", "Iran's president"),
        ("Moscow " + "word " * 11 + "met", "Moscow .. met"),
        ("met in Moscow", "Moscow .. met"),
        ("Oman and the guest from Iran", "Oman ~ Iran"),
        ("Oman and Iran came", "Oman ~ Iran !sent|came"),
        ("218.2 million", "218.2 billion|bn"),
        ("He saw Oman", "^ Oman"),
        ("He saw Oman", "^ ~ Oman"),
    ],
)
def test_phrases_that_are_not_held(text: str, phrase: str) -> None:
    assert not holds(text, phrase, BETWEEN)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("visit* ~ Iran", "visit iran"),
        ("met|saw .. him !in|at", "met him"),
        ("eleven-month|11 total", "eleven month total"),
    ],
)
def test_a_phrase_gives_a_sample_that_holds_it(phrase: str, text: str) -> None:
    assert sample(phrase) == text
    assert holds(text, phrase)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("…", 0),
        ("He came", 1),
        ("He came.", 1),
        ("He came. She left.", 2),
        ("He came! she left", 2),
        ("Who came? “She” did.", 2),
        ("It was $218.2 billion on 6 Dec. 2023 for the U.S. and the U.A.E. Moscow said so.", 1),
        ("On Dec. 6 Mr. Putin met J. Smith.", 1),
        ("It rose from Nov. Then it fell.", 1),
        ("One thing… Another thing. A third (really). “Yes.” No.", 4),
    ],
)
def test_sentences_are_counted(text: str, count: int) -> None:
    assert sentence_count(text) == count


@given(st.text())
def test_any_text_has_a_number_of_sentences(text: str) -> None:
    assert sentence_count(text) >= 0


@pytest.mark.parametrize("text", ["a" * 20_000, "!" * 20_000 + "a", "a." * 10_000 + "b"])
def test_one_endless_word_is_one_sentence_and_takes_no_time(text: str) -> None:
    assert sentence_count(text) == 1


def test_a_long_text_is_searched_at_once() -> None:
    assert not holds("and " * 5_000, "and ~ and .. and ~ Iran", BETWEEN)


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(text: str, phrase: str) -> None:
    assert holds(text, phrase) in (True, False)


@given(st.text())
def test_a_text_holds_each_of_its_words(text: str) -> None:
    assert all(holds(text, word) for word in words(text))
