"""The boards in a real browser: by keyboard, live, named, restored after a restart."""

import pytest
from lab import Lab, Notebook, card, entries, press
from looks import cards_are_for_everybody, nothing_went_wrong
from playwright.sync_api import expect

CELLS = (
    'from wayout import debate, start\nstart("02")',
    'debate.standing("example")',
    'debate.standing("essay")',
    'debate.standing("practice")',
    "debate.rivals()",
    "debate.tells_apart()",
    "debate.weigh()",
)
RIVALS, GRID, ODDS = range(3)
FALLS, STANDS, OPEN = ("ArrowDown",) * 2, ("ArrowDown",), ("ArrowDown",) * 3


def test_a_prediction_by_keyboard_opens_the_steps(page: Notebook, lab: Lab) -> None:
    box = card(page, "standing")
    box.locator("select").first.focus()
    for keys in (OPEN, FALLS, STANDS, OPEN, OPEN):
        press(page, *keys, "Tab")
    press(page, "Enter")
    expect(box.get_by_text("'Other aims' falls: 'Several aims', which stands")).to_be_visible()
    assert entries(lab, "standing")[0]["said"]["other_aims"] == "falls"
    box.get_by_role("button", name="All steps").focus()
    press(page, "Enter")
    expect(box.get_by_text("All 5 came out as you said.")).to_be_visible()


def test_a_point_is_switched_off_by_the_space_key(page: Notebook) -> None:
    box = card(page, "standing")
    switch = box.get_by_role("checkbox", name="Several aims")
    switch.focus()
    press(page, "Space")
    expect(box.locator(".wo-flips li")).to_have_count(2)
    expect(switch).to_be_focused()
    press(page, "Space")
    expect(box.locator(".wo-flips")).to_have_count(0)


def test_a_slider_moves_strengths_live_once_the_loop_is_open(page: Notebook) -> None:
    box = card(page, "standing")
    box.get_by_role("button", name="How strongly").click()
    expect(box.get_by_text("Here the arrows run in a loop")).to_be_visible()
    box.get_by_role("button", name="Leave out").first.focus()
    press(page, "Enter")
    told = box.locator(".wo-weigh p:not(.wo-words)").first
    expect(told).to_contain_text("0.28 From 0.50 to 0.28")
    box.get_by_role("slider", name="Several aims").focus()
    press(page, *["ArrowLeft"] * 4)
    expect(told).not_to_contain_text("0.28")


def test_cards_are_held_against_reasons_and_odds_move(page: Notebook, lab: Lab) -> None:
    box, weighed = card(page, "rivals", RIVALS), card(page, "rivals", ODDS)
    box.get_by_role("radio", name="neutral").first.focus()
    for keys in (["ArrowLeft"], [], ["ArrowRight"]):  # fits, neutral, does not fit
        press(page, *keys, "Tab")
    box.get_by_role("button", name="Save this card").focus()
    press(page, "Enter")
    expect(box.get_by_role("status")).to_contain_text("Saved to my_work.json")
    assert [*entries(lab, "rival")[0]["marks"].values()][:4] == [
        "fits",
        "neutral",
        "not",
        "neutral",
    ]
    expect(card(page, "rivals", GRID).get_by_text("tells apart", exact=True)).to_be_visible()
    box.get_by_role("button", name="Next card").focus()
    press(page, "Enter")
    expect(box.get_by_text("Card 2 of 6")).to_be_visible()
    first = weighed.get_by_role("textbox", name="1. Putin was in")
    first.fill("0")
    expect(weighed.get_by_text("0 times anything is 0")).to_be_visible()
    first.fill("1/2")
    expect(weighed.get_by_text("1 : 1 before, 1 : 2 after 1 card.")).to_be_visible()
    first.focus()
    press(page, "Enter")
    expect(weighed.get_by_role("status")).to_contain_text("Saved to my_work.json")


@pytest.mark.parametrize("width", [1280, 390])
def test_every_control_has_a_name_and_nothing_is_too_wide(page: Notebook, width: int) -> None:
    cards_are_for_everybody(page, width)


def test_what_was_predicted_and_weighed_comes_back_after_a_restart(page: Notebook) -> None:
    page.restart()
    page.run_all()
    box = card(page, "standing")
    expect(box.get_by_text("All 5 came out as you said.")).to_be_visible()
    expect(box.get_by_text("There are two fair end positions.")).to_be_visible()
    expect(
        card(page, "rivals", ODDS).get_by_text("1 : 1 before, 1 : 2 after 1 card.")
    ).to_be_visible()
    nothing_went_wrong(page)
