"""The partner map, compared with the tables by other ways than its own."""

import json
import re
from functools import cache
from math import pi
from typing import Any

import pandas as pd
import pytest

from cases import equal, refused
from held import held
from wayout.errors import CourseError
from wayout.facts import fact
from wayout.maps import Map, marks, partners
from wayout.maps.bubbles import LARGEST, SMALLEST, Scale
from wayout.maps.partner_years import FLOWS, Years, in_pct, in_usd
from wayout.tables.package import load

FRAME = load("russia_partners")
CHINA = FRAME[(FRAME["country_code"] == "CHN") & (FRAME["year"] == 2021)].head(1)
YEARS = range(2013, 2025)
HELD = held(__file__)
LIMIT = 350_000


@pytest.fixture(scope="module")
def m() -> Map:
    return partners(FRAME)


@pytest.fixture(scope="module")
def page(m: Map) -> str:
    return m.page.render()


@pytest.fixture(scope="module")
def html(m: Map) -> str:
    return m._repr_html_()


@pytest.fixture(scope="module")
def packed(page: str) -> Any:
    """What the script gets."""
    (found,) = re.findall(r"wayout\.partners\(\w+, (\{.*\})\);", page)
    return json.loads(found)


@pytest.fixture(scope="module")
def years() -> Years:
    return Years(FRAME)


@cache
def expected(year: int, flow: str) -> "pd.Series[float]":
    """Values by name, the largest first, worked out in pandas alone."""
    wide = FRAME[FRAME["year"] == year].pivot(index="country", columns="flow", values="usd_bn")
    both = wide.dropna().sum(axis=1) if flow == "turnover" else wide[flow].dropna()
    return both.sort_values(ascending=False)


def some(code: str, **changes: Any) -> pd.DataFrame:
    """China's rows and one more partner's, changed."""
    frame = FRAME[FRAME["country_code"].isin(["CHN", code])].copy()
    frame.loc[frame["country_code"] == code, list(changes)] = list(changes.values())
    return frame


@cache
def world(year: int, flow: str) -> float:
    totals = load("russia_totals").query("source == 'IMF' and year == @year")
    wanted = ["exports", "imports"] if flow == "turnover" else [flow]
    return float(totals[totals["flow"].isin(wanted)]["usd_bn"].sum())


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("year", YEARS)
def test_values_shares_and_ranks_are_those_of_the_table(years: Years, year: int, flow: str) -> None:
    state, values = years.states[year, flow], expected(year, flow)
    assert {f.partner.name: f.usd for f in state.figures} == pytest.approx(values.to_dict())
    ranks = values.rank(ascending=False, method="min").astype(int).to_dict()
    assert {f.partner.name: f.rank for f in state.figures} == ranks
    assert [f.rank for f in state.figures] == sorted(ranks.values())
    shares = (100 * values / world(year, flow)).to_dict()
    assert {f.partner.name: f.share for f in state.figures} == pytest.approx(shares)
    assert state.total == pytest.approx(world(year, flow))
    if year > 2020:
        (china,) = (f for f in state.figures if f.partner.code == "CHN")
        kind = "" if flow == "turnover" else f"{flow}_"
        assert china.share == pytest.approx(fact(f"share_imf_{kind}{year}_pct").value)


def test_a_partner_with_one_way_only_has_no_turnover(years: Years) -> None:
    codes = {f.partner.code for f in years.states[2015, "turnover"].figures}
    assert "IRQ" not in codes
    assert "IRQ" in {f.partner.code for f in years.states[2015, "exports"].figures}
    ways = FRAME[FRAME["year"] == 2015]["country_code"].value_counts()
    half = (ways == 1).sum()
    assert years.states[2015, "turnover"].half == half > 0
    said = years.states[2015, "turnover"].sentence("usd")
    assert f"Left out: {half} partners with a figure for one way only." in said


def test_no_figure_is_zero_and_none_is_shown_as_zero(packed: Any) -> None:
    shown = [state["text"] for states in packed["states"].values() for state in states]
    texts = [text for both in shown for text in (*both["usd"], *both["pct"])]
    assert len(texts) > 10_000
    assert not [text for text in texts if not re.search(r"[1-9]", text)]
    assert "under 0.01 %" in texts
    equal(HELD["written"], in_usd=in_usd, in_pct=in_pct)


def test_all_partners_have_a_place_and_no_two_the_same(years: Years) -> None:
    assert years.unplaced == []
    assert len(years.partners) == FRAME["country_code"].nunique()
    assert len({partner.place for partner in years.partners}) == len(years.partners)


