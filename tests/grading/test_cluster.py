"""A class is graded by two workers of a cluster, one of which is killed in the middle."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from classroom import NAME, key
from wayout.grading import cluster, sample
from wayout.grading.cluster import ClusterError, grade_all
from wayout.grading.grade import grade
from wayout.grading.jail import How
from wayout.grading.row import Row

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("jailed")]
DASK = [sys.executable, "-m", "dask"]


@contextmanager
def cluster_of(workers: int, folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and workers on this machine; give its address and the workers."""
    said = folder / "scheduler.json"
    common = ["--scheduler-file", str(said), "--no-dashboard"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = [subprocess.Popen([*DASK, "scheduler", "--host", "127.0.0.1", "--port", "0", *common],
                                cwd=folder, **quiet)]  # fmt: skip
    try:
        for _ in range(300):
            if said.exists():
                break
            time.sleep(0.1)
        place = ["--local-directory", str(folder), "--nthreads", "1", "--no-nanny"]
        own = [
            subprocess.Popen([*DASK, "worker", *common, *place], cwd=folder, **quiet)
            for _ in range(workers)
        ]
        started += own
        address = json.loads(said.read_text())["address"]
        _wait_for(address, workers)
        yield address, own
    finally:
        for one in started[::-1]:
            one.send_signal(signal.SIGTERM)
        for one in started:
            try:
                one.wait(10)
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()


def _wait_for(address: str, workers: int) -> None:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        if workers:
            client.wait_for_workers(workers, timeout=60)


def handed_in(folder: Path, number: int) -> list[tuple[Path, str]]:
    found = []
    for place, (own, _) in enumerate(sample.people(number)):
        path = folder / own / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        data = sample.notebook(key(), sample.WAYS[place % len(sample.WAYS)])
        path.write_bytes(data[:300] if place == 3 else data)
        found.append((path, own))
    return found


def timeless(out: Path) -> dict[str, bytes]:
    """Return the bytes of each file of rows, without the seconds."""
    seconds = re.compile(rb'"seconds": [0-9.e-]+')
    return {path.name: seconds.sub(b"", path.read_bytes()) for path in out.iterdir()}


def test_a_worker_is_killed_and_every_row_is_there_once_as_one_machine_makes_it(
    tmp_path: Path,
) -> None:
    submitted, seen = tmp_path / "submitted", list[Row]()
    files = handed_in(submitted, 24)
    with cluster_of(2, tmp_path) as (address, workers):
        far = partial(grade_all, key=key(), how=How(), scheduler=address)
        for row, number in grade(submitted, key(), tmp_path / "far", How(), 1, far):
            seen.append(row)
            assert number == len(files)
            if len(seen) == 6:
                os.kill(workers[0].pid, signal.SIGKILL)
        assert workers[0].wait() == -signal.SIGKILL
        assert workers[1].poll() is None
    assert sorted(one.person for one in seen) == [own for _, own in files]
    assert [one.status for one in seen].count("unreadable") == 1
    assert len({one.points for one in seen}) > 3
    for _ in grade(submitted, key(), tmp_path / "near", How(), 2):
        pass
    assert timeless(tmp_path / "far") == timeless(tmp_path / "near")


def test_a_cluster_that_is_none_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = handed_in(tmp_path / "class", 3)
    with pytest.raises(ClusterError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9 "):
        next(grade_all(files, key(), How(), "tcp://127.0.0.1:9"))
    with pytest.raises(ClusterError, match="No Dask scheduler answers at nonsense"):
        next(grade_all(files, key(), How(), "nonsense://x"))
    with (
        cluster_of(0, tmp_path) as (address, _),
        pytest.raises(ClusterError, match=r"has no workers\. Start some with `dask worker tcp"),
    ):
        next(grade_all(files, key(), How(), address))
    monkeypatch.setattr(cluster, "PATIENCE", 2)
    with (
        cluster_of(1, tmp_path / "class") as (address, workers),
        pytest.raises(ClusterError, match="What is graded is kept"),
    ):
        [workers[0].kill() for _ in grade_all(files, key(), How(), address)]


def test_without_dask_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"python start\.py run dask"):
        next(grade_all([], key(), How(), "tcp://x:1"))
