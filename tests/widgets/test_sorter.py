import asyncio
import errno
import importlib
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from wayout.activities.sorter.choices import Sorter
from wayout.activities.sorter.key import key, offered
from wayout.essay import Sentence
from wayout.widgets import sorted_table, sorter
from wayout.widgets.sorter import SorterCard
from wayout.work import session
from wayout.work.entries import Entry, write
from wayout.work.session import Session
from wayout.work.workfile import WorkFile

# The package offers the function under the same name.
module = importlib.import_module("wayout.widgets.sorter")
HOSTILE = "<img src=x onerror=alert(1)> is a reason"


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """A new kernel has no drafts and has shown no sentence."""
    module._drafts.clear()
    module._shown.clear()


def restart(opened: Session) -> SorterCard:
    """Show the card as a new kernel would: from the work file alone."""
    module._drafts.clear()
    module._shown.clear()
    return SorterCard(Sorter("01", WorkFile(opened.work.path)))


def sort(card: SorterCard, kind: str, checkable: str, *words: str) -> None:
    card.kind.value, card.check.value = kind, checkable
    for button in card.marks:
        button.value = bool(button.description) and button.description in words
    card.save.click()


def go(card: SorterCard, number: int) -> SorterCard:
    card.jump.value = number
    return card


def html(card: Any) -> str:
    """Everything a browser is told of a card: its twin, and each word and option of its parts."""
    parts: list[Any] = [card]
    texts = [card._repr_mimebundle_()["text/html"]]
    while parts:
        part = parts.pop()
        parts += getattr(part, "children", ())
        texts += [str(getattr(part, name, "")) for name in ("value", "description", "tooltip")]
        texts += [str(label) for label in getattr(part, "_options_labels", ())]
    return "\n".join(texts)


def upload(card: SorterCard, content: bytes, name: str = "my_work.json") -> str:
    file = {"name": name, "type": "", "size": len(content), "content": memoryview(content)}
    card.file.value = ({**file, "last_modified": datetime.now(UTC)},)
    assert card.file.value == ()
    return str(card.said.value)


def mate(kinds: dict[int, str], reason: str = "") -> bytes:
    values = [
        {"sentence": n, "kind": kind, "checkable": "no", "words": [], "reason": reason}
        for n, kind in kinds.items()
    ]
    rows = [
        Entry(f"their{place}", "sorted", f"2026-01-01T00:00:{place:02d}", "01", "", value)
        for place, value in enumerate(values)
    ]
    return write(rows).encode()


# Before and while choosing --------------------------------------------------------------------


def test_a_fresh_card_asks_and_says_how_far_one_has_come() -> None:
    card = sorter()
    assert "0 of 32 sorted" in card.progress.value
    assert "Sentence 1</strong> of 32" in card.head.value
    assert (card.kind.value, card.check.value) == (None, None)
    assert "not sorted yet" in card.status.value
    assert card.back.disabled
    assert not card.next.disabled
    assert card.more.layout.display == card.only.layout.display == "none"


def test_each_kind_and_answer_is_offered_with_what_it_means() -> None:
    card = sorter()
    assert len(card.kind._options_labels) == 7
    assert "motive: says what somebody wants, fears or is after" in card.kind._options_labels
    assert len(card.check._options_labels) == 3


@pytest.mark.parametrize("one", key().values(), ids=lambda one: str(one.number))
def test_nothing_of_the_key_is_in_the_page_before_a_choice(one: Sentence) -> None:
    card = go(sorter(), one.number)
    card.kind.value, card.check.value = one.kinds[0], one.checkable[0]
    page = html(card) + html(sorted_table())
    assert one.says.replace("'", "&#x27;") in page
    assert one.why[:40].replace('"', "&quot;").replace("'", "&#x27;") not in page
    assert one.why[:40] not in page
    for word in ("agrees", "fair", "differs", "accepts "):
        assert word not in page.replace("which readings the key accepts, and why", "")


def test_the_words_of_each_sentence_can_be_marked() -> None:
    card = go(sorter(), 19)
    shown = [b.description for b in card.marks if b.layout.display is None]
    assert tuple(shown) == offered(19)
    go(card, 1)
    assert sum(button.layout.display is None for button in card.marks) == 3
    assert not any(button.value for button in card.marks)


@pytest.mark.parametrize(
    ("kind", "checkable", "asked"),
    [(None, None, "the kind of claim"), ("fact", None, "whether it could be checked")],
)
def test_a_choice_that_is_not_whole_is_refused_and_nothing_is_lost(
    opened: Session, kind: str | None, checkable: str | None, asked: str
) -> None:
    card = sorter()
    card.kind.value, card.check.value = kind, checkable
    card.save.click()
    assert f"Not saved. Choose {asked}" in card.status.value
    assert (card.kind.value, card.check.value) == (kind, checkable)
    assert opened.work.entries("sorted") == []


