"""Run every benchmark, keep what each found, and write the page about them.

    python start.py run python benchmarks/all.py                      # all, then the page
    python start.py run python benchmarks/all.py --only cards boards  # these; others as kept
    python start.py run python benchmarks/all.py --page               # the page alone

Results are kept in `benchmarks/results/`, one file a benchmark, and the page is made from these
files alone: no figure on it is typed by hand. A benchmark whose peer is not installed is left
out, and says so. ``--but NAME`` leaves one out; ``--out FOLDER`` writes elsewhere; ``--quick`` is
for the tests. Let nothing else work beside.
"""

import argparse
import hashlib
import subprocess
import sys
import time
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import measured
from measured import Sample

HERE = Path(__file__).parent
PARTS: dict[str, dict[str, Any]] = {
    part["name"]: part for part in tomllib.loads((HERE / "page.toml").read_text("utf-8"))["part"]
}
HEAD = """# How fast it is, and beside what

Made by `python start.py run python benchmarks/all.py` from the files in [results](results); no \
figure is typed by hand. Each question has its own script, which also runs alone.

*Times the first* is the median beside that of the first line of the same thing: 3 × takes three \
times as long. *n* is how often it was measured. All who stand beside each other took turns in one \
run.
"""
ALTERNATIVE = "A dot for each value and a stroke for the median of each line of the table below."
# Colours of a plot on white, and what stands for them on a dark page.
DARK = {"#24292f": "#e6edf3", "#57606a": "#9da7b1", "#8c959f": "#6e7781", "#e4e7eb": "#343b44",
        "#0072B2": "#56B4E9", "#D55E00": "#F0803C", "#009E73": "#2FC49B", "#CC79A7": "#DFA0C3",
        "#000000": "#e6edf3", "#000": "#e6edf3"}  # fmt: skip
SHAPES = ("circle", "triangle-up", "square", "diamond")


