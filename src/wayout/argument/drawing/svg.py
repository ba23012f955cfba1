"""A scene as shapes and as an SVG: boxes of measured text, lines with arrowheads but without ids.

Everything that a reader's theme may want to change is a class and a CSS variable with a
fallback that can be read on light and on dark pages. No part has an id, so any number of
pictures can stand in one page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import NamedTuple

from wayout.argument.drawing.lettering import width, wrap
from wayout.argument.drawing.scene import Box, Scene
from wayout.argument.graph import LinkKind
from wayout.argument.references import blanked

_PAD, _LINE, _GAP, _ROW = 14.0, 20.0, 14.0, 46.0
_INDENT = 30.0
_MOST_LINES, _MOST_PREMISES = 4, 6
_SIZES = {"sign": 13.0, "name": 15.0, "text": 14.0, "fold": 14.0}
_MIDDLE, _SIDE, _TRUNK = 440.0, 26.0, 9.0
_NONCHARACTERS = {0xFFFE: " ", 0xFFFF: " "}


class Frame(NamedTuple):
    """The edge of a box; ``classes`` say what it holds."""

    classes: str
    x: float
    y: float
    width: float
    height: float


class Words(NamedTuple):
    """One line of words where it begins; ``tail`` stands after it in plainer letters."""

    classes: str
    x: float
    y: float
    text: str
    tail: str = ""


class Stroke(NamedTuple):
    """A line or an arrowhead, as the path of an SVG."""

    classes: str
    path: str


Shape = Frame | Words | Stroke


@dataclass(frozen=True, slots=True)
class Layout:
    """All shapes of a picture, in the order in which they are drawn, and its size in pixels."""

    width: float
    height: float
    shapes: tuple[Shape, ...]

    @property
    def frames(self) -> list[Frame]:
        """Return the edges of the boxes."""
        return [one for one in self.shapes if isinstance(one, Frame)]

    @property
    def words(self) -> list[Words]:
        """Return the lines of words."""
        return [one for one in self.shapes if isinstance(one, Words)]

    @property
    def strokes(self) -> list[Stroke]:
        """Return the lines and arrowheads."""
        return [one for one in self.shapes if isinstance(one, Stroke)]


class Line(NamedTuple):
    """One line of words; the tail stands after it in plainer letters."""

    sort: str
    text: str
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Laid:
    """A box in its place: its text in lines, each with its class."""

    box: Box
    x: float
    y: float
    width: float
    lines: tuple[Line, ...]
    main: bool = False

    @property
    def height(self) -> float:
        """Return the height that the lines need."""
        return len(self.lines) * _LINE + 2 * _PAD - 4

    @property
    def bottom(self) -> float:
        """Return where the box ends."""
        return self.y + self.height


def lay_out(shown: Scene, narrow: bool = False) -> Layout:
    """Return the shapes of a scene, 820 pixels wide, or 344 if narrow; no text is escaped yet."""
    pen = _Pen(344.0 if narrow else 820.0, narrow)
    pen.above(shown)
    pen.middle(shown.middle)
    pen.below(shown)
    return Layout(pen.width, pen.y + 1, tuple(pen.parts))


def draw(shown: Scene, title: str, description: str, narrow: bool = False) -> str:
    """Return a scene as one SVG element, 820 pixels wide, or 344 if narrow."""
    laid = lay_out(shown, narrow)
    return (
        f'<svg role="img" viewBox="0 0 {laid.width:g} {laid.height:g}"'
        ' xmlns="http://www.w3.org/2000/svg">'
        f"<title>{escaped(title)}</title><desc>{escaped(description)}</desc>"
        f"{''.join(map(_element, laid.shapes))}</svg>"
    )


def _element(shape: Shape) -> str:
    if isinstance(shape, Stroke):
        return f'<path class="{shape.classes}" d="{shape.path}"/>'
    if isinstance(shape, Frame):
        return (
            f'<rect class="{shape.classes}" x="{shape.x:g}" y="{shape.y:g}" rx="8"'
            f' width="{shape.width:g}" height="{shape.height:g}"/>'
        )
    tail = f'<tspan class="arg-source"> · {escaped(shape.tail)}</tspan>' if shape.tail else ""
    place = f'x="{shape.x:g}" y="{shape.y:g}"'
    return f'<text class="{shape.classes}" {place}>{escaped(shape.text)}{tail}</text>'


def escaped(text: str) -> str:
    """Return text as it may stand in a page or a file: shown, never obeyed."""
    return escape(blanked(text).translate(_NONCHARACTERS))


class _Pen:
    """Draws from top to bottom and remembers how far down it is."""

    def __init__(self, page: float, narrow: bool) -> None:
        self.width, self.narrow = page, narrow
        self.parts: list[Shape] = []
        self.y = self.bottom = 1.0

    # What the claim speaks to

    def above(self, shown: Scene) -> None:
        """Draw what the claim in the middle speaks to."""
        if shown.more[0]:
            self.fold(f"It bears on {shown.more[0]} more.", 1.0, self.width)
        boxes = list(self._placed_above(shown.above))
        for box in boxes:
            self.put(box)
        if boxes:
            self.y = max(box.bottom for box in boxes) + _ROW
        for at, box in enumerate(boxes):
            self._line_up(box, at, len(boxes))

    def _placed_above(self, boxes: Sequence[Box]) -> Iterator[Laid]:
        if self.narrow:
            y = self.y
            for box in boxes:
                below = _lay(box, _SIDE, y, self.width - 2 * _SIDE)
                y = below.bottom + _GAP
                yield below
        elif len(boxes) == 1:
            yield _lay(boxes[0], (self.width - _MIDDLE) / 2, self.y, _MIDDLE)
        else:
            row = [_lay(box, 1.0, self.y, self.width / 2 - _SIDE) for box in boxes]
            tallest = max((laid.height for laid in row), default=0.0)
            for at, laid in enumerate(row):
                x, y = 1.0 + at * (self.width - laid.width - 2), self.y + tallest - laid.height
                yield replace(laid, x=x, y=y)

    def _line_up(self, box: Laid, at: int, count: int) -> None:
        """Draw the arrow from the middle, which is yet to come, to a box above it."""
        if self.narrow:
            x, y = _TRUNK + 7 * at, box.y + box.height / 2
            self.line(box.box.kind, f"M{x:g} {self.y:g}V{y:g}H{box.x - 1:g}")
            self.head(box.box.kind, f"M{box.x - 8:g} {y - 5:g}L{box.x - 1:g} {y:g}l-7 5")
            return
        start = self.width / 2 + (0 if count == 1 else (2 * at - 1) * 90)
        end, turn = box.x + box.width / 2, self.y - _ROW / 2 + 4
        self.line(box.box.kind, f"M{start:g} {self.y:g}V{turn:g}H{end:g}V{box.bottom + 2:g}")
        self.up(box.box.kind, end, box.bottom + 2)

    # The claim itself

    def middle(self, box: Box) -> None:
        """Draw the claim that the picture is about."""
        room = self.width - 2 if self.narrow else _MIDDLE
        laid = _lay(box, (self.width - room) / 2, self.y, room, main=True)
        self.put(laid)
        self.bottom = laid.bottom
        self.y = laid.bottom + _ROW

    # What speaks to it

    def below(self, shown: Scene) -> None:
        """Draw what speaks for the claim and against it: side by side, or one under the other."""
        top, room = self.y, self.width / 2 - _SIDE
        if self.narrow:
            room = self.width - 2 * _SIDE
            self.column("for", shown.for_it, shown.more[1], _SIDE, room, _TRUNK)
            self.y += _GAP
            trunk = self.width - _TRUNK
            self.column("against", shown.against_it, shown.more[2], _SIDE, room, trunk)
            return
        half = self.width / 2
        self.column("for", shown.for_it, shown.more[1], 1.0, room, half - 9)
        end, self.y = self.y, top
        self.column("against", shown.against_it, shown.more[2], half + _SIDE - 1, room, half + 9)
        self.y = max(end, self.y)

    def column(
        self, kind: LinkKind, boxes: Sequence[Box], more: int, x: float, room: float, trunk: float
    ) -> None:
        """Draw one side: its boxes, each with a stub to the trunk that leads to the middle."""
        self.branch(kind, boxes, (x, room), (trunk, self.bottom + 2))
        if not boxes and not more:
            self.fold(f"Nothing on this map speaks {kind} it.", x, room)
        if more:
            self.fold(f"and {more} more {kind} it", x, room)

    def branch(
        self,
        kind: LinkKind,
        boxes: Sequence[Box],
        place: tuple[float, float],
        end: tuple[float, float],
    ) -> None:
        """Draw boxes at a place and width, each with a stub to the trunk, and the trunk's end."""
        (x, room), (trunk, top), stubs = place, end, ""
        for box in boxes:
            laid = _lay(box, x, self.y, room)
            middle = laid.y + laid.height / 2
            stubs += f"M{x if trunk < x else x + room:g} {middle:g}H{trunk:g}"
            self.put(laid)
            self.y = laid.bottom + _GAP
            self.cuts(laid, trunk)
        if boxes:
            self.line(kind, f"M{trunk:g} {middle:g}V{top:g}{stubs}")
            self.up(kind, trunk, top)

    def cuts(self, reason: Laid, trunk: float) -> None:
        """Draw, under a reason, what does not let it count, up to its line to the trunk."""
        edge = reason.x if trunk < reason.x else reason.x + reason.width
        on = (edge + trunk) / 2, reason.y + reason.height / 2
        x, room, path = reason.x + _INDENT, reason.width - _INDENT, ""
        for box in reason.box.cuts:
            laid = _lay(box, x, self.y, room)
            middle = laid.y + laid.height / 2
            path += f"M{x if trunk < x else x + room:g} {middle:g}H{on[0]:g}"
            self.put(laid)
            self.y = laid.bottom + _GAP
        if path:
            self.line("undercut", f"{path}V{on[1]:g}")
            self.cross(*on)
        if reason.box.more:
            self.fold(f"and {reason.box.more} more that would not let it count", x, room)

    # Strokes

    def put(self, laid: Laid) -> None:
        """Draw one box with its words."""
        classes = ["arg-box"] + ["arg-middle"] * laid.main + ["arg-unsaid"] * laid.box.unsaid
        self.parts.append(Frame(" ".join(classes), laid.x, laid.y, laid.width, laid.height))
        for at, line in enumerate(laid.lines):
            self.words(line, laid.x + _PAD, laid.y + _PAD + 12 + at * _LINE)

    def words(self, line: Line, x: float, y: float) -> None:
        """Write one line."""
        self.parts.append(Words(f"arg-{line.sort}", x, y, line.text, line.tail))

    def fold(self, text: str, x: float, room: float) -> None:
        """Say in words what the picture leaves out."""
        for line in wrap(text, room, _SIZES["fold"], 2):
            self.words(Line("fold", line), x + 4, self.y + 14)
            self.y += _LINE
        self.y += _GAP / 2

    def line(self, kind: LinkKind, path: str) -> None:
        """Draw a line in the manner of its kind."""
        self.parts.append(Stroke(f"arg-line arg-{kind}", path))

    def up(self, kind: LinkKind, x: float, y: float) -> None:
        """Draw an arrowhead that points up."""
        self.head(kind, f"M{x - 5:g} {y + 7:g}L{x:g} {y:g}L{x + 5:g} {y + 7:g}")

    def cross(self, x: float, y: float) -> None:
        """Strike a line through, as what is cut."""
        self.head("undercut", f"M{x - 4:g} {y - 4:g}L{x + 4:g} {y + 4:g}M{x - 4:g} {y + 4:g}l8 -8")

    def head(self, kind: LinkKind, path: str) -> None:
        """Draw an arrowhead."""
        self.parts.append(Stroke(f"arg-line arg-{kind} arg-head", path))


