"""The boards for everybody: each state of each card by keys, by voice, by finger."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from lab import Notebook, card
from looks import nothing_went_wrong, too_wide
from playwright.sync_api import Locator, expect

WIDTH = 390
CELLS = (
    'from wayout import debate, start\nstart("02")',
    'debate.bench("s09")',
    "debate.rivals()",
    "debate.tells_apart()",
    "debate.weigh()",
    'debate.standing("example")',
    'debate.standing("essay")',
)
REACH = Path(__file__).with_name("reach.js").read_text("utf-8")
HELD = "card => card.contains(document.activeElement) && document.activeElement !== document.body"


def by_key(notebook: Notebook, box: Locator, name: str) -> None:
    """Press a button with Enter; the keyboard stays on the card that comes as an answer."""
    button = box.get_by_role("button", name=name, exact=True).first
    button.press("Enter")
    notebook.answered()
    assert box.evaluate(HELD), f"after “{name}” the keyboard is nowhere on the card"


def for_everybody(notebook: Notebook, box: Locator) -> None:
    """Nothing on a card in its present state is out of somebody's reach."""
    box.scroll_into_view_if_needed()
    assert box.evaluate(REACH) == []
    found = Axe().run(notebook.page, context=".wo-live")
    assert [one["id"] for one in found.response["violations"]] == [], found.generate_report()
    assert too_wide(notebook) == []


def open_all(box: Locator) -> None:
    box.scroll_into_view_if_needed()
    box.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")


def test_the_bench_empty_and_drawn(page: Notebook) -> None:
    box = card(page, "bench")
    open_all(box)
    for_everybody(page, box)
    for other, kind in (("Record", "for"), ("Imports", "for"), ("A third", "against")):
        box.get_by_role("combobox", name="Another claim").focus()
        page.page.keyboard.type(other)
        expect(box.locator(".wo-other")).to_be_visible()
        box.get_by_role("radio", name=kind, exact=False).first.press("Space")
        by_key(page, box, "Put it on the map")
    for name in ("Record", "Imports"):
        box.get_by_role("checkbox", name=f"join “{name}”").press("Space")
    for name in ("Join what is ticked into one reason", "Undo", "Redo", "Take off: A third", "Undo",
                 "Go there: Imports"):  # fmt: skip
        open_all(box)  # rows fold, and only the newest is open
        by_key(page, box, name)
        for_everybody(page, box) if name.startswith(("Join", "Go")) else None


def test_the_three_cards_of_rival_reasons(page: Notebook) -> None:
    cards, grid, odds = (card(page, "rivals", place) for place in range(3))
    for box in (cards, grid, odds):
        open_all(box)
        for_everybody(page, box)
    for n, legend in enumerate(cards.locator("fieldset").all()[:3]):
        legend.get_by_role("radio").nth((0, 2)[n % 2]).press("Space")
    for name in ("Save this card", "Next card", "Card before"):
        by_key(page, cards, name)
    for_everybody(page, cards)
    grid.get_by_role("combobox", name="The explanation").select_option(index=2)
    grid.get_by_role("textbox").fill("Its best case is this one.")
    by_key(page, grid, "Save this case")
    for_everybody(page, grid)
    odds.get_by_role("textbox", name="1. ").first.fill("1/2")
    expect(odds.get_by_text("after 1 card.")).to_be_visible()
    by_key(page, odds, "Save these odds")
    for_everybody(page, odds)


def test_the_standing_boards_before_and_after(page: Notebook) -> None:
    for place, (step, switch) in enumerate(
        (("Next step", "Several aims"), ("All steps", "A third"))
    ):
        box = card(page, "standing", place)
        open_all(box)
        for_everybody(page, box)
        for select in box.locator("select").all():
            select.select_option(index=2)
        for name in ("Save my prediction", step):
            by_key(page, box, name)
        box.get_by_role("checkbox", name=switch).press("Space")
        expect(box.locator(".wo-flips")).to_be_visible()
        for_everybody(page, box)
        by_key(page, box, "Switch all on")
        by_key(page, box, "How strongly")
        for_everybody(page, box)


def test_forced_colours_and_the_dark_theme(page: Notebook, gallery: Path) -> None:
    page.theme("dark")
    found = Axe().run(page.page, context=".wo-live")
    assert [one["id"] for one in found.response["violations"]] == [], found.generate_report()
    page.theme("light")
    page.page.emulate_media(forced_colors="active")
    page.page.set_viewport_size({"width": 390, "height": 5000})
    for name in ("bench", "rivals", "standing"):
        card(page, name).screenshot(path=gallery / f"{name}-forced.png")
    nothing_went_wrong(page)
