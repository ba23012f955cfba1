"""What a class hands in becomes one folder; nothing is run, and no file stops the others."""

import json
import os
import stat
import struct
import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from classroom import NAME, key
from wayout.cli import app
from wayout.grading import preflight, sample
from wayout.grading import times as clocks
from wayout.grading.collect import NOTEBOOKS, Collected, CollectError, collect, lines, read
from wayout.grading.grade import beside, handed
from wayout.grading.key import dumps as key_bytes
from wayout.grading.preflight import look
from wayout.grading.roster import Person, parse
from wayout.pages import output
from wayout.work import files
from wayout.work.limits import LARGEST

ADA, BOB = Person("a1", "Ada Lovelace", "ada@x.org"), Person("b2", "Bob Śmigły")
FILE = f"{NAME}.ipynb"
OWN = next(iter(key().variants))
RIGHT, WRONG, BLANK = (sample.notebook(key(), way) for way in ("right", "wrong", "blank"))


def zipped(*files: tuple[str, bytes] | tuple[str, bytes, tuple[int, ...]], **about: Any) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data, *when in files:
            info = zipfile.ZipInfo("x", (*(when[0] if when else (2026, 12, 1, 9, 0, 0)),))
            info.filename, info.compress_type = name, zipfile.ZIP_DEFLATED
            for part, value in about.items():
                setattr(info, part, value)
            archive.writestr(info, data)
    return made.getvalue()


def put(folder: Path, name: str, data: bytes, when: int = 1_790_000_000) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (when, when))
    return path


class Class:
    """A folder of downloads, and what comes of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.downloads, self.to = folder, folder / "downloads", folder / "submitted"
        self.downloads.mkdir()
        self.key = key()

    def collect(
        self, *people: Person, due: str = "", times: dict[str, str] | None = None
    ) -> dict[str, tuple[str, str]]:
        until = datetime.fromisoformat(due) if due else None
        self.found: Collected = collect(
            self.downloads, people, self.key, self.to, until, times=times or {}
        )
        return {one.person: (one.status, " ".join(one.notes)) for one in self.found.people}

    def of(self, person: str) -> bytes:
        return (self.to / person / FILE).read_bytes()

    def left(self) -> dict[str, str]:
        return {one.file: one.why for one in self.found.left}


@pytest.fixture
def group(tmp_path: Path) -> Class:
    return Class(tmp_path)


def moodle(name: str, file: str = FILE, number: int = 48) -> str:
    return f"{name}_{number}_assignsubmission_file_/{file}"


def test_a_made_up_class_of_thirty_is_collected_and_again_with_the_same_bytes(
    group: Class,
) -> None:
    people = parse(sample.roster())
    put(group.downloads, "class.zip", sample.downloads(key()))
    found = group.collect(*people)
    assert [status for status, _ in found.values()].count("collected") == 28
    assert (found["L029"][0], found["L030"][0]) == ("unreadable", "missing")
    assert group.of("L028") == sample.notebook(key(), "right"), "the newer of two"
    assert "Not taken" in found["L028"][1]
    assert len({one.id for one in people}) == len({one.name for one in people}) == 30
    before = {path: path.read_bytes() for path in group.to.rglob("*.*")}
    group.collect(*people)
    assert {path: path.read_bytes() for path in group.to.rglob("*.*")} == before
    assert group.found.said == ()
    assert read(group.to) == group.found
    assert stat.S_IMODE((group.to / "L001" / FILE).stat().st_mode) & 0o111 == 0


def test_the_same_class_as_folders_in_two_zips_and_one_zip_in_a_zip(group: Class) -> None:
    ada, bob = moodle("Ada Lovelace"), moodle("Smigly Bob")
    put(group.downloads, ada, RIGHT)
    put(group.downloads, "late.zip", zipped((bob, WRONG)))
    put(group.downloads, "all.zip", zipped(("b2/work.zip", zipped((FILE, RIGHT)))))
    found = group.collect(ADA, BOB)
    assert found["a1"] == ("collected", "")
    assert found["b2"][1].endswith("is just as new; please look which one counts.")
    assert group.of("b2") in (RIGHT, WRONG)
    assert group.found.left == ()


def test_what_counts_of_several(group: Class) -> None:
    other = RIGHT.replace(b'"release": "r1"', b'"release": "r0"')
    put(group.downloads, "a1/old.ipynb", WRONG, 1_790_000_000)
    put(group.downloads, "a1/new.ipynb", RIGHT, 1_790_000_100)
    put(group.downloads, "a1/copy of new.ipynb", RIGHT, 1_790_000_050)
    put(group.downloads, "a1/torn.ipynb", RIGHT[:-90], 1_790_000_900)
    put(group.downloads, "a1/other.ipynb", other, 1_790_000_900)
    put(group.downloads, "smigłybob_5_9_x.ipynb", WRONG, 1_790_000_900)
    put(group.downloads, "smigłybob_LATE_5_10_x-1.ipynb", RIGHT, 1_790_000_000)
    found = group.collect(ADA, BOB)
    assert (group.of("a1"), group.of("b2")) == (RIGHT, RIGHT)
    said = group.found.people[0].notes
    assert [one.partition(". ")[0] for one in said] == [
        "The same file lies in a1/copy of new.ipynb too.",
        "Not taken: a1/old.ipynb is older.",
        "Not taken: a1/other.ipynb",
        "Not taken: a1/torn.ipynb",
    ]
    assert found["b2"][1].startswith("The platform marks it as late.")
    assert group.found.people[1].late


def test_a_crowd_of_files_of_one_person_is_counted(group: Class) -> None:
    for number in range(9):
        put(group.downloads, f"a1/{number}.ipynb", RIGHT)
    found = group.collect(ADA)["a1"][1]
    assert (found.count("The same file"), found.endswith("There are 3 more files.")) == (5, True)


DUE = "2026-12-01T18:00"
BEFORE, AFTER = (
    int(datetime.fromisoformat(one).timestamp()) for one in ("2026-12-01T17:00", "2026-12-03T09:00")
)
TIMES = {"11": "2026-12-01T18:00:00", "12": "2026-12-01T18:01:00"}


def both(group: Class, when: int) -> Path:
    """Put Moodle's zip of two learners there, with the time of the download in it."""
    day = datetime.fromtimestamp(when).timetuple()[:6]
    ada, bob = moodle("Ada Lovelace", number=11), moodle("Bob Smigly", number=12)
    return put(group.downloads, "c.zip", zipped((ada, RIGHT, day), (bob, WRONG, day)), when)


