"""Pairs of capitals: the table tells what the lines show, in words too."""

import pytest

from wayout.maps import apart, marks
from wayout.tables.package import load

PAIRS = ("Russia", "China"), ("Serbia", "Vietnam")


def test_lines_marks_and_table_tell_the_same() -> None:
    m = apart(load("capitals"), *PAIRS, title="Two pairs")
    assert m.table().values.tolist() == [["Moscow", "Beijing", 5800], ["Belgrade", "Hanoi", 8000]]
    assert [mark["label"] for mark in marks(m)] == ["Moscow", "Beijing", "Belgrade", "Hanoi"]
    assert "Dashed line: Belgrade to Hanoi, about 8,000 km." in m.note
    assert m.note in m.words()
    assert m._repr_html_().count("stroke-dasharray") >= 1


def test_a_country_that_the_table_does_not_hold_is_named() -> None:
    with pytest.raises(KeyError, match="Atlantis"):
        apart(load("capitals"), ("Russia", "Atlantis"), title="Two pairs")
