r"""The characters of Argdown: what a learner's words look like inside a line, and back.

Two layers. A backslash takes away a character's meaning, as in Argdown itself. Characters
that Argdown cannot hold at all are character references, ``&#10;``.
"""

import re
from dataclasses import dataclass

from wayout.argument.argdown.blocks import Said
from wayout.argument.errors import FormatError, called
from wayout.argument.graph import LAST
from wayout.argument.references import UNHOLDABLE, decoded, reference

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
_MEANINGS = {
    "\\": "nothing at the end of a line",
    "*": "slanted or bold type",
    "_": "slanted or bold type",
    "[": "the name of a claim, or a web link",
    "<": "the name of a reason, or a web link",
    "{": "extra data",
    "/": "a comment",
    "=": "a block of settings",
}


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
        raise FormatError(_NO_TAG.format(called(f"#{tag}")), line)
    return decoded(text)


_NO_TAG = "{} stands where no tag can; move it to the end of a claim, or write '\\#' for the sign."


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
            raise FormatError(_refusal(token["meaning"]), said.line(token.start()))
        if token["tag"]:
            tags.setdefault(token["tag"], said.line(token.start()))
        letters.append(token["literal"] or token["plain"] or "")
    return "".join(letters), tags


def _refusal(seen: str) -> str:
    instead = "".join(f"\\{letter}" for letter in seen)
    meaning = _MEANINGS.get(seen[0], "a sign")
    return f"'{seen}' stands for {meaning} in Argdown and is not read here; write '{instead}'."


def _numbers(written: str, line: int) -> tuple[int, ...]:
    found: list[int] = []
    for part in written.split(","):
        first, _, last = part.replace("–", "-").replace(" ", "").partition("-")
        start, stop = int(first), int(last or first)
        if not start or not stop:
            raise FormatError("Sentences are counted from 1; for the brackets, write '\\('.", line)
        if stop < start:
            turned = f"write ({last}-{first})"
            raise FormatError(f"({first}-{last}) runs backwards; {turned}.", line)
        if last and len(found) > LAST:
            raise FormatError(f"({first}-{last}) repeats what stands before it; take it out.", line)
        found += range(start, stop + 1)
    return tuple(found)
