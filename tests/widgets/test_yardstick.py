import re
from typing import Any

import pytest

from wayout.activities.yardstick import MEASURES, STEPS, Measure, YardstickError, measure, readings
from wayout.widgets import yardstick, yardstick_page
from wayout.widgets.yardstick import YardstickCard, _drafts
from wayout.work.session import Session, begin

WHY = "a quarter is a lot"
HOSTILE = "<img src=x onerror=alert(1)> is no reason"
EXPORTS = ("30.4 %", "23.7 %", "26 %", "32.7 %")


@pytest.fixture(autouse=True)
def no_drafts() -> None:
    _drafts.clear()


def choose(card: YardstickCard, name: str, step: int, why: str = WHY) -> None:
    card.measure.value = name
    slider = card.index if measure(name).unit == "index" else card.percent
    slider.value, card.why.value = step, why


def save(card: YardstickCard, name: str, step: int, why: str = WHY) -> None:
    choose(card, name, step, why)
    card.save.click()


def everything(card: YardstickCard) -> str:
    """All that a page could show of the card: its widgets, and its twin."""
    values = [str(getattr(child, "value", "")) for child in card.children]
    return "\n".join([*values, twin(card)])


def twin(card: YardstickCard) -> str:
    html: str = card._repr_mimebundle_()["text/html"]
    return html


def entries(opened: Session) -> list[Any]:
    return [entry.value for entry in opened.work.entries("yardstick")]


def test_a_fresh_card_asks_and_leans_to_no_measure() -> None:
    card = yardstick("before")
    assert card.measure.value is None
    assert (card.percent.layout.display, card.index.layout.display) == ("none", "none")
    assert "Not saved yet." in card.status.value
    assert "so nobody can pick one that suits" in card.result.value


@pytest.mark.parametrize("about", MEASURES, ids=lambda about: about.id)
@pytest.mark.parametrize("stage", ["before", "after"])
def test_no_result_is_anywhere_before_the_first_choice_is_saved(about: Measure, stage: str) -> None:
    card = yardstick(stage)
    choose(card, about.id, 40)
    shown = everything(card)
    assert 'data-for="result"' not in shown
    figures = [one.figure(about.unit) for one in readings(about.id)]
    # A whole per cent is also a place on the slider.
    assert not any(figure in shown for figure in figures if not re.fullmatch(r"\d+ %", figure))
    assert not any(one.source in shown for one in readings(about.id))


def test_saving_shows_the_result_and_keeps_the_choice(opened: Session) -> None:
    card = yardstick("before")
    save(card, "exports", 28)
    assert entries(opened) == [
        {"stage": "before", "measure": "exports", "threshold": 28, "why": WHY}
    ]
    assert "Saved to my_work.json" in card.status.value
    assert "≈ On the edge: of 4 answers, 2 over and 2 under." in card.result.value
    assert all(figure in card.result.value for figure in EXPORTS)


def test_the_only_answer_can_be_on_the_edge_too() -> None:
    card = yardstick("before")
    save(card, "oil", 47)
    assert "lies within the range or the rounding of the only answer" in card.result.value


def test_each_scale_has_its_own_slider_and_threshold(opened: Session) -> None:
    card = yardstick("before")
    choose(card, "exports", 30)
    card.measure.value = "spread_imports"
    assert (card.percent.layout.display, card.index.layout.display) == ("none", None)
    assert "as if spread over 2 equal partners" in card.words.value
    save(card, "spread_imports", 25)
    assert entries(opened)[0]["threshold"] == 0.25


def test_every_slider_position_is_made_beforehand_as_python_would_show_it() -> None:
    card = yardstick("before")
    save(card, "imports", 40)
    head = r'<div data-for="(\w+)" data-from="(\d+)" data-to="(\d+)">'
    made = re.findall(head + r"(.*?)</div>(?=<div data-for|</div>$)", card.cases.value, re.DOTALL)
    for slot, show in (("words", yardstick_page.words), ("result", yardstick_page.result)):
        mine = [(int(first), int(last), html) for name, first, last, html in made if name == slot]
        covered = [step for first, last, _ in mine for step in range(first, last + 1)]
        assert covered == list(range(STEPS + 1))
        for first, last, html in mine:
            assert html == show(measure("imports"), first) == show(measure("imports"), last)


def test_after_saving_the_slider_tries_out_and_the_choice_stays(opened: Session) -> None:
    card = yardstick("before")
    save(card, "exports", 28)
    card.percent.value = 60
    assert "▼ Under" in card.result.value
    assert "--wo-at: 60" in card.result.value
    card.measure.value = "gdp"
    assert "11.9 %" in card.result.value
    assert "Saved to my_work.json" in card.status.value
    assert len(entries(opened)) == 1
    assert (card.why.layout.display, card.save.layout.display) == ("none", "none")
    again = yardstick("before")
    assert (again.measure.value, again.percent.value) == ("exports", 28)


