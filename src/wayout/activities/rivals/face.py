"""The rival reasons board (W7): what fits what, which cards tell apart, and how far they push."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Any

from wayout.activities.desk.cards import read
from wayout.activities.face import UNSAVED, Face, Fields, Reply, kept_line
from wayout.activities.rivals import odds
from wayout.activities.rivals.reasons import (
    DEFENCE,
    MARKS,
    OWN,
    Explanation,
    Row,
    evidence,
    keep_defence,
    keep_own,
    keep_row,
    rows,
    shown,
)
from wayout.work.activity import AnswerError
from wayout.work.session import current
from wayout.work.workfile import WorkFile

TABS = {"cards": "1 What fits?", "grid": "2 What tells apart?", "odds": "3 How far?"}
_EVEN = "1:1"
_WIDEST = 45.0  # per cent of the line on which a push is drawn, to either side


def rivals() -> "RivalsFace":
    """Return the board of rival explanations of the trip."""
    session = current()
    return RivalsFace(session.work, session.lesson)


class RivalsFace(Face):
    """One card at a time against each explanation; then the grid; then two of them weighed."""

    template = "rivals.html"

    def __init__(self, work: WorkFile, lesson: str) -> None:
        self.lesson = lesson
        super().__init__(work, "rivals")

    def saved(self) -> Fields:
        """Return all that is saved: marks, own explanation, odds of each pair."""
        every, names = shown(self.work), [one.id for one in evidence()]
        kept, weighed = rows(self.work), odds.weighings(self.work)
        fields = Fields(tab="cards", card=[names[0], *kept][-1], one=every[0].id, other=every[1].id)
        case = DEFENCE.answers(self.work)[-1:]
        fields |= {"least": case[0].of, "case": case[0].why} if case else {}
        fields["own"] = next((one.says for one in every if one.id == OWN), "")
        for name, (_, row) in kept.items():
            fields |= {f"mark-{names.index(name)}-{id_}": mark for id_, mark in row.marks.items()}
        for (one, other), (_, found) in weighed.items():
            fields |= {"one": one, "other": other, f"prior-{one}-{other}": found.prior}
            for name, text in found.ratios.items():
                fields[f"ratio-{one}-{other}-{names.index(name)}"] = text
        return fields

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return what the open tab shows."""
        every = shown(self.work)
        tab = fields["tab"] if fields["tab"] in TABS else "cards"
        place = _place(fields)
        pair = _pair(fields, every)
        return {
            "tabs": TABS,
            "tab": tab,
            "every": every,
            "names": [(one.id, one.name) for one in every],
            "marks": MARKS,
            "place": place,
            "count": len(evidence()),
            "card": read(evidence()[place]),
            "cards": [(n, one.id, one.id in rows(self.work)) for n, one in enumerate(evidence())],
            "grid": _grid(self.work, every),
            "defended": _defended(self.work, every),
            "pair": pair,
            "weighed": _weighed(self.work, fields, pair),
            "now": self._now(tab, place, pair, changed),
        }

    def _now(
        self, tab: str, place: int, pair: tuple[Explanation, Explanation], changed: Collection[str]
    ) -> str:
        """Return what is true of what the tab asks for: saved, changed, or nothing yet."""
        starts = {
            "cards": (f"mark-{place}-", "own"),
            "grid": ("least", "case"),
            "odds": (f"ratio-{_ids(pair)}", f"prior-{_ids(pair)}"),
        }
        if any(name.startswith(starts[tab]) for name in changed):
            return UNSAVED
        kept = rows(self.work)
        if tab == "grid":
            return f"{len(kept)} of {len(evidence())} cards sorted."
        weighed = odds.weighings(self.work).get((pair[0].id, pair[1].id))
        found = weighed if tab == "odds" else kept.get(evidence()[place].id)
        return kept_line(self.work, found[0].when) if found else "Nothing saved here yet."

    def do_tab(self, fields: Fields, value: str) -> None:
        """Show another part of the board."""
        fields["tab"] = value

    def do_open(self, fields: Fields, value: str) -> None:
        """Show another card."""
        fields |= {"card": value, "tab": "cards"}

    def do_keep(self, fields: Fields, _: str) -> Reply:
        """Keep what fits the open card."""
        place, every = _place(fields), shown(self.work)
        marks = {one.id: fields[f"mark-{place}-{one.id}"] for one in every}
        keep_row(self.work, evidence()[place].id, marks, self.lesson)
        return Reply(forget=[f"mark-{place}-{one.id}" for one in every])

    def do_own(self, fields: Fields, _: str) -> Reply:
        """Keep an explanation of the learner's own."""
        keep_own(self.work, fields["own"], self.lesson)
        return Reply("Your explanation stands beside the others now.", forget=["own"])

    def do_defend(self, fields: Fields, _: str) -> Reply:
        """Keep the best case for the explanation that the learner likes least."""
        keep_defence(self.work, fields["least"], fields["case"], self.lesson)
        return Reply("Your case is saved. Would somebody who holds it agree?", ["least", "case"])

    def do_weigh(self, fields: Fields, _: str) -> Reply:
        """Keep odds and ratios of the two explanations that are open."""
        pair = _pair(fields, shown(self.work))
        ids = pair[0].id, pair[1].id
        mine = {f"ratio-{_ids(pair)}-{n}": one.id for n, one in enumerate(evidence())}
        ratios = {name: fields[field] for field, name in mine.items()}
        prior = fields[f"prior-{_ids(pair)}"].strip() or _EVEN
        keep = odds.keep_odds
        keep(self.work, ids, prior, ratios, self.lesson)
        return Reply(forget=[*mine, f"prior-{_ids(pair)}", "one", "other"])


