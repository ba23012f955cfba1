"""Every card on one page of a real browser: by keyboard, named, kept, restored, inert.

The tests of this module follow one another on one page, as a learner would.
"""

import json
from collections.abc import Callable

import pytest
from lab import Lab, Notebook, button, card, entries, press
from looks import cards_are_for_everybody, nothing_went_wrong
from playwright.sync_api import Locator, expect

from faces import SAVED
from held import held
from wayout.activities.dial.face import _UNMOVED as UNMOVED

CELLS = held(__file__, "cells")
HOSTILE = 'because <img src=x onerror="window.hacked=1"> of </textarea> this'


def active_cell(notebook: Notebook) -> str | None:
    cell = notebook.panel.locator(".jp-Cell.jp-mod-active")
    return cell.get_attribute("data-windowed-list-index")


def test_a_dial_by_keyboard(page: Notebook, lab: Lab) -> None:
    box = card(page, "dial")
    slider = box.get_by_role("slider", name="How likely is it that this is true?")
    slider.focus()
    cell = active_cell(page)
    press(page, "ArrowRight", "ArrowRight", "ArrowUp")
    assert slider.get_attribute("aria-valuetext") == "65 %, likely"
    expect(box.locator(".wo-words")).to_have_text("65 %, likely")
    press(page, "Tab", "Tab")
    page.page.keyboard.type("the line looks steep to me")
    press(page, "Tab", "Enter")
    expect(box.get_by_role("status")).to_contain_text(SAVED)
    assert entries(lab, "dial") == [
        {"stage": "before", "percent": 65, "why": "the line looks steep to me", "opposite": ""}
    ]
    assert active_cell(page) == cell, "arrow keys and letters stay in the card"


def test_a_refused_answer_says_why_and_keeps_what_was_typed(page: Notebook, lab: Lab) -> None:
    box = card(page, "dial", 1)
    box.get_by_label("Your reason, in one sentence").fill("too short")
    button(box, "Save my answer").click()
    expect(box.get_by_role("status")).to_contain_text("Not saved.")
    assert len(entries(lab, "dial")) == 1
    box.get_by_label("Your reason, in one sentence").fill(HOSTILE)
    box.get_by_label("Now consider the opposite").fill("somebody could say otherwise")
    button(box, "Save my answer").click()
    expect(box.get_by_role("status")).to_contain_text(UNMOVED.partition(",")[0])
    box.get_by_role("slider").press("ArrowLeft")
    box.get_by_label("a figure, a map or a chart").check()
    box.get_by_label("Which figure").fill(HOSTILE)
    button(box, "Save my answer").click()
    expect(box.get_by_role("status")).to_contain_text(SAVED)
    expect(card(page, "dial").get_by_role("status")).to_contain_text("Closed")
    expect(card(page, "change").get_by_role("table")).to_contain_text(HOSTILE)


def test_a_closed_dial_is_reopened_and_the_keyboard_follows(page: Notebook) -> None:
    box = card(page, "dial")
    button(box, "Change this answer").press("Enter")
    expect(box.get_by_label("Your reason, in one sentence")).to_be_focused()
    box.get_by_label("Your reason, in one sentence").fill("changed after the data")
    button(box, "Save my answer").press("Enter")
    expect(button(box, "Change this answer")).to_be_focused()
    expect(box.get_by_role("status")).to_contain_text("Changed")


def test_sentences_are_sorted_by_keyboard(page: Notebook, lab: Lab) -> None:
    box = card(page, "sorter")
    group = box.get_by_role("group", name="What kind of claim is it?")
    group.get_by_role("button", name="concept").focus()
    assert "Look again at" not in box.inner_text()
    press(page, "Enter")
    expect(group.get_by_role("button", name="concept", pressed=True)).to_be_focused()
    expect(box.get_by_role("status").first).to_contain_text("differs from the key")
    expect(box).to_contain_text("Careful readers part here")
    choice = {"sentence": 9, "kind": "concept", "checkable": "", "words": []}
    assert entries(lab, "sorted") == [{**choice, "reason": ""}]
    press(page, "Tab", "Tab", "Tab", "Enter")  # past "no claim" and "Next", to the fold
    box.get_by_role("button", name="in part:").press("Enter")
    box.get_by_role("checkbox", name="inextricably").press("Space")
    box.get_by_role("textbox", name="Why do you read it so?").fill("I read it so")
    expect(box.get_by_role("status").first).to_contain_text("Not saved yet")
    button(box, "Save words and reason").press("Enter")
    expect(box).to_contain_text("You and the key mark “inextricably”")
    whole = {"checkable": "in part", "words": ["inextricably"], "reason": "I read it so"}
    assert entries(lab, "sorted")[-1] == {**choice, **whole}
    button(box, "Next: sentence 11").press("Enter")
    expect(box.locator(".wo-landing")).to_contain_text("Sentence 11")
    expect(box.locator(".wo-landing")).to_be_focused()


