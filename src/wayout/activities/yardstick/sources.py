"""The answers of the tables: shares others published, and figures of the course's own rooms."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

import pandas as pd

from wayout.activities.yardstick.measures import YEAR, YEARS, Reading, measure
from wayout.facts.pick import rows
from wayout.facts.registry import FACTS
from wayout.tables.package import load
from wayout.work.activity import AnswerError

_TABLES = (
    "china_russia_annual",
    "china_totals",
    "energy",
    "gdp",
    "goods_points",
    "russia_partners",
    "russia_totals",
    "share_estimates",
)
_MIXED = "China's customs over Russia's customs"
_IMF = "IMF"
_ALL_OIL = "China's tonnes over the International Energy Agency's crude oil and products of May"
_CRUDE = "China's tonnes over the International Energy Agency's crude oil of May"
_GDP = "China's customs over the World Bank's GDP"
_OTHER = "China's customs over China's reports to the United Nations"


@cache
def _tables() -> dict[str, pd.DataFrame]:
    """Read each table once: a slider asks for the same figures a hundred times."""
    return {name: load(name) for name in _TABLES}


def readings(name: str, year: int = YEAR) -> tuple[Reading, ...]:
    """Return what each source answers for a measure in one of `YEARS`; empty is a gap, never zero.

    Raises AnswerError when there is no such measure, or the course compares no such year.
    """
    known = measure(name)
    if year not in YEARS or isinstance(year, bool):
        raise AnswerError(
            f"The yardsticks cover {YEARS[0]} to {YEARS[-1]}, not {year!r}. Choose a year of these."
        )
    return _gathered(known.id, int(year))


@cache
def _gathered(name: str, year: int) -> tuple[Reading, ...]:
    return tuple(_GATHERERS[name](year))


def _flow(flow: str, year: int) -> Iterator[Reading]:
    part = "" if flow == "turnover" else f"_{flow}"
    mixed = f"share_of_russia_{year}_pct" if not part else f"share{part}_{year}_pct"
    yield from _computed(mixed, _MIXED, year, "computed")
    yield from _computed(f"share_imf{part}_{year}_pct", _IMF, year, _imf_status(year))
    yield from map(_published, _others(flow, year))


def _others(flow: str, year: int) -> list[Any]:
    chosen = rows(_tables()["share_estimates"], flow=flow, year=year)
    # The other rows repeat a division that facts make for every year they can.
    return list(chosen[chosen["repeats_fact"] == ""].itertuples())


def _published(row: Any) -> Reading:
    whole = row.period == "whole year"
    return Reading(
        source=row.basis,
        year=int(row.year),
        low=float(row.share_pct_low),
        high=_number(row.share_pct_high),
        places=_places(row.share_pct_low, row.share_pct_high, row.status),
        status=row.status,
        period="" if whole else row.period,
        wording=_text(row.wording),
    )


def _oil(year: int) -> Iterator[Reading]:
    points = rows(_tables()["energy"], subject="China", measure="share of exports by destination")
    oil = points[points["commodity"].str.contains("oil") & (points["unit"] == "per cent")]
    yield from map(partial(_point, year), oil[oil["period"] == str(year)].itertuples())
    yield from _computed(f"oil_china_of_all_may_{year}_pct", _ALL_OIL, year, "computed")
    yield from _computed(f"oil_china_of_crude_{year}_pct", _CRUDE, year, "computed")


def _point(year: int, row: Any) -> Reading:
    return Reading(
        source=f"{row.counted_by}, {row.commodity}",
        year=year,
        low=float(row.value_low),
        high=_number(row.value_high),
        places=_places(row.value_low, row.value_high, row.status),
        status=row.status,
        wording=_text(row.wording),
    )


def _spread(flow: str, year: int) -> Iterator[Reading]:
    status = _imf_status(year)
    name = f"herfindahl_{flow}_{year}"
    yield from _computed(name, f"{_IMF}, all partners", year, status, places=3)
    without = f"{_IMF}, without estimates that cannot be right"
    yield from _computed(f"{name}_without_implausible", without, year, status, places=3)


def _gdp(year: int) -> Iterator[Reading]:
    return _computed(f"trade_to_gdp_russia_{year}_pct", _GDP, year, "computed")


def _other_side(year: int) -> Iterator[Reading]:
    return _computed(f"share_of_china_{year}_pct", _OTHER, year, "computed")


def _computed(name: str, source: str, year: int, status: str, places: int = 1) -> Iterator[Reading]:
    """Yield the course's own figure, or nothing where the tables do not reach the year."""
    if name in FACTS:
        value = float(FACTS[name].compute(_tables()))
        yield Reading(source, year, value, value, places, status)


def _imf_status(year: int) -> str:
    own = rows(_tables()["russia_partners"], country="China", year=year)
    return "reported" if set(own["status"]) == {"reported"} else "estimate"


def _places(low: object, high: object, status: str) -> int:
    """Return the decimals a published figure has: a division of ours always has one."""
    ends = [end for end in (_number(low), _number(high)) if end is not None]
    whole = all(end.is_integer() for end in ends)
    return 0 if whole and status != "computed" else 1


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


_GATHERERS: dict[str, Callable[[int], Iterator[Reading]]] = {
    "exports": partial(_flow, "exports"),
    "imports": partial(_flow, "imports"),
    "turnover": partial(_flow, "turnover"),
    "oil": _oil,
    "gdp": _gdp,
    "spread_exports": partial(_spread, "exports"),
    "spread_imports": partial(_spread, "imports"),
    "other_side": _other_side,
}
