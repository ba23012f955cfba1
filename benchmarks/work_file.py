"""What the work file costs: opening it, asking it for its entries, and adding one.

    python start.py run python benchmarks/work_file.py

Run it with nothing else at work: the last line says how busy the machine was, and how long the
same sum took at its quickest and at its slowest. The peer is what any program would have to do:
parse the same text as JSON, and write the same bytes to the disk.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from wayout.work.entries import Entry, write
from wayout.work.workfile import WorkFile

SIZES = (50, 500, 5_000)
ROUNDS = 15
PROMISED = 2.0
"""In how many milliseconds a file of 5,000 entries answers, once it has been read."""
VALUE = {"stage": "before", "percent": 60, "why": "He flew to three capitals.", "opposite": ""}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--quick", action="store_true", help="a few rounds, to see it works")
    rounds = 3 if options.parse_args().quick else ROUNDS
    busy = [_milliseconds(lambda: sum(range(300_000))) for _ in range(20)]
    print("entries     kB   first read (parse)   entries()  of a kind   after an add   add (write)")
    for number in SIZES:
        print(_row(number, rounds))
    busy += [_milliseconds(lambda: sum(range(300_000))) for _ in range(20)]
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"Median ms of {rounds}; entries() of 5,000 is promised in {PROMISED:g} ms.")
    print(f"{os.cpu_count()} processors{load}; the same sum took "
          f"{min(busy):.1f} to {max(busy):.1f} ms.")  # fmt: skip


def _row(number: int, rounds: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path, beside = Path(folder) / "my_work.json", Path(folder) / "peer.json"
        path.write_text(write(_entries(number)), "utf-8")
        data = path.read_bytes()
        first = _median(lambda: WorkFile(path), rounds)
        parse = _median(lambda: json.loads(path.read_bytes()), rounds)
        work = WorkFile(path)
        work.entries()
        asked = _median(work.entries, rounds)
        kind = _median(lambda: work.entries("dial", claim="way_out"), rounds)
        adds, after = [], []
        for count in range(rounds):
            adds.append(_milliseconds(lambda count=count: work.add("answer", {"n": count})))
            after.append(_milliseconds(work.entries))
        peer = _median(lambda: _write(beside, data), rounds)
    return (
        f"{number:>7,} {len(data) / 1000:>6.0f}   {first:>10.1f} ({first / parse:>3.1f} ×)"
        f" {asked:>11.3f} {kind:>10.3f} {median(after):>14.2f}"
        f" {median(adds):>7.1f} ({median(adds) / peer:.1f} ×)"
    )


def _entries(number: int) -> list[Entry]:
    return [
        Entry(f"{n:032x}", "dial" if n % 3 else "sorted",
              f"2026-03-{1 + 28 * n // number:02}T09:{n % 60:02}:00.{n:06}+00:00",
              "02", "way_out" if n % 2 else "", VALUE)
        for n in range(number)
    ]  # fmt: skip


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _median(action: Callable[[], object], rounds: int) -> float:
    return median(_milliseconds(action) for _ in range(rounds))


def _milliseconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main()
