from datetime import date

import pandas as pd
import pytest

from wayout.maps.stays import guests, short, stays
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
    rows = stays(load("visits").sample(frac=1, random_state=1))
    assert [stay.start for stay in rows] == sorted(stay.start for stay in rows)
    gulf = [stay.city for stay in rows if stay.start == date(2023, 12, 6)]
    assert gulf == ["Abu Dhabi", "Riyadh"]


def test_a_day_that_is_not_confirmed_says_so() -> None:
    unsure = [stay for stay in stays(load("visits")) if not stay.sure]
    assert len(unsure) == 3
    assert all("one day not confirmed" in stay.days for stay in unsure)


def test_a_visitor_has_a_surname() -> None:
    surnames = {guest.surname for guest in guests(load("visitors")) if guest.code == "IRN"}
    assert surnames == {"Raisi", "Pezeshkian"}


@pytest.mark.parametrize("lost", ["city", "latitude", "country_code"])
def test_a_table_without_a_column_is_refused_in_a_sentence(lost: str) -> None:
    with pytest.raises(ValueError, match=rf"no column '{lost}'. Pass load\(\"visits\"\)"):
        stays(load("visits").drop(columns=lost))


def test_a_table_without_rows_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="no rows"):
        guests(load("visitors").head(0))
    with pytest.raises(ValueError, match="no column"):
        stays(pd.DataFrame())
