"""The fact desk without a browser: what is kept, what is refused, and what is said back."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wayout import essay
from wayout.activities.desk.desk import NEEDED, STATES, Desk, DeskError, desks
from wayout.activities.desk.report import (
    advice,
    check,
    heard,
    look_back,
    process,
    review,
    sentence,
    trace,
    whence,
)
from wayout.argument.formats import claimreview
from wayout.essay import BEARINGS, OUTCOMES, EssayError, earlier
from wayout.work.entries import answered
from wayout.work.workfile import WorkFile

WHY = "Two sources say so."
FOR, AGAINST = "two_of_three", "last_in_tehran"
HOSTILE = '<img src=x onerror=alert(1)> & "so" </script>'
NAMES = desks()
ODD: list[Any] = [None, 1, 1.5, True, [], {}, (), b"x", "", "  ", "nonsense", "\ud800"]

quick = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def work(tmp_path: Path) -> WorkFile:
    return WorkFile(tmp_path / "my_work.json")


@pytest.fixture
def desk(work: WorkFile) -> Desk:
    return Desk("s01", "02", work)


def side(desk: Desk, bearing: str) -> list[str]:
    return [one.card.id for one in desk.cards if one.card.bearing == bearing]


def opened(desk: Desk, *cards: str) -> Desk:
    for card in cards:
        desk.open(card)
    return desk


def judged(desk: Desk) -> tuple[str, ...]:
    """Give a verdict on the first two cards and return them."""
    cards = tuple(one.card.id for one in desk.cards[:2])
    opened(desk, *cards)
    desk.give("holds in part", WHY, cards)
    return cards


# Laying out ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_claim_with_cards_makes_a_desk(name: str, work: WorkFile) -> None:
    desk = Desk(name, "05", work)
    assert {one.card for one in desk.cards} == set(essay.cards(name))
    assert len({desk.letter(one.card.id) for one in desk.cards}) == len(desk.cards)
    assert desk.state() == "no cards"
    assert work.entries() == []


@pytest.mark.parametrize("name", NAMES)
def test_the_place_of_a_closed_card_tells_only_its_publisher(name: str, work: WorkFile) -> None:
    publishers = [one.card.publisher.lower() for one in Desk(name, "", work).cards]
    assert publishers == sorted(publishers)


def test_the_lessons_desks_do_not_lay_one_side_before_the_other(work: WorkFile) -> None:
    for name in ("s01", "s03", "s06"):
        filed = [one.card.bearing for one in Desk(name, "", work).cards]
        assert filed not in (sorted(filed), sorted(filed, reverse=True)), name


@pytest.mark.parametrize("name", sorted({c.id for c in essay.claims()} - set(NAMES)))
def test_a_claim_without_cards_is_refused_in_a_sentence(name: str, work: WorkFile) -> None:
    with pytest.raises(DeskError, match=f"no source cards on the claim '{name}'.*s01, s02"):
        Desk(name, "02", work)


def test_an_odd_claim_is_refused_in_a_sentence(work: WorkFile) -> None:
    for odd in ODD:
        with pytest.raises((DeskError, EssayError), match=r"claim"):
            Desk(odd, "02", work)


# Opening ------------------------------------------------------------------------------------


def test_cards_are_kept_in_the_order_of_the_clicks_each_once(desk: Desk) -> None:
    opened(desk, "two_of_three", "flew_past_tehran", "two_of_three", "last_in_tehran")
    assert desk.opened() == ("two_of_three", "flew_past_tehran", "last_in_tehran")
    assert len(desk.work.entries("card")) == 3


@pytest.mark.parametrize("verb", ["open", "card", "letter", "judged", "filing", "judgements"])
def test_an_odd_card_is_refused_in_a_sentence(verb: str, desk: Desk) -> None:
    for odd in ODD:
        with pytest.raises(DeskError, match=r"card"):
            getattr(desk, verb)(odd)
    assert desk.work.entries() == []


def test_a_card_of_another_claim_is_not_on_this_desk(desk: Desk) -> None:
    with pytest.raises(DeskError, match="There is no card 'gas_not_replaced' on this desk"):
        desk.open("gas_not_replaced")


@pytest.mark.parametrize("name", NAMES)
def test_states_follow_what_the_learner_says_of_the_cards(name: str, work: WorkFile) -> None:
    desk = Desk(name, "05", work)
    one, two = (card.card.id for card in desk.cards[:2])
    for card in (one, two):
        desk.open(card)
        assert desk.state() == "one-sided"
        desk.judge(card, "against")
        assert desk.state() == "one-sided"
    desk.judge(one, "for")
    assert desk.state() == "enough"
    desk.give("cannot tell", WHY, desk.opened())
    assert desk.state() == "verdict"
    assert desk.state() in STATES


def test_cards_that_bear_on_nothing_are_no_second_side(work: WorkFile) -> None:
    desk = Desk("way_out", "07", work)
    first, second = side(desk, "bears not")[0], side(desk, "for")[0]
    opened(desk, first, second)
    desk.judge(first, "bears not")
    desk.judge(second, "for")
    assert desk.state() == "one-sided"
    assert desk.unheard() == ("against",)


@pytest.mark.parametrize("name", NAMES)
def test_advice_never_tells_how_a_closed_card_is_filed(name: str, work: WorkFile) -> None:
    for size in (1, 2):
        said = set()
        for cards in combinations([one.id for one in essay.cards(name)], size):
            desk = Desk(name, "05", WorkFile(work.path.with_name(f"{'_'.join(cards)}.json")))
            opened(desk, *cards)
            found = advice(desk).split(" Kinds of publisher")[0]
            said.add((re.sub(r"\b[A-Z]\b", "X", found), desk.state(), desk.heard_both()))
            assert "sides" not in " ".join([found, *process(desk), *look_back(desk)])
        which = "card X what you think it" if size == 1 else "cards X and X what you think each"
        assert said == {(f"Say of {which} does to the claim.", "one-sided", None)}


def test_advice_rests_on_the_learners_own_filing(desk: Desk) -> None:
    opened(desk, FOR, AGAINST)
    desk.judge(FOR, "against")
    assert advice(desk).startswith(f"Say of card {desk.letter(AGAINST)} what you think")
    desk.judge(AGAINST, "bears not")
    assert advice(desk).startswith("You filed none as for yet. Open another card.")
    desk.judge(FOR, "bears not")
    assert advice(desk).startswith("You filed none as for and none as against yet. Open another")
    desk.judge(FOR, "against")
    desk.judge(AGAINST, "for")
    assert advice(desk).startswith("You filed cards on both sides. Open another card, or go on.")
    for one in desk.cards:
        desk.open(one.card.id)
        desk.judge(one.card.id, "against")
    assert advice(desk) == "All cards are open. You filed none as for yet. Go on."


@pytest.mark.parametrize("cards", [("FOR", "AGAINST"), ("FOR", "OTHER")])
def test_only_a_verdict_brings_up_both_sides_as_we_file_them(
    cards: tuple[str, str], desk: Desk
) -> None:
    ids = tuple(
        {"FOR": FOR, "AGAINST": AGAINST, "OTHER": "joint_statement_riyadh"}[c] for c in cards
    )
    opened(desk, *ids)
    assert not any("Both sides" in said for said in process(desk))
    desk.give("cannot tell", WHY, ids)
    heard = "heard." if "AGAINST" in cards else "not heard yet."
    assert f"Both sides, as the course files them: {heard}" in process(desk)


def test_the_work_file_is_read_once_for_all_that_is_asked_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(desk, FOR, AGAINST)
    read = list[str]()
    entries = desk.work.entries
    monkeypatch.setattr(desk.work, "entries", lambda *a, **k: read.append("") or entries(*a, **k))
    with desk.at_once():
        told = [advice(desk), *process(desk), desk.order(), desk.verdicts(), desk.stopped()]
    assert len(read) == 1
    assert told == [advice(desk), *process(desk), desk.order(), desk.verdicts(), desk.stopped()]
    assert len(read) > 1
    desk.judge(FOR, "for")
    assert desk.judged(FOR) == "for"


# Judging a card -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_learner_judges_first_and_then_sees_our_filing(name: str, work: WorkFile) -> None:
    desk = laid(work, name)
    assert {desk.filing(one.card.id) for one in desk.cards} == {""}
    for one, bearing in product(desk.cards, BEARINGS):
        said = desk.judge(one.card.id, bearing)
        assert said == desk.filing(one.card.id)
        assert ("in the same way" in said) == (one.card.bearing == bearing)
        for word in ("wrong", "right", "correct", "mistake", "should"):
            assert word not in said.lower()


def test_a_closed_card_cannot_be_judged(desk: Desk) -> None:
    with pytest.raises(DeskError, match="Open card E first"):
        desk.judge("flew_past_tehran", "for")


def test_an_odd_bearing_is_refused(desk: Desk) -> None:
    opened(desk, "two_of_three")
    for odd in [*ODD, "For", "pro"]:
        with pytest.raises(DeskError, match="for, against, or bears not"):
            desk.judge("two_of_three", odd)
    assert desk.judged("two_of_three") == ""


def test_a_changed_mind_is_kept_beside_the_first(desk: Desk) -> None:
    opened(desk, "two_of_three")
    for bearing in ("for", "for", "bears not"):
        desk.judge("two_of_three", bearing)
    assert desk.judged("two_of_three") == "bears not"
    assert desk.judgements("two_of_three") == ["for", "bears not"]


# Stop ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("guess", OUTCOMES)
def test_a_first_guess_is_kept_once(guess: str, desk: Desk) -> None:
    assert desk.stopped() is None
    desk.stop(guess, f" {HOSTILE} ")
    desk.stop(guess, HOSTILE)
    noted = desk.stopped()
    assert noted is not None
    assert (noted.guess, noted.claimed, noted.after) == (guess, HOSTILE, 0)
    assert len(desk.work.entries("stop")) == 1


def test_a_guess_made_later_says_how_many_cards_were_open(desk: Desk) -> None:
    opened(desk, "two_of_three").stop("holds")
    noted = desk.stopped()
    assert noted is not None
    assert noted.after == 1


def test_an_odd_guess_is_refused(desk: Desk) -> None:
    for odd in ODD:
        with pytest.raises(DeskError, match="Choose one of: holds, holds in part"):
            desk.stop(odd)
    assert desk.stopped() is None


@pytest.mark.parametrize("odd", [None, 1, [], {}])
def test_words_that_are_no_text_are_refused(odd: Any, desk: Desk) -> None:
    with pytest.raises(DeskError, match="as a text"):
        desk.stop("holds", odd)


# Order in time ------------------------------------------------------------------------------


def laid(work: WorkFile, name: str) -> Desk:
    desk = Desk(name, "02", work)
    return opened(desk, *(one.card.id for one in desk.cards))


def test_the_date_of_the_figure_comes_after_the_trip(work: WorkFile) -> None:
    desk = laid(work, "s03")
    late = ["record_level", "eleven_months"]
    same_day = ["figure_is_right", "figure_came_later"]
    assert desk.dates(["ten_months_were_known", *same_day, *late]).fits
    assert desk.dates(["ten_months_were_known", *same_day[::-1], *late[::-1]]).fits
    wrong = desk.dates([*same_day, "ten_months_were_known", *late])
    assert not wrong.fits
    assert wrong.pair == ("figure_came_later", "ten_months_were_known")
    assert "dated 7 December 2023" in wrong.says
    assert "7 November 2023" in wrong.says


def test_a_month_fits_before_and_after_each_of_its_days(work: WorkFile) -> None:
    desk = laid(work, "s01")
    days = ["last_in_tehran", "two_of_three", "iran_came_to_moscow"]
    for place in range(4):
        ids = [*days[:place], "iran_named_elsewhere", *days[place:]]
        found = desk.dates(ids)
        assert found.fits, ids
        assert found.pair == ()
        assert "there both ways fit" in found.says


def test_a_month_between_does_not_hide_two_days_the_wrong_way_round(work: WorkFile) -> None:
    desk = laid(work, "s01")
    found = desk.dates(["two_of_three", "iran_named_elsewhere", "last_in_tehran"])
    assert found.pair == ("two_of_three", "last_in_tehran")
    assert f"{desk.letter('two_of_three')} is dated 7 December 2023" in found.says


@quick
@given(data=st.data())
def test_an_order_fits_exactly_when_no_card_stands_before_an_earlier_one(
    data: st.DataObject, tmp_path: Path
) -> None:
    desk = Desk(data.draw(st.sampled_from(NAMES)), "", WorkFile(tmp_path / "none.json"))
    ids = data.draw(st.permutations([one.card.id for one in desk.cards]))
    found = desk.dates(ids)
    cards = [desk.card(card).card for card in ids]
    wrong = [
        (one.id, two.id)
        for place, one in enumerate(cards)
        for two in cards[place + 1 :]
        if earlier(two, one)
    ]
    assert found.fits == (not wrong)
    assert found.fits or found.pair in wrong


@pytest.mark.parametrize("name", NAMES)
def test_every_desk_has_an_order_that_fits(name: str, work: WorkFile) -> None:
    desk = laid(work, name)
    by_date = sorted(desk.opened(), key=lambda card: desk.card(card).card.date)
    found = desk.arrange(by_date)
    assert found.fits
    assert desk.order() == tuple(by_date)
    assert "Your order in time fits the dates." in look_back(desk)


def test_an_order_is_kept_once_and_new_cards_stand_at_its_end(desk: Desk) -> None:
    opened(desk, "two_of_three", "last_in_tehran")
    assert desk.order() == ("two_of_three", "last_in_tehran")
    assert not desk.arranged()
    for _ in range(2):
        desk.arrange(["last_in_tehran", "two_of_three"])
    assert desk.arranged()
    assert len(desk.work.entries("order")) == 1
    desk.open("flew_past_tehran")
    assert desk.order() == ("last_in_tehran", "two_of_three", "flew_past_tehran")
    assert not desk.arranged()
    assert "Your order in time does not hold all your cards yet." in look_back(desk)


def test_a_wrong_order_is_kept_and_said(desk: Desk) -> None:
    opened(desk, "two_of_three", "last_in_tehran")
    assert not desk.arrange(["two_of_three", "last_in_tehran"]).fits
    assert "Your order in time does not fit the dates yet." in look_back(desk)


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (["two_of_three"], "each card that you opened"),
        (["two_of_three", "two_of_three"], "each card that you opened"),
        (["two_of_three", "flew_past_tehran"], "Open card E first"),
        (["two_of_three", "nonsense"], "no card 'nonsense'"),
        ([None, 3], "by its id"),
        ("two_of_three", "as a list"),
        (None, "as a list"),
        (7, "as a list"),
    ],
)
def test_an_order_that_is_none_is_refused(ids: Any, said: str, desk: Desk) -> None:
    opened(desk, "two_of_three", "last_in_tehran")
    with pytest.raises(DeskError, match=said):
        desk.arrange(ids)
    assert desk.work.entries("order") == []


def test_one_card_has_no_order(desk: Desk) -> None:
    with pytest.raises(DeskError, match="one card has no order"):
        opened(desk, "two_of_three").arrange(["two_of_three"])


# Verdict ------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_no_verdict_with_fewer_than_two_cards(outcome: str, desk: Desk) -> None:
    with pytest.raises(DeskError, match=r"^Open at least two cards first: a verdict needs two"):
        desk.give(outcome, WHY, [])
    desk.open("two_of_three")
    with pytest.raises(DeskError, match=r"^Open at least two cards first"):
        desk.give(outcome, WHY, ["two_of_three"])
    desk.open("last_in_tehran")
    with pytest.raises(DeskError, match=r"^Choose at least two of your opened"):
        desk.give(outcome, WHY, ["two_of_three", "two_of_three"])
    with pytest.raises(DeskError, match="Open card E first"):
        desk.give(outcome, WHY, ["two_of_three", "flew_past_tehran"])
    assert desk.work.entries("verdict") == []
    desk.give(outcome, WHY, ["two_of_three", "last_in_tehran"])
    assert [one.outcome for one in desk.verdicts()] == [outcome]


def test_an_odd_outcome_is_refused(desk: Desk) -> None:
    cards = judged(desk)
    for odd in [*ODD, "false", "Holds"]:
        with pytest.raises(DeskError, match="Choose one of: holds, holds in part, does not hold"):
            desk.give(odd, WHY, cards)
    assert len(desk.verdicts()) == 1


def test_a_reason_of_fewer_than_three_words_is_refused(desk: Desk) -> None:
    cards = judged(desk)
    for odd in [*ODD, "two words", "… – !", "   a  b "]:
        with pytest.raises(DeskError, match="at least three words"):
            desk.give("holds", odd, cards)
    assert len(desk.verdicts()) == 1


@pytest.mark.parametrize("odd", [None, 1, "two_of_three", [None, 2], [[], {}]])
def test_odd_evidence_is_refused(odd: Any, desk: Desk) -> None:
    judged(desk)
    with pytest.raises(DeskError, match=r"card"):
        desk.give("holds", WHY, odd)
    assert len(desk.verdicts()) == 1


def test_earlier_verdicts_are_kept_and_the_same_one_again_is_one(desk: Desk) -> None:
    cards = judged(desk)
    desk.give("holds in part", f"  {WHY} ", cards)
    desk.give("does not hold", WHY, cards, "Ada")
    desk.give("holds in part", WHY, cards)
    given_so_far = [(one.outcome, one.author) for one in desk.verdicts()]
    assert given_so_far == [("holds in part", ""), ("does not hold", "Ada"), ("holds in part", "")]


@quick
@given(
    outcome=st.sampled_from(OUTCOMES),
    why=st.text(max_size=40).map(lambda text: f"a b c {text}"),
    author=st.text(max_size=20),
    name=st.sampled_from(NAMES),
    data=st.data(),
)
def test_every_verdict_becomes_a_claim_review_that_reads_back(
    outcome: str, why: str, author: str, name: str, data: st.DataObject, tmp_path: Path
) -> None:
    desk = Desk(name, "05", WorkFile(tmp_path / f"{data.draw(st.uuids())}.json"))
    every = [one.card.id for one in desk.cards]
    chosen = data.draw(st.lists(st.sampled_from(every), min_size=NEEDED, unique=True))
    opened(desk, *chosen).give(outcome, why, chosen, author)
    verdict = desk.verdicts()[-1]
    assert claimreview.read(review(desk, verdict)) == check(desk, verdict)
    assert verdict.evidence == tuple(chosen)
    assert verdict.why == why.strip()


def test_a_claim_review_has_the_keys_of_the_format(desk: Desk) -> None:
    judged(desk)
    written = json.loads(review(desk, desk.verdicts()[0]))
    assert written["@type"] == "ClaimReview"
    assert written["claimReviewed"] == desk.claim.says
    assert written["author"] == {"@type": "Person", "name": "a learner"}
    assert written["reviewRating"]["alternateName"] == "holds in part"
    assert written["itemReviewed"]["appearance"]["name"] == "The essay of December 2023, sentence 1"
    assert all(source.startswith("https://") for source in written["citation"])
    assert written["datePublished"] == datetime.now(UTC).astimezone().date().isoformat()


def test_a_source_without_an_address_is_named_with_its_day(work: WorkFile) -> None:
    desk = opened(Desk("way_out", "07", work), "no_word_on_china", "gaza")
    desk.give("cannot tell", WHY, ["no_word_on_china", "gaza"])
    assert check(desk, desk.verdicts()[0]).sources[0] == "This course, 22 November 2026"


def test_two_cards_of_one_page_are_one_source(work: WorkFile) -> None:
    desk = opened(Desk("s06", "05", work), "india_buys_energy", "two_large_buyers")
    desk.give("holds in part", WHY, desk.opened())
    assert len(check(desk, desk.verdicts()[0]).sources) == 1
    assert "2 of them come from one page: that is one source." in process(desk)


def test_cards_that_go_back_to_one_origin_are_told(desk: Desk, work: WorkFile) -> None:
    opened(desk, "last_in_tehran")
    assert not any("one origin" in said for said in process(desk))
    opened(desk, "flew_past_tehran", "iran_came_to_moscow")
    one, two = sorted(map(desk.letter, ("last_in_tehran", "flew_past_tehran")))
    told = f"2 of them (cards {one} and {two}) go back to one origin: Kremlin."
    assert told in process(desk)
    customs = opened(Desk("s03", "03", work), "record_level", "figure_came_later")
    assert any("origin: General Administration of Customs" in said for said in process(customs))


def test_two_cards_of_one_publisher_and_day_are_told_apart_in_a_verdict(desk: Desk) -> None:
    cards = ["two_of_three", "flew_past_tehran"]
    opened(desk, *cards).give("holds in part", WHY, cards)
    said = sentence(desk, desk.verdicts()[0])
    for card in cards:
        assert f"card {desk.letter(card)}, TASS (7 December 2023): Putin " in said
    assert "told Iran's president" in said


def test_one_sentence_says_who_found_what_from_which_sources(desk: Desk) -> None:
    cards = judged(desk)
    said = sentence(desk, desk.verdicts()[0])
    assert said.startswith("A learner checked this on ")
    assert f"“{desk.claim.says}” Verdict: holds in part. Reason: {WHY} Evidence: " in said
    for card in cards:
        assert desk.card(card).card.publisher in said
    desk.give("does not hold", "no dot at the end", cards, "ada")
    assert "Ada checked" in sentence(desk, desk.verdicts()[1])
    assert "Reason: no dot at the end. Evidence" in sentence(desk, desk.verdicts()[1])


def test_hostile_words_stay_words_in_the_export(desk: Desk) -> None:
    opened(desk, "two_of_three", "last_in_tehran")
    desk.give("holds", HOSTILE, desk.opened(), HOSTILE)
    text = review(desk, desk.verdicts()[0])
    assert "<" not in text
    assert claimreview.read(text).author == HOSTILE


# What is said about the way -----------------------------------------------------------------


def test_the_way_is_told_step_by_step(desk: Desk) -> None:
    assert process(desk) == [heard(desk)]
    assert heard(desk) == "6 cards lie on the desk, in the alphabet of their publishers."
    assert trace(desk) == ""
    opened(desk, "flew_past_tehran")
    assert heard(desk) == "You opened 1 of 6 cards. Who spoke: state media (1)."
    assert trace(desk).startswith("Not traced to the origin yet")
    assert advice(desk).endswith("Kinds of publisher not heard yet: news agency, research.")
    opened(desk, "two_of_three", "joint_statement_riyadh")
    assert trace(desk).startswith("Traced to the origin: card F gives the publisher's own report")
    opened(desk, "iran_came_to_moscow")
    assert trace(desk).startswith("Traced to the origin: cards F and B give the publisher's own")
    opened(desk, *(one.card.id for one in desk.cards))
    assert advice(desk).startswith("Say of cards E, F, D, B, A and C what you think each does")


def test_where_nobody_gives_a_report_of_his_own_that_is_said(work: WorkFile) -> None:
    desk = opened(Desk("s06", "05", work), "gas_not_replaced")
    assert "each card on this desk passes on" in trace(desk)


def test_looking_back_sets_guess_and_verdict_side_by_side(desk: Desk) -> None:
    desk.stop("holds")
    cards = judged(desk)
    assert "Before you looked you expected: holds. Your verdict: holds in part." in look_back(desk)
    assert "You have not said of any card yet what it does to the claim." in look_back(desk)
    desk.judge(cards[0], desk.card(cards[0]).card.bearing)
    desk.judge(cards[1], "bears not")
    told = "Cards you filed: 2. At first sight 1 lay where the course filed them."
    assert told in look_back(desk)
    desk.stop("cannot tell")
    assert "With 2 open you expected: cannot tell." in look_back(desk)[0]


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_nothing_grades_a_verdict(outcome: str, work: WorkFile) -> None:
    desk = laid(work, "s01")
    desk.give(outcome, WHY, desk.opened())
    said = " ".join([advice(desk), *process(desk), *look_back(desk)])
    for word in ("correct", "right", "wrong", "well done", "good", "bad", "mistake", "score"):
        assert word not in said.lower()


def test_where_a_claim_stands_is_said_and_not_put_into_the_essays_mouth() -> None:
    assert whence(essay.claim("s01")) == "From sentence 1 of the essay, in our words"
    assert whence(essay.claim("way_out")).startswith("From sentences 11, 22 and 27 of")
    assert "does not say it" in whence(essay.claim("neighbours_rule"))
    assert whence(essay.claim("detail")).startswith("Our own question")
    assert whence(essay.claim("two_of_three")) == "From the data, not from the essay"


# Keeping ------------------------------------------------------------------------------------


def test_a_second_kernel_sees_what_the_first_wrote(tmp_path: Path) -> None:
    path = tmp_path / "my_work.json"
    one, two = Desk("s01", "02", WorkFile(path)), Desk("s01", "02", WorkFile(path))
    opened(one, "two_of_three")
    opened(two, "last_in_tehran", "two_of_three")
    assert one.opened() == two.opened() == ("two_of_three", "last_in_tehran")
    two.give("holds in part", WHY, one.opened())
    assert one.state() == "verdict"
    assert Desk("s01", "02", WorkFile(path)).verdicts() == one.verdicts()


def test_what_another_program_wrote_is_passed_over(desk: Desk) -> None:
    odd = [one for one in ODD if not isinstance(one, bytes)]
    odd_values: list[Any] = [*odd, {"card": 3}, {"card": "nonsense", "did": "opened"}]
    odd_values += [{"card": "two_of_three", "bearing": one} for one in odd]
    odd_values += [{"cards": one} for one in odd] + [{"cards": [[], None, "x"]}]
    odd_values += [{"guess": "holds", "claimed": 3, "after": "x"}, {"guess": []}]
    odd_values += [{"outcome": "holds", "why": WHY, "evidence": "two_of_three", "author": ""}]
    odd_values += [{"outcome": [], "why": WHY, "evidence": ["two_of_three"], "author": 3}]
    for value in odd_values:
        for kind in ("card", "stop", "order", "verdict"):
            desk.work.add(kind, value, claim="s01")
    assert desk.state() == "no cards"
    assert (desk.opened(), desk.order(), desk.stopped(), desk.verdicts()) == ((), (), None, [])
    assert judged(desk) == desk.order()
    assert desk.arrange(desk.opened()).says


def test_a_verdict_is_saved_at_last_when_the_disk_lets_us_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError("full")

    cards = judged(desk)
    allow: Callable[..., None] = desk.work._swap
    monkeypatch.setattr(desk.work, "_swap", refuse)
    desk.give("holds", WHY, cards)
    assert desk.work.unsaved == 1
    monkeypatch.setattr(desk.work, "_swap", allow)
    desk.give("holds", WHY, cards)
    assert desk.work.unsaved == 0
    assert len(desk.verdicts()) == 2


def test_a_desk_counts_as_one_answer_however_many_verdicts(desk: Desk) -> None:
    cards = judged(desk)
    assert answered(desk.work.entries()) == 1
    desk.give("cannot tell", WHY, cards)
    assert answered(desk.work.entries()) == 1
