"""The pages written from the tables are in step, and a changed table can be sealed again."""

import json
import re
import shutil
from importlib.resources import files
from itertools import product

import pytest

from wayout import essay, paths
from wayout.course import publish
from wayout.essay import EssayError
from wayout.tables import package


@pytest.fixture
def folder(tmp_path, monkeypatch):
    shutil.copytree(paths.DATA, tmp_path / "data")
    monkeypatch.setattr("wayout.paths.DATA", tmp_path / "data")
    return tmp_path / "data"


PAGE = (paths.DATA / "DISCREPANCIES.md").read_text(encoding="utf-8")


def test_pages_are_in_step_with_the_tables():
    made = publish.pages()
    assert list(made) == ["README.md", "DISCREPANCIES.md", "BALANCE.md"]
    assert made == {name: (paths.DATA / name).read_text(encoding="utf-8") for name in made}


def test_balance_counts_every_card_and_names_each_side_without_a_firm_one():
    page = (paths.DATA / "BALANCE.md").read_text(encoding="utf-8")
    for claim, side in product({c.claim for c in essay.cards()}, ("for", "against")):
        (row,) = re.findall(rf"\(`{claim}`\) \| {side} \| (.*) \|$", page, re.M)
        *standings, first = map(int, row.split(" | "))
        every = essay.cards(claim, side)
        assert (sum(standings), first) == (len(every), sum(c.first_hand for c in every))
        assert (f"(`{claim}`), {side}: no firm card" in page) == (standings[0] == 0)


def test_map_is_worded_as_the_table_of_claims_says():
    drawing = package.text("argument")
    assert publish.worded(drawing) == drawing


def test_claim_changed_in_the_table_is_filled_into_the_map(folder):
    path = folder / "essay" / "claims.csv"
    told = path.read_text(encoding="utf-8").replace("Great powers that share", "Powers that share")
    path.write_text(told, encoding="utf-8")
    assert publish.refresh_hashes() == ["claims", "argument"]
    line = "[neighbours_rule]: Powers that share a border always compete. #cause #unstated\n"
    assert line in (folder / "essay" / "argument.argdown").read_text(encoding="utf-8")
    assert package.verify() == publish.refresh_hashes() == []


def test_map_with_an_unknown_claim_is_refused_in_a_sentence():
    with pytest.raises(EssayError, match="There is no claim 's9'"):
        publish.worded("[s9]: words")


def test_page_says_where_sources_disagree_and_by_how_much():
    for said in (
        "| 2010 | 55.4 | 58.8 | -5.8 |",
        "between 31 and 34 per cent",
        "| trade between China and Russia, 2015 | first release | 64.2 |",
        "| trade between China and Russia, 2015 | revised | 68.0 |",
        "| 2023 | +26.3 | +26.2 |",
        "| January to November 2023 | +26.7 | +26.5 |",
        "| China's exports to Russia, 2023 | +46.9 | +45.8 |",
        "by about 32.8 per cent in 2023 by our sum with yearly average rates (published: 32.7)",
        "the acting head of Russia's customs",
        "| Uganda | imports | 2023 | 12.15 |",
        "| Crimea (Simferopol) | Russia 3, Ukraine 2 |",
        "130.428 billion dollars as the result of the year 2021",
        "need to join the OPEC+ agreement",
    ):
        assert said in PAGE
    assert "| nan" not in PAGE


def test_no_figure_of_the_page_is_typed():
    template = files("wayout.facts").joinpath("discrepancies.md").read_text(encoding="utf-8")
    typed = re.findall(r"\d[\d.,]*", re.sub(r"\{[^}]*\}|Lessons [^.]*", "", template))
    assert [one for one in typed if not re.fullmatch(r"(19|20)\d\d[.,]?", one)] == []


def test_every_slip_stands_on_the_page_once():
    slips = package.load("slips")
    assert len(slips) == 19
    for printed in slips["printed"]:
        assert PAGE.count(f"| {printed} |") == 1


def test_table_changed_on_purpose_is_sealed_again(folder):
    path = folder / "tables" / "prices.csv"
    path.write_text(path.read_text(encoding="utf-8") + "2025,322.0\n", encoding="utf-8")
    assert any("prices.csv was changed" in sentence for sentence in package.verify())
    assert publish.refresh_hashes() == ["prices"]
    assert package.verify() == []
    assert package.describe("prices")["rows"] == 34
    assert publish.refresh_hashes() == []


def test_layer_is_counted_by_its_features(folder):
    path = folder / "geo" / "routes.json"
    layer = json.loads(path.read_text(encoding="utf-8"))
    layer["features"].pop()
    path.write_text(json.dumps(layer), encoding="utf-8")
    before = package.describe("routes")["features"]
    assert publish.refresh_hashes() == ["routes"]
    assert package.describe("routes")["features"] == before - 1


def test_pages_are_written_only_when_they_changed(folder):
    (folder / "README.md").unlink()
    assert publish.write() == ["README.md"]
    assert publish.write() == []


def test_sealing_what_did_not_change_leaves_every_byte(folder):
    before = (folder / "datapackage.json").read_bytes()
    assert publish.refresh_hashes() == []
    assert (folder / "datapackage.json").read_bytes() == before
