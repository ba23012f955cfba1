"""A verdict beside the learner's own filing, and beside what the tables say of a claim of fact.

Nobody grades a verdict. But whoever files two cards against a claim and says that it holds is told
so, by the letters of the cards. The tables speak on claims of fact alone: never on a motive, a
norm, a cause or a forecast.
"""

from collections.abc import Sequence

from wayout.activities.desk import known
from wayout.activities.desk.desk import Desk, Verdict
from wayout.activities.desk.known import PART
from wayout.language import listed

TOGETHER = "Your verdict and your own filing go together."


def consequence(desk: Desk) -> list[str]:
    """Return what the last verdict has against it in the learner's own filing, a sentence each."""
    given = desk.verdicts()
    if not given:
        return []
    filed = {one: _letters(desk, one) for one in desk.filings}
    if not any(filed.values()):
        return ["You have not said of any card yet what it does to the claim."]
    said = [_beside(given[-1], filed), *_evidence(desk, given[-1])]
    return [sentence for sentence in said if sentence] or [TOGETHER]


def corrected(desk: Desk) -> str:
    """Return what the tables say against the last verdict; empty unless the claim is of fact."""
    given = desk.verdicts()
    if not given or desk.claim.kind != "fact":
        return ""
    return known.correction(desk.claim.id, given[-1].outcome)


def _letters(desk: Desk, bearing: str) -> list[str]:
    return sorted(desk.letter(card) for card in desk.opened() if desk.judged(card) == bearing)


def _beside(verdict: Verdict, filed: dict[str, list[str]]) -> str:
    pro, part, con = filed["for"], filed.get(PART, []), filed["against"]
    if verdict.outcome == "holds":
        return _holds(pro, part, con)
    if verdict.outcome == "does not hold":
        return _fails(pro, part, con)
    if verdict.outcome == "holds in part":
        return _in_part(pro, part, con)
    return _untold([*pro, *part], con)


def _holds(pro: list[str], part: list[str], con: list[str]) -> str:
    if con:
        return f"You filed {listed(con)} against, and say that it holds. What outweighs {_it(con)}?"
    if part and not pro:
        return (
            f"You filed {listed(part)} for a part, and no card for the whole. Does the rest hold?"
        )
    return "" if pro else "You filed no card for it, and say that it holds."


def _fails(pro: list[str], part: list[str], con: list[str]) -> str:
    if pro:
        told = f"You filed {listed(pro)} for it, and say that it does not hold."
        return f"{told} What outweighs {_it(pro)}?"
    if not con:
        return "You filed no card against it, and say that it does not hold."
    if part:
        return (
            f"You filed {listed(part)} for a part, and say that it does not hold. Both can stand: "
            "a claim that joins several things fails as a whole when one of them fails."
        )
    return ""


def _in_part(pro: list[str], part: list[str], con: list[str]) -> str:
    if not pro and not part:
        return "You filed no card for it or for a part of it: which part holds?"
    return "" if con or part else "You filed no card against it: which part does not hold?"


def _untold(pro: list[str], con: list[str]) -> str:
    if bool(pro) == bool(con):
        return ""
    side = "for it" if pro else "against it"
    return (
        f"You filed {listed(sorted([*pro, *con]))} {side} and no card on the other side, and say "
        "that you cannot tell. What is missing?"
    )


def _evidence(desk: Desk, verdict: Verdict) -> list[str]:
    """Say which cards a verdict rests on that were filed as idle, against it, or not at all."""
    against = {"holds": "against", "does not hold": "for"}.get(verdict.outcome)
    kinds = (
        (against, "filed the other way"),
        ("bears not", "which by your own filing {does} not bear on the claim"),
        ("", "of which you have not said what {it} {does}"),
    )
    return [
        f"Among your evidence {_is(some)} {listed(some)}, {told.format(**_words(some))}."
        for bearing, told in kinds
        if bearing is not None
        and (some := sorted(desk.letter(c) for c in verdict.evidence if desk.judged(c) == bearing))
    ]


def _words(cards: Sequence[str]) -> dict[str, str]:
    return {"it": "it", "does": "does"} if len(cards) == 1 else {"it": "they", "does": "do"}


def _it(cards: Sequence[str]) -> str:
    return "it" if len(cards) == 1 else "them"


def _is(cards: Sequence[str]) -> str:
    return "is" if len(cards) == 1 else "are"
