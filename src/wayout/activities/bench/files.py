"""A learner's map as a file, and any file that holds a map as what was drawn in it.

Five forms are written and read again; Kialo's keeps only what bears on one claim. Mermaid and SVG
are pictures: they carry the map along as Argdown, in a place that is not shown, and coded so that
no other program obeys any of it.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from wayout.activities.bench.bench import LONGEST_CLAIM, MOST_PARTS, as_map, known, ours, unsaid
from wayout.activities.bench.moves import (
    BENCH,
    OWN,
    Change,
    Drawn,
    Joined,
    changed,
    own_id,
    reason_id,
    replayed,
)
from wayout.argument import ArgumentMap, Claim, argdown
from wayout.argument.checks import require_whole, same_wording
from wayout.argument.drawing import picture
from wayout.argument.findings import much_the_same
from wayout.argument.formats import aif, kialo, mermaid
from wayout.errors import CourseError
from wayout.language import mark, marks
from wayout.work import entries
from wayout.work.activity import AnswerError

TITLE = "My map of the essay's argument"
_CARRIED = re.compile(r"(?:<metadata>|^%% my map: )([A-Za-z0-9+/=\s]*)(?:</metadata>|$)", re.M)


# Writing ----------------------------------------------------------------------------------------


def written(drawn: Drawn, claim: str, form: str) -> tuple[str, str]:
    """Return the name of a file and the learner's map in it; ``form`` is one of `FORMS`.

    ``claim`` is the one that Kialo's text begins with and that the picture shows. AnswerError where
    there is nothing to write, or no such form.
    """
    map_ = _named(as_map(drawn))
    if form not in FORMS:
        raise AnswerError("Choose one of the forms in which a map can be kept.")
    if not (map_.links or map_.reasons):
        raise AnswerError("Nothing is on your map yet. Put a link on it first.")
    end, _, write = FORMS[form]
    return f"my_map.{end}", write(map_, claim)


def _named(map_: ArgumentMap) -> ArgumentMap:
    """Call the learner's own claims by their titles: other tools show the names."""
    titles = {one.id: one.title for one in map_.claims if one.id.startswith(OWN)}

    def name(old: str) -> str:
        return titles.get(old, old)

    return ArgumentMap(
        tuple(replace(one, id=name(one.id)) for one in map_.claims),
        tuple(
            replace(one, premises=tuple(map(name, one.premises)), conclusion=name(one.conclusion))
            for one in map_.reasons
        ),
        tuple(replace(one, source=name(one.source), target=name(one.target)) for one in map_.links),
    )


def _argdown(map_: ArgumentMap, _: str = "") -> str:
    return argdown.write(map_, TITLE)


def _kialo(map_: ArgumentMap, claim: str) -> str:
    if claim not in {one.id for one in map_.claims}:
        raise AnswerError(
            "Nothing bears on the claim in hand yet, and Kialo's text begins with it."
        )
    return kialo.write(map_, claim, TITLE)


def _mermaid(map_: ArgumentMap, _: str) -> str:
    return f"{mermaid.write(map_)}%% my map: {_coded(map_)}\n"


def _svg(map_: ArgumentMap, claim: str) -> str:
    shown = claim if claim in {one.id for one in map_.claims} else map_.claims[0].id
    head, end, _ = picture(map_, shown).rpartition("</svg>")
    return f"{head}<metadata>{_coded(map_)}</metadata>{end}\n"


def _coded(map_: ArgumentMap) -> str:
    return b64encode(_argdown(map_).encode("utf-8", "surrogatepass")).decode("ascii")


FORMS: Mapping[str, tuple[str, str, Callable[[ArgumentMap, str], str]]] = {
    "argdown": ("argdown", "Argdown", _argdown),
    "aif": ("aif.json", "AIF", lambda map_, _: aif.write(map_)),
    "kialo": ("kialo.txt", "Kialo", _kialo),
    "mermaid": ("mmd", "Mermaid", _mermaid),
    "svg": ("svg", "SVG", _svg),
}
"""For each form the end of the file's name, what the form is called, and who writes it."""


# Reading ----------------------------------------------------------------------------------------


def drawn_in(text: str) -> Drawn:
    """Return what is drawn in a file of any of the `FORMS`, or in a work file.

    A `CourseError` says what to do where it cannot be read.
    """
    try:
        return _drawn_in(text)
    except CourseError as error:
        if {"\0", "\ufffd"} & {*text}:
            raise AnswerError("This file is not text in UTF-8. Save it again as UTF-8.") from error
        raise