def _place(fields: Fields) -> int:
    """Return the number of the open card, from 0."""
    names = [one.id for one in evidence()]
    return names.index(fields["card"]) if fields["card"] in names else 0


def _pair(fields: Fields, every: Sequence[Explanation]) -> tuple[Explanation, Explanation]:
    """Return the two explanations that are weighed; what is none counts as the first two."""
    known = {one.id: one for one in every}
    return known.get(fields["one"], every[0]), known.get(fields["other"], every[1])


def _ids(pair: tuple[Explanation, Explanation]) -> str:
    return f"{pair[0].id}-{pair[1].id}"


# The grid ---------------------------------------------------------------------------------------


def _grid(work: WorkFile, every: Sequence[Explanation]) -> dict[str, Any]:
    """Return a row a card, and for each explanation how many cards do not fit it."""
    kept = {name: row for name, (_, row) in rows(work).items()}
    lines = [_line(one.id, one.says, kept.get(one.id), every) for one in evidence()]
    against = [sum(row.marks.get(one.id) == "not" for row in kept.values()) for one in every]
    return {"lines": lines, "against": against, "sorted": len(kept)}


def _defended(work: WorkFile, every: Sequence[Explanation]) -> tuple[str, str] | None:
    """Return name and best case of the explanation that was defended last."""
    names = {one.id: one.name for one in every}
    said = [(names[one.of], one.why) for one in DEFENCE.answers(work) if one.of in names]
    return said[-1] if said else None


def _line(name: str, says: str, row: Row | None, every: Sequence[Explanation]) -> dict[str, Any]:
    marks = row.marks if row else {}
    return {
        "id": name,
        "says": says,
        "signs": [MARKS.get(marks.get(one.id, ""), "–") for one in every],
        "sorted": row is not None,
        "silent": row is not None and not row.tells,
        "told": _told(row),
    }


def _told(row: Row | None) -> str:
    if row is None:
        return "not sorted yet"
    if row.tells:
        return "tells apart"
    return f"tells nothing apart: {MARKS[next(iter(row.marks.values()))][2:]} for each"


# Two explanations weighed -----------------------------------------------------------------------


