"""Say in words what is wrong with the markers on a learner's map."""

from collections.abc import Sequence

from wayout.exercises.map_mark import Mark, Marker
from wayout.exercises.values import pairing
from wayout.language import listed

Pairs = list[tuple[Mark, Marker]]
MAX_LABEL = 40


def fault(
    wanted: Sequence[Mark], given: Sequence[Marker], *, exactly: int | None, secret: bool
) -> str:
    """Return the first fault that can be named: places, then labels, then colours; or "".

    ``given`` are the markers on the map, and ``exactly`` how many there must be in all; None:
    others do no harm. If ``secret``, a missing marker is not called by its name.
    """
    taken = _pairs(wanted, given)
    order = sorted(taken, key=lambda have: taken[have])
    pairs = [(wanted[taken[have]], given[have]) for have in order]
    lost = [mark for want, mark in enumerate(wanted) if want not in taken.values()]
    spare = [marker for have, marker in enumerate(given) if have not in taken]
    return (
        _places(lost, spare, secret, surplus=exactly is not None and len(given) > exactly)
        or _labels(pairs)
        or _fixed_colours(pairs)
        or _grouped_colours(pairs)
    )


def _pairs(wanted: Sequence[Mark], given: Sequence[Marker]) -> dict[int, int]:
    # Who fits in every way first: two marks at one place are told apart by their labels.
    whole = pairing(wanted, given, Mark.takes)
    return pairing(wanted, given, Mark.near, whole)


def _places(lost: list[Mark], spare: list[Marker], secret: bool, *, surplus: bool) -> str:
    astray = [mark for mark in lost if any(_claims(mark, one) for one in spare)]
    gone = [mark for mark in lost if mark not in astray]
    other = [one for one in spare if not any(_claims(mark, one) for mark in astray)]
    turned = any(_turned(mark, one) for mark in astray for one in spare)
    gone_said = _gone(gone, secret, bool(spare))
    said = [_astray(astray, turned), gone_said, _other(other, bool(gone), surplus)]
    return " ".join(part for part in said if part)


def _turned(mark: Mark, marker: Marker) -> bool:
    """Return whether a marker would stand right with latitude and longitude the other way round."""
    return mark.near(Marker(marker.longitude, marker.latitude, "", ""))


def _claims(mark: Mark, marker: Marker) -> bool:
    """Return whether a marker that stands elsewhere was meant for this place."""
    return _turned(mark, marker) or bool(mark.labels and mark.names(marker))


def _astray(marks: list[Mark], turned: bool) -> str:
    if not marks:
        return ""
    verb, whose = ("stands", "its") if len(marks) == 1 else ("stand", "their")
    names = listed(_name(mark) for mark in marks)
    line = f"{names} {verb} in the wrong place."
    if turned:
        return f"{line} Have latitude and longitude changed places? Latitude comes first."
    return f"{line} Look up {whose} latitude and longitude again."


def _gone(marks: list[Mark], secret: bool, others: bool) -> str:
    if not marks:
        return ""
    names = _number(len(marks)) if secret else listed(_name(mark) for mark in marks)
    ask = "" if others else " Does each line with `maps.pin` end in `.add_to(my_map)`?"
    return f"{names} {'is' if len(marks) == 1 else 'are'} missing.{ask}"


def _number(count: int) -> str:
    return "One marker" if count == 1 else f"{count} markers"


def _other(spare: list[Marker], lost: bool, surplus: bool) -> str:
    names = listed(_label(marker) for marker in spare) if spare else ""
    if spare and surplus:
        return f"{_number(len(spare))} too many: {names}."
    return f"Not asked for: {names}." if spare and lost else ""


def _labels(pairs: Pairs) -> str:
    wrong = [(mark, marker) for mark, marker in pairs if not mark.names(marker)]
    if not wrong:
        return ""
    pieces = "; ".join(f"{_name(mark)} (you have {_label(marker)})" for mark, marker in wrong)
    return f"The places are right. Now write the name of each place as its label: {pieces}."


def _fixed_colours(pairs: Pairs) -> str:
    bound = [(mark, marker) for mark, marker in pairs if mark.colours]
    wrong = [marker for mark, marker in bound if marker.colour not in mark.colours]
    if not wrong:
        return ""
    allowed = {colour for mark, _ in bound for colour in mark.colours}
    if all(marker.colour in allowed for marker in wrong):
        return "The places are right, and so are the colours. Ask which colour belongs where."
    names = listed(sorted({mark.colours[0] for mark, _ in bound}))
    return f"The places are right. Use these colours: {names}."


def _grouped_colours(pairs: Pairs) -> str:
    groups: dict[str, Pairs] = {}
    for mark, marker in pairs:
        if mark.group:
            groups.setdefault(mark.group, []).append((mark, marker))
    shown = [{marker.colour for _, marker in group} for group in groups.values()]
    colours = [next(iter(one)) for one in shown]
    if all(len(one) == 1 for one in shown) and len(set(colours)) == len(colours):
        return ""
    return f"The places are right. Now the colours: {_need([*groups.values()])}."


def _need(groups: list[Pairs]) -> str:
    lines = [_one_need([mark for mark, _ in group]) for group in groups]
    return "; ".join([lines[0], *(line.replace("one colour", "another") for line in lines[1:])])


def _one_need(marks: list[Mark]) -> str:
    return f"{listed(map(_name, marks))} {'needs' if len(marks) == 1 else 'need'} one colour"


def _name(mark: Mark) -> str:
    if mark.labels:
        return mark.labels[0].replace("*", "")
    return f"the marker at {mark.latitude:.1f}, {mark.longitude:.1f}"


def _label(marker: Marker) -> str:
    text = " ".join(marker.label.split())
    if text:
        return f"“{text[:MAX_LABEL]}”"
    return f"one without a label at {marker.latitude:.1f}, {marker.longitude:.1f}"
