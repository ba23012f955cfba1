"""The fact desk without its card: what is kept, what is refused, and what is said back."""

import json
import re
from datetime import UTC, datetime
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import made
from held import held
from walk import each
from wayout import essay
from wayout.activities.desk import known
from wayout.activities.desk.consequence import TOGETHER, consequence, corrected
from wayout.activities.desk.desk import NEEDED, STATES, Desk, Stop, desks
from wayout.activities.desk.known import PART, in_order, joins
from wayout.activities.desk.report import advice, check, process, review, trace, verdict_review
from wayout.argument.formats import claimreview
from wayout.essay import OUTCOMES, EssayError, earlier
from wayout.work.activity import AnswerError
from wayout.work.workfile import WorkFile

HELD = held(__file__)
WHY = "Two sources say so."
FOR, AGAINST, OTHER = "two_of_three", "last_in_tehran", "flew_past_tehran"
PAIR, SAME_SIDE = [FOR, AGAINST], "joint_statement_riyadh"
HOSTILE = '<img src=x onerror=alert(1)> & "so" </script>'
NAMES = ("s01", "s03", "s06")
"""The desks that lessons lay out."""
CARDS = essay.cards()
ODD: list[Any] = [None, 1, 1.5, True, [], {}, (), b"x", "", "  ", "nonsense", "\ud800"]

quick = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def desk(work: WorkFile) -> Desk:
    return Desk("s01", "02", work)


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


@each(desks())
def test_a_desk_lays_out_all_cards_and_their_place_tells_only_their_publisher(name: str) -> None:
    desk = Desk(name, "05", WorkFile(Path("nowhere.json")))
    assert {one.card for one in desk.cards} == {card for card in CARDS if card.claim == name}
    assert len({desk.letter(one.card.id) for one in desk.cards}) == len(desk.cards)
    publishers = [one.card.publisher.lower() for one in desk.cards]
    assert publishers == sorted(publishers)
    filed = [one.card.bearing for one in desk.cards]
    assert name not in NAMES or filed not in (sorted(filed), sorted(filed, reverse=True))


def test_a_claim_without_cards_and_an_odd_one_are_refused_in_a_sentence(work: WorkFile) -> None:
    bare = {one.id for one in essay.claims()} - set(desks())
    for name in bare:
        with pytest.raises(AnswerError, match=f"no source cards on the claim '{name}'.*s01, s02"):
            Desk(name, "02", work)
    for odd in ODD:
        with pytest.raises((AnswerError, EssayError), match=r"claim"):
            Desk(odd, "02", work)


@pytest.mark.parametrize(("said", "odd_ones", "call"), HELD["refused"])
def test_what_cannot_be_kept_is_refused_in_a_sentence(
    said: str, odd_ones: str, call: str, desk: Desk
) -> None:
    before = opened(desk, *PAIR).work.dumps()
    for odd in made(odd_ones, **globals()):
        with pytest.raises(AnswerError, match=said):
            made(call, **{**globals(), "desk": desk, "odd": odd})
    assert desk.work.dumps() == before


def test_one_card_has_no_order_and_makes_no_verdict(desk: Desk) -> None:
    for cards in ([], [FOR]):
        opened(desk, *cards)
        with pytest.raises(AnswerError, match=r"^Open at least two cards first: a verdict needs"):
            desk.give("holds", WHY, cards)
    with pytest.raises(AnswerError, match="one card has no order"):
        desk.arrange([FOR])


def test_states_follow_what_the_learner_says_of_the_cards(desk: Desk) -> None:
    states = [desk.state()]
    sides = []
    for card, bearing in ((FOR, "for"), (AGAINST, "bears not"), (FOR, "against"), (AGAINST, "for")):
        desk.open(card)
        states.append(desk.state())
        desk.judge(card, bearing)
        sides.append(desk.unheard())
    states.append(desk.state())
    desk.give("cannot tell", WHY, desk.opened())
    states.append(desk.state())
    assert sides == [("against",), ("against",), ("for",), ()]
    assert states == ["no cards", *["one-sided"] * 4, "enough", "verdict"]
    assert set(states) == set(STATES)


