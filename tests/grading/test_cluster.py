"""A class is graded by two workers of a cluster, one of which is killed in the middle."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
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


class Cluster:
    """A scheduler on this machine, and the workers that were hired."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started = list[subprocess.Popen[bytes]]()
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        for _ in range(300):
            if (folder / "scheduler.json").exists():
                break
            time.sleep(0.1)
        self.address: str = json.loads((folder / "scheduler.json").read_text())["address"]

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        common = ["--scheduler-file", str(self.folder / "scheduler.json"), "--no-dashboard"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.started.append(subprocess.Popen([*DASK, *words, *common], cwd=self.folder, **quiet))
        return self.started[-1]

    def hire(self, number: int) -> list[subprocess.Popen[bytes]]:
        """Start workers, wait until the scheduler knows them, and return them."""
        from distributed import Client

        place = ["--local-directory", str(self.folder), "--nthreads", "1", "--no-nanny"]
        own = [self._start("worker", *place) for _ in range(number)]
        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(number, timeout=60)
        return own

    def close(self) -> None:
        for one in self.started[::-1]:
            one.send_signal(signal.SIGTERM)
        for one in self.started:
            try:
                one.wait(10)
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """One cluster, to which the tests of this module add workers one after the other."""
    with closing(Cluster(tmp_path_factory.mktemp("cluster"))) as made:
        yield made


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


def test_a_cluster_that_is_none_says_what_to_do(dask: Cluster) -> None:
    with pytest.raises(ClusterError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9 "):
        next(grade_all([], key(), How(), "tcp://127.0.0.1:9"))
    with pytest.raises(ClusterError, match="No Dask scheduler answers at nonsense"):
        next(grade_all([], key(), How(), "nonsense://x"))
    with pytest.raises(ClusterError, match=r"has no workers\. Start some with `dask worker tcp"):
        next(grade_all([], key(), How(), dask.address))


def test_a_worker_is_killed_and_every_row_is_there_once_as_one_machine_makes_it(
    tmp_path: Path, dask: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted, seen = tmp_path / "submitted", list[Row]()
    files = handed_in(submitted, 16)
    workers = dask.hire(2)
    far = partial(grade_all, key=key(), how=How(), scheduler=dask.address)
    for row, number in grade(submitted, key(), tmp_path / "far", How(), 1, far):
        seen.append(row)
        assert number == len(files)
        if len(seen) == 4:
            os.kill(workers[0].pid, signal.SIGKILL)
    assert workers[0].wait() == -signal.SIGKILL
    assert workers[1].poll() is None
    assert sorted(one.person for one in seen) == [own for _, own in files]
    assert [one.status for one in seen].count("unreadable") == 1
    assert len({one.points for one in seen}) > 3
    for _ in grade(submitted, key(), tmp_path / "near", How(), 2):
        pass
    assert timeless(tmp_path / "far") == timeless(tmp_path / "near")
    monkeypatch.setattr(cluster, "PATIENCE", 2)
    with pytest.raises(ClusterError, match="What is graded is kept"):
        [workers[1].kill() for _ in grade_all(files, key(), How(), dask.address)]


def test_without_dask_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"python start\.py run dask"):
        next(grade_all([], key(), How(), "tcp://x:1"))
