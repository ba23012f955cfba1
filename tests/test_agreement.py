"""What the tables must agree on: marks, sums, identities, and each other."""

import json
import re
import tomllib
from functools import cache
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from shapely.geometry import Point, shape

from walk import each
from wayout import paths
from wayout.facts import country_visits, headline
from wayout.tables import package

ENTRIES = {name: package.describe(name) for name in package.names()}
TABLES = [name for name, entry in ENTRIES.items() if "schema" in entry]
FIELDS = {name: {f["name"]: f for f in ENTRIES[name]["schema"]["fields"]} for name in TABLES}
EDITIONS = {2022: "revised", 2023: "first release"}
KINDS = {"reported", "first release", "revised", "estimate", "computed", "implausible"}


@cache
def tables_at_once():
    return {name: package.load(name) for name in TABLES}


@pytest.fixture
def tables():
    return tables_at_once()


def pick(frame, **wanted):
    for column, value in wanted.items():
        frame = frame[frame[column] == value]
    return frame


def value(frame, column, **wanted):
    chosen = pick(frame, **wanted)
    assert len(chosen) == 1, wanted
    return chosen[column].iloc[0]


# Cells and rows typed by hand ----------------------------------------------------------------

HELD = Path(__file__).parent / "tables"
BLOCKS = tomllib.loads((HELD / "held_cells.toml").read_text("utf-8"), parse_float=str)["cells"]
CELLS = [(block, row) for block in BLOCKS for row in block["held"]]


@pytest.mark.parametrize(("block", "row"), CELLS)
def test_a_cell_is_the_one_we_hold(block, row, tables):
    *place, held = row
    wanted = dict(zip(block["by"], place, strict=True))
    found = value(tables[block["table"]], block["column"], **wanted)
    assert f"{found:.{len(str(held).partition('.')[2])}f}" == str(held)


@each(tomllib.loads((HELD / "held_rows.toml").read_text("utf-8"))["rows"])
def test_rows_say_what_we_hold(rule):
    found = tables_at_once()[rule["table"]].query(rule["where"])
    for column in rule.keys() - {"table", "where"}:
        wanted = rule[column]
        said = found[column]
        said = said.dt.strftime("%Y-%m-%d") if found.dtypes[column].kind == "M" else said
        if "held" in wanted:
            assert list(said) == wanted["held"], column
        else:
            assert set(said) == set(wanted["each"]), column


# Marks: what kind of figure it is -----------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in TABLES if "status" in FIELDS[name]])
def test_status_uses_the_six_words_explains_them_and_needs_each(name, tables):
    field = FIELDS[name]["status"]
    words = set(field["constraints"]["enum"])
    assert set(tables[name]["status"]) == words <= KINDS
    assert all(f"{word}:" in field["description"] for word in words)


def test_implausible_estimates_are_kept_marked_and_explained(tables):
    marked = pick(tables["russia_partners"], status="implausible")
    assert (marked["note"] != "").all()
    before = value(tables["russia_partners"], "usd_bn", country="Uganda", year=2021, flow="imports")
    assert (pick(marked, country="Uganda")["usd_bn"] > 200 * before).all()


def test_estimates_and_expectations_in_points_are_marked(tables):
    for name in ("goods_points", "energy", "yuan", "summits", "partner_turnover"):
        frame = tables[name]
        guessed = frame["note"].str.contains(r"Expected|Derived|Our division|Our sum|Carried on")
        assert not set(frame[guessed]["status"]) & {"reported", "first release"}, name


def test_points_have_a_bound_and_a_period(tables):
    for name in ("energy", "goods_points"):
        frame = tables[name]
        assert frame[["value_low", "value_high"]].notna().any(axis=1).all()
        both = frame.dropna(subset=["value_low", "value_high"])
        assert (both["value_low"] <= both["value_high"]).all()
        one_sided = frame[frame[["value_low", "value_high"]].isna().any(axis=1)]
        assert (one_sided["wording"] != "").all()
    for name in ("energy", "goods_points", "urals", "yuan", "exercises_held"):
        dated = tables[name].dropna(subset=["start", "end"])
        assert (dated["start"] <= dated["end"]).all()
        years = dated[dated["period"].str.fullmatch(r"\d{4}")]
        assert (years["start"].dt.strftime("%m-%d") == "01-01").all()
        assert (years["start"].dt.year.astype(str) == years["period"]).all()


