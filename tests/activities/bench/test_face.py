"""The map bench as a card: picture and list, what is chosen, hints, files, a classmate's map."""

from html import unescape

import pytest

from faces import Hand, values
from page import Page, Seen
from wayout import widgets as debate
from wayout.activities.bench.bench import known, ours, unsaid
from wayout.activities.bench.face import MATE, START, BenchFace, bench
from wayout.activities.bench.files import FORMS, changes_of
from wayout.activities.bench.questions import question_cards
from wayout.argument import Verdict
from wayout.argument.drawing.scene import MOST, Box
from wayout.essay import EssayError
from wayout.work.limits import LARGEST
from wayout.work.session import Session, begin

OWN = "Whoever trades with one partner alone leans on it."
HIDDEN = known()["more_trade_more_dependence"]

pytestmark = pytest.mark.usefixtures("opened")


def hand(claim: str = "") -> Hand:
    return Hand(bench(claim))


def whole(claim: str = "") -> Hand:
    """Return a hand at a bench on which the course's map is drawn."""
    one = hand(claim)
    face: BenchFace = one.face  # type: ignore[assignment]
    face.bench.put(*changes_of(ours()))
    return one


# What is seen -----------------------------------------------------------------------------------


def told(box: Box) -> tuple[str, str]:
    return box.sign, box.name


@pytest.mark.parametrize("claim", known())
def test_the_list_says_what_the_picture_shows_and_no_picture_has_more_than_seven_boxes(
    claim: str,
) -> None:
    seen = whole(claim).sees()
    plan, around = seen["plan"], seen["around"]
    for boxes, rows in (
        (plan.whole.for_it, around.leads),
        (plan.whole.against_it, around.against),
        (plan.whole.above, around.above),
    ):
        assert sorted(map(told, boxes)) == sorted((row.sign, row.name) for row in rows)
    for reason in (box for box in plan.whole.for_it if box.premises):
        (row,) = [one for one in around.leads if one.name == reason.name]
        assert [one.name for one in row.claims] == [one.name for one in reason.premises]
        assert [told(one) for one in reason.cuts] == [(one.sign, one.name) for one in row.cuts]
    for laid in (plan.wide, plan.narrow):
        assert 1 <= len(laid.frames) <= MOST
    hidden = sum(plan.whole.more)
    assert hidden == 0, "the list holds all"


def test_what_does_not_fit_is_counted_in_the_picture() -> None:
    one = hand("s09")
    for other in ("s03", "s08", "s06", "imports", "china_buys_half", "exports_jump", "lopsided"):
        one.press("put", other=other, kind="for")
    for other in ("a_third_of_trade", "later_fall", "no_limits"):
        one.press("put", other=other, kind="against")
    plan = one.sees()["plan"]
    words = " ".join(line.text for line in plan.wide.words)
    assert (len(plan.wide.frames), len(one.sees()["around"].leads)) == (MOST, 7)
    assert "and 4 more for it" in words


def test_a_cut_is_drawn_onto_the_line_that_it_cuts() -> None:
    plan = whole("way_out").sees()["plan"]
    assert [one.classes for one in plan.wide.strokes].count("arg-line arg-undercut arg-head") == 1
    crosses = [one for one in plan.wide.strokes if "arg-undercut arg-head" in one.classes]
    assert crosses[0].path.count("M") == 2


def test_the_claim_in_hand_is_the_one_asked_for_or_worked_on_last() -> None:
    assert hand().fields["claim"] == START
    assert hand("way_out").sees()["hand"].id == "way_out"
    hand("s15").press("put", other="no_limits", kind="against")
    assert hand().fields["claim"] == "s15"
    one = hand()
    assert one.press("go", "no_limits").focus == "hand"
    assert one.sees()["hand"].title == "No limits"
    with pytest.raises(EssayError, match="no claim 's90'"):
        bench("s90")


@pytest.mark.parametrize("odd", ["", "nothing", HIDDEN.id, "own-0", "<b>", "reason-1"])
def test_what_no_control_offers_does_no_harm(odd: str) -> None:
    one = hand()
    one.types(claim=odd, other=odd, step=odd, where=odd, type=odd, **{"hint-x": odd})
    assert one.sees()["hand"].id == START
    for button in ("put", "go", "apart", "drop", "hint", "join", "add", "bring", "export"):
        assert one.refused(button, odd, kind="undercut", said=OWN, claim=odd).endswith(".")
    assert "Choose first" in one.refused("put", other="s03", kind="maybe")
    for button in ("take", "erase", "same"):
        assert one.press(button, odd).says == "Nothing was changed."
    assert values(begin("02"), "bench") == []


# Hints ------------------------------------------------------------------------------------------


