"""Grade on many machines: each submission is sent to a worker of a Dask cluster, which jails it.

A worker needs the same checkout of the course, and bubblewrap or what else its jail is made of. It
gets the bytes of one file, the key and the limits, and sends back one row. When a worker is lost,
Dask gives what it had begun to another one; a row is made of the same file by the same function,
so it does not matter which of them ends first.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from wayout.errors import CourseError
from wayout.grading import key as keys
from wayout.grading import row as rows
from wayout.grading.grade import grade_one
from wayout.grading.jail import How, JailError
from wayout.grading.key import Key
from wayout.grading.preflight import content, mark_of
from wayout.grading.row import Row

if TYPE_CHECKING:
    from distributed import Client, Future

PATIENCE = 30
"""For so many seconds a cluster may be without any worker."""
_LOOK = 1
_AHEAD = 4  # how many submissions for each thread are on their way, so that memory stays flat
Job = tuple[Path, str]


class ClusterError(CourseError):
    """A cluster that cannot be used; the message is a sentence for the teacher."""


def grade_all(files: Iterable[Job], key: Key, how: How, scheduler: str) -> Iterator[Row]:
    """Yield the row of each file and person as soon as a cluster has made it, in any order.

    ``scheduler`` is its address, such as ``tcp://10.0.0.5:8786``. Each file gets one row. Raises
    ClusterError where the cluster does not answer or all of its workers are lost, and JailError
    where a worker can build no jail; what was yielded before stays good.
    """
    with _client(scheduler) as client:
        yield from _rows(client, iter(files), key, how)


def _client(scheduler: str) -> "Client":
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError(
            "Grading on a cluster needs Dask. Run `python start.py run dask --version` once, or "
            "`pip install distributed`."
        ) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # a lost worker is no news here
    try:
        client = Client(scheduler, timeout="10s")
    except (OSError, ValueError) as error:
        why = str(error).partition("\n")[0]
        raise ClusterError(
            f"No Dask scheduler answers at {scheduler} ({why}). Start one with `dask scheduler`."
        ) from None
    if not client.nthreads():
        client.close()
        raise ClusterError(
            f"The scheduler at {scheduler} has no workers. "
            f"Start some with `dask worker {scheduler}`."
        )
    return client


def _rows(client: "Client", files: Iterator[Job], key: Key, how: How) -> Iterator[Row]:
    ahead = _AHEAD * sum(client.nthreads().values())
    running: dict[Future, Job] = {}
    while True:
        for path, person in islice(files, ahead - len(running)):
            if (data := content(path)) is not None:
                running[_sent(client, path.name, data, key, person, how)] = path, person
            else:  # a link, too large, or away: that is said here
                yield grade_one(path, key, person, how)
        if not running:
            return
        for future in _done(client, running):
            yield _row(future, *running.pop(future), key)


def _sent(client: "Client", name: str, data: bytes, key: Key, person: str, how: How) -> "Future":
    return client.submit(_graded, name, data, key, person, how, pure=False, retries=2)


def _graded(name: str, data: bytes, key: Key, person: str, how: How) -> bytes:
    """Grade one file on a worker."""
    with TemporaryDirectory(prefix="wayout-worker-") as scratch:
        path = Path(scratch, name)
        path.write_bytes(data)
        return rows.dumps(grade_one(path, key, person, how))


def _done(client: "Client", running: dict[Any, Job]) -> list[Any]:
    """Wait for the first that are done; raise ClusterError once no worker is left."""
    from distributed import wait

    alone = 0
    while True:
        try:
            return [*wait([*running], timeout=_LOOK, return_when="FIRST_COMPLETED").done]
        except TimeoutError:
            alone = 0 if client.nthreads() else alone + _LOOK
        if alone >= PATIENCE or client.status != "running":
            raise ClusterError(
                "All workers of the cluster are lost. What is graded is kept: start workers and "
                "give the same command again."
            )


def _row(future: "Future", path: Path, person: str, key: Key) -> Row:
    if future.status == "finished":
        return rows.parse(future.result())
    error = future.exception()
    if isinstance(error, JailError):
        raise JailError(f"On a worker of the cluster: {error.args[0]}")
    note = f"No worker could grade it ({type(error).__name__}): grade it on one machine."
    made = Row(person, key.lesson, key.release, "crashed", path.name, mark_of(path))
    return replace(made, notes=(note,), key=keys.mark(key))
