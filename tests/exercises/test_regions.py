import pytest

from calls import calls
from held import held
from wayout.exercises import regions
from wayout.exercises.regions import CODE_MARKS, TEXT_MARKS, cut, looks_like_a_mark

test_calls = calls(__file__, regions, held(__file__, "texts"))


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
