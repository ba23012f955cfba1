"""The partner map, compared with the tables by other ways than its own."""

import json
import re
from math import pi
from typing import Any

import pandas as pd
import pytest

from wayout.errors import CourseError
from wayout.facts import fact
from wayout.maps import Map, marks, partners
from wayout.maps.bubbles import LARGEST, SMALLEST, Scale
from wayout.maps.partner_years import Years, in_pct, in_usd
from wayout.tables.package import load

FRAME = load("russia_partners")
YEARS = range(2013, 2025)
LIMIT = 350_000


@pytest.fixture(scope="module")
def m() -> Map:
    return partners(FRAME)


@pytest.fixture(scope="module")
def page(m: Map) -> str:
    return m.page.render()


@pytest.fixture(scope="module")
def packed(page: str) -> Any:
    """What the script gets."""
    (found,) = re.findall(r"wayout\.partners\(\w+, (\{.*\})\);", page)
    return json.loads(found)


@pytest.fixture(scope="module")
def years() -> Years:
    return Years(FRAME)


def expected(year: int, flow: str) -> "pd.Series[float]":
    """Values by name, the largest first, worked out in pandas alone."""
    wide = FRAME[FRAME["year"] == year].pivot(index="country", columns="flow", values="usd_bn")
    both = wide.dropna().sum(axis=1) if flow == "turnover" else wide[flow].dropna()
    return both.sort_values(ascending=False)


def world(year: int, flow: str) -> float:
    totals = load("russia_totals").query("source == 'IMF' and year == @year")
    wanted = ["exports", "imports"] if flow == "turnover" else [flow]
    return float(totals[totals["flow"].isin(wanted)]["usd_bn"].sum())


@pytest.mark.parametrize("flow", ["exports", "imports", "turnover"])
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


@pytest.mark.parametrize("year", YEARS)
def test_chinas_share_is_the_fact_of_the_course(years: Years, year: int) -> None:
    for flow, key in (
        ("exports", f"share_imf_exports_{year}_pct"),
        ("imports", f"share_imf_imports_{year}_pct"),
        ("turnover", f"share_imf_{year}_pct"),
    ):
        (china,) = (f for f in years.states[year, flow].figures if f.partner.code == "CHN")
        assert china.share == pytest.approx(fact(key).value)


def test_a_partner_with_one_way_only_has_no_turnover(years: Years) -> None:
    codes = {f.partner.code for f in years.states[2015, "turnover"].figures}
    assert "IRQ" not in codes
    assert "IRQ" in {f.partner.code for f in years.states[2015, "exports"].figures}
    ways = FRAME[FRAME["year"] == 2015]["country_code"].value_counts()
    assert years.states[2015, "turnover"].half == (ways == 1).sum() > 0
    said = years.states[2015, "turnover"].sentence("usd")
    assert f"Left out: {(ways == 1).sum()} partners with a figure for one way only." in said


def test_no_figure_is_zero_and_none_is_shown_as_zero(packed: Any) -> None:
    texts = [text for states in packed["states"].values() for s in states for text in both(s)]
    assert len(texts) > 10_000
    assert not [text for text in texts if not re.search(r"[1-9]", text)]
    assert "under 0.01 %" in texts


def both(state: Any) -> list[str]:
    return [*state["text"]["usd"], *state["text"]["pct"]]


def test_all_partners_have_a_place_and_no_two_the_same(years: Years) -> None:
    assert years.unplaced == []
    assert len(years.partners) == FRAME["country_code"].nunique()
    assert len({partner.place for partner in years.partners}) == len(years.partners)


# Circles ------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["usd", "pct"])
def test_the_area_of_a_circle_is_proportional_to_the_value(
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


def test_the_largest_value_has_the_largest_circle(packed: Any) -> None:
    states = packed["states"]["turnover"]
    assert max(size for s in states for size in s["size"]["usd"]) == LARGEST


@pytest.mark.parametrize("unit", ["usd", "pct"])
def test_the_legend_shows_three_round_values_at_their_true_size(packed: Any, unit: str) -> None:
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


# Words --------------------------------------------------------------------------------------


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


def test_implausible_estimates_are_estimates_like_others(m: Map, packed: Any) -> None:
    assert "implausible" not in m._repr_html_()
    assert "implausible" not in json.dumps(packed)
    (uganda,) = (i for i, name in enumerate(packed["names"]) if name == "Uganda")
    state = packed["states"]["imports"][2023 - YEARS[0]]
    at = state["who"].index(uganda)
    assert (state["rank"][at], state["estimate"][at], state["text"]["usd"][at]) == (4, 1, "12.2")


def test_the_status_of_every_state_is_that_of_the_table(packed: Any) -> None:
    for flow in ("exports", "imports", "turnover"):
        kinds = [state["kind"] for state in packed["states"][flow]]
        assert kinds == ["reported"] * 9 + ["estimate"] * 3


@pytest.mark.parametrize(
    ("value", "text"), [(1234.56, "1,234.6"), (1, "1.0"), (0.9994, "0.999"), (0.001, "0.001")]
)
def test_dollars_are_written_without_a_false_zero(value: float, text: str) -> None:
    assert in_usd(value) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (45.23, "45.2 %"),
        (1, "1.0 %"),
        (0.123, "0.12 %"),
        (0.0099, "under 0.01 %"),
        (None, "no total known"),
    ],
)
def test_shares_are_written_without_a_false_zero(share: float | None, text: str) -> None:
    assert in_pct(share) == text


