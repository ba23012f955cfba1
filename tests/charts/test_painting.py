import pandas as pd

from wayout.caption import SERIES
from wayout.charts.painting import key, painted
from wayout.charts.theme import OTHERS, PALE, PAPER

FRAME = pd.DataFrame({"year": [2018, 2019, 2020], "usd_bn": [107.1, 110.75, 107.76]})
STATUS = pd.Series(["computed", "first release", "reported"])


def test_what_is_less_sure_is_less_filled() -> None:
    points = painted(FRAME, "year", "usd_bn", STATUS)
    assert list(points["fill"]) == [PAPER, PALE, SERIES[0]]
    assert set(points["colour"]) == {SERIES[0]}


def test_estimates_are_open_and_dashed() -> None:
    points = painted(FRAME, "year", "usd_bn", pd.Series(["estimate"] * 3))
    assert set(points["fill"]) == {PAPER}
    assert set(points["look"]) == {"dashed"}


def test_every_look_is_named_in_the_key() -> None:
    assert key(painted(FRAME, "year", "usd_bn", STATUS)) == (
        ("hollow", "computed from published figures"),
        ("pale", "first published"),
        ("solid", "reported"),
    )


def test_plain_reports_need_no_key() -> None:
    assert key(painted(FRAME, "year", "usd_bn", pd.Series(["reported"] * 3))) == ()


def test_what_is_not_picked_turns_grey_and_so_does_the_key() -> None:
    points = painted(FRAME, "year", "usd_bn", STATUS, picked=[2020])
    assert list(points["colour"]) == [OTHERS, OTHERS, SERIES[0]]
    assert key(points)[0][0] == "hollow-others"


def test_a_bar_says_its_figure_and_how_it_was_made() -> None:
    label = painted(FRAME, "year", "usd_bn", STATUS)["label"].iloc[0]
    assert label == "2018: 107.10, computed from published figures"
