"""The fact desk in a real browser: by keyboard alone, named, restored after a restart, inert."""

import json
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import Lab, Notebook, opened
from playwright.sync_api import Browser, Locator

HOSTILE = 'because <img src=x onerror="window.hacked=1"> two say it'
LESSON = "lessons/02_who_went_where.ipynb"


@pytest.fixture
def lesson(browser: Browser, lab: Lab) -> Iterator[Notebook]:
    lab.work.unlink(missing_ok=True)
    with opened(browser, lab, LESSON) as notebook:
        notebook.run_all()
        yield notebook


def desk(notebook: Notebook) -> Locator:
    return notebook.panel.locator(".wo-desk").first


def press(notebook: Notebook, name: str, key: str = "Enter") -> None:
    """Press a key on a button, without the mouse."""
    button = desk(notebook).get_by_role("button", name=name, exact=True)
    button.focus()
    button.press(key)


def verdict(notebook: Notebook) -> None:
    """From closed cards to a saved verdict, by keyboard."""
    for letter in "BA":
        press(notebook, f"Open card {letter}")
        desk(notebook).get_by_role("button", name=f"Fold card {letter}").wait_for()
    group = desk(notebook).get_by_role("group", name="What does card A do to the claim?")
    group.get_by_role("button", name="against").press("Enter")
    desk(notebook).get_by_text("in the same way: − against").wait_for()
    desk(notebook).get_by_role("radio", name="holds in part").last.press("Space")
    desk(notebook).get_by_label("Your reason, in one sentence").fill(HOSTILE)
    for letter in "AB":
        desk(notebook).get_by_role("checkbox", name=f"Card {letter}").press("Space")
    press(notebook, "Give my verdict")
    desk(notebook).get_by_text("Saved to my_work.json").wait_for(timeout=10_000)


def kinds(lab: Lab) -> list[str]:
    stored = json.loads(lab.work.read_text(encoding="utf-8"))
    return [e["kind"] for e in stored["entries"] if e["claim"] == "s01"]


def test_from_closed_cards_to_a_verdict_by_keyboard_and_back_after_a_restart(
    lesson: Notebook, lab: Lab
) -> None:
    verdict(lesson)
    assert kinds(lab) == ["card", "card", "card", "verdict"]
    lesson.run_all()
    lesson.restart()
    lesson.run_all()
    assert kinds(lab) == ["card", "card", "card", "verdict"], "running a lesson adds nothing"
    assert desk(lesson).get_by_label("Your reason, in one sentence").input_value() == HOSTILE
    assert desk(lesson).get_by_text("A learner checked this on").is_visible()
    assert lesson.page.evaluate("() => window.hacked === undefined")
    assert lesson.complaints == []


def test_a_card_in_hand_moves_by_two_presses_of_one_button(lesson: Notebook) -> None:
    for letter in "BAC":
        press(lesson, f"Open card {letter}")
        desk(lesson).get_by_role("button", name=f"Fold card {letter}").wait_for()
    desk(lesson).get_by_role("radio", name="1. Card B").press("Space")
    down = desk(lesson).get_by_role("button", name="▼ Card B down", exact=True)
    down.click()
    desk(lesson).get_by_role("radio", name="2. Card B").wait_for()
    down.press("Enter")
    desk(lesson).get_by_role("radio", name="3. Card B", checked=True).wait_for()
    lesson.page.wait_for_function("() => document.activeElement.textContent === '▲ Card B up'")


def test_the_desk_and_the_file_it_gives_are_sound(lesson: Notebook, lab: Lab) -> None:
    verdict(lesson)
    with lesson.page.expect_download(timeout=15_000) as waiting:
        desk(lesson).get_by_role("link", name="Download verdict 1 as ClaimReview").click()
    taken = lab.folder / waiting.value.suggested_filename
    waiting.value.save_as(taken)
    assert json.loads(taken.read_text(encoding="utf-8"))["reviewBody"] == HOSTILE
    found = Axe().run(lesson.page, context=".wo-desk").response["violations"]
    assert [one["id"] for one in found] == []
