"""The foot of a picture: note, source, the same as a table; and the colours of the palette."""

import pandas as pd

from drawings import contrast
from wayout.pages.caption import INK, NAMES, SERIES, Caption, called


def foot(*tables: str, note: str = "", **columns: list[object]) -> str:
    return Caption(tables, pd.DataFrame(columns), note).html()


def test_the_foot_has_note_source_and_table_in_this_order_and_nothing_of_what_is_not() -> None:
    html = foot("visits", note="Mind the borders.", city=["Riyadh"])
    places = [html.index(part) for part in ("Mind the borders.", "Source:", "Riyadh")]
    assert places == sorted(places)
    assert "<details" not in foot("visits")
    assert "Source:" not in foot()
    assert foot("visits") == foot("visits", "visitors"), "a publisher of two tables is named once"


def test_the_table_marks_its_headings_and_says_what_is_missing() -> None:
    html = foot(city=["Riyadh", "Moscow"], day=[pd.Timestamp("2023-12-06")] * 2, bn=[1.5, None])
    for part in ('<th scope="col">city</th>', '<th scope="row">Riyadh</th>', "6 December 2023",
                 "<td>no figure</td>", "<td>1.50</td>"):  # fmt: skip
        assert part in html


def test_each_colour_has_a_name_of_its_own_and_text_stands_out_on_white() -> None:
    assert len({*NAMES}) == len(SERIES) == len(INK)
    assert [called(colour) for colour in SERIES[:2]] == ["blue", "orange"]
    assert all(contrast(colour, "#ffffff") > 4.5 for colour in INK)