def test_late_is_what_the_platform_says_and_never_the_time_of_a_download(group: Class) -> None:
    both(group, AFTER)
    for name in ("cyz_7_1_x.ipynb", "dee_LATE_8_2_x.ipynb"):
        put(group.downloads, name, RIGHT, AFTER)
    people = ADA, BOB, Person("c3", "Cyz"), Person("d4", "Dee")
    group.collect(*people, due=DUE)
    assert [one.late for one in group.found.people] == [False, False, False, True]
    cannot, canvas = sorted(one for one in group.found.said if "--due" in one or "Nothing" in one)[
        ::-1
    ]
    assert cannot.startswith("Nothing says whether a1 and b2 handed in before 2026-12-01 18:00")
    assert "--due changes nothing for c3." in canvas
    for times in (TIMES, None):  # once told, it is known
        found = group.collect(*people, due=DUE, times=times)
        assert [one.late for one in group.found.people] == [False, True, False, True]
        assert found["b2"][1] == "Its time, 2026-12-01 18:01, is after 2026-12-01 18:00."
        assert not any("Nothing says" in one for one in group.found.said)
    assert group.found.people[0].folder == moodle("Ada Lovelace", number=11).partition("/")[0]
    group.collect(*people, times={"99": DUE})
    assert not any("another assignment" in one for one in group.found.said)


def test_what_was_here_before_the_end_is_in_time_however_often_it_is_downloaded(
    group: Class,
) -> None:
    both(group, BEFORE)
    group.collect(ADA, BOB)
    os.utime(both(group, AFTER), (AFTER, AFTER))
    group.collect(ADA, BOB, due=DUE)
    assert [one.late for one in group.found.people] == [False, False]
    assert group.found.said == ()
    (group.folder / "other").mkdir()
    other = Class(group.folder / "other")
    both(other, AFTER)
    other.collect(ADA, BOB, times={"99": DUE}, due=DUE)
    assert any("another assignment" in one for one in other.found.said)


WORKSHEET = (
    "Identifier,Full name,Status,Last modified (submission)\n"
    'Participant 11,Ada,x,"{}"\nParticipant 12,Bob,x,-\n'
)


@pytest.mark.parametrize(("text", "says"), [
    ("Tuesday, 1 December 2026, 6:05 PM", "2026-12-01T18:05:00"),
    ("Tuesday, 1 Dec 2026,  18:05", "2026-12-01T18:05:00"),
    ("1 December 2026, 06:05 AM", "2026-12-01T06:05:00"),
    ("Dienstag, 1. Dezember 2026, 18:05", "Set Moodle's language to English"),
])  # fmt: skip
def test_times_of_moodles_worksheet(text: str, says: str, tmp_path: Path) -> None:
    table = put(tmp_path, "t.csv", WORKSHEET.format(text).encode())
    if says.startswith("2026"):
        assert clocks.read(table) == {"11": says}
        return
    with pytest.raises(clocks.TimesError, match=says):
        clocks.read(table)
    with pytest.raises(clocks.TimesError, match="its columns are a and b"):
        clocks.read(put(tmp_path, "u.csv", b"a,b\n1,2\n"))


@pytest.mark.parametrize(("text", "says"), [
    ("2026-12-01", "2026-12-01T23:59:59"), ("2026-12-01T18:00", "2026-12-01T18:00:00"),
    ("2026-12-01 18:00", "2026-12-01T18:00:00"), ("2026-12-01T00:00", "2026-12-01T00:00:00"),
])  # fmt: skip
def test_until_when(text: str, says: str) -> None:
    assert clocks.until(text).isoformat() == says
    with pytest.raises(clocks.TimesError, match=r"“22\.11\.2026” .* write 2026-12-01T18:00"):
        clocks.until("22.11.2026")


def test_a_newer_download_replaces_and_says_so_an_older_one_does_not(group: Class) -> None:
    first = put(group.downloads, "one.zip", zipped((moodle("Ada Lovelace"), WRONG)))
    group.collect(ADA, BOB)
    first.unlink()
    two = zipped((moodle("Ada Lovelace"), RIGHT))
    second = put(group.downloads, "two.zip", two, 1_790_000_009)
    assert group.collect(ADA, BOB)["a1"] == ("collected", "")
    assert (group.of("a1"), "replaced" in group.found.said[0]) == (RIGHT, True)
    second.unlink()
    put(group.downloads, "one.zip", zipped((moodle("Ada Lovelace"), WRONG)))
    group.collect(ADA, BOB)
    assert (group.of("a1"), "older" in group.found.said[0]) == (RIGHT, True)
    (group.downloads / "one.zip").unlink()
    assert group.collect(ADA, BOB)["a1"][0] == "collected", "what was collected stays"


