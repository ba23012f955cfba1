import errno
import os
import re
from dataclasses import replace
from html import escape
from typing import Any

import pytest

from wayout.activities.dial import BeliefError, Dial
from wayout.essay import Claim, claim, claims
from wayout.widgets import dial
from wayout.widgets.dial import DialCard, _place
from wayout.work.session import Session

WHY = "He flew to three capitals."
OTHER = "The oil price explains it."
HOSTILE = "<img src=x onerror=alert(1)> is no reason"


def _say(card: DialCard, percent: int, why: str = WHY, opposite: str = OTHER) -> None:
    card.slider.value, card.why.value, card.opposite.value = percent, why, opposite
    card.save.click()


def test_a_fresh_card_asks_and_has_a_sensible_first_state() -> None:
    card = dial("way_out", "before")
    assert (card.slider.min, card.slider.max, card.slider.step) == (0, 100, 5)
    assert card.slider.description == "How likely is it that this is true?"
    assert "50 %, as likely as not" in card.words.value
    assert "Not saved yet." in card.status.value
    assert card.opposite not in card.children


@pytest.mark.parametrize("about", claims(), ids=lambda about: about.id)
def test_every_claim_makes_a_card_that_says_where_it_stands(about: Claim) -> None:
    head = dial(about.id, "before").children[0].value
    assert re.search(r"sentences? \d[\d, and]*", head)
    assert escape(about.says) in head


def test_sentences_are_listed_in_words() -> None:
    assert _place((11,)) == "sentence 11"
    assert _place((5, 10)) == "sentences 5 and 10"
    assert _place((11, 22, 27)) == "sentences 11, 22 and 27"


def test_a_double_click_saves_one_answer(opened: Session) -> None:
    card = dial("way_out", "before")
    _say(card, 65)
    card.save.click()
    assert len(opened.work.entries(kind="dial")) == 1
    assert "Saved to my_work.json at " in card.status.value


def test_a_card_shown_again_is_drawn_and_the_old_one_is_left(opened: Session) -> None:
    cards = [dial("way_out", "before") for _ in range(3)]
    Dial("way_out", "02", opened.work).save("before", 65, WHY)
    assert [card.slider.value for card in cards] == [50, 50, 65]


def test_a_norm_is_asked_for_agreement() -> None:
    card = dial("equal", "before")
    assert card.slider.description == "How far do you agree?"
    assert "half and half" in card.words.value


def test_save_writes_the_answer_and_says_when(opened: Session) -> None:
    card = dial("way_out", "before")
    _say(card, 65)
    (entry,) = opened.work.entries(kind="dial", lesson="02", claim="way_out")
    assert entry.value == {"stage": "before", "percent": 65, "why": WHY, "opposite": ""}
    assert "Saved to my_work.json at " in card.status.value


def test_running_the_cell_again_restores_the_answer() -> None:
    _say(dial("way_out", "before"), 65)
    again = dial("way_out", "before")
    assert (again.slider.value, again.why.value) == (65, WHY)
    assert "Saved to my_work.json at " in again.status.value


def test_running_the_cell_again_keeps_what_is_not_saved_yet(opened: Session) -> None:
    card = dial("way_out", "before")
    card.slider.value, card.why.value = 20, "half a thought"
    again = dial("way_out", "before")
    assert (again.slider.value, again.why.value) == (20, "half a thought")
    assert "not saved yet" in again.status.value
    assert opened.work.entries(kind="dial") == []


def test_a_refusal_is_said_and_nothing_is_lost(opened: Session) -> None:
    card = dial("way_out", "before")
    _say(card, 65, "too short")
    assert "Not saved. Write your reason" in card.status.value
    assert (card.slider.value, card.why.value) == (65, "too short")
    assert opened.work.entries(kind="dial") == []


def test_i_cannot_say_is_saved_as_no_number(opened: Session) -> None:
    card = dial("way_out", "before")
    card.cannot.value = True
    assert card.slider.disabled
    assert "I cannot say" in card.words.value
    _say(card, 80)
    assert opened.work.entries(kind="dial")[0].value["percent"] is None
    assert dial("way_out", "before").cannot.value


def test_who_cannot_say_owes_no_reason_and_is_told_so(opened: Session) -> None:
    for stage in ("before", "after"):
        card = dial("way_out", stage)
        assert "if you have one" not in card.why.description + card.opposite.description
        card.cannot.value = True
        assert "if you have one" in card.why.description
        assert "if you have one" in card.opposite.description
        card.save.click()
        assert "Saved to my_work.json at " in card.status.value
    assert "if you have one" in dial("way_out", "after").why.description
    card.cannot.value = False
    assert "if you have one" not in card.why.description
    assert len(opened.work.entries(kind="dial")) == 2


