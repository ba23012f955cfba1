"""A scene as an SVG: boxes of measured text, and lines with arrowheads but without ids.

Everything that a reader's theme may want to change is a class and a CSS variable with a
fallback that can be read on light and on dark pages. No part has an id, so any number of
pictures can stand in one page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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

STYLE = """\
.wo-argument svg { display: block; height: auto; width: 100%; }
.wo-argument .arg-box { fill: var(--wo-card, none); stroke: var(--wo-edge, #7d8794); }
.wo-argument .arg-middle { stroke: currentColor; stroke-width: 2; }
.wo-argument .arg-unsaid { stroke-dasharray: 5 4; }
.wo-argument text { fill: currentColor; font-family: var(--wo-font, system-ui, sans-serif);
  unicode-bidi: plaintext; }
.wo-argument .arg-sign { font-size: 13px; font-weight: 650; }
.wo-argument .arg-source { font-size: 13px; font-weight: 400; }
.wo-argument .arg-name { font-size: 15px; font-weight: 650; }
.wo-argument .arg-text { font-size: 14px; }
.wo-argument .arg-fold { font-size: 14px; font-style: italic; }
.wo-argument .arg-line { fill: none; stroke-linecap: round; stroke-width: 2; }
.wo-argument .arg-for { stroke: var(--wo-blue, #0072b2); }
.wo-argument .arg-against { stroke: var(--arg-against, #d55e00); stroke-dasharray: 7 5; }
.wo-argument .arg-undercut { stroke: var(--wo-edge, #7d8794); stroke-dasharray: 1 6;
  stroke-width: 3; }
.wo-argument .arg-head { stroke-dasharray: none; stroke-linejoin: round; stroke-width: 2; }
"""
"""The style of a picture; it applies inside an element of class ``wo-argument``."""


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


def draw(shown: Scene, title: str, description: str, narrow: bool = False) -> str:
    """Return a scene as one SVG element, 820 pixels wide, or 344 if narrow."""
    pen = _Pen(344.0 if narrow else 820.0, narrow)
    pen.above(shown)
    pen.middle(shown.middle)
    pen.below(shown)
    size = f"0 0 {pen.width:g} {pen.y + 1:g}"
    return (
        f'<svg role="img" viewBox="{size}" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{escaped(title)}</title><desc>{escaped(description)}</desc>"
        f"{''.join(pen.parts)}</svg>"
    )


def escaped(text: str) -> str:
    """Return text as it may stand in a page or a file: shown, never obeyed."""
    return escape(blanked(text).translate(_NONCHARACTERS))


class _Pen:
    """Draws from top to bottom and remembers how far down it is."""

    def __init__(self, page: float, narrow: bool) -> None:
        self.width, self.narrow = page, narrow
        self.parts: list[str] = []
        self.y = 1.0
        self.top = self.bottom = 1.0

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
                laid = _lay(box, _SIDE, y, self.width - 2 * _SIDE)
                y = laid.bottom + _GAP
                yield laid
        elif len(boxes) == 1:
            yield _lay(boxes[0], (self.width - _MIDDLE) / 2, self.y, _MIDDLE)
        else:
            room = self.width / 2 - _SIDE
            tallest = max((_lay(box, 0, 0, room).height for box in boxes), default=0.0)
            for x, box in zip((1.0, self.width / 2 + _SIDE - 1), boxes, strict=False):
                height = _lay(box, 0, 0, room).height
                yield _lay(box, x, self.y + tallest - height, room)

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
        self.top, self.bottom = laid.y, laid.bottom
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
        ends = []
        for box in boxes:
            laid = _lay(box, x, self.y, room)
            self.put(laid)
            self.y = laid.bottom + _GAP
            ends.append((laid.x if trunk < laid.x else laid.x + room, laid.y + laid.height / 2))
            self.cuts(laid)
        if ends:
            stubs = "".join(f"M{side:g} {y:g}H{trunk:g}" for side, y in ends)
            self.line(kind, f"M{trunk:g} {ends[-1][1]:g}V{self.bottom + 2:g}{stubs}")
            self.up(kind, trunk, self.bottom + 2)
        elif not more:
            self.fold(f"Nothing on this map speaks {kind} it.", x, room)
        if more:
            self.fold(f"and {more} more {kind} it", x, room)

    def cuts(self, reason: Laid) -> None:
        """Draw, under a reason, what shows that it does not bear on its conclusion."""
        trunk, ends = reason.x + _INDENT / 2, []
        for box in reason.box.cuts:
            laid = _lay(box, reason.x + _INDENT, self.y, reason.width - _INDENT)
            self.put(laid)
            self.y = laid.bottom + _GAP
            ends.append(laid.y + laid.height / 2)
        if ends:
            stubs = "".join(f"M{reason.x + _INDENT:g} {y:g}H{trunk:g}" for y in ends)
            self.line("undercut", f"M{trunk:g} {ends[-1]:g}V{reason.bottom + 2:g}{stubs}")
            self.up("undercut", trunk, reason.bottom + 2)
        if reason.box.more:
            fold = f"and {reason.box.more} more that would not let it count"
            self.fold(fold, reason.x + _INDENT, reason.width - _INDENT)

    # Strokes

    def put(self, laid: Laid) -> None:
        """Draw one box with its words."""
        classes = ["arg-box"] + ["arg-middle"] * laid.main + ["arg-unsaid"] * laid.box.unsaid
        self.parts.append(
            f'<rect class="{" ".join(classes)}" x="{laid.x:g}" y="{laid.y:g}" rx="8"'
            f' width="{laid.width:g}" height="{laid.height:g}"/>'
        )
        for at, line in enumerate(laid.lines):
            self.words(line, laid.x + _PAD, laid.y + _PAD + 12 + at * _LINE)

    def words(self, line: Line, x: float, y: float) -> None:
        """Write one line."""
        tail = f'<tspan class="arg-source"> · {escaped(line.tail)}</tspan>' if line.tail else ""
        self.parts.append(
            f'<text class="arg-{line.sort}" x="{x:g}" y="{y:g}">{escaped(line.text)}{tail}</text>'
        )

    def fold(self, text: str, x: float, room: float) -> None:
        """Say in words what the picture leaves out."""
        for line in wrap(text, room, _SIZES["fold"], 2):
            self.words(Line("fold", line), x + 4, self.y + 14)
            self.y += _LINE
        self.y += _GAP / 2

    def line(self, kind: LinkKind, path: str) -> None:
        """Draw a line in the manner of its kind."""
        self.parts.append(f'<path class="arg-line arg-{kind}" d="{path}"/>')

    def up(self, kind: LinkKind, x: float, y: float) -> None:
        """Draw an arrowhead that points up."""
        self.head(kind, f"M{x - 5:g} {y + 7:g}L{x:g} {y:g}L{x + 5:g} {y + 7:g}")

    def head(self, kind: LinkKind, path: str) -> None:
        """Draw an arrowhead."""
        self.parts.append(f'<path class="arg-line arg-{kind} arg-head" d="{path}"/>')


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
