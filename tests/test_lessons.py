"""What every lesson promises: its parts, its minutes, its tables, and no figure typed by hand."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from checkout import ROOT, notebooks
from held import held
from wayout.activities.dial.answers import STAGES
from wayout.activities.reveal import sealed
from wayout.course.pace import MOST_AT_START, MOST_SECTIONS, MOST_WORDS, pace
from wayout.tables import package
from wayout.tables.package import load
from wayout.work.lessons import broken, lessons

LESSONS = sorted((ROOT / "lessons").glob("*.ipynb"))
WHOLE = [path for path in LESSONS if path.stem not in ("00_start_here", "so_far")]
PAGES = [ROOT / path for path in notebooks() if path.parts[0] != "solutions"]

# Numbers that prose may hold: they name a place in the essay or the course, a day, a duration,
# or stand in the essay itself. Every other number comes out of a table when a cell runs.
NAMES = re.compile(held(__file__, "names"), re.VERBOSE | re.MULTILINE)


def cells(path: Path, kind: str) -> Iterator[str]:
    notebook = nbformat.read(path, as_version=4)
    return (cell.source for cell in notebook.cells if cell.cell_type == kind)


def about(path: Path) -> dict[str, object]:
    return dict(nbformat.read(path, as_version=4).metadata["wayout"])


def text(path: Path) -> str:
    return "\n\n".join(cells(path, "markdown"))


@pytest.mark.parametrize("path", PAGES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_no_figure_is_typed_into_prose(path: Path) -> None:
    said = [text for source in cells(path, "code") for text in spoken(source)]
    said = [re.sub(FIELD, " ", sealed().get(text, text)) for text in said]
    left = NAMES.sub(" ", "\n\n".join([text(path), *said]))
    found = [line.strip() for line in left.splitlines() if re.search(r"\d", line)]
    assert found == [], "take the figure from the tables with say()"


def spoken(source: str) -> Iterator[str]:
    """Texts in ``say("…")``, answers too, without the fields that the tables fill."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
            named = [one.value for one in node.keywords if one.arg != "after"]
            for said in [*node.args[:1], *node.args[2:], *named]:
                texts = said.values if isinstance(said, ast.Dict) else [said]
                for text in map(ast.literal_eval, texts):
                    yield re.sub(FIELD, " ", str(text))


FIELD = r"\{[^}]*\}"


def test_no_notebook_holds_what_came_not_even_in_a_cell_that_is_hidden() -> None:
    held = {source for path in PAGES for source in cells(path, "code") if "outcome " in source}
    assert {one.split('"')[1] for one in held} == {*sealed()}
    told = {line for text in sealed().values() for line in text.splitlines() if len(line) > 30}
    assert not [line for path in PAGES for line in told if line in path.read_text("utf-8")]


@pytest.mark.parametrize(("lesson", "cell", "guess"), [
    ("05", "parts-chart", "door"), ("07", "votes-map", "gulf_votes"),
    ("09", "spending-chart", "army_dollars"),
])  # fmt: skip
def test_a_picture_that_tells_what_a_guess_asks_waits_for_it(
    lesson: str, cell: str, guess: str
) -> None:
    path = next(one for one in LESSONS if one.name.startswith(lesson))
    (source,) = (one.source for one in nbformat.read(path, as_version=4).cells if one.id == cell)
    assert source.count("display(") == 1
    assert f'after="guess {guess}")' in source.splitlines()[-1]
    assert f'debate.guess("{guess}")' in cells(path, "code")


def test_a_typed_figure_would_be_found() -> None:
    for slip in ("It grew by 26.2 %.", "six of 35 visits", "the 11 months", "12 of them"):
        assert re.search(r"\d", NAMES.sub(" ", slip)), slip
    assert list(spoken('say("up {rise:.1f} or 77.7 %")')) == ["up   or 77.7 %"]
    told = """say("up", after="sorted 11", answers={"0-45": "{x} or 7.7 %", "else": "no"}, n=3)"""
    assert list(spoken(told)) == ["up", "  or 7.7 %", "no", "3"]


