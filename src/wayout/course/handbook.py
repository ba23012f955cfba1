"""The page that tells each table's story, written from the package: ``data/README.md``."""

from collections.abc import Iterable

from wayout.pages.source_card import source
from wayout.tables.package import Entry, everything, summary


def handbook() -> str:
    """Write the package out for a person: the Markdown text of ``data/README.md``."""
    package = everything()
    head = f"# {package['title']}\n\n{package['description']} {package['boundary_note']}\n"
    entries = package["resources"]
    return head + _contents(entries) + "".join(_chapter(entry) for entry in entries)


def _contents(entries: Iterable[Entry]) -> str:
    rows = [
        f"| `{name}` | {title} | {size} | {lessons} |"
        for name, size, lessons, title in map(summary, entries)
    ]
    return "\n".join(["", "| name | what it is | size | lessons |", "|---|---|---|---|", *rows, ""])


def _chapter(entry: Entry) -> str:
    card = source(entry["name"])
    rows = [f"- **{heading}:** {text}" for heading, text in card.rows()[1:]]
    rows += [f"- **Source:** {label} {address}".rstrip() for label, address in card.sources]
    fields = entry.get("schema", {}).get("fields", [])
    columns = [f"| `{f['name']}` | {f['type']} | {f['description']} |" for f in fields]
    table = ["", "| column | type | what it holds |", "|---|---|---|", *columns] if fields else []
    title = f"\n## `{card.name}`: {card.title}"
    return "\n".join([title, "", card.description, "", *rows, *table]) + "\n"
