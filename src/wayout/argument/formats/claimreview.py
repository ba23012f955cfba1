"""A finished fact check as ClaimReview: what fact checkers publish and search engines read.

References
----------
.. [1] https://schema.org/ClaimReview
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from wayout.argument.errors import FormatError, called
from wayout.argument.formats import inert

Outcome = Literal["holds", "holds in part", "does not hold", "cannot tell"]

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
"""The verdicts of the fact desk."""

_RATINGS: dict[Outcome, int] = {"does not hold": 1, "holds in part": 3, "holds": 5}
_OUTCOMES: dict[object, Outcome] = {outcome: outcome for outcome in OUTCOMES}


@dataclass(frozen=True, slots=True)
class FactCheck:
    """A claim, what somebody found out about it, and from where.

    Attributes
    ----------
    claim
        The claim in words.
    outcome
        One of `OUTCOMES`.
    why
        The finding in one or two sentences.
    author
        Who checked it; a nickname will do.
    published
        Day of the check.
    said_in
        The work in which the claim stands.
    sources
        What the finding rests on, an address or a reference each.
    url
        Where the check is published; empty if nowhere.

    Raises
    ------
    FormatError
        If the outcome is none of the four.
    """

    claim: str
    outcome: Outcome
    why: str
    author: str
    published: date
    said_in: str
    sources: tuple[str, ...] = ()
    url: str = ""

    def __post_init__(self) -> None:
        """Refuse an outcome that the fact desk does not know."""
        if self.outcome not in OUTCOMES:
            known = ", ".join(OUTCOMES)
            raise FormatError(f"The outcome {called(self.outcome)} is none of {known}.")


def write(check: FactCheck) -> str:
    """Return a fact check as ClaimReview in JSON-LD; `read` gives back an equal one.

    A rating runs from 1, does not hold, to 5, holds; "cannot tell" has no number.
    """
    value: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": check.claim,
        "reviewBody": check.why,
        "datePublished": check.published.isoformat(),
        "author": {"@type": "Person", "name": check.author},
        "itemReviewed": {"@type": "Claim", "appearance": _work(check.said_in)},
        "reviewRating": _rating(check.outcome),
        "citation": list(check.sources),
    }
    if check.url:
        value["url"] = check.url
    return inert.dumps(value)


def _work(name: str) -> dict[str, object]:
    return {"@type": "CreativeWork", "name": name}


def _rating(outcome: Outcome) -> dict[str, object]:
    rating: dict[str, object] = {"@type": "Rating", "alternateName": outcome}
    if outcome in _RATINGS:
        rating |= {"ratingValue": _RATINGS[outcome], "bestRating": 5, "worstRating": 1}
    return rating


def read(text: str) -> FactCheck:
    """Return the fact check that a ClaimReview text holds.

    Raises
    ------
    FormatError
        If the text is not JSON, or something that our own checks have is missing; names it.
    """
    value = inert.loads(text, "a ClaimReview in JSON")
    outcome = _text(value, "reviewRating", "alternateName")
    if outcome not in _OUTCOMES:
        raise FormatError(f"The outcome {called(outcome)} is none of {', '.join(OUTCOMES)}.")
    return FactCheck(
        claim=_text(value, "claimReviewed"),
        outcome=_OUTCOMES[outcome],
        why=_text(value, "reviewBody"),
        author=_text(value, "author", "name"),
        published=_day(_text(value, "datePublished")),
        said_in=_text(value, "itemReviewed", "appearance", "name"),
        sources=_texts(value, "citation"),
        url=_text(value, "url") if isinstance(value, dict) and "url" in value else "",
    )


def _at(value: object, *keys: str) -> object:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _text(value: object, *keys: str) -> str:
    found = _at(value, *keys)
    if isinstance(found, str):
        return found
    raise FormatError(f"The ClaimReview has no text at '{'.'.join(keys)}'.")


def _texts(value: object, key: str) -> tuple[str, ...]:
    found = _at(value, key)
    if isinstance(found, list) and all(isinstance(item, str) for item in found):
        return tuple(found)
    raise FormatError(f"The ClaimReview has no list of texts at '{key}'.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise FormatError(f"{called(text)} is not a day; write it as 2023-12-07.") from error