def _drawn_in(text: str) -> Drawn:
    plain = text.removeprefix("\ufeff")
    start = plain.lstrip()
    if start.startswith("{") and '"course"' in plain[:200]:
        return _of_work_file(plain)
    if start.startswith("{"):
        map_ = aif.read(plain)
    elif "<svg" in start[:500] or start.startswith("flowchart"):
        map_ = argdown.read(_carried(plain))
    elif re.match(r"Discussion Title:|1\.", start, re.IGNORECASE):
        map_ = kialo.read(plain).map
    else:
        map_ = argdown.read(plain)
    if not (map_.links or map_.reasons):
        raise AnswerError("This file holds no map: there is no link and no reason in it.")
    return changed(Drawn(), changes_of(map_), known())


def _of_work_file(text: str) -> Drawn:
    moves = [(one.id, BENCH.read(one)) for one in entries.read(text).entries if one.kind == "bench"]
    found = [(name, move) for name, move in moves if move is not None]
    if not found:
        raise AnswerError("No map was begun in this work file yet.")
    return replayed(found, known()).drawn


def _carried(text: str) -> str:
    if not (found := _CARRIED.search(text)):
        raise AnswerError("This picture carries no map. Choose one that was kept on this card.")
    try:
        return b64decode(found[1]).decode("utf-8", "surrogatepass")
    except ValueError as error:
        raise AnswerError("The map in this picture is damaged. Choose another file.") from error


def changes_of(map_: ArgumentMap) -> list[Change]:
    """Return the changes that draw a map; its claims are taken for ours by id and words, or words.

    AnswerError where it holds more than a map here can hold, or what would vanish here: a claim
    that speaks to itself, or for and against the same one.
    """
    if (count := len(map_.claims) + len(map_.reasons) + len(map_.links)) > MOST_PARTS:
        raise AnswerError(f"This map has {count} parts, and at most {MOST_PARTS} can be taken in.")
    require_whole(map_)
    for claim in map_.claims:
        _require_sentence(claim)
    seats = {one.id: _seat(one) for one in map_.claims}
    _require_two_ends(map_, seats)
    own = [("claim", seats[c.id], c.text) for c in map_.claims if seats[c.id].startswith(OWN)]
    keys: dict[str, str] = {}
    steps: list[Change] = []
    for one in map_.reasons:
        joined = Joined(seats[one.conclusion], tuple(seats[name] for name in one.premises))
        keys[one.id] = reason_id(joined, keys.values())
        steps.append(("reason", keys[one.id], joined.conclusion, [*joined.premises]))
    links = [
        ("link", seats[one.source], keys.get(one.target) or seats[one.target], one.kind)
        for one in map_.links
    ]
    return [*own, *steps, *links]


def _require_two_ends(map_: ArgumentMap, seats: Mapping[str, str]) -> None:
    titles = {one.id: one.title or one.id for one in map_.claims}
    reasons = [(one.conclusion, name) for one in map_.reasons for name in one.premises]
    ends = [*reasons, *((one.target, one.source) for one in map_.links if one.target in seats)]
    for target, source in ends:
        if seats[source] == seats[target]:
            raise AnswerError(_ITSELF.format(mark(titles[source][:_SHOWN])))
    kinds: dict[tuple[str, str], str] = {}
    for one in map_.links:
        pair = seats[one.source], seats.get(one.target, one.target)
        if kinds.setdefault(pair, one.kind) != one.kind:
            both = (titles.get(name, name)[:_SHOWN] for name in (one.source, one.target))
            raise AnswerError(_BOTH_WAYS.format(*marks(both)))


_SHOWN = 60
_ITSELF = (
    "In this file {} speaks to itself, or to a claim in the same words. A claim is no answer to "
    "itself: take that line out of the file, then open it again."
)
_BOTH_WAYS = (
    "In this file {} speaks in two ways to {}. A map here holds one of them: take the other line "
    "out of the file, then open it again."
)


def _require_sentence(claim: Claim) -> None:
    name = claim.title or claim.id
    if len(claim.text) > LONGEST_CLAIM:
        raise AnswerError(
            f"The claim “{name[:40]}” has {len(claim.text):,} characters. A claim is one sentence,"
            f" {LONGEST_CLAIM} at most: make it shorter in the file."
        )
    if claim.id not in known() and not claim.text.strip():
        raise AnswerError(f"The claim “{name[:40]}” has no words. Write them into the file.")


@cache
def _by_words() -> Mapping[str, str]:
    """Return our claims by their words, without what is unsaid: those words can be a learner's."""
    return {same_wording(one.text): one.id for one in ours().claims if one.id not in unsaid()}


def _seat(claim: Claim) -> str:
    """Return the id of a claim on the bench: one of ours, or one of the learner's own."""
    words = same_wording(claim.text)
    ours_too = known().get(claim.id)
    if ours_too and (not words or much_the_same(words, same_wording(ours_too.text))):
        return claim.id
    return _by_words().get(words) or own_id(claim.text)
