"""The pages written from the tables are in step, and a changed table can be sealed again."""

import json
import re
import shutil
from importlib.resources import files
from itertools import product

import pytest

from held import held
from wayout import essay, paths
from wayout.course import publish
from wayout.essay import EssayError
from wayout.tables import package


@pytest.fixture
def folder(tmp_path, monkeypatch):
    shutil.copytree(paths.DATA, tmp_path / "data")
    monkeypatch.setattr("wayout.paths.DATA", tmp_path / "data")
    _forget()
    yield tmp_path / "data"
    _forget()


def _forget():
    for one in vars(essay).values():
        getattr(one, "cache_clear", lambda: None)()


PAGE = (paths.DATA / "DISCREPANCIES.md").read_text(encoding="utf-8")


def test_balance_counts_every_card_and_names_each_side_without_a_firm_one():
    page = (paths.DATA / "BALANCE.md").read_text(encoding="utf-8")
    for claim, side in product({c.claim for c in essay.cards()}, ("for", "against")):
        (row,) = re.findall(rf"\(`{claim}`\) \| {side} \| (.*) \|$", page, re.M)
        *standings, first = map(int, row.split(" | "))
        every = essay.cards(claim, side)
        assert (sum(standings), first) == (len(every), sum(c.first_hand for c in every))
        assert (f"(`{claim}`), {side}: no firm card" in page) == (standings[0] == 0)


def test_pages_and_map_are_in_step_with_the_tables():
    made = publish.pages()
    assert list(made) == ["README.md", "DISCREPANCIES.md", "BALANCE.md"]
    assert made == {name: (paths.DATA / name).read_text(encoding="utf-8") for name in made}
    drawing = package.text("argument")
    assert publish.worded(drawing) == drawing


def test_claim_changed_in_the_table_is_filled_into_the_map_and_must_be_known(folder):
    path = folder / "essay" / "claims.csv"
    told = path.read_text(encoding="utf-8").replace("Great powers that share", "Powers that share")
    path.write_text(told, encoding="utf-8")
    assert publish.refresh_hashes() == ["claims", "argument"]
    line = "[neighbours_rule]: Powers that share a border always compete. #cause #unstated\n"
    assert line in (folder / "essay" / "argument.argdown").read_text(encoding="utf-8")
    assert package.verify() == publish.refresh_hashes() == []
    with pytest.raises(EssayError, match="There is no claim 's9'"):
        publish.worded("[s9]: words")


def test_page_says_where_sources_disagree_and_by_how_much():
    for said in held(__file__, "told"):
        assert said in PAGE
    assert "| nan" not in PAGE


def test_no_figure_of_the_page_is_typed_and_every_slip_stands_on_it_once():
    template = files("wayout.facts").joinpath("discrepancies.md").read_text(encoding="utf-8")
    typed = re.findall(r"\d[\d.,]*", re.sub(r"\{[^}]*\}|Lessons [^.]*", "", template))
    assert [one for one in typed if not re.fullmatch(r"(19|20)\d\d[.,]?", one)] == []
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


def test_pages_are_written_and_tables_sealed_only_when_they_changed(folder):
    (folder / "README.md").unlink()
    assert publish.write() == ["README.md"]
    assert publish.write() == []
    before = (folder / "datapackage.json").read_bytes()
    assert publish.refresh_hashes() == []
    assert (folder / "datapackage.json").read_bytes() == before
