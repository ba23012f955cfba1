from datetime import date

from cases import equal, refused
from held import held
from wayout import maps
from wayout.maps.journeys import read_visitors, read_visits, short
from wayout.tables.package import load

HELD = held(__file__)
VISITS = load("visits")
ROOM = {**vars(maps), "read_visits": read_visits, "read_visitors": read_visitors, "load": load}


def test_stays_come_in_the_order_of_the_days_and_days_are_written_short() -> None:
    rows = read_visits(VISITS.sample(frac=1, random_state=1))
    assert [visit.start for visit in rows] == sorted(visit.start for visit in rows)
    gulf = [visit.city for visit in rows if visit.start == date(2023, 12, 6)]
    assert gulf == ["Abu Dhabi", "Riyadh"]
    equal(HELD["days"], short=short)
    assert all(visit.sure for visit in rows)
    (unsure,) = read_visits(load("visits")[:1].assign(date_status="unconfirmed"))
    assert "one day not confirmed" in unsure.days


def test_a_visitor_has_a_surname() -> None:
    visitors = read_visitors(load("visitors"))
    surnames = {one.surname for one in visitors if one.country_code == "IRN"}
    assert surnames == {"Raisi", "Pezeshkian"}


def test_a_table_that_lacks_a_column_or_a_row_is_refused_in_a_sentence() -> None:
    refused(HELD["refused"], ValueError, **ROOM, VISITS=VISITS)
