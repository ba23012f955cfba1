import html
import re
from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point, Polygon
from shapely import box as rectangle
from texts import EVERY_TEXT, HOSTILE, OURS, maps, with_text

from calls import calls
from held import held
from page import Seen
from wayout import argument
from wayout.argument import ArgumentMap, Claim, Link, Reason
from wayout.argument.drawing import figure, listing, picture
from wayout.argument.drawing.lettering import width, wrap
from wayout.argument.drawing.scene import Box, Scene, folded, scene

CLAIMS = pytest.mark.parametrize("name", [claim.id for claim in OURS.claims])
NARROW = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
SVG = "{http://www.w3.org/2000/svg}"


def crowd(count: int = 8) -> ArgumentMap:
    """Put so many neighbours on every side of one claim."""
    claims, links, reasons = [Claim("M", "The claim in the middle.")], [], []
    for n in range(count):
        for side, kind in (("For", "for"), ("Con", "against")):
            claims.append(Claim(f"{side} {n}", f"Point {kind} it, number {n}.", "fact", (n + 1,)))
            links.append(Link(f"{side} {n}", "M", kind))
        claims.append(Claim(f"Up {n}", f"What it speaks to, number {n}.", "norm", (), "unstated"))
        links.append(Link("M", f"Up {n}", "against" if n % 2 else "for"))
    for n in range(2):
        premises = tuple(f"For {at}" for at in range(count))
        reasons.append(Reason(f"Reason {n}", "", premises, "M"))
        links += [Link(f"Con {at}", f"Reason {n}", "undercut") for at in range(count)]
    return ArgumentMap(tuple(claims), tuple(reasons), tuple(links))


# What is shown


def boxes(shown: Scene) -> list[Box]:
    sides = [*shown.above, *shown.for_it, *shown.against_it]
    return [shown.middle, *sides, *(cut for box in shown.for_it for cut in box.cuts)]


@given(st.integers(0, 6))
def test_no_more_than_seven_boxes_and_the_rest_is_counted(count: int) -> None:
    whole, shown = scene(crowd(count), "M"), folded(scene(crowd(count), "M"))
    assert len(boxes(shown)) <= 7
    assert len(shown.above) + shown.more[0] == len(whole.above)
    assert len(shown.for_it) + shown.more[1] == len(whole.for_it)
    assert len(shown.against_it) + shown.more[2] == len(whole.against_it)
    for box in shown.for_it:
        assert len(box.cuts) + box.more == (count if box.name.startswith("Reason") else 0)


# The picture


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def texts(svg: ElementTree.Element) -> str:
    return " ".join("".join(part.itertext()) for part in svg.iter(f"{SVG}text"))


def number(part: ElementTree.Element, name: str) -> float:
    return float(part.attrib[name])


def frames(svg: ElementTree.Element) -> list[Polygon]:
    names = ("x", "y", "width", "height")
    found = [[number(rect, name) for name in names] for rect in svg.iter(f"{SVG}rect")]
    return [rectangle(x, y, x + w, y + h) for x, y, w, h in found]


def whole(svg: ElementTree.Element) -> Polygon:
    return rectangle(0, 0, *map(float, svg.attrib["viewBox"].split()[2:]))


def assert_tidy(text: str) -> None:
    """Every box inside the picture, no two over each other, every line inside a box."""
    svg = parsed(text)
    rects = frames(svg)
    assert len(rects) <= 7
    assert all(rect.area > 0 and whole(svg).covers(rect) for rect in rects)
    assert not any(one.intersection(two).area for one, two in combinations(rects, 2))
    for line in svg.iter(f"{SVG}text"):
        x, y, sort = number(line, "x"), number(line, "y"), line.attrib["class"]
        size = {"arg-name": 15, "arg-text": 14, "arg-fold": 14}.get(sort, 13)
        end = x + width(line.text or "", size, sort in ("arg-name", "arg-sign"))
        end += sum(width(tail.text or "", 13) for tail in line)
        words = LineString([(x, y - 12), (end + 10, y + 4)])
        free = sort == "arg-fold" and end <= whole(svg).bounds[2]
        assert free or any(rect.contains(words) for rect in rects), line.text
    assert_joined(text)


