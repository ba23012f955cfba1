import re
from collections.abc import Iterator
from html import unescape
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point, Polygon
from shapely import box as rectangle
from texts import EVERY_TEXT, HOSTILE, OURS, maps, with_text

from page import Seen
from wayout.argument import ArgumentMap, Claim, Link, MapError, Reason
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


def test_a_claim_is_shown_with_all_that_bears_on_it() -> None:
    relations = scene(OURS, "s27").for_it
    assert [b.name for b in relations] == ["Balance needs friends", "Rivals need a way out"]
    whole = scene(OURS, "way_out")
    assert [b.name for b in whole.for_it] == ["Fear explains the trips"]
    assert [box.name for box in whole.for_it[0].cuts] == ["Figure came later", "Other aims"]
    assert whole.for_it[0].premises[0].name == "Partners elsewhere"
    assert [box.unsaid for box in whole.for_it[0].premises] == [False, False, True, True]
    assert [b.name for b in whole.above] == ["Way out for Russia", "Way out for relations"]
    assert (whole.against_it, whole.middle.source) == ((), "not said by the essay")
    sides = scene(OURS, "s08")
    assert [box.name for box in sides.for_it] == ["Exports jump"]
    assert [box.name for box in sides.against_it] == ["Energy", "India sells"]


def test_signs_and_words_say_what_each_point_does() -> None:
    above = [
        (b.name, b.sign) for id_ in ("china_buys_half", "cores") for b in scene(OURS, id_).above
    ]
    assert above == [
        ("Linked", "+ it speaks for"),
        ("Energy", "− it speaks against"),
        ("Rivals", "+ with 1 more, a reason for"),
        ("Neighbours compete", "⊘ it does not let this count"),
    ]
    whole = scene(crowd(1), "M")
    assert [box.sign for box in whole.for_it] == ["+ for, together", "+ for, together", "+ for"]
    assert [box.sign for box in whole.against_it] == ["− against"]
    assert [box.sign for box in whole.for_it[0].cuts] == ["⊘ does not bear on it"]


@given(st.integers(0, 6))
def test_no_more_than_seven_boxes_and_the_rest_is_counted(count: int) -> None:
    whole, shown = scene(crowd(count), "M"), folded(scene(crowd(count), "M"))
    assert len(boxes(shown)) <= 7
    assert len(shown.above) + shown.more[0] == len(whole.above)
    assert len(shown.for_it) + shown.more[1] == len(whole.for_it)
    assert len(shown.against_it) + shown.more[2] == len(whole.against_it)
    for box in shown.for_it:
        assert len(box.cuts) + box.more == (count if box.name.startswith("Reason") else 0)


def test_no_side_is_hidden_behind_another() -> None:
    shown = folded(scene(crowd(), "M"))
    assert len(boxes(shown)) == 7
    assert [len(side) for side in (shown.above, shown.for_it, shown.against_it)] == [1, 2, 2]
    assert len(shown.for_it[0].cuts) == 1


def test_what_a_claim_speaks_to_is_folded_too() -> None:
    map_ = crowd(5)
    map_ = map_.minus(*map_.links, *map_.reasons).plus(*map_.links_from("M"))
    shown = folded(scene(map_, "M"))
    assert (len(shown.above), shown.more) == (2, (3, 0, 0))
    assert "It bears on 3 more." in picture(map_, "M")
    assert "It bears on" not in picture(map_.minus(*map_.links[2:]), "M")


def test_a_claim_that_stands_alone_or_nowhere_is_said_to() -> None:
    alone = ArgumentMap((Claim("A", "Alone."),))
    assert "Nothing on this map speaks for it." in picture(alone, "A")
    assert "Nothing on this map is joined to it." in listing(alone, "A")
    with pytest.raises(MapError, match="Did you mean 'way_out'"):
        figure(OURS, "way_aut")


def test_an_unfinished_map_is_drawn_as_far_as_it_goes() -> None:
    broken = ArgumentMap(
        (Claim("A", "a"),),
        (Reason("R", "", ("B", "A"), "C"), Reason("S", "", (), "A")),
        (Link("A", "B", "for"), Link("B", "A", "against"), Link("A", "T", "undercut")),
    )
    assert picture(broken, "A").count("<rect") == 2


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
    """Every line starts at a box and runs through none; every arrowhead points at one."""
    svg = parsed(text)
    rects = frames(svg)
    inner = [rect.buffer(-4, join_style="mitre") for rect in rects]
    for part in svg.iter(f"{SVG}path"):
        for line in strokes(part.attrib["d"]):
            assert whole(svg).covers(LineString(line))
            assert not any(rect.intersects(LineString(line)) for rect in inner), line
            ends = [line[1]] if "arg-head" in part.attrib["class"] else [line[0], line[-1]]
            near = [rect.exterior.distance(Point(end)) for rect in rects for end in ends]
            assert min(near) <= 3, line


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


