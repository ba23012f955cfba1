"""What can be measured, on which scale, and what each source answers."""

from dataclasses import dataclass
from typing import Literal

from wayout import measures
from wayout.work.activity import AnswerError

Unit = Literal["per cent", "index"]

YEAR = 2023
"""The year the essay speaks of."""
YEARS = (2021, 2022, 2023, 2024)
STEPS = 100
"""A threshold moves in whole per cent, or in hundredths of the index: both have 100 steps."""


@dataclass(frozen=True)
class Measure:
    """One way to say how much a country leans on another; ``id`` is its name in the work file.

    ``what`` says what it counts, never its result; ``caution`` what it leaves out when the essay
    speaks of most of Russia's economy. With ``other_side`` it looks at China's trade instead. A
    first guess called ``guess`` shows its figure before a yardstick is asked for.
    """

    id: str
    name: str
    what: str
    caution: str
    unit: Unit = "per cent"
    other_side: bool = False
    guess: str = ""

    @property
    def kind(self) -> tuple[Unit, bool]:
        """Scale and side of the trade: a line for one measure means the same on these alone."""
        return self.unit, self.other_side

    def threshold(self, step: int) -> float:
        """Return the threshold at a step from 0 to 100, in the unit of this measure."""
        return step if self.unit == "per cent" else step / STEPS

    def step(self, threshold: float) -> int:
        """Return the step of a threshold: the other way round."""
        return round(threshold if self.unit == "per cent" else threshold * STEPS)

    def figure(self, value: float) -> str:
        """Return a threshold with its unit: ``"30 %"`` or ``"0.25"``."""
        return f"{value:.0f} %" if self.unit == "per cent" else f"{value:.2f}"

    def in_words(self, threshold: float) -> str:
        """Return a threshold as a person would say it."""
        if self.unit == "per cent":
            return f"{self.figure(threshold)} or more is too much"
        return f"{self.figure(threshold)} or more is too much: {equal_partners(threshold)}"


# Hedges that open a single figure further than rounding does.
_LOOSE = ("about", "almost")


@dataclass(frozen=True)
class Reading:
    """What one source answers for one measure in one year.

    ``source`` says so, or names what was divided by what. ``low`` and ``high`` are in the unit of
    the measure and differ only for a range; ``high`` is ``None`` where there is a lower end only.
    What a reader sees, ``places`` decimals, is what is judged. ``status`` is ``"reported"``,
    ``"estimate"`` or ``"computed"`` (one published figure over another). ``period`` names the
    months, empty for the whole year; ``wording`` is the source's own hedge.

    A single figure is rounded, so the true one lies within half a unit of its last place. What
    people say with a hedge is read as it is said: a range reaches from its lower end to its upper
    end and no further; ``"more than"`` begins at its figure and has no upper end; ``"almost"``
    reaches a whole unit of the last place down and not up; ``"about"`` a whole unit to both sides.
    """

    source: str
    year: int
    low: float
    high: float | None
    places: int
    status: str
    period: str = ""
    wording: str = ""

    @property
    def span(self) -> tuple[float, float | None]:
        """Where the true figure can lie, as said above; ``None`` is no upper end."""
        low, down = round(self.low, self.places), self._margin
        bottom = max(0.0, round(low - down, 6))
        if self.high is None:
            return bottom, None
        up = 0.0 if self.wording == "almost" else down
        return bottom, round(round(self.high, self.places) + up, 6)

    @property
    def shown(self) -> tuple[float, float | None]:
        """Where the figure lies as a reader sees it: rounded, and opened by a hedge alone."""
        plain = self.high is not None and not self.is_range and not self.wording
        figure = round(self.low, self.places)
        return (figure, figure) if plain else self.span

    @property
    def is_range(self) -> bool:
        """Whether the source gives two ends, both of them part of its answer."""
        return self.high is not None and self.low != self.high

    @property
    def _margin(self) -> float:
        """How far below its figure the true one can lie."""
        if self.high is None or self.is_range:
            return 0.0
        return (1.0 if self.wording in _LOOSE else 0.5) * 10.0**-self.places

    def figure(self, unit: Unit) -> str:
        """Return the answer as text: ``"33.8 %"``, ``"45 to 50 %"``, ``"0.219"``."""
        ends = dict.fromkeys(f"{end:.{self.places}f}" for end in (self.low, self.high or self.low))
        sign = " %" if unit == "per cent" else ""
        if self.high is None:
            return f"{self.wording or 'from'} ({min(ends)}{sign} or more)"
        hedge = f"{self.wording} " if self.wording else ""
        return hedge + " to ".join(ends) + sign


_EXPORTS = "Of each 100 dollars of goods that Russia sells abroad, how many go to China?"
_IMPORTS = "Of each 100 dollars of goods that Russia buys abroad, how many come from China?"
_BOTH = "Of each 100 dollars of Russia's trade in goods, sold and bought, how many are with China?"
_OIL = "Of each 100 parts of oil that Russia sells abroad, how many go to China?"
_GDP = (
    "Trade with China, sold and bought, for each 100 dollars that Russia's economy makes in a "
    "year. This is a ratio and not a share: goods that Russia buys are not made in Russia."
)
_SPREAD = (
    "The Herfindahl index says in how few hands Russia's {} lie: 1 means one partner only, 0.25 "
    "means as if there were four equal partners. It does not say who the partners are. To work "
    "it out, square the share of each partner, and add all the squares."
)
_OTHER = "Of each 100 dollars of China's trade in goods, sold and bought, how many are with Russia?"

_TRADE_ONLY = "This is a part of trade, not of Russia's whole economy."
_NO_PARTNER = "The index names no partner."
_ECONOMY = "Of all measures here, this one comes closest to the words “Russia's economy”."
_CHINA = "This looks at China's trade and not at Russia's economy."

MEASURES = (
    Measure("exports", "China's share of Russia's exports", _EXPORTS, _TRADE_ONLY),
    Measure("imports", "China's share of Russia's imports", _IMPORTS, _TRADE_ONLY),
    Measure("turnover", "China's share of Russia's whole trade", _BOTH, _TRADE_ONLY),
    Measure("oil", "China's share of Russia's oil exports", _OIL, _TRADE_ONLY),
    Measure("gdp", "Trade with China, set against Russia's GDP", _GDP, _ECONOMY),
    *(
        Measure(
            f"spread_{flow}",
            f"Herfindahl index of Russia's {flow}",
            _SPREAD.format(flow),
            _NO_PARTNER,
            "index",
        )
        for flow in ("exports", "imports")
    ),
    Measure(
        "other_side",
        "Russia's share of China's trade",
        _OTHER,
        _CHINA,
        other_side=True,
        guess="chinas_share",
    ),
)


def measure(name: object) -> Measure:
    """Return the measure called ``name``; raises AnswerError when there is none."""
    for known in MEASURES:
        if known.id == name:
            return known
    known_names = ", ".join(known.id for known in MEASURES)
    raise AnswerError(f"There is no measure {name!r}. Write one of: {known_names}.")


def equal_partners(index: float) -> str:
    """Return what a Herfindahl index means: as if trade were spread over 1 / index partners."""
    if index <= 0:
        return "as if spread over more partners than one can count"
    return f"as if spread over {measures.equal_partners(index)}"
