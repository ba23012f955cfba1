r"""The characters of Argdown: what a learner's words look like inside a line, and back.

Two layers. A backslash takes away a character's meaning, as in Argdown itself. Characters
that Argdown cannot hold at all are character references, ``&#10;``.
"""

import re
from dataclasses import dataclass

from wayout.argument.argdown.blocks import Said
from wayout.argument.errors import called
from wayout.argument.graph import LAST
from wayout.argument.references import UNHOLDABLE, decoded, reference
from wayout.argument.sentences import refusal, sentences

# Argdown turns these into signs when they stand between two full stops or two colons.
_SIGNS = (
    r"A|E|O|P|->|<->|~|\^|v|v_|<>|\[\]|\?|\+1|-1|y|n|agree|disagree|disappointed|down|eye-roll"
    r"|happy|heart|joy|laugh|lol|love|meh|question|rofl|sad|scream|shush|smile|smiley|star|think"
    r"|up|wink"
)
_SIGN = rf"(?P<dot>[.:])(?=(?:{_SIGNS})(?P=dot))"
_WORD_SIGN = rf"(?P<dot>[.:])(?:{_SIGNS})(?P=dot)"

_WRITE = re.compile(
    rf"(?P<ref>[{UNHOLDABLE}]|&(?=#)|^ | \Z)"
    rf"|(?P<mark>[\\#*_\[\]<>{{}}]|/(?=[/*])|={{3,}}|{_SIGN})"
)
_WRITE_NAME = re.compile(rf"[{UNHOLDABLE}\[\]<>]|&(?=#)|^[-+_! ]| \Z")
_NUMBERS = r"\((?P<numbers>[0-9]{1,3}(?:[ ]*[-–,][ ]*[0-9]{1,3})*)\)"
_SENTENCES = re.compile(rf"(?:^|(?<=\s)){_NUMBERS}$")
_READ = re.compile(
    rf"""
    \\(?P<literal>.)
    | (?P<meaning> \\$ | [*_](?!\s) | [\[<{{] | // | /\* | === | {_WORD_SIGN} )
    | \#(?P<tag>\([^()]*\)|[^\s\#]+)
    | (?P<plain> [^\\*_\[<{{/=.:\#]+ | . )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """What one claim's line says: its text, the sentence numbers and the tags after it."""

    text: str
    sentences: tuple[int, ...]
    tags: dict[str, int]  # with the line in which each first stands


def escape(text: str) -> str:
    """Return text as it is written inside a line; `words` gives it back."""
    shielded = re.sub(r"\S+", _calm, _WRITE.sub(_shield, text))
    if ends := _SENTENCES.search(shielded):
        shielded = f"{shielded[: ends.start()]}\\{shielded[ends.start() :]}"
    return shielded


def escape_name(name: str) -> str:
    """Return a name as it is written between brackets; `decoded` gives it back."""
    return _WRITE_NAME.sub(lambda found: reference(found[0]), name)


def plain(said: Said) -> str:
    """Return the text of a line that can have no tags, such as the title of a reason."""
    text, tags = _scan(said)
    for tag, line in tags.items():
        raise refusal("argdown", "no_tag", line, tag=called(f"#{tag}"))
    return decoded(text)


def words(said: Said) -> Words:
    """Return text, sentence numbers and tags of a claim.

    Where a character has a meaning in Argdown that is not read here, `FormatError` says how
    to write the character itself, and names the line in which it stands.
    """
    start = _tags_start(said.text)
    _, tags = _scan(said.cut(start))
    body = said.cut(0, start)
    sentences: tuple[int, ...] = ()
    if ends := _SENTENCES.search(body.text):
        sentences = _numbers(ends["numbers"], body.line(ends.start()))
        body = body.cut(0, ends.start())
    return Words(plain(body), sentences, tags)


def _shield(found: re.Match[str]) -> str:
    if found["ref"]:
        return reference(found["ref"]).replace("#", "\\#")
    return "".join(f"\\{letter}" for letter in found["mark"])


def _calm(found: re.Match[str]) -> str:
    """Shield the dots of a word in which Argdown would take a backslash for part of a sign."""
    word = found[0]
    if "\\" not in word or max(word.count("."), word.count(":")) < 2:
        return word
    return re.sub(r"\\.|[.:]", lambda part: part[0] if part[0][1:] else f"\\{part[0]}", word)


def _tags_start(written: str) -> int:
    """Return where the tags at the end begin, or the length if there are none."""
    start = len(written)
    for token in _READ.finditer(written):
        if token["tag"]:
            start = min(start, token.start())
        elif token[0].strip():
            start = len(written)
    return start


def _scan(said: Said) -> tuple[str, dict[str, int]]:
    letters: list[str] = []
    tags: dict[str, int] = {}
    for token in _READ.finditer(said.text):
        if token["meaning"]:
            seen = token["meaning"]
            meaning = sentences("refusals")["argdown_meanings"].get(seen[0], "a sign")
            parts = {"seen": seen, "meaning": meaning, "instead": re.sub("(.)", r"\\\1", seen)}
            raise refusal("argdown", "meaning", said.line(token.start()), **parts)
        if token["tag"]:
            tags.setdefault(token["tag"], said.line(token.start()))
        letters.append(token["literal"] or token["plain"] or "")
    return "".join(letters), tags


def _numbers(written: str, line: int) -> tuple[int, ...]:
    found: list[int] = []
    for part in written.split(","):
        first, _, last = part.replace("–", "-").replace(" ", "").partition("-")
        start, stop = int(first), int(last or first)
        if not start or not stop:
            raise refusal("argdown", "zero", line)
        if stop < start:
            raise refusal("argdown", "backwards", line, first=first, last=last)
        if last and len(found) > LAST:
            raise refusal("argdown", "repeats", line, first=first, last=last)
        found += range(start, stop + 1)
    return tuple(found)
