"""No fact is held in store: each is asked for by a lesson, a card, a page, a module or a fact."""

import json
import re
from collections.abc import Iterator

from checkout import ROOT, notebooks
from wayout.facts import FACTS
from wayout.facts.origin import Made
from wayout.tables.package import load

VOTED = ("11_5", "11_6", "10_21", "10_22")
GULF = ("uae", "saudi_arabia")
# What lessons that are not written yet will ask for.
LATER = {
    # Why did he go? Where else he went, who stood by, and what BRICS offered.
    "07": [
        *("visits_2021", "visits_2024", "visits_2025", "visits_china_total", "visits_iran_total"),
        *("visits_post_soviet_total", "visits_east_asia_total", "visits_middle_east_total"),
        *("trips_total", "legs_total", "last_trip_2022_date"),
        *("votes_68_262_did_not_vote", "votes_es_11_1_did_not_vote", "vote_india_es_11_1"),
        *("brics_iran", "brics_saudi_arabia"),
        *(f"votes_es_{number}_{vote}" for number in VOTED for vote in ("yes", "no", "abstained")),
        "vote_kazakhstan_es_11_3",
        *("listed_uzbekistan_2023", "russia_exports_uzbekistan_2023", "uzbekistan_imf_trade_2023"),
        *(f"vote_{who}_es_11_4" for who in ("uae", "saudi_arabia", "kazakhstan")),
        *(f"vote_{who}_es_11_7" for who in ("china", "uae", "saudi_arabia", "usa")),
        *("vote_usa_es_10_21", "vote_russia_es_10_21"),
        *(name for name in FACTS if re.fullmatch("event_.*_date|rome_statute_.*", name)),
    ],
    # Friends? How far states stood apart, the whole series.
    "09": [
        *(name for name in FACTS if name.startswith("central_asia_")),
        *(f"un_distance_{who}_{year}" for who in GULF for year in ("lowest", 2012, 2023)),
        *(f"un_distance_china_{year}" for year in (2007, 2019, 2022)),
        *("un_distance_germany_2019", "un_distance_germany_2023"),
    ],
    # Was it right? The forecasts, trade with the Gulf, and the record that was one in dollars.
    "10": [
        *("outcome_yuan_over_40", "outcome_uae_trade_2024_up", "outcome_siberia_contract_2024"),
        *("outcome_iran_treaty_2024", "outcome_brent_2024_up", "outcome_india_first_2024"),
        *("outcome_trade_2024_up_known", "outcome_more_visits_2024_known"),
        *("uae_trade_2023_by_russia",),
        *(f"uae_trade_{year}_imf" for year in (2013, 2021, 2023, 2024)),
        *(f"saudi_arabia_trade_{year}_imf" for year in (2013, 2021, 2023, 2024)),
        *("outcome_trade_2024_up", "outcome_growth_2024_over_10", "outcome_trade_2025_up"),
        *("outcome_saudi_brics", "outcome_middle_east_2024", "outcome_more_visits_2024"),
        *("outcomes_total", "outcomes_yes", "rise_2022_usd_bn_published"),
        *("year_2024", "year_2025", "real_2024"),
    ],
}
ASKING = (".csv", ".html", ".md", ".py", ".toml")
# A name as it stands, or a name with gaps that a program fills.
NAME = re.compile(r"(?:\{\w*\})?[a-z][a-z0-9_]*(?:\{\w*\}[a-z0-9_]*)*")


def texts() -> Iterator[str]:
    """Whatever may ask for a fact by name."""
    for path in notebooks():
        for cell in json.loads((ROOT / path).read_text("utf-8"))["cells"]:
            yield "".join(cell["source"])
    yield from load("share_estimates")["repeats_fact"]
    rooms = (*(ROOT / "src").rglob("*"), *(ROOT / "data" / "essay").iterdir())
    yield from (path.read_text("utf-8") for path in rooms if path.suffix in ASKING)


def asked() -> set[str]:
    """The facts that something asks for; what a name with gaps may stand for is asked for too."""
    names = {name for text in texts() for name in NAME.findall(text)}
    gaps = [name for name in names if len(re.sub(r"\{\w*\}", "", name)) >= 8 and "{" in name]
    made = [re.compile(re.sub(r"\{\w*\}", r"\\w+", name)) for name in gaps]
    return {name for name in FACTS if name in names or any(one.fullmatch(name) for one in made)}


def parts(names: set[str]) -> set[str]:
    """These facts and those they are made of."""
    origins = (FACTS[name].origin for name in names)
    of = {str(part) for one in origins if isinstance(one, Made) for part in one.parts}
    found = names | (of & set(FACTS))
    return found if found == names else parts(found)


def test_every_fact_is_asked_for_now_or_by_a_lesson_to_come() -> None:
    later = {name for names in LATER.values() for name in names}
    assert set(FACTS) - parts(asked() | later) == set()


def test_what_waits_for_a_lesson_is_a_fact_that_nothing_asks_for_yet() -> None:
    waiting = [name for names in LATER.values() for name in names]
    assert len(set(waiting)) == len(waiting)
    assert set(waiting) <= set(FACTS) - parts(asked())
