"""Whatever a learner types, and whatever a file is called, is text on every page."""

import ast
import re
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pandas as pd
import pytest

import made_class
from class_files import voters
from debaters import through
from faces import mate
from page import Page, Seen
from sample_lessons import make_lessons, write_lesson
from wayout import pages
from wayout import widgets as debate
from wayout.activities import builder
from wayout.activities.controversy import desk as controversy
from wayout.activities.explore import LOOKS
from wayout.activities.face import Fields
from wayout.activities.rivals.reasons import LONGEST as OWN_LONGEST
from wayout.activities.standing import StandingFace
from wayout.activities.standing.board import of_map
from wayout.argument import ArgumentMap, Claim, Link
from wayout.course import my_page
from wayout.exercises.class_copy import ClassCopy
from wayout.exercises.ran import Ran
from wayout.exercises.result import CheckResult
from wayout.grading import feedback, report
from wayout.grading.hand_in import HandIn
from wayout.grading.key import dumps as key_bytes
from wayout.grading.marking import face as marking
from wayout.grading.marks import Given, MarkFile
from wayout.grading.row import Mark, Row, Text
from wayout.grading.row import dumps as row_bytes
from wayout.grading.school import read_school
from wayout.language import LONGEST
from wayout.pages import render, spoken
from wayout.pages.caption import Caption
from wayout.pages.source_card import SourceCard
from wayout.pages.table import as_html
from wayout.room.output import page as class_page
from wayout.room.picture import picture
from wayout.room.roll import Note, Room
from wayout.widgets import form
from wayout.widgets.form import Form
from wayout.widgets.form import shown as card_of
from wayout.widgets.self_check import SelfCheck
from wayout.widgets.start import head
from wayout.work.lessons import Lesson
from wayout.work.session import Session, begin, current

SOURCE = Path(pages.__file__).parents[1]
TEMPLATES = Path(pages.__file__).parent / "templates"
HOSTILE = {
    "elements": '<img src=x onerror="alert(\'1\')"> </b> " \' onfocus=a x="&quot;&#x27;&amp',
    "the end of a field": "</textarea></pre></style><script>alert(1)</script><!--",
    "templates": "{{ 7*7 }} {% raw %} ${1} `x` \\ \u202eleft\u202c and half \ud83e of one",
    "lines and no letters": "\n one\r\n two\u2028 three\t \x00 \x07 \x1b[0m \ufffe",
    "very long, in five scripts": "long " * 2000 + "التجارة 两国贸易 המספר Рост व्यापार",
}

# A sentence of `say`, the title of a board, a word on files: the course's own, whoever types.
OURS = re.compile(
    r"(still stands\?</strong>|wo-(told|found)\"><p>|on files</summary>\s*<p>)\s*LOOKED UP"
)


def harmless(text: str) -> str:
    """Return a text of the same length and the same words without any sign of its own.

    The ids of a learner's own claims, and of what is said in a debate, follow from their words: one
    stands for all of them.
    """
    text = re.sub("(own|reason)-[0-9a-f]{10}|(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])", "own", text)
    return re.sub(r"[^\w\s]|[\x00-\x08\x0e-\x1f]", "x", text)


def played(text: str, session: Session) -> Iterator[tuple[str, str]]:
    """Yield every page of the course, with a text in each field and as the name of each file.

    Cards are closed part by part: each press draws all that are open.
    """
    why, file = f"a b c {text}", f"{text}.json"
    for part in (_cards, _boards, _debate, _class, _graded, _hand_in, _reports):
        yield from part(why, file)
        for card in [*form._open]:
            card._leave()
    yield from _frames(text, session)


def _other(why: str) -> str:
    return f"d e f {why}"


def _reports(*_: str) -> Iterator[tuple[str, str]]:
    """Yield the cards that tell what was answered on all others."""
    names = ("dials", "findings", "yardstick_grid", "work_bar")
    yield from _both(debate.change("way_out"), *(getattr(debate, name)() for name in names))


def _both(*cards: Form) -> Iterator[tuple[str, str]]:
    for card in cards:
        yield card.face.name, card.html
        yield f"{card.face.name}, still", card.still()


