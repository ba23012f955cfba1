"""What templates decide by themselves: which parts of a card are there, and which are off."""

import sys
from importlib.resources import files
from pathlib import Path

import pytest

from page import Page, Seen
from wayout import pages
from wayout import widgets as debate
from wayout.activities.sorter.choices import Sorter
from wayout.work.session import Session

WHY = "He flew to three capitals."

pytestmark = pytest.mark.usefixtures("opened")


def off(page: Page) -> set[str]:
    """Return the names of the controls and buttons that do nothing now."""
    return {
        f"{given.get('name')}{given.get('value') if tag == 'button' else ''}"
        for tag, given in page.seen.elements
        if "disabled" in given or given.get("aria-disabled") == "true"
    }


def test_a_closed_dial_takes_nothing_until_it_is_opened_again() -> None:
    first = Page(debate.dial("way_out", "before"))
    first.types(cannot="yes")
    assert off(first) == {"percent"}
    first.press("save")
    Page(debate.dial("way_out", "after")).press("save", cannot="yes")
    assert off(first) == {"percent", "cannot", "why"}
    assert {name for name, _ in first.seen.buttons} == {"reopen"}
    first.press("reopen")
    assert (off(first), {name for name, _ in first.seen.buttons}) == ({"percent"}, {"save"})


def test_what_moved_is_drawn_with_a_name_and_no_line_crosses_the_name_of_a_row() -> None:
    for stage, percent in (("before", "5"), ("after", "30"), ("debate", "0")):
        page = Page(debate.dial("way_out", stage))
        asked = {} if stage == "before" else {"opposite": WHY, "mover": "nothing"}
        page.press("save", **{"percent": percent, "percent-moved": "yes", "why": WHY, **asked})
    drawn = debate.change("way_out").html.partition("<svg")
    for name in ("Before the data", "After the data", "After the debate"):
        assert f"<p>{name}:<br>" in drawn[0]
        assert f">{name}" not in drawn[2].partition("</svg>")[0]
    marks = [tag for tag, _ in Seen(f"<svg{drawn[2].partition('</svg>')[0]}</svg>").elements]
    assert (marks.count("circle"), drawn[2].count("wo-join")) == (3, 2)


def test_the_last_sentence_has_no_next_one(opened: Session) -> None:
    page = Page(debate.sorter())
    for number, following in (("17", "Next: sentence 28"), ("28", ""), ("32", "")):
        page.types(number=number).press("kind", "norm")
        assert ("Next: sentence" in page.card.html) == bool(following)
        assert following in page.card.html


@pytest.mark.parametrize(("sentences", "folded"), [(8, False), (9, True)])
def test_a_long_table_is_folded(opened: Session, sentences: int, folded: bool) -> None:
    for number in range(1, sentences + 1):
        Sorter("01", opened.work).sort(number, "fact", "no")
    assert ("<details><summary>All" in debate.sorter().still()) == folded


def test_only_opened_cards_can_be_evidence_and_a_verdict_waits_for_two() -> None:
    page = Page(debate.fact_desk("s01"))
    assert "verdict" not in {name for name, _ in page.seen.buttons}
    for card in ("last_in_tehran", "two_of_three"):
        page.press("turn", card)
    ticks = {name for name in page.seen.held if name.startswith("use-")}
    assert ticks == {"use-last_in_tehran", "use-two_of_three"}
    assert {"verdict"} <= {name for name, _ in page.seen.buttons}
    assert not {"next", "again"} & {name for name, _ in page.seen.buttons}


def test_a_yardstick_asks_for_a_reason_only_where_one_is_saved() -> None:
    page = Page(debate.yardstick("before"))
    assert "percent" not in page.seen.held
    page.types(measure="oil").press("save", percent="30", why=WHY, **{"percent-moved": "yes"})
    states = [({name for name, _ in page.seen.buttons}, "why" in page.seen.held)]
    page.press("reopen")
    states.append(({name for name, _ in page.seen.buttons}, "why" in page.seen.held))
    assert states == [({"reopen"}, False), ({"save", "cancel"}, True)]


def test_a_list_to_choose_from_is_drawn_in_one_place() -> None:
    room = files("wayout.pages") / "templates"
    drawn = [one.name for one in room.iterdir() if one.is_file() and "<select" in one.read_text()]
    assert drawn == ["_controls.html"]


def drawn_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    """Return a page drawn by a new kernel, and how many templates it compiled for it."""
    monkeypatch.setattr(pages, "cache_from_source", lambda _: str(folder / "one.pyc"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    environment, compiled = pages.environment.__wrapped__(), list[str]()
    compile_ = environment._compile
    environment._compile = lambda source, file: compiled.append(file) or compile_(source, file)
    page = environment.get_template("caption.html").render(note="<x>", sources=[], rows=[])
    return page, len(compiled)


def test_a_template_is_compiled_once_and_a_folder_that_takes_nothing_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, first = drawn_in(tmp_path, monkeypatch)
    assert (first > 0, drawn_in(tmp_path, monkeypatch)) == (True, (page, 0))
    kept = sorted(tmp_path.iterdir())
    for damage in (lambda one: b"", lambda one: one[:-9], lambda one: b"no code"):
        whole = kept[0].read_bytes()
        kept[0].write_bytes(damage(whole))
        assert drawn_in(tmp_path, monkeypatch)[0] == page
        assert kept[0].read_bytes() == whole
    file = tmp_path / "file"
    file.write_text("no folder")
    for nowhere in (tmp_path / "missing", file):
        assert drawn_in(nowhere, monkeypatch) == (page, first)
    assert sorted(tmp_path.iterdir()) == [*sorted([file, *kept])]
