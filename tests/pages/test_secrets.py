"""What a card must not show yet: the key, a closed card, a result; no page holds it in secret."""

import re
from html import unescape

import pytest

from page import Page
from wayout import widgets as debate
from wayout.activities.desk.desk import Desk
from wayout.activities.sorter.key import key
from wayout.activities.yardstick.measures import MEASURES, Measure
from wayout.activities.yardstick.shown import slider
from wayout.activities.yardstick.sources import readings
from wayout.work.session import Session

pytestmark = pytest.mark.usefixtures("opened")


def whole(page: Page) -> str:
    """Return all that a browser is told of a card, living and still."""
    return unescape(page.card.html + page.card.still())


def test_nothing_of_the_key_is_on_the_page_before_a_choice() -> None:
    page = Page(debate.sorter())
    for number, one in key().items():
        page.types(number=str(number))
        shown = whole(page)
        assert one.says in shown
        assert (one.dispute or "–") not in shown
        assert one.why[:40] not in shown
        assert not re.search("agrees|fair|differs|accepts [^,]", shown)


@pytest.mark.parametrize("name", ["s01", "s03", "s06"])
def test_a_closed_card_shows_who_and_when_and_nothing_of_what_it_says(
    opened: Session, name: str
) -> None:
    page = Page(debate.fact_desk(name))
    first, *closed = Desk(name, "02", opened.work).cards
    link = first.card.address
    for turned in (False, True):
        shown = whole(page)
        for one in closed:
            assert one.page in shown
            assert one.dated in shown
            assert one.card.says not in shown
            assert one.card.cannot_show not in shown
            assert not one.card.address or one.card.address not in shown.replace(link, "")
        if not turned:
            page.press("turn", first.card.id)
    assert first.card.cannot_show in whole(page)
    filed = "The course filed it as|in the same way"
    assert not re.search(filed, whole(page)), "the learner first"


@pytest.mark.parametrize("about", MEASURES, ids=lambda about: about.id)
@pytest.mark.parametrize("stage", ["before", "after"])
def test_no_result_is_anywhere_before_the_first_choice_is_saved(about: Measure, stage: str) -> None:
    page, grid = Page(debate.yardstick(stage)), Page(debate.yardstick_grid())
    page.types(measure=about.id).types(**{slider(about): "40"})
    shown = whole(page) + whole(grid)
    assert about.what in shown
    for one in readings(about.id):
        assert one.source not in shown
        # A whole per cent is also a place on the slider.
        figure = one.figure(about.unit)
        assert re.fullmatch(r"\d+ %", figure) or figure not in shown