# Countries ----------------------------------------------------------------------------------

CODED = [
    *(("country_code", label) for label in ("country", "partner", "name")),
    *((f"{label}_code", label) for label in ("partner", "supplier", "recipient", "top_partner")),
]


def test_a_country_has_one_name_in_all_tables(tables):
    called = {}
    for name in TABLES:
        for code, label in CODED:
            if {code, label} <= set(FIELDS[name]):
                for key, word in zip(tables[name][code], tables[name][label], strict=True):
                    called.setdefault(key, set()).add(word)
    called.pop("")
    for land in (feature["properties"] for feature in package.geo("borders")["features"]):
        called.setdefault(land["id"], set()).add(land["name"])
    assert len(called) > 210
    assert called["SWZ"] | called["CPV"] == {"Eswatini", "Cabo Verde"}
    drawn = set(tables["border_checks"]["drawn_in"]) - {""}
    assert drawn <= set().union(*called.values())
    assert {key: words for key, words in called.items() if len(words) > 1} == {}


def test_countries_only_and_every_partner_has_a_region(tables):
    partners = tables["russia_partners"]
    assert "RUS" not in set(partners["country_code"])
    assert (partners.groupby("country_code")["region"].nunique() == 1).all()
    region = partners.set_index("country_code")["region"]
    for row in tables["visits"].itertuples():
        assert row.region in set(region.get([row.country_code], [row.region])), row.country


# Trade: sums and identities -----------------------------------------------------------------


def test_partners_add_up_to_the_total_of_the_same_count(tables):
    named = tables["russia_partners"].groupby(["year", "flow"])["usd_bn"].sum()
    totals = pick(tables["russia_totals"], source="IMF").set_index(["year", "flow"])["usd_bn"]
    assert len(named) == len(totals) == 24
    missing = 1 - named / totals
    assert missing.between(0, 0.003).all(), missing.max()


def test_imf_repeats_what_russias_customs_reported(tables):
    totals = pick(tables["russia_totals"], status="reported")
    wide = totals.pivot(index=["year", "flow"], columns="source", values="usd_bn")
    assert len(wide) == 18
    assert (wide["IMF"] / wide["Russian customs"] - 1).abs().max() < 0.012


def test_parts_of_the_world_fall_short_of_the_total_by_a_hair(tables):
    frame, by = tables["russia_regions"], ["year", "month", "flow"]
    parts = frame[frame["region"] != "World"].groupby(by)["usd_bn"].sum()
    world = pick(frame, region="World").set_index(by)["usd_bn"]
    assert len(world) == 8
    assert (1 - parts / world).between(0, 0.002).all()
    for (year, status), flow in product(EDITIONS.items(), ("exports", "imports")):
        wanted = {"source": "Russian customs", "year": year, "flow": flow, "status": status}
        assert value(tables["russia_totals"], "usd_bn", **wanted) == world[year, 12, flow]


def test_kinds_of_goods_add_up(tables):
    frame = tables["russia_goods"]
    for (year, flow, source), rows in frame.groupby(["year", "flow", "source"]):
        total = value(rows, "usd_bn", level="total")
        parts = rows[rows["level"] != "total"]["usd_bn"].sum()
        low = 0.96 if source == "2022" else 0.999
        assert low < parts / total < 1.0005, (year, flow, source)


def test_chinas_partners_add_up_and_russia_is_the_one_of_the_headline(tables):
    frame = tables["china_partners"]
    gap = frame["china_exports_usd_bn"] + frame["china_imports_usd_bn"] - frame["turnover_usd_bn"]
    assert gap.abs().max() < 0.11
    russia = value(frame, "turnover_usd_bn", country_code="RUS")
    assert russia == round(float(headline(tables).loc[2023]), 1)


