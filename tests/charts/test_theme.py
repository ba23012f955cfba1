import re
from pathlib import Path

import altair as alt

from drawings import contrast
from wayout import pages
from wayout.charts import theme
from wayout.pages.caption import INK, SERIES

SHEET = (Path(pages.__file__).parent / "styles" / "charts.css").read_text(encoding="utf-8")
TWINS = dict(re.findall(r'\[(?:fill|stroke)="(#\w{6})"\] \{ (?:fill|stroke): ([^;]+);', SHEET))


def test_every_colour_that_vega_writes_has_a_dark_twin_in_the_style_sheet() -> None:
    own = [v for v in vars(theme).values() if isinstance(v, str) and re.fullmatch(r"#\w{6}", v)]
    assert len(own) >= 7
    assert {*own, *SERIES, *INK} == set(TWINS)


def test_words_are_light_on_dark_and_dark_on_white() -> None:
    words = [TWINS[colour] for colour in (*INK, theme.TEXT, theme.QUIET)]
    assert all(contrast(colour, "#111111") > 7 for colour in words)
    tones = [theme.ink(colour) for colour in (*SERIES, theme.QUIET, "#123456")]
    assert all(contrast(colour, "#ffffff") > 6 for colour in tones)


def test_a_learners_own_chart_gets_the_look() -> None:
    config = alt.Chart().mark_bar().to_dict()["config"]
    assert config["background"] == "transparent"
    assert config["range"]["category"] == list(SERIES)
