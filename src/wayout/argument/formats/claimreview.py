"""A finished fact check as ClaimReview: what fact checkers publish and search engines read.

References
----------
.. [1] https://schema.org/ClaimReview
"""

from dataclasses import dataclass
from datetime import date

from wayout.argument.errors import FormatError, called
from wayout.argument.formats import safe_json
from wayout.argument.formats.safe_json import Json, as_list, as_object, as_text

RATINGS: dict[str, int | None] = {
    "holds": 5,
    "holds in part": 3,
    "does not hold": 1,
    "cannot tell": None,
}
"""What a check can come to, and its number, if there is one, on the scale from 1 to 5."""


@dataclass(frozen=True, slots=True)
class FactCheck:
    """A claim, what somebody found out about it, and from where.

    Attributes
    ----------
    outcome
        One of `RATINGS`; `FormatError` where it is none.
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
    """

    claim: str
    outcome: str
    why: str
    author: str
    published: date
    said_in: str
    sources: tuple[str, ...] = ()
    url: str = ""

    def __post_init__(self) -> None:
        if self.outcome not in RATINGS:
            known = ", ".join(RATINGS)
            raise FormatError(f"The outcome {called(self.outcome)} is none of {known}.")


def write(check: FactCheck) -> str:
    """Return a fact check as ClaimReview in JSON-LD; `read` gives back an equal one.

    A rating runs from 1, does not hold, to 5, holds; "cannot tell" has no number.
    """
    value: Json = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": check.claim,
        "reviewBody": check.why,
        "datePublished": check.published.isoformat(),
        "author": {"@type": "Person", "name": check.author},
        "itemReviewed": {
            "@type": "Claim",
            "appearance": {"@type": "CreativeWork", "name": check.said_in},
        },
        "reviewRating": _rating(check.outcome),
        "citation": list(check.sources),
    }
    if check.url:
        value["url"] = check.url
    return safe_json.dumps(value)


def _rating(outcome: str) -> Json:
    rating: Json = {"@type": "Rating", "alternateName": outcome}
    if number := RATINGS[outcome]:
        rating |= {"ratingValue": number, "bestRating": 5, "worstRating": 1}
    return rating


def read(text: str) -> FactCheck:
    """Return the fact check of a ClaimReview; `FormatError` names what ours have and it lacks."""
    value = as_object(safe_json.loads(text, "a ClaimReview in JSON"), "the text")
    return FactCheck(
        claim=_text(value, "claimReviewed"),
        outcome=_text(value, "reviewRating", "alternateName"),
        why=_text(value, "reviewBody"),
        author=_text(value, "author", "name"),
        published=_day(_text(value, "datePublished")),
        said_in=_text(value, "itemReviewed", "appearance", "name"),
        sources=tuple(
            as_text(one, "each 'citation'") for one in as_list(value.get("citation"), "'citation'")
        ),
        url=as_text(value.get("url", ""), "'url'"),
    )


def _text(value: Json, *keys: str) -> str:
    found: object = value
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return as_text(found, f"'{'.'.join(keys)}'")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise FormatError(f"{called(text)} is not a day; write it as 2023-12-07.") from error