@pytest.mark.parametrize("name", NAMES)
def test_advice_never_tells_how_a_closed_card_is_filed(name: str, work: WorkFile) -> None:
    for size in (1, 2):
        said = set()
        for cards in combinations([one.id for one in essay.cards(name)], size):
            desk = Desk(name, "05", WorkFile(work.path.with_name(f"{'_'.join(cards)}.json")))
            opened(desk, *cards)
            found = advice(desk).split(" Kinds of publisher")[0]
            said.add((re.sub(r"\b[A-Z]\b", "X", found), desk.state(), desk.heard_both()))
            assert "sides" not in " ".join([found, *process(desk), *verdict_review(desk)])
        which = "card X what you think it" if size == 1 else "cards X and X what you think each"
        assert said == {(f"Say of {which} does to the claim.", "one-sided", None)}


def test_only_a_verdict_brings_up_both_sides_as_we_file_them(desk: Desk) -> None:
    assert opened(desk, FOR, SAME_SIDE).heard_both() is None
    desk.give("cannot tell", WHY, [FOR, SAME_SIDE])
    assert desk.heard_both() is False
    opened(desk, AGAINST).give("cannot tell", WHY, PAIR)
    assert desk.heard_both() is True


@pytest.mark.parametrize("name", NAMES)
def test_the_learner_orders_and_judges_first_and_then_sees_our_filing(
    name: str, work: WorkFile
) -> None:
    desk = Desk(name, "02", work)
    opened(desk, *(one.card.id for one in desk.cards))
    by_date = sorted(desk.opened(), key=lambda card: desk.card(card).card.date)
    assert desk.arrange(by_date).fits, "every desk has an order that fits"
    assert desk.order() == tuple(by_date)
    assert ("Your order in time fits the dates." in verdict_review(desk)) == in_order(name)
    assert {desk.filing(one.card.id) for one in desk.cards} == {""}
    assert (PART in desk.filings) == bool(joins(name))
    for one, bearing in product(desk.cards, desk.filings):
        said = desk.judge(one.card.id, bearing)
        assert said == desk.filing(one.card.id)
        assert ("in the same way" in said) == (desk.filed(one.card.id) == bearing)
        assert desk.reason(one.card.id) in said, "it says why, whatever was filed"
        for word in ("you are wrong", "incorrect", "mistake", "you should"):
            assert word not in said.lower()


@each(desks())
def test_each_card_is_filed_with_a_reason_and_a_part_only_where_a_claim_joins(name: str) -> None:
    desk = Desk(name, "05", WorkFile(Path("nowhere.json")))
    told = known.desks().get(name, {})
    assert set(told.get("why", {})) in (set(), {one.card.id for one in desk.cards})
    assert (name in NAMES) == bool(told.get("why"))
    for one in desk.cards:
        assert desk.reason(one.card.id).endswith((".", "!", "?"))
        assert desk.filed(one.card.id) != PART or one.card.bearing == "for"
    assert set(told.get("part", {})) <= {one.card.id for one in desk.cards}
    assert set(told.get("against", {})) <= set(OUTCOMES)


def test_what_the_tables_say_against_a_verdict_is_said_of_facts_alone(work: WorkFile) -> None:
    assert all(essay.claim(name).kind == "fact" for name in known.desks())
    for name, outcome in product(desks(), OUTCOMES):
        desk = Desk(name, "05", work)
        cards = [one.card.id for one in desk.cards[:2]]
        opened(desk, *cards).give(outcome, WHY, cards)
        said = corrected(desk)
        assert "{" not in said
        assert bool(said) == (outcome in known.desks().get(name, {}).get("against", {}))
    held = Desk("s01", "02", work)
    held.give("holds", WHY, [one.card.id for one in held.cards[:2]])
    assert "Moscow's host and guest both say" in corrected(held)


def filed_as(desk: Desk, filing: str) -> Desk:
    """Open every card and file those that are named, such as ``A against, B for``."""
    letters = {desk.letter(one.card.id): one.card.id for one in desk.cards}
    opened(desk, *letters.values())
    for one in filing.split(", "):
        letter, bearing = one.split(" ", 1)
        desk.judge(letters[letter], bearing)
    return desk


