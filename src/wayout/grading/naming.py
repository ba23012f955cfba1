"""Whose file is it: told by what platforms, browsers and people write into names, never guessed.

Moodle:  Ada Lovelace_12345_assignsubmission_file_/exercise.ipynb
Canvas:  lovelaceada_LATE_12345_678_exercise-1.ipynb
E-mail:  any name; the id, login, e-mail or whole name stands in the name of a file or folder.

A learner chooses the names within an upload. So the outermost part of a path that says who decides:
a folder that the teacher named with an id, or else what a platform wrote. Where an upload says
otherwise, nobody is chosen.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from wayout.grading.roster import LONGEST, Person, unsafe
from wayout.language import either, nearest

Tokens = tuple[str, ...]
_MOODLE = re.compile(
    r"(?P<who>.+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<file>.*)"
)
_CANVAS = re.compile(r"(?P<who>[^_]+)_(?P<late>LATE_)?(?P<number>\d+)_(?P<order>\d+)_(?P<file>.+)")
_COPY = re.compile(r"[ _-]*\((\d{1,3})\)|-Copy(\d{1,3})|-(\d{1,2})(?=\.[a-z]+$)", re.IGNORECASE)
_COPIES = re.compile(r"[ _-]*\(\d+\)|-Copy\d*", re.IGNORECASE)
_ENDINGS = re.compile(r"(\.ipynb|\.zip|\.json|\.txt)+$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_OWN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_GROUP = 3  # so many people behind one word and a hyphen are a group
_SHORT = 3  # fewer digits may be the number of a copy or of the exercise
_DIGITS = 20


@dataclass(frozen=True)
class Said:
    """What a platform writes into a name.

    ``who`` is the name, ``number`` the platform's own for a person, ``order`` grows from one
    attempt to the next, ``folder`` is what Moodle wants back with feedback, ``place`` is which part
    of the path says it and ``file`` what the learner had called that. ``sure`` is whether nobody
    but a platform writes so.
    """

    who: str = ""
    number: str = ""
    order: int = 0
    late: bool = False
    folder: str = ""
    sure: bool = False
    place: int = 0
    file: str = ""


@dataclass(frozen=True)
class Whose:
    """Whose a file is: one id, or none, with ``why`` and the ids that it ``may`` be of."""

    person: str = ""
    by: str = ""
    why: str = ""
    may: tuple[str, ...] = ()


def said(parts: tuple[str, ...]) -> Said:
    """Return what Moodle or Canvas say in a path, given by its parts: the outermost counts.

    Canvas names files and no folders. A zip by itself may be called like one of Canvas's, such as
    ``class_2026_12_all.zip``: if more is said within, that counts.
    """
    found = [one for place in range(len(parts)) if (one := _said(parts, place))]
    inner = len(found) > 1 and not found[0].sure and found[0].place == 0
    return found[inner] if found else Said()


def _said(parts: tuple[str, ...], place: int) -> Said | None:
    part, last = parts[place], place == len(parts) - 1
    if match := _MOODLE.fullmatch(part):
        folder = part if not _ENDINGS.search(part) else ""
        who, number, file = match["who"], match["number"], match["file"]
        return Said(who, number, folder=folder, sure=True, place=place, file=file)
    if (match := _CANVAS.fullmatch(part)) and (last or _is_zip(part)):
        order, late, file = int(match["order"][:18]), bool(match["late"]), match["file"]
        sure = any(map(_is_zip, parts[:place]))
        return Said(match["who"], match["number"], order, late, "", sure, place, file)
    return None


def share(parts: tuple[str, ...]) -> str:
    """Return in whose upload a file lies, "" where that is not told: an upload has limits."""
    platform = said(parts)
    if platform.who:
        return f"{platform.who} {platform.number}"
    zips = [place for place, part in enumerate(parts[:-1]) if _is_zip(part)]
    return "/".join(parts[: zips[1] + 1]) if len(zips) > 1 else ""


def copy_number(name: str) -> int:
    """Return which copy a name says it is: 2 for ``x (2).ipynb``, 0 for none."""
    found = (one for match in _COPY.finditer(name) for one in match.groups() if one)
    return max(map(int, found), default=0)


def tokens(text: str, german: bool = False) -> Tokens:
    """Return the words of a name without accents, signs and capitals."""
    return tuple(_WORD.findall(_bared(text, german)))


def _bared(text: str, german: bool) -> str:
    """Return a name without accents and capitals."""
    plain = unicodedata.normalize("NFC", text).casefold()
    plain = plain.translate(_GERMAN) if german else plain
    bare = unicodedata.normalize("NFKD", plain.translate(_OWN))
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


class Names:
    """The people of a class by all that may name them; ``exercise`` is the name to look past.

    ``uploads`` are the names that platforms say: Moodle writes that of a group before them.
    """

    def __init__(
        self, people: Iterable[Person], exercise: str, uploads: Iterable[str] = ()
    ) -> None:
        self.people = {one.id: one for one in people}
        words = map(re.escape, re.split(r"[\W_]+", exercise))
        copy = r"(?:-\d{1,2}(?!\w))?"  # Canvas counts so what is handed in again
        self._exercise = re.compile(r"[\W_]*".join(words) + copy, re.IGNORECASE)
        self._number = _number(exercise.partition("_")[0])
        self._names: dict[Tokens, set[str]] = {}
        self._marks: dict[str, set[str]] = {}
        for one in self.people.values():
            for form in _rotations(one.name):
                self._names.setdefault(form, set()).add(one.id)
            for mark in filter(None, (one.id, one.login, one.email)):
                self._marks.setdefault(_plain(mark), set()).add(one.id)
        self._forms = self._free_forms()
        self._groups = self._shared(uploads)

    def _shared(self, uploads: Iterable[str]) -> set[str]:
        """Return what stands before the whole names of several people: no first name does."""
        found: dict[str, set[str]] = {}
        for name in {*uploads}:
            if not self._called(name):
                for group, rest in _hyphened(name):
                    found.setdefault(group, set()).update(self._called(rest))
        return {group for group, ids in found.items() if len(ids) >= _GROUP}

    def _free_forms(self) -> dict[Tokens, set[str]]:
        """Return the words by which someone is found within a longer name."""
        forms = {form: set(ids) for form, ids in self._names.items() if _strong(form)}
        for mark, ids in self._marks.items():
            local, _, place = mark.partition("@")
            for form in (tokens(mark), tokens(local) if place else ()):
                if form and _strong(form):
                    forms.setdefault(form, set()).update(ids)
        return forms

    def whose(self, parts: tuple[str, ...], platform: Said) -> Whose:
        """Return whose a file is: the outermost part that says who decides."""
        outer = parts[: platform.place] if platform.who else parts[:-1]
        folders = tuple(takewhile(lambda part: not _is_zip(part), outer))
        if marked := self._ids(folders):
            first = next(part for part in folders if self._whole(part))
            above = folders[: folders.index(first)]
            return self._one(marked | {one for part in above for one in self._named(part)}, "id")
        if platform.who and (found := self._by_platform(platform)):
            inside = self._claims(_upload(parts, platform))
            return self._one(found | self._around(outer) | inside, "platform")
        if platform.sure:
            ids = self._claims(_upload(parts, platform))
            longer = {one for _, rest in _hyphened(platform.who) for one in self._called(rest)}
            if longer:
                why = f"{self._may(sorted(longer | ids))}, or of somebody with a longer name"
                return Whose(why=why, may=(*sorted(longer | ids),))
            return self._stranger(platform, ids)
        if (
            self._number
            and self._number == _number(_bare(parts[-1]))
            and (may := self._ids(parts[-1:]))
        ):
            why = f"may be of {either(sorted(may))}, or be called after the exercise"
            return Whose(why=why, may=(*sorted(may),))
        marked, free = self._ids(parts), self._free(parts)
        if marked:
            return self._one(marked | free, "id")
        last = _bare(platform.who or parts[-1])
        return self._one(free, "name") if free else Whose(why=self._nobody(last))

    def own(self, whose: Whose, platform: Said) -> Said:
        """Return what a platform says of somebody, without folder and number of another."""
        named = self._by_platform(platform)
        fits = not named or whose.person in named
        return platform if fits else replace(platform, folder="", number="")

    def _ids(self, parts: Iterable[str]) -> set[str]:
        return {one for part in parts for one in self._whole(part)}

    def _claims(self, parts: Iterable[str]) -> set[str]:
        """Return whose id a learner wrote: a short number alone may be that of the exercise."""
        long = (one for one in parts if not (_number(_bare(one)) and len(_bare(one)) < _SHORT))
        return self._ids(one for one in long if _number(_bare(one)) != self._number)

    def _around(self, outer: tuple[str, ...]) -> set[str]:
        """Return whose mail it is in which a platform's folder lies: one that anybody can make.

        A single word is not enough: the zip of a class may be called after its teacher.
        """
        canvas = (match["who"] for part in outer if (match := _CANVAS.fullmatch(part)))
        called = {one for who in canvas for one in self._called(who)}
        return called | self._free(outer, 2) | self._ids(outer)

    def _free(self, parts: Iterable[str], least: int = 1) -> set[str]:
        """Return who is named in these parts by at least so many words.

        A platform's own numbers are nobody's id.
        """
        bare = (
            f"{match['who']} {match['file']}" if (match := _CANVAS.fullmatch(one)) else one
            for one in parts
        )  # fmt: skip
        return {one for part in bare for one in self._within(part, least)}

    def _named(self, part: str) -> set[str]:
        return self._called(self._rest(_bare(part)))

    def _stranger(self, platform: Said, ids: set[str]) -> Whose:
        """Return whose the upload of someone is whom no name of the roster fits.

        An id in it counts only where the roster has no names that could say otherwise.
        """
        if not ids:
            return Whose(why=self._nobody(platform.who))
        if not any(self.people[one].name for one in ids):
            return self._one(ids, "upload")
        may = tuple(one for one in self.people if one in ids)
        claims = either(f"{one} ({self.people[one].called})" for one in may[:6])
        says = f"is called like that of {claims}, and comes from “{platform.who}”"
        return Whose(why=f"{says}, who is nobody of the roster", may=may)

    def _one(self, found: set[str], by: str) -> Whose:
        if len(found) == 1:
            return Whose(next(iter(found)), by)
        may = tuple(one for one in self.people if one in found)
        return Whose(why=self._may(may), may=may)

    def _may(self, ids: Iterable[str]) -> str:
        shown = either(f"{one} ({self.people[one].called})" for one in [*ids][:6])
        return f"may be of {shown}"

    def _nobody(self, name: str) -> str:
        close = nearest(name, {one.called: None for one in self.people.values()})
        hint = close if close.startswith("Nearest") else ""
        return f"names nobody of the roster. {hint}".strip().rstrip(".")

    def _whole(self, part: str) -> set[str]:
        bare = _bare(part)
        if found := self._marks.get(_plain(bare)):
            return found
        rest = self.beside(part)
        if rest == bare or (rest.isdecimal() and len(rest) < _SHORT):
            return set()
        return self._marks.get(_plain(rest), set())

    def beside(self, name: str) -> str:
        """Return what the name of a file holds beside that of the exercise."""
        return self._rest(_bare(name)).strip(" _-.,")

    def _rest(self, bare: str) -> str:
        """Return a name without that of the exercise and the number of a copy."""
        return self._exercise.sub(" ", _COPIES.sub("", bare))

    def _by_platform(self, platform: Said) -> set[str]:
        """Return who has this name; a platform's number decides only where the name allows it."""
        if platform.who.casefold().startswith("participant"):  # of an assignment without names
            told = (platform.who, f"{platform.who} {platform.number}")
            if found := {one for name in told for one in self._marks.get(_plain(name), ())}:
                return found
        bare = (
            rest for group, rest in _hyphened(platform.who)
            if group in self._groups or re.search(r"\d[^-]*$", group)
        )  # fmt: skip
        named = next(filter(None, map(self._called, (platform.who, *bare))), set())
        number = self._marks.get(_plain(platform.number), set())
        if named:
            return named & number if len(named) > 1 and named & number else named
        return {one for one in number if not self.people[one].name}

    def _called(self, name: str) -> set[str]:
        forms = (tokens(name), tokens(name, german=True))
        return {one for form in forms for one in self._names.get(form, ())}

    def _within(self, part: str, least: int = 1) -> set[str]:
        """Return who is named in a part; a name within a longer one that fits does not count."""
        spans: list[tuple[int, int, set[str]]] = []
        rest = self._rest(_bare(part))
        if whole := self._called(rest):
            return whole
        for bared in {_bared(rest, german) for german in (False, True)}:
            words, between = tuple(_WORD.findall(bared)), _WORD.split(bared)
            for first, last in _spans(len(words)):
                named = self._forms.get(words[first:last], set())
                if named and last - first >= least and not _in_longer(words, between, first, last):
                    spans.append((first, last, named))
        widest = [
            ids
            for first, last, ids in spans
            if not any(a <= first and last <= b and (a, b) != (first, last) for a, b, _ in spans)
        ]
        return {one for ids in widest for one in ids}