def test_list_of_partners_agrees_with_customs(tables):
    frame = tables["partner_turnover"]
    year = pick(tables["russia_regions"], year=2023, month=12).groupby("region")["usd_bn"].sum()
    assert pick(frame, kind="region")["share_pct"].sum() == 100
    assert value(frame, "turnover_usd_bn", kind="total") == pytest.approx(year["World"], abs=0.05)
    europe = 100 * year["Europe"] / year["World"]
    assert value(frame, "share_pct", name="Europe") == round(europe)
    asia = frame["name"].isin(["Asia", "Middle East", "Neighbouring countries"])
    customs = 100 * year["Asia"] / year["World"]
    assert frame[asia]["share_pct"].sum() == pytest.approx(customs, abs=1)


def test_middle_east_of_the_list_can_only_be_11_per_cent_with_turkiye(tables):
    frame = tables["partner_turnover"]
    total = value(frame, "turnover_usd_bn", kind="total")
    region = pick(tables["russia_partners"], year=2023, region="Middle East")
    without = 100 * region[region["country"] != "Türkiye"]["usd_bn"].sum() / total
    turkiye = 100 * value(frame, "turnover_usd_bn", name="Türkiye") / total
    listed = value(frame, "share_pct", name="Middle East")
    assert without == pytest.approx(3, abs=0.5)
    assert without + turkiye == pytest.approx(listed, abs=1.5)


FLOWS = {
    ("China to Russia", "China"): "exports", ("China to Russia", "Russia"): "imports",
    ("Russia to China", "China"): "imports", ("Russia to China", "Russia"): "exports",
    ("both ways", "China"): "turnover", ("both ways", "Russia"): "turnover",
}  # fmt: skip
"""What a row of the table mirror is called in the annual one, by direction and by who tells it."""


def test_mirror_repeats_the_annual_table(tables):
    rows = list(tables["mirror"].itertuples())
    assert len(rows) == 194
    for row in rows:
        wanted = {"year": row.year, "reporter": row.told_by}
        wanted["flow"] = FLOWS[row.direction, row.told_by]
        same = pick(tables["china_russia_annual"], **wanted)
        assert (same["usd_bn"] - row.usd_bn).abs().min() <= 0.0011, row


def test_buyers_figure_is_not_the_higher_one_in_one_case_of_four(tables):
    frame = tables["mirror"][tables["mirror"]["basis"] != "mixed"]
    wide = frame.pivot(index=["year", "direction"], columns="basis", values="usd_bn").dropna()
    lower = (wide["CIF"] < wide["FOB"]).mean()
    assert round(lower, 2) == 0.27


def test_own_divisions_come_out_of_the_tables(tables):
    frame, checked = tables["share_estimates"], 0
    for row in frame[frame["status"] != "reported"].itertuples():
        if pair := re.search(r"([\d.]+) (?:of|over Russian customs) ([\d.]+)", row.basis):
            share = 100 * float(pair[1]) / float(pair[2])
            assert row.share_pct_low == pytest.approx(share, abs=0.06), row.basis
            checked += 1
    assert checked == 8
    (low,) = frame[frame["basis"].str.contains("around 220")]["share_pct_low"]
    assert low == pytest.approx(100 * 220 / 710.1, abs=0.05)


def test_concentration_fits_its_largest_partner_and_the_partners_table(tables):
    frame = tables["concentration"]
    top = frame["top_share_pct"] / 100
    assert (frame["herfindahl"] >= top**2 - 0.0001).all()
    assert (frame["herfindahl"] <= top + 0.0001).all()
    partners = pick(tables["russia_partners"], year=2019)
    for flow, rows in partners.groupby("flow"):
        shares = rows["usd_bn"] / rows["usd_bn"].sum()
        held = value(frame, "herfindahl", country_code="RUS", flow=flow)
        assert (shares**2).sum() == pytest.approx(held, abs=0.001)


