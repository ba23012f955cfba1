"""The third part of the rival reasons board: how far each card pushes one of two reasons."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from wayout.activities.face import UNSAVED, Face, Fields, Reply, kept_line
from wayout.activities.rivals import odds
from wayout.activities.rivals.reasons import (
    MARKS,
    Explanation,
    asked,
    evidence,
    rows,
    voices,
    with_own,
)
from wayout.essay import Card
from wayout.language import listed
from wayout.work.activity import AnswerError
from wayout.work.session import current
from wayout.work.workfile import WorkFile

_EVEN = "1:1"
_HALF = 45.0  # per cent of the line, from even odds to either end of a drawing

Pair = tuple[Explanation, Explanation]


def weigh() -> "WeighFace":
    """Return the card on which two explanations are weighed against each other."""
    session = current()
    return WeighFace(session.work, session.lesson)


class WeighFace(Face):
    """Two explanations, a number for each card that tells them apart, and what they come to."""

    template = "weigh.html"

    def __init__(self, work: WorkFile, lesson: str) -> None:
        self.lesson = lesson
        super().__init__(work, "weigh")

    def saved(self) -> Fields:
        """Return the numbers of each pair, and the pair that was saved last."""
        every, names = with_own(self.work), [one.id for one in evidence()]
        fields = Fields(one=every[0].id, other=every[1].id)
        for _, found in odds.weighings(self.work).values():
            for way in (found.turned, found):
                mine = f"{way.one}-{way.other}"
                fields |= {"one": way.one, "other": way.other, f"prior-{mine}": way.prior}
                for name, text in way.ratios.items():
                    fields[f"ratio-{mine}-{names.index(name)}"] = text
                fields |= {f"out-{mine}-{names.index(name)}": "yes" for name in way.out}
        return fields

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return a line a card, and what all of them come to, live."""
        pair = _pair(fields, with_own(self.work))
        prior, fault = _number(fields[f"prior-{_ids(pair)}"] or _EVEN)
        lines = self._lines(fields, pair)
        used = [line for line in lines if line["value"] and not line["out"]]
        fair = prior is not None and not any(line["fault"] for line in lines)
        turn = int(fields["turn"]) if fields["turn"].isdecimal() else 0
        return {
            "pair": pair,
            "names": [(one.id, one.name) for one in with_own(self.work)],
            "same": pair[0].id == pair[1].id,
            "fault": fault,
            "lines": [line for line in lines if line["open"]],
            "others": [line for line in lines if not line["open"]],
            "graded": bool(rows(self.work)),
            "result": _result(prior, used, turn) if prior and fair and used else None,
            "now": self._now(pair, changed),
        }

    def _lines(self, fields: Fields, pair: Pair) -> list[dict[str, Any]]:
        kept = {name: row.marks for name, (_, row) in rows(self.work).items()}
        lines = [
            _line(number, one.says, fields, pair, kept.get(one.id))
            for number, one in enumerate(evidence())
        ]
        _pair_up(lines, fields)
        for line, one in zip(lines, evidence(), strict=True):
            awaited = one.id in asked() if not kept else bool(line["grid"] and not line["silent"])
            line["open"] = awaited or bool(fields[line["name"]])
        return lines

    def _now(self, pair: Pair, changed: Collection[str]) -> str:
        mine = tuple(f"{part}-{_ids(pair)}" for part in ("ratio", "prior", "out"))
        if any(name.startswith(mine) for name in changed):
            return UNSAVED
        found = odds.weighings(self.work).get(frozenset((pair[0].id, pair[1].id)))
        return kept_line(self.work, found[0].when) if found else "Nothing saved here yet."

    def do_turn(self, fields: Fields, _: str) -> None:
        """Take the cards in another order."""
        fields["turn"] = str(int(fields["turn"]) + 1 if fields["turn"].isdecimal() else 1)

    def do_weigh(self, fields: Fields, _: str) -> Reply:
        """Keep odds and ratios of the two explanations that are open."""
        pair = _pair(fields, with_own(self.work))
        lines = self._lines(fields, pair)
        ratios = {one.id: fields[line["name"]] for one, line in zip(evidence(), lines, strict=True)}
        out = [one.id for one, line in zip(evidence(), lines, strict=True) if line["out"]]
        prior = fields[f"prior-{_ids(pair)}"].strip() or _EVEN
        wrong = {"the odds before any card": _number(prior)[1]}
        wrong |= {f"card {line['number']}": line["fault"] for line in lines}
        if faults := {where: fault for where, fault in wrong.items() if fault}:
            raise AnswerError(f"Look at {listed(faults)}. {next(iter(faults.values()))}")
        odds.keep_odds(self.work, (pair[0].id, pair[1].id), prior, ratios, self.lesson, out)
        ways = (_ids(pair), _ids((pair[1], pair[0])))
        parts = [f"{way}-{n}" for way in ways for n, _ in enumerate(lines)]
        mine = [f"{kind}-{part}" for kind in ("ratio", "out") for part in parts]
        return Reply(forget=[*mine, *(f"prior-{way}" for way in ways), "one", "other"])


