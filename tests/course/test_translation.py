"""Lessons in another language: each text in step with its lesson, the code the lesson's own."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checkout import ROOT
from held import held
from page import Page, Seen
from walk import each
from wayout import widgets as debate
from wayout.activities.guess.questions import questions
from wayout.cli.translate import translate
from wayout.course import translation
from wayout.course.translation import Piece, differences, make, mark, problems, read, texts
from wayout.errors import CourseError
from wayout.essay import every_claim
from wayout.facts import say
from wayout.pages import spoken
from wayout.widgets.start import head
from wayout.work.lessons import lesson
from wayout.work.session import Session, begin

HELD = held(__file__)
FILES = sorted(ROOT.glob("translations/*/*.md"))


def notebook(name: str) -> dict[str, Any]:
    return notebook_at(ROOT / "lessons" / f"{name}.ipynb")


def notebook_at(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text("utf-8")))


@each(FILES)
def test_every_translation_is_in_step_with_its_lesson(path: Path) -> None:
    assert problems(notebook(path.stem), read(path)) == []
    assert path.parent.name in spoken.languages(), "its cards speak too: cards.toml"


@each(FILES)
def test_its_code_is_the_code_of_the_lesson(path: Path) -> None:
    lesson = notebook(path.stem)
    made = make(lesson, read(path), path.parent.name)
    for ours, theirs in zip(made["cells"], lesson["cells"], strict=True):
        if ours["cell_type"] == "code":
            back = ours["source"].replace(f', language="{path.parent.name}"', "")
            assert bare(back) == bare("".join(theirs["source"])), ours["id"]
        assert ours["id"] == theirs["id"]


def bare(source: str) -> str:
    """Code without the words that it shows."""
    tree = ast.parse(source)
    for one in ast.walk(tree):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and " " in one.value:
            one.value = ""
    return ast.dump(tree)


# A made-up lesson ----------------------------------------------------------------------------

CODE = """from wayout import charts, say, start

