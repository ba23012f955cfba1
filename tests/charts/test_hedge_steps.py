from cases import refused
from drawings import drawn
from held import held
from wayout.charts import ChartError, hedges
from wayout.charts.hedge_steps import placed
from wayout.charts.theme import PAPER
from wayout.pages.caption import SERIES
from wayout.tables.package import load

FRAME = load("hedges")
CHART = hedges(FRAME)
SPEC = CHART.specs()[0]
DOTS = drawn(SPEC, "point").set_index("sentence")
AXIS = SPEC["layer"][0]["encoding"]["y"]["axis"]


def test_each_sentence_stands_on_its_step_in_the_order_of_the_essay_not_of_the_table() -> None:
    steps = {2: 1, 5: 1, 10: 2, 11: 3, 16: 4, 22: 3, 23: 3, 24: 4, 27: 3}
    assert DOTS["step"].to_dict() == steps
    assert SPEC["layer"][0]["encoding"]["x"]["scale"]["domain"] == list(DOTS.index) == list(steps)
    shuffled = hedges(FRAME.sample(frac=1, random_state=7))
    assert shuffled.alternative == CHART.alternative
    assert shuffled.caption.table.equals(CHART.caption.table)


def test_words_stand_at_the_dots_away_from_the_path_and_once_where_it_is_narrow() -> None:
    rows = placed(FRAME)
    assert list(rows["text"]) == list(FRAME["words"])
    assert list(rows.loc[rows["short"] == "", "sentence"]) == [5]
    assert list(rows.loc[rows["rises"], "sentence"]) == [5, 10, 11, 23]
    assert list(rows.loc[rows["fell"], "sentence"]) == [22, 27]


def test_what_should_be_is_an_open_dot_and_the_key_says_so() -> None:
    assert list(DOTS.index[DOTS["fill"] == PAPER]) == [16, 24]
    assert set(DOTS["fill"]) == {PAPER, SERIES[0]}
    assert CHART.key == (("dot", "says what is"), ("ring", "says what should be"))
    assert hedges(FRAME[FRAME["says"] == "what is"]).key == (("dot", "says what is"),)


def test_the_steps_carry_their_names_and_no_numbers() -> None:
    assert AXIS["values"] == [1, 2, 3, 4]
    for step, name in zip("1234", ("a guess", "a need", "a fact", "a duty"), strict=True):
        assert f'"{step}": "{name}"' in AXIS["labelExpr"]


def test_the_alternative_names_every_sentence_with_its_words_and_step() -> None:
    assert "from below: a guess, a need, a fact and a duty." in CHART.alternative
    for row in FRAME.itertuples():
        assert f'Sentence {row.sentence}: "{row.words}", {row.step_name}.' in CHART.alternative


def test_the_note_says_whose_reading_it_is_the_table_holds_all_and_a_learner_may_differ() -> None:
    assert "this course's own reading" in CHART.caption.note
    assert CHART.caption.tables == ("hedges",)
    table = CHART.caption.table.set_index("Sentence")
    assert table.loc["11", "The essay's words"] == "has adopted"
    assert table.loc["11", "Step"] == "3, a fact"
    assert list(table["What the wording does"]) == list(FRAME["note"])
    mine = FRAME.copy()
    mine.loc[mine["sentence"] == 16, ["step", "step_name"]] = [1, "a guess"]
    rows = drawn(hedges(mine).specs()[0], "point").set_index("sentence")
    assert (rows.loc[16, "step"], rows.loc[24, "step"]) == (1, 4)


def test_strange_names_stay_text() -> None:
    odd = 'x" + alert(1) + "'
    mine = FRAME.assign(step_name=FRAME["step_name"].replace("a guess", odd))
    said = hedges(mine).specs()[0]["layer"][0]["encoding"]["y"]["axis"]["labelExpr"]
    assert r'"1": "x\" + alert(1) + \""' in said
    angry = FRAME.assign(note="<img src=x onerror=alert(1)>")
    assert "<img" not in hedges(angry).caption.html()


def test_a_table_that_cannot_be_drawn_is_answered() -> None:
    refused(held(__file__, "refused"), ChartError, **globals())


def test_the_table_agrees_with_the_sentences_and_every_step_has_one_name() -> None:
    sentences = load("sentences").set_index("number")
    for word in ("may", "must"):
        held = FRAME.loc[FRAME["words"] == word, "sentence"]
        assert (sentences.loc[held, word] > 0).all()
    assert "has to" in sentences.loc[10, "hedges"]
    assert (FRAME.groupby("step")["step_name"].nunique() == 1).all()
    assert list(FRAME.loc[FRAME["step_name"] == "a guess", "sentence"]) == [2, 5]
    assert FRAME["sentence"].is_monotonic_increasing