def test_hints_come_one_by_one_and_the_last_one_lets_what_it_names_be_chosen() -> None:
    one = hand("s09")
    one.press("put", other="s03", kind="for")
    (row,) = one.sees()["around"].leads
    assert (row.said.mark, len(row.said.hints), row.said.more) == (
        f"… {Verdict.NEEDS_PARTNER.value}", 1, 2,
    )  # fmt: skip
    one.press("hint", row.said.key)
    assert HIDDEN.id not in dict(pair for _, some in one.sees()["others"] for pair in some)
    one.press("hint", row.said.key)
    (row,) = one.sees()["around"].leads
    assert (len(row.said.hints), row.said.more) == (3, 0)
    assert f"'{HIDDEN.title}'" in row.said.hints[-1]
    assert HIDDEN.id in dict(pair for _, some in one.sees()["others"] for pair in some)
    assert one.face.bench.hidden() == {*unsaid()} - {HIDDEN.id}  # type: ignore[attr-defined]


def test_what_is_still_to_find_has_three_hints_one_point_at_a_time() -> None:
    one = hand("s09")
    seen = one.sees()
    assert (seen["find_count"], len(seen["find"]), seen["find"][0].hints) == (4, 1, ())
    for step in (1, 2, 3):
        one.press("hint", seen["find"][0].key)
        first, *more = one.sees()["find"]
        assert (len(first.hints), first.more, len(more)) == (step, 3 - step, 1)
    one.press("hint", first.key)
    assert len(one.sees()["find"][0].hints) == 3, "there is no fourth"


@pytest.mark.parametrize("claim", sorted({*known()} - unsaid()))
def test_nothing_that_is_to_be_found_is_on_the_page_before(claim: str) -> None:
    page = Page(debate.bench(claim))
    shown = unescape(page.card.html + page.card.still())
    assert not [one for one in unsaid() if known()[one].text in shown]
    assert not [one for one in unsaid() if known()[one].title in shown]


# Saved, restarted, still --------------------------------------------------------------------------


def test_a_map_comes_back_in_a_new_kernel_and_a_saved_page_shows_it_without_controls() -> None:
    page = Page(debate.bench("s09"))
    page.types(other="s03").press("put", kind="for")
    page.press("add", said=OWN, where="s03")
    again = Page(debate.bench("s09"))
    assert Seen(again.card.still()).text == Seen(page.card.still()).text
    assert OWN in Seen(again.card.still()).text
    assert page.status()[0].startswith("Saved to my_work.json")
    twin = again.seen.buttons
    assert len([value for name, value in twin if name == "same"]) == 2


def test_buttons_that_have_nothing_to_do_are_off_and_undo_is_said() -> None:
    one = hand("s09")
    assert [one.sees()[name] for name in ("can_undo", "can_redo")] == [False, False]
    assert "nothing to take back" in one.press("undo").says
    one.press("put", other="s03", kind="for")
    one.press("go", "s15")
    assert one.press("undo").says == (
        "The last change is taken back, at “Linked”: + for: “Record” speaks for “Linked”."
    )
    assert one.sees()["hand"].id == "s09"
    assert [one.sees()[name] for name in ("can_undo", "can_redo")] == [False, True]
    assert one.press("redo").says.startswith("Made again, at “Linked”: + for: “Record”")
    assert "already" in one.press("put", other="s03", kind="for").says
    assert one.fields["other"] == ""


def test_what_is_dragged_does_what_the_menus_do() -> None:
    dragged, chosen = hand("s09"), hand("s15")
    assert dragged.press("lay", "s03 for").says == "On your map: “Record” speaks for it."
    dragged.press("lay", "no_limits against")
    dragged.press("lay", "s08 with s03")
    (key,) = dragged.face.bench.steps("s09")  # type: ignore[attr-defined]
    dragged.press("lay", "imports with " + key)
    dragged.press("lay", "later_fall cut " + key)
    rows = dragged.sees()["around"]
    assert [one.id for one in rows.leads[0].claims] == ["s03", "s08", "imports"]
    assert [one.id for one in (*rows.leads[0].cuts, *rows.against)] == ["later_fall", "no_limits"]
    for odd in ("", "nothing for", "s03 with", "s03 cut nothing", f"{HIDDEN.id} for"):
        before = values(begin("06"), "bench")
        assert chosen.refused("lay", odd).endswith(".")
        assert values(begin("06"), "bench") == before
    assert "itself" in dragged.refused("lay", "s09 with s03")
    places = list(Page(debate.bench("s09")).seen.named("data-drop"))
    assert places == ["lay"] * 5, "both sides, a step, its cut, and an objection"
    before = values(begin("06"), "bench")
    assert "is an objection and no step" in dragged.refused("lay", "s08 on no_limits")
    assert values(begin("06"), "bench") == before
    assert "An objection is no step" not in Page(debate.bench("s09")).seen.text
    assert "An objection is no step" in Page(debate.bench("s09")).types(kind="undercut").seen.text


def test_what_is_ticked_at_one_claim_is_not_ticked_at_another() -> None:
    one = hand("s09")
    for claim in ("s09", "s15"):
        one.press("go", claim)
        for other in ("s03", "s08"):
            one.press("put", other=other, kind="for")
    one.types(**{"join-s15-s03": "yes", "join-s09-s08": "yes"})
    assert "Tick at least two" in one.refused("join")
    one.types(**{"join-s15-s08": "yes"})
    assert one.press("join").says.startswith("Joined")