def test_points_repeat_other_tables_where_they_say_so(tables):
    points = tables["goods_points"]
    africa = pick(points, source="Table russia_regions")
    regions = pick(tables["russia_regions"], year=2023, month=12, region="Africa")
    assert list(africa["value_low"]) == [pytest.approx(regions["usd_bn"].sum())]
    gas = value(points, "value_low", goods="Pipeline gas (Power of Siberia)")
    wanted = {"subject": "China (Power of Siberia)", "period": "2023"}
    assert value(tables["energy"], "value_low", **wanted) == gas


def test_rates_are_units_of_the_currency_for_a_dollar(tables):
    rates = tables["rates"].groupby("currency_code")["units_per_usd"]
    assert rates.min().to_dict()["EUR"] < 1 < rates.min().to_dict()["CNY"]
    assert (rates.max() / rates.min() < 3).all()


# States -------------------------------------------------------------------------------------


def test_distances_are_those_between_the_positions(tables):
    frame = tables["un_distance"]
    assert frame["country_code"].nunique() == 25
    assert (
        (frame["position_low"] <= frame["position"]) & (frame["position"] <= frame["position_high"])
    ).all()
    places = frame.set_index(["year", "country_code"])["position"]
    for code, column in (("RUS", "russia"), ("CHN", "china"), ("USA", "usa")):
        others = frame[frame["country_code"] != code]
        to = places.loc[[(year, code) for year in others["year"]]].to_numpy()
        gap = (others["position"] - to).abs()
        assert (gap - others[f"distance_to_{column}"]).abs().max() < 0.00011
        assert pick(frame, country_code=code)[f"distance_to_{column}"].isna().all()


WHOLE = {  # What is complete of each resolution: all four votes, or those named.
    **dict.fromkeys(["68/262", "ES-11/1", "ES-10/21", "ES-10/22"], "yes no abstained did_not_vote"),
    **{"ES-11/4": "no abstained", "ES-11/5": "yes no", "ES-11/6": "no abstained"},
    **{"ES-11/3": "no", "ES-11/7": "no"},
}


def test_votes_add_up_to_the_members_of_the_united_nations(tables):
    votes = tables["un_votes"]
    totals = tables["un_resolutions"].rename(columns={"votes_for": "yes", "votes_against": "no"})
    totals = totals.set_index("resolution")[["yes", "no", "abstained", "did_not_vote"]]
    assert (totals.sum(axis=1) == 193).all()
    counted = votes.groupby(["resolution", "vote"]).size().unstack(fill_value=0)
    counted.columns = counted.columns.str.replace(" ", "_")
    assert set(counted.index) == set(WHOLE)
    for number, whole in WHOLE.items():
        got, wanted = counted.loc[number], totals.loc[number]
        assert got.sum() == 193 or number in ("ES-11/3", "ES-11/7"), number
        assert (got[wanted.index] <= wanted).all(), number
        assert list(got[whole.split()]) == list(wanted[whole.split()]), number


def test_what_the_guess_of_lesson_8_calls_the_lowest_year_is_it(tables):
    arms = pick(tables["arms"], supplier="Russia", recipient="China")
    years = arms[arms.first_year == arms.last_year].set_index("first_year").tiv_mn
    assert (years.index.min(), years.idxmin(), years.index.max()) == (2000, 2023, 2023)


def test_what_lesson_5_calls_the_lowest_and_the_highest_year_are_those(tables):
    east = pick(tables["russia_partners"], flow="imports")
    east = east[east["region"].isin(["East Asia", "South and South-East Asia"])]
    sold = east[east["country"] != "China"].groupby("year")["usd_bn"].sum()
    assert (sold.idxmin(), sold.idxmax()) == (2015, 2021)


