"""The work file in every kind of trouble: torn, flipped, killed, full, locked, another person's."""

import json
import multiprocessing
import os
import random
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, Self

import pytest

from faces import refuse
from held import held
from wayout.activities.desk.desk import Desk
from wayout.activities.dial.answers import Dial
from wayout.exercises.judge import Finding
from wayout.exercises.tries import Tries
from wayout.language import LONGEST
from wayout.work import limits, lock, workfile
from wayout.work.entries import Entry, NewerFormatError, WorkError, moment, read, write
from wayout.work.lock import locked
from wayout.work.workfile import OthersError, WorkFile
from writers import fill, no_locks

HELD = held(__file__)
OWNER = "0123456789abcdef0123456789abcdef"
TEXTS = ("He flew to three capitals.", "Привет, мир", "] }, {“ \n \\", "🧭 \ud83e", "x" * 90, "")
ROWS = [
    Entry(f"{n:032x}", "dial", f"2026-03-02T09:0{n}:00+00:00", "02", "way_out", {"why": text})
    for n, text in enumerate(TEXTS)
]
TEXT = write(ROWS, OWNER)


def values(work: WorkFile) -> list[object]:
    return [entry.value for entry in work.entries()]


def whole(data: bytes) -> list[str]:
    """Return the ids of the lines that stand in ``data`` as they were written."""
    lines = TEXT.encode().split(b"\n")[1:]
    rows = {line.rstrip(b","): row.id for line, row in zip(lines, ROWS, strict=False)}
    return [rows[line] for one in data.split(b"\n") if (line := one.rstrip(b",")) in rows]


def ids(data: str | bytes) -> list[str]:
    return [entry.id for entry in read(data).entries]


# Torn files ------------------------------------------------------------------------------------


def test_of_a_file_torn_at_any_byte_each_whole_line_is_read() -> None:
    data = TEXT.encode()
    torn = [data[:cut] for cut in range(len(data) - 3)] + [data[cut:] for cut in range(len(data))]
    assert [ids(one) for one in torn] == [whole(one) for one in torn]
    assert read(data[:-3]).owner == OWNER


@pytest.mark.parametrize("flip", [0x80, 0x01, 0xFF])
def test_a_flipped_byte_costs_its_own_line_at_most(flip: int) -> None:
    data = TEXT.encode()
    for place in range(data.index(b"\n"), len(data)):
        flipped = bytearray(data)
        flipped[place] ^= flip
        touched = data[:place].count(b"\n") - 1
        others = [row.id for n, row in enumerate(ROWS) if n not in (touched, touched + 1)]
        assert set(others) <= set(ids(bytes(flipped))), place


@pytest.mark.parametrize(("lost", "code"), HELD["laid_out"].values(), ids=HELD["laid_out"])
def test_whatever_tore_it_what_is_whole_is_read(lost: list[int], code: str) -> None:
    reading = read(eval(code).encode(errors="surrogatepass"))
    back = [ROWS.index(one) for one in reading.entries]
    assert (back, reading.whole) == ([n for n in range(len(ROWS)) if n not in lost], False)


def test_other_encodings_are_whole_and_a_torn_newer_file_is_left_alone() -> None:
    text = write(ROWS[:2], OWNER)
    assert [read(text.encode(code)).whole for code in ("utf-16", "utf-8-sig")] == [True, True]
    with pytest.raises(NewerFormatError):
        read(text.replace('"format": 1', '"format": 2')[:-20])


@pytest.mark.parametrize(
    "data", [*(TEXT.encode()[:cut] for cut in (40, 300, 700, -2)), b"", b"\0" * 50, b"[]"]
)
def test_a_torn_file_is_kept_its_lines_come_back_and_the_message_counts_them(
    path: Path, data: bytes
) -> None:
    path.write_bytes(data)
    work, found = WorkFile(path), whole(data)
    assert [entry.id for entry in work.entries()] == found
    assert (f"(entries: {len(found)})" in work.message, work.state) == (True, "damaged")
    assert "my_work.json.damaged" in work.message
    assert path.with_name("my_work.json.damaged").read_bytes() == data
    assert WorkFile(path).state == "loaded"
    work.add("dial", "new")
    assert work.state == "damaged"
    assert [entry.id for entry in WorkFile(path).entries()][:-1] == found


