import pandas as pd
import pytest

from wayout.charts.status import MADE, looks, name, statuses, told

FRAME = pd.DataFrame({"guess": [True, False], "status": ["first release", None]})


def test_without_a_column_everything_counts_as_reported() -> None:
    assert list(statuses(FRAME, None)) == ["reported", "reported"]


def test_true_is_an_estimate_and_so_is_an_empty_status() -> None:
    assert list(statuses(FRAME, "guess")) == ["estimate", "reported"]
    assert list(statuses(FRAME, "status")) == ["first release", "estimate"]


@pytest.mark.parametrize(
    ("word", "look"),
    [
        ("reported", "solid"),
        ("revised", "solid"),
        ("first release", "pale"),
        ("computed", "hollow"),
        ("mixed", "hollow"),
        ("estimate", "dashed"),
        ("implausible", "dashed"),
        ("a word nobody knows", "dashed"),
    ],
)
def test_every_status_has_a_look_and_a_strange_one_counts_as_unsure(word: str, look: str) -> None:
    assert list(looks(pd.Series([word]))) == [look]


def test_every_status_has_a_name() -> None:
    assert name("first release") == "first published"
    assert name("estimate") == "estimate"


def test_a_table_tells_how_figures_were_made_only_where_a_column_says_so() -> None:
    assert told(FRAME, None) == {}
    assert list(told(FRAME, "status")[MADE]) == ["first published", "estimate"]
