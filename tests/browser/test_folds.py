"""A folded extra: it stays folded while Run All runs it, and nothing in it stops the page below."""

from lab import Lab, opened
from nbformat import write
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import Browser, expect

CHART = 'charts.growth(load("china_russia_annual"))'
MAY_STOP = {"tags": ["raises-exception"]}


def page(lab: Lab) -> str:
    folded = {"jp-MarkdownHeadingCollapsed": True}
    cells = [
        new_code_cell('from wayout import charts, load, start\nstart("03")'),
        new_markdown_cell("### Extra: a chart", metadata=folded),
        new_code_cell(CHART),
        new_code_cell("months = 2\nmonth / 11", metadata=MAY_STOP),
        new_markdown_cell("## On"),
        new_code_cell("print((1 + 2", metadata=MAY_STOP),
        new_code_cell("print('the end')"),
    ]
    kernel = {"name": "python3", "display_name": "Python 3"}
    made = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    write(made, lab.folder / "lessons" / "folds.ipynb")
    return "lessons/folds.ipynb"


def test_a_fold_with_a_chart_and_an_error_runs_and_opens(browser: Browser, lab: Lab) -> None:
    with opened(browser, lab, page(lab)) as notebook:
        expect(notebook.panel.get_by_text("3 cells hidden").or_(
            notebook.panel.get_by_text("2 cells hidden"))).to_be_visible()  # fmt: skip
        notebook.run_all()
        expect(notebook.panel.get_by_text("the end", exact=True)).to_be_visible()
        notebook.panel.locator(".jp-showHiddenCellsButton").click()
        drawing = notebook.panel.locator(".vega-embed svg").first
        expect(drawing).to_be_visible(timeout=10_000)
        place = notebook.panel.locator(".vega-embed").first
        notebook.page.wait_for_timeout(800)
        wide, room = (one.bounding_box() for one in (drawing, place))
        assert wide
        assert room
        assert room["width"] - 24 <= wide["width"] <= room["width"] + 2
        expect(notebook.panel.get_by_text("Did you mean `months`?")).to_be_visible()
        said = notebook.panel.locator(".wo-red-box")
        expect(said).to_have_count(2)
        expect(said.first.locator("pre")).to_be_hidden()
        assert notebook.complaints == []
