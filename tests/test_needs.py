"""Figures typed here by hand stand against what the facts of lesson 5 compute."""

import pytest

from wayout import data, facts

HELD = {
    # 12.152 of 49.273, 7.841 of 90.889, 15.304 of 71.857
    "uganda_sales_of_gdp_2023_pct": (24.7, 1),
    "uzbekistan_sales_of_gdp_2023_pct": (8.6, 1),
    "belarus_sales_of_gdp_2023_pct": (21.3, 1),
    "china_sales_of_gdp_2023_pct": (0.7, 1),
    "uganda_times_2021": (506, 0),
    "uganda_rank_2023": (4, 0),
    "uzbekistan_imf_trade_2023": (30.7, 1),
    "listed_uzbekistan_2023": (9.9, 1),
    "kazakhstan_sales_of_gdp_2023_pct": (3.8, 1),
    "turkiye_sales_of_gdp_2023_pct": (1.1, 1),
    "gulf_and_region_imports_2021": (2.6, 1),
    "gulf_and_region_imports_2022": (1.8, 1),
    "gulf_and_region_imports_2023": (1.5, 1),
    "gulf_and_region_exports_2021": (14.6, 1),
    "gulf_and_region_exports_2022": (20.6, 1),
    "gulf_and_region_exports_2023": (19.9, 1),
    "middle_east_africa_without_turkiye_2023_usd_bn": (42.9, 1),
    "middle_east_africa_of_china_2023_pct": (41.4, 1),
    "africa_sold_part_2023_pct": (86.3, 1),
    "eastern_sellers_fell": (8, 0),
    "eastern_sellers_total": (9, 0),
    "minerals_exports_change_2023_pct": (-33.6, 1),
    "food_balance_2023": (7.9, 1),
    "machinery_bought_times_sold_2023": (6.4, 1),
    "sanctioned_goods_from_china_2023_pct": (61, 0),
    "china_machines_jan_oct_2023": (54.9, 1),
    "coal_china_jan_sep_2023_mt": (76.5, 1),
    "coal_india_jan_sep_2023_mt": (21.3, 1),
    "urals_change_pct": (-26.1, 1),
    "eu_exports_russia_change_pct": (-57.2, 1),
    "eu_exports_turkiye_change_pct": (40.8, 1),
    "eu_exports_kazakhstan_change_pct": (120.7, 1),
    "eu_exports_kyrgyzstan_times": (10.4, 1),
}


@pytest.mark.parametrize(("name", "held"), HELD.items())
def test_figure_is_the_one_we_hold(name: str, held: tuple[float, int]) -> None:
    value, decimals = held
    assert round(float(facts.fact(name).value), decimals) == value


def test_every_fact_of_this_room_is_held() -> None:
    made = {name for name, rule in facts.RULES.items() if _home(rule) == "wayout.facts.needs"}
    assert set(HELD) == made


def _home(rule: facts.Rule) -> str:
    return str(getattr(rule.compute, "func", rule.compute).__module__)


def test_an_implausible_estimate_is_left_out_of_the_region() -> None:
    shelf = {"russia_partners": data.load("russia_partners")}
    rule = facts.RULES["gulf_and_region_imports_2023"]
    before = rule.compute(shelf)
    frame = shelf["russia_partners"].copy()
    emirates = (frame.country == "United Arab Emirates") & (frame.year == 2023)
    frame.loc[emirates & (frame.flow == "imports"), "usd_bn"] = 500.0
    assert rule.compute({"russia_partners": frame}) == before
    frame.loc[emirates & (frame.flow == "imports"), "status"] = "estimate"
    assert float(rule.compute({"russia_partners": frame})) > 500