def strokes(path: str) -> Iterator[list[tuple[float, float]]]:
    """Return the polylines of a path, point by point."""
    line: list[tuple[float, float]] = []
    for command, numbers in re.findall(r"([MLlHV])([-\d. ]+)", path):
        given = [float(n) for n in re.findall(r"-?[\d.]+", numbers)]
        if command == "M" and line:
            yield line
            line = []
        x, y = line[-1] if line else (0.0, 0.0)
        moves = {"H": (given[0], y), "V": (x, given[0]), "l": (x + given[0], y + given[-1])}
        line.append(moves.get(command, (given[0], given[-1])))
    yield line


def assert_joined(text: str) -> None:
    """Every line starts at a box and runs through none; every arrowhead points at one.

    What cuts a step has its cross on the line of that step.
    """
    svg = parsed(text)
    rects = frames(svg)
    steps = [line for part in svg.iter(f"{SVG}path") if part.attrib["class"] == "arg-line arg-for"
             for line in map(LineString, strokes(part.attrib["d"]))]  # fmt: skip
    inner = [rect.buffer(-4, join_style="mitre") for rect in rects]
    for part in svg.iter(f"{SVG}path"):
        for line in strokes(part.attrib["d"]):
            assert whole(svg).covers(LineString(line))
            assert not any(rect.intersects(LineString(line)) for rect in inner), line
            ends = [line[1]] if "arg-head" in part.attrib["class"] else [line[0], line[-1]]
            near = [rect.exterior.distance(Point(end)) for rect in rects for end in ends]
            cross = "arg-undercut arg-head" in part.attrib["class"]
            struck = [step for step in steps if cross and step.crosses(LineString(line))]
            assert min(near) <= 3 or len(struck) == 1, line


@NARROW
@pytest.mark.parametrize("count", range(5))
def test_a_crowd_makes_a_tidy_picture(count: int, narrow: bool) -> None:
    assert_tidy(picture(crowd(count), "M", narrow))


@NARROW
def test_there_is_one_arrowhead_for_each_side_and_each_claim_above(narrow: bool) -> None:
    svg = parsed(picture(crowd(2), "M", narrow))
    shown = folded(scene(crowd(2), "M"))
    heads = [p for p in svg.iter(f"{SVG}path") if "arg-head" in p.attrib["class"]]
    cut = sum(bool(box.cuts) for box in shown.for_it)
    assert len(heads) == len(shown.above) + 2 + cut


@CLAIMS
@NARROW
def test_every_claim_of_our_map_makes_a_tidy_picture(name: str, narrow: bool) -> None:
    assert_tidy(picture(OURS, name, narrow))


@EVERY_TEXT
@NARROW
def test_hostile_text_stays_inside_its_box_and_means_nothing(text: str, narrow: bool) -> None:
    map_ = with_text(text)
    for claim in map_.claims:
        drawn = picture(map_, claim.id, narrow)
        assert_tidy(drawn)
        assert {part.tag.removeprefix(SVG) for part in parsed(drawn).iter()} <= {
            *("svg", "style", "title", "desc", "rect", "text", "tspan", "path")
        }
        assert len(drawn) < 12_000


@given(maps(), st.booleans())
def test_any_map_makes_a_tidy_picture(map_: ArgumentMap, narrow: bool) -> None:
    assert_tidy(picture(map_, map_.claims[0].id, narrow))


