"""The page on where sources disagree: ``discrepancies.md`` with facts and rows filled in."""

from collections.abc import Iterable
from importlib.resources import files

import pandas as pd

from wayout import measures
from wayout.facts.origin import span
from wayout.facts.pick import rows
from wayout.facts.politics import CHECKS
from wayout.facts.prose import say
from wayout.facts.shares import ANSWERS, PARTNERS, SLIPS, TOTALS
from wayout.facts.trade import ANNUAL
from wayout.tables.package import load


def page() -> str:
    """Write the page: the Markdown text of ``data/DISCREPANCIES.md``."""
    text = files("wayout.facts").joinpath("discrepancies.md").read_text(encoding="utf-8")
    lists = {
        "answers": _answers(),
        "vintages": _vintages(),
        "implausible": _implausible(),
        "borders": _borders(),
        "slips": _pages("slip"),
        "disagreements": _pages("disagreement"),
    }
    return str(say(text, **{name: _lines(found) for name, found in lists.items()}))


Row = Iterable[object]


def _lines(found: Iterable[Row]) -> str:
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in found)


def _answers() -> Iterable[Row]:
    frame = rows(load(ANSWERS), year=2023)
    ends = zip(frame["share_pct_low"], frame["share_pct_high"], strict=True)
    frame["share"] = [span(low, high) for low, high in ends]
    return frame[["flow", "period", "share", "status", "basis"]].itertuples(index=False)


def _vintages() -> Iterable[Row]:
    """Return figures that were first published and later corrected."""
    wanted = {"reporter": "China", "flow": "turnover", "status": ["first release", "revised"]}
    turnover = rows(load(ANNUAL), year=2015, **wanted)
    turnover["what"] = "trade between China and Russia, 2015"
    totals = rows(load(TOTALS), source="Russian customs", year=2022)
    totals["what"] = "Russia's " + totals["flow"] + " in all, 2022"
    both = pd.concat([turnover, totals])
    both["told"] = both["usd_bn"].map("{:.1f}".format)
    return both[["what", "status", "told", "source"]].itertuples(index=False)


def _implausible() -> Iterable[Row]:
    frame = rows(load(PARTNERS), status="implausible").sort_values(["country", "flow", "year"])
    frame["told"] = frame["usd_bn"].map("{:.2f}".format)
    return frame[["country", "flow", "year", "told", "note"]].itertuples(index=False)


def _borders() -> Iterable[Row]:
    """Return which places the map data sets put in different countries."""
    for place, counts in measures.drawn_in(load(CHECKS)).items():
        if len(counts) > 1:
            yield place, ", ".join(f"{country} {count}" for country, count in counts.items())


def _pages(kind: str) -> Iterable[Row]:
    columns = ["page", "date", "printed", "right", "how_found"]
    return rows(load(SLIPS), kind=kind)[columns].itertuples(index=False)
