"""A data frame on a page: what is drawn, what is escaped, and what a narrow page needs."""

import re

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

from cases import made
from held import held
from walk import each
from wayout.pages.table import as_html, show_tables

HELD = held(__file__)
HOSTILE = "<img src=x onerror=alert(1)>"
REPORT = "a long report " * 20
TRADE = pd.DataFrame({"year": [2022, 2023], "usd_bn": [1.5, 2.5]})


@pytest.mark.parametrize(("columns", "there", "not_there"), HELD["shown"])
def test_a_table_shows_its_values(columns: str, there: list[str], not_there: list[str]) -> None:
    html = as_html(pd.DataFrame(made(columns, **globals())))
    assert [part for part in there if part not in html] == []
    assert [part for part in not_there if part in html] == []


def test_an_index_names_the_rows_even_where_a_column_has_its_name() -> None:
    html = as_html(TRADE.set_axis(["a", "<b>"]).rename_axis("year"))
    assert html.count('<th scope="col"') == 3
    first = '<td class="wo-num" data-word="year">2022</td>'
    assert f'<th scope="row" class="wo-short">a</th>{first}' in html
    assert '<th scope="row" class="wo-short">&lt;b&gt;</th>' in html
    assert "year" in as_html(TRADE.set_index("year"))


@each(HELD["stops"].items())
def test_a_table_wider_than_a_telephone_is_a_stop_for_the_keyboard(of: tuple[str, bool]) -> None:
    assert ("tabindex" in as_html(pd.DataFrame(made(of[0], REPORT=REPORT)))) == of[1]


def test_a_wide_table_is_called_after_its_columns() -> None:
    wide = as_html(pd.DataFrame({f"a_long_heading_{n}": ["<x>"] for n in range(3)}))
    said = "Table: a_long_heading_0, a_long_heading_1 and a_long_heading_2"
    assert f'tabindex="0" role="region" aria-label="{said}"' in wide
    many = as_html(pd.DataFrame({f'column"{n}': ["word"] for n in range(8)}))
    assert "column&#34;3 and 4 more columns" in many
    assert '"Table"' not in wide + many


def test_large_empty_and_nested_tables_stay_with_pandas() -> None:
    sizes = [(range(rows), range(columns)) for rows, columns in ((0, 1), (61, 1), (1, 13))]
    for frame in (*(pd.DataFrame(1, *size) for size in sizes), pd.DataFrame({("a", "b"): [1]})):
        assert as_html(frame) == frame._repr_html_()


def test_a_shell_draws_frames_our_way() -> None:
    shell = InteractiveShell()
    show_tables(shell)
    data, _ = shell.display_formatter.format(pd.DataFrame({"a": ["b"]}))
    assert "wo-table" in data["text/html"]


def test_addresses_are_links_that_say_where_they_lead_and_other_text_stays_text() -> None:
    pages = "https://www.tass.com/a?b=1&c=2 ; http://ifpnews.com/x"
    html = as_html(pd.DataFrame({"page": [pages]}))
    tass = '<a href="https://www.tass.com/a?b=1&amp;c=2" target="_blank" rel="noopener">tass.com'
    assert f"{tass}</a><br>" in html
    assert len(re.findall("<a ", html)) == 2
    for text in HELD["no_addresses"]:
        assert "<a " not in as_html(pd.DataFrame({"page": [text]})), text
