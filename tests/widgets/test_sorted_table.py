import re

import pytest

from wayout.activities.sorter.choices import Sorter
from wayout.activities.sorter.key import key
from wayout.widgets import sorted_table
from wayout.work.session import Session


def test_before_anything_is_sorted_one_sentence_says_what_to_do() -> None:
    table = sorted_table()
    assert "0 of 32 sentences" in table.page.value
    assert "Nothing sorted yet. Save a choice" in table.page.value
    assert "<table" not in table.page.value
    assert table._repr_mimebundle_()["text/html"].count("Nothing sorted yet") == 1


def test_it_follows_the_work_file_and_shows_sorted_sentences_only(opened: Session) -> None:
    table = sorted_table()
    Sorter("01", opened.work).sort(13, "norm", "in part", reason="It <b>ought</b> to be so.")
    page = table.page.value
    assert "1 of 32 sentences" in page
    assert "<strong>norm</strong>" in page
    assert "<strong>fact or motive</strong>" in page
    assert "Because: It &lt;b&gt;ought&lt;/b&gt; to be so." in page
    assert '<span aria-hidden="true">↔</span> differs from the key' in page
    assert key()[14].says not in page


def test_kinds_are_counted_beside_the_key(opened: Session) -> None:
    sorter = Sorter("01", opened.work)
    sorter.sort(3, "fact", "yes")
    sorter.sort(13, "fact", "in part")
    page = sorted_table().page.value
    rows = re.findall(r'<th scope="row">([a-z ]+)</th><td>.*?(\d+)</td><td>.*?(\d+)</td>', page)
    assert rows[0] == ("fact", "2", "2")
    assert rows[2] == ("motive", "0", "1")
    assert len(rows) == 7


def test_a_long_table_is_folded_and_a_short_one_is_not(opened: Session) -> None:
    sorter = Sorter("01", opened.work)
    for number in range(1, 10):
        assert "<details" not in sorted_table().page.value
        sorter.sort(number, "fact", "no")
    assert "<summary>All 9 sentences, one by one</summary>" in sorted_table().page.value


def test_the_work_file_is_read_once_a_show(
    opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (3, 4, 5, 13):
        Sorter("01", opened.work).sort(number, "fact", "yes")
    table, read, entries = sorted_table(), [], opened.work.entries
    monkeypatch.setattr(opened.work, "entries", lambda *a, **k: read.append(a) or entries(*a, **k))
    table._show()
    assert len(read) == 1


def test_running_the_cell_again_draws_the_new_table_only(opened: Session) -> None:
    old, new = sorted_table(), sorted_table()
    Sorter("01", opened.work).sort(3, "fact", "yes")
    assert "Nothing sorted yet" in old.page.value
    assert "1 of 32 sentences" in new.page.value


def test_tables_have_names_and_headings_for_a_screen_reader(opened: Session) -> None:
    Sorter("01", opened.work).sort(3, "fact", "yes")
    page = sorted_table().page.value
    assert page.count('role="region" aria-label="') == page.count("<table>") == 2
    assert page.count('<th scope="col">') == 7