@pytest.mark.slow
def test_torn_or_flipped_anywhere_no_file_raises_and_the_original_is_kept(tmp_path: Path) -> None:
    data, dice = TEXT.encode(), random.Random(1)
    for number in range(400):
        torn = bytearray(data[: dice.randrange(len(data) + 1)])
        for _ in range(dice.randrange(4) if torn else 0):
            torn[dice.randrange(len(torn))] = dice.randrange(256)
        path = tmp_path / f"{number}.json"
        path.write_bytes(torn)
        work = WorkFile(path)
        work.add("dial", "new")
        assert work.unsaved == 0
        assert set(whole(bytes(torn))) <= {entry.id for entry in WorkFile(path).entries()}
        if work.state == "damaged":
            assert path.with_name(f"{path.name}.damaged").read_bytes() == bytes(torn)


# Disks, crashes, locks -------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["os.fsync", "pathlib.Path.replace", "os.open"])
def test_a_disk_that_refuses_keeps_the_old_file_and_no_half_one(
    path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    work = WorkFile(path)
    work.add("dial", 1)
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(what, refuse)
        work.add("dial", 2)
        assert (work.state, work.unsaved, path.read_bytes()) == ("read-only", 1, before)
    assert {file.name for file in path.parent.iterdir()} == {path.name, f".{path.name}.lock"}
    work._again = 0.0
    assert values(work) == [1, 2], "the next look saves it, without a new answer"
    assert (work.state, work.unsaved, values(WorkFile(path))) == ("loaded", 0, [1, 2])


def test_the_folder_is_written_to_the_disk_after_the_swap(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, seen = os.fsync, list[tuple[bool, bool]]()

    def noting(handle: int) -> None:
        seen.append((stat.S_ISDIR(os.fstat(handle).st_mode), path.exists()))
        real(handle)

    monkeypatch.setattr(os, "fsync", noting)
    WorkFile(path).add("dial", 1)
    assert seen == [(False, False), (True, True)]


def test_a_crash_while_a_damaged_file_is_mended_loses_neither(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text(TEXT[:-40])
    real, calls = Path.replace, list[Path]()

    def crash(self: Path, target: Path) -> Path:
        calls.append(target)
        if target == path:
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", crash)
        with pytest.raises(KeyboardInterrupt):
            WorkFile(path)
    assert len(calls) == 2
    assert len(WorkFile(path).entries()) == len(ROWS) - 1


@pytest.mark.parametrize("rounds", [2, pytest.param(40, marks=pytest.mark.slow)])
def test_a_writer_killed_at_any_moment_loses_no_answer_that_was_kept(
    path: Path, rounds: int
) -> None:
    asked, dice, kept = {**os.environ, "WAYOUT_WORK": str(path)}, random.Random(2), set[str]()
    for _ in range(rounds):
        with subprocess.Popen(
            [sys.executable, "-c", HELD["writer"]], env=asked, stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            kept |= {writer.stdout.readline().strip() for _ in range(4)}
            time.sleep(dice.random() / 10)
            writer.kill()
            kept |= {line.strip() for line in writer.stdout if line.endswith("\n")}
        work = WorkFile(path)
        assert (work.state, kept <= {entry.id for entry in work.entries()}) == ("loaded", True)


@pytest.mark.parametrize(
    ("names", "count"), [("ab", 20), pytest.param("abcde", 80, marks=pytest.mark.slow)]
)
@pytest.mark.parametrize("locks", [True, False])
def test_kernels_that_begin_at_once_share_one_owner_and_lose_nothing(
    path: Path, names: str, count: int, locks: bool
) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=fill, args=(path, name, count, locks)) for name in names]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(300)
    assert {writer.exitcode for writer in writers} == {0}
    found = [str(value) for value in values(WorkFile(path))]
    assert sorted(found) == sorted(f"{name}{n}" for name in names for n in range(count))
    assert [one for one in found if one[0] == "a"] == [f"a{n}" for n in range(count)]
    assert {file.suffix for file in path.parent.iterdir()} == {".json", ".lock"}


def test_a_swap_that_another_one_undoes_each_time_is_said_and_made_good_later(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, real, text = WorkFile(path), Path.replace, write(ROWS, OWNER)

    def undone(self: Path, target: Path) -> Path:
        made = real(self, target)
        made.write_text(text)
        return made

    with monkeypatch.context() as patch:
        patch.setattr(workfile, "_MOMENT", 0.0)
        patch.setattr(lock, "_try", no_locks)
        patch.setattr(Path, "replace", undone)
        work.add("dial", "mine")
        assert (work.state, work.unsaved, ids(path.read_bytes())) == ("read-only", 1, ids(text))
    work.save()
    assert (work.state, work.unsaved, work.owner) == ("loaded", 0, OWNER)
    assert values(WorkFile(path)) == [*(row.value for row in ROWS), "mine"]


@pytest.mark.parametrize("drive", ["local", "network"])
def test_what_another_computer_writes_just_before_our_swap_is_kept(
    path: Path, monkeypatch: pytest.MonkeyPatch, drive: str
) -> None:
    work, sync, real, opened = WorkFile(path), os.fsync, workfile._stamp, Path.open
    held = dict[Path, Any]({path: None} if drive == "network" else {})

    def look(one: Path, *how: Any, **more: Any) -> Any:
        held.pop(one, None)
        return opened(one, *how, **more)

    def meanwhile(handle: int) -> None:
        sync(handle)
        if not path.exists():
            path.with_name("theirs").write_text(TEXT)
            path.with_name("theirs").replace(path)

    monkeypatch.setattr(workfile, "_stamp", lambda one: held.get(one, real(one)))
    monkeypatch.setattr(Path, "open", look)
    monkeypatch.setattr(os, "fsync", meanwhile)
    work.add("dial", "mine")
    assert (values(WorkFile(path))[-1], len(values(work)), work.owner) == ("mine", 7, OWNER)
    assert {one.suffix for one in path.parent.iterdir()} == {".json", ".lock"}


@pytest.mark.skipif(os.name != "posix", reason="rights and links as Unix has them")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444])
def test_the_second_file_follows_no_link_and_has_the_rights_of_the_first(
    path: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    victim, trap = path.with_name("victim"), path.with_name(f".{path.name}.{'0' * 16}.new")
    work = WorkFile(path)
    work.add("dial", 1)
    path.chmod(mode)
    victim.write_text("precious")
    trap.symlink_to(victim)
    with monkeypatch.context() as patch:
        patch.setattr(workfile, "token_hex", lambda _: "0" * 16)
        work.add("dial", 2)
    assert (work.unsaved, victim.read_text(), trap.is_symlink()) == (1, "precious", True)
    os.truncate(path, 200)
    assert (work.save(), values(WorkFile(path))) == (True, [1, 2])
    assert {one.lstat().st_mode & 0o777 for one in path.parent.glob("my_work*")} == {mode}


def test_what_a_crash_left_beside_the_file_is_removed_after_a_day(path: Path) -> None:
    names = [f".my_work.json.{'0' * 16}.new", ".my_work.json.mine.new", "my_work.json.new"]
    for days in (0, 2):
        for name in names:
            path.with_name(name).touch()
            os.utime(path.with_name(name), (time.time() - days * 86_400,) * 2)
        assert WorkFile(path).state == "new"
        left = {one.name for one in path.parent.iterdir()}
        assert left == set(names[1:] if days else names), "until then it may be in use"


def test_of_one_damage_one_copy_is_kept_while_the_new_file_cannot_be_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text(TEXT[:-40])
    real = Path.replace
    monkeypatch.setattr(Path, "replace", lambda one, to: refuse() if to == path else real(one, to))
    for _ in range(2):
        work = WorkFile(path)
        for number in range(4):
            work.add("dial", number)
    copies = [one.name for one in path.parent.glob("my_work*")]
    assert (work.state, sorted(copies)) == ("read-only", [path.name, f"{path.name}.damaged"])


def test_a_lock_that_is_held_is_waited_for_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workfile, "WAIT", 0.5)
    work, began = WorkFile(path), time.monotonic()
    with locked(work._lock):
        for number in range(4):
            work.add("dial", number)
        assert (work.unsaved, "another program" in work.message) == (4, True)
    assert time.monotonic() - began < 0.5 + 3 * 0.3 + 1
    work.add("dial", 4)
    assert (work.state, values(WorkFile(path))) == ("loaded", [0, 1, 2, 3, 4])


# Clocks ----------------------------------------------------------------------------------------


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    class Clock(datetime):
        stands = datetime.now(UTC)

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromisoformat(cls.stands.isoformat())

    monkeypatch.setattr(workfile, "datetime", Clock)
    return lambda moment: setattr(Clock, "stands", moment)


@pytest.mark.parametrize("days", HELD["jumps"].values(), ids=HELD["jumps"])
@pytest.mark.parametrize("anew", [True, False])
def test_answers_stay_in_order_and_bear_the_days_of_the_clock(
    path: Path, at: Callable[[datetime], None], days: list[int], anew: bool
) -> None:
    today, work = datetime(2026, 11, 20, 9, tzinfo=UTC), WorkFile(path)
    for number, day in enumerate(days):
        at(today + timedelta(days=day))
        work = WorkFile(path) if anew else work
        entry = work.add("dial", number)
        named = min(max(today + timedelta(days=day), workfile.FIRST), workfile.LAST)
        assert abs(moment(entry.when) - named) < timedelta(minutes=1)
        assert work.latest() == entry
    again = WorkFile(path)
    assert (again.state, values(again)) == ("loaded", [*range(len(days))])


def test_a_loaded_date_in_the_future_neither_stamps_nor_beats_later_answers(path: Path) -> None:
    work = WorkFile(path)
    late = Entry("late", "dial", "2100-12-31T00:00:00+00:00", "02", "", "late")
    work.merge(write([ROWS[0], late]))
    entry = work.add("dial", "mine")
    assert abs(moment(entry.when) - datetime.now(UTC)) < timedelta(minutes=1)
    assert values(WorkFile(path))[-2:] == ["late", "mine"]


# Owners ----------------------------------------------------------------------------------------


@pytest.fixture
def mine(path: Path) -> WorkFile:
    work = WorkFile(path)
    work.add("dial", "mine")
    return work


@pytest.fixture
def mates(tmp_path: Path) -> WorkFile:
    work = WorkFile(tmp_path / "mate" / "my_work.json")
    for value in ("theirs", "theirs too"):
        work.add("dial", value)
    return work


def test_a_file_without_an_owner_gets_one_at_the_first_write_and_keeps_it(path: Path) -> None:
    path.write_text(write(ROWS[:1]))
    assert (WorkFile(path).owner, path.read_text()) == ("", write(ROWS[:1]))
    work = WorkFile(path)
    work.add("dial", 1)
    head = json.loads(path.read_text())
    assert (head["owner"], head["format"], len(head["owner"])) == (work.owner, 1, 32)
    assert WorkFile(path).owner == work.owner != WorkFile(path.with_name("x.json")).owner


@pytest.mark.parametrize("change", ["whole", "torn", "old"])
def test_foreign_answers_wait_for_a_word_and_change_nothing(
    mine: WorkFile, mates: WorkFile, change: str
) -> None:
    text = {"whole": mates.dumps(), "torn": mates.dumps()[:-9], "old": write(mates.entries())}
    before = mine.path.read_bytes()
    with pytest.raises(OthersError):
        mine.merge(text[change])
    assert (mine.path.read_bytes(), values(mine)) == (before, ["mine"])
    assert mine.merge(text[change], mine=True) == (1 if change == "torn" else 2)
    assert WorkFile(mine.path).owner == mine.owner


def test_once_mine_always_mine_but_mine_is_not_theirs(mine: WorkFile, mates: WorkFile) -> None:
    mine.merge(mates.dumps(), mine=True)
    mates.add("dial", "later")
    assert mine.merge(mates.dumps()) == 1
    with pytest.raises(OthersError):
        mates.merge(mine.dumps())


def test_ones_own_file_comes_back_on_a_new_computer_without_a_question(
    mine: WorkFile, tmp_path: Path
) -> None:
    new = WorkFile(tmp_path / "new" / "my_work.json")
    new.add("opened", None, lesson="02")
    made = new.owner
    assert (new.merge(mine.dumps()), new.owner) == (1, mine.owner)
    new.add("dial", "on the new one")
    assert mine.merge(new.dumps()) == 2
    assert (new.undo(), new.owner) == (1, made)


def test_a_load_is_undone_for_all_kernels_and_loses_nothing_given_since(
    mine: WorkFile, mates: WorkFile
) -> None:
    other = WorkFile(mine.path)
    mine.merge(mates.dumps(), mine=True)
    assert len(mine.loaded()) == len(other.loaded()) == 2
    other.add("dial", "since")
    again = WorkFile(mine.path)
    assert (again.undo(), again.loaded()) == (2, [])
    mine.add("dial", "after")
    for work in (mine, other, again, WorkFile(mine.path)):
        assert values(work) == ["mine", "since", "after"]
    assert "theirs" not in mine.path.read_text()
    with pytest.raises(WorkError, match="Nothing was loaded"):
        mine.undo()
    with pytest.raises(OthersError):
        mine.merge(mates.dumps())
    assert mine.merge(mates.dumps(), mine=True) == 2
    assert len(values(other)) == 5


def _answer_all(work: WorkFile) -> None:
    Dial("way_out", "02", work).save("before", 60, "I think so because")
    desk = Desk("s01", "02", work)
    desk.open(desk.cards[0].card.id)
    desk.judge(desk.cards[0].card.id, "for")
    Tries("02", work).note("q1", Finding("right", answer=6))


def test_an_answer_saved_again_after_a_load_outlives_its_undo(path: Path, tmp_path: Path) -> None:
    mine, mate = WorkFile(path), WorkFile(tmp_path / "mate" / "my_work.json")
    _answer_all(mate)
    mine.merge(mate.dumps(), mine=True)
    for _ in range(2):
        _answer_all(mine)
    assert len(mine.entries()) == 2 * len(mate.entries()), "once each, however often it is saved"
    assert mine.undo() == len(mate.entries())
    assert values(WorkFile(path)) == values(mate)
    assert not {one.id for one in mine.entries()} & {one.id for one in mate.entries()}


def test_another_persons_file_in_the_place_of_mine_is_kept_apart(
    mine: WorkFile, mates: WorkFile
) -> None:
    text = mates.path.read_bytes()
    mine.path.write_bytes(text)
    mine.add("dial", "more")
    assert values(WorkFile(mine.path)) == ["mine", "more"]
    assert mine.path.with_name("my_work.json.other").read_bytes() == text
    assert "my_work.json.other" in mine.message


@pytest.mark.parametrize(
    "name", ["my_work (1).json", "my_work-conflict.json", "Copy of my_work.json"]
)
def test_a_copy_with_answers_that_are_missing_here_is_named(
    mine: WorkFile, mates: WorkFile, name: str
) -> None:
    copy = WorkFile(mine.path.with_name(name))
    copy.merge(mine.dumps())
    mine.path.with_name("my_work of a mate.json").write_bytes(mates.path.read_bytes())
    assert mine.notice() == ""
    copy.add("dial", "on the copy")
    assert (name in mine.notice(), "mate" in mine.notice()) == (True, False)
    mine.merge(copy.path.read_bytes())
    assert mine.notice() == ""
    mine.undo()
    assert mine.notice() == "", "what was taken out is not missed"


# Limits ----------------------------------------------------------------------------------------


def test_limits_are_said_before_they_are_reached_and_cost_nothing(
    mine: WorkFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST", 10)
    for number in range(7):
        mine.add("dial", number)
    assert mine.notice() == ""
    mine.add("dial", 7)
    assert "nearly full: 9 of 10" in mine.notice()
    mine.add("dial", 8)
    with pytest.raises(WorkError, match="is full: 11 of 10"):
        mine.add("dial", 9)
    mine.add("opened", None)
    assert (len(values(mine)), mine.unsaved) == (11, 0)


def test_a_text_too_long_is_refused_in_a_sentence(mine: WorkFile) -> None:
    mine.add("dial", {"why": "щ" * LONGEST})
    with pytest.raises(WorkError, match=r"20,001 characters: 20,000 is the most\. Shorten it"):
        mine.add("dial", {"why": ["щ" * (LONGEST + 1)]})
    assert (len(values(mine)), mine.unsaved) == (2, 0)


def test_a_load_too_large_or_of_too_many_is_refused(mine: WorkFile) -> None:
    before = mine.path.read_bytes()
    large = write([Entry("x", "x", ROWS[0].when, "", "", "x" * limits.LARGEST)], mine.owner)
    row = '{{"id": "{}", "kind": "x", "when": "2026-01-01", "lesson": "", "claim": "", "value": 0}}'
    rows = ",\n".join(row.format(number) for number in range(limits.MOST + 1))
    many = f'{{"format": 1, "owner": "{mine.owner}", "entries": [\n{rows}\n]}}'
    for text, said in ((large, "too large"), (large.encode(), "too large"), (many, "is full")):
        with pytest.raises(WorkError, match=said):
            mine.merge(text, mine=True)
    assert (mine.path.read_bytes(), values(mine)) == (before, ["mine"])
