"""Figures typed here by hand stand against what the facts of lesson 5 compute."""

import json
import re

import pytest

from checkout import ROOT
from wayout import facts
from wayout.tables import package

HELD = {
    # 12.152 of 49.273
    "uganda_sales_of_gdp_2023_pct": (24.7, 1),
    # 12.152 over 0.024, which has two digits
    "uganda_times_2021": (500, 0),
    "uganda_rank_2023": (4, 0),
    "uzbekistan_imf_trade_2023": (30.7, 1),
    "listed_uzbekistan_2023": (9.9, 1),
    "gulf_and_region_imports_2023": (1.5, 1),
    "middle_east_africa_without_turkiye_2023_usd_bn": (42.9, 1),
    "africa_sold_part_2023_pct": (86.3, 1),
    "eastern_sellers_fell": (8, 0),
    "eastern_sellers_total": (9, 0),
    "food_balance_2023": (7.9, 1),
    "machinery_bought_times_sold_2023": (6.4, 1),
    # 100.843 and 117.964 of 259.083
    "machines_and_vehicles_imports_2022_chapters_pct": (38.9, 1),
    "group_imports_2022_chapters_pct": (45.5, 1),
    "china_machines_jan_oct_2023": (54.9, 1),
    "coal_china_jan_sep_2023_mt": (76.5, 1),
    "coal_india_jan_sep_2023_mt": (21.3, 1),
    "eu_exports_kazakhstan_change_pct": (120.7, 1),
    "eu_exports_kyrgyzstan_times": (10.4, 1),
}

PARTS = ("machines_and_vehicles", "group")


@pytest.mark.parametrize(("name", "held"), HELD.items())
def test_figure_is_the_one_we_hold(name: str, held: tuple[float, int]) -> None:
    value, decimals = held
    assert round(float(facts.fact(name).value), decimals) == value


def test_every_fact_of_this_room_is_held() -> None:
    made = {name for name, rule in facts.RULES.items() if _home(rule) == "wayout.facts.goods"}
    assert set(HELD) == made


def _home(rule: facts.Rule) -> str:
    return str(getattr(rule.compute, "func", rule.compute).__module__)


def test_the_chapters_of_2022_leave_metals_out_of_the_group() -> None:
    shelf = {"russia_goods": package.load("russia_goods")}
    rules = [facts.RULES[f"{part}_imports_2022_chapters_pct"] for part in PARTS]
    before = [rule.compute(shelf) for rule in rules]
    frame = shelf["russia_goods"].copy()
    metals = (frame.hs == "72") & (frame.year == 2022) & (frame.level == "chapter")
    frame.loc[metals, "usd_bn"] = 90.0
    assert [rule.compute({"russia_goods": frame}) for rule in rules] == before
    frame.loc[frame.hs == "95", "usd_bn"] = 0.0
    after = [float(rule.compute({"russia_goods": frame})) for rule in rules]
    assert after[0] == before[0]
    assert after[1] < float(before[1])


def test_an_implausible_estimate_is_left_out_of_the_region() -> None:
    shelf = {"russia_partners": package.load("russia_partners")}
    rule = facts.RULES["gulf_and_region_imports_2023"]
    before = rule.compute(shelf)
    frame = shelf["russia_partners"].copy()
    emirates = (frame.country == "United Arab Emirates") & (frame.year == 2023)
    frame.loc[emirates & (frame.flow == "imports"), "usd_bn"] = 500.0
    assert rule.compute({"russia_partners": frame}) == before
    frame.loc[emirates & (frame.flow == "imports"), "status"] = "estimate"
    assert float(rule.compute({"russia_partners": frame})) > 500


# What lesson 5 calls them -------------------------------------------------------------------


def said(source: str) -> list[str]:
    """Lines of a cell that hold a figure."""
    return [line for line in source.splitlines() if fields(line)]


def fields(line: str) -> list[str]:
    return [name for name in re.findall(r"\{(\w+)", line) if name in facts.RULES]


LESSON = json.loads((ROOT / "lessons" / "05_other_doors.ipynb").read_text("utf-8"))
SAID = [line for cell in LESSON["cells"] for line in said("".join(cell["source"]))]


def test_every_estimate_is_called_one_where_it_is_told() -> None:
    told = [(name, line) for line in SAID for name in fields(line) if _estimated(name)]
    assert len(told) > 10
    assert [name for name, line in told if "estimate" not in line.lower()] == []


def _estimated(name: str) -> bool:
    after_2021 = re.search(r"_202[234](?!\d)", name)
    return bool(after_2021) and "russia_partners" in facts.RULES[name].tables


def test_the_wide_group_is_never_called_machines_alone() -> None:
    told = [line for line in SAID if any(name.startswith("machinery_") for name in fields(line))]
    assert len(told) == 2
    assert all("machines, vehicles and other goods" in line.lower() for line in told)
    assert all("toys" in line for line in told)


def test_two_figures_of_one_trade_are_told_apart() -> None:
    (line,) = (line for line in SAID if "china_exports_2023" in fields(line))
    assert "russia_imports_china_2023" in fields(line)
    assert "freight" in line