def _cards(why: str, file: str) -> Iterator[tuple[str, str]]:
    other, task = _other(why), builder.tasks()["02 q6"]
    dial, after = Page(debate.dial("way_out", "before")), Page(debate.dial("way_out", "after"))
    yield "draft", dial.types(why=why).card.html
    dial.press("save", **{"percent-moved": "yes"})
    moved = {"percent-moved": "yes", "mover": "argument"}
    after.types(**{"why": why, "opposite": other, **moved}).press("save", which=f"an {why}")
    dial.press("reopen").press("save", percent="10", why=other)
    sorter, desk = Page(debate.sorter()), Page(debate.fact_desk("s01"))
    sorter.press("kind", "norm", number="1")
    sorter.press("save", **{"why-1": why}).press("compare", mate({1: "fact"}, why, file))
    desk.press("stop", guess="holds", claimed=why)
    used = ("last_in_tehran", "two_of_three")
    for card in used:
        desk.press("turn", card)
    ticks = {f"use-{card}": "yes" for card in used}
    desk.press("verdict", outcome="holds", why=why, author=other, **ticks)
    yard, built = Page(debate.yardstick("before")), Page(debate.build("q6"))
    yard.types(measure="oil").press("save", percent="30", why=why, **{"percent-moved": "yes"})
    parts = [next(i for i, p in enumerate(s.parts) if p.right) for s in task.slots]
    built.press("check", **{f"slot-{i}": str(part) for i, part in enumerate(parts)})
    built.press("write", text=why)
    bar = Page(debate.work_bar()).press("load", {"name": file, "size": 1, "text": why})
    guess = Page(debate.guess("chinas_share"))
    guess.press("guess", amount="60", **{"amount-moved": "yes"})
    found = debate.say("{x}", after="guess chinas_share", answers={"else": "{x}"}, x=why)
    looks = [Page(debate.explore(name)) for name in LOOKS]
    for look in looks:
        look.types(**dict.fromkeys((one.name for one in look.card.face.look.controls), why))
    board = Page(debate.bench("s09")).types(other="s06").press("put", kind="against")
    board.press("add", said=why[:200], where="against").press("add", said=other[:99], where="for")
    board.press("open", {"name": file, "size": 1, "text": why}).types(said=why, other=_own(board))
    board.press("open", {"name": file, "size": 1, "text": f"1. {why[:99]}\n1.1. Pro: x {why[:99]}"})
    said = Page(debate.last_word()).types(text=why).press("save", text=other)
    forecast = Page(debate.forecasts()).press("half").press("show").press("open", "all")
    keeps = Page(debate.my_page()).types(name=why)
    home = my_page.page(current().work, "<svg/>", other)
    yield "to print", re.sub('src(set)?="data:[^"]*"', "", home)
    needs = Page(debate.match("needs")).types(**{"slot-0": why})
    pages_ = (board, *looks, needs, dial, after, sorter, desk, yard, built, bar, guess, Page(found),
              said, forecast, keeps)  # fmt: skip
    yield from _both(*(page.card for page in pages_))
    yield "both sides", debate.both_sides("s09")._repr_html_()


def _hand_in(why: str, _: str) -> Iterator[tuple[str, str]]:
    """Yield the last card of a class copy, with a text as an answer and as a number."""
    asks = {"q1": ("one", "one text"), "q2": ("two", "one number"), "q3": ("three", "one text")}
    copy = ClassCopy("03", "0123", "03_exercise", asks)
    face = HandIn(current().work, copy, {"one": why, "two": why}, Ran())
    yield from _both(Page(card_of(face)).types(number=why).press("download").card)


def _own(board: Page) -> str:
    """Return the id of a claim in the learner's words."""
    return next(iter(board.card.face.bench.drawn.own))


