import dataclasses
import html
import json
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import EVERY_TEXT, HOSTILE, OURS, maps, refusal, with_text
from xaif import AIF

from calls import calls
from held import held
from wayout import argument, essay
from wayout.argument import ArgumentMap, Claim, Link
from wayout.argument.formats import aif, claimreview, kialo, mermaid
from wayout.argument.formats.claimreview import FactCheck

PUBLISHED = held(__file__, "published")
BEGUN = "\ufeffDiscussion Title: T\r\n\r\n1. One\r\n"


def known(given: dict[str, Any]) -> FactCheck:
    """Return the fact check of these words."""
    return FactCheck(**given | {"sources": tuple(given["sources"])})


CHECK, FOUND = map(known, held(__file__, "written").values())


def node(line: str) -> str:
    """Return a line of a flow chart from its second half on, as a browser shows it."""
    return html.unescape(re.sub(r"#(\d+);", r"&#\1;", line.split("<br/>")[1]))


@pytest.mark.parametrize("read", [aif.read, kialo.read, claimreview.read])
@given(st.text() | st.sampled_from(["[" * 100_000, "9" * 5_000, "null", "[]", "{}", '{"AIF": 1}']))
def test_any_text_is_read_or_refused_in_a_sentence(read, text: str) -> None:
    error = refusal(read, text)
    assert error is None or str(error).endswith(".")


# AIF


@EVERY_TEXT
def test_hostile_text_reads_back_equal_from_aif(text: str) -> None:
    written = aif.write(with_text(text))
    assert aif.read(written) == with_text(text)
    assert not re.search(r"[<>&\u202e\ud800]", written)
    written.encode()


@given(maps())
def test_any_map_reads_back_equal_from_aif(map_: ArgumentMap) -> None:
    assert aif.read(aif.write(map_)) == map_


def test_aif_has_the_shape_that_others_expect() -> None:
    value = json.loads(aif.write(OURS))
    nodes, edges = value["AIF"]["nodes"], value["AIF"]["edges"]
    assert [len(nodes), len(edges)] == [77, 81]
    assert {node["type"] for node in nodes} == {"I", "RA", "CA"}
    assert all(set(node) == {"nodeID", "text", "type"} for node in nodes)
    assert all(set(edge) == {"edgeID", "fromID", "toID"} for edge in edges)
    kinds = {node["nodeID"]: node["type"] for node in nodes}
    for edge in edges:
        ends = kinds[edge["fromID"]], kinds[edge["toID"]]
        assert ends in {("I", "RA"), ("RA", "I"), ("I", "CA"), ("CA", "I"), ("CA", "RA")}
    assert {place["nodeID"] for place in value["OVA"]["nodes"]} == set(kinds)
    assert len({(place["x"], place["y"]) for place in value["OVA"]["nodes"]}) == len(nodes)
    assert all(part["visible"] for key in ("nodes", "edges") for part in value["OVA"][key])


def test_xaif_accepts_our_map_and_finds_its_links() -> None:
    reader = AIF(json.loads(aif.write(OURS)))
    assert reader.is_valid_json_aif()
    table = reader.get_csv("argument-relation")
    found = table[table["relation"] != "None"]
    ours = {(link.source, link.target) for link in OURS.links if link.kind != "undercut"}
    ours |= {(p, reason.conclusion) for reason in OURS.reasons for p in reason.premises}
    texts = {(OURS.claim(a).text, OURS.claim(b).text) for a, b in ours}
    assert set(zip(found["proposition1_text"], found["proposition2_text"], strict=True)) == texts
    conflicts = set(found[found["relation"] == "Default Conflict"]["proposition1_text"])
    assert conflicts == {OURS.claim(x.source).text for x in OURS.links if x.kind == "against"}


def graph(nodes: str, edges: str) -> str:
    """Write an AIF text as another tool would, without anything of ours."""
    listed = [entry.split(":") for entry in nodes.split()]
    drawn = [entry.split(">") for entry in edges.split()]
    points = [{"nodeID": int(n), "type": t, "text": f"{t}{n}"} for n, t in listed]
    lines = [{"edgeID": i, "fromID": int(a), "toID": int(b)} for i, (a, b) in enumerate(drawn)]
    return json.dumps({"AIF": {"nodes": points, "edges": lines, "locutions": []}})


@pytest.mark.parametrize(("text", "words"), held(__file__, "graphs"))
def test_a_damaged_graph_is_refused_in_words(text: str, words: str) -> None:
    error = refusal(aif.read, eval(text))
    assert words in str(error)


def aifdb(nodes: str, edges: str) -> str:
    """Write an AIF text in the shape in which AIFdb hands one out."""
    inner = json.loads(graph(nodes, edges))["AIF"]
    for edge in inner["edges"]:
        edge |= {"fromID": str(edge["fromID"]), "toID": str(edge["toID"]), "formEdgeID": None}
    return "\ufeff" + json.dumps(inner).replace(", ", ",\r\n")


@pytest.mark.parametrize(("nodes", "edges", "words"), held(__file__, "parts"))
def test_no_node_and_no_edge_of_a_graph_is_dropped_in_silence(nodes, edges, words) -> None:
    assert words in str(refusal(aif.read, aifdb(nodes, edges)))


# Kialo


def test_kialo_s_text_has_the_shape_of_an_export() -> None:
    lines = kialo.write(OURS, "way_out", "The essay").splitlines()
    thesis = f"1. {OURS.claim('way_out').text}"
    assert lines[:3] == ["Discussion Title: The essay", "", thesis]
    assert all(re.match(r"1(\.\d+)+\. (Pro|Con): \S", line) for line in lines[3:])
    assert "1.6. Con: Oil output, the war in Gaza" in "\n".join(lines)


