"""The Argument Interchange Format, as JSON: what OVA and the tools around AIFdb exchange.

An AIF graph (Chesñevar and others 2006) has I-nodes for what is said and S-nodes for how it is
used; every link passes through an S-node, RA for an inference, CA for a conflict. A claim
becomes an I-node; a reason becomes an RA with its premises; 'for' an RA of one premise;
'against' a CA; an undercut a CA that points at an RA. What AIF has no place for (our ids,
kinds, sentence numbers, titles) stands under a key of its own, ``"wayout"``, which other tools
pass over.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from wayout.argument.checks import require_whole
from wayout.argument.errors import FormatError, MapError, called
from wayout.argument.formats import safe_json
from wayout.argument.formats.safe_json import Json, as_list, as_object, as_text
from wayout.argument.graph import (
    KINDS,
    ORIGINS,
    ArgumentMap,
    Claim,
    Kind,
    Link,
    LinkKind,
    Origin,
    Reason,
)
from wayout.argument.sentences import refusal

_SCHEMES: dict[str, str] = {"RA": "Default Inference", "CA": "Default Conflict"}
_NODES: dict[LinkKind, str] = {"for": "RA", "against": "CA", "undercut": "CA"}
_EMPTY = (
    *("schemefulfillments", "participants", "locutions"),
    *("descriptorfulfillments", "cqdescriptorfulfillments"),
)
_COLUMNS, _WIDTH, _HEIGHT = 5, 320, 160
_KINDS: Mapping[str, Kind] = {kind: kind for kind in KINDS}
_ORIGINS: Mapping[str, Origin] = {origin: origin for origin in ORIGINS}


def write(map_: ArgumentMap) -> str:
    """Return a map as AIF in JSON; `read` gives back an equal map.

    There is one node for each claim, reason and link; ids are strings of digits. `MapError`
    where the map does not hold together.
    """
    require_whole(map_)
    numbers = map(str, count(1))
    ids = {claim.id: next(numbers) for claim in map_.claims}
    ids |= {reason.id: next(numbers) for reason in map_.reasons}
    links = [next(numbers) for _ in map_.links]
    nodes = list(_nodes(map_, ids, links))
    ends = list(_ends(map_, ids, links))
    return safe_json.dumps(
        {"AIF": _aif(nodes, ends), "text": "", "OVA": _ova(nodes, ends), "wayout": _own(map_, ids)}
    )


def _nodes(map_: ArgumentMap, ids: Mapping[str, str], links: Sequence[str]) -> Iterator[Json]:
    for claim in map_.claims:
        yield {"nodeID": ids[claim.id], "text": claim.text, "type": "I"}
    for reason in map_.reasons:
        yield {"nodeID": ids[reason.id], "text": _SCHEMES["RA"], "type": "RA"}
    for number, link in zip(links, map_.links, strict=True):
        node = _NODES[link.kind]
        yield {"nodeID": number, "text": _SCHEMES[node], "type": node}


def _ends(
    map_: ArgumentMap, ids: Mapping[str, str], links: Sequence[str]
) -> Iterator[tuple[str, str]]:
    for reason in map_.reasons:
        for premise in reason.premises:
            yield ids[premise], ids[reason.id]
        yield ids[reason.id], ids[reason.conclusion]
    for number, link in zip(links, map_.links, strict=True):
        yield ids[link.source], number
        yield number, ids[link.target]


def _aif(nodes: Sequence[Json], ends: Sequence[tuple[str, str]]) -> Json:
    edges = [{"edgeID": str(n), "fromID": a, "toID": b} for n, (a, b) in enumerate(ends, 1)]
    return {"nodes": list(nodes), "edges": edges, **{part: [] for part in _EMPTY}}


def _ova(nodes: Sequence[Json], ends: Sequence[tuple[str, str]]) -> Json:
    """Lay the nodes out in a grid; OVA wants a place for each."""
    places = [
        {
            "nodeID": node["nodeID"],
            "visible": True,
            "x": _WIDTH * (at % _COLUMNS),
            "y": _HEIGHT * (at // _COLUMNS),
            "timestamp": "",
        }
        for at, node in enumerate(nodes)
    ]
    lines = [{"fromID": source, "toID": target, "visible": True} for source, target in ends]
    return {"firstname": "", "surname": "", "url": "", "nodes": places, "edges": lines}


def _own(map_: ArgumentMap, ids: Mapping[str, str]) -> Json:
    claims = {ids[claim.id]: _own_claim(claim) for claim in map_.claims}
    reasons = {ids[r.id]: {"id": r.id, "title": r.title} for r in map_.reasons}
    return {"claims": claims, "reasons": reasons}


def _own_claim(claim: Claim) -> Json:
    title = {"title": claim.title} if claim.title else {}
    numbers = {"sentences": list(claim.sentences), "origin": claim.origin}
    return {"id": claim.id, **title, "kind": claim.kind, **numbers}


def read(text: str) -> ArgumentMap:
    """Return the map of an AIF text in JSON, ours or another tool's, in the order of its nodes.

    Nodes and edges may stand under ``"AIF"`` or, as AIFdb hands them out, at the top. Who said
    what (L, YA and TA nodes) and rephrasings (MA) are passed over. Without our own key, node
    ids become ids, every claim is a fact said by the essay, and an inference of one premise
    that nothing attacks becomes a 'for' link.

    `FormatError` if the text is not JSON or longer than 2 MB, a part is missing, two parts share a
    name, an inference has no premise, an inference or a conflict points at a conflict, or there is
    a node or an edge of another sort, such as a preference (PA).
    """
    value = as_object(safe_json.loads(text, "AIF in JSON"), "the text")
    try:
        map_ = _Graph(value).map()
        require_whole(map_)
    except MapError as error:
        raise FormatError(str(error)) from error
    return map_


class _Graph:
    """The nodes and edges of an AIF text, checked for their shape."""

    def __init__(self, value: Json) -> None:
        top = value if "nodes" in value else value.get("AIF", value.get("aif"))
        aif = as_object(top, "'AIF'")
        own = as_object(value.get("wayout", {}), "'wayout'")
        self.own_claims = as_object(own.get("claims", {}), "'wayout.claims'")
        self.own_reasons = as_object(own.get("reasons", {}), "'wayout.reasons'")
        nodes = [as_object(node, "a node") for node in as_list(aif.get("nodes"), "'AIF.nodes'")]
        self.nodes = {_id(node, "nodeID"): node for node in nodes}
        if len(self.nodes) < len(nodes):
            raise refusal("aif", "two_nodes")
        self.types = {number: _type(number, node) for number, node in self.nodes.items()}
        self.into: dict[str, list[str]] = defaultdict(list)
        self.out: dict[str, list[str]] = defaultdict(list)
        for edge in as_list(aif.get("edges"), "'AIF.edges'"):
            self.join(as_object(edge, "an edge"))

    def join(self, edge: Json) -> None:
        """Keep an edge, unless it tells only who said what or how it was rephrased."""
        source, target = _id(edge, "fromID"), _id(edge, "toID")
        for number in (source, target):
            if number not in self.nodes:
                raise refusal("aif", "no_node", node=called(number))
        kinds = self.types[source], self.types[target]
        if kinds in _MEANINGLESS:
            types = {"source_type": kinds[0], "target_type": kinds[1]}
            raise refusal("aif", "edge", source=called(source), target=called(target), **types)
        if not {*kinds} & _PASSED_OVER:
            self.out[source].append(target)
            if self.is_claim(source):
                self.into[target].append(source)

    def map(self) -> ArgumentMap:
        """Return the map of the graph."""
        claims = tuple(self.claim(number) for number in self.of_type("I"))
        inferences, conflicts = self.of_type("RA"), self.of_type("CA")
        attacked = {target for number in conflicts for target in self.out[number]}
        reasons = [n for n in inferences if self.is_reason(n, attacked)]
        apart = {*self.of_type("I"), *reasons}
        linking = [n for n, kind in self.types.items() if kind in _SCHEMES and n not in apart]
        links = tuple(link for number in linking for link in self.links(number))
        return ArgumentMap(claims, tuple(self.reason(number) for number in reasons), links)

    def of_type(self, sort: str) -> list[str]:
        """Return the ids of the nodes of one type, in order."""
        return [number for number, found in self.types.items() if found == sort]

    def is_claim(self, number: str) -> bool:
        """Tell whether a node is an I-node."""
        return self.types[number] == "I"

    def is_reason(self, number: str, attacked: set[str]) -> bool:
        """Tell whether an inference is a reason rather than a 'for' link."""
        known = number in self.own_reasons or number in attacked
        return known or len(self.into[number]) != 1

    def claim(self, number: str) -> Claim:
        """Return the claim of an I-node."""
        text = as_text(self.nodes[number].get("text"), f"the text of node {called(number)}")
        kind, origin = self.own(number, "kind", "fact"), self.own(number, "origin", "essay")
        if kind not in _KINDS or origin not in _ORIGINS:
            raise refusal("aif", "sort", kind=called(kind), origin=called(origin))
        sorts = _KINDS[kind], _numbers(self.entry(number)), _ORIGINS[origin]
        return Claim(self.name(number), text, *sorts, self.own(number, "title"))

    def reason(self, number: str) -> Reason:
        """Return the reason of an RA-node."""
        premises = tuple(self.name(source) for source in self.into[number])
        return Reason(self.name(number), self.own(number, "title"), premises, self.end(number))

    def links(self, number: str) -> list[Link]:
        """Return the links of an RA of one premise or of a CA."""
        end, sources = self.end(number), [self.name(source) for source in self.into[number]]
        if not sources:
            raise refusal("aif", "no_source", node=called(number))
        (target,) = self.out[number]
        kind: LinkKind = "for" if self.types[number] == "RA" else "against"
        if self.types[target] == "RA":
            kind = "undercut"
        return [Link(source, end, kind) for source in sources]

    def end(self, number: str) -> str:
        """Return the name of the one thing that an S-node leads to."""
        targets = self.out[number]
        if len(targets) != 1:
            raise refusal("aif", "ends", node=called(number), number=len(targets))
        to_claim, conflict = self.is_claim(targets[0]), self.types[number] == "CA"
        if not to_claim and not (conflict and self.types[targets[0]] == "RA"):
            raise refusal("aif", "end", node=called(number), target=called(targets[0]))
        return self.name(targets[0])

    def name(self, number: str) -> str:
        """Return our id for a node."""
        return self.own(number, "id", number)

    def own(self, number: str, key: str, without: str = "") -> str:
        """Return a text that stands for a node under our own key, or else ``without``."""
        return as_text(self.entry(number).get(key, without), f"the {key} of node {called(number)}")

    def entry(self, number: str) -> Json:
        """Return what stands for a node under our own key."""
        own = self.own_claims if self.is_claim(number) else self.own_reasons
        return as_object(own.get(number, {}), f"the entry of node {called(number)}")


def _type(number: str, node: Json) -> str:
    """Return the type of a node in capitals; not every tool writes them."""
    found = str(node.get("type", "")).strip().upper()
    if found in _SCHEMES or found == "I" or found in _PASSED_OVER:
        return found
    raise refusal("aif", "type", node=called(number), type=called(found))


_PASSED_OVER = {"L", "YA", "TA", "MA"}
_MEANINGLESS = {("I", "I"), *((said, s) for said in ("L", "TA", "MA") for s in _SCHEMES)}


def _id(part: Json, key: str) -> str:
    value = part.get(key)
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    raise refusal("aif", "no_id", key=key)


def _numbers(own: Json) -> tuple[int, ...]:
    numbers = as_list(own.get("sentences", []), "'sentences'")
    whole = tuple(n for n in numbers if isinstance(n, int) and not isinstance(n, bool))
    if len(whole) == len(numbers):
        return whole
    raise refusal("aif", "numbers")