@pytest.mark.parametrize("unit", ["usd", "pct"])
def test_the_area_of_a_circle_of_map_and_legend_is_proportional_to_the_value(
    years: Years, packed: Any, unit: str
) -> None:
    """In pixels a dollar, over all years and flows, but for the smallest dots."""
    ratios = []
    for (year, flow), state in years.states.items():
        sizes = packed["states"][flow][year - YEARS[0]]["size"][unit]
        for figure, radius in zip(state.figures, sizes, strict=True):
            value = figure.usd if unit == "usd" else figure.share
            assert value is not None
            assert radius >= SMALLEST
            if radius > 8:
                ratios.append(pi * radius**2 / value)
    assert len(ratios) > 200
    assert max(ratios) / min(ratios) < 1.03
    sizes = [size for state in packed["states"]["turnover"] for size in state["size"][unit]]
    assert unit == "pct" or max(sizes) == LARGEST, "the largest value has the largest circle"
    circles = packed["legend"][unit]["circles"]
    values = [float(text) for text, _ in circles]
    assert values == {"usd": [100, 20, 5], "pct": [20, 4, 1]}[unit]
    ratios = [size**2 / value for value, (_, size) in zip(values, circles, strict=True)]
    assert ratios == pytest.approx([ratios[0]] * 3, rel=0.03)


@pytest.mark.parametrize("top", [0.001, 0.7, 1.0, 34.0, 99.9, 244.0, 5000.0])
def test_every_top_gives_a_legend_that_fits(top: float) -> None:
    scale = Scale(top)
    values = scale.samples()
    assert values == sorted(values, reverse=True)
    assert 0.2 * top < values[0] <= top
    assert re.fullmatch(r"[125]0*", f"{values[0]:.15g}".replace("0.", "").lstrip("0"))
    assert scale.radius(top) == LARGEST
    assert scale.radius(scale.least() / 2) == SMALLEST == scale.radius(0)


def test_sentences_name_the_first_five_the_total_and_who_made_the_figures(years: Years) -> None:
    for (year, flow), state in years.states.items():
        values = expected(year, flow)
        names = [f"{name} {value:,.1f}" for name, value in values.head(5).items()]
        first = f"{', '.join(names[:4])} and {names[4]} billion US dollars. "
        said = state.sentence("usd")
        assert first + f"All countries: {world(year, flow):,.1f}." in said
        assert said.startswith(f"{year}, ")
        assert ("Estimates by the IMF" in said) == (year > 2021)
        assert ("Russia reported these figures" in said) == (year <= 2021)
        assert f"of {world(year, flow):,.1f} billion US dollars in all." in state.sentence("pct")


def test_the_status_of_every_state_is_that_of_the_table(html: str, packed: Any) -> None:
    for flow in FLOWS:
        kinds = [state["kind"] for state in packed["states"][flow]]
        assert kinds == ["reported"] * 9 + ["estimate"] * 3
    # Implausible estimates are estimates like others.
    assert "implausible" not in html + json.dumps(packed)
    state = packed["states"]["imports"][2023 - YEARS[0]]
    at = state["who"].index(packed["names"].index("Uganda"))
    assert (state["rank"][at], state["estimate"][at], state["text"]["usd"][at]) == (4, 1, "12.2")


def test_the_map_is_small_and_its_controls_are_native_and_have_names(html: str, page: str) -> None:
    assert len(html.encode()) < LIMIT
    assert '<label for="wo-year">Year</label>' in page
    assert '<input id="wo-year" type="range" min="0" max="11" step="1" value="8">' in page
    assert '<p id="wo-count" role="status">' in page
    assert re.findall(r"<fieldset><legend>(.*?)</legend>", page) == ["Flow", "In"]
    radio = r'<label><input type="radio" name="wo-(\w+)" value="(\w+)"( checked)?'
    choices = [f"{name} {value}{chosen}" for name, value, chosen in re.findall(radio, page)]
    flows = ["flow exports", "flow imports", "flow turnover checked"]
    assert choices == [*flows, "unit usd checked", "unit pct"]
    assert re.findall(r"<u><i>20</i>(\d\d)</u>", page) == ["22", "23", "24"]


def test_the_first_state_is_the_newest_that_russia_reported(m: Map) -> None:
    values = expected(2021, "turnover")
    assert {mark["label"] for mark in marks(m)} == {*values.index}
    assert {mark["kind"] for mark in marks(m)} == {"circle marker"}
    assert "2021, exports and imports together: China 141.1" in m.words()
    assert "2024, exports and imports together: China" in m.words()


