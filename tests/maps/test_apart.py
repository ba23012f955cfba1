"""Pairs of capitals: the table tells what the lines show, in words too."""

import pytest

from wayout.errors import CourseError
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


def test_what_cannot_be_drawn_is_refused() -> None:
    frame = load("capitals")
    for table, pairs, why in (
        (frame, [("Russia", "Atlantis")], "no country 'Atlantis'"),
        (frame, [*PAIRS, PAIRS[0]], "one pair of countries or two, not 3"),
        (frame, [], "one pair of countries or two, not 0"),
        (frame.drop(columns="latitude"), PAIRS, "no column 'latitude'"),
    ):
        with pytest.raises(CourseError, match=why):
            apart(table, *pairs, title="Pairs")
