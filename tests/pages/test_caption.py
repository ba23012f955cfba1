"""The foot of a picture: note, source, the same as a table; and the colours of the palette."""

import pandas as pd

from wayout.pages.caption import INK, NAMES, SERIES, Caption, called


def foot(*tables: str, note: str = "", **columns: list[object]) -> str:
    return Caption(tables, pd.DataFrame(columns), note).html()


def test_the_foot_has_note_source_and_table_in_this_order() -> None:
    html = foot("visits", note="Mind the borders.", city=["Riyadh"])
    places = [html.index(part) for part in ("Mind the borders.", "Source:", "Riyadh")]
    assert places == sorted(places)


def test_what_there_is_nothing_of_is_not_shown() -> None:
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
    assert all(contrast_with_white(colour) > 4.5 for colour in INK)


def contrast_with_white(colour: str) -> float:
    """Contrast as the Web Content Accessibility Guidelines define it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