def test_question_choices_and_reply_fit_on_one_screen(page: Notebook) -> None:
    box = card(page, "sorter")
    box.get_by_role("button", name="motive").click()
    expect(box.locator(".wo-verdict")).to_be_visible()
    top, reply = (
        box.locator(".wo-landing").bounding_box(),
        box.locator(".wo-verdict").bounding_box(),
    )
    assert top, reply
    assert reply["y"] + reply["height"] - top["y"] < 660, "what Lab leaves of 800 pixels"


def test_a_place_is_guessed_by_pointing_at_the_map(page: Notebook, lab: Lab) -> None:
    box = card(page, "guess")
    button(box, "This is my guess").click()
    expect(box.get_by_role("status")).to_contain_text("Choose a place on the map first.")
    box.locator("svg[data-plot]").click(position={"x": 120, "y": 200})
    expect(box.get_by_role("status")).to_have_text("Not saved yet.")
    button(box, "This is my guess").click()
    expect(box).to_contain_text("km from it. They met in Moscow")
    ((latitude, longitude),) = [value["values"] for value in entries(lab, "guess")]
    assert 14 < latitude < 40, "below the middle of the map"
    assert -8 < longitude < 52, "left of it"


def test_from_closed_cards_to_a_verdict_by_keyboard(page: Notebook, lab: Lab) -> None:
    box = card(page, "desk")
    for letter in "BAC":
        button(box, f"Open card {letter}").press("Enter")
        expect(button(box, f"Fold card {letter}")).to_be_focused()
    group = box.get_by_role("group", name="What does card A do to the claim?")
    group.get_by_role("button", name="against").press("Enter")
    expect(group.get_by_role("button", name="against", pressed=True)).to_be_focused()
    expect(box.locator(".wo-steps")).to_contain_text("3 of 6 cards open")
    box.get_by_role("radio", name="holds in part").last.press("Space")
    box.get_by_label("Your reason, in one sentence").fill(HOSTILE)
    for letter in "AB":
        box.get_by_role("checkbox", name=f"Card {letter}").press("Space")
    box.get_by_label("A name for your fact check").press("Enter")
    expect(box.get_by_text(SAVED)).to_be_visible()
    assert [value.get("did", "filed") for value in entries(lab, "card")] == [
        "opened", "opened", "opened", "filed",
    ]  # fmt: skip
    expect(box).to_contain_text("You filed no card for it or for a part of it")
    box.get_by_role("radio", name="holds", exact=True).last.press("Space")
    box.get_by_label("A name for your fact check").press("Enter")
    expect(box.locator(".wo-told")).not_to_be_empty()
    expect(box).to_contain_text("You filed A against, and say that it holds.")
    with page.page.expect_download(timeout=15_000) as waiting:
        button(box, "Download verdict 1").click()
    waiting.value.save_as(lab.folder / "review.json")
    review = json.loads((lab.folder / "review.json").read_text(encoding="utf-8"))
    assert review["reviewBody"] == HOSTILE


def test_a_yardstick_shows_its_result_only_once_it_is_saved(page: Notebook, lab: Lab) -> None:
    box = card(page, "yardstick")
    assert page.panel.locator(".wo-live :is(.wo-answers, .wo-yard-grid table)").count() == 0
    box.get_by_role("radio", name="China's share of Russia's exports").focus()
    press(page, "Space", "ArrowDown")
    slider = box.get_by_role("slider", name="Your threshold, in per cent")
    slider.focus()
    press(page, *["ArrowLeft"] * 8)
    box.get_by_label("Your reason, in one sentence").fill(HOSTILE)
    button(box, "Save my yardstick").press("Enter")
    expect(button(box, "Change this answer")).to_be_focused()
    (choice,) = entries(lab, "yardstick")
    assert (choice["measure"], choice["threshold"]) == ("imports", 42)
    expect(box.locator(".wo-yard-state")).to_contain_text("2 over and 2 under")
    expect(page.panel.locator(".wo-live .wo-own").first).to_be_visible()


def test_the_slider_does_not_wait_for_python_and_the_answer_follows(page: Notebook) -> None:
    box = card(page, "yardstick")
    slider = box.get_by_role("slider")
    slider.focus()
    press(page, *["ArrowRight"] * 10)
    expect(box.locator(".wo-words")).to_have_text("52 % or more is too much")
    at = "form => getComputedStyle(form).getPropertyValue('--percent')"
    assert box.evaluate(at) == "52%", "the line across the answers"
    expect(box.locator(".wo-yard-state")).to_contain_text("Under")
    expect(box.get_by_role("status")).to_contain_text("42 % or more is too much")