def _weighed(
    work: WorkFile, fields: Fields, pair: tuple[Explanation, Explanation]
) -> dict[str, Any]:
    """Return a line a card, and what all of them come to, live."""
    kept = {name: row.marks for name, (_, row) in rows(work).items()}
    prior, fault = _number(fields[f"prior-{_ids(pair)}"] or _EVEN)
    lines = [
        _card_line(n, one.says, fields, pair, kept.get(one.id, {}))
        for n, one in enumerate(evidence())
    ]
    used = [line["value"] for line in lines if line["value"] is not None]
    most = max((abs(odds.push(value)) for value in used), default=0.0) or 1.0
    for line, twin in zip(lines, _twins(lines), strict=True):
        line |= {"bar": _bar(line["value"], most), "twin": twin}
    same = pair[0].id == pair[1].id
    fair = prior is not None and not same and not any(line["fault"] for line in lines)
    return {
        "same": same,
        "fault": fault,
        "lines": lines,
        "result": _result(prior, used, pair) if fair and prior is not None else None,
    }


def _twins(lines: Sequence[dict[str, Any]]) -> list[int]:
    """Return for each line that pushes the number of an earlier one from the same page, or 0."""
    seen: dict[str, int] = {}
    found = []
    for number, (line, one) in enumerate(zip(lines, evidence(), strict=True), 1):
        pushes = bool(one.address) and line["value"] not in (None, 1)
        first = seen.setdefault(one.address, number) if pushes else number
        found.append(first if first != number else 0)
    return found


def _number(text: str) -> tuple[Fraction | None, str]:
    """Return a ratio, or why it is none."""
    try:
        return odds.ratio(text), ""
    except AnswerError as error:
        return None, str(error)


def _card_line(
    number: int,
    says: str,
    fields: Fields,
    pair: tuple[Explanation, Explanation],
    marks: Mapping[str, str],
) -> dict[str, Any]:
    name = f"ratio-{_ids(pair)}-{number}"
    value, fault = _number(fields[name]) if fields[name].strip() else (None, "")
    one, other = (marks.get(which.id, "") for which in pair)
    return {
        "name": name,
        "says": says,
        "value": value,
        "fault": fault,
        "words": odds.times(value, pair[0].name, pair[1].name) if value else "",
        "grid": _from_grid(one, other),
        "silent": bool(one) and one == other,
        "pulls": _pulls(value, one, other),
    }


def _from_grid(one: str, other: str) -> str:
    if not one or not other:
        return ""
    if one == other:
        return f"In your grid it tells these two nothing apart: {MARKS[one][2:]} for both."
    return f"In your grid: {MARKS[one]} for the first, {MARKS[other]} for the second."


_ORDER = ("not", "neutral", "fits")


def _pulls(value: Fraction | None, one: str, other: str) -> bool:
    """Tell whether a ratio and the grid pull opposite ways."""
    if value is None or not one or not other:
        return False
    better = _ORDER.index(one) - _ORDER.index(other)
    return (value > 1 and better < 0) or (value < 1 and better > 0)


def _bar(value: Fraction | None, most: float) -> dict[str, str] | None:
    """Return where on a line the push of a card lies, in per cent; the middle pushes nowhere."""
    if value is None:
        return None
    far = odds.push(value) / most * _WIDEST
    left = 50 - max(far, 0.0)
    return {"x": f"{left:.1f}", "width": f"{abs(far):.1f}"}


def _result(
    prior: Fraction, used: Sequence[Fraction], pair: tuple[Explanation, Explanation]
) -> dict[str, Any]:
    there, back = odds.path(prior, used), odds.path(prior, used[::-1])
    return {
        "before": odds.in_words(there[0]),
        "after": odds.in_words(there[-1]),
        "percent": f"{100 * odds.chance(there[-1]):.0f}",
        "start": f"{100 * odds.chance(there[0]):.0f}",
        "orders": [_steps(there), _steps(back)],
        "same": there[-1] == back[-1],
        "used": len(used),
        "first": pair[0].name,
        "second": pair[1].name,
    }


def _steps(found: Sequence[Fraction]) -> str:
    return " → ".join(f"{100 * odds.chance(one):.0f}" for one in found)
