import pandas as pd

from wayout.charts.marks import columns, key, styled
from wayout.charts.theme import OTHERS, PALE, PAPER
from wayout.pages.caption import SERIES

FRAME = pd.DataFrame({"year": [2018, 2019, 2020], "usd_bn": [107.1, 110.75, 107.76]})
STATUS = pd.Series(["computed", "first release", "reported"])
ROWS = columns(FRAME, "year", "usd_bn", STATUS)


def test_what_is_less_sure_is_less_filled() -> None:
    assert list(ROWS["fill"]) == [PAPER, PALE, SERIES[0]]
    assert list(styled(FRAME, STATUS, SERIES[1])["fill"]) == [PAPER, SERIES[1], SERIES[1]]
    assert set(ROWS["colour"]) == {SERIES[0]}


def test_estimates_are_open_and_dashed() -> None:
    points = columns(FRAME, "year", "usd_bn", pd.Series(["estimate"] * 3))
    assert (set(points["fill"]), set(points["look"])) == ({PAPER}, {"dashed"})


def test_every_look_is_named_in_the_key_but_plain_reports_need_none() -> None:
    names = ["computed from published figures", "first published", "reported"]
    assert key(ROWS) == tuple(zip(("hollow", "pale", "solid"), names, strict=True))
    assert key(columns(FRAME, "year", "usd_bn", pd.Series(["reported"] * 3))) == ()


def test_what_is_not_picked_turns_grey_and_so_does_the_key() -> None:
    points = columns(FRAME, "year", "usd_bn", STATUS, picked=[2020])
    assert list(points["colour"]) == [OTHERS, OTHERS, SERIES[0]]
    assert key(points)[0][0] == "hollow-others"


def test_a_bar_says_its_figure_and_how_it_was_made() -> None:
    assert ROWS["label"].iloc[0] == "2018: 107.10, computed from published figures"
