"""No fact is held in store: each is asked for by a lesson, a card, a page, a module or a fact."""

import json
import re
from collections.abc import Iterator

from checkout import ROOT, notebooks
from held import held
from wayout.facts import FACTS
from wayout.facts.origin import Made
from wayout.tables.package import load

LATER = held(__file__, "later")
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


def waiting() -> list[str]:
    """The facts that lessons to come will ask for."""
    named = [name for names in LATER.values() for name in names]
    found = {name: [fact for fact in FACTS if re.fullmatch(name, fact)] for name in named}
    assert all(found.values())
    return [fact for name in named for fact in found[name]]


def test_every_fact_is_asked_for_now_or_by_a_lesson_to_come() -> None:
    assert set(FACTS) - parts(asked() | {*waiting()}) == set()


def test_what_waits_for_a_lesson_is_a_fact_that_nothing_asks_for_yet() -> None:
    found = waiting()
    assert len(set(found)) == len(found)
    assert set(found) <= set(FACTS) - parts(asked())
