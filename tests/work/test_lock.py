import multiprocessing
from pathlib import Path

import pytest

from wayout.work.lock import locked
from writers import hold, no_locks


def test_a_second_holder_waits_in_vain_then_gets_a_crashed_holders_lock(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    context = multiprocessing.get_context("spawn")
    held = context.Event()
    holder = context.Process(target=hold, args=(path, held))
    holder.start()
    assert held.wait(30)
    with pytest.raises(TimeoutError, match="another program has held lock"), locked(path, wait=0.1):
        pass
    holder.kill()
    holder.join()
    with locked(path, wait=5):
        assert path.exists()


def test_the_lock_is_free_again_after_the_block_and_after_an_error(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with pytest.raises(KeyError), locked(path):
        raise KeyError
    with locked(path, wait=0), pytest.raises(TimeoutError), locked(path, wait=0):
        pass


def test_a_folder_that_cannot_hold_the_lock_is_an_error_of_the_disk(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotADirectoryError), locked(tmp_path / "file" / "lock"):
        pass


def test_a_disk_without_locks_is_no_hindrance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr(fcntl, "flock", no_locks)
    entered = False
    with locked(tmp_path / "lock", wait=0):
        entered = True
    assert entered