def _lay(box: Box, x: float, y: float, room: float, main: bool = False) -> Laid:
    """Return a box in its place, with its words in lines."""
    inner = room - 2 * _PAD
    lines = [
        Line(sort, line)
        for sort, text, most in _words(box, main)
        for line in wrap(blanked(text), inner, _SIZES[sort], most, sort in ("sign", "name"))
    ]
    return Laid(box, x, y, room, (*_sign(box, inner), *lines), main)


def _sign(box: Box, inner: float) -> tuple[Line, ...]:
    """Return sign and source, in one line if they fit into one."""
    both = width(box.sign, _SIZES["sign"], True) + width(f" · {box.source}", _SIZES["sign"])
    if both <= inner:
        return (Line("sign", box.sign, box.source),)
    sources = wrap(box.source, inner, _SIZES["sign"], 2)
    return (Line("sign", box.sign), *(Line("source", line) for line in sources))


def _words(box: Box, main: bool) -> Iterator[tuple[str, str, int]]:
    yield "name", box.name, 2
    if box.text:
        yield "text", box.text, _MOST_LINES + 2 * main
    for premise in box.premises[:_MOST_PREMISES]:
        yield "text", f"• {premise.name}" + (" (unsaid)" if premise.unsaid else ""), 2
    if len(box.premises) > _MOST_PREMISES:
        yield "text", f"and {len(box.premises) - _MOST_PREMISES} more premises", 1