# The figure ---------------------------------------------------------------------------------


def test_the_map_is_small_in_a_notebook(m: Map) -> None:
    assert len(m._repr_html_().encode()) < LIMIT


def test_controls_are_native_and_have_names(page: str) -> None:
    assert '<label for="wo-year">Year</label>' in page
    assert '<input id="wo-year" type="range" min="0" max="11" step="1" value="8">' in page
    assert '<p id="wo-count" role="status">' in page
    assert re.findall(r"<fieldset><legend>(.*?)</legend>", page) == ["Flow", "In"]
    choices = re.findall(
        r'<label><input type="radio" name="([\w-]+)" value="(\w+)"( checked)?', page
    )
    assert choices == [
        ("wo-flow", "exports", ""),
        ("wo-flow", "imports", ""),
        ("wo-flow", "turnover", " checked"),
        ("wo-unit", "usd", " checked"),
        ("wo-unit", "pct", ""),
    ]


def test_estimated_years_are_underlined_on_the_scale(page: str) -> None:
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
    assert 'value="10">' in m.page.render()
    assert 'value="imports" checked' in m.page.render()


def test_the_still_picture_draws_every_circle_and_dashes_estimates() -> None:
    reported, estimated = partners(FRAME), partners(FRAME, year=2023, flow="imports")
    assert circles(reported) == {"p": len(expected(2021, "turnover")) + 3}
    drawn = circles(estimated)
    assert set(drawn) == {"p a", "p z"}
    assert sum(drawn.values()) == len(expected(2023, "imports")) + 3
    assert "Estimates by the IMF" in estimated._repr_html_()


def circles(m: Map) -> dict[str, int]:
    kinds = re.findall(r"circle class='([^']*)'", m._repr_html_().replace("%3C", "<"))
    return {kind: kinds.count(kind) for kind in kinds}


def test_the_largest_partners_are_named_on_the_still_picture(m: Map) -> None:
    html = m._repr_html_()
    for name in expected(2021, "turnover").index[:5]:
        assert re.search(rf"class='n'[^%]*{name}", html.replace("%3E", ">").replace("%3C", "<"))


def test_the_table_under_the_map_holds_every_partner_in_the_newest_years(m: Map) -> None:
    table = m.table()
    assert [*table.columns] == ["Partner (billion US dollars)"] + [
        f"{flow} {year}, {'reported' if year < 2022 else 'estimate'}"
        for year in range(2021, 2025)
        for flow in ("Exports", "Imports")
    ]
    assert len(table) == FRAME["country_code"].nunique()
    found = dict(zip(table.iloc[:, 0], table["Imports 2023, estimate"], strict=True))
    there = (
        FRAME.query("year == 2023 and flow == 'imports'").set_index("country")["usd_bn"].to_dict()
    )
    for name, text in found.items():
        assert text == (f"{there[name]:,.3f}" if name in there else "no figure"), name


def test_the_source_and_the_borders_are_named(m: Map) -> None:
    caption = m.caption()
    assert "International Monetary Fund" in caption
    assert "nobody&#x27;s official position" in caption
    assert "Taiwan are counted apart" in caption


# Some rows, odd rows ------------------------------------------------------------------------


def test_one_way_alone_comes_first_where_the_other_is_missing() -> None:
    m = partners(FRAME[FRAME["flow"] == "imports"])
    assert "2021, imports: China 72.7" in m.words()
    assert 'value="imports" checked' in m.page.render()