def test_every_mark_changes_what_the_card_says() -> None:
    # A click that changes no word in its card counts as not heard after four seconds.
    card = go(sorter(), 2)
    said = {card.status.value}
    for button in card.marks[:4]:
        button.value = True
        said.add(card.status.value)
    assert len(said) == 5


def test_what_is_chosen_and_not_saved_survives_leaving_and_running_again() -> None:
    card = go(sorter(), 2)
    card.kind.value, card.marks[1].value = "motive", True
    go(card, 7)
    assert (card.kind.value, card.marks[1].value) == (None, False)
    again = sorter()
    assert "Sentence 7" in again.head.value
    go(again, 2)
    assert (again.kind.value, again.marks[1].value) == ("motive", True)
    assert "not saved yet" in again.status.value


def test_taking_a_change_back_leaves_no_draft() -> None:
    card = go(sorter(), 2)
    card.kind.value = "fact"
    card.kind.value = None
    assert "not sorted yet" in card.status.value
    assert module._drafts == {}


def test_a_jump_after_a_refused_save_stays_and_can_be_tried_again(opened: Session) -> None:
    async def click() -> SorterCard:
        card = sorter()
        card.save.click()
        card.jump.value = 5
        assert "Sentence 1</strong>" in card.head.value
        assert card.jump.value == 1
        card.jump.value = 5
        return card

    assert "Sentence 5</strong>" in asyncio.run(click()).head.value
    assert opened.work.entries("sorted") == []


def test_each_work_file_has_its_own_drafts_and_its_own_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(sorter(), 2).kind.value = "motive"
    monkeypatch.setenv("WAYOUT_WORK", str(tmp_path / "other.json"))
    session.begin("01")
    other = sorter()
    assert "Sentence 1</strong>" in other.head.value
    assert go(other, 2).kind.value is None
    monkeypatch.setenv("WAYOUT_WORK", str(tmp_path / "my_work.json"))
    session.begin("01")
    assert sorter().kind.value == "motive"


# After choosing -------------------------------------------------------------------------------


def test_saving_writes_one_entry_and_says_what_the_key_says(opened: Session) -> None:
    card = go(sorter(), 3)
    sort(card, "fact", "yes", "record")
    card.save.click()
    (entry,) = opened.work.entries("sorted")
    assert entry.value == {"sentence": 3, "kind": "fact", "checkable": "yes",
                           "words": ["record"], "reason": ""}  # fmt: skip
    assert re.search(
        r"Saved to my_work.json at \d\d:\d\d: agrees with the key\.", card.status.value
    )
    assert 'data-state="agrees"' in card.verdict.value
    assert "1 of 32 sorted" in card.progress.value
    assert "accepts in 1 of 1 sentence." in card.agreement.value
    assert card.more.layout.display is None


@pytest.mark.parametrize(
    ("kind", "checkable", "state", "sign", "words"),
    [
        ("fact", "in part", "several", "≈", "Several readings are fair"),
        ("motive", "in part", "several", "≈", "Several readings are fair"),
        ("norm", "in part", "differs", "↔", "Differs from the key"),
        ("fact", "yes", "differs", "↔", "Differs from the key"),
    ],
)
def test_each_state_is_a_sign_and_words_and_no_warning(
    kind: str, checkable: str, state: str, sign: str, words: str
) -> None:
    card = go(sorter(), 13)
    sort(card, kind, checkable)
    assert f'data-state="{state}"' in card.verdict.value
    assert f'<span aria-hidden="true">{sign}</span> {words}' in card.verdict.value
    assert "wo-warn" not in card.verdict.value + card.status.value
    assert f"13 {sign} " in dict(enumerate(card.jump._options_labels, 1))[13]
    assert f"<i>13</i>{sign}" in card.progress.value


def test_another_reading_may_be_kept_with_a_reason(opened: Session) -> None:
    card = go(sorter(), 3)
    sort(card, "norm", "yes")
    assert card.kept.layout.display is None
    assert "Look again at “record” and “prior to”" in card.verdict.value
    card.why.value = HOSTILE
    assert card.kept.layout.display is None, "leaving the field takes its button away"
    assert "; reason written." in card.status.value
    card.keep.click()
    assert [e.value["reason"] for e in opened.work.entries("sorted")] == ["", HOSTILE]
    assert 'data-state="differs"' in card.verdict.value


def test_another_reading_may_be_changed_and_both_are_kept(opened: Session) -> None:
    card = go(sorter(), 3)
    sort(card, "norm", "yes")
    card.kind.value = "fact"
    assert "Below is what the key says of your saved choice" in card.status.value
    card.save.click()
    assert card.kept.layout.display == "none"
    assert [e.value["kind"] for e in opened.work.entries("sorted")] == ["norm", "fact"]
    assert "Your first choice was norm" in card.verdict.value


