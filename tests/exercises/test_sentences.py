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
    ("answer", "remark"),
    [
        ("He visited the Emirates and then Moscow.", "2 of 3 needed ideas are in it."),
        (
            "Emirates Moscow received",
            "It has 3 words; the question asks for at least 6.",
        ),
        (
            "word " * 21,
            "It has 21 words; the question asks for at most 20. 0 of 3 needed ideas are in it.",
        ),
        ("He received visits to Iran in Moscow and the UAE.", ""),
    ],
)
def test_what_a_sentence_lacks_is_said(answer: str, remark: str) -> None:
    assert not REPAIR.match(answer)
    assert REPAIR.remark(answer) == remark


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
