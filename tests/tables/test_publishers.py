"""Every outlet we name is in the table of publishers, under one rule, and no copy is cited."""

import re
from urllib.parse import urlsplit

import pytest

from held import held
from walk import each
from wayout.tables import package
from wayout.tables.publishers import FIRM, KINDS, SET_ASIDE, kind, publishers

HELD = held(__file__)
TABLE = package.load("publishers")
ENTRIES = package.everything()["resources"]
KNOWN = {*TABLE["hosts"].str.split().explode(), "doi.org", "github.com"}


def host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def copied(address: str) -> bool:
    on = any(f".{host(address)}".endswith(f".{one}") for one in HELD["refused"])
    return on and not address.startswith(tuple(HELD["originals"]))


@each([e["name"] for e in ENTRIES if "schema" in e and e["name"] != "publishers"])
def test_every_outlet_of_a_table_or_card_is_known_and_no_copy_is_cited(name: str) -> None:
    cells = package.load(name).astype(str).filter(like="address")
    pages = {page for cell in cells.to_numpy().flat for page in re.findall(r"https?://\S+", cell)}
    copies = {page for page in pages if copied(page)}
    assert sorted(copies) == [], "cite the original, never a copy"
    assert sorted({host(page) for page in pages - copies} - KNOWN) == [], (
        "add a row to data/tables/publishers.csv for each of these hosts, or the host to its row: "
        "name, other names, hosts, kind, whether it campaigns, country, owner, why, address"
    )


@each([source | entry for entry in ENTRIES for source in entry["sources"] if "path" in source])
def test_figures_of_one_publisher_come_under_one_answer(both: package.Entry) -> None:
    row = publishers().get(both["publisher"], {"terms": "", "label": kind(both["publisher"])})
    assert row["terms"] or row["label"] == "our search" or both.get("licence_note"), "say the terms"


def test_each_row_follows_the_rule_and_no_name_or_host_has_two() -> None:
    for row in TABLE.itertuples():
        assert row.campaigning or row.kind != "partisan", row.publisher
        assert row.owner or row.kind in ("other", "research", "partisan"), row.publisher
    names = TABLE["publisher"] + ";" + TABLE["also"]
    for cells in (TABLE["hosts"].str.split(), names.str.split(";")):
        every = [one for cell in cells for one in cell if one]
        assert len(set(every)) == len(every)
    assert not [s["path"] for e in ENTRIES for s in e["sources"] if copied(s.get("path", ""))]
    assert {*FIRM, *SET_ASIDE} <= set(KINDS) >= set(TABLE["kind"])


@each([*HELD["kind"].items(), *package.load("iran_check")[["who", "publisher_kind"]].to_numpy()])
def test_a_text_is_whose_it_is_by_rule_and_in_the_lesson(told: tuple[str, str]) -> None:
    assert kind(told[0]) == told[1]


def test_an_unknown_outlet_is_told_what_row_to_add() -> None:
    with pytest.raises(package.DataError, match=r"begins 'Nowhere Post, .*add one row with its"):
        kind("Nowhere Post, quoting TASS")
    for longer in ("Reuters Institute", "The National Interest", "Argus Leader", "Fakti.com"):
        with pytest.raises(package.DataError, match="add one row"):
            kind(longer)


def test_the_licence_names_every_table_of_those_who_ask_for_more() -> None:
    told = " ".join((package.paths.ROOT / "LICENSE-CONTENT").read_text("utf-8").split())
    asking = {"International Monetary Fund", "Stockholm International Peace Research Institute",
              "United Nations", "United Nations Comtrade"}  # fmt: skip
    for entry in ENTRIES:
        rows = (publishers().get(source["publisher"], {}) for source in entry["sources"])
        of = {row.get("publisher", "") for row in rows}
        assert not of & asking or re.search(rf"\b{entry['name']}\b", told), entry["name"]