def _debate(why: str, file: str) -> Iterator[tuple[str, str]]:
    """Yield a debate at each of its steps, with a text in each field, and as a page of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(controversy, "token_hex", lambda size: "0" * 2 * size)
        page = Page(debate.seats())
        page.press("bring", {"name": file, "size": 1, "text": why})
        for step in through(page, lambda about: f"{about} {why[: LONGEST - 99]}"):
            yield f"debate, {step}", page.card.html
        yield "debate, still", page.card.still()
        yield "debate, as a page", page.card.face.do_page(Fields(), "").file[1]


def _class(why: str, file: str) -> Iterator[tuple[str, str]]:
    """Yield the class view, with a text in its field and as the name of a file with a note."""
    folder = current().work.path.parent / "class"
    voters(folder, [20, 40, 60, 80, 80])
    asked = Page(debate.class_view(str(folder))).types(folder=why).press("read")
    yield "class view", asked.card.html.replace(str(folder), "")
    yield "class view, still", asked.card.still().replace(str(folder), "")
    roll = replace(Room(folder).roll(), notes=(Note(file, why, file),), others=why)
    yield "class view, as a page", re.sub(r"\d\d:\d\d", "", class_page(picture(roll)))


def _boards(why: str, _: str) -> Iterator[tuple[str, str]]:
    """Yield the boards: a map in a learner's words, and reasons and numbers typed anyhow."""
    other = _other(why)
    claims = Claim("a", why, title=why), Claim("b", other, title=other)
    board = of_map(ArgumentMap(claims, (), (Link("a", "b", "against"),)), "mine", why, other)
    stands = Page(card_of(StandingFace(lambda: board, current().work, "02", "mine")))
    yield "predict", stands.card.html
    stands.press("show").press("step", "all").press("tab", "strengths")
    yield "strengths", stands.card.html
    yield "one off", stands.press("tab", "stands").types(**{board.field("on", 0): ""}).card.html
    rival = Page(debate.rivals()).press("own", own=why[:OWN_LONGEST])
    yield "reasons", rival.card.html
    rival.press("keep", **{"mark-0-own": "fits", "mark-0-gaza": "not"})
    grid = Page(debate.tells_apart()).press("defend", least="own", case=why)
    yield "the grid", grid.card.html
    weighs = Page(debate.weigh()).types(**{"prior-way_out-oil_price": why})
    yield "odds", weighs.types(**{"ratio-way_out-oil_price-0": why}).card.html
    yield from _both(stands.card, rival.card, grid.card, weighs.card)


def _graded(why: str, _: str) -> Iterator[tuple[str, str]]:
    """Yield what a teacher makes of a class whose learners wrote a text wherever they could."""
    told = why.replace("`", "")  # in what a check says, backticks mark code
    release, folder = made_class.key(), current().work.path.parent / "marked"
    asked = release.of("p1").asked
    marks = tuple(Mark(a.question.name, "other", 0, a.points, why, why, told) for a in asked)
    row = Row("p1", "03", release.release, "graded", why, marks=marks, notes=(why,), seconds=1,
              texts=(Text("q8", why, 3), Text("q9", why, 3)))  # fmt: skip
    (folder / "graded").mkdir(parents=True, exist_ok=True)
    (folder / "graded" / "p1.json").write_bytes(row_bytes(row))
    (folder / "key.json").write_bytes(key_bytes(release))
    said = {place: Given(1, (why,), why) for place in made_class.places(release, row)}
    MarkFile(folder / "marks", "A", release.release).put(said)
    school = read_school(folder / "graded", release, folder / "marks")
    yield "report", re.sub(r"\d\d:\d\d", "", report.page(school, {"p1": why}))
    yield "feedback", feedback.page(school.learners[0], school)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marking, "looking", Future)  # a text with more numbers makes a longer list
        asked = debate.mark_essays(str(folder / "graded"), str(folder / "key.json"), "A")
        card = Page(asked).types(graded=why, **{"own-case-1": why}).card
        yield "marking", card.html.replace(str(folder), "")
        yield "marking, still", card.still()
        yield (
            "marking, nowhere",
            Page(asked).press("read", graded=why).card.html.replace(str(folder), ""),
        )


def _frames(text: str, session: Session) -> Iterator[tuple[str, str]]:
    about = Lesson("02", text, text, 50, Path(f"{text}.ipynb"))
    yield "head", head(about, session.work, {}, Path("/x/lessons"))._repr_html_()
    yield "self-check", SelfCheck(((False, text),))._repr_html_()
    told = text.replace("`", "")  # in what a check says, backticks mark code
    shown = CheckResult("q1", "not-yet", f"`{told}`", text, (told,), text, told)
    yield "check", shown._repr_html_()
    yield "red box", render("red_box.html", words=text)
    fields = [text] * 9
    card = SourceCard(*fields[:4], ((text, text), (text, "https://x.org")), *fields[:4], (text,))
    yield "source", card._repr_html_()
    frame = pd.DataFrame({text: [text, text]})
    yield "caption", Caption(["visits"], frame, text).html()
    yield "table", as_html(pd.DataFrame({text: [text], "n": [1]}, index=[text]))
    with pytest.MonkeyPatch.context() as patch:
        (folder := session.work.path.parent / "course").mkdir(exist_ok=True)
        root = make_lessons(folder, patch)
        name = re.sub(r"[/\x00\ud800-\udfff]", "x", text)[:50]
        told = {"lesson": "04", "title": text, "question": text}
        write_lesson(root / "lessons" / f"04_{name}.ipynb", told)
        yield "map", debate.course_map()._repr_html_()


