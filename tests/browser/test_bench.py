"""The map bench in a real browser: by keys alone, by dragging, kept, named, on a telephone."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from lab import Lab, Notebook, button, card
from looks import THEMES, nothing_went_wrong, too_wide
from playwright.sync_api import Locator, expect

CELLS = ('from wayout import debate, start\nstart("02")', 'debate.bench("s09")')
OWN = "Whoever trades with one <img src=x onerror='window.hacked=1'> alone leans on it."


def test_a_reason_is_built_by_keys_alone(page: Notebook) -> None:
    box = card(page, "bench")
    for name in ("Record", "Imports", "East"):
        other = box.get_by_role("combobox", name="Another claim")
        other.focus()
        page.page.keyboard.type(name)
        expect(box.locator(".wo-other")).to_be_visible()
        button(box, "Put it on the map").press("Enter")
        expect(box.locator(".wo-rows > li").filter(has_text=name).first).to_be_visible()
    for name in ("Record", "Imports", "East"):
        box.get_by_role("checkbox", name=f"join “{name}”").press("Space")
    button(box, "Join what is ticked into one reason").press("Enter")
    expect(box.get_by_role("status").first).to_contain_text("Joined")
    expect(box.get_by_role("img").first).to_be_visible()
    sign = box.get_by_text("+ for, together:").first.bounding_box()
    assert sign is not None
    assert sign["width"] > 60, "the list shows sign and word"
    summary = box.locator("summary").filter(has_text="in your own words")
    summary.press("Enter")
    box.get_by_label("What is unsaid, in one sentence").fill(OWN)
    box.get_by_role("combobox", name="What does it do").select_option(index=3)
    button(box, "Add my claim").press("Enter")
    expect(box.get_by_text("No program can tell")).to_be_visible()
    expect(box.get_by_role("group", name="What is unsaid here")).to_be_focused()
    button(box, "They say the same").press("Enter")
    expect(box.locator(".wo-eyebrow")).to_contain_text("1 of 10 reasons")
    assert page.page.evaluate("window.hacked") is None


def drag(notebook: Notebook, what: Locator, where: Locator) -> None:
    """Carry something as a hand does: a little at first, then to the place."""
    mouse = notebook.page.mouse
    what.scroll_into_view_if_needed()
    what.hover()
    mouse.down()
    start = what.bounding_box() or {}
    mouse.move(start["x"] + 25, start["y"] + 15, steps=4)
    where.scroll_into_view_if_needed()
    end = where.bounding_box() or {}
    mouse.move(end["x"] + 20, end["y"] + 12, steps=6)
    mouse.up()


def test_dragging_does_what_the_menus_do(page: Notebook) -> None:
    box = card(page, "bench")
    box.locator("summary").filter(has_text="drag claims").click()

    def carried(name: str) -> Locator:
        return box.locator(".wo-palette li").get_by_text(name, exact=True)

    drag(page, carried("A third"), box.locator('[data-drop][data-value="against"]'))
    expect(box.get_by_role("status").first).to_contain_text("speaks against it")
    expect(box.locator(".wo-eyebrow")).to_contain_text("1 of 23 links")
    drag(page, carried("Later fall"), box.locator("li[data-drop]").first.locator("summary").first)
    expect(box.get_by_role("status").first).to_contain_text("works with a step")
    expect(page.panel.locator(".wo-carries")).to_have_count(0)
    button(box, "Undo").press("Enter")
    expect(box.get_by_role("status").first).to_contain_text("taken back, at “Linked”")


def test_a_map_goes_home_and_comes_back_without_a_difference(page: Notebook, lab: Lab) -> None:
    box = card(page, "bench")
    box.locator("summary").filter(has_text="Keep the map").click()
    for name in ("Argdown", "AIF", "Mermaid", "SVG"):
        with page.page.expect_download(timeout=15_000) as waiting:
            button(box, name).click()
        taken = lab.folder / waiting.value.suggested_filename
        waiting.value.save_as(taken)
        box.locator('input[name="open"]').set_input_files(taken)
        expect(box.get_by_role("status").last).to_contain_text("Differences: 0")
    expect(box.get_by_role("group", name="Your map beside")).to_be_focused()


def test_all_is_named_and_readable_and_as_wide_as_the_page(page: Notebook, gallery: Path) -> None:
    for theme in THEMES:
        page.theme(theme)
        found = Axe().run(page.page, context=".wo-live")
        assert found.violations_count == 0, found.generate_report()
    expect(card(page, "bench").locator(".arg-wide").first).to_be_visible()
    page.page.set_viewport_size({"width": 1280, "height": 3600})
    page.page.wait_for_timeout(500)
    card(page, "bench").screenshot(path=gallery / "bench.png")
    page.do("application:toggle-left-area")
    page.page.set_viewport_size({"width": 390, "height": 5200})
    page.page.wait_for_timeout(500)
    assert too_wide(page) == []
    expect(card(page, "bench").locator(".arg-narrow").first).to_be_visible()
    card(page, "bench").screenshot(path=gallery / "bench-narrow.png")


def test_the_map_is_there_after_a_restart(page: Notebook) -> None:
    page.restart()
    page.run_all()
    expect(card(page, "bench").locator(".wo-eyebrow")).to_contain_text(
        "1 of 23 links and 1 of 10 reasons"
    )
    nothing_went_wrong(page)
