"""The debate desk in a real browser: by keyboard, its clock, a file, a restart."""

import json
from pathlib import Path

import pytest
from lab import Notebook
from looks import cards_are_for_everybody, nothing_went_wrong
from playwright.sync_api import expect
from seats import desk, point, press

CELLS = (
    'from wayout import debate, start\nstart("09")',
    'debate.seats("equal")',
    'debate.both_sides("equal")',
)
HOSTILE = '<img src=x onerror="alert(1)"></textarea><script>alert(2)</script> is my point'
COUNTED = """() => {
  const all = WebSocket.prototype, send = all.send;
  let sent = 0;
  all.send = function (...what) { sent += 1; return send.apply(this, what); };
  return new Promise(done => setTimeout(() => { all.send = send; done(sent); }, 4000));
}"""
"""How many messages the page sends in four seconds."""
OUT = """panel => [...panel.querySelectorAll('.wo-side-kind')]
  .filter(one => one.getBoundingClientRect().right
    > one.closest('.wo-side').getBoundingClientRect().right)
  .map(one => one.textContent)"""
"""The tags that stick out of their card."""


def test_both_seats_prepare_by_keyboard_and_hostile_words_stay_words(page: Notebook) -> None:
    press(page, "Deal the seats")
    step = desk(page).locator('[data-key="step"]')
    for seat in "AB":
        expect(step).to_be_focused(timeout=20_000)  # it comes with the answer; then one can type
        for number in ("One", "Two"):
            point(page, seat, f"{number} of seat {seat} {HOSTILE}")
        press(page, f"Seat {seat} is ready")
    expect(desk(page).locator("[aria-current]")).to_contain_text("2 Present")
    expect(desk(page).get_by_text(f"Two of seat B {HOSTILE}")).to_be_visible()
    assert desk(page).locator("script, img").count() == 0


def test_the_clock_runs_in_the_page_and_sends_nothing(page: Notebook) -> None:
    press(page, "Clock: 3 minutes")
    bar = desk(page).locator(".wo-clock i")
    width = bar.bounding_box()
    assert page.page.evaluate(COUNTED) == 0
    later = bar.bounding_box()
    assert width and later  # noqa: PT018
    assert later["width"] < width["width"]
    expect(desk(page).locator("[aria-current]")).to_contain_text("2 Present")
    press(page, "Stop the clock")


@pytest.mark.parametrize("width", [1280, 390])
def test_every_control_has_a_name_and_nothing_is_too_wide(page: Notebook, width: int) -> None:
    cards_are_for_everybody(page, width, OUT)


def test_a_turn_goes_out_comes_back_and_outlives_a_restart(page: Notebook, tmp_path: Path) -> None:
    press(page, "All points were read out")
    desk(page).locator("summary", has_text="Seats, files").click()
    with page.page.expect_download() as saved:
        press(page, "Save my turn")
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    assert json.loads(file.read_text("ascii"))["moves"][-1]["do"] == "ready"
    page.restart()
    page.run_all()
    expect(desk(page).locator("[aria-current]")).to_contain_text("3 Listen back")
    desk(page).locator('[name="bring"]').set_input_files(file)
    expect(desk(page).get_by_text("Nothing new: all of it was here already.")).to_be_attached()
    nothing_went_wrong(page)
