"""Cards in another language: each text of a drawn page is looked up in the catalogue of one.

A catalogue, ``translations/de/cards.toml``, has the English texts and what stands for them. ``{#}``
is a number or a time, ``{}`` that or another text of the catalogue, and ``{=}`` whatever stands
there within one sentence, left as it is. A text that is not found stays English, whole. What a
learner wrote is never looked up: it stands in ``bdi``, in a ``textarea`` or under ``dir="auto"``;
``translate="no"`` says so of the attributes of an element as well.
"""

import re
import tomllib
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from wayout import paths
from wayout.errors import CourseError
from wayout.language import listed

_ASIDE = {"bdi", "script", "style", "textarea"}
_CONTENT = re.compile(r'(content: *)"([^"\\]*[a-z]{2}[^"\\]*)"')
_SPOKEN = {"alt", "aria-label", "aria-valuetext", "label", "placeholder", "title"}
_NUMBER = re.compile(r"[+−-]?\d{1,3}(?:,?\d{3})*(?:\.\d+)?|\d\d:\d\d")
_GAP = re.compile(r"(\{[=#]?\})")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr")
)
_SENTENCE = re.compile(r"(?<=[.!?]) +")


class LanguageError(CourseError, LookupError):
    """A language that the course does not have; the message names those that it has."""


class Catalogue:
    """The texts of cards in one language; ``missing`` gathers those that were looked up in vain."""

    def __init__(self, language: str, text: str) -> None:
        found = tomllib.loads(text)
        self.language = language
        self.texts: dict[str, str] = found["texts"]
        self._signs = str.maketrans(found["signs"])
        gaps = sorted((key for key in self.texts if _GAP.search(key)), key=len, reverse=True)
        self._gaps = [(_pattern(key), key) for key in gaps]
        self.missing = set[str]()
        self._figures = set[str]()  # in this language already, as sentences of the course hold them

    def say(self, text: str) -> str:
        """Return a text in this language: all of its sentences, or the text as it is."""
        plain = " ".join(text.split())
        if not re.search(r"[^\W\d_]{2}|\d", plain):
            return text
        said = self.texts.get(plain) or self._each(plain) or self._found(plain)
        if not said:
            self.missing |= {plain} if re.search(r"[^\W\d_]{2}", plain) else set()
            return text
        return text[: len(text) - len(text.lstrip())] + said + text[len(text.rstrip()) :]

    def _each(self, plain: str) -> str:
        """Return several sentences, if all are known: a gap must not take in a second one."""
        found = [self._found(one) for one in _SENTENCE.split(plain)]
        return " ".join(filter(None, found)) if len(found) > 1 and all(found) else ""

    def _found(self, plain: str) -> str | None:
        if plain in self.texts:
            return self.texts[plain]
        if _NUMBER.fullmatch(plain):
            return plain.translate(self._signs)
        for pattern, key in self._gaps:
            match = pattern.fullmatch(plain)
            if match and (said := self._filled(key, match.groups())):
                return said
        return plain if plain in self._figures else None

    def figure(self, written: str) -> str:
        """Return a figure or a day in this language, and know it again within a sentence."""
        said = self.say(written)
        self._figures.add(said)
        return said

    def _filled(self, key: str, given: Iterable[str]) -> str | None:
        kinds = _GAP.findall(key)
        words = [
            one if kind == "{=}" else self._found(one)
            for kind, one in zip(kinds, given, strict=True)
        ]
        return None if None in words else _GAP.sub("{}", self.texts[key]).format(*words)


def _pattern(key: str) -> re.Pattern[str]:
    kinds = {"{#}": f"({_NUMBER.pattern})", "{}": "(.+?)", "{=}": r"((?:(?![.!?] ).)+?)"}
    return re.compile("".join(kinds.get(one) or re.escape(one) for one in _GAP.split(key)))


_now: Catalogue | None = None


def speak(language: str = "") -> Catalogue | None:
    """Draw all pages from now on in a language, such as ``"de"``; in English without one.

    Raises LanguageError where the course has no such catalogue.
    """
    global _now
    _now = catalogue(language) if language else None
    return _now


def catalogue(language: str) -> Catalogue:
    """Read the catalogue of a language; raises LanguageError, naming those there are."""
    known = languages()
    if language not in known:
        there = listed(known) or "none but English"
        raise LanguageError(f"The cards do not speak '{language}'. Languages here: {there}.")
    return Catalogue(language, (known[language] / "cards.toml").read_text("utf-8"))


def languages() -> dict[str, Path]:
    """Return the folder of each language, by its name of two letters."""
    found = sorted((paths.ROOT / "translations").glob("*/cards.toml"))
    return {path.parent.name: path.parent for path in found}


def local(written: str) -> str:
    """Return a figure or a day as the language of now writes it: ``218,1``."""
    return _now.figure(written) if _now else written


def translated(html: str) -> str:
    """Return a drawn page in the language of now; in English it is the same page."""
    if _now is None:
        return html
    page = _Page(_now)
    page.feed(html)
    page.close()
    return "".join(page.said)


class _Page(HTMLParser):
    """Writes a page again as it reads it, with its texts looked up."""

    def __init__(self, words: Catalogue) -> None:
        super().__init__()
        self.words = words
        self.said = list[str]()
        self._aside = list[str]()  # open elements of the kind in which nothing is looked up

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        text = self.get_starttag_text() or ""
        theirs = self._aside or ("translate", "no") in attrs
        for name, value in attrs:
            if name in _SPOKEN and value and not theirs:
                said = escape(self.words.say(value))
                text = re.sub(rf'(?<=\s{name}=")[^"]*', said.replace("\\", r"\\"), text)
        if not self.said and not text.endswith("/>"):
            text = f'{text[:-1]} lang="{self.words.language}">'
        self.said.append(text)
        opens = tag in _ASIDE or not {("dir", "auto"), ("translate", "no")}.isdisjoint(attrs)
        if tag not in _VOID and not text.endswith("/>") and (opens or tag in self._aside):
            self._aside.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.said.append(f"</{tag}>")
        if self._aside[-1:] == [tag]:
            self._aside.pop()

    def handle_data(self, data: str) -> None:
        inside = self._aside[-1] if self._aside else ""
        if inside == "style":
            self.said.append(_CONTENT.sub(lambda m: f'{m[1]}"{self.words.say(m[2])}"', data))
        elif inside == "script":
            self.said.append(data)
        else:
            said = data if inside else self.words.say(data)
            self.said.append(escape(said, quote=False))

    def handle_comment(self, data: str) -> None:
        self.said.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.said.append(f"<!{decl}>")
