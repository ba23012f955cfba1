"""Colours of marks: one way to write them, and the ink that can be read on them."""

from branca.colormap import StepColormap

# folium.Icon knows two names that CSS does not.
_ICON_NAMES = {"darkpurple": "#5b396b", "lightred": "#ff8e7f"}


def hex_of(colour: str) -> str:
    """Return ``#rrggbb`` in small letters for a colour name or code.

    Raises `ValueError` if the text is no colour; the message says how to write one.
    """
    text = str(colour).strip().lower()
    text = _ICON_NAMES.get(text, text.replace("grey", "gray"))
    try:
        return str(StepColormap([_long(text)]).rgb_hex_str(0)).lower()
    except (ValueError, IndexError):
        message = "Write a name such as 'orange' or a code such as '#0072B2'."
        raise ValueError(f"'{colour}' is not a colour. {message}") from None


def known(colour: str) -> str:
    """Return :func:`hex_of` the colour, or the text itself in small letters if it is no colour."""
    try:
        return hex_of(colour)
    except ValueError:
        return str(colour).strip().lower()


def ink_on(colour: str) -> str:
    """Return black or white, whichever stands out more on ``colour`` (``#rrggbb``)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#000000" if (light + 0.05) / 0.05 > 1.05 / (light + 0.05) else "#ffffff"


def _long(text: str) -> str:
    short = len(text) == 4 and text.startswith("#")
    return "#" + "".join(2 * letter for letter in text[1:]) if short else text


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