def test_back_and_next_walk_through_all_and_stop_at_the_ends() -> None:
    card = sorter()
    for number in range(2, 33):
        card.next.click()
        assert f"Sentence {number}</strong>" in card.head.value
    assert card.next.disabled
    card.next.click()
    assert "Sentence 32</strong>" in card.head.value
    card.back.click()
    assert card.jump.value == 31


def test_next_stands_under_what_the_key_says_as_well() -> None:
    card = go(sorter(), 31)
    assert card.further.layout.display == "none"
    sort(card, "norm", "no")
    assert card.further.layout.display is None
    card.onward.click()
    assert "Sentence 32</strong>" in card.head.value
    sort(card, "forecast", "no")
    assert card.further.layout.display == "none", "the last sentence has no next one"


def test_the_disputed_ones_can_be_walked_through_alone(opened: Session) -> None:
    card = sorter()
    for number, kind in ((3, "fact"), (5, "motive"), (13, "norm")):
        Sorter("01", opened.work).sort(number, kind, key()[number].checkable[0])
    assert "(2)" in card.only.description
    card.only.value = True
    assert "Sentence 5</strong>" in card.head.value
    assert [number for _, number in card.jump.options] == [5, 13]
    card.next.click()
    assert "Sentence 13</strong>" in card.head.value
    assert card.next.disabled
    sort(card, "motive", "in part")
    card.only.value = False
    assert len(card.jump.options) == 32


def test_all_sorted_is_said(opened: Session) -> None:
    for number, one in key().items():
        Sorter("01", opened.work).sort(number, one.kinds[0], one.checkable[0])
    card = sorter()
    assert "32 of 32 sorted" in card.progress.value
    assert "not sorted yet" not in card.progress.value
    assert "accepts in 32 of 32 sentences" in card.agreement.value


# Kernels, cells and disks -----------------------------------------------------------------------


def test_a_restart_brings_back_every_choice_and_the_next_sentence(opened: Session) -> None:
    card = sorter()
    sort(card, "fact", "yes", "frequent")
    again = restart(opened)
    assert "Sentence 2</strong>" in again.head.value
    go(again, 1)
    assert (again.kind.value, again.check.value) == ("fact", "yes")
    assert [b.description for b in again.marks if b.value] == ["frequent"]
    assert len(opened.work.entries("sorted")) == 1


def test_running_all_twice_adds_nothing_and_draws_the_new_card_only(opened: Session) -> None:
    old, new = sorter(), sorter()
    Sorter("01", opened.work).sort(1, "fact", "yes")
    assert "0 of 32" in old.progress.value
    assert "1 of 32" in new.progress.value
    for _ in range(2):
        sorter()
        sorted_table()
    assert len(opened.work.entries("sorted")) == 1


def test_another_notebooks_choices_are_seen(opened: Session) -> None:
    card = sorter()
    Sorter("01", WorkFile(opened.work.path)).sort(2, "motive", "no")
    sort(card, "fact", "yes")
    assert "2 of 32 sorted" in card.progress.value
    assert go(card, 2).kind.value == "motive"


def test_what_is_being_chosen_is_not_overwritten_from_elsewhere(opened: Session) -> None:
    card = sorter()
    card.kind.value = "norm"
    Sorter("01", opened.work).sort(1, "fact", "yes")
    assert card.kind.value == "norm"
    assert "1 of 32 sorted" in card.progress.value


def test_a_read_only_disk_is_said_on_the_card(
    opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "fsync", refuse)
    card = sorter()
    sort(card, "fact", "yes")
    assert "Read-only file system" in card.status.value
    assert 'data-state="agrees"' in card.verdict.value
    assert opened.work.unsaved == 1