def test_a_late_change_is_kept_beside_the_first_choice(opened: Session) -> None:
    card = yardstick("before")
    save(card, "exports", 28)
    card.reopen.click()
    assert "your first answer stays the one that counts" in card.status.value
    save(card, "oil", 40, "oil is what matters")
    assert [value["measure"] for value in entries(opened)] == ["exports", "oil"]
    assert card.measure.value == "exports"
    assert "Changed" in card.status.value
    assert "changed later, does not count" in card.kept.value


def test_changing_an_answer_starts_at_the_saved_one_and_not_where_the_slider_was() -> None:
    card = yardstick("before")
    save(card, "exports", 40)
    card.measure.value = "oil"
    card.percent.value = 20
    card.reopen.click()
    assert (card.measure.value, card.percent.value, card.why.value) == ("exports", 40, WHY)
    assert "--wo-at: 40" in card.result.value
    assert "40 % or more" in card.words.value


def test_a_change_can_be_called_off(opened: Session) -> None:
    card = yardstick("before")
    assert card.cancel.layout.display == "none"
    save(card, "exports", 40)
    assert card.cancel.layout.display == "none"
    card.reopen.click()
    assert (card.cancel.layout.display, card.save.layout.display) == (None, None)
    choose(card, "oil", 20, "oil is what matters")
    card.cancel.click()
    assert (card.measure.value, card.percent.value, card.why.value) == ("exports", 40, WHY)
    assert (card.cancel.layout.display, card.save.layout.display) == ("none", "none")
    assert "Saved to my_work.json" in card.status.value
    assert len(entries(opened)) == 1
    assert yardstick("before").percent.value == 40


@pytest.mark.parametrize(("name", "middle"), [("exports", "50 %"), ("spread_imports", "0.50")])
def test_a_slider_that_never_moved_is_no_choice(opened: Session, name: str, middle: str) -> None:
    card = yardstick("before")
    card.measure.value, card.why.value = name, WHY
    card.save.click()
    assert "Not saved. Move the slider to your own threshold first" in card.status.value
    assert f"For {middle}, move it away and back." in card.status.value
    assert entries(opened) == []
    slider = card.index if name == "spread_imports" else card.percent
    slider.value = 51
    slider.value = 50
    yardstick("before").save.click()  # a draft remembers that it was moved
    assert len(entries(opened)) == 1


def test_moving_the_slider_of_one_scale_says_nothing_about_the_other(opened: Session) -> None:
    card = yardstick("before")
    choose(card, "exports", 30)
    card.measure.value = "spread_imports"
    card.save.click()
    assert "Move the slider" in card.status.value
    assert entries(opened) == []


def test_the_index_scale_says_how_many_equal_partners_it_means() -> None:
    card = yardstick("before")
    card.measure.value = "spread_imports"
    for said in ("0.10: as if spread over 10 equal partners", "0.25: as if spread over 4 equal"):
        assert said in card.ends.value
    card.measure.value = "exports"
    assert "equal partners" not in card.ends.value


@pytest.mark.parametrize("stage", ["before", "after"])
def test_the_status_line_tells_the_result_once_it_is_saved(stage: str) -> None:
    save(yardstick("before"), "imports", 42)
    card = yardstick(stage)
    choose(card, "exports", 60)
    if stage == "after":
        assert "See below" not in card.status.value, "not saved yet"
        card.save.click()
    told = {"before": "≈ On the edge: of 4 answers, 2 over and 2 under.", "after": "▼ Under: "}
    assert f"<strong>Saved. {told[stage]}" in card.status.value
    assert "See below" in card.status.value


def test_the_status_line_tells_no_result_before_it_is_saved() -> None:
    card = yardstick("before")
    choose(card, "exports", 40, "too short")
    card.save.click()
    assert not re.search("Under|Over|below", card.status.value)


def test_after_a_change_the_status_line_speaks_of_the_answer_that_counts() -> None:
    card = yardstick("before")
    save(card, "exports", 60)
    card.reopen.click()
    save(card, "exports", 10, "now it suits me")
    assert "<strong>Your first answer: ▼ Under" in card.status.value


def test_a_division_is_a_ring_as_in_the_charts() -> None:
    shown = yardstick_page.result(measure("turnover"), 30)
    own = [one for one in readings("turnover") if one.status == "computed"]
    assert own
    assert shown.count("wo-ring") == shown.count("(our division)") == len(own)


def test_the_second_dial_starts_at_the_first_and_shows_both() -> None:
    first, second = yardstick("before"), yardstick("after")
    assert "Save your first yardstick in the card" in second.result.value
    save(first, "exports", 28)
    assert (second.measure.value, second.percent.value, second.why.value) == ("exports", 28, "")
    save(second, "spread_imports", 25, "four partners are few")
    assert "After the result" in second.kept.value
    assert "0.25" in second.kept.value
    assert "28 %" in second.kept.value


def test_cards_out_of_order_are_sent_back(opened: Session) -> None:
    card = yardstick("after")
    save(card, "exports", 28)
    assert "go back to “Before the result”" in card.status.value
    assert entries(opened) == []
    assert card.why.value == WHY


