import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

from wayout.pages.table import as_html, show_tables

HOSTILE = "<img src=x onerror=alert(1)>"


def test_long_texts_are_not_cut():
    text = "a long report " * 20
    assert text.strip() in as_html(pd.DataFrame({"says": [text.strip()]}))


def test_every_value_and_heading_is_escaped():
    html = as_html(pd.DataFrame({HOSTILE: [HOSTILE]}))
    assert "<img" not in html
    assert html.count("&lt;img") == 3  # heading, cell, and the heading that a stacked cell repeats


def test_numbers_of_a_column_share_their_places_and_stand_right():
    html = as_html(pd.DataFrame({"usd_bn": [218.17, 240.1, float("nan")]}))
    assert '<td class="wo-num" data-word="usd_bn">218.17</td><' in html
    assert ">240.10<" in html
    assert ">no figure<" in html


def test_row_numbers_of_pandas_are_left_out_but_names_stay():
    frame = pd.DataFrame({"year": [2022, 2023], "usd_bn": [1.5, 2.5]})
    assert ">0</td>" not in as_html(frame)
    assert "year" in as_html(frame.set_index("year"))


def test_an_index_names_the_rows_even_where_a_column_has_its_name():
    frame = pd.DataFrame({"year": [2022, 2023], "usd_bn": [1.5, 2.5]}, index=["a", "<b>"])
    html = as_html(frame.rename_axis("year"))
    assert html.count('<th scope="col"') == 3
    assert (
        '<th scope="row" class="wo-short">a</th><td class="wo-num" data-word="year">2022</td>'
        in html
    )
    assert '<th scope="row" class="wo-short">&lt;b&gt;</th>' in html


def test_a_table_without_an_index_has_no_row_headings():
    assert 'scope="row"' not in as_html(pd.DataFrame({"year": [2022, 2023]}))


def test_a_narrow_table_is_no_stop_for_the_keyboard():
    html = as_html(pd.DataFrame({"year": [2022, 2023], "usd_bn": [1.5, 2.5]}))
    assert "tabindex" not in html
    assert "role=" not in html


@pytest.mark.parametrize(("letters", "stops"), [(8, False), (9, True), (20, True)])
def test_a_table_wider_than_a_telephone_is_a_stop(letters, stops):
    """Two columns of this many letters and a gap and one of four: 26 letters fit."""
    frame = pd.DataFrame({"a" * letters: ["x"], "b" * letters: ["x"], "year": ["x"]})
    assert ("tabindex" in as_html(frame)) == stops


def test_a_wide_table_can_be_reached_and_is_called_after_its_columns():
    wide = as_html(pd.DataFrame({f"a_long_heading_{n}": ["<x>"] for n in range(3)}))
    said = "Table: a_long_heading_0, a_long_heading_1 and a_long_heading_2"
    assert f'tabindex="0" role="region" aria-label="{said}"' in wide
    many = as_html(pd.DataFrame({f'column"{n}': ["word"] for n in range(8)}))
    assert "column&quot;3 and 4 more columns" in many
    assert '"Table"' not in wide + many


def test_long_words_and_not_long_texts_make_a_table_wide():
    assert "tabindex" not in as_html(pd.DataFrame({"says": ["a long report " * 20]}))
    assert "tabindex" in as_html(pd.DataFrame({"says": ["x" * 60]}))
    days = pd.DataFrame({name: ["7 Dec 2023"] for name in ("first", "last", "read", "told")})
    assert "tabindex" in as_html(days)


def test_dates_are_written_for_readers():
    html = as_html(pd.DataFrame({"released": pd.to_datetime(["2023-12-07", None])}))
    assert ">7 Dec 2023<" in html
    assert "NaT" not in html


@pytest.mark.parametrize("shape", [(0, 1), (61, 1), (1, 13)])
def test_large_and_empty_tables_stay_with_pandas(shape):
    frame = pd.DataFrame(1, index=range(shape[0]), columns=range(shape[1]))
    assert as_html(frame) == frame._repr_html_()


def test_nested_headings_stay_with_pandas():
    frame = pd.DataFrame({("a", "b"): [1]})
    assert as_html(frame) == frame._repr_html_()


def test_a_shell_draws_frames_our_way():
    shell = InteractiveShell()
    show_tables(shell)
    data, _ = shell.display_formatter.format(pd.DataFrame({"a": ["b"]}))
    assert "wo-table" in data["text/html"]


def test_addresses_are_links_that_say_where_they_lead():
    html = as_html(
        pd.DataFrame({"page": ["https://www.tass.com/a?b=1&c=2 ; http://ifpnews.com/x"]})
    )
    tass = (
        '<a href="https://www.tass.com/a?b=1&amp;c=2" target="_blank" rel="noopener">tass.com</a>'
    )
    assert tass + "<br>" in html
    assert html.count("<a ") == 2


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "see https://tass.com",
        "https://tass.com ; javascript:alert(1)",
        'https://x.org/"onmouseover="alert(1)',
        "https://[broken",
        "https://",
        "",
    ],
)
def test_what_is_not_only_web_addresses_stays_text(text):
    assert "<a " not in as_html(pd.DataFrame({"page": [text]}))


def test_a_table_with_sentences_is_stacked_on_a_telephone_and_each_cell_says_its_column():
    html = as_html(pd.DataFrame({"who": ["TASS"], "says": ["one word and another, " * 4]}))
    assert 'class="wo-table wo-tall"' in html
    assert '<td class="wo-short" data-word="who">TASS</td>' in html
    assert "wo-tall" not in as_html(pd.DataFrame({"who": ["TASS"], "says": ["a few words"]}))


def test_a_long_address_alone_does_not_make_a_table_tall():
    page = "https://tass.com/" + "x" * 200
    assert "wo-tall" not in as_html(pd.DataFrame({"page": [page]}))
