import pytest

from wayout.exercises.expect import from_json, sentence, to_json

REPAIR = sentence(
    must=[["Emirates", "UAE"], ["Moscow"], "receive*"],
    must_not=["visits to Iran"],
    min_words=6,
    max_words=20,
)


@pytest.mark.parametrize(
    "answer",
    [
        "He visited the Emirates and received Iran's president in Moscow.",
        "In MOSCOW he receives a guest, after the UAE.",
    ],
)
def test_a_sentence_with_every_idea_is_accepted(answer: str) -> None:
    assert REPAIR.match(answer)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("Emirates Moscow received", "It has 3 words; I ask for at least 6."),
        ("word " * 21, "It has 21 words; I ask for at most 20."),
        ("He received visits to Iran in Moscow and the UAE.", ""),
    ],
)
def test_a_length_out_of_bounds_is_said(answer: str, says: str) -> None:
    assert not REPAIR.match(answer)
    assert REPAIR.named(answer) == says


def test_ideas_without_names_are_counted_and_one_is_hinted_at() -> None:
    few = "He visited the Emirates and then Moscow."
    assert REPAIR.remark(few) == (
        "2 of 3 needed ideas are in it. I look for words such as “receive”."
    )
    assert "such as “Emirates”" in REPAIR.remark("nothing of it")
    assert REPAIR.remark("He received a guest in Moscow after the UAE.") == ""
    odd = sentence(must=["met|saw .. him"])
    assert "such as “met him”" in odd.remark("x")


NAMED = sentence(
    must={"the Emirates": ["Emirates", "UAE"], "Saudi Arabia": ["Saudi", "Riyadh"]},
    must_not={
        "Look at the year again.": ["2022", "2024"],
        "Say what he did.": "did not visit",
    },
    max_sentences=1,
)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (
            "He visited the Emirates.",
            "I cannot find one thing in it: Saudi Arabia. "
            "Perhaps I do not know your words for it: try others.",
        ),
        (
            "He visited the Emirates and Suadi Arabia.",
            "I cannot find one thing in it: Saudi Arabia. Is “suadi” a slip of the keys?",
        ),
        (
            "He stayed.",
            "I cannot find these in it: the Emirates and Saudi Arabia. "
            "Perhaps I do not know your words for it: try others.",
        ),
        ("In 2022 he visited the UAE and Riyadh.", "Look at the year again."),
        ("He did not visit the UAE and Riyadh.", "Say what he did."),
        ("He visited the UAE. He visited Riyadh.", "It has 2 sentences; I ask for one."),
    ],
)
def test_what_is_missing_or_out_of_place_is_named(answer: str, says: str) -> None:
    assert not NAMED.match(answer)
    assert NAMED.named(answer) == says
    assert not from_json(to_json(NAMED)).match(answer)


def test_of_a_text_that_is_far_too_long_only_the_length_is_said() -> None:
    short = sentence({"the year": ["2023"]}, {"No war.": ["war"]}, max_words=5)
    assert short.named("war " * 16) == "It has 16 words; I ask for at most 5."
    assert short.out_of_bounds("war " * 16) == short.named("war " * 16)
    assert short.out_of_bounds("war " * 15) == short.out_of_bounds(3) == ""
    assert sentence(["war"]).out_of_bounds("war " * 999) == ""
    assert short.named("war " * 15) == "No war. It has 15 words; I ask for at most 5."


def test_a_sentence_with_named_ideas_is_accepted_and_kept() -> None:
    assert NAMED.match("He visited the U.A.E. and Riyadh on 6 Dec. 2023.")
    assert NAMED.named("He visited the UAE and Riyadh.") == ""
    assert from_json(to_json(NAMED)) == NAMED
    assert NAMED.by_words


@pytest.mark.parametrize("must_not", [{" ": ["2022"]}, {"Says.": []}, {"Says.": ["..."]}])
def test_a_refusal_needs_a_sentence_and_a_word(must_not: dict[str, list[str]]) -> None:
    with pytest.raises(ValueError, match="needs a word"):
        sentence(must=["Moscow"], must_not=must_not)


def test_listed_words_tell_a_list_from_another_matter() -> None:
    listed = sentence(must=["Emirates|Riyadh ~ Iran"], between=["and", "the", "to", "Riyadh"])
    assert listed.match("He went to the Emirates, to Riyadh and to Iran.")
    assert not listed.match("He went to the Emirates and met the president of Iran.")
    assert not listed.match("He went to the Emirates and Iran's president came.")
    assert from_json(to_json(listed)) == listed


def test_only_text_is_a_sentence() -> None:
    assert REPAIR.fits("text")
    assert not REPAIR.fits(["a", "b"])
    assert not REPAIR.match(3)
    assert REPAIR.remark(3) == ""
    assert NAMED.named(3) == ""


@pytest.mark.parametrize("phrases", [[[]], [["..."]], [[""]]])
def test_an_empty_group_is_refused(phrases: list[list[str]]) -> None:
    with pytest.raises(ValueError, match="needs a word"):
        sentence(must=phrases)


@pytest.mark.parametrize(
    "options",
    [
        {"must": [["record"]], "must_not": ["record"]},
        {"must": [["one two three"]], "max_words": 2},
        {"must": [["one"]], "min_words": 5, "max_words": 4},
    ],
)
def test_rules_that_contradict_each_other_are_refused(options: dict[str, list[list[str]]]) -> None:
    with pytest.raises(ValueError, match="contradict"):
        sentence(**options)  # type: ignore[arg-type]
