from cases import refused
from held import held
from wayout import charts
from wayout.charts.headline import essay_figure, essay_words, headline
from wayout.facts import fact
from wayout.tables.package import load

ANNUAL, TO_DATE = load("china_russia_annual"), load("china_russia_to_date")


def test_the_headline_is_one_total_a_year_the_same_as_the_facts() -> None:
    rows = headline(ANNUAL)
    assert rows["year"].is_unique
    by_year = rows.set_index("year")["usd_bn"]
    assert list(by_year.index) == list(range(1992, 2026))
    for year in (2013, *range(2021, 2026)):
        assert by_year[year] == fact(f"year_{year}").value


def test_the_essays_figure_is_looked_up_and_told_long_and_short() -> None:
    assert essay_figure(TO_DATE) == fact("jan_nov_2023").value
    figure, months = essay_words(218.17)
    assert figure == ("The figure behind the essay: 218.17", "Behind the essay:")
    assert months == ("January to November 2023", "218.17, Jan to Nov")


def test_the_wrong_table_is_answered_by_each_chart_of_china_and_russia() -> None:
    refused(held(__file__, "refused"), charts.ChartError, **globals())