def test_what_is_missing_is_said_and_nothing_is_lost(opened: Session) -> None:
    card = yardstick("before")
    card.why.value = WHY
    card.save.click()
    assert "Choose first what you want to measure" in card.status.value
    save(card, "exports", 28, "too short")
    assert "at least three words" in card.status.value
    assert (card.percent.value, card.why.value, entries(opened)) == (28, "too short", [])


def test_running_the_cell_again_keeps_the_draft_and_doubles_nothing(opened: Session) -> None:
    choose(yardstick("before"), "imports", 33, "half a thought here")
    again = yardstick("before")
    assert (again.measure.value, again.percent.value) == ("imports", 33)
    assert again.why.value == "half a thought here"
    again.save.click()
    for _ in range(2):
        yardstick("before")
        yardstick("after")
    assert len(entries(opened)) == 1
    watchers = [name for name in opened.work._watchers if name.startswith("yardstick")]
    assert sorted(watchers) == ["yardstick after", "yardstick before"]


def test_a_restarted_kernel_shows_what_the_file_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    save(yardstick("before"), "spread_exports", 12)
    monkeypatch.setattr("wayout.work.session._open", None)
    begin("04")
    card = yardstick("before")
    assert (card.measure.value, card.index.value) == ("spread_exports", 12)
    assert "0.097" in card.result.value


def test_another_answer_does_not_disturb_what_is_tried_out(opened: Session) -> None:
    card = yardstick("before")
    save(card, "exports", 28)
    card.percent.value = 70
    opened.work.add("choice", "something else")
    assert card.percent.value == 70


def test_a_file_with_a_later_choice_only_says_so_and_takes_a_first_one(opened: Session) -> None:
    value = {"stage": "after", "measure": "oil", "threshold": 40, "why": WHY}
    opened.work.add("yardstick", value)
    card = yardstick("before")
    assert "a yardstick from after the result, and none from before it" in card.status.value
    assert card.save.layout.display is None
    save(card, "exports", 28)
    assert "It is marked as late" in card.status.value
    assert (card.measure.value, card.percent.value) == ("exports", 28)
    assert "saved when the result could be seen" in card.kept.value
    card.reopen.click()
    assert "what you save now is marked as late too" in card.status.value
    assert "It is marked as late" in twin(yardstick("before"))
    second = yardstick("after")
    save(second, "imports", 45)
    assert "Saved to my_work.json" in second.status.value
    assert len(entries(opened)) == 3


def test_an_open_answer_is_not_called_missing_or_below() -> None:
    told = yardstick_page.told(readings("imports", 2022), 60)
    assert told.startswith("? Cannot tell.")
    assert "below your threshold" not in told
    assert "no figure" not in told
    assert "no figure" in yardstick_page.told((), 60)
    years = yardstick_page.result(measure("imports"), 60)
    assert "<b>2022</b> <span>29.8 % or more</span> " in years
    assert '<span class="wo-side">? cannot tell</span>' in years


def test_python_repeats_nothing_that_the_script_has_painted() -> None:
    card = yardstick("before")
    save(card, "exports", 40)
    sent: list[str] = []
    card.result.observe(lambda change: sent.append(change.new), "value")
    card.percent.value = 41
    assert sent == [], "no answer has changed sides"
    card.percent.value = 28
    assert len(sent) == 1


def test_a_hostile_reason_stays_text() -> None:
    first, second = yardstick("before"), yardstick("after")
    save(first, "exports", 28, HOSTILE)
    save(second, "oil", 28, HOSTILE)
    for card in (first, second):
        shown = [child.value for child in card.children if type(child).__name__ == "HTML"]
        assert "<img" not in "".join(shown) + twin(card)
        assert "&lt;img src=x" in twin(card)


def test_the_twin_shows_the_saved_choice_and_its_result() -> None:
    card = yardstick("before")
    assert "No yardstick saved yet" in twin(card)
    save(card, "exports", 28)
    for part in ("28 % or more is too much", WHY, "≈ On the edge", *EXPORTS):
        assert part in twin(card)


def test_a_gap_is_said_and_is_not_zero() -> None:
    card = yardstick("before")
    save(card, "oil", 30)
    assert card.result.value.count("a gap, not zero") == 2
    assert "<b>0 %" not in card.result.value


@pytest.mark.parametrize("about", MEASURES, ids=lambda about: about.id)
def test_signs_come_with_words_and_estimates_are_marked(about: Measure) -> None:
    shown = yardstick_page.result(about, 30)
    for one in readings(about.id):
        assert f"<b>{one.figure(about.unit)}</b>" in shown
    guesses = [one for one in readings(about.id) if one.status == "estimate"]
    assert shown.count("wo-guess") == len(guesses)
    assert re.findall(r"[✓✗≈?] (?:holds|does not hold|on the edge|cannot tell)", shown)


def test_an_unknown_moment_is_refused_in_a_sentence() -> None:
    with pytest.raises(YardstickError, match="There is no yardstick 'later'"):
        yardstick("later")