def _pair(fields: Fields, every: Sequence[Explanation]) -> Pair:
    """Return the two explanations that are weighed; what is none counts as the first two."""
    known = {one.id: one for one in every}
    return known.get(fields["one"], every[0]), known.get(fields["other"], every[1])


def _ids(pair: Pair) -> str:
    return f"{pair[0].id}-{pair[1].id}"


def _number(text: str) -> tuple[Fraction | None, str]:
    """Return a ratio, or why it is none."""
    try:
        return odds.ratio(text), ""
    except AnswerError as error:
        return None, str(error)


def _line(
    number: int, says: str, fields: Fields, pair: Pair, marks: Mapping[str, str] | None
) -> dict[str, Any]:
    """Return what stands at one card; ``marks`` are its row of the grid, if it is saved."""
    name = f"ratio-{_ids(pair)}-{number}"
    value, fault = _number(fields[name]) if fields[name].strip() else (None, "")
    one, other = ((marks or {}).get(which.id, "") for which in pair)
    return {
        "name": name,
        "number": number + 1,
        "says": says,
        "value": value,
        "fault": fault,
        "words": odds.times(value, pair[0].name, pair[1].name) if value else "",
        "grid": _from_grid(one, other),
        "silent": bool(one) and one == other,
        "differs": _differs(value, one, other),
        "leave": f"out-{_ids(pair)}-{number}",
        "out": False,
    }


def _pair_up(lines: Sequence[dict[str, Any]], fields: Fields) -> None:
    """Name at each line that pushes an earlier one of the same page or voice, and leave it out.

    Only what is ticked is left out, and only lines in the sum count as earlier ones.
    """
    before: list[tuple[int, Card]] = []
    for line, one in zip(lines, evidence(), strict=True):
        pushes = line["value"] not in (None, 1)
        line["twin"] = next(filter(None, (_twin(one, *known) for known in before)), None)
        line["twin"] = line["twin"] if pushes else None
        line["out"] = bool(line["twin"] and fields[line["leave"]])
        if pushes and not line["out"]:
            before.append((line["number"], one))


def _twin(one: Card, number: int, earlier: Card) -> tuple[str, int] | None:
    """Return what a card shares with an earlier one, its page or its voices, and that number."""
    if one.address and one.address == earlier.address:
        return "page", number
    same = sorted(voices(one) & voices(earlier))
    return (listed(same), number) if same else None


def _from_grid(one: str, other: str) -> str:
    if not one or not other:
        return ""
    if one == other:
        return f"In your grid it tells these two nothing apart: {MARKS[one][2:]} for both."
    return f"In your grid: {MARKS[one]} for the first, {MARKS[other]} for the second."


_ORDER = ("not", "neutral", "fits")


def _differs(value: Fraction | None, one: str, other: str) -> str:
    """Return how a ratio and the grid disagree: they pull opposite ways, or one of them neither."""
    if value is None or not one or not other:
        return ""
    better, push = _ORDER.index(one) - _ORDER.index(other), odds.push(value)
    if better and push:
        return "contrary" if (better > 0) != (push > 0) else ""
    return ("even" if better else "finer") if better or push else ""


def _result(prior: Fraction, used: Sequence[dict[str, Any]], turn: int) -> dict[str, Any]:
    """Return odds before and after, and the way between them, one step a card."""
    from_ = turn % len(used)
    order = [*used[from_:], *used[:from_]]
    there = odds.path(prior, [line["value"] for line in order])
    return {
        "before": odds.in_words(there[0]),
        "after": odds.in_words(there[-1]),
        "chances": [odds.per_cent(one) for one in there],
        "steps": [{"line": line, **bar} for line, bar in zip(order, _bars(there), strict=True)],
    }


def _bars(there: Sequence[Fraction]) -> list[dict[str, str]]:
    """Return where each step lies on a line, in per cent of it; even odds are in its middle."""
    ends = [odds.push(one) for one in there]
    scale = _HALF / (max(map(abs, ends)) or 1.0)
    places = [50 + end * scale for end in ends]
    return [
        {"x": f"{min(a, b):.1f}", "width": f"{max(abs(b - a), 0.4):.1f}", "end": f"{b:.1f}"}
        for a, b in pairwise(places)
    ]
