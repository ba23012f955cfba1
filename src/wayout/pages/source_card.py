"""The card that says where a table came from and what it cannot tell."""

from dataclasses import dataclass
from typing import Any

from wayout.language import day_in_words
from wayout.pages import render
from wayout.tables.package import describe
from wayout.tables.publishers import publishers

_WEB = ("https://", "http://")
_FOLDED = ("More on it", "Read on", "State of the figures", "Licence", "Used in lessons")


@dataclass(frozen=True)
class SourceCard:
    """Where a table came from and what it cannot tell, as a card in a notebook or as plain text.

    ``sources`` holds label and address, ``retrieved`` the day on which they were read, in words.
    """

    name: str
    title: str
    description: str
    publisher: str
    sources: tuple[tuple[str, str], ...]
    retrieved: str
    vintage: str
    licence: str
    limits: str
    lessons: tuple[str, ...]

    def rows(self) -> list[tuple[str, str]]:
        """Return the card as ``(heading, text)`` pairs, in reading order."""
        return [
            ("What it is", self.description),
            ("Published by", self.publisher),
            ("Read on", self.retrieved),
            ("State of the figures", self.vintage),
            ("What it cannot show", self.limits),
            ("Licence", self.licence),
            ("Used in lessons", ", ".join(self.lessons)),
        ]

    def __str__(self) -> str:
        lines = [f"{self.title} ({self.name})"]
        lines += [f"{heading}: {text}" for heading, text in self.rows()]
        lines += [f"Source: {label} {address}".rstrip() for label, address in self.sources]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        first, _, rest = self.description.partition(". ")
        told = {**dict(self.rows()), "What it is": f"{first}." if rest else first}
        told |= {"More on it": rest}
        links = [(label, address, address.startswith(_WEB)) for label, address in self.sources]
        return str(render("source_card.html", card=self, told=told, links=links, folded=_FOLDED))


def source(name: str) -> SourceCard:
    """Return the card that says where a table came from and what it cannot tell."""
    entry = describe(name)
    return SourceCard(
        name=name,
        title=entry["title"],
        description=entry["description"],
        publisher="; ".join(dict.fromkeys(s["publisher"] for s in entry["sources"])),
        sources=tuple((s["title"], s.get("path", "")) for s in entry["sources"]),
        retrieved=day_in_words(entry["retrieved"]),
        vintage=entry["vintage"],
        licence=_licence(entry),
        limits=entry["limits"],
        lessons=tuple(entry["lessons"]),
    )


def _licence(entry: dict[str, Any]) -> str:
    """Say the terms of a table: ours, those of each publisher of its figures, what else to know."""
    parts = [licence["title"] for licence in entry["licenses"]]
    rows = [publishers().get(source["publisher"], {}) for source in entry["sources"]]
    terms = {row["publisher"]: row["terms"].rstrip(".") for row in rows if row.get("terms")}
    parts += [f"{name}: {told}" for name, told in terms.items()]
    return "; ".join([*parts, *filter(None, [entry.get("licence_note")])])