@given(st.data())
def test_any_tree_reads_back_equal_from_kialo(data: st.DataObject) -> None:
    texts = (
        st.text() | st.sampled_from(HOSTILE) | st.sampled_from(["-> See 1.1.", "Pro: x", "1. y"])
    )
    claims, links, open_ = [Claim("1", data.draw(texts))], [], ["1"]
    while open_:
        above = open_.pop(0)
        for at in range(1, data.draw(st.integers(0, 2 if len(claims) < 8 else 0)) + 1):
            claims.append(Claim(f"{above}.{at}", data.draw(texts)))
            kind = data.draw(st.sampled_from(["for", "against"]))
            links.append(Link(f"{above}.{at}", above, kind))
            open_.append(f"{above}.{at}")
    title = data.draw(texts)
    found = kialo.read(kialo.write(ArgumentMap(tuple(claims), (), tuple(links)), "1", title))
    assert found.title == title
    assert set(found.map.claims) == set(claims)
    assert set(found.map.links) == set(links)


@EVERY_TEXT
def test_hostile_text_reads_back_equal_from_kialo(text: str) -> None:
    map_ = with_text(text)
    found = kialo.read(kialo.write(map_, "Z", text))
    assert found.title == text
    assert {claim.text for claim in found.map.claims} == {claim.text for claim in map_.claims}


@pytest.mark.parametrize(("text", "line", "words"), held(__file__, "exports"))
def test_a_damaged_export_is_refused_by_line(text: str, line: int, words: str) -> None:
    error = refusal(kialo.read, text)
    assert error is not None
    assert (error.line, words in str(error)) == (line, True)


@pytest.mark.parametrize("above", ["1.1", " 1.1.", "\t1.1 ", "\xa0\xa01.1. ", "1.1.\t"])
@pytest.mark.parametrize("stance", ["Pro:", "PRO: ", "pro : ", "Pro：", "Pro:   "])
def test_a_point_is_a_point_however_it_is_spaced(above: str, stance: str) -> None:
    map_ = kialo.read(f"{BEGUN}{above}{stance}a\r\n    1.1.1. Con: → see 1\r\n").map
    assert map_.claims == (Claim("1", "One"), Claim("1.1", "a"))
    assert map_.links == (Link("1.1", "1", "for"), Link("1", "1.1", "against"))


@pytest.mark.parametrize("line", held(__file__, "points"))
def test_a_line_that_may_be_a_point_is_refused_and_never_swallowed(line: str) -> None:
    text = f"{BEGUN}and more\r\n{line}\r\n"
    error = refusal(kialo.read, text)
    assert error is not None
    assert error.line == 5
    if "join this line" in str(error):
        (claim,) = kialo.read(text.replace("more\r\n", "more ")).map.claims
        assert claim.text == f"One\nand more {line}"


# ClaimReview


@EVERY_TEXT
def test_hostile_text_reads_back_equal_from_a_fact_check(text: str) -> None:
    check = FactCheck(text, "holds", text, text, date(2024, 2, 29), text, (text, text), text)
    assert claimreview.read(claimreview.write(check)) == check
    assert "<" not in claimreview.write(check)


@pytest.mark.parametrize(("old", "new", "words"), held(__file__, "damage"))
def test_a_damaged_fact_check_is_refused_in_words(old: str, new: str, words: str) -> None:
    text = claimreview.write(CHECK)
    assert old in text
    assert words in str(refusal(claimreview.read, text.replace(old, new)))


@pytest.mark.parametrize("value", held(__file__, "shapes"))
@pytest.mark.parametrize("day", ["2021-01-05", "2021-01-05 05:00", "2021-01-05T05:00:00.000+02:00"])
def test_a_fact_check_is_read_as_it_is_published(value: str, day: str) -> None:
    text = json.dumps(eval(value)).replace("2021-01-05T05:00:00Z", day)
    assert claimreview.read("\ufeff" + text) == FOUND


@pytest.mark.parametrize(("value", "words"), held(__file__, "checks"))
def test_a_published_check_that_is_not_read_is_told_why(value: str, words: str) -> None:
    assert words in str(refusal(claimreview.read, json.dumps(eval(value))))


# Mermaid

LABEL = r"(?:[\w ',.?…]|[^\x00-\x7f]|#\d+;)*"
LINE = re.compile(
    rf'flowchart BT|  claim\d+\["{LABEL}<br/>{LABEL}"\]|  reason\d+\(\["{LABEL}"\]\)'
    r'|  claim\d+ --- reason\d+|  reason\d+ -->\|"\+ so"\| claim\d+'
    r'|  claim\d+ (?:-->\|"\+ for"|-\.->\|"− against")\| claim\d+'
    r'|  claim\d+ -\.-x\|"⊘ does not bear on it"\| reason\d+'
)


test_calls = calls(__file__, argument, dataclasses, essay, globals())


def test_our_map_as_a_flow_chart() -> None:
    lines = mermaid.write(OURS).splitlines()
    assert lines[0] == "flowchart BT"
    assert len(lines) == 1 + 44 + 10 + 25 + 10 + 23
    assert all(LINE.fullmatch(line) for line in lines)
    assert any('["Way out<br/>The trip of December 2023' in line for line in lines)
    assert "way_out" not in mermaid.write(OURS).replace("#95;", "_")


@EVERY_TEXT
def test_hostile_text_has_no_say_in_a_flow_chart(text: str) -> None:
    for line in mermaid.write(with_text(text)).splitlines():
        assert LINE.fullmatch(line), line
        assert len(line) < 2_000


@given(maps())
def test_any_map_makes_lines_of_the_known_forms(map_: ArgumentMap) -> None:
    assert all(LINE.fullmatch(line) for line in mermaid.write(map_).split("\n")[:-1])
