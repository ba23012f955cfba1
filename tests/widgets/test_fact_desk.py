"""The face of the fact desk: what it shows, keeps and refuses, without a browser."""

import errno
import json
import os
import re
from base64 import b64decode
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from wayout import essay
from wayout.activities.desk.desk import DeskError, desks
from wayout.argument.formats import claimreview
from wayout.essay import EssayError
from wayout.widgets import fact_desk
from wayout.widgets.fact_desk import DeskCard, Source, _drafts
from wayout.work import session
from wayout.work.session import Session

WHY = "Two sources say so."
HOSTILE = "<img src=x onerror=alert(1)> is no reason"
FIRST, SECOND = "last_in_tehran", "iran_came_to_moscow"


@pytest.fixture(autouse=True)
def no_drafts() -> None:
    _drafts.clear()


def give(card: DeskCard, outcome: str = "holds in part", why: str = WHY, author: str = "") -> None:
    step = card.verdict
    step.outcome.value, step.why.value, step.author.value = outcome, why, author
    for tick in (step.evidence[FIRST], step.evidence[SECOND]):
        tick.value = True
    step.save.click()


def laid_open(claim: str = "s01", *cards: str) -> DeskCard:
    card = fact_desk(claim)
    for name in cards or (FIRST, SECOND):
        card.sources[name].button.click()
    return card


def shown(card: DeskCard) -> str:
    """All HTML on the card, in order, hidden parts left out."""
    return "\n".join(_html(card))


def _html(widget: Any) -> list[str]:
    if widget.layout is not None and widget.layout.display == "none":
        return []
    if type(widget).__name__ == "HTML":
        return [widget.value]
    return [html for child in getattr(widget, "children", ()) for html in _html(child)]


def seen(part: Any) -> bool:
    return part.layout.display != "none"


# First state --------------------------------------------------------------------------------


def test_a_fresh_desk_shows_who_and_when_and_nothing_of_what_they_say() -> None:
    card = fact_desk("s01")
    html = shown(card)
    for one in card.desk.cards:
        assert one.card.publisher in unescape(html)
        assert one.card.says not in unescape(html)
        assert one.card.cannot_show not in unescape(html)
        assert one.card.address not in unescape(html)
    assert html.count("state media") == 3
    assert "No card is open yet." in html


@pytest.mark.parametrize("name", desks())
def test_every_claim_with_cards_makes_a_card_with_five_steps(name: str) -> None:
    html = shown(fact_desk(name))
    for step in (
        "Stop.",
        "who says so?",
        "Find other coverage.",
        "Trace to the origin.",
        "verdict",
    ):
        assert step in html
    assert re.search(r"sentences? \d", html)


def test_nothing_is_written_by_looking(opened: Session) -> None:
    fact_desk("s01")
    assert opened.work.entries() == []


def test_no_cards_no_desk() -> None:
    with pytest.raises(DeskError, match="nothing to lay on the desk"):
        fact_desk("detail")
    with pytest.raises(EssayError, match="no claim 's99'"):
        fact_desk("s99")
    with pytest.raises(DeskError, match="in quotation marks"):
        fact_desk(1)  # type: ignore[arg-type]


# Cards --------------------------------------------------------------------------------------


def test_an_opened_card_shows_extract_address_day_and_limits(opened: Session) -> None:
    card = fact_desk("s01")
    source = card.sources["flew_past_tehran"]
    source.button.click()
    found = essay.card("flew_past_tehran")
    for words in (found.says, found.cannot_show, found.address, "22 November 2026", "Vladimir Put"):
        assert words in unescape(source.body.value)
    assert source.button.description == "Fold card E"
    (entry,) = opened.work.entries("card")
    assert entry.value == {"card": "flew_past_tehran", "did": "opened"}


def test_a_card_is_folded_and_opened_again_with_one_entry(opened: Session) -> None:
    source = fact_desk("s01").sources[FIRST]
    for description, visible in (("Fold", True), ("Open", False), ("Fold", True)):
        source.button.click()
        assert source.button.description == f"{description} card A"
        assert seen(source.bearing) == visible
        assert bool(source.body.value) == visible
    assert len(opened.work.entries("card")) == 1


