"""Sentences, claims and cards: fair answers, fair numbers, and nothing of the essay reprinted."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from held import held
from walk import each
from wayout import essay, facts, paths
from wayout.essay import EssayError
from wayout.tables.package import load

HELD = held(__file__)
SENTENCES = essay.sentences()
CLAIMS = essay.every_claim()
CARDS = essay.cards()
RAW = load("claims")["says"]


def words(text):
    """Split into lower-case words and numbers, without marks or line ends."""
    return re.findall("[a-z0-9]+", re.sub("['’]", "", text.lower().replace("\\n", " ")))


# Sentences ----------------------------------------------------------------------------------


def test_there_are_thirty_two_sentences_in_five_paragraphs():
    assert [one.number for one in SENTENCES] == list(range(1, 33))
    paragraphs = [one.paragraph for one in SENTENCES]
    assert [paragraphs.index(paragraph) + 1 for paragraph in range(1, 6)] == [1, 12, 18, 22, 29]
    assert paragraphs == sorted(paragraphs)


@each(SENTENCES)
def test_sentence_has_a_key_and_an_explanation(one):
    assert set() < set(one.kinds) <= set(essay.KINDS)
    assert set() < set(one.checkable) <= set(essay.CHECKABLE)
    assert one.role in ("premise", "step", "conclusion", "none")
    assert len(set(one.kinds)) == len(one.kinds)
    assert len(one.why.split()) >= 10
    assert len(one.why) <= 300
    assert any(word.lower() in one.why.lower() for word in one.hedges + one.cues)
    assert set(one.hedges) & set(one.cues) <= {"should"}, "hedge or cue"


@each(SENTENCES)
def test_sentence_is_retold_and_quoted_in_a_few_words(one):
    assert 1 <= len(words(one.quote)) <= 6
    assert one.quote.lower() not in one.says.lower() or len(words(one.quote)) < 5
    assert one.says.endswith(".")


@each(HELD["counts"])
def test_word_counts_are_the_ones_we_hold(word):
    where = HELD["counts"][word]
    assert essay.counts(word) == dict.fromkeys(where, 1)
    assert where == [one.number for one in SENTENCES if word in one.hedges + one.cues]


def test_a_call_to_the_reader_is_a_cue_and_no_hedge():
    def where(kind, word):
        return [one.number for one in SENTENCES if word in getattr(one, kind)]

    assert (where("cues", "must"), where("hedges", "must")) == ([7, 19, 21, 26], [16, 24])
    assert essay.sentence(19).hedges == ("may", "potential", "some")
    assert where("cues", "therefore") == [11, 16, 27]


def test_some_sentences_have_several_fair_answers():
    assert essay.sentence(13).kinds == ("fact", "motive")
    assert (essay.sentence(13).several_fair, essay.sentence(15).several_fair) == (True, False)
    assert 10 <= sum(one.several_fair for one in SENTENCES) <= 24


# Claims -------------------------------------------------------------------------------------


@each(CLAIMS)
def test_claim_points_to_sentences_that_say_it(one):
    assert one.sentences or one.origin == "outside"
    kinds = {kind for number in one.sentences for kind in essay.sentence(number).kinds}
    assert one.origin != "essay" or one.kind in kinds
    assert one.says.endswith(".")


def test_no_figure_of_a_claim_is_typed_and_each_is_filled_in():
    dates = r"(\d{1,2} )?(December|July|February)( 20\d\d)?|\b20\d\d\b"
    assert re.findall(r"\d[\d.,]*", re.sub(rf"\{{[^}}]*\}}|{dates}", "", "\n".join(RAW))) == []
    assert essay.claim("a_third_of_trade").says.count("31 to 34 per cent") == 1
    assert "by another 1.9 per cent in 2024, then fell by 6.9" in essay.claim("later_fall").says
    assert "{" not in "".join(one.says for one in CLAIMS)


def test_one_list_serves_lessons_and_map():
    examined = essay.claims()
    assert (len(examined), len(CLAIMS), sum(one.on_map for one in CLAIMS)) == (29, 48, 44)
    assert CLAIMS[:29] == examined
    assert all(one.lesson for one in examined)
    assert {(one.origin, one.on_map) for one in CLAIMS[29:]} == {("outside", True)}
    assert len({one.title for one in CLAIMS}) == len({one.says for one in CLAIMS}) == len(CLAIMS)


def test_the_map_holds_the_claims_that_stand_on_it_word_for_word():
    drawn = {one.id: one for one in essay.argument_map().claims}
    assert set(drawn) == {one.id for one in CLAIMS if one.on_map}
    for name, point in drawn.items():
        one = essay.claim(name)
        said = () if one.origin == "unstated" else one.sentences
        assert (point.title, point.text, point.kind, point.origin, point.sentences) == (
            one.title, one.says, one.kind, one.origin, said,
        )  # fmt: skip


def test_ids_that_work_files_hold_are_the_claims_they_were():
    entries = json.loads((Path(__file__).parent / "kept" / "my_work.json").read_text("utf-8"))
    kept = {e["claim"] for e in entries["entries"] if e["kind"] in ("dial", "verdict", "card")}
    assert kept == {"detail", "record", "s01", "s03", "s06", "s08", "s09", "way_out"}
    assert kept <= {one.id for one in essay.claims()}
    assert essay.claim("s09").says.startswith("The growth of trade in 2023 has tied most")
    assert essay.claim("detail").origin == "course"


@each(HELD["stands"])
def test_where_a_claim_stands_is_said_and_not_put_into_the_essays_mouth(name):
    one, wanted = essay.claim(name), HELD["stands"][name]
    assert list(one.sentences) == wanted.get("sentences", list(one.sentences))
    assert one.origin == wanted["origin"]
    assert re.match(wanted["place"], essay.claim_place(one))


# Cards --------------------------------------------------------------------------------------

COUNTS_FOR_NOTHING = {"partisan", "our search"}


def firm(card):
    """An office is firm in what it counts or decides, not in what it says of itself."""
    kinds = {"agency", "independent media", "research"} | ({"official"} if card.facts else set())
    return card.publisher_kind in kinds


def side(claim, bearing):
    every = [one for one in CARDS if (one.claim, one.bearing) == (claim.id, bearing)]
    return [one for one in every if one.publisher_kind not in COUNTS_FOR_NOTHING]


def test_there_are_enough_cards():
    assert len(CARDS) >= 60
    assert len({one.id for one in CARDS}) == len(CARDS)
    assert {one.claim for one in CARDS} <= {one.id for one in CLAIMS}


@each(CLAIMS)
def test_contested_claim_has_as_much_for_it_as_against_it(claim):
    pro, con = side(claim, "for"), side(claim, "against")
    assert claim.contested == (len(pro) >= 2 and len(con) >= 2)
    if claim.contested:
        assert abs(len(pro) - len(con)) <= 1
        assert all(any(map(firm, cards)) for cards in (pro, con))


def test_over_all_cards_both_sides_are_of_one_size_and_standing():
    pro, con = essay.cards(bearing="for"), essay.cards(bearing="against")
    assert abs(len(pro) - len(con)) <= 6
    for standing in (firm, lambda card: card.publisher_kind == "state media"):
        numbers = [sum(map(standing, cards)) for cards in (pro, con)]
        assert abs(numbers[0] - numbers[1]) <= len(CARDS) / 10


@each(CARDS)
def test_card_says_where_it_comes_from(card):
    assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", card.date)
    date.fromisoformat((card.date + "-01-01")[:10])
    assert card.date <= card.retrieved
    found = card.publisher_kind != "our search"
    assert bool(re.fullmatch(r"https?://[^\s/]+/\S*", card.address)) == found
    assert found or card.bearing == "bears not"
    assert card.publisher


@each(CARDS)
def test_card_is_short_and_says_what_it_cannot_show(card):
    filled = str(facts.say(card.figure))
    for text in (card.says, filled, card.quoted_from, card.cannot_show):
        assert len(text) <= 300
    told = re.search(HELD["told_late"], f"{card.says} {card.cannot_show}")
    assert card.date < "2024" or told or card.publisher_kind == "our search"
    assert card.says.endswith(".")
    assert card.cannot_show.endswith(".")
    assert "{" not in card.says + card.cannot_show + filled


@each(CARDS)
def test_extract_retells_the_page_and_judges_nothing(card):
    filled = str(facts.say(card.extract))
    quoted = re.findall(r'"([^"]*)"', filled)
    assert 25 <= len(filled.split()) <= 90, "an extract has 25 to 90 words"
    assert sum(len(one.split()) for one in quoted) <= 25, "it quotes 25 words at most"
    assert filled.count('"') == 2 * len(quoted), "each quotation has its end"
    assert filled.endswith((".", '."'))
    assert card.says not in filled
    assert verdict_words(filled) == []


def verdict_words(text):
    """What of the words that only a verdict uses a text says outside its quotations."""
    spoken = re.sub(r'"[^"]*"', "", text).lower()
    return [one for one in HELD["verdict_words"] if re.search(rf"\b{one}\b", spoken)]


@each(HELD["verdicts_found"])
def test_a_verdict_in_an_extract_is_refused(text):
    assert verdict_words(text) == HELD["verdicts_found"][text]


@each(CARDS)
def test_figure_is_computed_from_the_tables_named_or_quoted(card):
    fields = re.findall(r"\{(\w+)", card.figure)
    assert list(card.facts) == list(dict.fromkeys(fields))
    assert set(card.facts) <= set(facts.FACTS)
    assert set(card.tables) == {t for name in card.facts for t in facts.FACTS[name].tables}
    assert card.facts or card.quoted_from or card.publisher_kind == "our search"


@each(CARDS)
def test_quotations_are_short_and_have_a_speaker(card):
    for quoted in re.findall(r'"([^"]*)"', card.quoted_from):
        assert len(quoted.split()) <= 12
        assert card.quoted_from.index('"') > 0


def test_no_card_stands_twice_and_each_is_found_by_claim_and_bearing():
    assert len({(one.claim, one.says) for one in CARDS}) == len(CARDS)
    assert {one.bearing for one in essay.cards("s15")} == set(essay.BEARINGS)
    assert all(one.bearing == "against" for one in essay.cards("s15", "against"))
    assert essay.card("figure_came_later").claim == "s03"


@each(HELD["earlier"])
def test_order_in_time_is_left_open_where_the_dates_leave_it_open(days):
    one, two = (replace(CARDS[0], date=day) for day in days.split())
    answer = {"yes": True, "no": False, "open": None}[HELD["earlier"][days]]
    assert essay.earlier(one, two) is answer


# What goes wrong ----------------------------------------------------------------------------


@each(HELD["unknown"])
def test_unknown_name_is_told_in_one_sentence(asked):
    verb, words = asked.split(" ", 1)
    given = [int(words)] if verb == "sentence" else words.split(" ") if verb == "cards" else [words]
    with pytest.raises(EssayError) as caught:
        getattr(essay, verb)(*given)
    assert HELD["unknown"][asked] in str(caught.value)
    assert str(caught.value).endswith(".")


# The house ----------------------------------------------------------------------------------


def test_a_fact_desk_opens_without_the_argument_room():
    code = (
        "import sys; from wayout import debate; debate.fact_desk('s01').still();"
        "print(*(name for name in sys.modules if name.startswith('wayout.argument')))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).split() == []


RUN = 7
TEXTS = {".md", ".py", ".csv", ".json", ".ipynb", ".txt", ".argdown", ".toml", ".yml", ".cff"}


def fingerprints():
    """Return the fingerprints of the essay's runs of seven words, except those of names alone.

    A fingerprint is the first sixteen digits of a sha256: enough to find a run, not to read it.
    """
    return set((Path(__file__).parent / "essay_runs.txt").read_text(encoding="utf-8").split())


def runs(text):
    spoken = words(text)
    return (" ".join(spoken[i : i + RUN]) for i in range(len(spoken) - RUN + 1))


def reprinted(text, held):
    return [run for run in runs(text) if sha256(run.encode()).hexdigest()[:16] in held]


def written():
    for path in sorted(paths.ROOT.rglob("*")):
        inner = path.relative_to(paths.ROOT).parts
        if path.suffix in TEXTS and not any(part.startswith((".", "_")) for part in inner[:-1]):
            yield path


def test_a_reprinted_run_would_be_found():
    assert len(fingerprints()) > 700
    assert all(re.fullmatch("[0-9a-f]{16}", one) for one in fingerprints())
    run = "one two three four five six seven"
    held = {sha256(run.encode()).hexdigest()[:16]}
    assert reprinted('"One, two\\n",\n "three’ four FIVE six seven!"', held) == [run]


def test_the_essay_is_nowhere_reprinted():
    held = fingerprints()
    found = {str(path): reprinted(path.read_text(encoding="utf-8"), held) for path in written()}
    assert {name: lines for name, lines in found.items() if lines} == {}
