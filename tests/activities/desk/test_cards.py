"""A card in words: dates of any length, whose words they are, and first or second hand."""

import re

from held import held
from walk import each
from wayout import essay
from wayout.activities.desk import cards
from wayout.activities.desk.chain import UNNAMED, chain
from wayout.activities.desk.known import PART
from wayout.tables.package import load

CARDS = essay.cards()
HELD = held(__file__)


def test_every_card_can_be_read() -> None:
    for card in CARDS:
        read = cards.read(card)
        assert re.fullmatch(r"(\d{1,2} )?([A-Z][a-z]+ )?\d{4}", read.dated), card.id
        assert read.retrieved in ("22 November 2026", "29 November 2026")
        assert "{" not in read.figure
        assert not re.search(r"(?<!\w)-\d", read.figure), "a minus is not a hyphen"


@each(HELD["dated"])
def test_a_date_keeps_its_length(iso: str) -> None:
    assert cards.dated(iso) == HELD["dated"][iso]


@each(HELD["first_hand"])
def test_first_and_second_hand_are_told_apart(name: str) -> None:
    assert essay.card(name).first_hand is HELD["first_hand"][name]


SECOND_HAND = re.compile(
    r"\b(Wikipedia|quoted|quoting|text of|through|citing|copy|summary|blog|Comtrade|World Bank)\b"
)


def test_no_card_of_first_hand_names_somebody_who_passes_on() -> None:
    for card in CARDS:
        if card.first_hand:
            assert not SECOND_HAND.search(f"{card.publisher} {card.quoted_from}"), card.id
        if card.publisher_kind == "our search":
            assert card.first_hand
        official = card.publisher_kind in ("official", "research") and not card.quoted_from
        if official and not SECOND_HAND.search(card.publisher):
            assert card.first_hand or "Direction of Trade Statistics" in card.publisher, card.id


@each([(kind, name) for kind in ("way", "origin", "end", "page") for name in HELD[kind]])
def test_a_card_names_who_said_it_who_printed_it_and_who_had_it_first(
    asked: tuple[str, str],
) -> None:
    kind, name = asked
    found = chain(essay.card(name))
    page = cards.read(essay.card(name)).page
    told = {"way": str(found), "origin": found.origin, "end": found.end, "page": page}
    assert told[kind] == HELD[kind][name]


def test_each_chain_ends_goes_round_in_no_circle_and_begins_at_the_page() -> None:
    for card in CARDS:
        found = chain(card)
        assert found.end, card.id
        assert len({link.lower() for link in found.links}) == len(found.links), card.id
        page = found.links[0].split(" and ")[0]
        assert page in card.publisher or page.startswith(card.publisher), card.id
        assert found.origin in found.links[-1] or found.links[-1] in found.origin or card.counted
        passed_on = re.search(r"quoted by|text of|through |quoting|\bnot named$", str(found))
        assert passed_on is None or "as quoted" in card.quoted_from, card.id
        assert card.first_hand or len(found.links) > 1 or card.id in HELD["short"], card.id


def test_a_page_that_says_where_it_has_its_report_from_is_followed_to_there() -> None:
    known = load("iran_check").set_index("source_address").origin
    for card in CARDS:
        if card.claim == "s01" and card.address in known:
            said = known[card.address].replace("not named", UNNAMED)
            assert chain(card).origin == said, card.id


def test_a_figure_from_our_tables_is_headed_as_ours_and_a_page_s_own_is_not() -> None:
    ours = cards.read(essay.card("last_in_tehran"))
    assert ours.stated == f"From our tables: {ours.figure}"
    theirs = cards.read(essay.card("lost_a_vote"))
    assert theirs.stated == theirs.figure != ""
    assert cards.read(essay.card("flew_past_tehran")).stated == ""


def test_no_card_puts_our_list_into_the_mouth_of_a_page() -> None:
    for card in (c for c in CARDS if c.claim in ("s01", "s03")):
        assert "course's list" not in card.says
        assert bool(card.facts) == cards.read(card).stated.startswith(cards.OURS), card.id


def test_every_bearing_and_every_kind_has_its_words() -> None:
    assert set(cards.SIGNS) == {*essay.BEARINGS, PART}
    assert {card.publisher_kind for card in CARDS} <= set(cards.KINDS)
