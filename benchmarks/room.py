"""How long a class takes to read, and how much memory, at 100, 1,000 and 10,000 learners.

    python start.py run python benchmarks/room.py          # all three; about two minutes
    python start.py run python benchmarks/room.py --quick  # 100 alone, for the tests

Each learner's file is about as large as `tests/kept/my_work.json`, the file of a term. Each size
runs in a fresh process; memory is the most that it held, and the most that one of its helpers
held, of which there is one a core. CPU seconds tell more than seconds where others work beside.
"""

import multiprocessing
import os
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import measured
from measured import OURS, Sample

from wayout.room import Room, make_sample
from wayout.room.guard import Guard
from wayout.room.output import page, table
from wayout.room.picture import picture

SIZES = (100, 1_000, 10_000)
DIFFERENT = 50
LIMIT = 60


def make(folder: Path, people: int) -> float:
    """Write the files of a class, and return how large one is on average, in kB."""
    made = sorted(make_sample(folder / "models", DIFFERENT).iterdir())
    texts = [path.read_text("utf-8") for path in made]
    for path in made:
        path.unlink()
    for number in range(people):
        text = texts[number % DIFFERENT].replace("sample-", f"s{number:05}-")
        place = folder / f"class {number // 1000}"
        place.mkdir(exist_ok=True)
        (place / f"learner {number}_my_work.json").write_text(text, "utf-8")
    return sum(map(len, texts)) / DIFFERENT / 1000


def run(folder: str) -> tuple[int, float, float, float, float, float]:
    """Read a class and draw it; return people, seconds, and MB of this process and a helper."""
    began = time.perf_counter()
    roll = Room(folder).roll()
    read = time.perf_counter()
    seen = picture(roll)
    assert page(seen)
    assert table(seen)
    drawn = time.perf_counter()
    mine, other = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    worked = sum(os.times()[:4])
    return len(roll.learners), read - began, drawn - read, worked, mine, other


def vote(people: int = 1_000, every: int = 5) -> float:
    """Let people answer by fives, look each time, and return the seconds that the guard needs."""
    guard, said, began = Guard(), dict[str, str](), time.perf_counter()
    for number in range(people):
        said[f"learner {number}"] = str(number % 21 * 5)
        if number % every == every - 1:
            assert len(guard.offer("dial", {"dial": dict(said)})["dial"]) == number + 1
    return time.perf_counter() - began


def main() -> int:
    """Print the table; return 1 where the largest class needed more than a minute.

    On a machine with other work to do the seconds of its own cores count, all added up.
    """
    options = measured.options(__doc__)
    needed = 0.0
    with measured.run(options, "pandas") as samples:
        for people in SIZES[:1] if options.quick else SIZES:
            with tempfile.TemporaryDirectory() as scratch:
                make(Path(scratch), people)
                with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as fresh:
                    found, read, drawn, cpu, *held = fresh.submit(run, scratch).result()
            assert found == people, [found, people]
            needed = min(read + drawn, cpu)
            each = {"s to read": read, "s to draw": drawn, "s of CPU": cpu}
            each |= {"MB": held[0], "MB in a helper": held[1]}
            samples += [
                Sample(f"{people:,} learners, {unit}", OURS, unit.split()[0], (value,))
                for unit, value in each.items()
            ]
        samples += [Sample("a vote of 1,000 by fives, 200 looks", OURS, "s", (vote(),))]
    print(f"The largest needed {needed:.0f} s; {LIMIT} s are allowed.")
    return int(needed > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