def test_trade_with_central_asia_adds_up_and_agrees_with_the_partners(tables):
    frame = tables["central_asia"].set_index(["told_by", "year"])
    whole = frame["partner"] == "Central Asia"
    for who, years in (("China", (*range(2000, 2021), 2023, 2024)), ("Russia", range(2013, 2022))):
        parts = frame[~whole].loc["China"] if who == "China" else tables["russia_partners"]
        column = "turnover_usd_bn" if who == "China" else "usd_bn"
        parts = parts[parts["country_code"].isin(["KAZ", "KGZ", "TJK", "TKM", "UZB"])]
        sums = parts.groupby("year")[column].sum()
        for year in years:
            given = frame[whole].loc[(who, year), "turnover_usd_bn"]
            assert given == pytest.approx(sums[year], abs=0.11), (who, year)


def test_arms_are_sums_of_five_years_or_single_years(tables):
    frame = tables["arms"]
    length = frame["last_year"] - frame["first_year"]
    assert set(length) == {0, 4}
    single = frame[length == 0]
    five = frame[length == 4]
    for (first, recipient), rows in five.groupby(["first_year", "recipient"]):
        if recipient != "all recipients":
            assert rows["share_of_imports_pct"].sum() <= 100.3, (first, recipient)
    for first in (2009, 2014, 2019):
        years = single[single["first_year"].between(first, first + 4)]["tiv_mn"].sum()
        wanted = {"first_year": first, "supplier": "Russia", "recipient": "China"}
        assert value(five, "tiv_mn", **wanted) == pytest.approx(years, abs=0.3)


def test_the_standing_of_saudi_arabia_is_said_to_be_open(tables):
    assert "contradict" in value(
        tables["memberships"], "note", organisation="BRICS", country_code="SAU"
    )


# Maps ---------------------------------------------------------------------------------------


def test_five_data_sets_were_asked_about_sixteen_places(tables):
    frame = tables["border_checks"]
    assert frame.groupby("data_set").size().tolist() == [16] * 5
    assert frame.groupby("place").size().tolist() == [5] * 16
    assert ((frame["drawn_in"] == "") == (frame["note"] != "")).all()


def test_our_own_map_layer_answers_as_the_table_says(tables):
    ground = {
        f["properties"]["name"]: shape(f["geometry"]) for f in package.geo("borders")["features"]
    }
    rows = pick(tables["border_checks"], data_set="Natural Earth edition 4, 1:110 million")
    for row in rows.itertuples():
        point = Point(row.longitude, row.latitude)
        inside = [name for name, area in ground.items() if area.contains(point)]
        assert inside == [row.drawn_in] * bool(row.drawn_in), row.place


def test_routes_are_named_once_and_say_what_they_rest_on():
    routes = [feature["properties"] for feature in package.geo("routes")["features"]]
    assert len({route["name"] for route in routes}) == len(routes) == 18
    assert {route["drawn"] for route in routes} == {"traced", "schematic"}
    assert not any("OpenStreetMap" in json.dumps(route) for route in routes)
    assert sum(route["origin"] == "Global Energy Monitor" for route in routes) == 11
    assert {route["state"] for route in routes} == {
        *("in use", "out of use", "proposed", "under construction")
    }


# What came of it, and slips -----------------------------------------------------------------


