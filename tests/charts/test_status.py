import pandas as pd
import pytest

from wayout.charts.status import MADE, column, look_of, name, statuses

FRAME = pd.DataFrame({"guess": [True, False], "status": ["first release", None]})
LOOKS = {
    "solid": ("reported", "revised"),
    "pale": ("first release",),
    "hollow": ("computed", "mixed"),
    "dashed": ("estimate", "implausible", "a word nobody knows"),
}


def test_what_is_not_said_counts_as_reported_and_an_empty_status_as_an_estimate() -> None:
    assert list(statuses(FRAME, None)) == ["reported", "reported"]
    assert list(statuses(FRAME, "guess")) == ["estimate", "reported"]
    assert list(statuses(FRAME, "status")) == ["first release", "estimate"]


@pytest.mark.parametrize("look", LOOKS)
def test_every_status_has_a_look_and_a_strange_one_counts_as_unsure(look: str) -> None:
    assert set(look_of(pd.Series(LOOKS[look]))) == {look}


def test_a_table_tells_how_figures_were_made_only_where_a_column_says_so() -> None:
    assert (name("first release"), name("estimate")) == ("first published", "estimate")
    assert column(FRAME, None) == {}
    assert list(column(FRAME, "status")[MADE]) == ["first published", "estimate"]
