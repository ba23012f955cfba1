from datetime import date

import pandas as pd
import pytest

from wayout.maps.journeys import read_visitors, read_visits, short
from wayout.tables.package import load


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2023, 12, 6), date(2023, 12, 6), "6 Dec"),
        (date(2023, 10, 17), date(2023, 10, 18), "17–18 Oct"),
        (date(2025, 8, 31), date(2025, 9, 1), "31 Aug – 1 Sep"),
    ],
)
def test_days_are_written_short(start: date, end: date, text: str) -> None:
    assert short(start, end) == text


def test_stays_come_in_the_order_of_the_days() -> None:
    rows = read_visits(load("visits").sample(frac=1, random_state=1))
    assert [visit.start for visit in rows] == sorted(visit.start for visit in rows)
    gulf = [visit.city for visit in rows if visit.start == date(2023, 12, 6)]
    assert gulf == ["Abu Dhabi", "Riyadh"]


def test_a_day_that_is_not_confirmed_says_so() -> None:
    assert all(visit.sure for visit in read_visits(load("visits")))
    (unsure,) = read_visits(load("visits")[:1].assign(date_status="unconfirmed"))
    assert "one day not confirmed" in unsure.days


def test_a_visitor_has_a_surname() -> None:
    visitors = read_visitors(load("visitors"))
    surnames = {one.surname for one in visitors if one.country_code == "IRN"}
    assert surnames == {"Raisi", "Pezeshkian"}


@pytest.mark.parametrize("lost", ["city", "latitude", "country_code"])
def test_a_table_without_a_column_is_refused_in_a_sentence(lost: str) -> None:
    with pytest.raises(ValueError, match=rf"no column '{lost}'. Pass load\(\"visits\"\)"):
        read_visits(load("visits").drop(columns=lost))


def test_a_table_without_rows_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="no rows"):
        read_visitors(load("visitors").head(0))
    with pytest.raises(ValueError, match="no column"):
        read_visits(pd.DataFrame())