def test_outcomes_follow_from_the_tables(tables):
    to_date = pick(tables["china_russia_to_date"], month=12).set_index("year")
    starts = country_visits(tables)["start"].dt.year.value_counts()
    gulf = pick(tables["visits"], region="Middle East")
    saudi = value(tables["memberships"], "standing", organisation="BRICS", country_code="SAU")
    turnover, growth = to_date["turnover_usd_bn"], to_date["growth_pct"][2024]
    told = pick(tables["gulf_trade"], counted_by="Russia, as Vedomosti gives it")
    uae = told.set_index("year")["usd_bn"]
    brent = pick(tables["urals"], series="Brent, spot price of the EIA").set_index("period")
    brent = brent["usd_per_barrel"]
    paid = pick(tables["yuan"], indicator="yuan share of export settlements", period="January 2024")
    india = pick(tables["energy"], measure="share of India's imports by supplier")
    signed = tables["statements"]["says"].str.contains("sign a treaty")
    found = tables["outcomes"].set_index("forecast")
    assert found["answer"].to_dict() == {
        "trade_2024_up": turnover[2024] > turnover[2023],
        "growth_2024_over_10": growth > 10,
        "trade_2025_up": turnover[2025] > turnover[2024],
        "saudi_brics": saudi == "member",
        "middle_east_2024": bool((gulf["start"].dt.year == 2024).any()),
        "more_visits_2024": bool(starts[2024] > starts[2023]),
        "yuan_over_40": paid["value"].item() > 40,
        "uae_trade_2024_up": uae[2024] > uae[2023],
        "siberia_contract_2024": False,  # no row of `statements` tells of one
        "iran_treaty_2024": tables["statements"]["date"][signed].item().year == 2024,
        "brent_2024_up": brent["2024"] > brent["2023"],
        "india_first_2024": india.nlargest(1, "value_low")["subject"].item() == "Russia",
    }
    figures = {
        **{"trade_2024_up": turnover[2024], "growth_2024_over_10": growth},
        **{"trade_2025_up": turnover[2025], "more_visits_2024": starts[2024]},
        **{"yuan_over_40": paid["value"].item(), "uae_trade_2024_up": uae[2024]},
        **{"brent_2024_up": brent["2024"], "india_first_2024": india["value_low"].max()},
    }
    assert found["value"].dropna().drop("middle_east_2024").to_dict() == figures


def test_outcomes_close_after_the_essay_and_name_a_table(tables):
    frame = tables["outcomes"]
    assert (frame["closes"] > pd.Timestamp("2023-12-07")).all()
    assert set(frame["table"]) <= set(TABLES)
    assert frame["table"].nunique() >= 5
    assert frame["rule"].str.startswith("Yes if").all()
    assert frame["question"].str.endswith("?").all()
    assert (frame["contested"] == frame["note"].fillna("").str.startswith("Contested.")).all()


def test_no_change_repeats_what_was_known_on_the_day(tables):
    """Levels stay, so nothing is more than before; what he did in 2023 he does again."""
    frame = tables["outcomes"].set_index("forecast")
    assert set(frame.index[frame["no_change"]]) == {"middle_east_2024", "india_first_2024"}
    to_date = tables["china_russia_to_date"]
    eleven = value(to_date, "turnover_usd_bn", year=2023, month=11)
    grew = value(to_date, "growth_pct", year=2023, month=11)
    before = value(to_date, "turnover_usd_bn", year=2022, month=12)
    months = ["September 2023", "October 2023", "November 2023"]
    brent = pick(tables["urals"], series="North Sea Dated (Brent)").set_index("period")
    paid = pick(tables["yuan"], indicator="yuan share of export settlements").set_index("period")
    gulf = pick(tables["gulf_trade"], country_code="ARE", counted_by="Russia (Manturov)", year=2022)
    energy = pick(tables["energy"], measure="share of importer's crude imports", subject="India")
    invited = value(tables["memberships"], "date", organisation="BRICS", country_code="SAU")
    trips = country_visits(tables)
    trips = trips[(trips["start"].dt.year == 2023)]
    told = {
        "trade_2024_up": [f"{eleven:.1f}", f"{before:.1f}"],
        "growth_2024_over_10": [f"{grew:.1f}"],
        "saudi_brics": ["August 2023"],
        "more_visits_2024": [*trips["country"].replace("United Arab Emirates", "the Emirates")],
        "yuan_over_40": [f"{paid['value']['June 2023']:g}", f"{paid['value']['January 2022']:g}"],
        "uae_trade_2024_up": [f"{gulf['usd_bn'].item():.1f}"],
        "brent_2024_up": [f"{brent['usd_per_barrel'][month]:.0f}" for month in months],
        "india_first_2024": [f"{energy['value_low'].item():g}"],
    }
    assert str(invited).startswith("2023-08")
    assert all(part in frame["known"][name] for name, parts in told.items() for part in parts)


