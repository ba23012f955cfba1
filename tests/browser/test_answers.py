"""Answers in a real browser: saved, restored after a restart, inert, taken home and back."""

import json
from collections.abc import Iterator

import pytest
from lab import Lab, Notebook, opened
from playwright.sync_api import Browser, Locator

HOSTILE = 'because <img src=x onerror="window.hacked=1"> of <b>this</b>'


@pytest.fixture
def lesson(browser: Browser, lab: Lab) -> Iterator[Notebook]:
    lab.work.unlink(missing_ok=True)
    with opened(browser, lab, "lessons/03_how_big.ipynb") as notebook:
        notebook.run_all()
        yield notebook


def dial(notebook: Notebook, stage: int) -> Locator:
    return notebook.panel.locator(".wo-dial").nth(stage)


def save(box: Locator, why: str) -> None:
    box.locator("textarea").first.fill(why)
    box.get_by_role("button", name="Save").click()
    box.get_by_text("Saved to my_work.json").first.wait_for(timeout=10_000)


def dial_entries(lab: Lab) -> list[dict[str, object]]:
    stored = json.loads(lab.work.read_text(encoding="utf-8"))
    return [entry for entry in stored["entries"] if entry["kind"] == "dial"]


def test_a_dial_is_saved_and_comes_back_after_a_restart(lesson: Notebook, lab: Lab) -> None:
    handle = dial(lesson, 0).get_by_role("slider")
    handle.focus()
    for _ in range(4):
        handle.press("ArrowRight")
    shown = handle.get_attribute("aria-valuenow")
    save(dial(lesson, 0), "the line looks steep to me")
    assert float(dial_entries(lab)[-1]["value"]["percent"]) == float(shown)

    lesson.restart()
    lesson.run_all()
    again = dial(lesson, 0)
    assert again.get_by_role("slider").get_attribute("aria-valuenow") == shown
    assert again.locator("textarea").first.input_value() == "the line looks steep to me"
    assert len(dial_entries(lab)) == 1, "running a lesson again adds no answer"


def test_a_hostile_reason_stays_text(lesson: Notebook, lab: Lab) -> None:
    save(dial(lesson, 0), HOSTILE)
    lesson.run_all()
    assert lesson.page.evaluate("() => window.hacked === undefined")
    assert dial_entries(lab)[-1]["value"]["why"] == HOSTILE
    assert lesson.panel.locator(".jp-OutputArea img[src='x']").count() == 0


def test_work_goes_home_and_comes_back(lesson: Notebook, lab: Lab) -> None:
    save(dial(lesson, 0), "the line looks steep to me")
    lesson.run_all()
    with lesson.page.expect_download(timeout=15_000) as waiting:
        lesson.panel.get_by_text("Download").last.click()
    taken = lab.folder / "taken_home.json"
    waiting.value.save_as(taken)
    assert json.loads(taken.read_text(encoding="utf-8"))["entries"]

    lab.work.unlink()
    lesson.restart()
    lesson.run_all()
    with lesson.page.expect_file_chooser() as chooser:
        lesson.panel.get_by_text("Load answers").last.click()
    chooser.value.set_files(taken)
    lesson.page.wait_for_timeout(2000)
    assert len(dial_entries(lab)) == 1


def test_a_check_answers_in_the_notebook(browser: Browser, lab: Lab) -> None:
    with opened(browser, lab, "exercises/03_how_big.ipynb") as notebook:
        notebook.run_all()
        cards = notebook.panel.locator(".wo-check")
        assert set(cards.evaluate_all("cs => cs.map(c => c.dataset.verdict)")) == {"blank"}