@pytest.mark.parametrize(("outcome", "filing", "said"), HELD["beside"])
def test_a_verdict_is_set_beside_the_learner_s_own_filing(
    outcome: str, filing: str, said: str, desk: Desk
) -> None:
    named = [card for card in filed_as(desk, filing).opened() if desk.judged(card)]
    desk.give(outcome, WHY, (named * 2)[:2] if len(named) > 1 else desk.opened()[:2])
    assert said in consequence(desk)[0]


def test_each_filing_of_two_cards_with_each_verdict_is_told_where_it_does_not_fit(
    tmp_path: Path,
) -> None:
    fits = {
        "holds": lambda f: "for" in f and "against" not in f,
        "does not hold": lambda f: "against" in f and not {"for", PART} & f,
        "holds in part": lambda f: PART in f or {"for", "against"} <= f,
        "cannot tell": lambda f: ("against" in f) == bool({"for", PART} & f),
    }
    desk = opened(Desk("s01", "02", WorkFile(tmp_path / "all.json")), FOR, AGAINST)
    for one, two, outcome in product(desk.filings, desk.filings, OUTCOMES):
        desk.judge(FOR, one), desk.judge(AGAINST, two)
        desk.give(outcome, WHY, PAIR)
        said, filed = consequence(desk), {one, two}
        assert said, "never not a word"
        idle = "bears not" in filed
        assert (said == [TOGETHER]) == (fits[outcome](filed) and not idle), (filed, outcome, said)
        for sentence in said:
            assert "wrong" not in sentence
        if "against" in filed and outcome == "holds":
            assert re.search(
                rf"You filed .*\b{desk.letter(FOR if one == 'against' else AGAINST)}\b", said[0]
            )


def test_a_verdict_without_any_filing_and_evidence_without_one_are_told(desk: Desk) -> None:
    assert consequence(desk) == []
    opened(desk, *PAIR).give("holds", WHY, PAIR)
    assert consequence(desk) == ["You have not said of any card yet what it does to the claim."]
    desk.judge(FOR, "for")
    letter = desk.letter(AGAINST)
    assert consequence(desk) == [
        f"Among your evidence is {letter}, of which you have not said what it does."
    ]


def test_a_first_guess_is_kept_once_with_how_many_cards_were_open(desk: Desk) -> None:
    for guess in OUTCOMES:
        desk.stop(guess, f" {HOSTILE} ")
        desk.stop(guess, HOSTILE)
    opened(desk, FOR).stop("holds")
    noted = [entry.value for entry in desk.work.entries("stop")]
    given_so_far = [(one["guess"], one["claimed"], one["after"]) for one in noted]
    assert given_so_far == [*((guess, HOSTILE, 0) for guess in OUTCOMES), ("holds", "", 1)]
    assert desk.stopped() == Stop("holds", "", 1)


@pytest.mark.parametrize(("name", "ids", "pair", "said"), HELD["orders"])
def test_an_order_fits_the_dates_or_the_closest_wrong_pair_is_named(
    name: str, ids: str, pair: str, said: str, work: WorkFile
) -> None:
    found = Desk(name, "02", work).dates(ids.split())
    assert (found.fits, found.pair) == (not pair, tuple(pair.split()))
    assert re.search(said, found.says)


@quick
@given(data=st.data())
def test_an_order_fits_exactly_when_no_card_stands_before_an_earlier_one(
    data: st.DataObject, tmp_path: Path
) -> None:
    desk = Desk(data.draw(st.sampled_from(NAMES)), "", WorkFile(tmp_path / "none.json"))
    ids = data.draw(st.permutations([one.card.id for one in desk.cards]))
    found = desk.dates(ids)
    pairs = combinations([desk.card(card).card for card in ids], 2)
    wrong = [(one.id, two.id) for one, two in pairs if earlier(two, one)]
    assert found.fits == (not wrong)
    assert found.fits or found.pair in wrong