@pytest.mark.parametrize("path", LESSONS, ids=lambda p: p.stem)
def test_metadata_and_text_agree(path: Path) -> None:
    told, prose = about(path), text(path)
    assert path.stem == told["lesson"] or path.name.startswith(f"{told['lesson']}_")
    assert str(told["title"]) in prose.splitlines()[0]
    assert f"bout {told['minutes']} minutes" in prose
    assert f'start("{told["lesson"]}")' in "\n".join(cells(path, "code"))


@pytest.mark.parametrize("path", LESSONS, ids=lambda p: p.stem)
def test_the_tables_it_names_are_the_tables_it_uses(path: Path) -> None:
    used = {name for source in cells(path, "code") for name in loaded(source)}
    assert used == set(about(path)["tables"])  # type: ignore[call-overload]
    assert used <= set(package.names())


def loaded(source: str) -> Iterator[str]:
    """Names of tables in ``load("…")`` and ``source("…")``."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in {"load", "source"} and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)


@pytest.mark.parametrize("path", LESSONS, ids=lambda p: p.stem)
def test_its_claims_are_known(path: Path) -> None:
    assert set(about(path)["claims"]) <= set(load("claims").claim)  # type: ignore[call-overload]


@pytest.mark.parametrize("path", WHOLE, ids=lambda p: p.stem)
@pytest.mark.parametrize(
    "part", ["**The question:**", "**You will be able to**", "**Time:**", "What we found",
             "What the data cannot show", "In short", "**Go on:**"],
)  # fmt: skip
def test_a_lesson_has_all_its_parts(path: Path, part: str) -> None:
    assert part in text(path)


@pytest.mark.parametrize("path", WHOLE, ids=lambda p: p.stem)
def test_a_lesson_asks_before_and_after(path: Path) -> None:
    activities: dict[str, list[str]] = about(path)["activities"]  # type: ignore[assignment]
    dials = [tuple(place.split()) for place in activities["dial"]]
    for claim in {claim for claim, _ in dials}:
        stages = [stage for asked, stage in dials if asked == claim]
        assert stages == [stage for stage in STAGES if stage in stages], claim
    assert any((claim, "before") in dials and (claim, "after") in dials for claim, _ in dials)


@pytest.mark.parametrize("path", PAGES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_links_lead_somewhere(path: Path) -> None:
    for address in re.findall(r"\]\(([^)#]+)\)", text(path)):
        if "://" not in address:
            assert (path.parent / address).exists(), address


@pytest.mark.parametrize("path", PAGES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_prose_is_kind_to_beginners(path: Path) -> None:
    assert not re.search(r"\b(simply|just|obviously|of course)\b", text(path), re.IGNORECASE)


def test_the_closing_page_is_short_and_no_lesson() -> None:
    page = pace(ROOT / "lessons" / "so_far.ipynb")
    assert (page.errors, page.words <= 800) == ((), True)
    prose = re.sub(r"[#*]", "", text(ROOT / "lessons" / "so_far.ipynb"))
    assert len(prose.split()) <= 300
    assert "so_far" not in [one.number for one in lessons()]
    assert broken() == []


@pytest.mark.parametrize("path", LESSONS, ids=lambda p: p.stem)
def test_a_lesson_is_short_and_says_how_long_it_takes(path: Path) -> None:
    found = pace(path)
    most = MOST_AT_START if path.name.startswith("00") else MOST_WORDS
    assert found.errors == (), "nothing stops in a blank run, not even where it may"
    assert found.words <= most, f"{found.words} words"
    assert found.sections <= MOST_SECTIONS
    assert found.minutes == about(path)["minutes"], "python start.py run wayout words --write"


def test_the_front_page_lists_every_lesson_with_its_minutes() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for path in WHOLE:
        told, practice = about(path), path.name.replace("_", "_exercise_", 1)
        exercise = text(ROOT / "solutions" / practice)
        minutes = re.search(r"about (\d+) minutes", exercise)
        assert minutes
        row = f"[{told['title']}](lessons/{path.name}) · [exercise](exercises/{practice})"
        found = [line for line in readme.splitlines() if row in line]
        assert [line.rsplit("|", 2)[1].strip() for line in found] == [
            f"{told['minutes']} + {minutes[1]}"
        ]
