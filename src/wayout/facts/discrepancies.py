"""The page on where sources disagree, and by how much, written from the tables.

``data/DISCREPANCIES.md`` is this page; a test holds it in step.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from wayout.facts import fact, politics, shares
from wayout.facts.pick import rows
from wayout.tables.package import load

HEAD = """# Where the sources disagree

Figures about one and the same thing differ, because people count in different ways, because
figures are corrected later, because some are estimates, and because pages slip. This page shows
by how much. It is written from the tables of the course, so it changes when they do; the tables
themselves are described in [README.md](README.md). Lessons 3, 4 and 5 draw on it.
"""


def page() -> str:
    """Write the page: the Markdown text of ``data/DISCREPANCIES.md``."""
    parts = (two_counts(), one_share(), vintages(), growth(), implausible(), borders(), pages())
    return HEAD + "".join(parts)


def two_counts() -> str:
    """Write how China's and Russia's count of their trade differ."""
    both = rows(load(shares.MIRROR), direction="both ways")
    wide = both.pivot(index="year", columns="told_by", values="usd_bn").dropna()
    lines = [
        (
            year,
            f"{row.China:.1f}",
            f"{row.Russia:.1f}",
            f"{100 * (row.China / row.Russia - 1):+.1f}",
        )
        for year, row in ((year, wide.loc[year]) for year in shares.MIRROR_YEARS)
    ]
    text = (
        "From 2008 to 2020 China's total lies between "
        f"{fact('mirror_gap_lowest_2008_2020_pct'):+.1f} and "
        f"{fact('mirror_gap_highest_2008_2020_pct'):+.1f} per cent of Russia's, before 2008 up to "
        f"{fact('mirror_gap_highest_before_2008_pct'):+.0f} per cent. One direction alone differs "
        f"more: in 2010 China says it sold Russia {fact('mirror_2010_china_to_russia_china'):.1f} "
        f"billion dollars, Russia says it bought {fact('mirror_2010_china_to_russia_russia'):.1f}. "
        "From 2022 on Russia's side is an estimate. As early as 8 December 2023 the acting head "
        "of Russia's customs gave 186 billion for ten months for which China had given "
        f"{fact('jan_oct_2023'):.2f}."
    )
    head = ("year", "China says", "Russia says", "China above Russia, %")
    title = "One trade, two counts (billion US dollars, both ways)"
    return _section(title, text, _table(head, lines), "mirror")


def one_share() -> str:
    """Write the answers to one question: China's share of Russia's trade in 2023."""
    frame = rows(load(shares.ANSWERS), year=2023)
    lines = [
        (row.flow, row.period, _span(row), row.status, row.basis) for row in frame.itertuples()
    ]
    text = (
        "China's share of all of Russia's trade in goods in 2023 lies between "
        f"{fact('share_2023_lowest_pct'):.0f} and {fact('share_2023_highest_pct'):.0f} per cent, "
        "depending on who counted; of its exports between "
        f"{fact('share_exports_2023_lowest_pct'):.0f} and "
        f"{fact('share_exports_2023_highest_pct'):.0f}, of its imports between "
        f"{fact('share_imports_2023_lowest_pct'):.0f} and "
        f"{fact('share_imports_2023_highest_pct'):.0f}. The 45 to 50 per cent were read in a "
        "forum's copy of the Wall Street Journal; the answer that rests on the deputy prime "
        "minister's words was read in a page that cites TASS."
    )
    head = ("share of Russia's", "period", "%", "status", "who, from what")
    return _section("One share, many answers (2023)", text, _table(head, lines), shares.ANSWERS)


def vintages() -> str:
    """Write figures that were first published and later corrected."""
    annual = rows(load("china_russia_annual"), reporter="China", flow="turnover", year=2015)
    trade = [
        ("trade between China and Russia, 2015", row.status, f"{row.usd_bn:.1f}", row.source)
        for row in annual[annual["status"].isin(["first release", "revised"])].itertuples()
    ]
    totals = rows(load(shares.TOTALS), source="Russian customs", year=2022)
    customs = [
        (f"Russia's {row.flow} in all, 2022", row.status, f"{row.usd_bn:.1f}", row.source)
        for row in totals.itertuples()
    ]
    text = (
        "A first figure is made before all reports are in. The course shows what was known on a "
        "day as it was known then, so it keeps both."
    )
    head = ("what", "state", "billion US dollars", "source")
    title = "First figures and later ones"
    return _section(
        title, text, _table(head, trade + customs), "china_russia_annual, russia_totals"
    )


def growth() -> str:
    """Write growth as published beside growth worked out from two totals."""
    lines: list[Sequence[object]] = [
        (year, f"{fact(f'growth_{year}_pct_published'):+.1f}", f"{fact(f'growth_{year}_pct'):+.1f}")
        for year in range(2021, 2026)
    ]
    lines.append(
        (
            "January to November 2023",
            f"{fact('jan_nov_2023_growth_published'):+.1f}",
            f"{fact('jan_nov_2023_growth_computed'):+.1f}",
        )
    )
    lines.append(
        (
            "China's exports to Russia, 2023",
            f"{fact('china_exports_growth_2023_pct_published'):+.1f}",
            f"{fact('china_exports_growth_2023_pct'):+.1f}",
        )
    )
    text = (
        "China's customs office compares with the year before as corrected since, and two first "
        "figures do not know of the correction. The currency matters more: in yuan, trade grew "
        f"by about {fact('growth_2023_yuan_pct'):.1f} per cent in 2023 by our sum with yearly "
        f"average rates (published: {fact('growth_2023_yuan_pct_published'):.1f}), in dollars by "
        f"{fact('growth_2023_pct'):.1f}."
    )
    head = ("period", "as published, %", "from two totals, %")
    title = "Growth as published and as computed (in dollars)"
    tables = "china_russia_annual, china_russia_to_date, goods_points, rates"
    return _section(title, text, _table(head, lines), tables)


def implausible() -> str:
    """Write the estimates that other sources contradict."""
    frame = rows(load(shares.PARTNERS), status="implausible").sort_values(
        ["country", "flow", "year"]
    )
    lines = [
        (row.country, row.flow, row.year, f"{row.usd_bn:.2f}", row.note)
        for row in frame.itertuples()
    ]
    text = (
        "Russia has published no trade by country since January 2022. The International Monetary "
        "Fund fills the gap with estimates, and some of them cannot be right. Without them the "
        "concentration of Russia's imports in 2023 (Herfindahl index) is "
        f"{fact('herfindahl_imports_2023_without_implausible'):.3f} instead of "
        f"{fact('herfindahl_imports_2023'):.3f}."
    )
    head = ("partner", "Russia's", "year", "billion US dollars", "why it cannot be right")
    return _section("Estimates that cannot be right", text, _table(head, lines), shares.PARTNERS)


def borders() -> str:
    """Write which places map data sets put in different countries."""
    tables = {politics.CHECKS: load(politics.CHECKS)}
    found = {place: politics.drawn(tables, place) for place in _places(tables[politics.CHECKS])}
    lines = [
        (place, ", ".join(f"{country} {count}" for country, count in counts.items()))
        for place, counts in found.items()
        if len(counts) > 1
    ]
    text = (
        f"Five map data sets were asked about {len(found)} places. On {len(found) - len(lines)} of "
        "them they agree, which does not mean that nobody disputes those. The numbers say how "
        "many of the five draw the place in which country. The course takes no side."
    )
    head = ("place", "drawn in")
    return _section("Borders on maps", text, _table(head, lines), politics.CHECKS)


def pages() -> str:
    """Write the slips and small disagreements found on pages."""
    frame = load("slips")
    parts = []
    for kind, title in (("slip", "Slips on pages"), ("disagreement", "Small disagreements")):
        chosen = rows(frame, kind=kind)
        lines = [
            (row.page, row.date, row.printed, row.right, row.how_found)
            for row in chosen.itertuples()
        ]
        head = ("page", "date", "what it says", "what is right, or what another says", "how to see")
        parts.append(_section(title, _PAGES[kind], _table(head, lines), "slips"))
    return "".join(parts)


_PAGES = {
    "slip": (
        "Each of these can be shown to be wrong, mostly with one look at a table or one sum. Pages "
        "of all sides are among them; they were met by chance, so their number means nothing."
    ),
    "disagreement": "Here two pages of some standing differ, and neither is shown to be wrong.",
}


def _places(frame: pd.DataFrame) -> list[str]:
    return [str(place) for place in frame["place"].unique()]


def _span(row: Any) -> str:
    low, high = row.share_pct_low, row.share_pct_high
    if pd.isna(high):
        return f"more than {low:g}"
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _table(head: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    rules = ["---"] * len(head)
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in (head, rules, *lines))


def _section(title: str, text: str, table: str, names: str) -> str:
    stands = ", ".join(f"`{name}`" for name in names.split(", "))
    return f"\n## {title}\n\n{text}\n\n{table}\n\nTable: {stands}.\n"