def test_an_order_is_kept_once_and_new_cards_stand_at_its_end(desk: Desk) -> None:
    opened(desk, FOR, AGAINST)
    assert (desk.order(), desk.arranged()) == ((FOR, AGAINST), False)
    assert not desk.arrange([FOR, AGAINST]).fits
    assert not any("order" in said for said in verdict_review(desk)), "no order is asked here"
    for _ in range(2):
        desk.arrange([AGAINST, FOR])
    assert (desk.arranged(), len(desk.work.entries("order"))) == (True, 2)
    desk.open(OTHER)
    assert (desk.order(), desk.arranged()) == ((AGAINST, FOR, OTHER), False)
    assert (desk.placed(), verdict_review(desk)) == ((AGAINST, FOR), [])


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
    chosen = data.draw(st.lists(st.sampled_from(every), min_size=NEEDED, max_size=5, unique=True))
    opened(desk, *chosen).give(outcome, why, chosen, author)
    verdict = desk.verdicts()[-1]
    assert claimreview.read(review(desk, verdict)) == check(desk, verdict)
    assert verdict.evidence == tuple(chosen)
    assert verdict.why == why.strip()


def test_a_claim_review_has_the_keys_of_the_format(desk: Desk) -> None:
    cards = judged(desk)
    desk.give("holds", HOSTILE, cards, HOSTILE)
    first, second = (review(desk, verdict) for verdict in desk.verdicts())
    assert ("<" in second, claimreview.read(second).author) == (False, HOSTILE)
    assert json.loads(first)["@type"] == "ClaimReview"
    found = claimreview.read(first)
    assert (found.claim, found.outcome) == (desk.claim.says, "holds in part")
    assert found.author == "a learner"
    assert found.said_in == "The essay of December 2023, sentence 1"
    assert all(source.startswith("https://") for source in found.sources)
    assert found.published == datetime.now(UTC).astimezone().date()


@pytest.mark.parametrize(("name", "cards", "sources", "told"), HELD["sources"])
def test_a_source_is_an_address_or_a_name_with_its_day_and_one_page_is_one(
    name: str, cards: list[str], sources: int, told: str, work: WorkFile
) -> None:
    desk = opened(Desk(name, "07", work), *cards)
    desk.give("cannot tell", WHY, cards)
    found = check(desk, desk.verdicts()[0]).sources
    assert (len(found), found[0].startswith(told)) == (sources, True)
    one = "2 of them come from one page: that is one source."
    assert (one in process(desk)) == (sources == 1)


def test_origins_are_counted_by_who_cites_whom_and_one_state_is_one_witness(
    desk: Desk, work: WorkFile
) -> None:
    assert trace(desk) == ""
    letters = [desk.letter(one) for one in (AGAINST, OTHER)]
    opened(desk, AGAINST, OTHER)
    both = " and ".join(sorted(letters))
    assert trace(desk).endswith(f"goes back to one origin: Kremlin ({both}).")
    opened(desk, FOR, "iran_came_to_moscow", "iran_named_elsewhere")
    said = trace(desk)
    assert "three origins" in said
    assert "Kremlin and TASS belong to one state: count them as one witness." in said
    assert f"wrote {desk.letter('iran_named_elsewhere')} names nobody" in said
    customs = Desk("s03", "03", work)
    opened(customs, *(one.card.id for one in customs.cards))
    assert "one origin: General Administration of Customs of China" in trace(customs)


def test_what_another_program_wrote_is_passed_over(desk: Desk) -> None:
    odd = [one for one in ODD if not isinstance(one, bytes)]
    odd_values: list[Any] = [{"card": 3}, {"card": "nonsense", "did": "opened"}]
    odd_values += [{"card": FOR, "bearing": one} for one in odd]
    odd_values += [{"cards": one} for one in [*odd, [[], None, "x"]]]
    odd_values += [{"outcome": "holds", "why": WHY, "evidence": FOR, "author": ""}]
    for value in odd_values:
        for kind in ("card", "order", "verdict"):
            desk.work.add(kind, value, claim="s01")
    assert desk.state() == "no cards"
    assert (desk.opened(), desk.order(), desk.verdicts()) == ((), (), [])
    assert judged(desk) == desk.order()
    assert desk.arrange(desk.opened()).says