def test_our_filing_is_shown_after_the_learners_own() -> None:
    source = laid_open().sources[FIRST]
    assert "You first" in source.status.value
    assert "against" not in source.status.value
    source.bearing.value = "for"
    assert "You say: + for. The course filed it as: − against." in source.status.value
    source.bearing.value = "against"
    assert "in the same way: − against" in source.status.value


def test_each_source_asks_in_words_and_signs() -> None:
    source: Source = laid_open().sources[FIRST]
    labels = [label for label, _ in source.bearing.options]
    assert labels == ["+ for", "− against", "⊘ does not bear on it"]
    assert source.bearing.description == "What does card A do to the claim?"


def test_the_next_step_rests_on_what_the_learner_said_of_the_cards() -> None:
    card = laid_open()
    assert "Say of cards A and B what you think each does" in card.way.value
    for name in (FIRST, SECOND):
        card.sources[name].bearing.value = "for"
    assert "You filed none as against yet. Open another card." in card.way.value
    card.sources[FIRST].bearing.value = "against"
    assert "You filed cards on both sides." in card.way.value


# Stop ---------------------------------------------------------------------------------------


def test_a_first_guess_is_kept_and_comes_back(opened: Session) -> None:
    step = fact_desk("s01").stop
    step.guess.value, step.claimed.value = "holds", "three stops"
    assert "not saved yet" in step.status.value
    step.save.click()
    assert "Kept." in step.status.value
    again = fact_desk("s01").stop
    assert (again.guess.value, again.claimed.value) == ("holds", "three stops")
    assert len(opened.work.entries("stop")) == 1


def test_a_guess_without_a_choice_is_refused_kindly(opened: Session) -> None:
    step = fact_desk("s01").stop
    step.save.click()
    assert "Not saved. Choose one of: holds" in step.status.value
    assert opened.work.entries("stop") == []


# Order --------------------------------------------------------------------------------------


def rows(card: DeskCard) -> list[str]:
    labels = card.order.row._options_labels if seen(card.order.row) else ()
    return [re.findall(r"Card (\w)", label)[0] for label in labels]


def test_opened_cards_stand_in_order_of_the_clicks_and_move_by_buttons(opened: Session) -> None:
    card = fact_desk("s01")
    assert rows(card) == []
    for name in (SECOND, FIRST, "iran_named_elsewhere"):
        card.sources[name].button.click()
    assert rows(card) == ["B", "A", "C"]
    card.order.row.value = FIRST
    card.order.up.click()
    assert rows(card) == ["A", "B", "C"]
    card.order.down.click()
    card.order.down.click()
    assert rows(card) == ["B", "C", "A"]
    assert opened.work.entries("order") == []
    assert "Not checked yet" in card.order.status.value


def test_two_clicks_on_the_same_button_move_the_same_card_twice() -> None:
    order = laid_open("s01", SECOND, FIRST, "iran_named_elsewhere").order
    order.row.value = "iran_named_elsewhere"
    for place in (1, 0):
        assert order.up.description == "▲ Card C up"
        order.up.click()
        assert order.row.value == "iran_named_elsewhere"
        assert order.ids.index("iran_named_elsewhere") == place
    order.up.click()
    assert order.ids == ["iran_named_elsewhere", SECOND, FIRST]


def test_the_ends_cannot_be_moved_over_and_each_button_names_its_card() -> None:
    order = laid_open().order
    assert (order.up.description, order.down.description) == ("▲ Card A up", "▼ Card A down")
    assert (order.up.disabled, order.down.disabled) == (True, False)
    order.row.value = SECOND
    assert (order.up.description, order.down.description) == ("▲ Card B up", "▼ Card B down")
    assert (order.up.disabled, order.down.disabled) == (False, True)


def test_a_check_names_one_pair_and_then_is_content(opened: Session) -> None:
    card = fact_desk("s01")
    for name in (SECOND, FIRST):
        card.sources[name].button.click()
    card.order.check.click()
    assert "Look at cards B and A" in card.order.status.value
    assert "wo-warn" in card.order.status.value
    card.order.down.click()
    card.order.check.click()
    assert "This order fits the dates" in card.order.status.value
    assert [e.value["cards"] for e in opened.work.entries("order")] == [
        [SECOND, FIRST],
        [FIRST, SECOND],
    ]


