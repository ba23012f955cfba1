import re
from dataclasses import replace

import pytest
from wayout.widgets.both_sides import Box

from wayout import essay
from wayout.activities.desk.both_sides import Sides, SidesError, sides
from wayout.widgets import both_sides

HOSTILE = '<img src=x onerror=alert(1)> "said" so.'


@pytest.mark.parametrize("name", [one.id for one in essay.claims() if one.contested])
def test_the_box_says_everything_without_colour_and_without_python(name: str) -> None:
    html = both_sides(name)._repr_html_()
    plain = re.sub(r"<[^>]+>", " ", html)
    assert re.search(r"\+\s+The best case for it", plain)
    assert re.search(r"−\s+The best case against it", plain)
    assert plain.count("It cannot show:") == html.count("<li>") == 2 * len(sides(name).pro)
    assert not re.search(r"<(script|iframe|style|button|input)", html)
    assert not re.search(r"\s(style|on\w+)=", html)


def test_a_state_medium_is_called_one() -> None:
    assert html_of("s09").count('<span class="wo-side-kind">state media</span>') == 2


def html_of(name: str) -> str:
    return both_sides(name)._repr_html_()


def test_figures_publishers_and_days_are_on_the_box() -> None:
    for shown in ("33.8 % in 2023", "Bank of Russia, quoted by TASS", "11 May 2023", "research"):
        assert shown in html_of("s09")
    assert "From our tables: 33.8 % in 2023" in html_of("s09")
    assert "(From our tables: 33.8 % in 2023" in repr(both_sides("s09"))


def test_one_sentence_says_how_the_cards_were_chosen() -> None:
    assert both_sides("s09").chosen.startswith("Chosen by a rule: three on each side")
    assert "left out" not in both_sides("s09").chosen
    assert both_sides("s06").chosen.endswith("left out to keep the balance: 1 for and 1 against.")
    assert both_sides("way_out").chosen.endswith("left out to keep the balance: 1 against.")
    assert both_sides("s09").chosen in html_of("s09")


def test_printed_it_is_plain_text_in_the_same_order() -> None:
    text = repr(both_sides("s09"))
    assert "<" not in text
    signs = [line[:1] for line in text.splitlines()]
    assert signs == ["B", "+", "+", "+", "−", "−", "−", "C"]


def test_nothing_in_a_card_is_obeyed() -> None:
    real = sides("s09")
    evil = replace(real.pro[0].card, says=HOSTILE, cannot_show=HOSTILE, publisher=HOSTILE)
    evil = replace(evil, quoted_from=HOSTILE, address='https://x.org/"><img src=x>')
    bad = replace(real.pro[0], card=evil, figure=HOSTILE)
    about = replace(real.claim, says=HOSTILE)
    html = Box(Sides(about, (bad,), (bad,), (0, 0)))._repr_html_()
    assert "<img" not in html
    assert html.count("&lt;img src=x") >= 10


def test_a_claim_without_two_sides_is_a_sentence() -> None:
    with pytest.raises(SidesError, match="no fair box"):
        both_sides("mixed")
