"""A new activity is one module, one template and one line in the register: then all follows."""

from pathlib import Path

import pytest

from page import Page, Seen
from sample_lessons import write_lesson
from toy import TOY
from wayout import activities
from wayout import widgets as debate
from wayout.course.progress import progress
from wayout.work.session import Session

pytestmark = pytest.mark.usefixtures("toys", "opened")


def test_a_module_a_template_and_a_line_in_the_register_make_a_card(opened: Session) -> None:
    assert "toy" in dir(debate)
    page = Page(debate.toy("a")).types(why="half a thought")
    assert Page(debate.toy("a")).seen.held["why"] == "half a thought", "drafts"
    page.press("save", why="three words here")
    assert TOY.answers(opened.work) == ["three words here"]
    assert Seen(page.card.still()).text == "three words here", "the still card"
    assert "Answers so far: 1." in Page(debate.work_bar()).seen.text, "the work bar"


def test_a_lesson_that_names_it_counts_it(opened: Session, root: Path) -> None:
    about = {"lesson": "03", "title": "How big?", "activities": {"toy": ["a", "b"]}}
    write_lesson(root / "lessons" / "03_how big.ipynb", about)
    Page(debate.toy("a")).press("save", why="three words here")
    (count,) = progress(opened.work)[-1].counts
    assert (count.label, count.done, count.total) == ("Toys kept", 1, 2)
    assert "Toys kept: 1 of 2." in str(debate.course_map())


def test_without_its_line_there_is_no_card(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(activities.REGISTRY, "toy")
    with pytest.raises(AttributeError, match="There is no card 'toy'"):
        debate.toy("a")