def test_a_turn_right_after_save_still_saves_the_sentence_that_was_shown(
    opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_TURN", 0.01)

    async def click() -> SorterCard:
        card = sorter()
        sort(card, "fact", "yes")
        card.next.click()
        await asyncio.sleep(0.6)
        return card

    card = asyncio.run(click())
    assert [e.value["sentence"] for e in opened.work.entries("sorted")] == [1]
    assert "Sentence 2</strong>" in card.head.value


def test_a_refused_save_is_not_left_behind_by_a_turn() -> None:
    async def click() -> SorterCard:
        card = sorter()
        card.kind.value = "fact"
        card.save.click()
        card.next.click()
        await asyncio.sleep(0.6)
        return card

    card = asyncio.run(click())
    assert "Sentence 1</strong>" in card.head.value
    assert "Not saved." in card.status.value


# A classmate ------------------------------------------------------------------------------------


def test_a_classmates_file_is_compared_and_not_kept(opened: Session) -> None:
    for number in range(1, 13):
        Sorter("01", opened.work).sort(number, "fact" if number < 7 else "norm", "no")
    card = sorter()
    before = opened.work.dumps()
    said = upload(card, mate({n: "fact" if n < 9 else "norm" for n in range(1, 13)}, HOSTILE))
    assert "my_work.json: read, not kept." in said
    assert "my_work.json</strong> You have both sorted 12 sentences." in card.pair.value
    # p = 10 / 12; e = 1/2 * 8/12 + 1/2 * 4/12 = 1/2; kappa = (10/12 - 1/2) / (1/2) = 2/3.
    assert "kappa is 0.67. Kappa is agreement beyond chance" in card.pair.value
    assert "Compare in pairs: 2 sentences" in card.pair.value
    assert re.findall(r'<li value="(\d+)">', card.pair.value) == ["7", "8"]
    assert "You: <strong>norm</strong>. Your classmate: <strong>fact</strong>" in card.pair.value
    assert opened.work.dumps() == before
    card.only.value = True
    assert {7, 8} <= {number for _, number in card.jump.options}


def test_too_few_shared_sentences_have_a_list_and_no_kappa(opened: Session) -> None:
    Sorter("01", opened.work).sort(3, "fact", "yes")
    card = sorter()
    upload(card, mate({3: "norm"}))
    assert "needs at least 10 sentences" in card.pair.value
    assert "Compare in pairs: 1 sentence you read differently" in card.pair.value


def test_full_agreement_and_nothing_shared_leave_no_list(opened: Session) -> None:
    Sorter("01", opened.work).sort(3, "fact", "yes")
    card = sorter()
    upload(card, mate({3: "fact"}))
    assert "Compare" not in card.pair.value
    upload(card, mate({4: "norm"}), "<b>other.json")
    assert card.pair.value == (
        "<p><strong>&lt;b&gt;other.json</strong> "
        "There is no sentence that you have both sorted yet.</p>"
    )


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xd8\xff", b'{"format": 1,', b'{"format": 9, "entries": []}', b"[]",
     b'{"format": 1, "entries": []}', b" " * 5_000_001],
    ids=["empty", "picture", "torn", "newer", "foreign", "unsorted", "huge"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_one_sentence_and_the_last_one_stays(
    opened: Session, content: bytes
) -> None:
    Sorter("01", opened.work).sort(3, "fact", "yes")
    card = sorter()
    upload(card, mate({3: "norm"}), "first.json")
    before, kept = opened.work.dumps(), card.pair.value
    said = upload(card, content, f"{HOSTILE}.json")
    assert "wo-warn" in said
    assert "<img" not in said
    assert (opened.work.dumps(), card.pair.value) == (before, kept)
    assert "Still shown: first.json." in said


def test_a_refused_file_alone_leaves_nothing_shown(opened: Session) -> None:
    Sorter("01", opened.work).sort(3, "fact", "yes")
    card = sorter()
    assert "Still shown" not in upload(card, b"[]")
    assert card.pair.value == ""


# Without Python, and hostile words ----------------------------------------------------------------


def test_the_twin_shows_what_was_sorted_and_nothing_else(opened: Session) -> None:
    card = sorter()
    assert "Nothing sorted yet. Run this cell" in card._repr_mimebundle_()["text/html"]
    go(card, 13)
    sort(card, "motive", "in part")
    twin = card._repr_mimebundle_()["text/html"]
    assert "1 of 32 sorted" in twin
    assert "13. In the long run" in twin
    assert "fact or motive" in twin
    assert key()[14].says not in twin
    assert "application/vnd.jupyter.widget-view+json" in card._repr_mimebundle_()


def test_hostile_words_are_text_everywhere(opened: Session) -> None:
    opened.work.add("sorted", {"sentence": 3, "kind": "norm", "checkable": "no",
                               "words": [HOSTILE], "reason": HOSTILE})  # fmt: skip
    card, table = go(sorter(), 3), sorted_table()
    upload(card, mate({3: "fact"}, HOSTILE), f"{HOSTILE}.json")
    assert card.why.value == HOSTILE
    texts = [card.said.value, card.pair.value, card.verdict.value, card.status.value]
    for text in [*texts, table.page.value, card._repr_mimebundle_()["text/html"]]:
        assert "<img" not in text
    assert "&lt;img" in card.pair.value
    assert "&lt;img" in table.page.value


def test_nothing_on_the_card_grades_a_reading(opened: Session) -> None:
    card = go(sorter(), 4)
    sort(card, "fact", "yes")
    upload(card, mate({4: "norm"}))
    shown = html(card).replace(key()[4].why, "").lower()
    for word in ("correct", "wrong", "well done", "mistake", "score", "points", "medal", "%"):
        assert word not in shown


def test_the_card_says_how_the_file_of_a_classmate_is_treated() -> None:
    assert "read here and not kept" in html(sorter())
