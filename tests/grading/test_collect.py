"""What a class hands in becomes one folder; nothing is run, and no file stops the others."""

import json
import os
import stat
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
from wayout.grading.collect import NOTEBOOKS, Collected, CollectError, collect, lines, read
from wayout.grading.key import dumps as key_bytes
from wayout.grading.preflight import look
from wayout.grading.roster import Person, parse
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

    def collect(self, *people: Person, due: str = "") -> dict[str, tuple[str, str]]:
        until = datetime.fromisoformat(due) if due else None
        self.found: Collected = collect(self.downloads, people, self.key, self.to, until)
        return {one.person: (one.status, " ".join(one.notes)) for one in self.found.people}

    def of(self, person: str) -> bytes:
        return (self.to / person / FILE).read_bytes()

    def left(self) -> dict[str, str]:
        return {one.file: one.why for one in self.found.left}


@pytest.fixture
def group(tmp_path: Path) -> Class:
    return Class(tmp_path)


def moodle(name: str, file: str = FILE) -> str:
    return f"{name}_48_assignsubmission_file_/{file}"


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


def test_late_is_what_the_time_says(group: Class) -> None:
    put(
        group.downloads,
        "c.zip",
        zipped(
            (moodle("Ada Lovelace"), RIGHT, (2026, 12, 1, 18, 0, 0)),
            (moodle("Bob Smigly"), RIGHT, (2026, 12, 1, 18, 1, 0)),
        ),
    )
    found = group.collect(ADA, BOB, due="2026-12-01T18:00")
    assert [one.late for one in group.found.people] == [False, True]
    assert found["b2"][1] == "Its time, 2026-12-01 18:01, is after 2026-12-01 18:00."
    assert group.found.people[0].folder == "Ada Lovelace_48_assignsubmission_file_"


def test_a_newer_download_replaces_and_says_so_an_older_one_does_not(group: Class) -> None:
    first = put(group.downloads, "one.zip", zipped((moodle("Ada Lovelace"), WRONG)))
    group.collect(ADA, BOB)
    first.unlink()
    newer = (2026, 12, 2, 9, 0, 0)
    second = put(group.downloads, "two.zip", zipped((moodle("Ada Lovelace"), RIGHT, newer)))
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
    assert run("nowhere", "--key", "k.key.json") == (
        1, "The folder nowhere cannot be read (No such file or directory).\n",
    )  # fmt: skip
    assert run("try", "--key", "try/roster.csv")[0] == 1
    code, said = run("try/downloads", "--key", "k.key.json", "--to", "k.key.json/in")
    assert (code, said.endswith("cannot be used (Not a directory): name another place.\n")) == (
        1, True,
    )  # fmt: skip
    code, said = run("try/downloads", "--key", "k.key.json", "--due", "tomorrow")
    assert (code, "%Y-%m-%dT%H:%M" in said) == (2, True)
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
    put(group.downloads, "c.zip", zipped((moodle("Ada Lovelace", "w.zip"), own)))
    group.collect(ADA, due="2026-11-30T18:00")
    assert (group.found.people[0].late, group.of("a1")) == (True, RIGHT)


def test_feedback_for_one_never_goes_into_the_folder_of_another(group: Class) -> None:
    put(group.downloads, f"a1/{moodle('Bob Smigly')}", RIGHT)
    put(group.downloads, f"b2/{moodle('Somebody')}", RIGHT)
    group.collect(ADA, BOB)
    assert [one.folder for one in group.found.people] == ["", moodle("Somebody").split("/")[0]]


def test_two_uploads_under_an_id_without_a_name_are_named(group: Class) -> None:
    for name in ("Ada Lovelace", "Bob Smigly"):
        put(group.downloads, moodle(name, "7.ipynb"), RIGHT)
    put(group.downloads, moodle("Cy", "8.ipynb"), RIGHT)
    found = group.collect(Person("7"), Person("8"))
    assert [status for status, _ in found.values()] == ["missing", "collected"]
    assert found["7"][1].count("may be theirs") == len(group.found.unknown) == 2


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
    file = zipped((moodle("Ada Lovelace"), RIGHT, (2026, 12, 1, 18, 1, 0)))
    put(group.downloads, "c.zip", file)

    def late(due: str = "") -> tuple[bool, int]:
        found = group.collect(ADA, due=due)
        return group.found.people[0].late, found["a1"][1].count("is after")

    assert late() == (False, 0)
    assert late("2026-12-01T18:00") == (True, 1)
    assert late() == (True, 1), "as said before"
    (group.downloads / "c.zip").unlink()
    assert late() == (True, 1), "of what is kept as well"
    assert late("2026-12-02T18:00") == (False, 0)
    assert late("2020-01-01T00:00") == (True, 1)
    assert any("(--due)" in one for one in group.found.said) is False
