"""A toy: an activity and its card in one small module, put on the register by a test alone."""

from collections.abc import Collection
from typing import Any

from held import held
from wayout.activities.face import EVERY, UNSAVED, Face, Fields, Reply, kept_line
from wayout.work.activity import Activity, as_dict, reason
from wayout.work.entries import Entry
from wayout.work.session import current
from wayout.work.workfile import WorkFile

TEMPLATE = held(__file__, "template")


def _read(entry: Entry) -> str | None:
    why = as_dict(entry).get("why")
    return why if isinstance(why, str) else None


TOY = Activity("toy", _read, lambda entry: entry.claim, "Toys kept")
ACTIVITIES = (TOY,)


def toy(name: str) -> "ToyFace":
    """Return a card that asks why."""
    return ToyFace(current().work, f"toy {name}")


class ToyFace(Face):
    """One reason, a note that shows only where it is asked for, and buttons of every temper."""

    template = "toy.html"

    def __init__(self, work: WorkFile, name: str) -> None:
        super().__init__(work, name)
        self.place = name.removeprefix("toy ")

    def saved(self) -> Fields:
        return Fields(why="".join(TOY.answers(self.work, self.place)[-1:]))

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        kept = TOY.pairs(self.work, self.place)
        now = kept_line(self.work, kept[-1][0].when) if kept else "Not saved yet."
        return {"kept": self.saved()["why"], "now": UNSAVED if changed else now}

    def do_save(self, fields: Fields, _: str) -> Reply:
        TOY.keep(self.work, {"why": reason(fields["why"])}, lesson="02", claim=self.place)
        return Reply(forget=EVERY, focus="why")

    def do_greet(self, fields: Fields, _: str) -> Reply:
        return Reply("Hello.", file=("toy.txt", "hello"))

    def do_fail(self, fields: Fields, _: str) -> Reply:
        raise ZeroDivisionError

    def do_take(self, fields: Fields, file: dict[str, Any]) -> Reply:
        return Reply(f"{file['name']}: {len(file['text'])} letters.")
