"""The translated first page in a real browser: it runs, speaks its language and fits."""

import json
from pathlib import Path

from lab import Lab, button, card, opened
from looks import look, nothing_went_wrong
from playwright.sync_api import Browser, expect

from checkout import ROOT
from wayout.course import translation


def test_the_german_page_runs_and_speaks_german(browser: Browser, lab: Lab, gallery: Path) -> None:
    lab.work.unlink(missing_ok=True)
    translation.write(ROOT, "de", lab.folder / "lessons" / "de")
    with opened(browser, lab, "lessons/de/00_start_here.ipynb") as notebook:
        notebook.run_all()
        box = card(notebook, "guess")
        button(box, "Das ist mein Tipp").click()
        expect(box.get_by_role("status")).to_contain_text("Wähle zuerst einen Ort auf der Karte.")
        box.locator("svg[data-plot]").click(position={"x": 120, "y": 200})
        notebook.answered()
        button(box, "Das ist mein Tipp").click()
        expect(box).to_contain_text("km davon entfernt. Sie trafen sich in Moskau, am 7. Dezember")
        expect(card(notebook, "work-bar")).to_contain_text("Antworten bisher: 1.")
        link = notebook.panel.get_by_role("link", name="Was sagt er?", exact=True).first
        assert "lessons/01_what_does_it_say.ipynb" in link.evaluate("a => a.outerHTML")
        look(notebook, gallery, "german", "light")
        notebook.do("application:toggle-left-area")
        notebook.page.set_viewport_size({"width": 390, "height": 900})
        look(notebook, gallery, "german-narrow", "dark")
        nothing_went_wrong(notebook)
    kept = json.loads(lab.work.read_text("utf-8"))["entries"]
    assert [one["kind"] for one in kept if one["kind"] != "opened"] == ["guess"]
