"""Claims, reasons and attacks: the part of the course that knows what an argument is.

Nothing here draws on a screen or reads a file but its own, and nothing is imported but the
standard library, so that a map can be worked on wherever Python runs.

`graph`
    claims, reasons and links as values; `checks` says what is wrong with a map
`argdown`, `formats`
    maps as text and files that other tools read
`feedback`, `findings`, `hints`, `accepted`
    a learner's map beside the accepted one, in the hints of ``hints.toml``
`projection`, `attack_graph`, `semantics`, `labels`, `explain`
    what still stands after every attack, and why
`strength`
    how strongly, when points have weights
`drawing`
    one claim and its neighbours, as a picture and as the same words
"""

from wayout.argument.accepted import AcceptedLink, read_accepted
from wayout.argument.attack_graph import AttackGraph
from wayout.argument.checks import check
from wayout.argument.errors import ArgumentError, FormatError, GraphError, MapError
from wayout.argument.feedback import Note, Report, compare
from wayout.argument.findings import Verdict
from wayout.argument.graph import (
    KINDS,
    LINK_KINDS,
    ORIGINS,
    SIGNS,
    ArgumentMap,
    Claim,
    Kind,
    Link,
    LinkKind,
    Origin,
    Reason,
)
from wayout.argument.projection import attacks, no_reason_left

__all__ = [
    "KINDS",
    "LINK_KINDS",
    "ORIGINS",
    "SIGNS",
    "AcceptedLink",
    "ArgumentError",
    "ArgumentMap",
    "AttackGraph",
    "Claim",
    "FormatError",
    "GraphError",
    "Kind",
    "Link",
    "LinkKind",
    "MapError",
    "Note",
    "Origin",
    "Reason",
    "Report",
    "Verdict",
    "attacks",
    "check",
    "compare",
    "no_reason_left",
    "read_accepted",
]