def test_what_a_teacher_mended_by_hand_stays(group: Class) -> None:
    put(group.downloads, moodle("Ada Lovelace"), RIGHT[:-50])
    group.collect(ADA)
    (group.to / "a1" / FILE).write_bytes(RIGHT)
    for _ in range(2):
        assert "changed by hand" in group.collect(ADA)["a1"][1]
        assert group.of("a1") == RIGHT


def test_files_of_nobody_or_of_several_are_named_and_never_given_to_anybody(group: Class) -> None:
    twins = Person("m1", "Max Meyer"), Person("m2", "Max Meyer")
    put(group.downloads, moodle("Max Meyer"), RIGHT)
    put(group.downloads, moodle("Ada Byron"), RIGHT)
    put(group.downloads, "notes.pdf", b"%PDF")
    assert {status for status, _ in group.collect(ADA, *twins).values()} == {"missing"}
    assert [one.may for one in group.found.unknown] == [(), ("m1", "m2")]
    told = "\n".join(lines(group.found, (ADA, *twins)))
    assert "may be of m1 (Max Meyer) or m2 (Max Meyer)." in told
    assert "Three learners of 03_exercise_how_big: 0 collected and 3 missing." in told
    assert "One other file was left aside: neither notebook nor zip." in told


MANY = 20
DRIVE = chr(67) + chr(58) + chr(92)
LINK = (stat.S_IFLNK | 0o777) << 16
HOSTILE: dict[str, tuple[str, bytes]] = {
    "slip": (f"../../{FILE}", zipped((f"../../a1/{FILE}", RIGHT))),
    "slip of Windows": (f"..\\{FILE}", zipped((f"..\\a1\\{FILE}", RIGHT))),
    "absolute": (f"/a1/{FILE}", zipped((f"/a1/{FILE}", RIGHT))),
    "a drive": (f"{DRIVE}a1\\{FILE}", zipped((f"{DRIVE}a1\\{FILE}", RIGHT))),
    "a link": ("a link", zipped((f"a1/{FILE}", b"/etc/passwd"), external_attr=LINK)),
    "a device": (
        "no ordinary", zipped((f"a1/{FILE}", RIGHT), external_attr=(stat.S_IFCHR | 0o666) << 16)
    ),
    "a bomb": ("larger than 5 MB", zipped((f"a1/{FILE}", b" " * (LARGEST * 8)))),
    "zips all the way down": (
        "zip inside a zip", zipped(("a1.zip", zipped(("1.zip", zipped((FILE, RIGHT))))))
    ),
    "torn": ("cannot be opened as a zip", zipped((f"a1/{FILE}", RIGHT))[:-30]),
    "no zip": ("cannot be opened as a zip", b"PK\3\4 hello"),
    "locked": ("locked with a password", zipped((f"a1/{FILE}", RIGHT)).replace(
        b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0").replace(
        b"PK\3\4\x14\0\0\0", b"PK\3\4\x14\0\1\0")),
    "many": (f"more than {MANY} files", zipped(*((f"{n}.ipynb", b"") for n in range(MANY + 1)))),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_zip_is_named_and_the_others_are_collected(
    name: str, group: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wayout.work.files.MOST", MANY)
    why, data = HOSTILE[name]
    put(group.downloads, "evil.zip", data)
    put(group.downloads, f"b2/{FILE}", RIGHT)
    before = {path for path in group.folder.rglob("*") if group.to not in path.parents}
    found = group.collect(ADA, BOB)
    assert (group.of("b2"), found["b2"]) == (RIGHT, ("collected", ""))
    assert found["a1"][0] in ("missing", "unreadable") or name == "many"
    told = [f"{one.file} {one.why}" for one in group.found.left]
    says = "leads out of its zip" if FILE in why else why
    assert any(says in one for one in told), told
    after = {path for path in group.folder.rglob("*") if group.to not in path.parents}
    assert after - {group.to} == before


def test_links_pipes_and_odd_names_in_a_folder(group: Class) -> None:
    secret = put(group.folder, "secret.ipynb", RIGHT)
    (group.downloads / "a1").mkdir()
    (group.downloads / "a1" / "link.ipynb").symlink_to(secret)
    os.mkfifo(group.downloads / "pipe.ipynb")
    put(group.downloads, "b2/\x1b[31m\n.ipynb", RIGHT)
    put(group.downloads, f"b2/{'n' * 240}.ipynb", WRONG, 1)
    put(group.downloads, "B2/x.ipynb", RIGHT, 2)
    with (group.downloads / "a1.ipynb").open("wb") as file:
        file.truncate(LARGEST + 1)
    found = group.collect(ADA, BOB)
    assert found["a1"][0] == "missing"
    assert group.of("b2") == RIGHT
    assert len(group.found.left) == 3
    told = "\n".join(lines(group.found, (ADA, BOB)))
    assert "\x1b" not in told
    assert max(map(len, told.splitlines())) < 600


def test_without_a_roster_people_go_by_names_and_those_that_clash_are_named(group: Class) -> None:
    for name in ("Ada Byron", "Bob", "bob", "con"):
        put(group.downloads, moodle(name), RIGHT)
    assert set(group.collect()) == {"Ada Byron", "_con"}
    assert {one.why[:20] for one in group.found.unknown} == {"has a name that diff"}
    assert group.of("Ada Byron") == RIGHT


@pytest.mark.parametrize("to", ["downloads", "downloads/in", "file"])
def test_a_place_that_cannot_be_is_refused(to: str, group: Class) -> None:
    put(group.folder, "file", b"")
    with pytest.raises(CollectError, match="choose another place"):
        collect(group.downloads, (ADA,), key(), group.folder / to)


def test_another_release_in_the_folder_is_refused_and_nothing_is_lost(group: Class) -> None:
    group.collect(ADA)
    text = (group.to / "collected.json").read_text().replace('"r1"', '"r0"')
    (group.to / "collected.json").write_text(text)
    with pytest.raises(CollectError, match="release r0: choose another place"):
        group.collect(ADA)


@given(st.binary())
def test_any_bytes_of_a_notebook_or_of_a_zip_are_survived(data: bytes) -> None:
    with TemporaryDirectory() as scratch:
        group = Class(Path(scratch))
        put(group.downloads, "a1/x.ipynb", data)
        put(group.downloads, "b2.zip", data)
        assert group.collect(ADA, BOB)["a1"][0] == "unreadable"


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "k.key.json", key_bytes(key()))

    def run(*words: str) -> tuple[int, str]:
        made = CliRunner().invoke(app, ["collect", *words])
        return made.exit_code, made.output

    assert run("--sample", "try", "--key", "k.key.json")[0] == 0
    assert run("--sample", "try", "--key", "k.key.json")[0] == 1
    code, said = run("try/downloads", "--roster", "try/roster.csv", "--key", "k.key.json")
    assert (code, "28 collected, 1 missing and 1 unreadable." in said) == (0, True)
    assert json.loads((tmp_path / "submitted" / "collected.json").read_text())["name"] == NAME
    code, said = run("try/downloads", "--key", "k.key.json")
    assert (code, "was collected with a roster: give it again" in said) == (1, True)
    assert run("nowhere", "--key", "k.key.json", "--to", "new") == (
        1, "The folder nowhere cannot be read (No such file or directory).\n",
    )  # fmt: skip
    assert run("try", "--key", "try/roster.csv")[0] == 1
    code, said = run("try/downloads", "--key", "k.key.json", "--to", "k.key.json/in")
    assert (code, said.endswith("cannot be used (Not a directory): name another place.\n")) == (
        1, True,
    )  # fmt: skip
    code, said = run("try/downloads", "--key", "k.key.json", "--due", "tomorrow")
    assert (code, said.startswith("“tomorrow” is no time that can be read here: write 2026-")) == (
        1, True,
    )  # fmt: skip
    assert run("--key", "k.key.json")[0] == 2
    assert run("try", "--sample", "x", "--key", "k.key.json")[0] == 2


# One learner and another ------------------------------------------------------------------------


INNER = {
    "many files": zipped(*((f"{number}.ipynb", b"") for number in range(MANY + 1))),
    "many bytes": zipped(*((f"{number}.ipynb", b" " * 900_000) for number in range(4))),
    "another's id": zipped((f"b2/{FILE}", WRONG, (2107, 12, 31, 23, 0, 0))),
    "another's place in Moodle": zipped((moodle("Bob Smigly"), WRONG, (2107, 12, 31, 23, 0, 0))),
    "a name of 65,000 signs": zipped((".zip" * 16_000 + FILE, WRONG)),
}


@pytest.mark.parametrize("flat", [True, False], ids=["Canvas", "Moodle"])
@pytest.mark.parametrize("upload", INNER)
def test_one_upload_costs_nobody_else_anything(
    upload: str, flat: bool, group: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = replace(NOTEBOOKS, uploaded=MANY, upload=2_000_000, whole=3_000_000)
    monkeypatch.setattr("wayout.grading.collect.NOTEBOOKS", kind)
    ada = "lovelaceada_1_22_work.zip" if flat else moodle("Ada Lovelace", "work.zip")
    bob = f"smiglybob_2_23_{FILE}" if flat else moodle("Bob Smigly")
    put(group.downloads, "class.zip", zipped((ada, INNER[upload]), (bob, RIGHT)))
    found = group.collect(ADA, BOB)
    assert (found["b2"], group.of("b2")) == (("collected", ""), RIGHT)
    assert group.found.people[1].folder == ("" if flat else bob.partition("/")[0])
    told = "\n".join(lines(group.found, (ADA, BOB)))
    assert len(told.splitlines()) < 30
    assert found["a1"][0] != "collected" or upload == "another's place in Moodle"


def test_an_upload_that_is_full_is_said_beside_its_learner(
    group: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wayout.grading.collect.NOTEBOOKS", replace(NOTEBOOKS, uploaded=MANY))
    inner = zipped(*((f"{number}.txt", b"") for number in range(MANY + 9)))
    put(group.downloads, "c.zip", zipped((moodle("Ada Lovelace", "w.zip"), inner)))
    status, notes = group.collect(ADA)["a1"]
    assert (status, f"more than {MANY} files" in notes or "more files" in notes) == (
        "unreadable", True,
    )  # fmt: skip


def test_where_not_all_was_read_nobody_is_missing_without_a_word(
    group: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wayout.work.files.MOST", MANY)
    many = ((f"{number}.ipynb", b"") for number in range(MANY))
    put(group.downloads, "all.zip", zipped(*many, (moodle("Ada Lovelace"), RIGHT), (FILE, RIGHT)))
    for number in range(MANY + 9):
        put(group.downloads, f"other/{number}.txt", b"")
    assert group.collect(ADA, BOB)["a1"][0] == "collected", "an upload has room of its own"
    told = [*lines(group.found, (ADA, BOB))]
    assert any(one.startswith("Not all was read, so whoever is missing") for one in told)
    assert group.found.others == MANY + 9


def test_the_time_within_a_learners_own_zip_does_not_make_it_be_in_time(group: Class) -> None:
    own = zipped(
        (FILE, RIGHT, (2026, 11, 1, 9, 0, 0)), ("older.ipynb", WRONG, (2026, 10, 1, 9, 0, 0))
    )
    put(group.downloads, "c.zip", zipped((moodle("Ada Lovelace", "w.zip"), own)), AFTER)
    put(group.downloads, "b2.zip", own, AFTER)
    group.collect(ADA, BOB, due=DUE)
    assert (group.of("a1"), group.of("b2")) == (RIGHT, RIGHT)
    assert any("Nothing says whether a1 and b2 handed in" in one for one in group.found.said)


def test_feedback_for_one_never_goes_into_the_folder_of_another(group: Class) -> None:
    put(group.downloads, f"a1/{moodle('Bob Smigly')}", RIGHT)
    put(group.downloads, f"b2/{moodle('Somebody')}", RIGHT)
    group.collect(ADA, BOB)
    assert [one.folder for one in group.found.people] == ["", moodle("Somebody").split("/")[0]]


def test_two_uploads_under_an_id_without_a_name_are_named(group: Class) -> None:
    for name in ("Ada Lovelace", "Bob Smigly"):
        put(group.downloads, moodle(name, "107.ipynb"), RIGHT)
    put(group.downloads, moodle("Cy", "108.ipynb"), RIGHT)
    found = group.collect(Person("107"), Person("108"))
    assert [status for status, _ in found.values()] == ["missing", "collected"]
    assert found["107"][1].count("may be theirs") == len(group.found.unknown) == 2


def test_files_of_other_kinds_stand_beside_their_learner(group: Class) -> None:
    handed = (moodle("Ada Lovelace", "work.docx"), b"PK"), (moodle("Bob Smigly"), RIGHT)
    put(group.downloads, "c.zip", zipped(*handed, (moodle("Bob Smigly", "why.pdf"), b"")))
    put(group.downloads, "list.pdf", b"")
    found = group.collect(ADA, BOB)
    ada = moodle("Ada Lovelace", "work.docx")
    assert found == {
        "a1": ("unreadable", f"(in c.zip) {ada} is no notebook."), "b2": ("collected", ""),
    }  # fmt: skip
    assert group.found.people[0].folder == ada.partition("/")[0]
    told = [*lines(group.found, (ADA, BOB))]
    assert len(told) == 3, told
    assert told[-1] == "One other file was left aside: neither notebook nor zip."


def test_files_of_other_kinds_without_a_roster(group: Class) -> None:
    for name in (moodle("Ada", "work.docx"), moodle("Bob", "work.docx"), moodle("Bob"), "list.pdf"):
        put(group.downloads, name, RIGHT)
    found = group.collect()
    assert {own: status for own, (status, _) in found.items()} == {
        "Ada": "unreadable", "Bob": "collected",
    }  # fmt: skip
    assert "work.docx is no notebook" in found["Ada"][1]
    assert group.found.others == 1


def test_a_crowd_of_nobodys_files_is_listed_in_part_and_kept_whole(group: Class) -> None:
    crowd = zipped(*((f"{number}.ipynb", b"") for number in range(150)))
    put(group.downloads, "c.zip", zipped((moodle("Nobody", "w.zip"), crowd)))
    put(group.downloads, "own.ipynb", RIGHT)
    group.collect(ADA, BOB)
    told = [*lines(group.found, (ADA, BOB))]
    assert (len(told) < 20, any("and 140 more in Nobody" in one for one in told)) == (True, True)
    assert any(one.startswith("  own.ipynb") for one in told)
    assert len(group.found.unknown) == 151


# Who has which variant --------------------------------------------------------------------------


def test_whoever_the_key_does_not_name_is_said_and_never_graded_by_other_figures(
    group: Class,
) -> None:
    group.key = replace(key(), people={"a1": OWN})
    for own in ("a1", "b2"):
        put(group.downloads, f"{own}/{FILE}", RIGHT)
    found = group.collect(ADA, BOB)
    says = "The key says who has which variant, and has no learner with the id b2"
    assert (found["a1"], found["b2"][1].startswith(says)) == (("collected", ""), True)
    told = [*lines(group.found, (ADA, BOB, Person("c3")))]
    assert says in "\n".join(told)
    (group.downloads / "b2" / FILE).unlink()
    group.collect(ADA, BOB, Person("c3"))
    assert "knows no b2 or c3: no marks." in "\n".join(lines(group.found, (ADA, BOB)))
    seen = look(group.to / "b2" / FILE, group.key, "b2")
    assert isinstance(seen, preflight.Aside)
    assert seen.status == "other"
    assert isinstance(look(group.to / "a1" / FILE, group.key, "a1"), preflight.Ready)
    assert isinstance(look(group.to / "b2" / FILE, key(), "b2"), preflight.Ready)


def test_a_key_of_none_of_these_ids_or_notebooks_is_refused(group: Class) -> None:
    people = ADA, BOB, Person("c3", "Cy")
    for one in people:
        put(group.downloads, f"{one.id}/{FILE}", RIGHT)
    group.key = replace(key(), people={"007": OWN})
    with pytest.raises(CollectError, match=r"knows none of these ids \(a1, b2 and c3\)"):
        group.collect(*people)
    with pytest.raises(CollectError, match="with which the release was made"):
        group.collect()
    group.key = replace(key(), release="r9")
    with pytest.raises(CollectError, match="None of these three notebooks is of the release"):
        group.collect(*people)
    assert not group.to.exists()


def test_the_made_up_class_of_a_key_with_names_has_its_ids() -> None:
    named = replace(key(), people={f"s{number}": OWN for number in range(4)})
    assert [one.id for one in parse(sample.roster(key=named))] == ["s0", "s1", "s2", "s3"]
    with zipfile.ZipFile(BytesIO(sample.downloads(named))) as archive:
        assert len(archive.namelist()) == 4


# Another run ------------------------------------------------------------------------------------

OTHER = RIGHT.replace(b'"release": "r1"', b'"release": "r0"')


@pytest.mark.parametrize("bad", [RIGHT[:-90], OTHER], ids=["torn", "of another release"])
@pytest.mark.parametrize("order", ["good bad", "bad good", "both"])
def test_what_counts_does_not_hang_on_what_came_in_which_run(
    bad: bytes, order: str, group: Class
) -> None:
    files = {"good": (RIGHT, 1_790_000_000), "bad": (bad, 1_790_000_900)}
    for names in order.split() if order != "both" else ["good bad"]:
        for name in names.split():
            put(group.downloads, f"a1/{name}.ipynb", *files[name])
        group.collect(ADA)
        for name in names.split():
            (group.downloads / "a1" / f"{name}.ipynb").unlink()
    assert (group.found.people[0].status, group.of("a1")) == ("collected", RIGHT)


def test_late_is_worked_out_anew_and_stays_until_somebody_says_another_time(group: Class) -> None:
    both(group, AFTER)
    times = {"11": "2026-12-01T18:01:00"}

    def late(due: str = "") -> tuple[bool, int]:
        found = group.collect(ADA, due=due, times=times)
        return group.found.people[0].late, found["a1"][1].count("is after")

    assert late() == (False, 0)
    assert late("2026-12-01T18:00") == (True, 1)
    assert late() == (True, 1), "as said before"
    (group.downloads / "c.zip").unlink()
    assert late() == (True, 1), "of what is kept as well"
    assert late("2026-12-02T18:00") == (False, 0)
    assert late("2020-01-01T00:00") == (True, 1)
    assert any("(--due)" in one for one in group.found.said) is False


def run(group: Class, files: dict[str, tuple[bytes, int]], runs: str) -> bytes:
    """Collect files of one learner in so many runs, each with its own files in the downloads."""
    for names in runs.split("; "):
        for name in names.split():
            put(group.downloads, name, *files[name])
        group.collect(ADA)
        for name in names.split():
            (group.downloads / name).unlink()
    return group.of("a1")


@pytest.mark.parametrize("runs", ["c m", "c; m", "m; c"])
@pytest.mark.parametrize("newer", ["c", "m"])
def test_the_newer_of_a_platform_and_a_mail_counts_in_every_order(
    runs: str, newer: str, group: Class
) -> None:
    names = {"c": "lovelaceada_7_55_x.ipynb", "m": "a1/x.ipynb"}
    files = {
        name: ((RIGHT, AFTER) if one == newer else (WRONG, BEFORE)) for one, name in names.items()
    }
    told = "; ".join(" ".join(names[one] for one in part.split()) for part in runs.split("; "))
    assert run(group, files, told) == RIGHT


@pytest.mark.parametrize("runs", ["9 10 m", "9; 10; m", "m; 10; 9", "10; 9; m", "m 9; 10"])
def test_a_later_attempt_of_canvas_is_newer_than_an_earlier_one_in_every_order(
    runs: str, group: Class
) -> None:
    names = {"9": "lovelaceada_7_9_x.ipynb", "10": "lovelaceada_7_10_x.ipynb", "m": "a1/x.ipynb"}
    files = {
        names["9"]: (WRONG, AFTER), names["10"]: (RIGHT, BEFORE), names["m"]: (BLANK, BEFORE - 60),
    }  # fmt: skip
    told = "; ".join(" ".join(names[one] for one in part.split()) for part in runs.split("; "))
    assert run(group, files, told) == RIGHT


def test_a_class_that_gets_a_roster_later_is_not_doubled(group: Class) -> None:
    both(group, BEFORE)
    assert set(group.collect()) == {"Ada Lovelace", "Bob Smigly"}
    group.collect(ADA, BOB)
    assert [one.person for one in handed(group.to, group.key)] == ["a1", "b2"]
    says = "lies what is of nobody in this class: Ada Lovelace and Bob Smigly."
    assert [says in " ".join(some) for some in (group.found.said, beside(group.to))] == [True, True]
    with pytest.raises(CollectError, match="was collected with a roster: give it again"):
        group.collect()


def test_two_of_one_name_stay_two_without_a_roster(group: Class) -> None:
    first = put(group.downloads, moodle("Wei Li", number=101), RIGHT)
    assert set(group.collect()) == {"Wei Li"}
    put(group.downloads, moodle("Wei Li", number=102), WRONG)
    assert set(group.collect()) == {"Wei Li 101", "Wei Li 102"}
    assert (group.of("Wei Li 101"), group.of("Wei Li 102")) == (RIGHT, WRONG)
    assert "Wei Li." in group.found.said[-1], "the folder that is nobody's now"
    first.unlink()
    assert set(group.collect()) == {"Wei Li 101", "Wei Li 102"}
    for name in ("ada", "bob"):
        put(group.downloads, f"mails/{name}.ipynb", RIGHT)
    assert set(group.collect()) == {"Wei Li 101", "Wei Li 102", "ada", "bob"}


def test_a_stop_between_notebook_and_list_leaves_no_file_that_seems_changed(
    group: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(BaseException):
        pass

    def until(last: int) -> None:
        left = iter(range(last))

        def write(path: Path, content: bytes) -> None:
            if next(left, None) is None:
                raise Stopped
            output.put(path, content)

        monkeypatch.setattr("wayout.grading.collect.put", write)

    place = put(group.downloads, "a1/x.ipynb", BLANK, BEFORE)
    group.collect(ADA)
    for number, data in enumerate((WRONG, WRONG + b" ", WRONG + b"  ", WRONG + b"   ")):
        put(group.downloads, "a1/x.ipynb", data, AFTER + number)
        until(number % 3)  # before all, before the notebook, before the list
        with pytest.raises(Stopped):
            group.collect(ADA)
    monkeypatch.undo()
    put(place.parent, "x.ipynb", RIGHT, AFTER + 60)
    assert (group.collect(ADA)["a1"], group.of("a1")) == (("collected", ""), RIGHT)
    assert group.found.said == ("a1: replaced by a1/x.ipynb.",)
    assert '"was": ""' in (group.to / "collected.json").read_text()


def test_what_is_placed_by_hand_is_no_longer_nobodys_and_keeps_what_the_platform_says(
    group: Class,
) -> None:
    twins = Person("m1", "Max Meyer"), Person("m2", "Max Meyer")
    files = {11: RIGHT, 12: WRONG}
    for number, data in files.items():
        put(group.downloads, moodle("Max Meyer", number=number), data, AFTER)
    group.collect(*twins)
    assert len(group.found.unknown) == 2
    put(group.downloads, "m2/x.ipynb", RIGHT, AFTER)
    found = group.collect(*twins, due=DUE, times={"11": "2026-12-01T19:00:00"})
    assert [one.person for one in group.found.people if one.late] == ["m2"]
    assert group.found.people[1].folder == moodle("Max Meyer", number=11).partition("/")[0]
    assert [one.file for one in group.found.unknown] == [moodle("Max Meyer", number=12)]
    assert found["m1"][0] == "missing"


def test_a_notebook_with_the_mark_of_the_release_goes_before_what_cells_alone_tell(
    group: Class,
) -> None:
    body = json.loads(RIGHT)
    bare = json.dumps({**body, "metadata": {"wayout": {"lesson": "03"}}}).encode()
    body["cells"][-1]["source"] += "\n### BEGIN SOLUTION"
    solution = json.dumps({**body, "metadata": {"wayout": {"lesson": "03"}}}).encode()
    put(group.downloads, "a1/x.ipynb", WRONG, BEFORE)
    put(group.downloads, "a1/later.ipynb", bare, AFTER)
    put(group.downloads, "b2/solution.ipynb", solution, AFTER)
    put(group.downloads, "b2/own.ipynb", bare, BEFORE)
    found = group.collect(ADA, BOB)
    assert (group.of("a1"), group.of("b2")) == (WRONG, bare)
    assert "It does not say that it is of this release." in found["a1"][1]
    assert "This is the course's own solution" in found["b2"][1]


def test_a_torn_file_beside_them_does_not_hide_that_all_are_of_another_key(group: Class) -> None:
    for name, data in (("a1", RIGHT), ("b2", WRONG), ("c3", BLANK), ("d4", RIGHT[:-50])):
        put(group.downloads, f"{name}/{FILE}", data)
    group.key = replace(key(), release="r9")
    with pytest.raises(CollectError, match="None of these three notebooks is of the release"):
        group.collect(ADA, BOB, Person("c3"), Person("d4"))


def test_a_zip_that_is_nothing_but_a_table_of_contents_is_not_opened(
    group: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = zipped(*((f".{number}", b"") for number in range(12_000)))
    put(group.downloads, "c.zip", zipped((moodle("Ada Lovelace", "w.zip"), names)))
    put(group.downloads, "b2.zip", names)
    opened: list[zipfile.ZipFile] = []
    plain = files.ZipFile
    monkeypatch.setattr(files, "ZipFile", lambda file: opened.append(plain(file)) or opened[-1])
    found = group.collect(ADA, BOB)
    assert "names more files than anybody hands in: not opened" in found["a1"][1]
    assert len(opened) == 2, "the class's and the one beside it"
    monkeypatch.setattr(files, "INDEX", 500_000)
    group.collect(ADA, BOB)
    assert "names more files" in group.left()["b2.zip"]


def _table(names: int, how: str) -> bytes:
    """Return a zip of nothing but hidden names, whose end says how long they are in a place more.

    A second mark of an end stands in what nobody reads of the true one, or in a comment.
    """
    numbers = 20, 3, 20, 0, 0, 0, 0, 0x21, 0, 0, 0, 2, *[0] * 6
    entry = struct.pack("<4s4B4H3L5H2L", b"PK\1\2", *numbers) + b".x"
    table, mark = entry * names, b"PK\5\6"
    form = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, names, names, len(table), 0)
    large = form + struct.pack("<4sLQL", b"PK\6\7", 0, len(table), 1)
    disks, size, offset, comment = b"\0" * 4, b"\xff" * 4, b"\xff" * 4, b""
    if how == "plain":
        large, size, offset = b"", len(table).to_bytes(4, "little"), b"\0" * 4
    disks = mark if how in ("disks", "plain") else disks
    offset = mark if how == "offset" else offset
    comment = b"x" * 10 + mark if how == "comment" else comment
    end = mark + disks + b"\xff" * 4 + size + offset + len(comment).to_bytes(2, "little")
    return table + large + end + comment


@pytest.mark.parametrize("how", ["plain", "disks", "offset", "comment", "large"])
def test_no_second_end_of_a_zip_hides_how_long_its_table_is(how: str, group: Class) -> None:
    """As many names as are allowed are read, one more is not, whatever its end says twice."""
    read_: list[int] = []
    for names in (1_000, 12_000):
        made = BytesIO(_table(names, how))
        opening = files._Opening(made, files.INNER_INDEX)
        try:
            read_.append(len(zipfile.ZipFile(opening).namelist()))
        except files._TooManyNamesError:
            assert names > 10_000
        except zipfile.BadZipFile:
            assert how == "comment"
    assert max(read_, default=0) in (0, 1_000)
    one = _table(12_000, how)
    put(group.downloads, "c.zip", zipped((moodle("Ada Lovelace", "w.zip"), one)))
    found = group.collect(ADA)
    says = "cannot be opened" if how == "comment" else "names more files than anybody hands in"
    assert says in found["a1"][1]


def test_many_zips_of_one_upload_have_no_more_names_than_one_may(group: Class) -> None:
    some = [(moodle("Ada Lovelace", f"{n}.zip"), _table(4_000, "large")) for n in range(5)]
    other = moodle("Bob Smigly", "w.zip", 49), zipped((FILE, RIGHT))
    put(group.downloads, "c.zip", zipped(*some, other))
    assert group.collect(ADA, BOB)["b2"][0] == "collected"
    assert [one[-5:] for one in group.left()] == ["2.zip", "3.zip", "4.zip"]


CLASSMATES = (ADA, BOB, Person("c3", "Cy Nu"))


def _of_moodle(first: int, *names: str) -> list[tuple[str, bytes]]:
    return [(moodle(name, number=first + n), RIGHT) for n, name in enumerate(names)]


@pytest.mark.parametrize("own", [
    (moodle("Bob Smigly", "x.ipynb", 12), moodle("Bob Śmigły", "y.ipynb", 99)),
    ("smiglybob_12_500_x.ipynb", "smiglybob_99_501_y.ipynb"),
], ids=["Moodle", "Canvas"])  # fmt: skip
def test_two_accounts_of_one_name_are_nobodys_until_somebody_says_whose(
    own: tuple[str, str], group: Class
) -> None:
    ada = moodle("Ada Lovelace")
    put(group.downloads, "c.zip", zipped((ada, RIGHT), (own[0], RIGHT), (own[1], BLANK)))
    found = group.collect(ADA, BOB)
    assert [status for status, _ in found.values()] == ["collected", "missing"]
    assert found["b2"][1].count("may be theirs") == len(group.found.unknown) == 2
    assert all(name in " ".join(lines(group.found, (ADA, BOB))) for name in own)
    assert not (group.to / "b2" / FILE).exists()
    put(group.downloads, "b2/told.ipynb", RIGHT)
    assert group.collect(ADA, BOB)["b2"][0] == "collected"
    assert group.of("b2") == RIGHT
    assert [one.file for one in group.found.unknown] == [f"(in c.zip) {own[1]}"]


def test_an_account_that_comes_later_takes_nothing_from_one_of_its_name(group: Class) -> None:
    put(group.downloads, "1.zip", zipped((moodle("Bob Smigly", number=12), RIGHT)))
    group.collect(ADA, BOB)
    (group.downloads / "1.zip").unlink()
    late = moodle("Bob Smigly", number=99)
    put(group.downloads, "2.zip", zipped((late, BLANK)), 1_790_009_000)
    for _ in range(2):
        assert group.collect(ADA, BOB)["b2"] == ("collected", f"(in 2.zip) {late} may be theirs.")
        assert group.of("b2") == RIGHT
    (group.downloads / "2.zip").unlink()
    assert group.collect(ADA, BOB)["b2"] == ("collected", "")


def test_a_second_assignment_of_moodle_has_other_numbers_for_the_same_people(group: Class) -> None:
    names = ("Ada Lovelace", "Bob Smigly", "Cy Nu")
    put(group.downloads, "1.zip", zipped(*_of_moodle(10, *names)))
    put(group.downloads, "2.zip", zipped(*_of_moodle(20, *names[:2])))
    assert {status for status, _ in group.collect(*CLASSMATES).values()} == {"collected"}
    assert group.found.unknown == ()
    put(group.downloads, "2.zip", zipped(*_of_moodle(20, *names[:1])))  # far from all of them
    assert group.collect(*CLASSMATES)["a1"][1].count("may be theirs") == 2
    put(group.downloads, "2.zip", zipped(*_of_moodle(10, "Ada Lovelace", "Cy Nu", "Bob Smigly")))
    group.to = group.folder / "again"
    group.collect(*CLASSMATES)
    assert {one.may for one in group.found.unknown} == {("b2",), ("c3",)}


def test_a_name_with_a_hyphen_is_one_name_and_that_of_a_group_is_none(group: Class) -> None:
    lena = Person("d4", "Lena Kurz")
    for name in ("Anna-Lena Kurz", "Group 2-Anna-Lena Kurz"):
        put(group.downloads, "c.zip", zipped((moodle(name), RIGHT)))
        found = group.collect(lena, BOB)
        assert found["d4"] == ("missing", f"(in c.zip) {moodle(name)} may be theirs.")
    put(
        group.downloads,
        "c.zip",
        zipped((moodle("Anna-Lena Kurz"), WRONG), (moodle("Lena Kurz", number=49), RIGHT)),
    )
    assert group.collect(lena, BOB)["d4"] == ("collected", "")
    assert group.of("d4") == RIGHT
    names = [f"Blue-{one}" for one in ("Ada Lovelace", "Bob Smigly", "Cy Nu", "Anna-Lena Kurz")]
    put(group.downloads, "c.zip", zipped(*_of_moodle(10, *names)))
    assert {status for status, _ in group.collect(*CLASSMATES).values()} == {"collected"}
    assert [one.may for one in group.found.unknown] == [()]
