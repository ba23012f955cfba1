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

References, by name and year where they are used
------------------------------------------------
P. Baroni, M. Caminada, M. Giacomin (2011). An introduction to argumentation semantics. The
    Knowledge Engineering Review 26(4), 365-410. doi:10.1017/S0269888911000166
P. Baroni, A. Rago, F. Toni (2019). From fine-grained properties to broad principles for gradual
    argumentation. Int. J. of Approximate Reasoning 105, 252-286. doi:10.1016/j.ijar.2018.11.019
M. Caminada (2006). On the issue of reinstatement in argumentation. JELIA 2006, Lecture Notes in
    Artificial Intelligence 4160, 111-123. doi:10.1007/11853886_11
M. Caminada, P. Dunne (2019). Strong admissibility revisited: theory and applications. Argument &
    Computation 10(3), 277-300. doi:10.3233/AAC-190463
C. Cayrol, M.-C. Lagasquie-Schiex (2013). Bipolarity in argumentation graphs: towards a better
    understanding. Int. J. of Approximate Reasoning 54(7), 876-899. doi:10.1016/j.ijar.2013.03.001
C. Chesñevar et al. (2006). Towards an argument interchange format. The Knowledge Engineering
    Review 21(4), 293-316. doi:10.1017/S0269888906001044
P. M. Dung (1995). On the acceptability of arguments and its fundamental role in nonmonotonic
    reasoning, logic programming and n-person games. Artificial Intelligence 77(2), 321-357.
    doi:10.1016/0004-3702(94)00041-X
J. B. Freeman (2011). Argument structure. Springer: premises that work together (linked) and
    reasons that stand alone (convergent). doi:10.1007/978-94-007-0357-5
S. Modgil, M. Caminada (2009). Proof theories and algorithms for abstract argumentation
    frameworks. In: Argumentation in Artificial Intelligence, Springer, 105-129.
F. Nouioua, S. Boutouhami (2023). Argumentation frameworks with necessities and their relationship
    with logic programs. Argument & Computation. doi:10.3233/AAC-210028
J. L. Pollock (1987). Defeasible reasoning. Cognitive Science 11(4), 481-518: what undercuts a
    reason leaves its conclusion open, what rebuts it denies it. doi:10.1207/s15516709cog1104_4
A. Rago, F. Toni, M. Aurisicchio, P. Baroni (2016). Discontinuity-free decision support with
    quantitative argumentation debates. Knowledge Representation and Reasoning (KR 2016), 63-73.
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
