"""Somebody at the debate desk of a real browser, by the keyboard alone."""

from lab import Notebook
from playwright.sync_api import Locator, expect


def desk(notebook: Notebook) -> Locator:
    return notebook.panel.locator(".wo-live:has(.wo-seats)").first


def press(notebook: Notebook, name: str) -> None:
    """Press a button by the keyboard."""
    desk(notebook).get_by_role("button", name=name).first.focus()
    notebook.page.keyboard.press("Enter")
    notebook.answered()


def point(notebook: Notebook, seat: str, text: str) -> None:
    """Make a point by the keyboard alone."""
    desk(notebook).locator(f'[name="point-{seat}"]').focus()
    notebook.page.keyboard.type(text)
    notebook.page.keyboard.press("Tab")
    notebook.page.keyboard.press("ArrowDown")
    expect(desk(notebook).locator(".wo-chosen")).to_be_visible(timeout=20_000)
    press(notebook, "Make this point")
    expect(desk(notebook).locator(f'[name="point-{seat}"]')).to_be_focused(timeout=20_000)
