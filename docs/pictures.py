"""Make the pictures of the README anew, from the lessons as they are: a guess, a map, a board.

    python start.py run playwright --version          # brings what drives the browser
    .venv/bin/python -m pip install pillow            # or: uv pip install pillow
    .venv/bin/python docs/pictures.py

Chromium is looked for where the browser tests look for it. Nothing of the course needs Pillow.
"""

import sys
import tempfile
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / name) for name in ("tests", "tests/browser", "")]

from lab import CHROMIUM, FLAGS, Notebook, button, card, opened, running_lab, write_notebook  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Locator, sync_playwright  # noqa: E402

CELLS = [
    'from wayout import debate, start\nstart("03")',
    'debate.guess("trade_line")',
    'debate.bench("s09")',
    'debate.standing("essay")',
]
GUESS = [(0.62, 0.50), (0.68, 0.47), (0.74, 0.45), (0.80, 0.41), (0.86, 0.38), (0.92, 0.36)]
GUESS += [(0.99, 0.34)]


def picture(box: Locator) -> Image.Image:
    """Return what a card looks like now."""
    return Image.open(BytesIO(box.screenshot())).convert("RGB")


def guess(page: Notebook) -> None:
    """Draw a line with the mouse and press the button; keep it as a moving picture."""
    box, mouse = card(page, "guess"), page.page.mouse
    frames, times = [picture(box)], [1500]
    plot = box.locator("svg.wo-plot").bounding_box()
    assert plot
    for number, (x, y) in enumerate(GUESS):
        mouse.move(plot["x"] + x * plot["width"], plot["y"] + y * plot["height"], steps=4)
        if not number:
            mouse.down()
        page.page.wait_for_timeout(250)
        frames.append(picture(box))
        times.append(350)
    mouse.up()
    page.answered()
    times[-1] = 1200
    button(box, "This is my guess").click()
    page.answered()
    page.page.wait_for_timeout(300)
    frames.append(picture(box))
    times.append(5000)
    size = frames[0].width, max(frame.height for frame in frames)
    sheet = [Image.new("RGB", size, frames[0].getpixel((2, 2))) for _ in frames]
    for ground, frame in zip(sheet, frames, strict=True):
        ground.paste(frame)
    colours = sheet[-1].quantize(64)
    small = [one.quantize(64, palette=colours, dither=Image.Dither.NONE) for one in sheet]
    more = {"append_images": small[1:], "duration": times, "optimize": True}
    small[0].save(HERE / "guess.gif", save_all=True, **more)


def bench(page: Notebook) -> None:
    """Join three claims into a reason on the map."""
    box = card(page, "bench")
    for name in ("Record", "Imports", "East"):
        box.get_by_role("combobox", name="Another claim").focus()
        page.page.keyboard.type(name)
        button(box, "Put it on the map").press("Enter")
        page.answered()
    for name in ("Record", "Imports", "East"):
        box.get_by_role("checkbox", name=f"join “{name}”").press("Space")
    button(box, "Join what is ticked into one reason").press("Enter")
    page.answered()
    page.page.wait_for_timeout(500)
    save(picture(box.locator("svg").first), "bench.png")


def board(page: Notebook) -> None:
    """Say what stands on the essay's board, and look at its end."""
    box = card(page, "standing")
    for select in box.locator("select").all():
        select.select_option(index=1)
        page.answered()
    box.locator("button.wo-primary").first.click()
    page.answered()
    last = box.get_by_role("button", name="All steps")
    if last.count():
        last.click()
        page.answered()
    page.page.wait_for_timeout(500)
    save(picture(box.locator("svg").first), "board.png")


def save(drawn: Image.Image, name: str) -> None:
    """Write a picture in few colours, so that it is small."""
    drawn.quantize(64, dither=Image.Dither.NONE).save(HERE / name, optimize=True)


def main() -> None:
    """Open one page in JupyterLab and take all pictures of it."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with running_lab(Path(folder)) as lab:
            write_notebook(lab, "lessons/pictures.ipynb", CELLS)
            with opened(browser, lab, "lessons/pictures.ipynb", width=1000) as page:
                page.do("application:toggle-left-area")
                page.page.set_viewport_size({"width": 1000, "height": 1400})
                page.run_all()
                for take in (guess, bench, board):
                    take(page)
        browser.close()


if __name__ == "__main__":
    main()