def test_own_claims_can_be_taken_in_hand_and_off_the_map() -> None:
    one = hand("s09")
    one.press("put", other="s03", kind="for")
    one.press("add", said=OWN, where="s03")
    (own,) = one.face.bench.drawn.own  # type: ignore[attr-defined]
    one.press("go", own)
    assert one.sees()["own"]
    assert one.sees()["groups"][-1] == ("Yours", [(own, f"Mine 1: {OWN}")])
    one.press("erase", own)
    assert one.sees()["hand"].id == "s09"
    one.press("undo")
    assert one.sees()["hand"].id == own


# Files ------------------------------------------------------------------------------------------


def given(text: str, name: str = "map.txt", size: int = 1) -> dict[str, object]:
    return {"name": name, "size": size, "text": text}


@pytest.mark.parametrize("form", [form for form in FORMS if form != "kialo"])
def test_a_file_of_ones_own_opens_without_a_difference(form: str) -> None:
    one = whole("s09")
    name, text = one.press("export", form).file
    assert one.press("open", given(text, name)).says == f"{name}: read, not kept. Differences: 0."
    assert one.sees()["differ"] == []
    assert one.press("close").says.startswith("Put away")
    assert one.sees()["differ"] is None


def test_a_classmates_work_file_shows_only_differences_and_can_be_taken_over(
    opened: Session, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = hand("s09")
    one.press("put", other="s03", kind="for")
    one.press("add", said=OWN, where="s03")
    theirs = opened.work.dumps()
    monkeypatch.setenv("WAYOUT_WORK", str(tmp_path / "other.json"))  # type: ignore[operator]
    begin("06")
    mine = hand("s09")
    mine.press("put", other="a_third_of_trade", kind="against")
    before = values(begin("06"), "bench")
    assert mine.press("open", given(theirs, "friend.json")).says.endswith("Differences: 2.")
    assert values(begin("06"), "bench") == before, "nothing is kept"
    assert [one.where for one in mine.sees()["differ"]] == ["theirs", "mine"]
    assert "nothing to bring" in mine.refused("bring", "all")
    mine.press("bring", mine.sees()["differ"][0].says)
    assert [one.where for one in mine.sees()["differ"]] == ["mine"]
    assert OWN in mine.face.bench.drawn.own.values()  # type: ignore[attr-defined]
    mine.press("undo")
    assert [one.where for one in mine.sees()["differ"]] == ["theirs", "mine"]


def test_the_made_up_classmate_has_a_map_with_good_steps_and_doubtful_ones() -> None:
    one = hand("s09")
    assert one.press("mate").says == f"{MATE}: read, not kept. Differences: 9."
    assert {row.where for row in one.sees()["differ"]} == {"theirs"}
    assert values(begin("06"), "bench") == [], "nothing is kept"
    while one.sees()["differ"]:
        one.press("bring", one.sees()["differ"][0].says)
    verdicts = {note.verdict for note in one.face.bench.report.notes}  # type: ignore[attr-defined]
    assert verdicts == {
        Verdict.FOUND,
        Verdict.OTHER_KIND,
        Verdict.NEEDS_PARTNER,
        Verdict.SPLIT,
    }


def test_what_can_be_done_grows_with_the_map() -> None:
    one = hand("s09")
    assert [kind for kind, _ in one.sees()["kinds"]] == ["for", "against"]
    assert not one.sees()["drawn_here"]
    one.press("put", other="s03", kind="for")
    assert [kind for kind, _ in one.sees()["kinds"]] == ["for", "against", "undercut"]
    assert one.sees()["drawn_here"]


def test_what_differs_in_kind_is_never_taken_over_with_the_rest() -> None:
    one = hand("s08")
    one.press("put", other="s06", kind="for")
    text = f"[s08]: {known()['s08'].text}\n    - [s06]: {known()['s06'].text}\n"
    one.press("open", given(text))
    (both,) = one.sees()["differ"]
    assert both.where == "both"
    assert "nothing to bring" in one.refused("bring", "all")
    one.press("bring", both.says)
    assert one.sees()["differ"] == []


@pytest.mark.parametrize("size", [1, LARGEST + 1])
def test_a_file_that_cannot_be_read_leaves_what_was_open(size: int) -> None:
    one = whole("s09")
    one.press("open", given(one.press("export", "argdown").file[1], "first"))
    reply = one.press("open", given("no map at all", "second", size))
    assert reply.warns
    assert reply.says.startswith("second: ")
    assert one.sees()["file"] == "first"


def test_question_cards_ask_of_every_type_of_reason() -> None:
    cards = question_cards()
    assert len(cards) == 7
    for card in cards.values():
        assert card.ask
        assert all(one.endswith("?") for one in card.ask)
        assert all(1 <= number <= 32 for number in card.sentences)
        assert hand().types(type=card.id).sees()["card"] == card