start("03")
display(charts.bars(load("visits"), title="How big?"))
say(\"\"\"
It was **{year_2023:.1f}** dollars: a \\\\ and "marks".
\"\"\", after="guess trade_line", answers={"0-9": "Too low.", "else": "Near."})"""
TOY = {
    "metadata": {"wayout": {"lesson": "03"}},
    "cells": [
        {"cell_type": "markdown", "id": "title", "source": ["# Big\n", "[It](03.ipynb): 2.5 `x`."]},
        {"cell_type": "code", "id": "found", "source": CODE},
    ],
}  # fmt: skip
GERMAN = {
    "title": "# Groß\nSiehe [es](03.ipynb), 2,5 von `x`.",
    "found.1": "Wie groß?",
    "found.2": '\nEs waren **{year_2023:.1f}** Dollar: ein \\ und "Zeichen".\n',
    "found.3": "Zu wenig.",
    "found.4": "Nah.",
}


def pieces(**changed: str) -> dict[str, Piece]:
    given = GERMAN | {name.replace("_", "."): text for name, text in changed.items()}
    return {name: Piece(mark(text), given[name]) for name, text in texts(TOY).items()}


def test_what_a_code_cell_shows_is_translated_and_the_rest_stays() -> None:
    assert [*texts(TOY)] == [*GERMAN]
    assert problems(TOY, pieces()) == []
    made = make(TOY, pieces(), "de")
    assert texts(made) == GERMAN
    assert 'start("03", language="de")' in made["cells"][1]["source"]
    assert 'after="guess trade_line"' in made["cells"][1]["source"]


@pytest.mark.parametrize(("name", "text", "says"), HELD["unlike"])
def test_a_translation_that_says_something_else_is_named(name: str, text: str, says: str) -> None:
    (line,) = problems(TOY, pieces(**{name: text}))
    assert says in line


def test_a_missing_a_stale_and_a_surplus_text_are_named() -> None:
    given = pieces() | {"found.9": Piece("0" * 8, "Mehr"), "title": Piece("0" * 8, "Alt")}
    del given["found.3"]
    said = problems(TOY, given)
    new = mark(texts(TOY)["title"])
    assert said[0] == "found.9 is not in the lesson: take it out."
    again = "read it again, then write its new mark"
    assert f"title has changed in the lesson: {again}, {new}." in said
    assert f"found.3 is missing: translate it under <!-- found.3 {mark('Too low.')} -->." in said
    assert len(said) == 3


def test_a_notebook_in_which_code_was_changed_is_named_and_kept(tmp_path: Path) -> None:
    course(tmp_path)
    out = tmp_path / "lessons" / "de"
    for anew in (["03_big.ipynb"], []):  # what is as it would be made now stays
        written, kept = translation.write(tmp_path, "de", out)
        assert ([Path(one).name for one in written], kept) == (anew, [])
    made = json.loads((out / "03_big.ipynb").read_text("utf-8"))
    spoilt = json.loads(json.dumps(made))
    spoilt["cells"][1]["source"] += "\nprint(1)"
    spoilt["cells"][0]["id"] = "other"
    lines = ["title is missing.", "other is surplus.", "found has other code."]
    assert differences(made, spoilt) == lines
    (out / "03_big.ipynb").write_text(json.dumps(spoilt), "utf-8")
    written, kept = translation.write(tmp_path, "de", out)
    assert (written, len(kept)) == ([], 3)
    assert "03_big.ipynb: found has other code." in kept[2]
    assert json.loads((out / "03_big.ipynb").read_text("utf-8")) == spoilt
    (out / "03_big.ipynb").write_text("{}", "utf-8")
    assert "is no translation" in translation.write(tmp_path, "de", out)[1][0]


def test_a_made_notebook_keeps_a_changed_link_and_what_was_run(tmp_path: Path) -> None:
    course(tmp_path)
    target = tmp_path / "german" / "03_big.ipynb"
    translation.write(tmp_path, "de", target.parent)
    made = target.read_text("utf-8")
    linked = json.loads(made)
    linked["cells"][0]["source"] = "# Groß\nSiehe [es](https://x.org), 2,5 von `x`."
    ran = json.loads(made)
    ran["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "9"}]
    other = json.loads(json.dumps(TOY))
    other["cells"][1]["source"] += "\nprint(2)"
    cases = ((linked, TOY, "title has other text"), (ran, TOY, ""), (ran, other, "was run"))
    for there, now, says in cases:
        (tmp_path / "lessons" / "03_big.ipynb").write_text(json.dumps(now), "utf-8")
        target.write_text(json.dumps(there), "utf-8")
        written, kept = translation.write(tmp_path, "de", target.parent)
        assert (written, [says in line for line in kept]) == ([], [True] if says else [])
        assert json.loads(target.read_text("utf-8")) == there
    target.write_text(made, "utf-8")  # nobody has run it: the lesson of now takes its place
    assert translation.write(tmp_path, "de", target.parent) == ([str(target)], [])


BROKEN = {
    "UTF-8": "<!-- title 00000000 -->\nGröße".encode("latin-1"),
    "“<!-- b 123 -->”": b"<!-- title 00000000 -->\nx\n<!-- b 123 -->\ny",
    "“ <!-- b 01234567 -->”": b"<!-- title 00000000 -->\nx\n <!-- b 01234567 -->\ny",
    "“<!--b 01234567-->”": b"<!-- title 00000000 -->\nx\n<!--b 01234567-->\ny",
}


@pytest.mark.parametrize("says", BROKEN)
def test_a_broken_file_is_named_and_the_others_are_checked(says: str, tmp_path: Path) -> None:
    course(tmp_path)
    path = tmp_path / "translations" / "de" / "03_big.md"
    whole = path.with_name("04_small.md")
    whole.write_bytes(path.read_bytes())
    (tmp_path / "lessons" / "04_small.ipynb").write_text(json.dumps(TOY), "utf-8")
    path.write_bytes(BROKEN[says])
    with pytest.raises(CourseError, match=says):
        read(path)
    (line,) = translation.check(tmp_path, "de")
    assert line.startswith("translations/de/03_big.md: 03_big.md")
    written, kept = translation.write(tmp_path, "de", tmp_path / "out")
    assert ([Path(one).name for one in written], len(kept)) == (["04_small.ipynb"], 1)


def test_a_lesson_with_a_magic_in_it_is_named(tmp_path: Path) -> None:
    course(tmp_path)
    spoilt = json.loads(json.dumps(TOY))
    spoilt["cells"][1]["source"] = "%matplotlib inline"
    (tmp_path / "lessons" / "03_big.ipynb").write_text(json.dumps(spoilt), "utf-8")
    (line,) = translation.check(tmp_path, "de")
    assert "Lesson 03, cell found: it has no plain Python in line 1" in line


def course(folder: Path) -> None:
    """Make a course of one lesson, which links to another, and its translation."""
    (folder / "lessons").mkdir()
    (folder / "translations" / "de").mkdir(parents=True)
    (folder / "lessons" / "03_big.ipynb").write_text(json.dumps(TOY), "utf-8")
    said = "".join(f"<!-- {n} {p.mark} -->\n{p.text}\n\n" for n, p in pieces().items())
    (folder / "translations" / "de" / "03_big.md").write_text(said, "utf-8")


def test_a_new_translation_begins_with_the_texts_of_its_lesson(tmp_path: Path) -> None:
    course(tmp_path)
    path = translation.begin(tmp_path, "fr", "3")
    assert {name: one.text for name, one in read(path).items()} == {
        name: text.strip("\n") for name, text in texts(TOY).items()
    }
    assert translation.known(tmp_path) == ["de", "fr"]
    for number, says in (("3", "is there already"), ("44", "There is no lesson")):
        with pytest.raises(CourseError, match=says):
            translation.begin(tmp_path, "fr", number)
    path.write_text("words\n" + path.read_text("utf-8"), "utf-8")
    with pytest.raises(CourseError, match="must begin"):
        read(path)
    path.write_text("<!-- a 00000000 -->\nx\n<!-- a 00000000 -->\ny\n", "utf-8")
    with pytest.raises(CourseError, match="has a twice"):
        read(path)


def test_a_language_may_be_named_in_capitals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    translate("DE", out=tmp_path)
    assert "00_start_here.ipynb" in capsys.readouterr().out
    assert [*tmp_path.glob("00_*.ipynb")]


# Cards ---------------------------------------------------------------------------------------


@pytest.fixture
def german(opened: Session) -> Iterator[spoken.Catalogue]:
    begin("00")
    questions(), every_claim(), drawn(opened)  # what is kept for all tests is kept in English
    found = spoken.speak("de")
    assert found
    yield found
    spoken.speak()


def drawn(opened: Session) -> list[str]:
    """The strip and the cards of lesson 0 as they stand now."""
    strip = head(lesson("00"), opened.work, {"BINDER_X": ""}, Path.cwd())
    still = [one._repr_html_() for one in (strip, debate.course_map(), debate.self_check())]
    cards = [Page(debate.guess("meeting")).card, Page(debate.work_bar()).card]
    return [*still, *(part for card in cards for part in (card.html, card.still()))]


def numbers(html: str) -> list[str]:
    found = re.findall(r"\d+(?:[.,:]\d+)*", Seen(html).text)
    return sorted(re.sub("[.,]", "", one) for one in found)


PLACE = {"latitude": "30", "latitude-moved": "yes", "longitude": "40", "longitude-moved": "yes"}


def test_the_cards_of_lesson_0_speak_german_and_say_the_same_figures(
    german: spoken.Catalogue, opened: Session
) -> None:
    drawn(opened)
    guess, bar = Page(debate.guess("meeting")), Page(debate.work_bar())
    guess.press("guess").types(**PLACE).press("guess")
    assert "Sie trafen sich in Moskau, am 7. Dezember 2023." in guess.card.html
    file = {"name": "friend.json", "size": 8, "text": "nonsense"}
    bar.press("download").press("load", file).press("load", {**file, "text": "{}"})
    said = drawn(opened)
    assert german.missing == set(), "texts without a line in cards.toml"
    strip, bar_now = said[0], said[-2]
    assert all("Letzte Antwort um" in html for html in (strip, bar_now)), "a gap took in a sentence"
    spoken.speak()
    assert [numbers(html) for html in said] == [numbers(html) for html in drawn(opened)]


def test_what_a_learner_wrote_is_never_translated(german: spoken.Catalogue) -> None:
    typed = (
        '<bdi>Your answers</bdi><p dir="auto">Not saved. <b>You</b></p>'
        '<input dir="auto" value="You"><textarea>\n&lt;b&gt; You</textarea>'
    )
    said = spoken.translated(f"<div>{typed}<p>Your answers</p></div>")
    assert said == f'<div lang="de">{typed}<p>Deine Antworten</p></div>'
    assert spoken.translated('<p title="Your &quot;a&quot; <b>">x</p>').startswith(
        '<p title="Your &quot;a&quot; &lt;b&gt;" lang="de">'
    )


WORDS, FILE = re.compile(r"[^\W\d_]{2,}"), re.compile(r"[\w.]+\.(json|txt)")


def english() -> set[str]:
    """Texts as learners meet them: what cards say, the prose of notebooks, words of templates."""
    found = [p.read_text("utf-8") for p in ROOT.glob("tests/pages/snapshots/*.txt")]
    for path in [*ROOT.glob("lessons/*.ipynb"), *ROOT.glob("exercises/*.ipynb")]:
        found += ["".join(one["source"]) for one in notebook_at(path)["cells"]]
    for path in ROOT.glob("src/wayout/pages/templates/**/*.html"):
        found += re.findall(r"(?<=>)[^<>{}]+(?=<)", path.read_text("utf-8"))
    lines = {" ".join(line.split()) for text in found for line in text.splitlines()}
    return lines | {one for line in lines for one in re.split(r"(?<=[.!?;:]) +", line)} - {""}


def test_every_text_is_translated_whole_or_stays_english_whole(german: spoken.Catalogue) -> None:
    known = {word for text in german.texts.values() for word in WORDS.findall(text)}
    said = {text: german.say(text) for text in [*english(), *HELD["whole"]]}
    half = {
        text: new
        for text, new in said.items()
        if new != text and not {*WORDS.findall(FILE.sub("", new))} <= known
    }
    assert half == {}
    assert {text: said[text] for text in HELD["whole"]} == HELD["whole"]
    new = [text for text in english() if said[text] != text]
    assert len(new) > 40
    assert not {*new} & german.missing
    assert {text for text in HELD["whole"] if said[text] == text} <= german.missing


def test_words_of_a_learner_beside_sentences_of_the_course_stay(german: spoken.Catalogue) -> None:
    for text in ("a b. Not saved.", "You: Not saved. Yes"):
        assert german.say(text) == text
    for tag in ("img", "br", "hr", "input"):  # what ends by itself does not end the translation
        drawn = f'<div><{tag} dir="auto"><p title="You">You</p></div>'
        assert '<p title="Du">Du</p>' in spoken.translated(drawn)
    theirs = '<p title="You" translate="no">You</p>'
    assert theirs in spoken.translated(f"<div>{theirs}</div>")


def test_figures_in_prose_are_written_as_the_language_does(german: spoken.Catalogue) -> None:
    assert str(say("{jan_nov_2023_cut} am {release_date}")) == "218,1 am 7. Dezember 2023"
    assert str(say("{x}", x=1234.5)) == "1234,5"
    # A sentence of a card that took in a figure of `say` is known all the same.
    day = str(say("They met in Moscow, on {release_date}."))
    assert german.say(day) == "Sie trafen sich in Moskau, am 7. Dezember 2023."
    spoken.speak()
    assert str(say("{jan_nov_2023_cut} on {release_date}")) == "218.1 on 7 December 2023"


def test_a_language_that_is_not_here_is_named() -> None:
    with pytest.raises(spoken.LanguageError, match="Languages here: de"):
        spoken.speak("xx")
