import pytest

from held import held
from wayout.exercises.regions import CODE_MARKS, TEXT_MARKS, cut, looks_like_a_mark


def test_regions_are_cut_and_kept_apart() -> None:
    text = (
        "given = 1\nanswer = ...\n### BEGIN SOLUTION\nanswer = 2\n### END SOLUTION\nprint(given)\n"
        "    ### BEGIN SOLUTION\n    more = 3\n    ### END SOLUTION"
    )
    found = cut(text, CODE_MARKS)
    assert found.kept == "given = 1\nanswer = ...\nprint(given)"
    assert found.removed == "answer = 2\n    more = 3"


def test_indented_solutions_are_shown_flush_left() -> None:
    text = "def f():\n    return ...\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION"
    found = cut(text, CODE_MARKS)
    assert (found.kept, found.removed) == ("def f():\n    return ...", "return 1")


def test_text_regions_have_marks_of_their_own() -> None:
    text = "before\n<!-- BEGIN SOLUTION -->\nhidden\n<!-- END SOLUTION -->\nafter"
    assert cut(text, TEXT_MARKS).kept == "before\nafter"


def test_a_text_without_marks_stays_whole() -> None:
    assert cut("a\n\nb", CODE_MARKS).kept == "a\n\nb"
    assert cut("a\n\nb", CODE_MARKS).removed == ""


@pytest.mark.parametrize(("text", "sentence"), held(__file__, "unpaired"))
def test_marks_that_do_not_pair_are_refused(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        cut(text, CODE_MARKS)


@pytest.mark.parametrize("line", [*TEXT_MARKS, *CODE_MARKS, *held(__file__, "marks")])
def test_what_marks_a_solution_elsewhere_is_seen(line: str) -> None:
    assert looks_like_a_mark(line)


@pytest.mark.parametrize("line", held(__file__, "no_marks"))
def test_prose_and_stubs_are_no_marks(line: str) -> None:
    assert not looks_like_a_mark(line)


def test_inside_a_solution_anything_but_a_turn_may_stand() -> None:
    text = "a = ...\n### BEGIN SOLUTION\n# Solution: by hand\na = 1\n### END SOLUTION"
    assert cut(text, CODE_MARKS).removed == "# Solution: by hand\na = 1"