def test_the_claim_in_the_middle_stands_out_and_has_more_room() -> None:
    long = "A sentence that goes on and on. " * 40
    map_ = ArgumentMap(
        (Claim("A", long, "fact", (), "unstated"), Claim("B", long)), (), (Link("A", "B", "for"),)
    )
    svg = parsed(picture(map_, "B"))
    classes = [rect.attrib["class"] for rect in svg.iter(f"{SVG}rect")]
    assert classes == ["arg-box arg-middle", "arg-box arg-unsaid"]
    lines = [line for line in svg.iter(f"{SVG}text") if line.attrib["class"] == "arg-text"]
    assert len(lines) == 6 + 4
    drawn = svg, parsed(picture(map_, "B", True))
    assert [one.attrib["viewBox"].split()[2] for one in drawn] == ["820", "344"]


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


def test_colours_follow_the_page_or_are_brought_along() -> None:
    drawn = figure(OURS, "way_out")
    paints = set(re.findall(r"(?:fill|stroke): ([^;]+);", drawn))
    assert {paint for paint in paints if not paint.startswith("var(--")} == {"none", "currentColor"}
    alone = picture(OURS, "way_out")
    assert "@media (prefers-color-scheme: dark)" in alone
    for part in ("background", "color"):
        found = re.findall(rf"[ ;{{]{part}: var\(--wo-\w+, (#[0-9a-f]{{6}})\)", alone)
        assert len(set(found)) == 2, part


def test_pictures_can_stand_side_by_side() -> None:
    drawn = figure(OURS, "way_out") + figure(OURS, "way_out", style=False)
    assert not re.search(r"\b(id|href|src|url|on\w+)=", drawn)
    assert "url(" not in drawn
    assert drawn.count("<style>") == 1


# The list


@CLAIMS
def test_the_list_holds_every_word_of_the_picture(name: str) -> None:
    said = " ".join(Seen(listing(OURS, name)).text.split())
    for box in boxes(scene(OURS, name)):
        for part in (box.name, box.text, box.source, box.sign):
            assert part in said or part == "The claim"
        for premise in box.premises:
            assert premise.text in said


def test_the_list_folds_nothing_away() -> None:
    page = listing(crowd(), "M")
    assert "more" not in unescape(page).replace("with", "")
    assert page.count("− against") == 8
    assert page.count("⊘ does not bear on it") == 16


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


def test_widths_know_other_scripts() -> None:
    assert width("贸", 10) > width("W", 10) > width("a", 10) > width("i", 10)
    assert width("e\u0301\u200d", 10) == width("e", 10)
    assert width("🚢", 10) > width("贸", 10)
    assert width("a", 10, bold=True) > width("a", 10)


def test_what_does_not_fit_ends_in_dots() -> None:
    assert wrap("one two three four five", 60, 14, 2) == ["one two", "three…"]
    assert wrap("", 100, 14, 2) == [""]


# The eye


@pytest.fixture(scope="module")
def page(browser) -> Iterator[object]:
    page = browser.new_page()
    yield page
    page.close()


MEASURE = """() => [...document.querySelectorAll('svg')].filter(s => s.clientWidth).flatMap(svg => {
  const boxes = [...svg.querySelectorAll('rect')].map(r => r.getBBox());
  const inside = (t, b) => t.x >= b.x + 4 && t.x + t.width <= b.x + b.width - 4
    && t.y >= b.y && t.y + t.height <= b.y + b.height;
  return [...svg.querySelectorAll('text:not(.arg-fold)')].filter(t => t.textContent)
    .filter(t => !boxes.some(b => inside(t.getBBox(), b))).map(t => t.textContent);
})"""


@pytest.mark.browser
@pytest.mark.parametrize("across", [1280, 390])
@pytest.mark.parametrize("font", ["system-ui", "Verdana, DejaVu Sans", "serif"])
def test_real_letters_stay_inside_their_boxes(page, across: int, font: str) -> None:
    drawn = "".join(figure(OURS, claim.id, style=False) for claim in OURS.claims)
    drawn += "".join(figure(with_text(text), "Z", style=False) for text in HOSTILE)
    page.set_viewport_size({"width": across, "height": 800})
    page.set_content(f'<body style="--wo-font: {font}">{figure(crowd(), "M")}{drawn}')
    assert page.evaluate(MEASURE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= across
    shown = ".arg-narrow" if across == 390 else ".arg-wide"
    hidden = ".arg-wide" if across == 390 else ".arg-narrow"
    assert page.locator(shown).first.is_visible()
    assert not page.locator(hidden).first.is_visible()