def test_work_goes_home_and_comes_back(page: Notebook, lab: Lab) -> None:
    box = card(page, "work-bar")
    with page.page.expect_download(timeout=15_000) as waiting:
        button(box, "Download my answers").click()
    taken = lab.folder / "taken_home.json"
    waiting.value.save_as(taken)
    assert taken.read_bytes() == lab.work.read_bytes()
    lab.work.unlink()
    box.get_by_label("Load answers from a file").set_input_files(taken)
    expect(box.get_by_role("status")).to_contain_text("taken_home.json")
    assert lab.work.read_bytes() == taken.read_bytes()
    (lab.folder / "torn.json").write_bytes(taken.read_bytes()[:200])
    box.get_by_label("Load answers from a file").set_input_files(lab.folder / "torn.json")
    expect(box.get_by_role("status")).to_contain_text("nothing was changed")


@pytest.mark.parametrize("width", [1280, 390])
def test_every_control_has_a_name_and_nothing_is_too_wide(page: Notebook, width: int) -> None:
    cards_are_for_everybody(page, width)


def reason(page: Notebook, place: int = 1) -> Locator:
    return card(page, "dial", place).get_by_label("Your reason, in one sentence")


def run_again(page: Notebook) -> None:
    page.run_all()


def load_again(page: Notebook) -> None:
    page.reload()
    expect(card(page, "dial", 1)).to_be_visible(timeout=20_000)


@pytest.mark.parametrize("again", [run_again, load_again])
def test_a_draft_outlives_a_run_and_a_reload(
    page: Notebook, again: Callable[[Notebook], None]
) -> None:
    said = f"not saved yet, {again.__name__}"
    reason(page).fill(said)
    expect(card(page, "dial", 1).get_by_role("status")).to_contain_text("not saved yet")
    again(page)
    assert reason(page).input_value() == said
    expect(page.panel.locator(".wo-live")).to_have_count(len(CELLS) - 1)
    assert page.panel.locator(".wo-waits:visible").count() == 0


def test_a_card_works_while_a_cell_runs(page: Notebook, lab: Lab) -> None:
    write = "([text]) => { const n = jupyterapp.shell.currentWidget.content;"
    write += " n.activeCellIndex = n.widgets.length - 1;"
    write += " n.activeCell.model.sharedModel.setSource(text); }"
    page.page.evaluate(write, ["import time; time.sleep(4)"])
    page.do("notebook:run-cell")
    reason(page).fill("typed and saved while a cell runs")
    button(card(page, "dial", 1), "Save my answer").click()
    expect(card(page, "dial", 1).get_by_role("status")).to_contain_text("Saved to", timeout=3000)
    assert entries(lab, "dial")[-1]["why"] == "typed and saved while a cell runs"
    page.page.evaluate(write, [CELLS[-1]])
    page.wait_idle()


def test_a_lost_python_is_said_at_the_next_touch_and_saved_answers_come_back(
    page: Notebook, lab: Lab
) -> None:
    kept = len(entries(lab, "dial"))
    page.restart()
    reason(page).fill("typed when Python was gone")
    expect(card(page, "dial", 1).locator("xpath=../..").get_by_role("alert")).to_be_visible()
    assert reason(page).input_value() == "typed when Python was gone"
    page.run_all()
    assert reason(page).input_value() == "typed and saved while a cell runs"
    assert len(entries(lab, "dial")) == kept, "running a lesson again adds no answer"
    expect(card(page, "desk").get_by_text("checked this on")).to_have_count(2)


def test_a_page_without_its_kernel_shows_the_cards_still(page: Notebook) -> None:
    nothing_went_wrong(page)
    assert page.page.evaluate("() => window.hacked === undefined")
    page.page.evaluate("() => jupyterapp.serviceManager.sessions.shutdownAll()")
    expect(page.panel.locator(".wo-live .wo-lost").first).to_be_visible()
    page.reload()
    expect(page.panel.locator(".wo-waits .wo-dial").nth(1)).to_contain_text(
        "typed and saved while a cell runs"
    )
    how = "box => getComputedStyle(box, '::after').content"
    assert "run the first grey cell" in page.panel.locator(".wo-waits").first.evaluate(how)
    assert page.panel.locator("img[src='x']").count() == 0
    assert page.page.evaluate("() => window.hacked === undefined")
