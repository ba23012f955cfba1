r"""Argument maps as Argdown, a plain text that people can write and other tools can draw.

Read and written here is a part of Argdown (https://argdown.org), the part that our maps use.
Within it the reader finds the same claims, reasons and links as the Argdown project's own
parser; whatever lies outside is refused with the number of the line and what to write
instead, never half understood.

What is understood
------------------
Blocks stand apart by empty lines::

    [Trade]: Trade reached a record. (3) #fact
        + [Customs]: The customs office counted it. #fact #outside
            - [First release]: A first count may be corrected. #fact #outside

    <Why ties>: what the reason says in a few words

    (1) [Trade]
    (2) [Rule]: More trade means more dependence. #cause #unstated
    ----
    (3) [Ties]: The economy is tied to one partner. (9) #cause

    <Why ties>
        _ [Figure came later]: The figure came out after the trip. #fact #outside

``[Name]: text``
    a claim; ``[Name]`` alone speaks of it again. Words may run on over several lines.
``(3)`` or ``(5, 10)`` or ``(29-32)`` at the end
    numbers of the essay's sentences
``#fact #cause #motive #forecast #norm #concept``
    kind of claim, fact if there is none; ``#unstated`` or ``#outside``: who brings it in, the
    essay if neither is there
``+`` ``-`` ``_`` (or ``<+`` ``<-`` ``<_``), indented
    this claim speaks for, speaks against, or cuts what it is indented under
``+>`` ``->`` ``_>``
    the same, with the arrow the other way
``#`` heading, ``//`` or ``/* */`` or ``<!-- -->`` comment on lines of its own, a first block
between ``===``
    passed over
``\`` before a character
    means that character itself

What is refused
---------------
Claims without a name, and prose between them; reasons as the ends of links (``+ <Reason>``);
several conclusions in one reason, or a rule of inference between the dashes; slanted and bold
type, web links and ``@[mentions]``; other tags, and tags on a reason; ``{extra: data}``;
contradictions (``><``); lists; comments inside a line; ``mode: strict``, which turns ``+`` into
"entails"; one claim in two wordings; dashes and arrows as word processors set them; tabs mixed
with blanks; more than 2 MB.

Each refusal says what to write instead, and whoever does so, again and again if need be, ends
with a text that is read.

Each of the six examples that come with Argdown uses something from this list and is refused as
a whole. What stops the reader first: a claim or prose without a name (the primer, populism,
Greenspan), extra data (censorship), a tag on a reason (soft drugs), strict mode (Semmelweis).
Within what is understood all six use: named claims and reasons, words over several lines,
numbered steps, ``+``, ``-``, ``->``, ``<_``, headings, comments and settings.

What our writing adds
---------------------
Argdown has no way to write a line break, a control character or a mark that turns the writing
direction inside a claim, or brackets inside a name. They are written as character references,
``&#10;`` for a line break, which other tools show as such or leave as they are. So any text
reads back equal.
"""

from wayout.argument.argdown.reader import read
from wayout.argument.argdown.writer import claim_line, write

__all__ = ["claim_line", "read", "write"]
