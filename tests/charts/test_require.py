import pandas as pd
import pytest

from wayout.charts.require import ChartError, need, need_drawn, need_numbers, need_one_each
from wayout.errors import CourseError

FRAME = pd.DataFrame({"year": [2022, 2023], "usd_bn": [190.3, 240.1], "status": ["a", "b"]})


def test_a_wrong_column_is_answered_with_the_columns_and_the_nearest_one() -> None:
    with pytest.raises(ChartError) as told:
        need(FRAME, "yaer")
    assert str(told.value) == (
        "The table has no column 'yaer'; it has year, usd_bn, status. Did you mean 'year'?"
    )
    assert isinstance(told.value, CourseError), "a learner sees the sentence alone"


@pytest.mark.parametrize(
    ("frame", "column", "words"),
    [
        (FRAME.head(0), "usd_bn", "no rows"),
        (FRAME, "status", "holds no numbers"),
        (FRAME.assign(usd_bn=[float("nan")] * 2), "usd_bn", "no figure in any row"),
    ],
)
def test_what_cannot_be_drawn_is_said(frame: pd.DataFrame, column: str, words: str) -> None:
    with pytest.raises(ChartError, match=words):
        need_numbers(frame, column)


def test_two_rows_at_one_place_and_what_is_marked_and_not_drawn_are_named() -> None:
    with pytest.raises(ChartError, match="year 2023"):
        need_one_each(pd.concat([FRAME, FRAME.tail(1)]), "year")
    with pytest.raises(ChartError, match="Nothing is drawn at 1998 and 1999: mark what is drawn"):
        need_drawn([1998, 2022, 1999], {2022, 2023})


def test_a_good_frame_comes_back_as_it_is() -> None:
    assert need_one_each(need_numbers(FRAME, "usd_bn"), "year") is FRAME
    need_drawn([2022], {2022, 2023})