def main(arguments: list[str] | None = None) -> int:
    """Run what is asked for; return 1 where a benchmark failed."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--only", nargs="+", choices=PARTS, default=[*PARTS], metavar="NAME")
    asked.add_argument("--but", nargs="+", choices=PARTS, default=[], metavar="NAME")
    asked.add_argument("--out", type=Path, default=HERE, metavar="FOLDER")
    asked.add_argument("--page", action="store_true", help="measure nothing")
    asked.add_argument("--quick", action="store_true", help="a few rounds, to see that it works")
    chosen = asked.parse_args(arguments)
    names = [] if chosen.page else [name for name in chosen.only if name not in chosen.but]
    failed = [name for name in names if not measure(name, chosen.out, quick=chosen.quick)]
    for name in PARTS:
        write_plot(name, chosen.out)
    (chosen.out / "README.md").write_text(page(chosen.out), "utf-8", newline="\n")
    print(f"The page is {chosen.out / 'README.md'}.")
    return int(bool(failed))


def measure(name: str, out: Path, *, quick: bool) -> bool:
    """Run a benchmark in a process of its own; say whether it went well or may be left out."""
    missing = [package for package in PARTS[name].get("needs", ()) if not _installed(package)]
    if missing:
        print(f"{name} is left out: python -m pip install {' '.join(missing)} brings its peer.")
        return True
    print(f"{name} …", flush=True)
    began = time.monotonic()
    command = [sys.executable, str(HERE / f"{name}.py"), "--json", str(kept(name, out))]
    code = subprocess.call([*command, *["--quick"][: int(quick)]], cwd=HERE.parent)
    print(f"{name} took {time.monotonic() - began:.0f} s.\n", flush=True)
    return code == 0


def _installed(package: str) -> bool:
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False


def kept(name: str, out: Path) -> Path:
    """Return where the results of a benchmark are kept."""
    return out / "results" / f"{name}.json"


# The page


def page(out: Path) -> str:
    """Return the page about all results that are kept."""
    found = [name for name in PARTS if kept(name, out).exists()]
    return "\n".join([HEAD, *(_section(PARTS[name], out) for name in found)])


def _section(part: dict[str, Any], out: Path) -> str:
    setting, samples = measured.read(kept(part["name"], out))
    plot = f"![{ALTERNATIVE}](results/{part['name']}.svg)\n\n" if part.get("plot") else ""
    return (
        f"## {part['title']}\n\n{part['asks']}\n\n{plot}{measured.markdown(samples)}\n\n"
        f"{measured.said(setting)}\n\n"
        f"*Again*: `python start.py run python benchmarks/all.py --only {part['name']}`; "
        f"[the script]({part['name']}.py) says how it measures. "
        f"*What it does not show*: {part['shows_not']}\n"
    )


# The plots


def stamp(name: str, out: Path) -> str:
    """Return what a plot says of the results it was drawn from."""
    return hashlib.sha256(kept(name, out).read_bytes()).hexdigest()[:16]


def write_plot(name: str, out: Path) -> None:
    """Draw a plot, if there is one to draw and it is not drawn yet."""
    path = kept(name, out)
    if not PARTS[name].get("plot") or not path.exists():
        return
    place, made_from = path.with_suffix(".svg"), f"<!-- from results {stamp(name, out)} -->"
    if place.exists() and made_from in place.read_text("utf-8"):
        return
    if not _installed("vl-convert-python"):
        print(f"{place.name} is not drawn: python -m pip install -e .[site] brings vl-convert.")
        return
    import vl_convert

    drawn = vl_convert.vegalite_to_svg(plot(measured.read(path)[1]))
    place.write_text(f"{_for_dark(drawn)}\n{made_from}\n", "utf-8", newline="\n")


def plot(samples: list[Sample]) -> dict[str, Any]:
    """Return a drawing with a dot a value, on a logarithmic scale, and a line a median."""
    import altair as alt

    from wayout.charts.theme import CONFIG
    from wayout.pages.caption import SERIES

    unit = samples[0].unit
    shown = [sample for sample in samples if sample.unit == unit]
    values = [
        {"what": sample.what, "by": sample.by, "value": value, "middle": sample.middle}
        for sample in shown
        for value in map(measured.rounded, sample.values)
    ]
    names = [*dict.fromkeys(sample.by for sample in shown)]
    base = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y("what:N", sort=None, title=None, axis=alt.Axis(labelLimit=360)),
        yOffset=alt.YOffset("by:N", sort=names),
        color=alt.Color("by:N", title=None, scale=alt.Scale(domain=names, range=[*SERIES]),
                        legend=alt.Legend(orient="top", columns=2, labelLimit=300)),
    )  # fmt: skip
    across = alt.X("value:Q", scale=alt.Scale(type="log"), title=f"{unit}, logarithmic")
    shape = alt.Shape("by:N", title=None, scale=alt.Scale(domain=names, range=[*SHAPES]))
    dots = base.mark_point(opacity=0.6, size=30, filled=True).encode(x=across, shape=shape)
    lines = base.mark_tick(thickness=2, size=12).encode(x="middle:Q")
    size = {"width": 420, "height": {"step": 13}}
    drawn: dict[str, Any] = (dots + lines).properties(**size).to_dict()
    # A reader's font may be wider than the one the drawing was measured with.
    room = {"left": 70, "right": 20, "top": 6, "bottom": 6}
    return drawn | {"config": CONFIG | {"padding": room}}


def _for_dark(svg: str) -> str:
    """Return a drawing that changes its colours on a dark page."""
    rules = "".join(
        f'[{what}="{light}" i]{{{what}:{dark}}}'
        for light, dark in DARK.items()
        for what in ("fill", "stroke")
    )
    end = svg.index(">") + 1
    style = f"<style>@media (prefers-color-scheme:dark){{{rules}}}</style>"
    return svg[:end] + style + svg[end:]


if __name__ == "__main__":
    sys.exit(main())