def test_a_year_without_rows_is_a_gap_and_not_zero() -> None:
    years = Years(FRAME[FRAME["year"].isin([2019, 2021])])
    assert [*years.years] == [2019, 2020, 2021]
    said = years.states[2020, "exports"].sentence("usd")
    assert said == "2020, exports: the table has no figure. That does not mean zero."
    assert "no figure" in years.states[2020, "turnover"].gap
    m = partners(FRAME[FRAME["year"].isin([2019, 2021])])
    assert '"kind":"no figure"' in m.page.render()


def test_estimates_alone_start_at_their_newest_year() -> None:
    m = partners(FRAME[FRAME["year"] > 2021])
    assert m.title == "Russia's partners in trade, 2022 to 2024"
    assert "2024, exports and imports together" in m.words()


def test_one_region_keeps_its_share_of_the_whole() -> None:
    africa = Years(FRAME[FRAME["region"] == "Africa"])
    (egypt,) = (f for f in africa.states[2023, "exports"].figures if f.partner.code == "EGY")
    everybody = Years(FRAME).states[2023, "exports"].figures
    assert egypt.share in {f.share for f in everybody if f.partner.code == "EGY"}
    assert egypt.rank == 1


def test_an_empty_cell_is_a_gap() -> None:
    frame = FRAME.copy()
    frame.loc[(frame["country_code"] == "CHN") & (frame["year"] == 2021), "usd_bn"] = None
    codes = {f.partner.code for f in Years(frame).states[2021, "exports"].figures}
    assert "CHN" not in codes


def test_a_partner_without_a_place_is_named_in_the_note() -> None:
    frame = FRAME[FRAME["country_code"].isin(["CHN", "IND"])].copy()
    frame.loc[frame["country_code"] == "IND", ["country_code", "country"]] = ["QQQ", "Atlantis"]
    m = partners(frame)
    assert "Not drawn, because its place is not known: Atlantis." in m.note
    assert {mark["label"] for mark in marks(m)} == {"China"}


def test_what_a_learner_writes_stays_text() -> None:
    frame = FRAME[FRAME["country_code"].isin(["CHN", "IND"])].copy()
    bad = "<img src=x onerror=alert(1)>"
    frame.loc[frame["country_code"] == "IND", "country"] = bad
    m = partners(frame)
    assert bad not in m._repr_html_()
    assert "<img src=x" not in m.page.render()


@pytest.mark.parametrize("name", ["year", "flow", "country_code", "country", "usd_bn", "status"])
def test_a_missing_column_is_named(name: str) -> None:
    with pytest.raises(CourseError, match=f"no column '{name}'. Pass load"):
        partners(FRAME.drop(columns=name))


def test_no_rows_make_no_map() -> None:
    with pytest.raises(CourseError, match=r'no rows. Pass load\("russia_partners"\)'):
        partners(FRAME.head(0))


def test_a_year_or_flow_that_is_not_there_is_refused() -> None:
    with pytest.raises(CourseError, match=r"no year 1999\. Choose one of 2013 to 2024"):
        partners(FRAME, year=1999)
    with pytest.raises(CourseError, match=r"no flow 'trade'\. Choose 'exports', 'imports'"):
        partners(FRAME, flow="trade")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"usd_bn": -3.0}, "No trade can be -3 billion"),
        ({"usd_bn": float("inf")}, "No trade can be inf billion"),
        ({"flow": "turnover"}, "no flow 'turnover' in a row"),
        ({"flow": float("nan")}, "no flow 'nan' in a row"),
        ({"year": float("nan")}, "'year' has an empty cell"),
        ({"country_code": "QQQ", "country": "Atlantis"}, "No place is known for Atlantis"),
    ],
)
def test_a_row_that_cannot_be_drawn_is_told_in_a_sentence(
    change: dict[str, Any], said: str
) -> None:
    frame = FRAME[(FRAME["country_code"] == "CHN") & (FRAME["year"] == 2021)].head(1)
    with pytest.raises(CourseError, match=rf"{re.escape(said)}.*Pass load\("):
        partners(frame.assign(**change))


@pytest.mark.parametrize("name", ["year", "usd_bn"])
def test_a_column_of_words_is_told(name: str) -> None:
    with pytest.raises(CourseError, match=f"'{name}' holds no numbers"):
        partners(FRAME.assign(**{name: "much"}))


def test_two_rows_for_one_figure_are_told() -> None:
    with pytest.raises(CourseError, match=r"Two rows stand for .* in one year and flow"):
        partners(pd.concat([FRAME, FRAME.tail(1)]))


def test_partners_without_any_figure_make_a_map_that_says_so() -> None:
    frame = FRAME[FRAME["country_code"] == "CHN"].assign(usd_bn=float("nan"))
    assert "the table has no figure. That does not mean zero." in partners(frame).words()