def _in_longer(words: Tokens, between: list[str], first: int, last: int) -> bool:
    """Tell if a name is a part of one with a hyphen: “Lena Kurz” in “Anna-Lena Kurz”.

    Where all of it stands between hyphens, they are there instead of blanks.
    """
    if {*between[first + 1 : last]} <= {"-"}:
        return False
    sides = ((first, first - 1), (last, last))
    return any(
        between[sign] == "-" and 0 <= at < len(words) and words[at].isalpha() for sign, at in sides
    )


def _hyphened(name: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before and behind each hyphen: “group-name”, or one name as it is."""
    pieces = name.split("-")
    for place in range(1, len(pieces)):
        yield "-".join(pieces[:place]), "-".join(pieces[place:])


def _upload(parts: tuple[str, ...], platform: Said) -> tuple[str, ...]:
    """Return the names in a path that the learner chose."""
    return (platform.file, *parts[platform.place + 1 :])


def strangers(
    files: Iterable[tuple[tuple[str, ...], Said]], exercise: str, before: Mapping[str, str]
) -> list[Whose]:
    """Return whose each file is where there is no roster, given by its parts and its platform.

    People go by what a platform calls them, with its number where two have one name; else by the
    folder or zip around their file, or by its name where others lie beside it. ``before`` has the
    ids that were given before, with the number.
    """
    files = [*files]
    numbers: dict[str, set[str]] = {}
    for own, number in before.items():
        numbers.setdefault(own.removesuffix(f" {number}").casefold(), set()).add(number)
    beside: dict[tuple[str, ...], set[str]] = {}
    bare = Names((), exercise)
    for parts, platform in files:
        if platform.who:
            numbers.setdefault(_slug(platform.who).casefold(), set()).add(platform.number)
        else:
            beside.setdefault(parts[:-1], set()).add(bare.beside(parts[-1]))
    found = [
        (_slug(platform.who, numbers[_slug(platform.who).casefold()], platform.number), ())
        if platform.who
        else _by_place(parts, beside[parts[:-1]], bare.beside(parts[-1]))
        for parts, platform in files
    ]
    places: dict[str, set[tuple[str, ...]]] = {}
    for own, place in found:
        places.setdefault(own.casefold(), set()).update([place] if place else [])
    return [
        Whose(why="bears nobody's name") if not own
        else Whose(own, "file") if len(places[own.casefold()]) < 2 or not place
        else Whose(why=f"may be of {own}, as may another one from elsewhere")
        for own, place in found
    ]  # fmt: skip


def _by_place(parts: tuple[str, ...], beside: set[str], rest: str) -> tuple[str, tuple[str, ...]]:
    """Return the name of the folder or zip around a file, or its own, and the place it is of."""
    around = [part for part in parts[:-1] if not _is_zip(part)] or [*map(_bare, parts[:-1])]
    if around and len(beside) == 1:
        return _slug(around[-1]), parts[:-1]
    return (_slug(rest), (*parts[:-1], rest)) if rest else ("", ())


def _slug(text: str, numbers: Collection[str] = (), number: str = "") -> str:
    """Return a name as an id that is safe, with a platform's number where it has several."""
    tail = f" {number[:_DIGITS]}" if len(numbers) > 1 else ""
    kept = "".join(
        sign if sign.isprintable() and not unsafe(f"a{sign}a") else "_"
        for sign in unicodedata.normalize("NFC", text)
    )
    name = kept.strip(" ._-")[: LONGEST - len(tail)].strip(" .") or "unnamed"
    return f"_{name}{tail}" if unsafe(name) else f"{name}{tail}"


def _number(text: str) -> str:
    """Return a number without noughts before it, "" for what is none."""
    return text.lstrip("0") or "0" if text.isascii() and text.isdecimal() else ""


def _spans(length: int, longest: int = 8) -> Iterator[tuple[int, int]]:
    places = range(min(length, 40))
    return ((a, b) for a in places for b in range(a + 1, min(a + longest, length) + 1))


def _rotations(name: str) -> set[Tokens]:
    """Return the orders in which a name is written, apart and in one word."""
    found: set[Tokens] = set()
    for words in {tokens(name), tokens(name, german=True)}:
        turned = {(*words[n:], *words[:n]) for n in range(len(words))}
        found |= turned | {("".join(one),) for one in turned}
    return found


def _strong(form: Tokens) -> bool:
    """Tell if a form is enough within a longer name; ``03`` or ``ada`` is not."""
    return len(form) > 1 or len(form[0]) >= 5


def _is_zip(part: str) -> bool:
    return part.lower().endswith(".zip")


def _bare(part: str) -> str:
    return _ENDINGS.sub("", part)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().strip()
