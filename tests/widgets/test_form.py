"""The one form of all cards, without a browser: messages in, pages, twins, drafts and files out."""

import asyncio
import threading
from typing import Any

import pytest
from ipywidgets.widgets import widget

from faces import ASKED, SAVED, refuse
from page import Page, Seen
from toy import TOY, ToyFace
from wayout import widgets as debate
from wayout.activities import cards
from wayout.activities.dial.answers import Dial
from wayout.activities.face import UNSAVED
from wayout.widgets import form
from wayout.widgets.form import Form, Still
from wayout.work import session
from wayout.work.session import Session

WHY = "three words here"
HALF = "half a thought"

pytestmark = pytest.mark.usefixtures("toys", "opened")


def show(name: str = "a") -> Page:
    return Page(debate.toy(name))


def test_each_card_and_each_work_file_has_drafts_of_its_own_that_are_no_answers(
    opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    show().types(why=HALF)
    assert show("b").seen.held["why"] == ""
    for name, held in (("other.json", ""), (opened.work.path.name, HALF)):
        monkeypatch.setenv("WAYOUT_WORK", str(opened.work.path.with_name(name)))
        session.begin("02")
        assert show().seen.held["why"] == held
    assert show().status() == [UNSAVED]
    assert opened.work.entries() == []


def test_only_what_differs_from_what_is_saved_is_kept() -> None:
    page = show().press("save", why=WHY)
    assert page.card.key not in form._drafts
    page.types(why=HALF, more="yes")
    assert form._drafts[page.card.key] == {"why": HALF, "more": "yes"}
    page.types(why=WHY, more="")
    assert page.card.key not in form._drafts


def test_a_part_that_is_not_shown_now_keeps_what_was_typed_and_an_emptied_one_is_empty() -> None:
    page = show().press("save", why=WHY).types(more="yes").types(note="a note", why="")
    assert page.types(more="").seen.held == {"why": "", "more": ""}
    assert page.types(more="yes").seen.held["note"] == "a note"


def test_an_answer_is_saved_once_and_its_draft_is_gone(opened: Session) -> None:
    page = show().press("save", why=WHY).press("save")
    assert TOY.answers(opened.work) == [WHY]
    assert (page.seen.held["why"], page.card.key in form._drafts) == (WHY, False)
    assert page.status()[0].startswith(SAVED)


def test_a_refusal_or_a_fault_is_said_and_what_was_typed_stays(opened: Session) -> None:
    page = show().press("save", why="too short")
    assert page.status()[0].startswith("Not saved. Write your reason")
    assert "wo-warn" in page.card.html
    assert (page.seen.held["why"], opened.work.entries()) == ("too short", [])
    assert page.types(why="two short").status() == [UNSAVED], "only once"
    assert "has a fault" in show().press("fail", why=HALF).status()[0]
    assert show().seen.held["why"] == HALF


def test_a_card_that_cannot_be_drawn_keeps_no_other_back(
    opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoilt, page = show("b"), show()
    monkeypatch.setattr(spoilt.card.face, "view", lambda *_: 1 / 0)
    page.press("save", why=WHY)
    spoilt.press("save", why=WHY)
    assert (page.seen.held["why"], len(opened.work.entries())) == (WHY, 2)
    assert spoilt.card.heard > 0, "the page is not left waiting"


def test_an_unknown_action_does_nothing(opened: Session) -> None:
    for action in ("nonsense", "", "__init__", "view", "saved"):
        page = show().press(action, why=HALF)
        assert (page.seen.held["why"], opened.work.entries()) == (HALF, []), action


def test_the_same_sentence_twice_is_read_out_twice_and_a_page_knows_what_was_answered() -> None:
    page = show()
    said = [page.press("greet").card.html for _ in range(3)]
    assert said[0] != said[1] != said[2]
    assert {Seen(html).text for html in said} == {Seen(said[0]).text}
    heard = [page.types(why=HALF).card.heard for _ in range(2)]
    debate.toy("a").draw()
    assert 0 < heard[0] < heard[1] == page.card.heard


def test_a_file_goes_out_and_comes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    page, sent = show(), list[Any]()
    monkeypatch.setattr(Form, "send", lambda _, content: sent.append(content))
    page.press("greet")
    assert sent == [{"file": ("toy.txt", "hello")}]
    page.press("take", {"name": "<b>.json", "size": 5, "text": "hello"})
    assert page.status() == ["<b>.json: 5 letters."]
    page.press("save", why=WHY)
    assert sent[1:] == [{"focus": "why"}]


def test_two_copies_of_a_card_stay_in_step_and_outside_a_notebook_there_is_no_cell() -> None:
    assert form._place() == ("", "")
    one, two, other = show(), show(), show("b")
    before = other.card.html
    one.types(why=HALF)
    assert (two.seen.held["why"], other.card.html) == (HALF, before)
    two.press("save", why=WHY)
    assert one.seen.held["why"] == WHY


def test_an_answer_that_no_card_gave_is_followed_and_overwrites_no_draft(opened: Session) -> None:
    bar, dial, toy = Page(debate.work_bar()), Page(debate.dial("way_out", "before")), show()
    toy.types(why=HALF)
    opened.work.add("answer", {"question": "q1", "verdict": "right"}, lesson="02")
    Dial("way_out", "02", opened.work).save("before", 65, WHY)
    assert "Answers so far: 2." in bar.seen.text
    assert (dial.seen.held["percent"], toy.seen.held["why"]) == ("65", HALF)
    dial.press("save", **{"percent": "70", "percent-moved": "yes", "why": WHY})
    toy.press("save", why=WHY)
    assert "Answers so far: 3." in bar.seen.text


def test_a_draft_draws_its_own_card_and_an_answer_each_card_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page, _, drawn = show(), debate.fact_desk("s01"), list[str]()
    monkeypatch.setattr(Form, "draw", lambda card, _: drawn.append(card.face.name))
    page.types(why=HALF)
    assert drawn == ["toy a"]
    page.press("save", why=WHY)
    assert sorted(drawn[1:]) == ["fact desk s01", "toy a"], "an answer: each card once"


def test_in_a_kernel_the_pressed_card_answers_first_and_the_others_catch_up(
    notebook: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy, bar = show(), Page(debate.work_bar())
    notebook.run("one", toy.card, bar.card)
    monkeypatch.setattr(form, "_PAINT", 0)
    turns = list[int]()

    async def kernel() -> None:
        toy.press("save", why=WHY)
        assert (toy.seen.held["why"], TOY.answers(toy.card.face.work, "a")) == (WHY, [WHY])
        assert "Answers so far: 1." not in bar.seen.text
        show("b").press("save", why=WHY)
        while form._behind or form._still_behind:
            await asyncio.sleep(0)
            turns.append(len(form._behind | form._still_behind))

    asyncio.run(kernel())
    assert "Answers so far: 2." in bar.seen.text
    assert [len(said) for said in notebook.twins] == [2, 2], "what is behind is drawn once"
    assert len(set(turns)) > 1, "not all in one turn: a press can come between"


def test_a_disk_that_refuses_is_said_on_every_card(monkeypatch: pytest.MonkeyPatch) -> None:
    bar, toy = Page(debate.work_bar()), show()
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", refuse)
        toy.press("save", why=WHY)
        assert "Read-only file system" in bar.seen.text
        assert "Read-only file system" in toy.status()[0]
    toy.press("save")
    assert "Read-only" not in bar.seen.text, "the same answer again tries the disk again"


def test_the_still_card_stands_below_the_living_one_and_follows_it(notebook: Any) -> None:
    toy, bar = show(), debate.work_bar()
    notebook.run("one", toy.card, bar)
    (still,), (count,) = notebook.twins
    assert "Nothing kept yet." in still
    assert "<form" not in still + count
    toy.types(why=HALF)
    assert [len(said) for said in notebook.twins] == [1, 1], "a draft is no answer"
    toy.press("save", why=WHY)
    assert WHY in notebook.twins[0][-1]
    show("b").press("save", why=WHY)
    assert [len(said) for said in notebook.twins] == [2, 3], "what has not changed is not sent"


def models() -> int:
    return len(widget._instances)


@pytest.mark.parametrize("name", [name for name in cards() if name != "toy"])
def test_a_card_is_two_models_and_a_second_run_leaves_none_behind(notebook: Any, name: str) -> None:
    make, before = getattr(debate, name), models()
    for _ in range(3):
        card = make(*ASKED.get(name, ()))
        if not isinstance(card, Still):
            notebook.run("one", card)
        assert models() <= before + 2


def test_a_run_takes_away_what_its_cell_showed_before_and_nothing_else(notebook: Any) -> None:
    first, beside, second, both, third = (debate.toy("a") for _ in range(5))
    notebook.run("one", first, beside, both)
    notebook.run("two", second)
    notebook.run("three", both)
    assert None not in {card.comm for card in (first, beside, second, both)}
    notebook.run("one", third)
    gone = [one.comm is None for one in (first, first.layout, beside, second, both, third)]
    assert gone == [True, True, True, False, False, False]


def test_an_answer_waits_until_a_card_is_done(
    opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go = threading.Event(), threading.Event()
    bar, page = Page(debate.work_bar()), show()
    monkeypatch.setattr(ToyFace, "do_greet", lambda *_: (begun.set(), go.wait(30))[2:])
    presser = threading.Thread(target=page.press, args=["greet"], kwargs={"why": HALF})
    checker = threading.Thread(
        target=opened.work.add, args=["answer", {"question": "q1"}], kwargs={"lesson": "02"}
    )
    presser.start()
    assert begun.wait(30)
    checker.start()
    checker.join(0.2)
    assert checker.is_alive(), "two threads draw at once"
    go.set()
    for thread in (presser, checker):
        thread.join(30)
    assert ("Answers so far: 1." in bar.seen.text, page.seen.held["why"]) == (True, HALF)


def test_messages_in_another_thread_and_answers_in_this_one_lose_nothing(
    opened: Session, notebook: Any
) -> None:
    pages = [show(name) for name in "abc"]
    notebook.run("one", *(page.card for page in pages), debate.work_bar())

    def learner(page: Page) -> None:
        for number in range(15):
            page.types(why=f"draft number {number}").press("save", why=f"answer number {number}")

    threads = [threading.Thread(target=learner, args=[page]) for page in pages]
    for thread in threads:
        thread.start()
    for number in range(30):
        opened.work.add("answer", {"question": f"q{number}"}, lesson="02")
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive(), "two threads wait for each other"
    for name, page in zip("abc", pages, strict=True):
        assert TOY.answers(opened.work, name) == [f"answer number {n}" for n in range(15)]
        assert page.seen.held["why"] == "answer number 14"
    assert len(opened.work.entries("answer")) == 30
    assert "Answers so far: 33." in notebook.twins[-1][-1]