def test_a_lesson_can_choose_the_first_state() -> None:
    m = partners(FRAME, year=2023, flow="imports")
    assert marks(m)[0]["label"] == "China"
    assert len(marks(m)) == len(expected(2023, "imports"))
    page, html = m.page.render(), m._repr_html_()
    assert 'value="10">' in page
    assert 'value="imports" checked' in page
    # Its still picture draws every circle and the legend, dashed or hollow: all are estimates.
    drawn = circles(html)
    assert set(drawn) == {"p a", "p z"}
    assert sum(drawn.values()) == len(expected(2023, "imports")) + 3
    assert "Estimates by the IMF" in html


def circles(html: str) -> dict[str, int]:
    kinds = re.findall(r"circle class='([^']*)'", html.replace("%3C", "<"))
    return {kind: kinds.count(kind) for kind in kinds}


def test_the_still_picture_draws_every_circle_and_names_the_largest_partners(html: str) -> None:
    assert circles(html) == {"p": len(expected(2021, "turnover")) + 3}
    html = html.replace("%3E", ">").replace("%3C", "<")
    for name in expected(2021, "turnover").index[:5]:
        assert re.search(rf"class='n'[^%]*{name}", html)


def test_the_foot_holds_every_partner_in_the_newest_years_and_names_its_sources(m: Map) -> None:
    table = m.table().set_index("Partner (billion US dollars)")
    assert list(table.columns) == [
        f"{flow} {year}, {'reported' if year < 2022 else 'estimate'}"
        for year in range(2021, 2025)
        for flow in ("Exports", "Imports")
    ]
    assert len(table) == FRAME["country_code"].nunique()
    there = FRAME.query("year == 2023 and flow == 'imports'").set_index("country")["usd_bn"]
    told = there.map(lambda usd: f"{usd:,.3f}").reindex(table.index).fillna("no figure")
    assert list(table["Imports 2023, estimate"]) == list(told)
    caption = m.caption()
    assert "International Monetary Fund" in caption
    assert "nobody&#39;s official position" in caption
    assert "Taiwan are counted apart" in caption


def test_some_rows_make_a_smaller_map_and_keep_their_share_of_the_whole(years: Years) -> None:
    m = partners(FRAME[FRAME["flow"] == "imports"])
    assert "2021, imports: China 72.7" in m.words()
    assert 'value="imports" checked' in m.page.render()
    m = partners(FRAME[FRAME["year"] > 2021])
    assert m.title == "Russia's partners in trade, 2022 to 2024"
    assert "2024, exports and imports together" in m.words()
    africa = Years(FRAME[FRAME["region"] == "Africa"]).states[2023, "exports"].figures
    (egypt,) = (f for f in africa if f.partner.code == "EGY")
    everybody = years.states[2023, "exports"].figures
    assert (egypt.share, egypt.rank) in {(f.share, 1) for f in everybody if f.partner.code == "EGY"}


def test_a_year_without_rows_and_an_empty_cell_are_gaps_and_not_zero() -> None:
    frame = FRAME[FRAME["year"].isin([2019, 2021])].copy()
    years = Years(frame)
    assert [*years.years] == [2019, 2020, 2021]
    said = years.states[2020, "exports"].sentence("usd")
    assert said == "2020, exports: the table has no figure. That does not mean zero."
    assert "no figure" in years.states[2020, "turnover"].gap
    assert '"kind":"no figure"' in partners(frame).page.render()
    frame.loc[(frame["country_code"] == "CHN") & (frame["year"] == 2021), "usd_bn"] = None
    codes = {f.partner.code for f in Years(frame).states[2021, "exports"].figures}
    assert "CHN" not in codes


def test_a_partner_without_a_place_is_named_in_the_note_and_an_odd_name_stays_text() -> None:
    m = partners(some("IND", country_code="QQQ", country="Atlantis"))
    assert "Not drawn, because its place is not known: Atlantis." in m.note
    assert {mark["label"] for mark in marks(m)} == {"China"}
    bad = "<img src=x onerror=alert(1)>"
    m = partners(some("IND", country=bad))
    assert bad not in m._repr_html_()
    assert "<img src=x" not in m.page.render()


def test_what_cannot_be_drawn_is_refused_and_a_map_without_any_figure_says_so() -> None:
    refused(HELD["refused"], CourseError, **globals())
    frame = FRAME[FRAME["country_code"] == "CHN"].assign(usd_bn=float("nan"))
    assert "the table has no figure. That does not mean zero." in partners(frame).words()