def test_a_late_i_cannot_say_without_a_reason_reads_well() -> None:
    first, second = dial("way_out", "before"), dial("way_out", "after")
    _say(first, 65)
    _say(second, 40)
    first.reopen.click()
    first.cannot.value, first.why.value = True, ""
    first.save.click()
    assert "to: I cannot say." in first.status.value
    assert "Because" not in first.status.value


def test_the_opposite_is_asked_before_the_second_answer() -> None:
    _say(dial("way_out", "before"), 65)
    card = dial("way_out", "after")
    assert card.opposite in card.children
    assert "consider the opposite" in card.opposite.description
    _say(card, 40, opposite="")
    assert "sees it the other way" in card.status.value


def test_a_second_answer_before_the_first_is_sent_back() -> None:
    card = dial("way_out", "after")
    _say(card, 40)
    assert "go back to the dial “Before the data”" in card.status.value


def test_a_later_answer_closes_the_earlier_card_at_once() -> None:
    first, second = dial("way_out", "before"), dial("way_out", "after")
    _say(first, 65)
    assert not first.why.disabled
    _say(second, 40, "Later reason, kept apart.")
    assert all(control.disabled for control in (first.slider, first.cannot, first.why))
    assert (first.slider.value, first.why.value) == (65, WHY)
    assert "Closed" in first.status.value
    assert (first.save.layout.display, first.reopen.layout.display) == ("none", None)
    assert not second.why.disabled


def test_a_closed_answer_can_be_changed_and_both_are_kept(opened: Session) -> None:
    first, second = dial("way_out", "before"), dial("way_out", "after")
    _say(first, 65)
    _say(second, 40)
    first.reopen.click()
    assert not first.why.disabled
    _say(first, 10, HOSTILE)
    assert first.slider.value == 65
    assert "to: 10 %, very unlikely. Because: &lt;img" in first.status.value
    assert first.why.disabled
    percents = [entry.value["percent"] for entry in opened.work.entries(kind="dial")]
    assert percents == [65, 40, 10]


def test_another_cards_answer_does_not_overwrite_what_is_being_written() -> None:
    card = dial("way_out", "before")
    card.why.value = "half a thought"
    _say(dial("record", "before"), 30)
    assert card.why.value == "half a thought"


def test_a_read_only_disk_is_said_on_the_card(
    opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "fsync", refuse)
    card = dial("way_out", "before")
    _say(card, 65)
    assert "Read-only file system" in card.status.value
    assert "Download" in card.status.value
    assert opened.work.unsaved == 1


def test_an_unknown_stage_is_refused_in_a_sentence() -> None:
    with pytest.raises(BeliefError, match="There is no dial “later”"):
        dial("way_out", "later")


def test_the_twin_shows_the_saved_answer_without_python() -> None:
    assert "No answer saved yet" in dial("way_out", "before")._repr_mimebundle_()["text/html"]
    _say(dial("way_out", "before"), 65)
    card = dial("way_out", "after")
    _say(card, 40)
    bundle = card._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    for shown in ("After the data", "40 %, unlikely", WHY, OTHER):
        assert shown in bundle["text/html"]
    assert "65" not in bundle["text/html"]


def test_hostile_words_are_text_everywhere(opened: Session) -> None:
    about = replace(claim("way_out"), says=HOSTILE)
    belief = Dial("way_out", "02", opened.work)
    _say(DialCard(belief, "before", about), 65, HOSTILE)
    card = DialCard(belief, "after", about)
    _say(card, 40, HOSTILE, HOSTILE)
    shown = [child.value for child in card.children if type(child).__name__ == "HTML"]
    for html in [*shown, card._repr_mimebundle_()["text/html"]]:
        assert "<img" not in html
    assert "&lt;img" in card._repr_mimebundle_()["text/html"]


def test_nothing_on_a_card_grades_an_opinion() -> None:
    card = dial("way_out", "before")
    _say(card, 65)
    after = dial("way_out", "after")
    _say(after, 5)
    shown = "".join(c._repr_mimebundle_()["text/html"] + c.status.value for c in (card, after))
    for word in ("correct", "wrong", "well done", "good", "bad", "mistake", "score"):
        assert word not in shown.lower()


def test_our_own_question_is_not_put_into_the_essays_mouth() -> None:
    assert "Our own question" in dial("detail", "before")._head()
    assert "in our words" in dial("record", "before")._head()
    assert "From the data, not from the essay" in dial("two_of_three", "before")._head()