def test_notes_tell_last_years_figure_beside_this_one(tables):
    notes = tables["outcomes"].set_index("forecast")["note"]
    whole = pick(tables["china_russia_to_date"], month=12).set_index("year")["turnover_usd_bn"]
    told = pick(tables["gulf_trade"], counted_by="Russia, as Vedomosti gives it")
    assert f"2023 came out on 12 January 2024: {whole[2023]:g}" in notes["trade_2024_up"]
    assert f"total for 2024 was {whole[2024]:.1f}" in notes["trade_2025_up"]
    uae = told.set_index("year")["usd_bn"]
    assert f"{uae[2023]:.1f} billion for 2023" in notes["uae_trade_2024_up"]


def test_an_answer_is_known_when_it_came_out_and_not_when_a_later_page_told_it(tables):
    known = tables["outcomes"].set_index("forecast")["known_on"]
    released = pick(tables["china_russia_to_date"], month=12).set_index("year")["released"]
    assert known["trade_2024_up"] == known["growth_2024_over_10"] == released[2024]
    assert released[2024] == pd.Timestamp("2025-01-13")
    assert known["trade_2025_up"] == released[2025]
    visits = country_visits(tables)
    seventh = visits[visits["start"].dt.year == 2024].sort_values("start")["start"].iloc[6]
    assert known["more_visits_2024"] == seventh == pd.Timestamp("2024-08-18")
    to_date = tables["china_russia_to_date"]
    assert to_date.loc[to_date["status"] == "estimate", "released"].isna().all()
    ends = pd.to_datetime(to_date[["year", "month"]].assign(day=1)) + pd.offsets.MonthEnd()
    delay = (to_date["released"] - ends).dt.days.dropna()
    assert delay.between(5, 25).all()


def test_trade_with_the_gulf_is_that_of_the_partners_table(tables):
    by = ["year", "country_code", "flow"]
    gulf = tables["gulf_trade"].query("kind != 'official statement' and year >= 2013")
    partners = tables["russia_partners"].query("country_code in ['ARE', 'SAU']")
    columns = [*by, "usd_bn", "status"]
    pd.testing.assert_frame_equal(
        gulf[columns].sort_values(by, ignore_index=True),
        partners[columns].sort_values(by, ignore_index=True),
    )
    assert set(tables["gulf_trade"]["year"]) == set(range(2000, 2026))


def test_slips_can_be_checked_in_the_tables_they_name(tables):
    slips = tables["slips"].set_index("number")
    assert set(slips["table"]) <= set(TABLES)
    sums = pick(tables["china_russia_to_date"], month=8).set_index("year")
    columns = ["china_exports_usd_bn", "china_imports_usd_bn", "turnover_usd_bn"]
    falls = 100 * (sums.loc[2025, columns] / sums.loc[2024, columns] - 1)
    assert [round(fall, 1) for fall in falls] == [-9.9, -8.7, -9.3]
    assert round(100 * (21.68 / 19.69 - 1), 1) == 10.1
    assert round(18.65 + 15.04, 2) == 33.69, "and so says the table"


# Lessons ------------------------------------------------------------------------------------

NOTEBOOKS = sorted((paths.ROOT / "lessons").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_tables_of_a_lesson_exist_and_know_it(path):
    lesson = json.loads(path.read_text(encoding="utf-8"))["metadata"]["wayout"]
    for name in lesson["tables"]:
        assert name in ENTRIES
        assert lesson["lesson"] in ENTRIES[name]["lessons"], name


def test_every_table_is_used_in_some_lesson():
    assert all(entry["lessons"] for entry in ENTRIES.values())
    assert {lesson for entry in ENTRIES.values() for lesson in entry["lessons"]} >= {
        f"{number:02d}" for number in range(2, 11) if number not in (8,)
    }
