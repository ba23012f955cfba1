"""A page without a browser: what stands on it, and what it sends to Python."""

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import count
from typing import Any

from wayout.widgets.form import Form

Attributes = dict[str, str | None]

_TIME = count(1)
_VOID = {
    "area", "base", "br", "circle", "col", "hr", "img", "input", "line", "link", "meta", "source",
}  # fmt: skip
_BETWEEN = {"option": " / ", "td": " · ", "text": " ", "th": " · "}
_INLINE = {"a", "b", "bdi", "code", "i", "input", "q", "span", "strong", *_BETWEEN}


class Seen(HTMLParser):
    """What stands on a page.

    Attributes
    ----------
    elements
        Each element with its attributes, in order.
    held
        What each control holds, by name; an empty one and one that is not ticked is ``""``.
    buttons
        Name and value of each button.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes]] = []
        self.held: dict[str, str] = {}
        self.buttons: list[tuple[str, str]] = []
        self._words: list[str] = []
        self._open: list[tuple[str, Attributes]] = []
        self.feed(html)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    @property
    def text(self) -> str:
        """The words, one line for each block; controls are told by what they hold."""
        lines = (" ".join(line.split()) for line in "".join(self._words).splitlines())
        return "\n".join(line for line in lines if line)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.elements.append((tag, given))
        self._words.append(_BETWEEN.get(tag, "") if tag in _INLINE else "\n")
        if tag not in _VOID:
            self._open.append((tag, given))
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "button":
            self.buttons.append((name, value))
            self._words.append("[")
        elif tag in ("textarea", "select"):
            self.held[name] = ""
        elif tag == "option" and "selected" in given:
            self.held[self._select()] = value
        elif tag == "input":
            self._input(given.get("type") or "text", name, value, given)

    def _input(self, kind: str, name: str, value: str, given: Attributes) -> None:
        ticked = kind not in ("radio", "checkbox") or "checked" in given
        if kind != "file":
            self.held[name] = value if ticked else self.held.get(name, "")
        signs = {"radio": "(o) " if ticked else "( ) ", "checkbox": "[x] " if ticked else "[ ] "}
        signs |= {"text": f"| {value}", "range": f"<{value}>", "file": "[file]"}
        self._words.append(signs.get(kind, ""))

    def _select(self) -> str:
        return next(given.get("name") or "" for tag, given in self._open[::-1] if tag == "select")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        opened, _ = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"
        self._words.append({"button": "]"}.get(tag, "" if tag in _INLINE else "\n"))

    def handle_data(self, data: str) -> None:
        inside, given = self._open[-1] if self._open else ("", {})
        if inside in ("style", "script"):
            return
        if inside == "textarea":
            self.held[given.get("name") or ""] += data.removeprefix("\n")
        self._words.append(f"| {data.strip()}" if inside == "textarea" else data.replace("\n", " "))

    def named(self, attribute: str) -> Iterator[str]:
        """Yield each value of an attribute."""
        yield from (given[attribute] or "" for _, given in self.elements if attribute in given)


class Page:
    """A card on a page: fields are typed into and buttons pressed, as `form.js` tells Python."""

    def __init__(self, card: Form) -> None:
        self.card = card

    @property
    def seen(self) -> Seen:
        """What stands on it now."""
        return Seen(self.card.html)

    def types(self, **fields: str) -> "Page":
        """Type into fields; the page sends a draft."""
        return self.press("draft", **fields)

    def press(self, button: str, value: Any = "", **fields: str) -> "Page":
        """Press a button, after typing; only what is on the page can be typed into."""
        held = self.seen.held
        assert fields.keys() <= held.keys(), f"not on the page: {fields.keys() - held.keys()}"
        sent = {name: text for name, text in (held | fields).items() if text}
        message = {"do": button, "value": value, "fields": sent, "names": [*held]}
        self.card._hear(self.card, {**message, "at": float(next(_TIME))}, [])
        return self

    def status(self) -> list[str]:
        """Return what each status line says."""
        page, said = self.card.html, []
        for piece in page.split('role="status"')[1:]:
            said.append(Seen(f"<p{piece.partition('</p>')[0]}</p>").text)
        return said
