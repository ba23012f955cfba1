"""One walk over the package, then what the tables must agree on, then damaged files."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from functools import cache
from hashlib import sha256
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package
from pandas.api import types
from shapely.geometry import LineString, Point, box, shape

from held import held
from walk import each
from wayout import paths
from wayout.course.handbook import handbook
from wayout.language import day_in_words
from wayout.pages.source_card import source
from wayout.tables import package

PACKAGE = json.loads((paths.DATA / "datapackage.json").read_text(encoding="utf-8"))
ENTRIES = {entry["name"]: entry for entry in PACKAGE["resources"]}
TABLES = [name for name, entry in ENTRIES.items() if "schema" in entry]
LAYERS = [name for name, entry in ENTRIES.items() if "features" in entry]
TEXTS = [name for name, entry in ENTRIES.items() if "lines" in entry]
HELD = held(__file__)
LESSONS = {f"{number:02d}" for number in range(11)}


def raw(name):
    with (paths.DATA / ENTRIES[name]["path"]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# The walk: every table and layer ------------------------------------------------------------


@cache
def report():
    tasks = Package(str(paths.DATA / "datapackage.json")).validate().tasks
    return {task.name: task for task in tasks}


@each(ENTRIES)
def test_file_is_the_published_one_and_fits_its_schema(name):
    assert report()[name].flatten(["rowNumber", "fieldName", "message"]) == []
    content = (paths.DATA / ENTRIES[name]["path"]).read_bytes()
    assert len(content) == ENTRIES[name]["bytes"]
    assert "sha256:" + sha256(content).hexdigest() == ENTRIES[name]["hash"]
    assert b"\r" not in content


@each(ENTRIES)
def test_entry_tells_its_story(name):
    entry = ENTRIES[name]
    assert 3 <= len(re.findall(r"[.?!](?= |$)", entry["description"])) <= 6
    for key in ("title", "vintage", "limits"):
        assert len(entry[key]) > 10, key
    assert entry["lessons"]
    assert set(entry["lessons"]) <= LESSONS
    assert all(licence["name"] and licence["title"] for licence in entry["licenses"])
    assert all(where["publisher"] and where["title"] for where in entry["sources"])
    assert day_in_words(entry["retrieved"]) in package.attribution(name)


@each(TABLES)
def test_table_loads_as_its_schema_says(name):
    frame, schema = package.load(name), ENTRIES[name]["schema"]
    assert len(frame) >= ENTRIES[name]["rows"] > 0
    assert not frame.duplicated(schema["primaryKey"]).any()
    assert list(frame.columns) == [field["name"] for field in schema["fields"]]
    kinds = {"date": types.is_datetime64_any_dtype, "number": types.is_float_dtype}
    kinds |= {"integer": types.is_integer_dtype, "year": types.is_integer_dtype}
    kinds |= {"boolean": types.is_bool_dtype, "string": types.is_string_dtype}
    for field in schema["fields"]:
        assert kinds[field["type"]](frame[field["name"]]), field["name"]
        assert len(field["description"]) > 5, field["name"]


UNITS = re.compile(
    "US dollars|euros|per cent|degrees|ISO date|alendar year|= 100|no unit|points of the scale|"
    "million TIV|Units of the currency|Number|month"
)


@each(TABLES)
def test_every_measured_field_names_its_unit(name):
    fields = {field["name"]: field for field in ENTRIES[name]["schema"]["fields"]}
    for field in fields.values():
        in_the_row = "in the unit of the row" in field["description"] and "unit" in fields
        measured = field["type"] not in ("string", "boolean")
        assert not measured or in_the_row or UNITS.search(field["description"]), field["name"]
    assert "unit" not in fields or fields["unit"]["constraints"]["enum"]


def test_each_load_is_a_fresh_copy():
    frame = package.load("visits")
    frame["city"] = "changed"
    assert not (package.load("visits")["city"] == "changed").any()


@each(LAYERS)
def test_layer_is_valid_and_coarse(name):
    features = package.geo(name)["features"]
    assert len(features) >= ENTRIES[name]["features"] > 0
    for feature in features:
        ground = shape(feature["geometry"])
        assert ground.is_valid, feature["properties"]
        assert ground.length > 0, feature["properties"]
        assert (ground.area > 0) == ("Polygon" in ground.geom_type), feature["properties"]
        west, south, east, north = ground.bounds
        assert -180 <= west < east <= 191
        assert -90 <= south < north <= 90


@each(ENTRIES)
def test_card_shows_what_it_must_and_folds_how_it_was_made(name):
    card = source(name)
    seen, _, folded = unescape(card._repr_html_()).partition("<details>")
    shown, hidden = (card.publisher, card.limits), (card.retrieved, card.vintage, card.licence)
    assert all(part in seen for part in shown)
    assert all(part in folded for part in hidden)
    assert {*shown, *hidden} <= {line.partition(": ")[2] for line in str(card).splitlines()}
    first = seen.partition("<dt>What it is</dt><dd>")[2].partition("</dd>")[0]
    assert card.description.startswith(first)
    assert 10 < len(first) < 300


@each(TEXTS)
def test_text_is_read_as_it_stands(name):
    assert package.text(name) == (paths.DATA / ENTRIES[name]["path"]).read_text(encoding="utf-8")
    assert len(package.text(name).splitlines()) == ENTRIES[name]["lines"]


def test_all_files_belong_to_the_package():
    listed = {entry["path"] for entry in ENTRIES.values()}
    listed |= {"datapackage.json", "README.md", "DISCREPANCIES.md", "BALANCE.md"}
    found = [path for path in paths.DATA.rglob("*") if path.is_file()]
    assert {path.relative_to(paths.DATA).as_posix() for path in found} == listed
    assert sum(path.stat().st_size for path in found) < 2_000_000


def test_overview_and_handbook_list_every_table():
    lines = package.overview().splitlines()
    assert [line.split()[0] for line in lines] == list(ENTRIES)
    assert "37 rows  lessons 02, 07, 10: Where Putin travelled" in lines[0]
    page = handbook()
    assert all(f"| `{name}` | {entry['title']} |" in page for name, entry in ENTRIES.items())


def test_names_come_in_order_and_nothing_is_damaged():
    assert package.names() == list(ENTRIES)
    assert package.verify() == []
    customs = package.attribution("china_russia_to_date")
    assert re.match("General Administration of Customs of China, .*; read 22 November", customs)


# What the tables must agree on --------------------------------------------------------------


def last_digit(text):
    """Half a unit of the last printed digit: what rounding may have taken."""
    return Decimal(1).scaleb(Decimal(text).as_tuple().exponent) / 2


def parts_add_up(exports, imports, turnover):
    slack = sum(last_digit(text) for text in (exports, imports, turnover))
    return abs(Decimal(exports) + Decimal(imports) - Decimal(turnover)) <= slack


def test_annual_parts_add_up_to_the_turnover():
    groups = {}
    for row in raw("china_russia_annual"):
        key = (row["year"], row["reporter"], row["status"], row["source"])
        groups.setdefault(key, {})[row["flow"]] = row["usd_bn"]
    whole = {key: flows for key, flows in groups.items() if len(flows) == 3}
    assert len(whole) > 60
    for key, flows in whole.items():
        assert parts_add_up(flows["exports"], flows["imports"], flows["turnover"]), key


SUMS = ["china_exports_usd_bn", "china_imports_usd_bn", "turnover_usd_bn"]


def test_sums_to_date_add_up():
    rows = [row for row in raw("china_russia_to_date") if row["status"] != "estimate"]
    whole = [parts for row in rows if all(parts := [row[column] for column in SUMS])]
    assert len(whole) > 30
    assert [parts for parts in whole if not parts_add_up(*parts)] == []


def test_sums_to_date_rise_within_a_year():
    frame = package.load("china_russia_to_date").sort_values(["year", "month"])
    for column in SUMS:
        for year, rows in frame.dropna(subset=[column]).groupby("year"):
            assert rows[column].is_monotonic_increasing, (year, column)
            assert rows[column].is_unique, (year, column)


def test_published_growth_fits_the_sums():
    # Within two and a half points: the customs office revises the year it compares with.
    frame = package.load("china_russia_to_date").set_index(["year", "month"])
    firm = frame[frame["status"] != "estimate"]
    before = firm["turnover_usd_bn"].rename(lambda year: year + 1, level="year")
    gap = 100 * (firm["turnover_usd_bn"] / before - 1) - firm["growth_pct"]
    assert gap.count() > 20
    assert gap.abs().max() < 2.5


def test_one_headline_a_year_and_it_is_the_year_to_date_of_december():
    annual = package.load("china_russia_annual")
    line = annual[annual["headline"]].set_index("year")
    assert list(line.index) == list(range(1992, 2026))
    to_date = package.load("china_russia_to_date").query("month == 12")
    december = to_date.set_index("year")["turnover_usd_bn"]
    assert (line.loc[december.index, "usd_bn"] == december).all()


def test_visits_are_the_trips_that_were_counted():
    visits = package.load("visits")
    countries = visits.drop_duplicates(["trip", "country_code"])
    assert (len(visits), visits["trip"].nunique(), len(countries)) == (37, 33, 35)
    assert list(visits["trip"].unique()) == list(range(1, 34))
    counts = countries.groupby(countries["start"].dt.year).size().to_dict()
    assert counts == {2021: 2, 2022: 9, 2023: 6, 2024: 11, 2025: 7}
    assert (visits["start"] <= visits["end"]).all()
    assert visits["start"].is_monotonic_increasing
    unconfirmed = visits[visits["date_status"] == "unconfirmed"]
    assert unconfirmed["note"].str.contains("not confirmed").all()
    visitors = package.load("visitors")
    guessed = visitors[visitors["date_status"] == "guess"]
    assert guessed["note"].str.contains("guess").all()


def test_places_are_where_they_should_be():
    for row in package.load("visits").itertuples():
        assert GROUND[row.country_code].distance(Point(row.longitude, row.latitude)) < 0.5, row.city


def test_territories_are_the_partners_without_a_capital_and_where_they_should_be():
    towns = package.load("territories").set_index("country_code")
    partners = package.load("russia_partners").drop_duplicates("country_code")
    partners = partners.set_index("country_code")["country"]
    capitals = set(package.load("capitals")["country_code"])
    assert towns["country"].to_dict() == partners[~partners.index.isin(capitals)].to_dict()
    for code, place in HELD["territories"].items():
        assert tuple(towns.loc[code, ["longitude", "latitude"]]) == pytest.approx(place, abs=0.3)


def test_capital_is_named_once():
    capitals = package.load("capitals").set_index("country_code")["capital"]
    assert (capitals["NGA"], capitals["RUS"]) == ("Abuja", "Moscow")
    repeated = set(capitals.index[capitals.index.duplicated()])
    assert repeated == {"BOL", "ZAF"}


def test_capitals_are_those_of_today_and_say_what_is_disputed():
    rows = package.load("capitals").set_index("capital")
    for name, place in HELD["capitals"].items():
        assert tuple(rows.loc[name, ["longitude", "latitude"]]) == pytest.approx(place, abs=0.1)
    gone = {"Bujumbura", "Dar es Salaam", "Cotonou", "Rangoon", "Abidjan", "Johannesburg", "Kiev"}
    assert not gone & set(rows.index)
    noted = rows[rows["note"] != ""]["country"]
    assert {"Israel", "Palestine", "Bolivia", "South Africa", "Indonesia"} <= set(noted)


def test_claims_point_to_sentences_of_the_essay():
    claims = package.load("claims").set_index("claim")
    given = claims["sentences"][claims["sentences"] != ""]
    assert {int(number) for text in given for number in text.split(";")} <= set(range(1, 33))
    assert {"s01", "s02", "s03", "s08", "s09", "s11", "record", "s15"} <= set(claims.index)
    assert set(claims["lesson"]) <= LESSONS | {""}


# Geography ----------------------------------------------------------------------------------


BORDERS = {f["id"]: f for f in package.geo("borders")["features"]}
GROUND = {code: shape(feature["geometry"]) for code, feature in BORDERS.items()}
DISPUTED = {f["properties"]["name"]: f for f in package.geo("disputed")["features"]}


def test_russia_and_fiji_stay_together_across_the_180th_meridian():
    main = max(GROUND["RUS"].geoms, key=lambda piece: piece.area)
    assert main.contains(LineString([(177, 66.5), (180, 66.5), (185, 66.5)]))
    assert main.contains(LineString([(180, 65.2), (180, 68.7)]))
    assert not any(piece.bounds[0] < 0 for piece in GROUND["RUS"].geoms)
    assert [177 < piece.bounds[0] < 182 for piece in GROUND["FJI"].geoms] == [True, True]


def test_borders_carry_id_and_name():
    for code, feature in BORDERS.items():
        assert feature["properties"]["id"] == code
        assert re.fullmatch("[A-Z]{3}", code)
        assert not feature["properties"]["name"].endswith(".")
    assert "ATA" not in BORDERS
    assert {"RUS", "CHN", "IRN", "ARE", "SAU", "UKR"} <= set(BORDERS)


@pytest.mark.parametrize(("name", "place"), HELD["disputed"].items())
def test_disputed_area_lies_where_it_is(name, place):
    assert shape(DISPUTED[name]["geometry"]).distance(Point(place)) < 0.02


def test_disputed_areas_are_named_once_and_say_why():
    assert len(DISPUTED) == len(package.geo("disputed")["features"])
    for area in (feature["properties"] for feature in DISPUTED.values()):
        assert set(area) == {"name", "note", "kind", "shown_within", "source", "source_address"}
        told = re.match(r"Administered by .+; claimed by (.+) \(7 December 2023\)\.", area["note"])
        assert told, area
        assert " and" in told[1], area
        assert area["source"]
        assert area["source_address"].startswith("https://"), area
        assert not re.search(r"Admin\.|admin\.|U\.K\.|U\.S\.|None", area["note"]), area
    wanted = {"Gaza", "Nagorno-Karabakh", "Falkland Islands (Malvinas)", "Spratly Islands"}
    assert wanted | {"Paracel Islands", "Abyei"} <= set(DISPUTED)


@pytest.mark.parametrize(("name", "place"), HELD["claimed_by_both"].items())
def test_what_we_call_claimed_by_both_is_hatched(name, place):
    found = [area for area in DISPUTED.values() if shape(area["geometry"]).covers(Point(place))]
    assert len(found) == 1, name
    assert "claimed by Russia and Ukraine (7 December" in found[0]["properties"]["note"]


@pytest.mark.parametrize("place", [(30.5, 50.45), (36.2, 50.0), (35.05, 48.46), (39.7, 47.2)])
def test_what_one_side_alone_claims_is_not_hatched(place):
    assert not any(shape(area["geometry"]).covers(Point(place)) for area in DISPUTED.values())


@pytest.mark.parametrize(("area", "sides"), held(__file__, "sides").items())
def test_claimants_are_complete(area, sides):
    assert f"; claimed by {sides}" in DISPUTED[area]["properties"]["note"]


def test_votes_in_the_notes_are_those_of_the_table():
    votes = package.load("un_resolutions").set_index("resolution")
    counted = 0
    for area in (feature["properties"]["note"] for feature in DISPUTED.values()):
        for number, yes, no, kept in re.findall(
            r"resolution (\S+) .+?\((\d+) for, (\d+) against, (\d+) abstaining\)", area
        ):
            row = votes.loc[number, ["votes_for", "votes_against", "abstained"]]
            assert [int(yes), int(no), int(kept)] == list(row), number
            counted += 1
    assert counted == 5


def test_hatching_covers_all_of_crimea():
    coarse = GROUND["RUS"].intersection(box(32, 44, 36.6, 46.25))
    assert coarse.area > 2
    assert coarse.difference(shape(DISPUTED["Crimea"]["geometry"]).buffer(0.02)).area < 0.001


def test_boundary_note_names_the_data_set_and_no_position():
    note = package.boundary_note()
    assert "Natural Earth" in note
    assert "Hatched" in note
    assert "nobody's official position" in note


# What goes wrong ----------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path, monkeypatch):
    shutil.copytree(paths.DATA, tmp_path / "data")
    monkeypatch.setattr("wayout.paths.DATA", tmp_path / "data")
    return tmp_path / "data"


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def sentence(call, *arguments):
    with pytest.raises(package.DataError) as caught:
        call(*arguments)
    text = str(caught.value)
    assert text.endswith(".")
    assert "\n" not in text
    return text


def test_a_file_that_changed_is_read_anew(folder):
    edit(folder / "tables" / "visits.csv", ",Tehran,", ",Elsewhere,")
    assert "Elsewhere" in set(package.load("visits")["city"])
    edit(folder / "datapackage.json", '"name": "visits"', '"name": "trips"')
    assert "Elsewhere" in set(package.load("trips")["city"])


def test_unknown_name_answers_with_the_nearest_or_with_all():
    said = "There is no table 'visit'. Nearest: visits, visitors, summits."
    assert sentence(package.load, "visit") == said
    calls = (package.load, package.geo, source, package.attribution, package.describe)
    for far in (sentence(call, "qqqq") for call in calls):
        assert [name for name in ENTRIES if name not in far] == []


@pytest.mark.parametrize(
    ("call", "name", "verb"),
    [(package.geo, "argument", "text"), (package.text, "visits", "load"),
     (package.text, "borders", "geo"), (package.load, "borders", "geo"),
     (package.geo, "visits", "load")],
)  # fmt: skip
def test_each_kind_of_file_has_its_own_verb(call, name, verb):
    assert f"{verb}('{name}')" in sentence(call, name)


@pytest.mark.parametrize(("name", "old", "new", "readable"), HELD["damage"])
def test_damaged_table_is_named_in_one_sentence(folder, name, old, new, readable):
    edit(folder / ENTRIES[name]["path"], old, new)
    file = f"data/tables/{name}.csv"
    assert package.verify() == [
        f"The file {file} was changed after it was published; "
        "take a fresh copy of it from the course."
    ]
    found = Package(str(folder / "datapackage.json")).get_resource(name).validate()
    types_found = {error.type for task in found.tasks for error in task.errors}
    assert types_found - {"hash-count", "byte-count"}, "the schema finds it, not the hash alone"
    if readable:
        assert len(package.load(name)) == ENTRIES[name]["rows"]
    else:
        text = sentence(package.load, name)
        assert text.startswith(f"Table '{name}' cannot be read as its schema says;")
        assert text.endswith(f"; take a fresh copy of {file} from the course.")


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ("tables/capitals.csv", b"\xff\xfe\x00", "not UTF-8"),
        ("geo/borders.json", b'{"type":', "'borders' is damaged"),
        ("tables/visits.csv", b"", "Table 'visits' cannot be read"),
        ("tables/prices.csv", None, "data/tables/prices.csv is missing"),
    ],
)
def test_missing_and_broken_files_are_told(folder, path, content, said):
    (folder / path).unlink()
    if content is not None:
        (folder / path).write_bytes(content)
    call = package.geo if path.startswith("geo") else package.load
    told = sentence(call, Path(path).stem)
    assert said in told
    assert re.search(
        rf"data/{path}.*; take a fresh copy of|; take a fresh copy of data/{path} ", told
    )
    assert f"data/{path} " in package.verify()[0]
    (folder / "datapackage.json").write_text("{", encoding="utf-8")
    assert "datapackage.json is missing or damaged" in package.verify()[0]


def test_table_saved_by_a_spreadsheet_still_opens(folder):
    path = folder / "tables" / "prices.csv"
    before = package.load("prices")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    pd.testing.assert_frame_equal(package.load("prices"), before)


def test_card_links_only_web_addresses():
    ways = (("a", "javascript:alert(1)"), ("b", "https://example.org/?a=1&b=2"), ("c", ""))
    page = replace(source("visits"), sources=ways)._repr_html_()
    assert re.findall('href="([^"]*)"', page) == ["https://example.org/?a=1&amp;b=2"]


def test_installed_package_reads_its_own_copy(tmp_path):
    copy = tmp_path / "wayout"
    here = Path(paths.__file__).parent
    shutil.copytree(here, copy, ignore=shutil.ignore_patterns("__pycache__", "_data"))
    shutil.copytree(paths.DATA, copy / "_data")
    program = (
        "from wayout import paths; from wayout.tables import package; "
        "print(paths.ROOT, len(package.load('visits')), package.verify())"
    )
    here = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    told = subprocess.check_output(
        [sys.executable, "-c", program], env=here, cwd=tmp_path, text=True
    )
    assert told.strip() == f"{copy / '_data'} 37 []"
