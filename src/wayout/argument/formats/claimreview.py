"""A finished fact check as ClaimReview: what fact checkers publish and search engines read.

See https://schema.org/ClaimReview.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from wayout.argument.errors import FormatError, called
from wayout.argument.formats import safe_json
from wayout.argument.formats.safe_json import Json, as_object, as_text
from wayout.argument.sentences import refusal, sentences

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

    The ``outcome`` is one of `RATINGS`; `FormatError` where it is none. ``author`` is who checked
    it (a nickname will do), ``published`` the day of the check, ``said_in`` the work in which the
    claim stands. The finding rests on ``sources``, an address or a reference each. ``url`` is
    where the check is published; empty if nowhere.
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
            raise _unknown(self.outcome)


def _unknown(outcome: str) -> FormatError:
    near = sentences("refusals")["claimreview_mostly"].get(outcome.strip().casefold())
    parts = {"outcome": called(outcome), "known": ", ".join(RATINGS), "near": near}
    return refusal("claimreview", "mostly" if near else "outcome", **parts)


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
    """Return the fact check of a ClaimReview, ours or a published one.

    It may stand alone, in a list or in a ``@graph`` beside other things. What schema.org lets
    be absent (body, appearance, sources, address) may be; a time of day is left out.
    `FormatError` names what a fact check needs and this one lacks.
    """
    value = _review(safe_json.loads(text, "a ClaimReview in JSON"))
    item = _one(value.get("itemReviewed", {}), "'itemReviewed'")
    return FactCheck(
        claim=_text(value, "claimReviewed"),
        outcome=_outcome(_text(value, "reviewRating", "alternateName")),
        why=as_text(value.get("reviewBody", ""), "'reviewBody'"),
        author=_text(value, "author", "name"),
        published=_day(_text(value, "datePublished")),
        said_in=", ".join(_named(item.get("appearance", []), "'itemReviewed.appearance.name'")),
        sources=tuple(_named(value.get("citation", []), "each 'citation'")),
        url=as_text(value.get("url", ""), "'url'"),
    )


def _review(value: object) -> Json:
    """Return the one ClaimReview among all that a text holds."""
    if not isinstance(value, list):
        value = as_object(value, "the text")
        if "@graph" not in value:
            return value
    reviews = [part for part in _parts(value) if _is_review(part)]
    if len(reviews) != 1:
        raise refusal("claimreview", "number", number=len(reviews))
    return reviews[0]


def _parts(value: object) -> Iterator[Json]:
    """Yield the objects of a text, out of lists and graphs however deep."""
    left = [value]
    while left:
        part = left.pop()
        if isinstance(part, list):
            left += reversed(part)
        elif isinstance(part, dict):
            yield part
            left.append(part.get("@graph"))


def _is_review(part: Json) -> bool:
    kinds = part.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(re.split("[:/]", str(kind))[-1] == "ClaimReview" for kind in named)


def _one(value: object, what: str) -> Json:
    """Return an object that may stand alone in a list."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return as_object(value, what)


def _text(value: Json, *keys: str) -> str:
    found: object = value
    for key in keys:
        if isinstance(found, list) and len(found) == 1:
            found = found[0]
        found = found.get(key) if isinstance(found, dict) else None
    what = f"'{'.'.join(keys)}'"
    if found is None:
        raise refusal("claimreview", "missing", key=what)
    return as_text(found, what)


def _named(value: object, what: str) -> Iterator[str]:
    """Yield what works are called: each is a text, or an object with a name or an address."""
    for work in value if isinstance(value, list) else [value]:
        if isinstance(work, dict):
            keys = (key for key in ("name", "headline", "url", "@id") if key in work)
            yield as_text(work.get(next(keys, "name"), ""), what)
        else:
            yield as_text(work, what)


def _outcome(rating: str) -> str:
    plain = " ".join(rating.casefold().split())
    return plain if plain in RATINGS else rating


def _day(text: str) -> date:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError as error:
        raise refusal("claimreview", "day", text=called(text)) from error