def structure(html: str) -> list[tuple[str, dict[str, str]]]:
    """Return each element with its attributes; of their values, what is no sign of the text.

    In a drawn argument map the number of shapes and their places follow from the width of letters.
    """
    found = [
        (tag, g) for tag, g in Seen(html).elements if not (g.get("class") or "").startswith("arg-")
    ]
    kept = [(tag, {n: v for n, v in g.items() if n != "viewbox"}) for tag, g in found]
    return [(tag, {n: harmless(unquote(v or "")) for n, v in g.items()}) for tag, g in kept]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_makes_no_element_and_no_attribute_on_any_page(
    text: str, frozen: Session, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pages.environment.cache_clear()
    hostile = dict(played(text, frozen))
    used = {name for _, name in pages.environment().cache or ()}
    assert used >= {path.name for path in TEMPLATES.glob("*.html")}, "nobody walked it"
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("calm")
        patch.setenv("WAYOUT_WORK", str(folder / "my_work.json"))
        calm = dict(played(harmless(text), begin("02")))
    for name, html in hostile.items():
        assert structure(html) == structure(calm[name]), name
        assert html.encode(), "Jupyter sends nothing else"
    typed = re.sub("[\ud800-\udfff]", "\ufffd", text)
    assert Seen(hostile["draft"]).held["why"] == f"a b c {typed}"


@pytest.mark.slow
def test_no_language_looks_up_what_a_learner_wrote(
    frozen: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The catalogue of this test has no text but those that the learner typed."""
    typed = [f"{before}Not saved" for before in ("", "a b c ", "d e f ", "d e f a b c ")]
    texts = "".join(f'"{one}" = "LOOKED UP"\n' for one in [*typed, "Not saved.json"])
    monkeypatch.setattr(spoken, "_now", spoken.Catalogue("xx", f"signs = {{}}\n[texts]\n{texts}"))
    found, seen = set[str](), set[str]()
    for name, html in played("Not saved", frozen):
        if name == "head":  # from here on, what the course itself says
            break
        seen |= {name} if "Not saved" in html else set()
        found |= {name} if "LOOKED UP" in OURS.sub("", html) else set()
    assert found == set()
    assert len(seen) > 40


# What keeps it so -------------------------------------------------------------------------------

DRAWING = ("widgets", "activities", "work", "pages", "tables", "exercises", "course")
SAFE = {
    """{{ ' aria-disabled="true"' | safe if off }}""",
    """{{ "<br>" | safe if not loop.last }}""",
}


def test_no_page_escapes_by_hand_and_only_templates_make_html() -> None:
    for path in (one for room in DRAWING for one in sorted((SOURCE / room).rglob("*.py"))):
        tree = ast.parse(path.read_text("utf-8"))
        called = {getattr(n.func, "id", "") for n in ast.walk(tree) if isinstance(n, ast.Call)}
        # A drawn page that is put into another language is read and written again.
        assert "escape" not in called or path.name == "spoken.py", path


def test_only_constants_and_what_is_not_from_a_learner_are_called_safe() -> None:
    text = "".join(path.read_text("utf-8") for path in TEMPLATES.rglob("*.html"))
    assert set(re.findall(r"\{\{[^{}]*\| *safe[^{}]*\}\}", text)) == SAFE
    assert "autoescape" not in text
    found = [str(path.relative_to(SOURCE)) for path in sorted(SOURCE.rglob("*.py"))
             for _ in re.findall(r"\bMarkup\(", path.read_text("utf-8"))]  # fmt: skip
    # Maps are drawn from tables alone, and their tests hold what they mark; the site is made where
    # nobody has answered, and marks what its own notebooks show.
    ours = [
        "anywhere/site/still.py",
        "course/export.py",
        *["pages/__init__.py"] * 2,
        "room/output.py",
        *["widgets/start.py"] * 2,
    ]
    assert [one for one in found if not one.startswith("maps/")] == ours
