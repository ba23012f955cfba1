import pandas as pd

from wayout.pages.caption import INK, NAMES, SERIES, Caption, called

HOSTILE = "<img src=x onerror=alert(1)>"


def twin(**columns):
    return pd.DataFrame(columns)


def test_the_foot_has_note_source_and_table_in_this_order():
    html = Caption(["visits"], twin(city=["Riyadh"]), "Mind the borders.").html()
    places = [html.index(part) for part in ("Mind the borders.", "Source:", "Riyadh")]
    assert places == sorted(places)


def test_an_empty_twin_is_not_shown():
    assert "<details" not in Caption(["visits"], pd.DataFrame()).html()


def test_a_publisher_of_two_tables_is_named_once():
    one, two = (Caption(names, twin()).html() for names in (["visits"], ["visits", "visitors"]))
    assert one == two


def test_no_tables_make_no_source_line():
    assert "Source:" not in Caption([], twin()).html()


def test_everything_in_the_foot_is_escaped():
    html = Caption([], twin(**{HOSTILE: [HOSTILE]}), HOSTILE).html()
    assert "<img" not in html


def test_a_missing_figure_is_said_and_not_zero():
    html = Caption([], twin(year=[2023, 2024], usd_bn=[1.5, None])).html()
    assert "<td>no figure</td>" in html
    assert "<td>1.50</td>" in html


def test_headings_of_rows_and_columns_are_marked_as_such():
    html = Caption([], twin(city=["Riyadh"], day=[pd.Timestamp("2023-12-06")])).html()
    assert '<th scope="col">city</th>' in html
    assert '<th scope="row">Riyadh</th>' in html
    assert "6 December 2023" in html


def test_each_colour_has_a_name_of_its_own():
    assert len(set(NAMES)) == len(SERIES)
    assert [called(colour) for colour in SERIES[:2]] == ["blue", "orange"]


def test_text_colours_stand_out_on_white():
    assert len(INK) == len(SERIES)
    assert all(contrast_with_white(colour) > 4.5 for colour in INK)


def contrast_with_white(colour: str) -> float:
    """Contrast as the Web Content Accessibility Guidelines define it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
