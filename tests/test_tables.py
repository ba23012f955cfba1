import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

from wayout.tables import as_html, show_tables

HOSTILE = "<img src=x onerror=alert(1)>"


def test_long_texts_are_not_cut():
    text = "a long report " * 20
    assert text.strip() in as_html(pd.DataFrame({"says": [text.strip()]}))


def test_every_value_and_heading_is_escaped():
    html = as_html(pd.DataFrame({HOSTILE: [HOSTILE]}))
    assert "<img" not in html
    assert html.count("&lt;img") == 2


def test_numbers_of_a_column_share_their_places_and_stand_right():
    html = as_html(pd.DataFrame({"usd_bn": [218.17, 240.1, float("nan")]}))
    assert '<td class="wo-num">218.17</td><' in html
    assert ">240.10<" in html
    assert ">no figure<" in html


def test_row_numbers_of_pandas_are_left_out_but_names_stay():
    frame = pd.DataFrame({"year": [2022, 2023], "usd_bn": [1.5, 2.5]})
    assert '<td class="wo-num">0</td>' not in as_html(frame)
    assert "year" in as_html(frame.set_index("year"))


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
