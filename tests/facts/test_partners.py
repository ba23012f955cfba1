"""What is left out of a sum over partners or goods, and what lesson 5 calls these figures."""

import json
import re

import pandas as pd

from checkout import ROOT
from wayout.facts import FACTS
from wayout.tables import package

PARTS = ("machines_and_vehicles", "group")


def test_the_chapters_of_2022_leave_metals_out_of_the_group() -> None:
    def shares(frame: pd.DataFrame) -> list[float]:
        facts = (FACTS[f"{part}_imports_2022_chapters_pct"] for part in PARTS)
        return [float(fact.compute({"russia_goods": frame})) for fact in facts]

    frame = package.load("russia_goods")
    before = shares(frame)
    metals = (frame.hs == "72") & (frame.year == 2022) & (frame.level == "chapter")
    frame.loc[metals, "usd_bn"] = 90.0
    assert shares(frame) == before
    frame.loc[frame.hs == "95", "usd_bn"] = 0.0
    assert shares(frame)[0] == before[0]
    assert shares(frame)[1] < before[1]


def test_an_implausible_estimate_is_left_out_of_the_region() -> None:
    frame, known = package.load("russia_partners"), FACTS["gulf_and_region_imports_2023"]
    before = known.compute({"russia_partners": frame})
    emirates = (frame.country == "United Arab Emirates") & (frame.year == 2023)
    frame.loc[emirates & (frame.flow == "imports"), "usd_bn"] = 500.0
    assert known.compute({"russia_partners": frame}) == before
    frame.loc[emirates & (frame.flow == "imports"), "status"] = "estimate"
    assert float(known.compute({"russia_partners": frame})) > 500


# What lesson 5 calls them -------------------------------------------------------------------


def fields(line: str) -> list[str]:
    return [name for name in re.findall(r"\{(\w+)", line) if name in FACTS]


LESSON = json.loads((ROOT / "lessons" / "05_other_doors.ipynb").read_text("utf-8"))
LINES = [line for cell in LESSON["cells"] for line in "".join(cell["source"]).splitlines()]


def test_every_estimate_is_called_one_where_it_is_told() -> None:
    told = [(name, line) for line in LINES for name in fields(line) if _estimated(name)]
    assert len(told) >= 10
    assert [name for name, line in told if "estimate" not in line.lower()] == []


def _estimated(name: str) -> bool:
    after_2021 = re.search(r"_202[234](?!\d)", name)
    return bool(after_2021) and "russia_partners" in FACTS[name].tables


def test_the_wide_group_is_never_called_machines_alone() -> None:
    told = [line for line in LINES if any(name.startswith("machinery_") for name in fields(line))]
    assert told
    assert all("machines, vehicles and other goods" in line.lower() for line in told)
    assert all("toys" in line for line in told)


def test_two_figures_of_one_trade_are_told_apart() -> None:
    (line,) = (line for line in LINES if "china_exports_2023" in fields(line))
    assert "russia_imports_china_2023" in fields(line)
    assert "freight" in line
