import pandas as pd

from cases import equal, refused
from held import held
from wayout.charts import ChartError, Timeline, timeline
from wayout.charts.time_line import after

HELD = held(__file__)
EVENTS = pd.DataFrame(HELD["events"])


def shown(events: pd.DataFrame = EVENTS) -> Timeline:
    return timeline(events, title="Four & more", tables=("visits", "visitors"))


def page(events: pd.DataFrame = EVENTS) -> str:
    return shown(events)._repr_mimebundle_()["text/html"]


SHOWN, HTML = shown(), page()


def test_events_come_in_order_of_time_and_keep_their_order_within_a_day() -> None:
    order = ["Talks in Tehran", "A day in the Gulf", "Talks in Moscow", "A <figure> appears"]
    assert [event.what for event in SHOWN.events] == order
    assert [event.number for event in SHOWN.events] == [1, 2, 3, 4]


def test_the_long_gap_is_drawn_broken_and_what_is_of_one_day_or_would_touch_is_one() -> None:
    assert HTML.count("<time") == 3
    assert "2 on one day" in HTML
    assert "505 days later, about 1 year and 5 months" in HTML
    assert HTML.count("wo-gap-far") == 1
    assert "1 day later" in HTML
    assert ">2–4</span>" in HTML
    assert 'style="left:0.00%">1</span>' in HTML
    assert ">2023</span>" in HTML
    assert "left:0.00%" in page(EVENTS.head(1)), "a single day needs no scale"


def test_each_kind_is_a_word_and_a_shape_or_left_out_and_what_a_learner_wrote_is_text() -> None:
    assert len({(event.kind, event.shape) for event in SHOWN.events}) == 3
    assert all(f">{kind}</span>" in HTML for kind in ("visit", "visitor", "figure"))
    assert "wo-event-kind" not in page(EVENTS.drop(columns="kind"))
    assert "A &lt;figure&gt; appears" in HTML
    assert "Four &amp; more" in HTML


def test_the_same_is_told_in_sentences_as_text_and_as_a_table() -> None:
    places = [str(SHOWN).index(w) for w in ("19 July 2022", "505 days later", "7 December 2023")]
    assert places == sorted(places)
    assert "Talks in Moscow and A <figure> appears" in str(SHOWN)
    plain = SHOWN._repr_mimebundle_()["text/plain"]
    assert "1. 19 July 2022: Talks in Tehran" in plain
    assert "Source: " in plain
    assert list(SHOWN.caption.table["Days since the one before"]) == [0, 505, 1, 0]


def test_gaps_read_as_words_and_what_cannot_be_ordered_is_said() -> None:
    equal(HELD["gaps"], after=after)
    assert f"``{after(505)}``" in (after.__doc__ or "")
    refused(HELD["refused"], ChartError, **globals())


def test_days_may_come_from_a_table_or_from_python() -> None:
    stamps = EVENTS.assign(when=pd.to_datetime(EVENTS["when"]))
    days = EVENTS.assign(when=[stamp.date() for stamp in stamps["when"]])
    assert shown(stamps).events == shown(days).events == SHOWN.events
