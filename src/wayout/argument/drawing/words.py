"""A scene in words: the list that says the same as the picture, and the picture's description."""

from collections.abc import Sequence

from wayout.argument.drawing.scene import Box, Scene
from wayout.argument.drawing.svg import inert
from wayout.argument.errors import called


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


def describe(whole: Scene) -> str:
    """Return one sentence on what a picture shows."""
    reasons = [box for box in whole.for_it if box.premises]
    counts = (
        _count(len(reasons), "reason") + " and " + _count(_singles(whole), "single point") + " for",
        _count(len(whole.against_it), "point") + " against",
        _count(sum(len(box.cuts) for box in reasons), "point")
        + " that would not let a reason count",
    )
    return f"{counts[0]} it, {counts[1]} it, {counts[2]}. The list under the picture says the same."


_ALONE = "<li>Nothing on this map is joined to it.</li>"


def _singles(whole: Scene) -> int:
    return sum(not box.premises for box in whole.for_it)


def _count(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"


def _side(heading: str, boxes: Sequence[Box]) -> str:
    items = "".join(f"<li>{_box(box)}</li>" for box in boxes)
    return f"<li>{heading}:<ul>{items}</ul></li>" if items else ""


def _box(box: Box) -> str:
    parts = "".join(f"<li>{_claim(premise)}</li>" for premise in box.premises)
    parts += "".join(f"<li>{_signed(cut)}</li>" for cut in box.cuts)
    return _signed(box) + (f"<ul>{parts}</ul>" if parts else "")


def _signed(box: Box) -> str:
    return f"{inert(box.sign)}: {_claim(box)}"


def _claim(box: Box) -> str:
    said = f": <bdi>{inert(box.text)}</bdi>" if box.text else ""
    source = f" ({inert(box.source)})" if box.source else ""
    return f"<strong><bdi>{inert(box.name)}</bdi></strong>{said}{source}"
