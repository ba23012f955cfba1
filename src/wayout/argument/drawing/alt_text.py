"""A picture in words: its title, its description, and the list that says the same."""

from collections.abc import Sequence

from wayout.argument.drawing.scene import Box, Scene
from wayout.argument.drawing.svg import escaped
from wayout.argument.errors import called
from wayout.language import counted


def as_list(whole: Scene) -> str:
    """Return a scene as nested HTML lists, nothing folded away, every text escaped."""
    sides = [
        _side("It bears on", whole.above),
        _side("For it", whole.for_it),
        _side("Against it", whole.against_it),
    ]
    return f"<p>{_claim(whole.middle)}</p><ul>{''.join(filter(None, sides)) or _ALONE}</ul>"


def title(whole: Scene) -> str:
    """Return what a picture is called."""
    return f"What bears on {called(whole.middle.name)}"


def description(whole: Scene) -> str:
    """Return one sentence on what a picture shows."""
    reasons = [box for box in whole.for_it if box.premises]
    singles = counted(len(whole.for_it) - len(reasons), "single point")
    against = counted(len(whole.against_it), "point")
    cuts = counted(sum(len(box.cuts) for box in reasons), "point")
    said = (
        f"{counted(len(reasons), 'reason')} and {singles} for it, {against} against it, {cuts}"
        " that would not let a reason count. The list under the picture says the same."
    )
    return said[0].upper() + said[1:]


_ALONE = "<li>Nothing on this map is joined to it.</li>"


def _side(heading: str, boxes: Sequence[Box]) -> str:
    items = "".join(f"<li>{_box(box)}</li>" for box in boxes)
    return f"<li>{heading}:<ul>{items}</ul></li>" if items else ""


def _box(box: Box) -> str:
    parts = "".join(f"<li>{_claim(premise)}</li>" for premise in box.premises)
    parts += "".join(f"<li>{_signed(cut)}</li>" for cut in box.cuts)
    return _signed(box) + (f"<ul>{parts}</ul>" if parts else "")


def _signed(box: Box) -> str:
    return f"{escaped(box.sign)}: {_claim(box)}"


def _claim(box: Box) -> str:
    said = f": <bdi>{escaped(box.text)}</bdi>" if box.text else ""
    source = f" ({escaped(box.source)})" if box.source else ""
    return f"<strong><bdi>{escaped(box.name)}</bdi></strong>{said}{source}"