@NARROW
def test_a_crowd_is_folded_in_words(narrow: bool) -> None:
    drawn = picture(crowd(), "M", narrow)
    assert_tidy(drawn)
    said = texts(parsed(drawn))
    for words in ("It bears on 7 more.", "and 8 more for it", "and 6 more against it"):
        assert words in said
    assert "and 7 more that would not let it count" in re.sub(r"\s+", " ", said)
    assert "and 2 more premises" in said


@NARROW
def test_a_picture_can_be_read_aloud(narrow: bool) -> None:
    svg = parsed(picture(OURS, "way_out", narrow))
    assert svg.attrib["role"] == "img"
    assert [part.tag.removeprefix(SVG) for part in svg][:3] == ["style", "title", "desc"]
    assert svg.find(f"{SVG}title").text == "What bears on 'Way out'"
    said = svg.find(f"{SVG}desc").text
    assert said.startswith("One reason and no single points for it, no points against it, two")


def test_lines_differ_by_more_than_colour() -> None:
    drawn = picture(crowd(), "M")
    dashes = dict(re.findall(r"\.arg-(for|against|undercut) \{ stroke:[^;]+;([^}]*)\}", drawn))
    assert len(set(dashes.values())) == 3
    for kind in dashes:
        assert f'class="arg-line arg-{kind}"' in drawn


# The list


@CLAIMS
def test_the_list_holds_every_word_of_the_picture(name: str) -> None:
    said = " ".join(Seen(listing(OURS, name)).text.split())
    for box in boxes(scene(OURS, name)):
        for part in (box.name, box.text, box.source, box.sign):
            assert part in said or part == "The claim"
        for premise in box.premises:
            assert premise.text in said


@EVERY_TEXT
def test_hostile_text_means_nothing_in_a_page(text: str) -> None:
    page = figure(with_text(text), "Z")
    shown = Seen(page).elements
    assert {tag for tag, _ in shown} <= {
        *("figure", "style", "div", "svg", "title", "desc", "rect", "text", "tspan", "path"),
        *("details", "summary", "p", "ul", "li", "strong", "bdi"),
    }
    assert {name for _, given in shown for name in given} <= {
        *("class", "aria-label", "role", "viewbox", "xmlns", "x", "y", "rx", "width", "height", "d")
    }
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\ud800-\udfff]", page)


# Lettering


@given(st.text(), st.floats(80, 500), st.sampled_from([13.0, 14.0, 15.0]), st.booleans())
def test_no_line_is_wider_than_its_room(text: str, room: float, size: float, bold: bool) -> None:
    lines = wrap(text, room, size, 4, bold)
    assert 1 <= len(lines) <= 4
    assert all(width(line, size, bold) <= room + 0.01 for line in lines)


@given(st.lists(st.from_regex(r"[a-zA-Zа-я]{1,12}", fullmatch=True), max_size=12))
def test_no_word_is_lost_where_there_is_room(words: list[str]) -> None:
    assert " ".join(wrap(" ".join(words), 400, 14, 99)).split() == words


test_calls = calls(__file__, argument, html, globals())

# The eye


@pytest.fixture(scope="module")
def page(browser) -> Iterator[object]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("across", [1280, 390])
@pytest.mark.parametrize("font", ["system-ui", "Verdana, DejaVu Sans", "serif"])
def test_real_letters_stay_inside_their_boxes(page, across: int, font: str) -> None:
    drawn = "".join(figure(OURS, claim.id, style=False) for claim in OURS.claims)
    drawn += "".join(figure(with_text(text), "Z", style=False) for text in HOSTILE)
    page.set_viewport_size({"width": across, "height": 800})
    page.set_content(f'<body style="--wo-font: {font}">{figure(crowd(), "M")}{drawn}')
    assert page.evaluate(held(__file__, "measure")) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= across
    shown = ".arg-narrow" if across == 390 else ".arg-wide"
    hidden = ".arg-wide" if across == 390 else ".arg-narrow"
    assert page.locator(shown).first.is_visible()
    assert not page.locator(hidden).first.is_visible()