def test_moved_and_not_checked_survives_running_the_cell_again() -> None:
    laid_open().order.down.click()
    assert rows(fact_desk("s01")) == ["B", "A"]


# Verdict ------------------------------------------------------------------------------------


def test_a_verdict_needs_two_cards_and_says_so_in_one_sentence(opened: Session) -> None:
    card = fact_desk("s01")
    card.verdict.outcome.value, card.verdict.why.value = "holds", WHY
    card.verdict.save.click()
    assert "Not saved. Open at least two cards first: a verdict needs two of them.</p>" in (
        card.verdict.status.value
    )
    for name in (FIRST, SECOND):
        card.sources[name].button.click()
    card.verdict.evidence[FIRST].value = True
    card.verdict.save.click()
    assert "Choose at least two of your opened cards" in card.verdict.status.value
    assert opened.work.entries("verdict") == []
    assert card.verdict.why.value == WHY, "what was typed stays"


def test_two_cards_of_one_publisher_and_day_are_told_apart_in_the_list() -> None:
    card = laid_open("s01", "two_of_three")
    ticks = card.verdict.evidence
    assert ". Putin was in the United Arab Emirates" in ticks["two_of_three"].description
    assert "landing" not in ticks["flew_past_tehran"].description, "a closed card says nothing"
    card.sources["flew_past_tehran"].button.click()
    assert ". Putin told Iran's president" in ticks["flew_past_tehran"].description


def test_a_kept_verdict_is_said_under_the_verdict_and_not_under_the_third_step() -> None:
    card = laid_open()
    give(card)
    assert "verdict" not in card.way.value
    assert "You can still open more cards." in card.way.value
    assert "You can give another verdict beside it." in card.verdict.status.value


def test_a_figure_of_ours_is_headed_as_ours_on_an_opened_card() -> None:
    assert "From our tables: 19 July 2022" in laid_open().sources[FIRST].body.value


def test_only_opened_cards_can_be_chosen() -> None:
    card = laid_open()
    ticks = {name for name, tick in card.verdict.evidence.items() if seen(tick)}
    assert ticks == {FIRST, SECOND}


def test_a_verdict_is_saved_said_and_offered_as_a_file(opened: Session) -> None:
    card = fact_desk("s01")
    for name in (FIRST, SECOND):
        card.sources[name].button.click()
    give(card, author="Ada")
    assert "Saved to my_work.json at" in card.verdict.status.value
    html = card.verdict.given.value
    assert "Ada checked this on" in html
    content = re.findall(r'download="(.+?)" href="data:application/json;base64,(.+?)"', html)
    assert [name for name, _ in content] == ["fact_check_s01_1.json"]
    check = claimreview.read(b64decode(content[0][1]).decode())
    assert (check.author, check.outcome, check.why) == ("Ada", "holds in part", WHY)
    assert json.loads(b64decode(content[0][1]))["@type"] == "ClaimReview"
    assert "Your way to it" in html


def test_a_new_verdict_stands_beside_the_old_one(opened: Session) -> None:
    card = opened_with(fact_desk("s01"))
    give(card)
    give(card)
    give(card, "cannot tell")
    assert len(opened.work.entries("verdict")) == 2
    html = card.verdict.given.value
    assert html.index("Verdict: holds in part") < html.index("Verdict: cannot tell")


def opened_with(card: DeskCard) -> DeskCard:
    for name in (FIRST, SECOND):
        card.sources[name].button.click()
    return card


def test_running_the_cell_again_brings_everything_back_once(opened: Session) -> None:
    first = opened_with(fact_desk("s01"))
    first.sources[FIRST].bearing.value = "against"
    give(first)
    before = opened.work.dumps()
    for _ in range(2):
        again = fact_desk("s01")
    assert opened.work.dumps() == before
    assert again.sources[FIRST].bearing.value == "against"
    assert again.verdict.outcome.value == "holds in part"
    assert {c for c, tick in again.verdict.evidence.items() if tick.value} == {FIRST, SECOND}
    assert "Saved to my_work.json at" in again.verdict.status.value


