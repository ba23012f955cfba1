"""Every outlet we name is in the table of publishers, under one rule, and no copy is cited."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from held import held
from walk import each
from wayout.tables import package
from wayout.tables.publishers import FIRM, KINDS, SET_ASIDE, kind, publishers

HELD = held(__file__)
TABLE = package.load("publishers")
HOSTS = {host for cell in TABLE["hosts"] for host in cell.split()}
NO_OUTLET = {"doi.org", "github.com"}
ENTRIES = package.everything()["resources"]
TABLES = [entry["name"] for entry in ENTRIES if "schema" in entry and entry["name"] != "publishers"]


def addresses(name: str) -> Iterator[tuple[str, str]]:
    """Give the first cell of each row with each address that stands in the row."""
    frame = package.load(name).astype(str)
    columns = [column for column in frame if "address" in column]
    for row in frame.itertuples(index=False):
        for column in columns:
            for address in re.findall(r"https?://\S+", getattr(row, column)):
                yield row[0], address


def host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def copied(address: str) -> bool:
    if address.startswith(tuple(HELD["originals"])):
        return False
    return any(f".{host(address)}".endswith(f".{one}") for one in HELD["refused"])


@each(TABLES)
def test_every_outlet_of_a_table_or_card_is_known_and_no_copy_is_cited(name: str) -> None:
    rows = list(addresses(name))
    copies = {first for first, address in rows if copied(address)}
    waiting = set(HELD["to_mend"]) if name == "cards" else set()
    assert sorted(copies - waiting) == [], "cite the original, never a copy"
    found = {host(address) for first, address in rows if first not in copies}
    unknown = sorted(found - HOSTS - NO_OUTLET)
    assert unknown == [], (
        "add a row to data/tables/publishers.csv for each outlet, or its host to the row that is "
        "there (name, other names, hosts, kind, whether it campaigns, country, owner, why, address)"
    )


@each(ENTRIES)
def test_figures_of_one_publisher_come_under_one_answer(entry: package.Entry) -> None:
    assert entry["licenses"]
    for source in entry["sources"]:
        if "path" in source:
            assert not copied(source["path"]), source["path"]
            kind(source["publisher"])
            known = publishers().get(source["publisher"])
            told = known and (known["terms"] or known["label"] == "our search")
            assert told or entry.get("licence_note"), source["publisher"]


@each(list(TABLE.itertuples(index=False)))
def test_label_follows_the_rule_and_has_a_reason(row) -> None:
    assert row.kind in KINDS
    assert row.why.endswith(".")
    assert row.campaigning or row.kind != "partisan"
    assert row.owner or row.kind in ("other", "research", "partisan"), "who owns it, or 'other'"


@each(HELD["kind"])
def test_a_text_is_whose_it_is(words: str) -> None:
    assert kind(words) == HELD["kind"][words]


def test_no_name_and_no_host_has_two_rows_and_every_kind_its_place() -> None:
    names = [*TABLE["publisher"], *(n for also in TABLE["also"] for n in also.split(";") if n)]
    hosts = [one for cell in TABLE["hosts"] for one in cell.split()]
    assert len(set(names)) == len(names)
    assert len(set(hosts)) == len(hosts)
    assert {*FIRM, *SET_ASIDE} <= set(KINDS) >= set(TABLE["kind"])


def test_reports_of_the_lesson_carry_the_kind_that_the_rule_gives() -> None:
    for row in package.load("iran_check").itertuples():
        assert row.publisher_kind == kind(row.who), row.who


def test_an_unknown_outlet_is_told_what_row_to_add() -> None:
    with pytest.raises(
        package.DataError, match=r"begins 'Nowhere Post, quoting TASS'.*add one row with its"
    ):
        kind("Nowhere Post, quoting TASS")
