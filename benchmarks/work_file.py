"""What the work file costs: opening it, asking it for its entries, and adding one.

    python start.py run python benchmarks/work_file.py

The peer is what any program would have to do:
parse the same text as JSON, and write the same bytes to the disk.
"""

import json
import os
import tempfile
from pathlib import Path

import measured
from measured import OURS, Sample, milliseconds

from wayout.work.entries import Entry, write
from wayout.work.workfile import WorkFile

SIZES = (50, 500, 5_000)
ROUNDS = 15
VALUE = {"stage": "before", "percent": 60, "why": "He flew to three capitals.", "opposite": ""}


def main() -> None:
    options = measured.options(__doc__)
    with measured.run(options) as samples:
        for number in SIZES:
            samples += _samples(number, 3 if options.quick else ROUNDS)


def _samples(number: int, rounds: int) -> list[Sample]:
    with tempfile.TemporaryDirectory() as folder:
        path, beside = Path(folder) / "my_work.json", Path(folder) / "peer.json"
        path.write_text(write(_entries(number)), "utf-8")
        data = path.read_bytes()
        of = f"{number:,} entries, {len(data) / 1000:.0f} kB"
        work = WorkFile(path)
        work.entries()
        done = {
            f"open {of}": {
                OURS: lambda: milliseconds(lambda: WorkFile(path)),
                "parse the JSON": lambda: milliseconds(lambda: json.loads(path.read_bytes())),
            },
            f"ask for all of {of}": {OURS: lambda: milliseconds(work.entries)},
            f"add one to {of}": {
                OURS: lambda: milliseconds(lambda: work.add("answer", {"n": 1})),
                "write the same bytes": lambda: milliseconds(lambda: _write(beside, data)),
            },
        }
        return [
            sample
            for what, actions in done.items()
            for sample in measured.in_turns(actions, rounds, what, "ms")
        ]


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


if __name__ == "__main__":
    main()