def test_what_is_not_saved_yet_survives_running_the_cell_again() -> None:
    card = laid_open()
    card.verdict.why.value = "half a thought"
    card.verdict.evidence[FIRST].value = True
    card.stop.claimed.value = "half a claim"
    again = fact_desk("s01")
    assert again.verdict.why.value == "half a thought"
    assert again.verdict.evidence[FIRST].value
    assert again.stop.claimed.value == "half a claim"
    assert "not saved yet" in again.verdict.status.value


def test_opening_a_card_does_not_wipe_what_is_being_written() -> None:
    card = laid_open()
    card.verdict.why.value, card.stop.claimed.value = "half a thought", "half a claim"
    card.sources["two_of_three"].button.click()
    assert (card.verdict.why.value, card.stop.claimed.value) == ("half a thought", "half a claim")


def test_two_desks_do_not_mix(opened: Session) -> None:
    opened_with(fact_desk("s01"))
    other = fact_desk("s03")
    assert other.desk.opened() == ()
    assert other.verdict.why.value == ""


def test_only_the_newest_card_of_a_desk_is_drawn(opened: Session) -> None:
    old, new = fact_desk("s01"), fact_desk("s01")
    new.desk.open(FIRST)
    assert new.sources[FIRST].body.value
    assert not old.sources[FIRST].body.value
    assert sum("fact desk" in name for name in opened.work._watchers) == 1


def test_opening_a_card_reads_the_work_file_a_few_times_only(
    opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = laid_open()
    read, entries = [], opened.work.entries
    monkeypatch.setattr(opened.work, "entries", lambda *a, **k: read.append(a) or entries(*a, **k))
    card.sources["two_of_three"].button.click()
    assert len(read) <= 5


def test_each_work_file_has_its_own_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_open().verdict.why.value = "half a thought"
    monkeypatch.setenv("WAYOUT_WORK", str(tmp_path / "other.json"))
    session.begin("02")
    assert fact_desk("s01").verdict.why.value == ""
    monkeypatch.setenv("WAYOUT_WORK", str(tmp_path / "my_work.json"))
    session.begin("02")
    assert fact_desk("s01").verdict.why.value == "half a thought"


def test_a_read_only_disk_is_said_on_the_card(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    card = laid_open()
    monkeypatch.setattr(os, "fsync", refuse)
    give(card)
    assert "Read-only file system" in card.verdict.status.value
    assert "Verdict: holds in part" in card.verdict.given.value


# Without Python, and against mischief -------------------------------------------------------


def test_the_twin_tells_the_state_without_python() -> None:
    fresh = fact_desk("s01")._repr_mimebundle_()["text/html"]
    assert "6 cards lie on the desk" in fresh
    assert "Run this cell to open cards" in fresh
    card = laid_open()
    card.sources[FIRST].bearing.value = "bears not"
    give(card)
    html = card._repr_mimebundle_()["text/html"]
    for words in ("You say: ⊘ does not bear on it.", "Verdict: holds in part", WHY, "Al Bawaba"):
        assert words in html
    assert "did not open them again" in html
    assert "<script" not in html
    assert "data:" not in html


def test_hostile_words_are_text_everywhere() -> None:
    card = laid_open()
    card.stop.guess.value, card.stop.claimed.value = "holds", HOSTILE
    card.stop.save.click()
    give(card, why=HOSTILE, author=HOSTILE)
    twin = card._repr_mimebundle_()["text/html"]
    for html in (shown(card), shown(fact_desk("s01")), twin):
        assert "<img" not in html
        assert "&lt;img" in html


def test_every_control_has_a_name() -> None:
    card = laid_open()
    controls = _controls(card)
    assert len(controls) == 21
    assert all(control.description for control in controls)


def _controls(widget: Any) -> list[Any]:
    if not seen(widget):
        return []
    children = getattr(widget, "children", None)
    if children is None:
        return [] if type(widget).__name__ == "HTML" else [widget]
    return [control for child in children for control in _controls(child)]
