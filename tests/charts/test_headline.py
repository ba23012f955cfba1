import pandas as pd
import pytest

from wayout.charts import ChartError
from wayout.charts.headline import essay_figure, essay_words, headline
from wayout.facts import fact
from wayout.tables.package import load


def test_the_headline_is_one_total_a_year_the_same_as_the_facts() -> None:
    rows = headline(load("china_russia_annual"))
    assert rows["year"].is_unique
    by_year = rows.set_index("year")["usd_bn"]
    assert list(by_year.index) == list(range(1992, 2026))
    for year in (2013, *range(2021, 2026)):
        assert by_year[year] == fact(f"year_{year}").value


def test_the_essays_figure_is_looked_up() -> None:
    assert essay_figure(load("china_russia_to_date")) == fact("jan_nov_2023").value


def test_the_words_at_the_mark_say_the_months_long_and_short() -> None:
    figure, months = essay_words(218.17, (2023, 11))
    assert figure == ("The figure behind the essay: 218.17", "Behind the essay:")
    assert months == ("January to November 2023", "218.17, Jan to Nov")


def test_a_table_without_these_months_is_answered_with_a_sentence() -> None:
    to_date = load("china_russia_to_date")
    with pytest.raises(ChartError, match="No row covers January to November 2023"):
        essay_figure(to_date[to_date["year"] == 2022])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda frame: frame.assign(headline=False), "No row is marked as headline"),
        (lambda frame: frame.drop(columns="headline"), "no column 'headline'"),
        (lambda frame: pd.concat([frame, frame]), "Two rows stand for year 1992"),
    ],
)
def test_a_table_without_one_headline_a_year_is_answered(change, words: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ChartError, match=words):
        headline(change(load("china_russia_annual")))
